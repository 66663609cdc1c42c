/** Where a tooltip goes: beside its mark, over as little of other marks as can be. */

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const GAP = 8;

/**
 * The upper left corner for a tip, in the coordinates of the boxes: beside, above or below the mark,
 * or at an edge of the plot in its row; never outside the plot's width.
 */
export function placeTip(mark: Box, tip: { readonly width: number; readonly height: number }, plot: Box, others: readonly Box[]): [x: number, y: number] {
  const middle = mark.y + (mark.height - tip.height) / 2;
  const [left, right] = [plot.x, plot.x + plot.width - tip.width];
  const along = Math.max(left, Math.min(mark.x, right));
  const places: Array<[number, number]> = [
    [mark.x + mark.width + GAP, middle],
    [mark.x - tip.width - GAP, middle],
    [left, middle],
    [right, middle],
    [along, mark.y - tip.height - GAP],
    [along, mark.y + mark.height + GAP],
  ];
  const cost = ([x, y]: [number, number]): number => {
    const box = { x, y, width: tip.width, height: tip.height };
    const covered = [mark, mark, ...others].reduce((sum, other) => sum + overlap(box, other), 0);
    const outside = x < left || x > right || y < plot.y ? 1e9 : 0;
    return covered + outside;
  };
  return places.reduce((best, place) => (cost(place) < cost(best) ? place : best));
}

function overlap(a: Box, b: Box): number {
  const wide = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const tall = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return wide > 0 && tall > 0 ? wide * tall : 0;
}
