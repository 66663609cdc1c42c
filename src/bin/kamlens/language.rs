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

    /// Its words: those of the page with all its views, but for remedies that differ on a command line (`cli.instead`).
    ///
    /// # Errors
    /// A locale file that is broken.
    pub(crate) fn words(self) -> Result<Words, WordsError> {
        let (text, more) = match self {
            Self::Chinese => (
                include_str!("../../../www/locales/zh-CN.json"),
                include_str!("../../../www/locales/more/zh-CN.json"),
            ),
            Self::English => (
                include_str!("../../../www/locales/en.json"),
                include_str!("../../../www/locales/more/en.json"),
            ),
        };
        Words::parse(&whole(text, more).unwrap_or_else(|| text.to_owned()))
    }
}

/// The locale file with the words that come later in the page, and the command line's own in their
/// places.
fn whole(text: &str, more: &str) -> Option<String> {
    let mut words: Value = serde_json::from_str(text).ok()?;
    add(&mut words, serde_json::from_str(more).ok()?);
    let own = words.pointer("/cli/instead")?.as_object()?.clone();
    for (section, texts) in own {
        let place = words.get_mut(section)?.as_object_mut()?;
        place.extend(texts.as_object()?.clone());
    }
    Some(words.to_string())
}

/// Adds sections and texts that are not there yet.
fn add(words: &mut Value, more: Value) {
    let (Some(words), Value::Object(more)) = (words.as_object_mut(), more) else {
        return;
    };
    for (key, value) in more {
        match words.get_mut(&key) {
            Some(known) => add(known, value),
            None => {
                words.insert(key, value);
            }
        }
    }
}
