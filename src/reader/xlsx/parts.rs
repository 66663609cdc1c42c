//! The parts of the package: found by name, inflated in blocks.

use std::collections::BTreeMap;
use std::io::Read;

use flate2::bufread::DeflateDecoder;
use memchr::memmem;
use rawzip::CompressionMethod;

use super::markup::{Declined, Fast};

/// How much is inflated at a time.
const BLOCK: usize = 64 << 10;
/// No row and no string of people's files comes near it.
const LONGEST: usize = 16 << 20;
/// No part but sheets and shared strings comes near it.
const WHOLE: u64 = 32 << 20;

/// The directory of a package; names are looked up as Excel does, whatever their case.
pub(super) struct Parts<'a>(BTreeMap<String, Part<'a>>);

struct Part<'a> {
    deflated: bool,
    data: &'a [u8],
}

impl<'a> Parts<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Fast<Self> {
        let archive = rawzip::ZipArchive::from_slice(bytes).map_err(|_| Declined)?;
        let mut parts = BTreeMap::new();
        let mut entries = archive.entries();
        while let Some(entry) = entries.next_entry().map_err(|_| Declined)? {
            let path = entry.file_path();
            let path = std::str::from_utf8(path.as_ref()).map_err(|_| Declined)?;
            if entry.flags().is_encrypted() {
                return Err(Declined);
            }
            let name = path.replace('\\', "/").to_ascii_lowercase();
            let deflated = match entry.compression_method() {
                CompressionMethod::STORE => false,
                CompressionMethod::DEFLATE => true,
                _ => return Err(Declined),
            };
            let place = archive.get_entry(entry.wayfinder()).map_err(|_| Declined)?;
            let (start, end) = place.compressed_data_range();
            let data = bytes.get(start as usize..end as usize).ok_or(Declined)?;
            if parts.insert(name, Part { deflated, data }).is_some() {
                return Err(Declined);
            }
        }
        Ok(Self(parts))
    }

    pub(super) fn has(&self, path: &str) -> bool {
        self.0.contains_key(&path.to_ascii_lowercase())
    }

    fn source(&self, path: &str) -> Fast<Box<dyn Read + 'a>> {
        let part = self.0.get(&path.to_ascii_lowercase()).ok_or(Declined)?;
        let data = part.data;
        Ok(if part.deflated {
            Box::new(DeflateDecoder::new(data))
        } else {
            Box::new(data)
        })
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
        let mut limited = (&mut self.source).take(BLOCK as u64);
        let read = limited.read_to_end(&mut self.buffer);
        Ok(read.map_err(|_| Declined)? < BLOCK)
    }
}
