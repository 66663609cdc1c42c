/** Steps of the policy, wherever they come from: each can be taken back, and the report follows; nothing is shared unseen. */
import { deflateRawSync } from 'node:zlib';
import type { Locator, Page } from '../../www/playwright';
import type { PolicyFile } from '../../www/src/engine/policy';
import { fromLink } from '../../www/src/page/policy-link';
import { toLink } from '../../www/src/page/policy/to-link';
import { expect, holdAnalysis, test } from './support';

/** By default 甲 is the best; growth looks at what a customer could become, and finds 丁. */
const ACCOUNTS = `客户名称,我方收入,潜力,毛利率,行业排名
甲公司,123456789,1000000,30%,9
乙公司,87654321,20000000,25%,7
丙公司,45678912,300000000,10%,2
丁公司,12345678,400000000,5%,1
`;

const POLICY: PolicyFile = {
  kamlens: 'policy', version: 1, id: 'own',
  criteria: [{ subject: 'revenue', weight: 1, scale: { kind: 'at-least', bound: 5e7 } }],
  tiers: [{ name: 'A', cutoff: 50 }, { name: 'B', cutoff: 0 }],
  keyLine: 'A',
};

const BOOK = [{ name: 'accounts.csv', content: ACCOUNTS }];
const start = (page: Page, name: string): Locator => page.locator(`[data-start=${name}]`);
const counts = (page: Page): Locator => page.locator('kam-policy [data-count] td:nth-child(2)');
/** Against the tiers of the report: none where it is of this policy. */
const moved = (page: Page): Locator => page.locator('kam-policy .moved');

/** What a hand does faster than a policy rests. */
async function type(page: Page, fields: Readonly<Record<string, string>>, leave?: string): Promise<void> {
  await page.evaluate(({ fields, leave }) => {
    for (const [selector, value] of Object.entries(fields)) {
      const input = document.querySelector<HTMLInputElement>(selector);
      if (!input) throw new Error(`no ${selector}`);
      input.value = value;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }
    if (leave) location.hash = leave;
  }, { fields, leave });
}

async function edit(page: Page): Promise<void> {
  await page.evaluate(() => (location.hash = '#/tiers/policy'));
  await expect(counts(page).first()).toBeVisible();
}

/** The tiers of the report, as the list of the accounts says them. */
async function tiers(page: Page): Promise<string[]> {
  await page.evaluate(() => (location.hash = '#/tiers/accounts'));
  const rows = page.locator('kam-tier-list tbody tr');
  await expect(rows).toHaveCount(4);
  await expect(page.locator('kam-tier-list tbody')).not.toContainText('…');
  return rows.allInnerTexts();
}

test.beforeEach(({ open }) => open());

test('a policy that was chosen in the settings is taken back with its answers', async ({ page, drop, ready }) => {
  await drop(BOOK);
  await ready();
  const before = await tiers(page);
  await edit(page);
  const counted = await counts(page).allInnerTexts();
  await page.getByRole('button', { name: '设置' }).click();
  await page.locator('#settings [name=policy]').selectOption('growth');
  await page.locator('#settings [value=apply]').click();
  await expect(start(page, 'growth')).toHaveAttribute('aria-pressed', 'true');
  await expect(counts(page)).not.toHaveText(counted);
  await ready();
  expect(await tiers(page)).not.toEqual(before);
  await edit(page);
  await page.locator('[data-policy=undo]').click();
  await expect(start(page, 'default')).toHaveAttribute('aria-pressed', 'true');
  await expect(counts(page)).toHaveText(counted);
  await ready();
  // What is moved is the step back: the report is of the policy that is shown.
  await expect(moved(page)).toContainText('上一次更改');
  expect(await tiers(page)).toEqual(before);
});

test('where leaving the sample is cancelled, its policy and the steps to it are there again', async ({ page, drop, ready }) => {
  await page.locator('#sample').click();
  await ready();
  await edit(page);
  await start(page, 'mature').click();
  await expect(start(page, 'mature')).toHaveAttribute('aria-pressed', 'true');
  await ready();
  const counted = await counts(page).allInnerTexts();
  await holdAnalysis(page);
  await drop(BOOK);
  await page.getByRole('button', { name: '取消计算' }).click();
  await ready();
  await expect(start(page, 'mature')).toHaveAttribute('aria-pressed', 'true');
  await expect(counts(page)).toHaveText(counted);
  await page.locator('[data-policy=undo]').click();
  await expect(start(page, 'default')).toHaveAttribute('aria-pressed', 'true');
});

