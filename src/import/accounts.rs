//! Which account a name or a number means. Nothing is ever merged silently.

use std::collections::{BTreeMap, BTreeSet};

use super::similar::{Similar, differ_in_numbers};
use super::synonyms::company_forms;
use super::values::clean;
use crate::book::fold_name;
use crate::book::{Account, AccountId};
use crate::order::{Gather, InOrder};
use crate::policy::MappingChoices;

/// How alike two names are that may be one account by a typing error.
const TYPO: f64 = 0.87;
/// Shorter names than this are not suspected of typing errors.
const SHORTEST: usize = 6;

/// Longer names are no names, and their spelling takes long to compare.
const LONGEST: usize = 100;

/// Most accounts whose spelling is compared, each with its neighbours: seconds in a browser. Beyond
/// it only names that differ in the form of company or in spacing are found.
const MOST_COMPARED: usize = 20_000;

/// The accounts known so far.
#[derive(Debug, Default)]
pub(super) struct Directory {
    /// In the order in which they first appear.
    pub(super) accounts: Vec<Account>,
    /// By numbers as they are written: `AbC` and `aBC` are two.
    by_id: BTreeMap<String, AccountId>,
    /// By folded numbers; none where two accounts' differ in case only.
    by_folded_id: BTreeMap<String, Option<AccountId>>,
    by_name: BTreeMap<String, AccountId>,
    /// The one name under which names that a person has merged are kept; all folded.
    merged: BTreeMap<String, String>,
}

/// What a row says of its account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// Its name; its number where the row has no name.
    pub(super) name: String,
    /// Its number, where a column has one.
    pub(super) id: Option<String>,
}

/// How a row found its account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Joined {
    /// Without contradiction.
    Plainly,
    /// By its number, though the name is another account's.
    ByNumber,
    /// By its name, though its number is not the account's.
    ByName,
}

/// What became of a row of an Accounts table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Added {
    /// An account of its own.
    New,
    /// Its number, or its name where it has no number, is there already.
    Known,
    /// A person says that it is this account.
    Merged(AccountId),
}

impl Directory {
    /// Nobody is known yet; these names are one.
    pub(super) fn new(choices: &MappingChoices) -> Self {
        Self {
            merged: one_name(&choices.merge),
            ..Self::default()
        }
    }

    /// The account with this number or, failing that, exactly this name (folded).
    pub(super) fn find(&self, text: &str) -> Option<AccountId> {
        let name = fold(text);
        self.numbered(text)
            .or_else(|| self.by_name.get(self.one(&name)).copied())
    }

    /// The account with this number: as it is written, else but for its case.
    fn numbered(&self, number: &str) -> Option<AccountId> {
        let exact = self.by_id.get(&*clean(number)).copied();
        exact.or_else(|| self.by_folded_id.get(&fold(number)).copied().flatten())
    }

    fn number(&mut self, number: &str, account: AccountId) {
        self.by_id
            .entry(clean(number).into_owned())
            .or_insert(account);
        let folded = self
            .by_folded_id
            .entry(fold(number))
            .or_insert(Some(account));
        if *folded != Some(account) {
            *folded = None;
        }
    }

    /// The name under which a folded name is kept.
    fn one<'a>(&'a self, name: &'a str) -> &'a str {
        self.merged.get(name).map_or(name, String::as_str)
    }

    /// The account of an Accounts table's row with this name and number, if a row before it was that.
    pub(super) fn adding(&self, name: &str, id: Option<&str>) -> Added {
        let name = fold(name);
        let number = id.and_then(|id| self.by_id.get(&*clean(id)));
        let named = self.by_name.get(self.one(&name)).copied();
        match (number, named) {
            (Some(_), _) => Added::Known,
            (None, Some(account)) if self.merged.contains_key(&name) => Added::Merged(account),
            (None, Some(_)) if id.is_none() => Added::Known,
            _ => Added::New,
        }
    }

