//! A sheet's parts: tables side by side, one below the other, record cards, periods as columns.
//! Each part becomes a [`Grid`] of its own that is read like a sheet with one table.

use std::collections::BTreeSet;

use super::crosstab;
use super::grid::Grid;
use super::header::{self, Header};
use super::layout;
use super::mapping::map;
use crate::table::{Order, Table, View};

/// The parts of a sheet in reading order; one where it is a single table.
pub(super) fn parts(table: &Table, index: u32) -> Vec<Grid<'_>> {
    let whole = Grid::new(table, index, View::whole(table));
    let beside = beside(&whole);
    let below = beside.iter().flat_map(below);
    below.map(arranged).collect()
}

/// Tables side by side: empty columns part them, at least two are whole by themselves, and some
/// header is in more than one; an empty column inside one table parts nothing.
fn beside<'a>(grid: &Grid<'a>) -> Vec<Grid<'a>> {
    let headers = header::find_row(grid)
        .map(|row| header::read_grouped(grid, row))
        .unwrap_or_default();
    let blocks = layout::blocks(grid, &headers);
    let whole: Vec<&Vec<u32>> = blocks
        .iter()
        .filter(|block| map(&layout::only(&headers, block)).is_ok())
        .collect();
    let words = |block: &Vec<u32>| -> BTreeSet<&str> {
        let of = block.iter().filter_map(|col| headers.get(*col as usize));
        of.map(|h: &Header| h.words.as_str()).collect()
    };
    let repeats = whole.iter().enumerate().any(|(at, block)| {
        let later = whole.iter().skip(at + 1);
        later
            .into_iter()
            .any(|other| !words(block).is_disjoint(&words(other)))
    });
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
        let Some(row) = layout::second_table(&rest, &rows) else {
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

/// The part as it stands, turned, or with its periods laid one below the other.
fn arranged(grid: Grid<'_>) -> Grid<'_> {
    let Some(row) = header::find_row(&grid) else {
        return grid;
    };
    let headers = header::read_grouped(&grid, row);
    if layout::is_transposed(&grid, &headers) {
        return grid.with(View {
            order: Order::Turned,
            ..grid.view.clone()
        });
    }
    crosstab::unpivoted(&grid, row, &headers).unwrap_or(grid)
}
