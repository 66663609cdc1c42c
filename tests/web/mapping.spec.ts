/** How files were understood is corrected in the page: each change counts at once, can be taken back, saved and reapplied. */
import { readFileSync } from 'node:fs';
import type { Locator, Page } from '../../www/playwright';
import { chooseHeader, chooseKind, chooseReading, chooseTarget, EMPTY, forgetTable, History, isMapping, keepNames, mergeNames, releaseNames, tableChoice } from '../../www/src/page/choices';
import { expect, test } from './support';

const DEALS = '客户名称,预计金额,预计签约日期,赢率,备注\n甲公司,1200,2026-08-01,50%,重点\n乙公司,800,2026-09-01,40%,一般\n丙公司,300,2026-10-01,20%,一般\n';
const ACCOUNTS = '客户名称,销售额\n上海东湖电力有限公司,1200000\n东湖电力,300000\n西岭银行股份有限公司,90000\n';

const table = (page: Page, at = 0): Locator => page.locator('kam-tables section.table').nth(at);

async function go(page: Page): Promise<void> {
  await page.goto('/#/data');
  await expect(table(page)).toBeVisible();
}

async function openColumns(page: Page): Promise<Locator> {
  await table(page).locator('[data-part=columns] > summary').click();
  const rows = table(page).locator('.columns tbody tr');
  await expect(rows.first()).toBeVisible();
  return rows;
}

test('a column is taken for something else: the answers follow, undo and redo', async ({ page, open, ready, drop }) => {
  await open();
  await drop([{ name: 'deals.csv', content: DEALS }]);
  await ready();
  await go(page);
  const rows = await openColumns(page);
  await expect(rows).toHaveCount(5);
  const amount = rows.nth(1).locator('td select').first();
  await expect(amount).toHaveValue('');
  await amount.selectOption('ignore');
  await ready();
  await expect(table(page).locator('.facts')).toContainText('采用 0');
  await expect(rows.nth(1).locator('.why')).toContainText('由您指定');
  await page.locator('[data-mapping=undo]').click();
  await expect(table(page).locator('.facts')).toContainText('采用 3');
  await expect(amount).toHaveValue('');
  await page.keyboard.press('Control+Shift+Z');
  await expect(table(page).locator('.facts')).toContainText('采用 0');
  await page.keyboard.press('Control+z');
  await expect(table(page).locator('.facts')).toContainText('采用 3');
});

test('a table of another kind, or of none', async ({ page, open, ready, drop }) => {
  await open();
  await drop([{ name: 'deals.csv', content: DEALS }, { name: 'accounts.csv', content: ACCOUNTS }]);
  await ready();
  await go(page);
  const kind = table(page, 1).getByLabel('内容');
  await expect(kind.locator('option:checked')).toContainText('客户');
  await kind.selectOption('none');
  await ready();
  await expect(table(page, 1).locator('.facts')).toContainText('采用 0');
  await table(page, 1).getByRole('button', { name: '恢复自动识别' }).click();
  await ready();
  await expect(table(page, 1).locator('.facts')).toContainText('采用 3');
});

test('the header row is chosen by number and by pointing at it', async ({ page, open, ready, drop }) => {
  await open();
  await drop([{ name: 'deals.csv', content: DEALS }]);
  await ready();
  await go(page);
  await table(page).locator('[data-part=first] > summary').click();
  await expect(table(page).locator('table.first .headrow')).toContainText('客户名称');
  await table(page).getByRole('radio', { name: '以第 2 行为表头' }).check();
  await ready();
  await expect(table(page).locator('table.first .headrow')).toContainText('甲公司');
  await expect(table(page).getByLabel('表头所在行')).toHaveValue('2');
  await table(page).getByLabel('表头所在行').fill('1');
  await page.keyboard.press('Enter');
  await ready();
  await expect(table(page).locator('table.first .headrow')).toContainText('客户名称');
});

test('what can be read in two ways is asked, and the answer counts', async ({ page, open, ready, drop, axe }) => {
  const content = '客户名称,预计金额,预计签约日期,赢率\n甲公司,1200,03/04/2026,50%\n乙公司,800,05/06/2026,40%\n';
  await open();
  await drop([{ name: 'deals.csv', content }]);
  await ready();
  await go(page);
  const ask = table(page).getByRole('group', { name: /预计签约日期/ });
  await expect(ask).toBeVisible();
  await axe();
  await ask.getByRole('button', { name: '月、日、年' }).click();
  await ready();
  const rows = await openColumns(page);
  await expect(rows.nth(2).locator('[data-part=readings] > summary')).toContainText('月、日、年');
});

