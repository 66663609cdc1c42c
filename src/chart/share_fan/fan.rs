//! The fan itself: history, bands, stepped targets, today.

use super::series::{Point, Series, evidence};
use crate::chart::Mark;
use crate::chart::axes::{horizontal, place, tick_width, vertical};
use crate::chart::canvas::{Anchor, Area, Dash, Label, Look, Plot, Scale, Surface};
use crate::chart::frame::Frame;
use crate::chart::labels::dodge;
use crate::chart::line_break::{Face, bold, regular};
use crate::chart::scene::Room;
use crate::chart::shapes::Shape;
use crate::chart::theme::Paint;
use crate::order::InOrder;
use crate::words::NumberStyle;

/// An end label: (value, text, face, colour).
type End = (f64, String, Face, Paint);

/// Draws history and fan.
pub fn draw(frame: &mut Frame<'_>, series: &Series) {
    let ends = end_labels(frame, series);
    let plot = plot(frame, series, &ends);
    let unit = frame
        .scene
        .say(&format!("share-fan.unit_{}", series.unit.code()));
    let scene = frame.scene;
    vertical(frame, &plot, |v| series.unit.text(scene, v), &unit);
    horizontal(frame, &plot, |v| scene.number(v, NumberStyle::Plain));
    today(frame, &plot);
    bands(frame, &plot, series);
    steps(frame, &plot, series);
    line(frame, &plot, series);
    marks(frame, &plot, series);
    draw_ends(frame, &plot, series, &ends);
    labels(frame, &plot, series);
}

fn plot(frame: &mut Frame<'_>, series: &Series, ends: &[End]) -> Plot {
    let scene = frame.scene;
    let height = if scene.room() == Room::Small {
        250.0
    } else {
        320.0
    };
    let y = Scale::nice(0.0, series.top() * 1.04, 5);
    let left = frame.left + tick_width(frame, &y.ticks, |v| series.unit.text(scene, v)) + 14.0;
    let widest = ends
        .iter()
        .map(|(_, text, face, _)| face.width(scene.metrics, text))
        .fold(0.0, f64::max);
    let (first, last) = series.years();
    let ticks = (first..=last).map(f64::from).collect();
    let area = Area {
        x: left,
        y: frame.y + 24.0,
        w: (frame.right - widest - 22.0 - left).max(60.0),
        h: height,
    };
    Plot::new(
        area,
        Scale::new(f64::from(first), f64::from(last), ticks),
        y,
    )
}

/// Labels at the right of the last year.
fn end_labels(frame: &Frame<'_>, series: &Series) -> Vec<End> {
    let scene = frame.scene;
    let (_, last) = series.years();
    let text = |code: &str, value: f64| {
        let message = scene.message(&format!("share-fan.{code}"));
        scene.render(&message.with("value", series.unit.text(scene, value)))
    };
    let mut ends = Vec::new();
    if let Some(point) = series.forecast.last().filter(|p| p.year == last) {
        let [p10, _, p50, _, p90] = point.quantiles;
        ends.push((p90, text("p90_end", p90), regular(12.0), Paint::Ink2));
        ends.push((p50, text("p50_end", p50), bold(12.5), Paint::Accent));
        ends.push((p10, text("p10_end", p10), regular(12.0), Paint::Ink2));
    }
    if let Some((_, value)) = series.targets.last().filter(|(year, _)| *year == last) {
        ends.push((*value, text("target_end", *value), bold(12.5), Paint::Ink));
    }
    if ends.is_empty()
        && let Some((_, value)) = series.history.last()
    {
        ends.push((
            *value,
            text("actual_end", *value),
            bold(12.5),
            Paint::Accent,
        ));
    }
    ends.order_by(|a, b| b.0.total_cmp(&a.0));
    ends
}

