//! The sentence on share growth, its rows and what unlocks more of it.

use std::collections::BTreeSet;

use super::actions::actions;
use super::chance::chance_code;
use super::deals::{Pipeline, evidence};
use super::{Forecast, ProbabilityBasis, ShareReport};
use crate::analysis::{Evidence, Finding, FindingSeverity, Unlock};
use crate::book::{Book, Field, Origin, TableKind};
use crate::order::{Gather, InOrder};
use crate::words::{Arg, Message};

/// Chances of hitting the target below which to act and to watch. Ours; said in a note.
pub const ACT_BELOW: f64 = 0.3;
/// See [`ACT_BELOW`].
pub const WATCH_BELOW: f64 = 0.6;
/// Without a plan: overdue part of the weighted pipeline from which to watch. Ours; said in a note.
pub const OVERDUE_WATCH: f64 = 0.2;
/// The year that the finding is about: the planned one with the least chance, the first of equals;
/// without any chance the first planned one, else the first.
pub fn focus(forecasts: &[Forecast]) -> Option<&Forecast> {
    let chance = |f: &&Forecast| f.p_hit.unwrap_or(f64::INFINITY);
    forecasts
        .iter()
        .filter(|f| f.target.is_some())
        .min_by(|a, b| chance(a).total_cmp(&chance(b)))
        .or(forecasts.first())
}

/// What the report says, with so many of its rows at most.
pub fn finding(book: &Book, report: &ShareReport, deals: &Pipeline, most: usize) -> Finding {
    let focus = focus(&report.forecasts);
    let (severity, message) = match focus {
        Some(f) if f.target.is_some() => planned(book, f),
        _ if book.opportunities.is_empty() => no_deals(report),
        _ => unplanned(report, focus),
    };
    let (evidence, rows) = rows(report, deals, focus, most);
    Finding {
        hurdle: 3,
        severity,
        message,
        evidence,
        rows,
        unlock: unlock(book, report),
        actions: actions(book, report, focus),
    }
}

fn sentence(code: &str) -> Message {
    Message::new(format!("share.finding.{code}"))
}

fn planned(book: &Book, f: &Forecast) -> (FindingSeverity, Message) {
    let with_plan = |code: &str| {
        sentence(code)
            .with("year", f64::from(f.year))
            .with("share", f.target_share.unwrap_or(0.0))
            .with("target", f.target.unwrap_or(0.0))
    };
    if book.opportunities.is_empty() {
        let code = if f.gap.is_some() {
            "planNoDeals"
        } else {
            "planOnly"
        };
        let message = with_plan(code).with("gap", f.gap.unwrap_or(0.0));
        return (FindingSeverity::Watch, message);
    }
    let (Some(p), Some([_, _, p50, _, _])) = (f.p_hit, f.share_quantiles) else {
        let message = with_plan("planNoBase").with("weighted", f.weighted);
        return (FindingSeverity::Watch, message);
    };
    let severity = if p < ACT_BELOW {
        FindingSeverity::Act
    } else if p < WATCH_BELOW {
        FindingSeverity::Watch
    } else {
        FindingSeverity::Ok
    };
    let missing = f.shortfall.filter(|m| *m > 0.0);
    let message = with_plan(if missing.is_some() {
        "planMissing"
    } else {
        "plan"
    })
    .with("p50", p50)
    .with("chance", Arg::Code(chance_code(p)))
    .with("missing", missing.unwrap_or(0.0));
    (severity, message)
}

