//! All rows behind a number, by the page.

use serde::{Deserialize, Serialize};

use super::evidence::by_row;
use super::{EvidenceView, Lens};
use crate::analysis::share::{ForecastPart, forecast_rows};
use crate::analysis::{Evidence, finding_rows};

/// Which number: one of a year's forecast, or what a finding says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct RowsRequest {
    /// The hurdle of a finding; else a forecast's number is meant.
    pub hurdle: Option<u8>,
    /// Fiscal year of the forecast.
    pub year: i16,
    /// `target`, `base`, `won`, `gap` or `deals`.
    pub part: String,
}

/// Rows, some of all.
#[derive(Debug, Clone, Serialize)]
pub struct RowsView {
    /// How many there are.
    pub total: usize,
    /// The part asked for.
    pub items: Vec<EvidenceView>,
}

/// The rows behind a number; none for a part that does not exist.
pub fn rows(lens: &Lens<'_>, request: &RowsRequest) -> Option<Vec<Evidence>> {
    let (reports, context) = (&lens.answers.reports, lens.answers.context);
    if let Some(hurdle) = request.hurdle {
        let rows = finding_rows(lens.book(), context, reports, hurdle)?;
        return Some(rows.iter().flat_map(|row| by_row(row, lens)).collect());
    }
    let all = ForecastPart::ALL.into_iter();
    let part = all.into_iter().find(|part| part.name() == request.part)?;
    let (report, year) = (&reports.share, request.year);
    Some(forecast_rows(lens.book(), report, context, year, part))
}

/// At most 1 000 of them from one on.
pub fn view(rows: &[Evidence], from: usize, count: usize, lens: &Lens<'_>) -> RowsView {
    const MOST: usize = 1000;
    RowsView {
        total: rows.len(),
        items: rows
            .iter()
            .skip(from)
            .take(count.min(MOST))
            .map(|evidence| EvidenceView::new(evidence, lens))
            .collect(),
    }
}
