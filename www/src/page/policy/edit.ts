/** Changes to a policy, each giving a new one. What a stage or a unit does otherwise is an override of the same policy. */
import type { Criterion, Gate, Override, Places, PolicyFile, Scale, Stage, Tier } from '../../engine/policy';

/** For whom it is edited: for everyone, while the company is in a stage, or for a unit's own verdict. */
export type Scope = { readonly stage?: Stage; readonly unit?: string };

/** What is said of everyone has its place in the policy itself, the rest in an override. */
export interface ShownCriterion {
  readonly criterion: Criterion;
  /** Of this scope: in the list that it edits. The others are everyone's, and only their weight can differ. */
  readonly own: boolean;
  /** In the list that it stands in. */
  readonly at: number;
  /** Where the engine finds fault with it. */
  readonly place: string;
  /** Where the engine finds fault with its weight. */
  readonly weightPlace: string;
}

export interface ShownGate {
  readonly gate: Gate;
  readonly own: boolean;
  readonly at: number;
  readonly place: string;
}

export const isAll = (scope: Scope): boolean => !scope.stage && scope.unit === undefined;

export function overrideOf(policy: PolicyFile, scope: Scope): Override | undefined {
  return policy.overrides?.[overrideAt(policy, scope)];
}

function overrideAt(policy: PolicyFile, scope: Scope): number {
  if (isAll(scope)) return -1;
  return policy.overrides?.findIndex((o) => (scope.unit === undefined ? o.stage === scope.stage : o.unit === scope.unit)) ?? -1;
}

/** The units that have a policy of their own. */
export function unitsOf(policy: PolicyFile): string[] {
  return policy.overrides?.flatMap(({ unit }) => (unit === undefined ? [] : [unit])) ?? [];
}

export function criteriaOf(policy: PolicyFile, scope: Scope): ShownCriterion[] {
  const change = overrideOf(policy, scope);
  const base = `overrides[${overrideAt(policy, scope)}]`;
  const everyones = policy.criteria.map((criterion, at): ShownCriterion => {
    const other = change?.weights?.findIndex(({ subject }) => subject === criterion.subject) ?? -1;
    const weight = change?.weights?.[other]?.weight ?? criterion.weight;
    const place = `criteria[${at}]`;
    return { criterion: { ...criterion, weight }, own: isAll(scope), at, place, weightPlace: other < 0 ? `${place}.weight` : `${base}.weights[${other}].weight` };
  });
  const more = change?.criteria?.map((criterion, at): ShownCriterion => {
    const place = `${base}.criteria[${at}]`;
    return { criterion, own: true, at, place, weightPlace: `${place}.weight` };
  });
  return [...everyones, ...(more ?? [])];
}

export function gatesOf(policy: PolicyFile, scope: Scope): ShownGate[] {
  const everyones = (policy.gates ?? []).map((gate, at): ShownGate => ({ gate, own: isAll(scope), at, place: `gates[${at}]` }));
  const base = `overrides[${overrideAt(policy, scope)}].gates`;
  const more = overrideOf(policy, scope)?.gates?.map((gate, at): ShownGate => ({ gate, own: true, at, place: `${base}[${at}]` }));
  return [...everyones, ...(more ?? [])];
}

export function cutoffsOf(policy: PolicyFile, scope: Scope): readonly number[] {
  return overrideOf(policy, scope)?.cutoffs ?? policy.tiers.map(({ cutoff }) => cutoff);
}

export function cutoffPlace(policy: PolicyFile, scope: Scope, at: number): string {
  const own = overrideOf(policy, scope)?.cutoffs;
  return own ? `overrides[${overrideAt(policy, scope)}].cutoffs[${at}].cutoff` : `tiers[${at}].cutoff`;
}

export const keyLineOf = (policy: PolicyFile, scope: Scope): string => overrideOf(policy, scope)?.keyLine ?? policy.keyLine;

/** The policy as the engine tries it for this scope: a stage as if the company were in it. */
export const tried = (policy: PolicyFile, { stage }: Scope): PolicyFile => (stage ? { ...policy, stage } : policy);

/** A policy that is changed is nobody's but one's own. */
function own(policy: PolicyFile): PolicyFile {
  return policy.id === 'own' ? policy : { ...policy, id: 'own' };
}

function withOverride(policy: PolicyFile, scope: Scope, change: (before: Override) => Override): PolicyFile {
  const at = overrideAt(policy, scope);
  const all = policy.overrides ?? [];
  const fresh: Override = scope.unit === undefined ? { stage: scope.stage } as Override : { unit: scope.unit };
  const before = all[at];
  return { ...own(policy), overrides: before ? all.with(at, change(before)) : [...all, change(fresh)] };
}

