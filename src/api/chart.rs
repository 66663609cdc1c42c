//! A drawn chart on the wire.

use serde::{Deserialize, Serialize};

use super::{EvidenceView, Lens};
use crate::book::AccountId;
use crate::chart::{Chart, ChartOptions, Theme};

/// What JavaScript asks for.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChartRequest {
    /// Name in the registry: `heatmap`, `tier-ladder` …
    pub chart: String,
    /// Width in CSS pixels.
    pub width: f64,
    /// `light` or `dark`: bake the colours in.
    pub theme: Option<String>,
    /// Only this account.
    pub account: Option<u32>,
    /// Most rows drawn.
    pub max_rows: Option<usize>,
}

impl ChartRequest {
    /// As the charts take it.
    pub fn options(&self) -> ChartOptions {
        ChartOptions {
            width: if self.width.is_finite() {
                self.width.clamp(300.0, 1200.0)
            } else {
                760.0
            },
            baked: self.theme.as_deref().map(|theme| match theme {
                "dark" => Theme::Dark,
                _ => Theme::Light,
            }),
            account: self.account.map(AccountId),
            max_rows: self.max_rows.unwrap_or(40).clamp(1, 500),
        }
    }
}

/// A chart as JavaScript sees it.
#[derive(Debug, Clone, Serialize)]
pub struct ChartView<'a> {
    svg: &'a str,
    width: f64,
    height: f64,
    title: &'a str,
    marks: Vec<MarkView<'a>>,
    table: TableTwinView<'a>,
}

#[derive(Debug, Clone, Serialize)]
struct MarkView<'a> {
    label: &'a str,
    account: Option<u32>,
    evidence: Vec<EvidenceView>,
}

#[derive(Debug, Clone, Serialize)]
struct TableTwinView<'a> {
    caption: &'a str,
    columns: &'a [String],
    rows: Vec<RowView<'a>>,
    numeric: &'a [usize],
}

#[derive(Debug, Clone, Serialize)]
struct RowView<'a> {
    header: &'a str,
    cells: &'a [String],
}

/// The view of a chart.
pub fn view<'a>(chart: &'a Chart, lens: &Lens<'_>) -> ChartView<'a> {
    let rows = chart.table.rows.iter();
    ChartView {
        svg: &chart.svg,
        width: chart.width,
        height: chart.height,
        title: &chart.title,
        marks: chart
            .marks
            .iter()
            .map(|m| MarkView {
                label: &m.label,
                account: m.account.map(|a| a.0),
                evidence: EvidenceView::list(&m.evidence, lens),
            })
            .collect(),
        table: TableTwinView {
            caption: &chart.table.caption,
            columns: &chart.table.columns,
            rows: rows
                .map(|(header, cells)| RowView { header, cells })
                .collect(),
            numeric: &chart.table.numeric,
        },
    }
}
