//! The directory of a zip container: parts found by name, inflated as they are read.

use std::collections::BTreeMap;
use std::io::Read;

use flate2::bufread::DeflateDecoder;
use rawzip::{CompressionMethod, ZipFileHeaderRecord};

use super::ReadError;
use super::guard::Declared;
use super::source::{Pieces, Source};

/// A zip container.
pub(super) type Archive<'a> = rawzip::ZipArchive<Source<'a>>;

/// Bytes of the directory that are looked at together.
const PIECE: usize = 64 << 10;

/// Finds the directory.
///
/// # Errors
/// `truncated`.
pub(super) fn open(source: Source<'_>) -> Result<Archive<'_>, ReadError> {
    let found = rawzip::ZipLocator::new().locate_in_reader(
        source,
        &mut vec![0; PIECE],
        source.len() as u64,
    );
    found.map_err(|_| ReadError::new("truncated"))
}

/// What is done with an entry.
type Each<'a> = &'a mut dyn FnMut(&ZipFileHeaderRecord<'_>) -> Result<(), ReadError>;

/// Goes through the directory.
///
/// # Errors
/// `damaged`, and those of `each`.
pub(super) fn each_entry(archive: &Archive<'_>, each: Each<'_>) -> Result<(), ReadError> {
    let mut buffer = vec![0; PIECE];
    let mut entries = archive.entries(&mut buffer);
    let broken = |_| ReadError::damaged("zip");
    while let Some(entry) = entries.next_entry().map_err(broken)? {
        each(&entry)?;
    }
    Ok(())
}

/// Where an entry's bytes stand.
pub(super) fn place(archive: &Archive<'_>, entry: &ZipFileHeaderRecord<'_>) -> Option<(u64, u64)> {
    let (start, end) = archive
        .get_entry(entry.wayfinder())
        .ok()?
        .compressed_data_range();
    (end <= archive.get_ref().len() as u64).then_some((start, end))
}

/// The parts of a package; names are looked up whatever their case.
pub(super) struct Package<'a> {
    source: Source<'a>,
    parts: BTreeMap<String, Part>,
}

struct Part {
    deflated: bool,
    start: usize,
    end: usize,
    /// Bytes once inflated, as the directory declares them.
    declared: u64,
}

impl<'a> Package<'a> {
    /// Opens a package; nothing if its directory is broken, or if a part is encrypted, packed in
    /// another way or there twice.
    pub(super) fn open(source: Source<'a>) -> Option<Self> {
        let archive = open(source).ok()?;
        let mut parts = BTreeMap::new();
        each_entry(&archive, &mut |entry| {
            let (name, part) = part(&archive, entry).ok_or_else(|| ReadError::damaged("zip"))?;
            match parts.insert(name, part) {
                None => Ok(()),
                Some(_) => Err(ReadError::damaged("zip")),
            }
        })
        .ok()?;
        Some(Self { source, parts })
    }

    pub(super) fn has(&self, path: &str) -> bool {
        self.parts.contains_key(&path.to_ascii_lowercase())
    }

    /// How many bytes a part claims to have.
    pub(super) fn size(&self, path: &str) -> u64 {
        let part = self.parts.get(&path.to_ascii_lowercase());
        part.map_or(0, |part| part.declared)
    }

    /// A part's bytes as they come; an error if they are more than the directory declares.
    pub(super) fn read(&self, path: &str) -> Option<Box<dyn Read + 'a>> {
        let part = self.parts.get(&path.to_ascii_lowercase())?;
        let data = Pieces::new(self.source, part.start, part.end);
        Some(if part.deflated {
            Box::new(Declared::new(DeflateDecoder::new(data), part.declared))
        } else {
            Box::new(data)
        })
    }
}

fn part(archive: &Archive<'_>, entry: &ZipFileHeaderRecord<'_>) -> Option<(String, Part)> {
    let path = entry.file_path();
    let path = std::str::from_utf8(path.as_ref()).ok()?;
    if entry.flags().is_encrypted() {
        return None;
    }
    let deflated = match entry.compression_method() {
        CompressionMethod::STORE => false,
        CompressionMethod::DEFLATE => true,
        _ => return None,
    };
    let (start, end) = place(archive, entry)?;
    let part = Part {
        deflated,
        start: start as usize,
        end: end as usize,
        declared: entry.uncompressed_size_hint(),
    };
    Some((path.replace('\\', "/").to_ascii_lowercase(), part))
}
