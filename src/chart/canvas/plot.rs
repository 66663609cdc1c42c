//! Plotters' coordinates on a canvas: data in, pixels out, drawn in plotters' order.

use std::ops::Range;

use plotters::coord::Shift;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged};
use plotters::drawing::DrawingArea;
use plotters::element::{Drawable, PointCollection};
use plotters_backend::{BackendCoord, DrawingBackend, DrawingErrorKind};

use super::backend::{GRID, Pen, SCALE, pixels};
use super::{Area, Canvas, Look, Surface};

/// A linear axis with the ticks that we choose: plotters' own positions cannot be set.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    /// Value at the axis' start.
    pub low: f64,
    /// Value at its end.
    pub high: f64,
    /// Ticks, ascending.
    pub ticks: Vec<f64>,
}

impl Scale {
    /// From `low` to `high` with these ticks.
    pub fn new(low: f64, high: f64, ticks: Vec<f64>) -> Self {
        let high = if high > low { high } else { low + 1.0 };
        Self { low, high, ticks }
    }

    /// From 0 (or below, if `low` is) to a round number at or above `high`, with at most `most`
    /// round steps between.
    pub fn nice(low: f64, high: f64, most: u32) -> Self {
        let low = low.min(0.0);
        let high = if high > low { high } else { low + 1.0 };
        let step = round_step((high - low) / f64::from(most.max(1)));
        let (first, last) = (libm::floor(low / step), libm::ceil(high / step - 1e-9));
        let count = (last - first).clamp(1.0, 50.0) as u32;
        let ticks: Vec<f64> = (0..=count).map(|i| (first + f64::from(i)) * step).collect();
        let top = ticks.last().copied().unwrap_or(high);
        Self::new(first * step, top, ticks)
    }

    /// Decimal logarithms of positive values, with room at both ends: a value's position is its
    /// `log10`. Ticks at 1, 2, 5 · 10ᵏ, from four decades on at powers of ten alone.
    pub fn log(low: f64, high: f64) -> Self {
        let (low, high) = (libm::log10(low), libm::log10(high));
        let room = (0.06 * (high - low)).max((1.2 - (high - low)) / 2.0);
        let (low, high) = (low - room, high + room);
        let steps: &[f64] = match high - low {
            span if span < 4.0 => &[1.0, 2.0, 5.0],
            _ => &[1.0],
        };
        let decades = libm::floor(low) as i32..=libm::ceil(high) as i32;
        let ticks = decades.flat_map(|d| steps.iter().map(move |s| f64::from(d) + libm::log10(*s)));
        Self::new(
            low,
            high,
            ticks.filter(|t| (low..=high).contains(t)).collect(),
        )
    }
}

/// The least of 1, 2, 5 · 10ᵏ that is not below `raw`.
fn round_step(raw: f64) -> f64 {
    let mut unit = 1.0;
    while unit * 10.0 <= raw {
        unit *= 10.0;
    }
    while unit > raw && unit > 1e-12 {
        unit /= 10.0;
    }
    let nice = [1.0, 2.0, 5.0].into_iter().map(|m| m * unit);
    nice.into_iter()
        .find(|step| *step >= raw * (1.0 - 1e-9))
        .unwrap_or(unit * 10.0)
}

impl Ranged for Scale {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        let part = (value - self.low) / (self.high - self.low);
        let (from, to) = (f64::from(limit.0), f64::from(limit.1));
        libm::round(from + part * (to - from)) as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        if hint.max_num_points() == 0 {
            return Vec::new();
        }
        self.ticks.clone()
    }

    fn range(&self) -> Range<f64> {
        self.low..self.high
    }
}

/// A line or polygon in data coordinates: a plotters element that reaches our surface.
#[derive(Debug)]
struct Trace<'p> {
    points: &'p [(f64, f64)],
    closed: bool,
    look: Look,
}

impl<'a> PointCollection<'a, (f64, f64)> for &'a Trace<'_> {
    type Point = &'a (f64, f64);
    type IntoIter = std::slice::Iter<'a, (f64, f64)>;

    fn point_iter(self) -> Self::IntoIter {
        self.points.iter()
    }
}

