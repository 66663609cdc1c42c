/** Places in files: which of the report's tables a cell is in, and how a column or an amount is called. */
import type { ReportView } from '../engine/report';
import { formatNumber, t } from '../i18n/index';

interface Place {
  readonly file: string | null;
  readonly sheet: string | null;
  readonly at: readonly [row: number, col: number] | null;
}

/**
 * Index of the table that has this cell; -1 where there is none. A sheet may have several tables:
 * the one with the cell's column whose header is the nearest above it.
 */
export function sourceOf({ tables }: Pick<ReportView, 'tables'>, { file, sheet, at }: Place): number {
  const [row, col] = at ?? [0, 0];
  let best = -1;
  let nearness = -Infinity;
  tables.forEach((table, index) => {
    if (table.file !== file || table.sheet !== sheet) return;
    const head = table.headerRow ?? 0;
    const within = table.columns.some((column) => column.col === col) ? 2e9 : 0;
    const near = within + (head <= row ? 1e9 - (row - head) : -head);
    if (near > nearness) [best, nearness] = [index, near];
  });
  return best;
}

/** What a column is taken for: a field, a unit's view (`verdict:Region B`), or a column that is kept. */
export function columnWord(target: string): string {
  const at = target.indexOf(':');
  if (at < 0) return t(`field.${target}`);
  const [kind, unit] = [target.slice(0, at), target.slice(at + 1)];
  return t(`page.data.${kind === 'extra' ? 'kept' : kind}`, { unit });
}

/** What the amount of accounts is. */
export function amountWord(basis: string | null): string {
  return basis ? t(`tiers.amount.${basis === 'order-amount' ? 'order' : basis}`) : t('page.tier.list.by.amount');
}

/** Fields in money; see `src/book/fields.rs`. */
const MONEY = /^(revenue|potential|order_amount|customer_size|amount|wallet|amount:.*)$/s;

/** A cell as it stands; long amounts are parted into thousands. */
export function cellWord({ field, text }: { readonly field: string; readonly text: string }): string {
  return MONEY.test(field) && /^-?\d{4,15}$/.test(text) ? formatNumber(Number(text), 'int') : text || t('page.missing');
}

/** True for a column where most of what stands there is a number. */
export function isNumeric(rows: ReadonlyArray<{ readonly cells: readonly string[]; readonly numbers?: readonly number[] }>, column: number): boolean {
  const filled = rows.filter(({ cells }) => cells[column]);
  return filled.filter(({ numbers }) => numbers?.includes(column)).length > filled.length / 2;
}
