//! One cell as its column reads it.

use std::borrow::Cow;

use jiff::civil::Date;

use super::column::Plan;
use super::values::{Amount, parse_amount, parse_date, parse_percent, serial_date};
use crate::book::ValueKind;
use crate::table::Cell;

/// `="00123"` and `'00123` are how files keep a spreadsheet from dropping zeros.
pub(super) fn unguarded(text: &str) -> &str {
    let text = text.trim();
    let quoted = text
        .strip_prefix("=\"")
        .and_then(|text| text.strip_suffix('"'));
    quoted.unwrap_or_else(|| text.strip_prefix('\'').unwrap_or(text))
}

/// True for numbers beyond the 15 digits that a spreadsheet keeps, and for the way it writes them.
pub(super) fn is_rounded(cell: Cell<'_>) -> bool {
    match cell {
        Cell::Number(number) => number.abs() >= 1e15,
        Cell::Text(text) => text.split_once(['E', 'e']).is_some_and(|(digits, power)| {
            let power = power.trim().strip_prefix('+').unwrap_or("");
            digits.contains('.')
                && digits
                    .trim()
                    .chars()
                    .all(|c| c.is_ascii_digit() || c == '.')
                && !power.is_empty()
                && power.chars().all(|c| c.is_ascii_digit())
        }),
        _ => false,
    }
}

/// A cell as people see it.
pub(super) fn raw(cell: Cell<'_>) -> Cow<'_, str> {
    match cell {
        Cell::Empty => Cow::Borrowed(""),
        Cell::Text(text) | Cell::Error(text) => Cow::Borrowed(text),
        Cell::Number(number) => Cow::Owned(number.to_string()),
        Cell::Bool(true) => Cow::Borrowed("TRUE"),
        Cell::Bool(false) => Cow::Borrowed("FALSE"),
        Cell::Date(at) => Cow::Owned(at.date().to_string()),
    }
}

/// A number as the column reads it.
pub(super) fn units(cell: Cell<'_>, plan: &Plan) -> Option<f64> {
    match plan.value {
        ValueKind::Ratio => ratio(cell, plan),
        _ => amount(cell, plan).map(|a| a.value),
    }
}

/// Numbers beyond it are no amounts of anybody's business, and their sums would not be exact.
const MOST: f64 = 1e15;

pub(super) fn amount(cell: Cell<'_>, plan: &Plan) -> Option<Amount> {
    any_amount(cell, plan).filter(|amount| amount.value.abs() <= MOST)
}

fn any_amount(cell: Cell<'_>, plan: &Plan) -> Option<Amount> {
    let read = match cell {
        Cell::Number(value) => Amount {
            value,
            currency: None,
            scaled: false,
            percent: false,
        },
        Cell::Text(text) => parse_amount(text, plan.decimals)?,
        _ => return None,
    };
    if read.scaled || plan.scale == 0 {
        return Some(read);
    }
    let value = scaled(read.value, plan.scale)?;
    Some(Amount { value, ..read })
}

/// An amount that is no percentage: 15% of something is no money, count or level.
pub(super) fn whole_amount(cell: Cell<'_>, plan: &Plan) -> Option<Amount> {
    amount(cell, plan).filter(|amount| !amount.percent)
}

/// Times a power of ten, rounded once.
pub(super) fn scaled(value: f64, power: i32) -> Option<f64> {
    format!("{value}e{power}").parse().ok()
}

pub(super) fn ratio(cell: Cell<'_>, plan: &Plan) -> Option<f64> {
    let read = match cell {
        Cell::Number(value) => Amount {
            value,
            currency: None,
            scaled: false,
            percent: false,
        },
        Cell::Text(text) => parse_percent(text, plan.decimals)?,
        _ => return None,
    };
    if plan.percent && !read.percent {
        return scaled(read.value, -2);
    }
    Some(read.value)
}

pub(super) fn flag(cell: Cell<'_>) -> Option<bool> {
    match cell {
        Cell::Bool(value) => Some(value),
        Cell::Number(1.0) => Some(true),
        Cell::Number(0.0) => Some(false),
        _ => None,
    }
}

/// A serial, or 20240102 as a number.
pub(super) fn number_date(number: f64) -> Option<Date> {
    if (19_000_101.0..=99_991_231.0).contains(&number) && number.fract() == 0.0 {
        return parse_date(&number.to_string(), super::values::DayFirst::Unknown).ok();
    }
    (20_000.0..80_000.0)
        .contains(&number)
        .then(|| serial_date(number))?
}
