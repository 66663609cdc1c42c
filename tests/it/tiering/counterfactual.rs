//! What is said to be enough is enough when the policy is run again, and nothing smaller is.

use kamlens::analysis::tiering::{Change, Way, counterfactual};
use kamlens::book::{Account, AccountId, Book, Field};
use kamlens::policy::{Gate, PolicyChoice, Scale, Subject, Test, TierPolicy};
use proptest::prelude::*;

use super::{analyze, book, context, criterion, money, named, own_report, policy, ratio, said};

const EDGE: f64 = 1e-3;

/// Revenue 0 … 4 M, rank in steps, margin 0 … 30 %, cross-region, and a gate on credit.
fn rule(weights: [f64; 4]) -> TierPolicy {
    let scales = [
        (
            Field::Revenue,
            Scale::Linear {
                zero: 0.0,
                one: 4e6,
            },
        ),
        (
            Field::IndustryRank,
            Scale::Steps {
                steps: vec![(3.0, 1.0), (10.0, 0.6), (30.0, 0.3)],
                otherwise: 0.1,
            },
        ),
        (
            Field::Margin,
            Scale::Linear {
                zero: 0.0,
                one: 0.3,
            },
        ),
        (Field::CrossRegion, Scale::YesNo),
    ];
    let criteria = scales.into_iter().zip(weights);
    let mut policy = policy(criteria.map(|((f, s), w)| criterion(f, w, s)).collect());
    policy.gates.push(Gate {
        subject: Subject::Field(Field::CreditOk),
        test: Test::Yes,
        cap: 3,
    });
    policy
}

fn account(revenue: f64, rank: u32, margin: f64, cross: bool, credit: Option<bool>) -> Account {
    Account {
        revenue: money(revenue),
        industry_rank: Some(rank),
        margin: ratio(margin),
        cross_region: Some(cross),
        credit_ok: credit,
        ..named("customer")
    }
}

fn one(account: Account) -> Book {
    book(&[], vec![account])
}

fn low(book: &Book, policy: &TierPolicy) -> usize {
    own_report(book, policy.clone()).accounts[0].tier_low
}

fn apply(account: &mut Account, change: &Change, to: f64) {
    match change.subject {
        Subject::Field(Field::Revenue) => account.revenue = money(to),
        Subject::Field(Field::IndustryRank) => account.industry_rank = Some(to as u32),
        Subject::Field(Field::Margin) => account.margin = ratio(to),
        Subject::Field(Field::CrossRegion) => account.cross_region = Some(to != 0.0),
        _ => panic!("{change:?}"),
    }
}

/// The account with these gates mended and these changes made.
fn changed(account: &Account, way: &Way, changes: &[&Change]) -> Account {
    let mut account = account.clone();
    if !way.gates.is_empty() {
        account.credit_ok = Some(true);
    }
    for change in changes {
        apply(&mut account, change, change.to);
    }
    account
}

#[test]
fn a_margin_is_raised_to_the_cut_off_in_its_own_unit() {
    // Two equal criteria: 50 points of revenue, 11/30 · 50 of margin = 68.33 points: A. S needs 80.
    let mut policy = rule([1.0, 0.0, 1.0, 0.0]);
    policy.criteria[0].influenceable = false;
    let book = one(account(4e6, 1, 0.11, true, Some(true)));
    let report = own_report(&book, policy.clone());
    let found = counterfactual(&book, &report, AccountId(0)).unwrap();
    let up = found.up.unwrap();
    assert_eq!((up.tier, up.gates.len(), up.single.len()), (0, 0, 1));
    assert!((up.single[0].to - 0.18).abs() < 1e-12);
    assert!((up.single[0].cost - 7.0 / 30.0).abs() < 1e-12);
    assert_eq!(said(&up.single[0].message(&policy)), "margin: 11% → 18%");
    let down = found.down.unwrap();
    // B below 65: margin below 9 %, or revenue below 3,733,333.
    let texts: Vec<String> = down
        .single
        .iter()
        .map(|c| said(&c.message(&policy)))
        .collect();
    assert_eq!(
        texts,
        [
            "our revenue: 4,000,000 → below 3,730,000",
            "margin: 11% → below 9%"
        ]
    );
    assert_eq!(down.gates, [0]);
}

