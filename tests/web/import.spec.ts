/** What import found out is shown where a person decides: which accounts, which column, which arrangement, and all rows of a finding. */
import { readFileSync } from 'node:fs';
import type { Locator, Page } from '../../www/playwright';
import { expect, test } from './support';

const table = (page: Page, at = 0): Locator => page.locator('kam-tables section.table').nth(at);
const group = (page: Page, code: string): Locator => page.locator(`.noticed .group[data-code="${code}"]`);

async function data(page: Page): Promise<void> {
  await page.evaluate(() => void (location.hash = '#/data'));
  await expect(table(page)).toBeVisible();
}

async function columns(page: Page): Promise<Locator> {
  await table(page).locator('[data-part=columns] > summary').click();
  return table(page).locator('.columns tbody tr');
}

test.beforeEach(async ({ open }) => {
  await open('/?lang=en');
});

test('accounts of one name are told apart by number and cell, and are one when a person says so', async ({ page, drop, ready, axe }) => {
  await drop([{ name: 'x.csv', content: '客户编号,客户名称,等级\nC1,东湖电力,A\nC2,东湖电力,B\nC3,西岭银行,B\n' }]);
  await ready();
  await expect(page.locator('.facts')).toContainText('3 accounts');
  await data(page);
  const line = page.locator('kam-accounts .duplicates li');
  await expect(line).toHaveCount(1);
  await expect(line).toContainText(/东湖电力\s*C1\s*x!B2\s*≈\s*东湖电力\s*C2\s*x!B3/);
  await axe();
  await line.getByRole('button', { name: /x!B3/ }).click();
  const dialog = page.locator('dialog#cell');
  await expect(dialog.locator('.found mark')).toHaveText('东湖电力');
  await expect(dialog.locator('tr', { has: page.locator('.found') })).toContainText('C2');
  await page.keyboard.press('Escape');
  await line.getByRole('button', { name: /^Same account/ }).click();
  await ready();
  await expect(line).toHaveCount(0);
  await expect(page.locator('kam-accounts .decided')).toContainText('All accounts named “东湖电力”');
  await page.evaluate(() => void (location.hash = '#/'));
  await expect(page.locator('.facts')).toContainText('2 accounts');
  await data(page);
  await page.keyboard.press('Control+z');
  await ready();
  await expect(line).toHaveCount(1);
});

test('what a column holds is not rounded, and days are days', async ({ page, drop, ready }) => {
  await drop([{ name: 'd.csv', content: '客户,商机,金额,签约日期,赢率\n甲,a,10.125,20261201,0.0412%\n乙,b,20,20270115,50%\n' }]);
  await ready();
  await data(page);
  const rows = await columns(page);
  await expect(rows.nth(2)).toContainText('10.125 to 20');
  await expect(rows.nth(3)).toContainText('2026-12-01 to 2027-01-15');
  await expect(rows.nth(4)).toContainText('0.0412% to 50%');
});

test('a question quotes a cell that it is about, and no column that does not count is asked about', async ({ page, drop, ready }) => {
  const content = '客户,商机,金额,备用日期,预计签约日期\n甲,a,10,03/04/2026,03/04/2026\n乙,b,20,05/06/2026,05/06/2026\n';
  await drop([{ name: 'd.csv', content }]);
  await ready();
  await data(page);
  const asked = table(page).locator('.asks fieldset');
  await expect(asked).toHaveCount(1);
  await expect(asked).toContainText('预计签约日期');
  await expect(asked).toContainText('03/04/2026');
});

test('all rows of a finding are one table, however many', async ({ page, drop, ready, axe }) => {
  const accounts = Array.from({ length: 90 }, (_, i) => `客户${i},${1000 + i}`);
  const contacts = Array.from({ length: 90 }, (_, i) => `客户${i},张${i},总经理,D,-1`);
  await drop([
    { name: 'accounts.csv', content: `客户名称,我方收入\n${accounts.join('\n')}\n` },
    { name: 'contacts.csv', content: `客户名称,联系人,职务,决策角色,认同\n${contacts.join('\n')}\n` },
  ]);
  await ready();
  await page.evaluate(() => void (location.hash = '#/relationships'));
  const all = page.locator('.evidence').getByRole('button', { name: /as a table/ });
  const count = Number((await all.innerText()).replace(/\D/g, ''));
  expect(count).toBeGreaterThanOrEqual(90);
  await all.click();
  const grid = page.locator('dialog#all-evidence').getByRole('grid');
  await expect(grid).toHaveAttribute('aria-rowcount', String(count + 1));
  await axe();
  await grid.focus();
  await page.keyboard.press('Control+End');
  await expect(grid.locator('tbody tr').last()).toContainText('客户');
  await page.keyboard.press('Enter');
  await expect(page.locator('dialog#cell .found').first()).toBeVisible();
});

