/** Settings: a modal dialog, so the browser keeps the focus. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { isBytes, LIMIT_NAMES, LIMITS, type LimitName, type Limits } from '../../engine/limits';
import { BUILT_IN } from '../../engine/policy';
import type { Settings } from '../../engine/report';
import { t } from '../../i18n/index';
import { titleOf } from '../policy-title';
import { tierLink } from '../routes';
import type { View } from './context';

export function settingsDialog({ store }: View): TemplateResult {
  const { asOf, settings } = store.choices;
  const own = typeof settings.policy === 'object' ? settings.policy : undefined;
  const months = Array.from({ length: 12 }, (_, i) => i + 1);
  const apply = (event: SubmitEvent): void => {
    const form = new FormData(event.target as HTMLFormElement);
    if (event.submitter?.getAttribute('value') !== 'apply') return;
    const next: Settings = {
      policy: BUILT_IN.find((name) => name === form.get('policy')) ?? settings.policy ?? 'default',
      leadsCount: form.has('leads'),
      fiscalYearStart: Number(form.get('fiscal')),
      retention: Number(form.get('retention')) / 100,
      passMark: Number(form.get('passMark')),
    };
    const limits = limitsOf(form, store.limits);
    if (JSON.stringify(limits) !== JSON.stringify(store.limits)) void store.setLimits(limits);
    void store.setChoices({ ...store.choices, asOf: String(form.get('asOf')), settings: { ...settings, ...next } });
  };
  return html`<dialog id="settings" aria-labelledby="settings-title"><form method="dialog" @submit=${apply}>
    <h2 id="settings-title">${t('page.settings.title')}</h2>
    <label>${t('page.settings.asOf')}<input type="date" name="asOf" required .value=${live(asOf)} aria-describedby="as-of-hint"></label>
    <p class="hint" id="as-of-hint">${t('page.settings.asOfHint')}</p>
    <label>${t('page.settings.policy')}<select name="policy" .value=${live(own ? 'own' : String(settings.policy ?? 'default'))}>
      ${BUILT_IN.map((name) => html`<option value=${name}>${t(`policy.${name}`)}</option>`)}
      ${own ? html`<option value="own">${titleOf(own)}</option>` : nothing}
    </select></label>
    ${store.report ? html`<p class="hint"><a href=${tierLink('policy')} @click=${close}>${t('page.settings.policyEdit')}</a></p>` : nothing}
    <label>${t('page.settings.fiscal')}<select name="fiscal" .value=${live(String(settings.fiscalYearStart ?? 1))}>
      ${months.map((n) => html`<option value=${n}>${t('page.settings.month', { month: String(n) })}</option>`)}
    </select></label>
    <div class="pair">
      ${number('retention', 'page.settings.retention', Math.round((settings.retention ?? 1) * 100), 200)}
      ${number('passMark', 'page.settings.passMark', settings.passMark ?? 60, 120)}
    </div>
    <label class="check"><input type="checkbox" name="leads" .checked=${live(settings.leadsCount ?? false)}>${t('page.settings.leads')}</label>
    <details class="limits">
      <summary>${t('page.settings.limits')}</summary>
      <p class="hint">${t('page.settings.limitsHint')}</p>
      <div class="pair">${LIMIT_NAMES.map((name) => limit(name, store.limits))}</div>
      <button type="button" class="quiet small" @click=${usualLimits}>${t('page.settings.limitReset')}</button>
    </details>
    <div class="buttons">
      <button type="submit" value="cancel" class="quiet" formnovalidate>${t('page.settings.cancel')}</button>
      <button type="submit" value="apply" class="primary">${t('page.settings.apply')}</button>
    </div>
  </form></dialog>`;
}

const close = (event: Event): void => (event.target as Element).closest('dialog')?.close();

/** Bytes are shown in MB; what is below a thousandth of one is rounded up. */
const scale = (name: LimitName): number => (isBytes(name) ? 2 ** 20 : 1);
const shown = (name: LimitName, value: number): number => Math.ceil((value / scale(name)) * 1000) / 1000;

function limit(name: LimitName, limits: Limits): TemplateResult {
  const id = `limit-${name}`;
  const usual = t(name === 'seconds' ? 'page.settings.limitUsualSeconds' : 'page.settings.limitUsual', { n: shown(name, LIMITS[name]) });
  return html`<div><label for=${id}>${t(`page.settings.limit.${name}`)}</label><input type="number" id=${id} name=${id} required
    min=${isBytes(name) ? '0.001' : '1'} step=${isBytes(name) ? 'any' : '1'} aria-describedby=${`${id}-usual`}
    .value=${live(String(shown(name, limits[name] ?? LIMITS[name])))}><p class="hint" id=${`${id}-usual`}>${usual}</p></div>`;
}

/** Those that are set otherwise than they come; what was not touched stays to the byte. */
function limitsOf(form: FormData, before: Limits): Limits {
  const set = LIMIT_NAMES.map((name) => {
    const [value, now] = [Number(form.get(`limit-${name}`)), before[name] ?? LIMITS[name]];
    return [name, value === shown(name, now) ? now : Math.round(value * scale(name))] as const;
  });
  return Object.fromEntries(set.filter(([name, value]) => value > 0 && value !== LIMITS[name]));
}

/** In the form only: to apply is the person's own step. */
function usualLimits(event: Event): void {
  const { form } = event.target as HTMLButtonElement;
  for (const name of LIMIT_NAMES) {
    const input = form?.elements.namedItem(`limit-${name}`);
    if (input instanceof HTMLInputElement) input.value = String(shown(name, LIMITS[name]));
  }
}

function number(name: string, label: string, value: number, max: number): TemplateResult {
  return html`<label>${t(label)}<input type="number" name=${name} required min="0" max=${max} step="1" .value=${live(String(value))}></label>`;
}
