//! One KPI: bands, a bar (a dot where zero is off the scale), the target as a tick, scale ends.

use super::range::Range;
use super::{kpi_name, value_text};
use crate::analysis::scorecard::{AccountCard, KpiScore, NotScored};
use crate::chart::Mark;
use crate::chart::canvas::{Anchor, Area, Dash, Fill, Label, Look, Surface};
use crate::chart::frame::Frame;
use crate::chart::line_break::{bold, fit, regular};
use crate::chart::scene::Scene;
use crate::chart::shapes::Shape;
use crate::chart::theme::Paint;

/// Height of a bullet with its texts.
pub const HEIGHT: f64 = 55.0;
/// Height of the bands.
const BANDS: f64 = 17.0;

/// Draws a KPI into an area [`HEIGHT`] high.
pub fn draw(frame: &mut Frame<'_>, card: &AccountCard, kpi: &KpiScore, area: Area) {
    let mark = Mark {
        label: label(frame.scene, kpi),
        evidence: vec![kpi.evidence.clone()],
        account: Some(card.account),
    };
    frame.canvas.open_mark("kam-bullet", mark);
    frame.canvas.hit(area);
    texts(frame, kpi, area);
    let track = Area {
        y: area.y + 23.0,
        h: BANDS,
        ..area
    };
    match Range::of(kpi) {
        Some(range) => {
            bar(frame, kpi, &range, track);
            ends(frame, kpi, &range, track);
        }
        None => unknown(frame, track),
    }
    frame.canvas.close();
}

/// State and its colour.
fn state(kpi: &KpiScore) -> Option<(Shape, Paint)> {
    Some(match kpi.score.ok()? {
        score if score >= 100.0 => (Shape::Dot, Paint::Accent),
        score if score >= 60.0 => (Shape::Ring, Paint::Neutral),
        _ => (Shape::Down, Paint::Negative),
    })
}

/// Name at the left; state, value and target at the right.
fn texts(frame: &mut Frame<'_>, kpi: &KpiScore, area: Area) {
    let scene = frame.scene;
    let y = area.y + 15.0;
    let mut right = area.x + area.w;
    if let Some(target) = kpi.target {
        let text = format!(" / {}", value_text(scene, kpi.unit, target));
        let label = Label::new(text.trim_start(), right, y, regular(12.5), Paint::Muted);
        frame.canvas.label(label.anchor(Anchor::End));
        right -= regular(12.5).width(scene.metrics, &text);
    }
    let (text, paint) = match (kpi.actual, kpi.score) {
        (Some(actual), _) => (value_text(scene, kpi.unit, actual), Paint::Ink),
        (None, _) => (scene.say("scorecard.no_actual"), Paint::Muted),
    };
    let label = Label::new(&text, right, y, bold(13.0), paint);
    frame.canvas.label(label.anchor(Anchor::End));
    right -= bold(13.0).width(scene.metrics, &text) + 11.0;
    if let Some((shape, paint)) = state(kpi) {
        shape.draw(&mut frame.canvas, right, y - 4.5, 4.5, paint);
        right -= 10.0;
    }
    let name = fit(
        scene.metrics,
        &kpi_name(kpi),
        regular(12.5),
        right - area.x - 4.0,
    );
    let label = Label::new(&name, area.x, y, regular(12.5), Paint::Ink2);
    frame.canvas.label(label);
}

fn bar(frame: &mut Frame<'_>, kpi: &KpiScore, range: &Range, track: Area) {
    let at = |value: f64| track.x + track.w * range.part(value);
    if kpi.actual.is_none() || matches!(kpi.score, Err(reason) if reason != NotScored::NoTarget) {
        unknown(frame, track);
    } else {
        for (from, to, band) in &range.bands {
            let area = Area {
                x: at(*from),
                w: at(*to) - at(*from),
                ..track
            };
            if area.w > 0.0 {
                frame.canvas.rect(area, 0.0, Look::fill(Paint::Band(*band)));
            }
        }
    }
    if let Some(actual) = kpi.actual {
        measure(frame, kpi, range, track, actual);
    }
    if let Some(target) = kpi.target {
        let x = at(target);
        let line = [(x, track.y - 2.0), (x, track.y + track.h + 2.0)];
        let halo = Look::line(Paint::Surface, 5.0);
        frame.canvas.path(&line, false, halo);
        frame.canvas.path(&line, false, Look::line(Paint::Ink, 2.5));
    }
}

/// The bar of the actual value, from zero; a dot where zero is off the scale.
fn measure(frame: &mut Frame<'_>, kpi: &KpiScore, range: &Range, track: Area, actual: f64) {
    let paint = match state(kpi) {
        Some((Shape::Down, paint)) => paint,
        _ => Paint::Accent,
    };
    let x = track.x + track.w * range.part(actual);
    let middle = track.y + track.h / 2.0;
    if range.low > 0.0 {
        let look = Look::fill(paint).outlined(Paint::Surface, 1.5);
        frame.canvas.circle(x, middle, 5.5, look);
        return;
    }
    let zero = track.x + track.w * range.part(0.0);
    let area = Area {
        x: zero.min(x),
        y: middle - 3.5,
        w: (x - zero).abs().max(1.5),
        h: 7.0,
    };
    frame.canvas.rect(area, 0.0, Look::fill(paint));
}

/// Scale ends; the targets' halo must not touch them.
fn ends(frame: &mut Frame<'_>, kpi: &KpiScore, range: &Range, track: Area) {
    let y = track.y + track.h + 11.0;
    let scene = frame.scene;
    let low = value_text(scene, kpi.unit, range.low);
    let high = value_text(scene, kpi.unit, range.high);
    let face = regular(10.0);
    let label = Label::new(&low, track.x, y, face, Paint::Muted);
    frame.canvas.label(label);
    let label = Label::new(&high, track.x + track.w, y, face, Paint::Muted);
    frame.canvas.label(label.anchor(Anchor::End));
}

fn unknown(frame: &mut Frame<'_>, track: Area) {
    let look = Look {
        fill: Fill::Hatch(Paint::Hatch),
        stroke: Paint::Axis,
        width: 1.0,
        dash: Dash::Dashed,
    };
    let inset = Area {
        x: track.x + 0.5,
        w: track.w - 1.0,
        ..track
    };
    frame.canvas.rect(inset, 3.0, look);
}

/// "KPI: actual, target, score (met)".
fn label(scene: Scene<'_>, kpi: &KpiScore) -> String {
    let value = |value: Option<f64>| match value {
        Some(value) => value_text(scene, kpi.unit, value),
        None => scene.say("scorecard.no_actual"),
    };
    let message = scene
        .message("scorecard.kpi_label")
        .with("kpi", kpi.name.as_str())
        .with("actual", value(kpi.actual))
        .with("target", value(kpi.target));
    let text = scene.render(&message);
    let more = match kpi.score {
        Ok(score) => {
            let message = scene.message("scorecard.kpi_score").with("score", score);
            scene.render(&message.with("state", state_word(scene, kpi)))
        }
        Err(reason) => scene.words.text(reason.code()),
    };
    format!("{text}{}{more}", scene.say("clause"))
}

/// Met, short or poor.
pub fn state_word(scene: Scene<'_>, kpi: &KpiScore) -> String {
    scene.say(match state(kpi) {
        Some((Shape::Dot, _)) => "scorecard.met",
        Some((Shape::Ring, _)) => "scorecard.short",
        Some(_) => "scorecard.poor",
        None => "scorecard.no_score",
    })
}
