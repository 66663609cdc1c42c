/** The page as one element in light DOM: what is shown follows from the store and the address. */
import { html, LitElement, noChange, nothing, type TemplateResult } from 'lit';
import '../elements/kam-chart';
import type { AccountRef, EvidenceView, ReportView, RowsRequest } from '../engine/report';
import { t } from '../i18n/index';
import { filesOf } from './files';
import { FocusKeeper } from './focus';
import { lock } from './icons';
import { askBeforeLeaving } from './leaving';
import type { KamNotices } from './parts/notices';
import { accountLink, leaveAccount, link, route, tierAccount, tierLink, tierTab } from './routes';
import { Store } from './store';
import { answer, EVIDENCE_STEP } from './views/answer';
import { LINES_STEP } from './views/share-tables';
import type { Rows, Screen, View } from './views/context';
import { data } from './views/data';
import { settingsDialog } from './views/dialogs';
import { asTable, cellDialog, evidenceDialog, lookedUp } from './views/lookup';
import { header } from './views/header';
import { overview } from './views/overview';
import { tiers } from './views/tiers';
import { busy, errors, hero, reading, refused, unmet } from './views/start';

/** Columns left of a looked-up cell in a very wide sheet; rows above it, and in all, that its columns' widths follow. */
const BESIDE = 20;
const ABOVE = 8;
const ROWS = 24;

const fresh = (): Screen => ({
  route: route(location.hash),
  tab: tierTab(location.hash),
  dragging: false,
  mark: undefined,
  evidenceShown: EVIDENCE_STEP,
  account: undefined,
  linesShown: LINES_STEP,
  moves: { way: 'all', sort: 'amount' },
  list: { request: {}, picked: [], shown: undefined, compared: false },
  cell: undefined,
  all: undefined,
});

