/** The page from an empty screen to cells: files, findings, views, evidence, settings, errors. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '../../www/playwright';
import { expect, root, stallReaders, test } from './support';

const SAMPLE = 'www/sample/kamlens-sample.zh-CN.xlsx';
const ACCOUNTS = '客户名称,销售额,行业\n甲公司,1200000,制造\n乙公司,300000,能源\n丙公司,90000,能源\n';
const CONTACTS = '客户名称,联系人,职务,认同,活动参与,信息传递,业务指导\n甲公司,张三,总经理,2,1,2,1\n甲公司,李四,采购总监,-1,0,-1,0\n';

/** Every `kam-ready` and `kam-error` of the document, from the start. */
async function listen(page: Page): Promise<() => Promise<Array<{ type: string; detail: Record<string, string> }>>> {
  await page.addInitScript(() => {
    const heard: unknown[] = [];
    Object.assign(window, { heard });
    for (const type of ['kam-ready', 'kam-error']) {
      document.addEventListener(type, (event) => heard.push({ type, detail: (event as CustomEvent).detail as unknown }));
    }
  });
  return () => page.evaluate(() => (window as unknown as { heard: [] }).heard);
}

async function sample(page: Page, ready: () => Promise<void>): Promise<void> {
  await page.click('#sample');
  await ready();
}

