//! Text in blocks, so that a long one is never held whole: UTF-8 with the usual line ends and a
//! delimiter that its beginning shows. Whatever else comes is nothing here, errors too, and goes the
//! general way, which is the oracle of this one.

use super::encoding::by_zeros;
use super::fields::Fields;
use super::rows::{Reached, Rows};
use super::{check_lines, delimiter, has_double_ends};
use crate::reader::source::Source;
use crate::reader::{ReadFile, Reading};

/// How many bytes are fetched at a time: more than the delimiter's detection looks at.
const BLOCK: usize = 512 << 10;
const _: () = assert!(BLOCK > delimiter::SAMPLE_BYTES);
/// No row of people's files comes near it.
const LONGEST: usize = 8 << 20;
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Bytes from a row's beginning on, as far as they are here.
struct Window<'a> {
    source: Source<'a>,
    /// The place behind these bytes.
    at: usize,
    bytes: Vec<u8>,
}

impl Window<'_> {
    /// Drops what is read and fetches a block more.
    fn step(&mut self, read: usize) {
        self.bytes.drain(..read);
        let kept = self.bytes.len();
        let more = BLOCK.min(self.source.len().saturating_sub(self.at));
        self.bytes.resize(kept + more, 0);
        if let Some(room) = self.bytes.get_mut(kept..) {
            self.at += self.source.fetch(self.at, room);
        }
    }

    fn ended(&self) -> bool {
        self.at >= self.source.len()
    }

    /// Whole lines.
    fn text(&self) -> Option<&str> {
        let end = if self.ended() {
            self.bytes.len()
        } else {
            memchr::memrchr(b'\n', &self.bytes)? + 1
        };
        simdutf8::basic::from_utf8(self.bytes.get(..end)?).ok()
    }
}

/// Reads a text, or declines it.
pub(super) fn read(source: Source<'_>, reading: &mut Reading<'_>) -> Option<ReadFile> {
    let mut window = Window {
        source,
        at: 0,
        bytes: Vec::new(),
    };
    window.step(0);
    if reading.encoding.is_some() || by_zeros(&window.bytes, source.len()).is_some() {
        return None;
    }
    if window.bytes.starts_with(MARK) {
        window.bytes.drain(..MARK.len());
    }
    let (mut read, skipped, delimiter) = begin(&window)?;
    let mut rows = Rows::new(reading, skipped);
    let mut first = true;
    loop {
        let text = window.text()?;
        if check_lines(text, reading).is_err() || has_double_ends(text) {
            return None;
        }
        let (ended, from) = (window.ended(), read);
        let mut fields = Fields::new(text.get(from..)?, delimiter);
        read = loop {
            match rows.some(&mut fields, !ended, reading).ok()? {
                Reached::More => {}
                Reached::End => break text.len(),
                Reached::Within(start) => break from + start,
            }
        };
        if ended {
            return Some(rows.finish(fields.is_unclosed(), None, reading));
        }
        let done = (window.at - window.bytes.len() + read) as f64 / source.len() as f64;
        if first && done > 0.0 {
            rows.expect(1.0 / done);
        }
        first = false;
        (reading.progress)(done);
        window.step(read);
        read = 0;
        if window.bytes.len() > LONGEST {
            return None;
        }
    }
}

