/** The account that was picked from the list, explained. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Explain } from '../../engine/policy';
import type { AccountDetail } from '../../engine/tiers';
import { t } from '../../i18n/index';
import { leaveAccount, tierLink } from '../routes';
import type { View } from '../views/context';
import { acceptability, contributions, facts, findOut, gates, opinions, sources, standing, tierSentence, ways } from '../views/tier-account';
import { figure } from '../views/tier-chart';
import { stateWords } from '../views/tier-columns';

export class KamTierAccount extends LitElement {
  static override properties = { view: { attribute: false }, version: { attribute: false }, account: { attribute: false } };
  declare view: View;
  declare account: number;
  version = 0;
  #detail: AccountDetail | undefined;
  #explain: Explain | null = null;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('account') || changed.has('version')) void this.#ask();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('account')) this.#reveal();
  }

  /** Whoever chose the account wants to see it, not the list above it. */
  #reveal(): void {
    const title = this.querySelector<HTMLElement>('#account-title');
    title?.focus({ preventScroll: true });
    title?.scrollIntoView();
  }

  /** What is shown stays until the answer is here; of several questions the newest counts. */
  async #ask(): Promise<void> {
    const { account, version } = this;
    const { book } = this.view.store;
    const [detail, explain] = await Promise.all([book?.account(account), book?.explain(account)]).catch(() => []);
    if (account !== this.account || version !== this.version) return;
    this.#detail = detail ?? undefined;
    this.#explain = explain ?? null;
    const { list } = this.view.screen;
    if (detail === null) {
      leaveAccount();
      return this.view.set({ list: { ...list, shown: undefined } });
    }
    if (detail && list.shown?.accountName === '') this.view.set({ list: { ...list, shown: { account, accountName: detail.accountName } } });
    this.requestUpdate();
    await this.updateComplete;
    // Now the page is long enough.
    if (document.activeElement?.id === 'account-title') this.#reveal();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { view } = this;
    const tiers = view.store.report?.reports.tiers;
    const name = view.screen.list.shown?.accountName ?? '';
    const detail = this.#detail?.account === this.account ? this.#detail : undefined;
    if (!tiers) return nothing;
    return html`<article aria-labelledby="account-title">
      <div class="spread"><h2 id="account-title" tabindex="-1">${name}</h2>
        <button type="button" class="quiet small" data-close @click=${this.#close}>${t('page.tier.account.close')}</button></div>
      ${detail ? html`<p class="lead">${tierSentence(detail, tiers)} <span class="hint">${stateWords(detail)}</span></p>
        ${findOut(detail, tiers.policy)}${facts(detail, tiers)}
        ${tiers.policy && detail.assessable ? figure(view, 'waterfall', detail.account) : nothing}
        <div class="explained">${contributions(detail, tiers.policy)}${ways(this.#explain, tiers.policy)}${gates(detail, tiers.policy)}
          ${standing(detail)}${acceptability(this.#explain, tiers)}${opinions(detail, tiers)}${sources(view, detail)}</div>` : nothing}
    </article>`;
  }

  readonly #close = (): void => void (location.hash = tierLink('accounts'));
}