test('a saved mapping is reapplied to next month’s export, whatever the file is called', async ({ page, open, ready, drop }) => {
  await open();
  await drop([{ name: 'deals.csv', content: DEALS }]);
  await ready();
  await go(page);
  const rows = await openColumns(page);
  // What the browser does before the page is left.
  const asks = (): Promise<boolean> => page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })));
  expect(await asks()).toBe(false);
  await rows.nth(4).locator('td select').first().selectOption('ignore');
  await ready();
  expect(await asks()).toBe(true);
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: '保存列对应' }).click();
  const saved = await saving;
  await expect.poll(asks).toBe(false);
  const text = readFileSync(await saved.path(), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ kamlens: 'mapping', version: 1 });
  await page.getByRole('button', { name: '重新开始' }).click();
  const next = DEALS.replace('甲公司,1200', '丁公司,5000');
  await drop([{ name: saved.suggestedFilename(), content: text }, { name: 'deals-9月.csv', content: next }]);
  await ready();
  await expect(page.locator('.toast')).toContainText('列对应已生效');
  await go(page);
  await expect(page.locator('.files .name')).toHaveText(['deals-9月.csv']);
  const again = await openColumns(page);
  await expect(again.nth(4).locator('.why')).toContainText('由您指定');
  await expect(again.nth(4).locator('td select').first()).toHaveValue('ignore');
});

test('a mapping may come before its files', async ({ page, open, ready, drop }) => {
  const tables = [{ sheet: 'deals', headers: ['客户名称', '预计金额', '预计签约日期', '赢率', '备注'], kind: 'none' }];
  await open();
  await drop([{ name: 'm.json', content: JSON.stringify({ kamlens: 'mapping', version: 1, tables }) }]);
  await expect(page.locator('.ready')).toBeVisible();
  await drop([{ name: 'deals.csv', content: DEALS }]);
  await ready();
  await go(page);
  await expect(table(page).locator('.facts')).toContainText('采用 0');
  await page.locator('.toast').getByRole('button', { name: '撤销' }).click();
  await expect(table(page).locator('.facts')).toContainText('采用 3');
});

test('a mapping that cannot be used says where, and changes nothing', async ({ page, open, ready, drop }) => {
  await open();
  await drop([{ name: 'deals.csv', content: DEALS }]);
  await ready();
  await go(page);
  await drop([{ name: 'm.json', content: '{"kamlens":"mapping","version":1,"tables":[{"sheeet":"x"}]}' }]);
  await expect(page.locator('.refused')).toContainText('第 1 行');
  await expect(table(page).locator('.facts')).toContainText('采用 3');
  await page.locator('.refused').getByRole('button').click();
  await expect(page.locator('.refused')).toBeHidden();
});

test('the mapping outlives the engine and a change of language', async ({ page, open, ready, drop, trouble }) => {
  await open();
  await drop([{ name: 'deals.csv', content: DEALS }]);
  await ready();
  await go(page);
  const rows = await openColumns(page);
  await rows.nth(1).locator('td select').first().selectOption('ignore');
  await ready();
  await expect(table(page).locator('.facts')).toContainText('采用 0');
  const engine = page.workers().find((worker) => worker.url().includes('engine-worker'));
  const next = page.waitForEvent('worker', (worker) => worker.url().includes('engine-worker'));
  await engine?.evaluate(() => void setTimeout(() => { throw new Error('crash'); }));
  await next;
  await page.getByRole('button', { name: 'English' }).click();
  await ready();
  await expect(table(page).locator('.facts')).toContainText('Used 0');
  await expect(rows.nth(1).locator('.why')).toContainText('Chosen by you');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(table(page).locator('.facts')).toContainText('Used 3');
  trouble.length = 0;
});

test('accounts are merged only when a person says so, and unknown names with one click', async ({ page, open, ready, drop, axe }) => {
  const accounts = '客户名称,销售额\n上海东湖电力有限公司,1200000\n西岭银行股份有限公司,900000\n西岭银行,20000\n';
  const contacts = '客户名称,联系人,职务,认同\n东湖电力,张三,总经理,2\n东湖电力,李四,采购总监,1\n';
  await open();
  await drop([{ name: 'accounts.csv', content: accounts }, { name: 'contacts.csv', content: contacts }]);
  await ready();
  await expect(page.locator('.facts')).toContainText('4 家客户');
  await go(page);
  const names = page.locator('kam-accounts');
  await expect(names.locator('.duplicates li')).toHaveCount(1);
  await expect(names.locator('.unmatched li')).toContainText('出现 2 行');
  await axe();
  await names.locator('.unmatched').getByRole('button', { name: 'contacts!A2' }).click();
  await expect(page.locator('dialog#cell .found mark')).toHaveText('东湖电力');
  await page.keyboard.press('Escape');
  await names.getByRole('button', { name: '“东湖电力”即“上海东湖电力有限公司”' }).click();
  await ready();
  await expect(names.locator('.decided')).toContainText('上海东湖电力有限公司 = 东湖电力');
  await expect(names.locator('.unmatched')).toHaveCount(0);
  await names.getByRole('button', { name: /^同一客户，合并：西岭银行/ }).click();
  await ready();
  await expect(names.locator('.duplicates')).toHaveCount(0);
  await expect(names.locator('#names-title')).toBeFocused();
  await page.goto('/#/');
  await expect(page.locator('.facts')).toContainText('2 家客户');
  await go(page);
  await names.getByRole('button', { name: /^取消：西岭银行/ }).click();
  await ready();
  await names.getByRole('button', { name: /^不是同一客户：西岭银行/ }).click();
  await ready();
  await expect(names.locator('.decided').last()).toContainText('≠');
  await expect(names.locator('.duplicates')).toHaveCount(0);
  await axe();
});

