//! Periods as columns: months, quarters or years become rows, where that makes a table of a known
//! kind. Columns of totals, and quarters beside their months, are left out, since they count the
//! same once more.

mod found;
mod left;
mod passed;

use std::collections::BTreeMap;

use super::grid::Grid;
use super::header::{Header, words};
use super::layout;
use super::mapping::{Mapping, Unread, map, names_only};
use super::period::Span;
use super::row::raw;
use super::synonyms::{self, find, is_total};
use crate::book::{Field, TableKind};
use crate::table::{Order, PeriodColumns, Unpivot, View};
use found::{Found, Periods, is_period, periods};
pub(super) use left::{Left, left_alone};
pub(super) use passed::{PassedOver, passed_over};

/// A kind of table that may have periods as columns: what the periods are, and what a column is
/// that names nothing but a period.
struct Kind {
    kind: TableKind,
    period: Field,
    value: Option<Field>,
}

const KINDS: [Kind; 3] = [
    Kind {
        kind: TableKind::Kpis,
        period: Field::Period,
        value: Some(Field::Actual),
    },
    Kind {
        kind: TableKind::Share,
        period: Field::Year,
        value: None,
    },
    Kind {
        kind: TableKind::Opportunities,
        period: Field::CloseDate,
        value: Some(Field::Amount),
    },
];

/// What a KPI's row may hold instead of its name.
const MEASURES: [Field; 4] = [Field::Actual, Field::Target, Field::Floor, Field::Stretch];

/// The table with its periods laid one below the other, if that makes more of it, or if it is
/// decided; of the kind that is decided, if one is.
pub(super) fn unpivoted<'a>(
    grid: &Grid<'a>,
    row: u32,
    headers: &[Header],
    decided: Option<TableKind>,
    always: bool,
) -> Option<Grid<'a>> {
    let (periods, span) = periods(grid, row, headers)?;
    let plain = map(headers);
    let kinds = || {
        KINDS
            .iter()
            .filter(|kind| decided.is_none_or(|decided| decided == kind.kind))
            .filter(|kind| suits(kind, span, &periods))
    };
    let made = |kind: &Kind| {
        let cross = Cross::new(grid, row, headers, &periods, kind, false)?;
        let meant = decided.is_some() || cross.is_meant(grid, kind);
        let whole = map(&cross.names).is_ok_and(|mapping| mapping.kind == kind.kind);
        let wanted = always && decided.is_some();
        (wanted || (meant && cross.makes_more(kind.kind, &plain))).then_some((cross, whole))
    };
    // A table that is whole comes before one that lacks a column.
    let mut known: Vec<(Cross, bool)> = kinds().filter_map(made).collect();
    let whole = known.iter().position(|(_, whole)| *whole);
    let known = (!known.is_empty()).then(|| known.swap_remove(whole.unwrap_or(0)).0);
    // What stands beside the periods may be said afterwards: by years it is most likely spent.
    let likely = || match span {
        Span::Year => kinds().find(|kind| kind.kind == TableKind::Share),
        _ => kinds().next_back(),
    };
    let cross = known.or_else(|| {
        let kind = likely().or_else(|| kinds().next()).filter(|_| always)?;
        Cross::new(grid, row, headers, &periods, kind, true)
    })?;
    Some(cross.grid(grid, row, &periods))
}

fn suits(kind: &Kind, span: Span, periods: &Periods) -> bool {
    match kind.kind {
        TableKind::Share => span == Span::Year,
        TableKind::Opportunities => {
            span < Span::Half && periods.iter().all(|p| p.period.year.is_some())
        }
        _ => true,
    }
}

/// A crosstab that makes a table of a known kind.
struct Cross {
    fixed: Vec<u32>,
    values: Vec<String>,
    lines: Vec<Vec<Option<u32>>>,
    names: Vec<Header>,
    /// The name of the KPI is that of the sheet.
    named_by_sheet: bool,
    /// Where a period's cell does not say its year, its day is read instead.
    by_day: bool,
}

