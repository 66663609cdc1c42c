/** A reload or a closed tab ends what was changed and not saved: the browser asks first. */
import { t } from '../i18n/index';
import type { Store } from './store';

export function askBeforeLeaving({ policy, mapping }: Pick<Store, 'policy' | 'mapping'>, signal: AbortSignal): void {
  addEventListener('beforeunload', (event) => {
    if (!policy.dirty && !mapping.dirty) return;
    event.preventDefault();
    // Most browsers have words of their own; those that let a page speak say these.
    event.returnValue = t('page.leaving');
  }, { signal });
}
