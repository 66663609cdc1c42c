/** What was read: files, sheets with the meaning of their columns, and what was noticed. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ReportView, TableView } from '../../engine/report';
import { formatNumber, t } from '../../i18n/index';
import { severityIcon } from '../icons';
import type { FileItem } from '../files';
import { columnWord } from '../places';
import type { View } from './context';

export function data(view: View): TemplateResult {
  const { report } = view.store;
  if (!report) return html``;
  return html`<div class="data">
    <h1>${t('page.data.title')}</h1>
    <section class="panel"><h2>${t('page.data.files')}</h2>
      <ul class="files">${view.store.files.map((file) => (file.status === 'reading' ? nothing : fileRow(view, file)))}</ul>
      <button type="button" class="quiet" @click=${view.pickFiles}>${t('page.head.add')}</button>
    </section>
    <section class="panel"><h2>${t('page.data.tables')}</h2>${tables(view, report)}</section>
    <kam-notices .view=${view} .version=${view.store.version}></kam-notices>
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

function tables(view: View, { tables }: ReportView): TemplateResult {
  const head = ['sheet', 'kind', 'read', 'used', 'setAside'];
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('page.data.tables')}><table>
    <thead><tr>${head.map((name, i) => html`<th scope="col" class=${i > 1 ? 'number' : ''}>${t(`page.data.${name}`)}</th>`)}</tr></thead>
    <tbody>${tables.map((table, source) => tableRow(view, table, source))}</tbody>
  </table></div>
  ${tables.map((table) => (table.columns.length > 0 ? columns(table) : nothing))}`;
}

/** What was read leads to the sheet, what was set aside to the reasons. */
function tableRow(view: View, table: TableView, source: number): TemplateResult {
  const { file, sheet, headerRow, kind, read, used, setAside } = table;
  const count = (n: number): string => formatNumber(n, 'int');
  const reasons = (): void => view.showNotices(file, sheet);
  return html`<tr>
    <th scope="row">${sheet}<small>${file}</small></th>
    <td>${kind ? t(`table.${kind}`) : t('page.data.unknown')}</td>
    <td class="number"><button type="button" class="cell" data-open-sheet=${source} aria-label=${t('page.data.openSheet', { sheet, n: read })}
      @click=${() => view.openCell(source, headerRow ?? 0, [], '')}>${count(read)}</button></td>
    <td class="number">${count(used)}</td>
    <td class="number">${setAside > 0 ? html`<button type="button" class="cell" aria-label=${t('page.data.openReasons', { sheet, n: setAside })}
      @click=${reasons}>${count(setAside)}</button>` : count(setAside)}</td>
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
