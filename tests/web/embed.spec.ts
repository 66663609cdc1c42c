/** Widgets in a page that is not ours. */
import { expect, test } from './support';

test('widgets become ready, tell it, and share one engine', async ({ page }) => {
  await page.addInitScript(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    document.addEventListener('kam-ready', (event) => heard.push((event.target as Element).localName));
  });
  const engines: string[] = [];
  page.on('worker', (worker) => { if (worker.url().includes('engine-worker')) engines.push(worker.url()); });
  await page.goto('/embed.html');
  await expect(page.locator('kam-heatmap .kam-mark').first()).toBeVisible();
  await expect.poll(() => page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual(['kam-heatmap', 'kam-heatmap']);
  expect(engines).toHaveLength(1);
});

test('each widget speaks its language and keeps its appearance', async ({ page, axe }) => {
  await page.goto('/embed.html');
  const [chinese, english] = [page.locator('kam-heatmap').nth(0), page.locator('kam-heatmap').nth(1)];
  await expect(chinese.locator('svg.kam-chart')).toHaveAttribute('lang', 'zh-CN');
  await expect(english.locator('svg.kam-chart')).toHaveAttribute('lang', 'en');
  await expect(english).toHaveCSS('color-scheme', 'dark');
  await axe();
});

test('what stands in the element stays until there is something better', async ({ page }) => {
  await page.goto('/embed.html');
  const widget = page.locator('kam-heatmap').first();
  await expect(widget.locator('svg.kam-chart')).toBeVisible();
  await expect(widget.locator('slot')).toHaveCount(0);
});

test('a widget whose file is missing says so', async ({ page, trouble }) => {
  await page.goto('/embed.html');
  const told = await page.evaluate(async () => {
    const widget = document.createElement('kam-heatmap');
    const told = new Promise((resolve) => {
      document.addEventListener('kam-error', (event) => resolve((event as CustomEvent).detail), { once: true });
    });
    widget.setAttribute('src', 'missing.xlsx');
    document.querySelector('main')?.append(widget);
    return told;
  });
  expect(told).toMatchObject({ file: 'missing.xlsx', code: 'not-found' });
  await expect(page.locator('kam-heatmap').last().getByRole('alert')).toContainText('missing.xlsx');
  trouble.length = 0;
});

test('a widget offers no evidence, as it has no place to show it', async ({ page }) => {
  await page.goto('/embed.html');
  const keys = page.locator('kam-heatmap').first().locator('.keys');
  await expect(keys).toContainText('方向键');
  await expect(keys).not.toContainText('依据');
});

const wrong: ReadonlyArray<readonly [src: string, asOf: string | null, code: string]> = [
  ['index.html', null, 'no-cells'],
  ['locales/en.json', null, 'not-a-spreadsheet'],
  ['sample/kamlens-sample.en.xlsx', 'yesterday', 'bad-setting'],
  ['%E0%A4%A.xlsx', null, 'not-found'],
];
for (const [src, asOf, code] of wrong) {
  test(`a widget with src=${src}${asOf ? ` as-of=${asOf}` : ''} says what is wrong: ${code}`, async ({ page, trouble }) => {
    await page.goto('/embed.html');
    const told = await page.evaluate(async ([src, asOf]) => {
      const widget = document.createElement('kam-heatmap');
      const told = new Promise((resolve) => { widget.addEventListener('kam-error', (event) => resolve((event as CustomEvent).detail)); });
      widget.setAttribute('src', src ?? '');
      if (asOf) widget.setAttribute('as-of', asOf);
      document.querySelector('main')?.append(widget);
      return told;
    }, [src, asOf] as const);
    expect(told).toMatchObject({ file: src, code });
    await expect(page.locator('kam-heatmap').last().getByRole('alert')).toHaveText(/\p{Script=Han}/u);
    trouble.length = 0;
  });
}
