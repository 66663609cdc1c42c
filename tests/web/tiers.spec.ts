/** The tabs of the tiers: every account, who agrees, who moved, where effort pays. */
import { readFileSync } from 'node:fs';
import type { Page } from '../../www/playwright';
import type { PolicyFile } from '../../www/src/engine/policy';
import { expect, test } from './support';

/** Seven accounts, two units' verdicts and figures; the first is the article's 170-million case. */
const HEAD = '客户名称,订单金额,行业排名,已列采购计划,跨区域,信用良好,路标匹配,区域,行业,verdict:业务单元A,verdict:B区,amount:B区,margin:B区';
const CASE = '一亿七千万案例的客户,1.7亿,3,是,是,是,否,华东,电力,否,否,3000万,11%';
const OTHERS = [
  '甲公司,1.2亿,2,是,是,是,是,华东,电力,是,是,,', '乙公司,2000万,12,否,是,是,是,华东,化工,否,是,500万,20%',
  '丙公司,900万,40,否,否,是,否,华南,化工,否,否,,', '丁公司,8000万,,是,否,是,是,华南,,是,,,',
  '戊公司,,,,,,,,,,,,', '=己公司,300万,8,否,否,否,是,华南,电力,否,,,',
];
const BOOK = [HEAD, CASE, ...OTHERS].join('\n');
const FILE = { name: 'units.csv', content: `${BOOK}\n` };

async function show(page: Page, tab: string): Promise<void> {
  await page.evaluate((tab) => (location.hash = `#/tiers/${tab}`), tab);
  await expect(page.locator(`article[data-tab=${tab}] h1`)).toBeVisible();
}

