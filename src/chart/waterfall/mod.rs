//! Hurdle 1: one account's score, criterion by criterion. What is known is solid, what missing
//! cells leave open is hatched, and the cut-offs say what the sum is worth.

mod across;
mod steps;
mod table;
mod upward;

use super::Chart;
use super::canvas::{Anchor, Fill, Look};
use super::frame::{Frame, Key, empty};
use super::line_break::regular;
use super::scene::{Room, Scene};
use super::shapes::Shape;
use super::theme::Paint;
use super::tiers;
use crate::analysis::tiering::{
    AccountTier, GateState, TiersReport, policy_name, subject_arg, tier_of,
};
use crate::book::TableKind;
use crate::chart::canvas::Surface;
use crate::policy::{Gate, TierPolicy};
use crate::words::{Arg, Message};
use steps::{Step, steps};

const NAME: &str = "waterfall";
/// Least width of a column; with less room bars lie across.
const COLUMN: f64 = 64.0;

/// Draws the score of one account.
pub fn draw(scene: Scene<'_>) -> Chart {
    let report = &scene.reports.tiers;
    let found = report.policy.as_ref().zip(chosen(scene));
    let Some((policy, (account, reason))) = found else {
        return empty(scene, NAME, &report.finding.unlock);
    };
    let steps = steps(scene, policy, account);
    let mut subtitle = vec![say(scene, "subtitle")];
    subtitle.extend(reason.map(|code| say(scene, code)));
    let title = title(scene, policy, account, &steps);
    let mut frame = Frame::new(scene, NAME, title, &scene.clauses(&subtitle));
    let open = account.score_high - account.score_low > 0.05;
    if open {
        let key = Key::Box(open_look(Paint::Accent), String::new(), Paint::None);
        frame.legend(&[(key, text(scene, "open"))]);
    }
    gates(&mut frame, policy, account);
    let columns = steps.len() as f64 + 1.0;
    if scene.room() == Room::Large && frame.inner() - 60.0 >= COLUMN * columns {
        upward::draw(&mut frame, account, &steps);
    } else {
        across::draw(&mut frame, account, &steps);
    }
    let policy = scene.message("tier-ladder.policy");
    let notes = [
        scene.source(&[TableKind::Accounts, TableKind::Opportunities]),
        scene.render(&policy.with("policy", policy_name(report))),
    ];
    frame.finish(&notes, table::twin(scene, account, &steps))
}

fn say(scene: Scene<'_>, code: &str) -> Message {
    scene.message(&format!("{NAME}.{code}"))
}

fn text(scene: Scene<'_>, code: &str) -> String {
    scene.render(&say(scene, code))
}

/// The account asked for; else the one most worth looking at, and why it is.
fn chosen(scene: Scene<'_>) -> Option<(&AccountTier, Option<&'static str>)> {
    let report = &scene.reports.tiers;
    if let Some(id) = scene.options.account {
        return Some((tiers::find(scene, id).filter(|a| a.assessable)?, None));
    }
    let all = || report.accounts.iter().filter(|a| a.assessable);
    let largest = |holds: &dyn Fn(&AccountTier) -> bool| {
        let list: Vec<&AccountTier> = all().filter(|a| holds(a)).collect();
        let size = |a: &AccountTier| a.amount.unwrap_or(0.0);
        // The first of equals.
        let best = list.into_iter().rev();
        best.max_by(|a, b| size(a).total_cmp(&size(b)))
    };
    let telling = largest(&|a| a.disputed).map(|a| (a, "shown_disputed"));
    let telling = telling.or_else(|| Some((largest(&|a| !a.firm)?, "shown_open")));
    let telling = telling.or_else(|| Some((largest(&|a| a.fragile)?, "shown_fragile")));
    if let Some((account, code)) = telling {
        return Some((account, Some(code)));
    }
    let near = all().min_by(|a, b| distance(report, a).total_cmp(&distance(report, b)));
    near.map(|account| (account, Some("shown_near")))
}

/// Points to the nearest cut-off.
fn distance(report: &TiersReport, account: &AccountTier) -> f64 {
    let cuts = report.tiers.iter().map(|t| t.cutoff).filter(|c| *c > 0.0);
    let gaps = cuts.map(|c| (c - account.score_low).abs());
    gaps.fold(f64::INFINITY, f64::min)
}

