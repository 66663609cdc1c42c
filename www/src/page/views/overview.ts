/** The findings, the most urgent first. */
import { html, nothing, type TemplateResult } from 'lit';
import type { FindingView, ReportView } from '../../engine/report';
import { t } from '../../i18n/index';
import { arrow, severityIcon } from '../icons';
import { ANSWERS, link } from '../routes';
import type { View } from './context';

export function overview({ store }: View): TemplateResult {
  const { report } = store;
  if (!report) return html``;
  return html`<div class="overview">
    <div class="title">
      <h1>${t('page.overview.title')}</h1>
      ${facts(report, store.isSample)}
    </div>
    <ol class="cards">${report.findings.map(card)}</ol>
  </div>`;
}

function facts(report: ReportView, sample: boolean): TemplateResult {
  const files = report.files.filter((file) => file.status === 'ok').length;
  const { read, used, setAside } = report.counts;
  return html`<ul class="facts">
    ${sample ? html`<li class="badge">${t('page.overview.sample')}</li>` : nothing}
    <li>${t('page.overview.asOf', { asOf: report.asOf })}</li>
    <li>${t('page.overview.files', { n: files })}</li>
    <li>${t('page.overview.accounts', { n: report.accountsTotal })}</li>
    <li><a href=${link('data')}>${t('page.overview.rows', { read, used, setAside })}</a></li>
  </ul>`;
}

export function severity({ severity }: FindingView): TemplateResult {
  return html`<span class="severity ${severity}">${severityIcon(severity)}<span>${t(`page.severity.${severity}`)}</span></span>`;
}

function card(finding: FindingView): TemplateResult {
  const answer = ANSWERS.find(({ hurdle }) => hurdle === finding.hurdle);
  if (!answer) return html``;
  const title = t(`page.nav.${answer.id}`);
  return html`<li class="card ${finding.severity}" data-answer=${answer.id}>
    <p class="cardhead">${severity(finding)}<span class="eyebrow">${title}</span></p>
    <h2>${finding.text}</h2>
    ${actions(finding)}
    ${unlocks(finding)}
    <p class="more"><a href=${link(answer.id)} aria-label=${t('page.overview.openOf', { title })}>${t('page.overview.open')}${arrow}</a></p>
  </li>`;
}

export function actions({ actions }: FindingView): TemplateResult | typeof nothing {
  if (actions.length === 0) return nothing;
  return html`<div class="actions"><h3>${t('page.overview.actions')}</h3>
    <ul>${actions.map((action) => html`<li>${action.text}</li>`)}</ul></div>`;
}

export function unlocks({ unlock }: FindingView): TemplateResult | typeof nothing {
  if (unlock.length === 0) return nothing;
  return html`<div class="unlock"><h3>${t('page.overview.unlock')}</h3>
    <ul>${unlock.map((item) => html`<li>${item.text}</li>`)}</ul></div>`;
}
