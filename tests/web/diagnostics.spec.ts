/** What was noticed: groups, filters, cells, the CSV file, and tables of any length. */
import { readFileSync } from 'node:fs';
import type { Page } from '../../www/playwright';
import { csv } from '../../www/src/page/csv';
import { height, reveal, shown } from '../../www/src/page/parts/window';
import { expect, test } from './support';

/** Deals of which `n` have an amount that cannot be read; contents try to be formulas. */
function deals(n: number, content = (i: number): string => `odd ${i}`): string {
  const rows = Array.from({ length: n }, (_, i) => `客户${i},${content(i)},50%\n`);
  return `客户名称,预计金额,赢率\n甲公司,1200,50%\n${rows.join('')}`;
}

async function go(page: Page): Promise<void> {
  await page.goto('/#/data');
  await expect(page.locator('kam-notices .group').first()).toBeVisible();
}

test('a diagnostic leads to its cell, and back', async ({ page, open, ready, drop }) => {
  await open();
  await drop([{ name: 'deals.csv', content: deals(3) }]);
  await ready();
  await go(page);
  const place = page.locator('.group[data-code=required-unreadable] button.cell').nth(1);
  await expect(place).toHaveText('deals!B4');
  await place.click();
  const dialog = page.locator('dialog#cell');
  await expect(dialog.locator('.found mark')).toHaveText('odd 1');
  await expect(dialog.locator('.found mark')).toBeInViewport({ ratio: 1 });
  await expect(dialog.getByText('预计金额')).toBeInViewport({ ratio: 1 });
  await expect(dialog.locator('h2')).toContainText('B4');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(place).toBeFocused();
});

test('a cell far to the right of a wide sheet is in sight', async ({ page, open, ready, drop }) => {
  const names = Array.from({ length: 200 }, (_, i) => `备注${i}`);
  const row = (amount: string, i: number): string => `客户${i},${names.map((_, col) => `${i}-${col}`).join(',')},${amount}`;
  const content = `客户名称,${names.join(',')},预计金额\n${row('1200', 0)}\n${row('odd', 1)}\n${row('900', 2)}\n`;
  await open();
  await drop([{ name: 'wide.csv', content }]);
  await ready();
  await go(page);
  await page.locator('.group[data-code=required-unreadable] button.cell').first().click();
  const dialog = page.locator('dialog#cell');
  await expect(dialog.locator('.found mark')).toHaveText('odd');
  await expect(dialog.locator('.found mark')).toBeInViewport({ ratio: 1 });
  await dialog.getByRole('button', { name: '左侧各列' }).click();
  await expect(dialog.getByText('1-100', { exact: true })).toBeVisible();
});

test('groups count everything and filters narrow them', async ({ page, open, ready, drop }) => {
  await open();
  await drop([{ name: 'east.csv', content: deals(700) }, { name: 'west.csv', content: deals(3) }]);
  await ready();
  await go(page);
  const group = page.locator('.group[data-code=required-unreadable]');
  await expect(group.locator('.count')).toHaveText('703 处');
  await expect(group.locator('li')).toHaveCount(6);
  await page.getByRole('combobox', { name: '工作表' }).selectOption('west.csv\nwest');
  await expect(group.locator('.count')).toHaveText('3 处');
  await page.getByLabel('级别').selectOption('note');
  await expect(group).toHaveCount(0);
  await page.getByLabel('级别').selectOption('warning');
  await page.getByRole('combobox', { name: '工作表' }).selectOption('');
  await page.getByRole('searchbox').fill('ODD 699');
  await expect(group.locator('.count')).toHaveText('1 处');
  await expect(group.locator('button.cell')).toHaveText('east!B702');
  await page.getByRole('searchbox').fill('zzz');
  await expect(page.locator('.group')).toHaveCount(0);
});

test('all of a group are one table: keys move, few rows stand in the page, Enter opens the cell', async ({ page, open, ready, drop, axe }) => {
  await open();
  await drop([{ name: 'deals.csv', content: deals(2500) }]);
  await ready();
  await go(page);
  const group = page.locator('.group[data-code=required-unreadable]');
  await group.getByRole('button', { name: '查看全部 2,500 处' }).click();
  const grid = group.getByRole('grid');
  await expect(grid).toHaveAttribute('aria-rowcount', '2501');
  await expect(grid.locator('tbody tr').first()).toContainText('odd 0');
  await axe();
  await grid.focus();
  await page.keyboard.press('Control+End');
  await expect(grid.locator('tbody tr').last()).toContainText('odd 2499');
  await expect(grid.locator('tbody tr').last()).toHaveAttribute('aria-rowindex', '2501');
  expect(await grid.locator('tbody tr').count()).toBeLessThan(40);
  await page.keyboard.press('PageUp');
  await page.keyboard.press('ArrowUp');
  const active = await grid.getAttribute('aria-activedescendant');
  await expect(page.locator(`[id="${active}"]`)).toBeVisible();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.locator('dialog#cell .found mark')).toHaveText('odd 1');
  await axe();
});

