//! What all charts share: title, subtitle, footer, legends and the states without data.

use super::canvas::{Anchor, Area, Canvas, Dash, Label, Look, Surface};
use super::line_break::{Face, balance, bold, fit, regular, wrap};
use super::scene::Scene;
use super::theme::Paint;
use super::{Chart, ChartTable};
use crate::analysis::Unlock;
use crate::words::{Arg, Message};

/// Space at the left and right of every chart.
pub const PAD: f64 = 16.0;
/// Titles.
pub const TITLE: Face = bold(17.0);
/// Subtitles.
pub const SUBTITLE: Face = regular(12.5);
/// Footers and second lines.
pub const NOTE: Face = regular(11.0);

/// A canvas with a head, and the height used so far.
#[derive(Debug)]
pub struct Frame<'a> {
    /// What is drawn.
    pub scene: Scene<'a>,
    /// Where it is drawn.
    pub canvas: Canvas<'a>,
    /// Left edge of the content.
    pub left: f64,
    /// Right edge of the content.
    pub right: f64,
    /// Height used so far.
    pub y: f64,
    title: String,
}

impl<'a> Frame<'a> {
    /// A chart's canvas with title and subtitle drawn.
    pub fn new(scene: Scene<'a>, name: &str, title: String, subtitle: &str) -> Self {
        let width = scene.width();
        let canvas = Canvas::new(name, width, scene.metrics, scene.options.baked);
        let mut frame = Self {
            scene,
            canvas,
            left: PAD,
            right: width - PAD,
            y: 8.0,
            title,
        };
        frame.head(subtitle);
        frame
    }

    /// Width of the content.
    pub fn inner(&self) -> f64 {
        self.right - self.left
    }

    fn head(&mut self, subtitle: &str) {
        let inner = self.inner();
        let title = super::canvas::clean(&self.title);
        for line in balance(self.scene.metrics, &title, TITLE, inner, 4) {
            self.y += 24.0;
            self.line(&line, TITLE, Paint::Ink);
        }
        self.y += 3.0;
        let subtitle = super::canvas::clean(subtitle);
        for line in wrap(self.scene.metrics, &subtitle, SUBTITLE, inner, 4) {
            self.y += 18.0;
            self.line(&line, SUBTITLE, Paint::Muted);
        }
        self.y += 8.0;
    }

    /// Writes a user's or our text at (x, baseline), shortened to `room`.
    pub fn write(&mut self, text: &str, at: (f64, f64, Anchor), pen: (Face, Paint), room: f64) {
        let text = super::canvas::clean(text);
        let shown = fit(self.scene.metrics, &text, pen.0, room);
        let label = Label::new(&shown, at.0, at.1, pen.0, pen.1);
        self.canvas.label(label.anchor(at.2));
    }

    fn line(&mut self, text: &str, face: Face, paint: Paint) {
        self.canvas
            .label(Label::new(text, self.left, self.y, face, paint));
    }

    /// Draws the footer and closes the document.
    pub fn finish(mut self, notes: &[String], table: ChartTable) -> Chart {
        self.y += 10.0;
        let joined: Vec<&str> = notes
            .iter()
            .map(String::as_str)
            .filter(|n| !n.is_empty())
            .collect();
        let text = super::canvas::clean(&joined.join(&self.scene.say("note_separator")));
        for line in wrap(self.scene.metrics, &text, NOTE, self.inner(), 5) {
            self.y += 16.0;
            self.line(&line, NOTE, Paint::Muted);
        }
        let table = ChartTable {
            caption: self.title.clone(),
            ..table
        };
        let height = libm::ceil(self.y + 14.0);
        self.canvas
            .finish(height, &self.title, self.scene.words.locale(), table)
    }

    /// A legend in as many lines as it needs. Each item draws its key into an area.
    pub fn legend(&mut self, items: &[(Key, String)]) {
        self.canvas.open_decor("kam-legend");
        let (mut x, mut y) = (self.left, self.y + 4.0);
        for (key, text) in items {
            let (key_width, face) = (key.width(), regular(12.0));
            let width = key_width + 6.0 + face.width(self.scene.metrics, text);
            if x > self.left && x + width > self.right {
                x = self.left;
                y += 24.0;
            }
            let area = Area {
                x,
                y,
                w: key_width,
                h: 18.0,
            };
            key.draw(&mut self.canvas, area);
            let label = Label::new(text, x + key_width + 6.0, y + 13.5, face, Paint::Ink2);
            self.canvas.label(label);
            x += width + 14.0;
        }
        self.canvas.close();
        self.y = y + 26.0;
    }
}

