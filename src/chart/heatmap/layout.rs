//! Columns of the heatmap.

use crate::chart::canvas::{Anchor, Area, Label, Surface};
use crate::chart::frame::Frame;
use crate::chart::line_break::{bold, fit, wrap};
use crate::chart::scene::Room;
use crate::chart::theme::Paint;

/// The four dimensions, in the order of a contact's levels.
pub const DIMENSIONS: [&str; 4] = ["recognition", "participation", "information", "guidance"];

/// Height of a row, with the gap below it.
pub const ROW: f64 = 34.0;
/// Gap between cells.
pub const GAP: f64 = 3.0;

/// Where the columns stand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Layout {
    /// Width of the name column.
    pub label: f64,
    /// Left edge of the first cell.
    pub cells: f64,
    /// Width of a cell.
    pub cell: f64,
    /// Left edge of the level column, where there is one.
    pub levels: Option<f64>,
    /// Width of the distribution strip, at the right edge.
    pub strip: f64,
}

impl Layout {
    /// Fitted to the frame's width.
    pub fn new(frame: &Frame<'_>) -> Self {
        let inner = frame.inner();
        let (label, strip, column) = match frame.scene.room() {
            Room::Large => ((inner * 0.27).clamp(150.0, 300.0), 140.0, true),
            Room::Medium => (inner * 0.36, 110.0, false),
            Room::Small => ((inner * 0.44).clamp(104.0, 190.0), 96.0, false),
        };
        let cells = frame.left + label + 8.0;
        let trail = if column { strip + 18.0 } else { 0.0 };
        let cell = (frame.right - trail - cells - 3.0 * GAP) / 4.0;
        Self {
            label,
            cells,
            cell,
            levels: column.then_some(frame.right - strip),
            strip,
        }
    }

    /// Area of a cell in a row that starts at `y`.
    pub fn cell(&self, column: usize, y: f64) -> Area {
        Area {
            x: self.cells + column as f64 * (self.cell + GAP),
            y,
            w: self.cell,
            h: ROW - GAP,
        }
    }

    /// Middle of a level's place in the level column that starts at `x`.
    pub fn level_x(&self, x: f64, level: i8) -> f64 {
        let slot = self.strip / 5.0;
        x + slot * (f64::from(level) + 1.5)
    }

    /// Draws the column heads.
    pub fn heads(&self, frame: &mut Frame<'_>) {
        let small = frame.scene.room() != Room::Large;
        let face = bold(if small { 11.0 } else { 12.5 });
        let mut heads = Vec::new();
        for (i, dimension) in DIMENSIONS.iter().enumerate() {
            let text = frame.scene.say(&format!("dimension.{dimension}"));
            let short = frame.scene.say(&format!("dimension_short.{dimension}"));
            let area = self.cell(i, 0.0);
            let x = area.x + area.w / 2.0;
            heads.push((x, head(frame, &text, &short, face, self.cell + GAP - 1.0)));
        }
        if let Some(x) = self.levels {
            let text = frame.scene.say("heatmap.level_column");
            let lines = vec![fit(frame.scene.metrics, &text, face, self.strip)];
            heads.push((x + self.strip / 2.0, lines));
        }
        let most = heads
            .iter()
            .map(|(_, lines)| lines.len())
            .max()
            .unwrap_or(1);
        frame.canvas.open_decor("kam-heads");
        for (x, lines) in &heads {
            let first = frame.y + 14.0 + 14.0 * (most - lines.len()) as f64;
            for (i, line) in lines.iter().enumerate() {
                let label = Label::new(line, *x, first + 14.0 * i as f64, face, Paint::Ink2);
                frame.canvas.label(label.anchor(Anchor::Middle));
            }
        }
        frame.canvas.close();
        frame.y += 14.0 * most as f64 + 8.0;
    }
}

/// The head in at most two lines; if a word is too wide, the short form.
fn head(
    frame: &Frame<'_>,
    text: &str,
    short: &str,
    face: crate::chart::line_break::Face,
    width: f64,
) -> Vec<String> {
    let metrics = frame.scene.metrics;
    let wide = text
        .split(' ')
        .any(|word| word.is_ascii() && face.width(metrics, word) > width);
    let text = if wide { short } else { text };
    crate::chart::line_break::balance(metrics, text, face, width, 2)
        .into_iter()
        .flat_map(|line| wrap(metrics, &line, face, width, 1))
        .collect()
}
