/** The policy editor: what is moved counts at once, can be taken back, saved, loaded and shared; what makes no sense is said. */
import { readFileSync } from 'node:fs';
import type { Locator, Page } from '../../www/playwright';
import { fromLink } from '../../www/src/page/policy-link';
import { toLink } from '../../www/src/page/policy/to-link';
import { addTier, addUnit, criteriaOf, cutoffsOf, removeCriterion, removeTier, renameTier, setCutoff, setWeight } from '../../www/src/page/policy/edit';
import type { PolicyFile } from '../../www/src/engine/policy';
import { expect, test } from './support';

/** Revenue and margin pull apart: 甲 is large, 丁 earns well. */
const ACCOUNTS = `客户名称,我方收入,毛利率,战略评分,是否试点,业务单元
甲公司,10000000,5%,10,否,华东
乙公司,8000000,10%,20,否,华东
丙公司,4000000,20%,60,是,华南
丁公司,1000000,30%,90,是,华南
`;

/** Of the accounts above, by revenue alone: 100, 75, 25 and 0 points, below 2 million and above 10. */
const policy = (change: Partial<PolicyFile> = {}): PolicyFile => ({
  kamlens: 'policy',
  version: 1,
  id: 'own',
  name: '收入优先',
  gates: [],
  criteria: [
    { subject: 'revenue', weight: 4, scale: { kind: 'linear', zero: 2e6, one: 1e7 }, influenceable: true },
    { subject: 'margin', weight: 0, scale: { kind: 'linear', zero: 0, one: 0.3 }, influenceable: true },
  ],
  tiers: [{ name: 'S', cutoff: 80 }, { name: 'A', cutoff: 65 }, { name: 'B', cutoff: 45 }, { name: 'C', cutoff: 0 }],
  keyLine: 'A',
  ...change,
});

const file = (change?: Partial<PolicyFile>): { name: string; content: string } => ({ name: 'rule.json', content: JSON.stringify(policy(change)) });

/** How many accounts are in each tier, the best first. */
const counts = (page: Page): Locator => page.locator('kam-policy [data-count] td:nth-child(2)');
const criterion = (page: Page, subject: string): Locator => page.locator(`kam-policy [data-subject="${subject}"]`);
const undo = (page: Page): Locator => page.locator('[data-policy=undo]');
const redo = (page: Page): Locator => page.locator('[data-policy=redo]');

async function edit(page: Page): Promise<void> {
  await page.goto('/#/tiers/policy');
  await expect(counts(page).first()).toBeVisible();
  await expect(page.locator('[data-add=criterion] option').nth(1)).toBeAttached();
}

