//! Which rows the numbers of a year's forecast come from: all of them, where a finding shows a few.

use super::deals::{self, Pipeline, evidence};
use super::plan::Plan;
use super::{ShareReport, ShareYear};
use crate::analysis::{Context, Evidence};
use crate::book::Book;
use crate::order::InOrder;

/// A number of a [`super::Forecast`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ForecastPart {
    /// The planned shares.
    Target,
    /// The revenue that the base starts from, and the deals of the years between.
    Base,
    /// Deals won in the year.
    Won,
    /// All that the gap is reckoned from: target, base and won.
    Gap,
    /// Open deals of the year: their number, weighted sum, percentiles.
    Deals,
}

impl ForecastPart {
    /// All parts.
    pub const ALL: [Self; 5] = [Self::Target, Self::Base, Self::Won, Self::Gap, Self::Deals];

    /// The stable name: `target`, `base` …
    pub fn name(self) -> &'static str {
        match self {
            Self::Target => "target",
            Self::Base => "base",
            Self::Won => "won",
            Self::Gap => "gap",
            Self::Deals => "deals",
        }
    }
}

/// The rows behind a number of a year's forecast, each once, in the order of the files.
pub fn forecast_rows(
    book: &Book,
    report: &ShareReport,
    context: &Context,
    year: i16,
    part: ForecastPart,
) -> Vec<Evidence> {
    let deals = deals::pipeline(book, context);
    let plan = Plan::of(&report.lines, year);
    let of = |years: Vec<&ShareYear>| -> Vec<Evidence> {
        years.iter().map(|y| y.evidence.clone()).collect()
    };
    let mut rows: Vec<Evidence> = Vec::new();
    if matches!(part, ForecastPart::Target | ForecastPart::Gap) {
        rows.extend(of(plan.target_rows()));
    }
    if matches!(part, ForecastPart::Base | ForecastPart::Gap)
        && let Some(start) = plan.base_year(report.current_year)
    {
        rows.extend(of(plan.revenue_rows(start)));
        rows.extend(won(&plan, &deals, start.saturating_add(1)..year));
        rows.extend(open(&plan, &deals, report.current_year..year));
    }
    if matches!(part, ForecastPart::Won | ForecastPart::Gap) {
        rows.extend(won(&plan, &deals, year..year.saturating_add(1)));
    }
    if part == ForecastPart::Deals {
        rows.extend(open(&plan, &deals, year..year.saturating_add(1)));
    }
    rows.order_by_key(|e| e.origin);
    rows.dedup_by_key(|e| e.origin);
    rows
}

fn open(plan: &Plan, deals: &Pipeline, years: std::ops::Range<i16>) -> Vec<Evidence> {
    let own = deals
        .open
        .iter()
        .filter(|d| years.contains(&d.year) && d.probability.is_some() && plan.covers(d.deal));
    own.map(|d| evidence(d.deal)).collect()
}

fn won(plan: &Plan, deals: &Pipeline, years: std::ops::Range<i16>) -> Vec<Evidence> {
    let own = deals
        .won
        .iter()
        .filter(|(year, deal)| year.is_some_and(|y| years.contains(&y)) && plan.covers(deal));
    own.map(|(_, deal)| evidence(deal)).collect()
}
