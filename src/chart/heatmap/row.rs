//! A contact's row: name, four cells, and its level beside the level the plan wants.

use super::layout::{DIMENSIONS, Layout, ROW};
use super::{level_code, unknown_look};
use crate::analysis::relationship::ContactStanding;
use crate::book::{Level, Role};
use crate::chart::Mark;
use crate::chart::canvas::{Anchor, Area, Label, Look, Surface, clean};
use crate::chart::frame::{Frame, NOTE};
use crate::chart::line_break::{bold, fit, regular};
use crate::chart::scene::Scene;
use crate::chart::shapes::Shape;
use crate::chart::theme::Paint;
use crate::words::NumberStyle;

/// Draws a contact's row.
pub fn draw(frame: &mut Frame<'_>, layout: &Layout, contact: &ContactStanding) {
    names(frame, layout, contact);
    for (i, dimension) in DIMENSIONS.iter().enumerate() {
        let level = contact.levels.get(i).copied().flatten();
        cell(frame, layout.cell(i, frame.y), contact, dimension, level);
    }
    if let Some(x) = layout.levels {
        levels(frame, layout, x, contact);
    }
    frame.y += ROW;
}

fn names(frame: &mut Frame<'_>, layout: &Layout, contact: &ContactStanding) {
    let scene = frame.scene;
    let sign = match (contact.veto, contact.coach) {
        (true, _) => Some((Shape::Veto, Paint::Negative)),
        (_, true) => Some((Shape::Star, Paint::Accent)),
        _ => None,
    };
    let room = layout.label - if sign.is_some() { 16.0 } else { 0.0 };
    let (name, second) = (clean(&contact.name), clean(&position(scene, contact)));
    let face = regular(13.0);
    let shown = fit(scene.metrics, &name, face, room);
    let y = frame.y + if second.is_empty() { 20.0 } else { 13.0 };
    frame.canvas.open_decor("kam-contact");
    frame
        .canvas
        .label(Label::new(&shown, frame.left, y, face, Paint::Ink));
    if let Some((shape, paint)) = sign {
        let x = frame.left + face.width(scene.metrics, &shown) + 10.0;
        shape.draw(&mut frame.canvas, x, y - 4.5, 4.5, paint);
    }
    let shown = fit(scene.metrics, &second, NOTE, layout.label);
    let label = Label::new(&shown, frame.left, frame.y + 27.5, NOTE, Paint::Muted);
    frame.canvas.label(label);
    frame.canvas.close();
}

/// "CTO · approver · stale", as far as known.
fn position(scene: Scene<'_>, contact: &ContactStanding) -> String {
    let mut parts: Vec<String> = contact.title.iter().cloned().collect();
    if let Some(role) = &contact.role {
        parts.push(role_word(scene, role));
    }
    if contact.stale {
        parts.push(scene.say("heatmap.stale"));
    }
    parts.join(&scene.say("dot"))
}

/// A role of the chain in the language, another word as it stands.
pub fn role_word(scene: Scene<'_>, role: &Role) -> String {
    match role {
        Role::Approver => scene.words.text("relationships.role.approver"),
        Role::Decider => scene.words.text("relationships.role.decider"),
        Role::Supporter => scene.words.text("relationships.role.supporter"),
        Role::Influencer => scene.words.text("relationships.role.influencer"),
        Role::Other(word) => word.clone(),
    }
}

fn cell(
    frame: &mut Frame<'_>,
    area: Area,
    contact: &ContactStanding,
    dimension: &str,
    level: Option<Level>,
) {
    let dimension = frame.scene.say(&format!("dimension.{dimension}"));
    let label = mark_label(frame.scene, contact, &dimension, level);
    frame.canvas.open_mark("kam-cell", mark(contact, label));
    match level {
        Some(level) => {
            let level = level.get();
            frame
                .canvas
                .rect(area, 5.0, Look::fill(Paint::Level(level)));
            let number = frame.scene.number(f64::from(level), NumberStyle::Signed);
            let (x, y) = (area.x + area.w / 2.0, area.y + area.h / 2.0 + 4.8);
            let label = Label::new(&number, x, y, bold(13.0), Paint::OnLevel(level));
            frame.canvas.label(label.anchor(Anchor::Middle));
        }
        None => {
            let inset = Area {
                x: area.x + 0.5,
                y: area.y + 0.5,
                w: area.w - 1.0,
                h: area.h - 1.0,
            };
            frame.canvas.rect(inset, 5.0, unknown_look());
        }
    }
    frame.canvas.close();
}

