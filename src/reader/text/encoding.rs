//! Byte order mark → a person's choice → strict UTF-8 → UTF-16 and UTF-32 by their zeros → GB18030, over the
//! whole file: Chinese text after 300 KB of ASCII fools whoever looks at the start only.
//!
//! Nearly any bytes are GB18030, so that its common characters decide ([`likely`]). Where they are
//! few, the likeliest other encoding is taken, and said.

use std::borrow::Cow;

use super::{chinese, likely};
use crate::reader::{ReadError, Reading, TextDecoder};
use crate::words::Arg;

/// What people choose from where nothing is found: labels of the WHATWG.
const CHOICES: &[&str] = &[
    "gb18030",
    "big5",
    "shift_jis",
    "euc-jp",
    "euc-kr",
    "windows-1250",
    "windows-1251",
    "windows-1252",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "windows-1258",
];

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
        let text = text.ok_or_else(unknown)?;
        Ok(Decoded {
            text,
            guessed: None,
        })
    };
    if let Some(text) = marked(bytes, decoder) {
        return sure(text);
    }
    if let Some(label) = reading.encoding {
        let text = match label {
            "gb18030" | "gbk" => chinese::decode(bytes, decoder),
            label => decoder.decode(label, bytes),
        };
        let wrong = || ReadError::new("wrong-encoding").with("encoding", label);
        return sure(Some(Cow::Owned(text.ok_or_else(wrong)?)));
    }
    if let Some(label) = declared
        && !contradicts(bytes, label)
        && let Some(text) = decoder.decode(label, bytes)
    {
        return sure(Some(Cow::Owned(text)));
    }
    if let Some(label) = by_zeros(bytes, bytes.len()) {
        let text = match label {
            UTF32LE => utf32(bytes, u32::from_le_bytes),
            UTF32BE => utf32(bytes, u32::from_be_bytes),
            label => decoder.decode(label, bytes),
        };
        return sure(text.map(Cow::Owned));
    }
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        return sure(Some(Cow::Borrowed(text)));
    }
    let ranked = likely::ranked(bytes);
    let unix = likely::unix(bytes).and_then(|label| Some((decoder.decode(label, bytes)?, label)));
    if unix.is_none()
        && matches!(ranked.first(), Some(("gb18030", share)) if *share >= likely::SURE)
        && let Some(text) = chinese::decode(bytes, decoder)
    {
        return sure(Some(Cow::Owned(text)));
    }
    let guessed = unix.or_else(|| guess(bytes, &ranked, decoder));
    let (text, label) = guessed.ok_or_else(unknown)?;
    Ok(Decoded {
        text: Cow::Owned(text),
        guessed: Some(label),
    })
}

/// No encoding is found; these can be chosen.
fn unknown() -> ReadError {
    let choices = CHOICES.iter().map(|label| Arg::from(*label)).collect();
    ReadError::new("unknown-encoding").with("choices", Arg::List(choices))
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

const UTF32LE: &str = "utf-32le";
const UTF32BE: &str = "utf-32be";

/// UTF-16 and UTF-32 without a mark. In UTF-16 digits, separators and line ends have a zero byte, always
/// on one side; in UTF-32 the highest byte of all characters is zero, and the next one small.
/// `length` is the whole text's, of which `bytes` are the first.
pub(in crate::reader) fn by_zeros(bytes: &[u8], length: usize) -> Option<&'static str> {
    const LOOK: usize = 64 << 10;
    let look = bytes.get(..bytes.len().min(LOOK)).unwrap_or_default();
    let (pairs, _) = look.as_chunks::<2>();
    let zeros = |side: usize| {
        let zero = |pair: &&[u8; 2]| pair.get(side) == Some(&0);
        pairs.iter().filter(zero).count()
    };
    let (first, second) = (zeros(0), zeros(1));
    let enough = |zeros: usize| zeros * 20 >= pairs.len() && zeros > 1;
    let even = length.is_multiple_of(2);
    let (fours, _) = look.as_chunks::<4>();
    let wide = length.is_multiple_of(4) && fours.len() > 1;
    if wide && fours.iter().all(|four| four[3] == 0 && four[2] <= 0x10) {
        return Some(UTF32LE);
    }
    if wide && fours.iter().all(|four| four[0] == 0 && four[1] <= 0x10) {
        return Some(UTF32BE);
    }
    // 一 is U+4E00: Chinese has some zeros on the other side too.
    match (first, second) {
        _ if !even => None,
        (first, second) if enough(second) && second > 3 * first => Some("utf-16le"),
        (first, second) if enough(first) && first > 3 * second => Some("utf-16be"),
        _ => None,
    }
}

/// The likeliest encoding of bytes that are no likely GB18030.
fn guess(
    bytes: &[u8],
    ranked: &[(&'static str, f64)],
    decoder: &dyn TextDecoder,
) -> Option<(String, &'static str)> {
    /// Below this share of common characters a long text is in none of these encodings.
    const UNLIKELY: f64 = 0.3;
    /// Bytes beyond ASCII from which on a text is long.
    const LONG: usize = 40;
    if let Some(text) = decoder
        .decode("windows-1252", bytes)
        .filter(|text| is_western(text) && !runs_together(bytes))
    {
        return Some((text, "windows-1252"));
    }
    let long = bytes.iter().filter(|byte| **byte >= 0x80).count() >= LONG;
    let mut likely = ranked
        .iter()
        .filter(|(_, share)| *share >= UNLIKELY || !long);
    likely.find_map(|(label, _)| Some((decoder.decode(label, bytes)?, *label)))
}

/// Most characters beyond ASCII are letters and signs of Western languages.
fn is_western(text: &str) -> bool {
    let western = |c: &char| (c.is_alphabetic() && *c < '\u{250}') || "€£§°´’‘“”„–—…·".contains(*c);
    let wide = || text.chars().filter(|c| !c.is_ascii());
    wide().filter(western).count() as f64 > 0.8 * wide().count() as f64
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
