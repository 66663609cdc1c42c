/** What views are given: the state, and what belongs to the screen alone. */
import type { AccountRef, EvidenceView, Preview, RowsRequest } from '../../engine/report';
import type { ListRequest } from '../../engine/tiers';
import type { Column, Load } from '../parts/rows';
import type { Route, TierTab } from '../routes';
import type { Store } from '../store';

export interface Screen {
  route: Route;
  /** Of the tiers. */
  tab: TierTab;
  /** Files are held over the page. */
  dragging: boolean;
  /** The mark whose evidence is shown. */
  mark: { readonly label: string; readonly evidence: readonly EvidenceView[] } | undefined;
  /** How many rows of evidence are shown. */
  evidenceShown: number;
  /** The account of the scorecard. */
  account: number | undefined;
  /** How many rows of shares are shown. */
  linesShown: number;
  /** The list of who moved. */
  moves: Moves;
  /** The list of all accounts. */
  list: Listed;
  /** The cell that is looked up. */
  cell: Cell | undefined;
  /** Rows behind a number, shown as one table. */
  all: { readonly label: string; readonly rows: Rows; readonly columns: readonly Column[]; readonly load: Load } | undefined;
}

export interface Moves {
  readonly way: 'all' | 'up' | 'down';
  readonly sort: 'amount' | 'name' | 'from' | 'to';
}

/** What of the list is looked at; accounts by name too, since another book numbers them anew. */
export interface Listed {
  readonly request: ListRequest;
  readonly picked: readonly AccountRef[];
  /** The one that is explained. */
  readonly shown: AccountRef | undefined;
  /** Those that are picked stand side by side. */
  readonly compared: boolean;
}

/** Rows behind a number, of which some come at a time. */
export interface Rows {
  readonly total: number;
  load(from: number, count: number): Promise<readonly EvidenceView[]>;
}

/** A sheet that is looked into, and where. */
export interface Cell {
  readonly source: number;
  readonly preview: Preview;
  readonly row: number;
  readonly cols: readonly number[];
  readonly ref: string;
  readonly columns: readonly Column[];
  readonly load: Load;
  readonly start: { readonly row: number; readonly col: number };
}

export interface View {
  readonly store: Store;
  readonly screen: Screen;
  /** Changes what belongs to the screen alone. */
  set(change: Partial<Screen>): void;
  /** Goes to an account among all, explained. */
  explain(account: AccountRef): void;
  pickFiles(): void;
  /** @param from the first column shown of a very wide sheet; else the cell is in the middle */
  openCell(source: number, row: number, cols: readonly number[], ref: string, from?: number): void;
  /** Shows what was noticed about a sheet. */
  showNotices(file: string, sheet: string): void;
  openRows(label: string, rows: Rows): void;
  /** All rows behind a number of a forecast. */
  openBehind(label: string, of: RowsRequest): void;
  openSettings(): void;
  /** The safety limits among the settings. */
  openLimits(): void;
}
