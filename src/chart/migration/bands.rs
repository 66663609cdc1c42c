//! Many moved: bands from tier to tier, as thick as accounts are many.

use super::flows::{Flow, Node, Sides, flows};
use super::{Migration, node_pen, paint, say, text};
use crate::analysis::tiering::AccountTier;
use crate::chart::ChartTable;
use crate::chart::canvas::{Anchor, Area, Look, Surface};
use crate::chart::frame::{Frame, NOTE};
use crate::chart::line_break::{bold, regular};
use crate::chart::scene::{Room, Scene};
use crate::chart::theme::Paint;
use crate::chart::tiers;
use crate::order::{Gather, InOrder};
use crate::words::{Arg, NumberStyle};

/// Least height of a tier, so that its name and change have room.
const LEAST: f64 = 34.0;
const GAP: f64 = 12.0;
/// Width of a tier's bar.
const BAR: f64 = 12.0;
/// Most names in a band's mark.
const MOST_NAMES: usize = 5;

/// Where a side's tiers lie: (top, height, first free pixel for a band).
type Column = Vec<(f64, f64, f64)>;

/// Draws the bands; moves the frame below them.
pub fn draw(frame: &mut Frame<'_>, migration: &Migration, sides: &Sides) -> ChartTable {
    let scene = frame.scene;
    let total: usize = sides.before.iter().map(|n| n.count).sum();
    let unit = 300.0 / total.max(1) as f64;
    let side = (frame.inner() * 0.26).min(150.0);
    let (left, right) = (frame.left + side, frame.right - side);
    let mut columns = [
        column(&sides.before, frame.y, unit),
        column(&sides.now, frame.y, unit),
    ];
    let bottom = columns
        .iter()
        .flatten()
        .map(|c| c.0 + c.1)
        .fold(frame.y, f64::max);
    let all = flows(migration, scene.reports.tiers.tiers.len());
    let placed = place(&all, &mut columns, unit);
    for (flow, (from, to)) in placed.iter().filter(|(f, _)| f.moved.is_empty()) {
        band(
            frame,
            flow,
            sides,
            (left + BAR, *from),
            (right - BAR, *to),
            unit,
        );
    }
    for (flow, (from, to)) in placed.iter().filter(|(f, _)| !f.moved.is_empty()) {
        band(
            frame,
            flow,
            sides,
            (left + BAR, *from),
            (right - BAR, *to),
            unit,
        );
    }
    bars(frame, sides, &columns, (left, right), side);
    frame.y = bottom;
    twin(scene, &placed, sides)
}

fn column(nodes: &[Node], top: f64, unit: f64) -> Column {
    let mut y = top;
    let place = |node: &Node| {
        let thick = node.count as f64 * unit;
        let height = thick.max(LEAST);
        let placed = (y, height, y + (height - thick) / 2.0);
        y += height + GAP;
        placed
    };
    nodes.iter().map(place).collect()
}

