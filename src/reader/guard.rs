//! The zip directory, checked before anything is inflated; and streams, held to what it declares
//! while they are.

use std::collections::BTreeSet;
use std::io::{self, Read};

use super::limits::within;
use super::package::{each_entry, open, place};
use super::source::Source;
use super::{Limits, ReadError};

/// Checks the directory of a zip container against the limits.
///
/// # Errors
/// `truncated`, `damaged` (overlapping or duplicate entries), `too-large`.
pub(super) fn check_zip(source: Source<'_>, limits: &Limits) -> Result<(), ReadError> {
    let archive = open(source)?;
    let mut names = BTreeSet::new();
    let mut ranges: Vec<(u64, u64)> = Vec::new();
    let (mut count, mut inflated) = (0_u64, 0_u64);
    each_entry(&archive, &mut |entry| {
        let name = String::from_utf8_lossy(entry.file_path().as_ref()).into_owned();
        count += 1;
        within("entries", count, limits.entries)?;
        let (small, large) = (entry.compressed_size_hint(), entry.uncompressed_size_hint());
        // No sheet inflates a thousandfold; one that declares more than that of the whole file
        // lies about its size.
        if large / 1_100 > source.len() as u64 {
            return Err(ReadError::damaged(name));
        }
        inflated = inflated.saturating_add(large);
        within("inflated", inflated, limits.inflated_bytes)?;
        if large > 8 << 20 {
            within("ratio", large / small.max(1), limits.ratio)?;
        }
        let range = place(&archive, entry);
        let range = range.ok_or_else(|| ReadError::damaged(name.as_str()))?;
        if range.1 > range.0 {
            // Nearly always the last: a sort would only make the artefact larger.
            ranges.insert(ranges.partition_point(|before| *before < range), range);
        }
        if names.insert(name.clone()) {
            Ok(())
        } else {
            Err(ReadError::damaged(name))
        }
    })?;
    let overlap = ranges
        .windows(2)
        .any(|pair| matches!(pair, [a, b] if a.1 > b.0));
    if overlap {
        Err(ReadError::damaged("zip"))
    } else {
        Ok(())
    }
}

/// Bytes of an entry, which must not be more than the directory declares.
pub(super) struct Declared<R> {
    source: R,
    left: u64,
}

impl<R: Read> Declared<R> {
    pub(super) fn new(source: R, declared: u64) -> Self {
        Self {
            source,
            left: declared,
        }
    }
}

impl<R: Read> Read for Declared<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(buffer)?;
        match self.left.checked_sub(read as u64) {
            Some(left) => self.left = left,
            None => return Err(io::ErrorKind::FileTooLarge.into()),
        }
        Ok(read)
    }
}

/// Checks that no entry inflates to more than its directory declares: for readers that inflate
/// without looking. Entries that do not inflate at all are theirs to find.
///
/// # Errors
/// `damaged`, with the entry.
#[cfg(feature = "legacy")]
pub(super) fn check_streams(bytes: &[u8]) -> Result<(), ReadError> {
    let damaged = |_| ReadError::damaged("zip");
    let archive = rawzip::ZipArchive::from_slice(bytes).map_err(damaged)?;
    let mut entries = archive.entries();
    while let Some(entry) = entries.next_entry().map_err(damaged)? {
        if entry.compression_method() != rawzip::CompressionMethod::DEFLATE {
            continue;
        }
        let place = archive.get_entry(entry.wayfinder()).map_err(damaged)?;
        let (start, end) = place.compressed_data_range();
        let data = bytes.get(start as usize..end as usize).unwrap_or_default();
        let inflated = flate2::bufread::DeflateDecoder::new(data);
        let mut stream = Declared::new(inflated, entry.uncompressed_size_hint());
        let read = io::copy(&mut stream, &mut io::sink());
        if read.is_err_and(|e| e.kind() == io::ErrorKind::FileTooLarge) {
            let name = entry.file_path();
            let name = String::from_utf8_lossy(name.as_ref()).into_owned();
            return Err(ReadError::damaged(name));
        }
    }
    Ok(())
}

/// The bytes that all entries of a zip container declare; 0 for anything else.
#[cfg(feature = "legacy")]
pub(super) fn declared(bytes: &[u8]) -> u64 {
    let mut sum = 0_u64;
    if let Ok(archive) = rawzip::ZipArchive::from_slice(bytes) {
        let mut entries = archive.entries();
        while let Ok(Some(entry)) = entries.next_entry() {
            sum = sum.saturating_add(entry.uncompressed_size_hint());
        }
    }
    sum
}
