//! Capacities instead of cut-offs, quantile scales, and what stages and units do otherwise.

use kamlens::analysis::tiering::{WhatIf, mid_ranks};
use kamlens::book::{Account, AccountId, Book, ExtraValue, Field, LifeStage};
use kamlens::policy::{
    Criterion, Gate, Places, PolicyChoice, PolicyOverride, Scale, Subject, Test, TierPolicy, When,
};
use proptest::prelude::*;

use super::{
    analyze, book, context, criterion, default_report, money, named, own_report, policy, ratio,
    tiers,
};

fn by_revenue(places: Places) -> TierPolicy {
    let scale = Scale::Linear {
        zero: 0.0,
        one: 1e3,
    };
    TierPolicy {
        places,
        ..policy(vec![
            criterion(Field::Revenue, 1.0, scale),
            criterion(Field::CrossRegion, 0.0, Scale::YesNo),
        ])
    }
}

/// Cross-region is known, so that the policy has more than an amount to judge by.
fn customers(revenues: &[Option<f64>]) -> Book {
    let accounts = revenues.iter().enumerate().map(|(i, revenue)| Account {
        revenue: revenue.and_then(money),
        cross_region: Some(true),
        ..named(&format!("account {i:02}"))
    });
    book(&[], accounts.collect())
}

/// With a criterion of weight, whatever it says, so that a lone amount is still a policy.
fn weighty(mut policy: TierPolicy) -> TierPolicy {
    policy.criteria[1].weight = 1.0;
    policy
}

/// Tier of each account in the order of the book, low and high.
fn placed(book: &Book, policy: TierPolicy) -> Vec<(usize, usize)> {
    let report = own_report(book, policy);
    let mut all: Vec<_> = report
        .accounts
        .iter()
        .map(|t| (t.account.0, (t.tier_low, t.tier_high)))
        .collect();
    all.sort_unstable();
    all.into_iter().map(|(_, tiers)| tiers).collect()
}

#[test]
fn the_top_two_are_s_and_the_next_three_a() {
    let revenues = [10.0, 900.0, 50.0, 300.0, 20.0, 700.0, 5.0].map(Some);
    let found = placed(
        &customers(&revenues),
        weighty(by_revenue(Places::Top(vec![2, 5, 6]))),
    );
    let low: Vec<usize> = found.iter().map(|(low, _)| *low).collect();
    assert_eq!(low, [2, 0, 1, 1, 1, 0, 3]);
    assert!(found.iter().all(|(low, high)| low == high));
}

#[test]
fn equal_scores_are_ordered_by_amount_and_equals_in_both_share_a_place() {
    // Beyond 1000 the scale is worth all: the amount decides.
    let revenues = [2_000.0, 3_000.0, 3_000.0, 1_500.0].map(Some);
    let found = placed(
        &customers(&revenues),
        weighty(by_revenue(Places::Top(vec![1, 3, 3]))),
    );
    assert_eq!(
        found.iter().map(|(low, _)| *low).collect::<Vec<_>>(),
        [1, 0, 0, 3]
    );
}

#[test]
fn who_is_capped_takes_no_place_above_the_cap() {
    let mut book = customers(&[Some(900.0), Some(800.0), Some(700.0)]);
    book.accounts[0].credit_ok = Some(false);
    book.accounts[1].credit_ok = Some(true);
    book.accounts[2].credit_ok = Some(true);
    let mut policy = weighty(by_revenue(Places::Top(vec![1, 2, 3])));
    policy.gates.push(Gate {
        subject: Subject::Field(Field::CreditOk),
        test: Test::Yes,
        cap: 2,
    });
    let found = placed(&book, policy);
    assert_eq!(found, [(2, 2), (0, 0), (1, 1)]);
}

#[test]
fn a_share_of_the_amount_is_that_of_abc() {
    let revenues: Vec<Option<f64>> = (1..60).map(|i| Some(f64::from(i * i % 83))).collect();
    let plain = book(
        &[],
        customers(&revenues)
            .accounts
            .into_iter()
            .map(|a| Account {
                cross_region: None,
                origin: None,
                ..a
            })
            .collect(),
    );
    let abc = default_report(&plain);
    assert_eq!(abc.policy, None);
    let mut policy = weighty(by_revenue(Places::Share(vec![80.0, 95.0])));
    policy.tiers.remove(0);
    let found = placed(&customers(&revenues), policy);
    for tier in &abc.accounts {
        assert_eq!(
            found[tier.account.0 as usize].0, tier.tier_low,
            "{}",
            tier.account.0
        );
    }
}

