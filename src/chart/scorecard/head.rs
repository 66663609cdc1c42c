//! Above the quadrants: the score, the weights, and the verdict under three sets of weights.

use super::{quadrant_word, stage_word, states};
use crate::analysis::scorecard::{AccountCard, Weighting};
use crate::chart::Mark;
use crate::chart::canvas::{Area, Dash, Fill, Label, Look, Surface};
use crate::chart::frame::{Frame, Key};
use crate::chart::labels::{Wish, spread};
use crate::chart::line_break::{bold, regular};
use crate::chart::scene::{Room, Scene};
use crate::chart::shapes::Shape;
use crate::chart::theme::Paint;
use crate::words::NumberStyle;

/// Draws score, strip and verdicts.
pub fn draw(frame: &mut Frame<'_>, card: &AccountCard) {
    let top = frame.y + 4.0;
    let score_width = score(frame, card, top);
    let side = frame.scene.room() == Room::Large;
    let left = if side {
        frame.left + score_width + 28.0
    } else {
        frame.left
    };
    frame.y = if side { top + 4.0 } else { top + 42.0 };
    strip(frame, card, left);
    frame.y = frame.y.max(top + 42.0) + 4.0;
    verdicts(frame, card);
    frame.legend(&states(frame.scene));
}

/// The score in large figures and what is known of it; returns its width.
fn score(frame: &mut Frame<'_>, card: &AccountCard, top: f64) -> f64 {
    let scene = frame.scene;
    let text = match card.stage_score.shown() {
        Some(score) => scene.number(score, NumberStyle::Num),
        None => scene.say("scorecard.no_score"),
    };
    let big = bold(if card.stage_score.score.is_some() {
        28.0
    } else {
        17.0
    });
    frame
        .canvas
        .label(Label::new(&text, frame.left, top + 27.0, big, Paint::Ink));
    let x = frame.left + big.width(scene.metrics, &text) + 8.0;
    let covered = scene.message("scorecard.covered");
    let covered = scene.render(&covered.with("covered", card.stage_score.covered));
    let of = scene.say("scorecard.of");
    let face = regular(11.5);
    frame
        .canvas
        .label(Label::new(&of, x, top + 12.0, face, Paint::Muted));
    frame
        .canvas
        .label(Label::new(&covered, x, top + 27.0, face, Paint::Muted));
    let widest = face
        .width(scene.metrics, &of)
        .max(face.width(scene.metrics, &covered));
    x - frame.left + widest
}

/// One segment per quadrant: as wide as its weight, filled to its score.
fn strip(frame: &mut Frame<'_>, card: &AccountCard, left: f64) {
    let total: f64 = card.quadrants.iter().map(|q| q.weight.max(0.0)).sum();
    if total <= 0.0 {
        return;
    }
    let room = frame.right - left - 9.0;
    let mut x = left;
    let mut wishes = Vec::new();
    for (i, quadrant) in card.quadrants.iter().enumerate() {
        let w = room * quadrant.weight.max(0.0) / total;
        if w <= 0.0 {
            continue;
        }
        let area = Area {
            x,
            y: frame.y,
            w,
            h: 11.0,
        };
        segment(frame, card, i, area);
        let scene = frame.scene;
        let message = scene.message("scorecard.segment");
        let message = message.with("quadrant", quadrant_word(scene, i));
        wishes.push(Wish {
            at: x,
            text: scene.render(&message.with("weight", quadrant.weight / 100.0)),
        });
        x += w + 3.0;
    }
    frame.y += 11.0;
    labels(frame, left, &wishes);
}

