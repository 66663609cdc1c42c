//! The plotters backend: integer coordinates at ten times the size, divided back. Every default
//! method is answered, since the defaults rasterise into pixels or ask for a font.

use std::convert::Infallible;

use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle,
};

use super::{Anchor, Area, Canvas, Dash, Label, Look, Surface};
use crate::chart::line_break::{Face, bold, regular};
use crate::chart::theme::Paint;

/// Backend units per CSS pixel.
pub const SCALE: f64 = 10.0;

/// A canvas as plotters sees it.
pub struct Pen<'a, 'm>(pub &'a mut Canvas<'m>);

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// CSS pixels of a backend coordinate.
pub fn pixels((x, y): BackendCoord) -> (f64, f64) {
    (f64::from(x) / SCALE, f64::from(y) / SCALE)
}

/// Plotters knows colours, we know meanings: whatever it draws by itself is ink.
fn ink(color: BackendColor) -> Paint {
    if color.alpha == 0.0 {
        Paint::None
    } else {
        Paint::Ink2
    }
}

fn line<S: BackendStyle>(style: &S) -> Look {
    Look::line(
        ink(style.color()),
        f64::from(style.stroke_width()).max(SCALE) / SCALE,
    )
}

fn look<S: BackendStyle>(style: &S, fill: bool) -> Look {
    if fill {
        Look::fill(ink(style.color()))
    } else {
        line(style)
    }
}

fn face<T: BackendTextStyle>(style: &T) -> Face {
    match style.style() {
        FontStyle::Bold => bold(style.size() / SCALE),
        _ => regular(style.size() / SCALE),
    }
}

impl DrawingBackend for Pen<'_, '_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        // The height is not known before the chart is drawn.
        ((self.0.width * SCALE) as u32, 1_000_000)
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Drawn {
        let (x, y) = pixels(point);
        let area = Area {
            x,
            y,
            w: 0.1,
            h: 0.1,
        };
        self.0.rect(area, 0.0, Look::fill(ink(color)));
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.0.path(&[pixels(from), pixels(to)], false, line(style));
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let ((x, y), (right, bottom)) = (pixels(upper_left), pixels(bottom_right));
        let area = Area {
            x,
            y,
            w: right - x,
            h: bottom - y,
        };
        self.0.rect(area, 0.0, look(style, fill));
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let points: Vec<_> = path.into_iter().map(pixels).collect();
        self.0.path(&points, false, line(style));
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let (x, y) = pixels(center);
        self.0
            .circle(x, y, f64::from(radius) / SCALE, look(style, fill));
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vert: I,
        style: &S,
    ) -> Drawn {
        let points: Vec<_> = vert.into_iter().map(pixels).collect();
        self.0.path(&points, true, look(style, true));
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &T,
        pos: BackendCoord,
    ) -> Drawn {
        let (x, y) = pixels(pos);
        let anchor = match style.anchor().h_pos {
            HPos::Left => Anchor::Start,
            HPos::Center => Anchor::Middle,
            HPos::Right => Anchor::End,
        };
        let label = Label::new(text, x, y, face(style), ink(style.color())).anchor(anchor);
        self.0.label(label);
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let face = face(style);
        let width = face.width(self.0.metrics, text) * SCALE;
        Ok((libm::ceil(width) as u32, (face.size * SCALE) as u32))
    }

    fn blit_bitmap(&mut self, _: BackendCoord, _: (u32, u32), _: &[u8]) -> Drawn {
        Ok(())
    }
}

impl Surface for Pen<'_, '_> {
    fn rect(&mut self, area: Area, radius: f64, look: Look) {
        self.0.rect(area, radius, look);
    }

    fn circle(&mut self, x: f64, y: f64, radius: f64, look: Look) {
        self.0.circle(x, y, radius, look);
    }

    fn path(&mut self, points: &[(f64, f64)], closed: bool, look: Look) {
        self.0.path(points, closed, look);
    }

    fn label(&mut self, label: Label<'_>) {
        self.0.label(label);
    }

    fn open_decor(&mut self, class: &str) {
        self.0.open_decor(class);
    }

    fn close(&mut self) {
        self.0.close();
    }
}

/// Grid lines are solid, thin and light.
pub const GRID: Look = Look {
    fill: super::Fill::Flat(Paint::None),
    stroke: Paint::Grid,
    width: 1.0,
    dash: Dash::Solid,
};
