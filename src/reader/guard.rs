//! The zip directory, checked before anything is inflated.

use std::collections::BTreeSet;

use super::limits::within;
use super::{Limits, ReadError};

/// Checks the directory of a zip container against the limits.
///
/// # Errors
/// `truncated`, `damaged` (overlapping or duplicate entries), `too-large`.
pub(super) fn check_zip(bytes: &[u8], limits: &Limits) -> Result<(), ReadError> {
    let archive = rawzip::ZipArchive::from_slice(bytes).map_err(|_| ReadError::new("truncated"))?;
    let mut names = BTreeSet::new();
    let mut ranges = Vec::new();
    let (mut count, mut inflated) = (0_u64, 0_u64);
    let mut entries = archive.entries();
    while let Some(entry) = entries
        .next_entry()
        .map_err(|_| ReadError::damaged("zip"))?
    {
        let name = String::from_utf8_lossy(entry.file_path().as_ref()).into_owned();
        count += 1;
        within("entries", count, limits.entries)?;
        let (small, large) = (entry.compressed_size_hint(), entry.uncompressed_size_hint());
        // No sheet inflates a thousandfold; one that declares more than that of the whole file
        // lies about its size.
        if large / 1_100 > bytes.len() as u64 {
            return Err(ReadError::damaged(name));
        }
        inflated = inflated.saturating_add(large);
        within("inflated", inflated, limits.inflated_bytes)?;
        if large > 8 << 20 {
            within("ratio", large / small.max(1), limits.ratio)?;
        }
        let place = archive.get_entry(entry.wayfinder());
        let place = place.map_err(|_| ReadError::damaged(name.as_str()))?;
        ranges.push(place.compressed_data_range());
        if !names.insert(name.clone()) {
            return Err(ReadError::damaged(name));
        }
    }
    ranges.retain(|(start, end)| end > start);
    ranges.sort_unstable();
    let overlap = ranges
        .windows(2)
        .any(|pair| matches!(pair, [a, b] if a.1 > b.0));
    if overlap {
        Err(ReadError::damaged("zip"))
    } else {
        Ok(())
    }
}