test('a policy that came by a link and is taken back no longer waits for data', async ({ page }) => {
  await page.evaluate((hash) => (location.hash = hash), await toLink(POLICY));
  await expect(page.locator('.toast')).toContainText('有数据后生效');
  await expect(page.locator('.announcer')).toHaveText('规则已收到，有数据后生效。');
  await expect(page.locator('.ready')).toContainText('规则已收到');
  await page.locator('.toast').getByRole('button', { name: '撤销' }).click();
  await expect(page.locator('.toast')).toHaveCount(0);
  await expect(page.locator('.ready')).toHaveCount(0);
});

test('while a built-in policy waits for its answers nothing is changed, and it is not lost', async ({ page, drop, ready }) => {
  await drop(BOOK);
  await ready();
  await edit(page);
  const held = await holdAnalysis(page);
  await start(page, 'growth').click();
  await expect(page.locator('kam-policy .waits')).toHaveAttribute('inert');
  const slider = '[data-subject=revenue] [type=range]';
  const before = await page.locator(slider).inputValue();
  await type(page, { [slider]: '4.5' });
  await expect(page.locator(slider)).toHaveValue(before);
  await held.release();
  await expect(page.locator('kam-policy .waits')).not.toHaveAttribute('inert');
  await expect(start(page, 'growth')).toHaveAttribute('aria-pressed', 'true');
  // Now it is growth that is changed: it looks at potential most.
  await type(page, { [slider]: '4.5' });
  await expect(page.locator('.starts [aria-pressed=true]')).toHaveCount(0);
  const weights = await page.locator('kam-policy [data-subject] [type=range]').evaluateAll((all) => all.map((input) => (input as HTMLInputElement).value));
  expect(new Set(weights).size).toBeGreaterThan(2);
});

test('whoever leaves the editor takes along what was moved and typed, but not what makes no sense', async ({ page, drop, ready }) => {
  await drop([...BOOK, { name: 'rule.json', content: JSON.stringify({ ...POLICY, criteria: [...POLICY.criteria, { ...POLICY.criteria[0], subject: 'margin' }] }) }]);
  await ready();
  await edit(page);
  const slider = '[data-subject=revenue] [type=range]';
  const cutoff = '[data-place="tiers[0].cutoff"]';
  await type(page, { [slider]: '3', [cutoff]: '', '[data-place=concentration]': '500' }, '#/tiers/accounts');
  await expect(page.locator('kam-tier-list')).toBeVisible();
  await edit(page);
  await expect(page.locator(slider)).toHaveValue('3');
  await expect(page.locator(cutoff)).toHaveValue('50');
  await expect(page.locator('[data-place=concentration]')).toHaveValue('500');
});

test('a policy that makes no sense cannot be saved, and that is said; one of a foreign name is one’s own', async ({ page, drop, ready }) => {
  await drop([...BOOK, { name: 'rule.json', content: JSON.stringify({ ...POLICY, id: 'house' }) }]);
  await ready();
  await edit(page);
  await expect(page.locator('kam-policy section[aria-labelledby=policy-start]')).toContainText('自定规则');
  await type(page, { '[data-subject=revenue] [type=range]': '0' });
  await expect(page.locator('kam-policy [role=alert]')).toContainText('至少要有一条标准的权重大于 0');
  await page.locator('[data-policy=save]').click();
  await expect(page.locator('.refused:has(button)')).toContainText('至少要有一条标准的权重大于 0');
});

test('a cut-off without room stays between its neighbours', async ({ page, drop, ready }) => {
  const tiers = [80, 79.9, 79.8, 0].map((cutoff, at) => ({ name: 'SABC'.charAt(at), cutoff }));
  await drop([...BOOK, { name: 'rule.json', content: JSON.stringify({ ...POLICY, tiers }) }]);
  await ready();
  await edit(page);
  const handle = page.locator('[role=slider][data-cutoff="1"]');
  await handle.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await expect(handle).toHaveAttribute('aria-valuenow', '79.9');
  const top = page.locator('[role=slider][data-cutoff="0"]');
  await expect(top).toHaveAttribute('aria-valuemin', '80');
  await expect(top).toHaveAttribute('aria-valuemax', '100');
  await top.focus();
  await page.keyboard.press('Home');
  await expect(top).toHaveAttribute('aria-valuenow', '80');
});

