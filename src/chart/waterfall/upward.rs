//! Bars upwards, one column per criterion and one for the sum.

use super::steps::Step;
use super::{AccountTier, cut_offs, open_look, points_text, text, top};
use crate::chart::canvas::{Anchor, Area, Dash, Label, Look, Plot, Scale, Surface, clean};
use crate::chart::frame::Frame;
use crate::chart::labels::dodge;
use crate::chart::line_break::{bold, regular, wrap};
use crate::chart::theme::Paint;
use crate::chart::tiers;
use crate::words::NumberStyle;

const HEIGHT: f64 = 290.0;

/// Draws the bars; moves the frame below their names.
pub fn draw(frame: &mut Frame<'_>, account: &AccountTier, steps: &[Step]) {
    let scene = frame.scene;
    let margin = lines_width(frame);
    let area = Area {
        x: frame.left,
        y: frame.y + 26.0,
        w: frame.inner() - margin,
        h: HEIGHT,
    };
    let columns = steps.len() as f64 + 1.0;
    let plot = Plot::new(
        area,
        Scale::new(0.0, columns, Vec::new()),
        Scale::new(0.0, top(scene, account), Vec::new()),
    );
    lines(frame, &plot);
    let width = (area.w / columns * 0.72).min(90.0);
    let mut lowest = 0.0_f64;
    for (i, step) in steps.iter().enumerate() {
        let label = super::table::step_label(scene, account, step);
        frame
            .canvas
            .open_mark("kam-step", tiers::mark(account, label));
        let (middle, _) = plot.at(i as f64 + 0.5, 0.0);
        hit(frame, &plot, middle, area.w / columns);
        bar(
            frame,
            &plot,
            (middle, width),
            (step.from.0, step.from.0 + step.low),
            solid(),
        );
        let open = (step.from.0 + step.low, step.from.1 + step.high);
        if step.open() > 0.05 {
            bar(
                frame,
                &plot,
                (middle, width),
                open,
                open_look(Paint::Accent),
            );
        }
        connect(frame, &plot, middle, width, area.w / columns, step);
        let end = if step.open() > 0.05 {
            open.1
        } else {
            step.from.0 + step.low
        };
        above(
            frame,
            &plot,
            (middle, end),
            &points_text(scene, step),
            Paint::Accent,
        );
        let name = (step.name.as_str(), regular(11.5), Paint::Ink2);
        lowest = lowest.max(below(frame, &plot, middle, area.w / columns - 6.0, name));
        frame.canvas.close();
    }
    lowest = lowest.max(total(frame, &plot, account, columns, width));
    frame.canvas.open_decor("kam-axis");
    let (_, bottom) = plot.at(0.0, 0.0);
    let line = [(area.x, bottom), (area.x + area.w, bottom)];
    frame
        .canvas
        .path(&line, false, Look::line(Paint::Axis, 1.0));
    frame.canvas.close();
    frame.y = lowest;
}

fn solid() -> Look {
    Look::fill(Paint::Accent)
}

fn lines_width(frame: &Frame<'_>) -> f64 {
    let scene = frame.scene;
    let widths = cut_offs(scene).into_iter().map(|(name, cut)| {
        let text = line_text(frame, name, cut);
        bold(12.0).width(scene.metrics, &clean(&text))
    });
    (widths.fold(0.0, f64::max) + 10.0).min(frame.inner() * 0.16)
}

fn line_text(frame: &Frame<'_>, name: &str, cut: f64) -> String {
    format!("{name} {}", frame.scene.number(cut, NumberStyle::Num))
}

