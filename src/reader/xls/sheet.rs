//! One worksheet's records → cells.

use super::damaged;
use super::records::{Record, Records, f64_at, kind, u16_at, u32_at};
use super::strings::Pieces;
use super::values::{truth_or_error, unpacked};
use super::workbook::{Sheet, Workbook};
use crate::reader::serial;
use crate::reader::{ReadError, Reading};
use crate::table::{Cell, Merge, Table, TableBuilder};

/// A shared string that no cell of this sheet has used yet.
const UNUSED: u32 = u32::MAX;
/// Cells between two reports of progress would be too fine: a sheet has 65,536 rows at most.
struct Cells<'b, 'r> {
    book: &'b Workbook<'r>,
    builder: TableBuilder,
    /// For each shared string, its number in the table.
    used: Vec<u32>,
    limits: &'b crate::reader::Limits,
}

/// The cells of a sheet whose records begin with its BOF.
pub(super) fn read(
    mut records: Records<'_>,
    book: &Workbook<'_>,
    sheet: &Sheet,
    reading: &Reading<'_>,
) -> Result<Table, ReadError> {
    let broken = || damaged(&*sheet.name);
    records.next_of(kind::BOF).ok_or_else(broken)?;
    let mut builder = TableBuilder::new(reading.name, &*sheet.name);
    builder.hidden(sheet.hidden);
    let mut cells = Cells {
        book,
        builder,
        used: vec![UNUSED; book.strings.len()],
        limits: reading.limits,
    };
    // Charts and macros in a sheet have records of their own between BOF and EOF.
    let mut within = 0_u32;
    while let Some(record) = records.next() {
        match record.kind {
            kind::BOF => within += 1,
            kind::EOF if within == 0 => return Ok(cells.builder.finish()),
            kind::EOF => within -= 1,
            _ if within > 0 => {}
            kind::FORMULA => cells.formula(record, &mut records)?,
            _ => cells.record(record, &mut records)?,
        }
    }
    if records.cut {
        return Err(ReadError::new("truncated"));
    }
    Ok(cells.builder.finish())
}

