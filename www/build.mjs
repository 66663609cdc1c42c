// Builds the whole static site: `node build.mjs [OUT]` (default ../dist). `cargo xtask` runs it
// after wasm-pack has written ../target/wasm/{engine,reader,legacy}.
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';

const www = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? join(www, '../dist'));

/** Entry points, output name → source. What a page loads by `<script type="module">`. */
const scripts = {
  // The page (index.html).
  page: 'src/page/page.ts',
  // Its data view, which `page` imports once there is a book.
  data: 'src/page/data.ts',
  // The tabs of the tiers, each chunk when a tab first needs it.
  tiers: 'src/page/tiers.ts',
  policy: 'src/page/policy.ts',
  // The one script tag for widgets (embed.html and hosts).
  kamlens: 'src/kamlens.ts',
};

/** Module workers, loaded by URL beside the script that starts them; see src/engine/start.ts. */
const workers = {
  'engine-worker': 'src/engine/engine.worker.ts',
  'reader-worker': 'src/engine/reader.worker.ts',
  'legacy-worker': 'src/engine/legacy.worker.ts',
};

/** Style sheets that HTML links; they may `@import` others of css/. */
const sheets = { page: 'css/page.css' };

/** Copied as they are: [from, to, needed]. */
const copies = [
  ['index.html', 'index.html', true],
  ['embed.html', 'embed.html', true],
  ['locales', 'locales', true],
  ['sample', 'sample', false],
  ['icons', 'icons', false],
  ['manifest.webmanifest', 'manifest.webmanifest', false],
  ['../target/wasm/engine/engine_bg.wasm', 'engine_bg.wasm', true],
  ['../target/wasm/reader/reader_bg.wasm', 'reader_bg.wasm', true],
  ['../target/wasm/legacy/legacy_bg.wasm', 'legacy_bg.wasm', true],
];

/** `import css from './x.css'` in TypeScript gives minified text for a constructed style sheet. */
const cssAsText = {
  name: 'css-as-text',
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await esbuild.transform(await readFile(path, 'utf8'), { loader: 'css', minify: true });
      return { contents: code.trim(), loader: 'text' };
    });
  },
};

/** @type {esbuild.BuildOptions} */
const common = {
  absWorkingDir: www,
  outdir: out,
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['chrome123', 'firefox120', 'safari17.5'],
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
  tsconfig: join(www, 'tsconfig.json'),
};

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await Promise.all([
  // Chunks carry a hash in their name (the server lets browsers keep them); entry points do not.
  esbuild.build({ ...common, entryPoints: scripts, splitting: true, chunkNames: 'chunk-[hash]', plugins: [cssAsText] }),
  esbuild.build({ ...common, entryPoints: workers }),
  esbuild.build({ ...common, entryPoints: sheets }),
  ...copies.map(async ([from, to, needed]) => {
    const source = join(www, from);
    const found = await stat(source).catch(() => null);
    if (found) await cp(source, join(out, to), { recursive: true });
    if (found && from === 'locales') await squeeze(join(out, to));
    else if (!found && needed) throw new Error(`${basename(from)} is missing: ${source}`);
  }),
]);

/** Locale files are written for people; pages need no blanks. */
async function squeeze(folder) {
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.json'));
  await Promise.all(files.map(async (name) => {
    const path = join(folder, name);
    await writeFile(path, JSON.stringify(JSON.parse(await readFile(path, 'utf8'))));
  }));
}
