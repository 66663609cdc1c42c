use super::{Cell, Table};

/// A table's cells, arranged as one table with one header row: a part of the sheet, a record card
/// turned on its side, or months as columns laid one below the other.
///
/// Every cell of a view is a cell of the sheet, so that whatever is read through it leads back.
/// Rows and columns of a view are counted from its own corner; those of the sheet are absolute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Zero-based sheet row of the part's first row.
    pub top: u32,
    /// Zero-based sheet column of the part's first column.
    pub left: u32,
    /// Rows of the part in the sheet.
    pub height: u32,
    /// Columns of the part in the sheet.
    pub width: u32,
    /// How the part's cells are arranged.
    pub order: Order,
}

/// How a view arranges the cells of its part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Order {
    /// As they stand.
    AsIs,
    /// Rows become columns: headers stand in the first column.
    Turned,
    /// Periods as columns become rows.
    Unpivoted(Unpivot),
}

/// Lays the columns of periods one below the other. The view's columns are the fixed ones, then
/// the period, then one for each value; its first row is the header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unpivot {
    /// Sheet row in which the periods stand.
    pub header: u32,
    /// Sheet columns that every row keeps.
    pub fixed: Vec<u32>,
    /// For each period the sheet columns of its values; the first one's header is the period.
    pub periods: Vec<Vec<u32>>,
    /// For each record the sheet rows of its values: one, or one per measure.
    pub lines: Vec<Vec<u32>>,
}

impl Unpivot {
    /// Values of a record: the columns of a period times the rows of a line.
    pub fn values(&self) -> u32 {
        let columns = self.periods.iter().map(Vec::len).max().unwrap_or(0);
        let rows = self.lines.iter().map(Vec::len).max().unwrap_or(0);
        (columns * rows) as u32
    }

    fn place(&self, row: u32, col: u32) -> Option<(u32, u32)> {
        let (col, fixed) = (col as usize, self.fixed.len());
        let Some(record) = (row as usize).checked_sub(1) else {
            return self.header_place(col, fixed);
        };
        let line = self.lines.get(record / self.periods.len().max(1))?;
        let period = self.periods.get(record % self.periods.len().max(1))?;
        if let Some(place) = self.fixed.get(col) {
            return Some((*line.first()?, *place));
        }
        if col == fixed {
            return Some((self.header, *period.first()?));
        }
        let value = col - fixed - 1;
        let columns = self.periods.iter().map(Vec::len).max()?;
        Some((*line.get(value / columns)?, *period.get(value % columns)?))
    }

    fn header_place(&self, col: usize, fixed: usize) -> Option<(u32, u32)> {
        let period = self.periods.first()?;
        let place = self.fixed.get(col).or_else(|| {
            let value = col.checked_sub(fixed + 1).unwrap_or(0);
            period.get(value % period.len().max(1))
        });
        Some((self.header, *place?))
    }
}

impl View {
    /// All of a table as it stands.
    pub fn whole(table: &Table) -> Self {
        Self {
            top: table.origin.0,
            left: table.origin.1,
            height: table.rows(),
            width: table.cols(),
            order: Order::AsIs,
        }
    }

    /// Rows of the view.
    pub fn rows(&self) -> u32 {
        match &self.order {
            Order::AsIs => self.height,
            Order::Turned => self.width,
            Order::Unpivoted(u) => (u.lines.len() * u.periods.len()) as u32 + 1,
        }
    }

    /// Columns of the view.
    pub fn cols(&self) -> u32 {
        match &self.order {
            Order::AsIs => self.width,
            Order::Turned => self.height,
            Order::Unpivoted(u) => u.fixed.len() as u32 + 1 + u.values(),
        }
    }

    /// Where a cell of the view stands in the sheet: its absolute row and column.
    pub fn place(&self, row: u32, col: u32) -> Option<(u32, u32)> {
        let (down, right) = match &self.order {
            Order::AsIs => (row, col),
            Order::Turned => (col, row),
            Order::Unpivoted(unpivot) => return unpivot.place(row, col),
        };
        let inside = down < self.height && right < self.width;
        inside.then(|| (self.top + down, self.left + right))
    }

    /// A cell of the view; empty outside.
    pub fn cell<'a>(&self, table: &'a Table, row: u32, col: u32) -> Cell<'a> {
        self.place(row, col)
            .map_or(Cell::Empty, |(row, col)| table.at(row, col))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::TableBuilder;

    fn table(rows: &[&[&str]]) -> Table {
        let mut builder = TableBuilder::new("f", "s");
        for (row, cells) in rows.iter().enumerate() {
            for (col, text) in cells.iter().enumerate() {
                builder.push(row as u32 + 2, col as u32 + 1, Cell::Text(text));
            }
        }
        builder.finish()
    }

    fn rows(table: &Table, view: &View) -> Vec<Vec<String>> {
        let text = |row, col| match view.cell(table, row, col) {
            Cell::Text(text) => text.to_owned(),
            _ => String::new(),
        };
        let row = |row| (0..view.cols()).map(|col| text(row, col)).collect();
        (0..view.rows()).map(row).collect()
    }

    #[test]
    fn a_card_is_turned() {
        let card = table(&[&["Name", "A", "B"], &["Tier", "1", "2"]]);
        let view = View {
            order: Order::Turned,
            ..View::whole(&card)
        };
        assert_eq!(
            rows(&card, &view),
            [["Name", "Tier"], ["A", "1"], ["B", "2"]]
        );
        assert_eq!(view.place(2, 1), Some((3, 3)));
    }

    #[test]
    fn periods_become_rows() {
        let cross = table(&[
            &["Name", "Q1", "Q1 plan", "Q2", "Q2 plan"],
            &["A", "1", "2", "3", "4"],
            &["B", "5", "6", "7", "8"],
        ]);
        let view = View {
            order: Order::Unpivoted(Unpivot {
                header: 2,
                fixed: vec![1],
                periods: vec![vec![2, 3], vec![4, 5]],
                lines: vec![vec![3], vec![4]],
            }),
            ..View::whole(&cross)
        };
        let all = rows(&cross, &view);
        assert_eq!(all[1..3], [["A", "Q1", "1", "2"], ["A", "Q2", "3", "4"]]);
        assert_eq!(all[4], ["B", "Q2", "7", "8"]);
        assert_eq!(view.place(4, 3), Some((4, 5)));
    }

    #[test]
    fn rows_of_measures_become_columns() {
        let cross = table(&[
            &["Name", "", "Jan", "Feb"],
            &["A", "plan", "1", "2"],
            &["A", "actual", "3", "4"],
        ]);
        let view = View {
            order: Order::Unpivoted(Unpivot {
                header: 2,
                fixed: vec![1],
                periods: vec![vec![3], vec![4]],
                lines: vec![vec![3, 4]],
            }),
            ..View::whole(&cross)
        };
        assert_eq!(
            rows(&cross, &view)[1..],
            [["A", "Jan", "1", "3"], ["A", "Feb", "2", "4"]]
        );
    }
}
