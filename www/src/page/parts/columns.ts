/** A table's columns: what each is taken for and why, what it holds, and how it is read. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Ambiguity, ColumnChoice, ColumnProfile, Profile, ReadChoice, ReadValue, TableChoice } from '../../engine/mapping';
import { formatNumber, t } from '../../i18n/index';
import { columnChoice } from '../choices';
import { columnWord } from '../places';
import { spread, TYPES, types } from './bars';

/** What the person wants of a column. */
export interface Wishes {
  target(column: ColumnProfile, target: string | undefined): void;
  read(column: ColumnProfile, read: ReadChoice): void;
  /** Its cells that are read as something else than they show. */
  coerced(column: ColumnProfile): TemplateResult | typeof nothing;
}

type Reading = 'dateOrder' | 'decimal' | 'percent' | 'scale' | 'fill';
const OPTIONS: Readonly<Record<Reading, ReadonlyArray<string | number | boolean>>> = {
  dateOrder: ['dmy', 'mdy'],
  decimal: ['.', ','],
  percent: ['percent', 'fraction'],
  scale: [1, 1000, 10_000, 1_000_000, 100_000_000],
  fill: [true, false],
};

export function columnsTable(profile: Profile, choice: TableChoice | undefined, wishes: Wishes): TemplateResult {
  const head = ['column', 'target', 'why', 'holds'];
  return html`<table class="columns" role="table" aria-label=${t('page.mapping.columnsOf', { sheet: profile.sheet })}>
    <thead role="rowgroup"><tr role="row">${head.map((name) => html`<th scope="col" role="columnheader">${t(`page.mapping.${name}`)}</th>`)}</tr></thead>
    <tbody role="rowgroup">${repeat(profile.columns, ({ col }) => col, (column) => line(profile, column, columnChoice(choice, column), wishes))}</tbody>
  </table>
  ${profile.moreColumns > 0 ? html`<p class="hint">${t('page.mapping.moreColumns', { n: profile.moreColumns })}</p>` : nothing}`;
}

function line(profile: Profile, column: ColumnProfile, choice: ColumnChoice | undefined, wishes: Wishes): TemplateResult {
  const { label, at } = column;
  return html`<tr role="row" class=${choice ? 'chosen' : ''}>
    <th scope="row" role="rowheader"><span class="letter">${at}</span> ${label || t('page.mapping.noHeader')}</th>
    <td role="cell">${target(profile, column, choice, wishes)}${readings(column, choice, wishes)}${wishes.coerced(column)}</td>
    <td role="cell" class="why">${why(column)}</td>
    <td role="cell" class="holds">${holds(column, profile.lookedAt)}</td>
  </tr>`;
}

function target({ fields }: Profile, column: ColumnProfile, choice: ColumnChoice | undefined, wishes: Wishes): TemplateResult {
  const chosen = choice?.target;
  const detected = chosen === undefined ? column.target : '';
  const likely = column.targets.filter((name) => name !== detected);
  const others = [...fields.filter((name) => name !== detected && !likely.includes(name))];
  const known = chosen === undefined || [...likely, ...others, 'extra', 'ignore'].includes(chosen);
  const option = (name: string): TemplateResult => html`<option value=${name} ?selected=${chosen === name}>${targetWord(name)}</option>`;
  return html`<select aria-label=${t('page.mapping.targetOf', { header: column.header || column.at })} .value=${live(chosen ?? '')}
      @change=${(event: Event) => wishes.target(column, (event.target as HTMLSelectElement).value || undefined)}>
    <option value="" ?selected=${chosen === undefined}>${chosen === undefined ? t('page.mapping.detected', { what: targetWord(detected) }) : t('page.mapping.automatic')}</option>
    ${likely.length > 0 ? html`<optgroup label=${t('page.mapping.suggested')}>${likely.map(option)}</optgroup>` : nothing}
    <optgroup label=${t('page.mapping.otherwise')}>${['extra', 'ignore'].map(option)}</optgroup>
    ${others.length > 0 ? html`<optgroup label=${t('page.mapping.fields')}>${others.map(option)}</optgroup>` : nothing}
    ${known ? nothing : option(chosen ?? '')}
  </select>`;
}