/// Cut-offs as rules with their tiers at the right.
fn lines(frame: &mut Frame<'_>, plot: &Plot) {
    let cuts = cut_offs(frame.scene);
    let area = plot.area;
    let height = |cut: &f64| plot.at(0.0, *cut).1;
    let wished: Vec<f64> = cuts.iter().map(|(_, c)| height(c)).collect();
    let bounds = (area.y - 8.0, area.y + area.h);
    let gap = 15.0_f64.min((bounds.1 - bounds.0) / wished.len().max(1) as f64);
    let places = dodge(&wished, gap, bounds);
    frame.canvas.open_decor("kam-cutoffs");
    for ((name, cut), y) in cuts.iter().zip(places) {
        let at = height(cut);
        let right = area.x + area.w;
        let look = Look::line(Paint::Ink2, 1.0).dash(Dash::Dashed);
        frame.canvas.path(&[(area.x, at), (right, at)], false, look);
        let text = line_text(frame, name, *cut);
        let room = frame.right - right - 6.0;
        if gap >= 14.0 {
            let pen = (bold(12.0), Paint::Ink2);
            frame.write(&text, (right + 6.0, y + 4.5, Anchor::Start), pen, room);
        }
    }
    frame.canvas.close();
}

fn hit(frame: &mut Frame<'_>, plot: &Plot, middle: f64, width: f64) {
    frame.canvas.hit(Area {
        x: middle - width / 2.0,
        y: plot.area.y,
        w: width,
        h: plot.area.h,
    });
}

fn bar(
    frame: &mut Frame<'_>,
    plot: &Plot,
    (middle, width): (f64, f64),
    (from, to): (f64, f64),
    look: Look,
) {
    let ((_, bottom), (_, top)) = (plot.at(0.0, from), plot.at(0.0, to));
    let area = Area {
        x: middle - width / 2.0,
        y: top,
        w: width,
        h: (bottom - top).max(1.0),
    };
    frame.canvas.rect(area, 2.0, look);
}

/// A line to the next column at the height reached so far for certain.
fn connect(frame: &mut Frame<'_>, plot: &Plot, middle: f64, width: f64, step: f64, of: &Step) {
    let (_, y) = plot.at(0.0, of.from.0 + of.low);
    let line = [(middle + width / 2.0, y), (middle + step - width / 2.0, y)];
    frame
        .canvas
        .path(&line, false, Look::line(Paint::Axis, 1.0));
}

fn above(frame: &mut Frame<'_>, plot: &Plot, (x, value): (f64, f64), text: &str, paint: Paint) {
    let (_, y) = plot.at(0.0, value);
    let label = Label::new(text, x, y - 6.0, bold(12.0), paint);
    frame.canvas.label(label.anchor(Anchor::Middle).halo());
}

/// A column's name below the axis; returns where it ends.
fn below(
    frame: &mut Frame<'_>,
    plot: &Plot,
    x: f64,
    room: f64,
    (name, face, paint): (&str, crate::chart::line_break::Face, Paint),
) -> f64 {
    let mut y = plot.area.y + plot.area.h + 4.0;
    for line in wrap(frame.scene.metrics, &clean(name), face, room, 3) {
        y += 14.0;
        let label = Label::new(&line, x, y, face, paint);
        frame.canvas.label(label.anchor(Anchor::Middle));
    }
    y
}

fn total(
    frame: &mut Frame<'_>,
    plot: &Plot,
    account: &AccountTier,
    columns: f64,
    width: f64,
) -> f64 {
    let scene = frame.scene;
    let (middle, _) = plot.at(columns - 0.5, 0.0);
    let label = tiers::account_label(scene, account);
    frame
        .canvas
        .open_mark("kam-total", tiers::mark(account, label));
    hit(frame, plot, middle, width);
    let (low, high) = (account.score_low, account.score_high);
    let place = (middle, width);
    bar(frame, plot, place, (0.0, low), Look::fill(Paint::Ink2));
    if high - low > 0.05 {
        bar(frame, plot, place, (low, high), open_look(Paint::Ink2));
    }
    let score = tiers::score_text(scene, account);
    above(frame, plot, (middle, high), &score, Paint::Ink);
    let name = format!(
        "{} {}",
        text(scene, "sum"),
        tiers::tier_text(scene, account)
    );
    let room = plot.area.w / columns - 6.0;
    let end = below(frame, plot, middle, room, (&name, bold(11.5), Paint::Ink));
    frame.canvas.close();
    end
}
