//! The 170-million case of the article: `fixtures/kam170`, built here and read from its file.

use kamlens::analysis::FindingSeverity;
use kamlens::analysis::tiering::{
    AccountTier, Difference, GroupRule, VerdictBy, analyze, group_rule_policy,
};
use kamlens::api::{Lens, report};
use kamlens::book::{Account, Book, Field};
use kamlens::policy::{Gate, PolicyChoice, PolicyOverride, Subject, Test, TierPolicy, When};
use kamlens::words::Words;

use kamlens::engine::Engine;
use kamlens::reader::{Limits, read_native};

use super::{book, context, money, named, ratio, said, tiers};

/// The row of `fixtures/kam170/accounts.csv`.
fn row() -> Account {
    Account {
        order_amount: money(170e6),
        industry_rank: Some(3),
        procurement_planned: Some(true),
        cross_region: Some(true),
        credit_ok: Some(true),
        roadmap_fit: Some(false),
        verdicts: vec![
            ("Business unit A".into(), false),
            ("Region B".into(), false),
        ],
        unit_amounts: vec![("Region B".into(), money(30e6).unwrap())],
        unit_margins: vec![("Region B".into(), ratio(0.11).unwrap())],
        ..named("Customer of the 170-million case")
    }
}

pub(super) fn case() -> Book {
    let columns = [
        Field::Account,
        Field::OrderAmount,
        Field::IndustryRank,
        Field::ProcurementPlanned,
        Field::CrossRegion,
        Field::CreditOk,
        Field::RoadmapFit,
    ];
    book(&columns, vec![row()])
}

const ALL_FIVE: Option<GroupRule> = Some(GroupRule {
    passed: 5,
    failed: 0,
    unknown: 0,
});

#[test]
fn the_group_rule_passes_5_of_5_and_makes_it_a_firm_s() {
    let report = analyze(&case(), &context(PolicyChoice::GroupRule));
    let account = &report.accounts[0];
    assert_eq!(account.group_rule, ALL_FIVE);
    assert_eq!((account.score_low, account.score_high), (100.0, 100.0));
    assert_eq!(tiers(&report, 0), ("S", "S"));
    assert!(account.firm && account.disputed);
    let verdicts: Vec<_> = account
        .verdicts
        .iter()
        .map(|(u, v)| (u.as_str(), *v))
        .collect();
    assert_eq!(verdicts, [("Business unit A", false), ("Region B", false)]);
}

#[test]
fn region_b_judges_17_6_percent_of_the_order() {
    let report = analyze(&case(), &context(PolicyChoice::GroupRule));
    let seen = &report.accounts[0].unit_amounts[0];
    assert_eq!((seen.unit.as_str(), seen.amount), ("Region B", 30e6));
    assert!((seen.share.unwrap() - 3.0 / 17.0).abs() < 1e-15);
    let actions: Vec<String> = report.finding.actions.iter().map(said).collect();
    assert_eq!(
        actions[0],
        "Bring the group and Business unit A and Region B to one definition of a key account, \
         with “Customer of the 170-million case” as the case: Region B judges only 17.6% of the order."
    );
}

#[test]
fn the_finding_names_the_dispute_under_either_policy() {
    for policy in [PolicyChoice::GroupRule, PolicyChoice::Default] {
        let report = analyze(&case(), &context(policy));
        assert_eq!(report.finding.severity, FindingSeverity::Act);
        assert_eq!(
            said(&report.finding.message),
            "“Customer of the 170-million case” is disputed: the group rule passes 5 of 5, \
             but 2 of 2 units say no (order of 170M)."
        );
        assert_eq!(report.finding.evidence[0].origin.row, 1);
    }
}

#[test]
fn by_the_starting_policy_it_is_an_a_of_four_criteria() {
    // One account: the order tells nothing apart and is left out. Rank, plan and regions count 25
    // points each, the roadmap none; credit is a gate.
    let report = analyze(&case(), &context(PolicyChoice::Default));
    let account = &report.accounts[0];
    assert_eq!(account.contributions.len(), 4);
    assert_eq!((account.score_low, account.score_high), (75.0, 75.0));
    assert_eq!(tiers(&report, 0), ("A", "A"));
    assert_eq!(account.group_rule, ALL_FIVE);
    assert!(report.notes.iter().any(|n| n.code == "tiers.note.leftOut"));
}

