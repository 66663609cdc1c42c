//! Hurdle 3: the share of wallet so far, what the pipeline makes of it, and the planned steps.
//! Without wallets the same in money; without any history, one column per year.

mod columns;
mod fan;
mod series;
mod table;

use super::Chart;
use super::canvas::{Dash, Look};
use super::frame::{Frame, Key, empty};
use super::scene::Scene;
use super::shapes::Shape;
use super::theme::Paint;
use crate::analysis::share::chance_code;
use crate::book::TableKind;
use crate::words::{Arg, Message};
use series::{Series, Unit};

const NAME: &str = "share-fan";

/// Draws the share fan.
pub fn draw(scene: Scene<'_>) -> Chart {
    let report = &scene.reports.share;
    let Some(series) = Series::of(report) else {
        return empty(scene, NAME, &report.finding.unlock);
    };
    let mut frame = Frame::new(
        scene,
        NAME,
        title(scene, &series),
        &subtitle(scene, &series),
    );
    let items = legend(scene, &series);
    if items.len() > 1 {
        frame.legend(&items);
    }
    if series.has_trend() {
        fan::draw(&mut frame, &series);
    } else {
        columns::draw(&mut frame, &series);
    }
    let mut notes = vec![scene.source(&[TableKind::Share, TableKind::Opportunities])];
    if !series.forecast.is_empty() {
        let message = scene.message("share-fan.draws");
        notes.push(scene.render(&message.with("draws", f64::from(report.draws))));
    }
    frame.finish(&notes, table::twin(scene, &series))
}

/// The chance of the last target; without one, where the last year will probably end.
fn title(scene: Scene<'_>, series: &Series) -> String {
    let message = |code: &str| -> Message {
        scene.message(&format!("share-fan.{code}_{}", series.unit.code()))
    };
    let planned = series
        .forecast
        .iter()
        .rev()
        .find_map(|p| Some((p.year, p.target?, p.chance?)));
    if let Some((year, target, chance)) = planned {
        return scene.render(
            &message("title_target")
                .with("year", f64::from(year))
                .with("target", target)
                .with("chance", Arg::Code(chance_code(chance))),
        );
    }
    if let Some(point) = series.forecast.last() {
        let [low, .., high] = point.quantiles;
        let message = message("title_range").with("year", f64::from(point.year));
        return scene.render(&message.with("low", low).with("high", high));
    }
    match (series.history.first(), series.history.last()) {
        (Some((from, a)), Some((to, b))) if from < to => scene.render(
            &message("title_history")
                .with("from", f64::from(*from))
                .with("to", f64::from(*to))
                .with("a", *a)
                .with("b", *b),
        ),
        (Some((year, value)), _) => {
            let message = message("title_one").with("year", f64::from(*year));
            scene.render(&message.with("value", *value))
        }
        _ => scene.say("share-fan.title"),
    }
}

fn subtitle(scene: Scene<'_>, series: &Series) -> String {
    scene.say(&match (series.has_trend(), series.forecast.is_empty()) {
        (true, false) => format!("share-fan.subtitle_{}", series.unit.code()),
        (false, false) => "share-fan.subtitle_columns".to_owned(),
        (_, true) => format!("share-fan.subtitle_history_{}", series.unit.code()),
    })
}

fn legend(scene: Scene<'_>, series: &Series) -> Vec<(Key, String)> {
    let mut items = Vec::new();
    if series.has_trend() {
        let key = Key::Line(Look::line(Paint::Accent, 2.5));
        items.push((key, scene.say("share-fan.actual")));
    }
    if !series.forecast.is_empty() {
        let dash = if series.has_trend() {
            Dash::Dotted
        } else {
            Dash::Solid
        };
        let key = Key::Line(Look::line(Paint::Accent, 2.5).dash(dash));
        items.push((key, scene.say("share-fan.p50")));
        let band = |paint| Key::Box(Look::fill(paint), String::new(), Paint::None);
        items.push((band(Paint::Fan50), "P25–P75".to_owned()));
        items.push((band(Paint::Fan80), "P10–P90".to_owned()));
    }
    if !series.targets.is_empty() {
        let key = Key::Shape(Shape::Diamond, Paint::Ink);
        items.push((key, scene.say("share-fan.target")));
    }
    if !series.has_trend() && series.unit == Unit::Money && !series.forecast.is_empty() {
        let key = Key::Shape(Shape::Ring, Paint::Negative);
        items.push((key, scene.say("share-fan.weighted")));
    }
    items
}