test('of several years none is taken for the amount: it is asked, and one answer is enough', async ({ page, drop, ready, axe }) => {
  await drop([{ name: 'plan.csv', content: '客户,,2024年,,2025年,\n名称,等级,预算,实际,预算,实际\n甲,A,100,90,120,\n乙,B,50,60,55,\n' }]);
  await ready();
  await data(page);
  const card = table(page);
  await card.getByLabel('Holds').selectOption('opportunities');
  await ready();
  await expect(card.locator('.facts')).toContainText('Used 0');
  await expect(group(page, 'column-undecided')).toContainText('预算');
  await expect(group(page, 'periods-unfit')).toBeVisible();
  await axe();
  const asked = card.getByLabel('Which column is “amount”?');
  await expect(asked.locator('optgroup').first().locator('option')).toHaveText(['C 2024年/预算', 'E 2025年/预算']);
  await asked.selectOption('E 2025年/预算');
  await ready();
  await expect(card.locator('.facts')).toContainText('Used 2');
  await expect(group(page, 'column-undecided')).toHaveCount(0);
});

test('which of several years is our revenue is asked, and one choice answers it', async ({ page, drop, ready, axe }) => {
  await drop([{ name: 'a.csv', content: '客户名称,客户等级,2024年收入,2025年收入\n甲,A,100,200\n乙,B,300,50\n' }]);
  await ready();
  await data(page);
  const asked = table(page).locator('select[data-lacks=revenue]');
  await expect(asked.locator('optgroup').first().locator('option')).toHaveText(['C 2024年收入', 'D 2025年收入']);
  await axe();
  await asked.selectOption('D 2025年收入');
  await ready();
  await expect(asked).toHaveCount(0);
  await expect(group(page, 'column-undecided')).toHaveCount(0);
  await page.evaluate(() => void (location.hash = '#/tiers'));
  await expect(page.locator('kam-chart .kam-mark').first()).toBeVisible();
  await page.evaluate(() => void (location.hash = '#/data'));
  await page.locator('[data-mapping=undo]').click();
  await expect(asked).toBeVisible();
});

test('years that stand side by side become rows once a person says what stands beside them', async ({ page, drop, ready }) => {
  await drop([{ name: 'plan.csv', content: '客户,,2024年,,2025年,\n名称,等级,预算,实际,预算,实际\n甲,A,100,90,120,\n乙,B,50,60,55,\n' }]);
  await ready();
  await data(page);
  const card = table(page);
  await card.getByLabel('Holds').selectOption('share');
  await ready();
  await card.locator('[data-choose=layout]').selectOption('unpivoted');
  await ready();
  const choose = async (field: string, header: string): Promise<void> => {
    const asked = card.locator(`select[data-lacks=${field}]`);
    await asked.selectOption(await asked.locator('option', { hasText: header }).getAttribute('value') ?? '');
    await ready();
  };
  await choose('wallet', '预算');
  await choose('revenue', '实际');
  await expect(card.locator('select[data-lacks]')).toHaveCount(0);
  await expect(group(page, 'period-values-unknown')).toHaveCount(0);
  await expect(card.locator('.facts')).toContainText('Used 4');
  await page.locator('[data-mapping=undo]').click();
  await page.locator('[data-mapping=undo]').click();
  await page.locator('[data-mapping=undo]').click();
  await ready();
  await expect(card.locator('[data-choose=layout]')).not.toHaveValue('unpivoted');
});

test('an arrangement that a table cannot have says why', async ({ page, drop, ready }) => {
  await drop([{ name: 'people.csv', content: '客户,联系人,职务\n甲,张三,经理\n' }]);
  await ready();
  await data(page);
  await table(page).locator('[data-choose=layout]').selectOption('unpivoted');
  await ready();
  await expect(group(page, 'periods-not-found')).toBeVisible();
  await expect(table(page).locator('.facts')).toContainText('Used 1');
});

test('revenue that stands alone is said to be the customer’s own; one choice makes it ours', async ({ page, drop, ready }) => {
  await drop([{ name: 'a.csv', content: '客户名称,等级,销售额\n甲,A,1200\n乙,B,900\n' }]);
  await ready();
  await data(page);
  const said = group(page, 'size-may-be-revenue');
  await expect(said).toContainText('“销售额” is taken for the customer’s own size');
  const rows = await columns(page);
  await rows.nth(2).locator('td select').first().selectOption('revenue');
  await ready();
  await expect(said).toHaveCount(0);
  await page.evaluate(() => void (location.hash = '#/tiers'));
  await expect(page.locator('kam-chart .kam-mark').first()).toBeVisible();
});

