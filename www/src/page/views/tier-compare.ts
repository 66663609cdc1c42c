/** Accounts side by side: the lines of the table, and whether they differ. */
import { formatNumber, t } from '../../i18n/index';
import type { AccountDetail, TiersView } from '../../engine/tiers';
import { amountWord, columnWord } from '../places';
import { GATE_MARKS } from './tier-account';
import { cumulative, scoreSpan, stateWords, tierSpan } from './tier-columns';
import { rater } from './tier-consensus';
import { gateWord, span, valueWord } from './tier-words';

export interface ComparedLine {
  readonly label: string;
  readonly cells: readonly string[];
  readonly number: boolean;
  readonly differs: boolean;
}

export interface ComparedPart {
  /** A code below `page.tier.compare`. */
  readonly name: 'overall' | 'contributions' | 'gates' | 'verdicts';
  readonly lines: readonly ComparedLine[];
}

export function compared(accounts: readonly AccountDetail[], tiers: TiersView): readonly ComparedPart[] {
  const parts: readonly ComparedPart[] = [
    { name: 'overall', lines: overall(accounts, tiers) },
    { name: 'contributions', lines: contributions(accounts, tiers) },
    { name: 'gates', lines: gates(accounts, tiers) },
    { name: 'verdicts', lines: verdicts(accounts, tiers) },
  ];
  return parts.filter(({ lines }) => lines.length > 0);
}

function line(label: string, cells: readonly string[], number = false): ComparedLine {
  return { label, cells, number, differs: new Set(cells).size > 1 };
}

function overall(accounts: readonly AccountDetail[], { amountBasis, basis }: TiersView): ComparedLine[] {
  const missing = t('page.missing');
  const money = (value: number | null): string => (value === null ? missing : formatNumber(value, 'money'));
  const word = (key: string): string => t(`page.tier.list.by.${key}`);
  const places = (['region', 'unit', 'industry', 'owner', 'fileTier'] as const).map((key) => line(word(key), accounts.map((account) => account[key] ?? missing)));
  return [
    line(word('tier'), accounts.map((account) => (account.assessable ? tierSpan(account) : missing))),
    basis === 'abc' ? line(word('cumulative'), accounts.map(cumulative), true) : line(word('score'), accounts.map(scoreSpan), true),
    line(word('state'), accounts.map(stateWords)),
    line(amountWord(amountBasis), accounts.map(({ amount }) => money(amount)), true),
    line(word('potential'), accounts.map(({ potential }) => money(potential)), true),
    line(word('acceptability'), accounts.map(({ acceptability }) => (acceptability === null ? missing : formatNumber(acceptability, 'percent0'))), true),
    ...places,
  ].filter(({ cells }) => cells.some((cell) => cell !== missing));
}

/** Points, and the value that they are for. */
function contributions(accounts: readonly AccountDetail[], { policy }: TiersView): ComparedLine[] {
  return (policy?.criteria ?? []).map((criterion, i) => line(columnWord(criterion.subject), accounts.map(({ contributions: all }) => {
    const { value = null, low = 0, high = 0 } = all[i] ?? {};
    return t('page.tier.compare.points', { points: span(low, high), value: valueWord(criterion, value) });
  }), true));
}

function gates(accounts: readonly AccountDetail[], { policy }: TiersView): ComparedLine[] {
  return (policy?.gates ?? []).map((gate, i) => line(gateWord(gate), accounts.map(({ gates: states }) => {
    const state = states[i] ?? 'unknown';
    return `${GATE_MARKS[state]} ${t(`page.tier.compare.${state}`)}`;
  })));
}

function verdicts(accounts: readonly AccountDetail[], { audit }: TiersView): ComparedLine[] {
  const word = (yes: boolean | undefined): string => (yes === undefined ? t('page.missing') : `${yes ? '✓' : '✕'} ${t(`page.tier.verdict.${yes ? 'yes' : 'no'}`)}`);
  const all = (audit?.raters ?? []).map((name, i) => line(rater(name), accounts.map((account) => word(account.audit?.verdicts[i]?.yes))));
  return all.filter(({ cells }) => cells.some((cell) => cell !== t('page.missing')));
}
