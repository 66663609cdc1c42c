//! Cells that are read as something else than they show: 1.2亿 as 120,000,000, 35 as 35 %, 2026年6月 as a
//! date; not 1,200 as 1200 or 2026/6/1 as that day. All of them, so that a person can check a column and change how it is read.

use jiff::civil::Date;

use super::column::Plan;
use super::profile::with_sheet;
use super::row::{Row, raw};
use super::sheet::Sheet;
use super::{ImportOptions, Imported};
use crate::book::{Field, ValueKind};
use crate::table::{Cell, Table};

/// A cell, and what it is read as.
#[derive(Debug, Clone, PartialEq)]
pub struct Coerced {
    /// Zero-based sheet row and column.
    pub at: (u32, u32),
    /// As it stands.
    pub raw: String,
    /// As it is read.
    pub read: Read,
}

/// What a cell is read as.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Read {
    /// A number, in units.
    Number(f64),
    /// A ratio: 0.35 is 35 %.
    Ratio(f64),
    /// A day.
    Date(Date),
    /// Yes or no.
    Flag(bool),
}

/// All such cells of a source's column, which is named as mapping files do; `None`: there is no such
/// column, or it is taken for no field.
pub fn coerced(
    tables: &[Table],
    options: &ImportOptions,
    imported: &Imported,
    source: usize,
    col: u32,
) -> Option<Vec<Coerced>> {
    with_sheet(tables, options, imported, source, |sheet| {
        let keyed = |plan: &Plan| sheet.table.column_key(plan.col) == col;
        let (field, plan) = sheet.plans.iter().find(|(_, plan)| keyed(plan))?;
        let rows = sheet.data().into_iter();
        Some(
            rows.filter_map(|row| cell(sheet, row, *field, plan))
                .collect(),
        )
    })?
}

/// What a cell of a column is read as.
pub(super) fn read(sheet: &Sheet<'_>, row: u32, field: Field, plan: &Plan) -> Option<Read> {
    let (plans, mut said) = ([(field, *plan)], Vec::new());
    let mut reading = Row {
        table: sheet.table,
        row,
        plans: &plans,
        currency: None,
        fiscal_start: 1,
        diagnostics: &mut said,
        source: 0,
    };
    value(&mut reading, field, plan.value)
}

/// A cell of a column that is read as something else than it shows.
pub(super) fn cell(sheet: &Sheet<'_>, row: u32, field: Field, plan: &Plan) -> Option<Coerced> {
    let shown = sheet.table.read(row, plan);
    if matches!(shown, Cell::Empty | Cell::Error(_)) {
        return None;
    }
    let read = read(sheet, row, field, plan)?;
    let text = raw(shown).into_owned();
    let same = match read {
        Read::Number(value) => number(&text) == Some(value),
        Read::Ratio(value) => match text.trim().strip_suffix('%') {
            Some(percent) => number(percent).is_some_and(|n| is_near(n, 100.0 * value)),
            None => number(&text) == Some(value),
        },
        Read::Date(date) => matches!(shown, Cell::Date(_)) || is_written(&text, date),
        Read::Flag(_) => matches!(shown, Cell::Bool(_)),
    };
    (!same).then(|| Coerced {
        at: sheet.table.place(row, plan.col),
        raw: text,
        read,
    })
}

/// A number as it is printed: its thousands may be parted.
fn number(text: &str) -> Option<f64> {
    text.trim().replace([',', '，'], "").parse().ok()
}

fn is_near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * b.abs()
}

/// A day as it is printed: year, month and day, whatever stands between them.
fn is_written(text: &str, date: Date) -> bool {
    let parts = text.trim().split(|c: char| !c.is_ascii_digit());
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let [year, month, day] = parts[..] else {
        return false;
    };
    let is = |part: &str, wanted: i16| part.parse() == Ok(wanted);
    year.len() == 4
        && is(year, date.year())
        && is(month, date.month().into())
        && is(day, date.day().into())
}

fn value(row: &mut Row<'_>, field: Field, value: ValueKind) -> Option<Read> {
    match value {
        ValueKind::Money => row.money(field).map(|m| Read::Number(m.units())),
        ValueKind::Number => row.number(field).map(Read::Number),
        ValueKind::Int => row.count(field).map(|n| Read::Number(f64::from(n))),
        ValueKind::Kpi => row.kpi(field).map(|(value, _)| Read::Number(value)),
        ValueKind::Ratio => row.ratio(field).map(|r| Read::Ratio(r.get())),
        ValueKind::Bool => row.flag(field).map(Read::Flag),
        ValueKind::Date => row.date(field).map(Read::Date),
        ValueKind::Year => row.year(field).map(|y| Read::Number(f64::from(y))),
        _ => None,
    }
}
