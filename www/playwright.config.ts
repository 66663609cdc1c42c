import { defineConfig } from '@playwright/test';

/**
 * Browser tests run against the built site, under the policy that our server sends. `cargo xtask test`
 * serves it and names the address and the browser; alone (`npm run browser`) this starts `cargo xtask serve`.
 */
const url = process.env['KAMLENS_URL'];
const fallback = 'http://127.0.0.1:8099';

export default defineConfig({
  testDir: '../tests/web',
  outputDir: '../target/web-results',
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  // A slow or busy machine is no failure: these only end what hangs.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  workers: process.env['CI'] ? 2 : '50%',
  reporter: 'list',
  use: {
    baseURL: url ?? fallback,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(process.env['CHROMIUM'] ? { executablePath: process.env['CHROMIUM'] } : {}),
      args: [
        '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
        '--disable-background-networking', '--disable-component-update', '--disable-sync',
      ],
    },
  },
  ...(url ? {} : {
    webServer: { command: 'cargo xtask serve --port 8099', url: fallback, timeout: 600_000, reuseExistingServer: true },
  }),
});
