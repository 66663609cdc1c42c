//! Columns whose header promises what none of their cells holds: *Closed* with ticks instead of
//! dates, 阶段 with the stages of a deal instead of an account's. They are not read as that field.

use super::column::{Plan, plan};
use super::crosstab::PassedOver;
use super::grid::Grid;
use super::header::Header;
use super::mapping::{self, Barred, Chosen, Mapping, Target, Unread};
use super::row::Row;
use super::values::Meaning;
use crate::book::{Field, TableKind, ValueKind, fields};
use crate::order::Gather;
use crate::policy::KindChoice;
use crate::table::Diagnostic;

/// Fewer cells than this prove nothing.
const FEWEST: usize = 3;

/// The mapping, where each column holds what it is taken for, and the columns that do not.
pub(super) fn map_fitting(
    table: &Grid<'_>,
    rows: &[u32],
    headers: &[Header],
    kind: Option<KindChoice>,
    chosen: &Chosen,
    passed: &PassedOver,
) -> (Result<Mapping, Unread>, Barred) {
    let mut misfits = Barred::new();
    loop {
        let barred: Barred = misfits.union(&passed.partial).copied().gather();
        let of_kind = |kind: TableKind| {
            let barred = barred.union(&passed.repeated).copied().gather();
            mapping::map_chosen(kind, headers, &barred, chosen)
        };
        let mapping = match kind {
            Some(KindChoice::None) => Err(Unread::Chosen),
            Some(KindChoice::Kind(kind)) => of_kind(kind),
            // Columns of several periods tell the kind, though none of them is taken.
            None => {
                let found = mapping::map_without(headers, &barred, chosen);
                let near = mapping::nearest(&found).map(|mapping| mapping.kind);
                let mut repeated = passed.repeated.iter().map(|(kind, ..)| *kind);
                match near.filter(|near| repeated.any(|kind| kind == *near)) {
                    Some(kind) => of_kind(kind),
                    None => found,
                }
            }
        };
        let mut unfit = match &mapping {
            Ok(mapping) => unfit(table, rows, headers, mapping),
            Err(_) => Barred::new(),
        };
        // What a person has decided is tried; its cells say themselves where it does not work.
        unfit.retain(|of| !chosen.contains_key(&of.2) && !barred.contains(of));
        // Each turn bars another column or ends.
        if unfit.is_empty() {
            return (mapping, misfits);
        }
        misfits.extend(unfit);
    }
}

/// The columns of a mapping of which not one cell can be read as the field.
fn unfit(table: &Grid<'_>, rows: &[u32], headers: &[Header], mapping: &Mapping) -> Barred {
    let columns = mapping.columns.iter().filter_map(|column| {
        let Target::Field(field) = column.target else {
            return None;
        };
        let header = headers.get(column.col as usize)?;
        let specs = fields(mapping.kind);
        let value = specs.iter().find(|spec| spec.field == field)?.value;
        let plan = plan(table, rows, column.col, header, value);
        (!fits(table, rows, field, &plan)).then_some((mapping.kind, field, column.col))
    });
    columns.gather()
}

/// Whether some cell can be read as the field, or too few are there to tell.
pub(super) fn fits(table: &Grid<'_>, rows: &[u32], field: Field, plan: &Plan) -> bool {
    let mut unread = 0;
    for row in rows {
        match is_read(table, *row, field, plan) {
            Some(true) => return true,
            Some(false) => unread += 1,
            None => {}
        }
    }
    unread < FEWEST
}

/// Whether a cell can be read; `None` where nothing stands.
fn is_read(table: &Grid<'_>, row: u32, field: Field, plan: &Plan) -> Option<bool> {
    let (plans, mut said) = ([(field, *plan)], Vec::new());
    let mut row = Row {
        table,
        row,
        plans: &plans,
        currency: None,
        fiscal_start: 1,
        diagnostics: &mut said,
        source: 0,
    };
    let read = value(&mut row, field, plan.value);
    match said.first().map(Diagnostic::code) {
        None => read.then_some(true),
        Some("unreadable") => Some(false),
        // An error value is blank; a date that could be either is a date.
        Some("error-cell") => None,
        Some(_) => Some(true),
    }
}

fn value(row: &mut Row, field: Field, value: ValueKind) -> bool {
    match value {
        ValueKind::Text | ValueKind::Role | ValueKind::DealKind => row.text(field).is_some(),
        ValueKind::Money => row.money(field).is_some(),
        ValueKind::Number => row.number(field).is_some(),
        ValueKind::Int => row.count(field).is_some(),
        ValueKind::Ratio => row.ratio(field).is_some(),
        ValueKind::Bool => row.flag(field).is_some(),
        ValueKind::Date => row.date(field).is_some(),
        ValueKind::Year => row.year(field).is_some(),
        ValueKind::Level => row.level(field).is_some(),
        ValueKind::Power => row.power(field).is_some(),
        ValueKind::LifeStage => row.word(field, Meaning::LifeStage).is_some(),
        ValueKind::WalletBasis => row.word(field, Meaning::Wallet).is_some(),
        ValueKind::Quadrant => row.word(field, Meaning::Quadrant).is_some(),
        ValueKind::Direction => row.word(field, Meaning::Direction).is_some(),
        ValueKind::Kpi => row.kpi(field).is_some(),
    }
}