impl<DB: DrawingBackend + Surface> Drawable<DB> for Trace<'_> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        pos: I,
        backend: &mut DB,
        _: (u32, u32),
    ) -> Result<(), DrawingErrorKind<DB::ErrorType>> {
        let points: Vec<_> = pos.map(pixels).collect();
        backend.path(&points, self.closed, self.look);
        Ok(())
    }
}

/// The plot region of a chart.
pub struct Plot {
    coord: Cartesian2d<Scale, Scale>,
    /// Where it lies on the canvas.
    pub area: Area,
    /// The horizontal axis.
    pub x: Scale,
    /// The vertical axis.
    pub y: Scale,
}

impl Plot {
    /// A region with its two axes.
    pub fn new(area: Area, x: Scale, y: Scale) -> Self {
        let units = |v: f64| libm::round(v * SCALE) as i32;
        let across = units(area.x)..units(area.x + area.w);
        let upward = units(area.y + area.h)..units(area.y);
        let coord = Cartesian2d::new(x.clone(), y.clone(), (across, upward));
        Self { coord, area, x, y }
    }

    /// Pixel position of a value pair.
    pub fn at(&self, x: f64, y: f64) -> (f64, f64) {
        use plotters::coord::CoordTranslate;
        pixels(self.coord.translate(&(x, y)))
    }

    /// A line or polygon through these values.
    pub fn trace(&self, canvas: &mut Canvas<'_>, points: &[(f64, f64)], closed: bool, look: Look) {
        let area = DrawingArea::<Pen<'_, '_>, Shift>::from(Pen(canvas));
        let trace = Trace {
            points,
            closed,
            look,
        };
        // Drawing on a canvas cannot fail.
        let _ = area.apply_coord_spec(self.coord.clone()).draw(&trace);
    }

    /// Horizontal grid lines at the ticks of the vertical axis, from `left` to the region's end.
    pub fn grid(&self, canvas: &mut Canvas<'_>, left: f64) {
        let right = self.area.x + self.area.w;
        canvas.open_decor("kam-grid");
        let area = DrawingArea::<Pen<'_, '_>, Shift>::from(Pen(canvas));
        let line = |pen: &mut Pen<'_, '_>, mesh: plotters::coord::cartesian::MeshLine<'_, _, _>| {
            if let plotters::coord::cartesian::MeshLine::YMesh(from, ..) = mesh {
                let (_, y) = pixels(from);
                pen.path(&[(left, y), (right, y)], false, GRID);
            }
            Ok(())
        };
        let _ = area
            .apply_coord_spec(self.coord.clone())
            .draw_mesh(line, 50_usize, 0_usize);
        canvas.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round_and_cover_the_range() {
        let scale = Scale::nice(0.0, 0.37, 4);
        assert_eq!(scale.ticks.len(), 5);
        assert!((scale.high - 0.4).abs() < 1e-12);
        let scale = Scale::nice(-3.0, 95.0, 5);
        assert_eq!((scale.low, scale.high), (-20.0, 100.0));
        assert_eq!(Scale::nice(0.0, 0.0, 4).high, 1.0);
    }

    #[test]
    fn logarithms_have_ticks_at_round_values() {
        let scale = Scale::log(10.0, 500.0);
        let values: Vec<f64> = scale
            .ticks
            .iter()
            .map(|t| libm::round(libm::pow(10.0, *t)))
            .collect();
        assert_eq!(values, [10.0, 20.0, 50.0, 100.0, 200.0, 500.0]);
        assert!(Scale::log(7.0, 7.0).high > Scale::log(7.0, 7.0).low);
        assert_eq!(Scale::log(1.0, 1e6).ticks.len(), 7);
    }

    #[test]
    fn values_land_on_pixels_through_plotters() {
        let area = Area {
            x: 10.0,
            y: 20.0,
            w: 100.0,
            h: 50.0,
        };
        let plot = Plot::new(
            area,
            Scale::new(0.0, 10.0, vec![]),
            Scale::nice(0.0, 4.0, 4),
        );
        assert_eq!(plot.at(0.0, 0.0), (10.0, 70.0));
        assert_eq!(plot.at(10.0, 4.0), (110.0, 20.0));
    }
}
