//! What joins the tables: names that no Accounts table knows, accounts that may be one, and accounts
//! of one name.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::accounts::{Directory, Kept, core, fold};
use super::parents::parents;
use super::similar::Similar;
use crate::book::{Account, AccountId, Book, Field, Origin};
use crate::order::{Gather, InOrder};
use crate::policy::MappingChoices;
use crate::table::Diagnostic;
use crate::words::Arg;

/// Most diagnostics of one kind.
pub(super) const MOST: usize = 50;
/// Names for which near ones are sought, the most frequent first.
const MOST_SOUGHT: usize = 500;
/// Least likeness of a name that is worth showing.
const NEAR: f64 = 0.45;
/// Nearest names that are shown.
const NEAREST: usize = 3;

/// A name of other tables that no Accounts table knows; it is an account of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Unmatched {
    /// The account that was made of it.
    pub account: AccountId,
    /// The first row that has it.
    pub origin: Origin,
    /// How many rows have it.
    pub count: u32,
    /// Accounts of Accounts tables with the nearest names and how alike they are, 0 … 1; best first.
    pub nearest: Vec<(AccountId, f64)>,
}

/// Accounts that may be one, as a diagnostic each.
pub(super) fn say_similar(
    book: &Book,
    groups: &[Vec<AccountId>],
    named: &BTreeMap<AccountId, Origin>,
) -> Vec<Diagnostic> {
    let name = |id: &AccountId| {
        let account = book.account(*id)?;
        Some(Arg::Text(account.label()))
    };
    let say = |group: &Vec<AccountId>| {
        let names = group.iter().filter_map(name).collect();
        let note = Diagnostic::note("similar-accounts").with("names", Arg::List(names));
        let second = *group.get(1)?;
        let at = book.cell(*named.get(&second)?, Field::Account);
        let account = book.account(second)?;
        Some(match at {
            Some(at) => note.at(at, account.name.as_str()),
            None => note,
        })
    };
    groups.iter().filter_map(say).take(MOST).collect()
}

/// Where each of these accounts is named first: in its own row, else in that of another table.
pub(super) fn named(book: &Book, groups: &[Vec<AccountId>]) -> BTreeMap<AccountId, Origin> {
    let wanted: BTreeSet<AccountId> = groups.iter().flatten().copied().gather();
    let own = |id: &AccountId| Some((*id, book.account(*id)?.origin?));
    let mut first: BTreeMap<AccountId, Origin> = wanted.iter().filter_map(own).gather();
    if first.len() < wanted.len() {
        let others = mentions(book).filter(|(id, _)| wanted.contains(id));
        for (id, origin) in others {
            let at = first.entry(id).or_insert(origin);
            if book.account(id).is_some_and(|a| a.origin.is_none()) {
                *at = origin.min(*at);
            }
        }
    }
    first
}

/// Names of a saved decision that today's files do not have.
pub(super) fn say_strangers(directory: &Directory, choices: &MappingChoices) -> Option<Diagnostic> {
    let names = directory.strangers(choices);
    let first = names.iter().take(MOST);
    let first: Vec<Arg> = first.map(|name| Arg::Text((*name).to_owned())).collect();
    (!names.is_empty()).then(|| {
        Diagnostic::note("merged-names-gone")
            .with("n", names.len())
            .with("names", Arg::List(first))
    })
}

/// Marks parents that are the sum of their subsidiaries; what is to say about the accounts once all
/// tables are read.
pub(super) fn finish(book: &mut Book, keep: &[Vec<String>]) -> Vec<Diagnostic> {
    let (parents, sums) = parents(book);
    book.sums = sums;
    let same = same_names(book, keep).into_iter();
    same.chain(parents).collect()
}

