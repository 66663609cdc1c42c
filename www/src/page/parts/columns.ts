/** A table's columns: what each is taken for and why, what it holds, and how it is read. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Ambiguity, ColumnChoice, ColumnProfile, Profile, ReadChoice, TableChoice } from '../../engine/mapping';
import { formatNumber, t } from '../../i18n/index';
import { columnChoice } from '../choices';
import { columnWord } from '../places';
import { spread, TYPES, types } from './bars';

/** What the person wants of a column. */
export interface Wishes {
  target(column: ColumnProfile, target: string | undefined): void;
  read(column: ColumnProfile, read: ReadChoice): void;
}

type Reading = keyof ReadChoice;
const OPTIONS: Readonly<Record<Exclude<Reading, 'currency'>, ReadonlyArray<string | number>>> = {
  dateOrder: ['ymd', 'dmy', 'mdy'],
  decimal: ['.', ','],
  percent: ['percent', 'fraction'],
  scale: [1, 1000, 10_000, 1_000_000, 100_000_000],
};
/** What stands for a question's answer in the mapping. */
const ASKED: Readonly<Record<Ambiguity['what'], Exclude<Reading, 'currency'>>> = {
  dateOrder: 'dateOrder', decimal: 'decimal', percent: 'percent', unit: 'scale',
};

export function columnsTable(profile: Profile, choice: TableChoice | undefined, wishes: Wishes): TemplateResult {
  const head = ['column', 'target', 'why', 'holds'];
  return html`<table class="columns" role="table" aria-label=${t('page.mapping.columnsOf', { sheet: profile.sheet })}>
    <thead role="rowgroup"><tr role="row">${head.map((name) => html`<th scope="col" role="columnheader">${t(`page.mapping.${name}`)}</th>`)}</tr></thead>
    <tbody role="rowgroup">${profile.columns.map((column) => line(profile, column, columnChoice(choice, column), wishes))}</tbody>
  </table>`;
}

function line({ rows }: Profile, column: ColumnProfile, choice: ColumnChoice | undefined, wishes: Wishes): TemplateResult {
  const { header, letter } = column;
  return html`<tr role="row" class=${choice ? 'chosen' : ''}>
    <th scope="row" role="rowheader"><span class="letter">${letter}</span> ${header || t('page.mapping.noHeader')}</th>
    <td role="cell">${target(column, choice, wishes)}${readings(column, choice, wishes)}</td>
    <td role="cell" class="why">${why(column)}</td>
    <td role="cell" class="holds">${holds(column, rows)}</td>
  </tr>`;
}

function target(column: ColumnProfile, choice: ColumnChoice | undefined, wishes: Wishes): TemplateResult {
  const chosen = choice?.target;
  const likely = column.targets.filter((name) => name !== column.detected);
  const others = ['extra', 'ignore'];
  const known = chosen === undefined || likely.includes(chosen) || others.includes(chosen);
  const option = (name: string): TemplateResult => html`<option value=${name} ?selected=${chosen === name}>${targetWord(name)}</option>`;
  return html`<select aria-label=${t('page.mapping.targetOf', { header: column.header || column.letter })} .value=${live(chosen ?? '')}
      @change=${(event: Event) => wishes.target(column, (event.target as HTMLSelectElement).value || undefined)}>
    <option value="" ?selected=${chosen === undefined}>${t(chosen === undefined ? 'page.mapping.detected' : 'page.mapping.backTo', { what: targetWord(column.detected) })}</option>
    ${likely.length > 0 ? html`<optgroup label=${t('page.mapping.suggested')}>${likely.map(option)}</optgroup>` : nothing}
    <optgroup label=${t('page.mapping.otherwise')}>${known ? nothing : option(chosen ?? '')}${others.map(option)}</optgroup>
  </select>`;
}

export function targetWord(target: string): string {
  if (target === 'ignore' || target === 'extra' || target.startsWith('extra:') || !target) return t(`page.mapping.${target === 'ignore' ? 'ignore' : 'extra'}`);
  return columnWord(target);
}

