use kamlens::analysis::tiering::{AccountTier, Basis, TierCount, TiersReport, WhatIf};
use kamlens::book::{Account, Field};
use kamlens::policy::{Gate, Places, Scale, Subject, Test, TierPolicy};
use proptest::prelude::*;

use super::{book, criterion, default_report, money, named, own_report, policy, ratio};

/// Cells of an account: revenue, rank, margin, cross-region, credit.
type Cells = (
    Option<u32>,
    Option<u32>,
    Option<i8>,
    Option<bool>,
    Option<bool>,
);

fn cells() -> impl Strategy<Value = Cells> {
    (
        proptest::option::of(0..500_u32),
        proptest::option::of(1..50_u32),
        proptest::option::of(-20..50_i8),
        proptest::option::of(any::<bool>()),
        proptest::option::of(any::<bool>()),
    )
}

fn account(name: usize, cells: Cells) -> Account {
    Account {
        revenue: cells.0.and_then(|v| money(f64::from(v) * 1e4)),
        industry_rank: cells.1,
        margin: cells.2.and_then(|v| ratio(f64::from(v) / 100.0)),
        cross_region: cells.3,
        credit_ok: cells.4,
        ..named(&format!("account {name:03}"))
    }
}

fn accounts(all: &[Cells]) -> Vec<Account> {
    all.iter()
        .enumerate()
        .map(|(i, c)| account(i, *c))
        .collect()
}

/// A fixed policy over these cells; the scales do not depend on the book.
fn fixed(weights: [f64; 4]) -> TierPolicy {
    let steps = vec![(3.0, 1.0), (10.0, 0.6), (30.0, 0.3)];
    let scales = [
        (
            Field::Revenue,
            Scale::Linear {
                zero: 0.0,
                one: 4e6,
            },
        ),
        (
            Field::IndustryRank,
            Scale::Steps {
                steps,
                otherwise: 0.1,
            },
        ),
        (
            Field::Margin,
            Scale::Linear {
                zero: 0.0,
                one: 0.3,
            },
        ),
        (Field::CrossRegion, Scale::YesNo),
    ];
    let criteria = scales.into_iter().zip(weights);
    let mut policy = policy(criteria.map(|((f, s), w)| criterion(f, w, s)).collect());
    policy.gates.push(Gate {
        subject: Subject::Field(Field::CreditOk),
        test: Test::Yes,
        cap: 3,
    });
    policy
}

/// The account's tier in a book where another account is known, so that the policy applies.
fn one(cells: Cells, policy: TierPolicy) -> AccountTier {
    let known = (Some(1), Some(1), Some(1), Some(true), Some(true));
    let book = book(&[], accounts(&[cells, known]));
    let report = own_report(&book, policy);
    let found = report.accounts.iter().find(|t| t.account.0 == 0);
    found.unwrap().clone()
}

/// Everything about the accounts but their place in the book, by name.
fn by_name(all: &[Account], report: &TiersReport) -> Vec<(String, AccountTier)> {
    let named = report.accounts.iter().map(|t| {
        let mut tier = t.clone();
        let account = &all[t.account.0 as usize];
        tier.account.0 = 0;
        tier.evidence.clear();
        (account.name.clone(), tier)
    });
    named.collect()
}

/// A policy over these cells in which a capacity may decide, and a gate more.
fn any_policy() -> impl Strategy<Value = TierPolicy> {
    let places = prop_oneof![
        2 => Just(Places::CutOffs),
        1 => (0..4_u32, 0..4_u32).prop_map(|(a, b)| Places::Top(vec![a, a + b, a + b + 2])),
        1 => (0.0..50.0, 0.0..40.0).prop_map(|(a, b)| Places::Share(vec![a, a + b, 95.0])),
    ];
    let weights = [0..5_u8, 0..5_u8, 0..5_u8, 1..5_u8];
    (weights, places, any::<bool>()).prop_map(|(weights, places, more)| {
        let mut policy = fixed(weights.map(f64::from));
        policy.places = places;
        if more {
            policy.gates.push(Gate {
                subject: Subject::Field(Field::Margin),
                test: Test::AtLeast(0.05),
                cap: 2,
            });
        }
        policy
    })
}

