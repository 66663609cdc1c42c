/** While the engine computes: it is said, the former answers are dimmed, and it can be cancelled. */
import type { Page } from '../../www/playwright';
import { expect, holdAnalysis, test } from './support';

const ACCOUNTS = '客户名称,我方收入,行业\n甲公司,1200000,制造\n乙公司,300000,能源\n丙公司,90000,能源\n';
const CONTACTS = '客户名称,联系人,职务,认同,活动参与,信息传递,业务指导\n甲公司,张三,总经理,2,1,2,1\n';

const busy = (page: Page) => page.locator('.busy');
const cancel = (page: Page) => page.getByRole('button', { name: '取消计算' });
const files = (page: Page) => page.locator('.files .name');

async function openAccounts(page: Page, open: () => Promise<void>, drop: (files: { name: string; content: string }[]) => Promise<void>, ready: () => Promise<void>): Promise<void> {
  await open();
  await drop([{ name: 'accounts.csv', content: ACCOUNTS }]);
  await ready();
  await page.goto('/#/data');
  await expect(files(page)).toHaveText(['accounts.csv']);
}

test('while answers are computed the former ones are dimmed, until the new ones are there', async ({ page, open, drop, ready }) => {
  await openAccounts(page, open, drop, ready);
  const main = page.locator('main');
  await expect(main).toHaveAttribute('aria-busy', 'false');
  const held = await holdAnalysis(page);
  await drop([{ name: 'contacts.csv', content: CONTACTS }]);
  await expect(busy(page)).toContainText('正在计算');
  await expect(main).toHaveAttribute('aria-busy', 'true');
  await expect(page.locator('.announcer')).toContainText('正在计算');
  await expect(page.locator('.data')).toHaveCSS('opacity', '0.55');
  await held.release();
  await ready();
  await expect(busy(page)).toHaveCount(0);
  await expect(main).toHaveAttribute('aria-busy', 'false');
  await expect(files(page)).toHaveText(['accounts.csv', 'contacts.csv']);
});

test('what takes no longer than a blink is not said', async ({ page, open, drop, ready }) => {
  await page.clock.install();
  await openAccounts(page, open, drop, ready);
  const held = await holdAnalysis(page);
  await page.clock.pauseAt(Date.now() + 3_600_000);
  await page.evaluate(() => {
    const select = document.querySelector<HTMLSelectElement>('[data-choose=kind]');
    if (select) select.value = 'none';
    select?.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await page.waitForFunction(() => 'release' in window, undefined, { polling: 20 });
  await page.clock.runFor(140);
  await expect(busy(page)).toHaveCount(0);
  await page.clock.runFor(20);
  await expect(busy(page)).toBeVisible();
  await page.clock.resume();
  await held.release();
  await ready();
  await expect(busy(page)).toHaveCount(0);
});

test('a file whose answers are cancelled was never there, and the book answers', async ({ page, open, drop, ready }) => {
  await openAccounts(page, open, drop, ready);
  await holdAnalysis(page);
  await drop([{ name: 'contacts.csv', content: CONTACTS }]);
  const next = page.waitForEvent('worker', (worker) => worker.url().includes('engine-worker'));
  await cancel(page).click();
  // The engine does not finish what nobody wants.
  await next;
  await ready();
  await expect(busy(page)).toHaveCount(0);
  await expect(files(page)).toHaveText(['accounts.csv']);
  await page.goto('/#/');
  await expect(page.locator('.facts')).toContainText('3 家客户');
  await page.goto('/#/tiers');
  await expect(page.locator('kam-chart .kam-mark').first()).toBeVisible();
  await drop([{ name: 'contacts.csv', content: CONTACTS }]);
  await ready();
  await page.goto('/#/data');
  await expect(files(page)).toHaveText(['accounts.csv', 'contacts.csv']);
});

test('settings and corrections whose answers are cancelled are what they were', async ({ page, open, drop, ready }) => {
  await openAccounts(page, open, drop, ready);
  await holdAnalysis(page);
  await page.getByRole('button', { name: '设置' }).click();
  await page.getByLabel('截止日期').fill('2031-09-30');
  await page.getByRole('button', { name: '应用' }).click();
  await cancel(page).click();
  await ready();
  await page.getByRole('button', { name: '设置' }).click();
  await expect(page.getByLabel('截止日期')).not.toHaveValue('2031-09-30');
  await page.keyboard.press('Escape');
  await holdAnalysis(page);
  const kind = page.locator('[data-choose=kind]');
  await kind.selectOption('none');
  await cancel(page).click();
  await ready();
  await expect(kind).toHaveValue('');
  await expect(page.locator('.announcer')).not.toContainText('已更正');
});

test('first answers that are cancelled lead back to the start, and the next files are read', async ({ page, open, drop, ready }) => {
  await open();
  await holdAnalysis(page);
  await drop([{ name: 'accounts.csv', content: ACCOUNTS }]);
  await cancel(page).click();
  await expect(page.locator('html')).toHaveAttribute('data-state', 'empty');
  await expect(page.locator('.drop')).toBeVisible();
  await drop([{ name: 'accounts.csv', content: ACCOUNTS }]);
  await ready();
  await expect(page.locator('.facts')).toContainText('3 家客户');
});

test('a removed file is gone from the list while the engine works', async ({ page, open, drop, ready, axe }) => {
  await openAccounts(page, open, drop, ready);
  await drop([{ name: 'contacts.csv', content: CONTACTS }]);
  await ready();
  const held = await holdAnalysis(page);
  await page.getByRole('button', { name: '移除“contacts.csv”' }).click();
  await expect(files(page)).toHaveText(['accounts.csv']);
  await expect(busy(page)).toBeVisible();
  await expect(page.locator('.toast')).toBeVisible();
  await held.release();
  await ready();
  await axe();
});
