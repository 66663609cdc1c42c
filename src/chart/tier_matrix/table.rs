//! The matrix' table twin.

use super::cells::{Cell, Matrix, group_name};
use super::{say, text};
use crate::chart::ChartTable;
use crate::chart::scene::Scene;
use crate::chart::tiers::name;

/// Most rows.
const MOST: usize = 200;

/// One row per group.
pub fn twin(scene: Scene<'_>, matrix: &Matrix<'_>) -> ChartTable {
    let mut columns = vec![scene.render(&say(scene, "group").with("group", matrix.word()))];
    columns.extend((0..matrix.columns).map(|t| name(&scene.reports.tiers, t).to_owned()));
    columns.push(text(scene, "total"));
    let cell = |accounts: usize, amount: f64| {
        let code = if matrix.money {
            "table_cell"
        } else {
            "table_count"
        };
        let message = say(scene, code).with("n", accounts).with("value", amount);
        scene.render(&message)
    };
    let rows = matrix.groups.iter().take(MOST).map(|group| {
        let count: usize = group.cells.iter().map(|c| c.accounts.len()).sum();
        let own = |c: &Cell<'_>| cell(c.accounts.len(), c.amount);
        let mut cells: Vec<String> = group.cells.iter().map(own).collect();
        cells.push(cell(count, group.total));
        (group_name(scene, group), cells)
    });
    ChartTable {
        caption: String::new(),
        rows: rows.collect(),
        numeric: (1..columns.len()).collect(),
        columns,
    }
}
