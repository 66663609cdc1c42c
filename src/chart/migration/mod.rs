//! Hurdle 1: who moved between tiers, against a saved policy or the tiers of the file. Named lines
//! where few moved, else bands from tier to tier.

mod bands;
mod flows;
mod lines;

use super::Chart;
use super::canvas::Anchor;
use super::frame::{Frame, Key, empty};
use super::line_break::{bold, regular};
use super::scene::Scene;
use super::theme::Paint;
use crate::analysis::Unlock;
use crate::analysis::tiering::{Migration, MigrationFrom, policy_name, policy_title};
use crate::book::{Field, TableKind};
use crate::chart::canvas::{Look, Surface};
use crate::words::{Arg, Message};
use flows::Sides;

const NAME: &str = "migration";
/// Most moves that are drawn one by one, with names.
const MOST_NAMED: usize = 12;

/// Draws who moved between tiers.
pub fn draw(scene: Scene<'_>) -> Chart {
    let report = &scene.reports.tiers;
    let Some(migration) = &report.migration else {
        let mut unlock = match report.policy {
            Some(_) => Vec::new(),
            None => report.finding.unlock.clone(),
        };
        unlock.push(Unlock {
            table: TableKind::Accounts,
            fields: vec![Field::Tier],
        });
        return empty(scene, NAME, &unlock);
    };
    let few = migration.moved.len() <= MOST_NAMED;
    let subtitle = text(scene, if few { "subtitle_few" } else { "subtitle_many" });
    let mut frame = Frame::new(scene, NAME, title(scene, migration), &subtitle);
    legend(&mut frame, migration);
    heads(&mut frame, migration);
    let sides = Sides::new(scene, migration);
    let table = if few {
        lines::draw(&mut frame, migration, &sides)
    } else {
        bands::draw(&mut frame, migration, &sides)
    };
    let compared: usize = migration.flows.iter().flatten().sum();
    let left_out = report.accounts.len().saturating_sub(compared);
    let mut notes = vec![scene.source(&[TableKind::Accounts, TableKind::Opportunities])];
    if left_out > 0 {
        notes.push(scene.render(&say(scene, "left_out").with("n", left_out)));
    }
    if report.accounts.iter().any(|a| a.assessable && !a.firm) {
        notes.push(text(scene, "low_case"));
    }
    frame.finish(&notes, table)
}

fn say(scene: Scene<'_>, code: &str) -> Message {
    scene.message(&format!("{NAME}.{code}"))
}

fn text(scene: Scene<'_>, code: &str) -> String {
    scene.render(&say(scene, code))
}

/// The name of what is compared with.
fn before(migration: &Migration) -> Arg {
    match &migration.from {
        MigrationFrom::Policy(policy) => policy_title(policy),
        MigrationFrom::File => Arg::Code(format!("chart.{NAME}.file")),
    }
}

fn title(scene: Scene<'_>, migration: &Migration) -> String {
    let count = |up| migration.moved.iter().filter(|m| m.up == Some(up)).count();
    let (up, down) = (count(true), count(false));
    let from = match migration.from {
        MigrationFrom::Policy(_) => "policy",
        MigrationFrom::File => "file",
    };
    let code = match (migration.moved.len(), up + down) {
        (0, _) => format!("title_none_{from}"),
        (all, told) if told < all => format!("title_other_{from}"),
        _ => format!("title_{from}"),
    };
    let total: usize = migration.flows.iter().flatten().sum();
    let message = say(scene, &code)
        .with("n", migration.moved.len())
        .with("total", total)
        .with("up", up)
        .with("down", down);
    scene.render(&message.with("policy", before(migration)))
}

fn legend(frame: &mut Frame<'_>, migration: &Migration) {
    let scene = frame.scene;
    let mut items = Vec::new();
    for (code, up) in [("up", Some(true)), ("down", Some(false)), ("other", None)] {
        if migration.moved.iter().any(|m| m.up == up) {
            let key = Key::Box(Look::tint(paint(up)), String::new(), Paint::None);
            items.push((key, text(scene, code)));
        }
    }
    let key = Key::Box(Look::fill(Paint::Grid), String::new(), Paint::None);
    items.push((key, text(scene, "same")));
    frame.legend(&items);
}

/// Colour of a move.
fn paint(up: Option<bool>) -> Paint {
    match up {
        Some(true) => Paint::Accent,
        Some(false) => Paint::Negative,
        None => Paint::Neutral,
    }
}

/// What stands at the left and what at the right.
fn heads(frame: &mut Frame<'_>, migration: &Migration) {
    let scene = frame.scene;
    let name = |arg: Arg| scene.render(&say(scene, "head").with("policy", arg));
    let room = frame.inner() / 2.0 - 10.0;
    frame.y += 12.0;
    frame.canvas.open_decor("kam-heads");
    let pen = (regular(12.0), Paint::Muted);
    let (left, right, y) = (frame.left, frame.right, frame.y);
    frame.write(
        &name(before(migration)),
        (left, y, Anchor::Start),
        pen,
        room,
    );
    let now = name(policy_name(&scene.reports.tiers));
    frame.write(&now, (right, y, Anchor::End), pen, room);
    frame.canvas.close();
    frame.y += 10.0;
}

/// A tier's name in bold, with how many stand there.
fn node_pen() -> (super::line_break::Face, Paint) {
    (bold(12.5), Paint::Ink)
}
