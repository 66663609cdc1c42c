/** The elements of the policy tab of the tiers: loaded when it is first shown. */
import { KamPolicyAnswer } from './policy/answer';
import { KamPolicyBins } from './policy/bins';
import { KamPolicy } from './policy/kam-policy';

const ELEMENTS: ReadonlyArray<readonly [string, CustomElementConstructor]> = [
  ['kam-policy-bins', KamPolicyBins],
  ['kam-policy-answer', KamPolicyAnswer],
  ['kam-policy', KamPolicy],
];

for (const [name, element] of ELEMENTS) customElements.define(name, element);
