/** The data view is in reach and says what happens: changes are seen, the focus stays, what cannot be is answered. */
import type { Locator, Page } from '../../www/playwright';
import { expect, test, type Dropped } from './support';

const DEALS = '客户名称,预计金额,预计签约日期,赢率,备注\n甲公司,1200,2026-08-01,50%,重点\n乙公司,800,2026-09-01,40%,一般\n丙公司,300,2026-10-01,20%,一般\n';

const table = (page: Page, at = 0): Locator => page.locator('kam-tables section.table').nth(at);
const undo = (page: Page): Locator => page.locator('[data-mapping=undo]');

/** Columns with names that nobody knows. */
function wide(count: number): Dropped {
  const names = Array.from({ length: count }, (_, i) => `x${i + 1}`);
  return { name: 'wide.csv', content: `客户名称,销售额,${names.join(',')}\n甲公司,5,${names.join(',')}\n乙公司,7,${names.join(',')}\n` };
}

async function data(page: Page): Promise<void> {
  await page.evaluate(() => void (location.hash = '#/data'));
  await expect(table(page)).toBeVisible();
  // Its columns are known.
  await expect(table(page).locator('[data-part=columns]')).toBeVisible();
}

async function openPart(page: Page, name: 'columns' | 'first', at = 0): Promise<void> {
  await table(page, at).locator(`[data-part=${name}] > summary`).click();
}

test.beforeEach(async ({ open }) => {
  await open('/?lang=en');
});

test('a change is seen, and Undo is in reach at the end of a long page; its button keeps the focus', async ({ page, ready, drop, axe }) => {
  await page.setViewportSize({ width: 800, height: 500 });
  await drop([{ name: 'deals.csv', content: DEALS }, wide(30)]);
  await ready();
  await data(page);
  const bar = page.locator('.changes');
  await expect(bar).toContainText('Nothing has been corrected.');
  await expect(undo(page)).toHaveAttribute('aria-disabled', 'true');
  await table(page, 1).getByLabel('Holds').selectOption('none');
  await ready();
  await expect(bar).toContainText('Corrected; the answers are up to date.');
  await expect(bar).toContainText('1 change');
  await axe();
  await page.locator('.noticed').scrollIntoViewIfNeeded();
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await expect(undo(page)).toBeInViewport({ ratio: 1 });
  await undo(page).focus();
  await page.keyboard.press('Enter');
  await ready();
  await expect(bar).toContainText('Taken back; the answers are up to date.');
  await expect(undo(page)).toHaveAttribute('aria-disabled', 'true');
  await expect(undo(page)).toBeFocused();
  await page.locator('[data-mapping=redo]').click();
  await ready();
  await expect(bar).toContainText('Done again; the answers are up to date.');
});

test('whoever answers by keyboard stays where they were', async ({ page, ready, drop }) => {
  const content = '客户名称,预计金额,预计签约日期,赢率\n甲公司,1200,03/04/2026,50%\n乙公司,800,05/06/2026,40%\n';
  await drop([{ name: 'deals.csv', content }]);
  await ready();
  await data(page);
  const answer = table(page).getByRole('group', { name: /预计签约日期/ }).getByRole('button', { name: 'month, day, year' });
  await answer.focus();
  await page.keyboard.press('Enter');
  await ready();
  await expect(answer).toHaveCount(0);
  await expect(table(page).locator('[data-part=columns] > summary')).toBeFocused();
  const forget = table(page).getByRole('button', { name: 'Back to what was detected' });
  await forget.focus();
  await page.keyboard.press('Enter');
  await ready();
  await expect(forget).toHaveCount(0);
  expect(await table(page).evaluate((card) => card.contains(document.activeElement))).toBe(true);
  // A message at the lower edge goes with its button.
  await drop([{ name: 'm.json', content: JSON.stringify({ kamlens: 'mapping', version: 1, tables: [{ sheet: 'deals', kind: 'none' }] }) }]);
  await ready();
  const toast = page.locator('.toast');
  await toast.getByRole('button', { name: 'Undo' }).focus();
  await page.keyboard.press('Enter');
  await expect(toast).toHaveCount(0);
  await expect(undo(page)).toBeFocused();
});