test.describe('the list of accounts', () => {
  test.beforeEach(async ({ page, open, ready, drop }) => {
    await open();
    await drop([FILE]);
    await ready();
    await show(page, 'accounts');
    await expect(page.locator('[data-sum]')).toContainText('7 家客户中的 7 家');
  });

  const heads = (page: Page): Promise<string[]> => page.locator('kam-tier-list tbody th').evaluateAll((all) => all.map((th) => (th.textContent ?? '').replace(/[✓\s]/g, '')));
  const filter = (page: Page, name: string) => page.locator(`[data-filter=${name}]`);

  test('is searched and filtered; what narrows it can be cleared, and stays while another tab is shown', async ({ page, axe }) => {
    await axe();
    await filter(page, 'text').fill('甲');
    await expect.poll(() => heads(page)).toEqual(['甲公司']);
    await expect(page.locator('[data-sum]')).toContainText('7 家客户中的 1 家');
    await show(page, 'consensus');
    await show(page, 'accounts');
    await expect(filter(page, 'text')).toHaveValue('甲');
    await filter(page, 'text').fill('没有这一家');
    await expect(page.getByText('没有符合条件的客户')).toBeVisible();
    await axe();
    await page.locator('[data-clear]').click();
    await expect(filter(page, 'text')).toBeFocused();
    await expect(filter(page, 'text')).toHaveValue('');
    await expect.poll(async () => (await heads(page)).length).toBe(7);
    await filter(page, 'region').selectOption({ label: '华南（3）' });
    await expect.poll(async () => (await heads(page)).sort()).toEqual(['=己公司', '丁公司', '丙公司']);
    await filter(page, 'state').selectOption('=firm');
    await expect.poll(async () => (await heads(page)).includes('丁公司')).toBe(false);
    await filter(page, 'state').selectOption('=not-assessable');
    await filter(page, 'region').selectOption({ label: '未填' });
    await expect.poll(() => heads(page)).toEqual(['戊公司']);
  });

  test('is sorted by its heads and by the keyboard, what is not known last', async ({ page }) => {
    const head = (name: string) => page.getByRole('columnheader', { name });
    await head('金额').click();
    await expect(head('金额')).toHaveAttribute('aria-sort', 'descending');
    await expect.poll(async () => (await heads(page)).slice(0, 3)).toEqual(['一亿七千万案例的客户', '甲公司', '丁公司']);
    await head('金额').click();
    await expect(head('金额')).toHaveAttribute('aria-sort', 'ascending');
    await expect.poll(async () => [(await heads(page))[0], (await heads(page)).at(-1)]).toEqual(['=己公司', '戊公司']);
    await page.getByRole('grid').focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await expect(head('客户')).toHaveAttribute('aria-sort', 'ascending');
    await expect(filter(page, 'sort')).toHaveValue('name');
  });

  test('is grouped with counts and sums; a group folds by mouse and by Enter', async ({ page, axe }) => {
    await filter(page, 'group').selectOption('=region');
    const group = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: '华东（3）' }) });
    await expect(group).toContainText('3.1亿');
    await expect(group.getByRole('rowheader')).toHaveAttribute('aria-expanded', 'true');
    await axe();
    await group.click();
    await expect(group.getByRole('rowheader')).toHaveAttribute('aria-expanded', 'false');
    await expect.poll(async () => (await heads(page)).includes('甲公司')).toBe(false);
    await page.getByRole('grid').focus();
    await page.keyboard.press('Enter');
    await expect(group.getByRole('rowheader')).toHaveAttribute('aria-expanded', 'true');
    await expect.poll(async () => (await heads(page)).includes('甲公司')).toBe(true);
  });

  test('rows are marked by box, Space and Shift', async ({ page }) => {
    const marked = page.locator('tr[aria-selected=true]');
    await page.locator('.pickbox').first().click();
    await expect(marked).toHaveCount(1);
    await expect(page.locator('[data-compare]')).toBeDisabled();
    await page.getByRole('grid').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await expect(marked).toHaveCount(2);
    await expect(page.locator('[data-compare]')).toBeEnabled();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await expect(marked).toHaveCount(4);
    await page.keyboard.press('Space');
    await expect(marked).toHaveCount(3);
    await page.locator('tr[data-row="6"] td').first().click({ modifiers: ['Shift'] });
    await expect(marked).toHaveCount(7);
    await expect(page.locator('[data-compare]')).toBeDisabled();
    await page.locator('[data-drop]').click();
    await expect(marked).toHaveCount(0);
  });

  test('is as high as the window allows, and says that there are more columns', async ({ page }) => {
    await page.setViewportSize({ width: 700, height: 900 });
    const rows = page.locator('kam-tier-list kam-rows');
    await expect(rows).toHaveAttribute('data-more');
    const names = (name: string) => rows.locator(name).first().evaluate((cell) => getComputedStyle(cell).color);
    expect(await names('tbody th')).toBe(await names('tbody td'));
    await rows.locator('.rows').evaluate((box) => box.scrollTo(box.scrollWidth, 0));
    await expect(rows).not.toHaveAttribute('data-more');
    const lines = Array.from({ length: 60 }, (_, i) => `第${i}家,${i + 1}万`).join('\n');
    await page.reload();
    await page.locator('#files').setInputFiles({ name: 'many.csv', mimeType: 'text/csv', buffer: Buffer.from(`客户名称,订单金额\n${lines}\n`) });
    await show(page, 'accounts');
    await expect.poll(() => rows.locator('.rows').evaluate((box) => box.clientHeight)).toBeGreaterThan(600);
  });

  test('what is filtered is saved as a table whose names are no formulas', async ({ page }) => {
    await filter(page, 'region').selectOption({ label: '华南（3）' });
    await expect.poll(async () => (await heads(page)).length).toBe(3);
    const [file] = await Promise.all([page.waitForEvent('download'), page.locator('[data-export]').click()]);
    expect(file.suggestedFilename()).toBe('客户列表.csv');
    const lines = readFileSync(await file.path(), 'utf8').replace('\ufeff', '').trim().split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[0]).toContain('客户,等级（最低）,等级（最高）');
    expect(lines.find((line) => line.includes('己公司'))).toMatch(/^'=己公司,/);
    expect(lines.find((line) => line.startsWith('丁公司'))).toContain('80000000');
  });
});

