//! A file's bytes where they are: here, or outside, from where they come in pieces. In browsers they
//! stay in JavaScript's memory, so that an instance never holds a whole file beside its tables.

use std::borrow::Cow;
use std::io::{self, BufRead, Read};

/// How many bytes are fetched at a time.
const PIECE: usize = 64 << 10;

/// Fills a slice with the bytes from an offset on.
pub(super) type Fetch<'a> = &'a dyn Fn(usize, &mut [u8]);

/// A file's bytes.
#[derive(Clone, Copy)]
pub(super) enum Source<'a> {
    Here(&'a [u8]),
    Outside { length: usize, fetch: Fetch<'a> },
}

impl<'a> Source<'a> {
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Here(bytes) => bytes.len(),
            Self::Outside { length, .. } => *length,
        }
    }

    /// Copies what stands from an offset on; gives how much that is.
    pub(super) fn fetch(&self, at: usize, into: &mut [u8]) -> usize {
        let count = into.len().min(self.len().saturating_sub(at));
        let Some(into) = into.get_mut(..count).filter(|into| !into.is_empty()) else {
            return 0;
        };
        match self {
            Self::Here(bytes) => {
                if let Some(bytes) = bytes.get(at..at + count) {
                    into.copy_from_slice(bytes);
                }
            }
            Self::Outside { fetch, .. } => fetch(at, into),
        }
        count
    }

    /// The first bytes, at most so many.
    pub(super) fn head(&self, most: usize) -> Cow<'a, [u8]> {
        let count = most.min(self.len());
        if let Self::Here(bytes) = self {
            return Cow::Borrowed(bytes.get(..count).unwrap_or_default());
        }
        let mut head = vec![0; count];
        self.fetch(0, &mut head);
        Cow::Owned(head)
    }

    pub(super) fn whole(&self) -> Cow<'a, [u8]> {
        self.head(self.len())
    }
}

impl rawzip::ReaderAt for Source<'_> {
    fn read_at(&self, into: &mut [u8], offset: u64) -> io::Result<usize> {
        Ok(usize::try_from(offset).map_or(0, |at| self.fetch(at, into)))
    }
}

/// A part of a source, read from its beginning.
pub(super) struct Pieces<'a> {
    source: Source<'a>,
    at: usize,
    end: usize,
    piece: Vec<u8>,
    used: usize,
}

impl<'a> Pieces<'a> {
    pub(super) fn new(source: Source<'a>, at: usize, end: usize) -> Self {
        Self {
            source,
            at,
            end,
            piece: Vec::new(),
            used: 0,
        }
    }
}

impl BufRead for Pieces<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.used >= self.piece.len() {
            self.piece
                .resize(PIECE.min(self.end.saturating_sub(self.at)), 0);
            let read = self.source.fetch(self.at, &mut self.piece);
            self.piece.truncate(read);
            self.at += read;
            self.used = 0;
        }
        Ok(self.piece.get(self.used..).unwrap_or_default())
    }

    fn consume(&mut self, count: usize) {
        self.used += count;
    }
}

impl Read for Pieces<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let found = self.fill_buf()?;
        let count = found.len().min(into.len());
        if let (Some(into), Some(found)) = (into.get_mut(..count), found.get(..count)) {
            into.copy_from_slice(found);
        }
        self.consume(count);
        Ok(count)
    }
}