impl Cross {
    fn new(
        grid: &Grid<'_>,
        row: u32,
        headers: &[Header],
        periods: &Periods,
        kind: &Kind,
        lenient: bool,
    ) -> Option<Self> {
        let mut values: Vec<String> = Vec::new();
        for (rest, _) in periods.iter().flat_map(|p| &p.columns) {
            if !values.contains(rest) {
                values.push(rest.clone());
            }
        }
        let taken: Vec<u32> = (0..headers.len() as u32)
            .filter(|col| is_period(grid, row, *col, periods))
            .collect();
        let fixed = |(col, header): (usize, &Header)| {
            let col = col as u32;
            let kept = !header.raw.is_empty() && !taken.contains(&col) && !is_total(&header.raw);
            kept.then_some(col)
        };
        let years: Vec<Option<u16>> = periods.iter().map(|p| p.period.year).collect();
        let mut cross = Self {
            fixed: headers.iter().enumerate().filter_map(fixed).collect(),
            values,
            lines: layout::filled_rows(grid, row + 1)
                .into_iter()
                .map(|row| vec![Some(row)])
                .collect(),
            names: Vec::new(),
            named_by_sheet: false,
            by_day: kind.period == Field::CloseDate
                || years.iter().any(|y| Some(y) != years.first()),
        };
        let measures = cross.split_measures(grid, kind);
        cross.name(grid, headers, periods, kind, measures, lenient)?;
        Some(cross)
    }

    /// Whether amounts by period are said to be deals: by another column, by what stands beside the
    /// periods, or by the sheet's name. They may as well be what has been sold.
    fn is_meant(&self, grid: &Grid<'_>, kind: &Kind) -> bool {
        /// Columns that only deals have.
        const DEALS: [Field; 4] = [Field::Stage, Field::Probability, Field::Name, Field::Kind];
        let of_deals = |header: &Header| matches!(find(kind.kind, header), synonyms::Found::Field(field, ..) if DEALS.contains(&field));
        kind.kind != TableKind::Opportunities
            || self.values.iter().any(|value| !value.is_empty())
            || self.names.iter().any(of_deals)
            || names_object(kind.kind, grid.sheet())
    }

    /// Whether this explains more than the table as it stands.
    fn makes_more(&self, kind: TableKind, plain: &Result<Mapping, Unread>) -> bool {
        match (map(&self.names), plain) {
            (Ok(new), Ok(old)) => new.kind == kind && (names_only(old) || known(&new) > known(old)),
            (Ok(new), Err(_)) => new.kind == kind,
            (Err(Unread::Lacks(near, _)), Err(_)) => near.kind == kind,
            // One column short of a scorecard is nearer than a list of names.
            (Err(Unread::Lacks(near, missing)), Ok(old)) => {
                near.kind == kind && missing.len() == 1 && names_only(old)
            }
            _ => false,
        }
    }

    /// Where a fixed column says for each row whether it is target or actual, rows of one record
    /// come together, and the column goes. Gives the measures in their order.
    fn split_measures(&mut self, grid: &Grid<'_>, kind: &Kind) -> Vec<Field> {
        if kind.kind != TableKind::Kpis || self.values.len() != 1 {
            return Vec::new();
        }
        let measure = |line: &[Option<u32>], col: u32| {
            let row = line.iter().flatten().next()?;
            let text = raw(grid.cell(*row, col));
            match find(TableKind::Kpis, &Header::new(&text)) {
                synonyms::Found::Field(field, ..) if MEASURES.contains(&field) => Some(field),
                _ => None,
            }
        };
        let all = |col: &u32| self.lines.iter().all(|row| measure(row, *col).is_some());
        let Some(col) = self.fixed.iter().copied().find(all) else {
            return Vec::new();
        };
        let keys: Vec<u32> = self.fixed.iter().copied().filter(|c| *c != col).collect();
        let key = |row: u32| -> Vec<String> {
            let cells = keys.iter().map(|col| grid.filled(row, *col));
            cells.map(|cell| raw(cell).trim().to_owned()).collect()
        };
        let mut order: Vec<Field> = Vec::new();
        let mut records: Vec<(Vec<String>, BTreeMap<Field, u32>)> = Vec::new();
        for line in &self.lines {
            let (Some(field), Some(&Some(row))) = (measure(line, col), line.first()) else {
                continue;
            };
            if !order.contains(&field) {
                order.push(field);
            }
            let key = key(row);
            match records.last_mut() {
                Some((known, rows)) if *known == key && !rows.contains_key(&field) => {
                    rows.insert(field, row);
                }
                _ => records.push((key, BTreeMap::from([(field, row)]))),
            }
        }
        let line = |(_, rows): &(_, BTreeMap<Field, u32>)| -> Vec<Option<u32>> {
            order.iter().map(|field| rows.get(field).copied()).collect()
        };
        self.lines = records.iter().map(line).collect();
        self.fixed = keys;
        order
    }