impl Cells<'_, '_> {
    /// A record that is not whole holds no cell.
    fn record<'a>(
        &mut self,
        record: Record<'a>,
        records: &mut Records<'a>,
    ) -> Result<(), ReadError> {
        let data = record.data;
        let Some((row, col)) = u16_at(data, 0).zip(u16_at(data, 2)) else {
            return Ok(());
        };
        let at = (u32::from(row), u32::from(col));
        let style = u16_at(data, 4).unwrap_or(0);
        match record.kind {
            kind::NUMBER => f64_at(data, 6).map(|number| self.number(at, style, number)),
            kind::RK => u32_at(data, 6).map(|rk| self.number(at, style, unpacked(rk))),
            kind::MUL_RK => Some(self.several(at, data)),
            kind::LABEL_SST => u32_at(data, 6).map(|index| self.shared(at, index)),
            kind::LABEL | kind::RICH_STRING => {
                let parts = records.continued(data);
                Some(self.label(at, parts))
            }
            kind::BOOL_ERR => data
                .get(6)
                .zip(data.get(7))
                .map(|(value, error)| self.put(at, truth_or_error(*value, *error != 0))),
            kind::ROW => {
                if u16_at(data, 12).is_some_and(|flags| flags & 0x20 != 0) {
                    self.builder.hide_row(at.0);
                }
                None
            }
            kind::MERGED_CELLS => {
                self.merges(data);
                None
            }
            _ => None,
        }
        .unwrap_or(Ok(()))
    }

    /// A formula's last result; a text follows in a record of its own.
    fn formula<'a>(
        &mut self,
        record: Record<'a>,
        records: &mut Records<'a>,
    ) -> Result<(), ReadError> {
        let data = record.data;
        let place = u16_at(data, 0).zip(u16_at(data, 2));
        let (Some((row, col)), Some(result)) = (place, data.get(6..14)) else {
            return Ok(());
        };
        let at = (u32::from(row), u32::from(col));
        let style = u16_at(data, 4).unwrap_or(0);
        match result {
            [0, .., 0xFF, 0xFF] => {
                // Shared formulas and arrays may stand between.
                let mut ahead = records.clone();
                let text = ahead.by_ref().take(3).find(|r| r.kind == kind::STRING);
                let Some(text) = text else { return Ok(()) };
                *records = ahead;
                let parts = records.continued(text.data);
                self.text(at, parts)
            }
            [1, _, value, .., 0xFF, 0xFF] => self.put(at, truth_or_error(*value, false)),
            [2, _, value, .., 0xFF, 0xFF] => self.put(at, truth_or_error(*value, true)),
            [3, .., 0xFF, 0xFF] => Ok(()),
            _ => match f64_at(result, 0) {
                Some(number) => self.number(at, style, number),
                None => Ok(()),
            },
        }
    }

    fn several(&mut self, (row, first): (u32, u32), data: &[u8]) -> Result<(), ReadError> {
        let cells = data
            .get(4..data.len().saturating_sub(2))
            .unwrap_or_default();
        for (col, cell) in (first..).zip(cells.as_chunks::<6>().0) {
            if let (Some(style), Some(rk)) = (u16_at(cell, 0), u32_at(cell, 2)) {
                self.number((row, col), style, unpacked(rk))?;
            }
        }
        Ok(())
    }

    fn number(&mut self, at: (u32, u32), style: u16, number: f64) -> Result<(), ReadError> {
        let date = self.book.dates.get(usize::from(style)).copied();
        let cell = match date {
            _ if !number.is_finite() => return Ok(()),
            Some(true) => serial::cell(number, self.book.from_1904),
            _ => Cell::Number(number),
        };
        self.put(at, cell)
    }

    fn shared(&mut self, at: (u32, u32), index: u32) -> Result<(), ReadError> {
        let number = match self.used.get(index as usize).copied() {
            None => return Err(damaged("SST")),
            Some(UNUSED) => {
                let text = self.book.strings.get(index as usize).unwrap_or("");
                self.room(at, text.len())?;
                let number = self.builder.intern(text);
                if let Some(used) = self.used.get_mut(index as usize) {
                    *used = number;
                }
                number
            }
            Some(number) => number,
        };
        self.room(at, 0)?;
        self.builder.push_interned(at.0, at.1, number);
        Ok(())
    }

    /// A text behind row, column and style.
    fn label(&mut self, at: (u32, u32), mut parts: Vec<&[u8]>) -> Result<(), ReadError> {
        if let Some(first) = parts.first_mut() {
            *first = first.get(6..).unwrap_or_default();
        }
        self.text(at, parts)
    }

    fn text(&mut self, at: (u32, u32), parts: Vec<&[u8]>) -> Result<(), ReadError> {
        if self.book.wide {
            let mut text = String::new();
            // A text that runs beyond its record is as long as the record.
            let _ = Pieces::new(parts).text(&mut text);
            return self.put(at, Cell::Text(&text));
        }
        let bytes = parts.concat();
        let length = u16_at(&bytes, 0).map_or(0, usize::from);
        let bytes = bytes.get(2..).unwrap_or_default();
        let text = self
            .book
            .bytes(bytes.get(..length.min(bytes.len())).unwrap_or_default());
        self.put(at, Cell::Text(&text))
    }

    fn merges(&mut self, data: &[u8]) {
        let areas = data.get(2..).unwrap_or_default();
        for area in areas.as_chunks::<8>().0 {
            let number = |at| u16_at(area, at).map_or(0, u32::from);
            self.builder.merge(Merge {
                top: number(0),
                bottom: number(2),
                left: number(4),
                right: number(6),
            });
        }
    }

    fn put(&mut self, at: (u32, u32), cell: Cell<'_>) -> Result<(), ReadError> {
        let length = match cell {
            Cell::Text(text) => text.len(),
            _ => 0,
        };
        self.room(at, length)?;
        self.builder.push(at.0, at.1, cell);
        Ok(())
    }

    fn room(&self, (row, col): (u32, u32), length: usize) -> Result<(), ReadError> {
        self.limits.check_cells(&self.builder, (row, col))?;
        self.limits.check_text(length)
    }
}
