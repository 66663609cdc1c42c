/** Screenshots for a person to look at: every view in every width, theme and language. */
import { join } from 'node:path';
import { root, test } from './support';

const views = ['tiers', 'tiers/accounts', 'tiers/policy', 'tiers/consensus', 'tiers/movement', 'tiers/focus', 'tiers/brief', 'relationships', 'share', 'scorecard', 'data'];
/** What says that a view stands; else its first chart. */
const WAITS: Readonly<Record<string, string>> = {
  data: '.data', 'tiers/accounts': 'kam-tier-list tbody td', 'tiers/policy': 'kam-policy [data-count]', 'tiers/brief': '.brief',
};

for (const locale of ['zh-CN', 'en']) {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [360, 768, 1280]) {
      test.describe(() => {
        test.use({ locale, colorScheme, viewport: { width, height: 900 } });
        test(`${locale} ${colorScheme} ${width}`, async ({ page, open, ready }) => {
          const shot = (view: string) => page.screenshot({
            path: join(root, `target/shots/${view.replace('/', '-')}-${locale}-${colorScheme}-${width}.png`),
            fullPage: true,
          });
          await open();
          await shot('start');
          await page.locator('#sample').click();
          await ready();
          await shot('overview');
          for (const view of views) {
            await page.evaluate((view) => { location.hash = `#/${view}`; }, view);
            await page.locator(WAITS[view] ?? 'kam-chart svg').first().waitFor();
            await shot(view);
          }
        });
      });
    }
  }
}
