/** The classes of a tier's colour, as on every chart (`src/chart/tiers.rs`): the best of more than three has the next one's, with a ring. */
export function tierLook(tiers: number, at: number): string {
  const ringed = tiers > 3 && at === 0;
  const rank = tiers > 3 && !ringed ? at - 1 : at;
  return `tier-${Math.min(rank + 1, 4)}${ringed ? ' ringed' : ''}`;
}

/** Lists of other items: one that is made anew with the same ones is no change. */
export function differ<T>(now: readonly T[], before: readonly T[] | undefined): boolean {
  return now.length !== before?.length || now.some((item, at) => item !== before[at]);
}
