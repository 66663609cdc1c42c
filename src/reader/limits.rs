//! The one place for limits. They are far above what people's files need and below what hurts a
//! browser tab.

use super::ReadError;

/// Limits of one file.
#[derive(Debug, Clone, PartialEq)]
pub struct Limits {
    /// Bytes of the file.
    pub file_bytes: u64,
    /// Entries of a zip container.
    pub entries: u64,
    /// Sum of all inflated entries, as their directory declares them.
    pub inflated_bytes: u64,
    /// Inflated over deflated bytes of an entry that inflates to more than 8 MB. People's sheets
    /// reach 60; only made ones reach 500.
    pub ratio: u64,
    /// Sheets of a workbook.
    pub sheets: usize,
    /// Cells of a sheet's used rectangle: what a table takes memory for, empty or not.
    pub cells: u64,
    /// Bytes of one cell's text, and of one line of a text file.
    pub text_bytes: usize,
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
            text_bytes: 1 << 20,
        }
    }
}

impl Limits {
    /// A used rectangle of so many cells.
    pub(super) fn check_cells(&self, area: u64) -> Result<(), ReadError> {
        within("cells", area, self.cells)
    }

    /// A text of so many bytes.
    pub(super) fn check_text(&self, bytes: usize) -> Result<(), ReadError> {
        within("text", bytes as u64, self.text_bytes as u64)
    }

    /// So many sheets.
    #[cfg(feature = "legacy")]
    pub(super) fn check_sheets(&self, sheets: usize) -> Result<(), ReadError> {
        within("sheets", sheets as u64, self.sheets as u64)
    }
}

/// Fails with the limit's name where it is exceeded.
pub(super) fn within(which: &str, found: u64, limit: u64) -> Result<(), ReadError> {
    if found > limit {
        Err(ReadError::too_large(which, found as f64, limit as f64))
    } else {
        Ok(())
    }
}
