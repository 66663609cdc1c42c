/** The page's language: one locale file at a time, `t(code, args)` for every text. */
import { Words, type Args, type LocaleFile, type NumberStyle } from './format.js';

export { Words, type Arg, type Args, type LocaleFile, type NumberStyle, type Style } from './format.js';

/** The languages that have a file in `locales/`. */
export const LOCALES = ['zh-CN', 'en'] as const;
export type LocaleTag = (typeof LOCALES)[number];

let current: Words | undefined;

/** The language in use, once one was loaded. */
export function words(): Words | undefined {
  return current;
}

/** Takes a language into use. */
export function setWords(next: Words): void {
  current = next;
}

/** A message in the language in use; its code before one was loaded. */
export function t(code: string, args?: Args): string {
  return current?.t(code, args) ?? code;
}

/** A number in the language in use. */
export function formatNumber(value: number, style: NumberStyle): string {
  return current?.number(value, style) ?? String(value);
}

/** The language that fits a list of BCP 47 tags best: the first whose language we have, else English. */
export function bestLocale(preferred: readonly string[]): LocaleTag {
  for (const tag of preferred) {
    const language = tag.toLowerCase().split('-')[0];
    const found = LOCALES.find((locale) => locale.toLowerCase().split('-')[0] === language);
    if (found) return found;
  }
  return 'en';
}

/** A locale file of our own origin, as text (for the engine) and parsed. */
export async function loadLocale(
  tag: LocaleTag,
  base: URL | string,
  signal?: AbortSignal,
): Promise<{ json: string; words: Words }> {
  const response = await fetch(new URL(`locales/${tag}.json`, base), signal ? { signal } : {});
  if (!response.ok) throw new Error(`locale ${tag}: ${response.status}`);
  const json = await response.text();
  return { json, words: new Words(JSON.parse(json) as LocaleFile) };
}

/** The words of views that come in chunks of their own, beside those that the first answers need. */
export async function loadMore(tag: LocaleTag, base: URL | string): Promise<Readonly<Record<string, unknown>>> {
  const response = await fetch(new URL(`locales/more/${tag}.json`, base));
  if (!response.ok) throw new Error(`locale ${tag}: ${response.status}`);
  return (await response.json()) as Record<string, unknown>;
}
