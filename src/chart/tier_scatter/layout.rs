//! Where the plot lies, its tinted tiers, and its axes.

use super::dots::{Across, Dot};
use super::say;
use crate::chart::axes::{TICK, horizontal};
use crate::chart::canvas::{Anchor, Area, Dash, Fill, Label, Look, Plot, Scale, Surface, clean};
use crate::chart::frame::{Frame, NOTE};
use crate::chart::labels::dodge;
use crate::chart::line_break::{bold, fit, regular};
use crate::chart::scene::Room;
use crate::chart::theme::Paint;
use crate::chart::tiers;
use crate::words::NumberStyle;

/// Width of the strip of accounts without a place across.
const STRIP: f64 = 46.0;
/// Scores a little beyond both ends, so that marks there are whole.
const BEYOND: f64 = 4.0;

/// Where things stand.
pub struct Layout {
    /// Amounts across (logarithms), scores upwards.
    pub plot: Plot,
    /// Where accounts stand whose amount is not known or not positive.
    pub strip: Option<Area>,
    /// How many accounts there are.
    pub dots: usize,
    /// How many tiers there are.
    pub tiers: usize,
    /// (from, to) in scores, best tier first.
    regions: Vec<(f64, f64)>,
}

impl Layout {
    /// Fitted to the frame; moves the frame below the plot's head.
    pub fn new(frame: &mut Frame<'_>, dots: &[Dot<'_>]) -> Self {
        let scene = frame.scene;
        let report = &scene.reports.tiers;
        let text = scene.render(&say(scene, "score_axis"));
        frame.y += 14.0;
        let label = Label::new(&text, frame.left, frame.y, regular(12.0), Paint::Ink2);
        frame.canvas.label(label);
        frame.y += 9.0;
        let strip = dots.iter().any(|d| d.x.is_none());
        let left = frame.left + 30.0;
        let x = left + if strip { STRIP + 8.0 } else { 0.0 };
        let area = Area {
            x,
            y: frame.y,
            w: frame.right - x - right_margin(frame),
            h: match scene.room() {
                Room::Small => 330.0,
                _ => 380.0,
            },
        };
        let known = || dots.iter().filter_map(|d| d.x);
        let low = known().fold(f64::INFINITY, f64::min);
        let high = known().fold(0.0, f64::max);
        let scale = Scale::new(-BEYOND, 100.0 + BEYOND, Vec::new());
        Self {
            plot: Plot::new(area, Scale::log(low, high), scale),
            strip: strip.then_some(Area {
                x: left,
                w: STRIP,
                ..area
            }),
            dots: dots.len(),
            tiers: report.tiers.len(),
            regions: regions(report),
        }
    }

    /// Where an account stands, at this score.
    pub fn at(&self, dot: &Dot<'_>, score: f64) -> (f64, f64) {
        let score = score.clamp(0.0, 100.0);
        match (dot.x, self.strip) {
            (Some(x), _) => self.plot.at(libm::log10(x), score),
            (None, strip) => {
                let (_, y) = self.plot.at(self.plot.x.low, score);
                let middle = strip.map_or(self.plot.area.x, |s| s.x + s.w / 2.0);
                (middle, y)
            }
        }
    }
}

fn regions(report: &crate::analysis::tiering::TiersReport) -> Vec<(f64, f64)> {
    let mut edge = 100.0 + BEYOND;
    let last = report.tiers.len().saturating_sub(1);
    let region = |(i, tier): (usize, &crate::analysis::tiering::TierCount)| {
        let cut = tier.cutoff.clamp(0.0, 100.0);
        let from = if i == last { -BEYOND } else { cut };
        let region = (from.min(edge), edge);
        edge = from.min(edge);
        region
    };
    report.tiers.iter().enumerate().map(region).collect()
}

/// Room for the tiers' names at the right.
fn right_margin(frame: &Frame<'_>) -> f64 {
    let scene = frame.scene;
    let names = scene.reports.tiers.tiers.iter();
    let widths = names.map(|t| bold(12.5).width(scene.metrics, &clean(&t.name)));
    let most = match scene.room() {
        Room::Small => 44.0,
        _ => 110.0,
    };
    widths.fold(10.0, f64::max).min(most) + 26.0
}

