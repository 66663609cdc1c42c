//! Which unknown cell of an account is worth finding out first.

use super::cell::{Answer, Cell, words};
use super::score::{Bounds, Known, bounds, bounds_if, span, total_weight, weight};
use super::{scale, subject};
use crate::order::InOrder;
use crate::policy::{Criterion, Scale, Subject, Test, TierPolicy};

/// An unknown cell, and what finding it out brings at least.
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
pub fn first(policy: &TierPolicy, all: &[Worth]) -> Option<Worth> {
    let heavy = |worth: &Worth| {
        let subject = subject_at(policy, worth.index);
        subject.map_or(0.0, |s| subject_weight(policy, s))
    };
    let mut best: Option<(Worth, f64)> = None;
    for worth in all {
        let weight = heavy(worth);
        let better = best.is_none_or(|(b, heaviest)| {
            worth.left < b.left || (worth.left == b.left && weight > heaviest)
        });
        if better {
            best = Some((*worth, weight));
        }
    }
    best.map(|(worth, _)| worth)
}

/// Every unknown cell that counts, in the policy's order.
pub fn all(policy: &TierPolicy, known: &Known) -> Vec<Worth> {
    let base = bounds(policy, known);
    let left = |cell: Cell<'_>| {
        answers(policy, known, cell, &base)
            .iter()
            .map(|answer| bounds_if(policy, known, Some(answer)).possible)
            .max()
            .unwrap_or(usize::MAX)
    };
    unknown(policy, known)
        .into_iter()
        .map(|(index, cell)| Worth {
            index,
            left: left(cell),
        })
        .collect()
}

/// What a criterion (index) or gate (criteria + index) looks at.
pub fn subject_at(policy: &TierPolicy, index: usize) -> Option<&Subject> {
    match index.checked_sub(policy.criteria.len()) {
        None => policy.criteria.get(index).map(|c| &c.subject),
        Some(gate) => policy.gates.get(gate).map(|g| &g.subject),
    }
}

/// A column whose unknown cells keep tiers open.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnWorth {
    /// What the column holds.
    pub subject: Subject,
    /// Unknown cells of accounts without a firm tier.
    pub cells: usize,
    /// Accounts that would be firm whatever these cells turn out to say.
    pub firm: usize,
    /// Possible tiers that would be ruled out in any case, summed over the accounts.
    pub ruled_out: usize,
}

/// Sums the worth of cells by column.
#[derive(Debug, Default)]
pub struct ByColumn(Vec<ColumnWorth>);

impl ByColumn {
    /// Adds an account with so many possible tiers.
    pub fn add(&mut self, policy: &TierPolicy, possible: usize, all: &[Worth]) {
        for worth in all {
            let Some(subject) = subject_at(policy, worth.index) else {
                continue;
            };
            let place = self.0.iter().position(|c| c.subject == *subject);
            let place = place.unwrap_or_else(|| {
                self.0.push(ColumnWorth {
                    subject: subject.clone(),
                    cells: 0,
                    firm: 0,
                    ruled_out: 0,
                });
                self.0.len() - 1
            });
            if let Some(column) = self.0.get_mut(place) {
                column.cells += 1;
                column.firm += usize::from(worth.left <= 1);
                column.ruled_out += possible.saturating_sub(worth.left);
            }
        }
    }

    /// The columns, the one most worth finding out first: by accounts made firm, then by tiers
    /// ruled out, then by weight, then as the policy has them.
    pub fn sorted(mut self, policy: &TierPolicy) -> Vec<ColumnWorth> {
        let weight = |column: &ColumnWorth| subject_weight(policy, &column.subject);
        let place = |column: &ColumnWorth| {
            let count = policy.criteria.len() + policy.gates.len();
            (0..count).position(|at| subject_at(policy, at) == Some(&column.subject))
        };
        self.0.order_by(|a, b| {
            (b.firm, b.ruled_out)
                .cmp(&(a.firm, a.ruled_out))
                .then(weight(b).total_cmp(&weight(a)))
                .then(place(a).cmp(&place(b)))
        });
        self.0
    }
}

