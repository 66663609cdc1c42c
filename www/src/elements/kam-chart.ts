/** A chart that the engine draws: SVG, its table twin, keyboard, tooltip and export. */
import { html, LitElement, nothing, unsafeCSS, type PropertyValues, type TemplateResult } from 'lit';
import type { ChartName, ChartRequest, ChartView, EvidenceView } from '../engine/report';
import { trusted } from '../engine/trusted';
import type { Words } from '../i18n/index';
import chartCss from '../../css/chart.css';
import { nearest, type Way } from './nearest';
import { placeTip } from './place-tip';
import { savePng, saveSvg } from './save-chart';

/** What draws charts: a book. */
export interface ChartSource {
  chart(request: ChartRequest): Promise<ChartView>;
}

/** Detail of `kam-mark`. */
export interface MarkDetail {
  readonly label: string;
  readonly evidence: readonly EvidenceView[];
}

const WAYS: Readonly<Record<string, Way>> = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' };

/**
 * @fires kam-drawn - the chart stands in the document, or cannot be drawn
 * @fires kam-mark - a mark was clicked or chosen with Enter; `detail` is a {@link MarkDetail}
 * @csspart plot - what the SVG stands in
 */
export class KamChart extends LitElement {
  static override styles = unsafeCSS(chartCss);
  static override properties = {
    chart: { type: String },
    account: { type: Number },
    source: { attribute: false },
    words: { attribute: false },
    version: { attribute: false },
    plain: { type: Boolean },
    apart: { type: Boolean },
    asTable: { state: true },
    view: { state: true },
    trouble: { state: true },
  };

  /** Which chart. */
  declare chart: ChartName;
  /** Only this account, where the chart can be about one. */
  declare account: number | undefined;
  declare source: ChartSource | undefined;
  declare words: Words | undefined;
  /** Anything that changes with the report. */
  declare version: unknown;
  /** Without table twin and export, for small places. */
  declare plain: boolean;
  /** Nothing near it shows what is behind a mark, so that is not offered. */
  declare apart: boolean;
  declare asTable: boolean;
  declare view: ChartView | undefined;
  declare trouble: string | undefined;

