/** The head of the page: name, places, language, appearance, settings. */
import { html, nothing, type TemplateResult } from 'lit';
import { LOCALES, t, type LocaleTag } from '../../i18n/index';
import { logo } from '../icons';
import { THEMES, type Theme } from '../prefs';
import { ANSWERS, link, type Route } from '../routes';
import type { View } from './context';

const NAMES: Readonly<Record<LocaleTag, string>> = { 'zh-CN': '中文', en: 'English' };
const PLACES: readonly Route[] = ['overview', ...ANSWERS.map(({ id }) => id), 'data'];

export function header(view: View): TemplateResult {
  const { store } = view;
  return html`<header class="top">
    <div class="bar">
      <a class="brand" href="#/">${logo}<span>${t('page.title')}</span><small>${t('page.tagline')}</small></a>
      <div class="tools">
        ${bookTools(view)}
        ${languages(view)}
        ${themes(view)}
      </div>
    </div>
    ${store.report ? places(view) : nothing}
  </header>`;
}

function bookTools({ store, pickFiles, openSettings }: View): TemplateResult {
  const restart = (): void => {
    store.clear();
    location.hash = link('overview');
  };
  const { report } = store;
  return html`
    ${report ? html`<button type="button" class="quiet" @click=${pickFiles}>${t('page.head.add')}</button>` : nothing}
    <button type="button" class="quiet" @click=${openSettings} aria-haspopup="dialog">${t('page.head.settings')}</button>
    ${report ? html`<button type="button" class="quiet" @click=${restart}>${t('page.head.restart')}</button>` : nothing}`;
}

function languages({ store }: View): TemplateResult {
  return html`<div class="switch" role="group" aria-label=${t('page.head.language')}>
    ${LOCALES.map((tag) => html`<button type="button" lang=${tag} aria-pressed=${store.locale === tag ? 'true' : 'false'}
      @click=${() => void store.setLocale(tag)}>${NAMES[tag]}</button>`)}
  </div>`;
}

function themes({ store }: View): TemplateResult {
  return html`<div class="switch" role="group" aria-label=${t('page.head.theme')}>
    ${THEMES.map((theme: Theme) => html`<button type="button" data-theme-choice=${theme}
      aria-pressed=${store.theme === theme ? 'true' : 'false'} @click=${() => store.setTheme(theme)}>${t(`page.head.${theme}`)}</button>`)}
  </div>`;
}

function places({ screen }: View): TemplateResult {
  return html`<nav aria-label=${t('page.nav.label')}><ul>
    ${PLACES.map((place) => html`<li><a href=${link(place)}
      aria-current=${place === screen.route ? 'page' : nothing}>${t(`page.nav.${place}`)}</a></li>`)}
  </ul></nav>`;
}
