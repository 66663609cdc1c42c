//! What a gate or criterion reads from an account.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use super::raters::is_unit;
use crate::book::{Account, Book, ExtraValue, Field, LifeStage, TableKind, same_name};
use crate::policy::{Criterion, Gate, Scale, Subject, Test};

/// What stands in a field of an account, where a policy can use it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Reading {
    Number,
    YesNo,
    Words,
}

/// How a policy reads a field; `None` where it cannot.
pub fn reading(field: Field) -> Option<Reading> {
    match field {
        Field::IndustryRank
        | Field::Revenue
        | Field::CustomerSize
        | Field::Potential
        | Field::OrderAmount
        | Field::OrderMargin
        | Field::Margin
        | Field::Headcount => Some(Reading::Number),
        Field::ProcurementPlanned | Field::CrossRegion | Field::CreditOk | Field::RoadmapFit => {
            Some(Reading::YesNo)
        }
        Field::BusinessUnit
        | Field::Region
        | Field::Industry
        | Field::Tier
        | Field::Team
        | Field::AccountManager
        | Field::SolutionManager
        | Field::DeliveryManager
        | Field::Owner
        | Field::RelationshipOrg
        | Field::Parent
        | Field::Stage => Some(Reading::Words),
        _ => None,
    }
}

/// Whole numbers only: between two of them there is nothing.
pub fn is_whole(subject: &Subject) -> bool {
    *subject == Subject::Field(Field::IndustryRank)
}

/// The values that a field can have at all: a rank from 1 on, no negative potential, no margin
/// above 100 %.
pub fn domain(subject: &Subject) -> RangeInclusive<f64> {
    match subject {
        Subject::Field(Field::IndustryRank) => 1.0..=f64::MAX,
        Subject::Field(Field::Margin | Field::OrderMargin) => f64::MIN..=1.0,
        Subject::Field(_) => 0.0..=f64::MAX,
        Subject::Extra(_) => f64::MIN..=f64::MAX,
    }
}

/// The value of a subject as a number in the field's own unit (yes/no as 1/0), if it is known and
/// numeric or yes/no; as one unit sees it where it has figures of its own (`amount:<unit>`,
/// `margin:<unit>`).
pub fn value(book: &Book, account: &Account, subject: &Subject, unit: Option<&str>) -> Option<f64> {
    let value = match subject {
        Subject::Field(field) => {
            let own = unit.and_then(|unit| seen(account, *field, unit));
            own.or_else(|| field_value(account, *field))
        }
        Subject::Extra(header) => cell_value(extra(book, account, header)?),
    };
    value.filter(|v| v.is_finite())
}

/// A cell of another column as a number, yes/no as 1/0.
pub fn cell_value(cell: &ExtraValue) -> Option<f64> {
    match cell {
        ExtraValue::Number(number) => Some(*number).filter(|n| n.is_finite()),
        ExtraValue::Bool(yes) => Some(f64::from(u8::from(*yes))),
        ExtraValue::Text(_) => None,
    }
}

/// A cell of another column as a word.
pub fn cell_word(cell: &ExtraValue) -> Cow<'_, str> {
    match cell {
        ExtraValue::Text(text) => Cow::from(text.as_str()),
        ExtraValue::Number(number) => Cow::from(number.to_string()),
        ExtraValue::Bool(true) => Cow::from("yes"),
        ExtraValue::Bool(false) => Cow::from("no"),
    }
}

/// What a criterion is about: a number, or for words the place of the word among those of the
/// scale, one past the last for any other.
pub fn criterion_value(
    book: &Book,
    account: &Account,
    criterion: &Criterion,
    unit: Option<&str>,
) -> Option<f64> {
    let Scale::Categories { values, .. } = &criterion.scale else {
        return value(book, account, &criterion.subject, unit);
    };
    let word = word(book, account, &criterion.subject)?;
    let mut known = values.iter();
    let place = known.position(|(known, _)| same_name(known, &word));
    Some(place.unwrap_or(values.len()) as f64)
}