    /// The headers of the new table; nothing if a value has no meaning in it, unless that may be
    /// said afterwards.
    fn name(
        &mut self,
        grid: &Grid<'_>,
        headers: &[Header],
        periods: &Periods,
        kind: &Kind,
        measures: Vec<Field>,
        lenient: bool,
    ) -> Option<()> {
        let fixed = self
            .fixed
            .iter()
            .filter_map(|col| headers.get(*col as usize).cloned());
        self.names = fixed.collect();
        let place = |found: Option<&Found>| found.map_or((0, 0), |p| p.place);
        let text = |(row, col): (u32, u32)| raw(grid.cell(row, col)).trim().to_owned();
        let (first, last) = (place(periods.first()), place(periods.last()));
        let shown = format!("{} … {}", text(first), text(last));
        self.names
            .push(Header::invented(&shown, kind.period.name()));
        let known = |field: Field| Header::invented(&shown, field.name());
        if measures.is_empty() {
            for value in &self.values {
                let header = match (value.as_str(), kind.value) {
                    ("", Some(field)) => known(field),
                    ("", None) => Header::new(&shown),
                    (value, _) => Header::new(value),
                };
                let found = find(kind.kind, &header);
                if !lenient && !matches!(found, synonyms::Found::Field(..)) {
                    return None;
                }
                self.names.push(header);
            }
        } else {
            self.names.extend(measures.into_iter().map(known));
            let named =
                |h: &Header| matches!(find(kind.kind, h), synonyms::Found::Field(Field::Kpi, ..));
            if !self.names.iter().any(named) {
                self.named_by_sheet = true;
                self.names
                    .push(Header::invented(grid.sheet(), Field::Kpi.name()));
            }
        }
        Some(())
    }

    fn grid<'a>(self, grid: &Grid<'a>, row: u32, periods: &Periods) -> Grid<'a> {
        let (top, left) = (grid.view.top, grid.view.left);
        let columns = |found: &Found| {
            let col = |value: &String| {
                let column = found.columns.iter().find(|(rest, _)| rest == value);
                column.map(|(_, col)| left + col)
            };
            PeriodColumns {
                place: (top + found.place.0, left + found.place.1),
                bytes: found.bytes,
                day: found.day.filter(|_| self.by_day),
                columns: self.values.iter().map(col).collect(),
            }
        };
        let unpivot = Unpivot {
            header: top + row,
            fixed: self.fixed.iter().map(|col| left + col).collect(),
            periods: periods.iter().map(columns).collect(),
            lines: self
                .lines
                .iter()
                .map(|rows| rows.iter().map(|row| row.map(|row| top + row)).collect())
                .collect(),
        };
        let view = View {
            order: Order::Unpivoted(unpivot),
            ..grid.view.clone()
        };
        grid.with(view).named(self.names, self.named_by_sheet)
    }
}

fn known(mapping: &Mapping) -> usize {
    use super::mapping::Target;
    let fields = mapping.columns.iter();
    fields
        .filter(|m| matches!(m.target, Target::Field(_)))
        .count()
}

/// True if a text, such as a sheet's name, holds what a row of this kind of table is called.
fn names_object(kind: TableKind, text: &str) -> bool {
    let text = words(text);
    let word = |object: &str| text.split(' ').any(|w| w.trim_end_matches('s') == object);
    let mut objects = synonyms::objects(kind).iter();
    objects.any(|object| match object.is_ascii() {
        true => word(object),
        false => text.contains(object.as_str()),
    })
}
