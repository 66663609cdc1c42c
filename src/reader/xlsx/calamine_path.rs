//! Any xlsx through calamine's cell stream: never a dense range over a sparse sheet.

use std::io::Cursor;

use calamine::{
    CellErrorType, DataRef, ExcelDateTime, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError,
};
use jiff::civil::{Date, Time};

use super::{ReadError, ReadFile, Reading, STEP};
use crate::reader::Format;
use crate::reader::serial::iso;
use crate::table::{Cell, Merge, Table, TableBuilder};

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

pub(super) fn read(bytes: &[u8], reading: &mut Reading<'_>) -> Result<ReadFile, ReadError> {
    let mut book = Book::new(Cursor::new(bytes)).map_err(|e| error(&e, "xl/workbook.xml"))?;
    let sheets = book.sheets_metadata().to_vec();
    if sheets.is_empty() {
        return Err(ReadError::damaged("xl/workbook.xml"));
    }
    reading.limits.check_sheets(sheets.len())?;
    let mut file = ReadFile::new(Format::Xlsx);
    for (index, sheet) in sheets.iter().enumerate() {
        if sheet.typ != SheetType::WorkSheet {
            file.pass_over(reading.name, &sheet.name);
            continue;
        }
        let part = (
            index as f64 / sheets.len() as f64,
            1.0 / sheets.len() as f64,
        );
        let hidden = sheet.visible != SheetVisible::Visible;
        match read_sheet(&mut book, &sheet.name, hidden, part, reading) {
            Ok(table) => file.add(table),
            Err(SheetError::NotAWorksheet) => file.pass_over(reading.name, &sheet.name),
            Err(SheetError::Read(e)) => return Err(e),
        }
    }
    Ok(file)
}

enum SheetError {
    NotAWorksheet,
    Read(ReadError),
}

fn read_sheet(
    book: &mut Book<'_>,
    name: &str,
    hidden: bool,
    (done, part): (f64, f64),
    reading: &mut Reading<'_>,
) -> Result<Table, SheetError> {
    let failed = |e: XlsxError| match e {
        XlsxError::NotAWorksheet(_) => SheetError::NotAWorksheet,
        e => SheetError::Read(error(&e, name)),
    };
    let mut builder = TableBuilder::new(reading.name, name);
    // Merges that cannot be read do not make the cells unreadable.
    let merges = book.merge_cells_by_sheet_name(name);
    for area in merges.unwrap_or_default() {
        builder.merge(Merge {
            top: area.start.0,
            left: area.start.1,
            bottom: area.end.0,
            right: area.end.1,
        });
    }
    let mut cells = book.worksheet_cells_reader(name).map_err(failed)?;
    let rows = f64::from(cells.dimensions().end.0).max(1.0);
    builder.hidden(hidden);
    let mut count = 0_u32;
    while let Some(cell) = cells.next_cell().map_err(failed)? {
        let (row, col) = cell.get_position();
        check_size(&builder, (row, col), cell.get_value(), reading).map_err(SheetError::Read)?;
        push(&mut builder, row, col, cell.get_value());
        count = count.wrapping_add(1);
        if count.is_multiple_of(STEP) {
            (reading.progress)(done + part * (f64::from(row) / rows).min(1.0));
        }
    }
    Ok(builder.finish())
}

fn check_size(
    builder: &TableBuilder,
    (row, col): (u32, u32),
    value: &DataRef<'_>,
    reading: &Reading<'_>,
) -> Result<(), ReadError> {
    const ROWS: u32 = 1 << 20;
    const COLUMNS: u32 = 1 << 14;
    if row >= ROWS || col >= COLUMNS {
        return Err(ReadError::damaged(format!(
            "{}{}",
            crate::table::column_name(col),
            row
        )));
    }
    let length = match value {
        DataRef::Empty => return Ok(()),
        DataRef::String(text) => text.len(),
        DataRef::SharedString(text) => text.len(),
        _ => 0,
    };
    reading.limits.room(builder, (row, col), length)
}

fn push(builder: &mut TableBuilder, row: u32, col: u32, value: &DataRef<'_>) {
    let cell = match value {
        DataRef::Empty => Cell::Empty,
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::String(text) => Cell::Text(text),
        DataRef::SharedString(text) => Cell::Text(text),
        DataRef::Bool(value) => Cell::Bool(*value),
        DataRef::DateTime(date) => date_cell(date),
        DataRef::DateTimeIso(text) => iso(text).map_or(Cell::Text(text), Cell::Date),
        DataRef::DurationIso(text) => Cell::Text(text),
        DataRef::Error(kind) => Cell::Error(error_text(kind)),
    };
    builder.push(row, col, cell);
}

/// As [`serial::cell`](crate::reader::serial::cell), from what calamine makes of it; elapsed
/// times stay numbers.
pub(super) fn date_cell(date: &ExcelDateTime) -> Cell<'static> {
    // The last day of year 9999 by either epoch: what calamine makes of anything beyond.
    const LAST: [f64; 2] = [2_958_465.0, 2_957_003.0];
    let number = date.as_f64();
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let beyond = (year, month, day) == (9999, 12, 31) && !LAST.contains(&number.floor());
    // Day 0 is a day where days are counted from 1904 on.
    let before = number < 1.0 && !(number == 0.0 && year == 1904);
    if !date.is_datetime() || number.is_nan() || before || beyond {
        return Cell::Number(number);
    }
    let civil = Date::new(year as i16, month as i8, day as i8);
    let time = Time::new(hour as i8, minute as i8, second as i8, 0);
    match (civil, time) {
        (Ok(date), Ok(time)) => Cell::Date(date.to_datetime(time)),
        _ => Cell::Number(number),
    }
}

fn error_text(kind: &CellErrorType) -> &'static str {
    match kind {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        _ => "#GETTING_DATA",
    }
}

fn error(error: &XlsxError, part: &str) -> ReadError {
    match error {
        XlsxError::Password => ReadError::new("password-protected"),
        XlsxError::FileNotFound(missing) => ReadError::damaged(missing.as_str()),
        XlsxError::WorksheetNotFound(sheet) => ReadError::damaged(sheet.as_str()),
        XlsxError::RelationshipNotFound => ReadError::damaged("xl/_rels/workbook.xml.rels"),
        _ => ReadError::damaged(part),
    }
}
