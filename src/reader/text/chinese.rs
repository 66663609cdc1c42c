//! GB18030 and GBK with a table: the platform's decoder is asked for every character of two bytes
//! once, and the text is decoded here, straight into UTF-8. Its own way leads through a string of
//! JavaScript and takes twice as long.

use crate::reader::TextDecoder;

/// The first and second bytes of characters of two bytes.
const LEADS: std::ops::RangeInclusive<u8> = 0x81..=0xFE;
const TRAILS: std::ops::RangeInclusive<u8> = 0x40..=0xFE;
/// A second byte that there is not.
const NO_TRAIL: u8 = 0x7F;
/// Second bytes of each first byte, the one that there is not among them.
const WIDTH: usize = 0xBF;
/// Shorter texts are decoded sooner than the table is made.
const SHORT: usize = 1 << 16;
/// Bytes that are decoded by one call: browsers run their best code from a function's next call on.
const PIECE: usize = 1 << 14;

/// The text, or none where a byte does not fit.
pub(super) fn decode(bytes: &[u8], decoder: &dyn TextDecoder) -> Option<String> {
    let with_table = || {
        let table = table(decoder)?;
        let mut text = String::new();
        // Two bytes become three.
        text.try_reserve(bytes.len() + bytes.len() / 2).ok()?;
        let mut rest = bytes;
        while !rest.is_empty() {
            rest = piece(rest, &table, &mut text)?;
        }
        Some(text)
    };
    let long = bytes.len() >= SHORT;
    let found = long.then(with_table).flatten();
    // Characters of four bytes, a byte that does not fit, or a short text.
    found.or_else(|| decoder.decode("gb18030", bytes))
}

/// The character of each pair of bytes, by first and second byte.
fn table(decoder: &dyn TextDecoder) -> Option<Vec<char>> {
    let trails = || TRAILS.filter(|trail| *trail != NO_TRAIL);
    let pairs: Vec<u8> = LEADS
        .flat_map(|lead| trails().flat_map(move |trail| [lead, trail]))
        .collect();
    let text = decoder.decode("gb18030", &pairs)?;
    let mut chars = text.chars();
    let mut table = Vec::with_capacity(LEADS.count() * WIDTH);
    for _ in LEADS {
        for trail in TRAILS {
            table.push(if trail == NO_TRAIL {
                '\0'
            } else {
                chars.next()?
            });
        }
    }
    chars.next().is_none().then_some(table)
}

/// Decodes some characters; what is left, or none where a byte is not of one or two bytes.
#[inline(never)]
fn piece<'a>(bytes: &'a [u8], table: &[char], text: &mut String) -> Option<&'a [u8]> {
    let mut at = 0;
    while at < PIECE
        && let Some(&first) = bytes.get(at)
    {
        if first < 0x80 {
            text.push(char::from(first));
            at += 1;
            continue;
        }
        let lead = usize::from(first.checked_sub(*LEADS.start())?);
        let trail = usize::from(bytes.get(at + 1)?.checked_sub(*TRAILS.start())?);
        let found = *table.get(lead * WIDTH + trail).filter(|_| trail < WIDTH)?;
        text.push(Some(found).filter(|c| *c != '\0')?);
        at += 2;
    }
    bytes.get(at..)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::reader::NativeDecoder;

    fn encoded(text: &str) -> Vec<u8> {
        encoding_rs::GB18030.encode(text).0.into_owned()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn texts_are_those_of_the_decoder(text in "[a-z,\n\u{80}-\u{ff}一-龥㐀-㐄€😀]{1,40}") {
            let bytes = encoded(&text);
            let bytes = bytes.repeat(SHORT / bytes.len() + 1);
            let theirs = NativeDecoder.decode("gb18030", &bytes);
            prop_assert!(theirs.is_some());
            prop_assert_eq!(decode(&bytes, &NativeDecoder), theirs);
        }

        #[test]
        fn any_bytes_are_text_or_not_as_for_the_decoder(
            end in proptest::collection::vec(any::<u8>(), 1..8)
        ) {
            let bytes = [encoded("甲,1\n").repeat(SHORT / 4), end].concat();
            let theirs = NativeDecoder.decode("gb18030", &bytes);
            prop_assert_eq!(decode(&bytes, &NativeDecoder), theirs);
        }
    }

    #[test]
    fn the_table_has_every_character_of_two_bytes() {
        let table = table(&NativeDecoder).unwrap();
        assert_eq!(table.iter().filter(|c| **c != '\0').count(), 23_940);
    }
}
