/** The columns of the list of accounts, and what stands in them. */
import type { ListAccount, ListGroup, ListView, TiersView } from '../../engine/tiers';
import { formatNumber, t } from '../../i18n/index';
import type { Row } from '../parts/rows';
import { columnWord } from '../places';
import { decimals } from './tier-consensus';

export interface ListColumn {
  /** By which the engine sorts; also the column's word, unless it has another. */
  readonly key: string;
  readonly word?: string;
  readonly width: number;
  readonly number: boolean;
  /** For people. */
  text(account: ListAccount): string;
  /** For a spreadsheet, where that differs. */
  raw?(account: ListAccount): string;
  /** Of accounts together. */
  sum?(group: ListGroup): string;
}

const money = (value: number | null): string => (value === null ? t('page.missing') : formatNumber(value, 'money'));
const raw = (value: number | null): string => (value === null ? '' : String(value));
const word = (value: string | null): string => value ?? t('page.missing');

const ALL: readonly ListColumn[] = [
  { key: 'tier', width: 8, number: false, text: tierSpan },
  { key: 'score', width: 9, number: true, text: scoreSpan },
  { key: 'state', width: 22, number: false, text: stateWords },
  { key: 'amount', width: 9, number: true, text: ({ amount }) => money(amount), raw: ({ amount }) => raw(amount), sum: (of) => (of.amountKnown > 0 ? money(of.amount) : '') },
  { key: 'potential', width: 9, number: true, text: ({ potential }) => money(potential), raw: ({ potential }) => raw(potential), sum: (of) => (of.potentialKnown > 0 ? money(of.potential) : '') },
  { key: 'region', width: 10, number: false, text: ({ region }) => word(region), raw: ({ region }) => region ?? '' },
  { key: 'unit', width: 12, number: false, text: ({ unit }) => word(unit), raw: ({ unit }) => unit ?? '' },
  { key: 'industry', width: 12, number: false, text: ({ industry }) => word(industry), raw: ({ industry }) => industry ?? '' },
  { key: 'owner', width: 12, number: false, text: ({ owner }) => word(owner), raw: ({ owner }) => owner ?? '' },
  { key: 'worth', width: 16, number: false, text: ({ worth }) => (worth === null ? t('page.missing') : columnWord(worth)), raw: ({ worth }) => (worth === null ? '' : columnWord(worth)) },
  { key: 'acceptability', width: 8, number: true, text: ({ acceptability }) => (acceptability === null ? t('page.missing') : formatNumber(acceptability, 'percent0')), raw: ({ acceptability }) => raw(acceptability) },
  { key: 'disagreement', width: 8, number: true, text: ({ disagreement }) => (disagreement === null ? t('page.missing') : decimals(disagreement)), raw: ({ disagreement }) => raw(disagreement) },
  { key: 'fileTier', width: 8, number: false, text: ({ fileTier }) => word(fileTier), raw: ({ fileTier }) => fileTier ?? '' },
];

/** Only columns in which something can stand. */
export function listColumns(tiers: TiersView, whole: ListView): readonly ListColumn[] {
  const { choices, sum } = whole;
  const has: Readonly<Record<string, boolean>> = {
    amount: sum.amountKnown > 0,
    potential: sum.potentialKnown > 0,
    region: (choices?.region.length ?? 0) > 0,
    unit: (choices?.unit.length ?? 0) > 0,
    industry: (choices?.industry.length ?? 0) > 0,
    owner: (choices?.owner.length ?? 0) > 0,
    worth: tiers.unknownColumns.length > 0,
    acceptability: tiers.robustness !== null,
    disagreement: tiers.audit !== null,
    fileTier: whole.fileTiers === true,
  };
  const all = ALL.map((column) => (column.key === 'score' && tiers.basis === 'abc' ? SHARE : column));
  return all.filter(({ key }) => has[key] ?? true);
}

/** By amount alone there is no score: accounts stand in the order of their amounts. */
const SHARE: ListColumn = { key: 'score', word: 'cumulative', width: 9, number: true, text: cumulative };

/** What the account and all larger ones bring of the amount. */
export function cumulative({ assessable, scoreHigh }: Pick<ListAccount, 'assessable' | 'scoreHigh'>): string {
  return assessable ? formatNumber(scoreHigh / 100, 'percent') : t('page.missing');
}

export function columnLabel({ key, word = key }: Pick<ListColumn, 'key' | 'word'>): string {
  return t(`page.tier.list.by.${word}`);
}

/** From the worst case to the best, where cells are missing. */
export function tierSpan({ tierLow, tierHigh }: Pick<ListAccount, 'tierLow' | 'tierHigh'>): string {
  if (tierLow === null) return t('page.missing');
  return tierHigh === null || tierHigh === tierLow ? tierLow : t('page.tier.span', { low: tierLow, high: tierHigh });
}

export function scoreSpan({ assessable, scoreLow, scoreHigh }: Pick<ListAccount, 'assessable' | 'scoreLow' | 'scoreHigh'>): string {
  if (!assessable) return t('page.missing');
  const [low, high] = [formatNumber(scoreLow, 'num'), formatNumber(scoreHigh, 'num')];
  return low === high ? low : t('page.tier.span', { low, high });
}

export function stateWords({ assessable, firm, fragile, disputed }: Pick<ListAccount, 'assessable' | 'firm' | 'fragile' | 'disputed'>): string {
  const state = !assessable ? 'not-assessable' : firm ? 'firm' : 'provisional';
  const words = [state, ...(fragile ? ['fragile'] : []), ...(disputed ? ['disputed'] : [])];
  return words.map((name) => t(`page.tier.state.${name}`)).join(t('chart.dot'));
}

export function accountRow(columns: readonly ListColumn[], account: ListAccount): Row {
  return { head: account.accountName, id: account.account, cells: columns.map((column) => column.text(account)) };
}

export function groupRow(columns: readonly ListColumn[], group: ListGroup, closed: boolean): Row {
  const name = group.name ?? t('page.tier.list.without');
  return {
    head: t('page.tier.list.groupHead', { name, n: group.count }), kind: closed ? 'closed' : 'group',
    cells: columns.map((column) => column.sum?.(group) ?? ''),
  };
}

/** What a spreadsheet is given: the name, tier and score of the worst case and of the best, and a column's figures as they are. */
export function exported(columns: readonly ListColumn[], account: ListAccount): string[] {
  const { accountName, tierLow, tierHigh, assessable, scoreLow, scoreHigh } = account;
  const [low, high] = assessable ? [raw(scoreLow), raw(scoreHigh)] : ['', ''];
  const first = byAmount(columns) ? [tierLow ?? '', assessable ? `${raw(Math.round(scoreHigh * 100) / 100)}%` : ''] : [tierLow ?? '', tierHigh ?? '', low, high];
  return [accountName, ...first, ...others(columns).map((column) => (column.raw ?? column.text)(account))];
}

export function exportedHead(columns: readonly ListColumn[]): string[] {
  const first = byAmount(columns) ? ['by.tier', 'by.cumulative'] : ['tierLow', 'tierHigh', 'scoreLow', 'scoreHigh'];
  return [t('page.tier.column.account'), ...first.map((name) => t(`page.tier.list.${name}`)), ...others(columns).map(columnLabel)];
}

const byAmount = (columns: readonly ListColumn[]): boolean => columns.includes(SHARE);
const others = (columns: readonly ListColumn[]): readonly ListColumn[] => columns.filter(({ key }) => key !== 'tier' && key !== 'score');
