//! The waterfall's table twin, and the names of its marks.

use super::say;
use super::steps::Step;
use crate::analysis::tiering::AccountTier;
use crate::chart::ChartTable;
use crate::chart::scene::Scene;
use crate::chart::tiers::score_text;
use crate::words::NumberStyle;

/// One row per criterion, in chart order, then the sum.
pub fn twin(scene: Scene<'_>, account: &AccountTier, steps: &[Step]) -> ChartTable {
    let codes = ["criterion", "value", "points", "most_points"];
    let number = |value| scene.number(value, NumberStyle::Num);
    let row = |step: &Step| {
        let cells = vec![
            step.value.clone().unwrap_or_default(),
            super::points_text(scene, step),
            number(step.full),
        ];
        (step.name.clone(), cells)
    };
    let mut rows: Vec<(String, Vec<String>)> = steps.iter().map(row).collect();
    let sum = scene.render(&say(scene, "sum"));
    rows.push((
        sum,
        vec![String::new(), score_text(scene, account), number(100.0)],
    ));
    ChartTable {
        caption: String::new(),
        columns: codes
            .iter()
            .map(|c| scene.say(&format!("column.{c}")))
            .collect(),
        rows,
        numeric: vec![2, 3],
    }
}

/// "Margin 21%: 12.5 of 16.7 points".
pub fn step_label(scene: Scene<'_>, account: &AccountTier, step: &Step) -> String {
    let code = match (&step.value, step.open() > 0.05) {
        (None, true) => "step_open",
        (None, false) => "step_plain",
        (Some(_), _) => "step_label",
    };
    let message = say(scene, code)
        .with("account", scene.account(account.account))
        .with("field", step.field.clone())
        .with("value", step.value.clone().unwrap_or_default())
        .with("low", step.low)
        .with("high", step.high)
        .with("full", step.full);
    scene.render(&message)
}
