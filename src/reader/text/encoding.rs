//! Byte order mark → strict UTF-8 → GB18030, over the whole file: Chinese text after 300 KB of
//! ASCII fools whoever looks at the start only.

use std::borrow::Cow;

use crate::reader::{ReadError, TextDecoder};

pub(super) fn decode<'a>(
    bytes: &'a [u8],
    decoder: &dyn TextDecoder,
) -> Result<Cow<'a, str>, ReadError> {
    let unknown = || ReadError::new("unknown-encoding");
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE\0\0") {
        return utf32(rest, u32::from_le_bytes)
            .map(Cow::Owned)
            .ok_or_else(unknown);
    }
    if let Some(rest) = bytes.strip_prefix(b"\0\0\xFE\xFF") {
        return utf32(rest, u32::from_be_bytes)
            .map(Cow::Owned)
            .ok_or_else(unknown);
    }
    let wide = match bytes {
        [0xFF, 0xFE, ..] => Some("utf-16le"),
        [0xFE, 0xFF, ..] => Some("utf-16be"),
        _ => None,
    };
    if let Some(label) = wide {
        return decoder
            .decode(label, bytes)
            .map(Cow::Owned)
            .ok_or_else(unknown);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(_) => decoder
            .decode("gb18030", bytes)
            .map(Cow::Owned)
            .ok_or_else(unknown),
    }
}

fn utf32(bytes: &[u8], number: fn([u8; 4]) -> u32) -> Option<String> {
    let (chunks, rest) = bytes.as_chunks::<4>();
    let chars = chunks.iter().map(|four| char::from_u32(number(*four)));
    rest.is_empty().then(|| chars.collect::<Option<String>>())?
}
