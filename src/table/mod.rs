//! What a reader delivers: sheets of cells as they are in the file, column by column, each
//! leading back to its address. [`Table`] is the contract between readers and the engine; it
//! travels from the reader's worker to the engine's as one buffer ([`encode`]/[`decode`]).

mod address;
mod catalogue;
mod column;
mod diagnostic;
mod encoding;
pub(crate) mod moment;
mod sheet;
mod view;

pub use address::{CellAddr, column_name};
pub use catalogue::DIAGNOSTICS;
pub use diagnostic::{Diagnostic, Severity};
pub use encoding::{DecodeError, decode, decode_from, encode, encode_to, encoded_size};
pub use sheet::{Cell, Merge, Table, TableBuilder};
pub use view::{Order, PeriodColumns, Unpivot, View};
