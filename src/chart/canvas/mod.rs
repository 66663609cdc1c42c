//! Our own drawing surface: semantic SVG, written once from top to bottom. Charts draw on it
//! directly in CSS pixels, or through plotters' coordinates ([`plot::Plot`]).

mod backend;
mod escape;
mod plot;
mod surface;

use std::collections::BTreeSet;
use std::fmt::Write as _;

pub use escape::clean;
pub use plot::{Plot, Scale};
pub use surface::{Anchor, Area, Dash, Fill, Label, Look, Surface};

use super::text_metrics::TextMetrics;
use super::theme::Paint;
use super::{Chart, ChartTable, Mark, TextBox, Theme};
use escape::{coord_into, escape_into};

/// Fonts that charts ask for where the page does not say.
const FONTS: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', sans-serif";

/// A chart being drawn.
#[derive(Debug)]
pub struct Canvas<'m> {
    /// Text widths.
    pub metrics: &'m TextMetrics,
    baked: Option<Theme>,
    name: String,
    body: String,
    hatches: BTreeSet<Paint>,
    marks: Vec<Mark>,
    boxes: Vec<TextBox>,
    width: f64,
}

impl<'m> Canvas<'m> {
    /// An empty chart `width` pixels wide; its name goes into classes and ids.
    pub fn new(name: &str, width: f64, metrics: &'m TextMetrics, baked: Option<Theme>) -> Self {
        Self {
            metrics,
            baked,
            name: name.to_owned(),
            body: String::new(),
            hatches: BTreeSet::new(),
            marks: Vec::new(),
            boxes: Vec::new(),
            width,
        }
    }

    /// Opens the group of a mark; what is drawn until [`Surface::close`] is one named symbol.
    pub fn open_mark(&mut self, class: &str, mark: Mark) {
        let index = self.marks.len();
        let _ = write!(
            self.body,
            "<g class=\"kam-mark {class}\" data-i=\"{index}\" role=\"graphics-symbol img\" aria-label=\""
        );
        escape_into(&mut self.body, &mark.label);
        self.body.push_str("\">");
        let label = clean(&mark.label);
        self.marks.push(Mark { label, ..mark });
    }

    /// The pixels that a label takes.
    pub fn extent(&self, label: &Label<'_>) -> Area {
        let w = label.face.width(self.metrics, &clean(label.text));
        let x = match label.anchor {
            Anchor::Start => label.x,
            Anchor::Middle => label.x - w / 2.0,
            Anchor::End => label.x - w,
        };
        Area {
            x,
            y: label.y - label.face.size * 0.84,
            w,
            h: label.face.size,
        }
    }

    /// True if no text has been written there or within two pixels of it.
    pub fn is_free(&self, area: Area) -> bool {
        let apart = |b: &TextBox| {
            b.x >= area.x + area.w + 2.0
                || area.x >= b.x + b.width + 2.0
                || b.y >= area.y + area.h + 2.0
                || area.y >= b.y + b.height + 2.0
        };
        self.boxes.iter().all(apart)
    }

    /// An invisible area that takes the pointer, for marks smaller than a finger.
    pub fn hit(&mut self, area: Area) {
        self.body.push_str("<rect class=\"kam-hit\"");
        self.area(area);
        self.body
            .push_str(" fill=\"none\" pointer-events=\"all\"/>");
    }

    /// The document.
    pub fn finish(self, height: f64, title: &str, locale: &str, table: ChartTable) -> Chart {
        let mut svg = self.head(height, title, locale);
        svg.push_str(&self.body);
        svg.push_str("</svg>");
        Chart {
            svg,
            width: self.width,
            height,
            title: clean(title),
            marks: self.marks,
            table,
            text_boxes: self.boxes,
        }
    }

    fn head(&self, height: f64, title: &str, locale: &str) -> String {
        let mut svg = String::from("<svg xmlns=\"http://www.w3.org/2000/svg\"");
        let mut size = String::new();
        coord_into(&mut size, self.width);
        let mut tall = String::new();
        coord_into(&mut tall, height);
        let _ = write!(
            svg,
            " width=\"{size}\" height=\"{tall}\" viewBox=\"0 0 {size} {tall}\" class=\"kam-chart kam-{}\"",
            self.name
        );
        svg.push_str(" role=\"graphics-document document\" lang=\"");
        escape_into(&mut svg, locale);
        svg.push_str("\" aria-label=\"");
        escape_into(&mut svg, title);
        svg.push_str("\" font-family=\"");
        svg.push_str(&match self.baked {
            Some(_) => FONTS.to_owned(),
            None => format!("var(--kam-font,{FONTS})"),
        });
        svg.push_str("\">");
        self.defs_into(&mut svg);
        if self.baked.is_some() {
            let paint = Paint::Surface.css(self.baked);
            let _ = write!(
                svg,
                "<rect width=\"{size}\" height=\"{tall}\" fill=\"{paint}\" aria-hidden=\"true\"/>"
            );
        }
        svg
    }

