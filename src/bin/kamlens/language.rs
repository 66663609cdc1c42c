//! The languages that are built in.

use clap::ValueEnum;
use kamlens::words::{Words, WordsError};

/// A language that has a locale file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Language {
    #[value(name = "zh-CN", alias = "zh")]
    Chinese,
    #[value(name = "en")]
    English,
}

impl Language {
    /// The language of the environment: the first of LC_ALL, LC_MESSAGES and LANG that is set.
    pub(crate) fn of_environment(variable: impl Fn(&str) -> Option<String>) -> Self {
        let tag = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .find_map(|name| variable(name).filter(|value| !value.is_empty()));
        if tag.is_some_and(|tag| tag.to_ascii_lowercase().starts_with("zh")) {
            Self::Chinese
        } else {
            Self::English
        }
    }

    /// Its words.
    ///
    /// # Errors
    /// A locale file that is broken.
    pub(crate) fn words(self) -> Result<Words, WordsError> {
        Words::parse(match self {
            Self::Chinese => include_str!("../../../www/locales/zh-CN.json"),
            Self::English => include_str!("../../../www/locales/en.json"),
        })
    }
}
