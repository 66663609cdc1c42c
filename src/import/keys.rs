//! Words as they are looked up: folded, without spaces, or as sets.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::header::words;
use crate::order::Gather;

/// Words as [`squeeze`] leaves them.
#[derive(Deserialize, Default)]
#[serde(from = "Vec<String>")]
pub(super) struct Keys(pub(super) BTreeSet<String>);

impl From<Vec<String>> for Keys {
    fn from(words: Vec<String>) -> Self {
        Self(words.iter().map(|word| squeeze(word)).gather())
    }
}

/// Words without their spaces, so that `close date`, `closedate` and `CloseDate` are one.
pub(super) fn squeeze(text: &str) -> String {
    words(text).replace(' ', "")
}

/// The words of a header without those that only join them, without plurals.
pub(super) fn word_set(words: &str, joins: &[String]) -> BTreeSet<String> {
    let single = |word: &str| match word.is_ascii() {
        true => word.trim_end_matches('s').to_owned(),
        // No spaces: what joins stands between.
        false => joins
            .iter()
            .filter(|j| !j.is_ascii())
            .fold(word.to_owned(), |w, j| w.replace(j.as_str(), "")),
    };
    let words = words
        .split(' ')
        .filter(|word| !joins.iter().any(|j| j == word));
    words.map(single).filter(|word| !word.is_empty()).gather()
}
