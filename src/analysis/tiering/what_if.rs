//! Tiers of a whole book again and again, while someone moves a weight or a cut-off.
//!
//! What a policy reads is taken from the accounts once, column by column, and each criterion's
//! utilities are kept while its scale stays; a change of weights or cut-offs is then one pass over
//! flat arrays. The sums are made in the same order as in the report, so the tiers are the same to
//! the last bit.

use std::collections::BTreeSet;

use super::places::{self, Entry};
use super::score::{Bounds, span, state, tier_of, total_weight, utility, weight};
use super::subject::{criterion_value, gate_value};
use super::{GateState, TiersReport, abc};
use crate::book::{AccountId, Book};
use crate::policy::{Criterion, Gate, Places, Scale, Subject, Test, TierPolicy};

/// Width of a bar of the histogram, in points.
pub const BIN: f64 = 2.0;
/// Bars of the histogram, 0 … 100; a score of 100 is in the last.
pub const BINS: usize = 50;
/// Accounts that are scored together: their sums stay in the cache.
const BLOCK: usize = 1024;

/// An account's tier in a report: all that is needed to say who would move.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placed {
    /// The account.
    pub account: AccountId,
    /// Tier of the low case.
    pub tier: u8,
}

/// The assessable accounts of a report in its order. A report's accounts are large: they are passed
/// once, not at every movement.
pub fn placed(report: &TiersReport) -> Vec<Placed> {
    let accounts = report.accounts.iter().filter(|a| a.assessable);
    accounts
        .map(|a| Placed {
            account: a.account,
            tier: a.tier_low as u8,
        })
        .collect()
}

/// The book's cells as policies read them; kept between runs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WhatIf {
    accounts: usize,
    unit: Option<String>,
    /// Whether leads are in the amounts; not yet, before the first run.
    leads_count: Option<bool>,
    amounts: Vec<f64>,
    /// Whose amount is the sum of others'.
    sums: BTreeSet<usize>,
    criteria: Vec<CriterionColumn>,
    gates: Vec<GateColumn>,
}

/// A criterion's utilities, one per account.
#[derive(Debug, Clone, PartialEq)]
struct CriterionColumn {
    subject: Subject,
    scale: Scale,
    low: Vec<f64>,
    /// `None` where every cell is known: as the low ones.
    high: Option<Vec<f64>>,
    known: Vec<bool>,
}

#[derive(Debug, Clone, PartialEq)]
struct GateColumn {
    subject: Subject,
    test: Test,
    states: Vec<GateState>,
}

/// Tiers of all accounts, counted.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tally {
    /// Firm accounts per tier.
    pub firm: Vec<usize>,
    /// Accounts per tier of the low case whose high case is better.
    pub provisional: Vec<usize>,
    /// Accounts of which nothing is known.
    pub not_assessable: usize,
    /// (firm, provisional) accounts per [`BIN`] points of the low score.
    pub bins: Vec<(usize, usize)>,
    /// Tier of the low case per account, in the book's order; `None`: not assessable.
    pub tiers: Vec<Option<u8>>,
}

impl WhatIf {
    /// Scores and tiers all accounts by a policy as it holds ([`TierPolicy::effective`]); for a unit
    /// from what it sees of them. Leads count in the amounts of capacities if they do in the report.
    pub fn run(
        &mut self,
        book: &Book,
        policy: &TierPolicy,
        unit: Option<&str>,
        leads_count: bool,
    ) -> Tally {
        self.take(book, policy, unit, leads_count);
        let columns: Vec<(f64, &CriterionColumn)> = self.parts(policy);
        let gates: Vec<(usize, &GateColumn)> = policy
            .gates
            .iter()
            .filter_map(|gate| Some((gate.cap, self.gates.iter().find(|g| g.is_of(gate))?)))
            .collect();
        let mut tally = Tally::blank(policy, self.accounts);
        let by_place = policy.places != Places::CutOffs;
        // A criterion that is known of every account makes all of them assessable.
        let all_known = columns.iter().any(|(_, c)| c.high.is_none());
        let mut entries = Vec::new();
        let (mut low, mut high) = ([0.0; BLOCK], [0.0; BLOCK]);
        for start in (0..self.accounts).step_by(BLOCK) {
            let count = BLOCK.min(self.accounts - start);
            sum(&columns, start, count, &mut low, &mut high);
            for (at, (low, high)) in low.iter().zip(&high).take(count).enumerate() {
                let at = start + at;
                let (failed, open) = caps(&gates, at);
                let known =
                    all_known || columns.iter().any(|(_, c)| c.known.get(at) == Some(&true));
                let bounds = between(policy, low.min(100.0), high.min(100.0), failed, open);
                if by_place {
                    entries.push(Entry {
                        bounds,
                        amount: self.amounts.get(at).copied().unwrap_or(0.0),
                        assessable: known,
                        is_sum: self.sums.contains(&at),
                    });
                } else {
                    tally.count(&bounds, known);
                }
            }
        }
        if by_place {
            places::assign(policy, &mut entries);
            for entry in &entries {
                tally.count(&entry.bounds, entry.assessable);
            }
        }
        tally
    }

    /// The columns with what a utility of 1 is worth in each, in the policy's order.
    fn parts(&self, policy: &TierPolicy) -> Vec<(f64, &CriterionColumn)> {
        let point = 100.0 / total_weight(policy);
        let weighty = policy.criteria.iter().filter(|c| weight(c) > 0.0);
        weighty
            .filter_map(|criterion| {
                let column = self.criteria.iter().find(|c| c.is_of(criterion))?;
                Some((weight(criterion) * point, column))
            })
            .collect()
    }

