/** Changes to a mapping, each giving a new one; and their history, so that each can be taken back. */
import type { AccountChoices, ColumnChoice, Layout, MappingFile, Profile, ReadChoice, TableChoice } from '../engine/mapping';
import { States } from './history';

export const EMPTY: MappingFile = { kamlens: 'mapping', version: 1 };

/** What names a table: enough to know it again in next month's file. */
export type TableKey = Pick<Profile, 'file' | 'sheet' | 'region'> & {
  readonly headers: readonly string[];
  /** What the engine takes for the decision about it: its file may have had another name. */
  readonly choice?: TableChoice | undefined;
};

type ColumnKey = { readonly header: string; readonly col: number };

/** What was chosen about a table so far. */
export function tableChoice({ tables = [] }: MappingFile, key: TableKey): TableChoice | undefined {
  const { choice } = key;
  if (choice && tables.includes(choice)) return choice;
  return tables.find((table) => table.file === key.file && table.sheet === key.sheet && (table.region ?? 0) === key.region);
}

export function columnChoice(table: TableChoice | undefined, { header, col }: ColumnKey): ColumnChoice | undefined {
  const named = table?.columns?.filter((column) => (column.header ?? '') === header) ?? [];
  return header && named.length === 1 ? named[0] : named.find((column) => column.col === col);
}

/** Chooses a table's kind; `undefined` leaves it to the engine again. */
export function chooseKind(mapping: MappingFile, key: TableKey, kind: string | undefined): MappingFile {
  return withTable(mapping, key, (table) => lean({ ...table, kind }));
}

/** Takes a table for another kind: what its columns were taken for is said anew, how they are read stays. */
export function changeKind(mapping: MappingFile, key: TableKey, kind: string | undefined): MappingFile {
  const stays = ({ target, ...column }: ColumnChoice): ColumnChoice => (target === 'ignore' || target === 'extra' ? { ...column, target } : column);
  return withTable(mapping, key, ({ columns, ...table }) => lean({ ...table, kind, ...(columns && { columns: columns.map(stays).filter(({ read, target }) => read ?? target) }) }));
}

/** Chooses the row of the header, from 1; 0: there is none. */
export function chooseHeader(mapping: MappingFile, key: TableKey, headerRow: number | undefined): MappingFile {
  // The engine would look for the former headers first, and might find them in the first column.
  const layout = headerRow === undefined ? undefined : 'as-is' as const;
  return withTable(mapping, key, (table) => lean({ ...table, headerRow, layout: table.layout ?? layout, headers: [] }));
}

/** Chooses how a table's cells are arranged. */
export function chooseLayout(mapping: MappingFile, key: TableKey, layout: Layout | undefined): MappingFile {
  return withTable(mapping, key, (table) => lean({ ...table, layout, headers: [] }));
}

/** Chooses that a sheet of several parts is one table. */
export function chooseWhole(mapping: MappingFile, key: TableKey, whole: boolean): MappingFile {
  return withTable(mapping, { ...key, region: 0 }, (table) => lean({ ...table, whole: whole || undefined, headers: [] }));
}

/** Forgets everything that was chosen about a table. */
export function forgetTable(mapping: MappingFile, key: TableKey): MappingFile {
  const gone = tableChoice(mapping, key);
  return { ...mapping, tables: (mapping.tables ?? []).filter((table) => table !== gone) };
}

/** Chooses what a column is taken for. */
export function chooseTarget(mapping: MappingFile, key: TableKey, column: ColumnKey, target: string | undefined): MappingFile {
  return withColumn(mapping, key, column, (choice) => lean({ ...choice, target }));
}

/** Chooses how a column's cells are read. */
export function chooseReading(mapping: MappingFile, key: TableKey, column: ColumnKey, read: ReadChoice): MappingFile {
  return withColumn(mapping, key, column, (choice) => ({ ...choice, read: { ...choice.read, ...read } }));
}

/** These names are one account. */
export function mergeNames(mapping: MappingFile, names: readonly string[]): MappingFile {
  const touching = (mapping.accounts?.merge ?? []).filter((group) => group.some((name) => names.includes(name)));
  const rest = (mapping.accounts?.merge ?? []).filter((group) => !touching.includes(group));
  const keep = (mapping.accounts?.keep ?? []).filter((group) => !group.every((name) => names.includes(name)));
  return withAccounts(mapping, { merge: [...rest, [...new Set([...names, ...touching.flat()])]], keep });
}

/** These names are different accounts; they are not suggested again. */
export function keepNames(mapping: MappingFile, names: readonly string[]): MappingFile {
  return withAccounts(mapping, { ...mapping.accounts, keep: [...(mapping.accounts?.keep ?? []), [...names]] });
}

/** Takes a group of merged or kept names back. */
export function releaseNames(mapping: MappingFile, names: readonly string[]): MappingFile {
  const others = (groups: ReadonlyArray<readonly string[]> = []): ReadonlyArray<readonly string[]> =>
    groups.filter((group) => group.join('\n') !== names.join('\n'));
  return withAccounts(mapping, { merge: others(mapping.accounts?.merge), keep: others(mapping.accounts?.keep) });
}

/** True for the text of a mapping file, whether or not it can be used. */
export const isMapping = (text: string): boolean => called(text) === 'mapping';

/** True for the text of a policy file, whether or not it can be used. */
export const isPolicy = (text: string): boolean => called(text) === 'policy';

/** What the text of one of our files says that it is. */
function called(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as { kamlens?: unknown }).kamlens : undefined;
  } catch {
    return undefined;
  }
}

/** States of a mapping in the order they came. */
export class History extends States<MappingFile> {
  constructor() {
    super(EMPTY);
  }
}

function withTable(mapping: MappingFile, key: TableKey, change: (table: TableChoice) => TableChoice): MappingFile {
  const tables = mapping.tables ?? [];
  const { file, sheet, region, headers } = key;
  const before = tableChoice(mapping, key);
  const next = change(before ?? { file, sheet, region, headers });
  return { ...mapping, tables: before ? tables.map((table) => (table === before ? next : table)) : [...tables, next] };
}

function withColumn(mapping: MappingFile, key: TableKey, { header, col }: ColumnKey, change: (choice: ColumnChoice) => ColumnChoice): MappingFile {
  return withTable(mapping, key, (table) => {
    const before = columnChoice(table, { header, col });
    const next = change(before ?? { ...(header && { header }), col });
    const columns = table.columns ?? [];
    return { ...table, columns: before ? columns.map((column) => (column === before ? next : column)) : [...columns, next] };
  });
}

function withAccounts(mapping: MappingFile, accounts: AccountChoices): MappingFile {
  return { ...mapping, accounts };
}

/** Without what is undefined, so that the engine sees only what was chosen. */
function lean<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T;
}
