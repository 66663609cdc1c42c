//! `Table[] → Book + Diagnostic[]`: header detection, mapping by synonyms, value parsing, resolve.
//!
//! A bad row never fails an import, and rows are conserved: for every table
//! `read = used + set aside`, and everything set aside leaves a diagnostic.

use crate::book::Book;
use crate::table::{Diagnostic, Table};

/// What an import needs to know beside the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImportOptions {
    /// First month of the fiscal year, 1 … 12.
    pub fiscal_year_start: i8,
}

impl Default for ImportOptions {
    fn default() -> Self {
        Self {
            fiscal_year_start: 1,
        }
    }
}

/// A book and what was noticed while making it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Imported {
    /// The book, with one [`crate::book::Source`] per table, in the order given.
    pub book: Book,
    /// In the order of tables, rows and columns.
    pub diagnostics: Vec<Diagnostic>,
}

/// Makes a book of tables.
pub fn import(_tables: &[Table], _options: &ImportOptions) -> Imported {
    todo!()
}
