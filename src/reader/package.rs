//! The directory of a zip container: parts found by name, inflated as they are read.

use std::collections::BTreeMap;
use std::io::Read;

use flate2::bufread::DeflateDecoder;
use rawzip::CompressionMethod;

use super::guard::Declared;

/// The parts of a package; names are looked up whatever their case.
pub(super) struct Package<'a>(BTreeMap<String, Part<'a>>);

struct Part<'a> {
    deflated: bool,
    data: &'a [u8],
    /// Bytes once inflated, as the directory declares them.
    declared: u64,
}

impl<'a> Package<'a> {
    /// Opens a package; nothing if its directory is broken, or if a part is encrypted, packed in
    /// another way or there twice.
    pub(super) fn open(bytes: &'a [u8]) -> Option<Self> {
        let archive = rawzip::ZipArchive::from_slice(bytes).ok()?;
        let mut parts = BTreeMap::new();
        let mut entries = archive.entries();
        while let Some(entry) = entries.next_entry().ok()? {
            let path = entry.file_path();
            let path = std::str::from_utf8(path.as_ref()).ok()?;
            if entry.flags().is_encrypted() {
                return None;
            }
            let name = path.replace('\\', "/").to_ascii_lowercase();
            let deflated = match entry.compression_method() {
                CompressionMethod::STORE => false,
                CompressionMethod::DEFLATE => true,
                _ => return None,
            };
            let place = archive.get_entry(entry.wayfinder()).ok()?;
            let (start, end) = place.compressed_data_range();
            let data = bytes.get(start as usize..end as usize)?;
            let part = Part {
                deflated,
                data,
                declared: entry.uncompressed_size_hint(),
            };
            if parts.insert(name, part).is_some() {
                return None;
            }
        }
        Some(Self(parts))
    }

    pub(super) fn has(&self, path: &str) -> bool {
        self.0.contains_key(&path.to_ascii_lowercase())
    }

    /// How many bytes a part claims to have.
    #[cfg(feature = "legacy")]
    pub(super) fn size(&self, path: &str) -> u64 {
        let part = self.0.get(&path.to_ascii_lowercase());
        part.map_or(0, |part| part.declared)
    }

    /// A part's bytes as they come; an error if they are more than the directory declares.
    pub(super) fn read(&self, path: &str) -> Option<Box<dyn Read + 'a>> {
        let part = self.0.get(&path.to_ascii_lowercase())?;
        let data = part.data;
        Some(if part.deflated {
            Box::new(Declared::new(DeflateDecoder::new(data), part.declared))
        } else {
            Box::new(data)
        })
    }
}
