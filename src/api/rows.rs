//! All rows behind a number, by the page.

use serde::{Deserialize, Serialize};

use super::{EvidenceView, Lens};
use crate::analysis::Evidence;
use crate::analysis::share::{ForecastPart, forecast_rows};

/// Which number: one of a year's forecast.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RowsRequest {
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
    let all = ForecastPart::ALL.into_iter();
    let part = all.into_iter().find(|part| part.name() == request.part)?;
    let (report, context) = (&lens.answers.reports.share, lens.answers.context);
    Some(forecast_rows(
        lens.book(),
        report,
        context,
        request.year,
        part,
    ))
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
