/** One answer: what was found, its chart, how it was worked out, and the cells behind it. */
import { html, nothing, type TemplateResult } from 'lit';
import type { MarkDetail } from '../../elements/kam-chart';
import type { ChartName, EvidenceView, FindingView, MessageView, ReportView } from '../../engine/report';
import { t, words } from '../../i18n/index';
import { back } from '../icons';
import { ANSWERS, link, type Answer } from '../routes';
import type { View } from './context';
import { actions, severity, unlocks } from './overview';
import { cellWord, columnWord } from '../places';
import { rowsOf } from './lookup';
import { shareTables } from './share-tables';

export const EVIDENCE_STEP = 5;

export function answer(view: View, id: Answer['id']): TemplateResult {
  const { report } = view.store;
  const about = ANSWERS.find((known) => known.id === id);
  const finding = report?.findings.find(({ hurdle }) => hurdle === about?.hurdle);
  if (!report || !about || !finding) return html``;
  return html`<article class="answer" data-answer=${id}>
    ${crumb()}${head(finding, id)}
    ${sides(view, finding, html`
      ${id === 'scorecard' ? accountPicker(view, report) : nothing}
      ${about.charts.map((chart) => chartPanel(view, chart, id === 'scorecard' ? view.screen.account : undefined))}
      ${id === 'share' ? shareTables(view, report) : nothing}`)}
    ${notes(report.reports[id].notes)}
  </article>`;
}

export function crumb(): TemplateResult {
  return html`<p class="crumb"><a href=${link('overview')}>${back}${t('page.answer.back')}</a></p>`;
}

export function head(finding: FindingView, id: Answer['id']): TemplateResult {
  return html`<p class="cardhead">${severity(finding)}<span class="eyebrow">${t(`page.question.${id}`)}</span></p>
    <h1>${finding.text}</h1>`;
}

/** Charts, and beside them what to do and the cells behind what was chosen. */
export function sides(view: View, finding: FindingView, charts: TemplateResult): TemplateResult {
  return html`<div class="sides">
    <div class="charts">${charts}</div>
    <aside class="panel">${actions(finding, 2)}${unlocks(finding, 2)}${evidence(view, finding)}</aside>
  </div>`;
}

/** A chart whose marks show their cells beside it. */
export function chartPanel(view: View, chart: ChartName, account?: number): TemplateResult {
  return html`<section class="panel chart">
    <kam-chart .chart=${chart} .source=${view.store.book} .words=${words()} .version=${view.store.version} .account=${account}
      @kam-mark=${(event: CustomEvent<MarkDetail>) => view.set({ mark: event.detail, evidenceShown: EVIDENCE_STEP })}></kam-chart>
  </section>`;
}

function accountPicker(view: View, { reports }: ReportView): TemplateResult | typeof nothing {
  const { cards } = reports.scorecard;
  if (cards.length < 2) return nothing;
  const pick = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    view.set({ account: value ? Number(value) : undefined, mark: undefined });
  };
  return html`<label class="picker">${t('page.answer.account')}
    <select @change=${pick}>
      <option value="" ?selected=${view.screen.account === undefined}>${t('page.answer.auto')}</option>
      ${cards.map((card) => html`<option value=${card.account} ?selected=${card.account === view.screen.account}>${card.accountName}</option>`)}
    </select></label>`;
}

export function notes(all: readonly MessageView[]): TemplateResult | typeof nothing {
  if (all.length === 0) return nothing;
  return html`<section class="notes"><h2>${t('page.answer.notes')}</h2>
    <ul>${all.map((note) => html`<li>${note.text}</li>`)}</ul></section>`;
}

/** The rows behind the chosen mark, or behind the finding. */
function evidence(view: View, finding: FindingView): TemplateResult {
  const { mark, evidenceShown } = view.screen;
  const rows = mark?.evidence ?? finding.evidence;
  if (!mark && rows.length === 0) return html``;
  const rest = rows.length - evidenceShown;
  const label = mark ? t('page.answer.evidenceOf', { label: mark.label }) : t('page.answer.evidence');
  const all = mark ? rows.length : finding.rows;
  const open = (): void => (all > rows.length ? view.openBehind(label, { hurdle: finding.hurdle }) : view.openRows(label, rowsOf(rows)));
  return html`<section class="evidence" id="evidence" tabindex="-1">
    <h2>${label}</h2>
    ${mark
      ? html`<p><button type="button" class="quiet small" @click=${() => view.set({ mark: undefined })}>${t('page.answer.all')}</button></p>`
      : html`<p class="hint">${t('page.answer.evidenceHint')}</p>`}
    ${rows.length === 0 ? html`<p>${t('page.answer.none')}</p>` : nothing}
    <ol>${rows.slice(0, evidenceShown).map((row) => evidenceRow(view, row))}</ol>
    ${rest > 0 ? html`<button type="button" class="quiet" @click=${() => view.set({ evidenceShown: evidenceShown + EVIDENCE_STEP })}>
      ${t('page.answer.more', { n: Math.min(rest, EVIDENCE_STEP) })}</button>` : nothing}
    ${all > evidenceShown ? html`<button type="button" class="quiet" aria-haspopup="dialog" @click=${open}>
        ${t('page.answer.allRows', { n: all })}</button>` : nothing}
  </section>`;
}

export function evidenceRow(view: View, row: EvidenceView): TemplateResult {
  const place = t('page.answer.row', { sheet: row.sheet, row: row.row + 1 });
  const cols = row.cells.map((cell) => cell.col);
  return html`<li>
    <p><button type="button" class="cell" title=${t('page.answer.file', { file: row.file })}
      @click=${() => view.openCell(row.source, row.row, cols, '')}>${place}</button></p>
    <dl>${row.cells.map((cell) => html`<div>
      <dt>${columnWord(cell.field)}</dt>
      <dd><span class=${cell.number ? 'number' : ''}>${cellWord(cell)}</span>
        <button type="button" class="cell" aria-label=${t('page.cell.open', { cell: cell.ref })}
          @click=${() => view.openCell(row.source, cell.row, [cell.col], cell.ref)}>${address(cell.ref)}</button></dd>
    </div>`)}</dl>
  </li>`;
}

/** `F27` of `商机!F27`. */
function address(ref: string): string {
  return ref.slice(ref.lastIndexOf('!') + 1);
}
