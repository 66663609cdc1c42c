/** What the page must not mix up: whose data are shown, in which language, and after what went wrong. */
import type { Page } from '../../www/playwright';
import { expect, stallReaders, test } from './support';

const ACCOUNTS = '客户名称,我方收入,行业\n甲公司,1200000,制造\n乙公司,300000,能源\n丙公司,90000,能源\n';
const CONTACTS = '客户名称,联系人,职务,认同,活动参与,信息传递,业务指导\n甲公司,张三,总经理,2,1,2,1\n甲公司,李四,采购总监,-1,0,-1,0\n';

/** Files that the page lists, and files that its sheets come from. */
async function filesAndSources(page: Page): Promise<[string[], string[]]> {
  await page.goto('/#/data');
  const sources = page.locator('kam-tables section h3 small');
  await expect(sources.first()).toBeVisible();
  return [await page.locator('.files .name').allInnerTexts(), await sources.allInnerTexts()];
}

test('own files after a removed sample are not called invented, nor dated like it', async ({ page, open, ready, drop }) => {
  await open();
  await page.click('#sample');
  await ready();
  await page.goto('/#/data');
  await page.getByRole('button', { name: /^移除/ }).click();
  await expect(page.locator('html')).toHaveAttribute('data-state', 'empty');
  await drop([{ name: 'own.csv', content: ACCOUNTS }]);
  await ready();
  await page.goto('/#/');
  await expect(page.locator('.facts')).toContainText('3 家客户');
  await expect(page.locator('.badge')).toHaveCount(0);
  await expect(page.locator('.facts')).not.toContainText('2026年6月30日');
});

test('a sample that is removed and brought back is the sample still', async ({ page, open, ready }) => {
  await open();
  await page.click('#sample');
  await ready();
  await page.goto('/#/data');
  await page.getByRole('button', { name: /^移除/ }).click();
  await expect(page.locator('html')).toHaveAttribute('data-state', 'empty');
  await page.getByRole('button', { name: '撤销' }).click();
  await ready();
  await page.goto('/#/');
  await expect(page.locator('.badge')).toBeVisible();
  await expect(page.locator('.facts')).toContainText('2026年6月30日');
});

test('a new version of a file that is cancelled leaves the open one', async ({ page, open, ready, drop }) => {
  await open();
  await drop([{ name: 'accounts.csv', content: ACCOUNTS }, { name: 'contacts.csv', content: CONTACTS }]);
  await ready();
  await stallReaders(page);
  await drop([{ name: 'contacts.csv', content: CONTACTS }]);
  await page.getByRole('button', { name: '取消读取“contacts.csv”' }).click();
  await ready();
  const [listed, sources] = await filesAndSources(page);
  expect(listed).toEqual(['accounts.csv', 'contacts.csv']);
  expect(sources.sort()).toEqual(listed);
});

test('of two languages chosen in a row the last one holds, however late the first arrives', async ({ page, open }) => {
  await open();
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => { release = resolve; });
  await page.route('**/locales/en.json', async (route) => {
    await held;
    await route.continue();
  });
  const late = page.waitForResponse('**/locales/en.json');
  await page.getByRole('button', { name: 'English' }).click();
  const chinese = page.waitForResponse('**/locales/zh-CN.json');
  await page.getByRole('button', { name: '中文' }).click();
  await (await chinese).finished();
  release();
  await (await late).finished();
  // A round through the page's own queue: by now the late answer was taken or left.
  await page.evaluate(() => fetch('locales/en.json').then((response) => response.text()).then(() => undefined));
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page.locator('h1')).toContainText('大客户');
});

test('a language that cannot be loaded is said, and the old one stays', async ({ page, context, open, trouble }) => {
  await open();
  await context.route('**/locales/en.json', (route) => route.abort());
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.locator('.failures')).toContainText('没能切换语言');
  await expect(page.getByRole('button', { name: '中文' })).toHaveAttribute('aria-pressed', 'true');
  trouble.length = 0;
});

test('a link may ask for a language; a choice on the page counts more', async ({ page, open }) => {
  await open('/?lang=en');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
});

test('without any language file the page says in both languages that it is broken', async ({ page, context, trouble }) => {
  await context.route('**/locales/*.json', (route) => route.abort());
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('data-state', 'error');
  await expect(page.getByText('页面没有完整加载')).toBeVisible();
  await expect(page.getByText('did not load completely')).toBeVisible();
  trouble.length = 0;
});

test('the scorecard shows the account that was picked', async ({ page, open, ready }) => {
  await open();
  await page.click('#sample');
  await ready();
  await page.goto('/#/scorecard');
  const picker = page.getByRole('combobox');
  const name = await picker.locator('option').nth(3).innerText();
  const chart = page.locator('kam-chart svg.kam-chart');
  await expect(chart).toBeVisible();
  await expect(chart).not.toHaveAttribute('aria-label', new RegExp(name));
  await picker.selectOption({ label: name });
  await expect(chart).toHaveAttribute('aria-label', new RegExp(name));
});

test('a link that is dragged over the page is no file', async ({ page, open, ready }) => {
  await open();
  await page.click('#sample');
  await ready();
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.setData('text/plain', location.href);
    const link = document.querySelector('.more a');
    for (const type of ['dragstart', 'dragenter', 'dragover', 'drop', 'dragend']) {
      link?.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true, composed: true }));
    }
  });
  await expect(page.locator('html')).toHaveAttribute('data-state', 'ready');
  await expect(page.locator('.badge')).toBeVisible();
  await expect(page.locator('.failures')).toHaveCount(0);
});

test('a file that brings the engine down is left out; the others that came with it are not', async ({ page, open, ready, drop, trouble }) => {
  await page.route('**/engine-worker.js', async (route) => {
    const response = await route.fetch();
    const trap = `self.addEventListener('message', ({ data: { method, args, port } }) => {
      if (method === 'receive' && args[0] === 'trap.csv') port.addEventListener('message', () => { throw new Error('trap'); });
    });\n`;
    await route.fulfill({ response, body: trap + (await response.text()) });
  });
  let engines = 0;
  page.on('worker', (worker) => { if (worker.url().includes('engine-worker')) engines += 1; });
  await open();
  await drop(['contacts', 'trap', 'accounts'].map((name) => ({ name: `${name}.csv`, content: name === 'accounts' ? ACCOUNTS : CONTACTS })));
  await ready();
  await expect(page.locator('.failures .name')).toHaveText(['trap.csv']);
  // Of both files: people at an account, and tiers by its revenue.
  await expect(page.locator('.card[data-answer=relationships] h2')).toContainText('2 位联系人');
  await expect(page.locator('.card[data-answer=tiers]')).toHaveClass(/watch/);
  const [, sources] = await filesAndSources(page);
  expect(sources.sort()).toEqual(['accounts.csv', 'contacts.csv']);
  const after = engines;
  expect(after).toBeLessThanOrEqual(4);
  // The next question is asked of the same engine: nothing goes on starting new ones.
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await ready();
  expect(engines).toBe(after);
  trouble.length = 0;
});
