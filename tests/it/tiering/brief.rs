//! What a committee is told about a dispute: the 170-million case as the domain specification tells
//! it, and what is asked where no policy explains a verdict.

use kamlens::analysis::tiering::{AuditRow, TiersReport, analyze, brief, group_rule_policy};
use kamlens::book::{Account, Book, Field};
use kamlens::policy::{Gate, PolicyChoice, PolicyOverride, Subject, Test, TierPolicy, When};
use kamlens::words::Message;

use super::case170::{by_policies, case};
use super::{context, money, named, own_report, said};

fn first(report: &TiersReport) -> &AuditRow {
    &report.audit.as_ref().unwrap().rows[0]
}

fn sees(book: &Book, report: &TiersReport, unit: Option<&str>) -> Vec<String> {
    let all = brief::sees(book, report, &report.accounts[0], unit);
    all.iter().map(said).collect()
}

fn points(book: &Book, report: &TiersReport) -> Vec<Vec<String>> {
    let audit = report.audit.as_ref().unwrap();
    let all = brief::points(book, &report.source, first(report), audit);
    let set = |set: &Vec<Message>| set.iter().map(said).collect::<Vec<_>>().join(" + ");
    all.iter().map(|of| of.iter().map(set).collect()).collect()
}

fn questions(book: &Book, report: &TiersReport) -> Vec<String> {
    let audit = report.audit.as_ref().unwrap();
    let all = brief::questions(book, audit, first(report), &report.accounts[0]);
    all.iter().map(said).collect()
}

#[test]
fn the_170_million_case_reads_as_the_article_tells_it() {
    let (book, policy) = by_policies();
    let report = own_report(&book, policy);
    assert_eq!(
        sees(&book, &report, None),
        ["group rule: 5 of 5", "tier S by the policy"]
    );
    assert_eq!(sees(&book, &report, Some("Business unit A")), [""; 0]);
    assert_eq!(
        sees(&book, &report, Some("Region B")),
        ["sees 17.6% of the order (30M)", "margin 11%"]
    );
    assert_eq!(
        points(&book, &report),
        [
            vec!["fits our roadmap: no + order amount 170M < 200M"],
            vec!["margin 11% < 15%"],
        ]
    );
    assert_eq!(
        questions(&book, &report),
        [
            "Do the bars of Business unit A and Region B (fits our roadmap, order amount and margin) \
             hold for the whole group, or does the group’s rule?",
            "Region B sees only 17.6% of the order of 170M: may it decide about all of it?",
        ]
    );
}

#[test]
fn a_verdict_that_no_policy_explains_is_asked_for_its_standard() {
    let book = case();
    let report = analyze(&book, &context(PolicyChoice::GroupRule));
    let own = "its own judgement; no policy explains it";
    assert_eq!(points(&book, &report), [[own], [own]]);
    assert_eq!(
        questions(&book, &report)[0],
        "By what standard do Business unit A and Region B judge? No policy explains it: state it, \
         and write it down as one."
    );
}

/// A unit of the group rule with other rules of its own.
fn unit(change: impl Fn(&mut PolicyOverride)) -> TierPolicy {
    let mut own = PolicyOverride::new(When::Unit("Region B".into()));
    change(&mut own);
    TierPolicy {
        overrides: vec![own],
        ..group_rule_policy()
    }
}

fn without_cells() -> Book {
    let mut book = case();
    book.accounts[0].verdicts.clear();
    book.accounts[0].unit_amounts.clear();
    book
}

#[test]
fn other_lines_ask_whose_lines_hold() {
    let mut book = without_cells();
    book.accounts[0].order_amount = money(99e6);
    book.accounts[0].cross_region = Some(false);
    // 60 points: a B, which is a key account by the unit's line only.
    let report = own_report(&book, unit(|own| own.key_line = Some(2)));
    assert_eq!(
        questions(&book, &report),
        ["What makes a key account: the weights and lines of the group, or those of Region B?"]
    );
    assert_eq!(points(&book, &report), [["its own key-account line"]]);
}

#[test]
fn a_filed_verdict_that_the_groups_own_policy_does_not_give_is_asked_about() {
    let mut book = without_cells();
    book.accounts[0].verdicts = vec![("Group".into(), true)];
    book.accounts[0].order_amount = money(99e6);
    book.accounts[0].cross_region = Some(false);
    // 60 points: a B by the group's policy and by the unit's, whose gate changes nothing.
    let bar = |own: &mut PolicyOverride| {
        own.gates.push(Gate {
            subject: Subject::Field(Field::Margin),
            test: Test::AtLeast(0.15),
            cap: 2,
        });
    };
    let report = own_report(&book, unit(bar));
    assert_eq!(
        points(&book, &report),
        [[
            "its policy says what the group’s own policy says; it is the group’s filed verdict that differs"
        ]]
    );
    assert_eq!(
        questions(&book, &report),
        ["The group’s filed verdict is not what its own policy says: which of the two holds?"]
    );
}

