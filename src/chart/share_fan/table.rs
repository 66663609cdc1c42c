//! The fan's table twin, and the names of its marks.

use super::series::Series;
use crate::chart::ChartTable;
use crate::chart::scene::Scene;
use crate::words::NumberStyle;

/// One row per year.
pub fn twin(scene: Scene<'_>, series: &Series) -> ChartTable {
    let codes = [
        "year", "actual", "p10", "p25", "p50", "p75", "p90", "target", "chance",
    ];
    let (first, last) = series.years();
    ChartTable {
        caption: String::new(),
        columns: codes
            .iter()
            .map(|code| scene.say(&format!("column.{code}")))
            .collect(),
        rows: (first..=last)
            .filter_map(|year| row(scene, series, year))
            .collect(),
        numeric: (1..9).collect(),
    }
}

fn row(scene: Scene<'_>, series: &Series, year: i16) -> Option<(String, Vec<String>)> {
    let text = |value: f64| series.unit.text(scene, value);
    let find = |list: &[(i16, f64)]| list.iter().find(|(y, _)| *y == year).map(|(_, v)| *v);
    let actual = find(&series.history);
    let target = find(&series.targets);
    let point = series.forecast.iter().find(|p| p.year == year);
    if actual.is_none() && target.is_none() && point.is_none() {
        return None;
    }
    let mut cells = vec![actual.map_or_else(String::new, text)];
    match point {
        Some(point) => cells.extend(point.quantiles.iter().map(|q| text(*q))),
        None => cells.extend(std::iter::repeat_n(String::new(), 5)),
    }
    cells.push(target.map_or_else(String::new, text));
    let chance = point.and_then(|p| p.chance);
    let chance = chance.map(|p| {
        let code = crate::analysis::share::chance_code(p);
        scene.words.text(&code)
    });
    cells.push(chance.unwrap_or_default());
    Some((scene.number(f64::from(year), NumberStyle::Plain), cells))
}

/// "2027: P10 …, P50 …, P90 …; target …", if there is anything to say.
pub fn year_label(scene: Scene<'_>, series: &Series, year: i16) -> Option<String> {
    let find = |list: &[(i16, f64)]| list.iter().find(|(y, _)| *y == year).map(|(_, v)| *v);
    let text = |value: f64| series.unit.text(scene, value);
    let say = |code: &str, value: f64| {
        let message = scene.message(&format!("share-fan.{code}"));
        scene.render(&message.with("value", text(value)))
    };
    let mut parts = Vec::new();
    if let Some(actual) = find(&series.history) {
        parts.push(say("actual_end", actual));
    }
    if let Some(point) = series.forecast.iter().find(|p| p.year == year) {
        let [p10, _, p50, _, p90] = point.quantiles;
        parts.push(say("p10_end", p10));
        parts.push(say("p50_end", p50));
        parts.push(say("p90_end", p90));
        parts.extend(point.weighted.map(|w| say("weighted_end", w)));
    }
    parts.extend(find(&series.targets).map(|t| say("target_end", t)));
    if parts.is_empty() {
        return None;
    }
    let message = scene.message("share-fan.year_label");
    let message = message.with("year", f64::from(year));
    Some(scene.render(&message.with("values", scene.list(parts))))
}
