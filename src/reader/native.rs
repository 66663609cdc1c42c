//! Reading on the command line.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::{Limits, ReadError, ReadFile, Reading, TextDecoder, read};

/// `encoding_rs` as the decoder.
#[derive(Debug, Clone, Copy, Default)]
pub struct NativeDecoder;

impl TextDecoder for NativeDecoder {
    fn decode(&self, label: &str, bytes: &[u8]) -> Option<String> {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
        let (text, malformed) = encoding.decode_with_bom_removal(bytes);
        (!malformed).then(|| text.into_owned())
    }
}

/// Reads a file natively. The browser ends a reader that traps; here a panic in a third-party
/// reader becomes `damaged`.
///
/// # Errors
/// As [`read`].
pub fn read_native(name: &str, bytes: &[u8], limits: &Limits) -> Result<ReadFile, ReadError> {
    read_encoded(name, bytes, limits, None)
}

/// The same in an encoding of a person's choice.
///
/// # Errors
/// As [`read`].
pub fn read_encoded(
    name: &str,
    bytes: &[u8],
    limits: &Limits,
    encoding: Option<&str>,
) -> Result<ReadFile, ReadError> {
    let mut progress = |_: f64| {};
    let mut reading = Reading {
        name,
        limits,
        decoder: &NativeDecoder,
        encoding,
        progress: &mut progress,
    };
    catch_unwind(AssertUnwindSafe(|| read(bytes, &mut reading)))
        .unwrap_or_else(|_| Err(ReadError::damaged(name)))
}
