//! Rows and columns of one table of a web page, with the cells that span several.

use std::collections::BTreeMap;

use super::cell::OpenCell;
use crate::reader::limits::within;
use crate::reader::{Limits, ReadError};
use crate::table::{Merge, Table, TableBuilder};

/// A table that is being read.
pub(super) struct Grid {
    pub(super) cell: Option<OpenCell>,
    builder: TableBuilder,
    row: u32,
    col: u32,
    /// A row has been begun.
    in_row: bool,
    /// The row is hidden.
    hidden: bool,
    /// The row has a cell with content.
    filled: bool,
    /// Columns that a cell above still covers, and up to which row.
    covered: BTreeMap<u32, u32>,
    merges: Vec<Merge>,
    /// Columns at which a cell begins.
    width: u32,
}

impl Grid {
    pub(super) fn new(file: &str, sheet: String) -> Self {
        Self {
            cell: None,
            builder: TableBuilder::new(file, sheet),
            row: 0,
            col: 0,
            in_row: false,
            hidden: false,
            filled: false,
            covered: BTreeMap::new(),
            merges: Vec::new(),
            width: 0,
        }
    }

    /// The finished table. Spans reach no further than its cells: titles often claim a hundred
    /// columns.
    pub(super) fn finish(mut self) -> Table {
        for mut merge in self.merges {
            merge.bottom = merge.bottom.min(self.row.saturating_sub(1)).max(merge.top);
            merge.right = merge
                .right
                .min(self.width.saturating_sub(1))
                .max(merge.left);
            self.builder.merge(merge);
        }
        self.builder.finish()
    }

    pub(super) fn start_row(&mut self, hidden: bool, limits: &Limits) -> Result<(), ReadError> {
        self.end_row(limits)?;
        self.in_row = true;
        self.hidden = hidden;
        Ok(())
    }

    pub(super) fn end_row(&mut self, limits: &Limits) -> Result<(), ReadError> {
        self.end_cell(limits)?;
        if std::mem::take(&mut self.in_row) {
            if self.hidden && self.filled {
                self.builder.hide_row(self.row);
            }
            self.row += 1;
        }
        self.col = 0;
        self.filled = false;
        Ok(())
    }

    pub(super) fn start_cell(&mut self, cell: OpenCell, limits: &Limits) -> Result<(), ReadError> {
        self.end_cell(limits)?;
        self.in_row = true;
        self.cell = Some(cell);
        Ok(())
    }

    pub(super) fn end_cell(&mut self, limits: &Limits) -> Result<(), ReadError> {
        let Some(cell) = self.cell.take() else {
            return Ok(());
        };
        let row = self.row;
        while self.covered.get(&self.col).is_some_and(|last| *last >= row) {
            self.col += 1;
        }
        let left = self.col;
        let right = left.saturating_add(cell.across - 1);
        within("columns", u64::from(left) + 1, limits.columns)?;
        let bottom = row.saturating_add(cell.down - 1);
        if bottom > row {
            self.covered.extend((left..=right).map(|col| (col, bottom)));
        }
        if cell.across > 1 || cell.down > 1 {
            self.merges.push(Merge {
                top: row,
                left,
                bottom,
                right,
            });
        }
        self.col = right.saturating_add(1);
        self.width = self.width.max(left + 1);
        if let Some(content) = cell.content() {
            limits.room(&self.builder, (row, left), cell.text.len())?;
            self.builder.push(row, left, content);
            self.filled = true;
        }
        Ok(())
    }

    /// Runs of white space are one blank, as browsers show them.
    pub(super) fn text(&mut self, text: &str, limits: &Limits) -> Result<(), ReadError> {
        let Some(cell) = &mut self.cell else {
            return Ok(());
        };
        for c in text.chars() {
            let blank = matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
            if !blank {
                cell.text.push(c);
            } else if !cell.text.is_empty() && !cell.text.ends_with([' ', '\n']) {
                cell.text.push(' ');
            }
        }
        limits.check_text(cell.text.len())
    }

    /// What comes next stands in a line of its own.
    pub(super) fn break_line(&mut self) {
        if let Some(cell) = &mut self.cell
            && !cell.text.trim().is_empty()
        {
            cell.text
                .truncate(cell.text.trim_end_matches([' ', '\n']).len());
            cell.text.push('\n');
        }
    }
}
