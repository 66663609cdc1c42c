/**
 * What every browser test shares. Import `test` and `expect` from here: each test then also fails
 * on a violated policy, an error of the page or a worker, and any request but a GET of our own files.
 */
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test as base, type Page } from '../../www/playwright';

/** A file to drop: a path below the repository's root, or a name with its content. */
export type Dropped = string | { name: string; content: string | Buffer };

export type Support = {
  /** What went wrong so far; must be empty at the end. A test that expects trouble empties it. */
  trouble: string[];
  /** Opens a page of the site and waits until files can come (`html[data-state=empty]`) or a book is open. */
  open(path?: string): Promise<void>;
  /** Waits for `html[data-state=ready]`: the answers are painted. */
  ready(): Promise<void>;
  /** Drops files on an element, as from the desktop. */
  drop(files: readonly Dropped[], target?: string): Promise<void>;
  /** Fails on any accessibility violation that axe finds. */
  axe(): Promise<void>;
};

/** The repository. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

export const test = base.extend<Support>({
  trouble: [async ({ context, baseURL }, use) => {
    const trouble: string[] = [];
    const origin = new URL(baseURL ?? '').origin;
    context.on('request', (request) => {
      const url = new URL(request.url());
      const local = url.protocol === 'data:' || url.protocol === 'blob:';
      if (!local && (url.origin !== origin || request.method() !== 'GET')) {
        trouble.push(`request: ${request.method()} ${request.url()}`);
      }
    });
    context.on('weberror', (error) => trouble.push(`page error: ${error.error().message}`));
    context.on('console', (message) => {
      if (message.type() === 'error') trouble.push(`console: ${message.text()}`);
    });
    await context.exposeBinding('kamlensTrouble', (_, what: string) => void trouble.push(what));
    await context.addInitScript(() => {
      addEventListener('securitypolicyviolation', (event) => {
        const report = (window as unknown as { kamlensTrouble(what: string): void }).kamlensTrouble;
        report(`policy: ${event.effectiveDirective} blocked ${event.blockedURI} ${event.sample}`);
      });
    });
    await use(trouble);
    expect(trouble, 'no policy violation, no error, no foreign request').toEqual([]);
  }, { auto: true }],

  open: async ({ page }, use) => {
    await use(async (path = '/') => {
      await page.goto(path);
      await page.locator('html:is([data-state=empty], [data-state=ready])').waitFor({ state: 'attached' });
    });
  },

  ready: async ({ page }, use) => {
    await use(() => page.locator('html[data-state=ready]').waitFor({ state: 'attached' }));
  },

  drop: async ({ page }, use) => {
    await use((files, target = 'body') => drop(page, files, target));
  },

  axe: async ({ page }, use) => {
    await use(async () => expect(await violations(page)).toEqual([]));
  },
});

export { expect };

/** Readers get nothing to do: their files stay on their way. */
export async function stallReaders(page: Page): Promise<void> {
  await page.evaluate(() => {
    const post = Worker.prototype.postMessage as (message: unknown, options: unknown) => void;
    Worker.prototype.postMessage = function (this: Worker, message: unknown, options: unknown): void {
      if (!(message as { file?: unknown }).file) post.call(this, message, options);
    };
  });
}

/** The next analysis begins when it is released: until then the engine seems to work. */
export async function holdAnalysis(page: Page): Promise<{ release(): Promise<void> }> {
  await page.evaluate(() => {
    const post = Worker.prototype.postMessage as (message: unknown, options: unknown) => void;
    Worker.prototype.postMessage = function (this: Worker, message: unknown, options: unknown): void {
      if ((message as { method?: unknown }).method !== 'analyze') return post.call(this, message, options);
      Worker.prototype.postMessage = post as typeof Worker.prototype.postMessage;
      Object.assign(window, { release: () => post.call(this, message, options) });
    };
  });
  return { release: () => page.evaluate(() => (window as unknown as { release(): void }).release()) };
}

async function drop(page: Page, files: readonly Dropped[], target: string): Promise<void> {
  const given = files.map((file) => {
    const name = typeof file === 'string' ? basename(file) : file.name;
    const content = typeof file === 'string' ? readFileSync(join(root, file)) : Buffer.from(file.content);
    return { name, base64: content.toString('base64') };
  });
  const transfer = await page.evaluateHandle((given) => {
    const transfer = new DataTransfer();
    for (const { name, base64 } of given) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([bytes], name));
    }
    return transfer;
  }, given);
  const place = page.locator(target).first();
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await place.dispatchEvent(type, { dataTransfer: transfer });
  }
}

const axeSource = readFileSync(join(root, 'www/node_modules/axe-core/axe.min.js'), 'utf8');

/** Axe goes in through the debugger, so that the page's policy stays as strict as for users. */
async function violations(page: Page): Promise<string[]> {
  const debug = await page.context().newCDPSession(page);
  await debug.send('Runtime.evaluate', { expression: axeSource });
  const { result, exceptionDetails } = await debug.send('Runtime.evaluate', {
    expression: `axe.run(document, { resultTypes: ['violations'] }).then((found) => found.violations.flatMap(
      (rule) => rule.nodes.map((node) => rule.id + ': ' + node.target.join(' ') + ' ' + node.html.slice(0, 120))))`,
    awaitPromise: true,
    returnByValue: true,
  });
  await debug.detach();
  if (exceptionDetails) throw new Error(`axe: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
  return result.value as string[];
}
