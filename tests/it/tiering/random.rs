//! Random policies of every kind of scale, gate, place and override, over accounts of nine cells; and
//! what they are worth, computed here.

use kamlens::book::{Account, Book, ExtraValue, Field, LifeStage};
use kamlens::policy::{
    Criterion, Gate, Places, PolicyOverride, Scale, Subject, Test, Tier, TierPolicy, When,
};
use proptest::prelude::*;

use super::{book, money, named, ratio};

/// What the accounts of these tests say.
pub const CELLS: usize = 9;
/// Words of the two cells that hold words; the last is one that no policy knows.
pub const REGIONS: [&str; 4] = ["North", "South", "East", "Elsewhere"];
pub const SEGMENTS: [&str; 3] = ["gold", "tin", "ｎｅｗ"];
const UNIT: &str = "Region B";

/// Cells of an account, raw: potential, rank, margin %, cross-region, credit, region, plants,
/// segment, the unit's order in thousands.
pub type Raw = [Option<i32>; CELLS];

pub fn raws(known: f64) -> impl Strategy<Value = Raw> {
    let of = move |range: std::ops::Range<i32>| proptest::option::weighted(known, range);
    (
        [of(0..1_000), of(1..60), of(-20..61), of(0..2), of(0..2)],
        [of(0..4), of(0..30), of(0..3), of(0..1_000)],
    )
        .prop_map(|(a, b)| [a[0], a[1], a[2], a[3], a[4], b[0], b[1], b[2], b[3]])
}

/// A cell that says something, and what.
pub fn any_cell() -> impl Strategy<Value = (usize, i32)> {
    (0..CELLS, 0..1_000_i32).prop_map(|(at, v)| {
        let of = [1_000, 59, 81, 2, 2, 4, 30, 3, 1_000];
        let from = [0, 1, -20, 0, 0, 0, 0, 0, 0];
        (at, from[at] + v % of[at])
    })
}

pub fn subject(at: usize) -> Subject {
    Subject::Field(match at {
        0 => Field::Potential,
        1 => Field::IndustryRank,
        2 => Field::Margin,
        3 => Field::CrossRegion,
        4 => Field::CreditOk,
        5 => Field::Region,
        6 => return Subject::Extra("Plants".into()),
        7 => return Subject::Extra("Segment".into()),
        _ => Field::OrderAmount,
    })
}

fn is_words(at: usize) -> bool {
    matches!(at, 5 | 7)
}

/// The value that stands in the field, in its own unit.
pub fn value(at: usize, raw: i32) -> f64 {
    match at {
        0 | 8 => f64::from(raw) * 1e3,
        2 => f64::from(raw) / 100.0,
        _ => f64::from(raw),
    }
}

/// The account in row `index`; its order is the amount that ranks, the same whatever its cells say.
pub fn account(index: usize, raw: &Raw) -> Account {
    let mut account = Account {
        order_amount: money(1e6 + 1e4 * (index * 37 % 11) as f64),
        ..named(&format!("account {index:03}"))
    };
    for (at, cell) in raw.iter().enumerate() {
        if let Some(v) = cell {
            put(&mut account, at, value(at, *v));
        }
    }
    account
}

/// Writes a value, or the place of a word.
pub fn put(account: &mut Account, at: usize, value: f64) {
    let extra = |account: &mut Account, column: u32, value: ExtraValue| {
        account.extra.retain(|(c, _)| *c != column);
        account.extra.push((column, value));
    };
    match at {
        0 => account.potential = money(value),
        1 => account.industry_rank = Some(value as u32),
        2 => account.margin = ratio(value),
        3 => account.cross_region = Some(value != 0.0),
        4 => account.credit_ok = Some(value != 0.0),
        5 => account.region = Some(REGIONS[value as usize].into()),
        6 => extra(account, 0, ExtraValue::Number(value)),
        7 => extra(
            account,
            1,
            ExtraValue::Text(SEGMENTS[value as usize].into()),
        ),
        _ => account.unit_amounts = vec![("region  b".into(), money(value).unwrap())],
    }
}

pub fn random_book(raws: &[Raw]) -> Book {
    let accounts = raws.iter().enumerate().map(|(i, raw)| account(i, raw));
    Book {
        extra_columns: vec!["Plants".into(), "Segment".into()],
        ..book(&[], accounts.collect())
    }
}

