//! What is said about a table as a whole.

use super::column::Plan;
use super::mapping::Unread;
use super::row::{raw, scaled};
use super::sheet::Sheet;
use crate::book::{TableKind, ValueKind};
use crate::table::{Diagnostic, column_name};
use crate::words::Arg;

impl Sheet<'_> {
    /// Says that the line above the table scales an amount.
    fn unit_note(&self) -> Option<Diagnostic> {
        let (row, col, unit) = self.unit_above?;
        let power = unit.scale.filter(|power| *power != 0)?;
        let plain = |plan: &Plan| {
            let header = self.headers.get(plan.col as usize);
            plan.value == ValueKind::Money && header.is_some_and(|h| h.unit.scale.is_none())
        };
        let columns = self.plans.iter().map(|(_, plan)| plan);
        let columns = columns.chain(self.units.iter().map(|(_, _, plan)| plan));
        let n = columns.filter(|plan| plain(plan)).count();
        let at = self.table.addr(row, col);
        let raw = raw(self.table.cell(row, col)).into_owned();
        let factor = scaled(1.0, power)?;
        (n > 0).then(|| {
            Diagnostic::note("unit-from-above")
                .with("raw", raw.as_str())
                .with("factor", factor)
                .at(at, raw)
        })
    }

    /// Tables beside and below this one, which are not read.
    fn layout_notes(&self) -> Vec<Diagnostic> {
        let beside = self.passed_over.first().map(|col| {
            let letters = self
                .passed_over
                .iter()
                .map(|col| Arg::Text(column_name(self.table.origin.1 + col)));
            let row = self.header_row.unwrap_or(0);
            Diagnostic::warning("side-by-side")
                .with("columns", Arg::List(letters.collect()))
                .at(self.table.addr(row, *col), raw(self.table.cell(row, *col)))
        });
        let below = self.below.map(|(row, n)| {
            Diagnostic::warning("second-table")
                .with("n", n)
                .at(self.table.addr(row, 0), raw(self.table.cell(row, 0)))
        });
        beside.into_iter().chain(below).collect()
    }

    /// What is to say about the table as a whole.
    pub(super) fn notes(&self) -> Vec<Diagnostic> {
        let row = self.header_row.unwrap_or(0);
        let at = |col: u32| self.table.addr(row, col);
        let written = |col: u32| {
            self.headers
                .get(col as usize)
                .map_or("", |h| h.raw.as_str())
        };
        let note = |code: &str, col: u32| Diagnostic::note(code).at(at(col), written(col));
        match &self.mapping {
            Ok(mapping) => {
                let size = mapping
                    .size_not_revenue
                    .map(|col| note("revenue-is-customer-size", col));
                let weighted = mapping.weighted.map(|col| note("weighted-amount", col));
                let unit = self.unit_note();
                let layout = self.layout_notes().into_iter();
                let unfit = self.unfit_notes(mapping.kind).into_iter();
                layout
                    .chain(unfit)
                    .chain(unit)
                    .chain(size)
                    .chain(weighted)
                    .collect()
            }
            Err(unread) => {
                let unfit = match unread {
                    Unread::Lacks(kind, _) => self.unfit_notes(*kind),
                    _ => Vec::new(),
                };
                let aside = self.set_aside(unread).at(at(0), written(0));
                std::iter::once(aside).chain(unfit).collect()
            }
        }
    }

    /// Columns that do not hold what their header promises.
    fn unfit_notes(&self, kind: TableKind) -> Vec<Diagnostic> {
        let row = self.header_row.unwrap_or(0);
        let unfit = self.unfit.iter().filter(|(of, ..)| *of == kind);
        let notes = unfit.map(|(_, field, col)| {
            let raw = raw(self.table.cell(row, *col));
            Diagnostic::note("column-unfit")
                .with("field", Arg::Code(format!("field.{}", field.name())))
                .with("raw", raw.as_ref())
                .at(self.table.addr(row, *col), raw)
        });
        notes.collect()
    }

    fn set_aside(&self, unread: &Unread) -> Diagnostic {
        let say = |code: &str| {
            Diagnostic::warning(code)
                .with("sheet", self.table.sheet.as_str())
                .with("n", self.read())
        };
        match unread {
            Unread::Unknown => say("unknown-table"),
            Unread::Transposed => say("transposed-table"),
            Unread::Other(name) => {
                let what = Arg::Code(format!("otherTable.{name}"));
                say("table-not-used").with("table", what)
            }
            Unread::Lacks(kind, missing) => {
                let missing = missing
                    .iter()
                    .map(|f| Arg::Code(format!("field.{}", f.name())));
                say("missing-column")
                    .with("table", Arg::Code(format!("table.{}", kind.name())))
                    .with("columns", Arg::List(missing.collect()))
            }
        }
    }
}
