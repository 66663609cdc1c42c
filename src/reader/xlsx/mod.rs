//! xlsx and xlsm: our own fast path for what the usual writers write, calamine for the rest.
//!
//! The fast path never guesses and words no error: what it does not know, it hands over whole.

mod calamine_path;
mod fast;
mod markup;
mod parts;
mod rows;
mod spelling;
mod strings;
#[cfg(test)]
mod tests;
mod workbook;

use calamine::{ExcelDateTime, ExcelDateTimeType};
use jiff::civil::{Date, DateTime, Time};

use super::{Format, ReadError, ReadFile, Reading, guard};
use crate::table::{Cell, CellAddr};

/// How many cells pass between two reports of progress.
const STEP: u32 = 20_000;

pub(super) fn read(bytes: &[u8], reading: &mut Reading<'_>) -> Result<ReadFile, ReadError> {
    guard::check_zip(bytes, reading.limits)?;
    let mut told = 0.0_f64;
    let progress = &mut *reading.progress;
    // Progress never goes back, even where a file is begun anew.
    let mut forward = |share: f64| {
        if share > told {
            told = share;
            progress(share);
        }
    };
    let mut reading = Reading {
        name: reading.name,
        limits: reading.limits,
        decoder: reading.decoder,
        progress: &mut forward,
    };
    match fast::read(bytes, &mut reading) {
        Ok(file) => Ok(file),
        Err(markup::Declined) => calamine_path::read(bytes, &mut reading),
    }
}

fn top(file: &str, sheet: &str) -> CellAddr {
    CellAddr {
        file: file.to_owned(),
        sheet: sheet.to_owned(),
        row: 0,
        col: 0,
    }
}

/// A number with a date format.
fn serial(number: f64, from_1904: bool) -> Cell<'static> {
    let kind = ExcelDateTimeType::DateTime;
    date_cell(&ExcelDateTime::new(number, kind, from_1904))
}

/// A serial with a date format. Durations, times of day (serial below 1) and serials that are no
/// date (the 1900-02-29 that never was) stay numbers.
fn date_cell(date: &ExcelDateTime) -> Cell<'static> {
    let number = Cell::Number(date.as_f64());
    if !date.is_datetime() || date.as_f64() < 1.0 {
        return number;
    }
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let civil = Date::new(year as i16, month as i8, day as i8);
    let time = Time::new(hour as i8, minute as i8, second as i8, 0);
    match (civil, time) {
        (Ok(date), Ok(time)) => Cell::Date(date.to_datetime(time)),
        _ => number,
    }
}

fn iso(text: &str) -> Option<DateTime> {
    text.trim_end_matches('Z').parse().ok()
}