test('the header row is chosen as one of several', async ({ page, ready, drop, axe }) => {
  await drop([{ name: 'deals.csv', content: DEALS }]);
  await ready();
  await data(page);
  await openPart(page, 'first');
  const rows = table(page).locator('table.first');
  await expect(rows.getByRole('columnheader', { name: 'Header row' })).toBeVisible();
  await expect(rows.getByRole('radio', { name: 'Use row 1 as the header' })).toBeChecked();
  await expect(rows.locator('.cell')).toHaveCount(0);
  await axe();
  const second = rows.getByRole('radio', { name: 'Use row 2 as the header' });
  await second.check();
  await ready();
  await expect(rows.locator('.headrow')).toContainText('甲公司');
  await expect(second).toBeChecked();
  await expect(second).toBeFocused();
});

test('a header row that the sheet does not have is refused with its rows', async ({ page, ready, drop, axe }) => {
  await drop([{ name: 'deals.csv', content: DEALS }]);
  await ready();
  await data(page);
  const field = table(page).getByLabel('Header in row');
  await expect(field).toHaveAttribute('max', '4');
  for (const row of ['99', '-1', '1.5']) {
    await field.fill(row);
    await page.keyboard.press('Enter');
    await expect(table(page).getByRole('alert')).toContainText('“deals” has rows 1 to 4');
    await expect(field).toHaveValue('1');
    await expect(undo(page)).toHaveAttribute('aria-disabled', 'true');
  }
  await axe();
  await field.fill('2');
  await page.keyboard.press('Enter');
  await ready();
  await expect(table(page).getByRole('alert')).toHaveCount(0);
  await expect(table(page).getByRole('button', { name: 'Back to what was detected' })).toBeVisible();
});

test('a column offers the readings that it can have', async ({ page, ready, drop }) => {
  await drop([{ name: 'deals.csv', content: DEALS.replace('2026-08-01', '13/08/2026') }]);
  await ready();
  await data(page);
  await openPart(page, 'columns');
  const rows = table(page).locator('.columns tbody tr');
  const offered = async (at: number): Promise<(string | null)[]> => {
    await rows.nth(at).locator('[data-part=readings] > summary').click();
    return rows.nth(at).locator('select[data-read]').evaluateAll((selects) => selects.map((select) => select.getAttribute('data-read')));
  };
  expect(await offered(0)).toEqual(['fill']);
  expect(await offered(1)).toEqual(['decimal', 'scale', 'fill']);
  expect(await offered(2)).toEqual(['dateOrder', 'fill']);
  expect(await offered(3)).toEqual(['decimal', 'percent', 'fill']);
  expect(await offered(4)).toEqual(['fill']);
});

test('a filter that nothing fits says so and is cleared', async ({ page, ready, drop, axe }) => {
  await drop([{ name: 'deals.csv', content: DEALS.replace('800', '=1+1') }]);
  await ready();
  await data(page);
  const noticed = page.locator('.noticed');
  await expect(noticed.locator('.group').first()).toBeVisible();
  await noticed.getByRole('searchbox').fill('nothing is called so');
  await expect(noticed).toContainText('Nothing that was noticed fits this filter.');
  await axe();
  await noticed.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(noticed.locator('.group').first()).toBeVisible();
  await expect(noticed.getByRole('searchbox')).toHaveValue('');
  await expect(noticed.getByRole('searchbox')).toBeFocused();
});

test('of many columns one is found', async ({ page, ready, drop, axe }) => {
  await drop([{ name: 'deals.csv', content: DEALS }, wide(40)]);
  await ready();
  await data(page);
  await openPart(page, 'columns');
  await openPart(page, 'columns', 1);
  await expect(table(page).locator('[data-seek]')).toHaveCount(0);
  const rows = table(page, 1).locator('.columns tbody tr');
  await expect(rows).toHaveCount(42);
  const field = table(page, 1).getByRole('searchbox', { name: 'Find a column of wide' });
  await field.fill('x3');
  await expect(rows).toHaveCount(11);
  await expect(table(page, 1)).toContainText('11 of 42 columns');
  await axe();
  // By its letters.
  await field.fill('ap');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('x40');
  await field.fill('x40');
  await expect(rows).toHaveCount(1);
  await rows.getByRole('combobox').first().selectOption('ignore');
  await ready();
  await expect(rows).toHaveCount(1);
  await expect(rows.locator('.why')).toContainText('Chosen by you');
  await field.fill('nothing is called so');
  await expect(table(page, 1)).toContainText('0 of 42 columns');
});