#[test]
fn a_number_has_the_figures_that_it_takes_to_be_enough() {
    // Only between 10,345,678 and 10,350,000 is revenue worth anything: 10.4 M would be too much.
    let steps = |bounds: Vec<(f64, f64)>| {
        let scale = Scale::Steps {
            steps: bounds,
            otherwise: 0.0,
        };
        policy(vec![criterion(Field::Revenue, 1.0, scale)])
    };
    let said_up = |policy: TierPolicy| {
        let book = one(account(5e6, 1, 0.3, true, Some(true)));
        let report = own_report(&book, policy.clone());
        let up = counterfactual(&book, &report, AccountId(0)).unwrap().up;
        said(&up.unwrap().single[0].message(&policy))
    };
    assert_eq!(
        said_up(steps(vec![(10_345_678.0, 0.0), (10_350_000.0, 1.0)])),
        "our revenue: 5,000,000 → above 10,346,000"
    );
    // Where it does no harm three figures do.
    assert_eq!(
        said_up(steps(vec![(10_345_678.0, 0.0), (20_000_000.0, 1.0)])),
        "our revenue: 5,000,000 → above 10,400,000"
    );
}

#[test]
fn a_failed_gate_comes_first_and_may_be_all() {
    let policy = rule([1.0, 1.0, 1.0, 1.0]);
    let book = one(account(4e6, 1, 0.3, true, Some(false)));
    let report = own_report(&book, policy.clone());
    let found = counterfactual(&book, &report, AccountId(0)).unwrap();
    assert_eq!(found.down, None);
    let up = found.up.unwrap();
    assert_eq!(
        (up.tier, up.gates.as_slice(), up.gates_suffice),
        (2, &[0][..], true)
    );
    assert_eq!((up.single.len(), up.pair), (0, None));
}

#[test]
fn what_lies_with_the_customer_is_not_offered_upward() {
    let mut policy = rule([1.0, 5.0, 1.0, 1.0]);
    policy.criteria[1].influenceable = false;
    let book = one(account(1e6, 20, 0.1, false, Some(true)));
    let report = own_report(&book, policy);
    let found = counterfactual(&book, &report, AccountId(0)).unwrap();
    let rank = Subject::Field(Field::IndustryRank);
    let up = found.up.unwrap();
    assert!(up.single.iter().all(|c| c.subject != rank));
}

#[test]
fn two_small_changes_may_be_cheaper_than_a_large_one() {
    // 12 points short: each of two criteria of 20 points can give 8 at most, both together 16.
    let mut policy = rule([2.0, 6.0, 2.0, 0.0]);
    policy.criteria[1].influenceable = false;
    let book = one(account(2.4e6, 10, 0.18, true, Some(true)));
    let report = own_report(&book, policy.clone());
    assert!((report.accounts[0].score_low - 60.0).abs() < 1e-9);
    policy.tiers[1].cutoff = 72.0;
    let report = own_report(&book, policy);
    let up = counterfactual(&book, &report, AccountId(0))
        .unwrap()
        .up
        .unwrap();
    assert_eq!(up.single, []);
    let (a, b) = up.pair.unwrap();
    assert!((a.cost + b.cost - 0.6).abs() < 1e-9, "{a:?} {b:?}");
}

#[test]
fn nothing_is_said_where_nothing_is_known_or_no_policy_applies() {
    let book = book(
        &[],
        vec![account(1e6, 3, 0.1, true, None), named("unknown")],
    );
    let report = own_report(&book, rule([1.0; 4]));
    assert_eq!(counterfactual(&book, &report, AccountId(1)), None);
    assert_eq!(counterfactual(&book, &report, AccountId(9)), None);
    let plain = one(Account {
        revenue: money(1.0),
        ..named("a")
    });
    let report = analyze(&plain, &context(PolicyChoice::Default));
    assert_eq!(counterfactual(&plain, &report, AccountId(0)), None);
}