/// Where the rows begin, how many lines stand before them, and the delimiter.
fn begin(window: &Window<'_>) -> Option<(usize, u32, u8)> {
    let text = window.text()?;
    let short = !window.ended() && text.len() < delimiter::SAMPLE_BYTES;
    let odd = text.trim_start().starts_with(['{', '[', '\u{feff}']);
    if short || odd || text.trim_start().is_empty() {
        return None;
    }
    let (rest, skipped, delimiter) = delimiter::by_sample(text)?;
    let delimiter = u8::try_from(delimiter).ok().filter(u8::is_ascii)?;
    Some((text.len() - rest.len(), skipped, delimiter))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::reader::text::read_whole;
    use crate::reader::{Limits, NativeDecoder, ReadError};
    use crate::table::Cell;

    fn with<T>(read: impl FnOnce(&mut Reading<'_>) -> T) -> T {
        read(&mut Reading {
            name: "a.csv",
            limits: &Limits::default(),
            decoder: &NativeDecoder,
            encoding: None,
            progress: &mut |_| {},
        })
    }

    /// In blocks, from outside; and whole.
    fn both(bytes: &[u8]) -> (Option<ReadFile>, Result<ReadFile, ReadError>) {
        let fetch = |at: usize, into: &mut [u8]| {
            into.copy_from_slice(&bytes[at..at + into.len()]);
        };
        let source = Source::Outside {
            length: bytes.len(),
            fetch: &fetch,
        };
        (
            with(|reading| read(source, reading)),
            with(|reading| read_whole(bytes, reading)),
        )
    }

    /// Equal cells and words, or declined.
    fn agree(bytes: &[u8]) -> bool {
        let (blocks, whole) = both(bytes);
        let Some(blocks) = blocks else {
            return false;
        };
        let whole = whole.unwrap();
        assert_eq!(blocks.diagnostics, whole.diagnostics);
        assert_eq!(blocks.tables.len(), whole.tables.len());
        for (ours, theirs) in blocks.tables.iter().zip(&whole.tables) {
            let shape = |t: &crate::table::Table| (t.origin, t.rows(), t.cols(), t.sheet.clone());
            assert_eq!(shape(ours), shape(theirs));
            for row in 0..ours.rows() {
                for col in 0..ours.cols() {
                    assert_eq!(ours.cell(row, col), theirs.cell(row, col), "{row} {col}");
                }
            }
        }
        true
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(6))]
        #[test]
        fn blocks_have_the_cells_of_the_whole(
            parts in prop::collection::vec("[a-c0-9,\"\r\n 你é]{0,40}", 4..40),
            lead in 0_usize..64,
        ) {
            // Long enough for several blocks, whose borders fall anywhere.
            let once = parts.concat();
            let row = format!("甲,{},\"l1\n{once}\",1\n", "x".repeat(lead));
            let long = "a,b,c,d\n".to_owned() + &row.repeat(2 * BLOCK / row.len() + 2);
            agree(long.as_bytes());
            agree(once.as_bytes());
        }
    }

    #[test]
    fn rows_across_borders_and_marks_are_read_in_blocks() {
        let row = "\"甲\nの\",2,\"a\"\"b\"\r\n";
        let long = row.repeat(2 * BLOCK / row.len() + 2);
        for text in [
            long.clone(),
            format!("\u{feff}{long}"),
            format!("sep=,\n{long}"),
        ] {
            assert!(agree(text.as_bytes()));
        }
        // A quote that nothing closes, at the end.
        assert!(agree(format!("{long}1,2,\"3\n4").as_bytes()));
        // A cell larger than a block.
        let large = format!("a,b\n1,\"{}\"\n2,3\n{long}", "x\n".repeat(BLOCK / 3));
        assert!(agree(large.as_bytes()));
        let (blocks, _) = both(large.as_bytes());
        let table = &blocks.unwrap().tables[0];
        assert!(matches!(table.cell(1, 1), Cell::Text(text) if text.len() > BLOCK / 2));
    }

    #[test]
    fn what_the_beginning_does_not_show_is_declined() {
        let row = "a,b,1\n".repeat(2 * BLOCK / 6);
        let late = |end: &[u8]| [row.as_bytes(), end].concat();
        for bytes in [
            late(b"\xB0\xA1,b,1\n"),
            late("甲".as_bytes()).split_last().unwrap().1.to_vec(),
            late(b"a,b\r\r\n"),
            late(&vec![b'x'; 2 << 20]),
            b"{\"a\": 1}".to_vec(),
            "甲，乙\n1，2\n".as_bytes().to_vec(),
            b"just a sentence".to_vec(),
            b"\xFF\xFEa\0,\0b\0".to_vec(),
        ] {
            assert!(both(&bytes).0.is_none());
        }
    }
}