export function setWeight(policy: PolicyFile, scope: Scope, { criterion, own: mine, at }: ShownCriterion, weight: number): PolicyFile {
  if (mine) return withCriteria(policy, scope, (all) => with_(all, at, (before) => ({ ...before, weight })));
  const { subject } = criterion;
  return withOverride(policy, scope, (change) => {
    const rest = (change.weights ?? []).filter((other) => other.subject !== subject);
    // Two criteria may look at one column; the override is about both.
    const same = policy.criteria.every((other) => other.subject !== subject || other.weight === weight);
    return { ...change, weights: same ? rest : [...rest, { subject, weight }] };
  });
}

export function withCriteria(policy: PolicyFile, scope: Scope, change: (all: readonly Criterion[]) => readonly Criterion[]): PolicyFile {
  if (isAll(scope)) return { ...own(policy), criteria: change(policy.criteria) };
  return withOverride(policy, scope, (before) => ({ ...before, criteria: change(before.criteria ?? []) }));
}

export function setCriterion(policy: PolicyFile, scope: Scope, at: number, part: Partial<Criterion>): PolicyFile {
  return withCriteria(policy, scope, (all) => with_(all, at, (before) => ({ ...before, ...part })));
}

export const setScale = (policy: PolicyFile, scope: Scope, at: number, scale: Scale): PolicyFile => setCriterion(policy, scope, at, { scale });

/** A new criterion weighs as much as the others do on average. */
export function addCriterion(policy: PolicyFile, scope: Scope, subject: string, scale: Scale): PolicyFile {
  const weights = criteriaOf(policy, scope).map(({ criterion }) => criterion.weight).filter((weight) => weight > 0);
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  const weight = Number.isFinite(mean) ? Math.round(mean * 10) / 10 || 1 : 1;
  return withCriteria(policy, scope, (all) => [...all, { subject, weight, scale, influenceable: false }]);
}

export function removeCriterion(policy: PolicyFile, scope: Scope, at: number): PolicyFile {
  const gone = isAll(scope) ? policy.criteria[at]?.subject : undefined;
  const next = withCriteria(policy, scope, (all) => all.toSpliced(at, 1));
  if (gone === undefined || next.criteria.some(({ subject }) => subject === gone)) return next;
  const without = (change: Override): Override => ({ ...change, weights: change.weights?.filter(({ subject }) => subject !== gone) });
  return next.overrides ? { ...next, overrides: next.overrides.map((change) => (change.weights ? without(change) : change)) } : next;
}

export function moveCriterion(policy: PolicyFile, scope: Scope, at: number, by: -1 | 1): PolicyFile {
  return withCriteria(policy, scope, (all) => {
    const [a, b] = [all[at], all[at + by]];
    return a && b ? all.with(at, b).with(at + by, a) : all;
  });
}

export function withGates(policy: PolicyFile, scope: Scope, change: (all: readonly Gate[]) => readonly Gate[]): PolicyFile {
  if (isAll(scope)) return { ...own(policy), gates: change(policy.gates ?? []) };
  return withOverride(policy, scope, (before) => ({ ...before, gates: change(before.gates ?? []) }));
}

export function setGate(policy: PolicyFile, scope: Scope, at: number, gate: Gate): PolicyFile {
  return withGates(policy, scope, (all) => with_(all, at, () => gate));
}

export function setCutoff(policy: PolicyFile, scope: Scope, at: number, cutoff: number): PolicyFile {
  if (isAll(scope)) return { ...own(policy), tiers: with_(policy.tiers, at, (tier) => ({ ...tier, cutoff })) };
  return withOverride(policy, scope, (before) => ({ ...before, cutoffs: [...cutoffsOf(policy, scope)].with(at, cutoff) }));
}

export function setKeyLine(policy: PolicyFile, scope: Scope, keyLine: string): PolicyFile {
  if (isAll(scope)) return { ...own(policy), keyLine };
  return withOverride(policy, scope, ({ keyLine: _, ...before }) => (keyLine === policy.keyLine ? before : { ...before, keyLine }));
}

export function setPlaces(policy: PolicyFile, places: Places): PolicyFile {
  return { ...own(policy), places };
}

export function setStage(policy: PolicyFile, stage: Stage | undefined): PolicyFile {
  const { stage: _, ...rest } = own(policy);
  return stage ? { ...rest, stage } : rest;
}

