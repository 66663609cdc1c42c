use kamlens::analysis::tiering::{GateState, default_policy, quantile};
use kamlens::book::{Account, Book, Field};
use kamlens::policy::Subject;
use serde_json::Value;

use super::{book, default_report, money, named, ratio};

const ORACLE: &str = include_str!("../../fixtures/oracle/tiering.json");

fn account(index: usize, v: &Value) -> Account {
    let amount = |field: &str| v[field].as_f64().and_then(money);
    Account {
        revenue: amount("revenue"),
        order_amount: amount("order_amount"),
        potential: amount("potential"),
        industry_rank: v["industry_rank"].as_u64().map(|r| r as u32),
        margin: v["margin"].as_f64().and_then(ratio),
        procurement_planned: v["procurement_planned"].as_bool(),
        cross_region: v["cross_region"].as_bool(),
        roadmap_fit: v["roadmap_fit"].as_bool(),
        credit_ok: v["credit_ok"].as_bool(),
        ..named(&format!("account {index:02}"))
    }
}

fn oracle_book(v: &Value) -> Book {
    let columns = v["columns"].as_array().unwrap().iter();
    let columns: Vec<Field> = columns
        .map(|c| Field::from_name(c.as_str().unwrap()).unwrap())
        .collect();
    let accounts = v["accounts"].as_array().unwrap();
    let accounts = accounts.iter().enumerate().map(|(i, a)| account(i, a));
    book(&columns, accounts.collect())
}

fn same(a: f64, b: &Value) {
    let b = b.as_f64().unwrap();
    assert!((a - b).abs() < 1e-6, "{a} is not {b}");
}

#[test]
fn quantiles_are_those_of_numpy() {
    let all: Value = serde_json::from_str(ORACLE).unwrap();
    let cases = all["quantiles"].as_array().unwrap();
    assert_eq!(cases.len(), 100);
    for case in cases {
        let sorted = case["sorted"].as_array().unwrap().iter();
        let sorted: Vec<f64> = sorted.map(|v| v.as_f64().unwrap()).collect();
        let value = quantile(&sorted, case["q"].as_f64().unwrap()).unwrap();
        same(value, &case["value"]);
    }
    assert_eq!(quantile(&[], 0.5), None);
}

#[test]
fn the_starting_policy_takes_the_criteria_that_the_book_has() {
    let all: Value = serde_json::from_str(ORACLE).unwrap();
    for expected in all["books"].as_array().unwrap() {
        let policy = default_policy(&oracle_book(expected));
        let fields = policy.criteria.iter().map(|c| match &c.subject {
            Subject::Field(field) => field.name(),
            Subject::Extra(header) => header,
        });
        let names = expected["criteria"].as_array().unwrap().iter();
        assert!(fields.eq(names.map(|n| n.as_str().unwrap())));
        assert_eq!(!policy.gates.is_empty(), expected["gated"] == true);
    }
}

#[test]
fn tiers_equal_the_independent_computation() {
    let all: Value = serde_json::from_str(ORACLE).unwrap();
    let books = all["books"].as_array().unwrap();
    assert_eq!(books.len(), 24);
    for (number, expected) in books.iter().enumerate() {
        let report = default_report(&oracle_book(expected));
        for account in &report.accounts {
            let place = account.account.0 as usize;
            let e = &expected["accounts"][place]["expected"];
            let at = format!("book {number}, account {place}");
            same(account.score_low, &e["low"]);
            same(account.score_high, &e["high"]);
            assert_eq!(account.tier_low, e["tier_low"], "{at}");
            assert_eq!(account.tier_high, e["tier_high"], "{at}");
            assert_eq!(account.possible, e["possible"], "{at}");
            assert_eq!(account.firm, e["firm"] == true, "{at}");
            assert_eq!(account.assessable, e["assessable"] == true, "{at}");
            let worth = account.worth_finding.map(|w| w as u64);
            assert_eq!(worth, e["worth"]["index"].as_u64(), "{at}");
            let left = account.worth_leaves.map(|w| w as u64);
            assert_eq!(left, e["worth"]["left"].as_u64(), "{at}");
            let points: f64 = account.contributions.iter().map(|c| c.low).sum();
            same(points, &e["low"]);
        }
    }
}

#[test]
fn a_failed_credit_gate_caps_at_c_and_an_unknown_one_leaves_both() {
    let perfect = |credit| Account {
        industry_rank: Some(1),
        cross_region: Some(true),
        credit_ok: credit,
        ..named(&format!("{credit:?}"))
    };
    let columns = [Field::IndustryRank, Field::CrossRegion, Field::CreditOk];
    let accounts = vec![perfect(Some(true)), perfect(Some(false)), perfect(None)];
    let report = default_report(&book(&columns, accounts));
    let of = |id: u32| report.accounts.iter().find(|a| a.account.0 == id).unwrap();
    let gates = [GateState::Passed, GateState::Failed, GateState::Unknown];
    for (id, state) in gates.into_iter().enumerate() {
        assert_eq!(of(id as u32).gates[0].state, state);
        assert_eq!(of(id as u32).score_low, 100.0);
    }
    assert_eq!((of(0).tier_low, of(0).tier_high, of(0).firm), (0, 0, true));
    assert_eq!((of(1).tier_low, of(1).tier_high, of(1).firm), (3, 3, true));
    assert_eq!((of(2).tier_low, of(2).tier_high, of(2).firm), (3, 0, false));
    // S or C, nothing between; the gate's cell decides it.
    assert_eq!((of(2).possible, of(2).worth_leaves), (2, Some(1)));
    assert_eq!(of(2).worth_finding, Some(2));
}
