//! What a column's cells mean, decided once from all of them: never cell by cell.

use std::collections::BTreeMap;

use super::grid::Grid;
use super::header::Header;
use super::values::{
    DayFirst, Decimals, Evidence, currency, date_evidence, decimal_evidence, is_blank,
    parse_percent,
};
use crate::book::ValueKind;
use crate::policy::ReadChoice;
use crate::table::Cell;

/// How the cells of a column are read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Plan {
    /// Column, counted from the table's first.
    pub(super) col: u32,
    /// How its cells are read.
    pub(super) value: ValueKind,
    /// Power of ten that its header names; for cells that name none themselves.
    pub(super) scale: i32,
    /// Currency that its header names.
    pub(super) currency: Option<&'static str>,
    /// Numbers without a percent sign are percent, not ratios.
    pub(super) percent: bool,
    /// Its header says percent.
    pub(super) percent_named: bool,
    /// Its decimal sign.
    pub(super) decimals: Decimals,
    /// Its order of day and month.
    pub(super) day_first: DayFirst,
    /// Blank cells take the content of the cell above (`true`), or never (`false`).
    pub(super) fill: Option<bool>,
    /// The first row below the header.
    pub(super) from: u32,
}

impl Plan {
    /// The same as a person has decided it.
    pub(super) fn chosen(mut self, choice: &ReadChoice) -> Self {
        if let Some(day_first) = choice.day_first {
            self.day_first = if day_first {
                DayFirst::Yes
            } else {
                DayFirst::No
            };
        }
        if let Some(comma) = choice.decimal_comma {
            self.decimals = if comma {
                Decimals::Comma
            } else {
                Decimals::Point
            };
        }
        self.scale = choice.scale.unwrap_or(self.scale);
        self.percent = choice.percent.unwrap_or(self.percent);
        self.fill = choice.fill.or(self.fill);
        self
    }

    /// Whether a merged cell's content counts for all rows that it covers: an amount merged over
    /// three rows is one amount.
    pub(super) fn fills(&self) -> bool {
        if let Some(fill) = self.fill {
            return fill;
        }
        !matches!(
            self.value,
            ValueKind::Money
                | ValueKind::Number
                | ValueKind::Int
                | ValueKind::Ratio
                | ValueKind::Kpi
        )
    }
}

/// Decides how a column is read.
pub(super) fn plan(
    table: &Grid<'_>,
    rows: &[u32],
    col: u32,
    header: &Header,
    value: ValueKind,
) -> Plan {
    let mut plan = Plan {
        col,
        value,
        scale: header.unit.scale.unwrap_or(0),
        currency: header.unit.currency,
        percent: header.unit.percent,
        percent_named: header.unit.percent,
        decimals: Decimals::Point,
        day_first: DayFirst::Unknown,
        fill: None,
        from: rows.first().copied().unwrap_or(0),
    };
    match value {
        ValueKind::Money | ValueKind::Number | ValueKind::Int => {
            plan.decimals = decimals(table, rows, col)
        }
        ValueKind::Ratio | ValueKind::Kpi => {
            plan.decimals = decimals(table, rows, col);
            plan.percent =
                value == ValueKind::Ratio && is_percent(table, rows, col, header, plan.decimals);
        }
        ValueKind::Date => plan.day_first = order(table, rows, col),
        _ => {}
    }
    plan
}

fn texts<'a>(table: &'a Grid<'a>, rows: &'a [u32], col: u32) -> impl Iterator<Item = &'a str> {
    rows.iter()
        .filter_map(move |row| match table.cell(*row, col) {
            Cell::Text(text) => Some(text),
            _ => None,
        })
}

/// The decimal sign that some cell proves and none refutes; else the point.
fn decimals(table: &Grid<'_>, rows: &[u32], col: u32) -> Decimals {
    let (mut point, mut comma) = (false, false);
    for text in texts(table, rows, col) {
        match decimal_evidence(text) {
            Evidence::Point => point = true,
            Evidence::Comma => comma = true,
            Evidence::None => {}
        }
    }
    if comma && !point {
        Decimals::Comma
    } else {
        Decimals::Point
    }
}

/// Plain numbers of a share or probability are percent if any of them exceeds 1.5, or if the
/// header says percent and none of them is a fraction below 1.
fn is_percent(
    table: &Grid<'_>,
    rows: &[u32],
    col: u32,
    header: &Header,
    decimals: Decimals,
) -> bool {
    let found = plain_ratios(table, rows, col, decimals);
    found.largest > 1.5 || (header.unit.percent && !found.fraction)
}

/// The plain numbers of a column of shares.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct PlainRatios {
    /// The largest, without its sign.
    pub(super) largest: f64,
    /// Some are between 0 and 1.
    pub(super) fraction: bool,
    /// The row of the first that is not 0.
    pub(super) first: Option<u32>,
    /// The row of the first between 0 and 1.
    pub(super) first_fraction: Option<u32>,
}

/// Looks at numbers without a percent sign.
pub(super) fn plain_ratios(
    table: &Grid<'_>,
    rows: &[u32],
    col: u32,
    decimals: Decimals,
) -> PlainRatios {
    let mut found = PlainRatios::default();
    for row in rows {
        let plain = match table.cell(*row, col) {
            Cell::Number(number) => Some(number),
            Cell::Text(text) if !is_blank(text.trim()) => parse_percent(text, decimals)
                .filter(|a| !a.percent)
                .map(|a| a.value),
            _ => None,
        };
        if let Some(number) = plain.filter(|number| *number != 0.0) {
            found.largest = found.largest.max(number.abs());
            found.fraction |= number.abs() < 1.0;
            found.first = found.first.or(Some(*row));
            if number.abs() < 1.0 {
                found.first_fraction = found.first_fraction.or(Some(*row));
            }
        }
    }
    found
}

/// The order that some cell proves; if cells prove both, each is read as it can be.
fn order(table: &Grid<'_>, rows: &[u32], col: u32) -> DayFirst {
    let (mut day, mut month) = (false, false);
    for text in texts(table, rows, col) {
        match date_evidence(text) {
            DayFirst::Yes => day = true,
            DayFirst::No => month = true,
            DayFirst::Unknown => {}
        }
    }
    match (day, month) {
        (true, false) => DayFirst::Yes,
        (false, true) => DayFirst::No,
        _ => DayFirst::Unknown,
    }
}

/// Counts the currencies that a money column names, for the book's one currency.
pub(super) fn count_currencies(
    table: &Grid<'_>,
    rows: &[u32],
    plan: &Plan,
    counts: &mut BTreeMap<&'static str, usize>,
) {
    if plan.value != ValueKind::Money {
        return;
    }
    if let Some(code) = plan.currency {
        *counts.entry(code).or_default() += rows.len();
    }
    for text in texts(table, rows, plan.col) {
        if let Some(code) = currency(text) {
            *counts.entry(code).or_default() += 1;
        }
    }
}
