//! What stands in the columns of one table, for a person who checks the mapping.

use std::collections::BTreeMap;

use super::coerced::{self, Read};
use super::column::{Plan, plan};
use super::doubt::Ambiguity;
use super::fit;
use super::guess::{By, Known};
use super::header::Header;
use super::holds::{count, spread};
use super::mapping::Target;
use super::regions;
use super::row::raw;
use super::sheet::Sheet;
use super::synonyms::{self, Found, PART};
use super::values::{DayFirst, Decimals};
use super::{ImportOptions, Imported};
use crate::book::{Field, TableKind, ValueKind, fields};
use crate::order::InOrder;
use crate::policy::KindChoice;
use crate::table::Table;

/// Rows that are looked at; the profile says how many they were.
const MOST_ROWS: usize = 50_000;
/// Columns that are looked at.
const MOST_COLUMNS: usize = 300;
/// How sure a column is at most whose header is that of several columns.
const BY_ARRANGEMENT: f64 = 0.8;

/// How a column's meaning was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Its header is the field's name.
    Exact,
    /// Its header is a known word for the field.
    Synonym,
    /// Its header ends with, or holds, a known word.
    Tokens,
    /// Its values look like it.
    Values,
    /// It is the name of the sheet.
    Sheet,
    /// A person has decided it.
    Chosen,
    /// It is not taken for a field.
    None,
}

impl How {
    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Synonym => "synonym",
            Self::Tokens => "tokens",
            Self::Values => "values",
            Self::Sheet => "sheet",
            Self::Chosen => "chosen",
            Self::None => "none",
        }
    }
}

/// A table as understood, column by column.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// Its kind.
    pub kind: Option<TableKind>,
    /// The kind that it comes closest to, if it is of none: its columns are shown as that.
    pub near: Option<TableKind>,
    /// Required columns that this kind lacks.
    pub lacks: Vec<Field>,
    /// Fields that a person is asked for, with the columns that may be meant: of several periods, and of
    /// what stands beside periods that became rows.
    pub undecided: BTreeMap<Field, Vec<u32>>,
    /// Its kind was decided by a person; `Some(None)`: that it is not to be used.
    pub chosen: Option<Option<TableKind>>,
    /// Zero-based sheet row of its header.
    pub header_row: Option<u32>,
    /// Its records: rows below the header without totals and notes.
    pub rows: u32,
    /// How many of them were looked at.
    pub looked_at: u32,
    /// Its columns.
    pub columns: Vec<ColumnProfile>,
    /// Columns beyond those.
    pub more_columns: u32,
}

/// What stands in a column.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ColumnProfile {
    /// Its place, as mapping files name it.
    pub col: u32,
    /// Zero-based sheet column; `None` for a row of a record card, and for the sheet's name.
    pub sheet_col: Option<u32>,
    /// Zero-based sheet row of its first cell.
    pub sheet_row: u32,
    /// Its header.
    pub header: String,
    /// Its name among the columns: with the header above it where several are called the same.
    pub label: String,
    /// What it is taken for: a field, kept as it is (`Some(None)`), or nothing.
    pub target: Option<Option<Field>>,
    /// The unit whose verdict, amount or margin it is.
    pub of_unit: bool,
    /// How that was found.
    pub how: Option<How>,
    /// How sure it is, 0 … 1.
    pub confidence: f64,
    /// Fields that its values fit, the likeliest first.
    pub targets: Vec<Field>,
    /// Cells of each type among those looked at.
    pub counts: Counts,
    /// Different values; `None`: too many to count.
    pub distinct: Option<u32>,
    /// Smallest and largest number, in units, or share or day, as they are read.
    pub range: Option<(Read, Read)>,
    /// The most frequent values and how often.
    pub top: Vec<(String, u32)>,
    /// How the numbers are spread over equal steps from the smallest to the largest.
    pub bins: Vec<u32>,
    /// Cells among those looked at that are read as something else than they show.
    pub coerced: u32,
    /// How its cells are read.
    pub reads: Reads,
    /// What could be read in two ways, and the first cell that can.
    pub ambiguous: Option<(Ambiguity, String)>,
}

/// Cells by type.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Counts {
    pub blank: u32,
    pub numbers: u32,
    pub texts: u32,
    pub dates: u32,
    pub bools: u32,
    pub errors: u32,
}

