//! Hurdle 5: one account's balanced scorecard. Weights and scores as a strip, the verdict under
//! three sets of weights, and a bullet per KPI in four quadrants (after Few, Bullet Graph
//! Specification, 2013).

mod bullet;
mod head;
mod range;
mod table;

use super::Chart;
use super::canvas::{Area, Label, Look, Surface, clean};
use super::frame::{Frame, Key, empty};
use super::line_break::{bold, fit, regular};
use super::scene::{Room, Scene};
use super::shapes::Shape;
use super::theme::Paint;
use crate::analysis::scorecard::{AccountCard, KpiScore, QuadrantScore};
use crate::book::{KpiUnit, LifeStage, Quadrant, TableKind};
use crate::words::{Message, NumberStyle};

const NAME: &str = "scorecard";
/// Space between the two columns of quadrants.
const GUTTER: f64 = 24.0;

/// Draws the scorecard of one account: the one asked for, else the first whose verdict flips,
/// else the weakest.
pub fn draw(scene: Scene<'_>) -> Chart {
    let report = &scene.reports.scorecard;
    let mut cards = report.cards.iter();
    let card = match scene.options.account {
        Some(id) => cards.find(|c| c.account == id),
        None => cards.find(|c| c.flips).or(report.cards.first()),
    };
    let Some(card) = card else {
        return empty(scene, NAME, &report.finding.unlock);
    };
    let mut frame = Frame::new(
        scene,
        NAME,
        title(scene, card),
        &scene.say("scorecard.subtitle"),
    );
    head::draw(&mut frame, card);
    quadrants(&mut frame, card);
    let mut notes = vec![scene.source(&[TableKind::Kpis])];
    let others = report.cards.len() - 1;
    if others > 0 && scene.options.account.is_none() {
        let message = scene.message("scorecard.others").with("n", others);
        notes.push(scene.render(&message));
    }
    frame.finish(&notes, table::twin(scene, card))
}

fn title(scene: Scene<'_>, card: &AccountCard) -> String {
    let message = |code: &str| -> Message {
        let message = scene.message(code);
        message.with("account", scene.account(card.account))
    };
    let (stage, finance) = (card.stage_score, card.finance_only);
    if let (true, Some(score), Some(alone)) = (card.flips, stage.shown(), finance.shown()) {
        let code = match stage.passes {
            Some(true) => "scorecard.title_flip_pass",
            _ => "scorecard.title_flip_fail",
        };
        let message = message(code).with("score", score).with("finance", alone);
        return scene.render(&message.with("stage", stage_word(scene, card.stage)));
    }
    match drag(card) {
        Some((i, points)) if points >= 0.05 => scene.render(
            &message("scorecard.title_drag")
                .with("quadrant", quadrant_word(scene, i))
                .with(
                    "weight",
                    card.stage_score.weights.get(i).map_or(0.0, |w| w / 100.0),
                )
                .with("points", points),
        ),
        Some(_) => scene.render(&message("scorecard.title_met")),
        None => scene.render(&message("scorecard.title_none")),
    }
}

/// The quadrant that costs the card most points of its score, and how many.
fn drag(card: &AccountCard) -> Option<(usize, f64)> {
    let known: f64 = card.quadrants.iter().map(|q| q.weight * q.covered).sum();
    let cost = |q: &QuadrantScore| {
        let missing = (100.0 - q.score?).max(0.0);
        (known > 0.0).then(|| q.weight * q.covered / known * missing)
    };
    let costs = card.quadrants.iter().enumerate();
    costs
        .filter_map(|(i, q)| Some((i, cost(q)?)))
        .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
}

fn quadrants(frame: &mut Frame<'_>, card: &AccountCard) {
    let columns = if frame.scene.room() == Room::Large {
        2
    } else {
        1
    };
    let width = (frame.inner() - GUTTER * (columns as f64 - 1.0)) / columns as f64;
    let indices: Vec<usize> = (0..Quadrant::ALL.len()).collect();
    for pair in indices.chunks(columns) {
        let top = frame.y;
        let mut bottom = top;
        for (column, i) in pair.iter().enumerate() {
            frame.y = top;
            let x = frame.left + column as f64 * (width + GUTTER);
            quadrant(frame, card, *i, x, width);
            bottom = bottom.max(frame.y);
        }
        frame.y = bottom + 8.0;
    }
}

