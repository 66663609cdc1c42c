/** A policy's criteria and gates in words, with an account's own figures. */
import { formatNumber, t } from '../../i18n/index';
import type { Criterion, Gate, PolicyFile } from '../../engine/policy';
import { columnWord } from '../places';

/** Fields in money, and ratios; see `measure` in `src/analysis/tiering/subjects.rs`. */
const MONEY: ReadonlySet<string> = new Set(['revenue', 'potential', 'order_amount']);
const RATIOS: ReadonlySet<string> = new Set(['margin', 'order_margin']);

export function figure(subject: string, value: number): string {
  return formatNumber(value, MONEY.has(subject) ? 'money' : RATIOS.has(subject) ? 'percent' : 'num');
}

/** What a criterion's value is; those of yes and no and of categories are numbered. */
export function valueWord({ subject, scale }: Criterion, value: number | null): string {
  if (value === null) return t('page.tier.account.unknown');
  if (scale.kind === 'yes-no') return t(value > 0 ? 'chart.yes' : 'chart.no');
  if (scale.kind === 'categories') return scale.values[value]?.[0] ?? t('tiers.change.other');
  return figure(subject, value);
}

export function gateWord({ subject, test, value, words = [] }: Gate): string {
  return t(`page.tier.gate.${test}`, { field: columnWord(subject), value: value === undefined ? '' : figure(subject, value), words: [...words] });
}

/** All criteria, then all gates: how the engine counts a cell that is worth finding out. */
export function subjectAt({ criteria, gates = [] }: PolicyFile, at: number): string | undefined {
  return criteria[at]?.subject ?? gates[at - criteria.length]?.subject;
}

/** Points that a criterion can bring. */
export function mostPoints({ criteria }: PolicyFile, at: number): number {
  const all = criteria.reduce((sum, { weight }) => sum + weight, 0);
  return all > 0 ? ((criteria[at]?.weight ?? 0) / all) * 100 : 0;
}

/** A number, or from one to the other. */
export function span(low: number, high: number): string {
  const [from, to] = [formatNumber(low, 'num'), formatNumber(high, 'num')];
  return from === to ? from : t('page.tier.span', { low: from, high: to });
}
