/** The engine's views of hurdle 1 as TypeScript sees them; `src/api/{tiers,audit,migration,explain}.rs` write them. */
import type { PolicyFile } from './policy';
import type { AccountRef, EvidenceView, MessageView } from './report';

export interface TierCount {
  readonly name: string;
  readonly cutoff: number;
  readonly firm: number;
  readonly provisional: number;
}

export type GateState = 'passed' | 'failed' | 'unknown';

export interface AccountTier extends AccountRef {
  readonly scoreLow: number;
  readonly scoreHigh: number;
  readonly tierLow: string;
  readonly tierHigh: string;
  readonly possible: number;
  readonly firm: boolean;
  readonly assessable: boolean;
  readonly contributions: ReadonlyArray<{ readonly value: number | null; readonly low: number; readonly high: number }>;
  readonly gates: readonly GateState[];
  /** The criterion, or after all criteria the gate, whose cell is worth finding out first. */
  readonly worthFinding: number | null;
  readonly worthLeaves: number | null;
  readonly acceptability: number | null;
  readonly fragile: boolean;
  readonly groupRule: { readonly passed: number; readonly failed: number; readonly unknown: number } | null;
  readonly verdicts: ReadonlyArray<{ readonly unit: string; readonly verdict: boolean }>;
  readonly disputed: boolean;
  readonly unitAmounts: ReadonlyArray<{ readonly unit: string; readonly amount: number; readonly share: number | null }>;
  readonly fileTier: string | null;
  readonly amount: number | null;
  readonly evidence: readonly EvidenceView[];
}

/** Krippendorff's α, or why there is none. */
export interface Alpha {
  readonly value: number | null;
  readonly accounts: number;
  readonly undefined: 'few-accounts' | 'no-variation' | null;
}

export interface AuditRow extends AccountRef {
  readonly verdicts: ReadonlyArray<{ readonly yes: boolean; readonly by: 'cell' | 'policy'; readonly sees: readonly string[] } | null>;
  readonly disagreement: number | null;
  readonly causes: ReadonlyArray<{ readonly rater: number; readonly texts: readonly string[]; readonly points: readonly string[] }>;
  /** What is to be decided. */
  readonly questions: readonly string[];
  /** What the dispute is about: the order, where a unit's part of it is known, else the amount that ranks. */
  readonly stake: { readonly amount: number; readonly of: string } | null;
}

export interface Audit {
  /** The group first (null), then the units. */
  readonly raters: ReadonlyArray<string | null>;
  readonly alpha: Alpha;
  readonly alphaTiers: Alpha;
  readonly disputed: number;
  readonly rows: readonly AuditRow[];
  readonly rowsTotal: number;
}

export interface Move extends AccountRef {
  readonly from: string;
  readonly to: string;
  readonly up: boolean | null;
  readonly why: string;
}

export interface Migration {
  readonly from: 'policy' | 'file';
  readonly name: string | null;
  readonly fromTiers: readonly string[];
  readonly flows: ReadonlyArray<readonly number[]>;
  readonly up: number;
  readonly down: number;
  readonly moved: readonly Move[];
  readonly movedTotal: number;
}

export interface TiersView {
  readonly basis: 'policy' | 'abc' | 'none';
  /** As it was applied: without overrides. */
  readonly policy: PolicyFile | null;
  /** As it can be saved. */
  readonly source: PolicyFile;
  readonly unknownColumns: ReadonlyArray<{ readonly subject: string; readonly cells: number; readonly firm: number; readonly ruledOut: number }>;
  readonly robustness: { readonly concentration: number; readonly draws: number; readonly fragile: number; readonly fragileBelow: number } | null;
  readonly audit: Audit | null;
  readonly migration: Migration | null;
  readonly tiers: readonly TierCount[];
  readonly keyLine: number;
  readonly amountBasis: string | null;
  readonly accounts: readonly AccountTier[];
  readonly accountsTotal: number;
  readonly notAssessable: number;
  readonly notes: readonly MessageView[];
}

/** Which accounts are wanted, and in what order; an empty text means accounts without one. */
export interface ListRequest {
  readonly text?: string;
  readonly state?: 'firm' | 'provisional' | 'fragile' | 'disputed' | 'not-assessable' | 'key';
  readonly tier?: string;
  readonly region?: string;
  readonly unit?: string;
  readonly industry?: string;
  readonly owner?: string;
  readonly sort?: string;
  readonly descending?: boolean;
  readonly group?: string;
  /** Groups whose accounts are not shown. */
  readonly folded?: ReadonlyArray<string | null>;
}

/** Accounts that have something in common. */
export interface ListGroup {
  readonly name: string | null;
  readonly count: number;
  readonly amount: number;
  readonly amountKnown: number;
  readonly potential: number;
  readonly potentialKnown: number;
}

export interface ListAccount extends AccountRef {
  readonly tierLow: string | null;
  readonly tierHigh: string | null;
  readonly firm: boolean;
  readonly assessable: boolean;
  readonly fragile: boolean;
  readonly disputed: boolean;
  readonly scoreLow: number;
  readonly scoreHigh: number;
  readonly amount: number | null;
  readonly potential: number | null;
  readonly region: string | null;
  readonly unit: string | null;
  readonly industry: string | null;
  readonly owner: string | null;
  readonly worth: string | null;
  readonly acceptability: number | null;
  readonly disagreement: number | null;
  readonly fileTier: string | null;
}

export type ListLine = ({ readonly kind: 'group' } & ListGroup) | ({ readonly kind: 'account' } & ListAccount);

export interface ListView {
  readonly lines: number;
  readonly sum: ListGroup;
  readonly items: readonly ListLine[];
  /** The file gives a tier to somebody; with the first lines only. */
  readonly fileTiers: boolean | null;
  /** What filters can choose from, with counts; with the first lines only. */
  readonly choices: Readonly<Record<'region' | 'unit' | 'industry' | 'owner', ReadonlyArray<readonly [name: string, count: number]>>> | null;
}

/** One account in full. */
export interface AccountDetail extends AccountTier {
  readonly region: string | null;
  readonly unit: string | null;
  readonly industry: string | null;
  readonly owner: string | null;
  readonly potential: number | null;
  readonly standings: ReadonlyArray<{
    readonly among: 'book' | 'region' | 'industry' | 'unit';
    readonly name: string | null;
    readonly rank: number;
    readonly of: number;
    readonly aheadOf: number | null;
  }>;
  readonly audit: AuditRow | null;
}
