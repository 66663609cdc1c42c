//! The verdict on an account, part by part, the worst first.

use super::chain::REQUIRED;
use super::person::against;
use super::{AccountStanding, ContactStanding, Verdict};
use crate::book::Role;
use crate::words::{Arg, Message};

fn part(code: &str) -> Message {
    Message::new(format!("relationships.verdict.{code}"))
}

/// "CTO −1 (veto)", "approver not assessed", "one coach" …
pub fn verdict(account: &AccountStanding, people: &[ContactStanding]) -> Vec<Verdict> {
    let mut parts = vetoes(people);
    if people.iter().all(|p| p.level.is_none()) {
        parts.push(part("nobodyAssessed"));
        parts.extend(unlisted(people));
        return parts;
    }
    parts.extend(unlisted(people));
    parts.extend(unassessed(people));
    let supporting: Vec<_> = people
        .iter()
        .filter(|p| p.level.is_some_and(|l| l.get() >= 1))
        .collect();
    match supporting.as_slice() {
        [] => parts.push(part("noSupport")),
        [one] => parts.push(part("singleThread").with("contact", who(one))),
        _ => {}
    }
    let split: Vec<_> = people.iter().filter(|p| p.disagreement).collect();
    if let Some(first) = split.first() {
        let message = part("disagreement").with("n", split.len());
        parts.push(message.with("contact", who(first)));
    }
    let stale = people.iter().filter(|p| p.stale).count();
    if stale > 0 {
        parts.push(part("stale").with("n", stale));
    }
    parts.push(match account.coaches {
        0 => part("noCoach"),
        n => part("coaches").with("n", n),
    });
    parts
}

/// A sentence about a person: `{contact}` is the name, with the title where it is known.
pub fn about(message: Message, person: &ContactStanding) -> Message {
    let name = person.name.as_str();
    match title(person) {
        None => message.with("contact", name),
        Some(title) => message
            .with("contact", Arg::Code("relationships.person".to_owned()))
            .with("name", name)
            .with("title", title),
    }
}

fn title(person: &ContactStanding) -> Option<&str> {
    let title = person.title.as_deref().map(str::trim);
    title.filter(|t| !t.is_empty())
}

/// A person's title, else the name.
fn who(person: &ContactStanding) -> String {
    title(person).unwrap_or(&person.name).to_owned()
}

/// The code of a role in the chain.
pub fn role_code(role: &Role) -> &'static str {
    match role {
        Role::Approver => "relationships.role.approver",
        Role::Decider => "relationships.role.decider",
        Role::Supporter => "relationships.role.supporter",
        Role::Influencer => "relationships.role.influencer",
        Role::Other(_) => "relationships.role.other",
    }
}

/// The first veto by name; the others are counted.
fn vetoes(people: &[ContactStanding]) -> Vec<Verdict> {
    let all: Vec<_> = people.iter().filter(|p| p.veto).collect();
    let Some(first) = all.first() else {
        return Vec::new();
    };
    let by_level = against(first.level);
    let code = if by_level { "veto" } else { "vetoRecognition" };
    let message = part(code).with("contact", who(first)).with("level", -1.0);
    let mut parts = vec![message];
    if all.len() > 1 {
        parts.push(part("vetoMore").with("n", all.len() - 1));
    }
    parts
}

/// Required roles that nobody has; one part if there are no roles at all.
fn unlisted(people: &[ContactStanding]) -> Option<Verdict> {
    let listed = |role: &Role| people.iter().any(|p| p.role.as_ref() == Some(role));
    let missing: Vec<&Role> = REQUIRED.iter().filter(|r| !listed(r)).collect();
    match missing.len() {
        0 => None,
        n if n == REQUIRED.len() => Some(part("noRoles")),
        _ => Some(part("unlisted").with("roles", roles(&missing))),
    }
}

/// Required roles that somebody has, but nobody who is assessed.
fn unassessed(people: &[ContactStanding]) -> Option<Verdict> {
    let open: Vec<&Role> = REQUIRED
        .iter()
        .filter(|role| {
            let mut those = people.iter().filter(|p| p.role.as_ref() == Some(role));
            let none = those.clone().all(|p| p.level.is_none());
            those.next().is_some() && none
        })
        .collect();
    (!open.is_empty()).then(|| part("unassessed").with("roles", roles(&open)))
}

fn roles(roles: &[&Role]) -> Arg {
    let codes = roles.iter().map(|r| Arg::Code(role_code(r).to_owned()));
    Arg::List(codes.collect())
}
