use jiff::civil::Date;

use super::{Cell, Table};

/// A table's cells, arranged as one table with one header row: a part of the sheet, a record card
/// turned on its side, or months as columns laid one below the other.
///
/// Every cell of a view is a cell of the sheet, so that whatever is read through it leads back.
/// Rows and columns of a view are counted from its own corner; those of the sheet are absolute.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Order {
    /// As they stand.
    #[default]
    AsIs,
    /// Rows become columns: headers stand in the first column.
    Turned,
    /// Periods as columns become rows.
    Unpivoted(Unpivot),
}

/// A period whose values stand in columns of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodColumns {
    /// Sheet row and column of the cell that names it.
    pub place: (u32, u32),
    /// Which bytes of that cell's text name it.
    pub bytes: (u32, u32),
    /// What is read in its place, where that cell alone does not say it: the period's last day.
    pub day: Option<Date>,
    /// Sheet columns of its values; it may lack some.
    pub columns: Vec<Option<u32>>,
}

/// Lays the columns of periods one below the other. The view's columns are the fixed ones, then
/// the period, then one for each value; its first row is the header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unpivot {
    /// Sheet row of the headers.
    pub header: u32,
    /// Sheet columns that every row keeps.
    pub fixed: Vec<u32>,
    /// The periods in their order, with as many values each.
    pub periods: Vec<PeriodColumns>,
    /// For each record the sheet rows of its values: one, or one per measure; it may lack some.
    pub lines: Vec<Vec<Option<u32>>>,
}

impl Unpivot {
    /// Values of a record: the columns of a period times the rows of a line.
    pub fn values(&self) -> u32 {
        let columns = self
            .periods
            .iter()
            .map(|p| p.columns.len())
            .max()
            .unwrap_or(0);
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
            return Some((line.iter().flatten().copied().next()?, *place));
        }
        if col == fixed {
            return Some(period.place);
        }
        let value = col - fixed - 1;
        let columns = self.periods.iter().map(|p| p.columns.len()).max()?;
        Some((
            (*line.get(value / columns)?)?,
            (*period.columns.get(value % columns)?)?,
        ))
    }

    fn header_place(&self, col: usize, fixed: usize) -> Option<(u32, u32)> {
        let period = self.periods.first()?;
        if let Some(place) = self.fixed.get(col) {
            return Some((self.header, *place));
        }
        let value = col.saturating_sub(fixed + 1);
        let place = period.columns.get(value % period.columns.len().max(1))?;
        Some((self.header, (*place)?))
    }

    /// The period that a cell of the view holds.
    fn period(&self, row: u32, col: u32) -> Option<&PeriodColumns> {
        let record = (row as usize).checked_sub(1)?;
        let period = self.periods.get(record % self.periods.len().max(1))?;
        (col as usize == self.fixed.len()).then_some(period)
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
        let cell = self
            .place(row, col)
            .map_or(Cell::Empty, |(row, col)| table.at(row, col));
        let Order::Unpivoted(unpivot) = &self.order else {
            return cell;
        };
        match (unpivot.period(row, col), cell) {
            (Some(PeriodColumns { day: Some(day), .. }), _) => Cell::Date(day.at(0, 0, 0, 0)),
            (Some(PeriodColumns { bytes, .. }), Cell::Text(text)) => {
                let part = text.get(bytes.0 as usize..bytes.1 as usize);
                Cell::Text(part.unwrap_or(text))
            }
            (_, cell) => cell,
        }
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

    fn period(col: u32, columns: &[u32]) -> PeriodColumns {
        PeriodColumns {
            place: (2, col),
            bytes: (0, 3),
            day: None,
            columns: columns.iter().copied().map(Some).collect(),
        }
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
            &["Name", "Q1 actual", "plan", "Q2 actual", "plan"],
            &["A", "1", "2", "3", "4"],
            &["B", "5", "6", "7", "8"],
        ]);
        let view = View {
            order: Order::Unpivoted(Unpivot {
                header: 2,
                fixed: vec![1],
                periods: vec![period(2, &[2, 3]), period(4, &[4, 5])],
                lines: vec![vec![Some(3)], vec![Some(4)]],
            }),
            ..View::whole(&cross)
        };
        let all = rows(&cross, &view);
        assert_eq!(all[1..3], [["A", "Q1 ", "1", "2"], ["A", "Q2 ", "3", "4"]]);
        assert_eq!(all[4], ["B", "Q2 ", "7", "8"]);
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
                periods: vec![period(3, &[3]), period(4, &[4])],
                lines: vec![vec![Some(3), Some(4)]],
            }),
            ..View::whole(&cross)
        };
        assert_eq!(
            rows(&cross, &view)[1..],
            [["A", "Jan", "1", "3"], ["A", "Feb", "2", "4"]]
        );
    }
}