export class KamApp extends LitElement implements View {
  readonly store = new Store();
  screen: Screen = fresh();
  #started = false;
  #version = 0;
  #told: ReportView | undefined;
  /** A link or a text of this page is being dragged, no file. */
  #ownDrag = false;
  readonly #listening = new AbortController();
  readonly #focus = new FocusKeeper(this);

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Another book has other accounts.
    leaveAccount();
    const { signal } = this.#listening;
    this.store.addEventListener('change', () => this.#changed(), { signal });
    askBeforeLeaving(this.store, signal);
    addEventListener('hashchange', () => this.#moved(), { signal });
    addEventListener('keydown', (event) => this.#keyed(event), { signal });
    addEventListener('paste', (event) => this.#pasted(event), { signal });
    addEventListener('dragstart', () => (this.#ownDrag = true), { signal });
    addEventListener('dragend', () => (this.#ownDrag = false), { signal });
    for (const type of ['dragenter', 'dragover', 'dragleave', 'drop'] as const) {
      addEventListener(type, (event) => this.#dragged(event), { signal });
    }
    this.store.start().then(() => (this.#started = true, this.#takeLink(), this.requestUpdate()), () => this.#broken());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#listening.abort();
  }

  protected override willUpdate(): void {
    this.#focus.before();
  }

  protected override updated(): void {
    this.#focus.after(this.querySelector<HTMLElement>('[data-mapping=undo]'));
  }

  set(change: Partial<Screen>): void {
    this.screen = { ...this.screen, ...change };
    this.requestUpdate();
    if (change.mark) void this.updateComplete.then(() => this.querySelector('#evidence')?.scrollIntoView({ block: 'nearest' }));
  }

  explain(shown: AccountRef): void {
    this.set({ list: { ...this.screen.list, shown, compared: false } });
    location.hash = accountLink(shown.account);
  }

  readonly pickFiles = (): void => this.querySelector<HTMLInputElement>('#files')?.click();

  readonly #picked = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    // The same file can be chosen again, mended.
    input.value = '';
    if (files.length > 0) void this.store.add(files);
  };

  openSettings = (): void => {
    // What was typed and cancelled last time is replaced by what holds.
    this.requestUpdate();
    void this.updateComplete.then(() => this.querySelector<HTMLDialogElement>('#settings')?.showModal());
  };

  openLimits = (): void => {
    this.openSettings();
    void this.updateComplete.then(() => {
      const limits = this.querySelector<HTMLDetailsElement>('#settings .limits');
      if (!limits) return;
      limits.open = true;
      limits.querySelector<HTMLElement>('summary')?.focus();
      limits.scrollIntoView({ block: 'start' });
    });
  };

  openCell(source: number, row: number, cols: readonly number[], ref: string, from = Math.max(0, (cols[0] ?? 0) - BESIDE)): void {
    const asked = this.store.book?.preview(source, Math.max(0, row - ABOVE), ROWS, from);
    void asked?.catch(() => null).then(async (preview) => {
      if (!preview) return;
      this.set({ cell: lookedUp(this, source, preview, row, cols, ref) });
      await this.updateComplete;
      this.#show('#cell');
    });
  }

  showNotices(file: string, sheet: string): void {
    this.querySelector<KamNotices>('kam-notices')?.showTable(file, sheet);
  }

  openRows(label: string, rows: Rows): void {
    void asTable(label, rows).catch(() => undefined).then(async (all) => {
      if (!all) return;
      this.set({ all });
      await this.updateComplete;
      this.#show('#all-evidence');
    });
  }

  /** A dialog may have been asked for twice. */
  #show(name: string): void {
    const dialog = this.querySelector<HTMLDialogElement>(name);
    if (!dialog?.open) dialog?.showModal();
  }

  openBehind(label: string, of: RowsRequest): void {
    const { book } = this.store;
    const load = async (from: number, count: number): Promise<readonly EvidenceView[]> => (await book?.rows(of, from, count))?.items ?? [];
    void book?.rows(of, 0, 0).catch(() => null).then((found) => found && this.openRows(label, { total: found.total, load }));
  }

  protected override render(): TemplateResult {
    if (!this.#started) return html`<main></main>`;
    const { store } = this;
    return html`
      <a class="skip" href="#main" @click=${this.#skip}>${t('page.skip')}</a>
      ${header(this)}
      <input id="files" type="file" multiple hidden @change=${this.#picked}>
      <main id="main" tabindex="-1" aria-busy=${store.busy ? 'true' : 'false'}>${store.report ? html`${this.#notices()}${this.#place()}` : this.#start()}</main>
      <footer>${store.report ? html`<p class="privacy">${lock}<span>${t('page.hero.privacy')}</span></p>` : nothing}</footer>
      <div class="low">${busy(this)}${this.#undo()}</div>
      ${this.querySelector<HTMLDialogElement>('#settings')?.open ? noChange : settingsDialog(this)}${evidenceDialog(this)}${cellDialog(this)}
      <div class="announcer" role="status" aria-live="polite">${store.said}</div>
      ${store.report && this.screen.dragging ? html`<div class="veil" aria-hidden="true"><p>${t('page.hero.dropNow')}</p></div>` : nothing}`;
  }

  #start(): TemplateResult {
    return this.store.phase === 'reading' ? reading(this) : hero(this);
  }

  #notices(): TemplateResult {
    return html`${this.store.reading.length > 0 ? reading(this) : nothing}${refused(this)}${unmet(this)}${errors(this, this.screen.route === 'data')}`;
  }

  #place(): TemplateResult {
    const { route } = this.screen;
    if (route === 'overview') return overview(this);
    if (route === 'tiers') return tiers(this);
    return route === 'data' ? data(this) : answer(this, route);
  }

  #undo(): TemplateResult | typeof nothing {
    const { removed, mapping, policy, report } = this.store;
    if (removed) return this.#toast(t('page.undo.removed', { file: removed.name }), () => this.store.undo(), () => this.store.dismiss());
    if (mapping.loaded && report) return this.#toast(t('page.mapping.said.loaded'), () => mapping.undo(), () => mapping.dismiss());
    if (policy.loaded) return this.#toast(t(`page.policy.said.${report ? policy.loaded : 'received'}`), () => policy.undo(), () => policy.dismiss());
    return nothing;
  }

  #toast(text: string, undo: () => Promise<void>, dismiss: () => void): TemplateResult {
    return html`<div class="toast" role="status">
      <span>${text}</span>
      <button type="button" @click=${() => void undo()}>${t('page.undo.undo')}</button>
      <button type="button" @click=${dismiss}>${t('page.undo.dismiss')}</button>
    </div>`;
  }

  #changed(): void {
    const { phase, version, report } = this.store;
    if (version !== this.#version) {
      this.#version = version;
      if (report !== this.#told) this.screen = { ...this.screen, mark: undefined, account: undefined };
      void this.#paint();
    }
    document.documentElement.dataset['state'] = phase;
    this.requestUpdate();
  }

  /** Waits until the charts in view are drawn and a frame with them was shown. */
  async #paint(): Promise<void> {
    const version = this.#version;
    await this.updateComplete;
    await Promise.all([...this.querySelectorAll('kam-chart')].map((chart) => chart.updateComplete.then(() => chart.drawn)));
    requestAnimationFrame(() => requestAnimationFrame(() => {
      const { report, phase } = this.store;
      if (version !== this.#version || !report || phase !== 'reading' || this.store.reading.length > 0) return;
      this.store.painted();
      if (report === this.#told) return;
      this.#told = report;
      void import('./data').catch(() => undefined);
      // What had the focus may be gone with the former screen.
      if (document.activeElement === document.body) this.#focusMain();
      document.dispatchEvent(new CustomEvent('kam-ready', { detail: { asOf: report.asOf, seed: report.seed } }));
    }));
  }

  /** A policy in the address comes into use and leaves the address. */
  #takeLink(): void {
    if (this.store.policy.openLink(location.hash)) history.replaceState(history.state, '', this.store.report ? tierLink('policy') : link('overview'));
  }

  #moved(): void {
    this.#takeLink();
    const { route: before, list } = this.screen;
    const account = tierAccount(location.hash);
    // What was opened from another page goes with it.
    if (route(location.hash) !== before) for (const dialog of this.querySelectorAll<HTMLDialogElement>('dialog[open]')) dialog.close();
    const shown = account === undefined || account === list.shown?.account ? list.shown : { account, accountName: '' };
    this.set({ route: route(location.hash), tab: tierTab(location.hash), mark: undefined, evidenceShown: EVIDENCE_STEP,
      list: account === undefined ? { ...list, shown: undefined } : { ...list, shown, compared: false } });
    // An account that is explained takes the focus itself, and gives it back to the list.
    if (account !== undefined) return;
    if (list.shown && this.screen.tab === 'accounts') return void this.updateComplete.then(() => this.querySelector<HTMLElement>('kam-tier-list .rows')?.focus());
    // A tab changes what is below it; whoever chose it stays on it.
    if (before === this.screen.route && document.activeElement?.matches('nav.tabs a')) return;
    void this.updateComplete.then(() => {
      scrollTo(0, 0);
      for (const here of this.querySelectorAll('nav [aria-current]')) here.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      this.#focusMain();
    });
  }

  #skip(event: Event): void {
    event.preventDefault();
    this.#focusMain();
  }

  #focusMain(): void {
    this.querySelector<HTMLElement>('#main')?.focus({ preventScroll: true });
  }

  /** What was corrected is taken back and done again, as everywhere else. */
  #keyed(event: KeyboardEvent): void {
    const typing = (event.target as Element | null)?.closest?.('input:not([type=number]), textarea, dialog[open]');
    if (!(event.ctrlKey || event.metaKey) || event.altKey || typing || this.screen.route !== 'data') return;
    const key = event.key.toLowerCase();
    if (key !== 'z' && key !== 'y') return;
    event.preventDefault();
    void (key === 'y' || event.shiftKey ? this.store.mapping.redo() : this.store.mapping.undo());
  }

  #pasted(event: ClipboardEvent): void {
    if ((event.target as Element | null)?.closest?.('input, textarea, select')) return;
    const files = filesOf(event.clipboardData);
    if (files.length === 0) return;
    event.preventDefault();
    void this.store.add(files);
  }

  #dragged(event: DragEvent): void {
    if (!event.dataTransfer || this.#ownDrag) return;
    event.preventDefault();
    if (event.type === 'drop') void this.store.add(filesOf(event.dataTransfer));
    const dragging = event.type === 'dragenter' || event.type === 'dragover';
    if (event.type === 'dragleave' && event.relatedTarget) return;
    if (dragging !== this.screen.dragging) this.set({ dragging });
  }

  /** No language could be loaded, so `index.html` has the words. */
  #broken(): void {
    document.querySelector('#broken')?.removeAttribute('hidden');
    document.documentElement.dataset['state'] = 'error';
  }
}
