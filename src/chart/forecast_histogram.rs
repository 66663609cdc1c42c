//! Hurdle 3: what a year's pipeline may bring, outcome by outcome. A few large deals leave holes
//! in it, and the weighted sum may lie in one: it is marked as the mean that it is.

use super::axes::{horizontal, place, tick_width, vertical};
use super::canvas::{Anchor, Area, Dash, Look, Plot, Scale, Surface};
use super::frame::{Frame, empty};
use super::line_break::bold;
use super::scene::Scene;
use super::theme::Paint;
use super::{Chart, ChartTable, Mark};
use crate::analysis::Evidence;
use crate::analysis::share::{Bin, Forecast, chance_code};
use crate::book::{DealKind, Field, Opportunity, TableKind};
use crate::order::InOrder;
use crate::words::{Arg, Message, NumberStyle};

const NAME: &str = "forecast-histogram";
/// Least width of a bar, so that it can be hit.
const BAR: f64 = 24.0;
/// How near to the weighted sum counts as near, and how rare near must be to be said.
const NEAR: f64 = 0.2;
const RARE: f64 = 0.1;

/// Draws the histogram of the first year with deals.
pub fn draw(scene: Scene<'_>) -> Chart {
    let report = &scene.reports.share;
    let with_deals = |f: &&Forecast| f.deals > 0 && !f.histogram.is_empty();
    let Some(forecast) = report.forecasts.iter().find(with_deals) else {
        return empty(scene, NAME, &report.finding.unlock);
    };
    let subtitle = scene.message(match exact_gap(forecast) {
        Some(_) => "forecast-histogram.subtitle_gap",
        None => "forecast-histogram.subtitle",
    });
    let subtitle = subtitle
        .with("draws", f64::from(report.draws))
        .with("year", f64::from(forecast.year))
        .with("n", forecast.deals);
    let title = title(scene, forecast);
    let mut frame = Frame::new(scene, NAME, title, &scene.render(&subtitle));
    let bins = merged(&forecast.histogram, frame.inner());
    let plot = plot(&mut frame, &bins, forecast);
    let percent = |v| scene.number(v, NumberStyle::Percent0);
    vertical(
        &mut frame,
        &plot,
        percent,
        &scene.say("forecast-histogram.of_draws"),
    );
    horizontal(&mut frame, &plot, |v| scene.number(v, NumberStyle::Money));
    bars(&mut frame, &plot, &bins, forecast);
    rules(&mut frame, &plot, forecast);
    let notes = [
        scene.source(&[TableKind::Opportunities]),
        quantiles(scene, forecast),
    ];
    frame.finish(&notes, twin(scene, &bins))
}

/// The weighted sum that hardly ever comes true, else the chance of the gap, else the range.
fn title(scene: Scene<'_>, forecast: &Forecast) -> String {
    let message = |code: &str| -> Message {
        let message = scene.message(&format!("forecast-histogram.{code}"));
        message.with("year", f64::from(forecast.year))
    };
    let near = near_weighted(forecast);
    if near < RARE {
        let message = message("title_trap").with("weighted", forecast.weighted);
        return scene.render(&message.with("chance", Arg::Code(chance_code(near))));
    }
    if let (Some(gap), Some(chance)) = (exact_gap(forecast), forecast.p_hit) {
        let message = message("title_gap").with("gap", gap);
        return scene.render(&message.with("chance", Arg::Code(chance_code(chance))));
    }
    let [low, .., high] = forecast.quantiles;
    scene.render(&message("title_range").with("low", low).with("high", high))
}

/// The gap, where the year before is known and P(hit) is about this pipeline alone.
fn exact_gap(forecast: &Forecast) -> Option<f64> {
    let known = forecast.base_year.is_some_and(|y| forecast.year <= y + 1);
    forecast.gap.filter(|_| known)
}

/// Share of draws within a fifth of the weighted sum.
fn near_weighted(forecast: &Forecast) -> f64 {
    let (low, high) = (
        forecast.weighted * (1.0 - NEAR),
        forecast.weighted * (1.0 + NEAR),
    );
    let all: u32 = forecast.histogram.iter().map(|b| b.count).sum();
    let inside = |b: &&Bin| b.to > low && b.from <= high;
    let near: u32 = forecast
        .histogram
        .iter()
        .filter(inside)
        .map(|b| b.count)
        .sum();
    f64::from(near) / f64::from(all.max(1))
}

