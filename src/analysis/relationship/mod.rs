//! Hurdle 7: how do the people in the decision chain stand? (domain section 3)
//!
//! Levels are ordinal: medians and distributions, never a mean. Choices of ours, said in the notes:
//! a row without a date counts as older than any dated one, all such rows as of one day; a row
//! without any level is not an assessment.

mod actions;
mod chain;
mod finding;
mod person;
mod report;
mod verdict;

pub use person::lower_median;
pub use report::{AccountStanding, ContactStanding, Coverage, RelationshipReport, Verdict};

use super::{Context, Finding, FindingSeverity, MOST_ROWS};
use crate::book::{Account, Book, TableKind};
use crate::order::InOrder;
use crate::words::Message;
pub(super) use finding::finding;

/// Assessments count when they are at most this many days older than the person's latest (domain
/// section 3).
pub const WINDOW_DAYS: i64 = 90;

/// Standing of every contact and account.
pub fn analyze(book: &Book, context: &Context) -> RelationshipReport {
    let mut contacts = person::people(book, context);
    chain::order(&mut contacts);
    let mut accounts = Vec::new();
    let mut first = 0;
    for people in contacts.chunk_by(|a, b| a.account == b.account) {
        if let Some(person) = people.first() {
            accounts.push(chain::account(person.account, people, first));
        }
        first += people.len();
    }
    let weigh = stakes(book);
    let stake = |a: &AccountStanding| book.account(a.account).and_then(weigh);
    let name = |a: &AccountStanding| book.account(a.account).map_or("", |a| a.name.as_str());
    accounts.order_by(|a, b| {
        let key = |a: &AccountStanding| (!a.veto, a.roles.covered, a.coaches > 0);
        let larger = |a: &AccountStanding| stake(a).unwrap_or(f64::NEG_INFINITY);
        key(a)
            .cmp(&key(b))
            .then_with(|| larger(b).total_cmp(&larger(a)))
            .then_with(|| name(a).cmp(name(b)))
            .then(a.account.cmp(&b.account))
    });
    let levels = contacts.iter().any(|c| c.level.is_some());
    let mut report = RelationshipReport {
        distribution: chain::distribution(&contacts),
        not_assessed: contacts.iter().filter(|c| c.level.is_none()).count() as u32,
        no_levels: !contacts.is_empty() && !levels && !has_levels(book),
        notes: Vec::new(),
        finding: blank(),
        contacts,
        accounts,
    };
    report.notes = actions::notes(book, &report, context);
    report.finding = finding(book, &report, context, MOST_ROWS);
    report
}

/// Some Contacts table has a level column.
fn has_levels(book: &Book) -> bool {
    let mut dimensions = person::DIMENSIONS.iter();
    dimensions.any(|field| book.has_column(TableKind::Contacts, *field))
}

/// What an account weighs in the order of accounts: its potential, or in a book without any our
/// revenue, or else the order amount.
fn stakes(book: &Book) -> fn(&Account) -> Option<f64> {
    let measures: [fn(&Account) -> Option<f64>; 3] = [
        |a| a.potential.map(|m| m.units()),
        |a| a.revenue.map(|m| m.units()),
        |a| a.order_amount.map(|m| m.units()),
    ];
    let mut measures = measures.into_iter();
    let known = measures.find(|measure| book.accounts.iter().any(|a| measure(a).is_some()));
    known.unwrap_or(|_| None)
}

/// Stands in until the report that the finding reads is complete.
fn blank() -> Finding {
    Finding {
        hurdle: 7,
        severity: FindingSeverity::NoData,
        message: Message::new("relationships.finding.nothing"),
        evidence: Vec::new(),
        rows: 0,
        unlock: Vec::new(),
        actions: Vec::new(),
    }
}
