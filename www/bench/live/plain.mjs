/** The re-tier as one would write it by hand: plain JavaScript on typed arrays, utilities kept as kamlens keeps them. */

const BINS = 50;
/** As in src/analysis/tiering/score.rs: sums of fractions miss a cut-off by as much. */
const TIE = 1e-9;

/** Takes the columns and gives a function that tiers all accounts by a policy with other weights or cut-offs. */
export function plain(columns, policy) {
  const worth = (missing) => columns.map((column, at) => column.map((value) => (Number.isNaN(value) ? missing : utility(policy.criteria[at].scale, value))));
  const [low, high, caps] = [worth(0), worth(1), capped(columns, policy)];
  const [least, most] = [new Float64Array(caps.length), new Float64Array(caps.length)];
  return ({ criteria, tiers }) => {
    const total = criteria.reduce((sum, { weight }) => sum + weight, 0);
    least.fill(0);
    most.fill(0);
    for (let one = 0; one < criteria.length; one++) {
      const worth = criteria[one].weight * (100 / total);
      const [l, h] = [low[one], high[one]];
      for (let at = 0; at < least.length; at++) {
        least[at] += worth * l[at];
        most[at] += worth * h[at];
      }
    }
    return counted(least, most, caps, Float64Array.from(tiers, ({ cutoff }) => cutoff));
  };
}

/** The best tier that conditions leave to each account. */
function capped(columns, { criteria, gates, tiers }) {
  const caps = new Uint8Array(columns[0].length);
  for (const { subject, value, cap } of gates) {
    const column = columns[criteria.findIndex((one) => one.subject === subject)];
    const worst = tiers.findIndex(({ name }) => name === cap);
    for (let at = 0; at < caps.length; at++) if (column[at] > value) caps[at] = Math.max(caps[at], worst);
  }
  return caps;
}

function counted(least, most, caps, cutoffs) {
  const firm = new Uint32Array(cutoffs.length);
  const provisional = new Uint32Array(cutoffs.length);
  const bins = [new Uint32Array(BINS), new Uint32Array(BINS)];
  const tiers = new Uint8Array(caps.length);
  for (let at = 0; at < caps.length; at++) {
    const tier = Math.max(tierOf(cutoffs, least[at]), caps[at]);
    const best = Math.max(tierOf(cutoffs, most[at]), caps[at]);
    const bin = Math.min(BINS - 1, Math.floor(least[at] / 2));
    tiers[at] = tier;
    if (tier === best) {
      firm[tier]++;
      bins[0][bin]++;
    } else {
      provisional[tier]++;
      bins[1][bin]++;
    }
  }
  return { firm, provisional, bins, tiers };
}

function tierOf(cutoffs, score) {
  let tier = 0;
  while (tier < cutoffs.length - 1 && score + TIE < cutoffs[tier]) tier++;
  return tier;
}

function utility(scale, value) {
  switch (scale.kind) {
    case 'linear':
      return Math.min(1, Math.max(0, (value - scale.zero) / (scale.one - scale.zero)));
    case 'steps':
      return scale.steps.find(([bound]) => value <= bound)?.[1] ?? scale.otherwise;
    case 'at-least':
      return value >= scale.bound ? 1 : 0;
    default:
      throw new Error(`no ${scale.kind} here`);
  }
}