proptest! {
    #[test]
    fn what_if_gives_the_tiers_of_the_report(
        all in proptest::collection::vec(cells(), 1..40),
        policies in proptest::collection::vec(any_policy(), 1..4),
    ) {
        let book = book(&[], accounts(&all));
        let mut what_if = WhatIf::default();
        for policy in policies {
            let report = own_report(&book, policy.clone());
            prop_assume!(report.basis == Basis::Policy);
            let tally = what_if.run(&book, &policy, None, false);
            let mut tiers = vec![None; all.len()];
            for tier in report.accounts.iter().filter(|t| t.assessable) {
                tiers[tier.account.0 as usize] = Some(tier.tier_low as u8);
            }
            prop_assert_eq!(&tally.tiers, &tiers);
            let counts = |f: fn(&TierCount) -> usize| report.tiers.iter().map(f).collect::<Vec<_>>();
            prop_assert_eq!(tally.firm, counts(|t| t.firm));
            prop_assert_eq!(tally.provisional, counts(|t| t.provisional));
            prop_assert_eq!(tally.not_assessable, report.not_assessable);
            let binned: usize = tally.bins.iter().map(|(firm, open)| firm + open).sum();
            prop_assert_eq!(binned + report.not_assessable, all.len());
        }
    }

    #[test]
    fn the_order_of_accounts_does_not_matter(
        all in proptest::collection::vec(cells(), 1..12),
        turn in 0..12_usize,
    ) {
        let straight = accounts(&all);
        let mut turned = straight.clone();
        turned.reverse();
        turned.rotate_left(turn % straight.len());
        let a = default_report(&book(&[], straight.clone()));
        let b = default_report(&book(&[], turned.clone()));
        prop_assert_eq!(by_name(&straight, &a), by_name(&turned, &b));
        prop_assert_eq!(a.finding.message, b.finding.message);
    }

    #[test]
    fn only_ratios_between_weights_matter(
        cells in cells(),
        weights in [1..9_u8, 1..9_u8, 1..9_u8, 1..9_u8],
        factor in 0.001..1000.0,
    ) {
        let weights = weights.map(f64::from);
        let a = one(cells, fixed(weights));
        let b = one(cells, fixed(weights.map(|w| w * factor)));
        prop_assert!((a.score_low - b.score_low).abs() < 1e-9);
        prop_assert!((a.score_high - b.score_high).abs() < 1e-9);
        prop_assert_eq!((a.tier_low, a.tier_high), (b.tier_low, b.tier_high));
    }

    #[test]
    fn a_better_cell_never_lowers_a_tier(cells in cells(), gain in 1..300_u32) {
        let policy = || fixed([2.0, 1.0, 1.5, 1.0]);
        let before = one(cells, policy());
        let better = [
            (cells.0.map(|v| v + gain), cells.1, cells.2, cells.3, cells.4),
            (cells.0, cells.1.map(|r| r.saturating_sub(gain).max(1)), cells.2, cells.3, cells.4),
            (cells.0, cells.1, cells.2.map(|m| m.saturating_add(9)), cells.3, cells.4),
            (cells.0, cells.1, cells.2, cells.3.map(|_| true), cells.4),
            (cells.0, cells.1, cells.2, cells.3, cells.4.map(|_| true)),
        ];
        for cells in better {
            let after = one(cells, policy());
            prop_assert!(after.score_low >= before.score_low);
            prop_assert!(after.score_high >= before.score_high);
            prop_assert!(after.tier_low <= before.tier_low);
            prop_assert!(after.tier_high <= before.tier_high);
        }
    }

    #[test]
    fn knowing_a_cell_never_widens_the_interval(cells in cells(), revenue in 0..500_u32, rank in 1..50_u32, yes: bool) {
        let policy = || fixed([2.0, 1.0, 1.5, 1.0]);
        let before = one(cells, policy());
        prop_assert!(before.score_low <= before.score_high);
        prop_assert!(before.tier_high <= before.tier_low);
        let known = [
            (cells.0.or(Some(revenue)), cells.1, cells.2, cells.3, cells.4),
            (cells.0, cells.1.or(Some(rank)), cells.2, cells.3, cells.4),
            (cells.0, cells.1, cells.2, cells.3.or(Some(yes)), cells.4),
            (cells.0, cells.1, cells.2, cells.3, cells.4.or(Some(yes))),
        ];
        for cells in known {
            let after = one(cells, policy());
            prop_assert!(after.score_low >= before.score_low);
            prop_assert!(after.score_high <= before.score_high);
            prop_assert!(after.possible <= before.possible);
            if let Some(left) = before.worth_leaves {
                prop_assert!(left <= before.possible);
            }
        }
    }

    #[test]
    fn the_worst_answer_is_the_worst(cells in cells(), revenue in 0..500_u32) {
        let policy = || fixed([2.0, 1.0, 1.5, 1.0]);
        let before = one(cells, policy());
        if before.worth_finding == Some(0) {
            let after = one((Some(revenue), cells.1, cells.2, cells.3, cells.4), policy());
            prop_assert!(after.possible <= before.worth_leaves.unwrap());
        }
    }

    #[test]
    fn every_account_is_counted_once(all in proptest::collection::vec(cells(), 0..12)) {
        let report = default_report(&book(&[], accounts(&all)));
        let counted: usize = report.tiers.iter().map(|t| t.firm + t.provisional).sum();
        prop_assert_eq!(counted + report.not_assessable, all.len());
        prop_assert_eq!(report.accounts.len(), all.len());
        prop_assert!(report.finding.evidence.len() <= 50 && report.finding.actions.len() <= 3);
        super::said(&report.finding.message);
    }
}
