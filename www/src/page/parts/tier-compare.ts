/** Accounts that were marked in the list, side by side. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { AccountRef } from '../../engine/report';
import type { AccountDetail } from '../../engine/tiers';
import { t } from '../../i18n/index';
import type { View } from '../views/context';
import { compared, type ComparedLine, type ComparedPart } from '../views/tier-compare';

export class KamTierCompare extends LitElement {
  static override properties = { view: { attribute: false }, version: { attribute: false }, accounts: { attribute: false } };
  declare view: View;
  declare accounts: readonly AccountRef[];
  version = 0;
  #details: readonly AccountDetail[] = [];
  #onlyDifferent = false;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('accounts') || changed.has('version')) void this.#ask();
  }

  async #ask(): Promise<void> {
    const { accounts, version } = this;
    const { book } = this.view.store;
    const found = await Promise.all(accounts.map(({ account }) => book?.account(account))).catch(() => []);
    if (accounts !== this.accounts || version !== this.version) return;
    this.#details = found.flatMap((detail) => detail ?? []);
    this.requestUpdate();
  }

  protected override render(): TemplateResult | typeof nothing {
    const tiers = this.view.store.report?.reports.tiers;
    if (!tiers) return nothing;
    const title = t('page.tier.compare.title', { n: this.accounts.length });
    const toggle = (event: Event): void => {
      this.#onlyDifferent = (event.target as HTMLInputElement).checked;
      this.requestUpdate();
    };
    return html`<section class="panel" aria-labelledby="compare-title">
      <div class="spread"><h2 id="compare-title" tabindex="-1">${title}</h2>
        <button type="button" class="quiet small" data-close @click=${this.#close}>${t('page.tier.account.close')}</button></div>
      <div class="spread"><p class="hint">${t('page.tier.compare.hint')}</p>
        <label class="check"><input type="checkbox" data-different .checked=${live(this.#onlyDifferent)} @change=${toggle}>${t('page.tier.compare.only')}</label></div>
      <div class="scroll figures stacks" role="group" tabindex="0" aria-label=${title}><table class="compared">
        <thead><tr><td></td>${this.#details.map(({ accountName }) => html`<th scope="col">${accountName}</th>`)}</tr></thead>
        ${compared(this.#details, tiers).map((part) => this.#part(part))}</table></div></section>`;
  }

  #part({ name, lines }: ComparedPart): TemplateResult | typeof nothing {
    const shown = lines.filter(({ differs }) => differs || !this.#onlyDifferent);
    if (shown.length === 0) return nothing;
    return html`<tbody><tr class="part"><th scope="rowgroup" colspan=${this.#details.length + 1}>${t(`page.tier.compare.${name}`)}</th></tr>${shown.map((line) => this.#line(line))}</tbody>`;
  }

  /** Lines that differ have a sign, not a colour alone; on a phone each figure has its account beside it. */
  #line({ label, cells, number, differs }: ComparedLine): TemplateResult {
    const name = (at: number): string => this.#details[at]?.accountName ?? '';
    return html`<tr class=${differs ? 'differs' : ''}><th scope="row">${label}${differs
      ? html` <span class="unequal" role="img" aria-label=${t('page.tier.compare.differs')}>≠</span>` : nothing}</th>
      ${cells.map((cell, at) => html`<td class=${number ? 'number' : ''} data-label=${name(at)}><span>${cell}</span></td>`)}</tr>`;
  }

  readonly #close = (): void => {
    this.view.set({ list: { ...this.view.screen.list, compared: false } });
    document.querySelector<HTMLElement>('kam-tier-list .rows')?.focus();
  };
}
