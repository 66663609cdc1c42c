//! What holds under any policy: of every kind of scale, gate, place and override.

use kamlens::analysis::tiering::{
    AccountTier, Basis, Change, TierCount, TiersReport, Way, WhatIf, counterfactual,
};
use kamlens::book::{AccountId, Book};
use kamlens::policy::{Places, TierPolicy};
use proptest::prelude::*;

use super::random::{
    CELLS, Raw, account, any_cell, holds, policies, put, random_book, raws, subject, utility, value,
};
use super::{money, own_report};

fn of(report: &TiersReport, account: usize) -> &AccountTier {
    let mut all = report.accounts.iter();
    all.find(|t| t.account.0 as usize == account).unwrap()
}

fn applied(report: &TiersReport) -> bool {
    report.basis == Basis::Policy
}

/// What an account has, but for its place in the book and the order of criteria.
fn outcome(tier: &AccountTier) -> (String, usize, usize, usize, bool, bool, Option<usize>) {
    // Sums in another order differ by rounding.
    let scores = format!("{:.6} {:.6}", tier.score_low, tier.score_high);
    (
        scores,
        tier.tier_low,
        tier.tier_high,
        tier.possible,
        tier.firm,
        tier.assessable,
        tier.worth_leaves,
    )
}

/// The account's cell is better or as good for every criterion, and fails no gate that it passed.
fn no_worse(policy: &TierPolicy, at: usize, before: f64, after: f64) -> bool {
    let policy = policy.effective(None);
    let mut criteria = policy.criteria.iter().filter(|c| c.subject == subject(at));
    let mut gates = policy.gates.iter().filter(|g| g.subject == subject(at));
    criteria.all(|c| utility(&c.scale, at, after) >= utility(&c.scale, at, before))
        && gates.all(|g| holds(&g.test, at, after) || !holds(&g.test, at, before))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_order_of_accounts_and_of_criteria_does_not_matter(
        all in proptest::collection::vec(raws(0.8), 1..10),
        policy in policies(),
        turn in 0..10_usize,
    ) {
        let straight = own_report(&random_book(&all), policy.clone());
        prop_assume!(applied(&straight));
        let book = random_book(&all);
        let mut turned = book.clone();
        turned.accounts.reverse();
        turned.accounts.rotate_left(turn % all.len());
        let mut criteria = policy.clone();
        criteria.criteria.reverse();
        criteria.gates.reverse();
        for (book, policy) in [(turned, policy), (book, criteria)] {
            let other = own_report(&book, policy);
            let by_name = |book: &Book, report: &TiersReport| {
                let named = report.accounts.iter().map(|t| {
                    (book.accounts[t.account.0 as usize].name.clone(), outcome(t))
                });
                let mut named: Vec<_> = named.collect();
                named.sort();
                named
            };
            prop_assert_eq!(by_name(&random_book(&all), &straight), by_name(&book, &other));
        }
    }

    #[test]
    fn only_ratios_between_weights_matter(
        all in proptest::collection::vec(raws(0.8), 1..6),
        policy in policies(),
        factor in 0.001..1000.0,
    ) {
        let report = own_report(&random_book(&all), policy.clone());
        prop_assume!(applied(&report));
        let mut scaled = policy;
        scaled.criteria.iter_mut().for_each(|c| c.weight *= factor);
        for change in &mut scaled.overrides {
            change.criteria.iter_mut().for_each(|c| c.weight *= factor);
            change.weights.iter_mut().for_each(|(_, w)| *w *= factor);
        }
        let other = own_report(&random_book(&all), scaled);
        for at in 0..all.len() {
            prop_assert_eq!(outcome(of(&report, at)), outcome(of(&other, at)));
        }
        let verdicts = |r: &TiersReport| {
            let rows = r.audit.iter().flat_map(|a| a.rows.iter());
            rows.map(|row| (row.account, row.verdicts.clone())).collect::<Vec<_>>()
        };
        prop_assert_eq!(verdicts(&report), verdicts(&other));
    }

    #[test]
    fn improving_a_criterion_never_lowers_a_tier(
        all in proptest::collection::vec(raws(0.8), 1..8),
        policy in policies(),
        changes in proptest::collection::vec(any_cell(), 12),
    ) {
        let before = own_report(&random_book(&all), policy.clone());
        prop_assume!(applied(&before));
        for (at, raw) in changes {
            let Some(old) = all[0][at] else { continue };
            if !no_worse(&policy, at, value(at, old), value(at, raw)) {
                continue;
            }
            let mut better = all.clone();
            better[0][at] = Some(raw);
            let after = own_report(&random_book(&better), policy.clone());
            let (was, is) = (of(&before, 0), of(&after, 0));
            prop_assert!(is.score_low >= was.score_low - 1e-9 && is.score_high >= was.score_high - 1e-9);
            prop_assert!(is.tier_low <= was.tier_low, "{was:?} {is:?}");
            prop_assert!(is.tier_high <= was.tier_high, "{was:?} {is:?}");
        }
    }

    #[test]
    fn knowing_a_cell_never_widens_an_interval(
        all in proptest::collection::vec(raws(0.6), 1..8),
        policy in policies(),
        answers in proptest::collection::vec(any_cell(), 12),
    ) {
        let before = own_report(&random_book(&all), policy.clone());
        prop_assume!(applied(&before));
        for (at, raw) in answers {
            if all[0][at].is_some() {
                continue;
            }
            let mut told = all.clone();
            told[0][at] = Some(raw);
            let after = own_report(&random_book(&told), policy.clone());
            // Who was not assessable took no place before.
            let who = if of(&before, 0).assessable { 0..all.len() } else { 0..1 };
            for account in who {
                let (was, is) = (of(&before, account), of(&after, account));
                prop_assert!(is.score_low >= was.score_low - 1e-9 && is.score_high <= was.score_high + 1e-9);
                if was.assessable {
                    prop_assert!(is.tier_low <= was.tier_low && is.tier_high >= was.tier_high, "{was:?} {is:?}");
                    prop_assert!(is.possible <= was.possible);
                }
            }
            // The worst answer of the cell most worth finding out leaves as many tiers as were said.
            let was = of(&before, 0);
            let effective = policy.effective(None);
            let asked = was.worth_finding.map(|index| match index.checked_sub(effective.criteria.len()) {
                None => effective.criteria[index].subject.clone(),
                Some(gate) => effective.gates[gate].subject.clone(),
            });
            if asked == Some(subject(at)) && policy.places == Places::CutOffs {
                prop_assert!(of(&after, 0).possible <= was.worth_leaves.unwrap());
            }
        }
    }

    #[test]
    fn what_if_gives_the_tiers_of_the_report(
        all in proptest::collection::vec(raws(0.8), 1..30),
        policies in proptest::collection::vec(policies(), 1..4),
    ) {
        let book = random_book(&all);
        let mut what_if = WhatIf::default();
        for policy in policies {
            let report = own_report(&book, policy.clone());
            prop_assume!(applied(&report));
            let tally = what_if.run(&book, &policy.effective(None), None, false);
            let mut tiers = vec![None; all.len()];
            for tier in report.accounts.iter().filter(|t| t.assessable) {
                tiers[tier.account.0 as usize] = Some(tier.tier_low as u8);
            }
            prop_assert_eq!(&tally.tiers, &tiers);
            let counts = |f: fn(&TierCount) -> usize| report.tiers.iter().map(f).collect::<Vec<_>>();
            prop_assert_eq!(tally.firm, counts(|t| t.firm));
            prop_assert_eq!(tally.provisional, counts(|t| t.provisional));
            prop_assert_eq!(tally.not_assessable, report.not_assessable);
            // No account is lost.
            let counted: usize = report.tiers.iter().map(|t| t.firm + t.provisional).sum();
            prop_assert_eq!(counted + report.not_assessable, all.len());
        }
    }

    #[test]
    fn a_counterfactual_crosses_the_line_and_nothing_smaller_does(
        all in proptest::collection::vec(raws(0.85), 1..6),
        policy in policies(),
        tries in proptest::collection::vec(any_cell(), 60),
    ) {
        let policy = policy.effective(None);
        let report = own_report(&random_book(&all), policy.clone());
        prop_assume!(applied(&report));
        let Some(found) = counterfactual(&random_book(&all), &report, AccountId(0)) else {
            prop_assert!(!of(&report, 0).assessable);
            return Ok(());
        };
        let now = of(&report, 0).tier_low;
        let case = Case { all: &all, policy: &policy };
        prop_assert_eq!(found.up.is_some(), now > 0);
        prop_assert_eq!(found.down.is_some(), now + 1 < policy.tiers.len());
        for (way, up) in [(&found.up, true), (&found.down, false)] {
            let Some(way) = way else { continue };
            prop_assert_eq!(way.tier, if up { now - 1 } else { now + 1 });
            case.check(way, up, &tries)?;
        }
    }
}

