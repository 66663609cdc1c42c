/** The elements of the tiers' tabs: loaded when a tab is first shown. */
import { KamTierFacts } from './parts/tier-facts';
import { KamTiers } from './parts/tiers';

const ELEMENTS: ReadonlyArray<readonly [string, CustomElementConstructor]> = [
  ['kam-tier-facts', KamTierFacts],
  ['kam-tiers', KamTiers],
];

for (const [name, element] of ELEMENTS) customElements.define(name, element);
