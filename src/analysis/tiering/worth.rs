//! Which unknown cell of an account is worth finding out first.

use super::score::{Bounds, Known, bounds, bounds_if, total_weight, weight};
use crate::policy::{Scale, Subject, Test, TierPolicy};

/// A cell worth finding out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Worth {
    /// Index of the criterion, or number of criteria + index of the gate.
    pub index: usize,
    /// Tiers still possible after its worst answer.
    pub left: usize,
}

/// The unknown cell that leaves, in its worst answer, the fewest possible tiers (domain section 2);
/// ties by larger weight (a gate has none), then in the policy's order. A cell that several
/// criteria or gates read answers all of them.
pub fn worth(policy: &TierPolicy, known: &Known) -> Option<Worth> {
    let base = bounds(policy, known);
    let mut best: Option<(Worth, f64)> = None;
    for (index, subject) in unknown(policy, known) {
        let left = answers(policy, subject, &base)
            .into_iter()
            .map(|answer| bounds_if(policy, known, Some((subject, answer))).possible)
            .max()
            .unwrap_or(usize::MAX);
        let weight = subject_weight(policy, subject);
        let better =
            best.is_none_or(|(b, heaviest)| left < b.left || (left == b.left && weight > heaviest));
        if better {
            best = Some((Worth { index, left }, weight));
        }
    }
    best.map(|(worth, _)| worth)
}

/// What is unknown and counts: criteria with weight, then gates; each subject once.
fn unknown<'a>(policy: &'a TierPolicy, known: &Known) -> Vec<(usize, &'a Subject)> {
    let criteria = policy.criteria.iter().zip(&known.criteria).enumerate();
    let criteria = criteria
        .filter(|(_, (c, v))| v.is_none() && weight(c) > 0.0)
        .map(|(i, (c, _))| (i, &c.subject));
    let gates = policy.gates.iter().zip(&known.gates).enumerate();
    let gates = gates
        .filter(|(_, (_, v))| v.is_none())
        .map(|(i, (g, _))| (policy.criteria.len() + i, &g.subject));
    let mut all: Vec<(usize, &Subject)> = Vec::new();
    for (index, subject) in criteria.chain(gates) {
        if !all.iter().any(|(_, s)| *s == subject) {
            all.push((index, subject));
        }
    }
    all
}

fn subject_weight(policy: &TierPolicy, subject: &Subject) -> f64 {
    let same = policy.criteria.iter().filter(|c| c.subject == *subject);
    same.map(weight).sum()
}

/// Answers that stand for all: between two neighbouring breakpoints the outcome does not change, so
/// the breakpoints, the middles between them and a value beyond either end will do.
fn answers(policy: &TierPolicy, subject: &Subject, base: &Bounds) -> Vec<f64> {
    let mut points = breakpoints(policy, subject, base);
    points.retain(|p| p.is_finite());
    points.sort_by(f64::total_cmp);
    points.dedup();
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return vec![0.0, 1.0];
    };
    let beyond = [first - first.abs().max(1.0), last + last.abs().max(1.0)];
    let middles = points
        .iter()
        .zip(points.iter().skip(1))
        .map(|(a, b)| (a + b) / 2.0);
    let mut all: Vec<f64> = middles.collect();
    all.extend(beyond);
    all.extend(points);
    all
}

fn breakpoints(policy: &TierPolicy, subject: &Subject, base: &Bounds) -> Vec<f64> {
    let mut points = Vec::new();
    for criterion in policy.criteria.iter().filter(|c| c.subject == *subject) {
        match &criterion.scale {
            Scale::YesNo => points.extend([0.0, 1.0]),
            Scale::AtLeast(bound) | Scale::AtMost(bound) => points.push(*bound),
            Scale::Steps { steps, .. } => points.extend(steps.iter().map(|(bound, _)| *bound)),
            Scale::Linear { zero, one } => {
                let points_of_one = 100.0 * weight(criterion) / total_weight(policy);
                points.extend([*zero, *one]);
                // The low case holds this criterion at 0, the high case at 1.
                for start in [base.low, base.high - points_of_one] {
                    let crossing = policy.tiers.iter().map(|t| {
                        let u = (t.cutoff - start) / points_of_one;
                        zero + u.clamp(0.0, 1.0) * (one - zero)
                    });
                    points.extend(crossing);
                }
            }
        }
    }
    for gate in policy.gates.iter().filter(|g| g.subject == *subject) {
        match gate.test {
            Test::Yes => points.extend([0.0, 1.0]),
            Test::AtLeast(bound) | Test::AtMost(bound) => points.push(bound),
        }
    }
    points
}
