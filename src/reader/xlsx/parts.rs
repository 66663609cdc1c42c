//! The parts of the package: found by name, inflated in blocks.

use std::io::Read;

use memchr::memmem;

use super::markup::{Declined, Fast};
use crate::reader::package::Package;
use crate::reader::source::Source;

/// How much is inflated at a time.
const BLOCK: usize = 64 << 10;
/// No row and no string of people's files comes near it.
const LONGEST: usize = 16 << 20;
/// No part but sheets and shared strings comes near it.
const WHOLE: u64 = 32 << 20;

/// The parts of a package.
pub(super) struct Parts<'a>(Package<'a>);

impl<'a> Parts<'a> {
    pub(super) fn open(source: Source<'a>) -> Fast<Self> {
        Package::open(source).map(Self).ok_or(Declined)
    }

    pub(super) fn has(&self, path: &str) -> bool {
        self.0.has(path)
    }

    /// How many bytes a part claims to have.
    pub(super) fn size(&self, path: &str) -> u64 {
        self.0.size(path)
    }

    fn source(&self, path: &str) -> Fast<Box<dyn Read + 'a>> {
        self.0.read(path).ok_or(Declined)
    }

    /// A small part, whole.
    pub(super) fn whole(&self, path: &str) -> Fast<String> {
        let mut text = String::new();
        let read = self
            .source(path)?
            .take(WHOLE)
            .read_to_string(&mut text)
            .map_err(|_| Declined)?;
        if read as u64 == WHOLE {
            return Err(Declined);
        }
        Ok(text)
    }

    /// A large part, window by window.
    pub(super) fn windows(&self, path: &str, mark: &'static str) -> Fast<Windows<'a>> {
        Ok(Windows {
            source: self.source(path)?,
            mark,
            buffer: Vec::with_capacity(2 * BLOCK),
            shown: 0,
        })
    }
}

/// A part in pieces, each ending before a mark such as `<row` or at the part's end, so that no
/// element that begins with the mark is cut.
pub(super) struct Windows<'a> {
    source: Box<dyn Read + 'a>,
    mark: &'static str,
    buffer: Vec<u8>,
    shown: usize,
}

impl Windows<'_> {
    /// The next piece; nothing at the end.
    pub(super) fn next(&mut self) -> Fast<Option<&str>> {
        self.buffer.drain(..self.shown);
        self.shown = 0;
        loop {
            let old = self.buffer.len();
            let ended = self.fill()?;
            // The mark at the very front begins what is still being gathered.
            let from = old.saturating_sub(self.mark.len()).max(1);
            let fresh = self.buffer.get(from..).unwrap_or_default();
            let found = memmem::rfind(fresh, self.mark.as_bytes());
            self.shown = match found {
                Some(at) if !ended => from + at,
                _ if ended => self.buffer.len(),
                _ if self.buffer.len() > LONGEST => return Err(Declined),
                _ => continue,
            };
            let shown = self.buffer.get(..self.shown).ok_or(Declined)?;
            let text = std::str::from_utf8(shown).map_err(|_| Declined)?;
            return Ok((!text.is_empty()).then_some(text));
        }
    }

    /// Inflates a block more; true at the end of the part.
    fn fill(&mut self) -> Fast<bool> {
        let mut filled = self.buffer.len();
        let full = filled + BLOCK;
        self.buffer.resize(full, 0);
        while filled < full {
            let room = self.buffer.get_mut(filled..).ok_or(Declined)?;
            match self.source.read(room).map_err(|_| Declined)? {
                0 => break,
                read => filled += read,
            }
        }
        self.buffer.truncate(filled);
        Ok(filled < full)
    }
}
