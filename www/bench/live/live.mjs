// Moves a weight over 100,000 accounts in the built page, and the computation alone beside plain JavaScript;
// writes its section of docs/bench.md. `cargo xtask bench --live` has built the site.
import { createServer } from 'node:http';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import esbuild from 'esbuild';
import { ARGS } from '../measure.mjs';
import { ACCOUNTS, csv, POLICY } from './book.mjs';
import { section, withSection } from './section.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../../..');
const dist = join(root, 'dist');
const out = join(root, 'target/bench/live');
const [WARM_UP, MOVES] = [30, 30];
/** Frames as soon as there is something to draw: the work alone, without waiting for the screen. */
const UNPACED = ['--disable-frame-rate-limit', '--disable-gpu-vsync'];

await mkdir(out, { recursive: true });
await bundle();
const file = csv();
await writeFile(join(out, 'accounts.csv'), file);
await writeFile(join(out, 'policy.json'), JSON.stringify(POLICY));
const server = await serveFolders();
const alone = await inBrowser([], computation);
const unpaced = await inBrowser(UNPACED, (browser) => editor(browser));
const paced = await inBrowser([], (browser) => editor(browser));
server.close();
const text = section({ accounts: ACCOUNTS, criteria: POLICY.criteria.length, moves: MOVES, alone, unpaced, paced });
console.log(`\n${text}`);
const report = join(root, 'docs/bench.md');
await writeFile(report, withSection(await readFile(report, 'utf8'), text));
console.log(`written: ${report}`);

async function inBrowser(more, work) {
  const executablePath = process.env.CHROMIUM;
  const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: [...ARGS, ...more] });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

/** Both in one worker, in turn. */
async function computation(browser) {
  const page = await browser.newPage();
  await page.goto(`${server.url}bench/index.html`);
  const words = await readFile(join(dist, 'locales/en.json'), 'utf8');
  const done = await page.evaluate(([file, words, moves]) => new Promise((resolve) => {
    const worker = new Worker('worker.js', { type: 'module' });
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = (event) => resolve({ error: event.message || 'the worker ended' });
    worker.postMessage({ file, words, moves });
  }), [file, words, MOVES]);
  if (done.error) throw new Error(done.error);
  return done;
}

/** A person's way: the file and the policy are opened, and the first criterion's slider is dragged. */
async function editor(browser) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'en' });
  await page.addInitScript({ path: join(here, 'watch.js') });
  await page.goto(server.url);
  await page.locator('html[data-state=empty]').waitFor({ state: 'attached' });
  await page.setInputFiles('#files', [join(out, 'accounts.csv'), join(out, 'policy.json')]);
  await page.locator('html[data-state=ready]').waitFor({ state: 'attached', timeout: 120_000 });
  await page.evaluate(() => (location.hash = '#/tiers/policy'));
  const slider = page.locator('kam-policy [data-subject=revenue] input[type=range]');
  await slider.waitFor();
  await page.locator('kam-policy [data-count]').first().waitFor();
  await slider.scrollIntoViewIfNeeded();
  const box = await slider.boundingBox();
  const [left, y] = [box.x + box.width * 0.15, box.y + box.height / 2];
  await page.mouse.move(left, y);
  await page.mouse.down();
  for (let move = 0; move < WARM_UP + MOVES; move++) {
    const before = await page.evaluate(() => live.moves.length);
    await page.mouse.move(left + ((move + 1) * box.width * 0.7) / (WARM_UP + MOVES), y);
    await page.waitForFunction((before) => live.moves.length > before && live.moves.at(-1).painted !== undefined, before);
  }
  const moves = (await page.evaluate(() => live.moves)).slice(-MOVES);
  if (moves.length < MOVES || !moves.every(({ drawn }) => drawn)) throw new Error('a move was not drawn');
  return { moves, rest: await rest(page) };
}

/** The hand rests: the whole report again. */
async function rest(page) {
  const trace = await traced(page);
  const before = await page.evaluate(() => live.asked.length);
  await page.mouse.up();
  const up = await page.evaluate(() => performance.now());
  await page.waitForFunction((before) => {
    const since = live.asked.slice(before);
    const report = since.findIndex(({ method }) => method === 'analyze');
    return report >= 0 && since.slice(report + 1).some(({ method, answered }) => method === 'whatIf' && answered);
  }, before, { timeout: 120_000 });
  await page.locator('html[data-state=ready]').waitFor({ state: 'attached' });
  const done = await page.evaluate(([before, up]) => new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(() => {
      const { asked, answered } = live.asked.slice(before).find(({ method }) => method === 'analyze');
      resolve({ engine: answered - asked, painted: performance.now() - up });
    }));
  }), [before, up]);
  return { ...done, busy: await trace.longest() };
}

/** The longest task of the page's main thread, by the processor time that it took: other programs do not count. */
async function traced(page) {
  const session = await page.context().newCDPSession(page);
  const events = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['toplevel', 'devtools.timeline'] } });
  return {
    async longest() {
      const ended = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
      await session.send('Tracing.end');
      await ended;
      const main = events.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain');
      const tasks = events.filter(({ name, ph, pid, tid }) => ph === 'X' && name.endsWith('RunTask') && main.some((one) => one.pid === pid && one.tid === tid));
      const times = tasks.map(({ tdur }) => tdur).filter(Number.isFinite);
      if (times.length === 0) throw new Error('the browser tells nothing of its tasks');
      return Math.max(...times) / 1000;
    },
  };
}

async function bundle() {
  await esbuild.build({
    absWorkingDir: here,
    entryPoints: ['worker.js'],
    alias: { '#wasm': join(root, 'target/wasm') },
    outdir: out,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'error',
  });
  await writeFile(join(out, 'index.html'), '<!doctype html><title>bench</title>');
}

/** The site, and beside it what measures it. */
function serveFolders() {
  const types = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm', '.css': 'text/css', '.json': 'application/json' };
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const wasm = /^\/bench\/(engine|reader)_bg\.wasm$/.exec(path);
    const place = path.startsWith('/bench/') && !wasm ? join(out, path.slice(7)) : join(dist, wasm ? path.slice(7) : path === '/' ? 'index.html' : path);
    const bytes = await readFile(place).catch(() => null);
    response.writeHead(bytes ? 200 : 404, { 'content-type': types[extname(place)] ?? 'application/octet-stream' });
    response.end(bytes);
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve({ url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() }));
  });
}