    /// Adds an account that is [`Added::New`].
    pub(super) fn add(&mut self, account: Account) -> AccountId {
        let name = fold(&account.name);
        self.put(account, name)
    }

    /// Another number of an account.
    pub(super) fn also(&mut self, account: AccountId, id: Option<&str>) {
        if let Some(id) = id {
            self.number(id, account);
        }
    }

    /// The account of a row: by its number, else by its name; a new one where nobody knows either.
    pub(super) fn find_or_derive(&mut self, named: &Named) -> (AccountId, Joined) {
        let number = named.id.as_deref().map(|id| clean(id).into_owned());
        let numbered = named.id.as_deref().and_then(|id| self.numbered(id));
        // Two numbers of one system are two accounts, whatever their names.
        let another = |account: &AccountId| {
            let known = self.accounts.get(account.0 as usize);
            let derived = known.filter(|a| a.origin.is_none());
            let known = derived.and_then(|a| a.id.as_deref());
            let known = known.map(|id| clean(id).into_owned());
            known.is_some() && number.is_some() && known != number
        };
        let by_name = self.find(&named.name).filter(|account| !another(account));
        match (numbered, by_name) {
            (Some(account), Some(other)) if account != other => {
                let same = self.is_namesake(account, &named.name);
                let joined = if same {
                    Joined::Plainly
                } else {
                    Joined::ByNumber
                };
                (account, joined)
            }
            (Some(account), _) => (account, Joined::Plainly),
            (None, Some(account)) => {
                let known = self.accounts.get(account.0 as usize);
                let other = named.id.is_some() && known.is_some_and(|a| a.id.is_some());
                if !other {
                    self.also(account, named.id.as_deref());
                }
                let joined = if other {
                    Joined::ByName
                } else {
                    Joined::Plainly
                };
                (account, joined)
            }
            (None, None) => {
                let account = Account {
                    name: named.name.trim().to_owned(),
                    id: named.id.clone(),
                    ..Account::default()
                };
                (self.put(account, fold(&named.name)), Joined::Plainly)
            }
        }
    }

    /// True if an account has this name too.
    fn is_namesake(&self, account: AccountId, name: &str) -> bool {
        let account = self.accounts.get(account.0 as usize);
        account.is_some_and(|a| fold(&a.name) == fold(name))
    }

    fn put(&mut self, account: Account, name: String) -> AccountId {
        let id = AccountId(self.accounts.len() as u32);
        if let Some(number) = &account.id {
            self.number(number, id);
        }
        let name = self.one(&name).to_owned();
        self.by_name.entry(name).or_insert(id);
        self.accounts.push(account);
        id
    }

