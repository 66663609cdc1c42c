use super::{Field, TableKind};
use crate::table::{CellAddr, Order, View};

/// The row of the user's file that a record came from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// Index into [`super::Book::sources`].
    pub source: u32,
    /// Zero-based row in the sheet (absolute, not counted from the header); of a table that its
    /// [`Source::view`] has rearranged, the row of the view.
    pub row: u32,
}

/// What a column of a table is taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnTarget {
    /// A known field.
    Field(Field),
    /// `verdict:<unit>`: does this unit call the account a key account?
    Verdict(String),
    /// `amount:<unit>`: what this unit sees of the order.
    UnitAmount(String),
    /// `margin:<unit>`: the margin that this unit sees.
    UnitMargin(String),
    /// Any other column: index into [`super::Book::extra_columns`].
    Extra(u32),
}

/// One mapped column of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct MappedColumn {
    /// Zero-based column in the sheet; of a table that its [`Source::view`] has rearranged, the
    /// column of the view.
    pub col: u32,
    /// The header as it stands in the file.
    pub header: String,
    /// What it is taken for.
    pub target: ColumnTarget,
    /// How sure the mapping is, 0 … 1 (1: exact name; lower: synonym, tokens, values).
    pub confidence: f64,
}

/// One table as read and as understood. Rows: `read = used + set_aside`, always. Title rows above
/// the header, the header and empty rows do not count as read.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// The file's name.
    pub file: String,
    /// The sheet's name.
    pub sheet: String,
    /// Index of the table among those given: a sheet may have several parts.
    pub table: u32,
    /// Which part of the sheet it is, and how its cells are arranged.
    pub view: View,
    /// What kind of table it is; `None`: of no known kind, all rows set aside.
    pub kind: Option<TableKind>,
    /// Zero-based row of the header in the sheet, where one was found.
    pub header_row: Option<u32>,
    /// The headers as they stand in the file, those of columns that are not mapped too.
    pub headers: Vec<String>,
    /// Mapped columns, by position.
    pub columns: Vec<MappedColumn>,
    /// Data rows read.
    pub read: u32,
    /// Data rows that became records.
    pub used: u32,
    /// Data rows set aside, each with a diagnostic (one for the table if it is of no known kind).
    pub set_aside: u32,
}

impl Source {
    /// The zero-based sheet column that is taken for this field.
    pub fn column(&self, field: Field) -> Option<u32> {
        self.columns
            .iter()
            .find(|c| c.target == ColumnTarget::Field(field))
            .map(|c| c.col)
    }

    /// Where a record's cell stands in the sheet: by [`Origin::row`] and [`MappedColumn::col`].
    pub fn place(&self, row: u32, col: u32) -> (u32, u32) {
        match self.view.order {
            Order::AsIs => (row, col),
            _ => self.view.place(row, col).unwrap_or((row, col)),
        }
    }

    /// The address of a record's cell.
    pub fn addr(&self, row: u32, col: u32) -> CellAddr {
        let (row, col) = self.place(row, col);
        CellAddr {
            file: self.file.clone(),
            sheet: self.sheet.clone(),
            row,
            col,
        }
    }
}
