//! Tables that a key-account book has too, but that no analysis reads yet: an action's budget is no
//! deal, a payment no pipeline, a request no visit. Their columns stand in the synonyms' data file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::header::Header;
use super::synonyms::{Found, find, others, squeeze};
use crate::book::{Field, TableKind};
use crate::order::Gather;

/// Columns of a kind of table as the data file lists them.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Other {
    /// How many marks are needed.
    least: usize,
    /// Columns that only this kind has.
    marks: Vec<String>,
    /// Columns that it shares with others.
    also: Vec<String>,
}

struct Index {
    least: usize,
    marks: BTreeSet<String>,
    also: BTreeSet<String>,
}

static INDEX: LazyLock<BTreeMap<&'static str, Index>> = LazyLock::new(|| {
    let squeezed = |words: &[String]| words.iter().map(|word| squeeze(word)).gather();
    let index = |other: &Other| Index {
        least: other.least,
        marks: squeezed(&other.marks),
        also: squeezed(&other.also),
    };
    let all = others().iter();
    all.map(|(name, other)| (name.as_str(), index(other)))
        .gather()
});

/// The other kind that explains more than `known` columns, and how many; of several the one that
/// explains most, then the first by name.
pub(super) fn find_other(headers: &[Header], known: usize) -> Option<(&'static str, usize)> {
    let explained = INDEX.iter().filter_map(|(name, index)| {
        let keys = || headers.iter().map(|h| (h, h.words.replace(' ', "")));
        let marks = keys().filter(|(_, key)| index.marks.contains(key)).count();
        let rest = keys().filter(|(header, key)| {
            !index.marks.contains(key) && (index.also.contains(key) || is_shared(header))
        });
        let all = marks + rest.count();
        (marks >= index.least && all > known).then_some((*name, all))
    });
    explained.max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0)))
}

/// Columns that any kind of table may have.
fn is_shared(header: &Header) -> bool {
    matches!(
        find(TableKind::Opportunities, header),
        Found::Field(
            Field::Account
                | Field::AccountId
                | Field::Owner
                | Field::Region
                | Field::Team
                | Field::Product,
            ..
        )
    )
}
