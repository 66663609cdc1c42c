//! Units that have a policy of their own: the tiers that it gives, from what they see.

use super::places;
use super::score::Known;
use super::{AccountTier, by_policy_bounds, raters};
use crate::book::{AccountId, Book};
use crate::policy::{Places, TierPolicy};

/// A unit with a policy of its own.
#[derive(Debug)]
pub struct Unit {
    /// Its name, as the policy has it.
    pub name: String,
    key_line: usize,
    /// Tier of the low and of the high case per account of the book; none where nothing is known.
    tiers: Vec<Option<(usize, usize)>>,
}

impl Unit {
    /// The tier that its policy gives for certain.
    pub fn firm_tier(&self, account: AccountId) -> Option<usize> {
        let (low, high) = self.tiers.get(account.0 as usize).copied().flatten()?;
        (low == high).then_some(low)
    }

    /// Yes iff its policy gives at least its key-account line in both cases, no iff in neither.
    pub fn verdict(&self, account: AccountId) -> Option<bool> {
        let (low, high) = self.tiers.get(account.0 as usize).copied().flatten()?;
        let (low, high) = (low <= self.key_line, high <= self.key_line);
        (low == high).then_some(low)
    }
}

/// The units of a policy, each once; nothing where no policy could be applied to the book.
pub fn units(book: &Book, source: &TierPolicy, tiers: &[AccountTier]) -> Vec<Unit> {
    let mut all: Vec<Unit> = Vec::new();
    for name in source.units() {
        // What is called the group is no unit of it.
        let group = raters::is_group(name);
        if group || all.iter().any(|unit| raters::is_unit(&unit.name, name)) {
            continue;
        }
        let policy = source.effective(Some(name));
        let entries = by_policy_bounds(&policy, &seen(book, &policy, name), tiers);
        let entries = entries.into_iter();
        let of = |e: places::Entry| (e.bounds.tier_low, e.bounds.tier_high);
        all.push(Unit {
            name: name.to_owned(),
            key_line: policy.key_line,
            tiers: entries.map(|e| e.assessable.then(|| of(e))).collect(),
        });
    }
    all
}

/// The accounts as a unit sees them.
fn seen(book: &Book, policy: &TierPolicy, unit: &str) -> Vec<Known> {
    let accounts = book.accounts.iter();
    accounts
        .map(|account| Known::of(policy, book, account, Some(unit)))
        .collect()
}

/// A policy by cut-offs, by which one account can be judged as a unit sees it: capacities as the
/// cut-offs at which they stand.
pub fn by_cut_offs(
    book: &Book,
    policy: &TierPolicy,
    unit: &str,
    tiers: &[AccountTier],
) -> TierPolicy {
    if policy.places == Places::CutOffs {
        return policy.clone();
    }
    let entries = by_policy_bounds(policy, &seen(book, policy, unit), tiers);
    places::as_cut_offs(policy, &entries)
}