/// |Δu| of a cell's criterion.
fn cost(policy: &TierPolicy, at: usize, from: f64, to: f64) -> f64 {
    let u = |value: f64| match &policy.criteria[at].scale {
        Scale::YesNo => value,
        Scale::Linear { zero, one } => ((value - zero) / (one - zero)).clamp(0.0, 1.0),
        Scale::Steps { steps, otherwise } => {
            let step = steps.iter().find(|(bound, _)| value <= *bound);
            step.map_or(*otherwise, |(_, u)| *u)
        }
        other => panic!("{other:?}"),
    };
    (u(to) - u(from)).abs()
}

/// Values of each criterion's cell on a grid that has every step.
fn grid(at: usize) -> Vec<f64> {
    match at {
        0 => (0..=80).map(|i| f64::from(i) * 5e4).collect(),
        1 => (1..=40).map(f64::from).collect(),
        2 => (0..=60).map(|i| f64::from(i) * 0.005).collect(),
        _ => vec![0.0, 1.0],
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn applied_it_crosses_the_cut_off_and_nothing_smaller_does(
        cells in (0..400_u32, 1..40_u32, 0..300_u32, any::<bool>(), proptest::option::of(any::<bool>())),
        weights in [1..9_u8, 1..9_u8, 1..9_u8, 1..9_u8],
    ) {
        let policy = rule(weights.map(f64::from));
        let customer = account(f64::from(cells.0) * 1e4, cells.1, f64::from(cells.2) / 1e3, cells.3, cells.4);
        let book = one(customer.clone());
        let report = own_report(&book, policy.clone());
        let now = report.accounts[0].tier_low;
        let found = counterfactual(&book, &report, AccountId(0)).unwrap();
        for (way, up) in [(&found.up, true), (&found.down, false)] {
            let Some(way) = way else { continue };
            let reached = |account: &Account| {
                let tier = low(&one(account.clone()), &policy);
                if up { tier <= way.tier } else { tier >= way.tier }
            };
            prop_assert_eq!(way.tier, if up { now - 1 } else { now + 1 });
            let start = changed(&customer, way, &[]);
            let start = if up { start } else { customer.clone() };
            if way.gates_suffice {
                prop_assert!(reached(&start));
                continue;
            }
            prop_assert!(!reached(&start));
            for change in &way.single {
                let mut applied = start.clone();
                apply(&mut applied, change, change.to);
                prop_assert!(reached(&applied), "{change:?}");
            }
            if let Some((a, b)) = &way.pair {
                let mut applied = start.clone();
                apply(&mut applied, a, a.to);
                apply(&mut applied, b, b.to);
                prop_assert!(reached(&applied), "{a:?} {b:?}");
                prop_assert!(way.single.iter().all(|c| c.cost > a.cost + b.cost));
            }
            // An independent search on a grid finds nothing cheaper, alone or in pairs.
            let values = [f64::from(cells.0) * 1e4, f64::from(cells.1), f64::from(cells.2) / 1e3, f64::from(u8::from(cells.3))];
            let known: Vec<f64> = way.single.iter().map(|c| c.cost).collect();
            let least = known.first().copied().unwrap_or(f64::INFINITY);
            let least_pair = way.pair.as_ref().map_or(least, |(a, b)| a.cost + b.cost);
            let change = |at: usize, to: f64| Change {
                subject: policy.criteria[at].subject.clone(), criterion: at, from: values[at], to, line: to, from_word: None, word: None, cost: cost(&policy, at, values[at], to),
            };
            for first in 0..4 {
                for to in grid(first) {
                    let one = change(first, to);
                    let mut applied = start.clone();
                    apply(&mut applied, &one, to);
                    if one.cost > 0.0 && reached(&applied) {
                        prop_assert!(one.cost >= least - EDGE, "{one:?} < {least}");
                    }
                }
            }
            // Pairs on a coarser grid.
            for (first, second) in [(0, 2), (0, 3), (1, 2)] {
                for a in grid(first).into_iter().step_by(if first == 1 { 1 } else { 10 }) {
                    for b in grid(second).into_iter().step_by(if second == 3 { 1 } else { 10 }) {
                        let (one, two) = (change(first, a), change(second, b));
                        if one.cost + two.cost < least_pair - EDGE {
                            let mut applied = start.clone();
                            apply(&mut applied, &one, a);
                            apply(&mut applied, &two, b);
                            prop_assert!(!reached(&applied), "{one:?} {two:?} < {least_pair}");
                        }
                    }
                }
            }
        }
    }
}