/** A slider as a hand moves it: many movements, and then it rests. */
async function slide(range: Locator, values: readonly number[]): Promise<void> {
  await range.evaluate((input: HTMLInputElement, values) => {
    for (const value of values) {
      input.value = String(value);
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }, values);
}

test.describe('in the editor', () => {
  test.beforeEach(async ({ page, open, ready, drop }) => {
    await open();
    await drop([{ name: 'accounts.csv', content: ACCOUNTS }, file()]);
    await ready();
    await edit(page);
    await expect(counts(page)).toHaveText(['1', '1', '0', '2']);
  });

  test('a weight that is moved changes who is where, and says who moves; a movement is one step', async ({ page, ready, axe }) => {
    await axe();
    const margin = criterion(page, 'margin');
    await expect(margin.locator('.share')).toHaveText('0%');
    await slide(margin.getByRole('slider'), [1, 2, 3, 4]);
    // Half by margin: 甲 58, 乙 54, 丙 46, 丁 50.
    await expect(counts(page)).toHaveText(['0', '0', '4', '0']);
    await expect(margin.locator('.share')).toHaveText('50%');
    const moved = page.locator('kam-policy .moved');
    await expect(moved).toHaveAttribute('data-moved', '4');
    await expect(moved.locator('li')).toHaveCount(4);
    await expect(moved).toContainText('甲公司');
    await expect(moved).toContainText('S → B');
    // The report follows.
    await expect(page.locator('kam-policy .said')).toHaveText('规则已更改。');
    await ready();
    await expect(moved).toContainText('上一次更改');
    await undo(page).click();
    await expect(counts(page)).toHaveText(['1', '1', '0', '2']);
    await expect(margin.getByRole('slider')).toHaveValue('0');
    await page.keyboard.press('Control+y');
    await expect(counts(page)).toHaveText(['0', '0', '4', '0']);
    await page.keyboard.press('Control+z');
    await expect(counts(page)).toHaveText(['1', '1', '0', '2']);
    await expect(redo(page)).toBeEnabled();
    await ready();
    await page.goto('/#/tiers');
    await expect(page.locator('h1')).toBeVisible();
    await edit(page);
    await expect(counts(page)).toHaveText(['1', '1', '0', '2']);
  });

  test('another policy says whom it moved, and so does taking it back', async ({ page }) => {
    await page.locator('[data-start=growth]').click();
    // Half by margin again: 58, 54, 42 and 50 points, and B from 40.
    await expect(counts(page)).toHaveText(['0', '0', '4', '0']);
    const moved = page.locator('kam-policy .moved');
    await expect(moved).toHaveAttribute('data-moved', '4');
    await expect(moved).toContainText('上一次更改使 4 家客户变动');
    await expect(moved).toContainText('升 2');
    await expect(moved.locator('li').filter({ hasText: '甲公司' })).toHaveText(/▼\s*甲公司\s*S → B/);
    await expect(moved.locator('li').filter({ hasText: '丁公司' })).toHaveText(/▲\s*丁公司\s*C → B/);
    await undo(page).click();
    await expect(counts(page)).toHaveText(['1', '1', '0', '2']);
    await expect(moved.locator('li').filter({ hasText: '甲公司' })).toHaveText(/▲\s*甲公司\s*B → S/);
  });

  test('cut-offs are moved by the keyboard and by the pointer, and never pass one another', async ({ page }) => {
    const handle = page.locator('[role=slider][data-cutoff="1"]');
    // Colours as on the charts: of four tiers the best has the second's, with a ring.
    const looks = page.locator('kam-policy .counts .swatch');
    const looked = await looks.evaluateAll((all) => all.map((one) => getComputedStyle(one).backgroundColor));
    expect(looked[0]).toBe(looked[1]);
    expect(new Set(looked).size).toBe(3);
    await expect(looks.first()).toHaveClass(/ringed/);
    await expect(handle).toHaveAttribute('aria-valuetext', 'A 级从 65 分起');
    await handle.focus();
    for (let i = 0; i < 11; i += 1) await page.keyboard.press('ArrowRight');
    await expect(handle).toHaveAttribute('aria-valuenow', '76');
    await expect(counts(page)).toHaveText(['1', '0', '1', '2']);
    await page.keyboard.press('End');
    await expect(handle).toHaveAttribute('aria-valuenow', '79.5');
    await expect(handle).toBeFocused();
    await expect(page.locator('[data-place="tiers[1].cutoff"]')).toHaveValue('79.5');
    const plot = await page.locator('kam-policy-bins .plot').boundingBox();
    const from = await handle.boundingBox();
    if (!plot || !from) throw new Error('nothing is drawn');
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(plot.x + plot.width * 0.7, from.y + 20, { steps: 4 });
    await expect(counts(page)).toHaveText(['1', '1', '0', '2']);
    await page.mouse.up();
    await expect(handle).toHaveAttribute('aria-valuenow', '70');
  });

  test('what makes no sense is said beside the field, and the last good answers stay', async ({ page, axe }) => {
    await slide(criterion(page, 'revenue').getByRole('slider'), [0]);
    await expect(page.locator('kam-policy .criteria').locator('..').locator('.wrong')).toHaveText('至少要有一条标准的权重大于 0');
    await expect(page.locator('kam-policy [role=alert]')).toContainText('至少要有一条标准的权重大于 0');
    await expect(counts(page)).toHaveText(['1', '1', '0', '2']);
    await axe();
    await undo(page).click();
    await expect(page.locator('kam-policy .wrong')).toHaveCount(0);
    await expect(criterion(page, 'revenue').getByRole('slider')).toHaveValue('4');
    const cutoff = page.locator('[data-place="tiers[1].cutoff"]');
    await cutoff.fill('90');
    await expect(page.locator('.tier').nth(1).locator('.wrong')).toContainText('分数线');
    // The fields stay in their line, and what is wrong stands below it.
    const tops = page.locator('.tier').nth(1).locator('input, button').evaluateAll((all) => all.map((one) => {
      const { top, height } = one.getBoundingClientRect();
      return Math.round(top + height / 2);
    }));
    expect(new Set(await tops).size).toBe(1);
    await expect(cutoff).toHaveAttribute('aria-invalid', 'true');
    await cutoff.fill('');
    await expect(page.locator('.tier').nth(1).locator('.wrong')).toBeVisible();
    await cutoff.fill('60');
    await expect(cutoff).toHaveAttribute('aria-invalid', 'false');
    await expect(page.locator('kam-policy .wrong')).toHaveCount(0);
    const name = page.locator('[data-place="tiers[1].name"]');
    await name.fill('S');
    await expect(page.locator('.tier').nth(1).locator('.wrong')).toBeVisible();
    await name.fill('重点');
    await expect(page.locator('[data-count="重点"]')).toBeVisible();
    await expect(page.getByLabel('大客户是')).toHaveValue('重点');
  });

  test('a criterion comes from any column, with a scale that fits it', async ({ page }) => {
    const add = page.locator('[data-add=criterion] select');
    await add.selectOption('extra:战略评分');
    const score = criterion(page, 'extra:战略评分');
    await expect(score.locator('.share')).toHaveText('50%');
    await slide(criterion(page, 'revenue').getByRole('slider'), [0]);
    await score.locator('summary').click();
    await expect(score.getByLabel('得零分处')).not.toHaveValue('');
    await score.getByLabel('得零分处').fill('0');
    await score.getByLabel('得满分处').fill('100');
    // 10, 20, 60 and 90 points.
    await expect(counts(page)).toHaveText(['1', '0', '1', '2']);
    await score.getByRole('button', { name: '对调方向' }).click();
    await expect(counts(page)).toHaveText(['2', '0', '0', '2']);
    await score.locator('select').selectOption('at-least');
    await score.getByLabel('界限').fill('20');
    await expect(counts(page)).toHaveText(['3', '0', '0', '1']);
    await score.locator('select').selectOption('quantile');
    // Mid-ranks of four: 12.5, 37.5, 62.5 and 87.5.
    await expect(counts(page)).toHaveText(['1', '0', '1', '2']);
    await score.getByRole('button', { name: '移除：战略评分' }).click();
    await expect(score).toHaveCount(0);
    await add.selectOption('extra:是否试点');
    await slide(criterion(page, 'revenue').getByRole('slider'), [0]);
    await expect(counts(page)).toHaveText(['2', '0', '0', '2']);
    await criterion(page, 'extra:是否试点').getByRole('button', { name: '上移：是否试点' }).click();
    await expect(page.locator('.criterion').nth(1)).toHaveAttribute('data-subject', 'extra:是否试点');
    // The focus goes with what is moved.
    await expect(page.getByRole('button', { name: '上移：是否试点' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.locator('.criterion').first()).toHaveAttribute('data-subject', 'extra:是否试点');
    await expect(page.getByRole('button', { name: '下移：是否试点' })).toBeFocused();
  });

  test('a condition caps, and tiers may be decided by their number', async ({ page }) => {
    await page.locator('[data-add=gate] select').selectOption('extra:是否试点');
    await expect(counts(page)).toHaveText(['0', '0', '0', '4']);
    await page.locator('[data-gate="extra:是否试点"]').getByLabel('否则最高').selectOption('B');
    await expect(counts(page)).toHaveText(['0', '0', '2', '2']);
    await page.locator('[data-gate="extra:是否试点"]').getByRole('button').click();
    // A bound says where it comes from.
    await page.locator('[data-add=gate] select').selectOption('margin');
    await expect(page.locator('[data-gate=margin]')).toContainText('起点是中位数');
    await page.locator('[data-gate=margin]').getByRole('spinbutton').fill('10');
    await expect(page.locator('[data-gate=margin]')).not.toContainText('起点是中位数');
    await page.locator('[data-gate=margin]').getByRole('button').click();
    await expect(counts(page)).toHaveText(['1', '1', '0', '2']);
    await page.getByLabel('以什么定级').selectOption('top');
    await expect(page.getByLabel('到 A 级为止的家数')).toHaveValue('2');
    await page.getByLabel('到 B 级为止的家数').fill('3');
    await expect(counts(page)).toHaveText(['1', '1', '1', '1']);
    // More than can be counted is as many as there are.
    await page.getByLabel('到 B 级为止的家数').fill('10000000000');
    await expect(counts(page)).toHaveText(['1', '1', '2', '0']);
    await expect(page.locator('kam-policy .wrong')).toHaveCount(0);
    await page.getByLabel('到 B 级为止的家数').fill('3');
    await expect(counts(page)).toHaveText(['1', '1', '1', '1']);
    await expect(page.locator('kam-policy-bins [role=slider]')).toHaveCount(0);
    await page.getByRole('button', { name: '移除 S 级' }).click();
    await expect(counts(page)).toHaveText(['2', '1', '1']);
  });

  test('what is saved is loaded again, and a bad file says where it is wrong and changes nothing', async ({ page, ready, drop }) => {
    await slide(criterion(page, 'margin').getByRole('slider'), [4]);
    await expect(counts(page)).toHaveText(['0', '0', '4', '0']);
    await expect(page.locator('.policy-bar')).toContainText('尚未保存');
    const saving = page.waitForEvent('download');
    await page.locator('[data-policy=save]').click();
    const saved = await saving;
    await expect(page.locator('.policy-bar')).not.toContainText('尚未保存');
    const text = readFileSync(await saved.path(), 'utf8');
    expect(JSON.parse(text)).toMatchObject({ kamlens: 'policy', version: 1, name: '收入优先' });
    await page.locator('[data-start=mature]').click();
    await expect(page.locator('[data-start=mature]')).toHaveAttribute('aria-pressed', 'true');
    await drop([{ name: 'bad.json', content: text.replace('"revenue"', '"colour"') }]);
    await expect(page.locator('.refused')).toContainText('colour');
    await expect(page.locator('.refused')).toContainText('criteria[0].subject');
    await expect(page.locator('[data-start=mature]')).toHaveAttribute('aria-pressed', 'true');
    await drop([{ name: saved.suggestedFilename(), content: text }]);
    await ready();
    await expect(page.locator('.refused')).toHaveCount(0);
    await expect(counts(page)).toHaveText(['0', '0', '4', '0']);
    await expect(page.locator('.toast')).toContainText('规则已生效');
    await page.locator('.toast').getByRole('button', { name: '撤销' }).click();
    await expect(page.locator('[data-start=mature]')).toHaveAttribute('aria-pressed', 'true');
  });

  test('a file that is no policy changes nothing, and is not taken for data', async ({ page, ready }) => {
    const load = page.locator('[data-policy=load] + input');
    const text = JSON.stringify(policy({ name: '另一套' }));
    await load.setInputFiles({ name: 'other.json', mimeType: 'application/json', buffer: Buffer.from(text) });
    await expect(page.locator('.policy-bar .said')).toHaveText('规则已载入。');
    for (const name of ['accounts.csv', 'notes.json']) {
      await load.setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(ACCOUNTS.replaceAll('公司', '厂')) });
      await expect(page.locator('.refused[role=alert]')).toHaveText(new RegExp(`“${name}”不是规则文件，什么都没有改变。`));
    }
    await expect(page.locator('.not-taken')).toContainText('notes.json');
    await expect(page.locator('.policy-bar .said')).not.toHaveText('规则已载入。');
    await expect(page.locator('.toast')).toHaveCount(0);
    await ready();
    await expect(page.getByLabel('规则名称')).toHaveValue('另一套');
    await expect(counts(page)).toHaveText(['1', '1', '0', '2']);
    await page.goto('/#/tiers/accounts');
    await expect(page.locator('kam-tier-list')).toContainText('甲公司');
    await expect(page.locator('kam-tier-list')).not.toContainText('甲厂');
  });

  test('a link holds the policy and says which names are in it; whoever opens it has the policy', async ({ page, context, baseURL }) => {
    await page.locator('[data-add=criterion] select').selectOption('extra:战略评分');
    await expect(criterion(page, 'extra:战略评分')).toBeVisible();
    await page.locator('[data-policy=share]').click();
    await expect(page.locator('.link')).toContainText('战略评分');
    await expect(page.locator('.link')).toContainText('收入优先');
    const link = await page.getByLabel('链接', { exact: true }).inputValue();
    expect(link.startsWith(`${baseURL}/#policy=`)).toBe(true);
    for (const name of ['甲公司', '丁公司']) expect(await fromLink(new URL(link).hash)).not.toContain(name);
    const other = await context.newPage();
    await other.goto(link);
    await expect(other.locator('.ready')).toContainText('规则已收到');
    await expect(other).not.toHaveURL(/policy=/);
    await other.setInputFiles('#files', { name: 'accounts.csv', mimeType: 'text/csv', buffer: Buffer.from(ACCOUNTS) });
    await other.locator('html[data-state=ready]').waitFor({ state: 'attached' });
    await other.evaluate(() => (location.hash = '#/tiers/policy'));
    await expect(criterion(other, 'extra:战略评分')).toBeVisible();
    await expect(criterion(other, 'revenue').getByRole('slider')).toHaveValue('4');
    // And over an open book: it can be taken back.
    await page.locator('[data-start=group-rule]').click();
    await expect(page.locator('[data-start=group-rule]')).toHaveAttribute('aria-pressed', 'true');
    await page.evaluate((hash) => (location.hash = hash), new URL(link).hash);
    await expect(criterion(page, 'extra:战略评分')).toBeVisible();
    await page.locator('.toast').getByRole('button', { name: '撤销' }).click();
    await expect(page.locator('[data-start=group-rule]')).toHaveAttribute('aria-pressed', 'true');
    await page.evaluate(() => (location.hash = '#policy=broken'));
    await expect(page.locator('.refused')).toContainText('链接里没有');
  });

  test('a unit with a policy of its own says otherwise, and the consensus shows it', async ({ page, ready }) => {
    await expect(page.getByLabel('给某单位定一套自己的规则')).toBeVisible();
    await page.getByLabel('数据中的单位').selectOption('华南');
    await expect(page.locator('.scoped')).toContainText('华南');
    await expect(page.locator('kam-policy .moved')).toContainText('相同');
    await slide(criterion(page, 'revenue').getByRole('slider'), [0]);
    await slide(criterion(page, 'margin').getByRole('slider'), [3]);
    // By margin alone: 17, 33, 67 and 100.
    await expect(counts(page)).toHaveText(['1', '1', '0', '2']);
    await expect(page.locator('kam-policy .moved')).toHaveAttribute('data-moved', '4');
    await expect(page.locator('kam-policy .moved')).toContainText('华南');
    await page.getByRole('button', { name: '回到全体' }).click();
    await expect(criterion(page, 'revenue').getByRole('slider')).toHaveValue('4');
    await expect(page.locator('kam-policy .said')).toHaveText('规则已更改。');
    await ready();
    await page.goto('/#/tiers/consensus');
    await expect(page.locator('kam-tiers')).toContainText('华南');
  });

  test('the stage of the company brings its own weights into force', async ({ page }) => {
    await page.getByLabel('编辑适用于').selectOption('stage:late');
    await slide(criterion(page, 'revenue').getByRole('slider'), [0]);
    await slide(criterion(page, 'margin').getByRole('slider'), [3]);
    await expect(page.locator('kam-policy .moved')).toHaveAttribute('data-moved', '4');
    await page.getByRole('button', { name: '回到全体' }).click();
    await expect(page.locator('kam-policy .moved')).toHaveAttribute('data-moved', '0');
    await page.getByLabel('我公司所处阶段').selectOption('late');
    await expect(page.locator('kam-policy .moved')).toHaveAttribute('data-moved', '4');
  });

  test('a policy that is kept is compared with, and the settings know the policy', async ({ page, ready, axe }) => {
    await page.locator('[data-policy=keep]').click();
    await expect(page.locator('[data-policy=unkeep]')).toBeVisible();
    await slide(criterion(page, 'margin').getByRole('slider'), [4]);
    await expect(page.locator('kam-policy .moved')).toContainText('上一次更改');
    await ready();
    await page.goto('/#/tiers/movement');
    await expect(page.locator('kam-tiers')).toContainText('收入优先（留存）');
    await expect(page.locator('kam-tiers tbody tr')).toHaveCount(4);
    await page.getByRole('button', { name: '设置' }).click();
    const choice = page.locator('#settings [name=policy]');
    await expect(choice).toHaveValue('own');
    await axe();
    await page.getByRole('link', { name: '在规则编辑器中更改' }).click();
    await expect(page.locator('#settings')).toBeHidden();
    await expect(counts(page)).toHaveText(['0', '0', '4', '0']);
    await page.getByRole('button', { name: '设置' }).click();
    await choice.selectOption('growth');
    await page.locator('#settings [value=apply]').click();
    await expect(page.locator('[data-start=growth]')).toHaveAttribute('aria-pressed', 'true');
    await undo(page).click();
    await expect(counts(page)).toHaveText(['0', '0', '4', '0']);
  });

  test('on a narrow screen nothing is wider than it, and everything is large enough for a finger', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    // What the policy makes of the accounts stays in sight and leaves most of the screen to what is edited.
    await criterion(page, 'margin').getByRole('slider').focus();
    await slide(criterion(page, 'margin').getByRole('slider'), [1, 4]);
    await expect(page.locator('kam-policy .moved')).toHaveAttribute('data-moved', '4');
    const card = await page.locator('.made').boundingBox();
    const said = await page.locator('kam-policy .moved > p').first().boundingBox();
    const count = await page.locator('kam-policy [data-count]').last().boundingBox();
    if (!card || !said || !count) throw new Error('nothing is said');
    expect(card.height).toBeLessThanOrEqual(270);
    for (const part of [said, count]) expect(part.y + part.height).toBeLessThan(card.y + card.height);
    await criterion(page, 'revenue').locator('summary').click();
    await expect(criterion(page, 'revenue').getByLabel('得零分处')).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    const small = await page.locator('kam-policy').evaluate((editor) => [...editor.querySelectorAll('button, select, input:not([type=checkbox]), [role=slider]')]
      .map((control) => ({ control: control.outerHTML.slice(0, 120), box: control.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.height < 44 || box.width < 44)).map(({ control }) => control));
    expect(small).toEqual([]);
  });
});

test('a book of deals alone is tiered by amount: the tab says so, and what would let a policy decide', async ({ page, open, drop, ready, axe }) => {
  await open();
  await drop([{ name: 'deals.csv', content: '客户名称,商机名称,金额,阶段,成交日期\n甲公司,一,800000,已赢单,2025-03-01\n乙公司,二,150000,已赢单,2025-04-01\n丙公司,三,50000,已赢单,2025-05-01\n' }]);
  await ready();
  await page.goto('/#/tiers/policy');
  const note = page.locator('kam-policy .unpoliced');
  await expect(note).toContainText('只按');
  await expect(note).toContainText('行业排名');
  await expect(note.locator('[data-abc] td')).toHaveText(['1', '1', '1']);
  await expect(page.locator('kam-policy .criteria')).toBeAttached();
  await ready();
  await expect(page.locator('kam-policy :is([role=alert], .wrong)')).toHaveCount(0);
  await axe();
});

test('a link is the policy again, without the values of the book', async () => {
  const scale = { kind: 'quantile', points: [[1, 0.25], [2, 0.75]], descending: false } as const;
  const given = policy({ overrides: [{ unit: '华南', criteria: [{ subject: 'margin', weight: 1, scale }] }] });
  const text = await fromLink(await toLink(given));
  expect(JSON.parse(text)).toEqual({ ...given, overrides: [{ unit: '华南', criteria: [{ subject: 'margin', weight: 1, scale: { ...scale, points: [] } }] }] });
  await expect(fromLink('#policy=!')).rejects.toThrow();
});

test('changes of a policy leave the one before as it was, and names hold throughout', () => {
  const before = policy({ gates: [{ subject: 'margin', test: 'at-least', value: 0.1, cap: 'B' }], overrides: [{ unit: '华南', cutoffs: [90, 70, 50, 0], keyLine: 'B' }] });
  const kept = structuredClone(before);
  const renamed = renameTier(before, 2, '培育');
  expect([renamed.gates?.[0]?.cap, renamed.overrides?.[0]?.keyLine]).toEqual(['培育', '培育']);
  expect(renameTier(renameTier(before, 2, 'S'), 2, 'M')).toMatchObject({ keyLine: 'A', gates: [{ cap: 'M' }], overrides: [{ keyLine: 'M' }] });
  const fewer = removeTier(before, 2);
  expect(fewer.tiers.map(({ name }) => name)).toEqual(['S', 'A', 'C']);
  expect([fewer.gates?.[0]?.cap, fewer.overrides?.[0]?.keyLine, fewer.overrides?.[0]?.cutoffs]).toEqual(['C', 'C', [90, 70, 0]]);
  expect(removeTier(before, 3).tiers.at(-1)).toEqual({ name: 'B', cutoff: 0 });
  const more = addTier(before);
  expect(more.tiers.map(({ cutoff }) => cutoff)).toEqual([80, 65, 45, 23, 0]);
  expect(more.overrides?.[0]?.cutoffs).toEqual([90, 70, 50, 25, 0]);
  const unit = { unit: '华南' };
  const [revenue] = criteriaOf(before, unit);
  if (!revenue) throw new Error('no criterion');
  const weighed = setWeight(before, unit, revenue, 9);
  expect(criteriaOf(weighed, unit).map(({ criterion }) => criterion.weight)).toEqual([9, 0]);
  expect(criteriaOf(weighed, {}).map(({ criterion }) => criterion.weight)).toEqual([4, 0]);
  // As much as for everyone is no override.
  expect(setWeight(weighed, unit, revenue, 4).overrides?.[0]?.weights).toEqual([]);
  expect(removeCriterion(weighed, {}, 0).overrides?.[0]?.weights).toEqual([]);
  expect(cutoffsOf(setCutoff(before, { stage: 'late' }, 0, 99), { stage: 'late' })).toEqual([99, 65, 45, 0]);
  expect(addUnit(before, '华东').overrides).toHaveLength(2);
  expect(before).toEqual(kept);
});
