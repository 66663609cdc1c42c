//! The group rule's count, and whether the group and its units agree about an account.

use super::audit::{Verdict, VerdictBy};
use super::defaults::group_rule_policy;
use super::score::{Known, utility};
use super::{AccountTier, GroupRule, UnitAmount};
use crate::book::{Account, Book, same_name};
use crate::policy::{Subject, TierPolicy};

/// Names of the group in headers such as `verdict:Group`, one a line, in lower case.
const GROUP: &str = include_str!("group_names.txt");

/// The group rule where the book has at least one of its five columns.
pub fn rule_for(book: &Book) -> Option<TierPolicy> {
    let rule = group_rule_policy();
    let has = rule.criteria.iter().any(|c| match c.subject {
        Subject::Field(field) => super::subject::has(book, field),
        Subject::Extra(_) => false,
    });
    has.then_some(rule)
}

/// How many of its five criteria hold. A column that the file lacks is unknown.
pub fn count(rule: &TierPolicy, book: &Book, account: &Account) -> GroupRule {
    let mut count = GroupRule {
        passed: 0,
        failed: 0,
        unknown: 0,
    };
    let known = Known::of(rule, book, account, None);
    for (criterion, value) in rule.criteria.iter().zip(known.criteria) {
        match value.map(|v| utility(&criterion.scale, v) >= 1.0) {
            Some(true) => count.passed += 1,
            Some(false) => count.failed += 1,
            None => count.unknown += 1,
        }
    }
    count
}

/// What each unit sees of the order.
pub fn unit_amounts(account: &Account) -> Vec<UnitAmount> {
    let order = account.order_amount.map(|m| m.units());
    let seen = account.unit_amounts.iter();
    seen.map(|(unit, amount)| UnitAmount {
        unit: unit.clone(),
        amount: amount.units(),
        share: order.filter(|o| *o > 0.0).map(|o| amount.units() / o),
    })
    .collect()
}

/// Raters that do not agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dispute {
    /// Verdict cells that say yes.
    pub yes: usize,
    /// Verdict cells that say no.
    pub no: usize,
    /// Verdict cells do not differ: it is the policy that differs from all of them.
    pub with_policy: bool,
}

/// Whether the known verdicts on an account differ. Raters are the units with a `verdict:<unit>`
/// cell or a policy of their own, and the group: its own verdict cell if the file has one, else the
/// policy's tier against its key-account line where both cases agree about it.
pub fn dispute(tier: &AccountTier, key_line: Option<usize>) -> Option<Dispute> {
    let yes = tier.verdicts.iter().filter(|(_, v)| *v).count();
    let no = tier.verdicts.len() - yes;
    let group_cell = tier.verdicts.iter().any(|(unit, _)| is_group(unit));
    let group = (!group_cell).then(|| group_view(tier, key_line)).flatten();
    let dispute = Dispute {
        yes,
        no,
        with_policy: yes == 0 || no == 0,
    };
    let raters = (
        yes + usize::from(group == Some(true)),
        no + usize::from(group == Some(false)),
    );
    (raters.0 > 0 && raters.1 > 0 && yes + no > 0).then_some(dispute)
}

/// The group's verdict: its cell, else what [`dispute`] says.
pub fn group_verdict(tier: &AccountTier, key_line: Option<usize>) -> Option<Verdict> {
    let mut cells = tier.verdicts.iter();
    let cell = cells
        .find(|(unit, _)| is_group(unit))
        .map(|(_, yes)| Verdict {
            yes: *yes,
            by: VerdictBy::Cell,
        });
    let by_policy = || {
        group_view(tier, key_line).map(|yes| Verdict {
            yes,
            by: VerdictBy::Policy,
        })
    };
    cell.or_else(by_policy)
}

fn group_view(tier: &AccountTier, key_line: Option<usize>) -> Option<bool> {
    let line = key_line.filter(|_| tier.assessable)?;
    let (low, high) = (tier.tier_low <= line, tier.tier_high <= line);
    (low == high).then_some(low)
}

/// Two names of units are the same.
pub fn is_unit(name: &str, other: &str) -> bool {
    same_name(name, other)
}

/// The header means the group, not a unit.
pub fn is_group(unit: &str) -> bool {
    GROUP.lines().any(|name| same_name(name, unit))
}