fn quadrant(frame: &mut Frame<'_>, card: &AccountCard, index: usize, x: f64, width: f64) {
    let (Some(quadrant), Some(score)) = (Quadrant::ALL.get(index), card.quadrants.get(index))
    else {
        return;
    };
    heading(frame, index, score, x, width);
    let kpis = card.kpis.iter().filter(|k| k.quadrant == *quadrant);
    let kpis: Vec<&KpiScore> = kpis.collect();
    if kpis.is_empty() {
        let text = frame.scene.say("scorecard.no_kpis");
        let label = Label::new(&text, x, frame.y + 18.0, regular(12.0), Paint::Muted);
        frame.canvas.label(label);
        frame.y += 28.0;
    }
    for kpi in kpis {
        let area = Area {
            x,
            y: frame.y,
            w: width,
            h: bullet::HEIGHT,
        };
        bullet::draw(frame, card, kpi, area);
        frame.y += bullet::HEIGHT;
    }
}

/// Rule, name, weight and score of a quadrant.
fn heading(frame: &mut Frame<'_>, index: usize, quadrant: &QuadrantScore, x: f64, width: f64) {
    let scene = frame.scene;
    let y = frame.y + 8.0;
    frame.canvas.open_decor("kam-quadrant");
    let rule = [(x, y), (x + width, y)];
    frame.canvas.path(&rule, false, Look::line(Paint::Ink, 1.5));
    let score = match quadrant.score {
        Some(score) => scene.number(score, NumberStyle::Num),
        None => scene.say("scorecard.no_score"),
    };
    let right = super::canvas::Anchor::End;
    let label = Label::new(&score, x + width, y + 24.0, bold(16.0), Paint::Ink);
    frame.canvas.label(label.anchor(right));
    let room = width - bold(16.0).width(scene.metrics, &score) - 12.0;
    let name = fit(
        scene.metrics,
        &quadrant_word(scene, index),
        bold(15.0),
        room,
    );
    let label = Label::new(&name, x, y + 24.0, bold(15.0), Paint::Ink);
    frame.canvas.label(label);
    let used = bold(15.0).width(scene.metrics, &name) + 10.0;
    let message = scene.message("scorecard.weight");
    let weight = scene.render(&message.with("weight", quadrant.weight / 100.0));
    if used + regular(12.5).width(scene.metrics, &weight) <= room {
        let label = Label::new(&weight, x + used, y + 24.0, regular(12.5), Paint::Muted);
        frame.canvas.label(label);
    }
    frame.canvas.close();
    frame.y = y + 34.0;
}

/// The three states of a KPI as a legend.
fn states(scene: Scene<'_>) -> Vec<(Key, String)> {
    let item = |shape, paint, code: &str| (Key::Shape(shape, paint), scene.say(code));
    vec![
        item(Shape::Dot, Paint::Accent, "scorecard.met"),
        item(Shape::Ring, Paint::Neutral, "scorecard.short"),
        item(Shape::Down, Paint::Negative, "scorecard.poor"),
    ]
}

fn quadrant_word(scene: Scene<'_>, index: usize) -> String {
    let names = ["financial", "customer", "process", "learning"];
    let name = names.get(index).copied().unwrap_or_default();
    scene.words.text(&format!("quadrant.{name}"))
}

fn stage_word(scene: Scene<'_>, stage: Option<LifeStage>) -> String {
    scene.words.text(match stage {
        Some(LifeStage::Early) => "stage.early",
        Some(LifeStage::Mid) => "stage.mid",
        Some(LifeStage::Late) => "stage.late",
        None => "stage.unknown",
    })
}

/// A KPI's number in its own unit.
fn value_text(scene: Scene<'_>, unit: KpiUnit, value: f64) -> String {
    scene.number(
        value,
        match unit {
            KpiUnit::Plain => NumberStyle::Num,
            KpiUnit::Percent => NumberStyle::Percent,
            KpiUnit::Money => NumberStyle::Money,
        },
    )
}

/// A KPI's name as drawn.
fn kpi_name(kpi: &KpiScore) -> String {
    clean(&kpi.name)
}