/// A utility of 0 … 1, its ends often.
fn share() -> impl Strategy<Value = f64> + Clone {
    prop_oneof![1 => Just(0.0), 1 => Just(1.0), 3 => (0..=20_i32).prop_map(|v| f64::from(v) / 20.0)]
}

fn number(at: usize) -> BoxedStrategy<f64> {
    let range = match at {
        0 | 8 => 0..1_000,
        1 => 1..60,
        2 => -20..61,
        _ => 0..30,
    };
    range.prop_map(move |raw| value(at, raw)).boxed()
}

fn ascending(at: usize) -> impl Strategy<Value = Vec<(f64, f64)>> {
    proptest::collection::vec((number(at), share()), 1..5).prop_map(|mut points| {
        points.sort_by(|a, b| a.0.total_cmp(&b.0));
        points.dedup_by(|a, b| a.0 == b.0);
        points
    })
}

fn words(at: usize) -> Vec<String> {
    let all: &[&str] = if at == 5 {
        &REGIONS[..3]
    } else {
        &SEGMENTS[..2]
    };
    all.iter().map(|w| w.to_uppercase()).collect()
}

fn scale(at: usize) -> BoxedStrategy<Scale> {
    match at {
        3 | 4 => Just(Scale::YesNo).boxed(),
        at if is_words(at) => (
            proptest::sample::subsequence(words(at), 1..=2),
            share(),
            share(),
            share(),
        )
            .prop_map(|(words, a, b, otherwise)| Scale::Categories {
                values: words.into_iter().zip([a, b]).collect(),
                otherwise,
            })
            .boxed(),
        at => prop_oneof![
            (number(at), number(at)).prop_map(|(zero, one)| Scale::Linear { zero, one }),
            (ascending(at), share())
                .prop_map(|(steps, otherwise)| Scale::Steps { steps, otherwise }),
            number(at).prop_map(Scale::AtLeast),
            number(at).prop_map(Scale::AtMost),
            (ascending(at), any::<bool>())
                .prop_map(|(points, descending)| Scale::Quantile { points, descending }),
        ]
        .boxed(),
    }
}

fn criterion() -> impl Strategy<Value = Criterion> {
    let parts = (0..CELLS).prop_flat_map(|at| (Just(at), scale(at), 0..5_u8, any::<bool>()));
    parts.prop_map(|(at, scale, weight, influenceable)| Criterion {
        subject: subject(at),
        weight: f64::from(weight),
        scale,
        influenceable,
    })
}

fn gate(tiers: usize) -> impl Strategy<Value = Gate> {
    let test = (0..CELLS).prop_flat_map(|at| {
        let test = match at {
            3 | 4 => prop_oneof![Just(Test::Yes), Just(Test::No)].boxed(),
            at if is_words(at) => proptest::sample::subsequence(words(at), 1..=2)
                .prop_map(Test::OneOf)
                .boxed(),
            at => prop_oneof![
                number(at).prop_map(Test::AtLeast),
                number(at).prop_map(Test::AtMost)
            ]
            .boxed(),
        };
        (Just(at), test)
    });
    (test, 0..tiers).prop_map(|((at, test), cap)| Gate {
        subject: subject(at),
        test,
        cap,
    })
}

fn cutoffs(tiers: usize) -> impl Strategy<Value = Vec<f64>> {
    proptest::collection::btree_set(1..=100_u8, tiers - 1).prop_map(|all| {
        let mut cutoffs: Vec<f64> = all.into_iter().rev().map(f64::from).collect();
        cutoffs.push(0.0);
        cutoffs
    })
}

fn places(tiers: usize) -> impl Strategy<Value = Places> {
    let steps = proptest::collection::vec(0..4_u32, tiers - 1);
    prop_oneof![
        3 => Just(Places::CutOffs),
        1 => steps.clone().prop_map(|steps| Places::Top(running(&steps))),
        1 => steps.prop_map(|steps| {
            Places::Share(running(&steps).iter().map(|n| f64::from(*n) * 9.0).collect())
        }),
    ]
}

fn running(steps: &[u32]) -> Vec<u32> {
    let sums = steps.iter().scan(0, |sum, step| {
        *sum += step;
        Some(*sum)
    });
    sums.collect()
}

