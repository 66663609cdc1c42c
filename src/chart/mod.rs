//! `(&Report, &Words, &ChartOptions) → Chart`: pure functions that draw semantic SVG through
//! plotters on our own `DrawingBackend`. Colours are classes and tokens; CSS themes them.

mod axes;
mod canvas;
mod frame;
mod labels;
mod line_break;
mod scene;
mod shapes;
mod text_metrics;
mod theme;
mod tiers;

pub mod concentration;
pub mod consensus;
pub mod forecast_histogram;
pub mod heatmap;
pub mod migration;
pub mod scorecard;
pub mod share_fan;
pub mod tier_ladder;
pub mod tier_matrix;
pub mod tier_scatter;
pub mod waterfall;

use crate::analysis::{Context, Evidence, Reports};
use crate::book::{AccountId, Book};
use crate::words::Words;
pub use scene::Scene;
pub use text_metrics::{TextMetrics, Weight, chars};
pub use theme::Paint;

/// A chart's drawing function.
type Draw = fn(Scene<'_>) -> Chart;

/// Every chart: (name, drawing function). A new chart is one line here, one golden and its words.
const CHARTS: &[(&str, Draw)] = &[
    ("heatmap", heatmap::draw),
    ("tier-ladder", tier_ladder::draw),
    ("tier-scatter", tier_scatter::draw),
    ("tier-matrix", tier_matrix::draw),
    ("waterfall", waterfall::draw),
    ("migration", migration::draw),
    ("consensus", consensus::draw),
    ("concentration", concentration::draw),
    ("share-fan", share_fan::draw),
    ("forecast-histogram", forecast_histogram::draw),
    ("scorecard", scorecard::draw),
];

/// Names of all charts, in the order of the hurdles' importance on the page.
pub fn names() -> impl Iterator<Item = &'static str> {
    CHARTS.iter().map(|(name, _)| *name)
}

/// Draws the chart of this name: `None` if there is none. Pure: the same input gives the same
/// bytes on every target.
pub fn draw(
    name: &str,
    book: &Book,
    context: &Context,
    reports: &Reports,
    words: &Words,
    metrics: &TextMetrics,
    options: &ChartOptions,
) -> Option<Chart> {
    let (_, draw) = CHARTS.iter().find(|(known, _)| *known == name)?;
    Some(draw(Scene {
        book,
        context,
        reports,
        words,
        metrics,
        options,
    }))
}

/// Light or dark, for files that must look right alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Theme {
    Light,
    Dark,
}

/// How a chart is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartOptions {
    /// Width in CSS pixels; 300 … 1200. The chart decides its height.
    pub width: f64,
    /// `None`: themed by the page's CSS through `var(--kam-…)`. Some: colours baked in, for files.
    pub baked: Option<Theme>,
    /// Only this account, where the chart can be about one.
    pub account: Option<AccountId>,
    /// Most rows drawn; the rest is counted in the footer.
    pub max_rows: usize,
}

/// Something in a chart that can be pointed at.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Its accessible name, as in the SVG.
    pub label: String,
    /// The rows and cells behind it.
    pub evidence: Vec<Evidence>,
    /// The account it is about.
    pub account: Option<AccountId>,
}

/// A chart's table twin, in chart order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ChartTable {
    /// The chart's title.
    pub caption: String,
    /// Column headers; the first is that of the row headers.
    pub columns: Vec<String>,
    /// (row header, cells).
    pub rows: Vec<(String, Vec<String>)>,
    /// Columns (index into `columns`) whose cells are numbers.
    pub numeric: Vec<usize>,
}

/// A drawn chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// The SVG document, escaped, without `style=` or script.
    pub svg: String,
    /// Drawn width.
    pub width: f64,
    /// Drawn height.
    pub height: f64,
    /// The computed title.
    pub title: String,
    /// Marks; `data-i` in the SVG is the index.
    pub marks: Vec<Mark>,
    /// The table twin.
    pub table: ChartTable,
    /// Where each text stands, by the width table: what the overlap tests look at.
    pub text_boxes: Vec<TextBox>,
}

/// A line of text and the pixels it takes.
#[derive(Debug, Clone, PartialEq)]
pub struct TextBox {
    /// The text.
    pub text: String,
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}
