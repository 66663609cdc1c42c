/** What was read: files, tables with the meaning of their columns, names, and what was noticed. */
import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { t } from '../../i18n/index';
import type { FileItem } from '../files';
import { severityIcon } from '../icons';
import { encodingChoice } from '../parts/encoding';
import type { View } from './context';
import { part } from './part';

export function data(view: View): TemplateResult {
  const { report, version } = view.store;
  if (!report) return html``;
  return html`<div class="data">
    <h1>${t('page.data.title')}</h1>
    <section class="panel"><h2>${t('page.data.files')}</h2>
      <ul class="files">${view.store.files.map((file) => fileRow(view, file))}</ul>
      <button type="button" class="quiet" @click=${view.pickFiles}>${t('page.head.add')}</button>
    </section>
    ${mappingTools(view)}${changes(view)}
    ${part(view, () => html`<kam-tables .view=${view} .version=${version}></kam-tables>
    <kam-accounts .view=${view} .version=${version}></kam-accounts>
    <kam-notices .view=${view} .version=${version}></kam-notices>`)}
  </div>`;
}

function fileRow(view: View, file: FileItem): TemplateResult {
  const { store } = view;
  const { name, status, error } = file;
  const bad = status === 'error';
  const became = status === 'reading' ? 'page.data.reading' : bad ? 'page.data.failed' : 'page.data.ok';
  return html`<li class=${bad ? 'bad' : ''}>
    ${severityIcon(bad ? 'act' : status === 'ok' ? 'ok' : 'no-data')}
    <p><strong class="name">${name}</strong>
      <span>${bad && error ? t(error.code, error.args) : t(became)}</span></p>
    ${encodingChoice(view, file)}
    <button type="button" class="quiet small" aria-label=${t('page.data.removeFile', { file: name })}
      @click=${() => void store.remove(name)}>${t('page.data.remove')}</button>
  </li>`;
}

/** All that was chosen is a file for next month's export. */
function mappingTools(view: View): TemplateResult {
  const { mapping } = view.store;
  const button = (name: string, run: () => void): TemplateResult => html`<button type="button" class="quiet small"
    data-mapping=${name} @click=${run}>${t(`page.mapping.${name}`)}</button>`;
  return html`<section class="mapping" aria-labelledby="mapping-title">
    <div class="spread"><h2 id="mapping-title">${t('page.data.tables')}</h2>
      <div class="buttons">${button('save', () => void mapping.save())}${button('load', view.pickFiles)}</div></div>
    <p class="hint">${t('page.mapping.hint')}</p>
  </section>`;
}

/** Each change is said and can be taken back, however far down the page one is. */
function changes({ store: { mapping, version } }: View): TemplateResult {
  const { said, changes } = mapping;
  // A button that cannot do more keeps the focus.
  const step = (name: 'undo' | 'redo', can: boolean): TemplateResult => html`<button type="button" class="quiet small"
    data-mapping=${name} aria-disabled=${can ? 'false' : 'true'} @click=${() => void mapping[name]()}>${t(`page.mapping.${name}`)}</button>`;
  return html`<div class="changes" role="group" aria-label=${t('page.mapping.title')}>
    ${keyed(version, html`<p class=${said ? 'said' : 'hint'}>${said ? severityIcon('ok') : nothing}
      <span>${t(said ? `page.mapping.said.${said}` : 'page.mapping.unchanged')}
      ${changes > 0 ? html`<span class="count">${t('page.mapping.changes', { n: changes })}</span>` : nothing}</span></p>`)}
    <div class="buttons">${step('undo', mapping.canUndo)}${step('redo', mapping.canRedo)}</div>
  </div>`;
}
