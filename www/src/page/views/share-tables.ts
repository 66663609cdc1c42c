/** The figures behind the share's charts: the forecast per year, and share per account and year. */
import { html, nothing, type TemplateResult } from 'lit';
import type { EvidenceView, Forecast, ForecastRows, ReportView, ShareYear } from '../../engine/report';
import { formatNumber, t } from '../../i18n/index';
import type { View } from './context';

/** Rows that are shown at first, and that each further click adds. */
export const LINES_STEP = 12;

type Style = 'plain' | 'int' | 'money' | 'percent';

export function shareTables(view: View, { reports }: ReportView): TemplateResult {
  const { forecasts, lines } = reports.share;
  const rows = lines.flatMap((line) => line.years.map((year) => ({ line, year })));
  const shown = rows.slice(0, view.screen.linesShown);
  return html`
    ${forecasts.length > 0 ? panel('forecast', FORECAST, forecasts.map((year) => html`<tr>
      <th scope="row">${formatNumber(year.year, 'plain')}</th>${FORECAST.slice(1).map(([name, style]) => linked(view, year, name, style))}
    </tr>`)) : nothing}
    ${rows.length > 0 ? panel('lines', LINES, shown.map(({ line, year }) => html`<tr>
      <th scope="row">${line.accountName}${line.product ? html`<small>${line.product}</small>` : nothing}</th>
      ${LINES.slice(1).map(([name, style]) => cell(year[name as keyof ShareYear], style))}
      <td>${t(`wallet.${year.walletBasis ?? 'unknown'}`)}</td><td>${origin(view, year.evidence)}</td></tr>`), rest(view, rows.length)) : nothing}`;
}

const FORECAST: ReadonlyArray<readonly [string, Style]> = [
  ['year', 'plain'], ['target', 'money'], ['base', 'money'], ['won', 'money'], ['gap', 'money'], ['deals', 'int'],
  ['weighted', 'money'], ['p10', 'money'], ['p50', 'money'], ['p90', 'money'], ['pHit', 'percent'],
];

const LINES: ReadonlyArray<readonly [string, Style]> = [
  ['account', 'plain'], ['year', 'plain'], ['wallet', 'money'], ['revenue', 'money'], ['share', 'percent'],
  ['targetShare', 'percent'], ['requiredGrowth', 'money'],
];

function panel(id: string, columns: typeof LINES, rows: readonly TemplateResult[], more: unknown = nothing): TemplateResult {
  const title = t(`page.shareTable.${id}`);
  return html`<section class="panel figures"><h2>${title}</h2>
    <div class="scroll" tabindex="0" role="region" aria-label=${title}><table>
      <thead><tr>${columns.map(([name], i) => html`<th scope="col" class=${i > 0 ? 'number' : ''}>${t(`page.shareTable.${name}`)}</th>`)}
        ${id === 'lines' ? html`<th scope="col">${t('field.wallet_basis')}</th><th scope="col">${t('page.shareTable.row')}</th>` : nothing}</tr></thead>
      <tbody>${rows}</tbody>
    </table></div>${more}</section>`;
}

function rest(view: View, all: number): TemplateResult | typeof nothing {
  const { linesShown } = view.screen;
  if (linesShown >= all) return nothing;
  return html`<p><button type="button" class="quiet" @click=${() => view.set({ linesShown: linesShown + LINES_STEP })}>
    ${t('page.answer.more', { n: Math.min(LINES_STEP, all - linesShown) })}</button></p>`;
}

function cell(value: unknown, style: Style): TemplateResult {
  return html`<td class="number">${typeof value === 'number' ? formatNumber(value, style) : t('page.missing')}</td>`;
}

/** Which rows a number of the forecast comes from; the others come from the open deals. */
const PARTS: Readonly<Record<string, ForecastRows['part']>> = { target: 'target', base: 'base', won: 'won', gap: 'gap' };

/** A number of a forecast, which leads to all rows behind it. */
function linked(view: View, forecast: Forecast, name: string, style: Style): TemplateResult {
  const value = forecast[name as keyof Forecast];
  if (typeof value !== 'number') return cell(value, style);
  const text = formatNumber(value, style);
  const label = t('page.shareTable.rowsOf', { name: t(`page.shareTable.${name}`), year: forecast.year });
  const open = (): void => view.openBehind(label, { year: forecast.year, part: PARTS[name] ?? 'deals' });
  return html`<td class="number"><button type="button" class="figure" aria-haspopup="dialog" aria-label=${`${text}: ${label}`} @click=${open}>${text}</button></td>`;
}

/** Where a share stands in its sheet. */
function origin(view: View, { sheet, source, row, cells }: EvidenceView): TemplateResult {
  const line = String(row + 1);
  return html`<button type="button" class="cell" aria-label=${t('page.answer.row', { sheet, row: line })}
    @click=${() => view.openCell(source, row, cells.map(({ col }) => col), '')}>${line}</button>`;
}
