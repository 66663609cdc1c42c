// Prints the size of everything in ../dist, raw and in brotli, and holds it against budgets.json.
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';

const www = dirname(fileURLToPath(import.meta.url));
const dist = join(www, '../dist');
const compress = promisify(brotliCompress);
const kib = (bytes) => (bytes / 1024).toFixed(1).padStart(8);

const entries = await readdir(dist, { recursive: true, withFileTypes: true });
const names = entries
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(dist.length + 1).replaceAll('\\', '/'))
  .sort();
const sizes = new Map(await Promise.all(names.map(async (name) => {
  const bytes = await readFile(join(dist, name));
  return [name, { raw: bytes.length, brotli: (await compress(bytes)).length }];
})));

console.log('     raw   brotli  KiB');
for (const [name, { raw, brotli }] of sizes) console.log(`${kib(raw)} ${kib(brotli)}  ${name}`);

const { '//': _, ...budgets } = JSON.parse(await readFile(join(www, 'budgets.json'), 'utf8'));
console.log('\n   limit   brotli  KiB');
for (const [name, { kib: limit, files }] of Object.entries(budgets)) {
  const matches = files.map((pattern) => {
    const [before, after] = pattern.split('*');
    const found = after === undefined
      ? names.filter((file) => file === pattern)
      : names.filter((file) => file.startsWith(before) && file.endsWith(after) && !file.slice(before.length).includes('/'));
    if (found.length === 0 && after === undefined) throw new Error(`${name}: ${pattern} is not in dist`);
    return found;
  });
  const total = [...new Set(matches.flat())].reduce((sum, file) => sum + sizes.get(file).brotli, 0);
  const over = total > limit * 1024;
  console.log(`${kib(limit * 1024)} ${kib(total)}  ${name}${over ? '  OVER BUDGET' : ''}`);
  if (over) process.exitCode = 1;
}
