//! Which account a name or a number means. Nothing is ever merged silently.

use std::collections::BTreeMap;

use super::synonyms::company_forms;
use super::values::clean;
use crate::book::{Account, AccountId};

/// The accounts known so far.
#[derive(Debug, Default)]
pub(super) struct Directory {
    /// In the order in which they first appear.
    pub(super) accounts: Vec<Account>,
    by_id: BTreeMap<String, AccountId>,
    by_name: BTreeMap<String, AccountId>,
}

impl Directory {
    /// The account with this number or, failing that, exactly this name (folded).
    pub(super) fn find(&self, text: &str) -> Option<AccountId> {
        let name = fold(text);
        self.by_id
            .get(&name)
            .or_else(|| self.by_name.get(&name))
            .copied()
    }

    /// Adds an account from an Accounts table; `None` if its number, or its name where either has
    /// no number, is there already.
    pub(super) fn add(&mut self, account: Account) -> Option<AccountId> {
        let name = fold(&account.name);
        let taken = match &account.id {
            Some(id) => self.by_id.contains_key(&fold(id)),
            None => self.by_name.contains_key(&name),
        };
        (!taken).then(|| self.put(account, name))
    }

    /// The account of this text; a new one where nobody knows it.
    pub(super) fn find_or_derive(&mut self, text: &str) -> (AccountId, bool) {
        match self.find(text) {
            Some(id) => (id, false),
            None => {
                let account = Account {
                    name: text.trim().to_owned(),
                    ..Account::default()
                };
                (self.put(account, fold(text)), true)
            }
        }
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

    /// Groups of accounts whose names differ only in the form of company or in spacing.
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
            .collect()
    }
}

fn fold(text: &str) -> String {
    clean(text)
        .to_lowercase()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn core(name: &str) -> String {
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
