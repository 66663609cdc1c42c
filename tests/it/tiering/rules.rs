use kamlens::analysis::FindingSeverity;
use kamlens::analysis::tiering::{Basis, TiersReport, default_policy};
use kamlens::book::{Account, Book, ExtraValue, Field};
use kamlens::policy::{Criterion, Gate, PolicyChoice, Scale, Subject, Test};

use super::{
    book, context, criterion, default_report, money, named, own_report, policy, ratio, said, tiers,
};

/// Four yes/no criteria worth 25 points each.
fn four() -> Vec<Criterion> {
    let fields = [
        Field::ProcurementPlanned,
        Field::CrossRegion,
        Field::RoadmapFit,
        Field::CreditOk,
    ];
    fields
        .map(|field| criterion(field, 1.0, Scale::YesNo))
        .into()
}

fn flags(name: &str, cells: [Option<bool>; 4]) -> Account {
    Account {
        procurement_planned: cells[0],
        cross_region: cells[1],
        roadmap_fit: cells[2],
        credit_ok: cells[3],
        ..named(name)
    }
}

const YES: Option<bool> = Some(true);
const NO: Option<bool> = Some(false);

fn judged(accounts: Vec<Account>) -> TiersReport {
    own_report(&book(&[], accounts), policy(four()))
}

fn verdicts(cells: &[(&str, bool)]) -> Vec<(String, bool)> {
    cells.iter().map(|(u, v)| ((*u).into(), *v)).collect()
}

#[test]
fn cut_offs_are_inclusive_in_spite_of_rounding() {
    // Weights 0.1 … 0.4 of yes cells sum to 65, 80 and 45 only up to 1e-14.
    let check = |weights: [f64; 4], cells: [Option<bool>; 4], tier: &str| {
        let mut criteria = four();
        for (c, w) in criteria.iter_mut().zip(weights) {
            c.weight = w;
        }
        let book = book(&[], vec![flags("x", cells)]);
        let report = own_report(&book, policy(criteria));
        assert_eq!(
            tiers(&report, 0),
            (tier, tier),
            "{}",
            report.accounts[0].score_low
        );
    };
    check([0.1, 0.35, 0.2, 0.35], [NO, YES, NO, YES], "A");
    check([0.1, 0.55, 0.1, 0.25], [YES, YES, NO, NO], "A");
    check([0.2, 0.1, 0.7, 0.0], [NO, YES, YES, NO], "S");
    check([0.15, 0.3, 0.55, 0.0], [YES, YES, NO, NO], "B");
    check([0.1, 0.549_999, 0.100_001, 0.25], [YES, YES, NO, NO], "B");
}

#[test]
fn unknown_cells_give_an_interval_and_the_larger_weight_breaks_a_tie() {
    let mut criteria = four();
    criteria[3].weight = 3.0;
    let accounts = vec![flags("x", [YES, YES, None, None])];
    let report = own_report(&book(&[], accounts), policy(criteria));
    let account = &report.accounts[0];
    assert!((account.score_low - 100.0 / 3.0).abs() < 1e-12);
    assert_eq!(account.score_high, 100.0);
    assert_eq!(tiers(&report, 0), ("C", "S"));
    // Credit known: 33–50 or 83–100. Roadmap known: 33–83 or 50–100.
    assert_eq!(account.worth_finding, Some(3));
    assert_eq!(account.worth_leaves, Some(2));

    let report = judged(vec![flags("x", [None, None, YES, YES])]);
    assert_eq!(
        report.accounts[0].worth_finding,
        Some(0),
        "a tie: the first"
    );
}