test('words of the data view that do not come are said, and come when they are asked for again', async ({ page, drop, ready, axe, trouble }) => {
  let blocked = 0;
  await page.route('**/locales/more/en.json', (route) => (blocked++ < 1 ? route.abort() : route.fallback()));
  await drop([{ name: 'a.csv', content: '客户名称,等级\n甲,A\n' }]);
  await ready();
  await page.evaluate(() => void (location.hash = '#/data'));
  const said = page.getByRole('alert').filter({ hasText: 'This part of the page did not load.' });
  await expect(said).toBeVisible();
  await expect(table(page)).toHaveCount(0);
  await axe();
  await said.getByRole('button', { name: 'Try again' }).click();
  await expect(table(page).getByLabel('Holds')).toBeVisible();
  await expect(said).toHaveCount(0);
  expect(blocked).toBe(2);
  trouble.length = 0;
});

test('a language that does not come leaves the data view in the other one', async ({ page, drop, ready, trouble }) => {
  await drop([{ name: 'a.csv', content: '客户名称,等级\n甲,A\n' }]);
  await ready();
  await page.route('**/locales/zh-CN.json', (route) => route.abort());
  await page.getByRole('button', { name: '中文' }).click();
  await data(page);
  await expect(table(page).getByLabel('Holds')).toBeVisible();
  await expect(page.locator('.failures')).toContainText('The language could not be loaded.');
  await page.unroute('**/locales/zh-CN.json');
  // Words that come with a slow language are those of that language.
  await page.getByRole('button', { name: '中文' }).click();
  await ready();
  await expect(table(page).getByLabel('内容')).toBeVisible();
  trouble.length = 0;
});

test('what is said of a whole sheet names it, and no cell', async ({ page, drop, ready }) => {
  await drop(['tests/fixtures/diagnostics/hidden-sheet.xlsx']);
  await ready();
  await data(page);
  const place = group(page, 'hidden-sheet').locator('li .cell');
  await expect(place).toHaveText('藏');
  const saving = page.waitForEvent('download');
  await page.locator('.noticed').getByRole('button', { name: 'Export as CSV' }).click();
  const text = readFileSync(await (await saving).path(), 'utf8');
  const line = text.split(/\r?\n/).find((line) => line.includes('hidden-sheet,'));
  expect(line).toContain('hidden-sheet.xlsx,藏,,');
});

test('another kind of table asks anew what its columns are, and how they are read stays', async ({ page, drop, ready }) => {
  await drop([{ name: 'm.csv', content: '客户,联系人,标的,签约日期\n甲,张三,5,2026-11-30\n乙,李四,6,2026-12-31\n' }]);
  await ready();
  await data(page);
  const card = table(page);
  await card.getByLabel('Holds').selectOption('opportunities');
  await ready();
  const rows = await columns(page);
  await rows.nth(2).locator('td select').first().selectOption('amount');
  await ready();
  await expect(card.locator('.facts')).toContainText('Used 2');
  await card.getByLabel('Holds').selectOption('contacts');
  await ready();
  await expect(page.locator('.refused')).toHaveCount(0);
  await expect(card.getByLabel('Holds')).toHaveValue('contacts');
  await expect(card.locator('.facts')).toContainText('Used 2');
  await expect(rows.nth(2).locator('.why')).not.toContainText('Chosen by you');
  await page.locator('[data-mapping=undo]').click();
  await ready();
  await expect(rows.nth(2).locator('.why')).toContainText('Chosen by you');
});

test('on a phone too a cell that is read otherwise is shown as it stands and as it is read', async ({ page, drop, ready }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await drop([{ name: 'd.csv', content: '客户名称,预计金额(万元),赢率\n甲公司,"1,200",50%\n乙公司,1.2亿,40%\n' }]);
  await ready();
  await data(page);
  const rows = await columns(page);
  const listed = rows.nth(1).locator('[data-part=coerced]');
  await listed.locator('summary').click();
  const grid = listed.getByRole('grid');
  const cells = grid.locator('tbody tr').first().locator('th, td');
  await expect(cells).toHaveCount(3);
  const tops = await cells.evaluateAll((all) => all.map((cell) => Math.round(cell.getBoundingClientRect().top)));
  expect(new Set(tops).size).toBe(1);
  await expect(grid.getByRole('columnheader')).toHaveCount(3);
});

test('what was noticed is counted on the first view and leads to the data', async ({ page, drop, ready }) => {
  await drop([{ name: 'd.csv', content: '客户,商机,金额,预计签约日期\n甲,a,10,03/04/2026\n乙,b,20,05/06/2026\n' }]);
  await ready();
  const noticed = page.locator('.facts').getByRole('link', { name: /noticed while reading/ });
  await noticed.click();
  await expect(table(page)).toBeVisible();
  await expect(page.locator('.noticed .group').first()).toBeVisible();
});
