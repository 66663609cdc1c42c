//! Byte order mark → a person's choice → strict UTF-8 → UTF-16 by its zeros → GB18030, over the
//! whole file: Chinese text after 300 KB of ASCII fools whoever looks at the start only.
//!
//! Nearly any bytes are GB18030, so that its own spelling decides: real Chinese text has hardly any
//! character whose second byte is an ASCII letter. Where many have, the likeliest other encoding
//! is taken, and said.

use std::borrow::Cow;

use crate::reader::{ReadError, Reading, TextDecoder};

/// Share of two-byte characters with an ASCII second byte beyond which text is not taken for
/// GB18030 without a word. Chinese names of rare characters stay far below, Latin text is at 1.
const ODD: f64 = 0.25;

/// A text, and the encoding that was guessed for it, if it was.
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) guessed: Option<&'static str>,
}

/// The text of these bytes; `declared` is the encoding that the text itself names.
pub(super) fn decode<'a>(
    bytes: &'a [u8],
    declared: Option<&str>,
    reading: &Reading<'_>,
) -> Result<Decoded<'a>, ReadError> {
    let decoder = reading.decoder;
    let sure = |text: Option<Cow<'a, str>>| {
        let text = text.ok_or_else(|| ReadError::new("unknown-encoding"))?;
        Ok(Decoded {
            text,
            guessed: None,
        })
    };
    if let Some(text) = marked(bytes, decoder) {
        return sure(text);
    }
    if let Some(label) = reading.encoding {
        let text = decoder.decode(label, bytes);
        let wrong = || ReadError::new("wrong-encoding").with("encoding", label);
        return sure(Some(Cow::Owned(text.ok_or_else(wrong)?)));
    }
    if let Some(label) = declared
        && !contradicts(bytes, label)
        && let Some(text) = decoder.decode(label, bytes)
    {
        return sure(Some(Cow::Owned(text)));
    }
    if let Some(label) = by_zeros(bytes) {
        return sure(decoder.decode(label, bytes).map(Cow::Owned));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return sure(Some(Cow::Borrowed(text)));
    }
    let chinese = decoder.decode("gb18030", bytes);
    if let Some(text) = chinese.filter(|_| odd_share(bytes) < ODD) {
        return sure(Some(Cow::Owned(text)));
    }
    let (text, label) = guess(bytes, decoder).ok_or_else(|| ReadError::new("unknown-encoding"))?;
    Ok(Decoded {
        text: Cow::Owned(text),
        guessed: Some(label),
    })
}

/// The encoding that markup names at its top: `encoding=` of an XML declaration, else `charset=`.
#[cfg(feature = "legacy")]
pub(super) fn declared(bytes: &[u8]) -> Option<String> {
    const LOOK: usize = 4096;
    let look = bytes.get(..bytes.len().min(LOOK)).unwrap_or_default();
    let head: String = look.iter().map(|byte| char::from(*byte)).collect();
    let head = head.to_ascii_lowercase();
    let xml = head.trim_start().strip_prefix("<?xml");
    let xml = xml
        .and_then(|rest| rest.split_once("?>"))
        .map(|(xml, _)| xml);
    let named = |text: &str, word: &str| {
        let (_, rest) = text.split_once(word)?;
        let rest = rest.trim_start().strip_prefix('=')?;
        let rest = rest.trim_start_matches(['"', '\'', ' ']);
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c)));
        Some(rest.get(..end.unwrap_or(rest.len()))?.to_owned())
    };
    xml.and_then(|xml| named(xml, "encoding"))
        .or_else(|| named(&head, "charset"))
}

/// Text that names an encoding in plain bytes is no UTF-16, whatever it says; and text that is
/// UTF-8 by many bytes is UTF-8: no other encoding makes its patterns by chance.
fn contradicts(bytes: &[u8], label: &str) -> bool {
    label.starts_with("utf-16")
        || label.starts_with("unicode")
        || std::str::from_utf8(bytes).is_ok_and(|text| text.chars().any(|c| c >= '\u{800}'))
}

