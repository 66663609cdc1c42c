/** Accounts that may be one, and names that no table of accounts knows: a person decides, nothing is merged silently. */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Duplicate, DuplicateAccount, Unmatched } from '../../engine/mapping';
import type { ReportView } from '../../engine/report';
import { formatNumber, t } from '../../i18n/index';
import { keepNames, mergeNames, releaseNames } from '../choices';
import type { View } from '../views/context';

const STEP = 8;
/** Accounts that are offered while one types. */
const OFFERED = 30;

export class KamAccounts extends LitElement {
  static override properties = { view: { attribute: false }, version: { attribute: false } };
  declare view: View;
  version = 0;
  #shown = { duplicates: STEP, unmatched: STEP };
  /** Names of a group that are not meant. */
  #left = new Map<string, ReadonlySet<string>>();
  /** What is typed as the account of a name. */
  #typed = new Map<string, string>();

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

  /** Of three names or more, those that are meant are marked. */
  #duplicate({ names: all, accounts }: Duplicate): TemplateResult {
    const key = all.join('\n');
    const left = this.#left.get(key) ?? new Set<string>();
    const names = all.filter((name) => !left.has(name));
    const mark = (name: string): void => {
      this.#left.set(key, left.has(name) ? new Set([...left].filter((other) => other !== name)) : new Set([...left, name]));
      this.requestUpdate();
    };
    const shown = (name: string): TemplateResult => all.length < 3 ? html`<strong>${name}</strong> `
      : html`<label class="mark"><input type="checkbox" .checked=${!left.has(name)} @change=${() => mark(name)}><strong>${name}</strong></label> `;
    const few = names.length < 2;
    return html`<li><p>${all.map((name, i) => html`${i > 0 ? html`<span class="same" aria-hidden="true">≈</span> ` : nothing}${shown(name)}${this.#where(accounts[i])}`)}</p>
      <div class="buttons">
        <button type="button" class="quiet small" ?disabled=${few} aria-label=${t('page.accounts.mergeNames', { names })} @click=${() => this.#merge(names)}>${t('page.accounts.merge')}</button>
        <button type="button" class="quiet small" ?disabled=${few} aria-label=${t('page.accounts.keepNames', { names })} @click=${() => this.#keep(names)}>${t('page.accounts.keep')}</button>
      </div></li>`;
  }

  /** Its number and the cell that names it first: what tells accounts of one name apart. */
  #where(of: DuplicateAccount | undefined): TemplateResult | typeof nothing {
    if (!of) return nothing;
    const { id, table, cell, at } = of;
    return html`${id ? html`<span class="hint">${id}</span> ` : nothing}${cell && at && table !== null ? html`<button type="button" class="cell" aria-label=${t('page.cell.open', { cell })}
      @click=${() => this.view.openCell(table, at[0], [at[1]], cell)}>${cell}</button> ` : nothing}`;
  }

  /** Any account of the book for a name to which none is near enough. */
  #other({ accounts }: ReportView, name: string): TemplateResult {
    const typed = this.#typed.get(name) ?? '';
    const wanted = typed.trim().toLowerCase();
    const id = `account-of-${name}`;
    const near = accounts.filter((account) => account.name !== name && account.name.toLowerCase().includes(wanted)).slice(0, OFFERED);
    const known = accounts.find((account) => account.name === typed.trim());
    const type = (event: Event): void => {
      this.#typed.set(name, (event.target as HTMLInputElement).value);
      this.requestUpdate();
    };
    const choose = (event: Event): void => {
      event.preventDefault();
      if (known && known.name !== name) this.#merge([known.name, name]);
    };
    return html`<form class="other" @submit=${choose}>
      <input type="text" list=${id} .value=${typed} aria-label=${t('page.accounts.otherOf', { name })} placeholder=${t('page.accounts.other')} @input=${type}>
      <datalist id=${id}>${near.map((account) => html`<option value=${account.name}></option>`)}</datalist>
      <button class="quiet small" ?disabled=${!known || known.name === name}>${t('page.accounts.isThis')}</button></form>`;
  }

  #unmatched(report: ReportView, item: Unmatched): TemplateResult {
    const { at, name, table, cell, count, nearest } = item;
    const sheet = report.tables[table]?.sheet ?? '';
    return html`<li><p><strong>${name}</strong> <span class="hint">${t('page.accounts.times', { n: count })}</span>
        ${at && cell ? html`<button type="button" class="cell" aria-label=${t('page.cell.open', { cell })}
          @click=${() => this.view.openCell(table, at[0], [at[1]], cell)}>${cell}</button>` : html`<span class="cell plain">${sheet}</span>`}</p>
      <div class="buttons">${nearest.map((near) => html`<button type="button" class="quiet small" aria-label=${t('page.accounts.isNamed', { name, account: near.name })}
        @click=${() => this.#merge([near.name, name])}>${t('page.accounts.is', { account: near.name })}</button>`)}
        ${nearest.length > 0 ? nothing : html`<span class="hint">${t('page.accounts.noneNear')}</span>`}
        ${this.#other(report, name)}</div></li>`;
  }

  #decided(name: 'merged' | 'kept', groups: ReadonlyArray<readonly string[]>): TemplateResult | typeof nothing {
    if (groups.length === 0) return nothing;
    return html`<div class="decided"><h3>${t(`page.accounts.${name}`)}</h3><ul>${groups.map((names) => html`<li><p>${names.length === 1 ? t('page.accounts.allNamed', { name: names[0] ?? '' }) : names.join(name === 'merged' ? ' = ' : ' ≠ ')}</p>
      <div class="buttons"><button type="button" class="quiet small" aria-label=${t('page.accounts.releaseNames', { names })}
        @click=${() => this.#release(names)}>${t('page.accounts.release')}</button></div></li>`)}</ul></div>`;
  }

  #merge(names: readonly string[]): void {
    void this.#then(this.view.store.mapping.change((mapping) => mergeNames(mapping, names)));
  }

  #keep(names: readonly string[]): void {
    void this.#then(this.view.store.mapping.change((mapping) => keepNames(mapping, names)));
  }

  #release(names: readonly string[]): void {
    void this.#then(this.view.store.mapping.change((mapping) => releaseNames(mapping, names)));
  }

  /** The button that was pressed is gone with its line, perhaps with all of this. */
  async #then(changed: Promise<void>): Promise<void> {
    await changed;
    await this.updateComplete;
    const near = this.querySelector<HTMLElement>('#names-title') ?? document.querySelector<HTMLElement>('[data-mapping=undo]');
    if (document.activeElement === document.body) near?.focus({ preventScroll: true });
  }
}
