//! The shapes that charts are made of, beyond what a plotters backend offers.

use crate::chart::theme::Paint;

/// A rectangle in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
}

/// How a line is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dash {
    /// Unbroken.
    Solid,
    /// Strokes.
    Dashed,
    /// Round dots.
    Dotted,
}

/// What a shape is filled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fill {
    /// One colour.
    Flat(Paint),
    /// Diagonal lines: not known, not firm.
    Hatch(Paint),
    /// One colour through which one sees what lies below.
    Tint(Paint),
}

/// Fill and outline of a shape.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    /// Its inside.
    pub fill: Fill,
    /// Its outline.
    pub stroke: Paint,
    /// Width of the outline.
    pub width: f64,
    /// How the outline is broken.
    pub dash: Dash,
}

impl Look {
    /// Filled, no outline.
    pub const fn fill(paint: Paint) -> Self {
        Self {
            fill: Fill::Flat(paint),
            stroke: Paint::None,
            width: 0.0,
            dash: Dash::Solid,
        }
    }

    /// A band that others may cross.
    pub const fn tint(paint: Paint) -> Self {
        Self {
            fill: Fill::Tint(paint),
            ..Self::fill(paint)
        }
    }

    /// A line.
    pub const fn line(paint: Paint, width: f64) -> Self {
        Self::fill(Paint::None).outlined(paint, width)
    }

    /// With this outline.
    #[must_use]
    pub const fn outlined(mut self, paint: Paint, width: f64) -> Self {
        self.stroke = paint;
        self.width = width;
        self
    }

    /// With this dash.
    #[must_use]
    pub const fn dash(mut self, dash: Dash) -> Self {
        self.dash = dash;
        self
    }
}

/// Which point of a text its position is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// Its left end.
    Start,
    /// Its middle.
    Middle,
    /// Its right end.
    End,
}

/// One line of text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Label<'t> {
    /// What it says; cleaned and escaped by the surface.
    pub text: &'t str,
    /// Anchor position.
    pub x: f64,
    /// Baseline.
    pub y: f64,
    /// Size and weight.
    pub face: crate::chart::line_break::Face,
    /// Colour.
    pub paint: Paint,
    /// What `x` is.
    pub anchor: Anchor,
    /// Outlined by the surface's colour, to stay legible on marks.
    pub halo: bool,
}

impl<'t> Label<'t> {
    /// A text that starts at (x, baseline y).
    pub const fn new(
        text: &'t str,
        x: f64,
        y: f64,
        face: crate::chart::line_break::Face,
        paint: Paint,
    ) -> Self {
        Self {
            text,
            x,
            y,
            face,
            paint,
            anchor: Anchor::Start,
            halo: false,
        }
    }

    /// With this anchor.
    #[must_use]
    pub const fn anchor(mut self, anchor: Anchor) -> Self {
        self.anchor = anchor;
        self
    }

    /// With a halo.
    #[must_use]
    pub const fn halo(mut self) -> Self {
        self.halo = true;
        self
    }
}

/// What can be drawn on.
pub trait Surface {
    /// A rectangle with rounded corners.
    fn rect(&mut self, area: Area, radius: f64, look: Look);
    /// A circle.
    fn circle(&mut self, x: f64, y: f64, radius: f64, look: Look);
    /// A line or, closed, a polygon.
    fn path(&mut self, points: &[(f64, f64)], closed: bool, look: Look);
    /// A line of text.
    fn label(&mut self, label: Label<'_>);
    /// Opens a group that assistive technology skips.
    fn open_decor(&mut self, class: &str);
    /// Closes the group opened last.
    fn close(&mut self);
}
