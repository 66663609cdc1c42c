/** The list of accounts where it is long, and where the engine cannot answer. */
import type { Page } from '../../www/playwright';
import { expect, test } from './support';

const book = (n: number) => [{ name: 'accounts.csv', content: ['客户名称,我方收入', ...Array.from({ length: n }, (_, i) => `客户${String(i).padStart(5, '0')},${(n - i) * 1000}`)].join('\n') }];

async function show(page: Page): Promise<void> {
  await page.evaluate(() => (location.hash = '#/tiers/accounts'));
  await expect(page.locator('kam-tier-list tbody th').first()).not.toHaveText('…');
}

/** From now on the engine is asked for a list that it cannot give. */
async function spoilLists(page: Page): Promise<void> {
  await page.evaluate(() => {
    const post = Worker.prototype.postMessage as (message: unknown, options: unknown) => void;
    Worker.prototype.postMessage = function (this: Worker, message: unknown, options: unknown): void {
      const list = (message as { method?: unknown }).method === 'list';
      post.call(this, list ? { ...(message as object), args: [{ sort: 7 }, 0, 1] } : message, options);
    };
  });
}

test.beforeEach(({ open }) => open());

test('of a range that is longer than what is asked for at once, the end where it began is marked', async ({ page, drop, ready }) => {
  await drop(book(1200));
  await ready();
  await show(page);
  const marked = (row: number) => page.locator(`tr[data-row="${row}"][aria-selected=true]`);
  await page.getByRole('grid').focus();
  await page.keyboard.press('Control+End');
  await expect(page.locator('tr[data-row="1199"] th')).toContainText('客户');
  await page.keyboard.press('Space');
  await expect(marked(1199)).toHaveCount(1);
  await page.keyboard.press('Control+Home');
  await expect(page.locator('tr[data-row="0"] th')).toContainText('客户');
  await page.keyboard.press('Shift+Space');
  await expect(page.locator('[data-compare]')).toContainText('1,000');
  await expect(marked(0)).toHaveCount(0);
  await page.keyboard.press('Control+End');
  await expect(marked(1198)).toHaveCount(1);
});

test('a list that cannot be had, or saved, says so, and what was found stays', async ({ page, drop, ready }) => {
  await drop(book(5));
  await ready();
  await show(page);
  await spoilLists(page);
  const alert = page.locator('kam-tier-list [role=alert]');
  await page.locator('[data-export]').click();
  await expect(alert).toBeVisible();
  await page.locator('[data-filter=text]').fill('客户00003');
  await expect(alert).toBeVisible();
  await expect(page.locator('kam-tier-list tbody tr')).toHaveCount(5);
});

test('a list that could never be had is not said to be on its way', async ({ page, drop, ready }) => {
  await drop(book(5));
  await ready();
  await spoilLists(page);
  await page.evaluate(() => (location.hash = '#/tiers/accounts'));
  await expect(page.locator('kam-tier-list [role=alert]')).toBeVisible();
  await expect(page.locator('kam-tier-list [role=status]')).toHaveCount(0);
});

test('how large a customer is may be a headcount: it is a plain number', async ({ page, drop, ready }) => {
  const policy = {
    kamlens: 'policy', version: 1, id: 'own', criteria: [{ subject: 'customer_size', weight: 1, scale: { kind: 'at-least', bound: 12_000 } }],
    tiers: [{ name: 'A', cutoff: 50 }, { name: 'B', cutoff: 0 }], keyLine: 'A',
  };
  await drop([{ name: 'accounts.csv', content: '客户名称,我方收入,员工人数\n甲公司,9000000,35678\n乙公司,8000000,900\n' }, { name: 'rule.json', content: JSON.stringify(policy) }]);
  await ready();
  await show(page);
  await page.locator('kam-tier-list tbody td').first().click();
  await expect(page.locator('kam-tier-account')).toContainText('35,678');
  await expect(page.locator('kam-tier-account')).not.toContainText('3.6万');
});
