//! What to do next about tiers, and the notes shown beside them.

use std::collections::BTreeMap;

use super::finding::{PROVISIONAL_WATCH, name, order, tier_name};
use super::raters::Dispute;
use super::{AccountTier, Basis, TiersReport, abc, defaults, migration};
use crate::book::{Book, Field, fold_name};
use crate::order::InOrder;
use crate::policy::Subject;
use crate::words::{Arg, Message};

/// At most three: settle the dispute that weighs most, find out the cell worth most, look again at
/// tiers of the file that differ from the policy's.
pub fn actions(
    book: &Book,
    report: &TiersReport,
    disputes: &[(&AccountTier, Dispute)],
) -> Vec<Message> {
    let settle = disputes.first().map(|(tier, _)| settle(book, tier));
    let all = [settle, find_out(book, report), review(book, report)];
    all.into_iter().flatten().collect()
}

fn action(code: &str) -> Message {
    Message::new(format!("tiers.action.{code}"))
}

/// Who must come together, and how little of the order the narrowest of them sees.
fn settle(book: &Book, tier: &AccountTier) -> Message {
    let no: Vec<&String> = tier
        .verdicts
        .iter()
        .filter(|(_, yes)| !yes)
        .map(|(unit, _)| unit)
        .collect();
    let units: Vec<Arg> = if no.is_empty() {
        let yes = tier.verdicts.iter();
        yes.map(|(unit, _)| Arg::from(unit.as_str())).collect()
    } else {
        no.iter().map(|unit| Arg::from(unit.as_str())).collect()
    };
    let narrow = tier
        .unit_amounts
        .iter()
        .filter(|u| no.contains(&&u.unit))
        .filter_map(|u| Some((u.share?, u)))
        .min_by(|a, b| a.0.total_cmp(&b.0));
    let message = action(if narrow.is_some() {
        "settleShare"
    } else {
        "settle"
    });
    let message = message
        .with("account", name(book, tier))
        .with("units", Arg::List(units));
    match narrow {
        Some((share, unit)) => message
            .with("unit", unit.unit.as_str())
            .with("share", share),
        None => message,
    }
}

/// The cell that rules out most tiers, of the account with most at stake.
fn find_out(book: &Book, report: &TiersReport) -> Option<Message> {
    let policy = report.policy.as_ref()?;
    let ruled_out = |t: &AccountTier| {
        t.possible
            .saturating_sub(t.worth_leaves.unwrap_or(t.possible))
    };
    let open = report.accounts.iter().filter(|t| t.worth_finding.is_some());
    // `max_by` takes the last of equals: the first in the report's order is meant.
    let tier = open.rev().max_by(|a, b| {
        ruled_out(a)
            .cmp(&ruled_out(b))
            .then(order(book, a).total_cmp(&order(book, b)))
    })?;
    let index = tier.worth_finding?;
    let subject = match index.checked_sub(policy.criteria.len()) {
        None => &policy.criteria.get(index)?.subject,
        Some(gate) => &policy.gates.get(gate)?.subject,
    };
    let message = action("findOut")
        .with("account", name(book, tier))
        .with("field", subject_arg(subject))
        .with("low", tier_name(report, tier.tier_low))
        .with("high", tier_name(report, tier.tier_high));
    Some(message)
}

/// What a subject is called: the word of a field, or the header of any other column.
pub fn subject_arg(subject: &Subject) -> Arg {
    match subject {
        Subject::Field(field) => Arg::Code(format!("field.{}", field.name())),
        Subject::Extra(header) => Arg::Text(header.clone()),
    }
}

/// Firm tiers that the file sees differently, the largest amount first.
fn review(book: &Book, report: &TiersReport) -> Option<Message> {
    if report.basis != Basis::Policy {
        return None;
    }
    let names: Vec<String> = report.tiers.iter().map(|t| fold_name(&t.name)).collect();
    // Each way of writing is folded once.
    let mut places: BTreeMap<&str, Option<usize>> = BTreeMap::new();
    let mut differ: Vec<(&AccountTier, &str)> = report
        .accounts
        .iter()
        .filter(|t| t.firm)
        .filter_map(|t| {
            let file = t.file_tier.as_deref()?;
            let place = *places.entry(file).or_insert_with(|| {
                let file = fold_name(file);
                names.iter().position(|name| *name == file)
            });
            let place = place?;
            (place != t.tier_low).then_some((t, file))
        })
        .collect();
    differ.order_by(|(a, _), (b, _)| order(book, b).total_cmp(&order(book, a)));
    let (tier, file) = differ.first()?;
    let message = action("review")
        .with("n", differ.len())
        .with("account", name(book, tier))
        .with("file", file.trim())
        .with("tier", tier_name(report, tier.tier_low));
    Some(message)
}

/// Accounts that a policy cannot place for certain.
pub fn undecided(report: &TiersReport) -> Vec<&AccountTier> {
    if report.basis != Basis::Policy {
        return Vec::new();
    }
    report.accounts.iter().filter(|t| !t.firm).collect()
}

/// Choices of ours, and limits of what the book knows.
pub fn notes(report: &TiersReport, left_out: &[Field]) -> Vec<Message> {
    let note = |code: &str| Message::new(format!("tiers.note.{code}"));
    let mut notes = Vec::new();
    match (&report.policy, report.amount_basis) {
        (Some(policy), _) if defaults::is_starting(&policy.id) => {
            let (from, to) = defaults::SCALE_FROM_TO;
            let start = match policy.id.as_str() {
                "growth" => "startGrowth",
                "mature" => "startMature",
                _ => "start",
            };
            notes.push(note(start).with("from", from).with("to", to));
        }
        (Some(policy), _) if policy.id == "group-rule" => {
            let bar = note("groupRule").with("rank", defaults::GROUP_RANK);
            notes.push(bar.with("amount", defaults::GROUP_ORDER));
        }
        (None, Some(basis)) => {
            let [(_, a), (_, b), _] = abc::LINES;
            notes.push(
                note("abc")
                    .with("amount", Arg::Code(basis.code().to_owned()))
                    .with("first", a / 100.0)
                    .with("second", b / 100.0),
            );
        }
        _ => {}
    }
    if report.policy.is_some() {
        if !left_out.is_empty() {
            let fields = left_out.iter().map(|f| subject_arg(&Subject::Field(*f)));
            notes.push(note("leftOut").with("fields", Arg::List(fields.collect())));
        }
        notes.push(note("watch").with("share", PROVISIONAL_WATCH));
    }
    let unlike = |policy| migration::is_no_tier_column(policy, &report.accounts);
    if report.migration.is_none() && report.policy.as_ref().is_some_and(unlike) {
        notes.push(note("noTierColumn"));
    }
    if report.not_assessable > 0 {
        notes.push(note("notAssessable").with("n", report.not_assessable));
    }
    notes
}
