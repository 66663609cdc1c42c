//! Columns of several periods, or of a part of a year, that are taken for no field.

use std::collections::BTreeMap;

use super::super::grid::Grid;
use super::super::header::Header;
use super::super::mapping::{Barred, Chosen};
use super::super::period::{self, Named};
use super::super::synonyms::{self, find};
use super::found::dated;
use crate::book::{Field, TableKind};

/// Columns that are not taken for a field though their names say so.
#[derive(Default)]
pub(in crate::import) struct PassedOver {
    /// Fields that more than one period has a column for: which of them is meant nobody knows.
    pub(in crate::import) repeated: Barred,
    /// Yearly amounts of accounts that are of a part of a year.
    pub(in crate::import) partial: Barred,
}

/// What is passed over for the periods that name it; nothing that a person has decided about.
pub(in crate::import) fn passed_over(
    grid: &Grid<'_>,
    row: u32,
    headers: &[Header],
    chosen: &Chosen,
) -> PassedOver {
    let mut dated = dated(grid, row, headers);
    dated.retain(|(.., col)| !chosen.contains_key(col));
    let mut passed = PassedOver::default();
    for kind in TableKind::ALL {
        let mut by_field: BTreeMap<Field, Vec<(&Named, u32)>> = BTreeMap::new();
        for (named, _, col) in &dated {
            let header = headers.get(*col as usize);
            if let Some(synonyms::Found::Field(field, ..)) = header.map(|h| find(kind, h)) {
                by_field.entry(field).or_default().push((named, *col));
            }
        }
        for (field, columns) in by_field {
            let first = columns.first().map(|(named, _)| named.period);
            let several = columns.iter().any(|(named, _)| Some(named.period) != first);
            let yearly = is_yearly(kind, field);
            for (named, col) in columns {
                let barred = (kind, field, col);
                if several {
                    passed.repeated.insert(barred);
                } else if yearly && named.is_part_of_year() {
                    passed.partial.insert(barred);
                }
            }
        }
    }
    // 月收入 ends with 收入 and is none.
    for (col, header) in (0..).zip(headers) {
        let kind = TableKind::Accounts;
        if let synonyms::Found::Field(field, sure, _) = find(kind, header)
            && is_yearly(kind, field)
            && sure <= synonyms::PART
            && period::names_part_of_year(&header.words)
            && !chosen.contains_key(&col)
        {
            passed.partial.insert((kind, field, col));
        }
    }
    passed
}

/// What accounts have by the year.
fn is_yearly(kind: TableKind, field: Field) -> bool {
    let yearly = [Field::Revenue, Field::Potential, Field::CustomerSize];
    kind == TableKind::Accounts && yearly.contains(&field)
}
