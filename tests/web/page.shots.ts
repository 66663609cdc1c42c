/** Screenshots for a person to look at, in every width, theme and language. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, test } from './support';

const folder = join(root, 'www/sample');
const samples = existsSync(folder) ? readdirSync(folder).filter((name) => /\.(xlsx|csv)$/.test(name)).slice(0, 1) : [];

for (const locale of ['zh-CN', 'en']) {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [360, 768, 1280]) {
      test.describe(() => {
        test.use({ locale, colorScheme, viewport: { width, height: 900 } });
        test(`${locale} ${colorScheme} ${width}`, async ({ page, open, ready, drop }) => {
          const shot = (state: string) => page.screenshot({
            path: join(root, `target/shots/${state}-${locale}-${colorScheme}-${width}.png`),
            fullPage: true,
          });
          await open();
          await shot('start');
          if (samples.length === 0) return;
          await drop(samples.map((name) => `www/sample/${name}`));
          await ready();
          await shot('sample');
        });
      });
    }
  }
}