    /// Names of decisions that nobody has.
    pub(super) fn strangers<'c>(&self, choices: &'c MappingChoices) -> Vec<&'c str> {
        let known: BTreeSet<String> = self.accounts.iter().map(|a| fold(&a.name)).gather();
        let all = choices.merge.iter().filter(|group| {
            // One of its names is enough: the others were merged into it.
            !group.iter().any(|name| known.contains(&fold(name)))
        });
        all.flatten().map(String::as_str).collect()
    }

    /// Groups of accounts that may be one: their names differ only in the form of company or in
    /// spacing, or look like typing errors. Those that a person keeps apart are not among them.
    pub(super) fn similar(&self, keep: &[Vec<String>]) -> Vec<Vec<AccountId>> {
        let folded: Vec<String> = self.accounts.iter().map(|a| fold(&a.name)).collect();
        let mut groups: BTreeMap<String, Vec<AccountId>> = BTreeMap::new();
        for (at, name) in folded.iter().enumerate() {
            let of_core = groups.entry(core(name)).or_default();
            of_core.push(AccountId(at as u32));
        }
        groups.remove("");
        let cores: Vec<(&String, &Vec<AccountId>)> = groups.iter().collect();
        let mut found: Vec<Vec<AccountId>> =
            groups.values().filter(|g| g.len() > 1).cloned().collect();
        found.extend(self.typos(&cores));
        found.iter_mut().for_each(|group| group.order());
        let kept = Kept::new(keep);
        found.retain(|group| {
            let names = group.iter().filter_map(|id| folded.get(id.0 as usize));
            !kept.apart(&names.map(String::as_str).collect::<Vec<_>>())
        });
        found.order();
        found
    }

    /// Pairs of accounts whose names, without the form of company, are almost spelled alike. A name
    /// that stands in no Accounts table comes with its nearest ones anyway where there is such a table.
    fn typos(&self, cores: &[(&String, &Vec<AccountId>)]) -> Vec<Vec<AccountId>> {
        let listed = |id: &AccountId| {
            let account = self.accounts.get(id.0 as usize);
            account.is_some_and(|a| a.origin.is_some())
        };
        let tables = self.accounts.iter().any(|a| a.origin.is_some());
        let own: Vec<(&String, AccountId)> = cores
            .iter()
            .filter_map(|(core, ids)| {
                let id = ids.iter().find(|id| listed(id) || !tables)?;
                Some((*core, *id))
            })
            .collect();
        if own.len() > MOST_COMPARED {
            return Vec::new();
        }
        let mut index = Similar::new(own.iter().map(|(core, _)| core.as_str()));
        let mut found = Vec::new();
        for (at, (core, id)) in own.iter().enumerate() {
            let usual = SHORTEST..=LONGEST;
            if !usual.contains(&core.chars().take(LONGEST + 1).count()) {
                continue;
            }
            for (near, _) in index.nearest(core, TYPO, 4) {
                let other = own.get(near as usize).filter(|_| near as usize > at);
                if let Some((other, other_id)) = other
                    && !differ_in_numbers(core, other)
                {
                    found.push(vec![*id, *other_id]);
                }
            }
        }
        found
    }
}

/// Names that a person keeps apart.
pub(super) struct Kept(Vec<BTreeSet<String>>);

impl Kept {
    /// Of the groups of a mapping.
    pub(super) fn new(groups: &[Vec<String>]) -> Self {
        let folded = |names: &Vec<String>| names.iter().map(|name| fold(name)).gather();
        Self(groups.iter().map(folded).collect())
    }

    /// Whether all of these names, folded, stand in one group.
    pub(super) fn apart(&self, names: &[&str]) -> bool {
        let all = |kept: &BTreeSet<String>| names.iter().all(|name| kept.contains(*name));
        self.0.iter().any(all)
    }
}

/// For each name of a group its one name. Groups that share a name are one group.
fn one_name(groups: &[Vec<String>]) -> BTreeMap<String, String> {
    let mut one: BTreeMap<String, String> = BTreeMap::new();
    for group in groups {
        let names: Vec<String> = group.iter().map(|name| fold(name)).collect();
        let names: Vec<&String> = names.iter().filter(|name| !name.is_empty()).collect();
        let Some(first) = names.first() else { continue };
        let first = one.get(*first).unwrap_or(first).clone();
        let known: BTreeSet<String> = names
            .iter()
            .filter_map(|name| one.get(*name).cloned())
            .gather();
        for target in one.values_mut().filter(|target| known.contains(*target)) {
            target.clone_from(&first);
        }
        one.extend(names.into_iter().map(|name| (name.clone(), first.clone())));
    }
    one
}

/// A name as names are compared.
pub(super) fn fold(text: &str) -> String {
    fold_name(text)
}

/// A folded name without the form of company, and without spaces.
pub(super) fn core(name: &str) -> String {
    let mut core = name.trim_end_matches('.').to_owned();
    while let Some(rest) = company_forms()
        .iter()
        .find_map(|form| core.strip_suffix(form.as_str()))
    {
        if rest.trim().is_empty() {
            break;
        }
        core = rest.trim_end_matches([',', '.', ' ']).to_owned();
    }
    core.replace(' ', "")
}
