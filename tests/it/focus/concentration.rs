use kamlens::analysis::focus::{Concentration, Figures, figures};
use kamlens::analysis::tiering::AmountBasis;
use kamlens::book::{Account, AccountId, Book, DealKind, Field};
use proptest::prelude::*;
use serde_json::Value;

use super::{book, deal, focus, money, notes, revenues, sentences};

const ORACLE: &str = include_str!("../../fixtures/oracle/focus.json");

fn of(amounts: &[Option<f64>]) -> Concentration {
    let mut all = focus(&revenues(amounts)).concentration;
    assert_eq!(all.len(), 1);
    all.remove(0)
}

fn known(amounts: &[f64]) -> Figures {
    let amounts: Vec<Option<f64>> = amounts.iter().map(|a| Some(*a)).collect();
    of(&amounts).figures.unwrap()
}

fn near(a: f64, b: f64) {
    assert!((a - b).abs() < 1e-9, "{a} is not {b}");
}

#[test]
fn published_examples_come_out() {
    // US Department of Justice, "Herfindahl–Hirschman Index": a market of four firms with shares of
    // 30, 30, 20 and 20 % has an HHI of 2,600.
    let market = known(&[30.0, 30.0, 20.0, 20.0]);
    near(market.hhi * 10_000.0, 2_600.0);
    near(market.effective, 1.0 / 0.26);
    // A worksheet on the Gini coefficient in wide use in teaching: incomes of twenty people, 0.38625.
    let incomes = [
        1.0, 3.0, 4.0, 5.0, 6.0, 8.0, 8.0, 9.0, 11.0, 12.0, 14.0, 17.0, 19.0, 21.0, 23.0, 27.0,
        29.0, 32.0, 33.0, 38.0,
    ];
    near(known(&incomes).gini, 0.38625);
}

#[test]
fn closed_forms_hold() {
    for n in [1_usize, 2, 5, 9, 100] {
        let equal = known(&vec![3.0; n]);
        near(equal.gini, 0.0);
        near(equal.effective, n as f64);
        near(equal.cr5, (5.0 / n as f64).min(1.0));
        let mut one = vec![0.0; n];
        one[n / 2] = 8.0;
        let one = known(&one);
        near(one.gini, (n as f64 - 1.0) / n as f64);
        near(one.hhi, 1.0);
        assert_eq!(one.top, 1);
        // 1, 2 … n: (n − 1) / 3n.
        let steps: Vec<f64> = (1..=n).map(|i| i as f64).collect();
        near(known(&steps).gini, (n as f64 - 1.0) / (3.0 * n as f64));
    }
}

#[test]
fn figures_are_those_of_numpy() {
    let cases: Value = serde_json::from_str(ORACLE).unwrap();
    let cases = cases.as_array().unwrap();
    assert_eq!(cases.len(), 25);
    for case in cases {
        let amounts = case["amounts"].as_array().unwrap().iter();
        let amounts: Vec<Option<f64>> = amounts.map(Value::as_f64).collect();
        let figures = of(&amounts).figures.unwrap();
        let same = |a: f64, name: &str| near(a, case[name].as_f64().unwrap());
        same(figures.gini, "gini");
        same(figures.hhi, "hhi");
        same(figures.effective, "effective");
        same(figures.cr5, "cr5");
        same(figures.top_share, "top_share");
        assert_eq!(figures.top as u64, case["top"].as_u64().unwrap());
    }
}

#[test]
fn what_is_unknown_zero_or_negative_is_counted() {
    let c = of(&[None, Some(0.0), Some(30.0), Some(-3.0), None, Some(10.0)]);
    assert_eq!((c.n, c.zeros, c.negatives, c.unknown), (4, 1, 1, 2));
    assert_eq!(c.total, 40.0);
    let shares: Vec<f64> = c.points.iter().map(|p| p.share).collect();
    assert_eq!(shares, [0.75, 1.0, 1.0, 1.0]);
    assert_eq!(c.points[0].account, AccountId(2));
    let report = focus(&revenues(&[None, Some(-3.0), Some(10.0), Some(9.0)]));
    let notes = notes(&report).join("\n");
    assert!(
        notes.contains("One account whose revenue is not known"),
        "{notes}"
    );
    assert!(
        notes.contains("One account with revenue below zero"),
        "{notes}"
    );
}

#[test]
fn eighty_percent_reached_exactly_is_reached() {
    assert_eq!(known(&[0.7, 0.1, 0.1, 0.1]).top, 2);
    assert_eq!(known(&[80.0, 20.0]).top, 1);
    assert_eq!(known(&[79.0, 21.0]).top, 2);
    assert_eq!(known(&[1.0; 10]).top, 8);
}

