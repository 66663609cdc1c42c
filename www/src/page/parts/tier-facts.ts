/** What the ladder does not say: how many tiers are open or fragile, and which column would settle most. */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { t } from '../../i18n/index';
import { columnWord } from '../places';
import type { View } from '../views/context';

export class KamTierFacts extends LitElement {
  static override properties = { view: { attribute: false }, version: { attribute: false } };
  declare view: View;
  version = 0;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult | typeof nothing {
    const tiers = this.view.store.report?.reports.tiers;
    if (!tiers || tiers.basis === 'none') return nothing;
    const { robustness, unknownColumns, notAssessable } = tiers;
    const provisional = tiers.tiers.reduce((sum, tier) => sum + tier.provisional, 0);
    const [column] = unknownColumns;
    return html`<ul class="tierfacts">
      <li>${t('page.tier.facts.accounts', { n: tiers.accountsTotal })}</li>
      ${tiers.basis === 'policy' ? html`<li>${t('page.tier.facts.provisional', { n: provisional })}</li>` : nothing}
      ${notAssessable > 0 ? html`<li>${t('page.tier.facts.notAssessable', { n: notAssessable })}</li>` : nothing}
      ${robustness ? html`<li>${t('page.tier.facts.fragile', { n: robustness.fragile, share: robustness.fragileBelow, concentration: robustness.concentration })}</li>` : nothing}
      ${column ? html`<li>${t('page.tier.facts.column', { field: columnWord(column.subject), n: column.cells, firm: column.firm })}</li>` : nothing}
    </ul>`;
  }
}