    /// Takes from the book what is not there yet, and lets go what no policy reads now.
    fn take(&mut self, book: &Book, policy: &TierPolicy, unit: Option<&str>, leads_count: bool) {
        let same = self.unit.as_deref() == unit && self.accounts == book.accounts.len();
        if !same || self.leads_count != Some(leads_count) {
            let amounts = abc::amounts(book, leads_count);
            let (of, sums) = amounts.map(|a| (a.of, a.sums)).unwrap_or_default();
            let mut of: Vec<f64> = of.into_iter().map(Option::unwrap_or_default).collect();
            of.resize(book.accounts.len(), 0.0);
            *self = Self {
                accounts: book.accounts.len(),
                unit: unit.map(str::to_owned),
                leads_count: Some(leads_count),
                amounts: of,
                sums,
                ..Self::default()
            };
        }
        self.criteria
            .retain(|column| policy.criteria.iter().any(|c| column.is_of(c)));
        for criterion in &policy.criteria {
            if !self.criteria.iter().any(|c| c.is_of(criterion)) {
                self.criteria
                    .push(CriterionColumn::of(book, criterion, unit));
            }
        }
        self.gates
            .retain(|column| policy.gates.iter().any(|g| column.is_of(g)));
        for gate in &policy.gates {
            if !self.gates.iter().any(|g| g.is_of(gate)) {
                self.gates.push(GateColumn::of(book, gate, unit));
            }
        }
    }
}

impl CriterionColumn {
    fn of(book: &Book, criterion: &Criterion, unit: Option<&str>) -> Self {
        let (least, most) = span(&criterion.scale);
        let values = book.accounts.iter();
        let values = values.map(|account| criterion_value(book, account, criterion, unit));
        let mut column = Self {
            subject: criterion.subject.clone(),
            scale: criterion.scale.clone(),
            low: Vec::with_capacity(book.accounts.len()),
            high: None,
            known: Vec::with_capacity(book.accounts.len()),
        };
        let mut high = Vec::with_capacity(book.accounts.len());
        for value in values {
            let worth = value.map(|v| utility(&criterion.scale, v));
            column.low.push(worth.unwrap_or(least));
            high.push(worth.unwrap_or(most));
            column.known.push(worth.is_some());
        }
        let open = column.known.contains(&false);
        column.high = open.then_some(high);
        column
    }

    fn is_of(&self, criterion: &Criterion) -> bool {
        self.subject == criterion.subject && self.scale == criterion.scale
    }
}

impl GateColumn {
    fn of(book: &Book, gate: &Gate, unit: Option<&str>) -> Self {
        let accounts = book.accounts.iter();
        Self {
            subject: gate.subject.clone(),
            test: gate.test.clone(),
            states: accounts
                .map(|account| state(gate, gate_value(book, account, gate, unit)))
                .collect(),
        }
    }

    fn is_of(&self, gate: &Gate) -> bool {
        self.subject == gate.subject && self.test == gate.test
    }
}

/// Scores of a block of accounts in the low and the high case.
fn sum(
    columns: &[(f64, &CriterionColumn)],
    start: usize,
    count: usize,
    low: &mut [f64; BLOCK],
    high: &mut [f64; BLOCK],
) {
    low.fill(0.0);
    high.fill(0.0);
    for (worth, column) in columns {
        let least = column.low.get(start..start + count).unwrap_or_default();
        let most = column.high.as_ref();
        let Some(most) = most.and_then(|h| h.get(start..start + count)) else {
            for ((low, high), u) in low.iter_mut().zip(high.iter_mut()).zip(least) {
                let points = worth * u;
                *low += points;
                *high += points;
            }
            continue;
        };
        for (sum, u) in low.iter_mut().zip(least) {
            *sum += worth * u;
        }
        for (sum, u) in high.iter_mut().zip(most) {
            *sum += worth * u;
        }
    }
}

/// The cap of the gates that fail, and the cap if those of unknown state fail as well.
fn caps(gates: &[(usize, &GateColumn)], account: usize) -> (usize, usize) {
    let mut caps = (0, 0);
    for (cap, gate) in gates {
        match gate.states.get(account) {
            Some(GateState::Failed) => caps = (caps.0.max(*cap), caps.1.max(*cap)),
            Some(GateState::Unknown) => caps.1 = caps.1.max(*cap),
            _ => {}
        }
    }
    caps
}

fn between(policy: &TierPolicy, low: f64, high: f64, failed: usize, open: usize) -> Bounds {
    let worst = policy.tiers.len().saturating_sub(1);
    let tier_low = tier_of(policy, low).max(open).min(worst);
    let tier_high = tier_of(policy, high).max(failed).min(worst);
    Bounds {
        low,
        high,
        cap_low: open,
        cap_high: failed,
        tier_low,
        tier_high,
        possible: tier_low - tier_high + 1,
    }
}

impl Tally {
    fn blank(policy: &TierPolicy, accounts: usize) -> Self {
        Self {
            firm: vec![0; policy.tiers.len()],
            provisional: vec![0; policy.tiers.len()],
            bins: vec![(0, 0); BINS],
            tiers: Vec::with_capacity(accounts),
            ..Self::default()
        }
    }

    #[inline]
    fn count(&mut self, bounds: &Bounds, known: bool) {
        let bin = ((bounds.low / BIN) as usize).min(BINS - 1);
        let firm = bounds.tier_low == bounds.tier_high;
        self.tiers.push(known.then_some(bounds.tier_low as u8));
        if !known {
            self.not_assessable += 1;
            return;
        }
        let counts = if firm {
            &mut self.firm
        } else {
            &mut self.provisional
        };
        if let Some(count) = counts.get_mut(bounds.tier_low) {
            *count += 1;
        }
        if let Some((sure, open)) = self.bins.get_mut(bin) {
            *if firm { sure } else { open } += 1;
        }
    }
}
