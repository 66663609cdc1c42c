//! Krippendorff's α against his own examples, the package `krippendorff`
//! (`fixtures/oracle/agreement.py`) and invariants.

use kamlens::analysis::tiering::agreement::{Agreement, Metric, NoAgreement, alpha, disagreement};
use proptest::prelude::*;
use serde_json::Value;

const ORACLE: &str = include_str!("../../fixtures/oracle/agreement.json");
const METRICS: [Metric; 3] = [Metric::Nominal, Metric::Ordinal, Metric::Interval];

type Table = Vec<Vec<Option<usize>>>;

/// One line per observer, `.` where there is no value; to one row per unit.
fn observers<const N: usize>(lines: [&str; N]) -> Table {
    let lines = lines.map(|line| line.split(' ').map(|v| v.parse().ok()).collect::<Vec<_>>());
    let units = 0..lines[0].len();
    units
        .map(|u| lines.iter().map(|l| l[u]).collect())
        .collect()
}

/// Reliability data of 4 observers and 12 units: Krippendorff, Computing Krippendorff's
/// Alpha-Reliability, 2011, section C and D.
fn four_observers() -> Table {
    observers([
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 .",
    ])
}

fn rounded(table: &Table, metric: Metric) -> f64 {
    (alpha(table, metric).unwrap().alpha * 1000.0).round() / 1000.0
}

#[test]
fn the_published_example_has_the_published_values() {
    let published = [0.743, 0.815, 0.849];
    for (metric, expected) in METRICS.into_iter().zip(published) {
        assert_eq!(rounded(&four_observers(), metric), expected, "{metric:?}");
        // The twelfth unit has one value only.
        let found = alpha(four_observers(), metric).unwrap();
        assert_eq!((found.units, found.values), (11, 40));
    }
}

/// The same paper, section A: two observers, yes or no.
#[test]
fn the_published_yes_and_no_example_is_little_better_than_chance() {
    let table = observers(["0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"]);
    for metric in METRICS {
        assert_eq!(rounded(&table, metric), 0.095);
    }
}

/// The example of `docs/tiers.md`, by hand: 1 − 7 · 1 / (5 · 3).
#[test]
fn three_raters_of_four_accounts() {
    let table = observers(["1 1 0 1", "1 1 0 .", "0 1 . ."]);
    let found = alpha(&table, Metric::Nominal).unwrap();
    assert!((found.alpha - 8.0 / 15.0).abs() < 1e-15);
    assert_eq!((found.units, found.values), (3, 8));
}

#[test]
fn random_tables_equal_the_package() {
    let cases: Value = serde_json::from_str(ORACLE).unwrap();
    let cases = cases.as_array().unwrap();
    assert_eq!(cases.len(), 50);
    for (number, case) in cases.iter().enumerate() {
        let table: Table = serde_json::from_value(case["table"].clone()).unwrap();
        for (metric, name) in METRICS.into_iter().zip(["nominal", "ordinal", "interval"]) {
            let found = alpha(&table, metric).unwrap();
            let expected = case[name].as_f64().unwrap();
            let off = (found.alpha - expected).abs();
            assert!(off < 1e-12, "table {number}, {name}: {found:?}, {expected}");
            assert_eq!(found.units as u64, case["units"].as_u64().unwrap());
            assert_eq!(found.values as u64, case["values"].as_u64().unwrap());
        }
    }
}

#[test]
fn without_two_units_or_without_variation_there_is_no_alpha() {
    let (yes, no) = (Some(1), Some(0));
    let all = |table: &Table| METRICS.map(|m| alpha(table, m));
    let few = |n| [Err(NoAgreement::FewUnits(n)); 3];
    assert_eq!(all(&vec![]), few(0));
    assert_eq!(all(&vec![vec![], vec![yes], vec![None, no]]), few(0));
    assert_eq!(all(&vec![vec![yes, no], vec![None, no], vec![no]]), few(1));
    // The only no stands alone in its unit, and does not count.
    let same = vec![vec![yes, yes], vec![yes, None, yes], vec![no, None]];
    assert_eq!(all(&same), [Err(NoAgreement::NoVariation); 3]);
}