#[test]
fn key_accounts_are_counted_from_to_and_many_open_tiers_are_watched() {
    let accounts = vec![
        flags("s", [YES; 4]),
        flags("a", [YES, YES, YES, NO]),
        flags("open", [YES, YES, None, NO]),
        flags("c", [NO; 4]),
        flags("nothing", [None; 4]),
    ];
    let report = judged(accounts);
    assert_eq!(report.not_assessable, 1);
    assert_eq!(report.finding.severity, FindingSeverity::Watch);
    assert_eq!(
        said(&report.finding.message),
        "By “Own policy” (4 criteria), key accounts (S and A): 2 to 3 of 5. 2 tiers are provisional, because cells are missing."
    );
    let order: Vec<u32> = report.accounts.iter().map(|a| a.account.0).collect();
    assert_eq!(order, [0, 1, 2, 3, 4]);
    let counts: Vec<_> = report
        .tiers
        .iter()
        .map(|t| (t.firm, t.provisional))
        .collect();
    assert_eq!(counts, [(1, 0), (1, 0), (0, 1), (1, 0)]);
    let actions: Vec<String> = report.finding.actions.iter().map(said).collect();
    assert_eq!(actions.len(), 1);
    assert!(actions[0].contains("of “open”: until then its tier lies between B and A."));
    report.notes.iter().for_each(|n| drop(said(n)));
}

#[test]
fn one_open_tier_in_five_is_not_many() {
    let mut accounts = vec![flags("c", [NO; 4]); 4];
    accounts.push(flags("open", [NO, NO, None, None]));
    let report = judged(accounts);
    assert_eq!(report.finding.severity, FindingSeverity::Ok);
    assert_eq!(
        said(&report.finding.message),
        "By “Own policy” (4 criteria), key accounts (S and A): 0 of 5. One tier is provisional, because cells are missing."
    );
}

#[test]
fn a_dispute_is_any_difference_between_the_units_and_the_group() {
    let check = |cells: [Option<bool>; 4], units: &[(&str, bool)], sentence: Option<&str>| {
        let account = Account {
            verdicts: verdicts(units),
            ..flags("X", cells)
        };
        let report = judged(vec![account]);
        assert_eq!(report.accounts[0].disputed, sentence.is_some());
        if let Some(sentence) = sentence {
            assert_eq!(report.finding.severity, FindingSeverity::Act);
            assert_eq!(said(&report.finding.message), sentence);
            assert!(said(&report.finding.actions[0]).contains("“X”"));
        } else {
            assert_eq!(report.finding.severity, FindingSeverity::Ok);
        }
    };
    check([YES; 4], &[("A", true), ("B", true)], None);
    check([NO; 4], &[("A", false)], None);
    check([YES; 4], &[], None);
    check(
        [YES; 4],
        &[("A", true), ("B", false), ("C", false)],
        Some("“X” is disputed: its units’ verdicts are 1 yes and 2 no."),
    );
    check(
        [YES; 4],
        &[("A", false), ("B", false)],
        Some("“X” is disputed: “Own policy” makes it a key account (S), but its units say no."),
    );
    check(
        [NO; 4],
        &[("A", true)],
        Some("“X” is disputed: its units call it a key account, but by “Own policy” it is C."),
    );
    // The group's own cell stands for the group, whatever the policy says.
    check([NO; 4], &[("Group", true), ("A", true)], None);
    check([NO; 4], &[("集团", true), ("A区", true)], None);
}

#[test]
fn the_largest_order_leads_the_disputes_and_an_open_tier_is_no_verdict() {
    let disputed = |name: &str, order: f64| Account {
        order_amount: money(order),
        verdicts: verdicts(&[("A", true), ("B", false)]),
        ..flags(name, [YES; 4])
    };
    let open = Account {
        verdicts: verdicts(&[("A", false)]),
        ..flags("open", [YES, YES, None, NO])
    };
    let report = judged(vec![disputed("small", 5.0), disputed("large", 9e6), open]);
    let disputed: Vec<bool> = report.accounts.iter().map(|a| a.disputed).collect();
    assert_eq!(disputed, [true, true, false]);
    assert!(
        said(&report.finding.message)
            .starts_with("2 accounts are disputed. The largest is “large”")
    );
    assert_eq!(report.finding.evidence[0].origin.row, 2);
}

#[test]
fn tiers_of_the_file_that_differ_are_to_be_looked_at() {
    let file = |name: &str, tier: &str, order: f64| Account {
        tier: Some(tier.into()),
        order_amount: money(order),
        ..flags(name, [YES; 4])
    };
    let accounts = vec![
        file("same", " s ", 9.0),
        file("small", "B", 1.0),
        file("large", "C", 5.0),
        file("other words", "gold", 8.0),
    ];
    let report = judged(accounts);
    let actions: Vec<String> = report.finding.actions.iter().map(said).collect();
    assert_eq!(
        actions,
        [
            "Look again at 2 accounts whose tier is firm and not the one in the file; begin with “large” (file C, policy S)."
        ]
    );
    assert!(report.accounts.iter().all(|a| a.file_tier.is_some()));
}

