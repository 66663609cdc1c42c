/** How each table was understood, and where that can be corrected: kind, header row, columns, questions. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ColumnProfile, Layout, Profile, TableChoice } from '../../engine/mapping';
import type { PreviewRow, TableView } from '../../engine/report';
import { formatNumber, t } from '../../i18n/index';
import { changeKind, chooseHeader, chooseKind, chooseLayout, chooseReading, chooseTarget, chooseWhole, forgetTable, tableChoice, type TableKey } from '../choices';
import { FocusKeeper } from '../focus';
import { severityIcon } from '../icons';
import { isNumeric } from '../places';
import type { View } from '../views/context';
import { columnsTable, lacking, questions, readAs, targetWord, type Wishes } from './columns';
import type { Column, Load, Row, RowDetail } from './rows';

const KINDS = ['accounts', 'opportunities', 'contacts', 'activities', 'share', 'kpis'];
const LAYOUTS: readonly Layout[] = ['as-is', 'turned', 'unpivoted'];
/** Beyond these, columns are looked for. */
const MANY_COLUMNS = 12;
/** Up to here every table is looked at by itself, so that questions are asked; else when it is opened. */
const BY_ITSELF = { tables: 30, rows: 300_000 };

export class KamTables extends LitElement {
  static override properties = { view: { attribute: false }, version: { attribute: false } };
  declare view: View;
  /** Grows with every report and language. */
  version = 0;

  /** By table; kept while a new one is asked for, so that nothing jumps. */
  readonly #profiles = new Map<string, Profile>();
  readonly #loads = new Map<string, { readonly version: number; readonly load: Load }>();
  /** Of which version they are. */
  readonly #asked = new Map<string, number>();
  readonly #open = new Set<string>();
  /** Zero-based first row of each table's sheet, and the row after its last. */
  readonly #extents = new Map<string, readonly [first: number, end: number]>();
  /** Rows that were asked for as headers and are not there, by table. */
  readonly #wrongRows = new Map<string, number>();
  /** What is looked for among many columns, by table. */
  readonly #sought = new Map<string, string>();
  readonly #focus = new FocusKeeper(this);

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(): void {
    this.#focus.before();
  }

  protected override updated(changed: PropertyValues<this>): void {
    this.#focus.after();
    if (changed.has('version')) void this.#askAll();
  }

  protected override render(): TemplateResult {
    const { report } = this.view.store;
    return html`${report?.tables.map((table, source) => this.#card(table, source))}`;
  }