/// The score and its tier, what brings most, and what leaves it open or holds it down.
fn title(scene: Scene<'_>, policy: &TierPolicy, account: &AccountTier, steps: &[Step]) -> String {
    let gate = binding(policy, account);
    let open = steps.iter().filter(|s| s.open() > 0.05);
    let open = open.max_by(|a, b| a.open().total_cmp(&b.open()));
    let most = steps
        .iter()
        .max_by(|a, b| a.low.total_cmp(&b.low).then(b.index.cmp(&a.index)));
    let (code, field, points) = match (gate, open, most) {
        (Some(gate), ..) => ("title_gate", subject_arg(&gate.subject), 0.0),
        (_, Some(step), _) if !account.firm => ("title_open", step.field.clone(), step.open()),
        (.., Some(step)) => ("title_most", step.field.clone(), step.low),
        _ => ("title_most", Arg::from(""), 0.0),
    };
    let message = say(scene, code)
        .with("account", scene.account(account.account))
        .with("score", tiers::score_text(scene, account))
        .with("tier", tiers::tier_text(scene, account))
        .with("field", field)
        .with("points", points);
    scene.render(&message)
}

/// The gate that holds the account below the tier of its score: of several the strictest, of
/// equals the first.
fn binding<'a>(policy: &'a TierPolicy, account: &AccountTier) -> Option<&'a Gate> {
    let failed = account.gates.iter().rev();
    let failed = failed.filter(|g| g.state == GateState::Failed);
    let failed = failed.filter_map(|g| policy.gates.get(g.gate));
    let earned = tier_of(policy, account.score_low);
    failed.filter(|g| g.cap > earned).max_by_key(|g| g.cap)
}

/// Gates that fail, or of which it is not known, by name.
fn gates(frame: &mut Frame<'_>, policy: &TierPolicy, account: &AccountTier) {
    let scene = frame.scene;
    for outcome in account
        .gates
        .iter()
        .filter(|g| g.state != GateState::Passed)
    {
        let Some(gate) = policy.gates.get(outcome.gate) else {
            continue;
        };
        let (code, shape, paint) = match outcome.state {
            GateState::Failed => ("gate_failed", Shape::Cross, Paint::Negative),
            _ => ("gate_unknown", Shape::UpOpen, Paint::Muted),
        };
        let message = say(scene, code)
            .with("field", subject_arg(&gate.subject))
            .with("tier", tiers::name(&scene.reports.tiers, gate.cap));
        let said = scene.render(&message);
        let label = format!(
            "{}{}{said}",
            scene.account(account.account),
            scene.say("clause")
        );
        frame.y += 18.0;
        let (x, y) = (frame.left, frame.y);
        frame
            .canvas
            .open_mark("kam-gate", tiers::mark(account, label));
        frame.canvas.hit(super::canvas::Area {
            x,
            y: y - 17.0,
            w: frame.inner(),
            h: 24.0,
        });
        shape.draw(&mut frame.canvas, x + 6.0, y - 4.5, 5.0, paint);
        let room = frame.inner() - 18.0;
        let pen = (regular(12.5), Paint::Ink2);
        frame.write(&said, (x + 18.0, y, Anchor::Start), pen, room);
        frame.canvas.close();
        frame.y += 6.0;
    }
}

/// How what is not known looks.
fn open_look(paint: Paint) -> Look {
    Look {
        fill: Fill::Hatch(paint),
        ..Look::line(paint, 1.0)
    }
}

/// "+12.5", or "0 – 14.3" of what is not known.
fn points_text(scene: Scene<'_>, step: &Step) -> String {
    let code = if step.open() > 0.05 {
        "points_open"
    } else {
        "points"
    };
    let message = say(scene, code).with("low", step.low);
    scene.render(&message.with("high", step.high))
}

/// (name, cut-off) of the tiers with a line to reach.
fn cut_offs<'a>(scene: Scene<'a>) -> Vec<(&'a str, f64)> {
    let tiers = scene.reports.tiers.tiers.iter();
    let cuts = tiers.map(|t| (t.name.as_str(), t.cutoff));
    cuts.filter(|(_, c)| *c > 0.0 && *c <= 100.0).collect()
}

/// Where the scale of points ends: a little beyond the score and the best cut-off.
fn top(scene: Scene<'_>, account: &AccountTier) -> f64 {
    let cuts = cut_offs(scene).into_iter().map(|(_, cut)| cut);
    let most = cuts.fold(account.score_high.max(10.0), f64::max);
    (most * 1.06).min(100.0)
}
