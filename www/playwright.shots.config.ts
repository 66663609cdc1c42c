import { defineConfig } from '@playwright/test';
import tests from './playwright.config';

/** Screenshots to look at, not tests: `cargo xtask shots` writes them to target/shots. */
export default defineConfig(tests, {
  testMatch: '**/*.shots.ts',
  timeout: 60_000,
  outputDir: '../target/shots-results',
});
