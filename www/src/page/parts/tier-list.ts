/** All accounts: searched, filtered, sorted and grouped by the engine, since a book may have more than a page can hold. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { save } from '../../elements/save';
import { isCancelled } from '../../engine/errors';
import type { AccountRef } from '../../engine/report';
import type { ListAccount, ListRequest, ListView, TiersView } from '../../engine/tiers';
import { t } from '../../i18n/index';
import { csv } from '../csv';
import { textOf } from '../failures';
import { severityIcon } from '../icons';
import { leaveAccount } from '../routes';
import type { Listed, View } from '../views/context';
import { accountRow, columnLabel, exported, exportedHead, groupRow, listColumns, type ListColumn } from '../views/tier-columns';
import type { Column, Load, OrderDetail, PickDetail, Row, RowDetail } from './rows';

type Place = 'region' | 'unit' | 'industry' | 'owner';
const PLACES: readonly Place[] = ['region', 'unit', 'industry', 'owner'];
const STATES = ['firm', 'provisional', 'fragile', 'disputed', 'not-assessable', 'key'] as const;
const GROUPS = ['tier', ...PLACES] as const;
/** Lines that are asked for at once, at most: see `src/api/list/view.rs`. */
const MOST = 1000;
/** Accounts that can stand side by side. */
export const SIDE_BY_SIDE = 5;

export class KamTierList extends LitElement {
  static override properties = { view: { attribute: false }, version: { attribute: false }, list: { attribute: false } };
  declare view: View;
  declare list: Listed;
  version = 0;

