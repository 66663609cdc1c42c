//! A table as one header row and its records see it: a [`View`] with the cells behind it.

use std::collections::BTreeMap;

use super::column::Plan;
use super::header::Header;
use crate::table::{Cell, CellAddr, Order, Table, View};

/// Rows that one cell above blank ones may stand for.
const LONGEST_GROUP: usize = 10_000;

/// Part of a sheet, arranged as one table. Rows and columns are counted from its own corner.
pub(super) struct Grid<'a> {
    table: &'a Table,
    /// Index of the table among those given.
    pub(super) index: u32,
    /// How the part's cells are arranged.
    pub(super) view: View,
    /// Distance of the part's corner from the table's, where it stands as it is.
    offset: Option<(u32, u32)>,
    /// Cells merged downwards: by column the first and last row of each.
    merged: BTreeMap<u32, Vec<(u32, u32)>>,
    /// The headers of a table that has no row of them.
    headers: Vec<Header>,
    /// The column behind the last holds the sheet's name.
    named_by_sheet: bool,
}

impl<'a> Grid<'a> {
    pub(super) fn new(table: &'a Table, index: u32, view: View) -> Self {
        let (top, left) = table.origin;
        let offset = (view.order == Order::AsIs).then(|| (view.top - top, view.left - left));
        let mut merged: BTreeMap<u32, Vec<(u32, u32)>> = BTreeMap::new();
        for merge in &table.merges {
            if merge.bottom > merge.top {
                let rows = (merge.top, merge.bottom);
                merged.entry(merge.left).or_default().push(rows);
            }
        }
        Self {
            table,
            index,
            view,
            offset,
            merged,
            headers: Vec::new(),
            named_by_sheet: false,
        }
    }

    /// The same with headers that stand in no row; the last one may be that of the sheet's name.
    pub(super) fn named(mut self, headers: Vec<Header>, by_sheet: bool) -> Self {
        self.headers = headers;
        self.named_by_sheet = by_sheet;
        self
    }

    /// Headers that stand in no row, in the place of row 0.
    pub(super) fn headers(&self) -> Option<&[Header]> {
        (!self.headers.is_empty()).then_some(&self.headers)
    }

    /// True if nothing stands in a row; of periods that became rows, none of the values.
    pub(super) fn is_blank(&self, row: u32) -> bool {
        let mut columns = self.value_columns().unwrap_or(0..self.view.cols());
        columns.all(|col| self.cell(row, col) == Cell::Empty)
    }

    /// What stands beside each period, where periods became rows.
    pub(super) fn value_columns(&self) -> Option<std::ops::Range<u32>> {
        match &self.view.order {
            Order::Unpivoted(unpivot) => Some(unpivot.fixed.len() as u32 + 1..self.view.cols()),
            _ => None,
        }
    }

    /// The number by which a record's row is found again: of the sheet where the table stands as it
    /// is, else of the arranged table.
    pub(super) fn key(&self, row: u32) -> u32 {
        self.offset.map_or(row, |_| self.view.top + row)
    }

    /// The row of a [`key`](Self::key).
    pub(super) fn row_of(&self, key: u32) -> u32 {
        self.offset.map_or(key, |_| key - self.view.top)
    }

    /// The same for a column.
    pub(super) fn column_key(&self, col: u32) -> u32 {
        self.offset.map_or(col, |_| self.view.left + col)
    }

    /// The same table, another part or arrangement of it.
    pub(super) fn with(&self, view: View) -> Self {
        Self::new(self.table, self.index, view)
    }

    pub(super) fn rows(&self) -> u32 {
        self.view.rows()
    }

    pub(super) fn cols(&self) -> u32 {
        self.view.cols() + u32::from(self.named_by_sheet)
    }

    /// True for the column that stands nowhere and holds the sheet's name.
    pub(super) fn is_sheet_name(&self, col: u32) -> bool {
        self.named_by_sheet && col == self.view.cols()
    }

    /// A cell; empty outside.
    pub(super) fn cell(&self, row: u32, col: u32) -> Cell<'a> {
        match self.offset {
            Some((down, right)) if row < self.view.height && col < self.view.width => {
                self.table.cell(row + down, col + right)
            }
            Some(_) => Cell::Empty,
            None if self.is_sheet_name(col) => Cell::Text(self.sheet()),
            None => self.view.cell(self.table, row, col),
        }
    }

    /// A cell, or what the cell holds with which it is merged from above.
    pub(super) fn filled(&self, row: u32, col: u32) -> Cell<'a> {
        let cell = self.cell(row, col);
        if cell != Cell::Empty || self.merged.is_empty() {
            return cell;
        }
        self.above(row, col).unwrap_or(Cell::Empty)
    }

    /// A cell as a column's plan takes it.
    pub(super) fn read(&self, row: u32, plan: &Plan) -> Cell<'a> {
        if !plan.fills() {
            return self.cell(row, plan.col);
        }
        let cell = self.filled(row, plan.col);
        if cell != Cell::Empty || plan.fill != Some(true) {
            return cell;
        }
        // Blank means: as above. The header is no content.
        let above = (plan.from..row).rev().take(LONGEST_GROUP);
        let mut above = above.map(|row| self.filled(row, plan.col));
        above
            .find(|cell| *cell != Cell::Empty)
            .unwrap_or(Cell::Empty)
    }

    fn above(&self, row: u32, col: u32) -> Option<Cell<'a>> {
        let (row, col) = self.view.place(row, col)?;
        let column = self.merged.get(&col)?;
        let at = column.partition_point(|(top, _)| *top <= row);
        let (top, bottom) = column.get(at.checked_sub(1)?)?;
        // Out of the part, another table's cell would be taken.
        let inside = *top >= self.view.top;
        (inside && row <= *bottom).then(|| self.table.at(*top, col))
    }

    /// True if some cell is merged downwards.
    pub(super) fn has_merges(&self) -> bool {
        !self.merged.is_empty()
    }

    /// A cell by its place in the sheet.
    pub(super) fn in_sheet(&self, row: u32, col: u32) -> Cell<'a> {
        self.table.at(row, col)
    }

    /// The address of a cell in the file.
    pub(super) fn addr(&self, row: u32, col: u32) -> CellAddr {
        self.addr_in_sheet(self.place(row, col))
    }

    /// The same of a row and column of the sheet.
    pub(super) fn addr_in_sheet(&self, (row, col): (u32, u32)) -> CellAddr {
        CellAddr {
            file: self.table.file.clone(),
            sheet: self.table.sheet.clone(),
            row,
            col,
        }
    }

    /// Row and column of a cell in the sheet.
    pub(super) fn place(&self, row: u32, col: u32) -> (u32, u32) {
        let outside = || (self.view.top + row, self.view.left + col);
        self.view.place(row, col).unwrap_or_else(outside)
    }

    pub(super) fn file(&self) -> &'a str {
        &self.table.file
    }

    pub(super) fn sheet(&self) -> &'a str {
        &self.table.sheet
    }
}
