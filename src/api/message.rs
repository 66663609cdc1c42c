use std::collections::BTreeMap;

use serde::Serialize;

use super::{Lens, notices};
use crate::order::Gather;
use crate::table::Diagnostic;
use crate::words::{Arg, Args, Message, Words};

/// An argument as plain JSON: a text, a number or a list of them. A code is given as its text.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum ArgView {
    /// A text or a code.
    Text(String),
    /// A number in its base unit.
    Number(f64),
    /// Several.
    List(Vec<ArgView>),
}

impl From<&Arg> for ArgView {
    fn from(arg: &Arg) -> Self {
        match arg {
            Arg::Text(text) | Arg::Code(text) => Self::Text(text.clone()),
            Arg::Number(number) => Self::Number(*number),
            Arg::List(list) => Self::List(list.iter().map(Self::from).collect()),
        }
    }
}

pub(super) fn args_view(args: &Args) -> BTreeMap<String, ArgView> {
    args.iter()
        .map(|(name, arg)| (name.to_string(), arg.into()))
        .gather()
}

/// A message with its text in the view's language.
#[derive(Debug, Clone, Serialize)]
pub struct MessageView {
    /// Dotted code of the template.
    pub code: String,
    /// Its arguments.
    pub args: BTreeMap<String, ArgView>,
    /// The sentence.
    pub text: String,
}

impl MessageView {
    /// The message in this language.
    pub fn new(message: &Message, words: &Words) -> Self {
        Self {
            code: message.code.clone(),
            args: args_view(&message.args),
            text: words.render(message),
        }
    }
}

/// A diagnostic with its cell.
#[derive(Debug, Clone, Serialize)]
pub struct DiagnosticView {
    /// Stable code.
    pub code: String,
    /// `note` or `warning`.
    pub severity: &'static str,
    /// The file, where known.
    pub file: Option<String>,
    /// Where, as people write it: the cell, or of what is said of a whole sheet or file its name.
    pub place: Option<String>,
    /// The cell: `商机!F27`; none of what is said of a whole sheet or file.
    pub cell: Option<String>,
    /// The cell's zero-based row and column in the sheet.
    pub at: Option<(u32, u32)>,
    /// The sheet.
    pub sheet: Option<String>,
    /// What stands in the cell.
    pub raw: String,
    /// Arguments.
    pub args: BTreeMap<String, ArgView>,
    /// The sentence.
    pub text: String,
    /// What to do about it, where there is something to do.
    pub hint: Option<String>,
}

impl DiagnosticView {
    pub(super) fn new(diagnostic: &Diagnostic, lens: &Lens<'_>) -> Self {
        let hint = Message {
            code: format!("hint.{}", diagnostic.code()),
            args: diagnostic.message.args.clone(),
        };
        let at = diagnostic.at.as_ref();
        Self {
            code: diagnostic.code().to_owned(),
            severity: notices::severity(diagnostic.severity),
            file: at.map(|a| a.file.clone()),
            place: diagnostic.place(),
            cell: diagnostic.cell().map(ToString::to_string),
            at: diagnostic.cell().map(|a| (a.row, a.col)),
            sheet: at.map(|a| a.sheet.clone()),
            raw: diagnostic.raw.clone(),
            args: args_view(&diagnostic.message.args),
            text: lens.words.render(&diagnostic.message),
            hint: lens.words.has(&hint.code).then(|| lens.words.render(&hint)),
        }
    }
}