/// (from, to, share of draws): neighbours merged until bars are wide enough.
fn merged(bins: &[Bin], width: f64) -> Vec<(f64, f64, f64)> {
    let all: u32 = bins.iter().map(|b| b.count).sum();
    let most = libm::floor((width - 60.0) / BAR).max(1.0) as usize;
    let by = bins.len().div_ceil(most).max(1);
    let bar = |group: &[Bin]| {
        let (first, last) = (group.first()?, group.last()?);
        let count: u32 = group.iter().map(|b| b.count).sum();
        let share = f64::from(count) / f64::from(all.max(1));
        let step = first.to - first.from;
        Some((
            first.from,
            last.to.max(first.from + step * by as f64),
            share,
        ))
    };
    bins.chunks(by).filter_map(bar).collect()
}

fn plot(frame: &mut Frame<'_>, bins: &[(f64, f64, f64)], forecast: &Forecast) -> Plot {
    let scene = frame.scene;
    let highest = bins.iter().map(|b| b.2).fold(0.0, f64::max);
    let y = Scale::nice(0.0, highest * 1.02, 4);
    let percent = |v| scene.number(v, NumberStyle::Percent0);
    let left = frame.left + tick_width(frame, &y.ticks, percent) + 10.0;
    let low = bins.first().map_or(0.0, |b| b.0);
    let high = bins.last().map_or(1.0, |b| b.1);
    let high = exact_gap(forecast).map_or(high, |gap| high.max(gap * 1.02));
    let ticks = Scale::nice(low, high, 6).ticks;
    let ticks = ticks.into_iter().filter(|t| *t >= low && *t <= high);
    let x = Scale::new(low, high, ticks.collect());
    let area = Area {
        x: left,
        y: frame.y + 60.0,
        w: frame.right - left,
        h: 220.0,
    };
    Plot::new(area, x, y)
}

fn bars(frame: &mut Frame<'_>, plot: &Plot, bins: &[(f64, f64, f64)], forecast: &Forecast) {
    let scene = frame.scene;
    let evidence = deals(scene, forecast.year);
    for (from, to, share) in bins {
        let message = scene
            .message("forecast-histogram.bar_label")
            .with("from", *from)
            .with("to", *to)
            .with("share", *share);
        let mark = Mark {
            label: scene.render(&message),
            evidence: evidence.clone(),
            account: None,
        };
        let ((left, top), (right, bottom)) = (plot.at(*from, *share), plot.at(*to, 0.0));
        frame.canvas.open_mark("kam-bar", mark);
        frame.canvas.hit(Area {
            x: left,
            y: plot.area.y,
            w: right - left,
            h: plot.area.h,
        });
        if *share > 0.0 {
            let gap = exact_gap(forecast).unwrap_or(f64::NEG_INFINITY);
            let (split, _) = plot.at(gap.clamp(*from, *to), 0.0);
            let top = top.min(bottom - 1.5);
            part(frame, (left + 0.5, split), (top, bottom), Paint::Neutral);
            part(
                frame,
                (split.max(left + 0.5), right - 0.5),
                (top, bottom),
                Paint::Accent,
            );
        }
        frame.canvas.close();
    }
}

/// The open deals that close in a fiscal year (or should have closed before), largest first.
fn deals(scene: Scene<'_>, year: i16) -> Vec<Evidence> {
    let settings = &scene.context.settings;
    let fiscal = |date: jiff::civil::Date| {
        let started = date.month() >= settings.fiscal_year_start;
        date.year() - i16::from(!started)
    };
    let counts =
        |kind| kind == DealKind::Opportunity || (settings.leads_count && kind == DealKind::Lead);
    let closes = |date: Option<jiff::civil::Date>| {
        let as_of = scene.context.as_of;
        fiscal(date.unwrap_or(as_of).max(as_of)) == year
    };
    let open = scene.book.opportunities.iter();
    let mut open: Vec<&Opportunity> = open
        .filter(|o| counts(o.kind) && closes(o.close_date))
        .collect();
    open.order_by(|a, b| b.amount.units().total_cmp(&a.amount.units()));
    let evidence = |o: &Opportunity| Evidence {
        origin: o.origin,
        fields: vec![Field::Amount, Field::Probability, Field::CloseDate],
        units: false,
    };
    open.into_iter().take(50).map(evidence).collect()
}

