//! The cells of a file as they were read: `kamlens cells FILE`.

use jiff::civil::Time;
use serde::Serialize;

use crate::table::{Cell, CellAddr, Table, column_name};

/// All sheets of a file.
#[derive(Debug, Clone, Serialize)]
pub struct CellsView {
    /// Sheets in their order.
    pub sheets: Vec<SheetView>,
}

/// One sheet: its used rectangle.
#[derive(Debug, Clone, Serialize)]
pub struct SheetView {
    /// Its name.
    pub name: String,
    /// Address of the first cell of `rows`: `D10`.
    pub origin: String,
    /// Rows of cells: numbers, texts, booleans, ISO dates, null for empty; errors as their text.
    pub rows: Vec<Vec<Option<CellView>>>,
}

/// A cell as JSON.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum CellView {
    /// A number; whole ones without a decimal point.
    Int(i64),
    /// Any other number.
    Number(f64),
    /// Text, an error, or an ISO date.
    Text(String),
    /// A boolean.
    Bool(bool),
}

/// The view of these tables.
pub fn view(tables: &[Table]) -> CellsView {
    CellsView {
        sheets: tables.iter().map(sheet).collect(),
    }
}

fn sheet(table: &Table) -> SheetView {
    let CellAddr { row, col, .. } = table.addr(0, 0);
    let cells = |row| (0..table.cols()).map(move |col| cell(table.cell(row, col)));
    SheetView {
        name: table.sheet.clone(),
        origin: format!("{}{}", column_name(col), row + 1),
        rows: (0..table.rows()).map(|row| cells(row).collect()).collect(),
    }
}

fn cell(cell: Cell<'_>) -> Option<CellView> {
    /// Whole numbers up to here are exact in a double.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    Some(match cell {
        Cell::Empty => return None,
        Cell::Number(n) if n.fract() == 0.0 && n.abs() <= EXACT => CellView::Int(n as i64),
        Cell::Number(n) => CellView::Number(n),
        Cell::Text(text) | Cell::Error(text) => CellView::Text(text.to_owned()),
        Cell::Bool(value) => CellView::Bool(value),
        Cell::Date(at) if at.time() == Time::midnight() => CellView::Text(at.date().to_string()),
        Cell::Date(at) => CellView::Text(at.to_string()),
    })
}
