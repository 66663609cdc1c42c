//! What a gate or criterion reads from an account.

use crate::book::{Account, Book, ExtraValue, Field, TableKind};
use crate::policy::Subject;

/// The value of a subject as a number in the field's own unit (yes/no as 1/0), if it is known and
/// numeric or yes/no.
pub fn value(book: &Book, account: &Account, subject: &Subject) -> Option<f64> {
    let value = match subject {
        Subject::Field(field) => field_value(account, *field),
        Subject::Extra(header) => extra_value(book, account, header),
    };
    value.filter(|v| v.is_finite())
}

/// The book has the column, or at least one account a value for it.
pub fn has(book: &Book, field: Field) -> bool {
    book.has_column(TableKind::Accounts, field)
        || book
            .accounts
            .iter()
            .any(|a| field_value(a, field).is_some())
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

fn extra_value(book: &Book, account: &Account, header: &str) -> Option<f64> {
    let column = book.extra_columns.iter().position(|h| h == header)?;
    let (_, value) = account.extra.iter().find(|(c, _)| *c as usize == column)?;
    match value {
        ExtraValue::Number(number) => Some(*number),
        ExtraValue::Bool(yes) => Some(f64::from(u8::from(*yes))),
        ExtraValue::Text(_) => None,
    }
}
