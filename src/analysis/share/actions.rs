//! What to do next about share growth, and what a reader must know.

use super::finding::{ACT_BELOW, OVERDUE_WATCH, WATCH_BELOW};
use super::forecast::HORIZON;
use super::{Forecast, ProbabilityBasis, ShareReport};
use crate::book::{AccountId, Book};
use crate::words::Message;

/// At most three, the gravest first.
pub fn actions(book: &Book, report: &ShareReport, focus: Option<&Forecast>) -> Vec<Message> {
    let h = &report.hygiene;
    let action = |code: &str, n: usize| {
        (n > 0).then(|| Message::new(format!("share.action.{code}")).with("n", n))
    };
    let no_probability = action("probability", h.no_probability.len())
        .map(|m| m.with("amount", h.no_probability_amount));
    let overdue =
        action("overdue", h.overdue.len()).map(|m| m.with("weighted", h.overdue_weighted));
    let leads = action("leads", h.leads_left_out).map(|m| m.with("amount", h.leads_amount));
    [
        fill(book, report, focus),
        over_wallet(book, report),
        no_probability,
        overdue,
        leads,
        action("confirm", h.not_qualified.len()),
        action("date", h.no_date.len()),
    ]
    .into_iter()
    .flatten()
    .take(3)
    .collect()
}

/// Find what is missing, beginning with the widest gap.
fn fill(book: &Book, report: &ShareReport, focus: Option<&Forecast>) -> Option<Message> {
    let missing = focus?.shortfall.filter(|m| *m > 0.0)?;
    let year = f64::from(focus?.year);
    let widest = report.gaps.first()?;
    let message = |code: &str| {
        Message::new(format!("share.action.{code}"))
            .with("missing", missing)
            .with("year", year)
            .with("account", name(book, widest.account))
            .with("gap", widest.missing.max(0.0))
    };
    Some(match report.typical_deal.filter(|t| *t > 0.0) {
        Some(typical) => message("fillDeals")
            .with("n", libm::ceil(missing / typical))
            .with("typical", typical),
        None => message("fill"),
    })
}

/// Revenue above the wallet.
fn over_wallet(book: &Book, report: &ShareReport) -> Option<Message> {
    let mut over = report
        .lines
        .iter()
        .flat_map(|l| l.years.iter().map(|y| (l.account, y)))
        .filter(|(_, y)| y.over_wallet);
    let (account, first) = over.next()?;
    Some(
        Message::new("share.action.wallet")
            .with("n", over.count() + 1)
            .with("account", name(book, account))
            .with("year", f64::from(first.year)),
    )
}

fn name(book: &Book, account: AccountId) -> String {
    book.account(account)
        .map(|a| a.name.clone())
        .unwrap_or_default()
}

/// What a reader must know: assumptions first, then what was left out.
pub fn notes(report: &ShareReport, retention: f64, beyond: usize) -> Vec<Message> {
    let mut notes = Vec::new();
    if report.forecasts.iter().any(|f| f.deals > 0) {
        notes.push(Message::new("share.note.independent"));
        notes.push(Message::new("share.note.noSlip"));
        notes.push(Message::new("share.note.draws").with("draws", report.draws));
    }
    if let ProbabilityBasis::WinRate { rate, n } = report.probability
        && report.open_deals > 0
    {
        notes.push(
            Message::new("share.note.winRate")
                .with("rate", rate)
                .with("n", n),
        );
    }
    notes.extend(plan_notes(report, retention));
    let h = &report.hygiene;
    let outside: usize = report.forecasts.iter().map(|f| f.outside).sum();
    let weighted: f64 = report.forecasts.iter().map(|f| f.outside_weighted).sum();
    let carried = report.lines.iter().flat_map(|l| &l.years);
    let carried = carried.filter(|y| y.wallet_carried).count();
    let mut count = |code: &str, n: usize, amount: f64| {
        if n > 0 {
            let note = Message::new(format!("share.note.{code}")).with("n", n);
            notes.push(note.with("amount", amount));
        }
    };
    count("leads", h.leads_left_out, h.leads_amount);
    count(
        "noProbability",
        h.no_probability.len(),
        h.no_probability_amount,
    );
    count("noDate", h.no_date.len(), h.no_date_weighted);
    count("outside", outside, weighted);
    count("wonNoDate", h.won_no_date, 0.0);
    count("carried", carried, 0.0);
    count("superseded", report.superseded.len(), 0.0);
    count("beyond", beyond, f64::from(HORIZON));
    notes
}

/// Base, retention and thresholds, where there is a plan; the overdue threshold where there is none.
fn plan_notes(report: &ShareReport, retention: f64) -> Vec<Message> {
    let mut notes = Vec::new();
    let planned = report.forecasts.iter().find(|f| f.target.is_some());
    if let Some(base) = planned.and_then(|f| f.base_year) {
        let code = if base < report.current_year {
            "share.note.base"
        } else {
            "share.note.basePartial"
        };
        notes.push(
            Message::new(code)
                .with("year", f64::from(base))
                .with("retention", retention),
        );
    }
    if report.forecasts.iter().any(|f| f.p_hit.is_some()) {
        notes.push(
            Message::new("share.note.thresholds")
                .with("act", ACT_BELOW)
                .with("watch", WATCH_BELOW),
        );
    } else if planned.is_none() && report.open_deals > 0 {
        notes.push(Message::new("share.note.overdue").with("watch", OVERDUE_WATCH));
    }
    notes
}
