//! What is said about a table as a whole.

use super::choices;
use super::column::Plan;
use super::grid::Grid;
use super::mapping::Unread;
use super::row::{raw, scaled};
use super::sheet::Sheet;
use crate::book::{Field, TableKind, ValueKind};
use crate::policy::MappingChoices;
use crate::table::{Cell, Diagnostic, Order, PeriodColumns, Table};
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

    /// How the part was arranged, and what was filled in.
    fn layout_notes(&self) -> Vec<Diagnostic> {
        let arranged = match &self.table.view.order {
            Order::AsIs => self.periods_left().map(|(note, _)| note),
            Order::Turned => {
                let text = raw(self.table.cell(0, 0)).into_owned();
                let note = Diagnostic::note("turned-table");
                Some(note.at(self.table.addr(0, 0), text))
            }
            Order::Unpivoted(unpivot) => {
                let of = |period: &PeriodColumns| {
                    let (row, col) = period.place;
                    raw(self.table.in_sheet(row, col)).trim().to_owned()
                };
                let (first, last) = (unpivot.periods.first(), unpivot.periods.last());
                let note = Diagnostic::note("periods-as-columns")
                    .with("n", unpivot.periods.len())
                    .with("first", first.map(of).unwrap_or_default())
                    .with("last", last.map(of).unwrap_or_default());
                first.map(|period| note.at(self.table.addr_in_sheet(period.place), of(period)))
            }
        };
        arranged.into_iter().chain(self.filled_note()).collect()
    }

    /// The names of columns, the first of many.
    pub(super) fn named(&self, cols: &[u32]) -> Arg {
        const MOST: usize = 12;
        let labels = cols.iter().take(MOST);
        let labels = labels.filter_map(|col| self.labels.get(*col as usize));
        let more = (cols.len() > MOST).then(|| "…".to_owned());
        Arg::List(labels.cloned().chain(more).map(Arg::Text).collect())
    }

    /// A mapping decides about one table with these headers, and this is another.
    pub(super) fn like_decided(&self, choices: &MappingChoices) -> Option<Diagnostic> {
        let file = choices::like(choices, &self.headers)?;
        let row = self.header_row.unwrap_or(0);
        let note = Diagnostic::warning("table-like-decided")
            .with("sheet", self.table.sheet())
            .with("file", file);
        Some(note.at(self.table.addr(row, 0), raw(self.table.cell(row, 0))))
    }

    /// Cells right of the last header: a comma within a cell that has no quotes shifts the row.
    fn beyond_header(&self) -> Option<Diagnostic> {
        let named = self.headers.iter().rposition(|h| !h.raw.is_empty())? as u32;
        self.header_row.filter(|_| self.table.headers().is_none())?;
        let filled = |row: u32| {
            let mut cols = named + 1..self.table.cols();
            cols.find(|col| self.table.cell(row, *col) != Cell::Empty)
        };
        let rows = self
            .rows
            .iter()
            .filter_map(|(row, _)| Some((*row, filled(*row)?)));
        let rows: Vec<(u32, u32)> = rows.collect();
        // A column that most rows fill lacks a header; no row is shifted.
        let few = 2 * rows.len() < self.rows.len().max(2);
        let (row, col) = *rows.first().filter(|_| few)?;
        let note = Diagnostic::warning("cells-beyond-header").with("n", rows.len());
        Some(note.at(self.table.addr(row, col), raw(self.table.cell(row, col))))
    }

    /// Columns that a saved mapping speaks of and that are gone.
    fn lost_note(&self) -> Option<Diagnostic> {
        let lost = choices::lost(self.choice?, &self.headers);
        let columns: Vec<Arg> = lost.into_iter().map(Arg::Text).collect();
        let row = self.header_row.unwrap_or(0);
        (!columns.is_empty()).then(|| {
            Diagnostic::warning("mapped-column-gone")
                .with("columns", Arg::List(columns))
                .at(self.table.addr(row, 0), raw(self.table.cell(row, 0)))
        })
    }

    /// Cells that take the content of the merged cell above.
    fn filled_note(&self) -> Option<Diagnostic> {
        let columns = self.plans.iter().filter(|(_, plan)| plan.fills());
        let places =
            columns.flat_map(|(_, plan)| self.rows.iter().map(|(row, _)| (*row, plan.col)));
        let filled = |(row, col): &(u32, u32)| {
            self.table.cell(*row, *col) == Cell::Empty
                && self.table.filled(*row, *col) != Cell::Empty
        };
        if !self.table.has_merges() {
            return None;
        }
        let places: Vec<(u32, u32)> = places.filter(filled).collect();
        let (row, col) = *places.iter().min()?;
        let note = Diagnostic::note("filled-down").with("n", places.len());
        let text = raw(self.table.filled(row, col)).into_owned();
        Some(note.at(self.table.addr(row, col), text))
    }

    /// The same diagnostic at the header of a column.
    pub(super) fn at_header(&self, note: Diagnostic, col: u32) -> Diagnostic {
        let row = self.header_row.unwrap_or(0);
        let text = raw(self.table.cell(row, col)).into_owned();
        note.at(self.table.addr(row, col), text)
    }

    /// The same diagnostic at a record's cell of a field: in its first column where the table has none for it.
    pub(super) fn at_field(&self, note: Diagnostic, row: u32, field: Field) -> Diagnostic {
        let plan = self.plans.iter().find(|(of, _)| *of == field);
        let col = plan.map_or(0, |(_, plan)| plan.col);
        let text = raw(self.table.cell(row, col)).into_owned();
        note.at(self.table.addr(row, col), text)
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
                let unfit = self.unfit_notes(mapping.kind).into_iter();
                let layout = self.layout_notes().into_iter();
                layout
                    .chain(self.lost_note())
                    .chain(self.beyond_header())
                    .chain(self.guess_notes())
                    .chain(self.undecided_notes())
                    .chain(self.values_note())
                    .chain(unfit)
                    .chain(unit)
                    .chain(self.doubt_notes())
                    .chain(size)
                    .chain(weighted)
                    .chain(self.size_note(mapping))
                    .chain(self.budget_note(mapping))
                    .chain(self.unused_amounts(mapping))
                    .collect()
            }
            Err(unread) => {
                let unfit = match unread {
                    Unread::Lacks(near, _) => self.unfit_notes(near.kind),
                    _ => Vec::new(),
                };
                let aside = self.set_aside(unread).at(at(0), written(0));
                let layout = self.layout_notes().into_iter();
                let suggested = self.guess_notes();
                layout
                    .chain(std::iter::once(aside))
                    .chain(unfit)
                    .chain(suggested)
                    .chain(self.undecided_notes())
                    .collect()
            }
        }
    }

    /// Columns that do not hold what their header promises.
    fn unfit_notes(&self, kind: TableKind) -> Vec<Diagnostic> {
        let unfit = self.unfit.iter().filter(|(of, ..)| *of == kind);
        let notes = unfit.map(|(_, field, col)| {
            let note = self.at_header(Diagnostic::note("column-unfit"), *col);
            let raw = note.raw.clone();
            note.with("field", Arg::Code(format!("field.{}", field.name())))
                .with("raw", raw)
        });
        notes.collect()
    }

    fn set_aside(&self, unread: &Unread) -> Diagnostic {
        let say = |code: &str| {
            Diagnostic::warning(code)
                .with("sheet", self.table.sheet())
                .with("n", self.read())
        };
        match unread {
            Unread::Unknown => say("unknown-table"),
            Unread::Chosen => say("table-left-out"),
            Unread::Other(name) => {
                let what = Arg::Code(format!("otherTable.{name}"));
                say("table-not-used").with("table", what)
            }
            Unread::Lacks(near, missing) => {
                let missing = missing
                    .iter()
                    .map(|f| Arg::Code(format!("field.{}", f.name())));
                say("missing-column")
                    .with("table", Arg::Code(format!("table.{}", near.kind.name())))
                    .with("columns", Arg::List(missing.collect()))
            }
        }
    }
}

/// What is to say about a sheet before its parts: how many there are, and rows that are hidden.
pub(super) fn of_table(table: &Table, parts: &[Grid<'_>]) -> Vec<Diagnostic> {
    let hidden = table.hidden_rows.iter();
    let hidden: Vec<u32> = hidden
        .flat_map(|(first, last)| *first..=*last)
        .filter(|row| {
            (0..table.cols()).any(|col| table.at(*row, table.origin.1 + col) != Cell::Empty)
        })
        .collect();
    let hidden = hidden.first().map(|row| {
        let at = table.addr(row - table.origin.0, 0);
        let text = raw(table.at(*row, table.origin.1));
        Diagnostic::note("hidden-rows")
            .with("n", hidden.len())
            .at(at, text)
    });
    let several = parts.get(1).map(|second| {
        Diagnostic::note("several-tables")
            .with("sheet", table.sheet.as_str())
            .with("n", parts.len())
            .at(second.addr(0, 0), raw(second.cell(0, 0)))
    });
    several.into_iter().chain(hidden).collect()
}
