//! The policies that come with the product: starting points, and the group rule.

use super::subject::{has, value};
use crate::book::{Book, Field};
use crate::order::InOrder;
use crate::policy::{Criterion, Gate, PolicyChoice, Scale, Subject, Test, Tier, TierPolicy};

/// The bar of the group rule: an order of at least 100 million units.
pub const GROUP_ORDER: f64 = 100_000_000.0;
/// The bar of the group rule: at most this rank in the industry.
pub const GROUP_RANK: f64 = 3.0;
/// Percentiles of the book at which an amount is worth 0 and 1.
pub const SCALE_FROM_TO: (f64, f64) = (0.20, 0.95);
/// Margin (ratio) worth 1; 0 is worth 0.
const FULL_MARGIN: f64 = 0.30;
/// Index of A, the worst tier that still is a key account.
const KEY_LINE: usize = 1;
/// Index of C.
const CAP: usize = 3;

/// The starting policy for this book (domain section 2; weights, scales and cut-offs are ours).
///
/// Equal weights. A criterion is used only if the book has its column; the first is revenue, or the
/// order amount in a book without any revenue. Amounts are worth 0 at the book's 20th percentile
/// and 1 at its 95th, linear between. If both are the same, the least and the greatest value take
/// their place; if these are the same too (one account, say), the amount tells no account from
/// another and is left out. `credit_ok` is a gate that caps at C.
pub fn default_policy(book: &Book) -> TierPolicy {
    starting(book, &EQUAL).0
}

/// The policy that is chosen, its scales taken from this book where they are not fixed yet; and the
/// amounts that are left out because they tell nothing apart.
pub fn resolve(book: &Book, choice: &PolicyChoice) -> (TierPolicy, Vec<Field>) {
    match choice {
        PolicyChoice::Default => starting(book, &EQUAL),
        PolicyChoice::Growth => starting(book, &GROWTH),
        PolicyChoice::Mature => starting(book, &MATURE),
        PolicyChoice::GroupRule => (group_rule_policy(), Vec::new()),
        PolicyChoice::Own(policy) => (super::quantile::frozen(book, policy), Vec::new()),
    }
}

/// A starting policy: its name, its cut-offs for S, A and B, and what weighs more than 1.
struct Start {
    id: &'static str,
    cutoffs: [f64; 3],
    weights: &'static [(Field, f64)],
}

/// Equal weights (domain section 2).
const EQUAL: Start = Start {
    id: "default",
    cutoffs: [80.0, 65.0, 45.0],
    weights: &[],
};

/// For a company that grows: what a customer can become, and what it stands for in its industry.
/// Weights and cut-offs are ours.
const GROWTH: Start = Start {
    id: "growth",
    cutoffs: [75.0, 60.0, 40.0],
    weights: &[
        (Field::Potential, 3.0),
        (Field::IndustryRank, 2.0),
        (Field::ProcurementPlanned, 2.0),
        (Field::RoadmapFit, 2.0),
    ],
};

/// For a company that harvests: what a customer brings, and at which margin. Weights are ours.
const MATURE: Start = Start {
    id: "mature",
    cutoffs: [80.0, 65.0, 45.0],
    weights: &[
        (Field::Revenue, 3.0),
        (Field::OrderAmount, 3.0),
        (Field::Margin, 3.0),
    ],
};

/// The policy of this id takes its criteria from the columns of the book.
pub fn is_starting(id: &str) -> bool {
    [EQUAL.id, GROWTH.id, MATURE.id].contains(&id)
}

fn starting(book: &Book, start: &Start) -> (TierPolicy, Vec<Field>) {
    let mut criteria = Vec::new();
    let mut left_out = Vec::new();
    for field in amounts(book) {
        match spread(book, field) {
            Some((zero, one)) => criteria.push(criterion(field, Scale::Linear { zero, one })),
            None => left_out.push(field),
        }
    }
    let rank = Scale::Steps {
        steps: vec![(3.0, 1.0), (10.0, 0.6), (30.0, 0.3)],
        otherwise: 0.0,
    };
    let margin = Scale::Linear {
        zero: 0.0,
        one: FULL_MARGIN,
    };
    let rest = [
        (Field::IndustryRank, rank),
        (Field::Margin, margin),
        (Field::ProcurementPlanned, Scale::YesNo),
        (Field::CrossRegion, Scale::YesNo),
        (Field::RoadmapFit, Scale::YesNo),
    ];
    for (field, scale) in rest {
        if has(book, field) {
            criteria.push(criterion(field, scale));
        }
    }
    let credit = has(book, Field::CreditOk).then_some(Gate {
        subject: Subject::Field(Field::CreditOk),
        test: Test::Yes,
        cap: CAP,
    });
    for (field, weight) in start.weights {
        let same = criteria.iter_mut();
        let same = same.filter(|c: &&mut Criterion| c.subject == Subject::Field(*field));
        same.for_each(|c| c.weight = *weight);
    }
    let gates = credit.into_iter().collect();
    (policy(start.id, start.cutoffs, gates, criteria), left_out)
}

