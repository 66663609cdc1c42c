/** Readers: the right artefact for each file, and no file that holds up the page or the others. */
import type { Page } from '../../www/playwright';
import { expect, stallReaders, test } from './support';
import { xlsx } from './zip';

const ACCOUNTS = [['客户名称', '销售额', '行业'], ['甲公司', '1200000', '制造'], ['乙公司', '300000', '能源']];

/** Which readers were started, from now on. */
function readers(page: Page): string[] {
  const started: string[] = [];
  page.on('worker', (worker) => {
    const name = /(reader|legacy)-worker\.js$/.exec(worker.url())?.[1];
    if (name) started.push(name);
  });
  return started;
}

test('a usual workbook needs the small reader only', async ({ page, open, ready, drop }) => {
  await open();
  const started = readers(page);
  await drop([{ name: 'a.xlsx', content: xlsx(ACCOUNTS) }]);
  await ready();
  expect(started).toEqual(['reader']);
});

test('an unusual workbook is read all the same, by the large reader', async ({ page, open, ready, drop }) => {
  await open();
  const started = readers(page);
  await drop([{ name: 'a.xlsx', content: xlsx(ACCOUNTS, { unusual: true }) }]);
  await ready();
  expect(started).toEqual(['reader', 'legacy']);
  await page.goto('/#/data');
  await page.locator('.data summary').first().click();
  await expect(page.locator('.data details').first()).toContainText('客户名称');
});

/** Readers that misbehave with files of these names: one never ends, one breaks. */
async function hostile(page: Page): Promise<void> {
  await page.route('**/reader-worker.js', (route) => route.fulfill({
    contentType: 'text/javascript',
    body: `import './reader-worker.js?real';
      self.addEventListener('message', ({ data }) => {
        if (data.name === 'breaks.csv') setTimeout(() => { throw new Error('broken'); });
        if (data.name !== 'hangs.csv') return;
        self.postMessage({ begun: true });
        for (;;);
      });`,
  }));
}

const set = (page: Page, limits: string): Promise<unknown> =>
  page.addInitScript((limits) => localStorage.setItem('kamlens.limits', limits), limits);

const csv = ACCOUNTS.map((row) => row.join(',')).join('\n');

test('a file that hangs and one that breaks are said, and the others are read', async ({ page, open, ready, drop }) => {
  await hostile(page);
  await set(page, 'seconds=1');
  await open();
  await drop(['hangs.csv', 'breaks.csv', 'good.csv'].map((name) => ({ name, content: csv })));
  await ready();
  const failures = page.locator('.failures li');
  await expect(failures).toHaveCount(2);
  await expect(failures.nth(0)).toContainText('hangs.csv');
  await expect(failures.nth(0)).toContainText('1 秒');
  await expect(failures.nth(1)).toContainText('breaks.csv');
  await expect(failures.nth(1)).toContainText('读取该文件时出错');
  await expect(page.locator('.card')).toHaveCount(4);
});

test('a file that hangs can be cancelled, and the others are read', async ({ page, open, ready, drop }) => {
  await hostile(page);
  await open();
  await drop(['hangs.csv', 'good.csv'].map((name) => ({ name, content: csv })));
  await page.getByRole('button', { name: '取消读取“hangs.csv”' }).click();
  await ready();
  await page.goto('/#/data');
  await expect(page.locator('.files .name')).toHaveText(['good.csv']);
});

test('who cancels a file sees it gone with the next frame, and its reader is ended with the click', async ({ page, open, ready, drop }) => {
  await hostile(page);
  await open();
  await drop([{ name: 'good.csv', content: csv }]);
  await ready();
  await drop([{ name: 'hangs.csv', content: csv }]);
  await page.getByRole('button', { name: '取消读取“hangs.csv”' }).waitFor();
  await expect.poll(() => page.workers().filter((worker) => worker.url().includes('reader-worker')).length).toBe(1);
  const seen = await page.evaluate(async () => {
    const terminate = Worker.prototype.terminate;
    let ended = 0;
    Worker.prototype.terminate = function (this: Worker): void {
      ended += 1;
      terminate.call(this);
    };
    document.querySelector<HTMLButtonElement>('.reading li button')?.click();
    const atOnce = ended;
    await new Promise((resolve) => requestAnimationFrame(resolve));
    return { atOnce, entries: document.querySelectorAll('.reading li').length };
  });
  expect(seen).toEqual({ atOnce: 1, entries: 0 });
  await ready();
  await page.goto('/#/data');
  await expect(page.locator('.files .name')).toHaveText(['good.csv']);
});