test('the sample gives four findings, the most urgent first, and one kam-ready', async ({ page, open, ready }) => {
  const heard = await listen(page);
  await open();
  await expect(page.locator('html')).toHaveAttribute('data-state', 'empty');
  await sample(page, ready);
  await expect(page.locator('.card')).toHaveCount(4);
  const order = ['act', 'watch', 'ok', 'no-data'];
  const found = await page.locator('.card').evaluateAll((cards) => cards.map((card) => card.classList[1] ?? ''));
  expect(found).toEqual([...found].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
  await expect(page.getByText('截至 2026年6月30日')).toBeVisible();
  await expect.poll(heard).toEqual([{ type: 'kam-ready', detail: { asOf: '2026-06-30', seed: 2026 } }]);
});

for (const id of ['tiers', 'relationships', 'share', 'scorecard']) {
  test(`the answer ${id} has finding, chart, table twin and evidence`, async ({ page, open, ready }) => {
    await open();
    await sample(page, ready);
    const finding = await page.locator(`.card[data-answer=${id}] h2`).innerText();
    await page.locator(`.card[data-answer=${id}] .more a`).click();
    await expect(page).toHaveURL(new RegExp(`#/${id}$`));
    await expect(page.locator('h1')).toHaveText(finding);
    const chart = page.locator('kam-chart').first();
    await expect(chart.locator('.kam-mark').first()).toBeVisible();
    await expect(page.locator('#evidence li').first()).toBeVisible();
    await chart.getByRole('button', { name: '数据表' }).click();
    await expect(chart.locator('table caption')).not.toBeEmpty();
    expect(await chart.locator('tbody th[scope=row]').count()).toBeGreaterThan(0);
    await expect(chart.locator('.svg')).toBeHidden();
  });
}

test('the start page names every format that is read', async ({ page, open }) => {
  await open('/?lang=en');
  for (const ending of ['xlsx', 'xlsm', 'xlsb', 'xls', 'ods', 'csv', 'tsv', 'txt', 'zip']) {
    await expect(page.locator('.drop .formats')).toContainText(ending);
  }
});

test('language and appearance are remembered', async ({ page, open, ready }) => {
  await open();
  await sample(page, ready);
  await page.getByRole('button', { name: 'English' }).click();
  await ready();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('heading', { name: 'Four findings' })).toBeVisible();
  await page.getByRole('button', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await open();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('button', { name: 'System' }).click();
  await expect(page.locator('html')).not.toHaveAttribute('data-theme');
});

test('the heatmap is one tab stop, arrows move, Enter shows what is behind a mark', async ({ page, open, ready }) => {
  await open();
  await sample(page, ready);
  await page.goto('/#/relationships');
  const marks = page.locator('kam-chart .kam-mark');
  await expect(marks.first()).toBeVisible();
  await expect(page.locator('kam-chart .kam-mark[tabindex="0"]')).toHaveCount(1);
  await marks.first().focus();
  const focused = (): Promise<string | null | undefined> =>
    page.evaluate(() => document.querySelector('kam-chart')?.shadowRoot?.activeElement?.getAttribute('data-i'));
  expect(await focused()).toBe('0');
  await page.keyboard.press('ArrowDown');
  const below = await focused();
  expect(below).not.toBe('0');
  await page.keyboard.press('ArrowUp');
  expect(await focused()).toBe('0');
  await page.keyboard.press('End');
  expect(await focused()).toBe(String((await marks.count()) - 1));
  await expect(page.locator('kam-chart .tip')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('kam-chart .tip')).toBeHidden();
  await page.keyboard.press('Home');
  const name = (await marks.first().getAttribute('aria-label')) ?? '';
  await page.keyboard.press('Enter');
  await expect(page.locator('#evidence h2')).toHaveText(`“${name}”的依据`);
  await page.setViewportSize({ width: 700, height: 900 });
  await expect(page.locator('kam-chart .kam-mark[tabindex="0"]')).toHaveAttribute('data-i', '0');
});

test('evidence leads to its cell in the sheet', async ({ page, open, ready }) => {
  await open();
  await sample(page, ready);
  await page.goto('/#/relationships');
  const first = page.locator('#evidence dd').first();
  const text = await first.locator('span').innerText();
  const address = await first.locator('button').innerText();
  await first.locator('button').click();
  const dialog = page.locator('dialog#cell');
  await expect(dialog).toBeVisible();
  await expect(dialog.locator('h2')).toContainText(address);
  await expect(dialog.locator('.found mark')).toHaveText(text);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(first.locator('button')).toBeFocused();
});

test('the data view shows sheets, columns, and each diagnostic with its cell', async ({ page, open, ready }) => {
  await open();
  await sample(page, ready);
  await page.goto('/#/data');
  await page.locator('kam-tables summary').first().click();
  await expect(page.locator('kam-tables .columns tbody th').first()).toBeVisible();
  const groups = page.locator('.group');
  await expect(groups.first()).toBeVisible();
  await groups.first().locator('button.cell').first().click();
  await expect(page.locator('dialog#cell .found')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.locator('.noticed').getByRole('searchbox').fill('zzz-nothing');
  await expect(groups).toHaveCount(0);
});

test('several files in one drop make one book; two of one name are kept apart', async ({ page, open, ready, drop }) => {
  await open();
  await drop([{ name: 'a.csv', content: ACCOUNTS }, { name: 'a.csv', content: CONTACTS }]);
  await ready();
  await page.goto('/#/data');
  await expect(page.locator('.files .name')).toHaveText(['a.csv', 'a (2).csv']);
  await expect(page.locator('.card, .data')).toHaveCount(1);
});

test('a dropped file is removed and brought back', async ({ page, open, ready, drop }) => {
  await open();
  await drop([{ name: 'accounts.csv', content: ACCOUNTS }, { name: 'contacts.csv', content: CONTACTS }]);
  await ready();
  await page.goto('/#/data');
  await page.getByRole('button', { name: '移除“contacts.csv”' }).click();
  await ready();
  await expect(page.locator('.files .name')).toHaveText(['accounts.csv']);
  await page.locator('.toast').getByRole('button', { name: '撤销' }).click();
  await expect(page.locator('.files .name')).toHaveText(['accounts.csv', 'contacts.csv']);
  await ready();
});

test('a pasted table is analysed', async ({ page, open, ready }) => {
  await open();
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  }, ACCOUNTS.replaceAll(',', '\t'));
  await ready();
  await page.goto('/#/data');
  await expect(page.locator('.files .name')).toHaveText(['pasted.csv']);
});

test('a bad file beside an open book is said and keeps the book', async ({ page, open, ready, drop }) => {
  const heard = await listen(page);
  await open();
  await drop([{ name: 'accounts.csv', content: ACCOUNTS }]);
  await ready();
  await drop([{ name: 'empty.csv', content: '' }]);
  await expect(page.locator('.failures')).toContainText('empty.csv');
  await ready();
  await expect(page.locator('.card')).toHaveCount(4);
  expect((await heard()).filter(({ type }) => type === 'kam-error')).toMatchObject([{ detail: { file: 'empty.csv', code: 'empty-file' } }]);
});