/// What a legend item explains.
#[derive(Debug, Clone, PartialEq)]
pub enum Key {
    /// A filled or hatched box, maybe with a number in it.
    Box(Look, String, Paint),
    /// A line.
    Line(Look),
    /// A mark's shape.
    Shape(super::shapes::Shape, Paint),
    /// Only its outline.
    Hollow(super::shapes::Shape, Paint),
    /// A dashed ring around a mark.
    Halo(Paint),
    /// A box with a sign in it.
    Sign(Look, (super::shapes::Shape, Paint)),
}

impl Key {
    fn width(&self) -> f64 {
        match self {
            Self::Shape(..) | Self::Hollow(..) | Self::Halo(_) => 12.0,
            Self::Box(..) | Self::Line(_) | Self::Sign(..) => 24.0,
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Area) {
        let (middle, centre) = (area.x + area.w / 2.0, area.y + area.h / 2.0);
        match self {
            Self::Box(look, text, paint) => {
                canvas.rect(area, 3.5, *look);
                let label = Label::new(text, middle, area.y + 13.0, bold(11.0), *paint);
                canvas.label(label.anchor(Anchor::Middle));
            }
            Self::Line(look) => {
                let right = area.x + area.w;
                canvas.path(&[(area.x, centre), (right, centre)], false, *look);
            }
            Self::Shape(shape, paint) => shape.draw(canvas, middle, centre, 5.0, *paint),
            Self::Hollow(shape, paint) => shape.hollow(canvas, middle, centre, 5.0, *paint),
            Self::Sign(look, (shape, paint)) => {
                canvas.rect(area, 3.5, *look);
                shape.draw(canvas, middle, centre, 5.0, *paint);
            }
            Self::Halo(paint) => {
                let look = Look::line(*paint, 1.5).dash(Dash::Dashed);
                canvas.circle(middle, centre, 6.0, look);
            }
        }
    }
}

/// The chart that says what would make it a chart.
pub fn empty(scene: Scene<'_>, name: &str, unlock: &[Unlock]) -> Chart {
    let title = scene.say(&format!("{name}.title"));
    let mut frame = Frame::new(scene, name, title, &scene.say(&format!("{name}.empty")));
    let lines = unlock_lines(&frame, unlock);
    let height = 40.0 + 18.0 * lines.len() as f64;
    let area = Area {
        x: frame.left,
        y: frame.y + 6.0,
        w: frame.inner(),
        h: height,
    };
    let look = Look::fill(Paint::None)
        .outlined(Paint::Axis, 1.0)
        .dash(Dash::Dashed);
    frame.canvas.open_decor("kam-empty");
    frame.canvas.rect(area, 6.0, look);
    frame.canvas.close();
    for (i, line) in lines.iter().enumerate() {
        let y = area.y + 29.0 + 18.0 * i as f64;
        let label = Label::new(line, area.x + 14.0, y, regular(12.5), Paint::Ink2);
        frame.canvas.label(label);
    }
    frame.y = area.y + height;
    frame.finish(&[scene.source(&[])], ChartTable::default())
}

/// "To draw this, add …", broken into lines.
fn unlock_lines(frame: &Frame<'_>, unlock: &[Unlock]) -> Vec<String> {
    let scene = frame.scene;
    let mut lines = Vec::new();
    for unlock in unlock {
        let fields = unlock.fields.iter();
        let fields = fields.map(|f| Arg::Code(format!("field.{}", f.name())));
        let code = if unlock.fields.is_empty() {
            "unlock_table"
        } else {
            "unlock"
        };
        let message: Message = scene
            .message(code)
            .with("table", Arg::Code(format!("table.{}", unlock.table.name())))
            .with("fields", Arg::List(fields.collect()));
        let text = super::canvas::clean(&scene.render(&message));
        let width = frame.inner() - 28.0;
        lines.extend(wrap(scene.metrics, &text, regular(12.5), width, 3));
    }
    if lines.is_empty() {
        lines.push(scene.say("no_data"));
    }
    lines
}
