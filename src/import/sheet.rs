//! One table as it is understood: where its header is, what its columns are, which rows are data.

use std::collections::{BTreeMap, BTreeSet};

use super::choices::{self, Columns};
use super::column::{Plan, count_currencies, plan};
use super::crosstab;
use super::extra::ExtraPlan;
use super::fit::map_fitting;
use super::grid::Grid;
use super::guess::{Guess, Suggestion};
use super::header::{self, Header};
use super::layout;
use super::mapping::{self, Barred, Chosen, Mapping, Target, Unread};
use super::row::raw;
use super::synonyms::{UnitColumn, is_note, is_subtotal, is_total};
use super::unit::{self, Unit};
use super::values::currency;
use super::values::{clean, is_blank, is_number};
use crate::book::{ColumnTarget, Field, MappedColumn, Source, TableKind, ValueKind, fields};
use crate::order::Gather;
use crate::policy::{ColumnChoice, TableChoice};
use crate::table::Cell;

/// A row below the header that is not empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowKind {
    /// A record.
    Data,
    /// 合计, Total …
    Totals,
    /// 注：…
    Note,
    /// The header once more.
    Header,
}

/// A table as understood.
pub(super) struct Sheet<'a> {
    pub(super) table: &'a Grid<'a>,
    /// The row of its header, counted from the table's first.
    pub(super) header_row: Option<u32>,
    /// Its header.
    pub(super) headers: Vec<Header>,
    /// Names of the columns, each of them once.
    pub(super) labels: Vec<String>,
    /// What its columns are taken for, or why it is not read.
    pub(super) mapping: Result<Mapping, Unread>,
    /// Rows below the header that are not empty, counted from the table's first.
    pub(super) rows: Vec<(u32, RowKind)>,
    /// How each known column is read.
    pub(super) plans: Vec<(Field, Plan)>,
    /// How each column of one unit is read.
    pub(super) units: Vec<(UnitColumn, String, Plan)>,
    /// How each other column is read, with its header.
    pub(super) extras: Vec<(String, ExtraPlan)>,
    /// Given names, beside family names.
    pub(super) given_name: Option<u32>,
    /// The unit that a line above gives to amounts without one, and its cell.
    pub(super) unit_above: Option<(u32, u32, Unit)>,
    /// Columns that do not hold what their header promises.
    pub(super) unfit: Barred,
    /// Columns of several periods that would be one field: none is taken.
    pub(super) repeated: Barred,
    /// What a person has decided about the table.
    pub(super) choice: Option<&'a TableChoice>,
    /// What has been decided about its columns, to be asked for each.
    decided: Option<Columns<'a>>,
    /// What its columns are to be taken for.
    pub(super) chosen: Chosen,
    /// Columns that were taken by less than their header.
    pub(super) guesses: Vec<Guess>,
    /// Columns that may be a field that the table lacks.
    pub(super) suggestions: Vec<Suggestion>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(table: &'a Grid<'a>, choice: Option<&'a TableChoice>) -> Self {
        let decided = choice.and_then(|choice| choices::header_row(table, choice));
        let header_row = decided.unwrap_or_else(|| header::find_row(table));
        let headers = header_row
            .map(|row| header::read_grouped(table, row))
            // Without a header, columns are called by their letters.
            .unwrap_or_else(|| header::letters(table));
        let first = header_row.map_or(0, |row| row + 1);
        let rows: Vec<(u32, RowKind)> = layout::filled_rows(table, first)
            .iter()
            .map(|row| (*row, kind_of(table, *row, &headers)))
            .collect();
        let decided = choice.map(|choice| Columns::new(choice, &headers));
        let chosen = chosen(table, &headers, decided.as_ref());
        let kind = choice.and_then(|choice| choice.kind);
        let as_it_stands = header_row.filter(|_| table.headers().is_none());
        let passed = as_it_stands
            .map(|row| crosstab::passed_over(table, row, &headers, &chosen))
            .unwrap_or_default();
        let data = data_of(&rows);
        let (mapping, unfit) = map_fitting(table, &data, &headers, kind, &chosen, &passed);
        let labels = layout::labels(table, header_row.unwrap_or(0), &headers);
        let mut sheet = Self {
            table,
            header_row,
            headers,
            labels,
            mapping,
            rows,
            plans: Vec::new(),
            units: Vec::new(),
            extras: Vec::new(),
            given_name: None,
            unfit,
            repeated: passed.repeated,
            choice,
            decided,
            chosen,
            guesses: Vec::new(),
            suggestions: Vec::new(),
            unit_above: header_row.and_then(|row| unit::above(table, row)),
        };
        if kind.is_none() && sheet.chosen.is_empty() {
            sheet.refuse_repeated_names();
        }
        sheet.make_plans();
        sheet
    }

    /// What a person has decided about a column.
    pub(super) fn column_choice(&self, col: u32) -> Option<&'a ColumnChoice> {
        self.decided.as_ref()?.get(self.table, col)
    }

    /// Its kind, if it is understood.
    pub(super) fn kind(&self) -> Option<TableKind> {
        self.mapping.as_ref().ok().map(|m| m.kind)
    }

    /// Its mapping, or the one that it comes closest to.
    pub(super) fn nearest(&self) -> Option<&Mapping> {
        mapping::nearest(&self.mapping)
    }

    /// Its kind, or the one that it comes closest to.
    pub(super) fn nearest_kind(&self) -> Option<TableKind> {
        self.nearest().map(|mapping| mapping.kind)
    }

    /// Required columns that its nearest kind lacks.
    pub(super) fn lacks(&self) -> &[Field] {
        match &self.mapping {
            Err(Unread::Lacks(_, missing)) => missing,
            _ => &[],
        }
    }

    /// A column of customers and nothing else about them is a list of accounts only if they are not
    /// repeated; else its rows are of something else.
    fn refuse_repeated_names(&mut self) {
        let Ok(mapping) = &self.mapping else { return };
        let Some(col) = mapping
            .column(Field::Account)
            .filter(|_| mapping::names_only(mapping))
        else {
            return;
        };
        let rows = data_of(&self.rows).into_iter();
        let names = rows.map(|row| raw(self.table.cell(row, col)));
        let names: Vec<String> = names
            .map(|name| clean(&name).into_owned())
            .filter(|n| !n.is_empty())
            .collect();
        let different = names.iter().gather::<BTreeSet<_>>().len();
        if different * 5 < names.len() * 4 {
            self.mapping = Err(Unread::Unknown);
        }
    }

    /// Decides how each column is read.
    pub(super) fn make_plans(&mut self) {
        self.plans.clear();
        self.units.clear();
        self.extras.clear();
        self.given_name = None;
        let Ok(mapping) = &self.mapping else { return };
        let rows = data_of(&self.rows);
        for column in &mapping.columns {
            let Some(header) = self.headers.get(column.col as usize) else {
                continue;
            };
            let decided = self.column_choice(column.col);
            let read = decided.map(|c| &c.read);
            let of = |value| {
                let header = self.with_unit_above(header, value);
                let plan = plan(self.table, &rows, column.col, &header, value);
                read.map_or(plan, |read| plan.chosen(read))
            };
            match &column.target {
                Target::Field(field) => {
                    let spec = fields(mapping.kind)
                        .iter()
                        .find(|spec| spec.field == *field);
                    let value = spec.map_or(ValueKind::Text, |spec| spec.value);
                    self.plans.push((*field, of(value)));
                }
                Target::Unit(what, unit) => {
                    let value = match what {
                        UnitColumn::Verdict => ValueKind::Bool,
                        UnitColumn::Amount => ValueKind::Money,
                        UnitColumn::Margin => ValueKind::Ratio,
                    };
                    self.units.push((*what, unit.clone(), of(value)));
                }
                Target::GivenName => self.given_name = Some(column.col),
                Target::Extra => {
                    let plan = ExtraPlan::new(self.table, &rows, column.col, header, read);
                    let label = self.labels.get(column.col as usize);
                    self.extras.push((label.cloned().unwrap_or_default(), plan));
                }
            }
        }
    }

    /// An amount's header that names no unit takes that of the line above the table.
    fn with_unit_above(&self, header: &Header, value: ValueKind) -> Header {
        let mut header = header.clone();
        if let (ValueKind::Money, Some((_, _, above))) = (value, &self.unit_above) {
            header.unit.scale = header.unit.scale.or(above.scale);
            header.unit.currency = header.unit.currency.or(above.currency);
        }
        header
    }

    /// Counts the currencies that its money columns name.
    pub(super) fn count_currencies(&self, counts: &mut BTreeMap<&'static str, usize>) {
        let rows: Vec<u32> = self.rows.iter().map(|(row, _)| *row).collect();
        let money = self.plans.iter().map(|(_, plan)| plan);
        for plan in money.chain(self.units.iter().map(|(_, _, plan)| plan)) {
            count_currencies(self.table, &rows, plan, counts);
        }
        // A column of its own may be the only place that names currencies.
        let column = self.plans.iter().find(|(f, _)| *f == Field::Currency);
        for row in rows.iter().filter(|_| column.is_some()) {
            let cell = column.map(|(_, plan)| self.table.cell(*row, plan.col));
            if let Some(Cell::Text(text)) = cell
                && let Some(code) = currency(text)
            {
                *counts.entry(code).or_default() += 1;
            }
        }
    }

    /// The source of the book, before its rows are used. Names of other columns are added to the
    /// book's list.
    pub(super) fn source(&self, extra_columns: &mut Vec<String>) -> Source {
        let mapped = self.mapping.as_ref().ok();
        let columns = mapped.map(|m| m.columns.as_slice()).unwrap_or_default();
        let columns = columns.iter().filter_map(|column| {
            let header = self.headers.get(column.col as usize)?;
            let target = match &column.target {
                Target::Field(field) => ColumnTarget::Field(*field),
                Target::GivenName => ColumnTarget::Field(Field::Contact),
                Target::Unit(UnitColumn::Verdict, unit) => ColumnTarget::Verdict(unit.clone()),
                Target::Unit(UnitColumn::Amount, unit) => ColumnTarget::UnitAmount(unit.clone()),
                Target::Unit(UnitColumn::Margin, unit) => ColumnTarget::UnitMargin(unit.clone()),
                Target::Extra => {
                    let label = self.labels.get(column.col as usize)?;
                    ColumnTarget::Extra(index_of(extra_columns, label))
                }
            };
            Some(MappedColumn {
                col: self.table.column_key(column.col),
                header: header.raw.clone(),
                target,
                confidence: column.confidence,
            })
        });
        Source {
            file: self.table.file().to_owned(),
            sheet: self.table.sheet().to_owned(),
            table: self.table.index,
            view: self.table.view.clone(),
            kind: self.kind(),
            header_row: self.header_row.map(|row| self.table.place(row, 0).0),
            headers: self.headers.iter().map(|h| h.raw.clone()).collect(),
            columns: columns.collect(),
            read: self.read(),
            used: 0,
            set_aside: self.read(),
        }
    }

    /// Its records' rows.
    pub(super) fn data(&self) -> Vec<u32> {
        data_of(&self.rows)
    }

    /// Rows that are not empty, below the header.
    pub(super) fn read(&self) -> u32 {
        self.rows.len() as u32
    }
}

