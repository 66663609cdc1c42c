/** The page's places: `#/tiers` and its like; nothing of the data stands in an address. */
import type { ChartName } from '../engine/report';

export interface Answer {
  readonly id: 'tiers' | 'relationships' | 'share' | 'scorecard';
  readonly hurdle: number;
  readonly charts: readonly ChartName[];
}

/** One view per answer, in the order of the page's navigation. */
export const ANSWERS: readonly Answer[] = [
  { id: 'tiers', hurdle: 1, charts: ['tier-ladder'] },
  { id: 'relationships', hurdle: 7, charts: ['heatmap'] },
  { id: 'share', hurdle: 3, charts: ['share-fan', 'forecast-histogram'] },
  { id: 'scorecard', hurdle: 5, charts: ['scorecard'] },
];

export type Route = 'overview' | Answer['id'] | 'data';

/** The tabs of the tiers, each with an address of its own: `#/tiers`, `#/tiers/accounts` … */
export const TIER_TABS = ['ladder', 'accounts', 'policy', 'consensus', 'movement', 'focus'] as const;
/** The brief is a place of its own below the consensus. */
export type TierTab = (typeof TIER_TABS)[number] | 'brief';

export function route(hash: string): Route {
  const [name] = parts(hash);
  return ANSWERS.find(({ id }) => id === name)?.id ?? (name === 'data' ? 'data' : 'overview');
}

/** Which of the tiers' tabs an address names. */
export function tierTab(hash: string): TierTab {
  const [, name] = parts(hash);
  return name === 'brief' ? name : TIER_TABS.find((tab) => tab === name) ?? 'ladder';
}

/** The account that is explained: by its number in the book, for a name would be data. */
export function tierAccount(hash: string): number | undefined {
  const [, tab, number = ''] = parts(hash);
  return tab === 'accounts' && /^\d{1,9}$/.test(number) ? Number(number) : undefined;
}

export function accountLink(account: number): string {
  return `${tierLink('accounts')}/${account}`;
}

/** The address names no account any more, without a step in the history. */
export function leaveAccount(): void {
  if (tierAccount(location.hash) !== undefined) history.replaceState(history.state, '', tierLink('accounts'));
}

export function tierLink(to: TierTab): string {
  return to === 'ladder' ? '#/tiers' : `#/tiers/${to}`;
}

function parts(hash: string): string[] {
  return hash.replace(/^#\/?/, '').split('/');
}

export function link(to: Route): string {
  return to === 'overview' ? '#/' : `#/${to}`;
}
