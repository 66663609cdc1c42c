/** The elements of the tiers' tabs: loaded when a tab is first shown. */
import briefCss from '../../css/brief.css';
import css from '../../css/tiers.css';
import { adopt } from './adopt';
import { KamTierAccount } from './parts/tier-account';
import { KamTierCompare } from './parts/tier-compare';
import { KamTierFacts } from './parts/tier-facts';
import { KamTierList } from './parts/tier-list';
import { KamTiers } from './parts/tiers';

const ELEMENTS: ReadonlyArray<readonly [string, CustomElementConstructor]> = [
  ['kam-tier-account', KamTierAccount],
  ['kam-tier-compare', KamTierCompare],
  ['kam-tier-facts', KamTierFacts],
  ['kam-tier-list', KamTierList],
  ['kam-tiers', KamTiers],
];

adopt(css + briefCss);
// Its list is made of the data view's rows.
void import('./data').catch(() => undefined);
for (const [name, element] of ELEMENTS) customElements.define(name, element);
