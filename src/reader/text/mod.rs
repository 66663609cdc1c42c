//! Text files: csv, tsv and their relatives. Every cell stays text; what a column means is the
//! import's question.

mod blocks;
mod chinese;
mod delimiter;
pub(super) mod encoding;
mod fields;
mod likely;
mod recent;
mod rows;

use std::borrow::Cow;

use self::fields::Fields;
use self::rows::{Reached, Rows};
use super::limits::within;
use super::source::Source;
use super::{ReadError, ReadFile, Reading, make_room, stem, top};
use crate::table::Diagnostic;

/// What stands for a delimiter of more than one byte while the rows are split.
const STAND_IN: char = '\u{1f}';

pub(super) fn read(source: Source<'_>, reading: &mut Reading<'_>) -> Result<ReadFile, ReadError> {
    match blocks::read(source, reading) {
        Some(file) => Ok(file),
        None => read_whole(&source.whole(), reading),
    }
}

/// Reads any text, and words every error.
fn read_whole(bytes: &[u8], reading: &mut Reading<'_>) -> Result<ReadFile, ReadError> {
    make_room(bytes.len());
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
    let mut rows = Rows::new(reading, skipped);
    let mut fields = Fields::new(&body, delimiter);
    while rows.some(&mut fields, false, reading)? == Reached::More {
        let done = fields.passed() as f64 / body.len().max(1) as f64;
        (reading.progress)(done);
    }
    let said = say(decoded.guessed, reading);
    Ok(rows.finish(fields.is_unclosed(), said, reading))
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
#[inline(never)]
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
    if has_double_ends(text) {
        Cow::Owned(text.replace("\r\r\n", "\r\n"))
    } else {
        Cow::Borrowed(text)
    }
}

#[inline(never)]
fn has_double_ends(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'\r', bytes).any(|at| bytes.get(at + 1..at + 3) == Some(b"\r\n"))
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
