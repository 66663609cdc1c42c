/** A part of the page whose words come later: shown once they are here; where they do not come that is said. */
import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../../i18n/index';
import type { View } from './context';

export function part(view: View, content: () => TemplateResult): TemplateResult | typeof nothing {
  const { store } = view;
  void store.more();
  if (store.moreWords.here) return content();
  if (!store.moreWords.failed) return nothing;
  return html`<p class="panel" role="alert">${t('page.part.missing')}
    <button type="button" class="quiet small" @click=${() => void store.more(true)}>${t('page.part.again')}</button></p>`;
}