test('own files take the place of the sample, bad ones do not', async ({ page, open, ready, drop }) => {
  await open();
  await sample(page, ready);
  await drop([{ name: 'empty.csv', content: '' }]);
  await expect(page.locator('.failures')).toContainText('empty.csv');
  await ready();
  await expect(page.locator('.badge')).toBeVisible();
  await drop([{ name: 'accounts.csv', content: ACCOUNTS }]);
  await expect(page.locator('.badge')).toBeHidden();
  await ready();
  await page.goto('/#/data');
  await expect(page.locator('.files .name')).toHaveText(['empty.csv', 'accounts.csv']);
});

const whole = readFileSync(join(root, SAMPLE));
const compound = Buffer.concat([
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
  Buffer.alloc(504),
  Buffer.from('EncryptedPackage', 'utf16le'),
  Buffer.alloc(480),
]);
const bad: ReadonlyArray<readonly [string, string | Buffer, string]> = [
  ['letter.txt', '您好：\n附上本月的说明，请查收。\n', 'not-a-table'],
  ['cut.xlsx', whole.subarray(0, whole.length / 2), 'truncated'],
  ['secret.xlsx', compound, 'password-protected'],
  ['empty.xlsx', '', 'empty-file'],
];
for (const [name, content, code] of bad) {
  test(`${name} alone is an error of its own: ${code}`, async ({ page, open, drop, axe }) => {
    const heard = await listen(page);
    await open();
    await drop([{ name, content }]);
    await page.locator('html[data-state=error]').waitFor({ state: 'attached' });
    await expect(page.locator('.failures')).toContainText(name);
    expect(await heard()).toMatchObject([{ type: 'kam-error', detail: { file: name, code } }]);
    await axe();
  });
}

test('the share view shows the forecast per year and each share with its row', async ({ page, open, ready }) => {
  await open('/#/share');
  await sample(page, ready);
  const [forecast, lines] = [page.locator('.figures').first(), page.locator('.figures').last()];
  await expect(forecast.locator('tbody tr')).toHaveCount(2);
  await expect(forecast).toContainText('7.1亿');
  await expect(lines.locator('tbody tr')).toHaveCount(12);
  await expect(lines.locator('tbody')).not.toContainText('missing');
  await lines.getByRole('button').last().click();
  await expect(lines.locator('tbody tr')).toHaveCount(24);
  await lines.locator('tbody button').first().click();
  await expect(page.locator('#cell')).toBeVisible();
});

test('a table of no known kind is said before the empty answers', async ({ page, open, drop, ready, axe }) => {
  await open();
  await drop([{ name: 'groceries.csv', content: 'Channel,Fresh,Milk\n2,12669,9656\n1,7057,9810\n' }]);
  await ready();
  await expect(page.locator('.unused')).toContainText('groceries');
  await page.locator('.unused a').click();
  await expect(page.locator('main')).toContainText('groceries.csv');
  await axe();
});