struct Case<'a> {
    all: &'a [Raw],
    policy: &'a TierPolicy,
}

impl Case<'_> {
    fn check(&self, way: &Way, up: bool, tries: &[(usize, i32)]) -> Result<(), TestCaseError> {
        let gates = if up { way.gates.as_slice() } else { &[] };
        let starts = self.starts(gates);
        if way.gates_suffice {
            prop_assert!(starts.iter().any(|s| self.reached(way, up, s, &[])));
            return Ok(());
        }
        if up && !gates.is_empty() {
            // More is needed than that the gates hold.
            prop_assert!(way.single.iter().all(|c| c.cost > 0.0));
        }
        let pair = way.pair.as_ref().map(|(a, b)| vec![a, b]);
        let least = way.single.first().map_or(f64::INFINITY, |c| c.cost);
        let together = pair.as_ref().map(|p| p.iter().map(|c| c.cost).sum::<f64>());
        prop_assert!(together.is_none_or(|cost| cost < least));
        for changes in way.single.iter().map(|c| vec![c]).chain(pair) {
            for change in &changes {
                let cell = self.cell(change);
                prop_assert!((self.cost(cell, self.told(change)) - change.cost).abs() < 1e-9);
                prop_assert!(
                    !up || self
                        .policy
                        .criteria
                        .iter()
                        .any(|c| c.subject == change.subject && c.influenceable)
                );
            }
            prop_assert!(
                starts.iter().any(|s| self.reached(way, up, s, &changes)),
                "{changes:?}"
            );
        }
        self.nothing_smaller(way, up, least, tries, &starts)
    }

    fn nothing_smaller(
        &self,
        way: &Way,
        up: bool,
        least: f64,
        tries: &[(usize, i32)],
        starts: &[Vec<(usize, f64)>],
    ) -> Result<(), TestCaseError> {
        let changeable = |at: usize| {
            let mut readers = self
                .policy
                .criteria
                .iter()
                .filter(|c| c.subject == subject(at));
            // Another amount moves the lines of a share with it: there the least change is not sought.
            let moves_lines = at == 8 && matches!(self.policy.places, Places::Share(_));
            self.known(at).is_some() && !moves_lines && readers.any(|c| !up || c.influenceable)
        };
        for (at, raw) in tries.iter().filter(|(at, _)| changeable(*at)) {
            let told = value(*at, *raw);
            let cost = self.cost(*at, told);
            if cost > 0.0 && cost < least - 1e-6 {
                for start in starts {
                    let mut cells = start.clone();
                    cells.push((*at, told));
                    prop_assert!(
                        !self.crossed(way, up, &cells),
                        "{at} {told} {cost} < {least}"
                    );
                }
            }
        }
        Ok(())
    }

    /// What the first account says.
    fn known(&self, at: usize) -> Option<f64> {
        match at {
            8 => account(0, &self.all[0]).order_amount.map(|m| m.units()),
            at => self.all[0][at].map(|raw| value(at, raw)),
        }
    }

    fn cell(&self, change: &Change) -> usize {
        (0..CELLS)
            .find(|at| subject(*at) == change.subject)
            .unwrap()
    }

    /// The value that a change writes; for words the place among those of these tests.
    fn told(&self, change: &Change) -> f64 {
        let words = match self.cell(change) {
            5 => &super::random::REGIONS[..],
            7 => &super::random::SEGMENTS[..],
            _ => return change.to,
        };
        let word = change.word.as_ref().map(|w| w.to_lowercase());
        let place = words.iter().position(|w| Some(w.to_lowercase()) == word);
        place.unwrap_or(words.len() - 1) as f64
    }

    /// The weighted mean of |Δu| over the criteria that read the cell.
    fn cost(&self, at: usize, told: f64) -> f64 {
        let from = self.known(at).unwrap();
        let readers = self
            .policy
            .criteria
            .iter()
            .filter(|c| c.subject == subject(at));
        let (mut moved, mut total) = (0.0, 0.0);
        for c in readers {
            moved += c.weight * (utility(&c.scale, at, told) - utility(&c.scale, at, from)).abs();
            total += c.weight;
        }
        moved / total
    }

    /// Every way in which these gates may just hold.
    fn starts(&self, gates: &[usize]) -> Vec<Vec<(usize, f64)>> {
        let mut all: Vec<Vec<(usize, f64)>> = vec![vec![]];
        for gate in gates.iter().map(|g| &self.policy.gates[*g]) {
            let at = (0..CELLS).find(|at| subject(*at) == gate.subject).unwrap();
            use kamlens::policy::Test;
            let values = match &gate.test {
                Test::Yes => vec![1.0],
                Test::No => vec![0.0],
                Test::AtLeast(bound) | Test::AtMost(bound) => vec![*bound],
                Test::OneOf(_) => (0..4)
                    .map(f64::from)
                    .filter(|v| *v < if at == 5 { 4.0 } else { 3.0 })
                    .filter(|v| holds(&gate.test, at, *v))
                    .collect(),
            };
            let with = |start: &Vec<(usize, f64)>| {
                let told = start
                    .iter()
                    .rev()
                    .find(|(cell, _)| *cell == at)
                    .map(|(_, v)| *v);
                let told = told.or(self.known(at));
                if told.is_some_and(|v| holds(&gate.test, at, v)) {
                    return vec![start.clone()];
                }
                values
                    .iter()
                    .map(|v| [start.as_slice(), &[(at, *v)]].concat())
                    .collect()
            };
            all = all.iter().flat_map(with).collect();
        }
        all
    }

    fn reached(&self, way: &Way, up: bool, start: &[(usize, f64)], changes: &[&Change]) -> bool {
        let told = changes.iter().map(|c| (self.cell(c), self.told(c)));
        let cells: Vec<(usize, f64)> = start.iter().copied().chain(told).collect();
        self.crossed(way, up, &cells)
    }

    /// The policy run again on the whole book, with these cells of the first account.
    fn crossed(&self, way: &Way, up: bool, cells: &[(usize, f64)]) -> bool {
        let mut changed = account(0, &self.all[0]);
        for (at, told) in cells {
            match *at {
                // The raw cell is what the unit sees of it.
                8 => changed.order_amount = money(*told),
                at => put(&mut changed, at, *told),
            }
        }
        let mut book = random_book(self.all);
        changed.origin = book.accounts[0].origin;
        book.accounts[0] = changed;
        let report = own_report(&book, self.policy.clone());
        let tier = of(&report, 0).tier_low;
        if up {
            tier <= way.tier
        } else {
            tier >= way.tier
        }
    }
}