export function targetWord(target: string): string {
  return target === 'ignore' || target === 'extra' || target === 'unit' ? t(`page.mapping.${target}`) : columnWord(target);
}

/** How sure it is, in words, and from what it was found. */
function why({ confidence, how, target }: ColumnProfile): TemplateResult {
  if (how === 'chosen') return html`<strong class="sure chosen">${t('page.mapping.how.chosen')}</strong>`;
  if (target === 'unit') return html`<span>${t('page.mapping.how.unit')}</span>`;
  if (how === 'none') return html`<span>${t(target === 'ignore' ? 'page.mapping.how.unused' : 'page.mapping.how.none')}</span>`;
  const sure = confidence >= 0.9 ? 'certain' : confidence >= 0.7 ? 'likely' : 'guess';
  return html`<strong class="sure ${sure}">${t(`page.mapping.sure.${sure}`)}</strong> <span>${t(`page.mapping.how.${how}`)}</span>`;
}

/** With every digit that it was given. */
function plain(number: number): string {
  return Number(number.toPrecision(12)).toLocaleString('en', { maximumFractionDigits: 20 });
}

/** Not rounded, however small it is; what may be a year, 2026, or a day, 20260131, is not grouped. */
export function readAs({ number, ratio, date, flag }: ReadValue): string {
  if (number !== undefined) {
    return /^(19|20)\d\d([01]\d[0-3]\d)?$/.test(String(number)) ? String(number) : plain(number);
  }
  if (ratio !== undefined) return `${plain(100 * ratio)}%`;
  return date ?? t(flag ? 'page.mapping.yes' : 'page.mapping.no');
}

/** @param rows how many the counts are of */
function holds(column: ColumnProfile, rows: number): TemplateResult {
  const { blank, bins, distinct, min, max, top } = column;
  const all = Math.max(1, rows);
  const shares = TYPES.filter((type) => type !== 'blank' && column[type] > 0)
    .map((type) => `${t(`page.mapping.types.${type}`)} ${formatNumber(column[type] / all, 'percent0')}`);
  const ends = min && max ? t('page.mapping.range', { min: readAs(min), max: readAs(max) }) : '';
  const often = top.slice(0, 3).map(({ text, count }) => t('page.mapping.times', { text, n: count }));
  const facts = [distinct === null ? t('page.mapping.manyDistinct') : t('page.mapping.distinct', { n: distinct }), t('page.mapping.blank', { share: blank / all }), ...shares];
  return html`<div class="pictures">${spread(bins) ?? nothing}${types(column) ?? nothing}</div>
    <p>${facts.join(' · ')}</p>
    ${ends || often.length > 0 ? html`<p class="hint">${[ends, ...often].filter(Boolean).join(' · ')}</p>` : nothing}`;
}

/** True where a column can be read this way and another: an order of dates says nothing about names. */
function fits({ ambiguous, numbers, reads, target }: ColumnProfile, kind: Reading): boolean {
  if (kind === 'fill' || ambiguous?.what === kind) return true;
  if (target === 'unit') return kind === 'decimal' || kind === 'scale';
  // What no field reads is looked at as numbers, whatever stands in it.
  const unread = target === 'extra' || target === 'ignore';
  return reads[kind] != null && (!unread || numbers > 0);
}

/** The ways of reading the cells, folded away: questions are asked by themselves. */
function readings(column: ColumnProfile, choice: ColumnChoice | undefined, wishes: Wishes): TemplateResult {
  const chosen = (kind: Reading): Value | undefined => choice?.read?.[kind];
  const kinds = (Object.keys(OPTIONS) as Reading[]).filter((kind) => chosen(kind) !== undefined || fits(column, kind));
  const now = kinds.map((kind) => [kind, chosen(kind) ?? column.reads[kind]] as const)
    // What goes without saying is not said.
    .filter(([kind, value]) => value != null && (chosen(kind) !== undefined || !['.', 1, false].includes(value)));
  const words = [...now.map(([kind, value]) => optionWord(kind, value as Value)), ...(column.reads.currency ? [column.reads.currency] : [])];
  const change = (kind: Reading) => (event: Event): void => {
    const at = Number((event.target as HTMLSelectElement).value);
    wishes.read(column, { [kind]: OPTIONS[kind][at] });
  };
  return html`<details class="ways" data-part="readings"><summary>${t('page.mapping.reading')}${words.length > 0 ? html` <span>${words.join(' · ')}</span>` : nothing}</summary>
    <div class="filters">${kinds.map((kind) => html`<label>${t(`page.mapping.read.${kind}`)}
      <select data-read=${kind} .value=${live(String(OPTIONS[kind].findIndex((value) => value === chosen(kind))))} @change=${change(kind)}>
        <option value="-1">${t('page.mapping.automatic')}</option>
        ${OPTIONS[kind].map((value, at) => html`<option value=${at} ?selected=${chosen(kind) === value}>${optionWord(kind, value)}</option>`)}
      </select></label>`)}</div></details>`;
}

