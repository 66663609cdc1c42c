/** What a tab of the tiers shows. */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ReportView } from '../../engine/report';
import { t } from '../../i18n/index';
import type { TierTab } from '../routes';
import type { Screen, View } from '../views/context';
import { accounts } from '../views/tier-accounts';
import { brief } from '../views/tier-brief';
import { consensus } from '../views/tier-consensus';
import { focus } from '../views/tier-focus';
import { movement } from '../views/tier-movement';

type Shown = (view: View, report: ReportView) => TemplateResult | typeof nothing;

const TABS: Readonly<Record<string, Shown>> = { accounts, brief, consensus, movement, focus };

export class KamTiers extends LitElement {
  static override properties = { view: { attribute: false }, version: { attribute: false }, screen: { attribute: false }, tab: { attribute: false } };
  declare view: View;
  declare tab: TierTab;
  /** New with every change of what is looked at. */
  declare screen: Screen;
  version = 0;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { report } = this.view.store;
    if (!report) return nothing;
    return html`<h1>${t(`page.tier.title.${this.tab}`)}</h1>${TABS[this.tab]?.(this.view, report) ?? nothing}`;
  }
}
