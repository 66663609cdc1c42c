//! Columns beyond the known fields: numbers, yes/no or categories, decided per column.

use super::column::{Plan, plan};
use super::grid::Grid;
use super::header::Header;
use super::row::raw;
use super::values::{Meaning, clean, is_blank, meaning, parse_amount};
use crate::book::{ExtraValue, ValueKind};
use crate::policy::ReadChoice;
use crate::table::Cell;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Number,
    Flag,
    Text,
}

/// How a column beyond the known fields is read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct ExtraPlan {
    plan: Plan,
    kind: Kind,
}

impl ExtraPlan {
    pub(super) fn new(
        table: &Grid<'_>,
        rows: &[u32],
        col: u32,
        header: &Header,
        read: Option<&ReadChoice>,
    ) -> Self {
        let plan = plan(table, rows, col, header, ValueKind::Number);
        let plan = read.map_or(plan, |read| plan.chosen(read));
        let cells = || {
            rows.iter()
                .map(|row| table.cell(*row, col))
                .filter(|cell| !blank(*cell))
        };
        let kind = if cells().all(|cell| flag(cell).is_some()) {
            Kind::Flag
        } else if cells().all(|cell| number(cell, &plan).is_some()) {
            Kind::Number
        } else {
            Kind::Text
        };
        Self { plan, kind }
    }

    /// The value of a row, if there is one.
    pub(super) fn value(&self, table: &Grid<'_>, row: u32) -> Option<ExtraValue> {
        let cell = table.cell(row, self.plan.col);
        if blank(cell) {
            return None;
        }
        match self.kind {
            Kind::Flag => flag(cell).map(ExtraValue::Bool),
            Kind::Number => number(cell, &self.plan).map(ExtraValue::Number),
            Kind::Text => Some(ExtraValue::Text(raw(cell).trim().to_owned())),
        }
    }
}

fn blank(cell: Cell<'_>) -> bool {
    match cell {
        Cell::Empty | Cell::Error(_) => true,
        Cell::Text(text) => is_blank(&clean(text)),
        _ => false,
    }
}

fn flag(cell: Cell<'_>) -> Option<bool> {
    match cell {
        Cell::Bool(value) => Some(value),
        Cell::Text(text) if !text.trim().chars().all(|c| c.is_ascii_digit()) => {
            meaning(text, Meaning::Flag).map(|word| word == "yes")
        }
        _ => None,
    }
}

fn number(cell: Cell<'_>, plan: &Plan) -> Option<f64> {
    match cell {
        Cell::Number(value) => Some(value),
        Cell::Text(text) => parse_amount(text, plan.decimals).map(|a| a.value),
        _ => None,
    }
}