#[test]
fn every_kind_of_gate_says_what_stands_in_its_cell() {
    let book = Book {
        accounts: vec![Account {
            region: Some("North".into()),
            headcount: Some(7.0),
            ..without_cells().accounts[0].clone()
        }],
        ..without_cells()
    };
    let said = |field, test| {
        let gate = Gate {
            subject: Subject::Field(field),
            test,
            cap: 3,
        };
        let policy = unit(|own| own.gates = vec![gate.clone()]);
        points(&book, &own_report(&book, policy)).concat()
    };
    let north = || Test::OneOf(vec!["South".into(), "West".into()]);
    assert_eq!(
        said(Field::CrossRegion, Test::No),
        ["cross-region purchase: yes, but must be no"]
    );
    assert_eq!(
        said(Field::Headcount, Test::AtMost(5.0)),
        ["our people on it 7 > 5"]
    );
    assert_eq!(
        said(Field::OrderAmount, Test::AtMost(1e6)),
        ["order amount 170M > 1M"]
    );
    assert_eq!(
        said(Field::IndustryRank, Test::AtLeast(5.0)),
        ["rank in its industry 3 < 5"]
    );
    assert_eq!(
        said(Field::Region, north()),
        ["region North, not one of South and West"]
    );
}

#[test]
fn of_two_gates_on_one_cell_the_one_that_fails_is_said() {
    let order = |test| Gate {
        subject: Subject::Field(Field::OrderAmount),
        test,
        cap: 3,
    };
    let both = unit(|own| own.gates = vec![order(Test::AtLeast(10e6)), order(Test::AtMost(100e6))]);
    let book = without_cells();
    let report = own_report(&book, both);
    assert_eq!(points(&book, &report), [["order amount 170M > 100M"]]);
    let fails = |at: f64, below: f64| {
        let gates = vec![order(Test::AtMost(at)), order(Test::AtLeast(below))];
        points(
            &book,
            &own_report(&book, unit(|own| own.gates = gates.clone())),
        )
    };
    assert_eq!(
        fails(100e6, 200e6),
        [["order amount 170M > 100M + order amount 170M < 200M"]]
    );
}

#[test]
fn ways_that_are_enough_each_are_told_apart_from_parts_that_count_together() {
    // The roadmap says no; the order is small as the region sees it: its figure, or its bar.
    let mut book = case();
    book.accounts[0].verdicts.clear();
    let gate = |field, test| Gate {
        subject: Subject::Field(field),
        test,
        cap: 3,
    };
    let policy = unit(|own| {
        own.gates = vec![
            gate(Field::RoadmapFit, Test::Yes),
            gate(Field::OrderAmount, Test::AtLeast(150e6)),
        ];
    });
    let report = own_report(&book, policy);
    assert_eq!(
        points(&book, &report),
        [[
            "fits our roadmap: no + order amount 30M < 150M",
            "fits our roadmap: no + the “order amount” that it sees",
        ]]
    );
}

#[test]
fn units_that_differ_where_the_group_is_silent_ask_for_its_view() {
    // Of the group's rule nothing is known but the order's size.
    let account = Account {
        order_amount: money(170e6),
        verdicts: vec![("North".into(), true), ("South".into(), false)],
        ..named("Half known")
    };
    let other = Account {
        industry_rank: Some(1),
        procurement_planned: Some(true),
        ..named("Other")
    };
    let columns = [Field::Account, Field::OrderAmount, Field::IndustryRank];
    let book = super::book(&columns, vec![account, other]);
    let report = analyze(&book, &context(PolicyChoice::GroupRule));
    assert_eq!(
        questions(&book, &report),
        [
            "What does the group itself say? 1 say yes, 1 say no, and the group’s policy lacks cells."
        ]
    );
}

#[test]
fn nobody_is_asked_where_all_agree() {
    let mut book = case();
    for (_, yes) in &mut book.accounts[0].verdicts {
        *yes = true;
    }
    let report = analyze(&book, &context(PolicyChoice::GroupRule));
    assert_eq!(questions(&book, &report), [""; 0]);
}
