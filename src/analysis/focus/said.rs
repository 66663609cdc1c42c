//! What the focus report says, and the choices behind it.

use super::report::{
    Advice, Concentration, FieldKind, FocusReport, Group, OrdersBasis, Productivity,
};
use super::{LEAST_FIELDS, SMALL, TOP_SHARE};
use crate::analysis::tiering::TiersReport;
use crate::words::{Arg, Message};

/// How many accounts the concentration ratio names.
const NAMED: usize = 5;

fn say(code: &str) -> Message {
    Message::new(format!("focus.say.{code}"))
}

fn note(code: &str) -> Message {
    Message::new(format!("focus.note.{code}"))
}

/// Sentences, in the order in which they are shown.
pub fn sentences(report: &FocusReport, tiers: &TiersReport) -> Vec<Message> {
    let mut all: Vec<Message> = report.concentration.iter().filter_map(spread).collect();
    all.extend(per_head(report, tiers));
    all.extend(teams(report));
    all.extend(potential(report));
    all.extend(fields(report));
    all.extend(candidates(report));
    all
}

/// "5 accounts bring 62 % of revenue; as concentrated as 7 equal accounts."
fn spread(of: &Concentration) -> Option<Message> {
    let figures = of.figures?;
    let code = match of.n {
        1 => "one",
        n if n <= NAMED => "few",
        _ => "top",
    };
    let message = say(code)
        .with("n", of.n)
        .with("five", NAMED)
        .with("share", figures.cr5)
        .with("top", figures.top)
        .with("topShare", TOP_SHARE)
        .with("effective", figures.effective)
        .with("gini", figures.gini);
    Some(message.with("amount", Arg::Code(of.basis.code().to_owned())))
}

/// Orders per head of all accounts, and of the best and the lowest tier that have a figure.
fn per_head(report: &FocusReport, tiers: &TiersReport) -> Option<Message> {
    let all = report.tiers.iter().find(|p| p.group == Group::All)?;
    let named = |p: &Productivity| match p.group {
        Group::Tier(tier) => Some((tiers.tiers.get(tier)?.name.clone(), p.per_head?)),
        _ => None,
    };
    let mut named = report.tiers.iter().filter_map(named);
    let ends = named.next().zip(named.next_back());
    let (code, year) = match (report.orders?, &ends) {
        (OrdersBasis::Won { year, open: true }, Some(_)) => ("perHeadSoFarTiers", year),
        (OrdersBasis::Won { year, open: true }, None) => ("perHeadSoFar", year),
        (OrdersBasis::Won { year, .. }, Some(_)) => ("perHeadWonTiers", year),
        (OrdersBasis::Won { year, .. }, None) => ("perHeadWon", year),
        (OrdersBasis::OrderAmount, Some(_)) => ("perHeadTiers", 0),
        (OrdersBasis::OrderAmount, None) => ("perHead", 0),
    };
    let message = say(code)
        .with("n", all.accounts)
        .with("heads", all.heads)
        .with("value", all.per_head?)
        .with("year", f64::from(year));
    Some(match ends {
        Some(((best, high), (least, low))) => message
            .with("best", best)
            .with("high", high)
            .with("least", least)
            .with("low", low),
        None => message,
    })
}

/// The two ends of the teams.
fn teams(report: &FocusReport) -> Option<Message> {
    let named = |p: &&Productivity| matches!(p.group, Group::Team(_)) && p.per_head.is_some();
    let mut teams = report.teams.iter().filter(named);
    let (first, last) = (teams.next()?, teams.next_back()?);
    let (Group::Team(best), Group::Team(least)) = (&first.group, &last.group) else {
        return None;
    };
    let message = say("teams")
        .with("best", best.as_str())
        .with("least", least.as_str())
        .with("high", first.per_head?)
        .with("low", last.per_head?);
    Some(message)
}

fn potential(report: &FocusReport) -> Option<Message> {
    let potential = &report.potential;
    let realised = potential.revenue / potential.potential;
    if potential.grounds.is_empty() || !realised.is_finite() || potential.potential <= 0.0 {
        return None;
    }
    let rest = potential.potential - potential.revenue;
    let message = say("realised")
        .with("n", potential.grounds.len())
        .with("share", realised)
        .with("rest", rest.max(0.0));
    Some(message)
}

fn fields(report: &FocusReport) -> Option<Message> {
    report.potential.medians?;
    let count = |kind| {
        let grounds = report.potential.grounds.iter();
        grounds.filter(|g| g.kind == Some(kind)).count()
    };
    let message = say("fields")
        .with("fat", count(FieldKind::Fat))
        .with("thin", count(FieldKind::Thin))
        .with("n", report.potential.measured);
    Some(message)
}

fn candidates(report: &FocusReport) -> Option<Message> {
    let all = &report.candidates;
    let first = report.concentration.first()?;
    if all.is_empty() || first.total <= 0.0 {
        return None;
    }
    let amount: f64 = all.iter().map(|c| c.amount.max(0.0)).sum();
    let heads: f64 = all.iter().filter_map(|c| c.heads).sum();
    let drop = all.iter().filter(|c| c.advice == Advice::Drop).count();
    let code = match (drop, heads > 0.0) {
        (0, true) => "starveHeads",
        (0, false) => "starve",
        (_, true) => "freeHeads",
        (_, false) => "free",
    };
    let message = say(code)
        .with("n", all.len())
        .with("drop", drop)
        .with("share", amount / first.total)
        .with("amount", Arg::Code(first.basis.code().to_owned()))
        .with("heads", heads);
    Some(message)
}

/// What was left out, and every choice of ours that shows.
pub fn notes(report: &FocusReport) -> Vec<Message> {
    let mut notes = Vec::new();
    for of in &report.concentration {
        let counted = [
            ("unknown", of.unknown),
            ("negative", of.negatives),
            ("sums", of.sums),
        ];
        for (code, n) in counted {
            if n > 0 {
                let amount = Arg::Code(of.basis.code().to_owned());
                notes.push(note(code).with("n", n).with("amount", amount));
            }
        }
    }
    if report.concentration.iter().any(|c| c.n > 1) {
        notes.push(note("figures"));
    }
    match report.orders {
        Some(OrdersBasis::Won { year, open }) if !report.tiers.is_empty() => {
            let code = if open { "wonOpen" } else { "won" };
            notes.push(note(code).with("year", f64::from(year)));
        }
        Some(OrdersBasis::OrderAmount) if !report.tiers.is_empty() => {
            notes.push(note("orderAmount"));
        }
        _ => {}
    }
    if let Some(all) = report.tiers.iter().find(|p| p.group == Group::All) {
        let apart = [
            ("noHeadcount", all.no_headcount),
            ("nobody", all.nobody),
            ("noOrders", all.no_orders),
        ];
        let apart = apart.into_iter().filter(|(_, n)| *n > 0);
        notes.extend(apart.map(|(code, n)| note(code).with("n", n)));
    }
    let potential = &report.potential;
    if potential.beyond > 0 {
        notes.push(note("beyond").with("n", potential.beyond));
    }
    match potential.medians {
        Some((margin, rest)) => {
            let message = note("fields").with("margin", margin).with("rest", rest);
            notes.push(message.with("n", potential.measured));
        }
        None if potential.measured > 0 => {
            let message = note("fieldsFew").with("n", potential.measured);
            notes.push(message.with("least", LEAST_FIELDS));
        }
        None => {}
    }
    if !report.candidates.is_empty() {
        notes.push(note("rule").with("small", SMALL));
    }
    notes
}