fn index_of(names: &mut Vec<String>, name: &str) -> u32 {
    let at = names.iter().position(|known| known == name);
    at.unwrap_or_else(|| {
        names.push(name.to_owned());
        names.len() - 1
    }) as u32
}

fn data_of(rows: &[(u32, RowKind)]) -> Vec<u32> {
    let data = rows.iter().filter(|(_, kind)| *kind == RowKind::Data);
    data.map(|(row, _)| *row).collect()
}

/// What has been decided about each column.
fn chosen(grid: &Grid<'_>, headers: &[Header], decided: Option<&Columns<'_>>) -> Chosen {
    let columns = 0..headers.len() as u32;
    let target = |col: u32| decided?.get(grid, col)?.target;
    columns.filter_map(|col| Some((col, target(col)?))).gather()
}

fn kind_of(table: &Grid<'_>, row: u32, headers: &[Header]) -> RowKind {
    let filled = || {
        (0..table.cols())
            .map(|col| (col, table.cell(row, col)))
            .filter(|(_, c)| *c != Cell::Empty)
    };
    let mut texts = filled().filter_map(|(_, cell)| match cell {
        Cell::Text(text) => Some(text),
        _ => None,
    });
    let first = texts.next().unwrap_or("");
    let alone = filled().nth(1).is_none();
    let same = |(col, cell): (u32, Cell)| {
        let header = headers.get(col as usize).map_or("", |h| h.raw.as_str());
        matches!(cell, Cell::Text(text) if text.trim() == header)
    };
    if is_total(first)
        || layout::is_total_behind(table, row)
        || (is_subtotal(first) && !alone && rest_is_numbers(table, row, first))
    {
        RowKind::Totals
    } else if alone && is_note(first) {
        RowKind::Note
    } else if !alone && filled().all(same) {
        RowKind::Header
    } else {
        RowKind::Data
    }
}

/// True if all cells but the one with this text are blank or numbers.
fn rest_is_numbers(table: &Grid<'_>, row: u32, but: &str) -> bool {
    (0..table.cols()).all(|col| match table.cell(row, col) {
        Cell::Text(text) => text == but || is_blank(&clean(text)) || is_number(text),
        cell => matches!(cell, Cell::Empty | Cell::Number(_)),
    })
}
