//! Numbers that once were wrong.

use kamlens::analysis::Context;
use kamlens::analysis::tiering::{Migration, WhatIf, Why, analyze, counterfactual, mid_ranks};
use kamlens::book::{Account, AccountId, Book, DealKind, ExtraValue, Field};
use kamlens::policy::{
    Criterion, Gate, Places, PolicyChoice, Scale, Settings, Subject, Test, TierPolicy,
};

use super::abc::deal;
use super::{book, context, criterion, money, named, own_report, policy, ratio, said};

fn linear(one: f64) -> Scale {
    Scale::Linear { zero: 0.0, one }
}

fn gate(field: Field, test: Test, cap: usize) -> Gate {
    Gate {
        subject: Subject::Field(field),
        test,
        cap,
    }
}

#[test]
fn a_gate_on_the_cell_of_a_criterion_is_met_before_anything_else_is_asked() {
    // 11 % of margin: the gate wants 15 %, and at 15 % the score of 50 + 25 is an A already.
    let mut rule = policy(vec![
        criterion(Field::CrossRegion, 1.0, Scale::YesNo),
        criterion(Field::Margin, 1.0, linear(0.3)),
    ]);
    rule.gates.push(gate(Field::Margin, Test::AtLeast(0.15), 2));
    let account = Account {
        cross_region: Some(true),
        margin: ratio(0.11),
        ..named("customer")
    };
    let book = book(&[], vec![account]);
    let ways = |rule: &TierPolicy| {
        let report = own_report(&book, rule.clone());
        counterfactual(&book, &report, AccountId(0))
            .unwrap()
            .up
            .unwrap()
    };
    let up = ways(&rule);
    assert_eq!(
        (up.tier, up.gates.as_slice(), up.gates_suffice),
        (1, &[0][..], true)
    );
    // With A from 80 on, 18 % is needed beyond the gate; a margin that breaks it is never offered.
    rule.tiers[0].cutoff = 90.0;
    rule.tiers[1].cutoff = 80.0;
    let up = ways(&rule);
    assert!(!up.gates_suffice);
    assert_eq!(said(&up.single[0].message(&rule)), "margin: 11% → 18%");
}

#[test]
fn a_word_is_offered_only_if_the_gates_on_it_let_it_pass() {
    let region = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
    let by_region = Criterion {
        scale: Scale::Categories {
            values: vec![("north".into(), 1.0), ("south".into(), 0.9)],
            otherwise: 0.0,
        },
        ..criterion(Field::Region, 1.0, Scale::YesNo)
    };
    let mut rule = policy(vec![by_region]);
    rule.gates.push(gate(
        Field::Region,
        Test::OneOf(region(&["South", "East"])),
        3,
    ));
    let account = Account {
        region: Some("EAST".into()),
        ..named("customer")
    };
    let book = book(&[], vec![account]);
    let report = own_report(&book, rule.clone());
    let up = counterfactual(&book, &report, AccountId(0))
        .unwrap()
        .up
        .unwrap();
    let texts: Vec<_> = up.single.iter().map(|c| said(&c.message(&rule))).collect();
    assert_eq!(texts, ["region: EAST → south"]);
}

#[test]
fn a_ways_first_step_starts_from_the_tier_that_places_give() {
    // Equal scores, one place: the smaller amount has none, though its score is that of the line.
    let of = |name: &str, revenue: f64| Account {
        revenue: money(revenue),
        margin: ratio(0.1),
        ..named(name)
    };
    let mut rule = policy(vec![criterion(Field::Margin, 1.0, linear(0.3))]);
    rule.places = Places::Top(vec![1, 2, 3]);
    let book = book(&[], vec![of("large", 9.0), of("small", 1.0)]);
    let report = own_report(&book, rule);
    let small = report.accounts.iter().find(|t| t.account.0 == 1).unwrap();
    assert_eq!(small.tier_low, 1);
    let up = counterfactual(&book, &report, AccountId(1))
        .unwrap()
        .up
        .unwrap();
    assert_eq!((up.tier, up.single.len()), (0, 1));
    let change = &up.single[0];
    assert!(change.to > 0.1 && change.to < 0.1 + 1e-6, "{change:?}");
    assert!((change.line - 0.1).abs() < 1e-12);
}

#[test]
fn a_cell_that_several_criteria_read_is_asked_for_by_its_worst_answer() {
    let column = |scale: Scale, weight: f64| Criterion {
        subject: Subject::Extra("Plants".into()),
        weight,
        scale,
        influenceable: false,
    };
    // Fewer plants are better, but at least one plant is wanted: 50 points in the middle at most.
    let few = Scale::Linear {
        zero: 30.0,
        one: 0.0,
    };
    let mut rule = policy(vec![
        column(few, 1.0),
        column(linear(30.0), 1.0),
        criterion(Field::CrossRegion, 1.0, Scale::YesNo),
    ]);
    rule.tiers.remove(0);
    let account = Account {
        cross_region: Some(true),
        ..named("customer")
    };
    let known = Account {
        extra: vec![(0, ExtraValue::Number(3.0))],
        ..account.clone()
    };
    let book = Book {
        extra_columns: vec!["Plants".into()],
        ..book(&[], vec![account, known])
    };
    let report = own_report(&book, rule);
    let open = report.accounts.iter().find(|t| t.account.0 == 0).unwrap();
    // One of the two is always lost: whatever the cell says, the score is 66.7 and the tier A.
    assert_eq!((open.worth_finding, open.worth_leaves), (Some(0), Some(1)));
}

