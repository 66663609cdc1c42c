//! How places, numbers and errors are spelt in a sheet.

use super::markup::{Declined, Fast};

/// Rows of a sheet.
pub(super) const ROWS: u32 = 1 << 20;
/// Columns of a sheet.
pub(super) const COLUMNS: u32 = 1 << 14;

/// Length, place, style and type of a cell's tag.
pub(super) type Usual<'t> = (usize, (u32, u32), Option<usize>, Option<&'t str>);

/// The cell tag that begins `text`, where it is written as the usual writers write it; any other
/// goes the general way.
pub(super) fn usual(text: &str) -> Option<Usual<'_>> {
    let from = text.strip_prefix("<c r=\"")?;
    let (at, mut rest) = quoted(from)?;
    let at = place(at.as_bytes()).ok()?;
    let (mut style, mut kind) = (None, None);
    if let Some(from) = rest.strip_prefix(" s=\"") {
        let (number, after) = quoted(from)?;
        style = Some(digits(number.as_bytes()).ok()?);
        rest = after;
    }
    if let Some(from) = rest.strip_prefix(" t=\"") {
        let (name, after) = quoted(from)?;
        kind = Some(name);
        rest = after;
    }
    let rest = rest.strip_prefix('>')?;
    Some((text.len() - rest.len(), at, style, kind))
}

/// A short plain value up to its quote, and what follows the quote.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let mut bytes = text.bytes().take(12);
    let end = bytes.position(|b| !b.is_ascii_alphanumeric())?;
    let (value, rest) = text.split_at_checked(end)?;
    Some((value, rest.strip_prefix('"')?))
}

/// `AB12` → zero-based row and column.
pub(super) fn place(text: &[u8]) -> Fast<(u32, u32)> {
    let letters = text.iter().take_while(|b| b.is_ascii_uppercase()).count();
    let (letters, row) = text.split_at_checked(letters).ok_or(Declined)?;
    if letters.is_empty() || letters.len() > 3 {
        return Err(Declined);
    }
    let fold = |col: u32, letter: &u8| col * 26 + u32::from(letter - b'A') + 1;
    Ok((row_number(row)?, letters.iter().fold(0, fold) - 1))
}

/// A row's number as written, zero-based.
pub(super) fn row_number(text: &[u8]) -> Fast<u32> {
    let number = digits(text)?;
    if number > ROWS as usize {
        return Err(Declined);
    }
    (number as u32).checked_sub(1).ok_or(Declined)
}

/// A number of up to nine digits.
pub(super) fn digits(text: &[u8]) -> Fast<usize> {
    if text.is_empty() || text.len() > 9 || !text.iter().all(u8::is_ascii_digit) {
        return Err(Declined);
    }
    let fold = |number: usize, digit: &u8| number * 10 + usize::from(digit - b'0');
    Ok(text.iter().fold(0, fold))
}

/// A number as spreadsheets write it.
pub(super) fn number(bytes: &[u8], text: &str) -> Fast<f64> {
    if bytes.len() <= 9 && bytes.iter().all(u8::is_ascii_digit) {
        return digits(bytes).map(|number| number as f64);
    }
    let begins = matches!(bytes.first(), Some(b'0'..=b'9' | b'-'));
    let usual = |b: &u8| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E');
    if !begins || !bytes.iter().all(usual) {
        return Err(Declined);
    }
    text.parse().map_err(|_| Declined)
}

/// The errors that every writer knows.
pub(super) fn error(text: &str) -> Fast<&'static str> {
    let known = [
        "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!",
    ];
    known.into_iter().find(|k| *k == text).ok_or(Declined)
}
