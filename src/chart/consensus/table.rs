//! The matrix' table twin.

use super::row::quoted;
use super::{rater_name, text};
use crate::analysis::tiering::{Audit, AuditRow};
use crate::chart::ChartTable;
use crate::chart::scene::Scene;
use crate::words::NumberStyle;

/// Most rows.
const MOST: usize = 500;

/// One row per account with all raters, the most disputed first.
pub fn twin(scene: Scene<'_>, audit: &Audit, rows: &[&AuditRow]) -> ChartTable {
    let mut columns = vec![scene.say("column.account")];
    columns.extend(audit.raters.iter().map(|r| rater_name(scene, r.as_deref())));
    columns.push(text(scene, "disagreement"));
    let row = |row: &&AuditRow| {
        let word = |yes: bool| scene.say(if yes { "yes" } else { "no" });
        let verdicts = row.verdicts.iter();
        let mut cells: Vec<String> = verdicts
            .map(|v| v.as_ref().map_or_else(String::new, |v| word(v.yes)))
            .collect();
        let value = row.disagreement;
        let value = value.map(|d| scene.number(quoted(d), NumberStyle::Plain));
        cells.push(value.unwrap_or_default());
        (scene.account(row.account).to_owned(), cells)
    };
    ChartTable {
        caption: String::new(),
        numeric: vec![columns.len() - 1],
        columns,
        rows: rows.iter().take(MOST).map(row).collect(),
    }
}