/// What a gate is about: a number, or for words 1 if it is one of them, else 0.
pub fn gate_value(book: &Book, account: &Account, gate: &Gate, unit: Option<&str>) -> Option<f64> {
    let Test::OneOf(words) = &gate.test else {
        return value(book, account, &gate.subject, unit);
    };
    let word = word(book, account, &gate.subject)?;
    let among = words.iter().any(|known| same_name(known, &word));
    Some(f64::from(u8::from(among)))
}

/// The word of a subject, if it is known and has one.
pub fn word<'a>(book: &'a Book, account: &'a Account, subject: &Subject) -> Option<Cow<'a, str>> {
    let word = match subject {
        Subject::Field(field) => Cow::from(field_word(account, *field)?),
        Subject::Extra(header) => cell_word(extra(book, account, header)?),
    };
    Some(word).filter(|word| !word.trim().is_empty())
}

/// The book has the column, or at least one account a value for it.
pub fn has(book: &Book, field: Field) -> bool {
    book.has_column(TableKind::Accounts, field)
        || book
            .accounts
            .iter()
            .any(|a| field_value(a, field).is_some())
}

/// What a unit itself sees of the order.
fn seen(account: &Account, field: Field, unit: &str) -> Option<f64> {
    match field {
        Field::OrderAmount => {
            let mut own = account.unit_amounts.iter();
            let own = own.find(|(name, _)| is_unit(name, unit));
            own.map(|(_, amount)| amount.units())
        }
        Field::Margin | Field::OrderMargin => {
            let mut own = account.unit_margins.iter();
            let own = own.find(|(name, _)| is_unit(name, unit));
            own.map(|(_, margin)| margin.get())
        }
        _ => None,
    }
}

fn field_value(account: &Account, field: Field) -> Option<f64> {
    let yes = |cell: Option<bool>| cell.map(|b| f64::from(u8::from(b)));
    match field {
        Field::IndustryRank => account.industry_rank.map(f64::from),
        Field::Revenue => account.revenue.map(|m| m.units()),
        Field::CustomerSize => account.customer_size,
        Field::Potential => account.potential.map(|m| m.units()),
        Field::OrderAmount => account.order_amount.map(|m| m.units()),
        Field::OrderMargin => account.order_margin.map(|r| r.get()),
        Field::Margin => account.margin.map(|r| r.get()),
        Field::Headcount => account.headcount,
        Field::ProcurementPlanned => yes(account.procurement_planned),
        Field::CrossRegion => yes(account.cross_region),
        Field::CreditOk => yes(account.credit_ok),
        Field::RoadmapFit => yes(account.roadmap_fit),
        _ => None,
    }
}

fn field_word(account: &Account, field: Field) -> Option<&str> {
    match field {
        Field::BusinessUnit => account.business_unit.as_deref(),
        Field::Region => account.region.as_deref(),
        Field::Industry => account.industry.as_deref(),
        Field::Tier => account.tier.as_deref(),
        Field::Team => account.team.as_deref(),
        Field::AccountManager => account.account_manager.as_deref(),
        Field::SolutionManager => account.solution_manager.as_deref(),
        Field::DeliveryManager => account.delivery_manager.as_deref(),
        Field::Owner => account.owner.as_deref(),
        Field::RelationshipOrg => account.relationship_org.as_deref(),
        Field::Parent => account.parent.as_deref(),
        Field::Stage => account.stage.map(|stage| match stage {
            LifeStage::Early => "early",
            LifeStage::Mid => "mid",
            LifeStage::Late => "late",
        }),
        _ => None,
    }
}

fn extra<'a>(book: &Book, account: &'a Account, header: &str) -> Option<&'a ExtraValue> {
    let column = book.extra_columns.iter().position(|h| h == header)?;
    let mut all = account.extra.iter();
    all.find(|(c, _)| *c as usize == column).map(|(_, v)| v)
}
