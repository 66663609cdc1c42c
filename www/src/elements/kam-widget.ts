/** What every chart widget is: one workbook, one chart, events, and the fallback until it is ready. */
import { html, LitElement, nothing, unsafeCSS, type PropertyValues, type TemplateResult } from 'lit';
import { today } from '../civil';
import { EngineError } from '../engine/client';
import type { ChartName } from '../engine/report';
import tokensCss from '../../css/tokens.css';
import widgetCss from '../../css/widget.css';
import { borrow, giveBack, localeOf, type OpenBook, type WidgetRequest } from './widget-book';

/**
 * @attr {string} src - workbook (.xlsx, .csv) of an origin that the page may fetch from
 * @attr {string} lang - BCP 47; else that of what the element stands in
 * @attr {'light'|'dark'} theme - else the system's
 * @attr {string} as-of - ISO date; else today
 * @attr {string} limits - safety limits set otherwise, as `cells=50M seconds=60`; docs/limits.md lists them
 * @fires kam-ready - the chart is on the screen; detail `{ asOf }`
 * @fires kam-error - nothing can be shown; detail `{ file, code, text }`
 * @slot - shown until the chart is ready
 * @csspart error - the sentence that says what is wrong
 * @cssproperty --kam-accent, --kam-surface, --kam-ink and the others of tokens.css
 */
export abstract class KamWidget extends LitElement {
  static override styles = [unsafeCSS(tokensCss), unsafeCSS(widgetCss)];
  static override properties = {
    src: { type: String },
    theme: { type: String, reflect: true },
    asOf: { type: String, attribute: 'as-of' },
    limits: { type: String },
    open: { state: true },
    drawn: { state: true },
    trouble: { state: true },
  };
  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang'];
  }

  declare src: string | undefined;
  declare theme: 'light' | 'dark' | undefined;
  declare asOf: string | undefined;
  declare limits: string | undefined;
  protected declare open: OpenBook | undefined;
  protected declare drawn: boolean;
  protected declare trouble: string | undefined;

  /** Which chart the widget shows. */
  protected abstract readonly chart: ChartName;
  #request: WidgetRequest | undefined;

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    if (name === 'lang' && old !== value) this.requestUpdate('src');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leave();
  }

  override willUpdate(changed: PropertyValues): void {
    if (!this.hasUpdated || ['src', 'asOf', 'limits'].some((name) => changed.has(name))) this.#load();
  }

  override render(): TemplateResult {
    const { open, drawn, trouble } = this;
    if (trouble) return html`<p class="error" part="error" role="alert">${trouble}</p>`;
    return html`${drawn ? nothing : html`<slot></slot>`}
      ${open ? html`<kam-chart apart class=${drawn ? '' : 'pending'} .chart=${this.chart} .source=${open.book} .words=${open.words}
        @kam-drawn=${this.#painted} @kam-mark=${(event: Event) => event.stopPropagation()}></kam-chart>` : nothing}`;
  }

  #leave(): void {
    if (this.#request) giveBack(this.#request);
    this.#request = undefined;
    this.open = undefined;
    this.drawn = false;
  }

  #load(): void {
    this.#leave();
    this.trouble = undefined;
    if (!this.src || !this.isConnected) return;
    const request = { src: new URL(this.src, document.baseURI).href, locale: localeOf(this), asOf: this.asOf ?? today(), limits: this.limits ?? '' };
    this.#request = request;
    borrow(request).then(
      (open) => { if (this.#request === request) this.open = open; },
      (error: unknown) => { if (this.#request === request) this.#fail(error); },
    );
  }

  #painted(event: Event): void {
    event.stopPropagation();
    if (this.drawn) return;
    this.drawn = true;
    this.#tell('kam-ready', { asOf: this.#request?.asOf });
  }

  #fail(error: unknown): void {
    const [code, text] = error instanceof EngineError ? [error.code, error.message] : ['internal', String(error)];
    this.trouble = text;
    this.#tell('kam-error', { file: this.src, code, text });
  }

  #tell(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
  }
}
