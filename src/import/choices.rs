//! Which of a person's decisions is about which table and column of today's files.

use std::collections::{BTreeMap, BTreeSet};

use super::grid::Grid;
use super::header::{self, Header};
use super::synonyms::squeeze;
use crate::order::{Gather, InOrder};
use crate::policy::{ColumnChoice, MappingChoices, TableChoice};

/// Least share of headers that two tables have in common to be the same table.
const ALIKE: f64 = 0.5;

/// For each part the decision about it, if there is one. Each decision is about one part at most:
/// the one of the same name, else the most similar.
pub(super) fn assign<'c>(
    parts: &[Grid<'_>],
    regions: &[u32],
    choices: &'c MappingChoices,
) -> Vec<Option<&'c TableChoice>> {
    let mut scored = Vec::new();
    for (at, (grid, region)) in parts.iter().zip(regions).enumerate() {
        for (number, choice) in choices.tables.iter().enumerate() {
            if let Some(score) = score(grid, *region, choice) {
                scored.push((score, at, number));
            }
        }
    }
    scored.order_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut assigned = vec![None; parts.len()];
    let mut taken = BTreeSet::new();
    for (_, at, number) in scored {
        if let Some(place) = assigned.get_mut(at)
            && place.is_none()
            && taken.insert(number)
        {
            *place = choices.tables.get(number);
        }
    }
    assigned
}

/// The file of a decision about a table with the very same headers, for one that has none of its own.
pub(super) fn like<'c>(choices: &'c MappingChoices, headers: &[Header]) -> Option<&'c str> {
    let set = |headers: &mut dyn Iterator<Item = &str>| -> BTreeSet<String> {
        headers.map(squeeze).filter(|h| !h.is_empty()).gather()
    };
    if choices.tables.is_empty() {
        return None;
    }
    let own = set(&mut headers.iter().map(|h| h.raw.as_str()));
    let same = |choice: &&TableChoice| {
        !own.is_empty() && set(&mut choice.headers.iter().map(String::as_str)) == own
    };
    choices.tables.iter().find(same).map(|c| c.file.as_str())
}

/// How well a decision fits a part; nothing: it is about another table.
fn score(grid: &Grid<'_>, region: u32, choice: &TableChoice) -> Option<f64> {
    let (file, sheet) = (grid.file() == choice.file, grid.sheet() == choice.sheet);
    let place = f64::from(u8::from(sheet)) * 0.4
        + f64::from(u8::from(file)) * 0.2
        + f64::from(u8::from(region == choice.region)) * 0.1;
    if choice.headers.is_empty() {
        return (sheet && region == choice.region).then_some(place);
    }
    let (_, alike) = best_row(grid, &choice.headers)?;
    // The very table that was decided about may have been mended meanwhile.
    let same = file && sheet && region == choice.region;
    (alike >= ALIKE || (same && alike > 0.0)).then_some(alike + place)
}

/// The row whose headers have most in common with these, and how much: 1 is all.
pub(super) fn best_row(grid: &Grid<'_>, headers: &[String]) -> Option<(u32, f64)> {
    let wanted: BTreeSet<String> = headers.iter().map(|h| squeeze(h)).gather();
    let wanted: BTreeSet<String> = wanted.into_iter().filter(|h| !h.is_empty()).gather();
    let alike = |row: u32| {
        let found: BTreeSet<String> = header::read(grid, row)
            .iter()
            .map(|h| squeeze(&h.raw))
            .filter(|h| !h.is_empty())
            .gather();
        let common = found.intersection(&wanted).count();
        let all = found.union(&wanted).count();
        common as f64 / all.max(1) as f64
    };
    let rows = 0..grid.rows().min(header::DEPTH);
    rows.map(|row| (row, alike(row)))
        .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
        .filter(|(_, alike)| *alike > 0.0)
}

/// The row of the header by decision: where its headers stand, else the row that was named.
/// `Some(None)`: there is no header.
pub(super) fn header_row(grid: &Grid<'_>, choice: &TableChoice) -> Option<Option<u32>> {
    let named = choice.header_row?;
    let Some(named) = named.checked_sub(1) else {
        return Some(None);
    };
    let row = named.checked_sub(grid.view.top);
    let row = row.filter(|row| *row < grid.rows());
    let found = best_row(grid, &choice.headers).filter(|(_, alike)| *alike >= ALIKE);
    found.map(|(row, _)| row).or(row).map(Some)
}

/// Decisions about the columns of a table, ready to be asked for each.
pub(super) struct Columns<'c> {
    choice: &'c TableChoice,
    by_header: BTreeMap<String, Vec<&'c ColumnChoice>>,
    headers: Vec<String>,
    often: BTreeMap<String, usize>,
}

impl<'c> Columns<'c> {
    /// Of a table with these headers.
    pub(super) fn new(choice: &'c TableChoice, headers: &[Header]) -> Self {
        let headers: Vec<String> = headers.iter().map(|h| squeeze(&h.raw)).collect();
        let mut columns = Self {
            choice,
            by_header: BTreeMap::new(),
            often: BTreeMap::new(),
            headers,
        };
        for decided in &choice.columns {
            let of_header = columns.by_header.entry(squeeze(&decided.header));
            of_header.or_default().push(decided);
        }
        for header in &columns.headers {
            *columns.often.entry(header.clone()).or_default() += 1;
        }
        columns
    }

    /// The decision about a column: by its header where that is unique, else by its place.
    pub(super) fn get(&self, grid: &Grid<'_>, col: u32) -> Option<&'c ColumnChoice> {
        let header = self.headers.get(col as usize)?;
        let by_header = self.by_header.get(header).map_or(&[][..], Vec::as_slice);
        let place = grid.column_key(col);
        match by_header {
            [one] if self.often.get(header) == Some(&1) && !header.is_empty() => Some(one),
            // A place without a header is meant as it stands.
            [] => {
                let mut all = self.choice.columns.iter();
                all.find(|c| c.header.is_empty() && c.col == Some(place))
            }
            several => several.iter().copied().find(|c| c.col == Some(place)),
        }
    }
}

/// Headers of a decision about columns that today's table has not.
pub(super) fn lost(choice: &TableChoice, headers: &[Header]) -> Vec<String> {
    let known: BTreeSet<String> = headers.iter().map(|h| squeeze(&h.raw)).gather();
    let gone = choice
        .columns
        .iter()
        .filter(|c| !c.header.is_empty() && !known.contains(&squeeze(&c.header)));
    gone.map(|c| c.header.clone()).collect()
}
