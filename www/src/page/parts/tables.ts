/** How each table was understood, and where that can be corrected: kind, header row, columns, questions. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { CoercedCell, ColumnProfile, Layout, Profile, TableChoice } from '../../engine/mapping';
import type { TableView } from '../../engine/report';
import { formatNumber, t } from '../../i18n/index';
import { chooseHeader, chooseKind, chooseLayout, chooseReading, chooseTarget, chooseWhole, forgetTable, tableChoice, type TableKey } from '../choices';
import type { View } from '../views/context';
import { columnsTable, lacking, questions, type Wishes } from './columns';
import type { Column, Load, Row, RowDetail } from './rows';

const KINDS = ['accounts', 'opportunities', 'contacts', 'activities', 'share', 'kpis'];
const LAYOUTS: readonly Layout[] = ['as-is', 'turned', 'unpivoted'];
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

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override updated(changed: PropertyValues<this>): void {
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
      <div class="filters">${this.#kind(table, key, choice)}${this.#header(table, key, choice)}${this.#layout(table, key, choice)}
        ${choice ? html`<button type="button" class="quiet small" @click=${() => this.#change((mapping) => forgetTable(mapping, key))}>${t('page.mapping.forget')}</button>` : nothing}</div>
      ${profile ? lacking(profile, (column, field) => this.#change((mapping) => chooseTarget(chooseKind(mapping, key, profile.near ?? undefined), key, column, field))) : nothing}
      ${profile ? questions(profile, choice, wishes) : nothing}
      ${this.#part(table, source, 'columns', t('page.data.columns', { n: table.columns.length || (profile?.columns.length ?? 0) }), () => (profile
        ? columnsTable(profile, choice, wishes) : html`<p class="hint">${t('page.diagnostics.asking')}</p>`))}
      ${this.#part(table, source, 'first', t('page.mapping.first'), () => (profile ? this.#first(profile, table, key) : nothing))}
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
      this.#change((mapping) => chooseKind(mapping, key, value || undefined));
    };
    const detected = kind ? t(`table.${kind}`) : t('page.data.unknown');
    return html`<label>${t('page.data.kind')}<select data-choose="kind" .value=${live(chosen)} @change=${set}>
      <option value="" ?selected=${!chosen}>${chosen ? t('page.mapping.automatic') : t('page.mapping.detected', { what: detected })}</option>
      ${KINDS.map((name) => html`<option value=${name} ?selected=${chosen === name}>${t(`table.${name}`)}</option>`)}
      <option value="none" ?selected=${chosen === 'none'}>${t('page.mapping.none')}</option>
    </select></label>`;
  }

  #header({ headerRow }: TableView, key: TableKey, choice: TableChoice | undefined): TemplateResult {
    const now = choice?.headerRow ?? (headerRow === null ? 0 : headerRow + 1);
    const set = (event: Event): void => {
      const { value, valueAsNumber: row } = event.target as HTMLInputElement;
      if (value === '') this.#change((mapping) => chooseHeader(mapping, key, undefined));
      else if (Number.isInteger(row) && row >= 0) this.#change((mapping) => chooseHeader(mapping, key, row));
    };
    return html`<label>${t('page.mapping.headerRow')}<input type="number" data-choose="header" min="0" max="1048576" step="1" .value=${live(String(now))} @change=${set}
      title=${t('page.mapping.headerHint')}></label>`;
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

  #first(profile: Profile, { headerRow, sheet }: TableView, key: TableKey): TemplateResult {
    return html`<table class="first" aria-label=${t('page.mapping.firstOf', { sheet })}><tbody>${profile.first.map(({ row, cells }) => html`
      <tr class=${row === headerRow ? 'headrow' : ''}><th scope="row">${row === headerRow
        ? html`<span class="cell plain">${t('page.mapping.isHeader', { row: row + 1 })}</span>`
        : html`<button type="button" class="cell" @click=${() => this.#change((mapping) => chooseHeader(mapping, key, row + 1))}
            aria-label=${t('page.mapping.useRow', { row: row + 1 })}>${row + 1}</button>`}</th>
        ${cells.map((text) => html`<td>${text}</td>`)}</tr>`)}</tbody></table>`;
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
    const profile = await this.view.store.book?.profile(source).catch(() => undefined);
    if (version !== this.version) return;
    if (profile) this.#profiles.set(name, profile);
    else this.#asked.delete(name);
    this.requestUpdate();
  }
}

const COERCED = (): Column[] => [
  { label: t('page.mapping.shown'), width: 18 }, { label: t('page.mapping.readAs'), width: 16, number: true },
];

function readAs({ number, ratio, date, flag }: CoercedCell): string {
  if (number !== undefined) return formatNumber(number, 'num');
  if (ratio !== undefined) return formatNumber(ratio, 'percent');
  return date ?? t(flag ? 'page.mapping.yes' : 'page.mapping.no');
}

function nameOf({ file, sheet, region }: TableView): string {
  return `${file}\n${sheet}\n${region}`;
}