  /** The book without filters: what can be chosen, and which columns there are. */
  #whole: ListView | undefined;
  #found: ListView | undefined;
  #load: Load = async () => [];
  #start: { readonly row: number; readonly col: number } | undefined;
  #columns: readonly ListColumn[] = [];
  #asking = false;
  /** Why there is no answer, in words. */
  #trouble: string | undefined;
  #asked = '';
  /** Where a range begins. */
  #anchor = 0;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(_changed: PropertyValues<this>): void {
    void this.#ask();
  }

  protected override render(): TemplateResult | typeof nothing {
    const [tiers, whole, found] = [this.view.store.report?.reports.tiers, this.#whole, this.#found];
    const trouble = this.#trouble === undefined ? nothing : html`<p class="refused" role="alert">${severityIcon('act')}<span>${this.#trouble}</span></p>`;
    if (!tiers || !whole || !found) return trouble === nothing ? html`<p class="hint" role="status">${t('page.tier.list.asking')}</p>` : html`${trouble}`;
    const picked = new Set(this.list.picked.map(({ account }) => account));
    return html`<section class="panel" aria-label=${t('page.tier.title.accounts')}>
      ${this.#filters(tiers, whole)}${trouble}
      <div class="spread"><p role="status" data-sum>${this.#sum(whole, found)}</p>${this.#tools(found)}</div>
      ${found.lines === 0 ? html`<p>${t('page.tier.list.nothing')} <button type="button" class="quiet small" @click=${this.#clear}>${t('page.tier.list.clear')}</button></p>`
        : html`<kam-rows .label=${t('page.tier.title.accounts')} .headLabel=${t('page.tier.column.account')} .headWidth=${24} .headOrder=${this.#order('name')}
          .columns=${this.#shown()} .count=${found.lines} .load=${this.#load} .start=${this.#start} .choosable=${true} .picked=${picked}
          @kam-row=${this.#chosen} @kam-pick=${this.#picked} @kam-order=${this.#ordered}></kam-rows>
        <p class="hint">${t('page.tier.list.keys')}</p>`}
    </section>`;
  }

  #filters({ tiers }: TiersView, whole: ListView): TemplateResult {
    const { request } = this.list;
    const key = (name: keyof ListRequest, options: ReadonlyArray<readonly [value: string, label: string]>): TemplateResult => {
      const now = request[name];
      return html`<label>${t(`page.tier.list.${name}`)}<select data-filter=${name} .value=${live(typeof now === 'string' ? `=${now}` : '')} @change=${(event: Event) => this.#set(name, event)}>
        <option value="" ?selected=${now === undefined}>${t(`page.tier.list.${name === 'group' ? 'noGroup' : 'all'}`)}</option>
        ${options.map(([value, label]) => html`<option value=${`=${value}`} ?selected=${now === value}>${label}</option>`)}</select></label>`;
    };
    const places = PLACES.filter((place) => (whole.choices?.[place].length ?? 0) > 0);
    const choices = (place: Place): Array<readonly [string, string]> => [
      ...(whole.choices?.[place] ?? []).map(([name, count]) => [name, t('page.tier.list.choice', { name, n: count })] as const),
      ['', t('page.tier.list.without')],
    ];
    return html`<form class="filters" role="search" @submit=${(event: Event) => event.preventDefault()}>
      <label class="wide">${t('page.tier.list.text')}<input type="search" data-filter="text" .value=${live(request.text ?? '')} placeholder=${t('page.tier.list.hint')} @input=${this.#typed}></label>
      ${key('state', STATES.map((state) => [state, t(`page.tier.state.${state}`)]))}
      ${key('tier', tiers.map(({ name }) => [name, name]))}
      ${places.map((place) => key(place, choices(place)))}
      ${key('group', GROUPS.filter((group) => group === 'tier' || places.includes(group)).map((group) => [group, t(`page.tier.list.by.${group}`)]))}
      ${this.#sorting()}
      <button type="button" class="quiet small" data-clear ?disabled=${!filtered(request)} @click=${this.#clear}>${t('page.tier.list.clear')}</button>
    </form>`;
  }

  #sorting(): TemplateResult {
    const { sort = 'tier', descending = false } = this.list.request;
    const columns = [{ key: 'tier' }, { key: 'name' }, ...this.#columns.filter(({ key }) => key !== 'tier' && key !== 'state')];
    return html`<label>${t('page.tier.list.sort')}<select data-filter="sort" .value=${live(sort)} @change=${(event: Event) => this.#sort((event.target as HTMLSelectElement).value)}>
        ${columns.map((column) => html`<option value=${column.key} ?selected=${column.key === sort}>${columnLabel(column)}</option>`)}</select></label>
      <button type="button" class="quiet small" aria-pressed=${descending} @click=${() => this.#change({ descending: !descending })}>${t('page.tier.list.turn')}<span aria-hidden="true">\u00a0${descending ? '▼' : '▲'}</span></button>`;
  }

  #tools(found: ListView): TemplateResult {
    const { picked } = this.list;
    const n = picked.length;
    const compare = (): void => this.#see({ compared: true, shown: undefined }, '#compare-title');
    return html`<div class="buttons">
      ${n > 0 ? html`<button type="button" class="quiet small" data-compare ?disabled=${n < 2 || n > SIDE_BY_SIDE} @click=${compare}>${t('page.tier.list.compare', { n })}</button>
        <button type="button" class="quiet small" data-drop @click=${() => this.#see({ picked: [], compared: false })}>${t('page.tier.list.drop')}</button>` : nothing}
      <button type="button" class="quiet small" data-export ?disabled=${found.sum.count === 0} @click=${() => void this.#export()}>${t('page.tier.list.export')}</button></div>
      ${n === 1 || n > SIDE_BY_SIDE ? html`<p class="hint">${t('page.tier.list.howMany', { most: SIDE_BY_SIDE })}</p>` : nothing}`;
  }

  #sum(whole: ListView, { sum }: ListView): string {
    const parts = [t('page.tier.list.found', { n: sum.count, total: whole.sum.count })];
    if (sum.amountKnown > 0) parts.push(t('page.tier.list.amountOf', { amount: sum.amount, n: sum.amountKnown }));
    if (sum.potentialKnown > 0) parts.push(t('page.tier.list.potentialOf', { amount: sum.potential, n: sum.potentialKnown }));
    return parts.join(t('chart.dot'));
  }

  #order(key: string): Column['order'] {
    const { sort = 'tier', descending } = this.list.request;
    return key !== sort ? 'none' : descending ? 'descending' : 'ascending';
  }

  #columnsFor = '';
  #columnsShown: readonly Column[] = [];

  /** The same until something about them changes: their widths are measured anew only then. */
  #shown(): readonly Column[] {
    const columns = this.#columns.map((column): Column => {
      const { key, width, number } = column;
      const label = columnLabel(column);
      return { label, width: Math.max(width, [...label].length * (/[\u2e80-\uffe6]/.test(label) ? 2 : 1) + 2), number, ...(key === 'state' ? {} : { order: this.#order(key) }) };
    });
    const text = JSON.stringify(columns);
    if (text !== this.#columnsFor) [this.#columnsFor, this.#columnsShown] = [text, columns];
    return this.#columnsShown;
  }

  /** One question at a time: what was changed meanwhile is asked next. */
  async #ask(): Promise<void> {
    const { version, list: { request } } = this;
    const asked = `${version}\n${JSON.stringify(request)}`;
    if (this.#asking || asked === this.#asked) return;
    const { book, report } = this.view.store;
    if (!book || !report) return;
    this.#asking = true;
    const fresh = !this.#asked.startsWith(`${version}\n`) || !this.#whole;
    this.#trouble = undefined;
    const [whole, found] = await Promise.all([fresh ? book.list({}, 0, 0) : this.#whole, book.list(request, 0, 100)]).catch((error: unknown) => this.#failed(error));
    this.#asking = false;
    this.#asked = asked;
    if (whole && found) this.#take(report.reports.tiers, whole, found, request);
    await (fresh ? this.#recheck() : this.#still(request));
    this.requestUpdate();
    await this.updateComplete;
    // The list has pushed the account below it away that was gone to.
    const { activeElement } = document;
    if (fresh && activeElement?.id === 'account-title') requestAnimationFrame(() => activeElement.scrollIntoView());
  }

  /** An account that the filters have taken out of the list is not explained below it. */
  async #still({ group: _, folded: _folded, ...request }: ListRequest): Promise<void> {
    const { shown } = this.list;
    if (!shown || !filtered(request)) return;
    const first = await this.view.store.book?.list(request, 0, MOST).catch(() => undefined);
    // In a longer list it is searched for by its name, where no other text is searched for.
    const found = !first || first.lines <= MOST || request.text ? first : await this.view.store.book?.list({ ...request, text: shown.accountName }, 0, MOST).catch(() => undefined);
    const here = !found || found.lines > MOST || found.items.some((line) => line.kind === 'account' && line.account === shown.account);
    if (!here && this.list.shown === shown) this.#see({ shown: undefined });
  }

  /** What was cancelled is asked again with the answers that come. */
  #failed(error: unknown): [] {
    if (!isCancelled(error)) this.#trouble = textOf(error);
    return [];
  }

  /** Another book may number its accounts anew. */
  async #recheck(): Promise<void> {
    const { picked, shown } = this.list;
    const named = async ({ account, accountName }: AccountRef): Promise<boolean> => {
      const now = (await this.view.store.book?.account(account).catch(() => null))?.accountName;
      return now !== undefined && (now === accountName || accountName === '');
    };
    const all = [...picked, ...(shown ? [shown] : [])];
    const still = await Promise.all(all.map(named));
    if (!still.includes(false)) return;
    this.#see({ picked: picked.filter((_, i) => still[i]), shown: shown && still.at(-1) ? shown : undefined, compared: false });
  }

  #take(tiers: TiersView, whole: ListView, found: ListView, request: ListRequest): void {
    const columns = listColumns(tiers, whole);
    [this.#whole, this.#found, this.#columns, this.#anchor] = [whole, found, columns, 0];
    const row = (line: ListView['items'][number]): Row => (line.kind === 'account' ? accountRow(columns, line)
      : groupRow(columns, line, request.folded?.includes(line.name) ?? false));
    this.#load = async (from, count) => {
      const part = from === 0 && count <= found.items.length ? found : await this.view.store.book?.list(request, from, count);
      return (part?.items ?? []).map(row);
    };
  }

  #see(change: Partial<Listed>, focus?: string): void {
    if ('shown' in change && !change.shown) leaveAccount();
    this.view.set({ list: { ...this.list, ...change } });
    if (focus) requestAnimationFrame(() => document.querySelector<HTMLElement>(focus)?.focus());
  }

  #change(change: Partial<ListRequest>): void {
    this.#start = undefined;
    this.#see({ request: { ...this.list.request, ...change } });
  }

  #set(name: keyof ListRequest, event: Event): void {
    const { value } = event.target as HTMLSelectElement;
    const { [name]: _, folded: _folded, ...rest } = this.list.request;
    this.#start = undefined;
    this.#see({ request: value ? { ...rest, [name]: value.slice(1) } : rest });
  }

  readonly #typed = (event: Event): void => this.#change({ text: (event.target as HTMLInputElement).value });

  readonly #clear = (): void => {
    const { sort, descending, group } = this.list.request;
    this.#start = undefined;
    this.#see({ request: { ...(sort ? { sort } : {}), ...(descending ? { descending } : {}), ...(group ? { group } : {}) } }, '[data-filter=text]');
  };

  /** Numbers begin with the largest. */
  #sort(sort: string): void {
    this.#change({ sort, descending: this.#columns.find(({ key }) => key === sort)?.number ?? false });
  }

  readonly #ordered = ({ detail }: CustomEvent<OrderDetail>): void => {
    const key = this.#columns[detail.column]?.key ?? 'name';
    if (this.#order(key) === 'none') this.#sort(key);
    else this.#change({ descending: !this.list.request.descending });
  };

  readonly #chosen = ({ detail: { index, row } }: CustomEvent<RowDetail>): void => {
    if (row.id !== undefined) return this.view.explain({ account: row.id, accountName: row.head });
    void this.#fold(index);
  };

  async #fold(index: number): Promise<void> {
    const { request } = this.list;
    const [line] = (await this.view.store.book?.list(request, index, 1).catch(() => undefined))?.items ?? [];
    if (line?.kind !== 'group') return;
    const folded = request.folded ?? [];
    const next = folded.includes(line.name) ? folded.filter((name) => name !== line.name) : [...folded, line.name];
    this.#start = { row: index, col: -1 };
    this.#see({ request: { ...request, folded: next } });
  }

  readonly #picked = ({ detail: { index, row, range } }: CustomEvent<PickDetail>): void => {
    if (range) return void this.#range(index);
    this.#anchor = index;
    if (row.id === undefined) return;
    const { picked } = this.list;
    const others = picked.filter(({ account }) => account !== row.id);
    this.#see({ picked: others.length < picked.length ? others : [...picked, { account: row.id, accountName: row.head }] });
  };

  /** All accounts from where the range began; of a longer range those next to there. */
  async #range(index: number): Promise<void> {
    const anchor = this.#anchor;
    const from = index < anchor ? Math.max(index, anchor - MOST + 1) : anchor;
    const count = Math.min(MOST, Math.abs(index - anchor) + 1);
    const found = await this.view.store.book?.list(this.list.request, from, count).catch(() => undefined);
    const accounts = (found?.items ?? []).filter((line) => line.kind === 'account');
    const known = new Set(this.list.picked.map(({ account }) => account));
    const more = accounts.filter(({ account }) => !known.has(account)).map(({ account, accountName }) => ({ account, accountName }));
    this.#see({ picked: [...this.list.picked, ...more] });
  }

  /** What is found, in its order, without groups. */
  async #export(): Promise<void> {
    this.#trouble = undefined;
    const text = await this.#table().catch((error: unknown) => void this.#failed(error));
    this.requestUpdate();
    if (text !== undefined) save(`${t('page.tier.list.fileName')}.csv`, new Blob([text], { type: 'text/csv;charset=utf-8' }));
  }

  async #table(): Promise<string | undefined> {
    const { book } = this.view.store;
    const { group: _, folded: _folded, ...request } = this.list.request;
    const rows: string[][] = [exportedHead(this.#columns)];
    if (!book) return undefined;
    for (let from = 0, lines = 1; from < lines; from += MOST) {
      const part = await book.list(request, from, MOST);
      lines = part.lines;
      rows.push(...part.items.filter((line): line is { kind: 'account' } & ListAccount => line.kind === 'account').map((line) => exported(this.#columns, line)));
    }
    return csv(rows);
  }
}

/** Something narrows the list. */
function filtered({ text, state, tier, region, unit, industry, owner }: ListRequest): boolean {
  return Boolean(text) || [state, tier, region, unit, industry, owner].some((value) => value !== undefined);
}