/// Tints, cut-offs, axes: everything below the marks.
pub fn ground(frame: &mut Frame<'_>, layout: &Layout, across: Across) {
    frame.canvas.open_decor("kam-regions");
    let area = layout.plot.area;
    let left = layout.strip.map_or(area.x, |s| s.x);
    for (i, (from, to)) in layout.regions.iter().enumerate() {
        let (_, bottom) = layout.plot.at(layout.plot.x.low, *from);
        let (_, top) = layout.plot.at(layout.plot.x.low, *to);
        let tint = Area {
            y: top,
            h: bottom - top,
            ..area
        };
        let paint = Paint::Region(tiers::rank(layout.tiers, i));
        frame.canvas.rect(tint, 0.0, Look::fill(paint));
    }
    if let Some(strip) = layout.strip {
        strip_ground(frame, strip);
    }
    for (from, _) in layout.regions.iter().filter(|(from, _)| *from > 0.0) {
        let (_, y) = layout.plot.at(layout.plot.x.low, *from);
        let look = Look::line(Paint::Axis, 1.0).dash(Dash::Dashed);
        let line = [(left, y), (area.x + area.w, y)];
        frame.canvas.path(&line, false, look);
    }
    scores(frame, layout, left);
    tier_names(frame, layout);
    frame.canvas.close();
    axis(frame, layout, across);
}

fn strip_ground(frame: &mut Frame<'_>, strip: Area) {
    let look = Look {
        fill: Fill::Hatch(Paint::Hatch),
        ..Look::line(Paint::None, 0.0)
    };
    frame.canvas.rect(strip, 0.0, look);
}

/// Cut-offs and ends at the left, where they have room.
fn scores(frame: &mut Frame<'_>, layout: &Layout, left: f64) {
    let scene = frame.scene;
    let cuts = layout.regions.iter().map(|r| r.0).filter(|c| *c > 0.0);
    let mut taken: Vec<f64> = Vec::new();
    let round = [0.0, 100.0, 20.0, 40.0, 60.0, 80.0];
    for score in cuts.chain(round) {
        let (_, y) = layout.plot.at(layout.plot.x.low, score);
        if taken.iter().all(|t| (t - y).abs() >= 21.0) {
            taken.push(y);
            let text = scene.number(score, NumberStyle::Num);
            let text = fit(scene.metrics, &text, TICK, left - 5.0);
            let label = Label::new(&text, left - 6.0, y + 4.0, TICK, Paint::Muted);
            frame.canvas.label(label.anchor(Anchor::End));
        }
    }
}

/// Each tier's shape and name at the right of its region.
fn tier_names(frame: &mut Frame<'_>, layout: &Layout) {
    let scene = frame.scene;
    let area = layout.plot.area;
    let middle = |(from, to): &(f64, f64)| {
        let (_, y) = layout.plot.at(layout.plot.x.low, (from + to) / 2.0);
        y
    };
    let wished: Vec<f64> = layout.regions.iter().map(middle).collect();
    let bounds = (area.y + 8.0, area.y + area.h - 8.0);
    let gap = 16.0_f64.min((bounds.1 - bounds.0) / layout.tiers.max(1) as f64);
    let x = area.x + area.w + 14.0;
    for (i, y) in dodge(&wished, gap, bounds).into_iter().enumerate() {
        let paint = tiers::paint(layout.tiers, i);
        tiers::shape(layout.tiers, i).draw(&mut frame.canvas, x, y, 5.0, paint);
        let name = clean(tiers::name(&scene.reports.tiers, i));
        let name = fit(scene.metrics, &name, bold(12.5), frame.right - x - 10.0);
        let label = Label::new(&name, x + 10.0, y + 4.5, bold(12.5), Paint::Muted);
        if gap >= 15.0 {
            frame.canvas.label(label);
        }
    }
}

/// Amounts below the plot, what they are, and what the strip is.
fn axis(frame: &mut Frame<'_>, layout: &Layout, across: Across) {
    let scene = frame.scene;
    let right = frame.right;
    frame.left = layout.plot.area.x;
    frame.right = layout.plot.area.x + layout.plot.area.w;
    horizontal(frame, &layout.plot, |t| {
        scene.number(libm::pow(10.0, t), NumberStyle::Money)
    });
    let end = frame.right;
    frame.left = crate::chart::frame::PAD;
    frame.right = right;
    frame.y += 16.0;
    frame.canvas.open_decor("kam-axis");
    let text = scene.render(&say(scene, "amount_axis").with("amount", across.word()));
    let room = end - layout.strip.map_or(frame.left, |s| s.x + s.w + 20.0);
    let text = fit(scene.metrics, &text, regular(12.0), room);
    let label = Label::new(&text, end, frame.y, regular(12.0), Paint::Ink2);
    frame.canvas.label(label.anchor(Anchor::End));
    if let Some(strip) = layout.strip {
        let text = scene.render(&say(scene, "strip"));
        let text = fit(scene.metrics, &text, NOTE, strip.w + 24.0);
        let middle = strip.x + strip.w / 2.0;
        let label = Label::new(&text, middle, frame.y - 20.0, NOTE, Paint::Muted);
        let label = label.anchor(Anchor::Middle);
        if frame.canvas.is_free(frame.canvas.extent(&label)) {
            frame.canvas.label(label);
        }
    }
    frame.canvas.close();
}
