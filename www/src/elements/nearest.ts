/** Which mark lies next in a direction. */

export type Way = 'up' | 'down' | 'left' | 'right';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The nearest box in a direction; sideways distance counts double. The same one if there is none. */
export function nearest(boxes: readonly Box[], from: number, way: Way): number {
  const start = boxes[from];
  if (!start) return from;
  const flat = way === 'left' || way === 'right';
  const sign = way === 'right' || way === 'down' ? 1 : -1;
  const [x, y] = middle(start);
  let [best, least] = [from, Infinity];
  for (const [i, box] of boxes.entries()) {
    const [dx, dy] = [middle(box)[0] - x, middle(box)[1] - y];
    const [ahead, aside] = flat ? [dx * sign, Math.abs(dy)] : [dy * sign, Math.abs(dx)];
    const distance = ahead + 2 * aside;
    if (i !== from && ahead > 1 && aside <= ahead * 4 && distance < least) [best, least] = [i, distance];
  }
  return best;
}

function middle(box: Box): [number, number] {
  return [box.x + box.width / 2, box.y + box.height / 2];
}
