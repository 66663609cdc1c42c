/** What was noticed while reading: grouped by code, filtered, each leading to its cell, and as a file. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { save } from '../../elements/save';
import type { DiagnosticView, NoticeGroup, NoticesRequest, NoticesView, ReportView } from '../../engine/report';
import { t } from '../../i18n/index';
import { csv } from '../csv';
import { severityIcon } from '../icons';
import { sourceOf } from '../places';
import type { View } from '../views/context';
import type { Column, Load, Row, RowDetail } from './rows';

const SEVERITIES = ['warning', 'note'] as const;
/** How many come from the engine at once for a file. */
const PART = 5000;

/** What the person wants to see. */
interface Filter {
  readonly severity: DiagnosticView['severity'] | '';
  /** `file\nsheet`, or empty. */
  readonly table: string;
  readonly text: string;
}

export class KamNotices extends LitElement {
  static override properties = { view: { attribute: false }, version: { attribute: false }, filter: { attribute: false } };
  declare view: View;
  /** Grows with every report and language. */
  version = 0;
  filter: Filter = { severity: '', table: '', text: '' };

  #found: NoticesView | undefined;
  #turn = 0;
  /** Groups that are shown whole, and how their rows are loaded. */
  #open = new Map<string, Load>();
  #saving = false;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('version') || changed.has('filter')) void this.#ask();
  }

  /** Shows what was noticed about one table only. */
  showTable(file: string, sheet: string): void {
    this.filter = { severity: '', table: `${file}\n${sheet}`, text: '' };
    this.scrollIntoView({ block: 'start' });
    this.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
  }

  protected override render(): TemplateResult {
    const { report } = this.view.store;
    if (!report) return html``;
    return html`<section class="panel noticed" aria-labelledby="noticed-title">
      <h2 id="noticed-title" tabindex="-1">${t('page.data.noticed')}</h2>
      ${report.diagnosticsTotal === 0 ? html`<p>${t('page.data.nothing')}</p>` : html`
        ${this.#filters(report)}
        <div class="spread">
          <p class="hint" role="status">${this.#found ? t('page.diagnostics.shown', { n: this.#found.total, total: report.diagnosticsTotal }) : t('page.diagnostics.asking')}</p>
          <button type="button" class="quiet small" ?disabled=${this.#saving || !this.#found?.total} @click=${() => void this.#save()}>${t('page.diagnostics.save')}</button>
        </div>
        ${this.#found?.total === 0 ? html`<div class="spread none"><p>${t('page.diagnostics.none')}</p>
          <button type="button" class="quiet small" @click=${this.#clear}>${t('page.diagnostics.clear')}</button></div>` : nothing}
        ${this.#found?.groups.map((group) => this.#group(report, group))}`}
    </section>`;
  }

  readonly #clear = (): void => {
    this.filter = { severity: '', table: '', text: '' };
    // The button goes with what it says.
    this.querySelector<HTMLElement>('input[type=search]')?.focus();
  };

  #filters({ tables }: ReportView): TemplateResult {
    const { severity, table, text } = this.filter;
    const places = new Map(tables.map(({ file, sheet }) => [`${file}\n${sheet}`, `${sheet} · ${file}`]));
    const set = (change: Partial<Filter>): void => void (this.filter = { ...this.filter, ...change });
    const value = (event: Event): string => (event.target as HTMLInputElement).value;
    return html`<div class="filters">
      <label>${t('page.diagnostics.severity')}<select @change=${(event: Event) => set({ severity: value(event) as Filter['severity'] })}>
        <option value="" ?selected=${severity === ''}>${t('page.diagnostics.every')}</option>
        ${SEVERITIES.map((name) => html`<option value=${name} ?selected=${severity === name}>${t(`page.data.${name}`)}</option>`)}
      </select></label>
      <label>${t('page.diagnostics.table')}<select @change=${(event: Event) => set({ table: value(event) })}>
        <option value="" ?selected=${table === ''}>${t('page.diagnostics.every')}</option>
        ${[...places].map(([key, name]) => html`<option value=${key} ?selected=${table === key}>${name}</option>`)}
      </select></label>
      <label>${t('page.diagnostics.text')}<input type="search" .value=${text} placeholder=${t('page.data.filterHint')}
        @input=${(event: Event) => set({ text: value(event) })}></label>
    </div>`;
  }

  #group(report: ReportView, { key, count, examples, same }: NoticeGroup): TemplateResult {
    const [first] = examples;
    const icon = first.severity === 'warning' ? 'watch' : 'no-data';
    const load = this.#open.get(key);
    return html`<section class="group" data-code=${first.code}>
      <h3><span class="severity ${icon}">${severityIcon(icon)}<span>${t(`page.data.${first.severity}`)}</span></span>
        ${same ? first.text : t('page.data.such', { text: first.text })}
        <span class="count">${t('page.data.count', { n: count })}</span></h3>
      ${first.hint ? html`<p class="hint">${first.hint}</p>` : nothing}
      ${load ? this.#all(report, key, first, count, same, load) : html`<ul>${examples.map((item) => this.#item(report, item, !same))}</ul>`}
      ${count > examples.length ? html`<button type="button" class="quiet small" aria-expanded=${load ? 'true' : 'false'}
        @click=${() => this.#toggle(key, same)}>${load ? t('page.diagnostics.fewer') : t('page.diagnostics.all', { n: count })}</button>` : nothing}
    </section>`;
  }

  #item(report: ReportView, item: DiagnosticView, withText: boolean): TemplateResult {
    const { file, place, raw, text } = item;
    const where = place && sourceOf(report, item) >= 0
      ? html`<button type="button" class="cell" title=${file ?? ''} aria-label=${t('page.cell.open', { cell: place })}
          @click=${() => this.#openAt(report, item)}>${place}</button>`
      : place || file ? html`<span class="cell plain">${place ?? file}</span>` : nothing;
    return html`<li>${where}${withText ? html`<span>${text}</span>` : nothing}${raw ? html`<q>${raw}</q>` : nothing}</li>`;
  }

  /** Its cell; of what is said of a whole sheet the sheet from its first row. */
  #openAt(report: ReportView, item: DiagnosticView): void {
    const [row, col] = item.at ?? [0, 0];
    const source = sourceOf(report, item);
    if (source >= 0) this.view.openCell(source, row, item.at ? [col] : [], item.cell ?? '');
  }

  #all(report: ReportView, key: string, first: DiagnosticView, count: number, same: boolean, load: Load): TemplateResult {
    const columns: Column[] = [
      { label: t('page.diagnostics.content'), width: 18 },
      ...(same ? [] : [{ label: t('page.diagnostics.sentence'), width: 32 }]),
      { label: t('page.diagnostics.file'), width: 18 },
    ];
    const open = async (event: CustomEvent<RowDetail>): Promise<void> => {
      const [item] = (await this.view.store.book?.notices({ ...this.#request(), code: key, from: event.detail.index, count: 1 }))?.items ?? [];
      if (item) this.#openAt(report, item);
    };
    return html`<kam-rows .label=${first.text} .headLabel=${t('page.diagnostics.cell')} .headWidth=${16} .columns=${columns} .count=${count}
      .load=${load} .choosable=${true} @kam-row=${(event: CustomEvent<RowDetail>) => void open(event)}></kam-rows>`;
  }

  #toggle(code: string, same: boolean): void {
    if (this.#open.has(code)) this.#open.delete(code);
    else this.#open.set(code, this.#load(code, same));
    this.requestUpdate();
  }

  #load(code: string, same: boolean): Load {
    return async (from, count) => {
      const found = await this.view.store.book?.notices({ ...this.#request(), code, from, count });
      return (found?.items ?? []).map(({ file, place, raw, text }): Row => (
        { head: place ?? '', cells: same ? [raw, file ?? ''] : [raw, text, file ?? ''] }));
    };
  }

  #request(): NoticesRequest {
    const { severity, table, text } = this.filter;
    const [file, sheet] = table ? table.split('\n') : [];
    return {
      ...(severity && { severity }), ...(file !== undefined && { file }), ...(sheet !== undefined && { sheet }),
      ...(text.trim() && { text }),
    };
  }

  async #ask(): Promise<void> {
    const turn = (this.#turn += 1);
    const found = await this.view.store.book?.notices({ ...this.#request(), count: 0 }).catch(() => undefined);
    if (turn !== this.#turn || !found) return;
    this.#found = found;
    const same = new Map(found.groups.map((group) => [group.key, group.same]));
    // What was open stays open, with the rows of the new filter.
    this.#open = new Map([...this.#open.keys()].flatMap((code) => (same.has(code) ? [[code, this.#load(code, same.get(code) ?? false)] as const] : [])));
    this.requestUpdate();
  }

  /** Everything that the filter lets through, as a file. */
  async #save(): Promise<void> {
    const { book } = this.view.store;
    if (!book) return;
    this.#saving = true;
    this.requestUpdate();
    try {
      const head = ['severity', 'code', 'file', 'sheet', 'cell', 'content', 'sentence', 'hint'];
      const rows = [head.map((name) => t(`page.diagnostics.${name}`))];
      for (let total = 1, from = 0; from < total; from += PART) {
        const part = await book.notices({ ...this.#request(), from, count: PART });
        total = part.total;
        rows.push(...part.items.map((item) => [t(`page.data.${item.severity}`), item.code, item.file ?? '', item.sheet ?? '',
          item.cell?.slice(item.cell.lastIndexOf('!') + 1) ?? '', item.raw, item.text, item.hint ?? '']));
      }
      save(`${t('page.diagnostics.fileName')}.csv`, new Blob([csv(rows)], { type: 'text/csv;charset=utf-8' }));
      this.view.store.tell('page.diagnostics.saved', { n: rows.length - 1 });
    } catch {
      this.view.store.tell('page.diagnostics.notSaved', {});
    } finally {
      this.#saving = false;
      this.requestUpdate();
    }
  }
}

