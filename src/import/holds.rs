//! What a column's cells hold, for its profile.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::coerced::Read;
use super::column::Plan;
use super::grid::Grid;
use super::profile::ColumnProfile;
use super::row::raw;
use super::values::{clean, is_blank};
use crate::order::InOrder;
use crate::table::Cell;

/// Most different values that are counted.
const MOST_VALUES: usize = 10_000;
/// Values shown, and bars of the distribution.
const TOP: usize = 5;
const BINS: usize = 12;

/// Counts a column's cells by type, and its values.
pub(super) fn count(profile: &mut ColumnProfile, grid: &Grid<'_>, rows: &[u32], plan: &Plan) {
    let mut values: BTreeMap<String, u32> = BTreeMap::new();
    let mut whole = true;
    for row in rows {
        let cell = grid.read(*row, plan);
        let counts = &mut profile.counts;
        match cell {
            Cell::Empty => counts.blank += 1,
            Cell::Text(text) if is_blank(&clean(text)) => counts.blank += 1,
            Cell::Number(_) => counts.numbers += 1,
            Cell::Text(_) => counts.texts += 1,
            Cell::Date(_) => counts.dates += 1,
            Cell::Bool(_) => counts.bools += 1,
            Cell::Error(_) => counts.errors += 1,
        }
        let text = raw(cell);
        if text.trim().is_empty() {
            continue;
        }
        if let Some(n) = values.get_mut(text.as_ref()) {
            *n += 1;
        } else if values.len() < MOST_VALUES {
            values.insert(text.into_owned(), 1);
        } else {
            whole = false;
        }
    }
    profile.distinct = whole.then_some(values.len() as u32);
    let mut top: Vec<(String, u32)> = values.into_iter().collect();
    top.order_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    top.truncate(TOP);
    profile.top = top;
}

/// The range of a column's values as they are read, and how they are spread over it.
pub(super) fn spread(profile: &mut ColumnProfile, cells: &[Read]) {
    let number = |read: &Read| match read {
        Read::Number(number) | Read::Ratio(number) => Some(*number),
        Read::Date(date) => Some(f64::from(days(*date))),
        Read::Flag(_) => None,
    };
    let numbers = cells.iter().filter_map(|cell| Some((number(cell)?, *cell)));
    let numbers = || numbers.clone().filter(|(number, _)| number.is_finite());
    let least = numbers().min_by(|a, b| a.0.total_cmp(&b.0));
    let most = numbers().max_by(|a, b| a.0.total_cmp(&b.0));
    let (Some((min, first)), Some((max, last))) = (least, most) else {
        return;
    };
    profile.range = Some((first, last));
    let mut bins = vec![0; BINS];
    for (number, _) in numbers() {
        let place = (number - min) / (max - min) * BINS as f64;
        let at = if place.is_finite() { place as usize } else { 0 };
        if let Some(bin) = bins.get_mut(at.min(BINS - 1)) {
            *bin += 1;
        }
    }
    profile.bins = bins;
}

/// Days since some day.
fn days(date: Date) -> i32 {
    date.duration_since(Date::constant(2000, 1, 1)).as_hours() as i32 / 24
}
