//! Text files: csv, tsv and their relatives. Every cell stays text; what a column means is the
//! import's question.

mod delimiter;
pub(super) mod encoding;
mod likely;

use std::borrow::Cow;

use csv::{ReaderBuilder, StringRecord};

use super::limits::within;
use super::{Format, ReadError, ReadFile, Reading, stem, top};
use crate::table::{Cell, Diagnostic, Table, TableBuilder};

/// How many rows pass between two reports of progress.
const STEP: u32 = 2_000;
/// What stands for a delimiter of more than one byte while the rows are split.
const STAND_IN: char = '\u{1f}';

pub(super) fn read(bytes: &[u8], reading: &mut Reading<'_>) -> Result<ReadFile, ReadError> {
    let decoded = encoding::decode(bytes, None, reading)?;
    let text = decoded.text;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    if text.trim_start().starts_with(['{', '[']) {
        return Err(ReadError::seems("json"));
    }
    let text = &*plain_ends(text);
    check_lines(text, reading)?;
    let (body, skipped, delimiter) = delimiter::detect(text)?;
    let (body, delimiter) = stand_in(body, delimiter);
    let table = read_rows(&body, skipped, delimiter, reading)?;
    let mut file = ReadFile::new(Format::Text);
    file.diagnostics.extend(say(decoded.guessed, reading));
    if table.rows() > 0 {
        file.tables.push(table);
    }
    Ok(file)
}

/// What is said of an encoding that was guessed.
fn say(guessed: Option<&str>, reading: &Reading<'_>) -> Option<Diagnostic> {
    let said = Diagnostic::warning("encoding-guessed").with("encoding", guessed?);
    Some(said.at(top(reading.name, stem(reading.name)), ""))
}

/// The text of XML or HTML: by its mark, by what it declares, or as any text; a guess is said in
/// the file.
///
/// # Errors
/// As any text's.
#[cfg(feature = "legacy")]
pub(super) fn decode_markup(
    bytes: &[u8],
    reading: &Reading<'_>,
    file: &mut ReadFile,
) -> Result<String, ReadError> {
    let declared = encoding::declared(bytes);
    let decoded = encoding::decode(bytes, declared.as_deref(), reading)?;
    file.diagnostics.extend(say(decoded.guessed, reading));
    let text = decoded.text.into_owned();
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}

fn check_lines(text: &str, reading: &Reading<'_>) -> Result<(), ReadError> {
    let longest = text.split(['\n', '\r']).map(str::len).max().unwrap_or(0);
    within("text", longest as u64, reading.limits.text_bytes)
}

/// Ends of lines that passed twice through a translation are one end each, not an empty line more.
fn plain_ends(text: &str) -> Cow<'_, str> {
    match memchr::memmem::find(text.as_bytes(), b"\r\r\n") {
        Some(_) => Cow::Owned(text.replace("\r\r\n", "\r\n")),
        None => Cow::Borrowed(text),
    }
}

/// The text with a one-byte delimiter: `，` outside quotes becomes [`STAND_IN`].
fn stand_in(text: &str, delimiter: char) -> (Cow<'_, str>, u8) {
    if delimiter.is_ascii() {
        return (Cow::Borrowed(text), delimiter as u8);
    }
    let mut quoted = false;
    let replaced = text.chars().map(|c| {
        quoted ^= c == '"';
        if c == delimiter && !quoted {
            STAND_IN
        } else {
            c
        }
    });
    (Cow::Owned(replaced.collect()), STAND_IN as u8)
}

fn read_rows(
    text: &str,
    skipped: u32,
    delimiter: u8,
    reading: &mut Reading<'_>,
) -> Result<Table, ReadError> {
    let mut builder = TableBuilder::new(reading.name, stem(reading.name));
    let mut rows = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let mut row = skipped;
    loop {
        let start = rows.position().byte() as usize;
        if !rows
            .read_record(&mut record)
            .map_err(|_| ReadError::damaged(reading.name))?
        {
            return Ok(builder.finish());
        }
        row = row.saturating_add(blank_lines(text, start));
        for (col, field) in record.iter().enumerate() {
            let at = (row, col as u32);
            if !field.is_empty() {
                reading.limits.room(&builder, at, field.len())?;
                builder.push(at.0, at.1, Cell::Text(field));
            }
        }
        row = row.saturating_add(1);
        if row.is_multiple_of(STEP) {
            (reading.progress)(start as f64 / text.len().max(1) as f64);
        }
    }
}

/// Blank lines at this place, which the `csv` crate passes over but a spreadsheet counts as rows.
fn blank_lines(text: &str, start: usize) -> u32 {
    let rest = text.get(start..).unwrap_or("");
    let after_return = start > 0 && text.as_bytes().get(start - 1) == Some(&b'\r');
    let mut rest = match rest.strip_prefix('\n') {
        Some(rest) if after_return => rest,
        _ => rest,
    };
    let mut lines = 0;
    while let Some(next) = rest
        .strip_prefix("\r\n")
        .or_else(|| rest.strip_prefix(['\n', '\r']))
    {
        rest = next;
        lines += 1;
    }
    lines
}
