/** One page for the meeting that decides: who disagrees about whom, what each sees, why, and what is to be decided. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ReportView } from '../../engine/report';
import type { Audit, AuditRow } from '../../engine/tiers';
import { formatNumber, t } from '../../i18n/index';
import { amountWord } from '../places';
import { titleOf } from '../policy-title';
import { tierLink } from '../routes';
import type { View } from './context';
import { alpha, decimals, rater } from './tier-consensus';

/** What a sheet of A4 holds: disputes, raters of one, and lines in all. */
const [DISPUTES, RATERS, LINES] = [6, 4, 44];

export function brief(_view: View, report: ReportView): TemplateResult {
  const { audit } = report.reports.tiers;
  if (!audit) return html`<p>${t('page.tier.consensus.nothing')}</p>`;
  const disputes = audit.rows.filter(({ disagreement }) => disagreement !== null && disagreement > 0);
  const shown = fitting(disputes, audit);
  const more = audit.disputed - shown.length;
  return html`<div class="brief">
    <p class="buttons"><button type="button" class="primary" data-print @click=${() => print()}>${t('page.tier.brief.print')}</button>
      <a class="quiet linked" href=${tierLink('consensus')}>${t('page.tier.brief.back')}</a></p>
    <p class="hint">${t('page.overview.asOf', { asOf: report.asOf })}${t('chart.dot')}${t('page.tier.brief.policy', { name: policyName(report) })}${t('chart.dot')}${t('page.tier.brief.files', { files: report.files.map(({ name }) => name) })}</p>
    <p class="lead">${t('page.tier.consensus.summary', { n: audit.disputed, total: audit.rowsTotal, raters: audit.raters.length })}</p>
    <dl class="alphas">${alpha('verdicts', audit.alpha)}${alpha('tiers', audit.alphaTiers)}</dl>
    ${shown.length === 0 ? html`<p>${t('page.tier.brief.agreed')}</p>` : html`<ol class="cases">${shown.map((row) => dispute(row, audit))}</ol>`}
    ${more > 0 ? html`<p class="hint">${t('page.tier.brief.more', { n: more })}</p>` : nothing}
  </div>`;
}

function policyName({ reports: { tiers } }: ReportView): string {
  return tiers.policy ? titleOf(tiers.source) : t('page.missing');
}

/** As many as one page holds, the most disputed first; at least one. */
function fitting(disputes: readonly AuditRow[], audit: Audit): readonly AuditRow[] {
  let lines = 0;
  return disputes.slice(0, DISPUTES).filter((row, i) => {
    lines += 3 + telling(row, audit).length * 1.5 + row.questions.length * 1.5;
    return i === 0 || lines <= LINES;
  });
}

/** Raters of whom something is to be said: those with a cause, then the group, then the others. */
function telling({ verdicts, causes }: AuditRow, { raters }: Audit): number[] {
  const known = raters.map((_, at) => at).filter((at) => verdicts[at]);
  const weight = (at: number): number => (raters[at] === null ? 1 : causes.some((cause) => cause.rater === at) ? 0 : 2);
  return [...known].sort((a, b) => weight(a) - weight(b)).slice(0, RATERS).sort((a, b) => a - b);
}

function dispute(row: AuditRow, audit: Audit): TemplateResult {
  const told = telling(row, audit);
  const others = row.verdicts.filter((verdict, at) => verdict && !told.includes(at));
  const yes = others.filter((verdict) => verdict?.yes).length;
  return html`<li><h2>${row.accountName} <small>${[stake(row), t('page.tier.brief.disagreement', { value: decimals(row.disagreement ?? 0) })].filter(Boolean).join(t('chart.dot'))}</small></h2>
    <table><thead><tr>${['party', 'says', 'sees', 'cause'].map((name) => html`<th scope="col">${t(`page.tier.brief.${name}`)}</th>`)}</tr></thead>
      <tbody>${told.map((at) => line(row, audit, at))}
      ${others.length > 0 ? html`<tr><td colspan="4">${t('page.tier.brief.others', { yes, no: others.length - yes })}</td></tr>` : nothing}</tbody></table>
    ${row.questions.length > 0 ? html`<h3>${t('page.tier.account.questions')}</h3><ul class="todecide">${row.questions.map((question) => html`<li>${question}</li>`)}</ul>` : nothing}</li>`;
}

/** The bars with the account's own figures say more than the causes' names. */
function line(row: AuditRow, { raters }: Audit, at: number): TemplateResult {
  const verdict = row.verdicts[at];
  const { texts = [], points = [] } = row.causes.find(({ rater: of }) => of === at) ?? {};
  const why = (points.length > 0 ? points : texts).join(t('page.tier.consensus.or'));
  return html`<tr><th scope="row">${rater(raters[at] ?? null)}</th>
    <td class="said ${verdict?.yes ? 'yes' : 'no'}"><span aria-hidden="true">${verdict?.yes ? '✓' : '✕'}</span> ${t(`page.tier.verdict.${verdict?.yes ? 'yes' : 'no'}`)}
      ${verdict ? html`<small>${t(`page.tier.verdict.${verdict.by}`)}</small>` : nothing}</td>
    ${cell(verdict?.sees.join(t('chart.clause')))}${cell(why)}</tr>`;
}

function cell(text = ''): TemplateResult {
  return html`<td class=${text ? '' : 'none'}>${text || t('page.missing')}</td>`;
}

/** What the dispute is about. */
function stake({ stake: about }: AuditRow): string {
  return about ? `${amountWord(about.of)} ${formatNumber(about.amount, 'money')}` : '';
}
