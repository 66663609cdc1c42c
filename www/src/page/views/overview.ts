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
    ${report.counts.used === 0 ? unused(report) : nothing}
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
    ${report.diagnosticsTotal > 0 ? html`<li><a href=${link('data')}>${t('page.overview.noticed', { n: report.diagnosticsTotal })}</a></li>` : nothing}
  </ul>`;
}

/** Files were read, but nothing in them is of use: says so before the empty answers do. */
function unused({ counts, diagnostics }: ReportView): TemplateResult {
  return html`<section class="unused"><p>${t('page.overview.unused', { n: counts.setAside })}</p>
    <ul>${diagnostics.slice(0, 3).map((found) => html`<li>${found.text}</li>`)}</ul>
    <p><a href=${link('data')}>${t('page.overview.unusedWhy')}${arrow}</a></p></section>`;
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
    ${actions(finding, 3)}
    ${unlocks(finding, 3)}
    <p class="more"><a href=${link(answer.id)} aria-label=${t('page.overview.openOf', { title })}>${t('page.overview.open')}${arrow}</a></p>
  </li>`;
}

/** In a card below its sentence, or in a view right below the page's heading. */
type Level = 2 | 3;

function heading(level: Level, text: string): TemplateResult {
  return level === 2 ? html`<h2 class="eyebrow">${text}</h2>` : html`<h3 class="eyebrow">${text}</h3>`;
}

export function actions({ actions }: FindingView, level: Level): TemplateResult | typeof nothing {
  if (actions.length === 0) return nothing;
  return html`<div class="actions">${heading(level, t('page.overview.actions'))}
    <ul>${actions.map((action) => html`<li>${action.text}</li>`)}</ul></div>`;
}

export function unlocks({ unlock }: FindingView, level: Level): TemplateResult | typeof nothing {
  if (unlock.length === 0) return nothing;
  return html`<div class="unlock">${heading(level, t('page.overview.unlock'))}
    <ul>${unlock.map((item) => html`<li>${item.text}</li>`)}</ul></div>`;
}