/// What is unknown and counts: criteria with weight, then gates; each subject once.
fn unknown<'a>(policy: &'a TierPolicy, known: &Known) -> Vec<(usize, Cell<'a>)> {
    let criteria = policy.criteria.iter().zip(&known.criteria).enumerate();
    let criteria = criteria
        .filter(|(_, (c, v))| v.is_none() && weight(c) > 0.0)
        .map(|(i, (c, _))| (i, Cell::of(c)));
    let gates = policy.gates.iter().zip(&known.gates).enumerate();
    let gates = gates
        .filter(|(_, (_, v))| v.is_none())
        .map(|(i, (g, _))| (policy.criteria.len() + i, Cell::of_gate(g)));
    let mut all: Vec<(usize, Cell<'_>)> = Vec::new();
    for (index, cell) in criteria.chain(gates) {
        if !all.iter().any(|(_, c)| *c == cell) {
            all.push((index, cell));
        }
    }
    all
}

fn subject_weight(policy: &TierPolicy, subject: &Subject) -> f64 {
    let same = policy.criteria.iter().filter(|c| c.subject == *subject);
    same.map(weight).sum()
}

/// Answers that stand for all. A word: each that the policy knows, and any other. A number: between
/// two neighbouring breakpoints the outcome does not change, so the breakpoints, the middles between
/// them and a value beyond either end will do.
fn answers<'a>(
    policy: &'a TierPolicy,
    known: &Known,
    cell: Cell<'a>,
    base: &Bounds,
) -> Vec<Answer<'a>> {
    if cell.words {
        return words(policy, cell);
    }
    let mut points = bends(policy, cell);
    if points == [0.0, 1.0] && is_yes_no(policy, cell) {
        return numbers(cell, &points);
    }
    points.extend(crossings(policy, known, cell, base, &points));
    ascending(&mut points);
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return numbers(cell, &[0.0, 1.0]);
    };
    let mut all = vec![first - first.abs().max(1.0), last + last.abs().max(1.0)];
    let pairs = points.iter().zip(points.iter().skip(1));
    all.extend(pairs.map(|(a, b)| (a + b) / 2.0));
    all.extend(points);
    if subject::is_whole(cell.subject) {
        all = all.iter().flat_map(|v| [v.floor(), v.ceil()]).collect();
    }
    let (least, most) = subject::domain(cell.subject).into_inner();
    let mut all: Vec<f64> = all.iter().map(|v| v.clamp(least, most)).collect();
    ascending(&mut all);
    numbers(cell, &all)
}

fn numbers<'a>(cell: Cell<'a>, values: &[f64]) -> Vec<Answer<'a>> {
    let values = values.iter();
    values.map(|v| Answer::number(cell, *v)).collect()
}

fn ascending(values: &mut Vec<f64>) {
    values.retain(|v| v.is_finite());
    values.order_by(f64::total_cmp);
    values.dedup();
}

fn readers<'a>(policy: &'a TierPolicy, cell: Cell<'a>) -> impl Iterator<Item = &'a Criterion> {
    policy.criteria.iter().filter(move |c| Cell::of(c) == cell)
}

fn is_yes_no(policy: &TierPolicy, cell: Cell<'_>) -> bool {
    let gates = policy.gates.iter().filter(|g| Cell::of_gate(g) == cell);
    readers(policy, cell).all(|c| c.scale == Scale::YesNo)
        && gates
            .into_iter()
            .all(|g| matches!(g.test, Test::Yes | Test::No))
}

/// Where the scales and tests of a cell jump, bend or end, ascending.
fn bends(policy: &TierPolicy, cell: Cell<'_>) -> Vec<f64> {
    let alone = readers(policy, cell).count() < 2;
    let mut points: Vec<f64> = Vec::new();
    for criterion in readers(policy, cell) {
        match &criterion.scale {
            Scale::Quantile { points: all, .. } if !alone => {
                points.extend(all.iter().map(|(value, _)| *value));
            }
            other => points.extend(scale::bends(other)),
        }
    }
    for gate in policy.gates.iter().filter(|g| Cell::of_gate(g) == cell) {
        points.extend(scale::gate_bends(&gate.test));
    }
    ascending(&mut points);
    points
}

/// Values at which the score of the low or of the high case meets a cut-off.
fn crossings(
    policy: &TierPolicy,
    known: &Known,
    cell: Cell<'_>,
    base: &Bounds,
    bends: &[f64],
) -> Vec<f64> {
    let mut readers = readers(policy, cell).filter(|c| weight(c) > 0.0);
    match (readers.next(), readers.next()) {
        (None, _) => Vec::new(),
        (Some(only), None) => alone(policy, only, base),
        _ => together(policy, known, cell, bends),
    }
}

/// A single criterion: by the inverse of its scale.
fn alone(policy: &TierPolicy, criterion: &Criterion, base: &Bounds) -> Vec<f64> {
    let points_of_one = 100.0 * weight(criterion) / total_weight(policy);
    let (least, most) = span(&criterion.scale);
    // The low case holds this criterion at its least, the high case at its most.
    let starts = [
        base.low - points_of_one * least,
        base.high - points_of_one * most,
    ];
    let mut points = Vec::new();
    for start in starts {
        for tier in &policy.tiers {
            let u = (tier.cutoff - start) / points_of_one;
            points.extend(scale::inverse(&criterion.scale, u.clamp(0.0, 1.0)));
        }
    }
    points
}

/// Several criteria: their sum is linear from bend to bend.
fn together(policy: &TierPolicy, known: &Known, cell: Cell<'_>, bends: &[f64]) -> Vec<f64> {
    let scores = |value: f64| {
        let found = bounds_if(policy, known, Some(&Answer::number(cell, value)));
        [found.low, found.high]
    };
    let mut points = Vec::new();
    for (from, to) in bends.iter().zip(bends.iter().skip(1)) {
        let ends = scores(from.next_up())
            .into_iter()
            .zip(scores(to.next_down()));
        for (start, end) in ends.filter(|(start, end)| start != end) {
            let at = |tier: &crate::policy::Tier| (tier.cutoff - start) / (end - start);
            let parts = policy.tiers.iter().map(at);
            let inside = parts.filter(|part| (0.0..=1.0).contains(part));
            points.extend(inside.map(|part| from + (to - from) * part));
        }
    }
    points
}
