//! Few moved: each a named line between its tiers.

use super::flows::{Node, Sides, slot};
use super::{Migration, node_pen, paint, say, text};
use crate::analysis::tiering::Move;
use crate::chart::canvas::{Anchor, Area, Look, Surface};
use crate::chart::frame::Frame;
use crate::chart::line_break::regular;
use crate::chart::scene::Scene;
use crate::chart::shapes::Shape;
use crate::chart::theme::Paint;
use crate::chart::{ChartTable, Mark, tiers};
use crate::order::InOrder;
use crate::words::NumberStyle;

/// Height of a name, and of a tier's head.
const ROW: f64 = 24.0;
const GAP: f64 = 10.0;

/// Where a side's tiers begin, and how many of theirs stayed.
struct Side {
    tops: Vec<f64>,
    bottom: f64,
}

/// Draws the lines; moves the frame below them.
pub fn draw(frame: &mut Frame<'_>, migration: &Migration, sides: &Sides) -> ChartTable {
    let scene = frame.scene;
    let now = scene.reports.tiers.tiers.len();
    let moved = sorted(migration, now);
    let from = |m: &Move| slot(migration.from_tiers.len(), m.from);
    let to = |m: &Move| slot(now, m.to);
    let left = side(frame.y, sides.before.len(), moved.iter().map(|m| from(m)));
    let right = side(frame.y, sides.now.len(), moved.iter().map(|m| to(m)));
    let room = frame.inner() * 0.36;
    let ends = (frame.left + room, frame.right - room);
    heads(frame, sides, &left, &right, ends, room);
    for (i, found) in moved.iter().enumerate() {
        let earlier = moved.get(..i).unwrap_or_default();
        let place = |side: &Side, at: usize, before: usize| {
            side.tops.get(at).copied().unwrap_or(0.0) + ROW * (before as f64 + 1.5)
        };
        let before = earlier.iter().filter(|m| from(m) == from(found)).count();
        let from_y = place(&left, from(found), before);
        let arrived = moved.iter().filter(|m| to(m) == to(found));
        let key = |m: &Move| (from(m), m.account);
        let before = arrived.filter(|m| key(m) < key(found)).count();
        let to_y = place(&right, to(found), before);
        line(
            frame,
            migration,
            found,
            (ends.0, from_y),
            (ends.1, to_y),
            room,
        );
    }
    frame.y = left.bottom.max(right.bottom);
    twin(scene, migration, &moved)
}

/// By tier before, then by tier now.
fn sorted(migration: &Migration, now: usize) -> Vec<&Move> {
    let mut moved: Vec<&Move> = migration.moved.iter().collect();
    let before = migration.from_tiers.len();
    moved.order_by_key(|m| (slot(before, m.from), slot(now, m.to), m.account));
    moved
}

fn side(top: f64, tiers: usize, moved: impl Iterator<Item = usize>) -> Side {
    let mut counts = vec![0_usize; tiers];
    for at in moved {
        counts.get_mut(at).into_iter().for_each(|count| *count += 1);
    }
    let mut y = top;
    let mut tops = Vec::new();
    for count in counts {
        tops.push(y);
        y += ROW * (count as f64 + 1.0) + GAP;
    }
    Side {
        tops,
        bottom: y - GAP,
    }
}

/// Each tier's name and count on both sides, and a grey band between tiers of the same name.
fn heads(
    frame: &mut Frame<'_>,
    sides: &Sides,
    left: &Side,
    right: &Side,
    ends: (f64, f64),
    room: f64,
) {
    frame.canvas.open_decor("kam-tiers");
    for (node, y) in sides.before.iter().zip(&left.tops) {
        let same = sides.now.iter().position(|n| n.name == node.name);
        let to = same.and_then(|at| right.tops.get(at));
        if let (Some(to), true) = (to, node.count > 0) {
            let (from, to) = (y + ROW / 2.0, to + ROW / 2.0);
            let look = Look::line(Paint::Grid, 6.0);
            frame
                .canvas
                .path(&[(ends.0, from), (ends.1, to)], false, look);
        }
    }
    for (i, (node, y)) in sides.before.iter().zip(&left.tops).enumerate() {
        let x = ends.0 - 8.0;
        let paint = tiers::paint(sides.before.len(), i);
        tiers::shape(sides.before.len(), i).draw(
            &mut frame.canvas,
            ends.0,
            y + ROW / 2.0,
            5.0,
            paint,
        );
        head(
            frame,
            node,
            None,
            (x, y + ROW / 2.0 + 4.5, Anchor::End),
            room - 14.0,
        );
    }
    for (i, (node, y)) in sides.now.iter().zip(&right.tops).enumerate() {
        let x = ends.1 + 8.0;
        let paint = tiers::paint(sides.now.len(), i);
        tiers::shape(sides.now.len(), i).draw(&mut frame.canvas, ends.1, y + ROW / 2.0, 5.0, paint);
        let at = (x, y + ROW / 2.0 + 4.5, Anchor::Start);
        head(frame, node, sides.change(i), at, room - 14.0);
    }
    frame.canvas.close();
}

