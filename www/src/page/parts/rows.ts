/**
 * A table of any length: only the rows in the window stand in the page, the others are asked for
 * while one scrolls. An own small one, because the libraries for it (virtual-core, lit-virtualizer)
 * place rows in a box as high as all of them, and browsers have none for a million rows. The pane
 * sticks in the window while the box is scrolled through, so it is never blank.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { t } from '../../i18n/index';
import { height, reveal, shown, type Measures } from './window';

export interface Column {
  readonly label: string;
  /** Characters that should have room. */
  readonly width: number;
  /** Numbers: all, or most, where the rows say which. */
  readonly number?: boolean;
  /** The rows are, or can be, in its order; the head's is that of column -1. */
  readonly order?: 'ascending' | 'descending' | 'none';
}

export interface Row {
  /** What names the row: its number in the sheet, an address. */
  readonly head: string;
  readonly cells: readonly string[];
  readonly kind?: 'here' | 'headrow' | 'group' | 'closed';
  /** By what it can be picked. */
  readonly id?: number;
  /** Places in `cells` that are looked for. */
  readonly found?: readonly number[];
  /** Places in `cells` where a number stands; else the column says it. */
  readonly numbers?: readonly number[];
}

export type Load = (from: number, count: number) => Promise<readonly Row[]>;

/** A row was chosen, by a click or with Enter. */
export type RowDetail = { readonly index: number; readonly row: Row };

/** A row was picked, or let go; with Shift all rows from the one before. */
export type PickDetail = RowDetail & { readonly range: boolean };

/** A column's head was chosen: index into `columns`, -1 for the rows' heads. */
export type OrderDetail = { readonly column: number };

const PART = 100;
/** Parts that are kept. */
const KEPT = 40;
let made = 0;

export class KamRows extends LitElement {
  static override properties = {
    label: { attribute: false }, headLabel: { attribute: false }, headWidth: { attribute: false }, columns: { attribute: false }, count: { attribute: false },
    load: { attribute: false }, start: { attribute: false }, choosable: { attribute: false },
    picked: { attribute: false }, headOrder: { attribute: false },
  };
  label = '';
  headLabel = '';
  /** Characters that should have room. */
  headWidth = 6;
  columns: readonly Column[] = [];
  count = 0;
  /** A new one empties what was loaded. */
  load: Load = async () => [];
  /** The row and column (in `cells`) that is shown and active at first. */
  start: { readonly row: number; readonly col: number } | undefined;
  /** Rows can be chosen. */
  choosable = false;
  /** Rows that are picked, by their `id`; without it none can be. */
  picked: ReadonlySet<number> | undefined;
  headOrder: Column['order'];

