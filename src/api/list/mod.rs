//! The accounts with their tiers, by the page: searched, filtered, sorted and grouped, since a book
//! may have more of them than a page can hold.

mod pick;
mod view;

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde::Deserialize;

use super::Lens;
use crate::analysis::tiering::AccountTier;
use crate::book::{Account, Book, Field};
use crate::order::InOrder;
use pick::{Key, Picked, folded, part};
pub use view::{ListView, view};

/// Which accounts are wanted, and in what order.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ListRequest {
    /// Stands in the name or the account number; case and full-width forms do not matter.
    pub text: Option<String>,
    /// `firm`, `provisional`, `fragile`, `disputed`, `not-assessable` or `key`.
    pub state: Option<String>,
    /// The name of the tier of the low case.
    pub tier: Option<String>,
    /// Only this region; an empty text means accounts without one.
    pub region: Option<String>,
    /// Only this business unit.
    pub unit: Option<String>,
    /// Only this industry.
    pub industry: Option<String>,
    /// Only this owner.
    pub owner: Option<String>,
    /// `tier` (the default), `name`, `score`, `amount`, `potential`, `region`, `unit`, `industry`,
    /// `owner`, `worth`, `acceptability`, `disagreement` or `fileTier`.
    pub sort: Option<String>,
    /// The other way round; what is not known stays last.
    pub descending: bool,
    /// `tier`, `region`, `unit`, `industry` or `owner`.
    pub group: Option<String>,
    /// Groups whose accounts are not shown, by name; null is the one without a name.
    pub folded: Vec<Option<String>>,
}

/// What is found: the lines of a table, with a line for each group.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct List {
    lines: Vec<Line>,
    groups: Vec<Group>,
    sum: Group,
}

/// A line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    /// Index into [`List::groups`].
    Group(usize),
    /// Index into the report's accounts.
    Account(usize),
}

/// Accounts that have something in common.
#[derive(Debug, Clone, Default, PartialEq)]
struct Group {
    name: Option<String>,
    count: usize,
    amount: f64,
    amount_known: usize,
    potential: f64,
    potential_known: usize,
}

impl Group {
    /// A sum of subsidiaries is known, but not counted twice.
    fn add(&mut self, book: &Book, tier: &AccountTier, account: &Account) {
        self.count += 1;
        if let Some(amount) = tier.amount {
            self.amount += if tier.is_sum { 0.0 } else { amount };
            self.amount_known += 1;
        }
        if let Some(potential) = account.potential {
            let is_sum = book.sums.contains(&(tier.account, Field::Potential));
            self.potential += if is_sum { 0.0 } else { potential.units() };
            self.potential_known += 1;
        }
    }
}

/// The accounts that match a request, in its order.
pub fn list(lens: &Lens<'_>, request: &ListRequest) -> List {
    let picked = Picked::new(lens);
    let book = lens.book();
    let text = request.text.as_deref().map(folded);
    let text = text.filter(|text| !text.is_empty());
    let all = lens.answers.reports.tiers.accounts.iter().enumerate();
    let mut found: Vec<(Key, usize)> = Vec::new();
    let mut sum = Group::default();
    for (place, tier) in all {
        let Some(account) = book.account(tier.account) else {
            continue;
        };
        if picked.matches(request, text.as_deref(), tier, account) {
            sum.add(book, tier, account);
            found.push((
                picked.key(request.sort.as_deref(), place, tier, account),
                place,
            ));
        }
    }
    // Stable: equals stay in the order of the tiers.
    found.order_by(|(a, _), (b, _)| compare(a, b, request.descending));
    let places: Vec<usize> = found.into_iter().map(|(_, place)| place).collect();
    match request.group.as_deref() {
        Some(group) => grouped(lens, &picked, request, group, &places, sum),
        None => List {
            lines: places.into_iter().map(Line::Account).collect(),
            groups: Vec::new(),
            sum,
        },
    }
}

/// What is not known comes last, either way.
fn compare(a: &Key, b: &Key, descending: bool) -> Ordering {
    match (a.is_known(), b.is_known()) {
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
        _ if descending => b.cmp(a),
        _ => a.cmp(b),
    }
}

/// Accounts group by group: tiers best first, other groups by the amount that they hold together;
/// accounts without one last.
fn grouped(
    lens: &Lens<'_>,
    picked: &Picked<'_>,
    request: &ListRequest,
    by: &str,
    places: &[usize],
    sum: Group,
) -> List {
    let report = &lens.answers.reports.tiers;
    let mut groups: BTreeMap<Option<&str>, (Group, Vec<usize>)> = BTreeMap::new();
    for place in places {
        let Some(tier) = report.accounts.get(*place) else {
            continue;
        };
        let Some(account) = lens.book().account(tier.account) else {
            continue;
        };
        let name = match by {
            "tier" => picked.tier_name(tier),
            _ => part(account, by),
        };
        let (group, members) = groups.entry(name).or_default();
        group.name = name.map(str::to_owned);
        group.add(lens.book(), tier, account);
        members.push(*place);
    }
    let mut groups: Vec<(Group, Vec<usize>)> = groups.into_values().collect();
    let tier_place = |group: &Group| {
        let name = group.name.as_deref();
        report
            .tiers
            .iter()
            .position(|t| Some(t.name.as_str()) == name)
    };
    groups.order_by(|(a, _), (b, _)| {
        let blank = a.name.is_none().cmp(&b.name.is_none());
        blank.then_with(|| match by {
            "tier" => tier_place(a).cmp(&tier_place(b)),
            _ => b.amount.total_cmp(&a.amount),
        })
    });
    let mut list = List {
        sum,
        ..List::default()
    };
    for (group, members) in groups {
        list.lines.push(Line::Group(list.groups.len()));
        if !request.folded.contains(&group.name) {
            list.lines.extend(members.into_iter().map(Line::Account));
        }
        list.groups.push(group);
    }
    list
}
