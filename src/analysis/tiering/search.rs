//! The smallest changes that bring an account across a line.
//!
//! A change is measured by |Δu|, how far the utility of its criterion moves (for a cell that several
//! criteria read: their weighted mean). Among all values of a cell only those can be nearest where a
//! scale jumps, bends or ends, or where the score crosses the line on a sloping part; each candidate
//! is tried by the policy itself, so that no answer is given that does not hold. Of two changes
//! together the cheapest has one of them at such a bend, since between bends both cost and score are
//! linear.

use super::cell::{Answer, Cell, word, words};
use super::judge::Judge;
use super::score::{Known, bounds, total_weight, utility, weight};
use super::{Change, TIE, scale, subject};
use crate::order::InOrder;
use crate::policy::{Criterion, Scale, Test};

/// The tier that is wanted in the low case.
#[derive(Debug, Clone, Copy)]
pub enum Goal {
    /// This one or better.
    AtLeast(usize),
    /// This one or worse.
    AtMost(usize),
}

/// What to try, and the value that it stands for.
#[derive(Debug, Clone, Copy)]
struct Candidate<'a> {
    answer: Answer<'a>,
    line: Option<f64>,
}

impl<'a> Candidate<'a> {
    fn number(cell: Cell<'a>, (value, line): (f64, f64)) -> Self {
        Self {
            answer: Answer::number(cell, value),
            line: Some(line),
        }
    }
}

/// A search for one account.
pub struct Search<'a> {
    /// Says which tier it would have.
    pub judge: &'a Judge<'a>,
    /// What is known of it.
    pub known: &'a Known,
    /// From where the changes are made.
    pub start: &'a Known,
    /// What is wanted.
    pub goal: Goal,
}

impl<'a> Search<'a> {
    /// Single changes that are enough, the cheapest first, and a pair that is cheaper.
    pub fn changes(&self, cells: &[Cell<'a>]) -> (Vec<Change>, Option<(Change, Change)>) {
        let alone = cells.iter().filter_map(|cell| self.nearest(*cell, None));
        let mut single: Vec<Change> = alone.collect();
        single.order_by(|a, b| {
            a.cost
                .total_cmp(&b.cost)
                .then(a.criterion.cmp(&b.criterion))
        });
        let mut best = single.first().map_or(f64::INFINITY, |c| c.cost) - 1e-9;
        let mut pair = None;
        for first in cells {
            for candidate in self.bends(*first) {
                let one = self.change(&candidate);
                let Some(one) = one.filter(|c| c.cost > 0.0 && c.cost < best) else {
                    continue;
                };
                for second in cells.iter().filter(|c| *c != first) {
                    let two = self.nearest(*second, Some(&candidate.answer));
                    if let Some(two) = two.filter(|two| one.cost + two.cost < best) {
                        best = one.cost + two.cost;
                        pair = Some((one.clone(), two));
                    }
                }
            }
        }
        let ordered = pair.map(|(a, b)| {
            if a.criterion < b.criterion {
                (a, b)
            } else {
                (b, a)
            }
        });
        (single, ordered)
    }

    /// The value of a cell nearest to its own that is enough, beside another change.
    fn nearest(&self, cell: Cell<'a>, beside: Option<&Answer<'_>>) -> Option<Change> {
        let policy = self.judge.policy;
        let mut known = self.start.clone();
        if let Some(other) = beside {
            known.set(policy, other);
        }
        let mut candidates = self.bends(cell);
        candidates.extend(self.crossings(cell, &known));
        let mut best: Option<Change> = None;
        for candidate in candidates {
            let Some(change) = self.change(&candidate) else {
                continue;
            };
            let closer = |b: &Change| {
                let distance = |c: &Change| (c.to - c.from).abs();
                change.cost < b.cost - 1e-12
                    || (change.cost <= b.cost + 1e-12 && distance(&change) < distance(b))
            };
            if change.cost > 0.0 && best.as_ref().is_none_or(closer) {
                known.set(policy, &candidate.answer);
                if self.enough(&known) {
                    best = Some(change);
                }
            }
        }
        best
    }

    fn change(&self, candidate: &Candidate<'_>) -> Option<Change> {
        let policy = self.judge.policy;
        let cell = candidate.answer.cell;
        let place = policy.criteria.iter().position(|c| Cell::of(c) == cell)?;
        let from = (*self.known.criteria.get(place)?)?;
        let to = candidate.answer.of(policy.criteria.get(place)?)?;
        let (mut moved, mut total) = (0.0, 0.0);
        for (criterion, value) in self.readers(cell, self.known) {
            let to = candidate.answer.of(criterion)?;
            let step = utility(&criterion.scale, to) - utility(&criterion.scale, value?);
            moved += weight(criterion) * step.abs();
            total += weight(criterion);
        }
        Some(Change {
            subject: cell.subject.clone(),
            criterion: place,
            from,
            to,
            line: candidate.line.unwrap_or(to),
            from_word: cell.words.then(|| self.judge.word(cell.subject)).flatten(),
            word: word(policy, &candidate.answer).map(str::to_owned),
            cost: moved / total,
        })
    }

    fn readers<'k>(
        &'k self,
        cell: Cell<'k>,
        known: &'k Known,
    ) -> impl Iterator<Item = (&'k Criterion, Option<f64>)> {
        let criteria = self.judge.policy.criteria.iter().zip(&known.criteria);
        let same = criteria.filter(move |(c, _)| Cell::of(c) == cell);
        same.map(|(c, value)| (c, *value))
    }

