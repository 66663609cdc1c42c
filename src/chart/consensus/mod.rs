//! Hurdle 1: do the group and its units mean the same by a key account? Accounts × raters, the
//! most disputed first, with what each unit sees of the order.

mod layout;
mod row;
mod table;

use super::Chart;
use super::canvas::{Anchor, Look, clean};
use super::frame::{Frame, Key, empty};
use super::line_break::{bold, wrap};
use super::scene::Scene;
use super::theme::Paint;
use crate::analysis::Unlock;
use crate::analysis::tiering::agreement::NoAgreement;
use crate::analysis::tiering::{Audit, AuditRow};
use crate::book::{Field, TableKind};
use crate::chart::canvas::{Label, Surface};
use crate::words::{Message, NumberStyle};
use layout::Layout;

const NAME: &str = "consensus";

/// Draws who agrees about whom.
pub fn draw(scene: Scene<'_>) -> Chart {
    let Some(audit) = &scene.reports.tiers.audit else {
        let unlock = Unlock {
            table: TableKind::Accounts,
            fields: vec![Field::Account],
        };
        let none = scene.book.accounts.is_empty();
        let unlock = none.then_some(unlock);
        return empty(scene, NAME, unlock.as_slice());
    };
    let rows: Vec<&AuditRow> = audit
        .rows
        .iter()
        .filter(|r| scene.options.account.is_none_or(|id| id == r.account))
        .collect();
    if rows.is_empty() {
        return empty(scene, NAME, &[]);
    }
    let drawn = rows.len().min(scene.options.max_rows.max(1));
    let mut frame = Frame::new(scene, NAME, title(scene, audit), &subtitle(scene, audit));
    frame.legend(&legend(scene, &rows));
    let layout = Layout::new(&mut frame, audit, &rows);
    heads(&mut frame, &layout, audit);
    for row in rows.iter().take(drawn) {
        row::draw(&mut frame, &layout, audit, row);
    }
    let notes = notes(scene, &layout, rows.len() - drawn);
    frame.finish(&notes, table::twin(scene, audit, &rows))
}

fn say(scene: Scene<'_>, code: &str) -> Message {
    scene.message(&format!("{NAME}.{code}"))
}

fn text(scene: Scene<'_>, code: &str) -> String {
    scene.render(&say(scene, code))
}

/// How many are disputed, and which most of all.
fn title(scene: Scene<'_>, audit: &Audit) -> String {
    let disputed: Vec<&AuditRow> = audit
        .rows
        .iter()
        .filter(|r| r.disagreement > Some(0.0))
        .collect();
    let judged = audit
        .rows
        .iter()
        .filter(|r| r.disagreement.is_some())
        .count();
    let Some(first) = disputed.first() else {
        let code = if judged > 0 {
            "title_agreed"
        } else {
            "title_few"
        };
        return scene.render(&say(scene, code).with("n", judged));
    };
    let (yes, no) = votes(first);
    let code = if judged == 1 {
        "title_only"
    } else {
        "title_disputed"
    };
    let message = say(scene, code)
        .with("n", disputed.len())
        .with("total", judged)
        .with("account", scene.account(first.account))
        .with("yes", yes)
        .with("no", no);
    scene.render(&message)
}

/// Known verdicts that are yes and that are no.
fn votes(row: &AuditRow) -> (usize, usize) {
    let known = row.verdicts.iter().flatten();
    let yes = known.clone().filter(|v| v.yes).count();
    (yes, known.count() - yes)
}

/// α with what it means, or why there is none.
fn subtitle(scene: Scene<'_>, audit: &Audit) -> String {
    let alpha = match audit.agreement {
        Ok(found) => {
            let alpha = libm::round(found.alpha * 100.0) / 100.0;
            let alpha = scene.number(alpha, NumberStyle::Plain);
            say(scene, "alpha")
                .with("alpha", alpha)
                .with("n", found.units)
        }
        Err(NoAgreement::FewUnits(n)) => say(scene, "alpha_few").with("n", n),
        Err(NoAgreement::NoVariation) => say(scene, "alpha_same"),
    };
    scene.clauses(&[say(scene, "subtitle"), alpha])
}

fn legend(scene: Scene<'_>, rows: &[&AuditRow]) -> Vec<(Key, String)> {
    let mut items = Vec::new();
    let all = || rows.iter().flat_map(|r| &r.verdicts);
    if all().any(|v| v.as_ref().is_some_and(|v| v.yes)) {
        items.push((Key::Sign(row::yes_look(), row::YES), text(scene, "yes")));
    }
    if all().any(|v| v.as_ref().is_some_and(|v| !v.yes)) {
        items.push((Key::Sign(row::no_look(), row::NO), text(scene, "no")));
    }
    if all().any(Option::is_none) {
        items.push((Key::Sign(row::open_look(), row::OPEN), text(scene, "open")));
    }
    items
}

/// Raters above their columns.
fn heads(frame: &mut Frame<'_>, layout: &Layout, audit: &Audit) {
    let scene = frame.scene;
    let face = bold(11.0);
    let last = text(scene, "disagreement");
    let mut heads: Vec<(String, f64, f64)> = Vec::new();
    for (i, rater) in audit.raters.iter().take(layout.columns).enumerate() {
        let area = layout.cell(i, 0.0);
        heads.push((
            rater_name(scene, rater.as_deref()),
            area.x + area.w / 2.0,
            area.w - 2.0,
        ));
    }
    heads.push((
        last,
        layout.last + layout.last_width / 2.0,
        layout.last_width,
    ));
    frame.canvas.open_decor("kam-heads");
    let lines: Vec<Vec<String>> = heads
        .iter()
        .map(|(text, _, room)| wrap(scene.metrics, &clean(text), face, *room, 3))
        .collect();
    let most = lines.iter().map(Vec::len).max().unwrap_or(0);
    frame.y += 13.0 * most as f64 + 4.0;
    for ((_, x, _), lines) in heads.iter().zip(&lines) {
        for (i, line) in lines.iter().rev().enumerate() {
            let label = Label::new(line, *x, frame.y - 6.0 - 13.0 * i as f64, face, Paint::Ink2);
            frame.canvas.label(label.anchor(Anchor::Middle));
        }
    }
    frame.canvas.close();
}

/// The group, or a unit's name.
fn rater_name(scene: Scene<'_>, rater: Option<&str>) -> String {
    rater.map_or_else(|| text(scene, "group"), str::to_owned)
}

fn notes(scene: Scene<'_>, layout: &Layout, hidden: usize) -> Vec<String> {
    let mut notes = vec![scene.source(&[TableKind::Accounts])];
    if layout.shares {
        notes.push(text(scene, "shares"));
    }
    if hidden > 0 {
        notes.push(scene.render(&scene.message("tier-ladder.hidden").with("n", hidden)));
    }
    if layout.hidden > 0 {
        let message = scene.message("tier-ladder.units_hidden");
        notes.push(scene.render(&message.with("n", layout.hidden)));
    }
    notes
}

/// How what is not decided looks.
fn hatched() -> Look {
    Look {
        fill: super::canvas::Fill::Hatch(Paint::Hatch),
        ..Look::line(Paint::Axis, 1.0)
    }
}
