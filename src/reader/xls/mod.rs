//! Excel 5 to 2003 (BIFF5 and BIFF8): records of the workbook stream, straight into columns.
//!
//! Source of the format: Microsoft's [MS-XLS] and the OpenOffice.org documentation of BIFF.

mod records;
mod sheet;
mod strings;
mod values;
mod workbook;

use std::borrow::Cow;
use std::io::{Cursor, Read};

use super::{Format, ReadError, ReadFile, Reading, top};
use crate::table::Diagnostic;
use records::Records;
pub(super) use values::{truth_or_error, unpacked};
use workbook::{SheetKind, Workbook};

/// A part in which something does not make sense.
fn damaged(part: impl Into<String>) -> ReadError {
    ReadError::damaged(part)
}

pub(super) fn read(bytes: &[u8], reading: &mut Reading<'_>) -> Result<ReadFile, ReadError> {
    let stream = stream(bytes, reading)?;
    let book = Workbook::read(&stream, reading)?;
    reading.limits.check_sheets(book.sheets.len())?;
    let mut file = ReadFile::new(Format::Xls);
    for (index, sheet) in book.sheets.iter().enumerate() {
        if sheet.kind != SheetKind::Worksheet {
            file.pass_over(reading.name, &sheet.name);
            continue;
        }
        let records = Records::at(&stream, sheet.start).ok_or_else(|| damaged(&*sheet.name))?;
        let table = sheet::read(records, &book, sheet, reading)?;
        (reading.progress)((index + 1) as f64 / book.sheets.len() as f64);
        file.add(table);
    }
    if book.lossy.get() {
        let at = top(reading.name, "");
        let note = Diagnostic::warning("text-garbled").at(at, "");
        file.diagnostics.push(note);
    }
    Ok(file)
}

/// The workbook's stream in its compound file.
fn stream(bytes: &[u8], reading: &Reading<'_>) -> Result<Vec<u8>, ReadError> {
    let open = |bytes| cfb::CompoundFile::open(Cursor::new(bytes));
    let opened = open(Cow::Borrowed(bytes)).or_else(|_| open(Cow::Owned(padded(bytes))));
    let mut compound = opened.map_err(|_| damaged("compound file"))?;
    let limit = reading.limits.inflated_bytes;
    for name in ["/Workbook", "/WORKBOOK", "/Book", "/BOOK"] {
        let Ok(part) = compound.open_stream(name) else {
            continue;
        };
        if part.len() > limit.min(bytes.len() as u64 * 2) {
            return Err(damaged(name));
        }
        let mut stream = Vec::with_capacity(part.len() as usize);
        let read = part.take(limit).read_to_end(&mut stream);
        read.map_err(|_| ReadError::new("truncated"))?;
        return Ok(stream);
    }
    Err(damaged("Workbook"))
}

/// The file with as many sectors as its last table of sectors has places for: some writers mark
/// the places behind the end of the file as used, which `cfb` takes for damage.
fn padded(bytes: &[u8]) -> Vec<u8> {
    let shift = records::u16_at(bytes, 30).unwrap_or(9).clamp(7, 12);
    let table = 1_usize << (2 * shift - 2);
    let sector = 1_usize << shift;
    let mut whole = bytes.to_vec();
    whole.resize(
        bytes.len().saturating_sub(sector).next_multiple_of(table) + sector,
        0,
    );
    whole
}
