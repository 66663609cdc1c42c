//! Tags and cells spelt as the usual writers spell them, each taken in one pass over its bytes. What
//! is spelt otherwise is nothing here, and goes the general way.

use super::spelling::{COLUMNS, ROWS};

/// A cell that holds a number or refers to a shared string.
pub(super) struct Plain {
    /// Bytes of the whole cell.
    pub(super) length: usize,
    pub(super) at: (u32, u32),
    pub(super) style: Option<usize>,
    pub(super) value: Value,
}

pub(super) enum Value {
    Number(f64),
    Shared(usize),
}

/// The powers of ten that are exact, up to the digits that a number of 53 bits has.
const TENS: [f64; 16] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
];
/// Whole numbers of so many digits are exact.
const EXACT: usize = 15;

/// `<c r="B2" s="1" t="s"><v>7</v></c>`.
pub(super) fn cell(text: &[u8]) -> Option<Plain> {
    let (col, rest) = letters(text.strip_prefix(b"<c r=\"")?)?;
    let (row, mut rest) = digits(rest, 7)?;
    if col > COLUMNS || row == 0 || row > u64::from(ROWS) {
        return None;
    }
    rest = rest.strip_prefix(b"\"")?;
    let mut style = None;
    if let Some(from) = rest.strip_prefix(b" s=\"") {
        let (number, after) = digits(from, 9)?;
        style = Some(number as usize);
        rest = after.strip_prefix(b"\"")?;
    }
    let (value, rest) = if let Some(from) = rest.strip_prefix(b" t=\"s\"><v>") {
        let (index, after) = digits(from, 9)?;
        (Value::Shared(index as usize), after)
    } else {
        let (number, after) = number(rest.strip_prefix(b"><v>")?)?;
        (Value::Number(number), after)
    };
    let rest = rest.strip_prefix(b"</v></c>")?;
    Some(Plain {
        length: text.len() - rest.len(),
        at: (row as u32 - 1, col - 1),
        style,
        value,
    })
}

/// `<row r="2" spans="1:20">`: its length and its number, zero-based.
pub(super) fn row(text: &[u8]) -> Option<(usize, u32)> {
    let (row, mut rest) = digits(text.strip_prefix(b"<row r=\"")?, 7)?;
    rest = rest.strip_prefix(b"\"")?;
    if let Some(from) = rest.strip_prefix(b" spans=\"") {
        let (_, from) = digits(from, 5)?;
        let (_, from) = digits(from.strip_prefix(b":")?, 5)?;
        rest = from.strip_prefix(b"\"")?;
    }
    let rest = rest.strip_prefix(b">")?;
    let sound = row > 0 && row <= u64::from(ROWS);
    sound.then(|| (text.len() - rest.len(), row as u32 - 1))
}

/// `<si><t>text</t></si>`: its length and its text, which has nothing in it to resolve.
pub(super) fn string(text: &str) -> Option<(usize, &str)> {
    let (from, keep) = match text.strip_prefix("<si><t>") {
        Some(from) => (from, false),
        None => (text.strip_prefix("<si><t xml:space=\"preserve\">")?, true),
    };
    let bytes = from.as_bytes();
    let end = memchr::memchr3(b'<', b'&', b'\r', bytes)?;
    let (inner, rest) = from.split_at_checked(end)?;
    let rest = rest.strip_prefix("</t></si>")?;
    let white = |b: Option<&u8>| b.is_none_or(|b| b.is_ascii_whitespace());
    let trimmed = !keep && (white(inner.as_bytes().first()) || white(inner.as_bytes().last()));
    let escaped = memchr::memchr(b'_', inner.as_bytes()).is_some();
    (!trimmed && !escaped).then(|| (text.len() - rest.len(), inner))
}

/// One to three capitals: a column, counted from one.
fn letters(text: &[u8]) -> Option<(u32, &[u8])> {
    let (mut col, mut rest) = (0_u32, text);
    while let Some((letter, after)) = rest.split_first()
        && letter.is_ascii_uppercase()
        && col <= COLUMNS
    {
        col = col * 26 + u32::from(letter - b'A') + 1;
        rest = after;
    }
    (col > 0).then_some((col, rest))
}

/// One to `most` digits, and what follows.
fn digits(text: &[u8], most: usize) -> Option<(u64, &[u8])> {
    let (mut number, mut rest) = (0_u64, text);
    while let Some((digit, after)) = rest.split_first()
        && digit.is_ascii_digit()
    {
        number = number.wrapping_mul(10) + u64::from(digit - b'0');
        rest = after;
    }
    let length = text.len() - rest.len();
    (length > 0 && length <= most).then_some((number, rest))
}

/// `-12.5`: a number of so few digits that one division gives the nearest double.
fn number(text: &[u8]) -> Option<(f64, &[u8])> {
    let negative = text.first() == Some(&b'-');
    let text = text.get(usize::from(negative)..)?;
    let (mut mantissa, mut rest) = digits(text, EXACT)?;
    let mut number = mantissa as f64;
    if let Some(from) = rest.strip_prefix(b".") {
        let whole = text.len() - rest.len();
        let (fraction, after) = digits(from, EXACT - whole)?;
        let places = from.len() - after.len();
        let ten = TENS.get(places)?;
        mantissa = mantissa * (*ten as u64) + fraction;
        number = mantissa as f64 / ten;
        rest = after;
    }
    Some((if negative { -number } else { number }, rest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_are_the_nearest_doubles(text in "-?[0-9]{1,17}(\\.[0-9]{1,17})?(E[0-9])?") {
            if let Some((number, b"")) = number(text.as_bytes()) {
                let parsed: f64 = text.parse().unwrap();
                prop_assert_eq!(number.to_bits(), parsed.to_bits());
            }
        }
    }

    #[test]
    fn only_what_is_spelt_plainly_is_taken() {
        let whole = b"<c r=\"AB12\" s=\"3\"><v>-0.25</v></c><c";
        let plain = cell(whole).unwrap();
        assert_eq!(
            (plain.length, plain.at, plain.style),
            (34, (11, 27), Some(3))
        );
        assert!(matches!(plain.value, Value::Number(number) if number == -0.25));
        let shared = cell(b"<c r=\"A1\" t=\"s\"><v>9</v></c>").unwrap();
        assert!(matches!(shared.value, Value::Shared(9)));
        for odd in [
            "<c r=\"A0\"><v>1</v></c>",
            "<c r=\"XFE1\"><v>1</v></c>",
            "<c r=\"AAAAAAAAAA1\"><v>1</v></c>",
            "<c r=\"A1048577\"><v>1</v></c>",
            "<c r=\"A1\"><v>1e3</v></c>",
            "<c r=\"A1\"><v>1.</v></c>",
            "<c r=\"A1\"><v></v></c>",
            "<c r=\"A1\" t=\"b\"><v>1</v></c>",
            "<c r=\"A1\"><v>1</v><f/></c>",
            "<c r=\"A1\"><v>123456789.12345678</v></c>",
        ] {
            assert!(cell(odd.as_bytes()).is_none(), "{odd}");
        }
        assert_eq!(row(b"<row r=\"7\" spans=\"1:3\"><c"), Some((23, 6)));
        assert_eq!(row(b"<row r=\"7\" hidden=\"1\">"), None);
        assert_eq!(row(b"<row r=\"0\">"), None);
        assert_eq!(string("<si><t>a b</t></si><si>"), Some((19, "a b")));
        for odd in [" a", "a ", "", "a&amp;", "_x000D_", "a\r"] {
            assert_eq!(string(&format!("<si><t>{odd}</t></si>")), None, "{odd}");
        }
    }
}
