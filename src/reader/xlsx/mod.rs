//! xlsx and xlsm: our own fast path for what the usual writers write, calamine for the rest.
//!
//! The fast path never guesses and words no error: what it does not know, it hands over whole.
//! Without the feature `legacy` that means to another artefact: [`ReadError::needs_legacy`].

#[cfg(feature = "legacy")]
mod calamine_path;
mod fast;
mod markup;
mod parts;
mod plain;
mod rows;
mod spelling;
mod strings;
#[cfg(test)]
mod tests;
mod workbook;

use super::source::Source;
use super::{ReadError, ReadFile, Reading, guard};

/// How many cells pass between two reports of progress.
const STEP: u32 = 20_000;

pub(super) fn read(source: Source<'_>, reading: &mut Reading<'_>) -> Result<ReadFile, ReadError> {
    guard::check_zip(source, reading.limits)?;
    let mut told = 0.0_f64;
    let progress = &mut *reading.progress;
    // Progress never goes back, even where a file is begun anew.
    let mut forward = |share: f64| {
        if share > told {
            told = share;
            progress(share);
        }
    };
    let mut reading = Reading {
        name: reading.name,
        limits: reading.limits,
        decoder: reading.decoder,
        encoding: reading.encoding,
        progress: &mut forward,
    };
    match fast::read(source, &mut reading) {
        Ok(file) => Ok(file),
        #[cfg(feature = "legacy")]
        Err(markup::Declined) => {
            let bytes = source.whole();
            guard::check_streams(&bytes)?;
            calamine_path::read(&bytes, &mut reading)
        }
        #[cfg(not(feature = "legacy"))]
        Err(markup::Declined) => Err(ReadError::needs_legacy()),
    }
}