  readonly #id = `rows-${(made += 1)}`;
  readonly #parts = new Map<number, readonly Row[]>();
  #loading = false;
  #turn = 0;
  #row = 0;
  #view = 0;
  #scrolled = 0;
  /** Column 0 is the row's head; row -1 is the table's, where it can be put in order. */
  #active = { row: 0, col: 0 };
  #toReveal: 'middle' | 'near' | undefined;
  readonly #sized = new ResizeObserver(() => this.#measure());

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sized.disconnect();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('load')) {
      this.#parts.clear();
      this.#turn += 1;
      this.#loading = false;
    }
    if (changed.has('start') || changed.has('load')) {
      const { row, col } = this.start ?? { row: 0, col: -1 };
      this.#active = { row: Math.min(row, Math.max(0, this.count - 1)), col: col + 1 };
      this.#toReveal = 'middle';
    }
  }

  protected override render(): TemplateResult {
    const { first, end } = shown(this.#measures, this.#scrolled);
    const indices = Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i);
    const active = this.#active.row < 0 || indices.includes(this.#active.row) ? this.#cellId(this.#active.row, this.#active.col) : nothing;
    return html`<div class="rows" role="grid" tabindex="0" aria-label=${this.label} aria-rowcount=${this.count + 1}
      aria-colcount=${this.columns.length + 1} aria-readonly="true" aria-activedescendant=${active}
      aria-multiselectable=${this.picked ? 'true' : nothing}
      @scroll=${this.#moved} @keydown=${this.#key} @click=${this.#clicked}>
      <div class="tall" role="presentation"><div class="pane" role="presentation"><table role="presentation">
        <colgroup><col>${this.columns.map(() => html`<col>`)}</colgroup>
        <thead role="rowgroup"><tr role="row" aria-rowindex="1">
          ${this.#head(this.headLabel, 0, this.headOrder, false)}
          ${this.columns.map(({ label, order, number }, i) => this.#head(label, i + 1, order, number ?? false))}
        </tr></thead>
        <tbody role="rowgroup">${indices.map((index) => this.#line(index))}</tbody>
      </table></div></div>
    </div>`;
  }

  #head(label: string, col: number, order: Column['order'], number: boolean): TemplateResult {
    const active = this.#active.row < 0 && this.#active.col === col;
    const mark = order === 'ascending' ? ' ▲' : order === 'descending' ? ' ▼' : '';
    return html`<th role="columnheader" aria-colindex=${col + 1} id=${this.#cellId(-1, col)} aria-sort=${order ?? nothing}
      class="${number ? 'number' : ''} ${order ? 'orders' : ''} ${active ? 'active' : ''}">${label}${mark ? html`<span aria-hidden="true">${mark}</span>` : nothing}</th>`;
  }

  #line(index: number): TemplateResult {
    const row = this.#at(index);
    const here = (col: number): boolean => this.#active.row === index && this.#active.col === col;
    const classes = `${row?.kind ?? ''} ${this.choosable ? 'choosable' : ''}`;
    const picked = row?.id !== undefined && this.picked ? this.picked.has(row.id) : undefined;
    const group = row?.kind === 'group' || row?.kind === 'closed';
    return html`<tr role="row" aria-rowindex=${index + 2} data-row=${index} class=${classes} aria-busy=${row ? nothing : 'true'} aria-selected=${picked ?? nothing}>
      <th role="rowheader" aria-colindex="1" id=${this.#cellId(index, 0)} class=${here(0) ? 'active' : ''} title=${row && row.head.length > 12 ? row.head : nothing}
        aria-expanded=${group ? row.kind === 'group' : nothing}>${picked === undefined ? nothing
          : html`<span class="pickbox" aria-hidden="true">${picked ? '✓' : ''}</span>`}${group ? html`<span aria-hidden="true">${row.kind === 'group' ? '▾' : '▸'} </span>` : nothing}${row?.head ?? '…'}</th>
      ${this.columns.map((column, i) => {
        const text = row?.cells[i] ?? '';
        const found = row?.found?.includes(i) ?? false;
        return html`<td role="gridcell" aria-colindex=${i + 2} id=${this.#cellId(index, i + 1)} title=${text.length > 12 ? text : nothing}
          class="${found ? 'found' : ''} ${here(i + 1) ? 'active' : ''} ${(row?.numbers?.includes(i) ?? column.number) ? 'number' : ''}">${found
            ? html`<mark aria-label=${`${text} (${t('page.cell.here')})`}>${text || '\u00a0'}</mark>` : text}</td>`;
      })}</tr>`;
  }

  protected override firstUpdated(): void {
    this.#sized.observe(this.#box);
    this.#measure();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('columns')) this.#widen();
    const tall = this.querySelector<HTMLElement>('.tall');
    if (tall) tall.style.height = `${height(this.#measures)}px`;
    const body = this.querySelector('tbody');
    if (body) body.style.transform = `translateY(-${shown(this.#measures, this.#scrolled).cut}px)`;
    if (this.#toReveal && this.#view > 0) this.#reveal(this.#toReveal === 'middle');
    void this.#fetch();
  }

  get #box(): HTMLElement {
    return this.querySelector('.rows') as HTMLElement;
  }

  get #measures(): Measures {
    return { count: this.count, row: this.#row, view: this.#view };
  }

  #cellId(row: number, col: number): string {
    return `${this.#id}-${row}-${col}`;
  }

  /** The rows' height follows the font; the window's follows the page. */
  #measure(): void {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
    this.#row = Math.round(rem * 2);
    const tall = this.querySelector<HTMLElement>('.tall');
    if (tall) tall.style.height = `${height(this.#measures)}px`;
    this.#cue();
    const view = this.#box.clientHeight;
    if (view === this.#view) return;
    this.#view = view;
    const pane = this.querySelector<HTMLElement>('.pane');
    if (pane) pane.style.height = `${view}px`;
    this.requestUpdate();
  }

  #widen(): void {
    const widths = [this.headWidth, ...this.columns.map(({ width }) => width)].map((width) => Math.min(32, Math.max(5, width)) + 3);
    // The rows' heads stay in sight: on a phone they leave room for a column beside them.
    const sizes = widths.map((width, i) => (i === 0 ? `min(${width}ch, 45vw)` : `${width}ch`));
    this.querySelectorAll('col').forEach((col, i) => (col.style.width = sizes[i] ?? '8ch'));
    const table = this.querySelector('table');
    if (table) table.style.width = `calc(${sizes.join(' + ')})`;
    this.#cue();
  }

  /** Says that there are more columns at the right. */
  #cue(): void {
    const box = this.#box;
    this.toggleAttribute('data-more', box.scrollLeft + box.clientWidth < box.scrollWidth - 4);
    this.style.setProperty('--kam-rows-bar', `${box.offsetWidth - box.clientWidth - 2}px`);
  }

  readonly #moved = (): void => {
    this.#cue();
    this.#scrolled = this.#box.scrollTop;
    this.requestUpdate();
  };

  /** One question at a time: by its answer another part may be in the window. */
  async #fetch(): Promise<void> {
    if (this.#loading || this.#view === 0) return;
    const { first, end } = shown(this.#measures, this.#scrolled);
    const [from, to] = [Math.floor(first / PART), Math.floor(Math.max(first, end - 1) / PART)];
    const missing = [from, to].find((part) => !this.#parts.has(part));
    if (missing === undefined || this.count === 0) return;
    const turn = this.#turn;
    this.#loading = true;
    const rows = await this.load(missing * PART, Math.min(PART, this.count - missing * PART)).catch(() => []);
    if (turn !== this.#turn) return;
    this.#loading = false;
    this.#parts.set(missing, rows);
    const [oldest] = this.#parts.keys();
    if (this.#parts.size > KEPT && oldest !== undefined) this.#parts.delete(oldest);
    this.requestUpdate();
  }

  /** Scrolls so that the active cell can be seen, also sideways beside the row's head. */
  #reveal(middle: boolean): void {
    this.#toReveal = undefined;
    const box = this.#box;
    const top = reveal(this.#measures, this.#scrolled, Math.max(0, this.#active.row), middle);
    if (top !== this.#scrolled) {
      box.scrollTop = top;
      this.#scrolled = box.scrollTop;
      this.requestUpdate();
    }
    const heads = [...this.querySelectorAll<HTMLElement>('thead th')];
    const [head, cell] = [heads[0], heads[this.#active.col]];
    if (!head || !cell || this.#active.col === 0) return;
    const [left, right] = [cell.offsetLeft - head.offsetWidth, cell.offsetLeft + cell.offsetWidth - box.clientWidth];
    if (box.scrollLeft > left) box.scrollLeft = left;
    else if (box.scrollLeft < right) box.scrollLeft = Math.min(left, right);
  }

  readonly #key = (event: KeyboardEvent): void => {
    const { row, col } = this.#active;
    const page = Math.max(1, Math.floor(this.#view / this.#row) - 2);
    const whole = event.ctrlKey || event.metaKey;
    const steps: Record<string, readonly [number, number]> = {
      ArrowDown: [row + 1, col], ArrowUp: [row - 1, col], ArrowRight: [row, col + 1], ArrowLeft: [row, col - 1],
      PageDown: [row + page, col], PageUp: [row - page, col],
      Home: whole ? [0, 0] : [row, 0], End: whole ? [this.count - 1, this.columns.length] : [row, this.columns.length],
    };
    const next = steps[event.key];
    if (next) {
      event.preventDefault();
      this.#activate(...next);
      if (event.shiftKey && next[0] !== row) this.#pick(true);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      this.#choose();
    } else if (event.key === ' ' && this.picked) {
      event.preventDefault();
      this.#pick(event.shiftKey);
    }
  };

  readonly #clicked = (event: MouseEvent): void => {
    const target = event.target as HTMLElement;
    const index = target.closest<HTMLElement>('tr[data-row]')?.dataset['row'];
    const col = Number(target.closest('[aria-colindex]')?.getAttribute('aria-colindex') ?? 1) - 1;
    if (index === undefined) return this.#reorder(col);
    this.#activate(Number(index), col);
    if (this.picked && (event.shiftKey || target.closest('.pickbox'))) this.#pick(event.shiftKey);
    else this.#choose();
  };

  #activate(row: number, col: number): void {
    const within = (n: number, most: number): number => Math.max(0, Math.min(most, n));
    const top = this.headOrder && row < 0 ? -1 : within(row, this.count - 1);
    this.#active = { row: top, col: within(col, this.columns.length) };
    this.#toReveal = 'near';
    this.requestUpdate();
  }

  #at(index: number): Row | undefined {
    return index < 0 ? undefined : this.#parts.get(Math.floor(index / PART))?.[index % PART];
  }

  #choose(): void {
    const index = this.#active.row;
    if (index < 0) return this.#reorder(this.#active.col);
    const row = this.#at(index);
    if (this.choosable && row) this.#tell<RowDetail>('kam-row', { index, row });
  }

  #pick(range: boolean): void {
    const index = this.#active.row;
    const row = this.#at(index);
    if (this.picked && row) this.#tell<PickDetail>('kam-pick', { index, row, range });
  }

  #reorder(col: number): void {
    const order = col === 0 ? this.headOrder : this.columns[col - 1]?.order;
    if (order) this.#tell<OrderDetail>('kam-order', { column: col - 1 });
  }

  #tell<Detail>(name: string, detail: Detail): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
