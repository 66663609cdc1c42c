/** Hurdle 1: the ladder with its finding, and beside it the tabs whose contents come in chunks of their own. */
import { html, nothing, type TemplateResult } from 'lit';
import type { FindingView } from '../../engine/report';
import { t } from '../../i18n/index';
import { TIER_TABS, tierLink, type TierTab } from '../routes';
import { chartPanel, crumb, head, notes, sides } from './answer';
import type { View } from './context';
import { part } from './part';

const ID = 'tiers';
const CHARTS = ['tier-ladder', 'tier-scatter', 'tier-matrix'] as const;

export function tiers(view: View): TemplateResult {
  const { report, version } = view.store;
  const { tab } = view.screen;
  const finding = report?.findings.find(({ hurdle }) => hurdle === 1);
  if (!report || !finding) return html``;
  void load(tab);
  return html`<article class="answer" data-answer=${ID} data-tab=${tab}>
    ${crumb()}${tabs(tab)}
    ${tab === 'ladder' ? ladder(view, finding) : part(view, () => tab === 'policy' ? html`<h1>${t('page.tier.title.policy')}</h1>
      <kam-policy .view=${view} .version=${version}></kam-policy>` : html`<kam-tiers .view=${view} .screen=${view.screen} .tab=${tab} .version=${version}></kam-tiers>`)}
    ${tab === 'ladder' ? notes(report.reports.tiers.notes) : nothing}
  </article>`;
}

/** Elements of a tab are defined when it is first shown; where a chunk does not come the tab stays empty, the others work. */
function load(tab: TierTab): Promise<unknown> {
  return (tab === 'policy' ? import('../policy') : import('../tiers')).catch(() => undefined);
}

function tabs(current: TierTab): TemplateResult {
  return html`<nav class="tabs" aria-label=${t('page.tier.tabs')}><ul>
    ${TIER_TABS.map((tab) => html`<li><a href=${tierLink(tab)}
      aria-current=${tab === current ? 'page' : tab === 'consensus' && current === 'brief' ? 'true' : nothing}>${t(`page.tier.tab.${tab}`)}</a></li>`)}
  </ul></nav>`;
}

function ladder(view: View, finding: FindingView): TemplateResult {
  return html`${head(finding, ID)}${sides(view, finding, html`
    ${part(view, () => html`<kam-tier-facts .view=${view} .version=${view.store.version}></kam-tier-facts>`)}
    ${CHARTS.map((chart) => chartPanel(view, chart))}`)}`;
}
