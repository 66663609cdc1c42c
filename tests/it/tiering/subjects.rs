//! What an editor of policies is offered: columns with their values and a scale to begin with.

use kamlens::analysis::tiering::{Measure, Reading, SubjectProfile, WhatIf, quantile, subjects};
use kamlens::book::{Account, Book, ExtraValue, Field, Ratio};
use kamlens::policy::{Gate, PolicyOverride, Scale, Subject, Test, TierPolicy, When};

use super::{book, criterion, money, named, policy, ratio};

fn of(subjects: &[SubjectProfile], subject: Subject) -> &SubjectProfile {
    let mut all = subjects.iter();
    all.find(|p| p.subject == subject).unwrap()
}

fn extra(header: &str) -> Subject {
    Subject::Extra(header.into())
}

fn customers() -> Book {
    let text = |word: &str| ExtraValue::Text(word.into());
    let account = |at: usize| Account {
        revenue: money(at as f64 * 1e5),
        industry_rank: Some(at as u32 + 1),
        relationship_org: Some(["B", "A", "C"][at % 3].into()),
        extra: vec![
            (0, ExtraValue::Number(at as f64)),
            (1, ExtraValue::Bool(at.is_multiple_of(2))),
            (2, text(["north", "south", "south"][at % 3])),
            (3, ExtraValue::Number(7.0)),
        ],
        ..named(&format!("account {at:02}"))
    };
    let columns = ["Score", "Pilot", "Zone", "Same", "Empty"];
    Book {
        extra_columns: columns.map(str::to_owned).into(),
        ..book(&[Field::Margin], (0..21).map(account).collect())
    }
}

#[test]
fn columns_without_a_known_cell_are_not_offered() {
    let found = subjects(&customers());
    let offered: Vec<&Subject> = found.iter().map(|p| &p.subject).collect();
    let fields = [Field::IndustryRank, Field::Revenue, Field::RelationshipOrg];
    let mut expected = fields.map(Subject::Field).to_vec();
    expected.extend(["Score", "Pilot", "Zone", "Same"].map(extra));
    assert_eq!(offered, expected.iter().collect::<Vec<_>>());
    assert!(found.iter().all(|p| p.known == 21));
}

#[test]
fn an_amount_begins_like_the_starting_policy() {
    let found = subjects(&customers());
    let revenue = of(&found, Subject::Field(Field::Revenue));
    assert_eq!(revenue.reading, Reading::Number);
    assert_eq!(revenue.measure, Measure::Money);
    let values: Vec<f64> = (0..21).map(|at| f64::from(at) * 1e5).collect();
    let spread = revenue.spread.unwrap();
    assert_eq!((spread.min, spread.max), (0.0, 2e6));
    assert_eq!(Some(spread.q20), quantile(&values, 0.2));
    assert_eq!(Some(spread.q95), quantile(&values, 0.95));
    assert_eq!(
        revenue.scale,
        Scale::Linear {
            zero: 4e5,
            one: 1.9e6
        }
    );
    let rank = of(&found, Subject::Field(Field::IndustryRank));
    assert_eq!(rank.measure, Measure::Rank);
    assert!(matches!(&rank.scale, Scale::Steps { steps, .. } if steps[0] == (3.0, 1.0)));
}

#[test]
fn other_columns_begin_by_what_stands_in_them() {
    let found = subjects(&customers());
    assert_eq!(of(&found, extra("Pilot")).scale, Scale::YesNo);
    let zone = of(&found, extra("Zone"));
    assert_eq!(zone.reading, Reading::Words);
    assert_eq!(
        zone.words,
        [("south".to_owned(), 14), ("north".to_owned(), 7)]
    );
    let halves = vec![("south".to_owned(), 0.5), ("north".to_owned(), 0.5)];
    let undecided = Scale::Categories {
        values: halves,
        otherwise: 0.5,
    };
    assert_eq!(zone.scale, undecided);
    // A column that tells no account from another.
    assert_eq!(of(&found, extra("Same")).scale, Scale::AtLeast(7.0));
    // Grades have an order.
    let grades = [("A", 1.0), ("B", 0.5), ("C", 0.0)].map(|(word, u)| (word.to_owned(), u));
    let graded = Scale::Categories {
        values: grades.into(),
        otherwise: 0.0,
    };
    assert_eq!(
        of(&found, Subject::Field(Field::RelationshipOrg)).scale,
        graded
    );
}

#[test]
fn a_unit_tiers_by_its_own_policy_from_what_it_sees() {
    let account = Account {
        margin: ratio(0.3),
        unit_margins: vec![("Region B".to_owned(), Ratio::new(0.11).unwrap())],
        ..named("wide")
    };
    let mut rule: TierPolicy = policy(vec![criterion(Field::Margin, 1.0, Scale::AtLeast(0.1))]);
    let bar = Gate {
        subject: Subject::Field(Field::Margin),
        test: Test::AtLeast(0.15),
        cap: 2,
    };
    let unit = When::Unit("Region B".into());
    rule.overrides.push(PolicyOverride {
        gates: vec![bar],
        ..PolicyOverride::new(unit)
    });
    let book = book(&[], vec![account]);
    let mut what_if = WhatIf::default();
    for (unit, tier) in [
        (None, 0),
        (Some("Region B"), 2),
        (Some("Region C"), 0),
        (None, 0),
    ] {
        let tally = what_if.run(&book, &rule.effective(unit), unit, false);
        assert_eq!(tally.tiers, [Some(tier)], "{unit:?}");
    }
}
