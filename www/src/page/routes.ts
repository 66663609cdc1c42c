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

export function route(hash: string): Route {
  const name = hash.replace(/^#\/?/, '');
  return ANSWERS.find(({ id }) => id === name)?.id ?? (name === 'data' ? 'data' : 'overview');
}

export function link(to: Route): string {
  return to === 'overview' ? '#/' : `#/${to}`;
}
