//! Without history: one column per year, its bands beside its values.

use super::series::{Point, Series, evidence};
use crate::chart::Mark;
use crate::chart::axes::{horizontal, place, tick_width, vertical};
use crate::chart::canvas::{Anchor, Area, Label, Look, Plot, Scale, Surface};
use crate::chart::frame::Frame;
use crate::chart::labels::dodge;
use crate::chart::line_break::{Face, bold, regular};
use crate::chart::shapes::Shape;
use crate::chart::theme::Paint;
use crate::order::InOrder;
use crate::words::NumberStyle;

/// Draws the columns.
pub fn draw(frame: &mut Frame<'_>, series: &Series) {
    let scene = frame.scene;
    let (first, last) = series.years();
    let y = Scale::nice(0.0, series.top() * 1.04, 5);
    let left = frame.left + tick_width(frame, &y.ticks, |v| series.unit.text(scene, v)) + 14.0;
    let area = Area {
        x: left,
        y: frame.y + 24.0,
        w: frame.right - left,
        h: 260.0,
    };
    let half = 0.5;
    let x = Scale::new(
        f64::from(first) - half,
        f64::from(last) + half,
        (first..=last).map(f64::from).collect(),
    );
    let plot = Plot::new(area, x, y);
    let unit = scene.say(match series.unit {
        super::Unit::Share => "share-fan.unit_share",
        super::Unit::Money => "share-fan.unit_pipeline",
    });
    vertical(frame, &plot, |v| series.unit.text(scene, v), &unit);
    horizontal(frame, &plot, |v| scene.number(v, NumberStyle::Plain));
    for year in first..=last {
        column(frame, &plot, series, year);
    }
}

fn column(frame: &mut Frame<'_>, plot: &Plot, series: &Series, year: i16) {
    let Some(label) = super::table::year_label(frame.scene, series, year) else {
        return;
    };
    let slot = plot.area.w / (plot.x.high - plot.x.low);
    let (middle, _) = plot.at(f64::from(year), 0.0);
    let mark = Mark {
        label,
        evidence: evidence(&frame.scene.reports.share, year),
        account: None,
    };
    frame.canvas.open_mark("kam-year", mark);
    frame.canvas.hit(Area {
        x: middle - slot / 2.0,
        w: slot,
        ..plot.area
    });
    let width = (slot * 0.32).clamp(12.0, 64.0);
    let values = values(frame, plot, series, year, (middle, width));
    frame.canvas.close();
    name_values(frame, plot, (middle, width, slot), values);
}

/// (value, text, face, colour), to be written beside the column.
type Value = (f64, String, Face, Paint);

/// Draws bands and shapes of a year; returns what is to be written beside them.
fn values(
    frame: &mut Frame<'_>,
    plot: &Plot,
    series: &Series,
    year: i16,
    (middle, width): (f64, f64),
) -> Vec<Value> {
    let scene = frame.scene;
    let text = |code: &str, value: f64| {
        let message = scene.message(&format!("share-fan.{code}"));
        scene.render(&message.with("value", series.unit.text(scene, value)))
    };
    let mut values = Vec::new();
    if let Some(point) = series.forecast.iter().find(|p| p.year == year) {
        band(frame, plot, point, (middle, width));
        let [p10, _, p50, _, p90] = point.quantiles;
        values.push((p50, text("p50_end", p50), bold(12.5), Paint::Accent));
        values.push((p90, text("p90_end", p90), regular(12.0), Paint::Ink2));
        values.push((p10, text("p10_end", p10), regular(12.0), Paint::Ink2));
        if let Some(weighted) = point.weighted {
            let (_, y) = plot.at(f64::from(year), weighted);
            let back = Look::fill(Paint::Surface);
            frame.canvas.circle(middle, y, 5.0, back);
            Shape::Ring.draw(&mut frame.canvas, middle, y, 5.0, Paint::Negative);
            values.push((
                weighted,
                text("weighted_end", weighted),
                regular(12.0),
                Paint::Negative,
            ));
        }
    }
    values.extend(points(frame, plot, series, year, middle));
    values
}

/// Draws target and actual value of a year.
fn points(
    frame: &mut Frame<'_>,
    plot: &Plot,
    series: &Series,
    year: i16,
    middle: f64,
) -> Vec<Value> {
    let mut values = Vec::new();
    let all = [
        (&series.targets, Shape::Diamond, "target_end", Paint::Ink),
        (&series.history, Shape::Dot, "actual_end", Paint::Accent),
    ];
    for (list, shape, code, paint) in all {
        if let Some((_, value)) = list.iter().find(|(y, _)| *y == year) {
            let (_, y) = plot.at(f64::from(year), *value);
            shape.draw(&mut frame.canvas, middle, y, 6.0, paint);
            let message = frame.scene.message(&format!("share-fan.{code}"));
            let message = message.with("value", series.unit.text(frame.scene, *value));
            values.push((*value, frame.scene.render(&message), bold(12.5), paint));
        }
    }
    values
}

fn band(frame: &mut Frame<'_>, plot: &Plot, point: &Point, (middle, width): (f64, f64)) {
    let [p10, p25, p50, p75, p90] = point.quantiles;
    let year = f64::from(point.year);
    let bar = |low: f64, high: f64| {
        let ((_, bottom), (_, top)) = (plot.at(year, low), plot.at(year, high));
        Area {
            x: middle - width / 2.0,
            y: top,
            w: width,
            h: (bottom - top).max(1.5),
        }
    };
    frame
        .canvas
        .rect(bar(p10, p90), 3.0, Look::fill(Paint::Fan80));
    frame
        .canvas
        .rect(bar(p25, p75), 2.0, Look::fill(Paint::Fan50));
    let (_, y) = plot.at(year, p50);
    let line = [(middle - width / 2.0, y), (middle + width / 2.0, y)];
    frame
        .canvas
        .path(&line, false, Look::line(Paint::Accent, 3.0));
}

/// Values at the right of the column if the slot is wide enough for all, else the first where
/// there is room above it.
fn name_values(
    frame: &mut Frame<'_>,
    plot: &Plot,
    (middle, width, slot): (f64, f64, f64),
    mut values: Vec<Value>,
) {
    let metrics = frame.scene.metrics;
    let widest = values
        .iter()
        .map(|(_, text, face, _)| face.width(metrics, text))
        .fold(0.0, f64::max);
    let at = |value: f64| plot.at(plot.x.low, value).1;
    frame.canvas.open_decor("kam-values");
    if width / 2.0 + 8.0 + widest <= slot / 2.0 - 2.0 {
        values.order_by(|a, b| b.0.total_cmp(&a.0));
        let wished: Vec<f64> = values.iter().map(|v| at(v.0) + 4.0).collect();
        let bounds = (plot.area.y + 6.0, plot.area.y + plot.area.h - 3.0);
        let x = middle + width / 2.0 + 8.0;
        for (y, (_, text, face, paint)) in dodge(&wished, 16.0, bounds).into_iter().zip(&values) {
            let label = Label::new(text, x, y, *face, *paint);
            frame.canvas.label(label.halo());
        }
    } else if let Some((_, text, face, paint)) = values.first() {
        let top = values.iter().map(|v| at(v.0)).fold(f64::INFINITY, f64::min);
        let tries = [
            (middle, top - 10.0, Anchor::Middle),
            (middle, top - 26.0, Anchor::Middle),
        ];
        place(frame, text, *face, *paint, &tries);
    }
    frame.canvas.close();
}
