/** How the scores are spread, with the cut-offs as handles: drawn without a template, since it follows every movement. */
import { html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import type { WhatIf } from '../../engine/policy';
import { formatNumber, t } from '../../i18n/index';
import { differ, tierLook } from './look';

/** Bars that the engine counts, and least distance of two cut-offs. */
const BARS = 50;
const GAP = 0.5;
const KEYS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -5, PageUp: 5, Home: -100, End: 100 };

export class KamPolicyBins extends LitElement {
  static override properties = {
    cutoffs: { attribute: false, hasChanged: differ }, names: { attribute: false, hasChanged: differ },
    movable: { attribute: false }, language: { attribute: false },
  };
  /** Of all tiers, the best first; the last one is 0. */
  declare cutoffs: readonly number[];
  declare names: readonly string[];
  /** The cut-offs decide. */
  declare movable: boolean;
  declare language: string;
  /** Told of each movement of a cut-off. */
  onMove: (tier: number, cutoff: number) => void = () => undefined;
  #answer: WhatIf | undefined;
  #held: number | undefined;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Draws the bars at once. */
  draw(answer: WhatIf): void {
    this.#answer = answer;
    const most = Math.max(1, ...answer.bins.map(([firm, open]) => firm + open));
    for (const [at, path] of this.#paths().entries()) {
      const shape = this.#shape(answer, most, Math.floor(at / 2), at % 2 === 1);
      if (shape !== path.getAttribute('d')) path.setAttribute('d', shape);
    }
    const top = this.querySelector('.most');
    const said = t('page.policy.bins.most', { n: most });
    if (top && top.textContent !== said) top.textContent = said;
  }

  protected override updated(): void {
    this.querySelectorAll<HTMLElement>('[role=slider]').forEach((handle, at) => {
      handle.style.left = `${this.cutoffs[at] ?? 0}%`;
    });
    if (this.#answer) this.draw(this.#answer);
  }

  protected override render(): TemplateResult {
    return html`<div class="plot ${this.movable ? 'movable' : ''}">
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">${this.cutoffs.map((_, at) => [false, true].map((open) => svg`<path
        class="${open ? 'open ' : ''}${this.movable ? tierLook(this.cutoffs.length, at) : 'tier-3'}"></path>`))}</svg>
      ${this.movable ? this.cutoffs.slice(0, -1).map((cutoff, at) => this.#handle(cutoff, at)) : nothing}
    </div>
    <p class="axis" aria-hidden="true">${[0, 20, 40, 60, 80, 100].map((mark) => html`<span>${mark}</span>`)}</p>
    <p class="hint"><span class="most"></span> ${t('page.policy.bins.how')}</p>`;
  }

  #handle(cutoff: number, at: number): TemplateResult {
    const { least, most } = this.#room(at);
    const tier = this.names[at] ?? '';
    const spoken = t('page.policy.bins.at', { tier, points: cutoff });
    return html`<span role="slider" tabindex="0" class="handle ${at % 2 ? 'second' : ''}" data-cutoff=${at} aria-label=${t('page.policy.cutoffOf', { tier })}
      aria-valuemin=${least} aria-valuemax=${most} aria-valuenow=${cutoff} aria-valuetext=${spoken}
      @keydown=${(event: KeyboardEvent) => this.#keyed(event, at)} @pointerdown=${(event: PointerEvent) => this.#take(event, at)}
      @pointermove=${(event: PointerEvent) => this.#drag(event, at)} @pointerup=${() => (this.#held = undefined)} @pointercancel=${() => (this.#held = undefined)}
      ><span class="flag" aria-hidden="true">${tier} ${formatNumber(cutoff, 'num')}</span></span>`;
  }

  #take(event: PointerEvent, at: number): void {
    const handle = event.currentTarget as HTMLElement;
    handle.setPointerCapture(event.pointerId);
    handle.focus({ preventScroll: true });
    this.#held = at;
    event.preventDefault();
  }

  #drag(event: PointerEvent, at: number): void {
    const plot = this.querySelector('.plot');
    if (this.#held !== at || !plot) return;
    const { left, width } = plot.getBoundingClientRect();
    this.#move(at, Math.round(((event.clientX - left) / width) * 200) / 2);
  }

  #keyed(event: KeyboardEvent, at: number): void {
    const by = KEYS[event.key];
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.#move(at, (this.cutoffs[at] ?? 0) + by * (event.shiftKey ? 5 : 1));
  }

  /** Where a cut-off can stand: cut-offs do not pass one another. One without room stays where it is. */
  #room(at: number): { readonly least: number; readonly most: number } {
    const now = this.cutoffs[at] ?? 0;
    const most = at > 0 ? (this.cutoffs[at - 1] ?? 100) - GAP : 100;
    const least = (this.cutoffs[at + 1] ?? 0) + GAP;
    return { least: Math.min(least, now), most: Math.max(most, now) };
  }

  #move(at: number, wanted: number): void {
    const { least, most } = this.#room(at);
    const cutoff = Math.max(least, Math.min(most, wanted));
    if (cutoff !== this.cutoffs[at]) this.onMove(at, cutoff);
  }

  #paths(): readonly Element[] {
    return [...this.querySelectorAll('path')];
  }

  /** The bars of one tier where scores decide, else all of them with the first: the firm part, or the open one above it. */
  #shape({ bins }: WhatIf, most: number, tier: number, open: boolean): string {
    const width = 100 / BARS;
    const bars = bins.map(([firm, provisional], at) => {
      const height = open ? provisional : firm;
      if (height === 0 || this.#tierOf(at) !== tier) return '';
      const foot = 100 - ((open ? firm : 0) / most) * 100;
      return `M${round(at * width + 0.15)} ${round(foot)}h${round(width - 0.3)}v${round((-height / most) * 100)}h${round(0.3 - width)}z`;
    });
    return bars.join('');
  }

  #tierOf(bar: number): number {
    if (!this.movable) return 0;
    const score = (bar + 0.5) * (100 / BARS);
    const found = this.cutoffs.findIndex((cutoff) => score >= cutoff);
    return found < 0 ? this.cutoffs.length - 1 : found;
  }
}

/** Hundredths of a part of the picture. */
const round = (part: number): number => Math.round(part * 100) / 100;