/// The level on its scale −1 … 3, and the level that the plan wants as a ring.
fn levels(frame: &mut Frame<'_>, layout: &Layout, x: f64, contact: &ContactStanding) {
    let middle = frame.y + (ROW - 3.0) / 2.0;
    let text = level_label(frame.scene, contact);
    frame.canvas.open_mark("kam-level", mark(contact, text));
    frame.canvas.hit(Area {
        x,
        y: frame.y,
        w: layout.strip,
        h: ROW - 3.0,
    });
    for level in -1..=3 {
        let at = layout.level_x(x, level);
        let paint = if level == 0 { Paint::Axis } else { Paint::Grid };
        let line = [(at, frame.y), (at, frame.y + ROW - 3.0)];
        frame.canvas.path(&line, false, Look::line(paint, 1.0));
    }
    dots(frame, layout, (x, middle), contact);
    frame.canvas.close();
}

/// The level as a dot, its target as a ring, and the way between.
fn dots(
    frame: &mut Frame<'_>,
    layout: &Layout,
    (x, middle): (f64, f64),
    contact: &ContactStanding,
) {
    if let (Some(level), Some(target)) = (contact.level, contact.target_level) {
        let line = [
            (layout.level_x(x, level.get()), middle),
            (layout.level_x(x, target.get()), middle),
        ];
        frame
            .canvas
            .path(&line, false, Look::line(Paint::Axis, 1.5));
    }
    if let Some(target) = contact.target_level {
        let at = layout.level_x(x, target.get());
        let look = Look::fill(Paint::Surface).outlined(Paint::Ink2, 1.5);
        frame.canvas.circle(at, middle, 6.0, look);
    }
    if let Some(level) = contact.level.map(Level::get) {
        let paint = if level < 0 {
            Paint::Negative
        } else {
            Paint::Accent
        };
        Shape::Dot.draw(
            &mut frame.canvas,
            layout.level_x(x, level),
            middle,
            4.0,
            paint,
        );
    }
}

/// "Account, Name, overall level: +1 (supports); target +2".
fn level_label(scene: Scene<'_>, contact: &ContactStanding) -> String {
    let mut text = mark_label(scene, contact, &scene.say("heatmap.level"), contact.level);
    if let Some(target) = contact.target_level {
        let wanted = scene.message("heatmap.target");
        let target = f64::from(target.get());
        text.push_str(&scene.say("clause"));
        text.push_str(&scene.render(&wanted.with("level", target)));
    }
    text
}

fn mark(contact: &ContactStanding, label: String) -> Mark {
    Mark {
        label,
        evidence: contact.evidence.clone(),
        account: Some(contact.account),
    }
}

/// "Account, Name · CTO, recognition: +2 (prefers us)".
fn mark_label(
    scene: Scene<'_>,
    contact: &ContactStanding,
    dimension: &str,
    level: Option<Level>,
) -> String {
    let position = position(scene, contact);
    let who = if position.is_empty() {
        contact.name.clone()
    } else {
        format!("{}{}{position}", contact.name, scene.say("dot"))
    };
    let message = scene
        .message(if level.is_some() {
            "heatmap.cell"
        } else {
            "heatmap.cell_unknown"
        })
        .with("account", scene.account(contact.account))
        .with("contact", who)
        .with("dimension", dimension);
    let Some(level) = level.map(Level::get) else {
        return scene.render(&message);
    };
    let message = message
        .with("level", f64::from(level))
        .with("word", scene.say(level_code(level)));
    scene.render(&message)
}
