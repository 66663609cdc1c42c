//! Quantile scales: where a value stands among those that the book had when the policy was saved.

use super::subject::value;
use crate::book::Book;
use crate::order::InOrder;
use crate::policy::{Criterion, Scale, Subject, TierPolicy};

/// How far a mid-rank between the points of a frozen scale may be off: a hundredth of the book.
const STEP: f64 = 0.01;

/// The policy with its quantile scales frozen on this book, also those of its overrides; scales
/// that were frozen before stay as they are.
pub fn frozen(book: &Book, policy: &TierPolicy) -> TierPolicy {
    let mut policy = policy.clone();
    let overrides = policy.overrides.iter_mut().flat_map(|o| &mut o.criteria);
    for criterion in policy.criteria.iter_mut().chain(overrides) {
        freeze(book, criterion);
    }
    policy
}

fn freeze(book: &Book, criterion: &mut Criterion) {
    let Scale::Quantile { points, descending } = &mut criterion.scale else {
        return;
    };
    if points.is_empty() {
        *points = mid_ranks(&sorted(book, &criterion.subject));
        if *descending {
            points.iter_mut().for_each(|(_, u)| *u = 1.0 - *u);
        }
    }
}

fn sorted(book: &Book, subject: &Subject) -> Vec<f64> {
    let accounts = book.accounts.iter();
    let known = accounts.filter_map(|a| value(book, a, subject, None));
    let mut values: Vec<f64> = known.collect();
    values.order_by(f64::total_cmp);
    values
}

/// (value, mid-rank) for each distinct of these ascending values: the share of values below plus
/// half the share of equal ones (scipy's `percentileofscore(kind="mean") / 100`).
///
/// ```
/// use kamlens::analysis::tiering::mid_ranks;
/// assert_eq!(mid_ranks(&[1.0, 2.0, 2.0, 5.0]), [(1.0, 0.125), (2.0, 0.5), (5.0, 0.875)]);
/// ```
pub fn mid_ranks(sorted: &[f64]) -> Vec<(f64, f64)> {
    let count = sorted.len() as f64;
    let mut below = 0;
    let mut all = Vec::new();
    for group in sorted.chunk_by(|a, b| a == b) {
        let rank = (below as f64 + group.len() as f64 / 2.0) / count;
        all.extend(group.first().map(|value| (*value, rank)));
        below += group.len();
    }
    thinned(all)
}

/// Of very many points those that are needed: what lies between two that are kept has a rank between
/// theirs, less than [`STEP`] from either, or does not exist. At most some 200 remain.
fn thinned(all: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    let mut kept: Vec<(f64, f64)> = Vec::new();
    let mut next = all.iter().skip(1);
    for point in &all {
        let after = next.next();
        let far = |last: &(f64, f64)| after.is_none_or(|(_, rank)| rank - last.1 >= STEP);
        if kept.last().is_none_or(far) {
            kept.push(*point);
        }
    }
    kept
}

/// The utility at a value: linear between the points, clamped outside; ½ without any point.
pub fn utility(points: &[(f64, f64)], value: f64) -> f64 {
    let above = points.partition_point(|(v, _)| *v < value);
    match (
        above.checked_sub(1).and_then(|i| points.get(i)),
        points.get(above),
    ) {
        (None, None) => 0.5,
        (Some((_, u)), None) | (None, Some((_, u))) => *u,
        (Some((v0, u0)), Some((v1, u1))) => u0 + (u1 - u0) * (value - v0) / (v1 - v0),
    }
}
