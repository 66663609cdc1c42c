//! One account before the committee.

use super::layout::Layout;
use super::{hatched, rater_name, say, text, votes};
use crate::analysis::tiering::{Audit, AuditRow, Verdict, VerdictBy};
use crate::chart::Mark;
use crate::chart::canvas::{Anchor, Area, Look, Surface};
use crate::chart::frame::{Frame, NOTE};
use crate::chart::line_break::{bold, regular};
use crate::chart::scene::Scene;
use crate::chart::shapes::Shape;
use crate::chart::theme::Paint;
use crate::chart::tiers;
use crate::words::NumberStyle;

/// Signs of the verdicts: shape and colour.
pub const YES: (Shape, Paint) = (Shape::Tick, Paint::Surface);
pub const NO: (Shape, Paint) = (Shape::Cross, Paint::Negative);
pub const OPEN: (Shape, Paint) = (Shape::UpOpen, Paint::Muted);

/// Filled: yes.
pub fn yes_look() -> Look {
    Look::fill(Paint::Accent)
}

/// Empty: no.
pub fn no_look() -> Look {
    Look::fill(Paint::Surface).outlined(Paint::Axis, 1.0)
}

/// Hatched: not known.
pub fn open_look() -> Look {
    hatched()
}

/// Draws an account's row.
pub fn draw(frame: &mut Frame<'_>, layout: &Layout, audit: &Audit, row: &AuditRow) {
    names(frame, layout, row);
    for (i, rater) in audit.raters.iter().take(layout.columns).enumerate() {
        let area = layout.cell(i, frame.y);
        let verdict = row.verdicts.get(i).and_then(Option::as_ref);
        cell(frame, area, row, rater.as_deref(), verdict);
    }
    disagreement(frame, layout, row);
    frame.y += layout.row;
}

fn names(frame: &mut Frame<'_>, layout: &Layout, row: &AuditRow) {
    let scene = frame.scene;
    let account = scene.book.account(row.account);
    let order = account.and_then(|a| a.order_amount).map(|m| m.units());
    let second = order.map(|order| {
        let message = say(scene, "order").with("amount", order);
        scene.render(&message)
    });
    frame.canvas.open_decor("kam-account");
    let middle = frame.y + layout.row / 2.0;
    let (left, room) = (frame.left, layout.label);
    let y = middle + if second.is_some() { -3.0 } else { 4.5 };
    let pen = (regular(12.5), Paint::Ink);
    frame.write(
        scene.account(row.account),
        (left, y, Anchor::Start),
        pen,
        room,
    );
    if let Some(second) = second {
        let at = (left, middle + 12.0, Anchor::Start);
        frame.write(&second, at, (NOTE, Paint::Muted), room);
    }
    frame.canvas.close();
}

fn cell(
    frame: &mut Frame<'_>,
    area: Area,
    row: &AuditRow,
    rater: Option<&str>,
    verdict: Option<&Verdict>,
) {
    let scene = frame.scene;
    let share = rater.and_then(|unit| share(scene, row, unit));
    let label = label(scene, row, rater, verdict, share);
    frame
        .canvas
        .open_mark("kam-verdict", mark(scene, row, label));
    let (look, (shape, paint), ink) = match verdict.map(|v| v.yes) {
        Some(true) => (yes_look(), YES, Paint::Surface),
        Some(false) => (no_look(), NO, Paint::Ink2),
        None => (open_look(), OPEN, Paint::Ink2),
    };
    frame.canvas.rect(area, 5.0, look);
    let (x, y) = (area.x + area.w / 2.0, area.y + area.h / 2.0);
    let up = if share.is_some() { 7.0 } else { 0.0 };
    shape.draw(&mut frame.canvas, x, y - up, 6.5, paint);
    if let Some(share) = share {
        let share = scene.number(share, NumberStyle::Percent0);
        let at = (x, y + 14.5, Anchor::Middle);
        frame.write(&share, at, (regular(11.0), ink), area.w - 4.0);
    }
    frame.canvas.close();
}

/// What a unit sees of the order.
fn share(scene: Scene<'_>, row: &AuditRow, unit: &str) -> Option<f64> {
    let account = tiers::find(scene, row.account)?;
    let mut amounts = account.unit_amounts.iter();
    amounts.find(|u| u.unit == unit)?.share
}

fn mark(scene: Scene<'_>, row: &AuditRow, label: String) -> Mark {
    match tiers::find(scene, row.account) {
        Some(account) => tiers::mark(account, label),
        None => Mark {
            label,
            evidence: Vec::new(),
            account: Some(row.account),
        },
    }
}

/// "Account, unit: no, by its policy; sees 18% of the order".
fn label(
    scene: Scene<'_>,
    row: &AuditRow,
    rater: Option<&str>,
    verdict: Option<&Verdict>,
    share: Option<f64>,
) -> String {
    let code = match verdict {
        None => "cell_open",
        Some(verdict) if verdict.yes => "cell_yes",
        Some(_) => "cell_no",
    };
    let message = say(scene, code)
        .with("account", scene.account(row.account))
        .with("rater", rater_name(scene, rater));
    let mut parts = vec![scene.render(&message)];
    if verdict.is_some_and(|v| v.by == VerdictBy::Policy) {
        parts.push(text(scene, "by_policy"));
    }
    if let Some(share) = share {
        parts.push(scene.render(&say(scene, "sees").with("share", share)));
    }
    parts.join(&scene.say("clause"))
}

/// Disagreement to two decimals, as it is quoted everywhere.
pub fn quoted(disagreement: f64) -> f64 {
    libm::round(disagreement * 100.0) / 100.0
}

/// How far verdicts are split: a bar and its number.
fn disagreement(frame: &mut Frame<'_>, layout: &Layout, row: &AuditRow) {
    let scene = frame.scene;
    let (yes, no) = votes(row);
    let code = match row.disagreement {
        Some(_) => "row_label",
        None => "row_open",
    };
    let message = say(scene, code)
        .with("account", scene.account(row.account))
        .with("value", quoted(row.disagreement.unwrap_or(0.0)))
        .with("yes", yes)
        .with("no", no);
    let label = scene.render(&message);
    frame.canvas.open_mark("kam-split", mark(scene, row, label));
    let middle = frame.y + layout.row / 2.0;
    frame.canvas.hit(Area {
        x: layout.last,
        y: frame.y + 2.0,
        w: layout.last_width,
        h: layout.row - 4.0,
    });
    let number = row
        .disagreement
        .map(|d| scene.number(quoted(d), NumberStyle::Plain));
    let number = number.unwrap_or_else(|| "–".to_owned());
    let track = Area {
        x: layout.last,
        y: middle - 4.0,
        w: layout.last_width - 38.0,
        h: 8.0,
    };
    if let Some(part) = row.disagreement {
        frame.canvas.rect(track, 2.0, Look::fill(Paint::Band(1)));
        let bar = Area {
            w: track.w * part.clamp(0.0, 1.0),
            ..track
        };
        if bar.w > 0.5 {
            frame.canvas.rect(bar, 2.0, Look::fill(Paint::Negative));
        }
    }
    let at = (layout.last + layout.last_width, middle + 4.5, Anchor::End);
    frame.write(&number, at, (bold(12.0), Paint::Ink2), 38.0);
    frame.canvas.close();
}
