//! Scores and tiers of one account in its low and its high case.

use super::cell::Answer;
use super::quantile;
use super::subject::{criterion_value, gate_value};
use super::{Contribution, GateOutcome, GateState};
use crate::book::{Account, Book};
use crate::policy::{Criterion, Gate, Scale, Test, TierPolicy};

/// Points by which a score may miss a cut-off and still reach it: cut-offs are inclusive, and sums
/// of floating-point utilities (13/20 as 65) are off by some 1e-14.
pub const TIE: f64 = 1e-9;

/// What is known of one account: a value per criterion and per gate of the policy.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// Per criterion, in the field's own unit.
    pub criteria: Vec<Option<f64>>,
    /// Per gate, in the field's own unit.
    pub gates: Vec<Option<f64>>,
}

/// Low and high case of one account.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// Score with every unknown cell at its worst.
    pub low: f64,
    /// Score with every unknown cell at its best.
    pub high: f64,
    /// The cap of the gates that fail in the low case; 0 is none.
    pub cap_low: usize,
    /// The cap of those that fail in the high case.
    pub cap_high: usize,
    /// Tier of the low case.
    pub tier_low: usize,
    /// Tier of the high case.
    pub tier_high: usize,
    /// How many tiers are possible: each between the scores of the two cases, under each cap that
    /// unknown gates may bring.
    pub possible: usize,
}

impl Known {
    /// The account's cells that the policy looks at, as the group or as one unit sees them.
    pub fn of(policy: &TierPolicy, book: &Book, account: &Account, unit: Option<&str>) -> Self {
        let criteria = policy.criteria.iter();
        let gates = policy.gates.iter();
        Self {
            criteria: criteria
                .map(|c| criterion_value(book, account, c, unit))
                .collect(),
            gates: gates.map(|g| gate_value(book, account, g, unit)).collect(),
        }
    }

    /// Gives a cell another value, wherever the policy reads it.
    pub fn set(&mut self, policy: &TierPolicy, answer: &Answer<'_>) {
        for (criterion, known) in policy.criteria.iter().zip(&mut self.criteria) {
            *known = answer.of(criterion).or(*known);
        }
        for (gate, known) in policy.gates.iter().zip(&mut self.gates) {
            *known = answer.of_gate(gate).or(*known);
        }
    }

    /// At least one criterion that weighs something is known.
    pub fn assessable(&self, policy: &TierPolicy) -> bool {
        let known = self.criteria.iter().zip(&policy.criteria);
        known
            .into_iter()
            .any(|(v, c)| v.is_some() && weight(c) > 0.0)
    }
}

/// A weight that can be summed: broken or negative ones count nothing.
pub fn weight(criterion: &Criterion) -> f64 {
    if criterion.weight.is_finite() {
        criterion.weight.max(0.0)
    } else {
        0.0
    }
}

/// Sum of weights.
pub fn total_weight(policy: &TierPolicy) -> f64 {
    policy.criteria.iter().map(weight).sum()
}

/// Scores and tiers of both cases (domain section 2): S = 100 · Σ wᵢuᵢ / Σ wᵢ, unknown criteria at
/// the least and at the greatest utility of their scale, unknown gates failed and passed.
pub fn bounds(policy: &TierPolicy, known: &Known) -> Bounds {
    bounds_if(policy, known, None)
}

/// The bounds if an unknown cell had this value. Allocates nothing: it is asked many times per
/// account.
pub fn bounds_if(policy: &TierPolicy, known: &Known, answer: Option<&Answer<'_>>) -> Bounds {
    let (mut low, mut high) = (0.0, 0.0);
    let point = 100.0 / total_weight(policy);
    for (criterion, value) in policy.criteria.iter().zip(&known.criteria) {
        let value = value.or_else(|| answer.and_then(|a| a.of(criterion)));
        let (l, h) = points(criterion, value, point);
        low += l;
        high += h;
    }
    // Rounding must not show as 100.00000000000001.
    let (low, high) = (f64::min(low, 100.0), f64::min(high, 100.0));
    let states = || {
        let gates = policy.gates.iter().zip(&known.gates);
        gates.map(|(gate, value)| {
            let value = value.or_else(|| answer.and_then(|a| a.of_gate(gate)));
            (gate.cap, state(gate, value))
        })
    };
    let failed = states().filter(|(_, s)| *s == GateState::Failed);
    let failed = failed.map(|(cap, _)| cap).max().unwrap_or(0);
    let unknown = states().filter(|(_, s)| *s == GateState::Unknown);
    let caps = unknown.map(|(cap, _)| cap.max(failed));
    reach(policy, (low, high), failed, caps)
}

