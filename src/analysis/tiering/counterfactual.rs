//! What would have to be otherwise for an account to be one tier higher or lower.
//!
//! Only known cells are changed; unknown ones stay at their worst, so that what is said holds for
//! certain. A change is measured by |Δu|, how far the utility of its criterion moves (for a cell
//! that several criteria read: their weighted mean). Among all values of a cell only those can be
//! nearest where a scale jumps, bends or ends, or where the score crosses the cut-off on a sloping
//! part; each candidate is tried by the policy itself, so that no answer is given that does not
//! hold. Of two changes together the cheapest has one of them at such a bend, since between bends
//! both cost and score are linear.

use super::TIE;
use super::scale;
use super::score::{Bounds, Cell, Known, bounds, state, total_weight, utility, weight};
use super::{Change, GateState, TiersReport, subject};
use crate::book::{AccountId, Book};
use crate::order::InOrder;
use crate::policy::{Places, Scale, Test, TierPolicy};

/// How far beyond a line a downward change goes, in points: cut-offs are inclusive.
const BEYOND: f64 = 1e-6;

/// How an account would come into another tier.
#[derive(Debug, Clone, PartialEq)]
pub struct Way {
    /// The tier: index into the report's tiers.
    pub tier: usize,
    /// Gates (index into the policy's). Upward: those that do not hold for certain and would have to
    /// first. Downward: those that hold, each of which alone would be enough if it failed.
    pub gates: Vec<usize>,
    /// The score is high enough once these gates hold (upward only).
    pub gates_suffice: bool,
    /// Single changes that are enough, the smallest first; upward only what can be influenced.
    pub single: Vec<Change>,
    /// The cheapest two changes together, where they cost less than any single one.
    pub pair: Option<(Change, Change)>,
}

/// The next tier up and the next one down.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Counterfactual {
    /// Up; none for the best tier.
    pub up: Option<Way>,
    /// Down; none for the worst tier.
    pub down: Option<Way>,
}

/// Both ways of an account of the report; `None` where no policy was applied, or nothing is known of
/// the account. Capacities count as the cut-offs at which they now stand.
pub fn counterfactual(
    book: &Book,
    report: &TiersReport,
    account: AccountId,
) -> Option<Counterfactual> {
    let mut policy = report.policy.clone()?;
    policy.places = Places::CutOffs;
    for (tier, shown) in policy.tiers.iter_mut().zip(&report.tiers) {
        tier.cutoff = shown.cutoff;
    }
    let known = Known::of(&policy, book, book.account(account)?, None);
    known.assessable(&policy).then(|| ways(&policy, &known))
}

/// Both ways by cut-offs.
fn ways(policy: &TierPolicy, known: &Known) -> Counterfactual {
    let now = bounds(policy, known);
    let worst = policy.tiers.len().saturating_sub(1);
    let up = now.tier_low.checked_sub(1);
    let down = Some(now.tier_low + 1).filter(|tier| *tier <= worst);
    Counterfactual {
        up: up.map(|tier| upward(policy, known, &now, tier)),
        down: down.map(|tier| downward(policy, known, tier)),
    }
}

fn upward(policy: &TierPolicy, known: &Known, now: &Bounds, tier: usize) -> Way {
    // Unknown gates count as failed in the low case: they would have to hold, too.
    let gates = gates(policy, known, |gate_cap, held| gate_cap > tier && !held);
    let line = policy.tiers.get(tier).map_or(0.0, |t| t.cutoff);
    let gates_suffice = !gates.is_empty() && now.low + TIE >= line;
    let (mut policy, mut known) = (policy.clone(), known.clone());
    for at in gates.iter().rev() {
        policy.gates.remove(*at);
        known.gates.remove(*at);
    }
    let search = Search {
        policy: &policy,
        known: &known,
        goal: Goal::AtLeast(tier),
        line,
    };
    let (single, pair) = if gates_suffice {
        (Vec::new(), None)
    } else {
        let can = |cell: &Cell<'_>| influenceable(&policy, *cell);
        search.changes(&cells(&policy, &known, can))
    };
    Way {
        tier,
        gates,
        gates_suffice,
        single,
        pair,
    }
}