export function setName(policy: PolicyFile, name: string): PolicyFile {
  return { ...own(policy), name };
}

/** Gives a unit a policy of its own, at first the same as everyone's. */
export const addUnit = (policy: PolicyFile, unit: string): PolicyFile => withOverride(policy, { unit }, (change) => change);

export function removeOverride(policy: PolicyFile, scope: Scope): PolicyFile {
  const at = overrideAt(policy, scope);
  return at < 0 ? policy : { ...own(policy), overrides: policy.overrides?.toSpliced(at, 1) ?? [] };
}

/**
 * Renames a tier wherever it is named. On its way a name may be another tier's: then those that name it keep the former one,
 * and follow as soon as it is its own again.
 */
export function renameTier(policy: PolicyFile, at: number, name: string): PolicyFile {
  const before = policy.tiers[at]?.name;
  const others = policy.tiers.filter((_, i) => i !== at).map((tier) => tier.name);
  const named = (tier: string): string => {
    if (others.includes(name) || others.includes(tier)) return tier;
    return tier === before || others.includes(before ?? '') ? name : tier;
  };
  return throughout({ ...own(policy), tiers: with_(policy.tiers, at, (tier) => ({ ...tier, name })) }, named);
}

/** A new tier below the others but the last: it takes the upper half of the last one. */
export function addTier(policy: PolicyFile): PolicyFile {
  const last = policy.tiers.length - 1;
  const half = (cutoffs: readonly number[]): number => Math.round((cutoffs[last - 1] ?? 100) / 2);
  const tier: Tier = { name: freeName(policy), cutoff: half(policy.tiers.map(({ cutoff }) => cutoff)) };
  const places = policy.places && 'upTo' in policy.places ? { ...policy.places, upTo: [...policy.places.upTo, policy.places.upTo.at(-1) ?? 0] } : policy.places;
  const overrides = policy.overrides?.map((change) => (change.cutoffs ? { ...change, cutoffs: change.cutoffs.toSpliced(last, 0, half(change.cutoffs)) } : change));
  return { ...own(policy), tiers: policy.tiers.toSpliced(last, 0, tier), ...(places && { places }), ...(overrides && { overrides }) };
}

/** Its accounts go to the tier below, those of the last one to the tier above. */
export function removeTier(policy: PolicyFile, at: number): PolicyFile {
  const gone = policy.tiers[at];
  const heir = policy.tiers[at + 1] ?? policy.tiers[at - 1];
  if (!gone || !heir || policy.tiers.length <= 2) return policy;
  const ends = (cutoffs: readonly number[]): number[] => {
    const rest = cutoffs.toSpliced(at, 1);
    return rest.with(rest.length - 1, 0);
  };
  const cutoffs = ends(policy.tiers.map(({ cutoff }) => cutoff));
  const tiers = policy.tiers.toSpliced(at, 1).map((tier, i) => ({ ...tier, cutoff: cutoffs[i] ?? 0 }));
  const line = (upTo: readonly number[]): number[] => upTo.toSpliced(Math.min(at, upTo.length - 1), 1);
  const places = policy.places && 'upTo' in policy.places ? { ...policy.places, upTo: line(policy.places.upTo) } : policy.places;
  const overrides = policy.overrides?.map((change) => (change.cutoffs ? { ...change, cutoffs: ends(change.cutoffs) } : change));
  const next = { ...own(policy), tiers, ...(places && { places }), ...(overrides && { overrides }) };
  return throughout(next, (tier) => (tier === gone.name ? heir.name : tier));
}

/** Wherever a tier is named. */
function throughout(policy: PolicyFile, named: (tier: string) => string): PolicyFile {
  const capped = (gates: readonly Gate[]): Gate[] => gates.map((gate) => ({ ...gate, cap: named(gate.cap) }));
  const overrides = policy.overrides?.map((change) => ({
    ...change,
    ...(change.gates && { gates: capped(change.gates) }),
    ...(change.keyLine !== undefined && { keyLine: named(change.keyLine) }),
  }));
  return { ...policy, keyLine: named(policy.keyLine), gates: capped(policy.gates ?? []), ...(overrides && { overrides }) };
}

/** The first letter of the alphabet that no tier has. */
function freeName({ tiers }: PolicyFile): string {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return letters.find((letter) => tiers.every(({ name }) => name.trim().toUpperCase() !== letter)) ?? String(tiers.length + 1);
}

function with_<T>(all: readonly T[], at: number, change: (before: T) => T): readonly T[] {
  const before = all[at];
  return before === undefined ? all : all.with(at, change(before));
}
