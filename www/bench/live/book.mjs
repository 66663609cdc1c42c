/** The book of the what-if bench: the same on every machine, and no account of it is anybody's. */

export const ACCOUNTS = 100_000;
const EXTRAS = ['Fit', 'Reach', 'Access', 'Urgency', 'Effort', 'Pilot'];

/** A criterion of every kind that a weight can move; `Reach` and `Access` are not known of everyone. */
export const POLICY = {
  kamlens: 'policy',
  version: 1,
  id: 'own',
  name: 'bench',
  gates: [{ subject: 'extra:Effort', test: 'at-most', value: 95, cap: 'B' }],
  criteria: [
    { subject: 'revenue', weight: 2, scale: { kind: 'linear', zero: 0, one: 4e6 } },
    { subject: 'margin', weight: 1, scale: { kind: 'linear', zero: 0, one: 0.4 } },
    { subject: 'extra:Fit', weight: 1, scale: { kind: 'linear', zero: 0, one: 100 } },
    { subject: 'extra:Reach', weight: 1, scale: { kind: 'steps', steps: [[20, 0], [50, 0.4], [80, 0.8]], otherwise: 1 } },
    { subject: 'extra:Access', weight: 1, scale: { kind: 'linear', zero: 0, one: 100 } },
    { subject: 'extra:Urgency', weight: 1, scale: { kind: 'at-least', bound: 60 } },
    { subject: 'extra:Effort', weight: 1, scale: { kind: 'linear', zero: 100, one: 0 } },
    { subject: 'extra:Pilot', weight: 1, scale: { kind: 'at-least', bound: 70 } },
  ],
  tiers: [{ name: 'S', cutoff: 75 }, { name: 'A', cutoff: 60 }, { name: 'B', cutoff: 40 }, { name: 'C', cutoff: 0 }],
  keyLine: 'A',
};

/** Columns of numbers in the policy's order; NaN where nothing is known. */
export function columns() {
  let state = 20_260_101;
  // Park and Miller's generator: enough for a book.
  const next = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const all = POLICY.criteria.map(() => new Float64Array(ACCOUNTS));
  for (let at = 0; at < ACCOUNTS; at++) {
    all[0][at] = Math.round(5e6 * next() ** 3);
    all[1][at] = Math.round(400 * next()) / 1000;
    for (let extra = 0; extra < EXTRAS.length; extra++) {
      const [value, missing] = [Math.round(100 * next()), next()];
      all[2 + extra][at] = (extra === 1 || extra === 2) && missing < 0.05 ? NaN : value;
    }
  }
  return all;
}

/** The same as a file. */
export function csv() {
  const all = columns();
  const lines = [['Account name', 'Our revenue', 'Gross margin', ...EXTRAS].join(',')];
  for (let at = 0; at < ACCOUNTS; at++) {
    lines.push([`Account ${at + 1}`, ...all.map((column) => (Number.isNaN(column[at]) ? '' : column[at]))].join(','));
  }
  return `${lines.join('\n')}\n`;
}
