//! The fast path: what the usual writers write, read in blocks straight into columns.

use super::markup::{Declined, Fast};
use super::parts::Parts;
use super::rows::Rows;
use super::strings::Strings;
use super::workbook::{Sheet, Workbook};
use crate::reader::source::Source;
use crate::reader::{Format, ReadFile, Reading};
use crate::table::Table;

/// Reads a workbook, or declines it: for what it does not know and for every error, so that
/// there is one place that words errors.
pub(super) fn read(source: Source<'_>, reading: &mut Reading<'_>) -> Fast<ReadFile> {
    let parts = Parts::open(source)?;
    let book = Workbook::read(&parts)?;
    if book.sheets.len() as u64 > reading.limits.sheets {
        return Err(Declined);
    }
    let strings = Strings::read(&parts, &format!("{}sharedStrings.xml", book.folder))?;
    let mut file = ReadFile::new(Format::Xlsx);
    let part = 1.0 / book.sheets.len() as f64;
    for (index, sheet) in book.sheets.iter().enumerate() {
        if !sheet.worksheet {
            file.pass_over(reading.name, &sheet.name);
            continue;
        }
        let done = (index as f64 * part, part);
        let table = table(&parts, &book, &strings, sheet, done, reading)?;
        file.add(table);
    }
    Ok(file)
}

fn table(
    parts: &Parts<'_>,
    book: &Workbook,
    strings: &Strings,
    sheet: &Sheet,
    done: (f64, f64),
    reading: &mut Reading<'_>,
) -> Fast<Table> {
    let mut windows = parts.windows(&sheet.path, "<row")?;
    let mut rows = Rows::new(reading.name, sheet, book, strings, reading.limits);
    while let Some(text) = windows.next()? {
        let ended = rows.window(text)?;
        if let Some(share) = rows.progress() {
            (reading.progress)(done.0 + done.1 * share);
        }
        if ended {
            return Ok(rows.finish());
        }
    }
    Err(Declined)
}
