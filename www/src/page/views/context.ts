/** What views are given: the state, and what belongs to the screen alone. */
import type { EvidenceView, Preview } from '../../engine/report';
import type { Route } from '../routes';
import type { Store } from '../store';

export interface Screen {
  route: Route;
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
  filter: string;
  /** How many diagnostics are shown, by code. */
  noticesShown: ReadonlyMap<string, number>;
  /** The cell that is looked up. */
  cell: { readonly preview: Preview; readonly row: number; readonly cols: readonly number[]; readonly ref: string } | undefined;
}

export interface View {
  readonly store: Store;
  readonly screen: Screen;
  /** Changes what belongs to the screen alone. */
  set(change: Partial<Screen>): void;
  pickFiles(): void;
  openCell(source: number, row: number, cols: readonly number[], ref: string): void;
  openSettings(): void;
}
