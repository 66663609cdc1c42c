use std::borrow::Cow;

use super::CellAddr;
use super::catalogue::SHEETS;
use crate::words::{Arg, Message};

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something was noticed; no number changes.
    Note,
    /// A cell or a row could not be used.
    Warning,
}

/// Something the reader or the import noticed. A row set aside and a cell that could not be read
/// always leave one.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// `diag.<stable-code>` and its arguments; the hint is the template `<code>.hint`.
    pub message: Message,
    /// Where: the cell, or a row's first cell, or a table's first cell.
    pub at: Option<CellAddr>,
    /// The text that stands in the cell.
    pub raw: String,
}

impl Diagnostic {
    /// The stable code without its `diag.` prefix, as printed and exported.
    pub fn code(&self) -> &str {
        self.message
            .code
            .strip_prefix("diag.")
            .unwrap_or(&self.message.code)
    }

    /// Where, as people write it: a cell, or of what is said of a whole sheet or file its name.
    pub fn place(&self) -> Option<String> {
        let at = self.at.as_ref()?;
        Some(match self.cell() {
            Some(cell) => cell.to_string(),
            None if at.sheet.is_empty() => at.file.clone(),
            None => at.sheet.clone(),
        })
    }

    /// The cell, unless it is said of a whole sheet or file.
    pub fn cell(&self) -> Option<&CellAddr> {
        let whole = SHEETS.contains(&self.code());
        self.at.as_ref().filter(|_| !whole)
    }

    /// A warning with this stable code (without `diag.`).
    pub fn warning(code: &str) -> Self {
        Self::new(code, Severity::Warning)
    }

    /// A note with this stable code (without `diag.`).
    pub fn note(code: &str) -> Self {
        Self::new(code, Severity::Note)
    }

    fn new(code: &str, severity: Severity) -> Self {
        Self {
            severity,
            message: Message::new(format!("diag.{code}")),
            at: None,
            raw: String::new(),
        }
    }

    /// The same diagnostic at a cell that holds `raw`.
    #[must_use]
    pub fn at(mut self, at: CellAddr, raw: impl Into<String>) -> Self {
        self.at = Some(at);
        self.raw = raw.into();
        self
    }

    /// The same diagnostic with one more argument.
    #[must_use]
    pub fn with(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Arg>) -> Self {
        self.message = self.message.with(name, value);
        self
    }
}
