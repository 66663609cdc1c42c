use std::fmt;

use super::Message;

/// Why a locale file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordsError {
    /// Where in the file, as far as known.
    pub at: String,
}

impl fmt::Display for WordsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "locale file broken at {}", self.at)
    }
}

impl std::error::Error for WordsError {}

/// How a number is written. The same names stand in templates: `{amount:money}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberStyle {
    /// Whole number with thousands separators: `1,234`.
    Int,
    /// At most one decimal: `1,234.5`.
    Num,
    /// A ratio as percent, at most one decimal: 0.105 → `10.5%`.
    Percent,
    /// A ratio as whole percent: 0.105 → `11%`.
    Percent0,
    /// Money, scaled by the language: `1.7亿`, `3,000万`; `170M`, `30M`, `8.5K`; at most one decimal.
    Money,
    /// A level with its sign, U+2212 for minus: `−1`, `0`, `+2`.
    Signed,
    /// No grouping: years, codes: `2026`.
    Plain,
}

/// One language: its templates and its number style.
#[derive(Debug, Clone, PartialEq)]
pub struct Words {
    locale: String,
}

impl Words {
    /// A locale file (`www/locales/<bcp47>.json`).
    ///
    /// # Errors
    /// JSON that is broken or lacks the style section.
    pub fn parse(_json: &str) -> Result<Self, WordsError> {
        todo!()
    }

    /// The BCP 47 tag.
    pub fn locale(&self) -> &str {
        &self.locale
    }

    /// The message in this language. A code that the file lacks is returned as it is.
    pub fn render(&self, _message: &Message) -> String {
        todo!()
    }

    /// A message without arguments.
    pub fn text(&self, code: &str) -> String {
        self.render(&Message::new(code))
    }

    /// A number in this language.
    pub fn number(&self, _value: f64, _style: NumberStyle) -> String {
        todo!()
    }

    /// True if the file has this code.
    pub fn has(&self, _code: &str) -> bool {
        todo!()
    }
}
