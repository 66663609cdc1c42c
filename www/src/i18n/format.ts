/**
 * Messages and numbers in a language: the twin of `src/words` in Rust. Both are held equal by
 * `tests/fixtures/words/vectors.json`, so a sentence reads the same in the page, in a chart and
 * on the command line.
 */

/** An argument: a text, a number, another message by its code, or several. `null` is no number. */
export type Arg = string | number | null | { readonly code: string } | readonly Arg[];
export type Args = Readonly<Record<string, Arg>>;

export type NumberStyle = 'int' | 'num' | 'percent' | 'percent0' | 'money' | 'signed' | 'plain';

/** The section `style` of a locale file. */
export interface Style {
  readonly decimal: string;
  readonly group: string;
  readonly minus: string;
  readonly plus: string;
  readonly percent: string;
  readonly money: ReadonlyArray<readonly [number, string]>;
  readonly list: { readonly separator: string; readonly last: string };
  readonly date: string;
  readonly months: readonly string[];
  readonly missing: string;
}

/** A locale file: nested sections of templates; `meta` and `style` always, the rest by code. */
export interface LocaleFile {
  readonly meta: { readonly locale: string; readonly name: string };
  readonly style: Style;
  readonly [section: string]: unknown;
}

const PLACES: Readonly<Record<NumberStyle, number>> = {
  int: 0,
  num: 1,
  percent: 1,
  percent0: 0,
  money: 1,
  signed: 1,
  plain: 3,
};

/** How deep codes may name codes; deeper ones are shown as codes. */
const DEPTH = 4;
const PLACE = /\{([a-zA-Z][a-zA-Z0-9_]*)(?::([a-zA-Z][a-zA-Z0-9_]*))?\}/g;

/** One language. Never throws on a message: what is missing is shown as it stands. */
export class Words {
  readonly locale: string;
  readonly #style: Style;
  readonly #templates = new Map<string, string>();
  readonly #formats = new Map<string, Intl.NumberFormat>();

  constructor(file: LocaleFile) {
    const { style, ...sections } = file;
    this.locale = file.meta.locale;
    this.#style = style;
    collect(sections, '', this.#templates);
  }

  /** Takes further sections in. */
  add(sections: Readonly<Record<string, unknown>>): void {
    collect(sections, '', this.#templates);
  }

  /** True if the file has this code, in one form or in plural forms. */
  has(code: string): boolean {
    return this.#template(code, undefined) !== undefined;
  }

  /** The message in this language; a code that the file lacks is returned as it is. */
  t(code: string, args: Args = {}): string {
    return this.#render(code, args, 0);
  }

  /** A number in this language; what is not a number is a dash. */
  number(value: number, style: NumberStyle): string {
    if (!Number.isFinite(value)) return this.#style.missing;
    if (style === 'money') return this.#money(value);
    const percent = style === 'percent' || style === 'percent0';
    const digits = this.#digits(decimal(value, percent ? 2 : 0), style);
    const text = percent ? this.#style.percent.replace('{n}', () => digits) : digits;
    return this.#signed(value, text, !isZero(digits), style === 'signed');
  }

  /** The largest scale of money that a number reaches, and its mark; undefined below all of them. */
  moneyScale(value: number): { readonly factor: number; readonly mark: string } | undefined {
    const found = [...this.#style.money].sort(([a], [b]) => b - a).find(([factor]) => Math.abs(value) >= factor);
    return found && { factor: found[0], mark: found[1].trim() };
  }

  /** An ISO date in this language's form, another text as it is. */
  date(text: string): string {
    const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
    if (!match) return text;
    const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
    const name = this.#style.months[month - 1];
    if (name === undefined || day < 1 || day > daysIn(year, month)) return text;
    const parts: Record<string, string> = { year: String(year), month: name, day: String(day) };
    return this.#style.date.replace(/\{(year|month|day)\}/g, (_, part: string) => parts[part] ?? '');
  }

  /** Several texts as one: `a, b and c`. */
  list(items: readonly string[]): string {
    const { separator, last } = this.#style.list;
    if (items.length < 2) return items[0] ?? '';
    return items.slice(0, -1).join(separator) + last + items[items.length - 1];
  }

  /** The largest scale that the number, rounded in the next smaller one, still reaches. */
  #money(value: number): string {
    const scales = [...this.#style.money.map(([scale, mark]) => [Math.round(Math.log10(scale)), mark] as const), [0, ''] as const];
    for (const [index, [power, mark]] of scales.entries()) {
      const smaller = scales[index + 1]?.[0] ?? 0;
      const rounded = this.#digits(decimal(value, -smaller), 'plain', PLACES.money);
      if (power > 0 && Number(rounded) < 10 ** (power - smaller)) continue;
      const digits = this.#digits(decimal(value, -power), 'money');
      return this.#signed(value, digits + mark, !isZero(digits), false);
    }
    return this.#style.missing;
  }

  #signed(value: number, text: string, visible: boolean, plus: boolean): string {
    if (!visible) return text;
    if (value < 0) return this.#style.minus + text;
    return plus ? this.#style.plus + text : text;
  }

  /** The digits of a decimal string without sign, rounded half away from zero. */
  #digits(value: string, style: NumberStyle, places = PLACES[style]): string {
    const grouped = style !== 'plain';
    const key = `${places}${grouped}`;
    let format = this.#formats.get(key);
    if (!format) {
      format = new Intl.NumberFormat(this.locale, {
        maximumFractionDigits: places,
        useGrouping: grouped,
        numberingSystem: 'latn',
      });
      this.#formats.set(key, format);
    }
    // A decimal string is formatted exactly; a number divided by a scale would not be.
    return format.format(value as `${number}`);
  }

  #template(code: string, n: number | undefined): string | undefined {
    const one = n === 1 ? this.#templates.get(`${code}_one`) : undefined;
    return this.#templates.get(code) ?? one ?? this.#templates.get(`${code}_other`);
  }