    fn defs_into(&self, svg: &mut String) {
        if self.hatches.is_empty() {
            return;
        }
        svg.push_str("<defs>");
        for paint in &self.hatches {
            let _ = write!(
                svg,
                "<pattern id=\"{}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><path d=\"M3 0V6\" stroke=\"{}\" stroke-width=\"1.3\"/></pattern>",
                self.hatch_id(*paint),
                paint.css(self.baked)
            );
        }
        svg.push_str("</defs>");
    }

    fn hatch_id(&self, paint: Paint) -> String {
        let theme = match self.baked {
            None => "",
            Some(Theme::Light) => "-light",
            Some(Theme::Dark) => "-dark",
        };
        format!("kam-{}-{}{theme}", self.name, paint.token().0)
    }

    fn area(&mut self, area: Area) {
        self.attr("x", area.x);
        self.attr("y", area.y);
        self.attr("width", area.w);
        self.attr("height", area.h);
    }

    fn attr(&mut self, name: &str, value: f64) {
        let _ = write!(self.body, " {name}=\"");
        coord_into(&mut self.body, value);
        self.body.push('"');
    }

    fn look(&mut self, look: Look) {
        let fill = match look.fill {
            Fill::Flat(paint) | Fill::Tint(paint) => paint.css(self.baked).into_owned(),
            Fill::Hatch(paint) => {
                self.hatches.insert(paint);
                format!("url(#{})", self.hatch_id(paint))
            }
        };
        let _ = write!(self.body, " fill=\"{fill}\"");
        if matches!(look.fill, Fill::Tint(_)) {
            self.body.push_str(" fill-opacity=\"0.6\"");
        }
        if look.stroke == Paint::None || look.width <= 0.0 {
            return;
        }
        let stroke = look.stroke.css(self.baked);
        let _ = write!(self.body, " stroke=\"{stroke}\"");
        if look.width != 1.0 {
            self.attr("stroke-width", look.width);
        }
        match look.dash {
            Dash::Solid => {}
            Dash::Dashed => self.body.push_str(" stroke-dasharray=\"4 3\""),
            Dash::Dotted => self
                .body
                .push_str(" stroke-dasharray=\"0.1 5\" stroke-linecap=\"round\""),
        }
    }

    fn remember(&mut self, label: &Label<'_>, text: &str) {
        let area = self.extent(label);
        self.boxes.push(TextBox {
            text: text.to_owned(),
            x: area.x,
            y: area.y,
            width: area.w,
            height: area.h,
        });
    }
}

impl Surface for Canvas<'_> {
    fn rect(&mut self, area: Area, radius: f64, look: Look) {
        self.body.push_str("<rect");
        self.area(area);
        if radius > 0.0 {
            self.attr("rx", radius);
        }
        self.look(look);
        self.body.push_str("/>");
    }

    fn circle(&mut self, x: f64, y: f64, radius: f64, look: Look) {
        self.body.push_str("<circle");
        self.attr("cx", x);
        self.attr("cy", y);
        self.attr("r", radius);
        self.look(look);
        self.body.push_str("/>");
    }

    fn path(&mut self, points: &[(f64, f64)], closed: bool, look: Look) {
        if points.is_empty() {
            return;
        }
        self.body.push_str("<path d=\"");
        for (i, (x, y)) in points.iter().enumerate() {
            self.body.push(if i == 0 { 'M' } else { 'L' });
            coord_into(&mut self.body, *x);
            self.body.push(' ');
            coord_into(&mut self.body, *y);
        }
        self.body.push_str(if closed { "Z\"" } else { "\"" });
        self.look(look);
        if look.width > 1.5 {
            self.body.push_str(" stroke-linejoin=\"round\"");
        }
        self.body.push_str("/>");
    }

    fn label(&mut self, label: Label<'_>) {
        let text = clean(label.text);
        if text.trim().is_empty() {
            return;
        }
        self.remember(&label, &text);
        self.body.push_str("<text");
        self.attr("x", label.x);
        self.attr("y", label.y);
        self.attr("font-size", label.face.size);
        if label.face.weight == super::text_metrics::Weight::Bold {
            self.body.push_str(" font-weight=\"600\"");
        }
        self.body.push_str(match label.anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        });
        let paint = label.paint.css(self.baked);
        let _ = write!(self.body, " fill=\"{paint}\"");
        if label.halo {
            let halo = Paint::Surface.css(self.baked);
            let _ = write!(
                self.body,
                " stroke=\"{halo}\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\""
            );
        }
        self.body.push('>');
        escape_into(&mut self.body, &text);
        self.body.push_str("</text>");
    }

    fn open_decor(&mut self, class: &str) {
        let _ = write!(self.body, "<g class=\"{class}\" aria-hidden=\"true\">");
    }

    fn close(&mut self) {
        self.body.push_str("</g>");
    }
}
