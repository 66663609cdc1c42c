//! Text files: csv, tsv and their relatives. Every cell stays text; what a column means is the
//! import's question.

mod chinese;
mod delimiter;
pub(super) mod encoding;
mod fields;
mod likely;
mod recent;

use std::borrow::Cow;

use self::fields::{Fields, Step};
use self::recent::Recent;
use super::limits::within;
use super::{Format, ReadError, ReadFile, Reading, stem, top};
use crate::table::{CellAddr, Diagnostic, Table, TableBuilder};

/// How many rows pass between two reports of progress.
const STEP: u32 = 500;
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
    let (table, unclosed) = read_rows(&body, skipped, delimiter, reading)?;
    let mut file = ReadFile::new(Format::Text);
    file.diagnostics.extend(say(decoded.guessed, reading));
    file.diagnostics.extend(unclosed);
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

/// No line may be longer than a cell's text. From the beginning of a line the last end within the
/// limit is looked for backwards, so that most bytes are never looked at.
fn check_lines(text: &str, reading: &Reading<'_>) -> Result<(), ReadError> {
    let (mut rest, limit) = (text.as_bytes(), reading.limits.text_bytes);
    while rest.len() as u64 > limit {
        let within_limit = rest.get(..=limit as usize).unwrap_or(rest);
        let Some(end) = memchr::memrchr2(b'\n', b'\r', within_limit) else {
            let end = memchr::memchr2(b'\n', b'\r', rest);
            return within("text", end.unwrap_or(rest.len()) as u64, limit);
        };
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    Ok(())
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
) -> Result<(Table, Option<Diagnostic>), ReadError> {
    let mut rows = Rows {
        builder: TableBuilder::new(reading.name, stem(reading.name)).with_texts(text.len()),
        fields: Fields::new(text, delimiter),
        recent: Recent::default(),
        row: skipped,
    };
    while rows.some(reading)? {
        let done = rows.fields.position() as f64 / text.len().max(1) as f64;
        (reading.progress)(done);
    }
    let at = CellAddr {
        row: rows.row.saturating_sub(1),
        ..top(reading.name, stem(reading.name))
    };
    let unclosed = rows.fields.is_unclosed();
    let unclosed = unclosed.then(|| Diagnostic::warning("quote-not-closed").at(at, "\""));
    Ok((rows.builder.finish(), unclosed))
}

struct Rows<'a> {
    builder: TableBuilder,
    fields: Fields<'a>,
    recent: Recent,
    row: u32,
}

impl Rows<'_> {
    /// Reads some rows; true if there may be more. A function that is called often: browsers run
    /// their best code from a function's next call on, never from the middle of a long one.
    #[inline(never)]
    fn some(&mut self, reading: &Reading<'_>) -> Result<bool, ReadError> {
        for _ in 0..STEP {
            let mut col = 0_u32;
            loop {
                let (text, last) = match self.fields.next() {
                    None => return Ok(false),
                    Some(Step::Blank) => break,
                    Some(Step::Field { text, last }) => (text, last),
                };
                if !text.is_empty() {
                    let at = (self.row, col);
                    put(&mut self.builder, &mut self.recent, at, &text, reading)?;
                }
                col = col.saturating_add(1);
                if last {
                    break;
                }
            }
            self.row = self.row.saturating_add(1);
        }
        Ok(true)
    }
}

fn put(
    builder: &mut TableBuilder,
    recent: &mut Recent,
    at: (u32, u32),
    text: &str,
    reading: &Reading<'_>,
) -> Result<(), ReadError> {
    let slot = recent.slot(text);
    if let Some(&mut number) = slot
        && builder.text(number) == text
        && builder.has_room(at.0, at.1)
    {
        builder.push_interned(at.0, at.1, number);
        return Ok(());
    }
    reading.limits.room(builder, at, text.len())?;
    let number = builder.intern(text);
    builder.push_interned(at.0, at.1, number);
    if let Some(slot) = slot {
        *slot = number;
    }
    Ok(())
}
