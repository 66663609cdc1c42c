use std::collections::BTreeMap;

use serde::Serialize;

use super::message::{ArgView, args_view};
use crate::words::{Message, Words};

/// An error as JavaScript and the JSON output see it.
#[derive(Debug, Clone, Serialize)]
pub struct ApiError {
    /// Stable code, without `error.`.
    pub code: String,
    /// Arguments of the message.
    pub args: BTreeMap<String, ArgView>,
    /// The sentence: what is wrong, where, and what to do.
    pub text: String,
}

impl ApiError {
    /// The error of this message in this language.
    pub fn new(message: &Message, words: &Words) -> Self {
        Self {
            code: bare(&message.code).to_owned(),
            args: args_view(&message.args),
            text: words.render(message),
        }
    }

    /// The error before a language is known: its text is its code.
    pub fn wordless(message: &Message) -> Self {
        Self {
            code: bare(&message.code).to_owned(),
            args: args_view(&message.args),
            text: message.code.clone(),
        }
    }
}

fn bare(code: &str) -> &str {
    code.strip_prefix("error.").unwrap_or(code)
}
