//! Splits text into fields as RFC 4180 and the `csv` crate do: a quote at a field's beginning, two
//! for one within, rows ended by CR, LF or both, whatever follows a closing quote taken as it stands.

use std::borrow::Cow;

/// A step through the text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step<'a> {
    /// A field; `last` if its row ends with it.
    Field { text: Cow<'a, str>, last: bool },
    /// A line with nothing in it.
    Blank,
}

/// Fields from the text's beginning to its end.
pub(super) struct Fields<'a> {
    text: &'a str,
    at: usize,
    delimiter: u8,
    /// A field is due even where nothing stands: a delimiter came before.
    due: bool,
    /// A quote that nothing closes: what follows it is one field.
    unclosed: bool,
    /// The delimiter eight times.
    delimiters: u64,
}

/// A byte eight times.
const fn eight_times(byte: u8) -> u64 {
    0x0101_0101_0101_0101 * byte as u64
}

/// The upper bit of each byte that is zero; above the lowest one, there may be others.
fn zeros(eight: u64) -> u64 {
    eight.wrapping_sub(eight_times(1)) & !eight & eight_times(0x80)
}

impl<'a> Fields<'a> {
    pub(super) fn new(text: &'a str, delimiter: u8) -> Self {
        Self {
            text,
            at: 0,
            delimiter,
            due: false,
            unclosed: false,
            delimiters: eight_times(delimiter),
        }
    }

    /// The text has ended within quotes.
    pub(super) fn is_unclosed(&self) -> bool {
        self.unclosed
    }

    /// How many bytes are done.
    pub(super) fn passed(&self) -> usize {
        self.at
    }

    /// Whole rows, without the blank ones.
    pub(super) fn rows(mut self) -> impl Iterator<Item = Vec<Cow<'a, str>>> {
        std::iter::from_fn(move || {
            let mut row = Vec::new();
            for step in self.by_ref() {
                if let Step::Field { text, last } = step {
                    row.push(text);
                    if last {
                        return Some(row);
                    }
                }
            }
            None
        })
    }

    /// The place of the first end at or behind a place, eight bytes at a time.
    #[inline]
    fn end(&self, from: usize) -> usize {
        let rest = self.text.as_bytes().get(from..).unwrap_or_default();
        let (eights, last) = rest.as_chunks::<8>();
        for (at, eight) in eights.iter().enumerate() {
            let eight = u64::from_le_bytes(*eight);
            let found = zeros(eight ^ self.delimiters)
                | zeros(eight ^ eight_times(b'\r'))
                | zeros(eight ^ eight_times(b'\n'));
            if found != 0 {
                return from + 8 * at + found.trailing_zeros() as usize / 8;
            }
        }
        let ends = |byte: &u8| matches!(byte, b'\r' | b'\n') || *byte == self.delimiter;
        let before = last.iter().position(ends).unwrap_or(last.len());
        from + 8 * eights.len() + before
    }

    /// Steps over the delimiter or the line end at a place; true if the row ends there.
    fn pass(&mut self, end: usize) -> bool {
        let bytes = self.text.as_bytes();
        let found = bytes.get(end).copied();
        let both = found == Some(b'\r') && bytes.get(end + 1) == Some(&b'\n');
        self.at = (end + 1 + usize::from(both)).min(bytes.len());
        self.due = found == Some(self.delimiter);
        !self.due
    }

    /// The next field if it has no quotes, which nearly all have not; whether its row ends with it.
    #[inline]
    pub(super) fn plain(&mut self) -> Option<(&'a str, bool)> {
        match self.text.as_bytes().get(self.at)? {
            b'"' => return None,
            b'\r' | b'\n' if !self.due => return None,
            _ => {}
        }
        let end = self.end(self.at);
        let text = self.text.get(self.at..end)?;
        Some((text, self.pass(end)))
    }

    fn quoted(&mut self) -> (Cow<'a, str>, bool) {
        let (bytes, start) = (self.text.as_bytes(), self.at + 1);
        let (mut from, mut joined) = (start, String::new());
        loop {
            let rest = bytes.get(from..).unwrap_or_default();
            let Some(quote) = memchr::memchr(b'"', rest).map(|at| from + at) else {
                // The text ends within the field.
                self.unclosed = true;
                joined.push_str(self.text.get(from..).unwrap_or(""));
                let last = self.pass(bytes.len());
                return (Cow::Owned(joined), last);
            };
            if bytes.get(quote + 1) == Some(&b'"') {
                joined.push_str(self.text.get(from..=quote).unwrap_or(""));
                from = quote + 2;
                continue;
            }
            let inner = self.text.get(from..quote).unwrap_or("");
            let end = self.end(quote + 1);
            let more = self.text.get(quote + 1..end).unwrap_or("");
            let last = self.pass(end);
            if joined.is_empty() && more.is_empty() {
                return (Cow::Borrowed(inner), last);
            }
            joined.push_str(inner);
            joined.push_str(more);
            return (Cow::Owned(joined), last);
        }
    }
}

impl<'a> Iterator for Fields<'a> {
    type Item = Step<'a>;

    fn next(&mut self) -> Option<Step<'a>> {
        if let Some((text, last)) = self.plain() {
            let text = Cow::Borrowed(text);
            return Some(Step::Field { text, last });
        }
        let first = self.text.as_bytes().get(self.at);
        let (text, last) = match first {
            Some(b'"') => self.quoted(),
            // A delimiter was the last of the text.
            None if self.due => (Cow::Borrowed(""), self.pass(self.at)),
            None => return None,
            Some(_) => {
                self.pass(self.at);
                return Some(Step::Blank);
            }
        };
        Some(Step::Field { text, last })
    }
}

#[cfg(test)]
mod tests {
    use csv::{ReaderBuilder, StringRecord};
    use proptest::prelude::*;

    use super::*;

    fn ours(text: &str, delimiter: u8) -> Vec<Vec<String>> {
        let rows = Fields::new(text, delimiter).rows();
        rows.map(|row| row.into_iter().map(Cow::into_owned).collect())
            .collect()
    }

    fn theirs(text: &str, delimiter: u8) -> Vec<Vec<String>> {
        let rows = ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes())
            .into_records();
        let row = |row: StringRecord| row.iter().map(str::to_owned).collect();
        rows.map(|r| row(r.unwrap())).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_096))]
        #[test]
        fn fields_are_those_of_the_csv_crate(text in "[a,;\"\r\n 你]{0,24}") {
            for delimiter in [b',', b';'] {
                prop_assert_eq!(ours(&text, delimiter), theirs(&text, delimiter));
            }
        }
    }
}
