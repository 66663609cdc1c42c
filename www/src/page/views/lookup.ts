/** Looking up: the sheet around a cell, and all rows behind a number. Modal dialogs with tables of any length. */
import { html, nothing, type TemplateResult } from 'lit';
import type { EvidenceView, Preview } from '../../engine/report';
import { t } from '../../i18n/index';
import type { Column, Load, Row, RowDetail } from '../parts/rows';
import { columnWord, isNumeric } from '../places';
import type { Cell, Rows, View } from './context';

/** Columns that a preview has at most; see `src/api/preview.rs`. */
const WIDE = 60;

export function cellDialog(view: View): TemplateResult {
  const { cell } = view.screen;
  return html`<dialog id="cell" class="lookup" aria-labelledby="cell-title"><form method="dialog">
    <div class="head">
      <h2 id="cell-title">${cell ? title(cell) : ''}</h2>
      <button type="submit" class="quiet small">${t('page.cell.close')}</button>
    </div>
    ${cell ? html`<div class="spread"><p class="hint">${t('page.answer.file', { file: cell.preview.file })}</p>${sideways(view, cell)}</div>
      <kam-rows .label=${title(cell)} .headLabel=${t('page.cell.rowHead')} .columns=${cell.columns} .count=${cell.preview.extent[1]}
        .load=${cell.load} .start=${cell.start}></kam-rows>` : nothing}
  </form></dialog>`;
}

function title({ preview, row, ref }: Cell): string {
  if (!ref) return t('page.cell.row', { sheet: preview.sheet, row: row + 1 });
  return t('page.cell.title', { sheet: preview.sheet, cell: ref.slice(ref.lastIndexOf('!') + 1) });
}

/** Very wide sheets come in parts. */
function sideways(view: View, cell: Cell): TemplateResult | typeof nothing {
  const { firstCol, width: [left, all], columns } = cell.preview;
  if (all <= columns.length) return nothing;
  const go = (col: number) => (): void => view.openCell(cell.source, cell.row, cell.cols, cell.ref, Math.max(left, col));
  return html`<div class="buttons">
    <button type="button" class="quiet small" ?disabled=${firstCol <= left} @click=${go(firstCol - WIDE)}>${t('page.cell.earlier')}</button>
    <button type="button" class="quiet small" ?disabled=${firstCol + columns.length >= left + all} @click=${go(firstCol + WIDE)}>${t('page.cell.later')}</button>
  </div>`;
}

/** What the dialog shows of a sheet: the rows around the cell at first, the others as one scrolls. */
export function lookedUp(view: View, source: number, preview: Preview, row: number, cols: readonly number[], ref: string): Cell {
  const [top] = preview.extent;
  const found = cols.map((col) => col - preview.firstCol).filter((col) => col >= 0 && col < preview.columns.length);
  const load: Load = async (from, count) => {
    const part = await view.store.book?.preview(source, top + from, count, preview.firstCol);
    return (part?.rows ?? []).map(({ row: at, cells, numbers }): Row => ({
      head: String(at + 1),
      cells,
      numbers: numbers ?? [],
      ...(at === row ? { kind: 'here' as const, found } : at === preview.headerRow ? { kind: 'headrow' as const } : {}),
    }));
  };
  const body = preview.rows.filter(({ row: at }) => at !== preview.headerRow);
  const longest = (i: number): number => Math.max(...preview.rows.map(({ cells }) => wide(cells[i] ?? '')), 6);
  return {
    source, preview, row, cols, ref, load,
    columns: preview.columns.map((label, i): Column => ({ label, width: longest(i), number: isNumeric(body, i) })),
    start: { row: Math.max(0, row - top), col: found[0] ?? -1 },
  };
}

/** Room of a text in characters: those of East Asia take two. */
function wide(text: string): number {
  return [...text].reduce((sum, letter) => sum + (/[\u2e80-\uffe6]/.test(letter) ? 2 : 1), 0);
}

/** All rows behind a number, as one table; each leads to its sheet. */
export function evidenceDialog(view: View): TemplateResult {
  const { all } = view.screen;
  return html`<dialog id="all-evidence" class="lookup" aria-labelledby="all-evidence-title"><form method="dialog">
    <div class="head">
      <h2 id="all-evidence-title">${all?.label ?? ''}</h2>
      <button type="submit" class="quiet small">${t('page.cell.close')}</button>
    </div>
    ${all ? html`<p class="hint">${t(all.rows.total > 0 ? 'page.cell.choose' : 'page.cell.none')}</p>
      <kam-rows .label=${all.label} .headLabel=${t('page.cell.place')} .headWidth=${18} .columns=${all.columns} .count=${all.rows.total} .load=${all.load}
        .choosable=${true} @kam-row=${(event: CustomEvent<RowDetail>) => void openRow(view, all.rows, event.detail.index)}></kam-rows>` : nothing}
  </form></dialog>`;
}

async function openRow(view: View, rows: Rows, index: number): Promise<void> {
  const [row] = await rows.load(index, 1);
  if (row) view.openCell(row.source, row.row, row.cells.map(({ col }) => col), '');
}

/** Rows that are here already. */
export function rowsOf(evidence: readonly EvidenceView[]): Rows {
  return { total: evidence.length, load: async (from, count) => evidence.slice(from, from + count) };
}

/** A table of evidence: a column for each field that one of the first rows has. */
export async function asTable(label: string, rows: Rows): Promise<NonNullable<View['screen']['all']>> {
  const some = await rows.load(0, 200);
  const fields = [...new Set(some.flatMap(({ cells }) => cells.map(({ field }) => field)))];
  const text = (row: EvidenceView, field: string): string => row.cells.find((cell) => cell.field === field)?.text ?? '';
  const line = (row: EvidenceView): Row & Required<Pick<Row, 'numbers'>> => ({
    head: t('page.answer.row', { sheet: row.sheet, row: row.row + 1 }),
    cells: fields.map((field) => text(row, field)),
    numbers: fields.flatMap((field, i) => (row.cells.find((cell) => cell.field === field)?.number ? [i] : [])),
  });
  const lines = some.map(line);
  const columns = fields.map((field, i): Column => ({
    label: columnWord(field), width: Math.max(8, ...some.map((row) => wide(text(row, field)))), number: isNumeric(lines, i),
  }));
  const load: Load = async (from, count) => (await rows.load(from, count)).map(line);
  return { label, rows, columns, load };
}
