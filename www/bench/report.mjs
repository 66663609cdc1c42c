import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const megabytes = (bytes) => (Number.isFinite(bytes) ? (bytes / 1e6).toFixed(0) : '–');

/** Goals of the project: at least so many times as fast as a reader, at most so many megabytes of wasm. */
const GOALS = [
  { file: '100k.xlsx', peer: 'sheetjs', times: 12 },
  { file: '100k.xlsx', peer: 'read-excel-file', times: 8 },
  { file: '100k.xlsx', wasm: 64 },
  { file: '500k.xlsx', wasm: 120 },
  { file: '100k.csv', peer: 'udsv', times: 2 },
  { file: '50k.xls', peer: 'sheetjs', times: 8 },
  { file: '50k.ods', peer: 'sheetjs', times: 8 },
];

/** Writes docs/bench.md after a whole run, else target/bench/bench.md. */
export async function report(results, { root, whole, cores, memory }) {
  const lock = JSON.parse(readFileSync(join(root, 'www/bench/package-lock.json'), 'utf8'));
  const version = (name) => lock.packages[`node_modules/${name}`]?.version;
  const say = (program, ...args) => {
    try {
      return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    } catch {
      return `${program} of unknown version`;
    }
  };
  const names = ['xlsx', 'exceljs', 'read-excel-file', 'papaparse', 'udsv', '@duckdb/duckdb-wasm'];
  const text = `# Bench

Made by \`cargo xtask bench\` on ${new Date().toISOString().slice(0, 10)}; what is measured and how stands in \`www/bench/README.md\`. Ratios within
one run on one machine are what counts: the milliseconds differ from machine to machine and from hour to hour.

- machine: ${cores.length} × ${cores[0]?.model.trim() || 'unknown processor'}, ${(memory / 2 ** 30).toFixed(0)} GiB
- ${say('rustc', '--version')}, Node ${process.version}, ${say(process.env.CHROMIUM ?? 'chromium', '--version')}
- ${names.map((name) => `${name} ${version(name)}`).join(', ')}

${results.map(table).join('\n\n')}

## Goals

| | goal | measured | |
|---|--:|--:|---|
${GOALS.map((goal) => judged(goal, results)).filter(Boolean).join('\n')}

## Sizes

${sizes(root)}

## Fuzzing

Targets and executions stand in [fuzz.md](fuzz.md).
`;
  const place = whole ? join(root, 'docs/bench.md') : join(root, 'target/bench/bench.md');
  await writeFile(place, text);
  console.log(`\nwritten: ${place}`);
}

function table({ name, rows, columns, bytes, runs, readers }) {
  const [ours] = readers;
  const line = (one) => {
    if (one.error) return `| ${one.reader} | did not read it: ${one.error.replaceAll('|', '/').slice(0, 160)} | | | | |`;
    const ratio = one === ours ? '' : `${(one.ms / ours.ms).toFixed(1)} ×`;
    const more = one === ours ? '' : `${(one.peak / ours.peak).toFixed(1)} ×`;
    return `| ${one.reader} | ${one.ms.toFixed(0)} | ${ratio} | ${megabytes(one.peak)} | ${more} | ${one.wasm ? megabytes(one.wasm) : ''} |`;
  };
  return `## ${name}: ${rows.toLocaleString('en')} rows × ${columns}, ${(bytes / 1e6).toFixed(1)} MB

${runs === 1 ? 'One cold run' : `Median of ${runs} cold runs`}.

| | ms | times ours | peak MB | times ours | wasm MB |
|---|--:|--:|--:|--:|--:|
${readers.map(line).join('\n')}`;
}

function judged({ file, peer, times, wasm }, results) {
  const result = results.find((one) => one.name === file);
  const [ours] = result?.readers ?? [];
  if (!ours || ours.error) return undefined;
  if (wasm) return `| ${file}: wasm memory | ≤ ${wasm} MB | ${megabytes(ours.wasm)} MB | ${ours.wasm <= wasm * 1e6 ? 'met' : '**not met**'} |`;
  const other = result.readers.find((one) => one.reader === peer);
  if (!other || other.error) return undefined;
  const ratio = other.ms / ours.ms;
  return `| ${file}: against ${peer} | ≥ ${times} × | ${ratio.toFixed(1)} × | ${ratio >= times ? 'met' : '**not met**'} |`;
}

function sizes(root) {
  const wasm = (name) => brotliCompressSync(readFileSync(join(root, `target/wasm/${name}/${name}_bg.wasm`))).length;
  const peer = (name) => brotliCompressSync(readFileSync(join(root, `target/bench/${name}.js`))).length;
  const line = (name, bytes) => `| ${name} | ${(bytes / 1024).toFixed(0)} |`;
  const ours = ['reader', 'legacy'].map((name) => line(`kamlens: ${name}`, wasm(name)));
  const peers = ['sheetjs', 'exceljs', 'read-excel-file', 'papaparse', 'udsv'].map((name) => line(name, peer(name)));
  const duck = brotliCompressSync(readFileSync(join(root, 'target/bench/duckdb-mvp.wasm')), { params: { [1]: 5 } }).length;
  return ['| brotli | KiB |', '|---|--:|', ...ours, ...peers, line('duckdb (wasm, quality 5)', duck)].join('\n');
}
