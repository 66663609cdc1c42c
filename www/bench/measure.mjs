import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

export const ARGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];

/** One measurement in a fresh browser: milliseconds, what was seen, and how much memory the page's process took. */
export async function measureIn(chromium, url, reader, file) {
  const executablePath = process.env.CHROMIUM;
  const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: ARGS });
  try {
    const page = await browser.newPage();
    await page.goto(url);
    await page.waitForFunction(() => 'measure' in globalThis);
    const process = renderer();
    const before = process && reset(process);
    const done = await page.evaluate(([reader, file]) => globalThis.measure(reader, file), [reader, file]).catch((error) => ({ error: String(error.message).split('\n')[0] }));
    return { ...done, peak: process ? Math.max(0, highest(process) - before) : NaN };
  } finally {
    await browser.close();
  }
}

/** The youngest process that draws a page and descends from us, on Linux. */
function renderer() {
  try {
    const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number);
    const of = (pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        const parent = Number(/^PPid:\t(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
        return { pid, parent, draws: command.includes('--type=renderer') };
      } catch {
        return { pid, parent: 0, draws: false };
      }
    };
    const known = new Map(all.map((pid) => [pid, of(pid)]));
    const ours = (pid) => pid === process.pid || (known.has(pid) && pid > 1 && ours(known.get(pid).parent));
    const found = [...known.values()].filter((one) => one.draws && ours(one.pid)).map((one) => one.pid);
    return Math.max(...found);
  } catch {
    return undefined;
  }
}

/** Forgets the highest memory so far; gives what is resident now. */
function reset(pid) {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5');
  } catch {
    // Then the highest since the start counts.
  }
  return kilobytes(pid, 'VmRSS');
}

const highest = (pid) => kilobytes(pid, 'VmHWM');

function kilobytes(pid, what) {
  try {
    const found = new RegExp(`^${what}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return Number(found?.[1] ?? NaN) * 1024;
  } catch {
    return NaN;
  }
}
