/** Settings: a modal dialog, so the browser keeps the focus. */
import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { isBytes, LIMIT_NAMES, LIMITS, type LimitName, type Limits } from '../../engine/limits';
import type { Settings } from '../../engine/report';
import { t } from '../../i18n/index';
import type { View } from './context';

export function settingsDialog({ store }: View): TemplateResult {
  const { asOf, settings } = store.choices;
  const months = Array.from({ length: 12 }, (_, i) => i + 1);
  const apply = (event: SubmitEvent): void => {
    const form = new FormData(event.target as HTMLFormElement);
    if (event.submitter?.getAttribute('value') !== 'apply') return;
    const next: Settings = {
      policy: form.get('policy') === 'group-rule' ? 'group-rule' : 'default',
      leadsCount: form.has('leads'),
      fiscalYearStart: Number(form.get('fiscal')),
      retention: Number(form.get('retention')) / 100,
      passMark: Number(form.get('passMark')),
    };
    const limits = limitsOf(form);
    if (JSON.stringify(limits) !== JSON.stringify(store.limits)) void store.setLimits(limits);
    void store.setChoices({ ...store.choices, asOf: String(form.get('asOf')), settings: { ...settings, ...next } });
  };
  return html`<dialog id="settings" aria-labelledby="settings-title"><form method="dialog" @submit=${apply}>
    <h2 id="settings-title">${t('page.settings.title')}</h2>
    <label>${t('page.settings.asOf')}<input type="date" name="asOf" required .value=${live(asOf)} aria-describedby="as-of-hint"></label>
    <p class="hint" id="as-of-hint">${t('page.settings.asOfHint')}</p>
    <label>${t('page.settings.policy')}<select name="policy" .value=${live(settings.policy ?? 'default')}>
      <option value="default">${t('page.settings.policyDefault')}</option>
      <option value="group-rule">${t('page.settings.policyGroup')}</option>
    </select></label>
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
    </details>
    <div class="buttons">
      <button type="submit" value="cancel" class="quiet" formnovalidate>${t('page.settings.cancel')}</button>
      <button type="submit" value="apply" class="primary">${t('page.settings.apply')}</button>
    </div>
  </form></dialog>`;
}

/** Bytes are shown in KiB: none of these limits is smaller. */
const scale = (name: LimitName): number => (isBytes(name) ? 1024 : 1);

function limit(name: LimitName, limits: Limits): TemplateResult {
  const label = t(`limit.${name}`);
  return html`<label>${isBytes(name) ? t('page.settings.inKib', { label }) : label}<input type="number" name=${`limit-${name}`} required min="1" step="1"
    .value=${live(String(Math.ceil((limits[name] ?? LIMITS[name]) / scale(name))))}></label>`;
}

/** Those that are set otherwise than they come. */
function limitsOf(form: FormData): Limits {
  const set = LIMIT_NAMES.map((name) => [name, Number(form.get(`limit-${name}`)) * scale(name)] as const);
  return Object.fromEntries(set.filter(([name, value]) => value > 0 && value !== LIMITS[name]));
}

function number(name: string, label: string, value: number, max: number): TemplateResult {
  return html`<label>${t(label)}<input type="number" name=${name} required min="0" max=${max} step="1" .value=${live(String(value))}></label>`;
}
