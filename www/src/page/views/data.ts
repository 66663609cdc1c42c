/** What was read: files, tables with the meaning of their columns, names, and what was noticed. */
import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../../i18n/index';
import type { FileItem } from '../files';
import { severityIcon } from '../icons';
import { encodingChoice } from '../parts/encoding';
import type { View } from './context';

export function data(view: View): TemplateResult {
  const { report, version } = view.store;
  if (!report) return html``;
  return html`<div class="data">
    <h1>${t('page.data.title')}</h1>
    <section class="panel"><h2>${t('page.data.files')}</h2>
      <ul class="files">${view.store.files.map((file) => (file.status === 'reading' ? nothing : fileRow(view, file)))}</ul>
      <button type="button" class="quiet" @click=${view.pickFiles}>${t('page.head.add')}</button>
    </section>
    ${mappingTools(view)}
    <kam-tables .view=${view} .version=${version}></kam-tables>
    <kam-accounts .view=${view} .version=${version}></kam-accounts>
    <kam-notices .view=${view} .version=${version}></kam-notices>
  </div>`;
}

function fileRow(view: View, file: FileItem): TemplateResult {
  const { store } = view;
  const { name, status, error } = file;
  const bad = status === 'error';
  return html`<li class=${bad ? 'bad' : ''}>
    ${severityIcon(bad ? 'act' : 'ok')}
    <p><strong class="name">${name}</strong>
      <span>${bad && error ? t(error.code, error.args) : t(bad ? 'page.data.failed' : 'page.data.ok')}</span></p>
    ${encodingChoice(view, file)}
    <button type="button" class="quiet small" aria-label=${t('page.data.removeFile', { file: name })}
      @click=${() => void store.remove(name)}>${t('page.data.remove')}</button>
  </li>`;
}

/** Each change can be taken back; all of them are a file for next month's export. */
function mappingTools(view: View): TemplateResult {
  const { mapping } = view.store;
  const button = (name: string, run: () => void, disabled = false): TemplateResult => html`<button type="button" class="quiet small"
    data-mapping=${name} ?disabled=${disabled} @click=${run}>${t(`page.mapping.${name}`)}</button>`;
  return html`<section class="mapping" aria-labelledby="mapping-title">
    <div class="spread"><h2 id="mapping-title">${t('page.data.tables')}</h2>
      <div class="buttons" role="group" aria-label=${t('page.mapping.title')}>
        ${button('undo', () => void mapping.undo(), !mapping.canUndo)}
        ${button('redo', () => void mapping.redo(), !mapping.canRedo)}
        ${button('save', () => void mapping.save())}
        ${button('load', view.pickFiles)}
      </div></div>
    <p class="hint">${t('page.mapping.hint')}</p>
  </section>`;
}