#[test]
fn an_answer_that_no_rank_can_have_is_not_waited_for_and_the_least_one_is() {
    let mut rule = policy(vec![criterion(
        Field::IndustryRank,
        1.0,
        Scale::AtLeast(45.0),
    )]);
    rule.criteria
        .push(criterion(Field::CrossRegion, 1.0, Scale::YesNo));
    let account = Account {
        cross_region: Some(true),
        ..named("customer")
    };
    let report = own_report(&book(&[], vec![account]), rule);
    assert_eq!(report.accounts[0].worth_leaves, Some(1));
    let both = policy(vec![
        criterion(Field::IndustryRank, 2.0, Scale::AtLeast(45.0)),
        criterion(Field::CrossRegion, 1.0, Scale::YesNo),
        criterion(Field::RoadmapFit, 1.0, Scale::YesNo),
    ]);
    let account = Account {
        credit_ok: Some(true),
        cross_region: Some(true),
        ..named("customer")
    };
    let report = own_report(&book(&[], vec![account]), both);
    // Rank unknown and fit unknown: a rank of 1 leaves 25 … 50 points, C or B.
    assert_eq!(report.accounts[0].worth_finding, Some(0));
    assert_eq!(report.accounts[0].worth_leaves, Some(2));
}

#[test]
fn a_thinned_quantile_scale_keeps_every_mid_rank_to_a_hundredth() {
    // A thousand distinct values, one of which is that of half the book.
    let mut values: Vec<f64> = (0..1_000).map(f64::from).collect();
    values.extend(std::iter::repeat_n(437.0, 1_000));
    values.sort_by(f64::total_cmp);
    let points = mid_ranks(&values);
    assert!(points.len() < 250, "{}", points.len());
    let scale = Scale::Quantile {
        points,
        descending: false,
    };
    let rule = policy(vec![criterion(Field::Headcount, 1.0, scale)]);
    let accounts = (0..1_000).map(|i| Account {
        headcount: Some(f64::from(i)),
        ..named(&format!("account {i}"))
    });
    let report = own_report(&book(&[], accounts.collect()), rule);
    for tier in &report.accounts {
        let value = f64::from(tier.account.0);
        let below = values.iter().filter(|v| **v < value).count() as f64;
        let equal = values.iter().filter(|v| **v == value).count() as f64;
        let rank = 100.0 * (below + equal / 2.0) / 2_000.0;
        assert!(
            (tier.score_low - rank).abs() < 1.0,
            "{value}: {} {rank}",
            tier.score_low
        );
    }
}

#[test]
fn leads_that_count_are_in_the_amounts_of_a_what_if_too() {
    let of = |name: &str| Account {
        cross_region: Some(true),
        ..named(name)
    };
    let book = Book {
        opportunities: vec![
            deal(1, 0, DealKind::Opportunity, 50.0),
            deal(2, 1, DealKind::Lead, 90.0),
            deal(3, 1, DealKind::Opportunity, 1.0),
        ],
        ..book(&[], vec![of("open"), of("lead")])
    };
    let mut rule = policy(vec![criterion(Field::CrossRegion, 1.0, Scale::YesNo)]);
    rule.places = Places::Share(vec![30.0, 99.0, 100.0]);
    let mut what_if = WhatIf::default();
    for leads_count in [false, true] {
        let context = Context {
            settings: Settings {
                policy: PolicyChoice::Own(rule.clone()),
                leads_count,
                ..Settings::default()
            },
            ..context(PolicyChoice::Default)
        };
        let report = analyze(&book, &context);
        let tally = what_if.run(&book, &rule, None, leads_count);
        let tier = |at: u32| {
            let mut all = report.accounts.iter();
            all.find(|t| t.account.0 == at).map(|t| t.tier_low as u8)
        };
        assert_eq!(tally.tiers, [tier(0), tier(1)], "{leads_count}");
        assert_eq!(tier(0) < tier(1), !leads_count);
    }
}

fn compared(before: TierPolicy, now: TierPolicy, book: &Book) -> Migration {
    let context = Context {
        settings: Settings {
            policy: PolicyChoice::Own(now),
            compared: Some(PolicyChoice::Own(before)),
            ..Settings::default()
        },
        ..context(PolicyChoice::Default)
    };
    analyze(book, &context).migration.unwrap()
}

#[test]
fn a_gate_that_held_nobody_back_is_no_reason_for_a_move() {
    // 20 points of revenue under the old weights, C with or without the gate that caps at B.
    let account = Account {
        revenue: money(1e6),
        margin: ratio(0.0),
        credit_ok: Some(false),
        ..named("customer")
    };
    let weighed = |revenue: f64| {
        policy(vec![
            criterion(Field::Revenue, revenue, linear(1e6)),
            criterion(Field::Margin, 1.0, linear(0.2)),
        ])
    };
    let mut before = weighed(0.25);
    before.gates.push(gate(Field::CreditOk, Test::Yes, 2));
    let found = compared(before, weighed(4.0), &book(&[], vec![account]));
    let Why::Points(subject, points) = &found.moved[0].why else {
        panic!("{:?}", found.moved[0]);
    };
    assert_eq!(subject, &Subject::Field(Field::Revenue));
    assert!((points - 60.0).abs() < 1e-9);
}
