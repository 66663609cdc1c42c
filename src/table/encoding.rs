//! Layout, little-endian: magic `KAMT`, version u32, table count u32; then per table: file, sheet
//! (length-prefixed UTF-8), hidden u8, merges (count, then top, left, bottom, right u32 each), runs of
//! hidden rows (count, then first and last u32 each), origin row and column u32, rows u32, columns u32, string
//! count u32, string ends u32 each, arena (length-prefixed UTF-8); then the columns, chunk by chunk
//! of 4,096 rows, the last one shorter.
//!
//! A chunk is one byte that says how it is kept ([`MIXED`], [`WIDE`]), its tag or one tag per row, and
//! its values (u32, or f64 where wide) unless all rows are empty.

mod reading;
mod writing;

pub use reading::{decode, decode_from};
pub use writing::{encode, encode_to, encoded_size};

const MAGIC: [u8; 4] = *b"KAMT";
const VERSION: u32 = 3;
/// Every row of the chunk has a tag of its own.
const MIXED: u8 = 1;
/// The chunk's values are f64.
const WIDE: u8 = 2;

/// Why a buffer is not an encoded list of tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError {
    /// Byte offset at which the buffer stops making sense.
    pub at: usize,
}

impl std::fmt::Display for DecodeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "encoded tables broken at byte {}", self.at)
    }
}

impl std::error::Error for DecodeError {}
