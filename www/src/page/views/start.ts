/** Before there is a book: the promise, the drop zone, and reading files. */
import { html, nothing, type TemplateResult } from 'lit';
import { formatNumber, t } from '../../i18n/index';
import { byLimit, type FileItem } from '../files';
import { lock, severityIcon, sheet } from '../icons';
import { encodingChoice } from '../parts/encoding';
import { ANSWERS } from '../routes';
import type { View } from './context';

export function hero(view: View): TemplateResult {
  const { store } = view;
  return html`<div class="hero">
    <h1>${t('page.hero.promise')}</h1>
    <p class="lead">${t('page.hero.lead')}</p>
    ${store.phase === 'error' ? errors(view) : nothing}
    ${refused(view)}
    ${store.mapping.loaded ? html`<p class="ready">${severityIcon('ok')}<span>${t('page.mapping.waiting')}</span></p>` : nothing}
    ${store.policy.carried ? html`<p class="ready">${severityIcon('ok')}<span>${t('page.policy.waiting')}</span></p>` : nothing}
    ${dropZone(view)}
    <p class="privacy">${lock}<span>${t('page.hero.privacy')}</span></p>
    ${questions()}
  </div>`;
}

function dropZone({ store, screen, pickFiles }: View): TemplateResult {
  return html`<div class="drop ${screen.dragging ? 'over' : ''}">
    <span class="sheet">${sheet}</span>
    <p class="big">${t(screen.dragging ? 'page.hero.dropNow' : 'page.hero.drop')}</p>
    <div class="buttons">
      <button type="button" class="primary" @click=${pickFiles}>${t('page.hero.choose')}</button>
      <button type="button" class="quiet" id="sample" @click=${() => void store.sample()}>${t('page.hero.sample')}</button>
    </div>
    <p class="hint">${t('page.hero.or')}</p>
    <p class="hint formats">${t('page.hero.formats')}</p>
    <p class="hint">${t('page.hero.sampleNote')}</p>
  </div>`;
}

function questions(): TemplateResult {
  return html`<section class="questions" aria-labelledby="questions">
    <h2 id="questions" class="eyebrow">${t('page.hero.answers')}</h2>
    <ul>${ANSWERS.map(({ id }) => html`<li>
      <h3>${t(`page.question.${id}`)}</h3>
      <p>${t(`page.about.${id}`)}</p>
    </li>`)}</ul>
  </section>`;
}

/** The files that could not be read, each with its own reason unless they are listed anyway; and what else went wrong. */
export function errors(view: View, listed = false): TemplateResult {
  const { store } = view;
  const failed = listed ? [] : store.failed;
  if (failed.length === 0 && !store.trouble) return html``;
  return html`<section class="failures">
    ${store.trouble ? html`<p>${severityIcon('act')}<span>${t(store.trouble.code, store.trouble.args)}</span></p>` : nothing}
    ${failed.length > 0 ? html`<h2>${t('page.error.files', { n: failed.length })}</h2>
      <ul>${failed.map((file) => failure(view, file))}</ul>` : nothing}
  </section>`;
}

/** Why a change of the mapping, or a saved one, or a saved policy could not be taken. */
export function refused({ store: { mapping, policy } }: View): TemplateResult {
  return html`${[mapping, policy].map((state) => state.refused ? html`<p class="refused" role="alert">${severityIcon('act')}<span>${state.refused}</span>
    <button type="button" class="quiet small" @click=${() => state.dismiss()}>${t('page.undo.dismiss')}</button></p>` : nothing)}`;
}

/** A saved mapping came, and none of its tables did. */
export function unmet({ store: { mapping, report, reading } }: View): TemplateResult | typeof nothing {
  const n = mapping.current.tables?.length ?? 0;
  if (!mapping.loaded || n === 0 || !report || reading.length > 0 || report.tables.some(({ choice }) => choice !== null)) return nothing;
  return html`<p class="refused unmet" role="status">${severityIcon('watch')}<span>${t('page.mapping.unmet', { n })}</span>
    <button type="button" class="quiet small" @click=${() => mapping.dismiss()}>${t('page.undo.dismiss')}</button></p>`;
}

function failure(view: View, file: FileItem): TemplateResult {
  const { store, openLimits } = view;
  const { name, error } = file;
  return html`<li>
    ${severityIcon('act')}
    <p><strong class="name">${name}</strong> <span>${error ? t(error.code, error.args) : ''}</span></p>
    ${encodingChoice(view, file)}
    ${byLimit(file) ? html`<button type="button" class="quiet small" @click=${openLimits} aria-haspopup="dialog">${t('page.settings.limits')}</button>` : nothing}
    <button type="button" class="quiet small" @click=${() => void store.remove(name)} aria-label=${t('page.data.removeFile', { file: name })}>
      ${t('page.data.remove')}</button>
  </li>`;
}

/** Files on their way, each with its progress and a way out. */
export function reading({ store }: View): TemplateResult {
  const files = store.reading;
  const title = files.length > 0 ? t('page.reading.title', { n: files.length }) : t('page.busy.title');
  return html`<section class="reading" aria-label=${title}>
    <h2>${title}</h2>
    ${files.length === 0 ? html`<progress class="wide" aria-label=${title}></progress>${store.book ? html`<p>${cancelButton(store)}</p>` : nothing}` : nothing}
    <ul>${store.files.map((file) => (file.status === 'reading' ? readingFile(file) : nothing))}</ul>
  </section>`;
}

/** The engine works on new answers; the former ones are shown still. */
export function busy({ store }: View): TemplateResult | typeof nothing {
  if (!store.busy) return nothing;
  const title = t('page.busy.title');
  return html`<section class="busy" aria-label=${title}><span>${title}</span>
    <progress class="wide" aria-label=${title}></progress>${cancelButton(store)}</section>`;
}

function cancelButton(store: View['store']): TemplateResult {
  return html`<button type="button" class="quiet small" @click=${() => void store.cancel()} aria-label=${t('page.busy.cancelHint')}>${t('page.reading.cancel')}</button>`;
}

function readingFile({ name, progress, cancel }: FileItem): TemplateResult {
  return html`<li>
    <span class="name">${name}</span>
    <progress max="1" .value=${progress} aria-label=${t('page.reading.progress', { file: name })}></progress>
    <span class="number">${progress > 0 ? formatNumber(progress, 'percent0') : t('page.reading.waiting')}</span>
    <button type="button" class="quiet small" @click=${() => cancel.abort()} aria-label=${t('page.reading.cancelFile', { file: name })}>
      ${t('page.reading.cancel')}</button>
  </li>`;
}