#[test]
fn an_amount_without_spread_falls_back_to_its_ends_and_then_is_left_out() {
    let scale = |amounts: &[f64]| {
        let accounts = amounts.iter().map(|a| Account {
            revenue: money(*a),
            margin: ratio(0.1),
            ..named("x")
        });
        let policy = default_policy(&book(&[], accounts.collect()));
        assert_eq!(policy.gates.len(), 0);
        match policy.criteria[0].subject {
            Subject::Field(Field::Revenue) => Some(policy.criteria[0].scale.clone()),
            _ => None,
        }
    };
    let linear = |zero, one| Some(Scale::Linear { zero, one });
    // numpy.percentile([0, 100, 200, 300, 400], [20, 95]) is [80, 380].
    assert_eq!(
        scale(&[400.0, 0.0, 200.0, 100.0, 300.0]),
        linear(80.0, 380.0)
    );
    let mut flat = [5.0; 40];
    flat[7] = 90.0;
    assert_eq!(scale(&flat), linear(5.0, 90.0));
    assert_eq!(scale(&[5.0, 5.0]), None);
}

#[test]
fn a_wholly_blank_column_still_counts_but_a_missing_one_does_not() {
    let account = || Account {
        margin: ratio(0.3),
        ..named("x")
    };
    let with = default_report(&book(&[Field::Margin, Field::RoadmapFit], vec![account()]));
    assert_eq!(tiers(&with, 0), ("B", "S"));
    let without = default_report(&book(&[Field::Margin], vec![account()]));
    assert_eq!(tiers(&without, 0), ("S", "S"));
    let unlock = &without.finding.unlock[0].fields;
    assert!(unlock.contains(&Field::RoadmapFit) && !unlock.contains(&Field::Margin));
}

#[test]
fn a_column_of_the_users_own_can_be_a_criterion_and_a_gate() {
    let with = |value: ExtraValue| Account {
        extra: vec![(1, value)],
        ..named("x")
    };
    let accounts = vec![
        with(ExtraValue::Number(7.0)),
        with(ExtraValue::Bool(true)),
        with(ExtraValue::Text("7".into())),
    ];
    let book = Book {
        extra_columns: vec!["Sites".into(), "Plants".into()],
        ..book(&[], accounts)
    };
    let subject = Subject::Extra("Plants".into());
    let mut own = policy(vec![Criterion {
        subject: subject.clone(),
        weight: 1.0,
        scale: Scale::Linear {
            zero: 0.0,
            one: 10.0,
        },
        influenceable: false,
    }]);
    own.gates.push(Gate {
        subject,
        test: Test::AtLeast(7.0),
        cap: 2,
    });
    let report = own_report(&book, own);
    assert_eq!(tiers(&report, 0), ("A", "A"));
    assert_eq!(report.accounts[1].score_low, 10.0);
    assert_eq!(report.accounts[1].tier_low, 3);
    // One answer settles both the criterion and the gate; below 7 it cannot be better than B.
    let open = &report.accounts[2];
    assert_eq!((open.assessable, open.worth_finding), (false, Some(0)));
    assert_eq!(open.worth_leaves, Some(1));
}

#[test]
fn a_policy_that_reads_nothing_of_the_book_gives_way_to_the_amount() {
    let account = Account {
        revenue: money(5.0),
        ..named("x")
    };
    let report = kamlens::analysis::tiering::analyze(
        &book(&[], vec![account]),
        &context(PolicyChoice::GroupRule),
    );
    assert_eq!(report.basis, Basis::Abc);
    assert_eq!(report.accounts[0].group_rule, None);
    let mut broken = policy(four());
    broken.tiers.clear();
    let report = own_report(&book(&[], vec![flags("x", [YES; 4])]), broken);
    assert_eq!(report.basis, Basis::None);
}