test('reading can be cancelled', async ({ page, open, drop }) => {
  await open();
  await stallReaders(page);
  await drop([{ name: 'accounts.csv', content: ACCOUNTS }]);
  await expect(page.locator('html')).toHaveAttribute('data-state', 'reading');
  await page.getByRole('button', { name: '取消读取“accounts.csv”' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-state', 'empty');
  await expect(page.locator('.drop')).toBeVisible();
});

test('a file that takes too long is given up', async ({ page, open, drop }) => {
  const heard = await listen(page);
  await page.clock.install();
  await open();
  await stallReaders(page);
  await drop([{ name: 'accounts.csv', content: ACCOUNTS }]);
  await expect(page.locator('html')).toHaveAttribute('data-state', 'reading');
  await page.clock.fastForward(61_000);
  await expect(page.locator('html')).toHaveAttribute('data-state', 'error');
  expect(await heard()).toMatchObject([{ type: 'kam-error', detail: { file: 'accounts.csv', code: 'timeout' } }]);
});

test('settings change the answers', async ({ page, open, ready }) => {
  const heard = await listen(page);
  await open();
  await sample(page, ready);
  await page.getByRole('button', { name: '设置' }).click();
  await expect(page.getByLabel('分级标准')).toHaveValue('default');
  await expect(page.getByLabel('财年起始月')).toHaveValue('1');
  await page.getByLabel('分级标准').selectOption('group-rule');
  await page.getByRole('button', { name: '取消' }).click();
  await page.getByRole('button', { name: '设置' }).click();
  await expect(page.getByLabel('分级标准')).toHaveValue('default');
  await page.getByLabel('截止日期').fill('2026-09-30');
  await page.getByLabel('线索也计入商机').check();
  await page.getByRole('button', { name: '应用' }).click();
  await expect(page.getByText('截至 2026年9月30日')).toBeVisible();
  await expect.poll(async () => (await heard()).length).toBe(2);
});

test('nothing is wider than a phone', async ({ page, open, ready }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await open();
  const surplus = (): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(await surplus()).toBe(0);
  await sample(page, ready);
  expect(await surplus()).toBe(0);
  for (const place of ['tiers', 'relationships', 'share', 'scorecard', 'data']) {
    await page.goto(`/#/${place}`);
    await expect(page.locator(place === 'data' ? '.data' : 'kam-chart .kam-mark').first()).toBeVisible();
    if (place === 'data') await page.locator('summary').first().click();
    expect(await surplus(), place).toBe(0);
  }
  await page.getByRole('button', { name: '设置' }).click();
  expect(await page.locator('dialog#settings').evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth)).toBe(0);
});

test('a chart is saved as SVG and as PNG', async ({ page, open, ready }) => {
  await open();
  await sample(page, ready);
  await page.goto('/#/share');
  const chart = page.locator('kam-chart').first();
  for (const [name, start] of [['SVG', '<svg'], ['PNG', '\x89PNG']] as const) {
    const saving = page.waitForEvent('download');
    await chart.getByRole('button', { name: `导出 ${name}` }).click();
    const saved = readFileSync(await (await saving).path(), 'latin1');
    expect(saved.startsWith(start)).toBe(true);
    expect(saved).not.toContain('var(--kam');
  }
});

test('the engine may crash: the book comes back and answers', async ({ page, open, ready, trouble }) => {
  await open();
  await sample(page, ready);
  const before = await page.locator('.card h2').allInnerTexts();
  const engine = page.workers().find((worker) => worker.url().includes('engine-worker'));
  const next = page.waitForEvent('worker', (worker) => worker.url().includes('engine-worker'));
  await engine?.evaluate(() => void setTimeout(() => { throw new Error('crash'); }));
  await next;
  await page.goto('/#/tiers');
  await expect(page.locator('kam-chart .kam-mark').first()).toBeVisible();
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await ready();
  await page.getByRole('button', { name: '中文' }).click();
  await page.goto('/#/');
  await expect(page.locator('.card h2')).toHaveText(before);
  trouble.length = 0;
});

test('an engine that cannot start is an error, not an endless wait', async ({ page, context, open, trouble }) => {
  await context.route('**/engine_bg.wasm', (route) => route.abort());
  await open();
  await page.click('#sample');
  await page.locator('html[data-state=error]').waitFor({ state: 'attached' });
  await expect(page.locator('.failures')).toContainText('内部出错');
  trouble.length = 0;
});

for (const scheme of ['light', 'dark'] as const) {
  test(`no accessibility violation in any view (${scheme})`, async ({ page, open, ready, axe }) => {
    test.slow();
    await page.emulateMedia({ colorScheme: scheme });
    await open();
    await sample(page, ready);
    await axe();
    for (const place of ['tiers', 'relationships', 'share', 'scorecard', 'data']) {
      await page.goto(`/#/${place}`);
      await expect(page.locator(place === 'data' ? '.data' : 'kam-chart .kam-mark').first()).toBeVisible();
      await axe();
    }
    await page.getByRole('button', { name: '设置' }).click();
    await axe();
  });
}
