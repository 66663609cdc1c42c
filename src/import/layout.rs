//! Layouts that are no single table below one header: tables side by side or one below the other,
//! a record card with its headers in the first column, headers in two levels.

use std::collections::{BTreeMap, BTreeSet};

use super::grid::Grid;
use super::header::{self, Header};
use super::mapping::map;
use super::row::raw;
use super::synonyms::{Found, find, is_total};
use super::values::{clean, is_blank, is_number};
use crate::book::TableKind;
use crate::order::Gather;
use crate::table::Cell;

/// Runs of columns that are not empty from top to bottom.
pub(super) fn blocks(table: &Grid<'_>, headers: &[Header]) -> Vec<Vec<u32>> {
    let mut blocks: Vec<Vec<u32>> = vec![Vec::new()];
    for (col, header) in headers.iter().enumerate() {
        let col = col as u32;
        let empty = header.raw.is_empty()
            && (0..table.rows()).all(|row| table.cell(row, col) == Cell::Empty);
        match blocks.last_mut() {
            Some(block) if !empty => block.push(col),
            Some(block) if !block.is_empty() => blocks.push(Vec::new()),
            _ => {}
        }
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

/// The headers of some columns.
pub(super) fn only(headers: &[Header], block: &[u32]) -> Vec<Header> {
    let of = block.iter().filter_map(|col| headers.get(*col as usize));
    of.cloned().collect()
}

/// Rows from `first` on in which something stands.
pub(super) fn filled_rows(table: &Grid<'_>, first: u32) -> Vec<u32> {
    (first..table.rows())
        .filter(|row| !table.is_blank(*row))
        .collect()
}

/// True if headers stand in the first column, one below the other, and not in a row.
pub(super) fn is_transposed(table: &Grid<'_>, headers: &[Header]) -> bool {
    const FEWEST: usize = 3;
    let texts = (0..table.rows().min(header::DEPTH)).filter_map(|row| match table.cell(row, 0) {
        Cell::Text(text) => Some(Header::new(text)),
        _ => None,
    });
    let down: Vec<Header> = texts.collect();
    let known = |headers: &[Header]| {
        let of = |kind: &TableKind| headers.iter().filter(|h| is_known(*kind, h)).count();
        TableKind::ALL.iter().map(of).max().unwrap_or(0)
    };
    let in_column = known(&down);
    in_column >= FEWEST && in_column * 5 >= down.len() * 3 && known(headers) <= 1
}

fn is_known(kind: TableKind, header: &Header) -> bool {
    matches!(find(kind, header), Found::Field(..))
}

/// The row in which another table begins below the first: after an empty row, a title or a total
/// stands a whole header of known words. Rows and the result are counted from the table's first.
pub(super) fn second_table(table: &Grid<'_>, rows: &[u32]) -> Option<u32> {
    rows.windows(2).find_map(|pair| {
        let [before, row] = pair else { return None };
        let lonely = texts(table, *before).len() == 1;
        let parted =
            lonely || row - before > 1 || texts(table, *before).iter().any(|t| is_total(t));
        (parted && is_header(table, *row)).then_some(if lonely { *before } else { *row })
    })
}

/// The filled cells of a row as far as two of them; a number is an empty text.
fn texts<'a>(table: &Grid<'a>, row: u32) -> Vec<&'a str> {
    let cells = (0..table.cols()).map(|col| table.cell(row, col));
    let filled = cells
        .filter(|cell| *cell != Cell::Empty)
        .map(|cell| match cell {
            Cell::Text(text) => text,
            _ => "",
        });
    filled.take(2).collect()
}

/// True if a row has nothing but known headers, and they make a whole table.
pub(super) fn is_header(table: &Grid<'_>, row: u32) -> bool {
    let cells = (0..table.cols()).map(|col| table.cell(row, col));
    if cells
        .clone()
        .any(|cell| !matches!(cell, Cell::Empty | Cell::Text(_)))
    {
        return false;
    }
    let headers = header::read(table, row);
    let filled = || headers.iter().filter(|h| !h.raw.is_empty());
    let known = |kind: TableKind| filled().all(|h| is_known(kind, h));
    // Most rows end here: they are not mapped.
    let any = filled().nth(1).is_some() && TableKind::ALL.into_iter().any(known);
    any && map(&headers).is_ok_and(|mapping| known(mapping.kind))
}

/// A name for each column under which its values are kept: its header, and where that occurs more
/// than once, with the header above it (`2024年/预算`) or a number (`预算 (2)`).
pub(super) fn labels(table: &Grid<'_>, header_row: u32, headers: &[Header]) -> Vec<String> {
    let above = header_row
        .checked_sub(1)
        .map(|row| spread(table, row))
        .unwrap_or_default();
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for header in headers {
        *times.entry(&header.raw).or_default() += 1;
    }
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    let label = |(col, header): (usize, &Header)| {
        let often = times.get(header.raw.as_str()).is_some_and(|n| *n > 1);
        let group = above.get(col).filter(|group| often && !group.is_empty());
        let label = match group {
            Some(group) => format!("{group}/{}", header.raw),
            None => header.raw.clone(),
        };
        let n = used.entry(label.clone()).or_default();
        *n += 1;
        if *n > 1 {
            format!("{label} ({n})")
        } else {
            label
        }
    };
    headers.iter().enumerate().map(label).collect()
}

/// A row of group headers, each of which stands for the empty cells right of it; nothing if the row
/// has one text only, a title.
pub(super) fn spread(table: &Grid<'_>, row: u32) -> Vec<String> {
    let mut group = String::new();
    let mut groups = Vec::new();
    for col in 0..table.cols() {
        let cell = table.cell(row, col);
        if cell != Cell::Empty {
            group = raw(cell).trim().to_owned();
        }
        groups.push(group.clone());
    }
    let different = groups
        .iter()
        .filter(|g| !g.is_empty())
        .gather::<BTreeSet<_>>()
        .len();
    if different > 1 { groups } else { Vec::new() }
}

/// True for `East, Subtotal, 300`: a word for a total behind one other text at most, and else nothing
/// but numbers.
pub(super) fn is_total_behind(table: &Grid<'_>, row: u32) -> bool {
    let (mut texts, mut total, mut numbers) = (0, false, 0);
    for col in 0..table.cols() {
        match table.cell(row, col) {
            Cell::Empty => {}
            Cell::Number(_) => numbers += 1,
            Cell::Text(text) if is_blank(&clean(text)) => {}
            Cell::Text(text) if is_number(text) => numbers += 1,
            Cell::Text(text) => {
                texts += 1;
                total |= is_total(text);
            }
            _ => return false,
        }
    }
    total && texts <= 2 && numbers > 0
}
