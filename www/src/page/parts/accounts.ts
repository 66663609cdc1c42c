/** Accounts that may be one, and names that no table of accounts knows: a person decides, nothing is merged silently. */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Duplicate, Unmatched } from '../../engine/mapping';
import type { ReportView } from '../../engine/report';
import { formatNumber, t } from '../../i18n/index';
import { keepNames, mergeNames, releaseNames } from '../choices';
import type { View } from '../views/context';

const STEP = 8;

export class KamAccounts extends LitElement {
  static override properties = { view: { attribute: false }, version: { attribute: false } };
  declare view: View;
  version = 0;
  #shown = { duplicates: STEP, unmatched: STEP };

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const { report, mapping } = this.view.store;
    const { duplicates = [], unmatched = [] } = report ?? {};
    const { merge = [], keep = [] } = mapping.current.accounts ?? {};
    if (!report || duplicates.length + unmatched.length + merge.length + keep.length === 0) return html``;
    return html`<section class="panel names" aria-labelledby="names-title"><h2 id="names-title" tabindex="-1">${t('page.accounts.title')}</h2>
      ${this.#list('duplicates', duplicates, (item) => this.#duplicate(item))}
      ${this.#list('unmatched', unmatched, (item) => this.#unmatched(report, item))}
      ${this.#decided('merged', merge)}${this.#decided('kept', keep)}
    </section>`;
  }

  #list<T>(name: 'duplicates' | 'unmatched', items: readonly T[], line: (item: T) => TemplateResult): TemplateResult | typeof nothing {
    if (items.length === 0) return nothing;
    const shown = this.#shown[name];
    const more = (): void => {
      this.#shown[name] += STEP * 4;
      this.requestUpdate();
    };
    return html`<div class=${name}><h3>${t(`page.accounts.${name}`)} <span class="count">${formatNumber(items.length, 'int')}</span></h3>
      <p class="hint">${t(`page.accounts.${name}Hint`)}</p>
      <ul>${items.slice(0, shown).map(line)}</ul>
      ${items.length > shown ? html`<button type="button" class="quiet small" @click=${more}>${t('page.answer.more', { n: Math.min(STEP * 4, items.length - shown) })}</button>` : nothing}</div>`;
  }

  #duplicate({ names }: Duplicate): TemplateResult {
    return html`<li><p>${names.map((name, i) => html`${i > 0 ? html`<span class="same" aria-hidden="true">≈</span> ` : nothing}<strong>${name}</strong> `)}</p>
      <div class="buttons">
        <button type="button" class="quiet small" aria-label=${t('page.accounts.mergeNames', { names })} @click=${() => this.#merge(names)}>${t('page.accounts.merge')}</button>
        <button type="button" class="quiet small" aria-label=${t('page.accounts.keepNames', { names })} @click=${() => this.#keep(names)}>${t('page.accounts.keep')}</button>
      </div></li>`;
  }

  #unmatched({ tables }: ReportView, item: Unmatched): TemplateResult {
    const { at, name, table, cell, count, nearest } = item;
    const sheet = tables[table]?.sheet ?? '';
    return html`<li><p><strong>${name}</strong> <span class="hint">${t('page.accounts.times', { n: count })}</span>
        ${at && cell ? html`<button type="button" class="cell" aria-label=${t('page.cell.open', { cell })}
          @click=${() => this.view.openCell(table, at[0], [at[1]], cell)}>${cell}</button>` : html`<span class="cell plain">${sheet}</span>`}</p>
      <div class="buttons">${nearest.map((near) => html`<button type="button" class="quiet small" aria-label=${t('page.accounts.isNamed', { name, account: near.name })}
        @click=${() => this.#merge([near.name, name])}>${t('page.accounts.is', { account: near.name })}</button>`)}
        ${nearest.length > 0 ? nothing : html`<span class="hint">${t('page.accounts.noneNear')}</span>`}</div></li>`;
  }

  #decided(name: 'merged' | 'kept', groups: ReadonlyArray<readonly string[]>): TemplateResult | typeof nothing {
    if (groups.length === 0) return nothing;
    return html`<div class="decided"><h3>${t(`page.accounts.${name}`)}</h3><ul>${groups.map((names) => html`<li><p>${names.join(name === 'merged' ? ' = ' : ' ≠ ')}</p>
      <div class="buttons"><button type="button" class="quiet small" aria-label=${t('page.accounts.releaseNames', { names })}
        @click=${() => void this.view.store.mapping.change((mapping) => releaseNames(mapping, names))}>${t('page.accounts.release')}</button></div></li>`)}</ul></div>`;
  }

  #merge(names: readonly string[]): void {
    void this.#then(this.view.store.mapping.change((mapping) => mergeNames(mapping, names)));
  }

  #keep(names: readonly string[]): void {
    void this.#then(this.view.store.mapping.change((mapping) => keepNames(mapping, names)));
  }

  /** The button that was pressed is gone with its line. */
  async #then(changed: Promise<void>): Promise<void> {
    await changed;
    await this.updateComplete;
    if (document.activeElement === document.body) this.querySelector<HTMLElement>('#names-title')?.focus({ preventScroll: true });
  }
}