#[test]
fn an_order_of_one_unit_less_than_the_bar_fails_one_of_five() {
    for (order, passed) in [(100e6, 5), (99_999_999.0, 4)] {
        let account = Account {
            order_amount: money(order),
            ..row()
        };
        let book = Book {
            accounts: vec![account],
            ..case()
        };
        let report = analyze(&book, &context(PolicyChoice::GroupRule));
        let rule = report.accounts[0].group_rule.unwrap();
        assert_eq!((rule.passed, rule.failed), (passed, 5 - passed));
        assert_eq!(report.accounts[0].score_low, 20.0 * f64::from(passed));
    }
}

#[test]
fn the_file_gives_the_same_answer() {
    for (name, bytes) in [
        (
            "accounts.csv",
            include_bytes!("../../fixtures/kam170/accounts.csv").as_slice(),
        ),
        (
            "accounts.zh-CN.csv",
            include_bytes!("../../fixtures/kam170/accounts.zh-CN.csv").as_slice(),
        ),
    ] {
        let file = read_native(name, bytes, &Limits::default()).unwrap();
        let mut engine = Engine::default();
        engine.add_file(name, file.tables, file.diagnostics);
        let answers = engine.analyze(&context(PolicyChoice::Default));
        assert_eq!(answers.imported.diagnostics, [], "{name}");
        let built = analyze(&case(), answers.context);
        let (read, built) = (&answers.reports.tiers.accounts[0], &built.accounts[0]);
        assert_eq!(read.group_rule, ALL_FIVE, "{name}");
        assert_eq!((read.score_low, read.score_high), (75.0, 75.0), "{name}");
        assert_eq!((read.firm, read.disputed), (true, true), "{name}");
        let shares = |t: &AccountTier| t.unit_amounts.iter().map(|u| u.share).collect::<Vec<_>>();
        assert_eq!(shares(read), shares(built), "{name}");
        let book = &answers.imported.book;
        let evidence = &read.evidence[0];
        let rank = book.cell(evidence.origin, Field::IndustryRank).unwrap();
        assert_eq!(rank.to_string(), format!("{}!C2", rank.sheet));
    }
}

#[test]
fn what_units_see_leads_back_to_its_cells() {
    let bytes = include_bytes!("../../fixtures/kam170/accounts.csv");
    let file = read_native("accounts.csv", bytes, &Limits::default()).unwrap();
    let mut engine = Engine::default();
    engine.add_file("accounts.csv", file.tables, file.diagnostics);
    let answers = engine.analyze(&context(PolicyChoice::Default));
    let words = Words::parse(include_str!("../../../www/locales/en.json")).unwrap();
    let lens = Lens {
        answers,
        words: &words,
        limit: None,
    };
    let view = serde_json::to_value(report(&lens)).unwrap();
    let cells = &view["reports"]["tiers"]["accounts"][0]["evidence"][0]["cells"];
    let cell = |field: &str| {
        let found = cells
            .as_array()
            .unwrap()
            .iter()
            .find(|c| c["field"] == field);
        found.map(|c| format!("{} {}", c["ref"], c["text"]).replace('"', ""))
    };
    assert_eq!(cell("verdict:Region B").as_deref(), Some("accounts!I2 no"));
    assert_eq!(
        cell("amount:Region B").as_deref(),
        Some("accounts!J2 30000000")
    );
    assert_eq!(cell("margin:Region B").as_deref(), Some("accounts!K2 11%"));
}

/// The case with the units' own policies in place of their verdict cells (domain section 2).
pub(super) fn by_policies() -> (Book, TierPolicy) {
    let gate = |field, test| Gate {
        subject: Subject::Field(field),
        test,
        cap: 3,
    };
    let mut policy = group_rule_policy();
    policy.overrides = vec![
        PolicyOverride {
            gates: vec![
                gate(Field::RoadmapFit, Test::Yes),
                gate(Field::OrderAmount, Test::AtLeast(200e6)),
            ],
            ..PolicyOverride::new(When::Unit("Business unit A".into()))
        },
        PolicyOverride {
            gates: vec![gate(Field::Margin, Test::AtLeast(0.15))],
            ..PolicyOverride::new(When::Unit("Region B".into()))
        },
    ];
    let mut book = case();
    book.accounts[0].verdicts.clear();
    (book, policy)
}