/** How sure it is, in words, and from what it was found. */
function why({ confidence, how, target }: ColumnProfile): TemplateResult {
  if (how === 'chosen') return html`<strong class="sure chosen">${t('page.mapping.how.chosen')}</strong>`;
  if (how === 'none' || target === 'extra' || target.startsWith('extra:')) return html`<span>${t('page.mapping.how.none')}</span>`;
  const sure = confidence >= 0.9 ? 'certain' : confidence >= 0.7 ? 'likely' : 'guess';
  return html`<strong class="sure ${sure}">${t(`page.mapping.sure.${sure}`)}</strong> <span>${t(`page.mapping.how.${how}`)}</span>`;
}

function holds(column: ColumnProfile, rows: number): TemplateResult {
  const { blank, bins, distinct, min, max, top } = column;
  const all = Math.max(1, rows);
  const shares = TYPES.filter((type) => type !== 'blank' && column[type] > 0)
    .map((type) => `${t(`page.mapping.types.${type}`)} ${formatNumber(column[type] / all, 'percent0')}`);
  const ends = min !== null && max !== null ? t('page.mapping.range', { min: shown(min), max: shown(max) }) : '';
  const often = top.slice(0, 3).map(({ text, count }) => t('page.mapping.times', { text, n: count }));
  const facts = [t('page.mapping.distinct', { n: distinct }), t('page.mapping.blank', { share: blank / all }), ...shares];
  return html`<div class="pictures">${spread(bins) ?? nothing}${types(column) ?? nothing}</div>
    <p>${facts.join(' · ')}</p>
    ${ends || often.length > 0 ? html`<p class="hint">${[ends, ...often].filter(Boolean).join(' · ')}</p>` : nothing}`;
}

function shown(value: number | string): string {
  return typeof value === 'number' ? formatNumber(value, 'num') : value;
}

/** All ways of reading the cells, folded away: questions are asked by themselves. */
function readings(column: ColumnProfile, choice: ColumnChoice | undefined, wishes: Wishes): TemplateResult {
  const kinds = Object.keys(OPTIONS) as Array<keyof typeof OPTIONS>;
  const set = kinds.filter((kind) => choice?.read?.[kind] !== undefined || column.reads[kind] != null);
  const words = set.map((kind) => optionWord(kind, choice?.read?.[kind] ?? column.reads[kind] ?? ''));
  return html`<details class="ways"><summary>${t('page.mapping.reading')}${words.length > 0 ? html` <span>${words.join(' · ')}</span>` : nothing}</summary>
    <div class="filters">${kinds.map((kind) => html`<label>${t(`page.mapping.read.${kind}`)}
      <select .value=${live(String(choice?.read?.[kind] ?? ''))} @change=${(event: Event) => wishes.read(column, { [kind]: parsed(kind, (event.target as HTMLSelectElement).value) })}>
        <option value="">${t('page.mapping.automatic')}</option>
        ${OPTIONS[kind].map((value) => html`<option value=${value} ?selected=${choice?.read?.[kind] === value}>${optionWord(kind, value)}</option>`)}
      </select></label>`)}</div></details>`;
}

function parsed(kind: Reading, value: string): string | number | undefined {
  if (!value) return undefined;
  return kind === 'scale' ? Number(value) : value;
}

function optionWord(kind: Reading, value: string | number): string {
  if (kind === 'scale') return t('page.mapping.option.scale', { factor: Number(value) });
  const names: Readonly<Record<string, string>> = { '.': 'point', ',': 'comma' };
  return t(`page.mapping.option.${names[value] ?? value}`);
}

/** What can be read in two ways, asked with its answers; the answer in use is pressed. */
export function questions(profile: Profile, choice: TableChoice | undefined, wishes: Wishes): TemplateResult | typeof nothing {
  const asked = profile.columns.filter(({ ambiguous }) => ambiguous);
  if (asked.length === 0) return nothing;
  return html`<div class="asks">${asked.map((column) => {
    const { what, options } = column.ambiguous as Ambiguity;
    const kind = ASKED[what];
    const answer = columnChoice(choice, column)?.read?.[kind];
    const sample = column.top[0]?.text ?? '';
    const title = t(`page.mapping.ask.${what}`, { header: column.header || column.letter, sample });
    return html`<fieldset><legend>${title}</legend><div class="buttons">
      ${options.map((option) => html`<button type="button" class="quiet small" aria-pressed=${answer === option ? 'true' : 'false'}
        @click=${() => wishes.read(column, { [kind]: option })}>${optionWord(kind, option)}</button>`)}
    </div></fieldset>`;
  })}</div>`;
}