test.describe('one account and several', () => {
  test.beforeEach(async ({ page, open, ready, drop }) => {
    await open();
    await drop([FILE]);
    await ready();
    await show(page, 'accounts');
    await expect(page.locator('kam-tier-list tbody th').first()).not.toHaveText('…');
  });

  const line = (page: Page, name: string) => page.locator('kam-tier-list tbody tr').filter({ hasText: name });

  test('an account is explained: by mouse and by keyboard, with the way back', async ({ page, axe }) => {
    await line(page, '一亿七千万案例的客户').locator('td').first().click();
    const panel = page.locator('kam-tier-account');
    await expect(page.locator('#account-title')).toBeFocused();
    await expect(page.locator('#account-title')).toHaveText('一亿七千万案例的客户');
    await expect(panel.locator('.pairs')).toContainText('1.7亿');
    // Each criterion's points add up to the score.
    const points = await panel.locator('section[aria-labelledby=contributions-title] tbody tr td:nth-child(3)').allInnerTexts();
    const score = Number(/得分 ([\d.]+)/.exec(await panel.locator('.lead').innerText())?.[1]);
    expect(points.reduce((sum, text) => sum + Number(text), 0)).toBeCloseTo(score, 0);
    await expect(panel.locator('.gates li')).toHaveText(/信用良好.*通过/);
    await expect(panel.locator('.standings li').first()).toContainText('全部客户中');
    await expect(panel.locator('.verdicts')).toContainText('看到订单的 17.6%');
    await expect(panel.locator('.verdicts')).toContainText('毛利率 11%');
    await axe();
    await panel.locator('[data-close]').click();
    await expect(panel).toHaveCount(0);
    await expect(page.getByRole('grid')).toBeFocused();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Enter');
    await expect(page.locator('#account-title')).toHaveText('戊公司');
    await expect(panel.locator('.lead')).toContainText('无法分级');
  });

  test('an account that is explained stands at the top, has an address without its name, and Back leads to the list', async ({ page }) => {
    await line(page, '甲公司').locator('td').first().click();
    const title = page.locator('#account-title');
    await expect.poll(() => title.evaluate((title) => title.getBoundingClientRect().top)).toBeLessThan(60);
    await expect(page).toHaveURL(/#\/tiers\/accounts\/\d+$/);
    await page.goBack();
    await expect(title).toHaveCount(0);
    await expect(page.locator('article[data-tab=accounts]')).toBeVisible();
    await expect(page.getByRole('grid')).toBeFocused();
    await page.goForward();
    await expect(title).toHaveText('甲公司');
    await expect(title).toBeFocused();
    // What the filters leave in the list stays explained; what they take out of it does not.
    await page.locator('[data-filter=text]').fill('甲');
    await expect(page.locator('[data-sum]')).toContainText('7 家客户中的 1 家');
    await expect(title).toHaveText('甲公司');
    await page.locator('[data-filter=text]').fill('zzz');
    await expect(title).toHaveCount(0);
    await expect(page).toHaveURL(/#\/tiers\/accounts$/);
    await page.evaluate(() => (location.hash = '#/tiers/accounts/999'));
    await expect(page).toHaveURL(/#\/tiers\/accounts$/);
  });

  test('what is said about a tier holds: the change that lowers an account lowers it', async ({ page, drop, ready }) => {
    await line(page, '甲公司').locator('td').first().click();
    await expect(page.locator('kam-tier-account .lead')).toContainText('确定为 S 级');
    const ways = page.locator('section[aria-labelledby=ways-title]');
    await expect(ways).toContainText('没有更高的等级');
    await expect(ways.locator('h4')).toHaveText('降到 A 级或更低');
    await expect(ways.locator('li').filter({ hasText: '已列入采购计划：是 → 否' })).toBeVisible();
    await drop([{ name: 'units.csv', content: `${BOOK.replace('甲公司,1.2亿,2,是', '甲公司,1.2亿,2,否')}\n` }]);
    await expect(page.locator('kam-tier-account .lead')).toContainText('确定为 A 级');
    await ready();
    await expect(ways.locator('h4').first()).toHaveText('升到 S 级');
  });

  test('evidence of an account leads to its cell', async ({ page }) => {
    await line(page, '甲公司').locator('td').first().click();
    await page.locator('kam-tier-account .evidence dd button').first().click();
    await expect(page.locator('dialog#cell')).toBeVisible();
    await expect(page.locator('dialog#cell mark')).not.toBeEmpty();
  });

  test('marked accounts stand side by side; what differs has a sign', async ({ page, axe }) => {
    for (const name of ['甲公司', '丙公司', '一亿七千万']) await line(page, name).locator('.pickbox').click();
    await page.locator('[data-compare]').click();
    await expect(page.locator('#compare-title')).toBeFocused();
    const table = page.locator('table.compared');
    await expect(table.locator('thead th')).toHaveText(['甲公司', '丙公司', '一亿七千万案例的客户']);
    const same = await table.locator('tbody tr:not(.part):not(.differs)').count();
    expect(same).toBeGreaterThan(0);
    const differing = table.locator('tr.differs');
    for (const cells of await differing.evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('td')].map((td) => td.textContent)))) {
      expect(new Set(cells).size).toBeGreaterThan(1);
    }
    expect(await table.getByRole('img', { name: '不同' }).count()).toBe(await differing.count());
    await axe();
    await page.locator('[data-different]').check();
    await expect(table.locator('tbody tr:not(.part):not(.differs)')).toHaveCount(0);
    await line(page, '丙公司').locator('.pickbox').click();
    await expect(table.locator('thead th')).toHaveText(['甲公司', '一亿七千万案例的客户']);
  });
});

