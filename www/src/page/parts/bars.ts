/** Small pictures of a column: how its values are spread, and of what types they are. A text beside them says the same. */
import { svg, type SVGTemplateResult } from 'lit';
import type { ColumnProfile } from '../../engine/mapping';

const [WIDE, HIGH, GAP] = [96, 20, 1];

/** A bar for each bin, the fullest as high as the picture. */
export function spread(bins: readonly number[]): SVGTemplateResult | undefined {
  const most = Math.max(...bins, 0);
  if (bins.length < 2 || most === 0) return undefined;
  const step = WIDE / bins.length;
  return picture(HIGH, bins.map((count, i) => {
    // What is there at all can be seen.
    const height = count > 0 ? Math.max(1.5, (count / most) * HIGH) : 0;
    return svg`<rect class="bar" x=${i * step} y=${HIGH - height} width=${Math.max(1, step - GAP)} height=${height}/>`;
  }));
}

export const TYPES = ['numbers', 'dates', 'texts', 'bools', 'errors', 'blank'] as const;

/** One line of parts: numbers, dates, texts and so on. */
export function types(column: ColumnProfile): SVGTemplateResult | undefined {
  const sum = TYPES.reduce((sum, type) => sum + column[type], 0);
  if (sum === 0) return undefined;
  let x = 0;
  return picture(5, TYPES.filter((type) => column[type] > 0).map((type) => {
    const width = (column[type] / sum) * WIDE;
    const part = svg`<rect class=${type} x=${x} y="0" width=${width} height="5"/>`;
    x += width;
    return part;
  }));
}

function picture(height: number, shapes: readonly SVGTemplateResult[]): SVGTemplateResult {
  return svg`<svg class="bars" viewBox="0 0 ${WIDE} ${height}" width=${WIDE} height=${height} preserveAspectRatio="none" aria-hidden="true">${shapes}</svg>`;
}
