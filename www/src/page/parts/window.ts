/**
 * Which rows of a long table stand in its window. Browsers cannot make a box as high as a million
 * rows (Firefox ends at 17.8 million pixels), so above `TALLEST` the scroll bar is geared down.
 */

/** Pixels that every browser can scroll through. */
export const TALLEST = 15_000_000;

export interface Measures {
  /** Rows in all. */
  readonly count: number;
  /** Pixels of a row; the head is one row. */
  readonly row: number;
  /** Pixels of the window, with the head. */
  readonly view: number;
}

export interface Shown {
  /** First row in the window, perhaps in part. */
  readonly first: number;
  /** The row after the last one. */
  readonly end: number;
  /** Pixels of the first row that are above the window. */
  readonly cut: number;
}

/** Pixels of the box that is scrolled through, with the head. */
export function height({ count, row }: Measures): number {
  return Math.min(TALLEST, (count + 1) * row);
}

/** What stands in the window after scrolling so far. */
export function shown(measures: Measures, scrolled: number): Shown {
  const { count, row, view } = measures;
  const body = Math.max(0, view - row);
  const most = Math.max(0, count * row - body);
  const top = Math.min(most, Math.max(0, scrolled * gear(measures)));
  const first = Math.min(Math.max(0, count - 1), Math.floor(top / row));
  return { first, end: Math.min(count, Math.ceil((top + body) / row) + 1), cut: top - first * row };
}

/** How far to scroll so that a row stands whole in the window; `scrolled` if it does already. */
export function reveal(measures: Measures, scrolled: number, index: number, middle = false): number {
  const { row, view } = measures;
  const body = Math.max(row, view - row);
  const top = scrolled * gear(measures);
  const start = index * row;
  const wanted = middle ? start - (body - row) / 2 : Math.max(Math.min(top, start), start + row - body);
  return wanted === top ? scrolled : Math.max(0, wanted / gear(measures));
}

/** Pixels of the table for each pixel of the scroll bar. */
function gear(measures: Measures): number {
  const { count, row, view } = measures;
  const way = height(measures) - view;
  return way > 0 ? Math.max(1, ((count + 1) * row - view) / way) : 1;
}
