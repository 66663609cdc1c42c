//! Diagnostics and errors on their way from the reader's worker to the engine's.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::table::{CellAddr, Diagnostic, Severity};
use crate::words::{Arg, Message};

/// A reader's diagnostic as JavaScript carries it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct WireDiagnostic {
    /// Dotted code.
    code: String,
    /// It is a warning, not a note.
    warning: bool,
    /// File, sheet, zero-based row and column.
    at: Option<(String, String, u32, u32)>,
    /// What stands in the cell.
    raw: String,
    /// Arguments.
    args: BTreeMap<String, WireArg>,
}

/// An argument as JavaScript carries it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum WireArg {
    Text(String),
    Number(f64),
    Code(String),
    List(Vec<WireArg>),
}

impl From<&Arg> for WireArg {
    fn from(arg: &Arg) -> Self {
        match arg {
            Arg::Text(text) => Self::Text(text.clone()),
            Arg::Number(number) => Self::Number(*number),
            Arg::Code(code) => Self::Code(code.clone()),
            Arg::List(list) => Self::List(list.iter().map(Self::from).collect()),
        }
    }
}

/// One by one: to collect them would bring a sort into the artefact.
fn named(args: &[(Cow<'static, str>, Arg)]) -> BTreeMap<String, WireArg> {
    let mut named = BTreeMap::new();
    for (name, arg) in args {
        named.insert(name.to_string(), arg.into());
    }
    named
}

impl From<WireArg> for Arg {
    fn from(arg: WireArg) -> Self {
        match arg {
            WireArg::Text(text) => Self::Text(text),
            WireArg::Number(number) => Self::Number(number),
            WireArg::Code(code) => Self::Code(code),
            WireArg::List(list) => Self::List(list.into_iter().map(Self::from).collect()),
        }
    }
}

impl From<&Diagnostic> for WireDiagnostic {
    fn from(d: &Diagnostic) -> Self {
        Self {
            code: d.message.code.clone(),
            warning: d.severity == Severity::Warning,
            at: d
                .at
                .as_ref()
                .map(|a| (a.file.clone(), a.sheet.clone(), a.row, a.col)),
            raw: d.raw.clone(),
            args: named(&d.message.args),
        }
    }
}

impl From<WireDiagnostic> for Diagnostic {
    fn from(d: WireDiagnostic) -> Self {
        let args = d.args.into_iter();
        let (warning, code) = (d.warning, d.code);
        Self {
            severity: if warning {
                Severity::Warning
            } else {
                Severity::Note
            },
            message: Message {
                code,
                args: args.map(|(name, arg)| (name.into(), arg.into())).collect(),
            },
            at: d.at.map(|(file, sheet, row, col)| CellAddr {
                file,
                sheet,
                row,
                col,
            }),
            raw: d.raw,
        }
    }
}

/// A reader's error as JavaScript carries it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct WireError {
    /// Dotted code: `error.truncated`.
    code: String,
    /// Arguments.
    args: BTreeMap<String, WireArg>,
}

impl From<&Message> for WireError {
    fn from(message: &Message) -> Self {
        Self {
            code: message.code.clone(),
            args: named(&message.args),
        }
    }
}

impl From<WireError> for Message {
    fn from(error: WireError) -> Self {
        let args = error.args.into_iter();
        Self {
            code: error.code,
            args: args.map(|(name, arg)| (name.into(), arg.into())).collect(),
        }
    }
}
