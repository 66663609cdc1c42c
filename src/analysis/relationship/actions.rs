//! What to do next about relationships, and the notes shown beside them.

use super::finding::{Faults, blind_roles, name, people};
use super::verdict::{about, role_code};
use super::{AccountStanding, ContactStanding, RelationshipReport, WINDOW_DAYS};
use crate::analysis::Context;
use crate::book::{Book, Role};
use crate::words::{Arg, Message};

/// Most actions of a finding.
const MOST: usize = 3;

fn action(code: &str) -> Message {
    Message::new(format!("relationships.action.{code}"))
}

/// At most three, in this order: win over who stands against us; find or assess a missing approver
/// or decider; put a second supporter beside the only one; assess again what is out of date; let
/// assessors who differ compare.
pub fn actions(
    book: &Book,
    report: &RelationshipReport,
    faults: &Faults<'_>,
    context: &Context,
) -> Vec<Message> {
    let veto = faults.veto.first().and_then(|a| {
        let person = people(report, a).into_iter().find(|p| p.veto)?;
        let message = about(action("veto"), person);
        Some(message.with("account", name(book, a)))
    });
    let blind = faults.blind.first().and_then(|a| blind(book, report, a));
    let thread = faults.thread.first().and_then(|a| {
        let mut people = people(report, a).into_iter();
        let only = people.find(|p| p.level.is_some_and(|l| l.get() >= 1))?;
        let message = about(action("second"), only);
        Some(message.with("account", name(book, a)))
    });
    let days = f64::from(context.settings.stale_after_days);
    let stale = counted(book, report, "stale", |c| c.stale).map(|m| m.with("days", days));
    let split = counted(book, report, "compare", |c| c.disagreement);
    let all = [veto, blind, thread, stale, split];
    all.into_iter().flatten().take(MOST).collect()
}

/// Assess who has the role, or find out who has it.
fn blind(book: &Book, report: &RelationshipReport, account: &AccountStanding) -> Option<Message> {
    let role: Role = blind_roles(report, account).into_iter().next()?;
    let mut people = people(report, account).into_iter();
    let listed = people.find(|p| p.role.as_ref() == Some(&role));
    let message = match listed {
        Some(person) => about(action("assess"), person),
        None => action("findRole"),
    };
    let message = message.with("account", name(book, account));
    Some(message.with("role", Arg::Code(role_code(&role).to_owned())))
}

/// How many people, and the first of the weakest account.
fn counted(
    book: &Book,
    report: &RelationshipReport,
    code: &str,
    keep: fn(&ContactStanding) -> bool,
) -> Option<Message> {
    let accounts = report.accounts.iter();
    let mut those =
        accounts.flat_map(|a| people(report, a).into_iter().map(move |person| (a, person)));
    let n = report.contacts.iter().filter(|c| keep(c)).count();
    let (account, person) = those.find(|(_, person)| keep(person))?;
    let message = about(action(code).with("n", n), person);
    Some(message.with("account", name(book, account)))
}

/// Choices of ours, and limits of what the book knows.
pub fn notes(book: &Book, report: &RelationshipReport, context: &Context) -> Vec<Message> {
    let note = |code: &str| Message::new(format!("relationships.note.{code}"));
    if report.contacts.iter().all(|c| c.level.is_none()) {
        return Vec::new();
    }
    let stale = f64::from(context.settings.stale_after_days);
    let window = note("window").with("days", WINDOW_DAYS as f64);
    let mut notes = vec![window, note("stale").with("days", stale)];
    let mut count = |code: &str, n: usize| {
        if n > 0 {
            notes.push(note(code).with("n", n));
        }
    };
    let assessed = report.contacts.iter().filter(|c| c.level.is_some());
    count(
        "undated",
        assessed.clone().filter(|c| c.age_days.is_none()).count(),
    );
    count("thin", assessed.filter(|c| c.thin).count());
    let used: usize = report.contacts.iter().map(|c| c.evidence.len()).sum();
    count("older", book.contacts.len().saturating_sub(used));
    notes
}
