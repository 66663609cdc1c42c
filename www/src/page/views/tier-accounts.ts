/** All accounts: the list, and below it the one that is explained or those that are compared. */
import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../../i18n/index';
import type { ReportView } from '../../engine/report';
import type { View } from './context';

export function accounts(view: View, { reports }: ReportView): TemplateResult {
  if (reports.tiers.accountsTotal === 0) return html`<p>${t('page.tier.list.empty')}</p>`;
  const { list } = view.screen;
  return html`<kam-tier-list .view=${view} .list=${list} .version=${view.store.version}></kam-tier-list>
    ${list.shown ? html`<kam-tier-account .view=${view} .account=${list.shown.account} .version=${view.store.version}></kam-tier-account>` : nothing}
    ${list.compared && list.picked.length > 1 ? html`<kam-tier-compare .view=${view} .accounts=${list.picked} .version=${view.store.version}></kam-tier-compare>` : nothing}`;
}
