//! Which account a name or a number means. Nothing is ever merged silently.

use std::collections::{BTreeMap, BTreeSet};

use super::synonyms::company_forms;
use super::values::clean;
use crate::book::{Account, AccountId, Origin};
use crate::policy::MappingChoices;

/// The accounts known so far.
#[derive(Debug, Default)]
pub(super) struct Directory {
    /// In the order in which they first appear.
    pub(super) accounts: Vec<Account>,
    by_id: BTreeMap<String, AccountId>,
    by_name: BTreeMap<String, AccountId>,
    /// Spellings that a person has said to be one, each with the one that stands for all.
    merged: BTreeMap<String, String>,
    /// Names that are different accounts, by decision.
    kept: Vec<BTreeSet<String>>,
    /// Where the reading is.
    pub(super) place: Origin,
    /// Accounts of no Accounts table: where each is named first, and how often.
    pub(super) derived: BTreeMap<AccountId, (Origin, u32)>,
}

/// Why an account was not added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Twice {
    /// Its number, or its name, is there already.
    Known,
    /// A person has said that it is this one.
    Merged(String),
}

impl Directory {
    /// An empty one that knows what a person has decided.
    pub(super) fn new(choices: &MappingChoices) -> Self {
        let folded = |names: &Vec<String>| names.iter().map(|n| fold(n)).collect();
        let mut directory = Self {
            kept: choices.keep.iter().map(folded).collect(),
            ..Self::default()
        };
        for group in &choices.merge {
            directory.join(group);
        }
        directory
    }

    /// Makes these names one, and with them those that were one with any of them.
    fn join(&mut self, group: &[String]) {
        let names: BTreeSet<String> = group.iter().map(|name| self.key(name)).collect();
        let Some(first) = group.first().map(|name| self.key(name)) else {
            return;
        };
        for one in self.merged.values_mut().filter(|one| names.contains(*one)) {
            one.clone_from(&first);
        }
        let own = group.iter().map(|name| (fold(name), first.clone()));
        self.merged.extend(own);
    }

    /// The name under which an account is known.
    fn key(&self, text: &str) -> String {
        let name = fold(text);
        self.merged.get(&name).cloned().unwrap_or(name)
    }

    /// True for names that a person has said to be different.
    pub(super) fn is_kept(&self, names: &[&str]) -> bool {
        let names: Vec<String> = names.iter().map(|name| fold(name)).collect();
        let all = |group: &BTreeSet<String>| names.iter().all(|name| group.contains(name));
        self.kept.iter().any(all)
    }

    /// The account with this number or, failing that, exactly this name (folded), or one that was
    /// decided to be the same.
    pub(super) fn find(&self, text: &str) -> Option<AccountId> {
        let name = fold(text);
        let one = self.merged.get(&name).unwrap_or(&name);
        let found = self.by_id.get(&name).or_else(|| self.by_name.get(one));
        found.copied()
    }

    /// Adds an account from an Accounts table.
    ///
    /// # Errors
    /// Its number, or its name where either has no number, is there already; or it is another one by
    /// decision, and then its number means that one.
    pub(super) fn add(&mut self, account: Account) -> Result<AccountId, Twice> {
        let name = self.key(&account.name);
        let decided = self.merged.contains_key(&fold(&account.name));
        if let Some(known) = self.by_name.get(&name).copied().filter(|_| decided) {
            if let Some(number) = &account.id {
                self.by_id.entry(fold(number)).or_insert(known);
            }
            let one = self.accounts.get(known.0 as usize);
            return Err(Twice::Merged(
                one.map(|a| a.name.clone()).unwrap_or_default(),
            ));
        }
        let taken = match &account.id {
            Some(id) => self.by_id.contains_key(&fold(id)),
            None => self.by_name.contains_key(&name),
        };
        if taken {
            return Err(Twice::Known);
        }
        Ok(self.put(account, name))
    }

    /// The account of this text; a new one where nobody knows it.
    pub(super) fn find_or_derive(&mut self, text: &str) -> (AccountId, bool) {
        let found = self.find(text);
        let id = found.unwrap_or_else(|| {
            let account = Account {
                name: text.trim().to_owned(),
                ..Account::default()
            };
            self.put(account, self.key(text))
        });
        let listed = self
            .accounts
            .get(id.0 as usize)
            .is_some_and(|a| a.origin.is_some());
        if !listed {
            self.derived.entry(id).or_insert((self.place, 0)).1 += 1;
        }
        (id, found.is_none())
    }

    fn put(&mut self, account: Account, name: String) -> AccountId {
        let id = AccountId(self.accounts.len() as u32);
        if let Some(number) = &account.id {
            self.by_id.insert(fold(number), id);
        }
        self.by_name.entry(name).or_insert(id);
        self.accounts.push(account);
        id
    }

    /// Groups of accounts whose names differ only in the form of company or in spacing, without those
    /// that a person has said to be different.
    pub(super) fn similar(&self) -> Vec<Vec<AccountId>> {
        let mut groups: BTreeMap<String, Vec<AccountId>> = BTreeMap::new();
        for (at, account) in self.accounts.iter().enumerate() {
            let core = core(&fold(&account.name));
            groups.entry(core).or_default().push(AccountId(at as u32));
        }
        groups
            .into_iter()
            .filter(|(core, group)| !core.is_empty() && group.len() > 1)
            .map(|(_, g)| g)
            .filter(|group| !self.is_kept(&self.names(group)))
            .collect()
    }

    fn names(&self, group: &[AccountId]) -> Vec<&str> {
        let accounts = group
            .iter()
            .filter_map(|id| self.accounts.get(id.0 as usize));
        accounts.map(|a| a.name.as_str()).collect()
    }
}

pub(super) fn fold(text: &str) -> String {
    clean(text)
        .to_lowercase()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// The name without the form of company and spaces.
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