fn draw_ends(frame: &mut Frame<'_>, plot: &Plot, series: &Series, ends: &[End]) {
    let (_, last) = series.years();
    let places: Vec<(f64, f64)> = ends
        .iter()
        .map(|(value, ..)| plot.at(f64::from(last), *value))
        .collect();
    let wished: Vec<f64> = places.iter().map(|(_, y)| *y).collect();
    let bounds = (plot.area.y - 4.0, plot.area.y + plot.area.h - 4.0);
    frame.canvas.open_decor("kam-ends");
    for ((y, (x, from)), (_, text, face, paint)) in dodge(&wished, 16.0, bounds)
        .into_iter()
        .zip(places)
        .zip(ends)
    {
        if (y - from).abs() > 2.0 {
            let leader = [(x + 7.0, from), (x + 15.0, y)];
            frame
                .canvas
                .path(&leader, false, Look::line(Paint::Axis, 1.0));
        }
        let label = Label::new(text, x + 18.0, y + 4.3, *face, *paint);
        frame.canvas.label(label);
    }
    frame.canvas.close();
}

/// A dotted rule at the as-of date, where it falls between the first and the last year. A year
/// stands for its end.
fn today(frame: &mut Frame<'_>, plot: &Plot) {
    let scene = frame.scene;
    let year = scene.reports.share.current_year;
    let month = scene.context.settings.fiscal_year_start.clamp(1, 12);
    let Ok(start) = jiff::civil::Date::new(year, month, 1) else {
        return;
    };
    let days = f64::from((scene.context.as_of - start).get_days());
    let x = f64::from(year) - 1.0 + (days / 365.0).clamp(0.0, 1.0);
    if x <= plot.x.low || x >= plot.x.high {
        return;
    }
    let (x, _) = plot.at(x, plot.y.low);
    let (top, bottom) = (plot.area.y, plot.area.y + plot.area.h);
    frame.canvas.open_decor("kam-today");
    let look = Look::line(Paint::Neutral, 1.6).dash(Dash::Dotted);
    frame
        .canvas
        .path(&[(x, top - 8.0), (x, bottom)], false, look);
    let text = scene.say("share-fan.today");
    let tries = [
        (x, top - 12.0, Anchor::Middle),
        (x, top - 12.0, Anchor::Start),
        (x + 5.0, top + 12.0, Anchor::Start),
    ];
    place(frame, &text, regular(12.0), Paint::Ink2, &tries);
    frame.canvas.close();
}

/// The last actual value, from which everything ahead starts.
fn origin(series: &Series) -> Option<(f64, f64)> {
    let (year, value) = series.history.last()?;
    Some((f64::from(*year), *value))
}

fn bands(frame: &mut Frame<'_>, plot: &Plot, series: &Series) {
    frame.canvas.open_decor("kam-bands");
    for (low, high, paint) in [(0, 4, Paint::Fan80), (1, 3, Paint::Fan50)] {
        let edge = |i: usize| {
            let at = move |p: &Point| {
                (
                    f64::from(p.year),
                    p.quantiles.get(i).copied().unwrap_or(0.0),
                )
            };
            let ahead = series.forecast.iter().map(at);
            origin(series).into_iter().chain(ahead)
        };
        let mut outline: Vec<_> = edge(low).collect();
        let back: Vec<_> = edge(high).collect();
        outline.extend(back.into_iter().rev());
        if outline.len() > 3 {
            plot.trace(&mut frame.canvas, &outline, true, Look::fill(paint));
        }
    }
    let median = series
        .forecast
        .iter()
        .map(|p| (f64::from(p.year), p.quantiles[2]));
    let median: Vec<_> = origin(series).into_iter().chain(median).collect();
    let look = Look::line(Paint::Accent, 2.5).dash(Dash::Dotted);
    if median.len() > 1 {
        plot.trace(&mut frame.canvas, &median, false, look);
    }
    frame.canvas.close();
}

/// Targets as steps: level through the year, up at its end.
fn steps(frame: &mut Frame<'_>, plot: &Plot, series: &Series) {
    let mut points: Vec<(f64, f64)> = origin(series).into_iter().collect();
    for (year, value) in &series.targets {
        if let Some((_, level)) = points.last().copied() {
            points.push((f64::from(*year), level));
        }
        points.push((f64::from(*year), *value));
    }
    if points.len() > 1 {
        frame.canvas.open_decor("kam-steps");
        let look = Look::line(Paint::Ink, 1.4).dash(Dash::Dashed);
        plot.trace(&mut frame.canvas, &points, false, look);
        frame.canvas.close();
    }
}

