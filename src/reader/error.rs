use std::fmt;

use super::Format;
use crate::words::{Arg, Message};

/// Why a file could not be read. Its message (`error.<code>`) says what the file is and what to do.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadError {
    message: Message,
}

/// The code of a file that this build hands over: the feature `legacy` (the artefact *legacy*)
/// reads it. Never shown to people: whoever reads without that feature starts the one with it.
pub const NEEDS_LEGACY: &str = "needs-legacy";

/// Stable codes of everything that keeps a file from being read, in the order of
/// `docs/diagnostics.md`, which is made from this list.
pub const ERRORS: &[&str] = &[
    "empty-file",
    "no-cells",
    "not-a-table",
    "not-a-spreadsheet",
    "password-protected",
    "truncated",
    "damaged",
    "too-large",
    "unknown-encoding",
    "wrong-encoding",
    "nothing-in-archive",
    "nested-archive",
    "unsupported-format",
    NEEDS_LEGACY,
];

impl ReadError {
    pub(super) fn new(code: &str) -> Self {
        Self {
            message: Message::new(format!("error.{code}")),
        }
    }

    pub(super) fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.message = self.message.with(name, value);
        self
    }

    /// Beyond a limit: its words (`limit.<name>`), its name, the file's figure and the limit's.
    pub fn too_large(name: &str, found: f64, limit: f64) -> Self {
        Self::new("too-large")
            .with("which", Arg::Code(format!("limit.{name}")))
            .with("name", name.to_owned())
            .with("found", found)
            .with("limit", limit)
    }

    pub(super) fn damaged(part: impl Into<String>) -> Self {
        Self::new("damaged").with("part", part.into())
    }

    pub(super) fn unsupported(format: Format) -> Self {
        Self::new("unsupported-format")
            .with("format", Arg::Code(format!("format.{}", format.name())))
    }

    pub(super) fn seems(what: &str) -> Self {
        Self::new("not-a-spreadsheet").with("seems", Arg::Code(format!("format.{what}")))
    }

    /// Another artefact reads this file; see [`NEEDS_LEGACY`].
    pub(super) fn needs_legacy() -> Self {
        Self::new(NEEDS_LEGACY)
    }

    /// The stable code: `password-protected`, `truncated`, `damaged` …
    pub fn code(&self) -> &str {
        self.message
            .code
            .strip_prefix("error.")
            .unwrap_or(&self.message.code)
    }

    /// The message, to be rendered in a language.
    pub fn message(&self) -> &Message {
        &self.message
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl std::error::Error for ReadError {}
