//! Columns of the heatmap.

use crate::chart::canvas::{Anchor, Area, Label, Surface};
use crate::chart::frame::Frame;
use crate::chart::line_break::{Face, balance, bold, fit, regular};
use crate::chart::scene::Room;
use crate::chart::theme::Paint;
use crate::words::NumberStyle;

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
            Room::Small => ((inner * 0.42).clamp(96.0, 190.0), 96.0, false),
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
        let large = frame.scene.room() == Room::Large;
        let names = head_names(
            frame,
            if large { 12.5 } else { 11.0 },
            self.cell + GAP - 1.0,
        );
        let mut heads = Vec::new();
        for (i, (text, face)) in names.iter().enumerate() {
            let area = self.cell(i, 0.0);
            let lines = balance(frame.scene.metrics, text, *face, area.w + GAP - 1.0, 2);
            heads.push((area.x + area.w / 2.0, lines, *face));
        }
        let ticks = if self.levels.is_some() { 16.0 } else { 0.0 };
        if let Some(x) = self.levels {
            let text = frame.scene.say("heatmap.level_column");
            let lines = vec![fit(frame.scene.metrics, &text, bold(12.5), self.strip)];
            heads.push((x + self.strip / 2.0, lines, bold(12.5)));
        }
        let most = heads.iter().map(|(_, lines, _)| lines.len()).max();
        let most = most.unwrap_or(1);
        frame.canvas.open_decor("kam-heads");
        for (x, lines, face) in &heads {
            let first = frame.y + 14.0 + 14.0 * (most - lines.len()) as f64;
            for (i, line) in lines.iter().enumerate() {
                let label = Label::new(line, *x, first + 14.0 * i as f64, *face, Paint::Ink2);
                frame.canvas.label(label.anchor(Anchor::Middle));
            }
        }
        frame.y += 14.0 * most as f64 + 6.0;
        if let Some(x) = self.levels {
            self.ticks(frame, x);
        }
        frame.canvas.close();
        frame.y += ticks;
    }

    /// The scale of the level column.
    fn ticks(&self, frame: &mut Frame<'_>, x: f64) {
        for level in -1..=3 {
            let text = frame.scene.number(f64::from(level), NumberStyle::Signed);
            let at = self.level_x(x, level);
            let label = Label::new(&text, at, frame.y + 11.0, regular(10.0), Paint::Muted);
            frame.canvas.label(label.anchor(Anchor::Middle));
        }
    }
}

/// The heads' words: full if they fit without breaking a word, else short, else short and small.
fn head_names(frame: &Frame<'_>, size: f64, width: f64) -> Vec<(String, Face)> {
    let metrics = frame.scene.metrics;
    let names = |section: &str| -> Vec<String> {
        let say = |d: &&str| frame.scene.say(&format!("{section}.{d}"));
        DIMENSIONS.iter().map(say).collect()
    };
    let fits = |names: &[String], face: Face| {
        let mut words = names.iter().flat_map(|n| n.split(' '));
        words.all(|w| !w.is_ascii() || face.width(metrics, w) <= width)
    };
    let tries = [
        ("dimension", size),
        ("dimension_short", size),
        ("dimension_short", 10.0),
    ];
    for (section, size) in tries {
        let names = names(section);
        if fits(&names, bold(size)) {
            return names.into_iter().map(|n| (n, bold(size))).collect();
        }
    }
    let least = names("dimension_short").into_iter();
    least.map(|n| (n, bold(9.5))).collect()
}
