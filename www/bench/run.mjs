// Reads the same files with kamlens and its peers in Chromium, each cold, in turn, and writes docs/bench.md.
// `cargo xtask bench` has built the wasm and names the browser in CHROMIUM.
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import { cp, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import esbuild from 'esbuild';
import * as XLSX from 'xlsx';
import { files } from './files.mjs';
import { measureIn } from './measure.mjs';
import { report } from './report.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const out = join(root, 'target/bench');
const { values: options } = parseArgs({ options: { quick: { type: 'boolean' }, only: { type: 'string' } } });

const wanted = files.filter((file) => (!options.quick || file.rows <= 10_000) && (!options.only || file.name.includes(options.only)));
await mkdir(out, { recursive: true });
for (const file of wanted) await make(file);
await bundle();
const server = await serveFolder();
const results = [];
for (const file of wanted) {
  console.log(`\n${file.name}: ${file.rows.toLocaleString('en')} rows × ${file.columns}, ${file.runs} cold runs each`);
  results.push({ ...file, bytes: (await stat(join(out, file.name))).size, readers: await race(file) });
}
server.close();
await report(results, { root, whole: !options.quick && !options.only, cores: cpus(), memory: totalmem() });

/** All readers of a file in turn, so that the machine's moods meet all of them. */
async function race(file) {
  const runs = Object.fromEntries(file.readers.map((reader) => [reader, []]));
  for (let run = 0; run < file.runs; run++) {
    for (const reader of file.readers) {
      if (runs[reader].some((done) => done.error)) continue;
      runs[reader].push(await measureIn(chromium, server.url, reader, file.name));
    }
  }
  const all = file.readers.map((reader) => summary(reader, runs[reader]));
  const [ours] = all;
  if (ours.error) throw new Error(`${ours.reader}, ${file.name}: ${ours.error}`);
  for (const one of all) {
    if (!one.error && (one.rows !== ours.rows || one.text !== ours.text || Math.abs(one.sum - ours.sum) > 1e-6 * Math.abs(ours.sum))) {
      throw new Error(`${one.reader} read ${one.rows} rows, ${one.sum}, ${one.text}; kamlens ${ours.rows}, ${ours.sum}, ${ours.text}`);
    }
    console.log(one.error ? `         –  ${one.reader}: ${one.error}` : `${one.ms.toFixed(0).padStart(8)} ms  ${one.reader}${one === ours ? '' : `: kamlens is ${(one.ms / ours.ms).toFixed(1)}× as fast`}`);
  }
  return all;
}

function summary(reader, runs) {
  const failed = runs.find((run) => run.error);
  // An address says nothing to who reads the report.
  if (failed) return { reader, error: failed.error.replace(/'?https?:[^\s']+'?/g, 'its extension from the network') };
  const median = (of) => runs.map(of).toSorted((a, b) => a - b)[Math.floor(runs.length / 2)];
  const [{ rows, sum, text, wasm }] = runs;
  return { reader, rows, sum, text, wasm, ms: median((run) => run.ms), peak: median((run) => run.peak) };
}

/** A file is made once; it is the same on every machine. */
async function make(file) {
  if (await stat(join(out, file.name)).catch(() => null)) return;
  if (file.from) {
    await make({ ...file.from, columns: file.columns });
    console.log(`making ${file.name}`);
    const book = XLSX.read(await readFile(join(out, file.from.name)), { dense: true, cellNF: true });
    return writeFile(join(out, file.name), XLSX.write(book, { type: 'buffer', bookType: file.type }));
  }
  const name = file.name.split('.')[0];
  console.log(`making ${name}`);
  const args = ['run', '--release', '--quiet', '--example', 'bench_files', '--', out, name, String(file.rows), String(file.columns)];
  execFileSync('cargo', args, { cwd: root, stdio: 'inherit' });
}

async function bundle() {
  const readers = [...new Set(files.flatMap((file) => file.readers))];
  await esbuild.build({
    absWorkingDir: here,
    entryPoints: { page: 'page.js', ...Object.fromEntries(readers.map((reader) => [reader, `workers/${reader}.js`])) },
    alias: { '#wasm': join(root, 'target/wasm') },
    outdir: out,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'error',
    define: { global: 'globalThis' },
    inject: [],
  });
  for (const name of ['reader', 'legacy']) await cp(join(root, `target/wasm/${name}/${name}_bg.wasm`), join(out, `${name}_bg.wasm`));
  await cp(join(here, 'node_modules/@duckdb/duckdb-wasm/dist/duckdb-mvp.wasm'), join(out, 'duckdb-mvp.wasm'));
  await writeFile(join(out, 'index.html'), '<!doctype html><title>bench</title><script type="module" src="page.js"></script>');
}

/** No policy here: some peers compile code as they run, which ours forbids. */
function serveFolder() {
  const types = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' };
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, 'http://localhost').pathname;
    const name = path === '/' ? 'index.html' : decodeURIComponent(path.slice(1));
    const bytes = await readFile(join(out, name)).catch(() => null);
    response.writeHead(bytes ? 200 : 404, { 'content-type': types[extname(name)] ?? 'application/octet-stream' });
    response.end(bytes);
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve({ url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() }));
  });
}
