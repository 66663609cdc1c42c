//! The heatmap's table twin: all contacts, drawn or not.

use super::layout::DIMENSIONS;
use super::row::role_word;
use crate::analysis::relationship::{AccountStanding, ContactStanding};
use crate::book::Level;
use crate::chart::ChartTable;
use crate::chart::scene::Scene;
use crate::words::NumberStyle;

/// One row per contact, in chart order.
pub fn twin(scene: Scene<'_>, accounts: &[&AccountStanding]) -> ChartTable {
    let column = |code: &str| scene.say(&format!("column.{code}"));
    let mut columns = vec![
        column("contact"),
        column("account"),
        column("title"),
        column("role"),
    ];
    columns.extend(
        DIMENSIONS
            .iter()
            .map(|d| scene.say(&format!("dimension.{d}"))),
    );
    columns.push(column("level"));
    columns.push(column("target_level"));
    let contacts = &scene.reports.relationships.contacts;
    let indices = accounts.iter().flat_map(|a| a.contacts.iter());
    let rows = indices.filter_map(|i| contacts.get(*i));
    ChartTable {
        caption: String::new(),
        columns,
        rows: rows.map(|c| row(scene, c)).collect(),
        numeric: (4..10).collect(),
    }
}

fn row(scene: Scene<'_>, contact: &ContactStanding) -> (String, Vec<String>) {
    let level = |level: Option<Level>| match level {
        Some(level) => scene.number(f64::from(level.get()), NumberStyle::Signed),
        None => scene.say("level.none"),
    };
    let role = contact.role.as_ref().map(|r| role_word(scene, r));
    let mut cells = vec![
        scene.account(contact.account).to_owned(),
        contact.title.clone().unwrap_or_default(),
        role.unwrap_or_default(),
    ];
    cells.extend(contact.levels.iter().map(|l| level(*l)));
    cells.push(level(contact.level));
    let target = contact.target_level;
    cells.push(target.map_or_else(String::new, |l| level(Some(l))));
    (contact.name.clone(), cells)
}
