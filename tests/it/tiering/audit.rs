//! Who disagrees and why, beside the 170-million case.

use kamlens::analysis::tiering::{Audit, Basis, Difference, Verdict, VerdictBy};
use kamlens::book::{Account, Book, Field, fold_name, same_name};
use kamlens::policy::{Gate, Places, PolicyOverride, Scale, Subject, Test, TierPolicy, When};

use super::{book, criterion, default_report, money, named, own_report, policy, ratio};

fn yes_no(fields: &[Field]) -> TierPolicy {
    let criteria = fields.iter().map(|f| criterion(*f, 1.0, Scale::YesNo));
    policy(criteria.collect())
}

fn audited(book: &Book, policy: TierPolicy) -> Option<Audit> {
    own_report(book, policy).audit
}

fn yes(verdicts: &[Option<Verdict>]) -> Vec<Option<bool>> {
    let all = verdicts.iter();
    all.map(|v| v.as_ref().map(|v| v.yes)).collect()
}

#[test]
fn the_groups_verdict_is_that_of_its_own_policy_even_where_the_group_rule_passes_5_of_5() {
    let account = Account {
        order_amount: money(170e6),
        industry_rank: Some(3),
        procurement_planned: Some(true),
        cross_region: Some(true),
        credit_ok: Some(true),
        roadmap_fit: Some(false),
        verdicts: vec![("Region B".into(), false)],
        ..named("customer")
    };
    let report = own_report(&book(&[], vec![account]), yes_no(&[Field::RoadmapFit]));
    let audit = report.audit.as_ref().unwrap();
    assert_eq!(yes(&audit.rows[0].verdicts), [Some(false), Some(false)]);
    assert!(!report.accounts[0].disputed);
    assert_eq!(audit.rows[0].disagreement, Some(0.0));
}

#[test]
fn a_unit_is_the_same_however_its_name_is_written() {
    let account = Account {
        margin: ratio(0.3),
        cross_region: Some(true),
        verdicts: vec![("ＲＥＧＩＯＮ　B".into(), true)],
        unit_margins: vec![("region b ".into(), ratio(0.1).unwrap())],
        ..named("customer")
    };
    let mut policy = yes_no(&[Field::CrossRegion]);
    policy.overrides.push(PolicyOverride {
        gates: vec![Gate {
            subject: Subject::Field(Field::Margin),
            test: Test::AtLeast(0.15),
            cap: 3,
        }],
        ..PolicyOverride::new(When::Unit("Region B".into()))
    });
    let own = |account: Account| audited(&book(&[], vec![account]), policy.clone()).unwrap();
    let by_cell = own(account.clone());
    assert_eq!(by_cell.raters.len(), 2);
    let cell = by_cell.rows[0].verdicts[1].as_ref().unwrap();
    assert_eq!((cell.yes, cell.by), (true, VerdictBy::Cell));
    let by_policy = own(Account {
        verdicts: vec![],
        ..account
    });
    // 30 % for the group, 10 % as the region sees it.
    assert_eq!(yes(&by_policy.rows[0].verdicts), [Some(true), Some(false)]);
    let causes = &by_policy.rows[0].causes[0].sets;
    let margin = Subject::Field(Field::Margin);
    assert_eq!(
        causes.as_slice(),
        [
            vec![Difference::Gate(margin, 0)],
            vec![Difference::Seen(Field::Margin)]
        ]
    );
}

#[test]
fn a_verdict_cell_is_explained_by_what_the_unit_sees_even_without_a_policy_of_its_own() {
    let account = |verdict: bool| Account {
        order_amount: money(170e6),
        verdicts: vec![("Region B".into(), verdict)],
        unit_amounts: vec![("Region B".into(), money(30e6).unwrap())],
        ..named("customer")
    };
    let bar = policy(vec![criterion(
        Field::OrderAmount,
        1.0,
        Scale::AtLeast(100e6),
    )]);
    let audit = audited(&book(&[], vec![account(false)]), bar.clone()).unwrap();
    assert_eq!(yes(&audit.rows[0].verdicts), [Some(true), Some(false)]);
    assert_eq!(
        audit.rows[0].causes[0].sets,
        [vec![Difference::Seen(Field::OrderAmount)]]
    );
    // A verdict that even its own figures contradict has no cause that the file knows.
    let higher = Account {
        unit_amounts: vec![("Region B".into(), money(120e6).unwrap())],
        ..account(false)
    };
    let audit = audited(&book(&[], vec![higher]), bar).unwrap();
    assert!(audit.rows[0].causes[0].sets.is_empty());
}

