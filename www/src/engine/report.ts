/** The engine's views as TypeScript sees them; `src/api` writes them, field by field. */

import type { Duplicate, Unmatched } from './mapping';
import type { PolicyChoice } from './policy';
import type { TiersView } from './tiers';

export type Arg = string | number | readonly Arg[];

/** A message in the view's language. */
export interface MessageView {
  readonly code: string;
  readonly args: Readonly<Record<string, Arg>>;
  readonly text: string;
}

/** An error: a stable code, and a sentence that says what to do. */
export type ApiError = MessageView;

export interface CellView {
  readonly field: string;
  /** `商机!F27` */
  readonly ref: string;
  /** Zero-based row in the sheet. */
  readonly row: number;
  /** Zero-based column in the sheet. */
  readonly col: number;
  readonly text: string;
  /** It is a number. */
  readonly number?: boolean;
}

/** A row that a number came from. */
export interface EvidenceView {
  /** Index of the table in the report's `tables`. */
  readonly source: number;
  readonly file: string;
  readonly sheet: string;
  /** Zero-based row in the sheet. */
  readonly row: number;
  readonly cells: readonly CellView[];
}

export interface DiagnosticView extends MessageView {
  readonly severity: 'note' | 'warning';
  readonly file: string | null;
  /** The cell, or of what is said of a whole sheet or file its name. */
  readonly place: string | null;
  readonly cell: string | null;
  readonly at: readonly [row: number, col: number] | null;
  readonly sheet: string | null;
  readonly raw: string;
  readonly hint: string | null;
}

export interface FileView {
  readonly name: string;
  readonly status: 'ok' | 'error';
  readonly error: ApiError | null;
}

export interface ColumnView {
  /** Zero-based column of the table as it is read. */
  readonly col: number;
  /** Where it stands in the sheet: a column's letters, or a row's number. */
  readonly at: string;
  readonly header: string;
  /** A field's name, or `verdict:`, `amount:`, `margin:`, `extra:` and a name. */
  readonly target: string;
  readonly confidence: number;
}

export interface TableView {
  readonly file: string;
  readonly sheet: string;
  /** Which part of the sheet, from 0. */
  readonly region: number;
  /** How the part's cells are arranged. */
  readonly order: 'as-is' | 'turned' | 'unpivoted';
  readonly kind: string | null;
  readonly read: number;
  readonly used: number;
  readonly setAside: number;
  readonly headerRow: number | null;
  /** The decision about it: index into the mapping file's `tables`. */
  readonly choice: number | null;
  readonly columns: readonly ColumnView[];
}

export type Severity = 'act' | 'watch' | 'ok' | 'no-data';

export interface FindingView extends MessageView {
  readonly hurdle: number;
  readonly severity: Severity;
  readonly unlock: ReadonlyArray<{ readonly table: string; readonly fields: readonly string[]; readonly text: string }>;
  readonly actions: readonly MessageView[];
  readonly evidence: readonly EvidenceView[];
  /** How many rows it rests on; `evidence` has the first ones. */
  readonly rows: number;
}

export interface AccountRef {
  readonly account: number;
  readonly accountName: string;
}

export interface ContactItem extends AccountRef {
  readonly name: string;
  readonly evidence: readonly EvidenceView[];
}

/** How an amount is spread over the accounts; shares as ratios. */
export interface Concentration {
  readonly basis: string;
  readonly n: number;
  readonly zeros: number;
  readonly negatives: number;
  readonly unknown: number;
  readonly sums: number;
  readonly total: number;
  readonly gini: number | null;
  readonly hhi: number | null;
  readonly effective: number | null;
  readonly cr5: number | null;
  /** The least number of accounts that bring 80 %. */
  readonly top: number | null;
  readonly topShare: number | null;
  readonly points: ReadonlyArray<AccountRef & { readonly amount: number; readonly accounts: number; readonly share: number }>;
}

/** Orders per head of a tier or team; accounts without headcount are counted apart. */
export interface Productivity {
  readonly group: 'tier' | 'open' | 'no-tier' | 'team' | 'no-team' | 'all';
  /** Of a tier or team. */
  readonly name: string | null;
  readonly accounts: number;
  readonly noHeadcount: number;
  readonly nobody: number;
  readonly noOrders: number;
  readonly orders: number;
  readonly heads: number;
  readonly perHead: number | null;
  readonly evidence: readonly EvidenceView[];
}

/** Potential against what is realised of it. */
export interface Ground extends AccountRef {
  readonly unrealised: number;
  readonly realised: number | null;
  readonly marginPerHead: number | null;
  readonly unrealisedPerHead: number | null;
  readonly field: 'fat' | 'thin' | null;
  readonly evidence: readonly EvidenceView[];
}

/** An account to drop or to starve. */
export interface Candidate extends AccountRef {
  readonly advice: 'drop' | 'starve';
  readonly reasons: readonly MessageView[];
  readonly amount: number;
  readonly heads: number | null;
  readonly evidence: readonly EvidenceView[];
}

export interface FocusView {
  readonly concentration: readonly Concentration[];
  readonly orders: { readonly basis: 'won' | 'order-amount'; readonly year: number | null; readonly yearOpen: boolean } | null;
  readonly tiers: readonly Productivity[];
  readonly teams: readonly Productivity[];
  readonly potential: {
    readonly potential: number;
    readonly revenue: number;
    readonly beyond: number;
    readonly measured: number;
    readonly medianMarginPerHead: number | null;
    readonly medianUnrealisedPerHead: number | null;
    readonly accounts: readonly Ground[];
    readonly accountsTotal: number;
  };
  readonly candidates: readonly Candidate[];
  readonly candidatesTotal: number;
  readonly sentences: readonly MessageView[];
  readonly notes: readonly MessageView[];
}

