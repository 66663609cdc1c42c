/** The TypeScript formatter says the same as the Rust one: both are held to the same vectors. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '../../www/playwright';
import { Words, type Args, type LocaleFile, type NumberStyle } from '../../www/src/i18n/format';

interface Vectors {
  readonly templates: Record<string, object>;
  readonly numbers: ReadonlyArray<{ value: number; style: NumberStyle } & Record<string, unknown>>;
  readonly messages: ReadonlyArray<{ code: string; args: Args } & Record<string, unknown>>;
}

const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const vectors = read('../fixtures/words/vectors.json') as Vectors;

for (const tag of ['zh-CN', 'en']) {
  const { meta, style } = read(`../../www/locales/${tag}.json`) as LocaleFile;
  const words = new Words({ ...vectors.templates[tag], meta, style });

  test(`numbers equal those of Intl, ${tag}`, () => {
    for (const entry of vectors.numbers) {
      expect(words.number(entry.value, entry.style), JSON.stringify(entry)).toBe(entry[tag]);
    }
    expect(words.number(Number.NaN, 'money')).toBe('–');
  });

  test(`sentences equal the vectors, ${tag}`, () => {
    for (const entry of vectors.messages) {
      expect(words.t(entry.code, entry.args), JSON.stringify(entry)).toBe(entry[tag]);
    }
    expect(words.has('found')).toBe(true);
    expect(words.has('field')).toBe(false);
  });

  test(`every code that the page names has its words, ${tag}`, () => {
    const all = new Words(read(`../../www/locales/${tag}.json`) as LocaleFile);
    all.add(read(`../../www/locales/more/${tag}.json`) as Record<string, unknown>);
    const source = new URL('../../www/src/', import.meta.url);
    const scripts = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
    const codes = scripts.flatMap((path) => [...readFileSync(new URL(path, source), 'utf8').matchAll(/'((?:page|error|style)\.[\w.-]*\w)'/g)].map(([, code]) => code ?? ''));
    expect(codes.length).toBeGreaterThan(50);
    // An answer of one reader to the other, never said to a person.
    const silent = ['error.needs-legacy'];
    expect(codes.filter((code) => !silent.includes(code) && !all.has(code) && !all.has(`${code}_other`))).toEqual([]);
  });
}
