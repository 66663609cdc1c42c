//! Binary workbooks of Excel 2007 and later (BIFF12): records of the parts, straight into columns.
//!
//! Source of the format: Microsoft's [MS-XLSB].

mod records;
mod sheet;
mod workbook;

use std::io::Read;

use super::package::Package;
use super::source::Source;
use super::xml::Bounded;
use super::{Format, ReadError, ReadFile, Reading, guard};
use records::Records;
use workbook::Workbook;

/// The parts of a workbook; no more is inflated than the limit allows.
struct Parts<'a> {
    package: Package<'a>,
    most: u64,
}

impl<'a> Parts<'a> {
    fn read(&self, part: &str) -> Option<Box<dyn Read + 'a>> {
        let source = self.package.read(part)?;
        Some(Box::new(Bounded::new(source, self.most)))
    }

    fn records(&self, part: &str) -> Option<Records<'a>> {
        Some(Records::new(self.read(part)?, part))
    }
}

pub(super) fn read(bytes: &[u8], reading: &mut Reading<'_>) -> Result<ReadFile, ReadError> {
    guard::check_zip(Source::Here(bytes), reading.limits)?;
    let parts = Parts {
        package: Package::open(Source::Here(bytes)).ok_or_else(|| ReadError::damaged("zip"))?,
        most: reading.limits.inflated_bytes,
    };
    let book = Workbook::read(&parts)?;
    reading.limits.check_sheets(book.sheets.len())?;
    let mut file = ReadFile::new(Format::Xlsb);
    for (index, sheet) in book.sheets.iter().enumerate() {
        if !sheet.worksheet {
            file.pass_over(reading.name, &sheet.name);
            continue;
        }
        let missing = || ReadError::damaged(&*sheet.part);
        let records = parts.records(&sheet.part).ok_or_else(missing)?;
        file.add(sheet::read(records, &book, sheet, reading)?);
        (reading.progress)((index + 1) as f64 / book.sheets.len() as f64);
    }
    Ok(file)
}