fn downward(policy: &TierPolicy, known: &Known, tier: usize) -> Way {
    let above = policy.tiers.get(tier.saturating_sub(1));
    let search = Search {
        policy,
        known,
        goal: Goal::AtMost(tier),
        line: above.map_or(0.0, |t| t.cutoff),
    };
    let (single, pair) = search.changes(&cells(policy, known, |_| true));
    Way {
        tier,
        gates: gates(policy, known, |gate_cap, held| gate_cap >= tier && held),
        gates_suffice: false,
        single,
        pair,
    }
}

/// Gates of which this is true: their cap, and whether they hold for certain.
fn gates(policy: &TierPolicy, known: &Known, wanted: impl Fn(usize, bool) -> bool) -> Vec<usize> {
    let gates = policy.gates.iter().zip(&known.gates).enumerate();
    let held = gates.map(|(at, (g, v))| (at, g.cap, state(g, *v) == GateState::Passed));
    held.filter(|(_, cap, held)| wanted(*cap, *held))
        .map(|(at, ..)| at)
        .collect()
}

/// Known cells that weigh something, each once, in the policy's order.
fn cells<'a>(
    policy: &'a TierPolicy,
    known: &Known,
    wanted: impl Fn(&Cell<'_>) -> bool,
) -> Vec<Cell<'a>> {
    let mut all: Vec<Cell<'a>> = Vec::new();
    for (criterion, value) in policy.criteria.iter().zip(&known.criteria) {
        let cell = Cell::of(criterion);
        if value.is_some() && weight(criterion) > 0.0 && !all.contains(&cell) && wanted(&cell) {
            all.push(cell);
        }
    }
    all
}

fn influenceable(policy: &TierPolicy, cell: Cell<'_>) -> bool {
    let mut all = policy.criteria.iter();
    all.any(|c| Cell::of(c) == cell && c.influenceable)
}

/// The tier that is wanted in the low case.
#[derive(Debug, Clone, Copy)]
enum Goal {
    /// This one or better.
    AtLeast(usize),
    /// This one or worse.
    AtMost(usize),
}

/// A value to try, and the line that it stands for.
type Candidate = (f64, f64);

struct Search<'a> {
    policy: &'a TierPolicy,
    known: &'a Known,
    goal: Goal,
    /// The cut-off to reach or to fall below.
    line: f64,
}