  #card(table: TableView, source: number): TemplateResult {
    const profile = this.#profiles.get(nameOf(table));
    const key = this.#key(table);
    const choice = tableChoice(this.view.store.mapping.current, key);
    const title = `table-${source}`;
    const count = profile?.columns.filter(({ ambiguous }) => ambiguous).length ?? 0;
    const wishes = this.#wishes(key, table, source);
    return html`<section class="panel table" aria-labelledby=${title}>
      <div class="spread"><h3 id=${title}>${table.sheet}${table.region > 0 ? html` <span>${t('page.mapping.part', { n: table.region + 1 })}</span>` : nothing}<small>${table.file}</small></h3>
        ${count > 0 ? html`<span class="badge">${t('page.mapping.open', { n: count })}</span>` : nothing}</div>
      ${this.#counts(table, source)}
      <div class="filters">${this.#kind(table, key, choice)}${this.#header(table, key, choice, source)}${this.#layout(table, key, choice)}
        ${choice ? html`<button type="button" class="quiet small" @click=${() => this.#change((mapping) => forgetTable(mapping, key))}>${t('page.mapping.forget')}</button>` : nothing}</div>
      ${this.#wrongRow(table, source)}
      ${profile ? lacking(profile, (column, field) => this.#change((mapping) => chooseTarget(profile.near ? chooseKind(mapping, key, profile.near) : mapping, key, column, field))) : nothing}
      ${profile ? questions(profile, choice, wishes) : nothing}
      ${this.#part(table, source, 'columns', t('page.data.columns', { n: profile?.columns.length ?? table.columns.length }), () => (profile
        ? this.#columns(profile, table, choice, wishes) : html`<p class="hint">${t('page.diagnostics.asking')}</p>`))}
      ${this.#part(table, source, 'first', t('page.mapping.first'), () => (profile ? this.#first(profile, table, key, source) : nothing))}
    </section>`;
  }

  /** What was read leads to the sheet, what was set aside to the reasons. */
  #counts({ file, sheet, headerRow, read, used, setAside }: TableView, source: number): TemplateResult {
    const n = (count: number): string => formatNumber(count, 'int');
    return html`<ul class="facts">
      <li>${t('page.data.read')} <button type="button" class="cell" data-open-sheet=${source} aria-label=${t('page.data.openSheet', { sheet, n: read })}
        @click=${() => this.view.openCell(source, headerRow ?? 0, [], '')}>${n(read)}</button></li>
      <li>${t('page.data.used')} <strong>${n(used)}</strong></li>
      <li>${t('page.data.setAside')} ${setAside > 0 ? html`<button type="button" class="cell" aria-label=${t('page.data.openReasons', { sheet, n: setAside })}
        @click=${() => this.view.showNotices(file, sheet)}>${n(setAside)}</button>` : html`<strong>${n(setAside)}</strong>`}</li>
    </ul>`;
  }

  #kind({ kind }: TableView, key: TableKey, choice: TableChoice | undefined): TemplateResult {
    const chosen = choice?.kind ?? '';
    const set = (event: Event): void => {
      const { value } = event.target as HTMLSelectElement;
      this.#change((mapping) => changeKind(mapping, key, value || undefined));
    };
    const detected = kind ? t(`table.${kind}`) : t('page.data.unknown');
    return html`<label>${t('page.data.kind')}<select data-choose="kind" .value=${live(chosen)} @change=${set}>
      <option value="" ?selected=${!chosen}>${chosen ? t('page.mapping.automatic') : t('page.mapping.detected', { what: detected })}</option>
      ${KINDS.map((name) => html`<option value=${name} ?selected=${chosen === name}>${t(`table.${name}`)}</option>`)}
      <option value="none" ?selected=${chosen === 'none'}>${t('page.mapping.none')}</option>
    </select></label>`;
  }

  #header(table: TableView, key: TableKey, choice: TableChoice | undefined, source: number): TemplateResult {
    const name = nameOf(table);
    const now = choice?.headerRow ?? (table.headerRow === null ? 0 : table.headerRow + 1);
    const [first, end] = this.#extents.get(name) ?? [0, 1_048_576];
    const set = (event: Event): void => {
      const { value, valueAsNumber: row } = event.target as HTMLInputElement;
      const there = row === 0 || (Number.isInteger(row) && row > first && row <= end);
      if (value !== '' && !there) {
        this.#wrongRows.set(name, row);
        return this.requestUpdate();
      }
      this.#change((mapping) => chooseHeader(mapping, key, value === '' ? undefined : row));
    };
    const wrong = this.#wrongRows.has(name);
    return html`<label>${t('page.mapping.headerRow')}<input type="number" data-choose="header" min="0" max=${end} step="1" .value=${live(String(now))} @change=${set}
      title=${t('page.mapping.headerHint')} aria-describedby=${wrong ? `wrong-row-${source}` : nothing}></label>`;
  }

  /** A row that is not there was asked for as the header: nothing has changed. */
  #wrongRow(table: TableView, source: number): TemplateResult | typeof nothing {
    const row = this.#wrongRows.get(nameOf(table));
    const [first, end] = this.#extents.get(nameOf(table)) ?? [0, 0];
    if (row === undefined) return nothing;
    return html`<p class="wrong" role="alert" id=${`wrong-row-${source}`}>${severityIcon('act')}
      <span>${t('page.mapping.wrongRow', { row, sheet: table.sheet, first: first + 1, last: end })}</span></p>`;
  }

  /** How the cells are arranged, and whether the parts of a sheet are one table. */
  #layout({ order, sheet, file }: TableView, key: TableKey, choice: TableChoice | undefined): TemplateResult {
    const chosen = choice?.layout ?? '';
    const set = (event: Event): void => {
      const { value } = event.target as HTMLSelectElement;
      this.#change((mapping) => chooseLayout(mapping, key, (value || undefined) as Layout | undefined));
    };
    const parts = this.view.store.report?.tables.filter((other) => other.file === file && other.sheet === sheet).length ?? 1;
    return html`<label>${t('page.mapping.layout')}<select data-choose="layout" .value=${live(chosen)} @change=${set}>
        <option value="" ?selected=${!chosen}>${chosen ? t('page.mapping.automatic') : t('page.mapping.detected', { what: t(`page.mapping.layouts.${order}`) })}</option>
        ${LAYOUTS.map((name) => html`<option value=${name} ?selected=${chosen === name}>${t(`page.mapping.layouts.${name}`)}</option>`)}
      </select></label>
      ${key.region === 0 && (parts > 1 || choice?.whole) ? html`<label class="check"><input type="checkbox" .checked=${live(choice?.whole ?? false)}
        @change=${(event: Event) => this.#change((mapping) => chooseWhole(mapping, key, (event.target as HTMLInputElement).checked))}>${t('page.mapping.whole')}</label>` : nothing}`;
  }

  /** A part that is folded away until someone wants it. */
  #part(table: TableView, source: number, name: string, title: string, content: () => unknown): TemplateResult {
    const key = `${nameOf(table)}\n${name}`;
    const toggled = (event: Event): void => {
      const { open } = event.target as HTMLDetailsElement;
      if (event.target !== event.currentTarget || open === this.#open.has(key)) return;
      if (open) this.#open.add(key);
      else this.#open.delete(key);
      void this.#ask(table, source);
      this.requestUpdate();
    };
    const open = this.#open.has(key);
    return html`<details data-part=${name} .open=${open} @toggle=${toggled}><summary>${title}</summary>
      ${open ? html`<div class="scroll" tabindex="0" role="region" aria-label=${`${table.sheet}: ${title}`}>${content()}</div>` : nothing}</details>`;
  }

  /** The first rows; the header is chosen among them. */
  #first(profile: Profile, { headerRow, sheet }: TableView, key: TableKey, source: number): TemplateResult {
    const line = ({ row, cells, numbers }: PreviewRow): TemplateResult => html`<tr class=${row === headerRow ? 'headrow' : ''}>
      <th scope="row"><label class="pick" title=${t('page.mapping.useRow', { row: row + 1 })}><input type="radio" name=${`header-${source}`}
        .checked=${live(row === headerRow)} aria-label=${t('page.mapping.useRow', { row: row + 1 })}
        @change=${() => this.#change((mapping) => chooseHeader(mapping, key, row + 1))}>${row + 1}</label></th>
      ${cells.map((text, i) => html`<td class=${numbers?.includes(i) ? 'number' : ''}>${text}</td>`)}</tr>`;
    const body = profile.first.filter(({ row }) => row !== headerRow);
    const number = (i: number): boolean => isNumeric(body, i);
    return html`<table class="first" aria-label=${t('page.mapping.firstOf', { sheet })}>
      <thead><tr><th scope="col">${t('page.mapping.headerColumn')}</th>${profile.letters.map((letter, i) => html`<th scope="col" class=${number(i) ? 'number' : ''}>${letter}</th>`)}</tr></thead>
      <tbody>${repeat(profile.first, ({ row }) => row, line)}</tbody></table>`;
  }

  /** Of many columns those that are looked for. */
  #columns(profile: Profile, table: TableView, choice: TableChoice | undefined, wishes: Wishes): TemplateResult {
    const { columns, sheet } = profile;
    if (columns.length <= MANY_COLUMNS) return columnsTable(profile, choice, wishes);
    const name = nameOf(table);
    const sought = this.#sought.get(name) ?? '';
    const found = columns.filter((column) => isSought(column, sought));
    const seek = (event: Event): void => {
      this.#sought.set(name, (event.target as HTMLInputElement).value);
      this.requestUpdate();
    };
    return html`<div class="seek"><label class="field">${t('page.mapping.seek')}<input type="search" data-seek .value=${live(sought)}
        placeholder=${t('page.mapping.seekHint')} aria-label=${t('page.mapping.seekIn', { sheet })} @input=${seek}></label>
      <p class="hint" role="status">${sought.trim() ? t('page.mapping.soughtOf', { n: found.length, total: columns.length }) : ''}</p></div>
      ${found.length > 0 ? columnsTable({ ...profile, columns: found }, choice, wishes) : nothing}`;
  }

  #wishes(key: TableKey, table: TableView, source: number): Wishes {
    return {
      coerced: (column) => this.#coercions(table, source, column),
      target: (column, target) => this.#change((mapping) => chooseTarget(mapping, key, column, target)),
      read: (column, read) => this.#change((mapping) => chooseReading(mapping, key, column, read)),
    };
  }

  /** What a column's cells show and what they are read as, where that differs; each leads to its cell. */
  #coercions(table: TableView, source: number, { col, coerced, label }: ColumnProfile): TemplateResult | typeof nothing {
    if (coerced === 0) return nothing;
    const key = `${nameOf(table)}\ncoerced\n${col}`;
    const toggled = (event: Event): void => {
      const { open } = event.target as HTMLDetailsElement;
      if (event.target !== event.currentTarget || open === this.#open.has(key)) return;
      if (open) this.#open.add(key);
      else this.#open.delete(key);
      this.requestUpdate();
    };
    const title = t('page.mapping.coerced', { n: coerced });
    const choose = (event: CustomEvent<RowDetail>): void => {
      void this.view.store.book?.coerced(source, col, event.detail.index, 1).then((found) => {
        const [item] = found?.items ?? [];
        if (item) this.view.openCell(source, item.at[0], [item.at[1]], item.cell);
      });
    };
    return html`<details class="ways" data-part="coerced" .open=${this.#open.has(key)} @toggle=${toggled}><summary>${title}</summary>
      ${this.#open.has(key) ? html`<kam-rows .label=${`${label}: ${title}`} .headLabel=${t('page.diagnostics.cell')} .headWidth=${14} .columns=${COERCED()} .count=${coerced}
        .load=${this.#coercedLoad(key, source, col)} .choosable=${true} @kam-row=${choose}></kam-rows>` : nothing}</details>`;
  }

  /** The same function until the answers change: the rows are asked for once. */
  #coercedLoad(key: string, source: number, col: number): Load {
    const { version } = this;
    const held = this.#loads.get(key);
    if (held?.version === version) return held.load;
    const load: Load = async (from, count) => {
      const found = await this.view.store.book?.coerced(source, col, from, count);
      return (found?.items ?? []).map((item): Row => ({ head: item.cell, cells: [item.raw, readAs(item)] }));
    };
    this.#loads.set(key, { version, load });
    return load;
  }

  #change(change: Parameters<View['store']['mapping']['change']>[0]): void {
    this.#wrongRows.clear();
    void this.view.store.mapping.change(change);
  }

  #key(table: TableView): TableKey {
    const columns = this.#profiles.get(nameOf(table))?.columns ?? table.columns;
    const headers = columns.map(({ header }) => header);
    const choice = table.choice === null ? undefined : this.view.store.mapping.current.tables?.[table.choice];
    return { file: table.file, sheet: table.sheet, region: table.region, headers, choice };
  }

  /** One after the other; those that are open first. */
  async #askAll(): Promise<void> {
    const tables = this.view.store.report?.tables ?? [];
    const names = new Set(tables.map(nameOf));
    for (const name of this.#profiles.keys()) if (!names.has(name)) this.#profiles.delete(name);
    for (const name of this.#wrongRows.keys()) if (!names.has(name)) this.#wrongRows.delete(name);
    const rows = tables.reduce((sum, { read }) => sum + read, 0);
    const every = tables.length <= BY_ITSELF.tables && rows <= BY_ITSELF.rows;
    const isOpen = (table: TableView): boolean => [...this.#open].some((key) => key.startsWith(`${nameOf(table)}\n`));
    const wanted = tables.map((table, source) => ({ table, source })).filter(({ table }) => every || isOpen(table));
    wanted.sort((a, b) => Number(isOpen(b.table)) - Number(isOpen(a.table)));
    for (const { table, source } of wanted) await this.#ask(table, source);
  }

  async #ask(table: TableView, source: number): Promise<void> {
    const [name, { version }] = [nameOf(table), this];
    if (this.#asked.get(name) === version) return;
    this.#asked.set(name, version);
    const { book } = this.view.store;
    const [profile, preview] = await Promise.all([book?.profile(source), book?.preview(source, 0, 0)]).catch(() => []);
    if (version !== this.version) return;
    if (preview) this.#extents.set(name, [preview.extent[0], preview.extent[0] + preview.extent[1]]);
    if (profile) this.#profiles.set(name, profile);
    else this.#asked.delete(name);
    this.requestUpdate();
  }
}

const COERCED = (): Column[] => [
  { label: t('page.mapping.shown'), width: 18 }, { label: t('page.mapping.readAs'), width: 16, number: true },
];

/** By its letters, its header or what it is taken for. */
function isSought({ at, label, header, target }: ColumnProfile, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  return at.toLowerCase() === wanted || [label, header, targetWord(target)].some((word) => word.toLowerCase().includes(wanted));
}

function nameOf({ file, sheet, region }: TableView): string {
  return `${file}\n${sheet}\n${region}`;
}
