//! Words: locale files parsed, and messages (a code with arguments) rendered in a language.
//!
//! Rust never contains a word that a person reads. Analyses and diagnostics emit a [`Message`];
//! the page, the charts and the command line render it with a [`Words`], made from one of the
//! files in `www/locales`. The page does the same in TypeScript (`www/src/i18n`); shared test
//! vectors (`tests/fixtures/words/vectors.json`) hold the two equal.

mod date;
mod decimal;
mod locale;
mod message;
mod style;
mod template;

pub use date::iso_date;
pub use locale::{Words, WordsError};
pub use message::{Arg, Args, Message};
pub use style::NumberStyle;
