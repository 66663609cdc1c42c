//! Cells that are read as something else than they show, by the page.

use serde::Serialize;

use super::Lens;
use crate::import::{Coerced, Read};
use crate::table::CellAddr;

/// Some of a column's cells that are read as something else than they show.
#[derive(Debug, Clone, Serialize)]
pub struct CoercedView {
    /// How many there are.
    pub total: usize,
    /// Those that were asked for.
    pub items: Vec<CellView>,
}

/// A cell, as it stands and as it is read.
#[derive(Debug, Clone, Serialize)]
pub struct CellView {
    /// Zero-based sheet row and column.
    pub at: (u32, u32),
    /// Its address: `商机!F27`.
    pub cell: String,
    /// As it stands.
    pub raw: String,
    /// As it is read.
    #[serde(flatten)]
    pub read: ReadView,
}

/// What a cell is read as: one of these.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ReadView {
    /// In units.
    Number(f64),
    /// 0.35 is 35 %.
    Ratio(f64),
    /// `2026-06-30`
    Date(String),
    /// Yes or no.
    Flag(bool),
}

impl From<Read> for ReadView {
    fn from(read: Read) -> Self {
        match read {
            Read::Number(value) => Self::Number(value),
            Read::Ratio(value) => Self::Ratio(value),
            Read::Date(date) => Self::Date(date.to_string()),
            Read::Flag(value) => Self::Flag(value),
        }
    }
}

/// The part of a source's coerced cells from one on.
pub fn view(
    all: &[Coerced],
    lens: &Lens<'_>,
    source: usize,
    from: usize,
    count: usize,
) -> Option<CoercedView> {
    const MOST: usize = 5_000;
    let of = lens.book().sources.get(source)?;
    let item = |cell: &Coerced| {
        let (row, col) = cell.at;
        let at = CellAddr {
            file: of.file.clone(),
            sheet: of.sheet.clone(),
            row,
            col,
        };
        CellView {
            at: cell.at,
            cell: at.to_string(),
            raw: cell.raw.clone(),
            read: cell.read.into(),
        }
    };
    let some = all.iter().skip(from).take(count.min(MOST));
    Some(CoercedView {
        total: all.len(),
        items: some.map(item).collect(),
    })
}
