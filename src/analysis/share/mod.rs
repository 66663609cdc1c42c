//! Hurdle 3: do leads and opportunities carry the share plan? (domain section 4)
//!
//! Choices of ours, all visible in the report: a year's plan is compared with the deals of the
//! planned lines only ([`Forecast::outside`] counts the others); from the second year on the base
//! carries what the years between bring; a planned share without a wallet takes the line's last
//! one; the last row of an account, product and year counts; years more than ten ahead are
//! counted, not forecast.

mod actions;
mod chance;
mod deals;
mod finding;
mod forecast;
mod lines;
mod plan;
mod report;
mod rows;
mod simulate;

pub use chance::chance_code;
pub use deals::fiscal_year;
pub(super) use deals::pipeline;
pub(super) use finding::finding;
pub use finding::{ACT_BELOW, OVERDUE_WATCH, WATCH_BELOW};
pub use forecast::draws_for;
pub use report::{
    AccountGap, Bin, Forecast, Hygiene, ProbabilityBasis, ShareLine, ShareReport, ShareYear,
    TargetBasis,
};
pub use rows::{ForecastPart, forecast_rows};

use super::{Context, Finding, FindingSeverity, MOST_ROWS};
use crate::book::Book;
use crate::order::InOrder;
use crate::words::Message;
use deals::{Open, Pipeline};

/// Shares, the plan and the forecast.
pub fn analyze(book: &Book, context: &Context) -> ShareReport {
    let current = deals::fiscal_year(context.as_of, context.settings.fiscal_year_start);
    let (lines, superseded) = lines::lines(book, current);
    let deals = deals::pipeline(book, context);
    let frame = forecast::Frame {
        lines: &lines,
        deals: &deals,
        current,
        context,
    };
    let forecasts = frame.forecasts();
    let planned = finding::focus(&forecasts).filter(|f| f.target.is_some() && f.gap.is_some());
    let gaps = planned.map_or(Vec::new(), |f| frame.gaps(f.year));
    let beyond = deals.open.iter().filter(|d| !frame.shows(d.year)).count();
    let mut report = ShareReport {
        history: lines::history(&lines, current),
        gaps,
        typical_deal: typical(&deals),
        draws: frame.draws(),
        superseded,
        notes: Vec::new(),
        current_year: current,
        probability: deals.basis,
        open_amount: sum(deals.open.iter().map(Open::amount)),
        open_weighted: sum(deals.open.iter().map(Open::weighted)),
        open_deals: deals.open.len(),
        won: deals::total(deals.won.iter().map(|(_, d)| *d)),
        lost: deals.lost,
        hygiene: deals::hygiene(book, &deals, context),
        finding: blank(),
        forecasts,
        lines,
    };
    report.notes = actions::notes(&report, context.settings.retention, beyond);
    report.finding = finding(book, &report, &deals, MOST_ROWS);
    report
}

/// Stands in until the report that the finding reads is complete.
fn blank() -> Finding {
    Finding {
        hurdle: 3,
        severity: FindingSeverity::NoData,
        message: Message::new("share.finding.nothing"),
        evidence: Vec::new(),
        rows: 0,
        unlock: Vec::new(),
        actions: Vec::new(),
    }
}

/// Lower median amount of the won deals.
fn typical(deals: &Pipeline) -> Option<f64> {
    let mut amounts: Vec<f64> = deals.won.iter().map(|(_, d)| d.amount.units()).collect();
    amounts.order_by(f64::total_cmp);
    let middle = amounts.len().checked_sub(1)? / 2;
    amounts.get(middle).copied()
}

/// The sum; of nothing it is 0, where `Sum` gives −0.
fn sum(amounts: impl Iterator<Item = f64>) -> f64 {
    amounts.fold(0.0, |sum, amount| sum + amount)
}