test('the CSV file has everything that the filter lets through, and no formula', async ({ page, open, ready, drop }) => {
  const odd = ['=1+1', '+cmd', '-x', '@sum', '＝wide', 'say ""x""'];
  await open();
  await drop([{ name: 'deals.csv', content: deals(5200, (i) => `"${odd[i % odd.length] ?? ''} ${i}"`) }]);
  await ready();
  await go(page);
  await page.getByRole('searchbox').fill('B');
  await page.getByRole('searchbox').fill('');
  await expect(page.locator('.group[data-code=required-unreadable] .count')).toHaveText('5,200 处');
  await page.getByLabel('级别').selectOption('warning');
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: '导出 CSV' }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toMatch(/\.csv$/);
  const text = readFileSync(await saved.path(), 'utf8');
  expect(text.startsWith('\ufeff级别,代码,文件,工作表,单元格,')).toBe(true);
  const lines = text.split('\r\n');
  const unreadable = lines.filter((line) => line.includes(',required-unreadable,'));
  expect(unreadable).toHaveLength(5200);
  expect(unreadable[0]).toContain("提醒,required-unreadable,deals.csv,deals,B3,'=1+1 0,");
  expect(lines.join('\n')).not.toMatch(/(^|,)"?[=+\-@＝]/m);
  expect(unreadable[5]).toContain('"say ""x"" 5"');
});

test('nothing in a CSV file starts a formula or breaks a line', () => {
  const starts = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
  for (const start of starts) {
    expect(csv([[`${start}1`]]).replace(/^\ufeff"?/, '')[0]).toBe("'");
  }
  expect(csv([['a,b', 'c"d', 'e\nf', 'g']])).toBe('\ufeff"a,b","c""d","e\nf",g\r\n');
});

test('a window shows each row once, however many there are', () => {
  for (const count of [0, 1, 7, 400, 500_000, 1_048_576]) {
    const measures = { count, row: 32, view: 384 };
    const most = Math.max(0, height(measures) - measures.view);
    expect(shown(measures, 0).first).toBe(0);
    expect(shown(measures, most).end).toBe(count);
    for (const index of [0, 1, Math.floor(count / 3), count - 1].filter((i) => i >= 0 && i < count)) {
      const scrolled = Math.min(most, reveal(measures, 0, index));
      const { first, end, cut } = shown(measures, scrolled);
      const top = (index - first) * measures.row - cut;
      expect(first <= index && index < end, `${index} of ${count}`).toBe(true);
      expect(top > -1 && top + measures.row <= measures.view - measures.row + 1, `${index} of ${count} at ${top}`).toBe(true);
      expect(end - first).toBeLessThan(14);
    }
  }
});

test('half a million rows scroll to any row at once', async ({ page, open, ready, drop }) => {
  test.setTimeout(180_000);
  const count = 500_000;
  const lines = ['客户名称,销售额,行业'];
  for (let i = 0; i < count; i += 1) lines.push(`客户${i},${1000 + i},制造`);
  await open();
  await drop([{ name: 'big.csv', content: lines.join('\n') }]);
  await ready();
  await page.goto('/#/data');
  await page.locator('[data-open-sheet]').first().click();
  const grid = page.locator('dialog#cell').getByRole('grid');
  await expect(grid).toHaveAttribute('aria-rowcount', String(count + 2));
  await expect(grid.locator('tbody tr').first()).toContainText('客户名称');
  await grid.focus();
  await page.keyboard.press('Control+End');
  await expect(grid.locator('tbody tr').last()).toContainText(`客户${count - 1}`);
  // Half way down the box, whatever its height.
  await grid.evaluate((box) => { box.scrollTop = (box.scrollHeight - box.clientHeight) / 2; });
  const middle = grid.locator('tbody tr').first();
  await expect(middle).toContainText('客户');
  const row = Number(await middle.getAttribute('data-row'));
  expect(Math.abs(row - count / 2)).toBeLessThan(20);
  await expect(middle).toContainText(`客户${row - 1}`);
  expect(await grid.locator('tbody tr').count()).toBeLessThan(60);
});

test('a number of the forecast leads to all rows behind it, and each to its sheet', async ({ page, open, ready, axe }) => {
  await open();
  await page.click('#sample');
  await ready();
  await page.goto('/#/share');
  const row = page.locator('.figures').first().locator('tbody tr').first();
  const deals = row.locator('td').nth(4);
  const count = Number((await deals.innerText()).replace(/\D/g, ''));
  await deals.getByRole('button').click();
  const grid = page.locator('dialog#all-evidence').getByRole('grid');
  await expect(grid).toHaveAttribute('aria-rowcount', String(count + 1));
  await expect(grid.locator('tbody tr').first()).toContainText('商机');
  await axe();
  await grid.focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('dialog#cell .found').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('dialog#all-evidence')).toBeVisible();
});
