/** What was read: files, sheets with the meaning of their columns, and what was noticed. */
import { html, nothing, type TemplateResult } from 'lit';
import type { DiagnosticView, ReportView, TableView } from '../../engine/report';
import { formatNumber, t } from '../../i18n/index';
import { severityIcon } from '../icons';
import type { FileItem } from '../files';
import type { View } from './context';

const STEP = 8;

export function data(view: View): TemplateResult {
  const { report } = view.store;
  if (!report) return html``;
  return html`<div class="data">
    <h1>${t('page.data.title')}</h1>
    <section class="panel"><h2>${t('page.data.files')}</h2>
      <ul class="files">${view.store.files.map((file) => (file.status === 'reading' ? nothing : fileRow(view, file)))}</ul>
      <button type="button" class="quiet" @click=${view.pickFiles}>${t('page.head.add')}</button>
    </section>
    <section class="panel"><h2>${t('page.data.tables')}</h2>${tables(report)}</section>
    <section class="panel noticed"><h2>${t('page.data.noticed')}</h2>${noticed(view, report)}</section>
  </div>`;
}

function fileRow({ store }: View, { name, status, error }: FileItem): TemplateResult {
  const bad = status === 'error';
  return html`<li class=${bad ? 'bad' : ''}>
    ${severityIcon(bad ? 'act' : 'ok')}
    <p><strong class="name">${name}</strong>
      <span>${bad && error ? t(error.code, error.args) : t(bad ? 'page.data.failed' : 'page.data.ok')}</span></p>
    <button type="button" class="quiet small" aria-label=${t('page.data.removeFile', { file: name })}
      @click=${() => void store.remove(name)}>${t('page.data.remove')}</button>
  </li>`;
}

function tables({ tables }: ReportView): TemplateResult {
  const head = ['sheet', 'kind', 'read', 'used', 'setAside'];
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('page.data.tables')}><table>
    <thead><tr>${head.map((name, i) => html`<th scope="col" class=${i > 1 ? 'number' : ''}>${t(`page.data.${name}`)}</th>`)}</tr></thead>
    <tbody>${tables.map(tableRow)}</tbody>
  </table></div>
  ${tables.map((table) => (table.columns.length > 0 ? columns(table) : nothing))}`;
}

function tableRow(table: TableView): TemplateResult {
  const count = (n: number): TemplateResult => html`<td class="number">${formatNumber(n, 'int')}</td>`;
  return html`<tr>
    <th scope="row">${table.sheet}<small>${table.file}</small></th>
    <td>${table.kind ? t(`table.${table.kind}`) : t('page.data.unknown')}</td>
    ${count(table.read)}${count(table.used)}${count(table.setAside)}
  </tr>`;
}

function columns(table: TableView): TemplateResult {
  const head = ['column', 'header', 'target', 'sure'];
  return html`<details><summary>${table.sheet} <span>${t('page.data.columns', { n: table.columns.length })}</span></summary>
    <div class="scroll" tabindex="0" role="region" aria-label=${table.sheet}><table>
      <thead><tr>${head.map((name) => html`<th scope="col">${t(`page.data.${name}`)}</th>`)}</tr></thead>
      <tbody>${table.columns.map((column) => html`<tr>
        <td>${column.at}</td><th scope="row">${column.header}</th><td>${columnWord(column.target)}</td>
        <td>${column.target.startsWith('extra:') ? '' : formatNumber(column.confidence, 'percent0')}</td></tr>`)}</tbody>
    </table></div></details>`;
}

/** What a column is taken for: a field, a unit's view (`verdict:Region B`), or a column that is kept. */
export function columnWord(target: string): string {
  const at = target.indexOf(':');
  if (at < 0) return t(`field.${target}`);
  const [kind, unit] = [target.slice(0, at), target.slice(at + 1)];
  return t(`page.data.${kind === 'extra' ? 'kept' : kind}`, { unit });
}

function noticed(view: View, report: ReportView): TemplateResult {
  if (report.diagnosticsTotal === 0) return html`<p>${t('page.data.nothing')}</p>`;
  const wanted = view.screen.filter.trim().toLowerCase();
  const found = report.diagnostics.filter((d) => !wanted || `${d.cell ?? ''} ${d.raw} ${d.text}`.toLowerCase().includes(wanted));
  const groups = new Map<string, DiagnosticView[]>();
  for (const item of found) {
    const group = groups.get(item.code);
    if (group) group.push(item);
    else groups.set(item.code, [item]);
  }
  const input = (event: Event): void => view.set({ filter: (event.target as HTMLInputElement).value });
  return html`
    <label class="filter">${t('page.data.filter')}
      <input type="search" .value=${view.screen.filter} @input=${input} placeholder=${t('page.data.filterHint')}></label>
    <p class="hint">${t('page.data.shown', { n: found.length, total: report.diagnosticsTotal })}</p>
    ${[...groups].map(([code, items]) => group(view, report, code, items))}`;
}

function group(view: View, report: ReportView, code: string, items: readonly DiagnosticView[]): TemplateResult {
  const { noticesShown } = view.screen;
  const shown = noticesShown.get(code) ?? STEP;
  const total = report.diagnosticCounts.find((count) => count.code === code)?.count ?? items.length;
  const [first] = items;
  const same = items.every((item) => item.text === first?.text);
  const text = first?.text ?? code;
  const rest = items.length - shown;
  return html`<section class="group">
    <h3><span class="severity ${first?.severity === 'warning' ? 'watch' : 'no-data'}">
        ${severityIcon(first?.severity === 'warning' ? 'watch' : 'no-data')}
        <span>${t(`page.data.${first?.severity ?? 'note'}`)}</span></span>
      ${same ? text : t('page.data.such', { text })}
      <span class="count">${t('page.data.count', { n: view.screen.filter ? items.length : total })}</span></h3>
    ${first?.hint ? html`<p class="hint">${first.hint}</p>` : nothing}
    <ul>${items.slice(0, shown).map((item) => notice(view, report, item, !same))}</ul>
    ${rest > 0 ? html`<button type="button" class="quiet small" @click=${() => view.set({ noticesShown: new Map(noticesShown).set(code, shown + STEP * 4) })}>
      ${t('page.answer.more', { n: Math.min(rest, STEP * 4) })}</button>` : nothing}
  </section>`;
}

function notice(view: View, report: ReportView, item: DiagnosticView, withText: boolean): TemplateResult {
  const { at, cell, file, sheet, raw, text } = item;
  const source = report.tables.findIndex((table) => table.file === file && table.sheet === sheet);
  const place = at && cell && source >= 0
    ? html`<button type="button" class="cell" title=${file ?? ''} aria-label=${t('page.cell.open', { cell })}
        @click=${() => view.openCell(source, at[0], [at[1]], cell)}>${cell}</button>`
    : html`<span class="cell plain">${cell ?? file ?? ''}</span>`;
  return html`<li>${place}${withText ? html`<span>${text}</span>` : nothing}${raw ? html`<q>${raw}</q>` : nothing}</li>`;
}
