//! Words with a meaning, from one data file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::{clean, simple};
use crate::order::Gather;

/// A meaning and its words; the keys of `words.json`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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

type Words = BTreeMap<String, Vec<String>>;

/// The data file, ready to be asked once per cell.
struct Vocabulary {
    blank: BTreeSet<String>,
    /// Bytes of the longest word for a blank.
    longest_blank: usize,
    /// For each meaning, its words and their keys.
    meanings: BTreeMap<Meaning, BTreeMap<String, &'static str>>,
    lost: Parts,
    open: Parts,
    won: Parts,
}

/// Words that decide wherever they stand: English ones as whole words.
struct Parts {
    chinese: Vec<String>,
    english: BTreeSet<String>,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    // The file is part of the program; a test reads it too.
    let words: Words = serde_json::from_str(include_str!("../words.json")).unwrap_or_default();
    let blank: BTreeSet<String> = folded(&words, "blank").gather();
    Vocabulary {
        longest_blank: blank.iter().map(String::len).max().unwrap_or(0),
        blank,
        meanings: Meaning::ALL.map(|of| (of, of.index(&words))).into(),
        lost: Parts::new(&words, "lostParts"),
        open: Parts::new(&words, "openParts"),
        won: Parts::new(&words, "wonParts"),
    }
});

fn folded<'a>(words: &'a Words, key: &str) -> impl Iterator<Item = String> + use<'a> {
    words.get(key).into_iter().flatten().map(|word| fold(word))
}

impl Meaning {
    const ALL: [Self; 8] = [
        Self::Flag,
        Self::Deal,
        Self::LifeStage,
        Self::Role,
        Self::Wallet,
        Self::Quadrant,
        Self::Direction,
        Self::Level,
    ];

    /// A word of several keys belongs to the first.
    fn index(self, words: &Words) -> BTreeMap<String, &'static str> {
        let mut index = BTreeMap::new();
        for key in self.keys() {
            for word in folded(words, key) {
                index.entry(word).or_insert(*key);
            }
        }
        index
    }
}

impl Parts {
    fn new(words: &Words, key: &str) -> Self {
        let (english, chinese) = folded(words, key).partition(|word: &String| word.is_ascii());
        Self {
            chinese,
            english: Vec::into_iter(english).gather(),
        }
    }

    fn are_in(&self, text: &str) -> bool {
        let mut tokens = text.split(|c: char| !c.is_alphanumeric());
        self.chinese.iter().any(|word| text.contains(word.as_str()))
            || tokens.any(|token| self.english.contains(token))
    }
}

fn fold(word: &str) -> String {
    simple(clean(word)).to_lowercase()
}

/// True for an empty text and for the ways people write *nothing here*.
pub(in crate::import) fn is_blank(text: &str) -> bool {
    // Every cell is asked: most are too long, or begin with a digit.
    let may =
        text.len() <= VOCABULARY.longest_blank && !text.starts_with(|c: char| c.is_ascii_digit());
    text.is_empty()
        || (may
            && VOCABULARY
                .blank
                .contains(&simple(text.into()).to_lowercase()))
}

/// Which of a meaning's words this is: its key in `words.json`.
pub(in crate::import) fn meaning(text: &str, meaning: Meaning) -> Option<&'static str> {
    key_of(&fold(text), meaning)
}

fn key_of(word: &str, meaning: Meaning) -> Option<&'static str> {
    let index = VOCABULARY.meanings.get(&meaning)?;
    // `批准者(A)`, `A/批准者`, `decider (D)`: the word without what follows it.
    let bare = || word.split(['(', '/']).next().unwrap_or("").trim();
    index.get(word).or_else(|| index.get(bare())).copied()
}

/// What a status or stage says about a deal: `Closed Won`, `6-赢单`, `Closed - Lost (price)`, 未中标.
/// `None` for a stage on the way, as 预计成交 and 投标 are.
pub(in crate::import) fn deal_kind(text: &str) -> Option<&'static str> {
    let word = fold(text);
    let numbered = |c: char| c.is_ascii_digit() || " .-_:、)(".contains(c);
    let bare = word.trim_start_matches(numbered);
    let whole = key_of(&word, Meaning::Deal).or_else(|| key_of(bare, Meaning::Deal));
    whole.or_else(|| {
        // The order counts: 未中标 is lost and 预计中标 open, though both hold 中标.
        let words = &*VOCABULARY;
        if words.lost.are_in(bare) {
            Some("lost")
        } else if words.open.are_in(bare) {
            None
        } else {
            words.won.are_in(bare).then_some("won")
        }
    })
}
