//! A sheet's parts: tables side by side, one below the other, record cards, periods as columns.
//! Each part becomes a [`Grid`] of its own that is read like a sheet with one table.

use std::collections::BTreeSet;

use super::choices;
use super::crosstab;
use super::grid::Grid;
use super::header::{self, Header};
use super::layout;
use super::mapping::map;
use crate::order::Gather;
use crate::policy::{KindChoice, Layout, MappingChoices, TableChoice};
use crate::table::{Order, Table, View};

/// Nobody puts more tables side by side: such a sheet is one table with gaps.
const MOST_BESIDE: usize = 100;

/// Most tables one below the other; what follows belongs to the last.
const MOST_BELOW: usize = 500;

/// The parts of a sheet in reading order; one where it is a single table, or is to be one.
pub(super) fn parts<'a>(table: &'a Table, index: u32, choices: &MappingChoices) -> Vec<Grid<'a>> {
    let whole = Grid::new(table, index, View::whole(table));
    let one = |choice: &TableChoice| {
        choice.whole && choice.sheet == table.sheet && choice.file == table.file
    };
    if choices.tables.iter().any(one) {
        return vec![whole];
    }
    let beside = beside(&whole);
    beside.iter().flat_map(below).collect()
}

/// Tables side by side: empty columns part them, at least two are whole by themselves, and some
/// header is in more than one; an empty column inside one table parts nothing.
fn beside<'a>(grid: &Grid<'a>) -> Vec<Grid<'a>> {
    let headers = header::find_row(grid)
        .map(|row| header::read_grouped(grid, row))
        .unwrap_or_default();
    let blocks = layout::blocks(grid, &headers);
    if blocks.len() > MOST_BESIDE {
        return vec![grid.with(grid.view.clone())];
    }
    let whole: Vec<&Vec<u32>> = blocks
        .iter()
        .filter(|block| map(&layout::only(&headers, block)).is_ok())
        .collect();
    // Words that stand in more than one of them.
    let words = |block: &&Vec<u32>| -> BTreeSet<&str> {
        let of = block.iter().filter_map(|col| headers.get(*col as usize));
        of.map(|h: &Header| h.words.as_str()).gather()
    };
    let mut seen = BTreeSet::new();
    let mut all = whole.iter().flat_map(words);
    let repeats = all.any(|word| !seen.insert(word));
    if !repeats {
        return vec![grid.with(grid.view.clone())];
    }
    let columns = |block: &Vec<u32>| {
        let (first, last) = (block.first()?, block.last()?);
        Some(grid.with(View {
            left: grid.view.left + first,
            width: last - first + 1,
            ..grid.view.clone()
        }))
    };
    blocks.iter().filter_map(columns).collect()
}

/// Tables one below the other, each with a header of known words.
fn below<'a>(grid: &Grid<'a>) -> Vec<Grid<'a>> {
    let mut parts = Vec::new();
    let mut rest = grid.with(grid.view.clone());
    loop {
        let first = header::find_row(&rest).map_or(0, |row| row + 1);
        let rows = layout::filled_rows(&rest, first);
        let second = layout::second_table(&rest, &rows).filter(|_| parts.len() < MOST_BELOW);
        let Some(row) = second else {
            parts.push(rest);
            return parts;
        };
        let view = &rest.view;
        let (above, below) = (
            View {
                height: row,
                ..view.clone()
            },
            View {
                top: view.top + row,
                height: view.height - row,
                ..view.clone()
            },
        );
        parts.push(rest.with(above));
        rest = rest.with(below);
    }
}

/// The part as it stands, turned, or with its periods laid one below the other: as decided, or as
/// its headers say.
pub(super) fn arranged<'a>(grid: Grid<'a>, choice: Option<&TableChoice>) -> Grid<'a> {
    let layout = choice.and_then(|choice| choice.layout);
    let kind = match choice.and_then(|choice| choice.kind) {
        Some(KindChoice::Kind(kind)) => Some(kind),
        _ => None,
    };
    let turned = |grid: &Grid<'a>| {
        grid.with(View {
            order: Order::Turned,
            ..grid.view.clone()
        })
    };
    let decided = choice.and_then(|choice| choices::header_row(&grid, choice));
    let Some(row) = decided.unwrap_or_else(|| header::find_row(&grid)) else {
        return grid;
    };
    let headers = header::read_grouped(&grid, row);
    match layout {
        Some(Layout::AsIs) => grid,
        Some(Layout::Turned) => turned(&grid),
        None if layout::is_transposed(&grid, &headers) => turned(&grid),
        _ => crosstab::unpivoted(&grid, row, &headers, kind, layout.is_some()).unwrap_or(grid),
    }
}
