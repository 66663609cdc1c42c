//! Words with a meaning, from one data file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::clean;

/// A meaning and its words; the keys of `words.json`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum Meaning {
    /// yes / no
    Flag,
    /// lead / opportunity / won / lost
    Deal,
    /// early / mid / late
    LifeStage,
    /// approver / decider / supporter / influencer
    Role,
    /// measured / estimated / assumed
    Wallet,
    /// The four quadrants.
    Quadrant,
    /// higher / lower
    Direction,
    /// level-1 … level3
    Level,
}

impl Meaning {
    fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Flag => &["yes", "no"],
            Self::Deal => &["lead", "opportunity", "won", "lost"],
            Self::LifeStage => &["early", "mid", "late"],
            Self::Role => &["approver", "decider", "supporter", "influencer"],
            Self::Wallet => &["measured", "estimated", "assumed"],
            Self::Quadrant => &["financial", "customer", "process", "learning"],
            Self::Direction => &["higher", "lower"],
            Self::Level => &["level-1", "level0", "level1", "level2", "level3"],
        }
    }
}

static WORDS: LazyLock<BTreeMap<String, BTreeSet<String>>> = LazyLock::new(|| {
    // The file is part of the program; a test reads it too.
    let words: BTreeMap<String, Vec<String>> =
        serde_json::from_str(include_str!("../words.json")).unwrap_or_default();
    let folded = |list: Vec<String>| list.iter().map(|word| fold(word)).collect();
    words
        .into_iter()
        .map(|(key, list)| (key, folded(list)))
        .collect()
});

fn fold(word: &str) -> String {
    clean(word).to_lowercase()
}

fn has(key: &str, word: &str) -> bool {
    WORDS.get(key).is_some_and(|words| words.contains(word))
}

/// True for an empty text and for the ways people write *nothing here*.
pub(in crate::import) fn is_blank(text: &str) -> bool {
    // No way of writing it is long; most cells need not be looked up.
    text.is_empty() || (text.len() <= 12 && has("blank", &text.to_lowercase()))
}

/// Which of a meaning's words this is: its key in `words.json`.
pub(in crate::import) fn meaning(text: &str, meaning: Meaning) -> Option<&'static str> {
    let word = fold(text);
    // `批准者(A)`, `A 批准者`, `decider (D)`: the word without its letter.
    let bare = word
        .split(['(', '/'])
        .next()
        .unwrap_or("")
        .trim()
        .to_owned();
    let keys = meaning.keys().iter().copied();
    keys.clone()
        .find(|key| has(key, &word))
        .or_else(|| keys.clone().find(|key| !bare.is_empty() && has(key, &bare)))
}

/// What a status or stage says about a deal: `Closed Won`, `6-赢单`, `Closed - Lost (price)`, 未中标.
/// `None` for a stage on the way, as 预计成交 and 投标 are.
pub(in crate::import) fn deal_kind(text: &str) -> Option<&'static str> {
    let word = fold(text);
    let numbered = |c: char| c.is_ascii_digit() || " .-_:、)(".contains(c);
    let bare = word.trim_start_matches(numbered);
    let whole = meaning(&word, Meaning::Deal).or_else(|| meaning(bare, Meaning::Deal));
    whole.or_else(|| {
        // The order counts: 未中标 is lost and 预计中标 open, though both hold 中标.
        let of = [
            ("lostParts", Some("lost")),
            ("openParts", None),
            ("wonParts", Some("won")),
        ];
        of.into_iter().find(|(key, _)| contains(key, bare))?.1
    })
}

/// True if one of the words stands in the text: an English one as a whole word.
fn contains(key: &str, text: &str) -> bool {
    let mut tokens = text.split(|c: char| !c.is_alphanumeric());
    WORDS.get(key).is_some_and(|words| {
        let chinese = words.iter().filter(|word| !word.is_ascii());
        chinese.into_iter().any(|word| text.contains(word.as_str()))
            || tokens.any(|token| words.contains(token))
    })
}