#[test]
fn disagreement_is_greatest_when_split_in_half() {
    assert_eq!(disagreement(0, 0), None);
    assert_eq!(disagreement(2, 1), None);
    assert_eq!(disagreement(0, 5), Some(0.0));
    assert_eq!(disagreement(5, 5), Some(0.0));
    assert_eq!(disagreement(3, 6), Some(1.0));
    // The 170-million case: one of three says yes.
    assert!((disagreement(1, 3).unwrap() - 8.0 / 9.0).abs() < 1e-15);
}

/// Tables of six raters in which at least two units count and two categories occur.
fn tables() -> impl Strategy<Value = Table> {
    let value = proptest::option::weighted(0.7, 0..5_usize);
    let unit = proptest::collection::vec(value, 6);
    let table = proptest::collection::vec(unit, 2..15);
    table.prop_filter("has no alpha", |t| alpha(t, Metric::Nominal).is_ok())
}

fn all(table: &Table) -> [Agreement; 3] {
    METRICS.map(|metric| alpha(table, metric).unwrap())
}

proptest! {
    #[test]
    fn the_order_of_units_and_raters_does_not_matter(
        table in tables(),
        raters in Just([0, 1, 2, 3, 4, 5_usize]).prop_shuffle(),
        turn in 0..15_usize,
    ) {
        let mut other: Table = table.clone();
        other.reverse();
        let length = other.len();
        other.rotate_left(turn % length);
        for unit in &mut other {
            *unit = raters.iter().map(|r| unit[*r]).collect();
        }
        // To the last bit, and units that cannot disagree add nothing.
        prop_assert_eq!(all(&table), all(&other));
        other.push(vec![None, Some(4)]);
        other.push(vec![]);
        prop_assert_eq!(all(&table), all(&other));
    }

    #[test]
    fn names_do_not_matter_and_neither_does_the_end_from_which_tiers_are_counted(
        table in tables(),
        names in Just([0, 1, 2, 3, 4_usize]).prop_shuffle(),
    ) {
        let renamed = |names: [usize; 5]| -> Table {
            let unit = |u: &Vec<Option<usize>>| u.iter().map(|v| v.map(|v| names[v])).collect();
            table.iter().map(unit).collect()
        };
        let near = |a: f64, b: f64| (a - b).abs() < 1e-12;
        let [nominal, ordinal, interval] = all(&table).map(|a| a.alpha);
        prop_assert!(near(all(&renamed(names))[0].alpha, nominal));
        let turned = all(&renamed([4, 3, 2, 1, 0])).map(|a| a.alpha);
        prop_assert!(near(turned[1], ordinal) && near(turned[2], interval));
        // Intervals may be stretched; ordinal values need not even keep their distances.
        let stretched = all(&renamed([10, 13, 16, 19, 22])).map(|a| a.alpha);
        prop_assert!(near(stretched[2], interval));
        let apart = all(&renamed([0, 1, 100, 5_000, usize::MAX])).map(|a| a.alpha);
        prop_assert!(near(apart[0], nominal) && near(apart[1], ordinal));
    }

    #[test]
    fn perfect_agreement_is_one_and_any_dispute_is_less(table in tables()) {
        for found in all(&table) {
            let disputed = table.iter().any(|unit| {
                let mut known = unit.iter().flatten();
                let first = known.next();
                known.any(|v| Some(v) != first)
            });
            prop_assert_eq!(found.alpha < 1.0, disputed);
        }
        let agreed: Table = table.iter().enumerate().map(|(i, u)| {
            u.iter().map(|v| v.map(|_| i % 2)).collect()
        }).chain([vec![Some(0); 2], vec![Some(1); 2]]).collect();
        prop_assert_eq!(all(&agreed).map(|a| a.alpha), [1.0; 3]);
    }
}