/** The group's rule, and the bars of its own that each unit has: the 170-million case as the article tells it. */
const FIVE: PolicyFile['criteria'] = [
  { subject: 'industry_rank', weight: 1, scale: { kind: 'at-most', bound: 3 } },
  { subject: 'procurement_planned', weight: 1, scale: { kind: 'yes-no' } },
  { subject: 'order_amount', weight: 1, scale: { kind: 'at-least', bound: 1e8 } },
  { subject: 'cross_region', weight: 1, scale: { kind: 'yes-no' } },
  { subject: 'credit_ok', weight: 1, scale: { kind: 'yes-no' } },
];
const RULE: PolicyFile = {
  kamlens: 'policy', version: 1, id: 'own', name: '集团规则', gates: [], criteria: FIVE,
  tiers: [{ name: 'S', cutoff: 80 }, { name: 'A', cutoff: 65 }, { name: 'B', cutoff: 45 }, { name: 'C', cutoff: 0 }], keyLine: 'A',
  overrides: [
    { unit: '业务单元A', gates: [{ subject: 'roadmap_fit', test: 'yes', cap: 'C' }, { subject: 'order_amount', test: 'at-least', value: 2e8, cap: 'C' }] },
    { unit: 'B区', gates: [{ subject: 'margin', test: 'at-least', value: 0.15, cap: 'C' }] },
  ],
};
const rule = { name: 'rule.json', content: JSON.stringify(RULE) };

test('the 170-million case reads as the article tells it, on one printed page', async ({ page, open, ready, drop, axe }) => {
  await open();
  await drop(['tests/fixtures/kam170/accounts.zh-CN.csv', rule]);
  await ready();
  await show(page, 'consensus');
  await page.getByRole('link', { name: '共识会一页纸' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '共识会一页纸' })).toBeVisible();
  await expect(page.locator('nav.tabs [aria-current=true]')).toHaveText('共识');
  const brief = page.locator('.brief');
  await expect(brief.locator('h2')).toContainText('一亿七千万案例的客户');
  await expect(brief.locator('h2')).toContainText('1.7亿');
  await expect(brief.locator('h2')).toContainText('分歧度 0.89');
  const party = (name: string) => brief.locator('tbody tr').filter({ has: page.getByRole('rowheader', { name, exact: true }) });
  await expect(party('集团')).toContainText('集团规则 5 项通过 5 项');
  await expect(party('集团').locator('.said')).toHaveText(/✓ 认定\s+按规则/);
  await expect(party('业务单元A').locator('.said')).toHaveText(/✕ 不认定\s+文件所填/);
  await expect(party('业务单元A')).toContainText('符合产品路标：否');
  await expect(party('业务单元A')).toContainText('订单金额 1.7亿 < 2亿');
  await expect(party('B区').locator('.said')).toHaveText(/✕ 不认定\s+文件所填/);
  await expect(party('B区')).toContainText('看到订单的 17.6%（3,000万）');
  await expect(party('B区')).toContainText('毛利率 11% < 15%');
  expect(await brief.locator('.todecide li').count()).toBeGreaterThan(0);
  await axe();
  expect(await pages(page)).toBe(1);
});

