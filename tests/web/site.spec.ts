/** The site as such: it starts under the strict policy, and the fixture sees what it must see. */
import { expect, test } from './support';

test('the page starts under the strict policy', async ({ page, open }) => {
  const response = await page.request.get('/');
  expect(response.headers()['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
  await open();
  await expect(page).toHaveTitle(/\S/);
});

test('a worker may compile wasm and the page may not', async ({ page, open, trouble }) => {
  await open();
  const empty = [0, 97, 115, 109, 1, 0, 0, 0];
  const blocked = await page.evaluate(async (bytes) => {
    try {
      await WebAssembly.compile(new Uint8Array(bytes));
      return false;
    } catch (error) {
      return error instanceof WebAssembly.CompileError;
    }
  }, empty);
  expect(blocked).toBe(true);
  await expect.poll(() => trouble.length).toBeGreaterThan(0);
  trouble.length = 0;
});

test('a foreign request is stopped and noticed', async ({ page, open, trouble }) => {
  await open();
  await page.evaluate(() => fetch('https://example.invalid/').catch(() => undefined));
  await expect.poll(() => trouble.join()).toContain('policy: connect-src blocked https://example.invalid');
  trouble.length = 0;
});

test('an inline handler does not run and is noticed', async ({ page, open, trouble }) => {
  await open();
  const ran = await page.evaluate(() => {
    const image = document.createElement('p');
    image.setAttribute('onclick', 'globalThis.ran = true');
    document.body.append(image);
    image.click();
    return 'ran' in globalThis;
  }).catch(() => false);
  expect(ran).toBe(false);
  await expect.poll(() => trouble.length).toBeGreaterThan(0);
  trouble.length = 0;
});

for (const scheme of ['light', 'dark'] as const) {
  test(`the page has no accessibility violation (${scheme})`, async ({ page, open, axe }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await open();
    await axe();
  });
}