/// The text by its byte order mark, if it has one; `Some(None)`: it is not what the mark says.
fn marked<'a>(bytes: &[u8], decoder: &dyn TextDecoder) -> Option<Option<Cow<'a, str>>> {
    let text = match bytes {
        [0xFF, 0xFE, 0, 0, rest @ ..] => utf32(rest, u32::from_le_bytes),
        [0, 0, 0xFE, 0xFF, rest @ ..] => utf32(rest, u32::from_be_bytes),
        [0xFF, 0xFE, ..] => decoder.decode("utf-16le", bytes),
        [0xFE, 0xFF, ..] => decoder.decode("utf-16be", bytes),
        [0xEF, 0xBB, 0xBF, ..] => decoder.decode("utf-8", bytes),
        // GB18030 has a mark of its own.
        [0x84, 0x31, 0x95, 0x33, ..] => decoder.decode("gb18030", bytes),
        _ => return None,
    };
    Some(text.map(Cow::Owned))
}

fn utf32(bytes: &[u8], number: fn([u8; 4]) -> u32) -> Option<String> {
    let (chunks, rest) = bytes.as_chunks::<4>();
    let chars = chunks.iter().map(|four| char::from_u32(number(*four)));
    rest.is_empty().then(|| chars.collect::<Option<String>>())?
}

/// UTF-16 without a mark: digits, separators and line ends have a zero byte, always on one side.
pub(in crate::reader) fn by_zeros(bytes: &[u8]) -> Option<&'static str> {
    const LOOK: usize = 64 << 10;
    let look = bytes.get(..bytes.len().min(LOOK)).unwrap_or_default();
    let (pairs, _) = look.as_chunks::<2>();
    let zeros = |side: usize| {
        let zero = |pair: &&[u8; 2]| pair.get(side) == Some(&0);
        pairs.iter().filter(zero).count()
    };
    let (first, second) = (zeros(0), zeros(1));
    let enough = |zeros: usize| zeros * 20 >= pairs.len() && zeros > 1;
    let even = bytes.len().is_multiple_of(2);
    match (first, second) {
        (0, second) if even && enough(second) => Some("utf-16le"),
        (first, 0) if even && enough(first) => Some("utf-16be"),
        _ => None,
    }
}

/// Of the two-byte characters of GB18030 the share whose second byte is ASCII.
fn odd_share(bytes: &[u8]) -> f64 {
    let (mut all, mut odd) = (0_u32, 0_u32);
    let mut rest = bytes.iter();
    while let Some(byte) = rest.next() {
        if *byte < 0x80 {
            continue;
        }
        // Four-byte characters have a digit second; they are as good as sure.
        match rest.next() {
            Some(0x30..=0x39) => {
                rest.next();
                rest.next();
            }
            Some(second) => {
                all += 1;
                odd += u32::from(*second < 0x80);
            }
            None => odd += 1,
        }
    }
    f64::from(odd) / f64::from(all.max(1))
}

/// The likeliest encoding of bytes that are no likely GB18030.
fn guess(bytes: &[u8], decoder: &dyn TextDecoder) -> Option<(String, &'static str)> {
    let share = |text: &str, wanted: fn(char) -> bool| {
        let wide = || text.chars().filter(|c| !c.is_ascii());
        wide().filter(|c| wanted(*c)).count() as f64 / wide().count().max(1) as f64
    };
    let kana = |c: char| matches!(c, '\u{3040}'..='\u{30ff}');
    if let Some(text) = decoder.decode("shift_jis", bytes)
        && share(&text, kana) > 0.2
    {
        return Some((text, "shift_jis"));
    }
    let latin = |c: char| (c.is_alphabetic() && c < '\u{250}') || "€£§°´’‘“”„–—…·".contains(c);
    let western = decoder.decode("windows-1252", bytes);
    let letters = |text: &String| share(text, latin) > 0.8 && !runs_together(bytes);
    if let Some(text) = western.filter(letters) {
        return Some((text, "windows-1252"));
    }
    let han = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}');
    let big5 = decoder.decode("big5", bytes);
    big5.filter(|text| share(text, han) > 0.9)
        .map(|text| (text, "big5"))
}

/// Most letters beyond ASCII stand beside another one, as they do in no Western language.
fn runs_together(bytes: &[u8]) -> bool {
    let high = |byte: &u8| *byte >= 0x80;
    let all = bytes.iter().filter(|byte| high(byte)).count();
    let beside = bytes
        .windows(2)
        .filter(|pair| pair.iter().all(high))
        .count();
    beside * 3 > all
}