/// The group rule of the 170-million case: five equal yes/no criteria.
pub fn group_rule_policy() -> TierPolicy {
    let five = [
        (Field::IndustryRank, Scale::AtMost(GROUP_RANK)),
        (Field::ProcurementPlanned, Scale::YesNo),
        (Field::OrderAmount, Scale::AtLeast(GROUP_ORDER)),
        (Field::CrossRegion, Scale::YesNo),
        (Field::CreditOk, Scale::YesNo),
    ];
    let criteria = five.map(|(field, scale)| criterion(field, scale));
    policy("group-rule", EQUAL.cutoffs, Vec::new(), criteria.into())
}

/// The fields that the starting policy looks at, in its order.
pub const DEFAULT_FIELDS: [Field; 8] = [
    Field::Revenue,
    Field::Potential,
    Field::IndustryRank,
    Field::Margin,
    Field::ProcurementPlanned,
    Field::CrossRegion,
    Field::RoadmapFit,
    Field::CreditOk,
];

/// The quantile of sorted values by linear interpolation between order statistics at
/// h = (n − 1) q (Hyndman & Fan's type 7; numpy's `linear`). `None` without values.
///
/// ```
/// use kamlens::analysis::tiering::quantile;
/// assert_eq!(quantile(&[0.0, 100.0, 200.0, 300.0, 400.0], 0.95), Some(380.0));
/// ```
pub fn quantile(sorted: &[f64], q: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let h = last as f64 * q.clamp(0.0, 1.0);
    let below = sorted.get(h.floor() as usize)?;
    let above = sorted.get((h.ceil() as usize).min(last))?;
    Some(below + (above - below) * (h - h.floor()))
}

/// Revenue, or the order amount in a book without any revenue; and the potential.
fn amounts(book: &Book) -> Vec<Field> {
    let known = |field| !values(book, field).is_empty();
    let first = if known(Field::Revenue) || !known(Field::OrderAmount) {
        Field::Revenue
    } else {
        Field::OrderAmount
    };
    [first, Field::Potential]
        .into_iter()
        .filter(|field| has(book, *field))
        .collect()
}

/// Where an amount is worth 0 and 1; `None` if it tells no account from another.
fn spread(book: &Book, field: Field) -> Option<(f64, f64)> {
    let sorted = values(book, field);
    let (from, to) = SCALE_FROM_TO;
    let percentiles = (quantile(&sorted, from)?, quantile(&sorted, to)?);
    let ends = (*sorted.first()?, *sorted.last()?);
    [percentiles, ends]
        .into_iter()
        .find(|(zero, one)| zero < one)
}

/// Known values of a field, ascending.
fn values(book: &Book, field: Field) -> Vec<f64> {
    let subject = Subject::Field(field);
    let known = book
        .accounts
        .iter()
        .filter_map(|a| value(book, a, &subject, None));
    let mut values: Vec<f64> = known.collect();
    values.order_by(f64::total_cmp);
    values
}

fn criterion(field: Field, scale: Scale) -> Criterion {
    // What lies with the customer is never offered as something to improve.
    let influenceable = matches!(
        field,
        Field::Revenue | Field::OrderAmount | Field::Margin | Field::RoadmapFit
    );
    Criterion {
        subject: Subject::Field(field),
        weight: 1.0,
        scale,
        influenceable,
    }
}

fn policy(id: &str, [s, a, b]: [f64; 3], gates: Vec<Gate>, criteria: Vec<Criterion>) -> TierPolicy {
    let tiers = [("S", s), ("A", a), ("B", b), ("C", 0.0)];
    TierPolicy {
        id: id.to_owned(),
        gates,
        criteria,
        tiers: tiers
            .map(|(name, cutoff)| Tier {
                name: name.to_owned(),
                cutoff,
            })
            .into(),
        key_line: KEY_LINE,
        ..TierPolicy::default()
    }
}
