//! The scorecard's table twin.

use super::bullet::state_word;
use super::{quadrant_word, value_text};
use crate::analysis::scorecard::{AccountCard, KpiScore};
use crate::chart::ChartTable;
use crate::chart::scene::Scene;
use crate::words::NumberStyle;

/// One row per KPI, in chart order.
pub fn twin(scene: Scene<'_>, card: &AccountCard) -> ChartTable {
    let codes = [
        "kpi", "quadrant", "weight", "actual", "floor", "target", "stretch", "score", "state",
    ];
    let columns = codes
        .iter()
        .map(|code| scene.say(&format!("column.{code}")));
    ChartTable {
        caption: String::new(),
        columns: columns.collect(),
        rows: card.kpis.iter().map(|k| row(scene, k)).collect(),
        numeric: (2..8).collect(),
    }
}

fn row(scene: Scene<'_>, kpi: &KpiScore) -> (String, Vec<String>) {
    let value = |value: Option<f64>| {
        value.map_or_else(String::new, |value| value_text(scene, kpi.unit, value))
    };
    let score = match kpi.score {
        Ok(score) => scene.number(score, NumberStyle::Num),
        Err(reason) => scene.words.text(reason.code()),
    };
    let cells = vec![
        quadrant_word(scene, kpi.quadrant as usize),
        scene.number(kpi.weight / 100.0, NumberStyle::Percent),
        value(kpi.actual),
        value(kpi.floor),
        value(kpi.target),
        value(kpi.stretch),
        score,
        state_word(scene, kpi),
    ];
    (kpi.name.clone(), cells)
}
