//! Bars across, one row per criterion and one for the sum: narrow charts and long policies.

use super::steps::Step;
use super::{AccountTier, cut_offs, open_look, points_text, text, top};
use crate::chart::canvas::{Anchor, Area, Dash, Look, Plot, Scale, Surface};
use crate::chart::frame::Frame;
use crate::chart::line_break::{bold, regular};
use crate::chart::scene::Room;
use crate::chart::theme::Paint;
use crate::chart::tiers;
use crate::words::NumberStyle;

const ROW: f64 = 28.0;

/// Draws the rows; moves the frame below the axis.
pub fn draw(frame: &mut Frame<'_>, account: &AccountTier, steps: &[Step]) {
    let scene = frame.scene;
    let part = if scene.room() == Room::Large {
        0.28
    } else {
        0.34
    };
    let label = frame.inner() * part;
    let figures = 78.0_f64.min(frame.inner() * 0.24);
    let area = Area {
        x: frame.left + label + 8.0,
        y: frame.y + 24.0,
        w: frame.inner() - label - figures - 12.0,
        h: ROW * (steps.len() as f64 + 1.0) + 6.0,
    };
    let plot = Plot::new(
        area,
        Scale::new(0.0, top(scene, account), Vec::new()),
        Scale::new(0.0, 1.0, Vec::new()),
    );
    lines(frame, &plot);
    for (i, step) in steps.iter().enumerate() {
        let middle = area.y + ROW * (i as f64 + 0.5);
        let name = super::table::step_label(scene, account, step);
        frame
            .canvas
            .open_mark("kam-step", tiers::mark(account, name));
        row(
            frame,
            middle,
            &step.name,
            label,
            (regular(12.5), Paint::Ink),
        );
        let low = step.from.0 + step.low;
        bar(
            frame,
            &plot,
            middle,
            (step.from.0, low),
            Look::fill(Paint::Accent),
        );
        if step.open() > 0.05 {
            let open = (low, step.from.1 + step.high);
            bar(frame, &plot, middle, open, open_look(Paint::Accent));
        }
        let at = (frame.right, middle + 4.5, Anchor::End);
        frame.write(
            &points_text(scene, step),
            at,
            (bold(12.0), Paint::Accent),
            figures,
        );
        frame.canvas.close();
    }
    total(frame, &plot, account, steps.len(), label, figures);
    frame.y = area.y + area.h;
}

/// A row's name and the area that takes the pointer.
fn row(
    frame: &mut Frame<'_>,
    middle: f64,
    name: &str,
    room: f64,
    pen: (crate::chart::line_break::Face, Paint),
) {
    frame.canvas.hit(Area {
        x: frame.left,
        y: middle - ROW / 2.0,
        w: frame.inner(),
        h: ROW,
    });
    let at = (frame.left, middle + 4.5, Anchor::Start);
    frame.write(name, at, pen, room);
}

fn bar(frame: &mut Frame<'_>, plot: &Plot, middle: f64, (from, to): (f64, f64), look: Look) {
    let ((left, _), (right, _)) = (plot.at(from, 0.0), plot.at(to, 0.0));
    let area = Area {
        x: left,
        y: middle - 8.0,
        w: (right - left).max(1.0),
        h: 16.0,
    };
    frame.canvas.rect(area, 2.0, look);
}

fn total(
    frame: &mut Frame<'_>,
    plot: &Plot,
    account: &AccountTier,
    rows: usize,
    label: f64,
    figures: f64,
) {
    let scene = frame.scene;
    let middle = plot.area.y + ROW * (rows as f64 + 0.5) + 4.0;
    let name = tiers::account_label(scene, account);
    frame
        .canvas
        .open_mark("kam-total", tiers::mark(account, name));
    let sum = format!(
        "{} {}",
        text(scene, "sum"),
        tiers::tier_text(scene, account)
    );
    row(frame, middle, &sum, label, (bold(12.5), Paint::Ink));
    let (low, high) = (account.score_low, account.score_high);
    bar(frame, plot, middle, (0.0, low), Look::fill(Paint::Ink2));
    if high - low > 0.05 {
        bar(frame, plot, middle, (low, high), open_look(Paint::Ink2));
    }
    let at = (frame.right, middle + 4.5, Anchor::End);
    let score = tiers::score_text(scene, account);
    frame.write(&score, at, (bold(12.0), Paint::Ink), figures);
    frame.canvas.close();
}

/// Cut-offs as rules, with their tiers above where they have room.
fn lines(frame: &mut Frame<'_>, plot: &Plot) {
    let scene = frame.scene;
    let area = plot.area;
    let mut free = f64::INFINITY;
    frame.canvas.open_decor("kam-cutoffs");
    for (name, cut) in cut_offs(scene) {
        let (x, _) = plot.at(cut, 0.0);
        let look = Look::line(Paint::Ink2, 1.0).dash(Dash::Dashed);
        let line = [(x, area.y - 4.0), (x, area.y + area.h)];
        frame.canvas.path(&line, false, look);
        let number = scene.number(cut, NumberStyle::Num);
        for text in [format!("{name} {number}"), name.to_owned()] {
            let text = crate::chart::canvas::clean(&text);
            let width = bold(11.5).width(scene.metrics, &text);
            let right = (x + width / 2.0).min(frame.right);
            let inside = right - width >= area.x - 40.0;
            if right + 4.0 <= free && inside {
                let pen = (bold(11.5), Paint::Ink2);
                frame.write(&text, (right, area.y - 9.0, Anchor::End), pen, width + 1.0);
                free = right - width;
                break;
            }
        }
    }
    frame.canvas.close();
}