#[test]
fn by_the_units_own_policies_both_say_no_and_the_causes_are_their_gates() {
    let (book, policy) = by_policies();
    let report = analyze(&book, &context(PolicyChoice::Own(policy)));
    let audit = report.audit.as_ref().unwrap();
    let names: Vec<_> = audit.raters.iter().map(|r| r.as_deref()).collect();
    assert_eq!(names, [None, Some("Business unit A"), Some("Region B")]);
    let row = &audit.rows[0];
    let verdicts: Vec<_> = row
        .verdicts
        .iter()
        .flatten()
        .map(|v| (v.yes, v.by))
        .collect();
    let by_policy = |yes| (yes, VerdictBy::Policy);
    assert_eq!(
        verdicts,
        [by_policy(true), by_policy(false), by_policy(false)]
    );
    // p = 1/3.
    assert!((row.disagreement.unwrap() - 8.0 / 9.0).abs() < 1e-12);
    let gate = |field, at| Difference::Gate(Subject::Field(field), at);
    assert_eq!(
        row.causes[0].sets,
        [vec![
            gate(Field::RoadmapFit, 0),
            gate(Field::OrderAmount, 1)
        ]],
        "either gate alone would still say no"
    );
    assert_eq!(row.causes[1].sets, [vec![gate(Field::Margin, 0)]]);
    assert!(report.accounts[0].disputed);
    assert_eq!(report.finding.severity, FindingSeverity::Act);
    let share = report.accounts[0].unit_amounts[0].share.unwrap();
    assert!((share - 3.0 / 17.0).abs() < 1e-15);
}

#[test]
fn a_verdict_cell_counts_more_than_a_policy_and_has_no_cause_that_a_file_knows() {
    let (mut book, policy) = by_policies();
    book.accounts[0].verdicts = vec![("Region B".into(), true), ("Region C".into(), false)];
    let report = analyze(&book, &context(PolicyChoice::Own(policy)));
    let audit = report.audit.unwrap();
    let names: Vec<_> = audit.raters.iter().flatten().cloned().collect();
    assert_eq!(names, ["Business unit A", "Region B", "Region C"]);
    let row = &audit.rows[0];
    let found: Vec<_> = row
        .verdicts
        .iter()
        .flatten()
        .map(|v| (v.yes, v.by))
        .collect();
    assert_eq!(
        found,
        [
            (true, VerdictBy::Policy),
            (false, VerdictBy::Policy),
            (true, VerdictBy::Cell),
            (false, VerdictBy::Cell)
        ]
    );
    assert_eq!(row.disagreement, Some(1.0));
    let causes: Vec<_> = row.causes.iter().map(|c| (c.rater, c.sets.len())).collect();
    assert_eq!(causes, [(1, 1), (3, 0)]);
}

#[test]
fn the_report_says_who_disagrees_and_why_in_words() {
    let (_, policy) = by_policies();
    let csv = "Account,Order amount,Industry rank,Procurement planned,Cross-region,Credit OK,Roadmap fit,amount:Region B,margin:Region B,Tier\n\
               Case,170000000,3,yes,yes,yes,no,30000000,11%,B\n";
    let file = read_native("book.csv", csv.as_bytes(), &Limits::default()).unwrap();
    let mut engine = Engine::default();
    engine.add_file("book.csv", file.tables, file.diagnostics);
    let answers = engine.analyze(&context(PolicyChoice::Own(policy)));
    let words = Words::parse(include_str!("../../../www/locales/en.json")).unwrap();
    let lens = Lens {
        answers,
        words: &words,
        limit: None,
    };
    let view = serde_json::to_value(report(&lens)).unwrap();
    let tiers = &view["reports"]["tiers"];
    let audit = &tiers["audit"];
    assert_eq!(audit["disputed"], 1);
    assert_eq!(audit["alpha"]["undefined"], "few-accounts");
    let causes = &audit["rows"][0]["causes"];
    assert_eq!(
        causes[0]["texts"][0],
        "its gate “fits our roadmap” and its gate “order amount” together"
    );
    assert_eq!(causes[1]["texts"][0], "its gate “margin”");
    assert_eq!(tiers["migration"]["from"], "file");
    assert_eq!(tiers["migration"]["moved"][0]["from"], "B");
    assert_eq!(tiers["migration"]["moved"][0]["to"], "S");
    assert_eq!(tiers["robustness"]["draws"], 1_000);
    assert_eq!(tiers["accounts"][0]["acceptability"], 1.0);
    assert_eq!(tiers["source"]["overrides"][1]["unit"], "Region B");
}