/// Upper edges of each band at both ends: in the order of the tiers at the other end.
fn place<'f, 'a>(
    all: &'f [Flow<'a>],
    columns: &mut [Column; 2],
    unit: f64,
) -> Vec<(&'f Flow<'a>, (f64, f64))> {
    let [before, now] = columns;
    let take = |column: &mut Column, at: usize, count: usize| {
        let free = column.get_mut(at).map(|(.., free)| {
            let at = *free;
            *free += count as f64 * unit;
            at
        });
        free.unwrap_or(0.0)
    };
    let from: Vec<f64> = all.iter().map(|f| take(before, f.from, f.count)).collect();
    let mut placed: Vec<(&Flow<'_>, (f64, f64))> =
        all.iter().zip(from).map(|(f, y)| (f, (y, 0.0))).collect();
    placed.order_by_key(|(f, _)| (f.to, f.from, !f.moved.is_empty()));
    for (flow, (_, to)) in &mut placed {
        *to = take(now, flow.to, flow.count);
    }
    placed.order_by_key(|(f, _)| (f.from, f.to, !f.moved.is_empty()));
    placed
}

fn band(
    frame: &mut Frame<'_>,
    flow: &Flow<'_>,
    sides: &Sides,
    from: (f64, f64),
    to: (f64, f64),
    unit: f64,
) {
    let scene = frame.scene;
    let moved = flow.moved.iter().take(tiers::MOST_ROWS);
    let accounts: Vec<&AccountTier> = moved
        .filter_map(|m| tiers::find(scene, m.account))
        .collect();
    let mut mark = tiers::group_mark(&accounts, label(scene, flow, sides));
    if flow.moved.is_empty() {
        mark.evidence = stayed(scene, flow, sides);
    }
    frame.canvas.open_mark("kam-flow", mark);
    let thick = flow.count as f64 * unit;
    let mut outline = curve(from, to);
    let mut lower = curve((from.0, from.1 + thick), (to.0, to.1 + thick));
    lower.reverse();
    outline.extend(lower);
    let look = match flow.moved.first() {
        Some(first) => Look::tint(paint(first.up)),
        None => Look::fill(Paint::Grid),
    };
    frame.canvas.path(&outline, true, look);
    if thick >= 13.0 {
        let count = scene.number(flow.count as f64, NumberStyle::Int);
        let at = (from.0 + 7.0, from.1 + thick / 2.0 + 4.0, Anchor::Start);
        let paint = if flow.moved.is_empty() {
            Paint::Muted
        } else {
            Paint::Ink
        };
        frame.write(&count, at, (bold(11.5), paint), 60.0);
    }
    frame.canvas.close();
}

/// Rows of accounts that stay.
fn stayed(scene: Scene<'_>, flow: &Flow<'_>, sides: &Sides) -> Vec<crate::analysis::Evidence> {
    let name = sides.before.get(flow.from).map(|n| n.name.as_str());
    let report = &scene.reports.tiers;
    let there = report
        .accounts
        .iter()
        .filter(|a| a.assessable && Some(tiers::name(report, a.tier_low)) == name);
    let moved = report.migration.iter().flat_map(|m| &m.moved);
    let moved: std::collections::BTreeSet<_> = moved.map(|m| m.account).gather();
    let there: Vec<&AccountTier> = there.filter(|a| !moved.contains(&a.account)).collect();
    tiers::group_mark(&there, String::new()).evidence
}

/// A smooth step, as a line through points.
fn curve(from: (f64, f64), to: (f64, f64)) -> Vec<(f64, f64)> {
    let point = |i: i32| {
        let t = f64::from(i) / 20.0;
        let s = t * t * (3.0 - 2.0 * t);
        (from.0 + (to.0 - from.0) * t, from.1 + (to.1 - from.1) * s)
    };
    (0..=20).map(point).collect()
}

/// "A → B: 3 accounts (X, Y and Z)".
fn label(scene: Scene<'_>, flow: &Flow<'_>, sides: &Sides) -> String {
    let name = |nodes: &[Node], at: usize| nodes.get(at).map_or(String::new(), |n| n.name.clone());
    let code = match flow.moved.first().map(|m| m.up) {
        None => "stay_label",
        Some(None) => "other_label",
        Some(Some(true)) => "up_label",
        Some(Some(false)) => "down_label",
    };
    let names = flow.moved.iter().take(MOST_NAMES);
    let names = names.map(|m| Arg::from(scene.account(m.account))).collect();
    let message = say(scene, code)
        .with("n", flow.count)
        .with("from", name(&sides.before, flow.from))
        .with("to", name(&sides.now, flow.to))
        .with("names", Arg::List(names));
    scene.render(&message)
}

/// Both sides' tiers with their counts, at the right also by how many they changed.
fn bars(frame: &mut Frame<'_>, sides: &Sides, columns: &[Column; 2], ends: (f64, f64), side: f64) {
    let scene = frame.scene;
    let [before, now] = columns;
    let room = side - 8.0;
    let small = scene.room() == Room::Small;
    frame.canvas.open_decor("kam-tiers");
    for (i, (node, (top, height, _))) in sides.before.iter().zip(before).enumerate() {
        bar(
            frame,
            (ends.0, *top, *height),
            tiers::paint(sides.before.len(), i),
        );
        let y = top + height / 2.0 + if small { -2.0 } else { 4.5 };
        let at = (ends.0 - 8.0, y, Anchor::End);
        named(frame, node, at, room, small);
    }
    for (i, (node, (top, height, _))) in sides.now.iter().zip(now).enumerate() {
        bar(
            frame,
            (ends.1 - BAR, *top, *height),
            tiers::paint(sides.now.len(), i),
        );
        let y = top + height / 2.0 - 2.0;
        let at = (ends.1 + 8.0, y, Anchor::Start);
        named(frame, node, at, room, false);
        if let Some(change) = sides.change(i) {
            let change = scene.number(change, NumberStyle::Signed);
            let at = (ends.1 + 8.0, y + 14.0, Anchor::Start);
            frame.write(&change, at, (NOTE, Paint::Ink2), room);
        }
    }
    frame.canvas.close();
}

fn bar(frame: &mut Frame<'_>, (x, y, h): (f64, f64, f64), paint: Paint) {
    let area = Area { x, y, w: BAR, h };
    frame.canvas.rect(area, 2.0, Look::fill(paint));
}

/// A tier's name with its count, beside or below it.
fn named(
    frame: &mut Frame<'_>,
    node: &Node,
    (x, y, anchor): (f64, f64, Anchor),
    room: f64,
    below: bool,
) {
    let count = frame.scene.number(node.count as f64, NumberStyle::Int);
    if below {
        frame.write(&node.name, (x, y, anchor), node_pen(), room);
        let pen = (regular(11.5), Paint::Ink2);
        frame.write(&count, (x, y + 14.0, anchor), pen, room);
        return;
    }
    let width = node_pen()
        .0
        .width(frame.scene.metrics, &format!(" {count}"));
    let name = crate::chart::canvas::clean(&node.name);
    let name =
        crate::chart::line_break::fit(frame.scene.metrics, &name, node_pen().0, room - width);
    frame.write(&format!("{name} {count}"), (x, y, anchor), node_pen(), room);
}

fn twin(scene: Scene<'_>, placed: &[(&Flow<'_>, (f64, f64))], sides: &Sides) -> ChartTable {
    let column = |code: &str| scene.say(&format!("column.{code}"));
    let name = |nodes: &[Node], at: usize| nodes.get(at).map_or(String::new(), |n| n.name.clone());
    let row = |flow: &Flow<'_>| {
        let way = match flow.moved.first().map(|m| m.up) {
            None => "same",
            Some(None) => "other",
            Some(Some(true)) => "up",
            Some(Some(false)) => "down",
        };
        let cells = vec![
            name(&sides.now, flow.to),
            text(scene, way),
            scene.number(flow.count as f64, NumberStyle::Int),
        ];
        (name(&sides.before, flow.from), cells)
    };
    ChartTable {
        caption: String::new(),
        columns: vec![
            column("from"),
            column("to"),
            column("way"),
            column("accounts"),
        ],
        rows: placed.iter().map(|(flow, _)| row(flow)).collect(),
        numeric: vec![3],
    }
}
