/**
 * Safety limits of reading a file, as `src/reader/limits.rs` has them: a test holds the two equal, and
 * `docs/limits.md` says what each ends. Time and memory are held here, the others by the reader itself.
 */
import type { WireError } from './protocol';

export const LIMITS = {
  file: 536_870_912,
  entries: 3_000,
  inflated: 1_073_741_824,
  ratio: 250,
  sheets: 500,
  cells: 30_000_000,
  columns: 16_384,
  text: 1_048_576,
  strings: 1_073_741_824,
  depth: 256,
  seconds: 30,
  memory: 1_610_612_736,
} as const;

export type LimitName = keyof typeof LIMITS;
/** Limits that are set otherwise. */
export type Limits = Readonly<Partial<Record<LimitName, number>>>;

export const LIMIT_NAMES = Object.keys(LIMITS) as readonly LimitName[];

/** These count bytes. */
const BYTES: ReadonlySet<LimitName> = new Set<LimitName>(['file', 'inflated', 'text', 'strings', 'memory']);
const MIB = 1_048_576;

export const isBytes = (name: LimitName): boolean => BYTES.has(name);

/** Seconds that a file of this size may take: a second more for each MiB. */
export function secondsFor(bytes: number, { seconds = LIMITS.seconds }: Limits): number {
  return seconds + Math.floor(bytes / MIB);
}

/** How many readers may run at once: one core is the engine's and the page's. */
export const atOnce = (): number => Math.max(1, (navigator.hardwareConcurrency || 2) - 1);

/**
 * What stands in an attribute or in storage: `cells=50M seconds=60`; k, M and G are powers of 1000 of
 * things and of 1024 of bytes. What is no limit is passed over.
 */
export function parseLimits(text: string): Limits {
  const limits: Partial<Record<LimitName, number>> = {};
  for (const part of text.split(/[\s,;]+/)) {
    const [, name = '', digits = '', suffix = ''] = /^([a-z]+)=(\d+)([kKMG]?)$/.exec(part) ?? [];
    const known = LIMIT_NAMES.find((limit) => limit === name);
    const value = Number(digits) * (known && isBytes(known) ? 1024 : 1000) ** ' kMG'.indexOf(suffix.replace('K', 'k') || ' ');
    if (known && value > 0) limits[known] = value;
  }
  return limits;
}

/** The text that gives the same limits. */
export const limitsText = (limits: Limits): string =>
  Object.entries(limits).map(([name, value]) => `${name}=${value}`).join(' ');

/** The error of a reader that took too much memory, as the reader words a limit of its own. */
export function outOfMemory(found: number, limits: Limits): WireError {
  const limit = limits.memory ?? LIMITS.memory;
  const args = { which: { code: 'limit.memory' }, name: { text: 'memory' }, found: { number: found }, limit: { number: limit } };
  return { code: 'error.too-large', args };
}