test('a brief of many disputes and many units still is one page; the rest is counted', async ({ page, open, ready, drop }) => {
  const units = Array.from({ length: 7 }, (_, i) => `事业部${i + 1}`);
  const head = ['客户名称', '订单金额', '行业排名', '信用良好', ...units.map((unit) => `verdict:${unit}`)].join(',');
  const lines = Array.from({ length: 15 }, (_, i) => [`第${i + 1}号有相当长名称的客户股份有限公司`, 2e8 - i * 1e6, i + 1, '是', ...units.map((_, unit) => ((unit + i) % 2 ? '是' : '否'))].join(','));
  await open();
  await drop([{ name: 'many.csv', content: `${[head, ...lines].join('\n')}\n` }]);
  await ready();
  await show(page, 'brief');
  const shown = await page.locator('.cases > li').count();
  expect(shown).toBeGreaterThan(1);
  expect(shown).toBeLessThanOrEqual(6);
  await expect(page.locator('.brief')).toContainText(`另有 ${15 - shown} 家有分歧的客户在此放不下`);
  await expect(page.locator('.cases > li').first()).toContainText(/其余各方：\d+ 方认定/);
  expect(await pages(page)).toBe(1);
});

test('the button of the brief prints', async ({ page, open, ready, drop }) => {
  await page.addInitScript(() => (window.print = () => void document.documentElement.setAttribute('data-printed', 'yes')));
  await open();
  await drop([FILE]);
  await ready();
  await show(page, 'brief');
  await page.locator('[data-print]').click();
  await expect(page.locator('html')).toHaveAttribute('data-printed', 'yes');
});

/** Sheets of paper that the page is printed on. */
async function pages(page: Page): Promise<number> {
  const text = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  return text.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

const CHARTS: ReadonlyArray<readonly [tab: string, charts: number]> = [['ladder', 3], ['consensus', 1], ['movement', 1], ['focus', 1]];

for (const scheme of ['light', 'dark'] as const) {
  test(`each tab of the sample has its charts, and no accessibility violation (${scheme})`, async ({ page, open, ready, axe }) => {
    test.slow();
    await page.emulateMedia({ colorScheme: scheme });
    await open();
    await page.click('#sample');
    await ready();
    for (const [tab, charts] of CHARTS) {
      await page.evaluate((tab) => (location.hash = tab === 'ladder' ? '#/tiers' : `#/tiers/${tab}`), tab);
      const all = page.locator(`article[data-tab=${tab}] kam-chart`);
      await expect(all).toHaveCount(charts);
      for (let i = 0; i < charts; i += 1) {
        await all.nth(i).scrollIntoViewIfNeeded();
        await expect(all.nth(i).locator('.kam-mark').first(), `${tab} ${i}`).toBeVisible();
      }
      await axe();
    }
    await show(page, 'accounts');
    await page.locator('kam-tier-list tbody td').first().click();
    await expect(page.locator('kam-tier-account kam-chart .kam-mark').first()).toBeVisible();
    await axe();
    await show(page, 'brief');
    await axe();
  });
}

test('no tab is wider than a phone', async ({ page, open, ready }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await open();
  await page.click('#sample');
  await ready();
  for (const tab of ['accounts', 'consensus', 'movement', 'focus', 'brief']) {
    await show(page, tab);
    if (tab === 'accounts') {
      for (const at of [0, 1]) await page.locator('.pickbox').nth(at).click();
      await page.locator('[data-compare]').click();
      await expect(page.locator('#compare-title')).toBeVisible();
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), tab).toBe(0);
    // What a table says is seen without scrolling it sideways.
    for (const table of await page.locator('kam-tiers .stacks').all()) expect(await table.evaluate((box) => box.scrollWidth - box.clientWidth), tab).toBeLessThanOrEqual(0);
  }
});