/// The tiers between two scores under the cap of what fails, and under each that unknown gates may
/// bring beside it.
fn reach(
    policy: &TierPolicy,
    (low, high): (f64, f64),
    failed: usize,
    unknown: impl Iterator<Item = usize>,
) -> Bounds {
    let worst = policy.tiers.len().saturating_sub(1);
    let scores = tier_of(policy, high)..=tier_of(policy, low);
    let mut bounds = Bounds {
        low,
        high,
        cap_low: failed,
        cap_high: failed,
        tier_low: 0,
        tier_high: worst,
        possible: 0,
    };
    // One bit per tier; a policy of more than 64 tiers counts the rest as one.
    let mut seen = 0_u64;
    for cap in unknown.chain([failed]) {
        bounds.cap_low = bounds.cap_low.max(cap);
        for tier in scores.clone() {
            let tier = tier.max(cap).min(worst);
            bounds.tier_low = bounds.tier_low.max(tier);
            bounds.tier_high = bounds.tier_high.min(tier);
            seen |= 1 << tier.min(63);
        }
    }
    bounds.possible = seen.count_ones() as usize;
    bounds
}

/// What each criterion adds, in points.
pub fn contributions(policy: &TierPolicy, known: &Known) -> Vec<Contribution> {
    let point = 100.0 / total_weight(policy);
    let criteria = policy.criteria.iter().zip(&known.criteria).enumerate();
    criteria
        .map(|(index, (criterion, value))| {
            let (low, high) = points(criterion, *value, point);
            Contribution {
                criterion: index,
                value: *value,
                low,
                high,
            }
        })
        .collect()
}

/// Least and most points of a criterion; `point` is what a weight of 1 is worth.
fn points(criterion: &Criterion, value: Option<f64>, point: f64) -> (f64, f64) {
    let weight = weight(criterion);
    if weight <= 0.0 {
        return (0.0, 0.0);
    }
    let (low, high) = match value {
        Some(value) => {
            let u = utility(&criterion.scale, value);
            (u, u)
        }
        None => span(&criterion.scale),
    };
    (weight * point * low, weight * point * high)
}

/// The state of every gate.
pub fn gates(policy: &TierPolicy, known: &Known) -> Vec<GateOutcome> {
    let gates = policy.gates.iter().zip(&known.gates).enumerate();
    gates
        .map(|(gate, (rule, value))| GateOutcome {
            gate,
            state: state(rule, *value),
        })
        .collect()
}

/// Whether a gate holds at this value.
pub fn state(gate: &Gate, value: Option<f64>) -> GateState {
    match value {
        None => GateState::Unknown,
        Some(value) if passes(gate, value) => GateState::Passed,
        Some(_) => GateState::Failed,
    }
}

/// Utility of a known value, 0 … 1. A linear scale without width is a step at its value.
pub fn utility(scale: &Scale, value: f64) -> f64 {
    let yes = |holds: bool| f64::from(u8::from(holds));
    let u = match scale {
        Scale::YesNo => yes(value != 0.0),
        Scale::Linear { zero, one } if zero == one => yes(value >= *one),
        Scale::Linear { zero, one } => (value - zero) / (one - zero),
        Scale::Steps { steps, otherwise } => steps
            .iter()
            .find(|(bound, _)| value <= *bound)
            .map_or(*otherwise, |(_, u)| *u),
        Scale::AtLeast(bound) => yes(value >= *bound),
        Scale::AtMost(bound) => yes(value <= *bound),
        Scale::Categories { values, otherwise } => {
            values.get(value as usize).map_or(*otherwise, |(_, u)| *u)
        }
        Scale::Quantile { points, .. } => quantile::utility(points, value),
    };
    u.clamp(0.0, 1.0)
}

/// Least and greatest utility that a scale can give.
pub fn span(scale: &Scale) -> (f64, f64) {
    let ends = |all: &mut dyn Iterator<Item = f64>| {
        let (low, high) = all.fold((1.0_f64, 0.0_f64), |(low, high), u| {
            (low.min(u), high.max(u))
        });
        (low.clamp(0.0, 1.0), high.clamp(0.0, 1.0))
    };
    match scale {
        Scale::Steps { steps, otherwise } => {
            ends(&mut steps.iter().map(|(_, u)| *u).chain([*otherwise]))
        }
        Scale::Categories { values, otherwise } => {
            ends(&mut values.iter().map(|(_, u)| *u).chain([*otherwise]))
        }
        Scale::Quantile { points, .. } if !points.is_empty() => {
            ends(&mut points.iter().map(|(_, u)| *u))
        }
        _ => (0.0, 1.0),
    }
}

/// Whether a gate lets this value pass.
pub fn passes(gate: &Gate, value: f64) -> bool {
    match gate.test {
        Test::Yes | Test::OneOf(_) => value != 0.0,
        Test::No => value == 0.0,
        Test::AtLeast(bound) => value >= bound,
        Test::AtMost(bound) => value <= bound,
    }
}

/// The best tier whose cut-off the score reaches.
#[inline]
pub fn tier_of(policy: &TierPolicy, score: f64) -> usize {
    policy
        .tiers
        .iter()
        .position(|t| score + TIE >= t.cutoff)
        .unwrap_or(policy.tiers.len().saturating_sub(1))
}