  #render(code: string, args: Args, depth: number): string {
    const n = typeof args['n'] === 'number' ? args['n'] : undefined;
    const template = depth < DEPTH ? this.#template(code, n) : undefined;
    if (template === undefined) return code;
    return template.replace(PLACE, (raw: string, name: string, style: string | undefined) => {
      if (!Object.hasOwn(args, name)) return raw;
      return this.#place(args[name] as Arg, style ?? 'num', args, depth) ?? raw;
    });
  }

  #place(arg: Arg, style: string, args: Args, depth: number): string | undefined {
    const number = Object.hasOwn(PLACES, style) ? (style as NumberStyle) : undefined;
    if (!number && style !== 'date' && style !== 'word' && style !== 'list') return undefined;
    if (arg === null) return this.#style.missing;
    if (typeof arg === 'number') return this.number(arg, number ?? 'num');
    if (typeof arg === 'string') return this.#text(arg, style, args, depth);
    if ('code' in arg) return this.#render(arg.code, args, depth + 1);
    const items = arg.map((item) => this.#place(item, style, args, depth));
    return this.list(items.filter((item) => item !== undefined));
  }

  #text(text: string, style: string, args: Args, depth: number): string {
    if (style === 'word') return this.#render(text, args, depth + 1);
    return style === 'date' ? this.date(text) : text;
  }
}

/** The absolute value times ten to the power of `shift`, as an exact decimal string. */
function decimal(value: number, shift: number): string {
  const [mantissa, exponent] = Math.abs(value).toExponential().split('e');
  return `${mantissa}e${Number(exponent) + shift}`;
}

function isZero(digits: string): boolean {
  return digits === '0';
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Puts every text of a section under its dotted path. */
function collect(section: object, path: string, into: Map<string, string>): void {
  for (const [key, value] of Object.entries(section)) {
    const code = path ? `${path}.${key}` : key;
    if (typeof value === 'string') into.set(code, value);
    else if (typeof value === 'object' && value !== null) collect(value, code, into);
  }
}
