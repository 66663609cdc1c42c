//! Axes as all charts draw them: horizontal grid with its values above the lines, ticks that have
//! room, and labels that look for a free place.

use super::canvas::{Anchor, Label, Look, Plot, Surface};
use super::frame::Frame;
use super::line_break::{Face, regular};
use super::theme::Paint;

/// Values on axes.
pub const TICK: Face = regular(11.5);

/// Grid lines with their values above them at the left; the top one also names the unit.
pub fn vertical(frame: &mut Frame<'_>, plot: &Plot, value: impl Fn(f64) -> String, unit: &str) {
    let left = frame.left;
    plot.grid(&mut frame.canvas, left);
    frame.canvas.open_decor("kam-ticks");
    let last = plot.y.ticks.len().saturating_sub(1);
    for (i, tick) in plot.y.ticks.iter().enumerate() {
        let (_, y) = plot.at(plot.x.low, *tick);
        let text = match i == last {
            true => format!("{} {unit}", value(*tick)),
            false => value(*tick),
        };
        if i > 0 {
            let label = Label::new(&text, left, y - 5.0, TICK, Paint::Muted);
            frame.canvas.label(label);
        }
    }
    frame.canvas.close();
}

/// Width that the values of a vertical axis need.
pub fn tick_width(frame: &Frame<'_>, ticks: &[f64], value: impl Fn(f64) -> String) -> f64 {
    let widths = ticks
        .iter()
        .map(|t| TICK.width(frame.scene.metrics, &value(*t)));
    widths.fold(0.0, f64::max)
}

/// The axis line at the bottom with its ticks; those without room lose their value.
pub fn horizontal(frame: &mut Frame<'_>, plot: &Plot, value: impl Fn(f64) -> String) {
    let bottom = plot.area.y + plot.area.h;
    let right = plot.area.x + plot.area.w;
    frame.canvas.open_decor("kam-axis");
    let line = [(frame.left, bottom), (right, bottom)];
    frame
        .canvas
        .path(&line, false, Look::line(Paint::Axis, 1.0));
    let mut free = f64::NEG_INFINITY;
    for tick in &plot.x.ticks {
        let (x, _) = plot.at(*tick, plot.y.low);
        let mark = [(x, bottom), (x, bottom + 5.0)];
        frame
            .canvas
            .path(&mark, false, Look::line(Paint::Axis, 1.0));
        let text = value(*tick);
        let width = TICK.width(frame.scene.metrics, &text);
        let left = (x - width / 2.0).clamp(frame.left, (frame.right - width).max(frame.left));
        if left >= free {
            let label = Label::new(&text, left, bottom + 18.0, TICK, Paint::Muted);
            frame.canvas.label(label);
            free = left + width + 8.0;
        }
    }
    frame.canvas.close();
    frame.y = bottom + 22.0;
}

/// Writes a text at the first of these anchor points where it touches no other text and stays on
/// the canvas; false if there is none.
pub fn place(
    frame: &mut Frame<'_>,
    text: &str,
    face: Face,
    paint: Paint,
    tries: &[(f64, f64, Anchor)],
) -> bool {
    for (x, y, anchor) in tries {
        let label = Label::new(text, *x, *y, face, paint).anchor(*anchor).halo();
        let area = frame.canvas.extent(&label);
        let inside = area.x >= frame.left - 0.5 && area.x + area.w <= frame.right + 0.5;
        if inside && frame.canvas.is_free(area) {
            frame.canvas.label(label);
            return true;
        }
    }
    false
}
