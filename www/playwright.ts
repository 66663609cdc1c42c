/** The test runner for `../tests/web`, which lies outside this folder and so cannot find its packages. */
export { expect, test, type Locator, type Page } from '@playwright/test';