#[test]
fn a_group_that_is_the_sum_of_others_takes_no_share_of_the_amount() {
    let mut book = customers(&[1_000.0, 400.0, 300.0, 200.0, 100.0].map(Some));
    let shares = || {
        let mut policy = weighty(by_revenue(Places::Share(vec![80.0, 95.0])));
        policy.tiers.remove(0);
        policy
    };
    let tiers = |all: [usize; 5]| all.map(|tier| (tier, tier));
    // Of 2,000: 1,600 and 1,900 are the lines.
    assert_eq!(placed(&book, shares()), tiers([0, 0, 0, 1, 2]));
    // The first is the sum of the others, which share 1,000: 800 and 950 are the lines.
    book.sums.insert((AccountId(0), Field::Revenue));
    let found = placed(&book, shares());
    assert_eq!(found, tiers([0, 0, 0, 0, 1]));
    let tally = WhatIf::default().run(&book, &shares().effective(None), None, false);
    let tally: Vec<_> = tally.tiers.iter().map(|t| t.map(usize::from)).collect();
    assert_eq!(
        tally,
        found.iter().map(|(low, _)| Some(*low)).collect::<Vec<_>>()
    );
}

#[test]
fn mid_ranks_are_those_of_scipy() {
    let cases: serde_json::Value =
        serde_json::from_str(include_str!("../../fixtures/oracle/midrank.json")).unwrap();
    for case in cases.as_array().unwrap() {
        let numbers = |key: &str| -> Vec<f64> {
            let all = case[key].as_array().unwrap().iter();
            all.map(|v| v.as_f64().unwrap()).collect()
        };
        let found = mid_ranks(&numbers("values"));
        let expected = numbers("ranks");
        assert_eq!(found.len(), expected.len());
        for ((_, rank), expected) in found.iter().zip(expected) {
            assert!((rank - expected).abs() < 1e-12, "{rank} {expected}");
        }
    }
}

#[test]
fn a_quantile_scale_is_frozen_with_the_book_and_stays() {
    let open = Criterion {
        scale: Scale::Quantile {
            points: vec![],
            descending: false,
        },
        ..criterion(Field::Margin, 1.0, Scale::YesNo)
    };
    let margins = |all: &[f64]| {
        let accounts = all.iter().enumerate().map(|(i, m)| Account {
            margin: ratio(*m),
            ..named(&format!("account {i}"))
        });
        book(&[], accounts.collect())
    };
    let first = own_report(&margins(&[0.1, 0.2, 0.2, 0.4]), policy(vec![open]));
    let scores = |report: &kamlens::analysis::tiering::TiersReport| {
        let mut all: Vec<_> = report
            .accounts
            .iter()
            .map(|t| (t.account.0, t.score_low))
            .collect();
        all.sort_by_key(|(account, _)| *account);
        all.into_iter().map(|(_, score)| score).collect::<Vec<_>>()
    };
    assert_eq!(scores(&first), [12.5, 50.0, 50.0, 87.5]);
    // Another month, another book: the saved policy judges 0.2 as before, and 0.3 between.
    let frozen = first.source;
    let later = own_report(&margins(&[0.2, 0.3, 0.9]), frozen);
    let found = scores(&later);
    assert_eq!((found[0], found[2]), (50.0, 87.5));
    assert!((found[1] - 68.75).abs() < 1e-9);
}

#[test]
fn words_of_any_column_are_worth_what_the_policy_says() {
    let mut book = customers(&[Some(1.0), Some(1.0), Some(1.0), Some(1.0)]);
    book.extra_columns = vec!["Segment".into()];
    for (account, word) in book
        .accounts
        .iter_mut()
        .zip(["ＧＯＬＤ", " silver ", "tin"])
    {
        account.extra = vec![(0, ExtraValue::Text(word.into()))];
    }
    let by_word = Criterion {
        subject: Subject::Extra("Segment".into()),
        weight: 1.0,
        scale: Scale::Categories {
            values: vec![("gold".into(), 1.0), ("Silver".into(), 0.5)],
            otherwise: 0.25,
        },
        influenceable: false,
    };
    let report = own_report(&book, policy(vec![by_word]));
    let of = |index: u32| {
        report
            .accounts
            .iter()
            .find(|t| t.account.0 == index)
            .unwrap()
    };
    assert_eq!(of(0).score_low, 100.0);
    assert_eq!(of(1).score_low, 50.0);
    assert_eq!(of(2).score_low, 25.0);
    assert!(!of(3).assessable);
    assert_eq!((of(3).score_low, of(3).score_high), (25.0, 100.0));
}

#[test]
fn a_stage_changes_weights_and_lines_for_the_whole_company() {
    let mut book = customers(&[Some(500.0)]);
    book.accounts[0].cross_region = Some(false);
    let mut base = weighty(by_revenue(Places::CutOffs));
    base.overrides.push(PolicyOverride {
        weights: vec![(Subject::Field(Field::CrossRegion), 0.0)],
        cutoffs: Some(vec![50.0, 40.0, 30.0, 0.0]),
        ..PolicyOverride::new(When::Stage(LifeStage::Late))
    });
    let before = own_report(&book, base.clone());
    assert_eq!(
        (before.accounts[0].score_low, tiers(&before, 0)),
        (25.0, ("C", "C"))
    );
    let after = own_report(
        &book,
        TierPolicy {
            stage: Some(LifeStage::Late),
            ..base
        },
    );
    assert_eq!(
        (after.accounts[0].score_low, tiers(&after, 0)),
        (50.0, ("S", "S"))
    );
}