test('of several names those that are meant are merged, and any account can be named', async ({ page, open, ready, drop, axe }) => {
  const accounts = 'Account,Revenue\nAcme Ltd,100\nAcme Limited,90\nAcme Inc,80\nContoso,70\n';
  const contacts = 'Account,Contact,Role\nZebra,Ann,D\n';
  await open('/?lang=en');
  await drop([{ name: 'accounts.csv', content: accounts }, { name: 'contacts.csv', content: contacts }]);
  await ready();
  await page.evaluate(() => void (location.hash = '#/data'));
  await expect(table(page)).toBeVisible();
  const names = page.locator('kam-accounts');
  await names.getByRole('checkbox', { name: 'Acme Inc' }).uncheck();
  await names.getByRole('button', { name: /^Same account: merge Acme Ltd/ }).click();
  await ready();
  await expect(names.locator('.decided')).toContainText('Acme Ltd = Acme Limited');
  await expect(names.locator('.decided')).not.toContainText('Acme Inc');
  const field = names.getByLabel('Account of Zebra');
  await field.fill('Contos');
  await expect(names.getByRole('button', { name: 'Is this one' })).toBeDisabled();
  await field.fill('Contoso');
  await axe();
  await field.press('Enter');
  await ready();
  await expect(names.locator('.decided')).toContainText('Contoso = Zebra');
  await expect(names.locator('.unmatched')).toHaveCount(0);
});

test('cells that are read as something else than they show are listed, and each leads to its cell', async ({ page, open, ready, drop, axe }) => {
  await open();
  await drop([{ name: 'deals.csv', content: '客户名称,预计金额(万元),赢率\n甲公司,"1,200",50%\n乙公司,1.2亿,40%\n丙公司,0,20%\n' }]);
  await ready();
  await go(page);
  const rows = await openColumns(page);
  const listed = rows.nth(1).locator('[data-part=coerced]');
  await listed.locator('summary').click();
  const grid = listed.getByRole('grid');
  await expect(grid.locator('tbody tr')).toHaveCount(2);
  await expect(grid.locator('tbody tr').nth(1)).toContainText('1.2亿');
  await expect(grid.locator('tbody tr').nth(1)).toContainText('120,000,000');
  await axe();
  await grid.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.locator('dialog#cell .found mark')).toHaveText('1.2亿');
  await page.keyboard.press('Escape');
  // How the column is read can be changed, and the list follows.
  await rows.nth(1).locator('summary').first().click();
  await rows.nth(1).locator('[data-read=scale]').selectOption({ index: 1 });
  await ready();
  await expect(grid.locator('tbody tr')).toHaveCount(1);
  await expect(grid.locator('tbody tr')).toContainText('1.2亿');
});

test('a mapping of which no table is there says so', async ({ page, open, ready, drop, axe }) => {
  const mapping = { kamlens: 'mapping', version: 1, tables: [{ file: 'other.csv', sheet: 'other', headers: ['x', 'y', 'z'], columns: [] }] };
  await open('/?lang=en');
  await drop([{ name: 'deals.csv', content: DEALS }, { name: 'mapping.json', content: JSON.stringify(mapping) }]);
  await ready();
  const said = page.locator('.unmet');
  await expect(said).toContainText('is not in these files');
  await axe();
  await said.getByRole('button').click();
  await expect(said).toHaveCount(0);
});

test('safety limits open where a file needs them', async ({ page, open, drop }) => {
  await open('/?lang=en');
  await page.evaluate(() => localStorage.setItem('kamlens.limits', 'cells=3'));
  await page.reload();
  await page.locator('html[data-state=empty]').waitFor({ state: 'attached' });
  await drop([{ name: 'deals.csv', content: DEALS }]);
  await page.getByRole('button', { name: 'Safety limits' }).click();
  await expect(page.locator('#settings .limits summary')).toBeFocused();
  await expect(page.locator('#settings .limits input').first()).toBeVisible();
});