/// How a column's cells are read; `None` where it makes no difference.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Reads {
    pub day_first: Option<bool>,
    pub decimal_comma: Option<bool>,
    pub scale: Option<i32>,
    pub percent: Option<bool>,
    pub fill: Option<bool>,
    pub currency: Option<&'static str>,
}

/// The profile of a source of a book that was imported from these tables.
pub fn profile(
    tables: &[Table],
    options: &ImportOptions,
    imported: &Imported,
    source: usize,
) -> Option<Profile> {
    with_sheet(tables, options, imported, source, |sheet| {
        let rows = sheet.data();
        let looked_at = rows.get(..rows.len().min(MOST_ROWS)).unwrap_or_default();
        let columns = (0..sheet.headers.len().min(MOST_COLUMNS) as u32)
            .map(|col| column(sheet, looked_at, col))
            .collect();
        let chosen = sheet.choice.and_then(|c| c.kind);
        Profile {
            kind: sheet.kind(),
            near: sheet.nearest_kind().filter(|_| sheet.kind().is_none()),
            lacks: sheet.lacks().to_vec(),
            undecided: sheet.open_columns(),
            chosen: chosen.map(|kind| match kind {
                KindChoice::None => None,
                KindChoice::Kind(kind) => Some(kind),
            }),
            header_row: sheet.header_row.map(|row| sheet.table.place(row, 0).0),
            rows: rows.len() as u32,
            looked_at: looked_at.len() as u32,
            columns,
            more_columns: sheet.headers.len().saturating_sub(MOST_COLUMNS) as u32,
        }
    })
}

