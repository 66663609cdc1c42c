/** The mapping: what a person chose about tables, columns and accounts; and what is known about a table's columns. */

/** The file that is saved, and reapplied to next month's export. Everything absent is detected. */
export interface MappingFile {
  readonly kamlens: 'mapping';
  readonly version: 1;
  readonly tables?: readonly TableChoice[];
  readonly accounts?: AccountChoices;
}

/** A table is known again by its sheet and headers; its file may have another name. */
export interface TableChoice {
  readonly file?: string;
  readonly sheet?: string;
  readonly headers?: readonly string[];
  readonly region?: number;
  /** A kind of table, or `none`: set aside. */
  readonly kind?: string;
  /** One-based row in the sheet; 0: it has no header. */
  readonly headerRow?: number;
  readonly columns?: readonly ColumnChoice[];
}

export interface ColumnChoice {
  readonly header?: string;
  readonly col?: number;
  /** A field, `ignore` or `extra`. */
  readonly target?: string;
  readonly read?: ReadChoice;
}

/** How cells are read where they can be read in two ways. */
export interface ReadChoice {
  readonly dateOrder?: string;
  readonly decimal?: string;
  readonly scale?: number;
  readonly percent?: string;
  readonly currency?: string;
}

export interface AccountChoices {
  readonly merge?: ReadonlyArray<readonly string[]>;
  readonly keep?: ReadonlyArray<readonly string[]>;
}

/** How a column's meaning was found. */
export type How = 'exact' | 'synonym' | 'tokens' | 'values' | 'chosen' | 'none';

export interface ColumnProfile {
  readonly col: number;
  /** Its letters, or a row's number where the table is turned. */
  readonly letter: string;
  readonly header: string;
  readonly target: string;
  readonly detected: string;
  readonly confidence: number;
  readonly how: How;
  /** What it could be, the likeliest first. */
  readonly targets: readonly string[];
  readonly blank: number;
  readonly distinct: number;
  readonly numbers: number;
  readonly texts: number;
  readonly dates: number;
  readonly bools: number;
  readonly errors: number;
  readonly min: number | string | null;
  readonly max: number | string | null;
  readonly top: ReadonlyArray<{ readonly text: string; readonly count: number }>;
  readonly bins: readonly number[];
  readonly reads: { readonly [K in keyof ReadChoice]?: ReadChoice[K] | null };
  readonly ambiguous: Ambiguity | null;
}

export interface Ambiguity {
  readonly what: 'dateOrder' | 'decimal' | 'percent' | 'unit';
  readonly options: ReadonlyArray<string | number>;
}

/** One table, as it was understood. */
export interface Profile {
  readonly file: string;
  readonly sheet: string;
  readonly region: number;
  readonly kind: string | null;
  /** Kinds that can be chosen. */
  readonly kinds: readonly string[];
  /** One-based; 0: none. */
  readonly headerRow: number | null;
  readonly rows: number;
  readonly columns: readonly ColumnProfile[];
  /** Rows of the sheet from its top; `row` is zero-based. */
  readonly first: ReadonlyArray<{ readonly row: number; readonly cells: readonly string[] }>;
}

/** Accounts that may be one. */
export interface Duplicate {
  readonly names: readonly string[];
  readonly accounts: readonly number[];
}

/** A name that no table of accounts knows. */
export interface Unmatched {
  readonly name: string;
  /** Index of the table. */
  readonly table: number;
  readonly cell: string;
  readonly count: number;
  readonly nearest: ReadonlyArray<{ readonly account: number; readonly name: string; readonly score: number }>;
}
