/** Where effort pays: how concentrated the money is, what a head brings, fat and thin fields, who can be let go. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Candidate, EvidenceView, Ground, Productivity, ReportView } from '../../engine/report';
import { formatNumber, t } from '../../i18n/index';
import { notes } from './answer';
import type { View } from './context';
import { rowsOf } from './lookup';
import { figure } from './tier-chart';

export function focus(view: View, { reports }: ReportView): TemplateResult {
  const { sentences, tiers, teams, potential, candidates, candidatesTotal, notes: said } = reports.focus;
  return html`
    ${sentences.length > 0 ? html`<ul class="sentences">${sentences.map(({ text }) => html`<li>${text}</li>`)}</ul>` : html`<p>${t('page.tier.focus.nothing')}</p>`}
    ${reports.focus.concentration.length > 0 ? figure(view, 'concentration') : nothing}
    ${candidates.length > 0 ? html`<section class="panel" aria-labelledby="candidates-title"><h2 id="candidates-title">${t('page.tier.focus.candidates', { n: candidatesTotal })}</h2>
      ${table(t('page.tier.focus.candidates', { n: candidatesTotal }), ['account', 'advice', 'reasons', 'amount', 'heads'], candidates.map((item) => candidate(view, item)))}
      ${rest(candidates.length, candidatesTotal)}</section>` : nothing}
    ${productivity(view, 'tiers', tiers)}${productivity(view, 'teams', teams)}
    ${potential.accounts.length > 0 ? html`<section class="panel" aria-labelledby="fields-title"><h2 id="fields-title">${t('page.tier.focus.fields')}</h2>
      ${table(t('page.tier.focus.fields'), ['account', 'field', 'unrealised', 'realised', 'marginPerHead', 'unrealisedPerHead'], potential.accounts.map((item) => ground(view, item)))}
      ${rest(potential.accounts.length, potential.accountsTotal)}</section>` : nothing}
    ${notes(said)}`;
}

const NUMBERS: ReadonlySet<string> = new Set(['amount', 'heads', 'unrealised', 'realised', 'marginPerHead', 'unrealisedPerHead', 'accounts', 'orders', 'perHead']);

export function table(label: string, columns: readonly string[], rows: readonly TemplateResult[]): TemplateResult {
  return html`<div class="scroll figures stacks" role="group" tabindex="0" aria-label=${label}><table>
    <thead><tr>${columns.map((name) => html`<th scope="col" class=${NUMBERS.has(name) ? 'number' : ''}>${t(`page.tier.column.${name}`)}</th>`)}</tr></thead>
    <tbody>${rows}</tbody></table></div>`;
}

/** What stands in a column; on a phone its head stands beside it. */
export function cell(column: string, content: unknown, kind = NUMBERS.has(column) ? 'number' : ''): TemplateResult {
  return html`<td class=${kind} data-label=${t(`page.tier.column.${column}`)}><span>${content}</span></td>`;
}

export function rest(shown: number, total: number): TemplateResult | typeof nothing {
  return total > shown ? html`<p class="hint">${t('page.tier.rest', { n: total - shown })}</p>` : nothing;
}

/** A name that leads to the rows behind what stands in its line. */
export function leading(view: View, label: string, evidence: readonly EvidenceView[]): TemplateResult {
  if (evidence.length === 0) return html`${label}`;
  return html`<button type="button" class="figure" aria-haspopup="dialog" aria-label=${t('page.answer.evidenceOf', { label })}
    @click=${() => view.openRows(t('page.answer.evidenceOf', { label }), rowsOf(evidence))}>${label}</button>`;
}

const money = (value: number | null): string => (value === null ? t('page.missing') : formatNumber(value, 'money'));
const number = (value: number | null): string => (value === null ? t('page.missing') : formatNumber(value, 'num'));
const percent = (value: number | null): string => (value === null ? t('page.missing') : formatNumber(value, 'percent0'));

function candidate(view: View, item: Candidate): TemplateResult {
  return html`<tr><th scope="row">${leading(view, item.accountName, item.evidence)}</th>
    ${cell('advice', t(`focus.advice.${item.advice}`))}${cell('reasons', item.reasons.map(({ text }) => text).join(t('chart.clause')), 'wrap')}
    ${cell('amount', money(item.amount))}${cell('heads', number(item.heads))}</tr>`;
}

function ground(view: View, item: Ground): TemplateResult {
  return html`<tr><th scope="row">${leading(view, item.accountName, item.evidence)}</th>
    ${cell('field', item.field ? t(`page.tier.focus.${item.field}`) : t('page.missing'))}
    ${cell('unrealised', money(item.unrealised))}${cell('realised', percent(item.realised))}
    ${cell('marginPerHead', money(item.marginPerHead))}${cell('unrealisedPerHead', money(item.unrealisedPerHead))}</tr>`;
}

function productivity(view: View, of: 'tiers' | 'teams', groups: readonly Productivity[]): TemplateResult | typeof nothing {
  if (groups.length === 0) return nothing;
  const label = t(`page.tier.focus.${of}`);
  const name = (group: Productivity): string => group.name ?? t(`focus.group.${group.group}`);
  return html`<section class="panel" aria-labelledby="focus-${of}"><h2 id="focus-${of}">${label}</h2>
    ${table(label, ['group', 'accounts', 'heads', 'orders', 'perHead'], groups.map((group) => html`<tr class=${group.group === 'all' ? 'sum' : ''}>
      <th scope="row">${leading(view, name(group), group.evidence)}</th>
      ${cell('accounts', formatNumber(group.accounts, 'int'))}${cell('heads', number(group.heads))}${cell('orders', money(group.orders))}${cell('perHead', money(group.perHead))}</tr>`))}</section>`;
}
