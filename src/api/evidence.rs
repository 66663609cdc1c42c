use std::borrow::Cow;

use serde::Serialize;

use super::Lens;
use super::preview::{cell_text, is_number};
use crate::analysis::Evidence;
use crate::book::{ColumnTarget, Origin};

/// One cell that a number came from.
#[derive(Debug, Clone, Serialize)]
pub struct CellView {
    /// The field, snake_case, words `field.<name>`; or `verdict:<unit>`, `amount:<unit>`,
    /// `margin:<unit>`.
    pub field: Cow<'static, str>,
    /// The address: `商机!F27`.
    #[serde(rename = "ref")]
    pub reference: String,
    /// Zero-based row in the sheet.
    pub row: u32,
    /// Zero-based column in the sheet.
    pub col: u32,
    /// What stands in the cell.
    pub text: String,
    /// It is a number.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub number: bool,
}

/// A row that a number came from.
#[derive(Debug, Clone, Serialize)]
pub struct EvidenceView {
    /// Index of the table in the report's `tables`.
    pub source: u32,
    /// The file.
    pub file: String,
    /// The sheet.
    pub sheet: String,
    /// Zero-based row in the sheet.
    pub row: u32,
    /// The cells that mattered.
    pub cells: Vec<CellView>,
}

impl EvidenceView {
    pub(super) fn new(evidence: &Evidence, lens: &Lens<'_>) -> Self {
        let origin = evidence.origin;
        let source = lens.book().sources.get(origin.source as usize);
        let table = source.and_then(|s| lens.answers.tables.get(s.table as usize));
        let cells = evidence.fields.iter().filter_map(|field| {
            let at = source.and_then(|s| Some(s.addr(origin.row, s.column(*field)?)))?;
            Some(CellView {
                field: field.name().into(),
                reference: at.to_string(),
                row: at.row,
                col: at.col,
                text: table
                    .map(|t| cell_text(t, at.row, at.col))
                    .unwrap_or_default(),
                number: table.is_some_and(|t| is_number(t, at.row, at.col)),
            })
        });
        let mut view = Self {
            source: origin.source,
            file: source.map(|s| s.file.clone()).unwrap_or_default(),
            sheet: source.map(|s| s.sheet.clone()).unwrap_or_default(),
            row: source.map_or(origin.row, |s| {
                s.place(origin.row, s.columns.first().map_or(0, |c| c.col))
                    .0
            }),
            cells: cells.collect(),
        };
        if evidence.units {
            view.cells.extend(unit_cells(origin, lens));
        }
        view
    }

    pub(super) fn list(evidence: &[Evidence], lens: &Lens<'_>) -> Vec<Self> {
        let rows = evidence.iter().flat_map(|e| by_row(e, lens));
        rows.take(50).map(|e| Self::new(&e, lens)).collect()
    }
}

/// The same with each cell in the row in which it stands: an account that a person has merged has
/// several.
pub(super) fn by_row(evidence: &Evidence, lens: &Lens<'_>) -> Vec<Evidence> {
    let mut rows = vec![Evidence {
        fields: Vec::new(),
        ..evidence.clone()
    }];
    for field in &evidence.fields {
        let origin = lens.book().row_of(evidence.origin, *field);
        match rows.iter_mut().find(|row| row.origin == origin) {
            Some(row) => row.fields.push(*field),
            None => rows.push(Evidence {
                origin,
                fields: vec![*field],
                units: false,
            }),
        }
    }
    rows
}

/// What single units see of a row, where its cells are not blank.
fn unit_cells(origin: Origin, lens: &Lens<'_>) -> Vec<CellView> {
    let source = lens.book().sources.get(origin.source as usize);
    let table = source.and_then(|s| lens.answers.tables.get(s.table as usize));
    let (Some(source), Some(table)) = (source, table) else {
        return Vec::new();
    };
    let mut cells = Vec::new();
    for column in &source.columns {
        let field = match &column.target {
            ColumnTarget::Verdict(unit) => format!("verdict:{unit}"),
            ColumnTarget::UnitAmount(unit) => format!("amount:{unit}"),
            ColumnTarget::UnitMargin(unit) => format!("margin:{unit}"),
            ColumnTarget::Field(_) | ColumnTarget::Extra(_) => continue,
        };
        let at = source.addr(origin.row, column.col);
        let text = cell_text(table, at.row, at.col);
        if !text.is_empty() {
            cells.push(CellView {
                field: field.into(),
                reference: at.to_string(),
                row: at.row,
                col: at.col,
                text,
                number: is_number(table, at.row, at.col),
            });
        }
    }
    cells
}