fn change(tiers: usize) -> impl Strategy<Value = PolicyOverride> {
    let when = prop_oneof![
        Just(When::Stage(LifeStage::Mid)),
        Just(When::Stage(LifeStage::Late)),
        Just(When::Unit(UNIT.into())),
    ];
    (
        when,
        proptest::collection::vec((0..CELLS, 1..5_u8), 0..2),
        proptest::collection::vec(criterion(), 0..2),
        proptest::collection::vec(gate(tiers), 0..2),
        proptest::option::of(cutoffs(tiers)),
        proptest::option::of(0..tiers),
    )
        .prop_map(
            |(when, weights, criteria, gates, cutoffs, key_line)| PolicyOverride {
                when,
                weights: weights
                    .into_iter()
                    .map(|(at, weight)| (subject(at), f64::from(weight)))
                    .collect(),
                criteria,
                gates,
                cutoffs,
                key_line,
            },
        )
}

/// Any policy that weighs something, in a company in mid-life.
pub fn policies() -> impl Strategy<Value = TierPolicy> {
    let of_tiers = |tiers: usize| {
        (
            proptest::collection::vec(criterion(), 1..6),
            proptest::collection::vec(gate(tiers), 0..3),
            cutoffs(tiers),
            places(tiers),
            proptest::collection::vec(change(tiers), 0..3),
            0..tiers,
        )
    };
    let made = (2..6_usize).prop_flat_map(of_tiers).prop_map(
        |(criteria, gates, cutoffs, places, overrides, key_line)| TierPolicy {
            id: "own".into(),
            gates,
            criteria,
            tiers: cutoffs
                .into_iter()
                .enumerate()
                .map(|(at, cutoff)| Tier {
                    name: format!("T{at}"),
                    cutoff,
                })
                .collect(),
            key_line,
            places,
            stage: Some(LifeStage::Mid),
            overrides,
            ..TierPolicy::default()
        },
    );
    let weighs = |p: &TierPolicy| p.effective(None).criteria.iter().any(|c| c.weight > 0.0);
    made.prop_filter("a policy that weighs nothing", move |p| weighs(p))
}

/// The utility of a value, or of the word at a place, by the text of the specification.
pub fn utility(scale: &Scale, at: usize, value: f64) -> f64 {
    match scale {
        Scale::YesNo => value,
        Scale::AtLeast(bound) => f64::from(u8::from(value >= *bound)),
        Scale::AtMost(bound) => f64::from(u8::from(value <= *bound)),
        Scale::Linear { zero, one } if zero == one => f64::from(u8::from(value >= *one)),
        Scale::Linear { zero, one } => ((value - zero) / (one - zero)).clamp(0.0, 1.0),
        Scale::Steps { steps, otherwise } => {
            let step = steps.iter().find(|(bound, _)| value <= *bound);
            step.map_or(*otherwise, |(_, u)| *u)
        }
        Scale::Quantile { points, .. } => {
            let below = points.iter().rev().find(|(v, _)| *v <= value);
            let above = points.iter().find(|(v, _)| *v >= value);
            match (below, above) {
                (Some((v0, u0)), Some((v1, u1))) if v0 < v1 => {
                    u0 + (u1 - u0) * (value - v0) / (v1 - v0)
                }
                (Some((_, u)), _) | (None, Some((_, u))) => *u,
                (None, None) => 0.5,
            }
        }
        Scale::Categories { values, otherwise } => {
            let all: &[&str] = if at == 5 { &REGIONS } else { &SEGMENTS };
            let word = all[value as usize].to_lowercase();
            let known = values.iter().find(|(w, _)| w.to_lowercase() == word);
            known.map_or(*otherwise, |(_, u)| *u)
        }
    }
}

/// Whether a test holds at a value, or for the word at a place.
pub fn holds(test: &Test, at: usize, value: f64) -> bool {
    match test {
        Test::Yes => value != 0.0,
        Test::No => value == 0.0,
        Test::AtLeast(bound) => value >= *bound,
        Test::AtMost(bound) => value <= *bound,
        Test::OneOf(words) => {
            let all: &[&str] = if at == 5 { &REGIONS } else { &SEGMENTS };
            words
                .iter()
                .any(|w| w.to_lowercase() == all[value as usize].to_lowercase())
        }
    }
}
