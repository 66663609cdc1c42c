/** Where a book has too little for a policy: what its tiers are instead, and which columns would let a policy decide. */
import { html, nothing, type TemplateResult } from 'lit';
import { formatNumber, t } from '../../i18n/index';
import { amountWord } from '../places';
import { subjectWord } from './fields';
import type { Editor } from './kam-policy';

/** As in `src/analysis/tiering/defaults.rs`: what the starting policies look at. */
const LOOKED_AT = ['revenue', 'potential', 'industry_rank', 'margin', 'procurement_planned', 'cross_region', 'roadmap_fit', 'credit_ok'];

export function unpoliced({ view, draft, subjects }: Editor): TemplateResult | typeof nothing {
  const report = view.store.report?.reports.tiers;
  if (!report || report.basis === 'policy' || draft) return nothing;
  const { basis, amountBasis, tiers } = report;
  const known = new Set(subjects.map(({ subject }) => subject));
  const fields = LOOKED_AT.filter((field) => !known.has(field)).map(subjectWord);
  return html`<div class="unpoliced" data-basis=${basis}>
    <p>${basis === 'abc' ? t('page.policy.unpoliced.abc', { amount: amountWord(amountBasis), first: 0.8, second: 0.95 }) : t('page.policy.unpoliced.none')}</p>
    ${basis === 'abc' ? html`<table class="counts"><caption class="unseen">${t('page.policy.counts.caption')}</caption>
      <thead><tr><th scope="col">${t('page.policy.counts.tier')}</th><th scope="col" class="number">${t('page.policy.counts.accounts')}</th></tr></thead>
      <tbody>${tiers.map(({ name, firm, provisional }) => html`<tr data-abc=${name}><th scope="row">${name}</th>
        <td class="number">${formatNumber(firm + provisional, 'int')}</td></tr>`)}</tbody></table>` : nothing}
    <p>${t('page.policy.unpoliced.needs', { fields })}</p></div>`;
}