impl Search<'_> {
    /// Single changes that are enough, the cheapest first, and a pair that is cheaper.
    fn changes(&self, cells: &[Cell<'_>]) -> (Vec<Change>, Option<(Change, Change)>) {
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
                let one = self.change(*first, candidate);
                let Some(one) = one.filter(|c| c.cost > 0.0 && c.cost < best) else {
                    continue;
                };
                for second in cells.iter().filter(|c| *c != first) {
                    let two = self.nearest(*second, Some((*first, one.to)));
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
    fn nearest(&self, cell: Cell<'_>, beside: Option<(Cell<'_>, f64)>) -> Option<Change> {
        let mut known = self.known.clone();
        if let Some((other, value)) = beside {
            known.set(self.policy, other, value);
        }
        let mut candidates = self.bends(cell);
        candidates.extend(self.crossings(cell, &known));
        let mut best: Option<Change> = None;
        for candidate in candidates {
            let Some(change) = self.change(cell, candidate) else {
                continue;
            };
            let closer = |b: &Change| {
                let distance = |c: &Change| (c.to - c.from).abs();
                change.cost < b.cost - 1e-12
                    || (change.cost <= b.cost + 1e-12 && distance(&change) < distance(b))
            };
            if change.cost > 0.0 && best.as_ref().is_none_or(closer) {
                known.set(self.policy, cell, change.to);
                if self.enough(&known) {
                    best = Some(change);
                }
            }
        }
        best
    }

    fn change(&self, cell: Cell<'_>, (to, line): Candidate) -> Option<Change> {
        let mut all = self.policy.criteria.iter();
        let place = all.position(|c| Cell::of(c) == cell)?;
        let from = (*self.known.criteria.get(place)?)?;
        let (mut moved, mut total) = (0.0, 0.0);
        for criterion in self.policy.criteria.iter().filter(|c| Cell::of(c) == cell) {
            let step = utility(&criterion.scale, to) - utility(&criterion.scale, from);
            moved += weight(criterion) * step.abs();
            total += weight(criterion);
        }
        Some(Change {
            subject: cell.subject.clone(),
            criterion: place,
            from,
            to,
            line,
            cost: moved / total,
        })
    }

    /// Values at which the cell's scales and gates jump, bend or end, from either side.
    fn bends(&self, cell: Cell<'_>) -> Vec<Candidate> {
        let mut values: Vec<Candidate> = Vec::new();
        let both = |value: &f64| sides(cell, *value);
        for criterion in self.policy.criteria.iter().filter(|c| Cell::of(c) == cell) {
            let bends = scale::bends(&criterion.scale);
            match &criterion.scale {
                // Words and yes/no have no neighbours.
                Scale::YesNo | Scale::Categories { .. } => {
                    values.extend(bends.iter().map(|v| (*v, *v)));
                }
                _ => values.extend(bends.iter().flat_map(both)),
            }
        }
        for gate in self
            .policy
            .gates
            .iter()
            .filter(|g| Cell::of_gate(g) == cell)
        {
            let bends = scale::gate_bends(&gate.test);
            match gate.test {
                Test::AtLeast(_) | Test::AtMost(_) => values.extend(bends.iter().flat_map(both)),
                _ => values.extend(bends.iter().map(|v| (*v, *v))),
            }
        }
        values.retain(|(v, _)| v.is_finite());
        values
    }

    /// Values on sloping parts at which the score meets the line; downward those just beyond it.
    fn crossings(&self, cell: Cell<'_>, known: &Known) -> Vec<Candidate> {
        let point = 100.0 / total_weight(self.policy);
        let low = bounds(self.policy, known).low;
        let mut values = Vec::new();
        let criteria = self.policy.criteria.iter().zip(&known.criteria);
        for (criterion, value) in criteria.filter(|(c, _)| Cell::of(c) == cell) {
            let Some(value) = value else { continue };
            let part = point * weight(criterion);
            let rest = low - part * utility(&criterion.scale, *value);
            let at = |score: f64| {
                let u = (score - rest) / part;
                let sloping = (-TIE..=1.0 + TIE).contains(&u);
                let values = sloping.then(|| scale::inverse(&criterion.scale, u.clamp(0.0, 1.0)));
                values.unwrap_or_default()
            };
            match self.goal {
                Goal::AtLeast(_) => values.extend(at(self.line).into_iter().map(|v| (v, v))),
                Goal::AtMost(_) => {
                    let beyond = at(self.line - BEYOND).into_iter();
                    values.extend(beyond.zip(at(self.line)));
                }
            }
        }
        if subject::is_whole(cell.subject) {
            let whole = |(v, _): &Candidate| [(v.floor(), v.floor()), (v.ceil(), v.ceil())];
            values = values.iter().flat_map(whole).collect();
        }
        values
    }

    /// Whether the policy itself says so.
    fn enough(&self, known: &Known) -> bool {
        let found = bounds(self.policy, known);
        match self.goal {
            Goal::AtLeast(tier) => found.tier_low <= tier,
            Goal::AtMost(tier) => found.tier_low >= tier,
        }
    }
}

/// A value and its neighbours, where a step may lie; whole numbers have the next ones.
fn sides(cell: Cell<'_>, value: f64) -> Vec<Candidate> {
    let own = (value, value);
    if subject::is_whole(cell.subject) {
        let (below, above) = (value - 1.0, value + 1.0);
        vec![own, (below, below), (above, above)]
    } else {
        vec![own, (value.next_down(), value), (value.next_up(), value)]
    }
}
