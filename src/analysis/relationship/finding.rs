//! The sentence on relationships, its rows and what unlocks more of it.

use super::actions::actions;
use super::chain::REQUIRED;
use super::person::DIMENSIONS;
use super::verdict::{about, role_code};
use super::{AccountStanding, ContactStanding, RelationshipReport};
use crate::analysis::{Context, Evidence, Finding, FindingSeverity, Unlock};
use crate::book::{Book, Field, Role, TableKind};
use crate::words::{Arg, Message};

/// The accounts of a report that have a fault, in the report's order, weakest first.
pub struct Faults<'a> {
    /// An approver or decider stands against us.
    pub veto: Vec<&'a AccountStanding>,
    /// No approver or no decider is assessed.
    pub blind: Vec<&'a AccountStanding>,
    /// One supporter only.
    pub thread: Vec<&'a AccountStanding>,
}

/// What the levels say. Severity: *act* on a veto, since one approver or decider against us can
/// stop a deal whoever else supports it; *watch* when an approver or decider is not assessed or
/// everything hangs on one supporter; else *ok*; *no data* when nobody is assessed. With so many of
/// its rows at most.
pub fn finding(
    book: &Book,
    report: &RelationshipReport,
    context: &Context,
    most: usize,
) -> Finding {
    let faults = faults(report);
    let total = report.accounts.len();
    let pick = |code: &str, accounts: &[&AccountStanding]| {
        let account = accounts.first().map(|a| name(book, a)).unwrap_or_default();
        let message = sentence(code).with("n", accounts.len());
        message.with("total", total).with("account", account)
    };
    let (severity, message, rows) = if report.contacts.is_empty() {
        (FindingSeverity::NoData, sentence("nothing"), Vec::new())
    } else if report.contacts.iter().all(|c| c.level.is_none()) {
        (FindingSeverity::NoData, listed(report), all(report))
    } else if !faults.veto.is_empty() {
        let message = veto(report, &faults.veto, pick("veto", &faults.veto));
        (FindingSeverity::Act, message, faults.veto.clone())
    } else if chain(report) == 0 {
        let assessed = report.contacts.iter().filter(|c| c.level.is_some());
        let message = sentence("noRoles").with("n", assessed.count());
        (FindingSeverity::Watch, message, all(report))
    } else if !faults.blind.is_empty() {
        let message = pick("blind", &faults.blind);
        (FindingSeverity::Watch, message, faults.blind.clone())
    } else if !faults.thread.is_empty() {
        let message = pick("thread", &faults.thread);
        (FindingSeverity::Watch, message, faults.thread.clone())
    } else {
        let coaches: u32 = report.accounts.iter().map(|a| a.coaches).sum();
        let message = sentence("fine").with("n", total).with("coaches", coaches);
        (FindingSeverity::Ok, message, all(report))
    };
    let rows = evidence(report, &rows);
    Finding {
        hurdle: 7,
        severity,
        message,
        evidence: rows.clone().take(most).cloned().collect(),
        rows: rows.count(),
        unlock: unlock(book, report),
        actions: actions(book, report, &faults, context),
    }
}

fn sentence(code: &str) -> Message {
    Message::new(format!("relationships.finding.{code}"))
}

fn faults(report: &RelationshipReport) -> Faults<'_> {
    let keep = |fault: &dyn Fn(&AccountStanding) -> bool| {
        let accounts = report.accounts.iter();
        accounts.filter(|a| fault(a)).collect::<Vec<_>>()
    };
    Faults {
        veto: keep(&|a| a.veto),
        blind: keep(&|a| !blind_roles(report, a).is_empty()),
        thread: keep(&|a| a.single_thread),
    }
}

/// Approver and decider, as far as no assessed person has the role.
pub fn blind_roles(report: &RelationshipReport, account: &AccountStanding) -> Vec<Role> {
    let people = people(report, account);
    let sees = |role: &Role| {
        let mut people = people.iter();
        people.any(|p| p.role.as_ref() == Some(role) && p.level.is_some())
    };
    let deciding = [Role::Approver, Role::Decider];
    deciding.into_iter().filter(|role| !sees(role)).collect()
}

/// The account's people along the chain.
pub fn people<'a>(
    report: &'a RelationshipReport,
    account: &AccountStanding,
) -> Vec<&'a ContactStanding> {
    let contacts = account.contacts.iter();
    contacts.filter_map(|i| report.contacts.get(*i)).collect()
}

pub fn name(book: &Book, account: &AccountStanding) -> String {
    book.account(account.account)
        .map(|a| a.name.clone())
        .unwrap_or_default()
}

/// Who stands against us in the weakest account.
fn veto(report: &RelationshipReport, accounts: &[&AccountStanding], message: Message) -> Message {
    let first = accounts.first().map(|a| people(report, a));
    let Some(person) = first.and_then(|p| p.into_iter().find(|p| p.veto)) else {
        return message;
    };
    let role = person.role.as_ref().map(role_code).unwrap_or_default();
    about(message, person)
        .with("role", Arg::Code(role.to_owned()))
        .with("level", -1.0)
}

/// How many people are listed, and in which roles.
fn listed(report: &RelationshipReport) -> Message {
    let role = |role: Role| {
        let contacts = report.contacts.iter();
        contacts.filter(|c| c.role.as_ref() == Some(&role)).count()
    };
    let chain = chain(report);
    let code = if chain > 0 { "listedRoles" } else { "listed" };
    sentence(code)
        .with("n", report.contacts.len())
        .with("accounts", report.accounts.len())
        .with("approvers", role(Role::Approver))
        .with("deciders", role(Role::Decider))
        .with("supporters", role(Role::Supporter))
        .with("influencers", role(Role::Influencer))
        .with("others", report.contacts.len() - chain)
}

/// How many people have one of the roles A D S I.
fn chain(report: &RelationshipReport) -> usize {
    let contacts = report.contacts.iter();
    let listed = |c: &&ContactStanding| c.role.as_ref().is_some_and(|r| REQUIRED.contains(r));
    contacts.filter(listed).count()
}

fn all(report: &RelationshipReport) -> Vec<&AccountStanding> {
    report.accounts.iter().collect()
}

/// Rows of the accounts; those who veto come first.
fn evidence<'a>(
    report: &'a RelationshipReport,
    accounts: &[&AccountStanding],
) -> impl Iterator<Item = &'a Evidence> + Clone {
    let everybody = accounts.iter().flat_map(|a| people(report, a));
    let (first, rest): (Vec<_>, Vec<_>) = everybody.partition(|p| p.veto);
    let rows = first.into_iter().chain(rest);
    rows.flat_map(|p| p.evidence.iter())
}

/// Columns that the Contacts table lacks.
fn unlock(book: &Book, report: &RelationshipReport) -> Vec<Unlock> {
    let mut wanted = vec![Field::Role, Field::Power];
    wanted.extend(DIMENSIONS);
    wanted.extend([Field::Assessor, Field::AsOf]);
    let lacks = |field: &Field| !book.has_column(TableKind::Contacts, *field);
    let mut fields: Vec<Field> = wanted.into_iter().filter(lacks).collect();
    if report.contacts.is_empty() {
        fields.splice(0..0, [Field::Account, Field::Contact]);
    }
    let table = TableKind::Contacts;
    if fields.is_empty() {
        Vec::new()
    } else {
        vec![Unlock { table, fields }]
    }
}
