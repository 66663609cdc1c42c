//! The one place for limits. They are far above what people's files need and below what hurts a
//! browser tab; each can be set by its name. `docs/limits.md` and `www/src/engine/limits.ts` repeat
//! names and defaults, and a test holds them equal.

use super::ReadError;
use crate::table::TableBuilder;

/// Limits of one file. What each ends, and when, is in `docs/limits.md`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub file_bytes: u64,
    /// Entries of a zip container.
    pub entries: u64,
    /// Sum of all inflated entries, as their directory declares them. An entry that inflates to
    /// more than it declares is damaged.
    pub inflated_bytes: u64,
    /// Inflated over deflated bytes of an entry that inflates to more than 8 MB. People's sheets
    /// reach 60; only made ones reach 500.
    pub ratio: u64,
    /// Sheets of a workbook.
    pub sheets: u64,
    /// Cells of a sheet's used rectangle: what a table takes memory for, empty or not.
    pub cells: u64,
    /// Columns of a sheet's used rectangle.
    pub columns: u64,
    /// Bytes of one cell's text, and of one line of a text file.
    pub text_bytes: u64,
    /// Bytes of all different texts of a sheet, as UTF-8.
    pub strings_bytes: u64,
    /// How deeply elements of markup stand in each other.
    pub depth: u64,
    /// Seconds that reading may take, and a second more for each MiB of the file. Held by whoever
    /// runs the reader's worker; the command line leaves it to the person.
    pub seconds: u64,
    /// Bytes of memory that the reader may take. Held by its worker; the command line leaves it to
    /// the system.
    pub memory_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 512 << 20,
            entries: 3_000,
            inflated_bytes: 1 << 30,
            ratio: 250,
            sheets: 500,
            cells: 30_000_000,
            columns: 16_384,
            text_bytes: 1 << 20,
            strings_bytes: 1 << 30,
            depth: 256,
            seconds: 30,
            memory_bytes: 1536 << 20,
        }
    }
}

/// What a limit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Things.
    Count,
    /// Bytes.
    Bytes,
    /// Seconds.
    Seconds,
}

/// One limit by its name.
#[derive(Debug, Clone, Copy)]
pub struct Limit {
    /// Its name, as in `--limit cells=50M`; words: `limit.<name>`.
    pub name: &'static str,
    /// What it counts.
    pub unit: Unit,
    /// The most that it can be set to: beyond, the reader's own bookkeeping ends.
    pub most: u64,
    field: fn(&mut Limits) -> &mut u64,
}

/// More than this nothing can count exactly, neither JavaScript.
const MOST: u64 = 1 << 53;
/// Texts are found by 32-bit places.
const PLACES: u64 = (1 << 32) - 1;
/// What the linker lets a reader's instance have (`xtask/src/site.rs`).
const INSTANCE: u64 = 2 << 30;

/// Every limit, in the order of the documentation.
pub const ALL: &[Limit] = &[
    limit("file", Unit::Bytes, PLACES, |l| &mut l.file_bytes),
    limit("entries", Unit::Count, MOST, |l| &mut l.entries),
    limit("inflated", Unit::Bytes, MOST, |l| &mut l.inflated_bytes),
    limit("ratio", Unit::Count, MOST, |l| &mut l.ratio),
    limit("sheets", Unit::Count, MOST, |l| &mut l.sheets),
    limit("cells", Unit::Count, MOST, |l| &mut l.cells),
    limit("columns", Unit::Count, 1 << 20, |l| &mut l.columns),
    limit("text", Unit::Bytes, PLACES, |l| &mut l.text_bytes),
    limit("strings", Unit::Bytes, PLACES, |l| &mut l.strings_bytes),
    limit("depth", Unit::Count, 4_096, |l| &mut l.depth),
    limit("seconds", Unit::Seconds, 86_400, |l| &mut l.seconds),
    limit("memory", Unit::Bytes, INSTANCE, |l| &mut l.memory_bytes),
];

const fn limit(
    name: &'static str,
    unit: Unit,
    most: u64,
    field: fn(&mut Limits) -> &mut u64,
) -> Limit {
    Limit {
        name,
        unit,
        most,
        field,
    }
}

impl Limit {
    /// The limit's value in these limits.
    pub fn of(&self, limits: &Limits) -> u64 {
        *(self.field)(&mut limits.clone())
    }
}

impl Limits {
    /// Sets the limit of this name, at most to its [`most`](Limit::most). False if none has that
    /// name or the value is 0.
    ///
    /// ```
    /// let mut limits = kamlens::reader::Limits::default();
    /// assert!(limits.set("cells", 50_000_000));
    /// assert_eq!(limits.cells, 50_000_000);
    /// assert!(!limits.set("cell", 1));
    /// ```
    pub fn set(&mut self, name: &str, value: u64) -> bool {
        let found = ALL.iter().find(|limit| limit.name == name);
        match found {
            Some(limit) if value > 0 => {
                *(limit.field)(self) = value.min(limit.most);
                true
            }
            _ => false,
        }
    }

    /// Whether a cell of this many bytes of text may come to this place.
    ///
    /// # Errors
    /// `too-large` with the limit that is in the way, as in the other checks.
    pub(super) fn room(
        &self,
        builder: &TableBuilder,
        at: (u32, u32),
        length: usize,
    ) -> Result<(), ReadError> {
        let texts = builder.texts() + length as u64;
        let within_all = length as u64 <= self.text_bytes && texts <= self.strings_bytes;
        if within_all && builder.has_room(at.0, at.1) {
            return Ok(());
        }
        self.check_text(length)?;
        self.check_cells(builder, at)?;
        within(
            "strings",
            builder.texts() + length as u64,
            self.strings_bytes,
        )
    }

    /// The used rectangle, once it reaches to this place; and the texts so far.
    pub(super) fn check_cells(
        &self,
        builder: &TableBuilder,
        (row, col): (u32, u32),
    ) -> Result<(), ReadError> {
        let (area, columns) = builder.size_with(row, col);
        within("columns", columns, self.columns)?;
        within("cells", area, self.cells)?;
        within("strings", builder.texts(), self.strings_bytes)
    }

    /// A text of so many bytes.
    pub(super) fn check_text(&self, bytes: usize) -> Result<(), ReadError> {
        within("text", bytes as u64, self.text_bytes)
    }

    /// So many sheets.
    #[cfg(feature = "legacy")]
    pub(super) fn check_sheets(&self, sheets: usize) -> Result<(), ReadError> {
        within("sheets", sheets as u64, self.sheets)
    }

    /// Elements that stand so deeply in each other.
    #[cfg(feature = "legacy")]
    pub(super) fn check_depth(&self, depth: usize) -> Result<(), ReadError> {
        within("depth", depth as u64, self.depth)
    }
}

/// # Errors
/// `too-large`.
pub(super) fn within(which: &'static str, found: u64, limit: u64) -> Result<(), ReadError> {
    if found > limit {
        Err(ReadError::too_large(which, found as f64, limit as f64))
    } else {
        Ok(())
    }
}
