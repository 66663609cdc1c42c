//! Periods as columns of a table that is read as it stands: said, and none of them is taken where several
//! could be.

use std::collections::BTreeSet;

use super::super::fit::Barred;
use super::super::grid::Grid;
use super::super::header::Header;
use super::super::period::Span;
use super::super::synonyms::{self, find};
use super::{KINDS, periods, suits};
use crate::book::{Field, TableKind};
use crate::order::Gather;

/// Periods as columns of a table that is read as it stands.
pub(in crate::import) struct Left {
    /// Column of the first period, and of the last.
    pub(in crate::import) first: u32,
    pub(in crate::import) last: u32,
    /// How many they are.
    pub(in crate::import) n: usize,
    /// All of them.
    pub(in crate::import) columns: BTreeSet<u32>,
    /// The field of the decided kind that they cannot be.
    pub(in crate::import) unfit: Option<Field>,
}

/// The periods of a table that is read as it stands, whatever the kind that was decided.
pub(in crate::import) fn left_alone(
    grid: &Grid<'_>,
    row: u32,
    headers: &[Header],
    decided: Option<TableKind>,
) -> Option<Left> {
    let (periods, span) = periods(grid, row, headers)?;
    let columns = || periods.iter().flat_map(|p| &p.columns);
    // Years alone may be anything; with something beside each they are periods.
    let plain = columns().all(|(rest, _)| rest.is_empty());
    let columns: BTreeSet<u32> = columns().map(|(_, col)| *col).gather();
    let of_kind = KINDS.iter().find(|kind| Some(kind.kind) == decided);
    let unfit = of_kind.filter(|kind| !suits(kind, span, &periods));
    (span != Span::Year || !plain).then_some(Left {
        first: *columns.first()?,
        last: *columns.last()?,
        n: columns.len(),
        unfit: unfit.map(|kind| kind.period),
        columns,
    })
}

/// Fields that more than one period has a column for: which of them is meant nobody knows.
pub(in crate::import) fn repeated(grid: &Grid<'_>, row: u32, headers: &[Header]) -> Barred {
    let Some((periods, _)) = periods(grid, row, headers) else {
        return Barred::new();
    };
    let columns = periods.iter().flat_map(|p| &p.columns);
    let columns: Vec<u32> = columns.map(|(_, col)| *col).collect();
    let field = |kind: TableKind, col: u32| match find(kind, headers.get(col as usize)?) {
        synonyms::Found::Field(field, ..) => Some((kind, field, col)),
        _ => None,
    };
    let of_kind = |kind: TableKind| -> Vec<(TableKind, Field, u32)> {
        let found = columns.iter().filter_map(|col| field(kind, *col));
        found.collect()
    };
    let all = TableKind::ALL.into_iter().map(of_kind);
    all.flat_map(|found| {
        let fields: Vec<Field> = found.iter().map(|(_, field, _)| *field).collect();
        let often = |of: &Field| fields.iter().filter(|field| *field == of).count() > 1;
        found
            .into_iter()
            .filter(move |(_, field, _)| often(field))
            .collect::<Vec<_>>()
    })
    .gather()
}