    /// Values at which the cell's scales and gates jump, bend or end, from either side; all its words.
    fn bends(&self, cell: Cell<'a>) -> Vec<Candidate<'a>> {
        let policy = self.judge.policy;
        if cell.words {
            let words = words(policy, cell).into_iter();
            return words
                .map(|answer| Candidate { answer, line: None })
                .collect();
        }
        let mut values: Vec<(f64, f64)> = Vec::new();
        let both = |value: f64| sides(cell, value);
        let alone = self.readers(cell, self.known).count() < 2;
        for (criterion, value) in self.readers(cell, self.known) {
            if let Some(value) = value.filter(|_| !alone) {
                // The cost of a change bends where a criterion is worth what it is worth now.
                let same = scale::inverse(&criterion.scale, utility(&criterion.scale, value));
                values.extend(same.into_iter().flat_map(both));
            }
            match &criterion.scale {
                // Yes/no has no neighbours.
                Scale::YesNo => values.extend([(0.0, 0.0), (1.0, 1.0)]),
                Scale::Quantile { points, .. } if !alone => {
                    values.extend(points.iter().flat_map(|(value, _)| both(*value)));
                }
                other => values.extend(scale::bends(other).into_iter().flat_map(both)),
            }
        }
        for gate in policy.gates.iter().filter(|g| Cell::of_gate(g) == cell) {
            let bends = scale::gate_bends(&gate.test).into_iter();
            match gate.test {
                Test::AtLeast(_) | Test::AtMost(_) => values.extend(bends.flat_map(both)),
                _ => values.extend(bends.map(|v| (v, v))),
            }
        }
        possible(cell, values)
    }

    /// Values on sloping parts at which the score meets the line, or lies just beyond it.
    fn crossings(&self, cell: Cell<'a>, known: &Known) -> Vec<Candidate<'a>> {
        if cell.words {
            return Vec::new();
        }
        let goals = match self.goal {
            Goal::AtLeast(tier) => self.judge.goals(known, tier, true),
            Goal::AtMost(tier) => self.judge.goals(known, tier.saturating_sub(1), false),
        };
        let alone = self.readers(cell, known).count() < 2;
        let mut values: Vec<(f64, f64)> = Vec::new();
        for (score, line) in goals {
            let (at, said) = if alone {
                (
                    self.inverse(cell, known, score),
                    self.inverse(cell, known, line),
                )
            } else {
                (
                    self.solved(cell, known, score),
                    self.solved(cell, known, line),
                )
            };
            // A score beyond the line may have no value on a part where the line has one.
            let paired = at.len() == said.len();
            let said = if paired { said } else { at.clone() };
            values.extend(at.into_iter().zip(said));
        }
        if subject::is_whole(cell.subject) {
            let whole = |(v, _): &(f64, f64)| [(v.floor(), v.floor()), (v.ceil(), v.ceil())];
            values = values.iter().flat_map(whole).collect();
        }
        possible(cell, values)
    }

    /// Values of a cell that one criterion reads at which the score is this.
    fn inverse(&self, cell: Cell<'a>, known: &Known, score: f64) -> Vec<f64> {
        let policy = self.judge.policy;
        let point = 100.0 / total_weight(policy);
        let low = bounds(policy, known).low;
        let mut values = Vec::new();
        for (criterion, value) in self.readers(cell, known) {
            let Some(value) = value else { continue };
            let part = point * weight(criterion);
            let rest = low - part * utility(&criterion.scale, value);
            let u = (score - rest) / part;
            if (-TIE..=1.0 + TIE).contains(&u) {
                values.extend(scale::inverse(&criterion.scale, u.clamp(0.0, 1.0)));
            }
        }
        values
    }

    /// The same for a cell that several criteria read: their sum is linear from bend to bend.
    fn solved(&self, cell: Cell<'a>, known: &Known, score: f64) -> Vec<f64> {
        let mut bends: Vec<f64> = self.bends(cell).iter().filter_map(|c| c.line).collect();
        bends.order_by(f64::total_cmp);
        bends.dedup();
        let at = |value: f64| {
            let mut known = known.clone();
            known.set(self.judge.policy, &Answer::number(cell, value));
            bounds(self.judge.policy, &known).low
        };
        let mut values = Vec::new();
        for (from, to) in bends.iter().zip(bends.iter().skip(1)) {
            let (start, end) = (at(from.next_up()), at(to.next_down()));
            let part = (score - start) / (end - start);
            if (-TIE..=1.0 + TIE).contains(&part) {
                values.push(from + (to - from) * part);
            }
        }
        values
    }

    /// Whether the policy itself says so.
    fn enough(&self, known: &Known) -> bool {
        let tier = self.judge.tier(known);
        match self.goal {
            Goal::AtLeast(wanted) => tier <= wanted,
            Goal::AtMost(wanted) => tier >= wanted,
        }
    }
}

/// Of these values those that the cell can have.
fn possible(cell: Cell<'_>, mut values: Vec<(f64, f64)>) -> Vec<Candidate<'_>> {
    let domain = subject::domain(cell.subject);
    values.retain(|(value, _)| domain.contains(value));
    let values = values.into_iter();
    values.map(|both| Candidate::number(cell, both)).collect()
}

/// A value and its neighbours, where a step may lie; whole numbers have the next ones.
fn sides(cell: Cell<'_>, value: f64) -> Vec<(f64, f64)> {
    let own = (value, value);
    if subject::is_whole(cell.subject) {
        let (below, above) = (value.floor() - 1.0, value.ceil() + 1.0);
        let around = [value.floor(), value.ceil(), below, above];
        around.map(|v| (v, v)).into()
    } else {
        vec![own, (value.next_down(), value), (value.next_up(), value)]
    }
}
