use jiff::civil::DateTime;

use super::column::Column;
use super::{CellAddr, moment};

/// One cell as it stands in the file. Borrowed: text is never cloned to be looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    /// Nothing, or only white space.
    Empty,
    /// A number, exactly as stored.
    Number(f64),
    /// Text, not trimmed.
    Text(&'a str),
    /// A boolean.
    Bool(bool),
    /// A cell that the file itself types as a date (by number format), to the second.
    Date(DateTime),
    /// A spreadsheet error such as `#N/A`.
    Error(&'a str),
}

const NUMBER: u8 = 1;
const TEXT: u8 = 2;
const BOOL: u8 = 3;
const DATE: u8 = 4;
const ERROR: u8 = 5;

/// The number of white space among interned texts.
const BLANK: u32 = u32::MAX - 1;

/// The greatest tag there is.
pub(super) const LAST_TAG: u8 = ERROR;

/// True for tags whose payload is an index into the table's strings.
pub(super) fn needs_string(tag: u8) -> bool {
    tag == TEXT || tag == ERROR
}

/// Merged cells, of which only the first has a content. Zero-based places in the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Merge {
    /// The first row.
    pub top: u32,
    /// The first column.
    pub left: u32,
    /// The last row.
    pub bottom: u32,
    /// The last column.
    pub right: u32,
}

/// One sheet of a workbook, or one text file, as read: no header detected, nothing converted.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// The file's name as the user dropped it.
    pub file: String,
    /// The sheet's name; for a text file its name without extension.
    pub sheet: String,
    /// The sheet is hidden in the workbook.
    pub hidden: bool,
    /// Zero-based row and column of the first used cell.
    pub origin: (u32, u32),
    /// Merged cells, by their place in the sheet.
    pub merges: Vec<Merge>,
    /// Runs of hidden rows: the first and the last, zero-based in the sheet.
    pub hidden_rows: Vec<(u32, u32)>,
    pub(super) rows: u32,
    pub(super) columns: Vec<Column>,
    pub(super) arena: String,
    /// End offset of each string in the arena.
    pub(super) ends: Vec<u32>,
}

impl Table {
    /// Rows from the first used to the last used one.
    pub fn rows(&self) -> u32 {
        self.rows
    }

    /// Columns from the first used to the last used one.
    pub fn cols(&self) -> u32 {
        self.columns.len() as u32
    }

    /// The cell at a zero-based place counted from [`Table::origin`]; empty outside.
    pub fn cell(&self, row: u32, col: u32) -> Cell<'_> {
        let column = self.columns.get(col as usize);
        let found = column.and_then(|column| column.get(row as usize));
        let Some((tag, value)) = found else {
            return Cell::Empty;
        };
        match tag {
            NUMBER => Cell::Number(value),
            TEXT => Cell::Text(self.string(value as u32)),
            BOOL => Cell::Bool(value != 0.0),
            DATE => moment::civil(value as i64).map_or(Cell::Empty, Cell::Date),
            ERROR => Cell::Error(self.string(value as u32)),
            _ => Cell::Empty,
        }
    }

    /// The cell at an absolute place in the sheet; empty outside the used rectangle.
    pub fn at(&self, row: u32, col: u32) -> Cell<'_> {
        let place = row
            .checked_sub(self.origin.0)
            .zip(col.checked_sub(self.origin.1));
        place.map_or(Cell::Empty, |(row, col)| self.cell(row, col))
    }

    /// The address in the file of a place counted from [`Table::origin`].
    pub fn addr(&self, row: u32, col: u32) -> CellAddr {
        CellAddr {
            file: self.file.clone(),
            sheet: self.sheet.clone(),
            row: self.origin.0.saturating_add(row),
            col: self.origin.1.saturating_add(col),
        }
    }

    fn string(&self, index: u32) -> &str {
        let index = index as usize;
        let end = self.ends.get(index).copied().unwrap_or(0) as usize;
        let start = match index.checked_sub(1) {
            Some(before) => self.ends.get(before).copied().unwrap_or(0) as usize,
            None => 0,
        };
        self.arena.get(start..end).unwrap_or("")
    }
}

/// Builds a [`Table`] from cells that come row by row. Rows and columns are absolute in the
/// sheet; the table keeps only the used rectangle. Empty cells need not be pushed.
#[derive(Debug, Default)]
pub struct TableBuilder {
    table: Table,
    started: bool,
}

impl TableBuilder {
    /// An empty table of this file and sheet.
    pub fn new(file: impl Into<String>, sheet: impl Into<String>) -> Self {
        Self {
            table: Table {
                file: file.into(),
                sheet: sheet.into(),
                ..Table::default()
            },
            started: false,
        }
    }

    /// Makes room for so many texts of so many bytes in all at once: growing copies what is there.
    #[cfg(feature = "reader")]
    pub(crate) fn expect_texts(&mut self, count: usize, bytes: usize) {
        // Without it the texts grow as they come.
        let _ = self.table.arena.try_reserve_exact(bytes);
        let _ = self.table.ends.try_reserve_exact(count);
    }

    /// Makes room for so many times the texts that are there, and some.
    #[cfg(feature = "reader")]
    pub(crate) fn expect(&mut self, times: f64) {
        let more = |there: usize| (there as f64 * (times - 1.0).max(0.0) * 1.05) as usize;
        self.expect_texts(more(self.table.ends.len()), more(self.table.arena.len()));
    }

    /// Marks the sheet as hidden in its workbook.
    pub fn hidden(&mut self, hidden: bool) {
        self.table.hidden = hidden;
    }