fn head(
    frame: &mut Frame<'_>,
    node: &Node,
    change: Option<f64>,
    at: (f64, f64, Anchor),
    room: f64,
) {
    let scene = frame.scene;
    let mut text = format!(
        "{} · {}",
        node.name,
        scene.number(node.count as f64, NumberStyle::Int)
    );
    if let Some(change) = change.filter(|c| *c != 0.0) {
        let change = scene.number(change, NumberStyle::Signed);
        text = format!("{text} ({change})");
    }
    frame.write(&text, at, node_pen(), room);
}

fn line(
    frame: &mut Frame<'_>,
    migration: &Migration,
    found: &Move,
    from: (f64, f64),
    to: (f64, f64),
    room: f64,
) {
    let scene = frame.scene;
    let label = label(scene, migration, found);
    let mark = match tiers::find(scene, found.account) {
        Some(tier) => tiers::mark(tier, label),
        None => Mark {
            label,
            evidence: Vec::new(),
            account: Some(found.account),
        },
    };
    frame.canvas.open_mark("kam-move", mark);
    let hit = Area {
        x: from.0 - room,
        y: from.1 - ROW / 2.0,
        w: room + 10.0,
        h: ROW,
    };
    frame.canvas.hit(hit);
    let paint = paint(found.up);
    frame
        .canvas
        .path(&[from, to], false, Look::line(paint, 2.0));
    Shape::Dot.raised(&mut frame.canvas, from.0, from.1, 4.0, paint);
    Shape::Dot.raised(&mut frame.canvas, to.0, to.1, 4.0, paint);
    let name = scene.account(found.account);
    let pen = (regular(12.5), Paint::Ink);
    let left = (from.0 - 8.0, from.1 + 4.5, Anchor::End);
    frame.write(name, left, pen, room - 8.0);
    let right = (to.0 + 8.0, to.1 + 4.5, Anchor::Start);
    frame.write(name, right, pen, room - 8.0);
    frame.canvas.close();
}

/// "Account: B → A, up; why".
fn label(scene: Scene<'_>, migration: &Migration, found: &Move) -> String {
    let message = say(scene, "move_label")
        .with("account", scene.account(found.account))
        .with("from", before(migration, found))
        .with("to", tiers::name(&scene.reports.tiers, found.to))
        .with("way", text(scene, way(found.up)))
        .with("why", scene.render(&found.why.message()));
    scene.render(&message)
}

fn before(migration: &Migration, found: &Move) -> String {
    migration
        .from_tiers
        .get(found.from)
        .cloned()
        .unwrap_or_default()
}

fn way(up: Option<bool>) -> &'static str {
    match up {
        Some(true) => "up",
        Some(false) => "down",
        None => "other",
    }
}

fn twin(scene: Scene<'_>, migration: &Migration, moved: &[&Move]) -> ChartTable {
    let codes = ["account", "from", "to", "way", "why"];
    let row = |found: &&Move| {
        let cells = vec![
            before(migration, found),
            tiers::name(&scene.reports.tiers, found.to).to_owned(),
            text(scene, way(found.up)),
            scene.render(&found.why.message()),
        ];
        (scene.account(found.account).to_owned(), cells)
    };
    ChartTable {
        caption: String::new(),
        columns: codes
            .iter()
            .map(|c| scene.say(&format!("column.{c}")))
            .collect(),
        rows: moved.iter().map(row).collect(),
        numeric: Vec::new(),
    }
}
