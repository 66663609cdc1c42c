//! An account's head: its name, what the verdict warns of, and the distribution of its contacts.

use super::layout::Layout;
use super::{level_code, unknown_look};
use crate::analysis::relationship::AccountStanding;
use crate::chart::Mark;
use crate::chart::canvas::{Anchor, Area, Label, Look, Surface, clean};
use crate::chart::frame::{Frame, NOTE};
use crate::chart::line_break::{bold, fit, regular, wrap};
use crate::chart::shapes::Shape;
use crate::chart::theme::Paint;
use crate::words::NumberStyle;

/// Space above the group's rule.
const BEFORE: f64 = 8.0;

/// Draws the head of an account's group.
pub fn draw(frame: &mut Frame<'_>, layout: &Layout, account: &AccountStanding) {
    rule(frame);
    let top = frame.y;
    let mark = Mark {
        label: label(frame, account),
        evidence: evidence(frame, account),
        account: Some(account.account),
    };
    frame.canvas.open_mark("kam-account", mark);
    let width = frame.inner() - layout.strip - 14.0;
    let lines = if frame.scene.reports.relationships.no_levels {
        Vec::new()
    } else {
        let verdict = clean(&frame.scene.clauses(&account.verdict));
        wrap(frame.scene.metrics, &verdict, NOTE, frame.inner(), 2)
    };
    let height = 28.0 + 15.0 * lines.len() as f64;
    frame.canvas.hit(Area {
        x: frame.left,
        y: top,
        w: frame.inner(),
        h: height,
    });
    name_line(frame, account, width);
    strip(frame, layout, account);
    for (i, line) in lines.iter().enumerate() {
        let y = top + 36.0 + 15.0 * i as f64;
        let label = Label::new(line, frame.left, y, NOTE, Paint::Muted);
        frame.canvas.label(label);
    }
    frame.canvas.close();
    frame.y = top + height + if lines.is_empty() { 0.0 } else { 4.0 };
}

fn rule(frame: &mut Frame<'_>) {
    frame.y += BEFORE;
    let points = [(frame.left, frame.y), (frame.right, frame.y)];
    frame.canvas.open_decor("kam-rule");
    frame
        .canvas
        .path(&points, false, Look::line(Paint::Grid, 1.0));
    frame.canvas.close();
}

/// Name and warning flags, up to `width`; flags that do not fit keep their sign and lose the word.
fn name_line(frame: &mut Frame<'_>, account: &AccountStanding, width: f64) {
    let scene = frame.scene;
    let flags = flags(frame, account);
    let face = regular(11.5);
    let words: f64 = flags
        .iter()
        .map(|(_, text, _)| face.width(scene.metrics, text) + 26.0)
        .sum();
    let signs = 18.0 * flags.len() as f64;
    let name = clean(scene.account(account.account));
    let full = bold(13.5).width(scene.metrics, &name);
    let with_words = full + words <= width;
    let room = width - if with_words { words } else { signs };
    let shown = fit(scene.metrics, &name, bold(13.5), room);
    let y = frame.y + 20.0;
    let label = Label::new(&shown, frame.left, y, bold(13.5), Paint::Ink);
    frame.canvas.label(label);
    let mut x = frame.left + bold(13.5).width(scene.metrics, &shown) + 12.0;
    for (shape, text, paint) in flags {
        shape.draw(&mut frame.canvas, x, y - 5.0, 5.0, paint);
        x += 10.0;
        if with_words {
            frame
                .canvas
                .label(Label::new(&text, x, y - 0.5, face, paint));
            x += face.width(scene.metrics, &text) + 16.0;
        } else {
            x += 8.0;
        }
    }
}

fn flags(frame: &Frame<'_>, account: &AccountStanding) -> Vec<(Shape, String, Paint)> {
    let mut flags = Vec::new();
    if account.veto {
        flags.push((
            Shape::Veto,
            frame.scene.say("heatmap.veto"),
            Paint::Negative,
        ));
    }
    if account.coaches > 0 {
        let message = frame.scene.message("heatmap.coaches");
        let text = frame.scene.render(&message.with("n", account.coaches));
        flags.push((Shape::Star, text, Paint::Accent));
    }
    flags
}

/// Counts per level as one bar, widths by count.
fn strip(frame: &mut Frame<'_>, layout: &Layout, account: &AccountStanding) {
    let counts = counts(account);
    let total: u32 = counts.iter().map(|(_, n)| n).sum();
    if total == 0 {
        return;
    }
    let face = bold(10.0);
    let metrics = frame.scene.metrics;
    let least = |n: u32| face.width(metrics, &n.to_string()) + 7.0;
    let needed: f64 = counts.iter().map(|(_, n)| least(*n)).sum();
    let gaps = 1.5 * (counts.len() - 1) as f64;
    let spare = layout.strip - gaps - needed;
    let mut x = frame.right - layout.strip;
    for (level, n) in counts {
        let part = f64::from(n) / f64::from(total);
        let w = if spare >= 0.0 {
            least(n) + spare * part
        } else {
            (layout.strip - gaps) * part
        };
        let area = Area {
            x,
            y: frame.y + 7.0,
            w,
            h: 17.0,
        };
        segment(frame, area, level, n, spare >= 0.0);
        x += w + 1.5;
    }
}

fn segment(frame: &mut Frame<'_>, area: Area, level: Option<i8>, n: u32, numbered: bool) {
    let (look, paint) = match level {
        Some(level) => (Look::fill(Paint::Level(level)), Paint::OnLevel(level)),
        None => (unknown_look(), Paint::Ink2),
    };
    frame.canvas.rect(area, 3.0, look);
    if numbered {
        let text = n.to_string();
        let middle = area.x + area.w / 2.0;
        let mut label = Label::new(&text, middle, area.y + 12.2, bold(10.0), paint);
        label.halo = level.is_none();
        frame.canvas.label(label.anchor(Anchor::Middle));
    }
}

/// (level or not assessed, contacts), none left out but zeros.
fn counts(account: &AccountStanding) -> Vec<(Option<i8>, u32)> {
    let known = (-1..=3).map(Some).zip(account.distribution);
    let all = known.chain([(None, account.not_assessed)]);
    all.filter(|(_, n)| *n > 0).collect()
}

/// "Name: verdict. −1: 1, +2: 3, not assessed: 2".
fn label(frame: &Frame<'_>, account: &AccountStanding) -> String {
    let scene = frame.scene;
    let part = |(level, n): (Option<i8>, u32)| {
        let level = match level {
            Some(level) => {
                let number = scene.number(f64::from(level), NumberStyle::Signed);
                format!("{number} {}", scene.say(level_code(level)))
            }
            None => scene.say("level.none"),
        };
        let message = scene.message("heatmap.count");
        scene.render(&message.with("level", level).with("count", n))
    };
    let parts = counts(account).into_iter().map(part).collect();
    let message = scene
        .message("heatmap.account_label")
        .with("account", scene.account(account.account))
        .with("counts", scene.list(parts));
    let text = scene.render(&message);
    if account.verdict.is_empty() {
        return text;
    }
    let verdict = scene.clauses(&account.verdict);
    format!("{text}{}{verdict}", scene.say("clause"))
}

fn evidence(frame: &Frame<'_>, account: &AccountStanding) -> Vec<crate::analysis::Evidence> {
    let contacts = &frame.scene.reports.relationships.contacts;
    let found = account.contacts.iter().filter_map(|i| contacts.get(*i));
    found
        .flat_map(|c| c.evidence.iter().cloned())
        .take(50)
        .collect()
}