fn line(frame: &mut Frame<'_>, plot: &Plot, series: &Series) {
    let points = series.history.iter().map(|(y, v)| (f64::from(*y), *v));
    let points: Vec<_> = points.collect();
    if points.len() > 1 {
        frame.canvas.open_decor("kam-line");
        let look = Look::line(Paint::Accent, 3.0);
        plot.trace(&mut frame.canvas, &points, false, look);
        frame.canvas.close();
    }
}

/// One mark per year, as wide as a year.
fn marks(frame: &mut Frame<'_>, plot: &Plot, series: &Series) {
    let (first, last) = series.years();
    for year in first..=last {
        let Some(label) = super::table::year_label(frame.scene, series, year) else {
            continue;
        };
        let actual = series.history.iter().find(|(y, _)| *y == year);
        let mark = Mark {
            label,
            evidence: evidence(&frame.scene.reports.share, year),
            account: None,
        };
        frame.canvas.open_mark("kam-year", mark);
        let slot = slot(plot, f64::from(year));
        frame.canvas.hit(slot);
        if let Some((_, value)) = actual {
            let (x, y) = plot.at(f64::from(year), *value);
            let is_last = series.history.last().is_some_and(|(y, _)| *y == year);
            let (r, ring) = if is_last { (6.0, 2.0) } else { (3.5, 1.0) };
            let look = Look::fill(Paint::Accent).outlined(Paint::Surface, ring);
            frame.canvas.circle(x, y, r, look);
        }
        if let Some((_, value)) = series.targets.iter().find(|(y, _)| *y == year) {
            let (x, y) = plot.at(f64::from(year), *value);
            Shape::Diamond.draw(&mut frame.canvas, x, y, 8.0, Paint::Surface);
            Shape::Diamond.draw(&mut frame.canvas, x, y, 6.0, Paint::Ink);
        }
        frame.canvas.close();
    }
}

fn slot(plot: &Plot, year: f64) -> Area {
    let half = plot.area.w / (plot.x.high - plot.x.low) / 2.0;
    let (x, _) = plot.at(year, plot.y.low);
    Area {
        x: x - half,
        y: plot.area.y,
        w: half * 2.0,
        h: plot.area.h,
    }
}

/// Names of the last actual value and of the targets before the last, where they have room.
fn labels(frame: &mut Frame<'_>, plot: &Plot, series: &Series) {
    let scene = frame.scene;
    let (_, last) = series.years();
    frame.canvas.open_decor("kam-labels");
    if let Some((year, value)) = series.history.last().filter(|(year, _)| *year < last) {
        let (x, y) = plot.at(f64::from(*year), *value);
        let message = scene.message("share-fan.actual_end");
        let text = scene.render(&message.with("value", series.unit.text(scene, *value)));
        place(frame, &text, bold(12.5), Paint::Accent, &around(x, y));
    }
    for (year, value) in series.targets.iter().filter(|(year, _)| *year < last) {
        let (x, y) = plot.at(f64::from(*year), *value);
        let message = scene.message("share-fan.target_end");
        let text = scene.render(&message.with("value", series.unit.text(scene, *value)));
        place(frame, &text, bold(12.5), Paint::Ink, &around(x, y));
    }
    frame.canvas.close();
}

/// Where the label of a point may stand, best first.
fn around(x: f64, y: f64) -> [(f64, f64, Anchor); 5] {
    [
        (x - 4.0, y - 12.0, Anchor::End),
        (x, y - 14.0, Anchor::Middle),
        (x + 9.0, y + 18.0, Anchor::Start),
        (x - 4.0, y - 28.0, Anchor::End),
        (x, y + 24.0, Anchor::Middle),
    ]
}
