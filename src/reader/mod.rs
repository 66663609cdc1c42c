//! `bytes → Table[]`: sniff by content, guard by limits, then one reader per format.
//!
//! Reading never guesses silently: what cannot be read is a [`ReadError`] that says precisely what
//! the file is and what to do.

#[cfg(feature = "legacy")]
mod archive;
mod dates;
mod decoder;
mod error;
mod guard;
#[cfg(feature = "legacy")]
mod html;
pub mod limits;
#[cfg(feature = "cli")]
mod native;
#[cfg(feature = "legacy")]
mod ods;
mod package;
mod serial;
mod sniff;
mod source;
mod text;
#[cfg(feature = "legacy")]
mod xls;
#[cfg(feature = "legacy")]
mod xlsb;
mod xlsx;
#[cfg(feature = "legacy")]
mod xml;
#[cfg(feature = "legacy")]
mod xml2003;

pub use decoder::TextDecoder;
pub use error::{ERRORS, NEEDS_LEGACY, ReadError};
pub use limits::Limits;
#[cfg(feature = "cli")]
pub use native::{NativeDecoder, read_encoded, read_native};
pub use sniff::Format;

use self::source::Source;
use crate::table::{CellAddr, Diagnostic, Table};

/// A file that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadFile {
    /// What it is, by its content.
    pub format: Format,
    /// Its sheets that have cells, in their order; one table for a text file.
    pub tables: Vec<Table>,
    /// What was noticed: sheets that are no worksheets, empty sheets.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a reader works with beside the bytes.
pub struct Reading<'a> {
    /// The file's name as the user gave it.
    pub name: &'a str,
    /// Limits that end a hostile file.
    pub limits: &'a Limits,
    /// The platform's text decoder.
    pub decoder: &'a dyn TextDecoder,
    /// The encoding of text that a person has chosen, by its WHATWG label; `None`: found out.
    pub encoding: Option<&'a str>,
    /// Told now and then how much is done, 0 … 1.
    pub progress: &'a mut dyn FnMut(f64),
}

/// A format's reader: bytes that [`sniff`](sniff::sniff) took for the format.
type Reader = fn(Source<'_>, &mut Reading<'_>) -> Result<ReadFile, ReadError>;

/// One that needs all of the bytes at once.
type WholeReader = fn(&[u8], &mut Reading<'_>) -> Result<ReadFile, ReadError>;

/// The formats that are read in pieces, wherever their bytes are.
const READERS: &[(Format, Reader)] = &[(Format::Xlsx, xlsx::read), (Format::Text, text::read)];

/// The formats of the feature `legacy`. A new format is one file and one line here, and one in
/// [`Format::is_legacy`].
#[cfg(feature = "legacy")]
const LEGACY: &[(Format, WholeReader)] = &[
    (Format::Xls, xls::read),
    (Format::Xlsb, xlsb::read),
    (Format::Ods, ods::read),
    (Format::Html, html::read),
    (Format::Xml2003, xml2003::read),
    (Format::Zip, archive::read_archive),
];
#[cfg(not(feature = "legacy"))]
const LEGACY: &[(Format, WholeReader)] = &[];

/// Reads a file, whatever its name says.
///
/// # Errors
/// The file is empty, password-protected, damaged, beyond a limit, or of a format that cannot be
/// read; the error's message says which, and what to do.
pub fn read(bytes: &[u8], reading: &mut Reading<'_>) -> Result<ReadFile, ReadError> {
    read_source(Source::Here(bytes), reading)
}

/// Reads a file of so many bytes that are not here: `fetch` fills a slice with those from an offset
/// on.
///
/// # Errors
/// As [`read`].
pub fn read_outside(
    length: usize,
    fetch: &dyn Fn(usize, &mut [u8]),
    reading: &mut Reading<'_>,
) -> Result<ReadFile, ReadError> {
    read_source(Source::Outside { length, fetch }, reading)
}

fn read_source(source: Source<'_>, reading: &mut Reading<'_>) -> Result<ReadFile, ReadError> {
    limits::within("file", source.len() as u64, reading.limits.file_bytes)?;
    let format = sniff::sniff(source)?;
    (reading.progress)(0.0);
    let file = if let Some((_, reader)) = READERS.iter().find(|(f, _)| *f == format) {
        reader(source, reading)?
    } else {
        let reader = LEGACY.iter().find(|(f, _)| *f == format);
        let (_, reader) = reader.ok_or_else(|| nobody_reads(format))?;
        let bytes = source.whole();
        make_room(bytes.len() / 2);
        reader(&bytes, reading)?
    };
    if file.tables.is_empty() {
        return Err(ReadError::new("no-cells"));
    }
    (reading.progress)(1.0);
    Ok(file)
}

/// Has the memory grow at once: in browsers each growth takes as long as thousands of cells, and the
/// allocator asks for a little each time. Without room it goes on as before.
fn make_room(bytes: usize) {
    const MOST: usize = 256 << 20;
    let mut room = Vec::<u8>::new();
    let _ = std::hint::black_box(room.try_reserve_exact(bytes.min(MOST)));
}

/// The first cell of a sheet, where what is said about all of it stands.
fn top(file: &str, sheet: &str) -> CellAddr {
    CellAddr {
        file: file.to_owned(),
        sheet: sheet.to_owned(),
        row: 0,
        col: 0,
    }
}

impl ReadFile {
    fn new(format: Format) -> Self {
        Self {
            format,
            tables: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    /// Adds a sheet, and says what is odd about it; one without cells is only said.
    fn add(&mut self, table: Table) {
        let at = top(&table.file, &table.sheet);
        let code = match (table.rows(), table.hidden) {
            (0, _) => Some("empty-sheet"),
            (_, true) => Some("hidden-sheet"),
            _ => None,
        };
        let notes = code.map(|code| Diagnostic::note(code).at(at, ""));
        self.diagnostics.extend(notes);
        if table.rows() > 0 {
            self.tables.push(table);
        }
    }

    /// Says that a sheet is a chart, a macro or a dialog.
    fn pass_over(&mut self, file: &str, sheet: &str) {
        let note = Diagnostic::note("not-a-worksheet");
        self.diagnostics.push(note.at(top(file, sheet), ""));
    }
}

fn nobody_reads(format: Format) -> ReadError {
    if format.is_legacy() && cfg!(not(feature = "legacy")) {
        ReadError::needs_legacy()
    } else {
        ReadError::unsupported(format)
    }
}

/// A file's name without folders and its last extension: the sheet name of a text file.
fn stem(name: &str) -> &str {
    let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
    match base.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => base,
    }
}