    /// Notes merged cells. One that is a single cell, or upside down, merges nothing.
    pub fn merge(&mut self, merge: Merge) {
        let more = merge.bottom > merge.top || merge.right > merge.left;
        if more && merge.bottom >= merge.top && merge.right >= merge.left {
            self.table.merges.push(merge);
        }
    }

    /// Notes that a row is hidden. Rows come in their order.
    pub fn hide_row(&mut self, row: u32) {
        match self.table.hidden_rows.last_mut() {
            Some((_, last)) if *last + 1 == row => *last = row,
            _ => self.table.hidden_rows.push((row, row)),
        }
    }

    /// How many cells the used rectangle has now: what a limit looks at.
    pub fn area(&self) -> u64 {
        u64::from(self.table.rows) * self.table.columns.len() as u64
    }

    /// Bytes of the texts kept so far: what a limit looks at.
    pub fn texts(&self) -> u64 {
        self.table.arena.len() as u64
    }

    /// How many cells and columns the rectangle would have if the cell at this place were pushed.
    pub fn size_with(&self, row: u32, col: u32) -> (u64, u64) {
        if !self.started {
            return (1, 1);
        }
        let (top, left) = self.table.origin;
        let rows = u64::from(self.table.rows).max(u64::from(row.saturating_sub(top)) + 1)
            + u64::from(top.saturating_sub(row));
        let cols = (self.table.columns.len() as u64).max(u64::from(col.saturating_sub(left)) + 1)
            + u64::from(left.saturating_sub(col));
        (rows * cols, cols)
    }

    /// Puts a cell at an absolute place. A later cell at the same place replaces the earlier.
    pub fn push(&mut self, row: u32, col: u32, cell: Cell<'_>) {
        let (tag, payload) = match cell {
            Cell::Empty => return,
            Cell::Text(text) if text.trim().is_empty() => return,
            Cell::Number(number) => (NUMBER, number),
            Cell::Text(text) => (TEXT, f64::from(self.add(text))),
            Cell::Bool(value) => (BOOL, f64::from(u8::from(value))),
            Cell::Date(date) => (DATE, moment::seconds(date) as f64),
            Cell::Error(text) => (ERROR, f64::from(self.add(text))),
        };
        self.put(row, col, tag, payload);
    }

    /// Puts a date and time of the years 1 … 9999, given in seconds since 1970-01-01.
    #[cfg(feature = "reader")]
    pub(crate) fn push_moment(&mut self, row: u32, col: u32, seconds: i64) {
        self.put(row, col, DATE, seconds as f64);
    }

    /// True where a cell takes no more room than the used rectangle has already.
    #[cfg(feature = "reader")]
    pub(crate) fn has_room(&self, row: u32, col: u32) -> bool {
        let (top, left) = self.table.origin;
        row.wrapping_sub(top) < self.table.rows
            && (col.wrapping_sub(left) as usize) < self.table.columns.len()
    }

    /// Keeps a text that several cells share, for [`push_interned`](Self::push_interned). White
    /// space has a number of its own that stands for no cell.
    pub fn intern(&mut self, text: &str) -> u32 {
        let graphic = text.as_bytes().first().is_some_and(u8::is_ascii_graphic);
        if !graphic && text.trim().is_empty() {
            BLANK
        } else {
            self.add(text)
        }
    }

    /// A text by the number that [`intern`](Self::intern) gave it; nothing for another number.
    #[cfg(feature = "reader")]
    pub(crate) fn text(&self, number: u32) -> &str {
        self.table.string(number)
    }

    /// Puts a text that [`intern`](Self::intern) of this builder has numbered.
    pub fn push_interned(&mut self, row: u32, col: u32, number: u32) {
        if number != BLANK {
            self.put(row, col, TEXT, f64::from(number));
        }
    }

    #[inline]
    fn put(&mut self, row: u32, col: u32, tag: u8, value: f64) {
        let (top, left) = self.table.origin;
        let inside = row.wrapping_sub(top) < self.table.rows
            && (col.wrapping_sub(left) as usize) < self.table.columns.len();
        if !inside {
            self.make_room(row, col);
        }
        let (top, left) = self.table.origin;
        if let Some(column) = self.table.columns.get_mut((col - left) as usize) {
            column.put((row - top) as usize, tag, value);
        }
    }

    /// The finished table.
    pub fn finish(mut self) -> Table {
        let rows = self.table.rows as usize;
        self.table.merges.sort_unstable();
        for column in &mut self.table.columns {
            column.grow(rows);
        }
        self.table.arena.shrink_to_fit();
        self.table.ends.shrink_to_fit();
        self.table
    }

    fn add(&mut self, text: &str) -> u32 {
        self.table.arena.push_str(text);
        self.table.ends.push(self.table.arena.len() as u32);
        (self.table.ends.len() - 1) as u32
    }

    #[inline(never)]
    fn make_room(&mut self, row: u32, col: u32) {
        if !self.started {
            self.started = true;
            self.table.origin = (row, col);
        }
        let (top, left) = self.table.origin;
        if row < top {
            let more = (top - row) as usize;
            for column in &mut self.table.columns {
                column.prepend(more);
            }
            self.table.rows += top - row;
            self.table.origin.0 = row;
        }
        if col < left {
            let more = (left - col) as usize;
            self.table
                .columns
                .splice(0..0, std::iter::repeat_n(Column::default(), more));
            self.table.origin.1 = col;
        }
        let (top, left) = self.table.origin;
        self.table.rows = self.table.rows.max(row - top + 1);
        let wanted = (col - left) as usize + 1;
        if self.table.columns.len() < wanted {
            self.table.columns.resize_with(wanted, Column::default);
        }
    }
}