test('a file that the engine is taking can be cancelled at once, and leaves the book', async ({ page, open, ready, drop }) => {
  await open();
  await drop([{ name: 'good.csv', content: csv }]);
  await ready();
  // The engine does not get what the reader has sent until it is released.
  await page.evaluate(() => {
    const post = Worker.prototype.postMessage as (message: unknown, options: unknown) => void;
    Worker.prototype.postMessage = function (this: Worker, message: unknown, options: unknown): void {
      if ((message as { method?: unknown }).method !== 'receive') return post.call(this, message, options);
      Worker.prototype.postMessage = post as typeof Worker.prototype.postMessage;
      Object.assign(window, { release: () => post.call(this, message, options) });
    };
  });
  await drop([{ name: 'other.csv', content: csv }]);
  await expect(page.locator('.reading .number')).toHaveText('100%');
  await page.getByRole('button', { name: '取消读取“other.csv”' }).click();
  await expect(page.locator('.reading li')).toHaveCount(0);
  await page.evaluate(() => (window as unknown as { release(): void }).release());
  await ready();
  await page.goto('/#/data');
  await expect(page.locator('.files .name')).toHaveText(['good.csv']);
  await expect(page.locator('kam-tables section h3 small')).toHaveText(['good.csv']);
});

test('a limit that ends a file is named; once it is raised the file is read', async ({ page, open, ready, drop, axe }) => {
  await set(page, 'memory=1k');
  await open();
  await drop([{ name: 'a.xlsx', content: xlsx(ACCOUNTS) }]);
  await expect(page.locator('.failures')).toContainText('内存');
  await expect(page.locator('.failures')).toContainText('1,024');
  await page.getByRole('button', { name: '安全上限' }).click();
  const memory = page.getByLabel('读取占用内存（MB）');
  await expect(memory).toHaveValue('0.001');
  await expect(memory).toHaveAccessibleDescription('默认 1,536');
  await axe();
  await memory.fill('1000');
  await page.getByRole('button', { name: '应用' }).click();
  await ready();
  await expect(page.locator('.failures')).toBeHidden();
  expect(await page.evaluate(() => localStorage.getItem('kamlens.limits'))).toBe('memory=1048576000');
});

test('limits can be set before there is a file, stay to the byte, and go back to the usual ones', async ({ page, open, axe }) => {
  await set(page, 'memory=1073741825 columns=7');
  await open('/?lang=en');
  const saved = (): Promise<string | null> => page.evaluate(() => localStorage.getItem('kamlens.limits'));
  const openLimits = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.locator('#settings summary').click();
  };
  await openLimits();
  await axe();
  await page.getByLabel('Columns of a sheet').fill('9');
  await page.getByRole('button', { name: 'Apply' }).click();
  expect(await saved()).toBe('columns=9 memory=1073741825');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Back to the usual limits' }).click();
  await expect(page.getByLabel('Columns of a sheet')).toHaveValue('16384');
  await page.getByRole('button', { name: 'Apply' }).click();
  expect(await saved()).toBe('');
});

test('what is typed into the settings stays, whatever comes in the meantime', async ({ page, open, ready, drop }) => {
  await open('/?lang=en');
  await drop([{ name: 'a.csv', content: csv }]);
  await ready();
  await stallReaders(page);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByLabel('As of').fill('2031-05-06');
  await drop([{ name: 'b.csv', content: csv }]);
  await expect(page.locator('.reading')).toBeVisible();
  await expect(page.getByLabel('As of')).toHaveValue('2031-05-06');
});

test('limits reach the reader itself', async ({ page, open, drop }) => {
  await set(page, 'columns=2 cells=50M nonsense=1 rows');
  await open();
  await drop([{ name: 'a.csv', content: csv }]);
  await expect(page.locator('.failures')).toContainText('工作表列数为 3，上限 2');
  await expect(page.locator('.failures')).toContainText('安全上限');
  await expect(page.locator('.failures')).not.toContainText('--limit');
});

test('files are read at once by as many readers as cores are free', async ({ page, open, drop }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'hardwareConcurrency', { value: 4 }));
  await open();
  await stallReaders(page);
  const started = readers(page);
  await drop(['a', 'b', 'c', 'd', 'e'].map((name) => ({ name: `${name}.csv`, content: csv })));
  await expect.poll(() => started.length).toBe(3);
  await page.getByRole('button', { name: '取消读取“b.csv”' }).click();
  await expect.poll(() => started.length).toBe(4);
});

test('a widget takes limits as an attribute', async ({ page }) => {
  await page.goto('/embed.html');
  const text = await page.evaluate(async () => {
    const widget = document.createElement('kam-heatmap');
    widget.setAttribute('limits', 'columns=2');
    widget.setAttribute('lang', 'en');
    const heard = new Promise<string>((resolve) => {
      widget.addEventListener('kam-error', (event) => resolve((event as CustomEvent<{ text: string }>).detail.text));
    });
    widget.setAttribute('src', 'sample/kamlens-sample.en.xlsx');
    document.body.append(widget);
    return heard;
  });
  expect(text).toContain('columns of a sheet');
});