#[test]
fn the_built_in_policies_tell_growth_from_harvest() {
    let hope = Account {
        revenue: money(1e5),
        potential: money(9e6),
        margin: ratio(0.05),
        industry_rank: Some(2),
        procurement_planned: Some(true),
        ..named("hope")
    };
    let cow = Account {
        revenue: money(5e6),
        potential: money(5e6),
        margin: ratio(0.28),
        industry_rank: Some(40),
        procurement_planned: Some(false),
        ..named("cow")
    };
    let book = book(&[], vec![hope, cow]);
    let score = |choice: PolicyChoice, account: u32| {
        let report = analyze(&book, &context(choice));
        let mut all = report.accounts.iter();
        all.find(|t| t.account.0 == account).unwrap().score_low
    };
    assert!(score(PolicyChoice::Growth, 0) > score(PolicyChoice::Growth, 1));
    assert!(score(PolicyChoice::Mature, 1) > score(PolicyChoice::Mature, 0));
}

/// An account of three cells: revenue, cross-region, credit.
type Cells = (Option<u8>, Option<bool>, Option<bool>);

fn account(name: usize, (revenue, cross, credit): Cells) -> Account {
    Account {
        revenue: revenue.and_then(|r| money(f64::from(r) * 250.0)),
        cross_region: cross,
        credit_ok: credit,
        ..named(&format!("account {name}"))
    }
}

/// Every way in which unknown cells may turn out.
fn answers(cells: Cells) -> Vec<Cells> {
    let revenues = cells
        .0
        .map_or((0..=4).map(Some).collect(), |r| vec![Some(r)]);
    let yes = |cell: Option<bool>| cell.map_or(vec![Some(false), Some(true)], |c| vec![Some(c)]);
    let mut all = Vec::new();
    for revenue in revenues {
        for cross in yes(cells.1) {
            for credit in yes(cells.2) {
                all.push((revenue, cross, credit));
            }
        }
    }
    all
}

proptest! {
    /// No way in which the unknown cells may turn out leads outside the interval.
    #[test]
    fn an_interval_of_places_holds_whatever_turns_out(
        all in proptest::collection::vec(
            (proptest::option::weighted(0.7, 0..5_u8), proptest::option::weighted(0.8, any::<bool>()), proptest::option::weighted(0.8, any::<bool>())),
            2..5,
        ),
        first in 0..3_u32,
        more in 0..3_u32,
    ) {
        let known: Vec<Cells> = all.iter().map(|c| (c.0.or(c.1.is_none().then_some(2)), c.1, c.2)).collect();
        let mut policy = weighty(by_revenue(Places::Top(vec![first, first + more, first + more + 1])));
        policy.gates.push(Gate { subject: Subject::Field(Field::CreditOk), test: Test::Yes, cap: 2 });
        let accounts = |cells: &[Cells]| cells.iter().enumerate().map(|(i, c)| account(i, *c)).collect();
        // Amounts order equal scores; an unknown one is worth nothing there, so it is held apart.
        prop_assume!(known.iter().all(|c| c.0.is_some()));
        let bounds = placed(&book(&[], accounts(&known)), policy.clone());
        let mut worlds: Vec<Vec<Cells>> = vec![vec![]];
        for cells in &known {
            let next = answers(*cells);
            worlds = worlds.iter().flat_map(|w| next.iter().map(move |c| [w.as_slice(), &[*c]].concat())).collect();
        }
        for world in worlds {
            let found = placed(&book(&[], accounts(&world)), policy.clone());
            for ((low, high), (worst, best)) in found.iter().zip(&bounds) {
                prop_assert!(low == high && *low <= *worst && *high >= *best, "{world:?}");
            }
        }
    }
}

#[test]
fn another_policy_in_the_engine_gives_the_same_as_a_new_engine() {
    use kamlens::engine::Engine;
    use kamlens::reader::{Limits, read_native};
    let csv = "Account,Revenue,Margin,Headcount,Team\nA,100,10%,2,N\nB,900,5%,3,S\nC,500,25%,1,N\n";
    let engine = || {
        let file = read_native("b.csv", csv.as_bytes(), &Limits::default()).unwrap();
        let mut engine = Engine::default();
        engine.add_file("b.csv", file.tables, file.diagnostics);
        engine
    };
    let mut used = engine();
    used.analyze(&context(PolicyChoice::Default));
    used.analyze(&context(PolicyChoice::GroupRule));
    let mature = context(PolicyChoice::Mature);
    let mut fresh = engine();
    assert_eq!(
        used.analyze(&mature).reports,
        fresh.analyze(&mature).reports
    );
}
