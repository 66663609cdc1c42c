//! The languages that are built in.

use clap::ValueEnum;
use kamlens::words::{Words, WordsError};
use serde_json::Value;

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

    /// Its words: those of the page, but for remedies that differ on a command line (`cli.instead`).
    ///
    /// # Errors
    /// A locale file that is broken.
    pub(crate) fn words(self) -> Result<Words, WordsError> {
        let text = match self {
            Self::Chinese => include_str!("../../../www/locales/zh-CN.json"),
            Self::English => include_str!("../../../www/locales/en.json"),
        };
        Words::parse(&instead(text).unwrap_or_else(|| text.to_owned()))
    }
}

/// The locale file with the command line's own words in their places.
fn instead(text: &str) -> Option<String> {
    let mut words: Value = serde_json::from_str(text).ok()?;
    let own = words.pointer("/cli/instead")?.as_object()?.clone();
    for (section, texts) in own {
        let place = words.get_mut(section)?.as_object_mut()?;
        place.extend(texts.as_object()?.clone());
    }
    Some(words.to_string())
}