/// Looks at a source's table as it was understood.
pub(super) fn with_sheet<T>(
    tables: &[Table],
    options: &ImportOptions,
    imported: &Imported,
    source: usize,
    look: impl FnOnce(&Sheet<'_>) -> T,
) -> Option<T> {
    let sources = &imported.book.sources;
    let of = sources.get(source)?;
    let table = tables.get(of.table as usize)?;
    let first = sources.iter().position(|s| s.table == of.table)?;
    let mut parts = regions::parts(table, of.table, &options.mapping).into_iter();
    let choice = *imported.chosen.get(source)?;
    let choice = choice.and_then(|at| options.mapping.tables.get(at as usize));
    let grid = regions::arranged(parts.nth(source - first)?, choice);
    let mut sheet = Sheet::new(&grid, choice);
    sheet.guess(&Known::of_accounts(&imported.book.accounts));
    Some(look(&sheet))
}

fn column(sheet: &Sheet<'_>, rows: &[u32], col: u32) -> ColumnProfile {
    let grid = sheet.table;
    let header = sheet.headers.get(col as usize).cloned();
    let header = header.unwrap_or_else(|| Header::new(""));
    let mapped = sheet.nearest();
    let mapped = mapped.and_then(|m| m.columns.iter().find(|m| m.col == col));
    let (sheet_row, sheet_col) = grid.place(rows.first().copied().unwrap_or(0), col);
    let turned = grid.view.order == crate::table::Order::Turned;
    let mut profile = ColumnProfile {
        col: grid.column_key(col),
        sheet_col: (!turned && !grid.is_sheet_name(col)).then_some(sheet_col),
        sheet_row,
        header: header.raw.clone(),
        label: sheet.labels.get(col as usize).cloned().unwrap_or_default(),
        target: mapped.map(|m| match &m.target {
            Target::Field(field) => Some(*field),
            Target::GivenName => Some(Field::Contact),
            Target::Unit(..) | Target::Extra => None,
        }),
        of_unit: mapped.is_some_and(|m| matches!(m.target, Target::Unit(..))),
        confidence: mapped.map_or(0.0, |m| m.confidence),
        ..ColumnProfile::default()
    };
    profile.how = Some(how(sheet, &header, col, profile.target));
    if header.invented {
        profile.confidence = profile.confidence.min(BY_ARRANGEMENT);
    }
    let plan = used_plan(sheet, rows, col, &header, profile.target);
    profile.reads = reads(&plan);
    let field = profile.target.flatten();
    let field = field.filter(|_| sheet.kind().is_some());
    if let Some(field) = field {
        let cells = rows.iter();
        let odd = cells.filter(|row| coerced::cell(sheet, **row, field, &plan).is_some());
        profile.coerced = odd.count() as u32;
    }
    profile.ambiguous = sheet.doubt(&plan, rows).map(|doubt| {
        let cell = grid.cell(doubt.row, col);
        (doubt.what, raw(cell).into_owned())
    });
    profile.targets = suggestions(sheet, rows, col, &header);
    count(&mut profile, grid, rows, &plan);
    let read = |row: &u32| match field {
        Some(field) => coerced::read(sheet, *row, field, &plan),
        None => super::row::units(grid.read(*row, &plan), &plan).map(Read::Number),
    };
    spread(
        &mut profile,
        &rows.iter().filter_map(read).collect::<Vec<_>>(),
    );
    profile
}

fn how(sheet: &Sheet<'_>, header: &Header, col: u32, target: Option<Option<Field>>) -> How {
    let choice = sheet.column_choice(col);
    if choice.is_some_and(|c| c.target.is_some()) {
        return How::Chosen;
    }
    let (Some(Some(field)), Some(kind)) = (target, sheet.nearest_kind()) else {
        return How::None;
    };
    if sheet.table.is_sheet_name(col) {
        return How::Sheet;
    }
    if let Some(guess) = sheet.guesses.iter().find(|guess| guess.col == col) {
        return match guess.by {
            By::Words => How::Tokens,
            By::Values => How::Values,
        };
    }
    match synonyms::find(kind, header) {
        Found::Field(found, ..) if found == field && header.invented => How::Tokens,
        Found::Field(found, sure, 0) if found == field && sure > PART => How::Exact,
        Found::Field(found, sure, _) if found == field && sure > PART => How::Synonym,
        Found::Field(found, ..) if found == field => How::Tokens,
        _ => How::Values,
    }
}

/// The plan by which a column is read; for one that is not read, the plan of a number.
fn used_plan(
    sheet: &Sheet<'_>,
    rows: &[u32],
    col: u32,
    header: &Header,
    target: Option<Option<Field>>,
) -> Plan {
    let of_field = sheet
        .plans
        .iter()
        .find(|(field, plan)| plan.col == col && target == Some(Some(*field)));
    match of_field {
        Some((_, plan)) => *plan,
        None => plan(sheet.table, rows, col, header, ValueKind::Number),
    }
}

fn reads(plan: &Plan) -> Reads {
    let number = matches!(
        plan.value,
        ValueKind::Money | ValueKind::Number | ValueKind::Int | ValueKind::Ratio | ValueKind::Kpi
    );
    let date = plan.value == ValueKind::Date;
    Reads {
        day_first: match plan.day_first {
            DayFirst::Yes if date => Some(true),
            DayFirst::No if date => Some(false),
            _ => None,
        },
        decimal_comma: number.then_some(plan.decimals == Decimals::Comma),
        scale: (plan.value == ValueKind::Money || plan.scale != 0).then_some(plan.scale),
        percent: (plan.value == ValueKind::Ratio).then_some(plan.percent),
        fill: plan.fill,
        currency: plan.currency,
    }
}

/// Fields of the kind that the column may be: by its header, then by its values.
fn suggestions(sheet: &Sheet<'_>, rows: &[u32], col: u32, header: &Header) -> Vec<Field> {
    const LOOK: usize = 200;
    let Some(kind) = sheet.nearest_kind() else {
        return Vec::new();
    };
    let some = rows.get(..rows.len().min(LOOK)).unwrap_or_default();
    let named = match synonyms::find(kind, header) {
        Found::Field(field, ..) => Some(field),
        _ => None,
    };
    let fit = fields(kind)
        .iter()
        .filter(|spec| {
            let plan = plan(sheet.table, some, col, header, spec.value);
            fit::fits(sheet.table, some, spec.field, &plan)
        })
        .map(|spec| spec.field);
    let mut found: Vec<Field> = fit.collect();
    let suggested = sheet.suggestions.iter().filter(|s| s.cols.contains(&col));
    let suggested: Vec<Field> = suggested.flat_map(|s| s.fields.clone()).collect();
    found.order_by_key(|field| (Some(*field) != named, !suggested.contains(field)));
    found
}