/// Accounts of one name with different numbers: records that give the name only are the first's.
fn same_names(book: &Book, keep: &[Vec<String>]) -> Vec<Diagnostic> {
    let mut named: BTreeMap<String, Vec<&Account>> = BTreeMap::new();
    for account in &book.accounts {
        named.entry(fold(&account.name)).or_default().push(account);
    }
    let kept = Kept::new(keep);
    let several = named
        .iter()
        .filter(|(name, of_name)| of_name.len() > 1 && !kept.apart(&[name.as_str()]));
    let say = |(_, accounts): (&String, &Vec<&Account>)| {
        let first = accounts.first()?;
        let ids = accounts.iter().filter_map(|a| a.id.clone().map(Arg::Text));
        let note = Diagnostic::warning("same-name-accounts")
            .with("name", first.name.as_str())
            .with("ids", Arg::List(ids.collect()));
        Some(placed(note, book, accounts.get(1)?))
    };
    several.filter_map(say).take(MOST).collect()
}

pub(super) fn placed(note: Diagnostic, book: &Book, account: &Account) -> Diagnostic {
    let at = account
        .origin
        .and_then(|origin| book.cell(origin, Field::Account));
    match at {
        Some(at) => note.at(at, account.name.as_str()),
        None => note,
    }
}

/// Names of other tables that no Accounts table knows, the most frequent first, without those that
/// are suggested as duplicates; none where there is no Accounts table.
pub(super) fn unmatched(
    book: &Book,
    duplicates: &[Vec<AccountId>],
    keep: &[Vec<String>],
) -> Vec<Unmatched> {
    let said: BTreeSet<AccountId> = duplicates.iter().flatten().copied().gather();
    let listed = |id: AccountId| book.account(id).is_some_and(|a| a.origin.is_some());
    if book.accounts.iter().all(|a| a.origin.is_none()) {
        return Vec::new();
    }
    let mut found: BTreeMap<AccountId, Unmatched> = BTreeMap::new();
    let rows = mentions(book).filter(|(account, _)| !listed(*account) && !said.contains(account));
    for (account, origin) in rows {
        let of = found.entry(account).or_insert_with(|| Unmatched {
            account,
            origin,
            count: 0,
            nearest: Vec::new(),
        });
        of.count += 1;
        of.origin = of.origin.min(origin);
    }
    let mut found: Vec<Unmatched> = found.into_values().collect();
    found.order_by_key(|u| (Reverse(u.count), u.account));
    let some = found.len().min(MOST_SOUGHT);
    seek(book, found.get_mut(..some).unwrap_or_default(), keep);
    found
}

/// Each row that names an account.
fn mentions(book: &Book) -> impl Iterator<Item = (AccountId, Origin)> {
    let deals = book.opportunities.iter();
    deals
        .filter_map(|d| Some((d.account?, d.origin)))
        .chain(book.contacts.iter().map(|c| (c.account, c.origin)))
        .chain(book.activities.iter().map(|a| (a.account, a.origin)))
        .chain(book.share.iter().map(|s| (s.account, s.origin)))
        .chain(book.kpis.iter().map(|k| (k.account, k.origin)))
}

/// Finds the nearest names, but for those that a person keeps apart.
fn seek(book: &Book, names: &mut [Unmatched], keep: &[Vec<String>]) {
    let accounts = book.accounts.iter().enumerate();
    let known: Vec<(AccountId, String, String)> = accounts
        .filter(|(_, account)| account.origin.is_some() && !names.is_empty())
        .map(|(at, account)| (AccountId(at as u32), fold(&account.name)))
        .map(|(id, name)| (id, core(&name), name))
        .collect();
    let mut index = Similar::new(known.iter().map(|(_, core, _)| core.as_str()));
    let keep = Kept::new(keep);
    for one in names {
        let name = book.account(one.account).map(|a| fold(&a.name));
        let name = name.unwrap_or_default();
        let near = index.nearest(&core(&name), NEAR, NEAREST).into_iter();
        one.nearest = near
            .filter_map(|(at, score)| Some((known.get(at as usize)?, score)))
            .filter(|((_, _, other), _)| !keep.apart(&[&name, other]))
            .map(|((id, ..), score)| (*id, score))
            .collect();
    }
}
