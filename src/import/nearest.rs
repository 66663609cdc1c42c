//! Names that no Accounts table has, with the accounts whose names are nearest. Suggestions only.

use std::collections::{BTreeMap, BTreeSet};

use super::accounts::{Directory, core, fold};
use crate::book::{AccountId, Origin};

/// Names for which neighbours are looked up, the most frequent first.
const MOST: usize = 500;
/// Neighbours of a name.
const NEIGHBOURS: usize = 3;
/// Least likeness of a neighbour.
const LEAST: f64 = 0.34;
/// Likeness of a name that holds the other.
const HOLDS: f64 = 0.8;

/// A name in another table that no Accounts table has.
#[derive(Debug, Clone, PartialEq)]
pub struct Unmatched {
    /// The account that was made of it.
    pub account: AccountId,
    /// Where it stands first.
    pub origin: Origin,
    /// In how many rows it stands.
    pub count: u32,
    /// Accounts of the Accounts tables with a like name and how like it is, 0 … 1; likest first.
    pub nearest: Vec<(AccountId, f64)>,
}

/// Names that no Accounts table has, the most frequent first, without those that are suggested as
/// duplicates; none where there is no such table.
pub(super) fn unmatched(directory: &Directory, duplicates: &[Vec<AccountId>]) -> Vec<Unmatched> {
    let said: BTreeSet<&AccountId> = duplicates.iter().flatten().collect();
    let names = Names::of(directory);
    if names.cores.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<Unmatched> = directory
        .derived
        .iter()
        .filter(|(account, _)| !said.contains(account))
        .map(|(account, (origin, count))| Unmatched {
            account: *account,
            origin: *origin,
            count: *count,
            nearest: Vec::new(),
        })
        .collect();
    found.sort_by_key(|u| (std::cmp::Reverse(u.count), u.account));
    for one in found.iter_mut().take(MOST) {
        if let Some(account) = directory.accounts.get(one.account.0 as usize) {
            one.nearest = names.nearest(directory, &account.name);
        }
    }
    found
}

type Pair = (char, char);

/// The pairs of letters of all listed accounts' names.
struct Names {
    cores: BTreeMap<AccountId, (String, usize)>,
    having: BTreeMap<Pair, Vec<AccountId>>,
}

impl Names {
    fn of(directory: &Directory) -> Self {
        let mut names = Self {
            cores: BTreeMap::new(),
            having: BTreeMap::new(),
        };
        for (at, account) in directory.accounts.iter().enumerate() {
            if account.origin.is_none() {
                continue;
            }
            let id = AccountId(at as u32);
            let core = core(&fold(&account.name));
            let pairs = pairs(&core);
            for pair in &pairs {
                names.having.entry(*pair).or_default().push(id);
            }
            names.cores.insert(id, (core, pairs.len()));
        }
        names
    }

    /// By the share of pairs of letters in common (Dice), which bears spelling and order.
    fn nearest(&self, directory: &Directory, name: &str) -> Vec<(AccountId, f64)> {
        let own = core(&fold(name));
        let own_pairs = pairs(&own);
        let mut shared: BTreeMap<AccountId, usize> = BTreeMap::new();
        for id in own_pairs
            .iter()
            .filter_map(|p| self.having.get(p))
            .flatten()
        {
            *shared.entry(*id).or_default() += 1;
        }
        let mut found: Vec<(AccountId, f64)> = shared
            .into_iter()
            .filter_map(|(id, shared)| {
                let (core, pairs) = self.cores.get(&id)?;
                let dice = 2.0 * shared as f64 / (pairs + own_pairs.len()).max(1) as f64;
                let holds = core.contains(&own) || own.contains(core.as_str());
                Some((id, if holds { dice.max(HOLDS) } else { dice }))
            })
            .filter(|(id, like)| *like >= LEAST && !apart(directory, *id, name))
            .collect();
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        found.truncate(NEIGHBOURS);
        found
    }
}

fn apart(directory: &Directory, id: AccountId, name: &str) -> bool {
    let account = directory.accounts.get(id.0 as usize);
    account.is_some_and(|a| directory.is_kept(&[&a.name, name]))
}

/// Neighbouring letters; of a single letter itself.
fn pairs(text: &str) -> BTreeSet<Pair> {
    let letters: Vec<char> = text.chars().collect();
    match letters.as_slice() {
        [one] => BTreeSet::from([(*one, *one)]),
        letters => letters
            .windows(2)
            .filter_map(|pair| Some((*pair.first()?, *pair.last()?)))
            .collect(),
    }
}
