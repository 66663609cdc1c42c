// Reads the same files with kamlens and its peers in Chromium, each cold in a fresh worker, in turn,
// and prints medians and ratios. `cargo xtask bench` serves target/bench and names it in KAMLENS_URL.
import { cp, mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import esbuild from 'esbuild';
import * as XLSX from 'xlsx';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, '../../target/bench');
const ROWS = 20_000;
const RUNS = 5;

/** What is read, and by whom; the first is ours. */
const files = {
  'deals.xlsx': ['kamlens', 'sheetjs'],
  'deals.csv': ['kamlens', 'papaparse'],
};

await mkdir(out, { recursive: true });
await esbuild.build({
  absWorkingDir: here,
  entryPoints: {
    page: 'page.ts',
    'kamlens-worker': 'kamlens.worker.ts',
    'sheetjs-worker': 'sheetjs.worker.ts',
    'papaparse-worker': 'papaparse.worker.ts',
  },
  outdir: out,
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  logLevel: 'warning',
  tsconfig: join(here, '../tsconfig.json'),
});
await cp(join(here, '../../target/wasm/reader/reader_bg.wasm'), join(out, 'reader_bg.wasm'));
await writeFile(join(out, 'index.html'), '<!doctype html><title>bench</title><script type="module" src="page.js"></script>');
await generate();

const executablePath = process.env.CHROMIUM;
const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: ['--no-sandbox', '--disable-gpu'] });
try {
  const page = await browser.newPage();
  await page.goto(process.env.KAMLENS_URL);
  await page.waitForFunction(() => 'measure' in globalThis);
  for (const [file, readers] of Object.entries(files)) {
    const { size } = await stat(join(out, file));
    console.log(`\n${file}: ${ROWS} rows × 20, ${(size / 1e6).toFixed(1)} MB, median of ${RUNS} cold runs`);
    const runs = Object.fromEntries(readers.map((reader) => [reader, []]));
    for (let run = 0; run < RUNS; run++) {
      for (const reader of readers) runs[reader].push(await page.evaluate(([reader, file]) => globalThis.measure(reader, file), [reader, file]));
    }
    const [ours, ...peers] = readers.map((reader) => ({ reader, rows: runs[reader][0].rows, ms: median(runs[reader].map((run) => run.ms)) }));
    console.log(`${ours.ms.toFixed(0).padStart(7)} ms  ${ours.reader}`);
    for (const peer of peers) {
      if (peer.rows !== ours.rows) throw new Error(`${peer.reader} read ${peer.rows} rows, kamlens ${ours.rows}`);
      console.log(`${peer.ms.toFixed(0).padStart(7)} ms  ${peer.reader}: kamlens is ${(peer.ms / ours.ms).toFixed(1)}× as fast`);
    }
  }
} finally {
  await browser.close();
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** The same invented table in both formats: texts that repeat, texts that do not, numbers and dates. */
async function generate() {
  const kinds = ['text', 'name', 'number', 'ratio', 'date'];
  const header = Array.from({ length: 20 }, (_, column) => `${kinds[column % 5]} ${column}`);
  let state = 1;
  const random = (below) => (state = (state * 48271) % 2147483647) % below;
  const cell = (kind, row) => ({
    text: () => ['Proposal', 'Negotiation', '线索', '机会点'][random(4)],
    name: () => `客户 ${random(5000)} of row ${row}`,
    number: () => random(9_000_000) + 1000,
    ratio: () => random(1000) / 1000,
    date: () => `2026-${String(random(12) + 1).padStart(2, '0')}-${String(random(28) + 1).padStart(2, '0')}`,
  })[kind]();
  const rows = [header];
  for (let row = 1; row < ROWS; row++) rows.push(header.map((_, column) => cell(kinds[column % 5], row)));
  const sheet = XLSX.utils.aoa_to_sheet(rows);
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, 'deals');
  await writeFile(join(out, 'deals.xlsx'), XLSX.write(book, { type: 'buffer', bookType: 'xlsx', bookSST: true, compression: true }));
  await writeFile(join(out, 'deals.csv'), rows.map((row) => row.join(',')).join('\n'));
}
