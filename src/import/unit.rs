//! Units that a header or a line above the table names: scale, currency, percent.

use super::grid::Grid;
use super::synonyms;
use super::values::{clean, currency, scale, simple};
use crate::table::Cell;

/// What a unit says about plain numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Unit {
    /// Power of ten: `万元` → 4; `元` → 0, which a line above the table cannot change.
    pub(super) scale: Option<i32>,
    /// ISO code.
    pub(super) currency: Option<&'static str>,
    /// Percent.
    pub(super) percent: bool,
}

impl Unit {
    /// Reads what stands in brackets: `含税，万元`, `in thousands of USD`, `USD'000`, `%`. Words that
    /// are no unit are passed over.
    pub(super) fn read(text: &str) -> Self {
        let text = fold(text);
        let mut unit = Self {
            percent: text.contains('%'),
            currency: currency(&text),
            scale: None,
        };
        for part in text.split([',', ';', '、', '/', '(', ')']) {
            unit.scale = unit.scale.or_else(|| scale(part));
        }
        unit
    }

    /// Reads a text that is nothing but a unit.
    fn whole(text: &str) -> Option<Self> {
        let text = fold(text);
        let named = currency(&text);
        let scale = scale(&text);
        let alone = scale.is_some() || super::values::is_currency(&text);
        alone.then_some(Self {
            scale,
            currency: named,
            percent: false,
        })
    }

    fn says_something(self) -> bool {
        self.scale.is_some() || self.currency.is_some()
    }
}

/// Lower case, without *unit* and without the commas of 10,000.
fn fold(text: &str) -> String {
    let text = simple(clean(text)).to_lowercase().replace(",000", "000");
    let bare = |text: String, word: &String| text.replace(word.as_str(), " ");
    synonyms::unit_words()
        .iter()
        .fold(text, bare)
        .replace(':', " ")
}

/// `预计金额(万元)` → `预计金额` and its unit; also `金额/万元`, `Amount USD`, `金额万元`.
pub(super) fn part(text: &str) -> (String, Unit) {
    let text = simple(clean(text));
    let text = text.trim_matches(['*', ':', ' ']);
    for (open, close) in [('(', ')'), ('[', ']'), ('【', '】')] {
        if let Some((name, rest)) = text.split_once(open)
            && !name.trim().is_empty()
        {
            let unit = Unit::read(&rest.replace([close, open], ","));
            // *Amount (converted) Currency* is no amount.
            let after = rest.split_once(close).map_or("", |(_, after)| after);
            let more = !after.is_empty() && !after.contains(open);
            let name = if more {
                format!("{name} {after}")
            } else {
                name.to_owned()
            };
            return (name.trim().to_owned(), unit);
        }
    }
    if let Some(name) = text.strip_suffix('%') {
        let percent = Unit {
            percent: true,
            ..Unit::default()
        };
        return (name.trim().to_owned(), percent);
    }
    let end = after_sign(text).or_else(|| at_end(text));
    end.unwrap_or_else(|| (text.to_owned(), Unit::default()))
}

/// `金额/万元`, `Amount in USD`: what follows the last sign is nothing but a unit. A single letter
/// is too little to go by.
fn after_sign(text: &str) -> Option<(String, Unit)> {
    let at = text.rfind(['/', '_', ':', ',', ' '])?;
    let (name, end) = text.split_at_checked(at)?;
    let end = end.get(1..)?;
    let long = end.chars().count() > 1 || !end.is_ascii();
    let unit = Unit::whole(end).filter(|_| long)?;
    let name = name.trim_end_matches(['/', '_', ':', ',', ' ']);
    let name = name.strip_suffix(" in").unwrap_or(name);
    (!name.is_empty()).then(|| (name.to_owned(), unit))
}

/// `预计金额万元`
fn at_end(text: &str) -> Option<(String, Unit)> {
    let ends = synonyms::unit_ends().iter();
    let (name, end) = ends
        .filter_map(|end| Some((text.strip_suffix(end.as_str())?, end)))
        .max_by_key(|(_, end)| end.len())?;
    (name.chars().count() >= 2).then(|| (name.to_owned(), Unit::read(end)))
}

/// The unit that a line above the header names (`单位：万元`, `in thousands of USD`), with its cell,
/// both counted from the table's first.
pub(super) fn above(table: &Grid<'_>, header_row: u32) -> Option<(u32, u32, Unit)> {
    let places = (0..header_row).flat_map(|row| (0..table.cols()).map(move |col| (row, col)));
    places
        .filter_map(|(row, col)| {
            let Cell::Text(text) = table.cell(row, col) else {
                return None;
            };
            let next = match table.cell(row, col + 1) {
                Cell::Text(next) => next,
                _ => "",
            };
            said(text, next).map(|unit| (row, col, unit))
        })
        .next()
}

/// The unit after a word that introduces one; if that word ends its cell, in the next cell.
fn said(text: &str, next: &str) -> Option<Unit> {
    let text = simple(clean(text)).to_lowercase();
    synonyms::unit_starts().iter().find_map(|word| {
        let at = text.find(word.as_str())?;
        let rest = text.get(at + word.len()..)?.trim_start_matches([':', ' ']);
        let rest = if rest.is_empty() { next } else { rest };
        let end = rest.find([')', ']', '】', '。', '\n', '\t']);
        let rest = rest.get(..end.unwrap_or(rest.len()))?;
        let first = rest.split([',', ';', '、']).next()?;
        Unit::whole(first).filter(|unit| unit.says_something())
    })
}
