//! Who moved between tiers, and why.

use kamlens::analysis::Context;
use kamlens::analysis::tiering::{Migration, MigrationFrom, TiersReport, Why, analyze};
use kamlens::book::{Account, Book, Field};
use kamlens::policy::{Gate, PolicyChoice, Scale, Settings, Subject, Test, TierPolicy};

use super::{book, context, criterion, money, named, policy, ratio};

fn rule(weights: [f64; 2]) -> TierPolicy {
    let linear = |one| Scale::Linear { zero: 0.0, one };
    policy(vec![
        criterion(Field::Revenue, weights[0], linear(1e6)),
        criterion(Field::Margin, weights[1], linear(0.2)),
    ])
}

fn customers() -> Book {
    let of = |name: &str, revenue: f64, margin: f64, tier: &str| Account {
        revenue: money(revenue),
        margin: ratio(margin),
        tier: Some(tier.into()),
        credit_ok: Some(name != "late payer"),
        ..named(name)
    };
    book(
        &[],
        vec![
            of("volume", 1e6, 0.0, "S"),
            of("margin", 1e5, 0.2, "a "),
            of("both", 9e5, 0.19, "Strategic"),
            of("late payer", 9e5, 0.19, "C"),
        ],
    )
}

fn compared(before: TierPolicy, now: TierPolicy) -> Migration {
    let context = Context {
        settings: Settings {
            policy: PolicyChoice::Own(now),
            compared: Some(PolicyChoice::Own(before)),
            ..Settings::default()
        },
        ..context(PolicyChoice::Default)
    };
    analyze(&customers(), &context).migration.unwrap()
}

fn revenue() -> Subject {
    Subject::Field(Field::Revenue)
}

#[test]
fn a_weight_that_moved_is_the_reason_on_both_sides() {
    // Before: volume 80, margin 28, both 91 and 91. Now: volume 20, margin 82.
    let found = compared(rule([4.0, 1.0]), rule([1.0, 4.0]));
    assert_eq!(found.flows.iter().flatten().sum::<usize>(), 4);
    let moves: Vec<_> = found
        .moved
        .iter()
        .map(|m| (m.account.0, m.from, m.to, m.up))
        .collect();
    assert_eq!(moves, [(0, 0, 3, Some(false)), (1, 3, 0, Some(true))]);
    let Why::Points(subject, points) = &found.moved[0].why else {
        panic!("{:?}", found.moved[0]);
    };
    assert_eq!((subject, points.round()), (&revenue(), -60.0));
    let Why::Points(subject, points) = &found.moved[1].why else {
        panic!("{:?}", found.moved[1]);
    };
    assert_eq!(
        (subject, points.round()),
        (&Subject::Field(Field::Margin), 60.0)
    );
}

#[test]
fn a_gate_or_a_line_that_moved_is_the_reason_where_the_score_is_not() {
    let mut gated = rule([1.0, 1.0]);
    gated.gates.push(Gate {
        subject: Subject::Field(Field::CreditOk),
        test: Test::Yes,
        cap: 2,
    });
    let found = compared(rule([1.0, 1.0]), gated);
    let whys: Vec<_> = found
        .moved
        .iter()
        .map(|m| (m.account.0, m.why.clone()))
        .collect();
    assert_eq!(whys, [(3, Why::Gate(Subject::Field(Field::CreditOk)))]);
    let mut lower = rule([1.0, 1.0]);
    lower.tiers[1].cutoff = 50.0;
    let found = compared(rule([1.0, 1.0]), lower);
    let whys: Vec<_> = found
        .moved
        .iter()
        .map(|m| (m.account.0, m.up, m.why.clone()))
        .collect();
    assert_eq!(
        whys,
        [(0, Some(true), Why::Lines), (1, Some(true), Why::Lines)]
    );
}

#[test]
fn the_same_policy_moves_nobody() {
    let found = compared(rule([2.0, 1.0]), rule([4.0, 2.0]));
    assert_eq!(found.moved, []);
}

#[test]
fn without_a_saved_policy_the_tiers_of_the_file_are_where_accounts_come_from() {
    let report = analyze(&customers(), &context(PolicyChoice::Own(rule([1.0, 1.0]))));
    let found = report.migration.unwrap();
    assert_eq!(found.from, MigrationFrom::File);
    assert_eq!(found.from_tiers, ["S", "A", "B", "C", "Strategic"]);
    // volume 50: B; margin 55: B; both and late payer 92.5: S.
    let moves: Vec<_> = found
        .moved
        .iter()
        .map(|m| (m.account.0, m.from, m.to, m.up))
        .collect();
    assert_eq!(
        moves,
        [
            (0, 0, 2, Some(false)),
            (2, 4, 0, None),
            (3, 3, 0, Some(true)),
            (1, 1, 2, Some(false))
        ]
    );
    assert!(found.moved.iter().all(|m| m.why == Why::File));
    let plain = Book {
        accounts: customers()
            .accounts
            .into_iter()
            .map(|a| Account { tier: None, ..a })
            .collect(),
        ..customers()
    };
    let report = analyze(&plain, &context(PolicyChoice::Own(rule([1.0, 1.0]))));
    assert_eq!(report.migration, None);
}

#[test]
fn a_tier_column_with_a_name_for_everybody_is_no_tier_column() {
    let with_names = |count: usize| {
        let accounts = (0..count).map(|i| Account {
            tier: Some(format!(" Tier {i}")),
            ..customers().accounts[i % 4].clone()
        });
        book(&[], accounts.collect())
    };
    let choice = || context(PolicyChoice::Own(rule([1.0, 1.0])));
    let has = |report: &TiersReport| {
        let mut notes = report.notes.iter();
        notes.any(|note| note.code == "tiers.note.noTierColumn")
    };
    let few = analyze(&with_names(20), &choice());
    assert!(!has(&few));
    let found = few.migration.unwrap();
    assert_eq!(found.from_tiers.len(), 24);
    assert_eq!(found.flows.iter().flatten().sum::<usize>(), 20);
    let many = analyze(&with_names(21), &choice());
    assert!(has(&many));
    assert_eq!(many.migration, None);
}