test('a file that is no mapping is said and not listed; a good one takes the message away', async ({ page, ready, drop }) => {
  const good = JSON.stringify({ kamlens: 'mapping', version: 1, tables: [{ sheet: 'deals', kind: 'none' }] });
  await drop([{ name: 'cut.json', content: good.slice(0, 40) }]);
  const said = page.locator('.refused');
  await expect(said).toContainText('“cut.json” is no mapping file of kamlens');
  await drop([{ name: 'deals.csv', content: DEALS }]);
  await ready();
  await expect(said).toHaveCount(0);
  await data(page);
  await drop([{ name: 'other.json', content: '{"a":1}' }]);
  await expect(said).toContainText('“other.json” is no mapping file of kamlens');
  await expect(page.locator('.files .name')).toHaveText(['deals.csv']);
  await drop([{ name: 'good.json', content: good }]);
  await ready();
  await expect(said).toHaveCount(0);
  await expect(page.locator('.changes')).toContainText('The mapping is in use.');
  await expect(table(page).locator('.facts')).toContainText('Used 0');
});

test('numbers stand below each other: in the first rows, in the sheet and in the evidence', async ({ page, ready, drop }) => {
  const accounts = '客户名称,销售额,区域\n甲公司,1200000,华东\n乙公司,300,007区\n';
  await drop([{ name: 'accounts.csv', content: accounts }]);
  await ready();
  const end = (cell: Locator): Promise<void> => expect(cell).toHaveCSS('text-align', 'end');
  const start = (cell: Locator): Promise<void> => expect(cell).toHaveCSS('text-align', 'start');
  await data(page);
  await openPart(page, 'first');
  const first = table(page).locator('table.first tbody tr').nth(1).locator('td');
  await start(first.nth(0));
  await end(first.nth(1));
  await table(page).locator('[data-open-sheet]').click();
  const dialog = page.locator('dialog#cell');
  await end(dialog.getByRole('gridcell', { name: '1200000' }));
  await start(dialog.getByRole('gridcell', { name: '甲公司' }));
  await end(dialog.getByRole('columnheader', { name: 'B' }));
  await start(dialog.getByRole('columnheader', { name: 'A', exact: true }));
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Start over' }).click();
  await page.locator('#sample').click();
  await ready();
  await page.evaluate(() => void (location.hash = '#/share'));
  await end(page.locator('.evidence dd span', { hasText: /^[\d,]+$/ }).first());
  // An amount is as easily read as in the sentences: it is parted into thousands.
  await expect(page.locator('.evidence dd span', { hasText: /^\d+,\d{3}$|^\d+,\d{3},\d{3}$/ }).first()).toBeVisible();
  await start(page.locator('.evidence dd span', { hasText: /^[A-Z][a-z ]+$/ }).first());
  await page.locator('.evidence').getByRole('button', { name: /as a table/ }).click();
  const all = page.locator('dialog#all-evidence');
  await end(all.getByRole('gridcell', { name: /^\d+$/ }).first());
  await start(all.getByRole('gridcell', { name: /^[A-Z][a-z ]+$/ }).first());
});

test('the choice of an encoding keeps the focus and the mapping, and holds for the next file of the name', async ({ page, ready, drop }) => {
  const big5 = (last: string): Buffer => Buffer.concat([Buffer.from('b6c8a4e1a657bad92cbe50b0e2c3420a', 'hex'), Buffer.from(last, 'latin1')]);
  await drop([{ name: 'deals.csv', content: DEALS }, { name: 'east.csv', content: big5('A,12\nB,13\n') }]);
  await ready();
  await data(page);
  await table(page).getByLabel('Holds').selectOption('none');
  await ready();
  const choice = page.locator('.data').getByLabel('Encoding of east.csv');
  await choice.focus();
  await choice.selectOption('big5');
  await ready();
  await expect(choice).toBeFocused();
  await expect(table(page).getByLabel('Holds')).toHaveValue('none');
  await drop([{ name: 'east.csv', content: big5('C,14\n') }]);
  await ready();
  await expect(choice).toHaveValue('big5');
  await choice.selectOption('');
  await ready();
  await expect(choice).toHaveValue('');
});
