//! Hurdle 1: amount against score. Who is large and yet no key account, who is a key account on a
//! thin margin, and whose tier missing cells leave open.

mod dots;
mod layout;
mod marks;
mod names;
mod table;

use super::Chart;
use super::frame::{Frame, Key, empty};
use super::scene::Scene;
use super::shapes::Shape;
use super::theme::Paint;
use crate::analysis::tiering::{Basis, TiersReport, policy_name};
use crate::book::TableKind;
use crate::order::InOrder;
use crate::words::{Arg, Message};
use dots::{Across, Dot, dots};
use layout::Layout;

const NAME: &str = "tier-scatter";

/// Draws the scatter of tiers.
pub fn draw(scene: Scene<'_>) -> Chart {
    let report = &scene.reports.tiers;
    let across = Across::of(scene);
    let dots = dots(scene, across);
    let known = dots.iter().any(|d| d.x.is_some());
    if report.basis != Basis::Policy || !known || report.tiers.is_empty() {
        return empty(scene, NAME, &report.finding.unlock);
    }
    let title = title(scene, across, &dots);
    let mut frame = Frame::new(scene, NAME, title, &subtitle(scene, across, &dots));
    let legend = legend(scene, &dots);
    if !legend.is_empty() {
        frame.legend(&legend);
    }
    let layout = Layout::new(&mut frame, &dots);
    layout::ground(&mut frame, &layout, across);
    let marks = marks::all(&layout, &dots);
    for mark in &marks {
        marks::draw(&mut frame, &layout, mark, across);
    }
    let unnamed = names::place_names(&mut frame, &layout, &marks);
    let counts = Counts {
        unnamed,
        binned: marks::binned(&marks),
    };
    let notes = notes(scene, &dots, &counts);
    let table = table::twin(scene, &marks, &layout, across);
    frame.finish(&notes, table)
}

/// What is not drawn as it could be.
struct Counts {
    unnamed: usize,
    binned: usize,
}

/// Are the largest accounts the key accounts?
fn title(scene: Scene<'_>, across: Across, dots: &[Dot<'_>]) -> String {
    let report = &scene.reports.tiers;
    let line = report.key_line;
    let mut sized: Vec<&Dot<'_>> = dots.iter().filter(|d| d.x.is_some()).collect();
    sized.order_by(|a, b| b.x.unwrap_or(0.0).total_cmp(&a.x.unwrap_or(0.0)));
    let key = dots.iter().filter(|d| d.account.tier_low <= line).count();
    let largest = sized.get(..key.min(sized.len())).unwrap_or(&sized);
    let mut below = largest.iter().filter(|d| d.account.tier_high > line);
    let first = below.clone().next().or(largest.first());
    let first = first.map_or("", |d| scene.account(d.account.account));
    let below = below.by_ref().count();
    let open = largest.iter().filter(|d| d.account.tier_low > line).count();
    let (code, n) = match (key, below, open) {
        (0, ..) => ("title_none", 0),
        _ if key == dots.len() => ("title_every", key),
        (_, 0, 0) => ("title_same", key),
        (_, 0, open) => ("title_open", open),
        (_, below, _) => ("title_below", below),
    };
    let message = say(scene, code).with("n", n).with("of", largest.len());
    let tier = super::tiers::name(report, line);
    let message = message.with("account", first).with("tier", tier);
    scene.render(&message.with("amount", across.word()))
}

fn say(scene: Scene<'_>, code: &str) -> Message {
    scene.message(&format!("{NAME}.{code}"))
}

fn subtitle(scene: Scene<'_>, across: Across, dots: &[Dot<'_>]) -> String {
    let code = match (
        dots.len() > marks::MOST,
        dots.iter().any(|d| d.area.is_some()),
    ) {
        (true, _) => "subtitle_many",
        (_, true) => "subtitle_area",
        _ => "subtitle",
    };
    let message = say(scene, code).with("amount", across.word());
    let message = message.with("revenue", Arg::Code("tiers.amount.revenue".to_owned()));
    scene.render(&message)
}

fn legend(scene: Scene<'_>, dots: &[Dot<'_>]) -> Vec<(Key, String)> {
    let mut items = Vec::new();
    let text = |code: &str| scene.render(&say(scene, code));
    if dots.iter().any(|d| !d.account.firm) {
        let code = match marks::without_intervals(dots.len()) {
            true => "provisional_many",
            false => "provisional",
        };
        items.push((Key::Hollow(Shape::Dot, Paint::Tier(1)), text(code)));
    }
    if dots.iter().any(|d| d.account.fragile) {
        items.push((Key::Halo(Paint::Negative), text("fragile")));
    }
    items
}

fn notes(scene: Scene<'_>, dots: &[Dot<'_>], counts: &Counts) -> Vec<String> {
    let report: &TiersReport = &scene.reports.tiers;
    let mut notes = vec![scene.source(&[TableKind::Accounts, TableKind::Opportunities])];
    let policy = scene.message("tier-ladder.policy");
    notes.push(scene.render(&policy.with("policy", policy_name(report))));
    let capped = dots.iter().filter(|d| d.capped).count();
    let said = [
        ("binned", counts.binned),
        ("unnamed", counts.unnamed),
        ("capped", capped),
        ("not_assessable", report.not_assessable),
    ];
    for (code, n) in said.into_iter().filter(|(_, n)| *n > 0) {
        notes.push(scene.render(&say(scene, code).with("n", n)));
    }
    notes
}
