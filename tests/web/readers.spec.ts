/** Readers: the right artefact for each file, and no file that holds up the page or the others. */
import type { Page } from '../../www/playwright';
import { expect, test } from './support';
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
