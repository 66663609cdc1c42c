/** Settings, and the sheet around a cell. Both are modal dialogs: the browser keeps the focus. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
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
    <div class="buttons">
      <button type="submit" value="cancel" class="quiet" formnovalidate>${t('page.settings.cancel')}</button>
      <button type="submit" value="apply" class="primary">${t('page.settings.apply')}</button>
    </div>
  </form></dialog>`;
}

function number(name: string, label: string, value: number, max: number): TemplateResult {
  return html`<label>${t(label)}<input type="number" name=${name} required min="0" max=${max} step="1" .value=${live(String(value))}></label>`;
}

export function cellDialog({ screen }: View): TemplateResult {
  const { cell } = screen;
  return html`<dialog id="cell" aria-labelledby="cell-title"><form method="dialog">
    <div class="head">
      <h2 id="cell-title">${cell ? title(cell) : ''}</h2>
      <button type="submit" class="quiet small">${t('page.cell.close')}</button>
    </div>
    ${cell ? html`<p class="hint">${t('page.answer.file', { file: cell.preview.file })}</p>${grid(cell)}` : nothing}
  </form></dialog>`;
}

type Cell = NonNullable<View['screen']['cell']>;

function title({ preview, row, ref }: Cell): string {
  if (!ref) return t('page.cell.row', { sheet: preview.sheet, row: row + 1 });
  return t('page.cell.title', { sheet: preview.sheet, cell: ref.slice(ref.lastIndexOf('!') + 1) });
}

function grid({ preview, row, cols }: Cell): TemplateResult {
  const here = (at: number, col: number): boolean => at === row && cols.includes(preview.firstCol + col);
  const kind = (at: number): string => (at === row ? 'here' : at === preview.headerRow ? 'headrow' : '');
  return html`<div class="scroll sheet" tabindex="0" role="region" aria-labelledby="cell-title"><table>
    <thead><tr><th scope="col">${t('page.cell.rowHead')}</th>${preview.columns.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
    <tbody>${preview.rows.map((line) => html`<tr class=${kind(line.row)}><th scope="row">${line.row + 1}</th>
      ${line.cells.map((text, i) => (here(line.row, i)
        ? html`<td class="found"><mark aria-label=${`${text} (${t('page.cell.here')})`}>${text || '\u00a0'}</mark></td>`
        : html`<td>${text}</td>`))}</tr>`)}</tbody>
  </table></div>`;
}