#[test]
fn where_places_are_counted_a_unit_counts_them_by_its_own_policy() {
    let of = |name: &str, cross: bool, roadmap: bool| Account {
        cross_region: Some(cross),
        roadmap_fit: Some(roadmap),
        ..named(name)
    };
    let book = book(
        &[],
        vec![of("wide", true, false), of("fitting", false, true)],
    );
    let mut policy = yes_no(&[Field::CrossRegion, Field::RoadmapFit]);
    policy.criteria[0].weight = 3.0;
    policy.places = Places::Top(vec![1, 1, 2]);
    policy.key_line = 0;
    policy.overrides.push(PolicyOverride {
        weights: vec![(Subject::Field(Field::RoadmapFit), 9.0)],
        ..PolicyOverride::new(When::Unit("Labs".into()))
    });
    let audit = audited(&book, policy).unwrap();
    let rows: Vec<_> = audit
        .rows
        .iter()
        .map(|r| (r.account.0, yes(&r.verdicts), r.tiers.clone()))
        .collect();
    assert_eq!(
        rows,
        [
            (1, vec![Some(false), Some(true)], vec![Some(2), Some(0)]),
            (0, vec![Some(true), Some(false)], vec![Some(0), Some(2)]),
        ]
    );
    let weight = Difference::Weight(Subject::Field(Field::RoadmapFit));
    for row in &audit.rows {
        assert_eq!(row.causes[0].sets, [vec![weight.clone()]]);
    }
}

#[test]
fn two_overrides_of_one_unit_are_one_rater() {
    let account = Account {
        cross_region: Some(true),
        roadmap_fit: Some(false),
        ..named("customer")
    };
    let mut policy = yes_no(&[Field::CrossRegion]);
    let gate = Gate {
        subject: Subject::Field(Field::RoadmapFit),
        test: Test::Yes,
        cap: 3,
    };
    for (unit, gates) in [("Labs", vec![gate]), ("East", vec![]), ("labs", vec![])] {
        policy.overrides.push(PolicyOverride {
            gates,
            ..PolicyOverride::new(When::Unit(unit.into()))
        });
    }
    let report = own_report(&book(&[], vec![account]), policy);
    let audit = report.audit.unwrap();
    assert_eq!(
        yes(&audit.rows[0].verdicts),
        [Some(true), Some(false), Some(true)]
    );
    // p = 2/3.
    assert!((audit.rows[0].disagreement.unwrap() - 8.0 / 9.0).abs() < 1e-12);
    assert_eq!(report.accounts[0].verdicts.len(), 2);
}

#[test]
fn where_no_policy_was_applied_nobody_has_a_verdict_by_policy() {
    let of = |name: &str, revenue: f64, yes: bool| Account {
        revenue: money(revenue),
        verdicts: vec![("East".into(), yes)],
        ..named(name)
    };
    let amounts_only = book(&[], vec![of("large", 9e6, true), of("small", 1e3, false)]);
    let report = default_report(&amounts_only);
    assert_eq!(report.basis, Basis::Abc);
    let audit = report.audit.as_ref().unwrap();
    for row in &audit.rows {
        assert_eq!(row.verdicts[0], None);
        assert_eq!((row.tiers[0], row.disagreement), (None, None));
    }
    // A cell of the group itself is a verdict; what explains a unit's cell is not known.
    let with_group = Account {
        verdicts: vec![("Group".into(), true), ("East".into(), false)],
        ..of("split", 5e6, true)
    };
    let report = default_report(&book(&[], vec![with_group]));
    let row = &report.audit.as_ref().unwrap().rows[0];
    assert_eq!(yes(&row.verdicts), [Some(true), Some(false)]);
    assert!(row.causes[0].sets.is_empty());
}

#[test]
fn names_are_the_same_by_the_quick_way_as_by_folding_them() {
    let mut names: Vec<String> = [
        "Region B",
        "ＲＥＧＩＯＮ  b",
        " region b",
        "region  b",
        "İ",
        "ß",
        "",
    ]
    .map(str::to_owned)
    .into();
    names.extend(('!'..='~').map(String::from));
    names.extend(('\u{4e00}'..='\u{9fa5}').step_by(97).map(String::from));
    for a in &names {
        for b in &names {
            assert_eq!(same_name(a, b), fold_name(a) == fold_name(b), "{a} {b}");
        }
    }
    // Folding leaves what counts as plain as it is, but for its case.
    for c in ('!'..='~').chain('\u{4e00}'..='\u{9fa5}') {
        assert_eq!(
            fold_name(&c.to_string()),
            c.to_ascii_lowercase().to_string()
        );
    }
}