/// A bar's part short of the gap, or beyond it.
fn part(frame: &mut Frame<'_>, (left, right): (f64, f64), (top, bottom): (f64, f64), paint: Paint) {
    let area = Area {
        x: left,
        y: top,
        w: right - left,
        h: bottom - top,
    };
    if area.w > 0.0 {
        frame.canvas.rect(area, 0.0, Look::fill(paint));
    }
}

/// The gap to the target, and the weighted sum as what it is: each a rule with its name above.
fn rules(frame: &mut Frame<'_>, plot: &Plot, forecast: &Forecast) {
    let weighted = (forecast.weighted, "weighted", Paint::Negative, Dash::Dashed);
    let gap = exact_gap(forecast).map(|gap| (gap, "gap", Paint::Ink, Dash::Solid));
    frame.canvas.open_decor("kam-rules");
    let mut earlier = None;
    for (row, (value, code, paint, dash)) in gap.into_iter().chain([weighted]).enumerate() {
        let (x, bottom) = plot.at(value.clamp(plot.x.low, plot.x.high), 0.0);
        let y = plot.area.y - 38.0 + 18.0 * row as f64;
        let beside = name_rule(frame, (x, y), earlier, (code, value), paint);
        earlier = Some(x);
        let top = if beside { y - 10.0 } else { y + 5.0 };
        let look = Look::line(paint, 2.0).dash(dash);
        frame.canvas.path(&[(x, top), (x, bottom)], false, look);
    }
    frame.canvas.close();
}

/// Names a rule at (x, y), where possible not across an earlier rule; false if the name stands
/// above it and not beside it.
fn name_rule(
    frame: &mut Frame<'_>,
    (x, y): (f64, f64),
    earlier: Option<f64>,
    (code, value): (&str, f64),
    paint: Paint,
) -> bool {
    let scene = frame.scene;
    let texts = ["", "_short"].map(|suffix| {
        let message = scene.message(&format!("forecast-histogram.{code}{suffix}"));
        scene.render(&message.with("value", value))
    });
    let [right, left] = [(x + 6.0, y, Anchor::Start), (x - 6.0, y, Anchor::End)];
    let free = |text: &str| {
        let width = bold(12.0).width(scene.metrics, text) + 12.0;
        let crosses = |from: f64, to: f64| earlier.is_some_and(|e| from < e && e < to);
        let right = (!crosses(x, x + width)).then_some(right);
        right
            .into_iter()
            .chain((!crosses(x - width, x)).then_some(left))
            .collect::<Vec<_>>()
    };
    for text in &texts {
        if place(frame, text, bold(12.0), paint, &free(text)) {
            return true;
        }
    }
    for text in &texts {
        if place(frame, text, bold(12.0), paint, &[right, left]) {
            return true;
        }
    }
    let above = [
        (frame.right, y, Anchor::End),
        (frame.left, y, Anchor::Start),
    ];
    let [_, short] = &texts;
    place(frame, short, bold(12.0), paint, &above);
    false
}

fn quantiles(scene: Scene<'_>, forecast: &Forecast) -> String {
    let [p10, _, p50, _, p90] = forecast.quantiles;
    let message = scene.message("forecast-histogram.quantiles");
    let message = message.with("p10", p10).with("p50", p50).with("p90", p90);
    scene.render(&message)
}

fn twin(scene: Scene<'_>, bins: &[(f64, f64, f64)]) -> ChartTable {
    let row = |(from, to, share): &(f64, f64, f64)| {
        let range = scene.message("forecast-histogram.range");
        let range = range.with("from", *from).with("to", *to);
        let share = scene.number(*share, NumberStyle::Percent);
        (scene.render(&range), vec![share])
    };
    ChartTable {
        caption: String::new(),
        columns: vec![scene.say("column.outcome"), scene.say("column.draws")],
        rows: bins.iter().map(row).collect(),
        numeric: vec![1],
    }
}