type Value = string | number | boolean;

function optionWord(kind: Reading, value: Value): string {
  if (kind === 'scale') return t('page.mapping.option.scale', { factor: Number(value) });
  if (kind === 'fill') return t(`page.mapping.option.${value ? 'filled' : 'notFilled'}`);
  const names: Readonly<Record<string, string>> = { '.': 'point', ',': 'comma' };
  return t(`page.mapping.option.${names[String(value)] ?? String(value)}`);
}

/** A table that lacks a column to be of a kind, or where several columns may be meant: which one is it? */
export function lacking(profile: Profile, found: (column: ColumnProfile, field: string) => void): TemplateResult | typeof nothing {
  const { near, lacks, columns, chosen, undecided } = profile;
  if (chosen === 'none') return nothing;
  const ask = (field: string): TemplateResult => {
    const several = undecided.find((one) => one.field === field)?.cols ?? [];
    const likely = columns.filter(({ col, targets }) => (several.length > 0 ? several.includes(col) : targets.includes(field)));
    const others = columns.filter((column) => !likely.includes(column));
    const option = (column: ColumnProfile): TemplateResult => html`<option value=${column.col}>${column.at} ${column.label}</option>`;
    const set = (event: Event): void => {
      const { value } = event.target as HTMLSelectElement;
      const column = columns.find(({ col }) => String(col) === value);
      if (column) found(column, field);
    };
    return html`<label>${t('page.mapping.which', { field: columnWord(field) })}<select data-lacks=${field} @change=${set}>
      <option value="">${t('page.mapping.choose')}</option>
      ${likely.length > 0 ? html`<optgroup label=${t('page.mapping.suggested')}>${likely.map(option)}</optgroup>` : nothing}
      <optgroup label=${t('page.mapping.otherColumns')}>${others.map(option)}</optgroup></select></label>`;
  };
  const group = (title: string, fields: readonly string[]): TemplateResult | typeof nothing => (fields.length === 0 ? nothing
    : html`<div class="asks"><fieldset><legend>${title}</legend><div class="filters">${fields.map(ask)}</div></fieldset></div>`);
  const open = undecided.map(({ field }) => field).filter((field) => !lacks.includes(field));
  return html`${near ? group(t('page.mapping.nearly', { table: t(`table.${near}`) }), lacks) : nothing}${group(t('page.mapping.several'), open)}`;
}

/** What can be read in two ways, asked with its answers until one is given. */
export function questions(profile: Profile, choice: TableChoice | undefined, wishes: Wishes): TemplateResult | typeof nothing {
  const asked = profile.columns.filter(({ ambiguous }) => ambiguous);
  if (asked.length === 0) return nothing;
  return html`<div class="asks">${asked.map((column) => {
    const { what, options, sample } = column.ambiguous as Ambiguity;
    const answer = columnChoice(choice, column)?.read?.[what];
    const title = t(`page.mapping.ask.${what}`, { header: column.header || column.at, sample });
    return html`<fieldset><legend>${title}</legend><div class="buttons">
      ${options.map((option) => html`<button type="button" class="quiet small" aria-pressed=${answer === option ? 'true' : 'false'}
        @click=${() => wishes.read(column, { [what]: option })}>${optionWord(what, option)}</button>`)}
    </div></fieldset>`;
  })}</div>`;
}
