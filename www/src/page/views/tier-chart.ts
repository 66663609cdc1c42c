/** A chart of a tab: what is behind its marks is shown as a table. */
import { html, type TemplateResult } from 'lit';
import type { MarkDetail } from '../../elements/kam-chart';
import type { ChartName } from '../../engine/report';
import { t, words } from '../../i18n/index';
import type { View } from './context';
import { rowsOf } from './lookup';

export function figure(view: View, chart: ChartName, account?: number): TemplateResult {
  const open = ({ detail: { label, evidence } }: CustomEvent<MarkDetail>): void => {
    if (evidence.length > 0) view.openRows(t('page.answer.evidenceOf', { label }), rowsOf(evidence));
  };
  return html`<section class="panel chart"><kam-chart .chart=${chart} .source=${view.store.book} .words=${words()} .version=${view.store.version}
    .account=${account} @kam-mark=${open}></kam-chart></section>`;
}