test('a mark of a tab leads to its cells, and who moved is filtered and sorted', async ({ page, open, ready }) => {
  await open();
  await page.click('#sample');
  await ready();
  await show(page, 'movement');
  const rows = page.locator('kam-tiers tbody tr');
  const before = await rows.count();
  expect(before).toBeGreaterThan(1);
  await page.locator('.filters select').first().selectOption('down');
  await expect(rows.locator('.way').filter({ hasText: '升级' })).toHaveCount(0);
  await page.locator('.filters select').first().selectOption('all');
  await expect(rows).toHaveCount(before);
  await page.locator('.filters select').nth(1).selectOption('name');
  // The file does not say why of any of them: that is said once.
  await expect(page.locator('[data-reason]')).toHaveCount(1);
  await expect(rows.locator('td.wrap')).toHaveCount(0);
  const names = await rows.locator('th').allInnerTexts();
  expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'zh-CN')));
  await show(page, 'focus');
  const mark = page.locator('kam-chart .kam-mark').first();
  await mark.focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('dialog#all-evidence')).toBeVisible();
});

test('a name on another tab leads to the account, explained', async ({ page, open, ready }) => {
  await open();
  await page.click('#sample');
  await ready();
  for (const tab of ['consensus', 'movement']) {
    await show(page, tab);
    const name = page.locator('kam-tiers .explains').first();
    const text = await name.innerText();
    await name.click();
    await expect(page).toHaveURL(/#\/tiers\/accounts\/\d+$/);
    await expect(page.locator('#account-title')).toHaveText(text);
    await expect(page.locator('#account-title')).toBeFocused();
    await expect(page.locator('#account-title')).toBeInViewport();
  }
});

test('by amount alone there is no score but a cumulative share: in the list, explained, side by side and as a table', async ({ page, open, ready, drop }) => {
  await open();
  await drop([{ name: 'deals.csv', content: '客户名称,订单编号,订单金额\n甲,1,60\n乙,2,30\n丙,3,10\n' }]);
  await ready();
  await show(page, 'accounts');
  const list = page.locator('kam-tier-list');
  await expect(list.getByRole('columnheader', { name: '累计占比' })).toBeVisible();
  await expect(list.getByRole('columnheader', { name: '得分' })).toHaveCount(0);
  await expect(list.locator('tbody tr').first()).toContainText('60%');
  const [file] = await Promise.all([page.waitForEvent('download'), page.locator('[data-export]').click()]);
  const lines = readFileSync(await file.path(), 'utf8').replace('\ufeff', '').trim().split('\r\n');
  expect(lines[0]).toMatch(/^客户,等级,累计占比,/);
  expect(lines[2]).toMatch(/^乙,[AB],90%,/);
  for (const at of [0, 1]) await list.locator('.pickbox').nth(at).click();
  await page.locator('[data-compare]').click();
  await expect(page.locator('table.compared tr').filter({ hasText: '累计占比' })).toContainText('90%');
  await list.locator('tbody td').first().click();
  await expect(page.locator('kam-tier-account .lead')).toContainText('占总金额的 60%');
});

test('a tier that hangs on the weights is not called certain, and below the lowest tier there is none', async ({ page, open, ready }) => {
  await open();
  await page.click('#sample');
  await ready();
  await show(page, 'accounts');
  await page.locator('[data-filter=state]').selectOption('=fragile');
  const list = page.locator('kam-tier-list');
  const fragile = list.locator('tbody tr').filter({ hasText: '已定' });
  await expect(fragile.first()).toContainText('易变');
  await fragile.first().locator('td').first().click();
  const lead = page.locator('kam-tier-account .lead');
  await expect(lead).toContainText(/等级取决于权重.*\d+%/);
  await expect(lead).not.toContainText('确定');
  await page.locator('[data-clear]').click();
  await page.locator('[data-filter=tier]').selectOption('=B');
  await list.locator('tbody td').first().click();
  await expect(page.locator('section[aria-labelledby=ways-title]')).toContainText('降到 C 级');
  await expect(page.locator('section[aria-labelledby=ways-title]')).not.toContainText('C 级或更低');
});
