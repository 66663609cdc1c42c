//! Rows of a table as they stand in the file, for looking up a cell.

use std::ops::Range;

use jiff::civil::Time;
use serde::Serialize;

use super::Lens;
use crate::import;
use crate::table::{Cell, Table, column_name};

/// One row of a preview.
#[derive(Debug, Clone, Serialize)]
pub struct PreviewRow {
    /// Zero-based row in the sheet.
    pub row: u32,
    /// Texts of its cells, one per column of the preview.
    pub cells: Vec<String>,
    /// Places in `cells` where a number stands.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<u32>,
}

/// Part of a table.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Preview {
    /// The file.
    pub file: String,
    /// The sheet.
    pub sheet: String,
    /// Letters of the columns.
    pub columns: Vec<String>,
    /// Zero-based sheet column of the first one.
    pub first_col: u32,
    /// Zero-based sheet columns that the table has: first, and how many.
    pub width: (u32, u32),
    /// Zero-based sheet row of the header, where one was found.
    pub header_row: Option<u32>,
    /// Zero-based sheet rows that the table has: first, and how many.
    pub extent: (u32, u32),
    /// The rows asked for.
    pub rows: Vec<PreviewRow>,
}

/// Most columns of a preview.
pub const MAX_COLUMNS: u32 = 60;

/// At most `count` rows (1000 at once) of a table from a zero-based sheet row on; where it has more
/// than [`MAX_COLUMNS`] columns, those from the zero-based sheet column `col` on, as many as there are.
pub fn preview(lens: &Lens<'_>, source: u32, from: u32, count: u32, col: u32) -> Option<Preview> {
    let known = lens.book().sources.get(source as usize)?;
    let table = lens.answers.tables.get(known.table as usize)?;
    let (top, left) = table.origin;
    let start = from.max(top);
    let end = start
        .saturating_add(count.min(1000))
        .min(top.saturating_add(table.rows()));
    let cols = table.cols().min(MAX_COLUMNS);
    let first = col.clamp(left, left.saturating_add(table.cols() - cols));
    Some(Preview {
        file: table.file.clone(),
        sheet: table.sheet.clone(),
        columns: (first..first.saturating_add(cols))
            .map(column_name)
            .collect(),
        first_col: first,
        width: (left, table.cols()),
        header_row: known.header_row,
        extent: (top, table.rows()),
        rows: rows(table, start..end, first..first.saturating_add(cols)),
    })
}

/// Part of a table by absolute rows and columns of the sheet.
pub(super) fn rows(table: &Table, rows: Range<u32>, cols: Range<u32>) -> Vec<PreviewRow> {
    rows.map(|row| PreviewRow {
        row,
        cells: cols.clone().map(|col| cell_text(table, row, col)).collect(),
        numbers: (0..)
            .zip(cols.clone())
            .filter_map(|(place, col)| is_number(table, row, col).then_some(place))
            .collect(),
    })
    .collect()
}

/// The cell at an absolute place in the sheet.
fn cell(table: &Table, row: u32, col: u32) -> Cell<'_> {
    let (top, left) = table.origin;
    let inside = row.checked_sub(top).zip(col.checked_sub(left));
    inside.map_or(Cell::Empty, |(r, c)| table.cell(r, c))
}

/// True where a number stands at an absolute place in the sheet, in text files one that is written
/// with digits: `007` is a code.
pub(super) fn is_number(table: &Table, row: u32, col: u32) -> bool {
    match cell(table, row, col) {
        Cell::Number(_) => true,
        Cell::Text(text) => {
            let mut letters = text.trim().chars();
            let code =
                letters.next() == Some('0') && letters.next().is_some_and(|c| c.is_ascii_digit());
            !code && text.contains(|c: char| c.is_ascii_digit()) && import::is_number(text)
        }
        _ => false,
    }
}

/// The text of a cell at an absolute place in the sheet: numbers as stored, dates as ISO.
pub fn cell_text(table: &Table, row: u32, col: u32) -> String {
    match cell(table, row, col) {
        Cell::Empty => String::new(),
        Cell::Number(number) => number.to_string(),
        Cell::Text(text) | Cell::Error(text) => text.to_owned(),
        Cell::Bool(value) => (if value { "TRUE" } else { "FALSE" }).to_owned(),
        Cell::Date(date) if date.time() == Time::midnight() => date.date().to_string(),
        Cell::Date(date) => date.to_string(),
    }
}
