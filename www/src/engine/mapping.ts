/** The mapping: what a person chose about tables, columns and accounts; and what is known about a table's columns. */
import type { PreviewRow } from './report';

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
  readonly layout?: Layout;
  /** The whole sheet is one table; said of its first part. */
  readonly whole?: boolean;
  readonly columns?: readonly ColumnChoice[];
}

/** How a table's cells are arranged: headers in a row, in the first column, or periods as columns. */
export type Layout = 'as-is' | 'turned' | 'unpivoted';

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
  /** Blank cells take the content of the cell above. */
  readonly fill?: boolean;
}

export interface AccountChoices {
  readonly merge?: ReadonlyArray<readonly string[]>;
  readonly keep?: ReadonlyArray<readonly string[]>;
}

/** How a column's meaning was found. */
export type How = 'exact' | 'synonym' | 'tokens' | 'values' | 'sheet' | 'chosen' | 'none';

export interface ColumnProfile {
  /** As mapping files name it. */
  readonly col: number;
  /** Its letters, or a row's number where headers stand in the first column. */
  readonly at: string;
  readonly header: string;
  /** The header, with the one above it where several are called the same. */
  readonly label: string;
  /** A field's name, `extra`, `unit` or `ignore`. */
  readonly target: string;
  readonly how: How;
  /** 0 … 1 */
  readonly confidence: number;
  /** Fields that its values fit, the likeliest first. */
  readonly targets: readonly string[];
  readonly blank: number;
  readonly numbers: number;
  readonly texts: number;
  readonly dates: number;
  readonly bools: number;
  readonly errors: number;
  /** None: too many to count. */
  readonly distinct: number | null;
  /** As they are read. */
  readonly min: ReadValue | null;
  readonly max: ReadValue | null;
  readonly top: ReadonlyArray<{ readonly text: string; readonly count: number }>;
  /** Cells, of those looked at, that are read as something else than they show. */
  readonly coerced: number;
  readonly bins: readonly number[];
  readonly reads: { readonly [K in keyof ReadChoice]?: ReadChoice[K] | null } & { readonly currency?: string | null };
  readonly ambiguous: Ambiguity | null;
}

export interface Ambiguity {
  /** A key of `ReadChoice`, and what may be said there. */
  readonly what: 'dateOrder' | 'decimal' | 'percent' | 'scale';
  readonly options: ReadonlyArray<string | number>;
  /** The first cell that can be read in two ways. */
  readonly sample: string;
}

/** One table, as it was understood. */
export interface Profile {
  readonly file: string;
  readonly sheet: string;
  readonly region: number;
  readonly kind: string | null;
  /** What a person decided: a kind or `none`. */
  readonly chosen: string | null;
  /** Kinds that can be chosen. */
  readonly kinds: readonly string[];
  /** The kind that a table of no kind comes closest to: the columns are shown as that. */
  readonly near: string | null;
  /** Fields that this kind needs and the table lacks. */
  readonly lacks: readonly string[];
  /** Fields that a person is asked for, with the numbers of columns that may be meant: none is taken. */
  readonly undecided: ReadonlyArray<{ readonly field: string; readonly cols: readonly number[] }>;
  /** Fields that a table of this kind can have. */
  readonly fields: readonly string[];
  /** Zero-based. */
  readonly headerRow: number | null;
  readonly rows: number;
  /** How many of the rows the columns' counts are of. */
  readonly lookedAt: number;
  readonly columns: readonly ColumnProfile[];
  /** Columns beyond those. */
  readonly moreColumns: number;
  /** Letters of the columns of `first`. */
  readonly letters: readonly string[];
  /** Rows around the header; `row` is zero-based. */
  readonly first: readonly PreviewRow[];
}

/** Cells that are read as something else than they show. */
export interface Coerced {
  readonly total: number;
  readonly items: readonly CoercedCell[];
}

/** A cell as it stands, and what it is read as. */
export interface CoercedCell extends ReadValue {
  readonly at: readonly [row: number, col: number];
  readonly cell: string;
  readonly raw: string;
}

/** What a cell is read as: one of these. */
export interface ReadValue {
  /** In units. */
  readonly number?: number;
  readonly ratio?: number;
  readonly date?: string;
  readonly flag?: boolean;
}

/** Accounts that may be one. */
export interface Duplicate {
  readonly names: readonly string[];
  /** The same with what tells them apart. */
  readonly accounts: readonly DuplicateAccount[];
}

export interface DuplicateAccount {
  readonly account: number;
  /** Its number, if it has one. */
  readonly id: string | null;
  /** Index of the table where it is named first, and the cell. */
  readonly table: number | null;
  readonly cell: string | null;
  /** Zero-based. */
  readonly at: readonly [row: number, col: number] | null;
}

/** A name that no table of accounts knows. */
export interface Unmatched {
  readonly name: string;
  /** Index of the table. */
  readonly table: number;
  readonly cell: string | null;
  /** Zero-based. */
  readonly at: readonly [row: number, col: number] | null;
  /** In how many rows. */
  readonly count: number;
  readonly nearest: ReadonlyArray<{ readonly account: number; readonly name: string; readonly score: number }>;
}