test('a built-in policy is shared by its name, and whoever opens it fills it from other data', async ({ page, context, drop, ready }) => {
  await drop(BOOK);
  await ready();
  await edit(page);
  await start(page, 'growth').click();
  await expect(start(page, 'growth')).toHaveAttribute('aria-pressed', 'true');
  await ready();
  await page.locator('[data-policy=share]').click();
  const href = await page.getByLabel('链接', { exact: true }).inputValue();
  expect(new URL(href).hash).toBe('#policy=growth');
  await expect(page.locator('.link')).toContainText('不含您的任何内容');
  await expect(page.locator('.link .figures')).toHaveCount(0);
  const other = await context.newPage();
  await other.goto(href);
  await expect(other.locator('.ready')).toContainText('规则已收到');
  await other.setInputFiles('#files', { name: 'accounts.csv', mimeType: 'text/csv', buffer: Buffer.from(ACCOUNTS) });
  await other.locator('html[data-state=ready]').waitFor({ state: 'attached' });
  await edit(other);
  await expect(start(other, 'growth')).toHaveAttribute('aria-pressed', 'true');
});

test('figures of a shared policy are all named before it is copied, whichever data they come from', async ({ page, drop, ready }) => {
  await drop(BOOK);
  await ready();
  await edit(page);
  const name = page.locator('[data-place=name]');
  await name.fill('我的规则');
  await expect(page.locator('kam-policy .said').first()).toHaveText('规则已更改。');
  await ready();
  await page.locator('[data-policy=share]').click();
  const shared = JSON.parse(await fromLink(new URL(await page.getByLabel('链接', { exact: true }).inputValue()).hash)) as PolicyFile;
  const money = new Set(['revenue', 'potential']);
  const units = await page.locator('.link .figures').innerText();
  const figures = shared.criteria.flatMap(({ subject, scale }) => (scale.kind === 'linear' ? [scale.zero, scale.one].map((value) => ({ subject, value })) : []));
  // The scales come from the book: its percentiles, to the digit.
  expect(figures.some(({ subject, value }) => money.has(subject) && value % 10_000 !== 0)).toBe(true);
  for (const { subject, value } of figures) {
    const shown = [1, 0.01, 1e4, 1e8].map((factor) => String(Number((value / factor).toPrecision(12))));
    expect(shown.some((text) => units.includes(text)), `${subject} ${value} is named`).toBe(true);
  }
  // What was shown is of the policy that it was of.
  await start(page, 'mature').click();
  await expect(page.locator('.link')).toHaveCount(0);
});

test('a link that is too long, packed or unpacked, is not taken', async () => {
  const link = (text: string): string => `#policy=${deflateRawSync(text).toString('base64url')}`;
  const digits = (n: number): string => Array.from({ length: n }, (_, i) => ((i * 2654435761) % 4294967296).toString(36)).join('');
  expect(await fromLink(link('{}'))).toBe('{}');
  const packed = link(digits(60_000));
  expect(packed.length).toBeGreaterThan(1 << 18);
  await expect(fromLink(packed)).rejects.toThrow('too long');
  const bomb = link('0'.repeat(2 << 20));
  expect(bomb.length).toBeLessThan(1 << 14);
  await expect(fromLink(bomb)).rejects.toThrow('too long');
  await expect(toLink({ ...POLICY, name: digits(60_000) })).rejects.toThrow('too long');
});

test('the browser asks before a policy that was changed and not saved is lost, and only then', async ({ page, drop, ready }) => {
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  const reload = async (): Promise<void> => {
    await page.reload();
    await page.locator('html[data-state=empty]').waitFor({ state: 'attached' });
    await page.goto('/');
    await page.locator('html[data-state=empty]').waitFor({ state: 'attached' });
    await drop(BOOK);
    await ready();
    await edit(page);
  };
  await reload();
  await start(page, 'growth').click();
  await expect(start(page, 'growth')).toHaveAttribute('aria-pressed', 'true');
  await ready();
  // A policy of ours is chosen again as easily.
  await reload();
  expect(asked).toEqual([]);
  await page.getByLabel('规则名称').fill('另一套');
  await expect(page.locator('.policy-bar')).toContainText('尚未保存');
  await ready();
  await reload();
  expect(asked).toEqual(['beforeunload']);
  await page.getByLabel('规则名称').fill('另一套');
  await expect(page.locator('.policy-bar')).toContainText('尚未保存');
  const saving = page.waitForEvent('download');
  await page.locator('[data-policy=save]').click();
  await saving;
  await expect(page.locator('.policy-bar')).not.toContainText('尚未保存');
  await reload();
  expect(asked).toEqual(['beforeunload']);
});
