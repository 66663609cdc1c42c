//! One person out of several assessment rows.

use std::collections::BTreeMap;

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use super::{ContactStanding, WINDOW_DAYS};
use crate::analysis::{Context, Evidence};
use crate::book::{AccountId, Book, Contact, Field, Level, Role};
use crate::order::InOrder;

/// The level columns, in the order of the dimensions.
pub const DIMENSIONS: [Field; 4] = [
    Field::Recognition,
    Field::Participation,
    Field::Information,
    Field::Guidance,
];

/// Every person of the book. A person is an account and a name, whatever the name's case, width
/// and spaces.
pub fn people(book: &Book, context: &Context) -> Vec<ContactStanding> {
    let mut rows: BTreeMap<(AccountId, String), Vec<&Contact>> = BTreeMap::new();
    for contact in &book.contacts {
        let key = (contact.account, fold(&contact.name));
        rows.entry(key).or_default().push(contact);
    }
    rows.into_values()
        .filter_map(|rows| person(rows, context))
        .collect()
}

/// The lower median: the middle value, of an even number the lower of the two middle ones.
///
/// ```
/// use kamlens::analysis::relationship::lower_median;
/// assert_eq!(lower_median(vec![3, -1, 2, 0]), Some(0));
/// ```
pub fn lower_median<T: Ord + Copy>(mut values: Vec<T>) -> Option<T> {
    values.order();
    let middle = values.len().checked_sub(1)? / 2;
    values.get(middle).copied()
}

/// A row without a date is older than any dated one; of rows of one day the last in the file is
/// the latest.
fn person(mut rows: Vec<&Contact>, context: &Context) -> Option<ContactStanding> {
    rows.order_by_key(|c| (c.as_of, c.origin));
    let first = rows.iter().min_by_key(|c| c.origin)?;
    let latest = rows.last()?;
    let used = current(&rows);
    let levels = [0, 1, 2, 3].map(|d| lower_median(column(&used, d)));
    let known: Vec<Level> = levels.iter().flatten().copied().collect();
    let level = lower_median(known.clone());
    let role = newest(&rows, |c| c.role.clone());
    let assessed = used.iter().filter_map(|c| c.as_of).max();
    let age = assessed.map(|day| days(day, context.as_of).max(0));
    let stale_after = i64::from(context.settings.stale_after_days);
    let shown = if used.is_empty() {
        vec![*latest]
    } else {
        used.clone()
    };
    Some(ContactStanding {
        account: first.account,
        name: first.name.clone(),
        title: newest(&rows, |c| c.title.clone()),
        power: newest(&rows, |c| c.power),
        levels,
        level,
        thin: known.len() < 2,
        veto: decides(role.as_ref()) && (against(level) || against(levels[0])),
        coach: is_coach(level, levels, &known),
        disagreement: (0..4).any(|d| differ(&column(&used, d))),
        target_level: newest(&rows, |c| c.target_level),
        assessors: used.len() as u32,
        age_days: age,
        stale: age.is_some_and(|age| age > stale_after),
        evidence: shown.iter().map(|c| evidence(c)).collect(),
        role,
    })
}

/// Each assessor's latest row within [`WINDOW_DAYS`] of the latest, newest first. Rows without any
/// level assess nobody and do not count; rows without assessor are those of one assessor.
fn current<'a>(rows: &[&'a Contact]) -> Vec<&'a Contact> {
    let assessing = || {
        let all = rows.iter().rev().copied();
        all.filter(|c| c.levels.iter().any(Option::is_some))
    };
    let Some(latest) = assessing().next() else {
        return Vec::new();
    };
    let mut seen = Vec::new();
    let mut used = Vec::new();
    for row in assessing() {
        let within = match (row.as_of, latest.as_of) {
            (Some(day), Some(latest)) => days(day, latest) <= WINDOW_DAYS,
            (day, latest) => day == latest,
        };
        let assessor = row.assessor.as_deref().map(fold);
        if within && !seen.contains(&assessor) {
            seen.push(assessor);
            used.push(row);
        }
    }
    used
}

/// The newest known value.
fn newest<T>(rows: &[&Contact], read: impl Fn(&Contact) -> Option<T>) -> Option<T> {
    rows.iter().rev().find_map(|c| read(c))
}

fn column(rows: &[&Contact], dimension: usize) -> Vec<Level> {
    rows.iter()
        .filter_map(|c| c.levels.get(dimension).copied().flatten())
        .collect()
}

/// More than one level apart.
fn differ(levels: &[Level]) -> bool {
    match (levels.iter().min(), levels.iter().max()) {
        (Some(low), Some(high)) => high.get() - low.get() > 1,
        _ => false,
    }
}

/// Approver or decider.
pub fn decides(role: Option<&Role>) -> bool {
    matches!(role, Some(Role::Approver | Role::Decider))
}

/// Stands at −1.
pub fn against(level: Option<Level>) -> bool {
    level.is_some_and(|l| l.get() == -1)
}

fn is_coach(level: Option<Level>, levels: [Option<Level>; 4], known: &[Level]) -> bool {
    let top = |l: Option<Level>| l.is_some_and(|l| l.get() == 3);
    top(level) || top(levels[3]) && known.iter().all(|l| l.get() >= 1)
}

fn days(from: Date, to: Date) -> i64 {
    // Civil dates of four-digit years are at most some four million days apart.
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

fn evidence(row: &Contact) -> Evidence {
    let levels = DIMENSIONS.iter().zip(&row.levels);
    let known = levels.filter(|(_, l)| l.is_some()).map(|(f, _)| *f);
    let mut fields = vec![Field::Account, Field::Contact];
    fields.extend(known);
    let rest = [
        (Field::Role, row.role.is_some()),
        (Field::Power, row.power.is_some()),
        (Field::Assessor, row.assessor.is_some()),
        (Field::AsOf, row.as_of.is_some()),
    ];
    fields.extend(rest.iter().filter(|(_, has)| *has).map(|(f, _)| *f));
    Evidence {
        origin: row.origin,
        fields,
        units: false,
    }
}

fn fold(name: &str) -> String {
    let folded: String = name.nfkc().flat_map(char::to_lowercase).collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}