  #width = 0;
  #frame = 0;
  #asked = 0;
  #shown: ChartView | undefined;
  #active = 0;
  #drawing: Promise<void> = Promise.resolve();
  readonly #observer = new ResizeObserver(() => {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#resized());
  });

  /** Settles when the newest drawing stands. */
  get drawn(): Promise<void> {
    return this.#drawing;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
    cancelAnimationFrame(this.#frame);
  }

  override willUpdate(changed: PropertyValues): void {
    if (['chart', 'account', 'source', 'version'].some((name) => changed.has(name))) this.#draw();
  }

  override updated(): void {
    this.#insert();
  }

  override render(): TemplateResult {
    const { view, asTable } = this;
    return html`
      ${this.trouble ? html`<p class="trouble" role="note">${this.trouble}</p>` : nothing}
      <div class="plot" part="plot" ?hidden=${asTable || (this.trouble && !view)}
        @click=${this.#clicked} @keydown=${this.#key} @pointermove=${this.#hover} @pointerleave=${this.#hover}
        @focusin=${this.#focused} @focusout=${this.#hideTip}>
        <div class="svg" aria-busy=${view ? 'false' : 'true'}></div>
        <div class="tip" aria-hidden="true" hidden></div>
      </div>
      ${asTable && view ? this.#twin(view) : nothing}
      ${this.plain || !view?.marks.length ? nothing : this.#tools()}`;
  }

  #tools(): TemplateResult {
    const t = (code: string): string => this.words?.t(`page.chart.${code}`) ?? '';
    return html`<div class="tools">
      <button type="button" aria-pressed=${this.asTable ? 'true' : 'false'} @click=${() => (this.asTable = !this.asTable)}>
        ${this.asTable ? t('chart') : t('table')}</button>
      <button type="button" @click=${() => void this.#save(saveSvg)}>${t('svg')}</button>
      <button type="button" @click=${() => void this.#save(savePng)}>${t('png')}</button>
      <p class="keys">${t(this.apart ? 'keysApart' : 'keys')}</p>
    </div>`;
  }

  #twin({ table }: ChartView): TemplateResult {
    const side = (column: number): string => (table.numeric.includes(column) ? 'number' : '');
    return html`<div class="twin" tabindex="0" role="region" aria-label=${table.caption}><table>
      <caption>${table.caption}</caption>
      <thead><tr>${table.columns.map((name, i) => html`<th scope="col" class=${side(i)}>${name}</th>`)}</tr></thead>
      <tbody>${table.rows.map((row) => html`<tr><th scope="row">${row.header}</th>
        ${row.cells.map((cell, i) => html`<td class=${side(i + 1)}>${cell}</td>`)}</tr>`)}</tbody>
    </table></div>`;
  }

  #resized(): void {
    const width = this.#room();
    if (width > 0 && width !== this.#width) this.#draw();
  }

  #room(): number {
    const width = Math.floor(this.getBoundingClientRect().width);
    return width > 0 ? Math.min(1200, Math.max(300, width)) : 0;
  }

  #draw(): void {
    const { source, chart } = this;
    const width = this.#room();
    if (!source || !chart || width === 0) return;
    this.#width = width;
    const asked = (this.#asked += 1);
    this.#drawing = source.chart(this.#request(width)).then(
      (view) => this.#settle(asked, view, undefined),
      (error: unknown) => this.#settle(asked, undefined, error instanceof Error ? error.message : String(error)),
    );
  }

  async #settle(asked: number, view: ChartView | undefined, trouble: string | undefined): Promise<void> {
    if (asked !== this.#asked) return this.#drawing;
    if (view) this.view = view;
    this.trouble = trouble;
    await this.updateComplete;
    this.dispatchEvent(new CustomEvent('kam-drawn', { bubbles: true, composed: true }));
  }

  #request(width: number): ChartRequest {
    const { chart, account } = this;
    return account === undefined ? { chart, width } : { chart, width, account };
  }

  async #save(save: (view: ChartView, name: string) => void): Promise<void> {
    const theme = matchesDark(this) ? 'dark' : 'light';
    const view = await this.source?.chart({ ...this.#request(this.#width || 760), theme });
    if (view) save(view, `kamlens-${this.chart}`);
  }

  /** Puts a new drawing into the page; the place in it survives. */
  #insert(): void {
    const place = this.renderRoot.querySelector('.svg');
    if (!place || !this.view || this.view === this.#shown) return;
    const had = this.#marks().includes(this.shadowRoot?.activeElement as SVGGElement);
    this.#shown = this.view;
    place.innerHTML = trusted.createHTML(this.view.svg) as string;
    const marks = this.#marks();
    this.#active = Math.min(this.#active, Math.max(0, marks.length - 1));
    for (const [i, mark] of marks.entries()) mark.tabIndex = i === this.#active ? 0 : -1;
    if (had) marks[this.#active]?.focus();
  }

  #marks(): SVGGElement[] {
    return [...this.renderRoot.querySelectorAll<SVGGElement>('.kam-mark')];
  }

  #key(event: KeyboardEvent): void {
    const marks = this.#marks();
    const at = marks.indexOf(event.target as SVGGElement);
    if (at < 0) return;
    const way = WAYS[event.key];
    if (way) this.#go(marks, nearest(marks.map((m) => m.getBoundingClientRect()), at, way));
    else if (event.key === 'Home') this.#go(marks, 0);
    else if (event.key === 'End') this.#go(marks, marks.length - 1);
    else if (event.key === 'Enter' || event.key === ' ') this.#choose(marks[at]);
    else if (event.key === 'Escape') return this.#hideTip();
    else return;
    event.preventDefault();
  }

  #go(marks: readonly SVGGElement[], to: number): void {
    marks[this.#active]?.setAttribute('tabindex', '-1');
    this.#active = to;
    const mark = marks[to];
    mark?.setAttribute('tabindex', '0');
    mark?.focus();
  }

  #clicked(event: Event): void {
    const mark = markAt(event);
    if (!mark) return;
    this.#go(this.#marks(), this.#marks().indexOf(mark));
    this.#choose(mark);
  }

  #choose(mark: SVGGElement | undefined): void {
    const found = this.view?.marks[Number(mark?.dataset['i'])];
    if (!found) return;
    const detail: MarkDetail = { label: found.label, evidence: found.evidence };
    this.dispatchEvent(new CustomEvent('kam-mark', { bubbles: true, composed: true, detail }));
  }

  #hover(event: PointerEvent): void {
    const mark = markAt(event);
    if (mark) return this.#showTip(mark);
    // Scrolling to a mark that took the focus by key moves the page under a resting pointer.
    const focused = this.shadowRoot?.activeElement;
    const keyed = focused instanceof SVGGElement && focused.matches('.kam-mark:focus-visible') ? focused.dataset['i'] : undefined;
    const tip = this.renderRoot.querySelector<HTMLElement>('.tip');
    if (keyed === undefined || tip?.dataset['of'] !== keyed) this.#hideTip();
  }

  #focused(event: FocusEvent): void {
    const mark = markAt(event);
    if (mark?.matches(':focus-visible')) this.#showTip(mark);
  }

  #showTip(mark: SVGGElement): void {
    const tip = this.renderRoot.querySelector<HTMLElement>('.tip');
    const plot = this.renderRoot.querySelector('.plot')?.getBoundingClientRect();
    if (!tip || !plot || tip.dataset['of'] === mark.dataset['i']) return;
    tip.textContent = mark.getAttribute('aria-label');
    tip.dataset['of'] = mark.dataset['i'];
    tip.hidden = false;
    const others = this.#marks().filter((other) => other !== mark).map((other) => other.getBoundingClientRect());
    const [x, y] = placeTip(mark.getBoundingClientRect(), tip.getBoundingClientRect(), plot, others);
    tip.style.transform = `translate(${Math.round(x - plot.x)}px, ${Math.round(y - plot.y)}px)`;
  }

  #hideTip(): void {
    const tip = this.renderRoot.querySelector<HTMLElement>('.tip');
    if (!tip) return;
    tip.hidden = true;
    delete tip.dataset['of'];
  }
}

function markAt(event: Event): SVGGElement | null {
  return (event.target as Element).closest<SVGGElement>('.kam-mark');
}

function matchesDark(element: Element): boolean {
  const scheme = getComputedStyle(element).colorScheme;
  return scheme === 'dark' || (scheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
}

declare global {
  interface HTMLElementTagNameMap {
    'kam-chart': KamChart;
  }
}
