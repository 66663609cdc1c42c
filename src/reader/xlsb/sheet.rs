//! One worksheet's records → cells.

use super::records::{Records, f64_at, text_at, u32_at};
use super::workbook::{Sheet, Workbook};
use crate::reader::serial;
use crate::reader::xls::{truth_or_error, unpacked};
use crate::reader::{ReadError, Reading};
use crate::table::{Cell, Merge, Table, TableBuilder};

const ROW: u16 = 0;
const RK: u16 = 2;
const ERROR: u16 = 3;
const BOOL: u16 = 4;
const REAL: u16 = 5;
const TEXT: u16 = 6;
const SHARED: u16 = 7;
const FORMULA_TEXT: u16 = 8;
const FORMULA_REAL: u16 = 9;
const FORMULA_BOOL: u16 = 10;
const FORMULA_ERROR: u16 = 11;
const RICH_TEXT: u16 = 62;
const MERGE: u16 = 176;

/// The last row and column that the format knows.
const ROWS: u32 = 1 << 20;
const COLUMNS: u32 = 1 << 14;

pub(super) fn read(
    mut records: Records<'_>,
    book: &Workbook,
    sheet: &Sheet,
    reading: &Reading<'_>,
) -> Result<Table, ReadError> {
    let mut builder = TableBuilder::new(reading.name, &*sheet.name);
    builder.hidden(sheet.hidden);
    let mut row = 0;
    while let Some((kind, data)) = records.next()? {
        match kind {
            ROW => {
                row = u32_at(data, 0).unwrap_or(ROWS);
                if data.get(11).is_some_and(|flags| flags & 0x10 != 0) {
                    builder.hide_row(row);
                }
            }
            MERGE => {
                let number = |at| u32_at(data, at).unwrap_or(0);
                builder.merge(Merge {
                    top: number(0),
                    bottom: number(4),
                    left: number(8),
                    right: number(12),
                });
            }
            _ => {
                let Some(col) = u32_at(data, 0) else { continue };
                let text = match kind {
                    TEXT | FORMULA_TEXT => text_at(data, 8).map(|(text, _)| text),
                    RICH_TEXT => text_at(data, 9).map(|(text, _)| text),
                    _ => None,
                };
                let cell = match &text {
                    Some(text) => Some(Cell::Text(text)),
                    None => value(kind, data, book)?,
                };
                let Some(cell) = cell else { continue };
                if row >= ROWS || col >= COLUMNS {
                    return Err(ReadError::damaged(&*sheet.part));
                }
                put(&mut builder, (row, col), cell, reading)?;
            }
        }
    }
    Ok(builder.finish())
}

/// A cell without a text of its own; nothing for other records.
fn value<'b>(kind: u16, data: &[u8], book: &'b Workbook) -> Result<Option<Cell<'b>>, ReadError> {
    let style = u32_at(data, 4).map_or(0, |number| number & 0x00FF_FFFF);
    let number = |number: f64| match book.dates.get(style as usize) {
        Some(true) => serial::cell(number, book.from_1904),
        _ => Cell::Number(number),
    };
    let byte = data.get(8).copied();
    Ok(match kind {
        RK => u32_at(data, 8).map(|rk| number(unpacked(rk))),
        REAL | FORMULA_REAL => f64_at(data, 8).filter(|n| n.is_finite()).map(number),
        BOOL | FORMULA_BOOL => byte.map(|byte| truth_or_error(byte, false)),
        ERROR | FORMULA_ERROR => byte.map(|byte| truth_or_error(byte, true)),
        SHARED => {
            let index = u32_at(data, 8).map_or(usize::MAX, |index| index as usize);
            let missing = || ReadError::damaged("xl/sharedStrings.bin");
            let text = book.strings.get(index).ok_or_else(missing)?;
            Some(Cell::Text(text))
        }
        _ => None,
    })
}

fn put(
    builder: &mut TableBuilder,
    (row, col): (u32, u32),
    cell: Cell<'_>,
    reading: &Reading<'_>,
) -> Result<(), ReadError> {
    reading.limits.check_cells(builder, (row, col))?;
    if let Cell::Text(text) = cell {
        reading.limits.check_text(text.len())?;
    }
    builder.push(row, col, cell);
    Ok(())
}
