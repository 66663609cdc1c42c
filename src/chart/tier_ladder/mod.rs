//! Hurdle 1: every account's score against the cut-offs. A firm tier is a mark, a provisional one
//! the interval between its worst and best case. Without a policy: cumulative amounts (ABC).

mod layout;
mod row;
mod table;

use super::Chart;
use super::canvas::{Anchor, Area, Dash, Label, Look, Surface};
use super::frame::{Frame, Key, empty};
use super::line_break::{bold, fit, regular};
use super::scene::Scene;
use super::shapes::Shape;
use super::theme::Paint;
use super::tiers;
use crate::analysis::FindingSeverity;
use crate::analysis::tiering::{AccountTier, Basis, TiersReport, policy_name};
use crate::book::TableKind;
use crate::order::InOrder;
use layout::Layout;

const NAME: &str = "tier-ladder";

/// Draws the tier ladder.
pub fn draw(scene: Scene<'_>) -> Chart {
    let report = &scene.reports.tiers;
    let accounts = shown(scene, report);
    if report.basis == Basis::None || accounts.is_empty() || report.tiers.is_empty() {
        return empty(scene, NAME, &report.finding.unlock);
    }
    let mut frame = Frame::new(scene, NAME, title(scene), &subtitle(scene, report));
    frame.legend(&legend(scene, &accounts));
    let drawn = accounts.len().min(scene.options.max_rows.max(1));
    let layout = Layout::new(&mut frame, &accounts, drawn);
    regions(&mut frame, &layout);
    let mut from = 0.0;
    for (i, account) in accounts.iter().take(drawn).enumerate() {
        row::draw(&mut frame, &layout, i, account, from);
        from = account.score_low;
    }
    axis(&mut frame, &layout);
    let hidden = accounts.len() - drawn;
    let notes = notes(scene, report, hidden, &layout);
    frame.finish(&notes, table::twin(scene, &accounts))
}

fn shown<'a>(scene: Scene<'_>, report: &'a TiersReport) -> Vec<&'a AccountTier> {
    let all = report.accounts.iter();
    let wanted = all.filter(|a| scene.options.account.is_none_or(|id| id == a.account));
    wanted.collect()
}

fn title(scene: Scene<'_>) -> String {
    let finding = &scene.reports.tiers.finding;
    match (scene.options.account, finding.severity) {
        (Some(id), _) => {
            let message = scene.message("tier-ladder.title_account");
            scene.render(&message.with("account", scene.account(id)))
        }
        (None, FindingSeverity::NoData) => scene.say("tier-ladder.title"),
        (None, _) => scene.headline(&finding.message),
    }
}

fn subtitle(scene: Scene<'_>, report: &TiersReport) -> String {
    scene.say(match report.basis {
        Basis::Abc => "tier-ladder.subtitle_abc",
        _ => "tier-ladder.subtitle",
    })
}

fn legend(scene: Scene<'_>, accounts: &[&AccountTier]) -> Vec<(Key, String)> {
    let mut items = Vec::new();
    if accounts.iter().any(|a| a.firm && a.assessable) {
        let key = Key::Shape(Shape::Dot, Paint::Tier(0));
        items.push((key, scene.say("tier-ladder.firm")));
    }
    if accounts.iter().any(|a| !a.firm && a.assessable) {
        let key = Key::Box(row::open_look(Paint::Tier(1)), String::new(), Paint::None);
        let abc = scene.reports.tiers.basis == Basis::Abc;
        items.push((
            key,
            scene.say(if abc {
                "tier-ladder.by_amount"
            } else {
                "tier-ladder.provisional"
            }),
        ));
    }
    if accounts.iter().any(|a| tiers::is_capped(scene, a)) {
        let key = Key::Shape(Shape::Down, Paint::Negative);
        items.push((key, scene.say("tier-scatter.capped_label")));
    }
    if accounts.iter().any(|a| !a.verdicts.is_empty()) {
        let yes = Key::Shape(Shape::Tick, Paint::Accent);
        let no = Key::Shape(Shape::Cross, Paint::Negative);
        items.push((yes, scene.say("tier-ladder.yes")));
        items.push((no, scene.say("tier-ladder.no")));
    }
    items
}

/// Tinted tier regions with their names, and the cut-offs between them.
fn regions(frame: &mut Frame<'_>, layout: &Layout) {
    let (top, bottom) = (layout.plot.area.y, layout.plot.area.y + layout.plot.area.h);
    frame.canvas.open_decor("kam-regions");
    for (i, (name, from, to)) in layout.regions.iter().enumerate() {
        let (left, _) = layout.plot.at(*from, 0.0);
        let (right, _) = layout.plot.at(*to, 0.0);
        let area = Area {
            x: left,
            y: top - 22.0,
            w: right - left,
            h: bottom - top + 22.0,
        };
        let tint = Paint::Region(tiers::rank(layout.regions.len(), i));
        frame.canvas.rect(area, 0.0, Look::fill(tint));
        let text = fit(frame.scene.metrics, name, bold(12.5), area.w - 3.0);
        let middle = left + area.w / 2.0;
        let label = Label::new(&text, middle, top - 7.0, bold(12.5), Paint::Muted);
        frame.canvas.label(label.anchor(Anchor::Middle));
    }
    for cut in &layout.cuts {
        let (x, _) = layout.plot.at(*cut, 0.0);
        let look = Look::line(Paint::Axis, 1.0).dash(Dash::Dashed);
        frame
            .canvas
            .path(&[(x, top - 22.0), (x, bottom)], false, look);
    }
    layout.heads(frame);
    frame.canvas.close();
}

/// The axis line with the ends and the cut-offs as ticks, those that have room.
fn axis(frame: &mut Frame<'_>, layout: &Layout) {
    let area = layout.plot.area;
    let bottom = area.y + area.h;
    frame.canvas.open_decor("kam-axis");
    let line = [(area.x, bottom), (area.x + area.w, bottom)];
    frame
        .canvas
        .path(&line, false, Look::line(Paint::Axis, 1.0));
    let mut ticks = layout.cuts.clone();
    ticks.extend([0.0, 100.0]);
    ticks.order_by(f64::total_cmp);
    ticks.dedup();
    let mut free = f64::NEG_INFINITY;
    for tick in ticks {
        let text = layout.tick(frame.scene, tick);
        let width = regular(10.5).width(frame.scene.metrics, &text);
        let (x, _) = layout.plot.at(tick, 0.0);
        let x = (x - width / 2.0).clamp(frame.left, frame.right - width);
        if x >= free {
            let label = Label::new(&text, x, bottom + 14.0, regular(10.5), Paint::Muted);
            frame.canvas.label(label);
            free = x + width + 5.0;
        }
    }
    frame.canvas.close();
    frame.y = bottom + 18.0;
}

fn notes(scene: Scene<'_>, report: &TiersReport, hidden: usize, layout: &Layout) -> Vec<String> {
    let mut notes = vec![scene.source(&[TableKind::Accounts, TableKind::Opportunities])];
    if report.policy.is_some() {
        let message = scene.message("tier-ladder.policy");
        notes.push(scene.render(&message.with("policy", policy_name(report))));
    }
    if hidden > 0 {
        let message = scene.message("tier-ladder.hidden").with("n", hidden);
        notes.push(scene.render(&message));
    }
    if layout.units_hidden > 0 {
        let message = scene.message("tier-ladder.units_hidden");
        notes.push(scene.render(&message.with("n", layout.units_hidden)));
    }
    notes
}
