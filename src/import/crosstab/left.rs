//! Periods as columns of a table that is read as it stands: they are said.

use std::collections::BTreeSet;

use super::super::grid::Grid;
use super::super::header::Header;
use super::super::period::Span;
use super::found::periods;
use super::{KINDS, suits};
use crate::book::{Field, TableKind};
use crate::order::Gather;

/// Periods as columns of a table that is read as it stands.
pub(in crate::import) struct Left {
    /// Column of the first period, and of the last.
    pub(in crate::import) first: u32,
    pub(in crate::import) last: u32,
    /// Nothing stands beside them: years alone may be anything.
    pub(in crate::import) plain: bool,
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
    let plain = span == Span::Year && columns().all(|(rest, _)| rest.is_empty());
    let columns: BTreeSet<u32> = columns().map(|(_, col)| *col).gather();
    let of_kind = KINDS.iter().find(|kind| Some(kind.kind) == decided);
    let unfit = of_kind.filter(|kind| !suits(kind, span, &periods));
    Some(Left {
        first: *columns.first()?,
        last: *columns.last()?,
        plain,
        unfit: unfit.map(|kind| kind.period),
        columns,
    })
}