#[test]
fn a_book_without_anything_positive_has_no_figures() {
    for book in [Book::default(), revenues(&[Some(0.0), Some(-1.0), None])] {
        let report = focus(&book);
        assert!(report.concentration.is_empty());
        assert!(report.sentences.is_empty());
    }
    assert_eq!(figures(&[]), None);
    assert_eq!(figures(&[f64::MAX, f64::MAX]), None);
}

#[test]
fn revenue_and_potential_are_told_apart_and_parents_counted_once() {
    let account = |revenue: f64, potential: f64| Account {
        revenue: money(revenue),
        potential: money(potential),
        ..Account::default()
    };
    let mut book = book(vec![
        account(90.0, 50.0),
        account(60.0, 30.0),
        account(30.0, 20.0),
    ]);
    book.sums.insert((AccountId(0), Field::Revenue));
    let report = focus(&book);
    let [revenue, potential] = &report.concentration[..] else {
        panic!("two amounts");
    };
    assert_eq!(
        (revenue.basis, revenue.n, revenue.sums),
        (AmountBasis::Revenue, 2, 1)
    );
    assert_eq!((potential.basis, potential.n), (AmountBasis::Potential, 3));
    near(revenue.figures.unwrap().hhi, (4.0 + 1.0) / 9.0);
    near(potential.figures.unwrap().hhi, 0.25 + 0.09 + 0.04);
}

#[test]
fn without_revenue_the_amount_that_ranks_is_looked_at() {
    let mut book = book(vec![Account::default(), Account::default()]);
    book.opportunities = vec![
        deal(0, DealKind::Won, 60.0, None),
        deal(1, DealKind::Opportunity, 20.0, None),
    ];
    let report = focus(&book);
    assert_eq!(report.concentration[0].basis, AmountBasis::Deals);
    near(report.concentration[0].figures.unwrap().effective, 1.6);
}

#[test]
fn the_sentence_names_five_accounts_and_as_many_equal_ones() {
    let amounts = [40.0, 20.0, 10.0, 10.0, 5.0, 5.0, 5.0, 5.0].map(Some);
    assert_eq!(
        sentences(&focus(&revenues(&amounts)))[0],
        "5 of 8 accounts bring 85% of revenue; as concentrated as 4.3 equal accounts."
    );
    assert_eq!(
        sentences(&focus(&revenues(&[Some(4.0)])))[0],
        "There is one account: all revenue depends on it."
    );
    assert_eq!(
        sentences(&focus(&revenues(&[Some(4.0), Some(4.0)])))[0],
        "2 accounts bring all revenue; as concentrated as 2 equal accounts."
    );
}

fn close(a: Figures, b: Figures) -> bool {
    let pairs = [
        (a.gini, b.gini),
        (a.hhi, b.hhi),
        (a.cr5, b.cr5),
        (a.top_share, b.top_share),
    ];
    pairs.iter().all(|(a, b)| (a - b).abs() < 1e-9) && a.top == b.top
}

proptest! {
    #[test]
    fn order_and_unit_do_not_matter(
        (amounts, shuffled) in prop::collection::vec(1_u32..1_000_000, 1..60)
            .prop_flat_map(|v| (Just(v.clone()), Just(v).prop_shuffle())),
        scale in 1_u32..10_000,
    ) {
        let plain: Vec<f64> = amounts.iter().map(|a| f64::from(*a)).collect();
        let other: Vec<f64> = shuffled.iter().map(|a| f64::from(*a) * f64::from(scale)).collect();
        prop_assert!(close(known(&plain), known(&other)));
    }

    #[test]
    fn a_book_beside_its_copy_has_the_same_gini_and_half_the_hhi(
        amounts in prop::collection::vec(0_u32..1_000_000, 1..60)
    ) {
        let mut amounts: Vec<f64> = amounts.iter().map(|a| f64::from(*a)).collect();
        amounts.push(1.0);
        let twice = [amounts.clone(), amounts.clone()].concat();
        let (one, two) = (known(&amounts), known(&twice));
        prop_assert!((one.gini - two.gini).abs() < 1e-9);
        prop_assert!((one.hhi - 2.0 * two.hhi).abs() < 1e-9);
        prop_assert!((2.0 * one.effective - two.effective).abs() < 1e-6);
    }

    #[test]
    fn figures_stay_within_their_bounds(amounts in prop::collection::vec(0_u32..1_000_000, 1..80)) {
        let mut amounts: Vec<f64> = amounts.iter().map(|a| f64::from(*a)).collect();
        amounts.push(1.0);
        let n = amounts.len() as f64;
        let f = known(&amounts);
        prop_assert!((0.0..=(n - 1.0) / n + 1e-12).contains(&f.gini));
        prop_assert!((1.0 / n - 1e-12..=1.0 + 1e-12).contains(&f.hhi));
        prop_assert!(f.top_share >= 0.8 - 1e-9 && f.top <= amounts.len());
        prop_assert!(f.cr5 * f.cr5 / 5.0 <= f.hhi + 1e-12);
    }
}
