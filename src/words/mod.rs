//! Words: locale files parsed, and messages (a code with arguments) rendered in a language.
//!
//! Rust never contains a word that a person reads. Analyses and diagnostics emit a [`Message`];
//! the page, the charts and the command line render it with a [`Words`], made from one of the
//! files in `www/locales`.

mod locale;
mod message;

pub use locale::{NumberStyle, Words, WordsError};
pub use message::{Arg, Args, Message};
