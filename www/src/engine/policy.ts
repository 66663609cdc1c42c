/** Tier policies as the engine has them; `src/api/policy` writes and reads them, field by field. */

/** Policies that come with the product. */
export const BUILT_IN = ['default', 'growth', 'mature', 'group-rule'] as const;
export type BuiltIn = (typeof BUILT_IN)[number];

/** A built-in policy by its name, or one of its own. */
export type PolicyChoice = BuiltIn | PolicyFile;

/** A policy: what is saved, loaded and shared. Money in units, percentages as ratios; tiers are named. */
export interface PolicyFile {
  readonly kamlens: 'policy';
  readonly version: 1;
  /** A built-in policy's name, or `own`. */
  readonly id?: string;
  readonly name?: string;
  readonly gates?: readonly Gate[];
  readonly criteria: readonly Criterion[];
  /** Best first; cut-offs strictly descending to 0. */
  readonly tiers: readonly Tier[];
  /** The worst tier that still is a key account. */
  readonly keyLine: string;
  readonly places?: Places;
  /** The stage that our company is in. */
  readonly stage?: Stage;
  readonly overrides?: readonly Override[];
}

export const STAGES = ['early', 'mid', 'late'] as const;
export type Stage = (typeof STAGES)[number];

export interface Gate {
  /** The name of a field, or `extra:<header>` for any other column. */
  readonly subject: string;
  readonly test: GateTest;
  /** Of `at-least` and `at-most`. */
  readonly value?: number;
  /** Of `one-of`. */
  readonly words?: readonly string[];
  /** The best tier that an account failing it can have. */
  readonly cap: string;
}

export type GateTest = 'yes' | 'no' | 'at-least' | 'at-most' | 'one-of';

export interface Criterion {
  readonly subject: string;
  readonly weight: number;
  readonly scale: Scale;
  readonly influenceable?: boolean;
}

/** How a value becomes a utility 0 … 1. */
export type Scale =
  | { readonly kind: 'yes-no' }
  | { readonly kind: 'linear'; readonly zero: number; readonly one: number }
  /** (inclusive upper bound, utility), bounds ascending. */
  | { readonly kind: 'steps'; readonly steps: ReadonlyArray<readonly [bound: number, utility: number]>; readonly otherwise: number }
  | { readonly kind: 'at-least'; readonly bound: number }
  | { readonly kind: 'at-most'; readonly bound: number }
  | { readonly kind: 'categories'; readonly values: ReadonlyArray<readonly [word: string, utility: number]>; readonly otherwise: number }
  /** Without points: the engine takes them from the book. */
  | { readonly kind: 'quantile'; readonly points: ReadonlyArray<readonly [value: number, utility: number]>; readonly descending: boolean };

export interface Tier {
  readonly name: string;
  readonly cutoff: number;
}

/** What decides how far down a tier reaches. For each tier but the last, with the better ones. */
export type Places =
  | { readonly by: 'cut-offs' }
  | { readonly by: 'top'; readonly upTo: readonly number[] }
  /** Percent of the book's amount. */
  | { readonly by: 'share'; readonly upTo: readonly number[] };

/** What a stage or a unit does otherwise; what is absent stays as it is. */
export interface Override {
  readonly stage?: Stage;
  readonly unit?: string;
  readonly weights?: ReadonlyArray<{ readonly subject: string; readonly weight: number }>;
  readonly criteria?: readonly Criterion[];
  readonly gates?: readonly Gate[];
  readonly cutoffs?: readonly number[];
  readonly keyLine?: string;
}

/** How a policy would tier the book, beside the report. */
export interface WhatIf {
  readonly tiers: ReadonlyArray<{ readonly name: string; readonly cutoff: number; readonly firm: number; readonly provisional: number }>;
  readonly notAssessable: number;
  /** Width of a bar in points. */
  readonly bin: number;
  /** Firm and provisional accounts per bar, from score 0 on. */
  readonly bins: ReadonlyArray<readonly [firm: number, provisional: number]>;
  /** Accounts that would be in a better, or a worse, tier than the report has them in. */
  readonly up: number;
  readonly down: number;
  /** From the tiers of the report (rows) to those of the policy (columns). */
  readonly flows: ReadonlyArray<readonly number[]>;
  /** The first of those that would move, in the order of the report; and how many there are. */
  readonly moved: ReadonlyArray<{ readonly account: number; readonly accountName: string; readonly from: string; readonly to: string; readonly up: boolean | null }>;
  readonly movedTotal: number;
}

/** A column of the accounts that a policy can use. */
export interface SubjectProfile {
  readonly subject: string;
  readonly reading: 'number' | 'yes-no' | 'words';
  readonly measure: 'money' | 'ratio' | 'rank' | 'count';
  /** Accounts of which it is known. */
  readonly known: number;
  /** Where its numbers lie. */
  readonly spread: { readonly min: number; readonly q20: number; readonly q50: number; readonly q80: number; readonly q95: number; readonly max: number } | null;
  /** Its words with their counts, the most frequent first. */
  readonly words: ReadonlyArray<readonly [word: string, count: number]>;
  /** A scale to begin with. */
  readonly scale: Scale;
}

/** A change of one criterion's value; `line` is where the tier changes, `cost` the difference in utility. */
export interface Change {
  readonly subject: string;
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly cost: number;
  readonly text: string;
}

/** What would bring an account into a tier. */
export interface Way {
  readonly tier: string;
  /** Failed gates: index into the policy's. */
  readonly gates: readonly number[];
  readonly gatesSuffice: boolean;
  readonly single: readonly Change[];
  readonly pair: readonly [Change, Change] | null;
}

/** One account's tier explained. */
export interface Explain {
  readonly account: number;
  readonly accountName: string;
  readonly up: Way | null;
  readonly down: Way | null;
  /** Share of draws of the weights per tier, with unknown cells at their worst and at their best. */
  readonly acceptability: { readonly low: readonly number[]; readonly high: readonly number[] } | null;
}
