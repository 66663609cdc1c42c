/** Books of widgets: two with the same source, language and day share one. */
import { Book, EngineError } from '../engine/client';
import { parseLimits } from '../engine/limits';
import { plainError } from '../engine/plain';
import { bestLocale, loadLocale, type LocaleTag, type Words } from '../i18n/index';

export interface WidgetRequest {
  readonly src: string;
  readonly locale: LocaleTag;
  readonly asOf: string;
  /** Safety limits, as `cells=50M`. */
  readonly limits: string;
}

export interface OpenBook {
  readonly book: Book;
  readonly words: Words;
}

interface Shared {
  users: number;
  readonly opened: Promise<OpenBook>;
}

const shared = new Map<string, Shared>();
const languages = new Map<LocaleTag, ReturnType<typeof loadLocale>>();

/** The language file, loaded once. */
export function language(tag: LocaleTag): ReturnType<typeof loadLocale> {
  const loading = languages.get(tag) ?? loadLocale(tag, import.meta.url);
  languages.set(tag, loading);
  return loading;
}

/** The language of an element: its own, that of what it stands in, or the browser's. */
export function localeOf(element: Element): LocaleTag {
  const lang = element.closest('[lang]')?.getAttribute('lang');
  return bestLocale(lang ? [lang] : navigator.languages);
}

/** Opens and analyses a workbook, or joins those who have. Rejects with an `EngineError`. */
export function borrow(request: WidgetRequest): Promise<OpenBook> {
  const key = JSON.stringify(request);
  const found = shared.get(key) ?? { users: 0, opened: open(request) };
  found.users += 1;
  shared.set(key, found);
  return found.opened;
}

/** The last one to leave closes the book. */
export function giveBack(request: WidgetRequest): void {
  const key = JSON.stringify(request);
  const found = shared.get(key);
  if (!found || (found.users -= 1) > 0) return;
  shared.delete(key);
  found.opened.then(({ book }) => book.close(), () => undefined);
}

async function open({ src, locale, asOf, limits }: WidgetRequest): Promise<OpenBook> {
  const { json, words } = await language(locale);
  const name = fileName(src);
  const fail = (code: string, args: Parameters<Words['t']>[1]): never => {
    throw new EngineError({ code: code.replace(/^error\./, ''), args: {}, text: words.t(code, args) });
  };
  const response = await fetch(src).catch(() => undefined);
  if (!response?.ok) return fail('error.not-found', { file: name });
  const book = new Book(json);
  book.limits = parseLimits(limits);
  try {
    const received = await book.add(name, await response.blob());
    if (!received.ok) {
      const { code, args } = plainError(received.error);
      return fail(code, args);
    }
    await book.analyze({ asOf, seed: 1 });
    return { book, words };
  } catch (error) {
    book.close();
    if (error instanceof EngineError && error.code !== 'internal') throw error;
    return fail('error.internal', {});
  }
}

/** The last part of a path, as a person reads it. */
function fileName(src: string): string {
  const name = new URL(src).pathname.split('/').pop() || src;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
