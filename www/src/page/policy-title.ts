/** What a policy is called. */
import { BUILT_IN, type PolicyChoice } from '../engine/policy';
import { t } from '../i18n/index';

/** A built-in one that was given no other name has its own; anything else is one's own. */
export function titleOf(policy: PolicyChoice): string {
  const id = typeof policy === 'string' ? policy : policy.id;
  const name = typeof policy === 'string' ? '' : policy.name?.trim();
  return name || t(`policy.${BUILT_IN.find((known) => known === id) ?? 'own'}`);
}