test('a table that lacks a column asks which one it is', async ({ page, open, ready, drop, axe }) => {
  const near = 'Customer,Opportunity,Stage,Xyz,Win %\nAcme,One,Bid,12,40%\nContoso,Two,Bid,8,50%\n';
  await open('/?lang=en');
  await drop([{ name: 'accounts.csv', content: ACCOUNTS }, { name: 'near.csv', content: near }]);
  await ready();
  await page.evaluate(() => void (location.hash = '#/data'));
  const card = table(page, 1);
  await expect(card.locator('.facts')).toContainText('Set aside 2');
  const asked = card.getByLabel('Which column is “amount”?');
  await axe();
  await asked.selectOption('D Xyz');
  await ready();
  await expect(card.locator('.facts')).toContainText('Used 2');
  await expect(card.getByLabel('Which column is “amount”?')).toHaveCount(0);
});

test('the encoding of a text can be chosen, and found again', async ({ page, open, ready, drop, axe }) => {
  // windows-1251: Клиент,Сумма / ЗАО Восток,1200
  const cyrillic = Buffer.from('caebe8e5edf22cd1f3ecece00ac7c0ce20c2eef1f2eeea2c313230300a', 'hex');
  await open('/?lang=en');
  await drop([{ name: 'deals.csv', content: DEALS }, { name: 'east.txt', content: cyrillic }]);
  await ready();
  await page.evaluate(() => void (location.hash = '#/data'));
  await expect(table(page)).toBeVisible();
  const choice = page.locator('.data').getByLabel('Encoding of east.txt');
  await choice.selectOption('windows-1251');
  await ready();
  await expect(page.locator('.data .files li').nth(1)).not.toHaveClass(/bad/);
  await expect(page.locator('kam-tables')).toContainText('east');
  await axe();
  await choice.selectOption('utf-8');
  await ready();
  await expect(page.locator('.data .files li').nth(1)).toContainText('The text is not utf-8');
  await expect(choice).toHaveValue('utf-8');
});

const KEY = { file: 'a.xlsx', sheet: '商机', region: 0, headers: ['客户', '金额'] };
const COLUMN = { header: '金额', col: 1 };

test('choices are kept once per table and column, and leave nothing behind', () => {
  let mapping = chooseTarget(EMPTY, KEY, COLUMN, 'amount');
  mapping = chooseReading(mapping, KEY, COLUMN, { scale: 10_000 });
  mapping = chooseHeader(chooseKind(mapping, KEY, 'opportunities'), KEY, 3);
  expect(mapping).toEqual({
    kamlens: 'mapping', version: 1,
    tables: [{ ...KEY, headers: [], kind: 'opportunities', headerRow: 3, layout: 'as-is', columns: [{ ...COLUMN, target: 'amount', read: { scale: 10_000 } }] }],
  });
  mapping = chooseKind(mapping, KEY, undefined);
  expect(tableChoice(mapping, KEY)).not.toHaveProperty('kind');
  expect(forgetTable(mapping, KEY).tables).toEqual([]);
});

test('merged names join what they touch; kept ones are not merged', () => {
  let mapping = mergeNames(mergeNames(EMPTY, ['a', 'b']), ['b', 'c']);
  expect(mapping.accounts?.merge).toEqual([['b', 'c', 'a']]);
  mapping = mergeNames(keepNames(EMPTY, ['a', 'b']), ['a', 'b']);
  expect(mapping.accounts).toEqual({ merge: [['a', 'b']], keep: [] });
  expect(releaseNames(mapping, ['a', 'b']).accounts).toEqual({ merge: [], keep: [] });
});

test('a history goes back and forth, and forgets a refused step', () => {
  const history = new History();
  const [one, two] = [mergeNames(EMPTY, ['a', 'b']), mergeNames(EMPTY, ['c', 'd'])];
  history.push(one);
  history.push(two);
  history.undo();
  expect([history.current, history.canUndo, history.canRedo]).toEqual([one, true, true]);
  history.redo();
  expect(history.current).toBe(two);
  history.drop();
  expect(history.current).toBe(one);
  history.push(two);
  expect(history.canRedo).toBe(false);
});

test('only a mapping file is taken for one', () => {
  expect(isMapping('{"kamlens":"mapping","version":9}')).toBe(true);
  for (const text of ['{}', '[1]', 'null', '{"kamlens":"policy"}', 'not json']) expect(isMapping(text)).toBe(false);
});