/// Deals, but no plan to measure them against.
fn unplanned(report: &ShareReport, focus: Option<&Forecast>) -> (FindingSeverity, Message) {
    let h = &report.hygiene;
    if report.open_deals == 0 {
        let code = if h.leads_left_out > 0 {
            "onlyLeads"
        } else {
            "noOpen"
        };
        let message = sentence(code)
            .with("n", h.leads_left_out)
            .with("amount", h.leads_amount)
            .with("won", report.won.1);
        return (FindingSeverity::Watch, message);
    }
    let Some(f) = focus.filter(|_| h.no_probability.len() < report.open_deals) else {
        let message = sentence("noProbability").with("n", report.open_deals);
        let message = message.with("amount", report.open_amount);
        return (FindingSeverity::NoData, message);
    };
    let overdue = if report.open_weighted > 0.0 {
        h.overdue_weighted / report.open_weighted
    } else {
        0.0
    };
    let [p10, _, _, _, p90] = f.quantiles;
    let (severity, code) = if overdue >= OVERDUE_WATCH {
        (FindingSeverity::Watch, "pipelineOverdue")
    } else {
        (FindingSeverity::Ok, "pipeline")
    };
    // Those that weigh something: a deal without a probability is left out, and said.
    let weighed = report.open_deals - h.no_probability.len();
    let message = sentence(code)
        .with("n", weighed)
        .with("weighted", report.open_weighted)
        .with("year", f64::from(f.year))
        .with("p10", p10)
        .with("p90", p90)
        .with("overdue", overdue);
    (severity, message)
}

/// Shares at most.
fn no_deals(report: &ShareReport) -> (FindingSeverity, Message) {
    let message = match report.history.last() {
        Some((year, _, _, share)) => sentence("shareOnly")
            .with("year", f64::from(*year))
            .with("share", *share),
        None => sentence("nothing"),
    };
    (FindingSeverity::NoData, message)
}

/// Plan rows of the year with the largest targets, then its largest open deals; without a plan
/// overdue deals first. Of either kind half of `most`, and how many there are of both.
fn rows(
    report: &ShareReport,
    deals: &Pipeline,
    focus: Option<&Forecast>,
    most: usize,
) -> (Vec<Evidence>, usize) {
    let year = focus.map(|f| f.year);
    let years = report.lines.iter().flat_map(|l| &l.years);
    let mut planned: Vec<(f64, &Evidence)> = years
        .filter(|y| Some(y.year) == year)
        .filter_map(|y| Some((y.target?, &y.evidence)))
        .collect();
    planned.order_by(|a, b| b.0.total_cmp(&a.0));
    let mut first: Vec<&Evidence> = planned.into_iter().map(|(_, e)| e).collect();
    if first.is_empty() {
        first = report.hygiene.overdue.iter().collect();
    }
    let known: BTreeSet<Origin> = first.iter().map(|e| e.origin).gather();
    let of_year = deals.open.iter().filter(|d| Some(d.year) == year);
    let mut open: Vec<_> = of_year
        .filter(|d| !known.contains(&d.deal.origin))
        .collect();
    open.order_by(|a, b| b.amount().total_cmp(&a.amount()));
    let all = first.len() + open.len();
    let first = first.into_iter().take(most / 2).cloned();
    let open = open.into_iter().take(most / 2);
    let rows = first.chain(open.map(|deal| evidence(deal.deal)));
    (rows.collect(), all)
}

/// Columns that the book lacks for the whole answer.
fn unlock(book: &Book, report: &ShareReport) -> Vec<Unlock> {
    use Field::{
        Account, Amount, CloseDate, Kind, Probability, Revenue, TargetShare, Wallet, Year,
    };
    let mut unlock = Vec::new();
    let mut add = |table, fields: &[Field]| {
        let fields: Vec<Field> = fields
            .iter()
            .copied()
            .filter(|f| !book.has_column(table, *f))
            .collect();
        if !fields.is_empty() {
            unlock.push(Unlock { table, fields });
        }
    };
    if !report.forecasts.iter().any(|f| f.p_hit.is_some()) {
        add(
            TableKind::Share,
            &[Account, Year, Wallet, Revenue, TargetShare],
        );
    }
    if book.opportunities.is_empty() {
        add(
            TableKind::Opportunities,
            &[Account, Amount, Kind, Probability, CloseDate],
        );
    } else if report.probability != ProbabilityBasis::Column {
        add(TableKind::Opportunities, &[Kind, Probability, CloseDate]);
    } else {
        add(TableKind::Opportunities, &[CloseDate]);
    }
    unlock
}
