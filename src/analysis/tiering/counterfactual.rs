//! What would have to be otherwise for an account to be one tier higher or lower.
//!
//! Only known cells are changed; unknown ones stay at their worst, so that what is said holds for
//! certain. Upward, the gates that do not hold come first, and everything else is said for an account
//! at which they just hold: a margin of 11 % under a gate of 15 % is taken as 15 %.

use super::cell::{Answer, Cell, words};
use super::judge::Judge;
use super::score::{Known, state, weight};
use super::search::{Goal, Search};
use super::{Change, GateState, TiersReport};
use crate::book::{AccountId, Book};
use crate::policy::{Gate, Test, TierPolicy};

/// How an account would come into another tier.
#[derive(Debug, Clone, PartialEq)]
pub struct Way {
    /// The tier: index into the report's tiers.
    pub tier: usize,
    /// Gates (index into the policy's). Upward: those that do not hold for certain and would have to
    /// first. Downward: those that hold, each of which alone would be enough if it failed.
    pub gates: Vec<usize>,
    /// Nothing else is needed once these gates hold (upward only).
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
/// the account. Where capacities decide, the other accounts stay as they are; a change of the amount
/// that a share is of moves the lines with it, so there what is said holds, but may not be the least.
pub fn counterfactual(
    book: &Book,
    report: &TiersReport,
    account: AccountId,
) -> Option<Counterfactual> {
    let policy = report.policy.as_ref()?;
    let known = Known::of(policy, book, book.account(account)?, None);
    let judge = Judge::new(book, report, policy, account);
    known.assessable(policy).then(|| ways(&judge, &known))
}

fn ways(judge: &Judge<'_>, known: &Known) -> Counterfactual {
    let now = judge.tier(known);
    let worst = judge.policy.tiers.len().saturating_sub(1);
    let up = now.checked_sub(1);
    let down = Some(now + 1).filter(|tier| *tier <= worst);
    Counterfactual {
        up: up.map(|tier| upward(judge, known, tier)),
        down: down.map(|tier| downward(judge, known, tier)),
    }
}

fn upward(judge: &Judge<'_>, known: &Known, tier: usize) -> Way {
    let policy = judge.policy;
    // Unknown gates count as failed in the low case: they would have to hold, too.
    let gates = gates(policy, known, |cap, held| cap > tier && !held);
    let start = holding(policy, known, &gates);
    let gates_suffice = !gates.is_empty() && judge.tier(&start) <= tier;
    let search = Search {
        judge,
        known,
        start: &start,
        goal: Goal::AtLeast(tier),
    };
    let (single, pair) = if gates_suffice {
        (Vec::new(), None)
    } else {
        search.changes(&cells(policy, known, |cell| influenceable(policy, *cell)))
    };
    Way {
        tier,
        gates,
        gates_suffice,
        single,
        pair,
    }
}

fn downward(judge: &Judge<'_>, known: &Known, tier: usize) -> Way {
    let search = Search {
        judge,
        known,
        start: known,
        goal: Goal::AtMost(tier),
    };
    let (single, pair) = search.changes(&cells(judge.policy, known, |_| true));
    Way {
        tier,
        gates: gates(judge.policy, known, |cap, held| cap >= tier && held),
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

/// What is known, with these gates just holding.
fn holding(policy: &TierPolicy, known: &Known, gates: &[usize]) -> Known {
    let mut known = known.clone();
    for (at, gate) in gates
        .iter()
        .filter_map(|at| Some((*at, policy.gates.get(*at)?)))
    {
        let held = known.gates.get(at).copied().flatten();
        if state(gate, held) != GateState::Passed
            && let Some(answer) = least(policy, gate)
        {
            known.set(policy, &answer);
        }
    }
    known
}

/// The answer at which a gate just holds. Of several words one that other gates let pass, too.
fn least<'a>(policy: &'a TierPolicy, gate: &'a Gate) -> Option<Answer<'a>> {
    let cell = Cell::of_gate(gate);
    let value = match gate.test {
        Test::Yes => 1.0,
        Test::No => 0.0,
        Test::AtLeast(bound) | Test::AtMost(bound) => bound,
        Test::OneOf(_) => {
            let passed = |answer: &Answer<'_>| {
                let gates = policy.gates.iter();
                gates.filter(|g| answer.of_gate(g) == Some(1.0)).count()
            };
            let words = words(policy, cell).into_iter();
            // `max_by_key` takes the last of equals: the first is meant.
            let words = words.rev().filter(|a| a.of_gate(gate) == Some(1.0));
            return words.max_by_key(passed);
        }
    };
    Some(Answer::number(cell, value))
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