export interface ReportsView {
  readonly tiers: TiersView;
  readonly focus: FocusView;
  readonly relationships: {
    readonly contacts: readonly ContactItem[];
    readonly accounts: ReadonlyArray<AccountRef & { readonly verdict: readonly MessageView[] }>;
    readonly notes: readonly MessageView[];
  };
  readonly share: ShareView;
  readonly scorecard: { readonly cards: readonly AccountRef[]; readonly notes: readonly MessageView[] };
}

/** One account × product in one year; money in units, shares as ratios. */
export interface ShareYear {
  readonly year: number;
  readonly wallet: number | null;
  readonly walletBasis: string | null;
  readonly revenue: number | null;
  readonly share: number | null;
  readonly targetShare: number | null;
  readonly requiredGrowth: number | null;
  readonly evidence: EvidenceView;
}

/** One year's forecast; money in units. P10 is the low one. */
export interface Forecast {
  readonly year: number;
  readonly target: number | null;
  readonly base: number;
  readonly won: number;
  readonly gap: number | null;
  readonly deals: number;
  readonly weighted: number;
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
  readonly pHit: number | null;
}

export interface ShareView {
  readonly lines: ReadonlyArray<AccountRef & { readonly product: string | null; readonly years: readonly ShareYear[] }>;
  readonly linesTotal: number;
  readonly forecasts: readonly Forecast[];
  readonly notes: readonly MessageView[];
}

/** The whole answer. */
export interface ReportView {
  readonly version: string;
  readonly asOf: string;
  readonly seed: number;
  readonly locale: string;
  readonly currency: string | null;
  readonly files: readonly FileView[];
  readonly tables: readonly TableView[];
  readonly counts: { readonly read: number; readonly used: number; readonly setAside: number };
  readonly diagnostics: readonly DiagnosticView[];
  readonly diagnosticsTotal: number;
  readonly diagnosticCounts: ReadonlyArray<{ readonly code: string; readonly count: number }>;
  readonly accounts: ReadonlyArray<{ readonly name: string }>;
  readonly accountsTotal: number;
  /** Accounts that may be one. */
  readonly duplicates: readonly Duplicate[];
  /** Names in other tables that no table of accounts knows. */
  readonly unmatched: readonly Unmatched[];
  readonly reports: ReportsView;
  readonly findings: readonly FindingView[];
}

export interface Settings {
  readonly policy?: PolicyChoice;
  /** A saved policy with which that one is compared. */
  readonly compared?: PolicyChoice;
  /** How firmly the weights are meant, 1 … 1,000,000. */
  readonly concentration?: number;
  readonly leadsCount?: boolean;
  /** 1 … 12 */
  readonly fiscalYearStart?: number;
  readonly retention?: number;
  readonly draws?: number;
  readonly passMark?: number;
}

export interface AnalyzeRequest {
  /** ISO date. */
  readonly asOf: string;
  readonly seed: number;
  readonly settings?: Settings;
}

export type ChartName =
  | 'heatmap' | 'tier-ladder' | 'share-fan' | 'scorecard' | 'forecast-histogram'
  | 'tier-scatter' | 'tier-matrix' | 'migration' | 'consensus' | 'waterfall' | 'concentration';

export interface ChartRequest {
  readonly chart: ChartName;
  /** CSS pixels, 300 … 1200. */
  readonly width: number;
  /** Colours baked in, for files. */
  readonly theme?: 'light' | 'dark';
  readonly account?: number;
  readonly maxRows?: number;
}

export interface MarkView {
  readonly label: string;
  readonly account: number | null;
  readonly evidence: readonly EvidenceView[];
}

export interface ChartTable {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: ReadonlyArray<{ readonly header: string; readonly cells: readonly string[] }>;
  readonly numeric: readonly number[];
}

export interface ChartView {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly marks: readonly MarkView[];
  readonly table: ChartTable;
}

/** Rows of a table as they stand in the file. */
export interface Preview {
  readonly file: string;
  readonly sheet: string;
  readonly columns: readonly string[];
  readonly firstCol: number;
  /** Of the whole table; `columns` are a part of it where it is very wide. */
  readonly width: readonly [first: number, columns: number];
  readonly headerRow: number | null;
  readonly extent: readonly [first: number, rows: number];
  readonly rows: readonly PreviewRow[];
}

export interface PreviewRow {
  /** Zero-based row in the sheet. */
  readonly row: number;
  readonly cells: readonly string[];
  /** Places in `cells` where a number stands. */
  readonly numbers?: readonly number[];
}

/** Which diagnostics are wanted: all that match every part that is given. */
export interface NoticesRequest {
  readonly code?: string;
  readonly severity?: DiagnosticView['severity'];
  readonly file?: string;
  readonly sheet?: string;
  readonly text?: string;
  readonly from?: number;
  readonly count?: number;
}

/** Diagnostics that match, counted by code, and the part that was asked for. */
export interface NoticesView {
  readonly total: number;
  readonly groups: readonly NoticeGroup[];
  readonly items: readonly DiagnosticView[];
}

export interface NoticeGroup {
  /** The code, with the field where it is about one. */
  readonly key: string;
  readonly count: number;
  /** All say the same sentence. */
  readonly same: boolean;
  /** The first ones. */
  readonly examples: readonly [DiagnosticView, ...DiagnosticView[]];
}

/** A number of a year's forecast. */
export type RowsRequest = ForecastRows | { readonly hurdle: number };

/** A number of a year's forecast. */
export interface ForecastRows {
  readonly year: number;
  readonly part: 'target' | 'base' | 'won' | 'gap' | 'deals';
}

/** All rows behind a number, some of them. */
export interface RowsView {
  readonly total: number;
  readonly items: readonly EvidenceView[];
}
