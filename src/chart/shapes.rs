//! Small marks drawn as shapes, not as characters, so that they look the same in every font.

use super::canvas::{Canvas, Look, Surface};
use super::theme::Paint;

/// A small mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// ●: firm, met.
    Dot,
    /// ○: short of the target.
    Ring,
    /// ◆: a target, the second tier.
    Diamond,
    /// ■
    Square,
    /// ▲
    Up,
    /// △: not known.
    UpOpen,
    /// ▼: poor.
    Down,
    /// ● in a ring: the best of four tiers.
    Ringed,
    /// ✓
    Tick,
    /// ✕
    Cross,
    /// ✕ in a filled circle: a veto.
    Veto,
    /// A star: a coach.
    Star,
}

impl Shape {
    /// Draws it around a point, about `2 · r` wide.
    pub fn draw(self, canvas: &mut Canvas<'_>, x: f64, y: f64, r: f64, paint: Paint) {
        self.shape(canvas, (x, y), r, paint, Look::fill(paint));
    }

    /// The same with a rim that sets it apart from what lies below.
    pub fn raised(self, canvas: &mut Canvas<'_>, x: f64, y: f64, r: f64, paint: Paint) {
        let look = Look::fill(paint).outlined(Paint::Surface, 1.5);
        self.shape(canvas, (x, y), r, paint, look);
    }

    /// Only its outline: not firm.
    pub fn hollow(self, canvas: &mut Canvas<'_>, x: f64, y: f64, r: f64, paint: Paint) {
        let look = Look::fill(Paint::Surface).outlined(paint, 2.0);
        self.shape(canvas, (x, y), r, paint, look);
    }

    fn shape(self, canvas: &mut Canvas<'_>, (x, y): (f64, f64), r: f64, paint: Paint, look: Look) {
        match self {
            Self::Dot => canvas.circle(x, y, r, look),
            Self::Ring => canvas.circle(x, y, r - 1.0, Look::line(paint, 2.0)),
            Self::Diamond => canvas.path(&around(x, y, r * 1.15, &DIAMOND), true, look),
            Self::Square => canvas.path(&around(x, y, r * 0.9, &SQUARE), true, look),
            Self::Up => canvas.path(&around(x, y, r * 1.1, &UP), true, look),
            Self::UpOpen => {
                let look = Look::fill(Paint::Surface).outlined(paint, 1.8);
                canvas.path(&around(x, y, r, &UP), true, look);
            }
            Self::Down => canvas.path(&around(x, y, -r * 1.1, &UP), true, look),
            Self::Ringed => {
                if look.stroke == Paint::Surface {
                    canvas.circle(x, y, r + 2.0, Look::fill(Paint::Surface));
                }
                canvas.circle(x, y, r + 0.5, Look::line(paint, 1.5));
                canvas.circle(x, y, r - 2.0, look);
            }
            Self::Tick => canvas.path(&around(x, y, r, &TICK), false, Look::line(paint, 2.0)),
            Self::Cross => cross(canvas, (x, y), r * 0.75, paint),
            Self::Veto => {
                canvas.circle(x, y, r + 0.5, Look::fill(paint));
                cross(canvas, (x, y), r * 0.45, Paint::Surface);
            }
            Self::Star => canvas.path(&around(x, y, r * 1.2, &STAR), true, look),
        }
    }
}

const DIAMOND: [(f64, f64); 4] = [(0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)];
const SQUARE: [(f64, f64); 4] = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)];
const UP: [(f64, f64); 3] = [(0.0, -0.9), (1.0, 0.8), (-1.0, 0.8)];
const TICK: [(f64, f64); 3] = [(-0.9, 0.0), (-0.25, 0.7), (0.95, -0.75)];
/// Five points, corners on circles of radius 1 and 0.42.
const STAR: [(f64, f64); 10] = [
    (0.0, -1.0),
    (0.247, -0.34),
    (0.951, -0.309),
    (0.399, 0.13),
    (0.588, 0.809),
    (0.0, 0.42),
    (-0.588, 0.809),
    (-0.399, 0.13),
    (-0.951, -0.309),
    (-0.247, -0.34),
];

fn around(x: f64, y: f64, r: f64, shape: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let points = shape.iter().map(|(dx, dy)| (x + r * dx, y + r * dy));
    points.collect()
}

fn cross(canvas: &mut Canvas<'_>, (x, y): (f64, f64), r: f64, paint: Paint) {
    let look = Look::line(paint, 2.0);
    canvas.path(&[(x - r, y - r), (x + r, y + r)], false, look);
    canvas.path(&[(x - r, y + r), (x + r, y - r)], false, look);
}
