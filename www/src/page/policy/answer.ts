/** What a policy makes of the book: counts per tier, and who would move; follows every movement. */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { WhatIf } from '../../engine/policy';
import { formatNumber, t } from '../../i18n/index';
import { tierLink } from '../routes';
import type { KamPolicyBins } from './bins';
import { differ, tierLook } from './look';

export class KamPolicyAnswer extends LitElement {
  static override properties = {
    answer: { attribute: false }, last: { attribute: false }, cutoffs: { attribute: false, hasChanged: differ }, names: { attribute: false, hasChanged: differ },
    movable: { attribute: false }, unit: { attribute: false }, language: { attribute: false },
  };
  declare answer: WhatIf | undefined;
  /** The answer that became the last step: then nobody moves any more, and it is still asked who did. */
  declare last: WhatIf | undefined;
  declare cutoffs: readonly number[];
  declare names: readonly string[];
  declare movable: boolean;
  /** It is this unit's own view. */
  declare unit: string | undefined;
  declare language: string;
  onMove: (tier: number, cutoff: number) => void = () => undefined;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override updated(): void {
    const bins = this.querySelector<KamPolicyBins>('kam-policy-bins');
    if (!bins) return;
    bins.onMove = this.onMove;
    if (this.answer) bins.draw(this.answer);
  }

  protected override render(): TemplateResult {
    const { answer } = this;
    return html`<kam-policy-bins .cutoffs=${this.cutoffs} .names=${this.names} .movable=${this.movable} .language=${this.language}></kam-policy-bins>
      ${answer ? html`${counts(answer)}${this.#moves(answer)}` : nothing}`;
  }

  #moves(now: WhatIf): TemplateResult {
    const shown = now.movedTotal === 0 && this.last ? this.last : now;
    const { up, down, moved, movedTotal } = shown;
    if (movedTotal === 0) return html`<p class="moved" data-moved="0">${t(this.unit === undefined ? 'page.policy.moved.none' : 'page.policy.moved.same')}</p>`;
    const sum = t(this.unit !== undefined ? 'page.policy.moved.unit' : shown === now ? 'page.policy.moved.now' : 'page.policy.moved.last', { n: movedTotal, unit: this.unit ?? '' });
    return html`<div class="moved" data-moved=${movedTotal}><p>${sum}
        <span class="way up"><span aria-hidden="true">▲</span> ${t('page.policy.moved.up', { n: up })}</span>
        <span class="way down"><span aria-hidden="true">▼</span> ${t('page.policy.moved.down', { n: down })}</span></p>
      <ul>${moved.map(({ accountName, from, to, up }) => html`<li><span class="way ${up === null ? '' : up ? 'up' : 'down'}" aria-hidden="true">${up === null ? '◆' : up ? '▲' : '▼'}</span>
        <span class="who">${accountName}</span> <span class="fromto">${from} → ${to}</span></li>`)}</ul>
      ${movedTotal > moved.length ? html`<p class="hint">${t('page.policy.moved.more', { n: movedTotal - moved.length })}</p>` : nothing}
      ${shown !== now ? html`<p class="hint"><a href=${tierLink('accounts')}>${t('page.policy.moved.list')}</a></p>` : nothing}</div>`;
  }
}

function counts({ tiers, notAssessable }: WhatIf): TemplateResult {
  const n = (count: number): string => formatNumber(count, 'int');
  return html`<table class="counts"><caption class="unseen">${t('page.policy.counts.caption')}</caption>
    <thead><tr><th scope="col">${t('page.policy.counts.tier')}</th><th scope="col" class="number">${t('page.policy.counts.accounts')}</th>
      <th scope="col" class="number">${t('page.policy.counts.provisional')}</th></tr></thead>
    <tbody>${tiers.map(({ name, firm, provisional }, at) => html`<tr data-count=${name}><th scope="row"><span class="swatch ${tierLook(tiers.length, at)}" aria-hidden="true"></span> ${name}</th>
      <td class="number">${n(firm + provisional)}</td><td class="number">${n(provisional)}</td></tr>`)}
    ${notAssessable > 0 ? html`<tr><th scope="row">${t('page.policy.counts.notAssessable')}</th><td class="number">${n(notAssessable)}</td><td></td></tr>` : nothing}</tbody></table>`;
}
