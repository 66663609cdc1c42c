/** What the tabs have in common: charts whose marks show their cells, and names that lead to an account's explanation. */
import { html, type TemplateResult } from 'lit';
import type { MarkDetail } from '../../elements/kam-chart';
import type { AccountRef, ChartName } from '../../engine/report';
import { t, words } from '../../i18n/index';
import { accountLink } from '../routes';
import type { View } from './context';
import { rowsOf } from './lookup';

/** A name that leads to the account among all. */
export function named({ account, accountName }: AccountRef): TemplateResult {
  return html`<a class="explains" href=${accountLink(account)}>${accountName}</a>`;
}

export function figure(view: View, chart: ChartName, account?: number): TemplateResult {
  const open = ({ detail: { label, evidence } }: CustomEvent<MarkDetail>): void => {
    if (evidence.length > 0) view.openRows(t('page.answer.evidenceOf', { label }), rowsOf(evidence));
  };
  return html`<section class="panel chart"><kam-chart .chart=${chart} .source=${view.store.book} .words=${words()} .version=${view.store.version}
    .account=${account} @kam-mark=${open}></kam-chart></section>`;
}
