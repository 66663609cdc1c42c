//! Columns that a period names, itself or above it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::super::grid::Grid;
use super::super::header::Header;
use super::super::period::{Named, Period, Span, named};
use crate::table::Cell;

/// A period of the table, and where it is named.
pub(super) struct Found {
    pub(super) period: Period,
    /// Row and column of its name in the grid, and which bytes of the cell's text it is.
    pub(super) place: (u32, u32),
    pub(super) bytes: (u32, u32),
    /// Its last day, where its cell does not say the year.
    pub(super) day: Option<Date>,
    /// What stands beside its name, and in which column.
    pub(super) columns: Vec<(String, u32)>,
}

pub(super) type Periods = Vec<Found>;

/// A column that a period names: what is named, in which cell, and the column.
pub(super) type Dated = (Named, (u32, u32), u32);

/// Every column that a period names, itself or above it.
pub(super) fn dated(grid: &Grid<'_>, row: u32, headers: &[Header]) -> Vec<Dated> {
    let groups = row.checked_sub(1).map(|above| groups(grid, above));
    let groups = groups.unwrap_or_default();
    let column = |(col, header): (u32, &Header)| {
        let group = groups.get(&col).filter(|(g, _)| g.rest.is_empty());
        if let Some(mut own) = named_in(grid, row, col) {
            // Months below their year.
            let year = group.and_then(|(group, _)| group.period.year);
            own.period.year = own.period.year.or(year);
            return Some((own, (row, col), col));
        }
        let (group, place) = group?;
        let rest = header.raw.to_lowercase();
        let group = group.clone();
        Some((Named { rest, ..group }, *place, col))
    };
    (0..).zip(headers).filter_map(column).collect()
}

/// The columns of the finest periods there are, if they are enough to be no accident.
pub(super) fn periods(grid: &Grid<'_>, row: u32, headers: &[Header]) -> Option<(Periods, Span)> {
    let found = dated(grid, row, headers);
    let span = found.iter().map(|(named, ..)| named.period.span).min()?;
    let mut periods: Periods = Vec::new();
    let of_span = |(named, ..): &Dated| named.period.span == span;
    for (named, place, col) in found.into_iter().filter(of_span) {
        let day = day(grid, &named, place);
        let column = (named.rest, col);
        match periods.iter_mut().find(|p| p.period == named.period) {
            // The same period with the same name twice: nobody knows which is meant.
            Some(p) if p.columns.iter().any(|(known, _)| *known == column.0) => return None,
            Some(p) => p.columns.push(column),
            None => periods.push(Found {
                period: named.period,
                place,
                bytes: named.bytes,
                day,
                columns: vec![column],
            }),
        }
    }
    let fewest = if span >= Span::Half { 2 } else { 3 };
    (periods.len() >= fewest).then_some((periods, span))
}

/// The last day of a period whose year does not stand in its own cell.
fn day(grid: &Grid<'_>, named: &Named, (row, col): (u32, u32)) -> Option<Date> {
    let own = named_in(grid, row, col)?;
    let elsewhere = own.period.year.is_none();
    named.period.last_day().filter(|_| elsewhere)
}

fn named_in(grid: &Grid<'_>, row: u32, col: u32) -> Option<Named> {
    match grid.cell(row, col) {
        Cell::Text(text) => named(text),
        Cell::Date(date) => named(&format!("{:04}-{:02}", date.year(), date.month())),
        Cell::Number(number) => named(&number.to_string()),
        _ => None,
    }
}

/// For each column the period that stands above it, or above the empty cells left of it.
fn groups(grid: &Grid<'_>, row: u32) -> BTreeMap<u32, (Named, (u32, u32))> {
    let mut groups = BTreeMap::new();
    let mut last = None;
    for col in 0..grid.cols() {
        if grid.cell(row, col) != Cell::Empty {
            last = named_in(grid, row, col).map(|named| (named, (row, col)));
        }
        if let Some(group) = &last {
            groups.insert(col, group.clone());
        }
    }
    groups
}

/// A column that a period names, also one of a coarser period than those that are laid out.
pub(super) fn is_period(grid: &Grid<'_>, row: u32, col: u32, periods: &Periods) -> bool {
    let mut columns = periods.iter().flat_map(|p| &p.columns);
    columns.any(|(_, known)| *known == col) || named_in(grid, row, col).is_some()
}