fn segment(frame: &mut Frame<'_>, card: &AccountCard, index: usize, area: Area) {
    let scene = frame.scene;
    let Some(quadrant) = card.quadrants.get(index) else {
        return;
    };
    let message = scene
        .message(match quadrant.score {
            Some(_) => "scorecard.segment_label",
            None => "scorecard.segment_label_none",
        })
        .with("quadrant", quadrant_word(scene, index))
        .with("weight", quadrant.weight / 100.0)
        .with("score", quadrant.score.unwrap_or_default());
    let mark = Mark {
        label: scene.render(&message),
        evidence: card
            .kpis
            .iter()
            .filter(|k| k.quadrant as usize == index)
            .map(|k| k.evidence.clone())
            .collect(),
        account: Some(card.account),
    };
    frame.canvas.open_mark("kam-weight", mark);
    frame.canvas.hit(Area {
        y: area.y - 7.0,
        h: 25.0,
        ..area
    });
    filling(frame, quadrant.score, area);
    frame.canvas.close();
}

/// As far as the score goes; hatched without one.
fn filling(frame: &mut Frame<'_>, score: Option<f64>, area: Area) {
    match score {
        Some(score) => {
            frame.canvas.rect(area, 2.5, Look::fill(Paint::Band(0)));
            let filled = Area {
                w: area.w * (score / 100.0).clamp(0.0, 1.0),
                ..area
            };
            frame.canvas.rect(filled, 2.5, Look::fill(Paint::Accent));
        }
        None => {
            let look = Look {
                fill: Fill::Hatch(Paint::Hatch),
                stroke: Paint::Axis,
                width: 1.0,
                dash: Dash::Dashed,
            };
            frame.canvas.rect(area, 2.5, look);
        }
    }
}

/// Labels below the segments, in one row if they fit, else in two.
fn labels(frame: &mut Frame<'_>, left: f64, wishes: &[Wish]) {
    let face = regular(12.0);
    let metrics = frame.scene.metrics;
    let one = spread(metrics, wishes, face, (left, frame.right), 10.0);
    let rows = match one {
        Some(row) => vec![row],
        None => {
            let (even, odd): (Vec<_>, Vec<_>) = wishes
                .iter()
                .cloned()
                .enumerate()
                .partition(|(i, _)| i % 2 == 0);
            let row = |row: Vec<(usize, Wish)>| {
                let row: Vec<Wish> = row.into_iter().map(|(_, w)| w).collect();
                spread(metrics, &row, face, (left, frame.right), 10.0).unwrap_or_default()
            };
            vec![row(even), row(odd)]
        }
    };
    frame.canvas.open_decor("kam-weights");
    for row in rows {
        frame.y += 16.0;
        for wish in row {
            let label = Label::new(&wish.text, wish.at, frame.y, face, Paint::Ink2);
            frame.canvas.label(label);
        }
    }
    frame.canvas.close();
}

/// "Mid-stage weights: 68, pass · equal weights … · finance only …".
fn verdicts(frame: &mut Frame<'_>, card: &AccountCard) {
    let scene = frame.scene;
    let stage = stage_word(scene, card.stage);
    let own = scene.message("scorecard.by_stage").with("stage", stage);
    let own = match card.stage {
        Some(_) => scene.render(&own),
        None => scene.say("scorecard.by_unknown_stage"),
    };
    let mut items = vec![verdict(scene, own, card.stage_score)];
    if card.stage.is_some() {
        items.push(verdict(scene, scene.say("scorecard.by_flat"), card.flat));
    }
    let alone = scene.say("scorecard.by_finance");
    items.push(verdict(scene, alone, card.finance_only));
    frame.legend(&items);
}

fn verdict(scene: Scene<'_>, weights: String, weighting: Weighting) -> (Key, String) {
    let (shape, paint, code) = match weighting.passes {
        Some(true) => (Shape::Tick, Paint::Accent, "scorecard.passes"),
        Some(false) => (Shape::Cross, Paint::Negative, "scorecard.fails"),
        None => (Shape::Ring, Paint::Neutral, "scorecard.undecided"),
    };
    let message = scene
        .message(code)
        .with("weights", weights)
        .with("score", weighting.shown().unwrap_or_default());
    (Key::Shape(shape, paint), scene.render(&message))
}
