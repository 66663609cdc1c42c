//! Do the group and its units mean the same by a key account? (domain section 2, consensus audit)
//!
//! Raters are the group and every unit that has a `verdict:<unit>` cell or a policy of its own (an
//! override of the policy). A rater's verdict is its cell, or else: yes iff its policy gives at least
//! its key-account line, from what that unit sees of the order. Where the unknown cells leave both
//! possible there is no verdict. Names of units are compared without case, full-width forms and
//! surplus spaces.

use super::agreement::{self, Agreement, Metric, NoAgreement};
use super::causes::{Cause, Causes};
use super::units::Unit;
use super::{AccountTier, raters};
use crate::book::{Account, AccountId, Book};
use crate::order::InOrder;
use crate::policy::TierPolicy;

/// Where a verdict comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerdictBy {
    /// The rater's `verdict:<unit>` cell.
    Cell,
    /// Its policy.
    Policy,
}

/// A rater's verdict on an account.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// Yes or no.
    pub yes: bool,
    /// From a cell or from a policy.
    pub by: VerdictBy,
}

/// One account before the committee.
#[derive(Debug, Clone, PartialEq)]
pub struct AuditRow {
    /// The account.
    pub account: AccountId,
    /// One per rater; `None` is not known.
    pub verdicts: Vec<Option<Verdict>>,
    /// Tiers by the raters' policies where they are firm: indices into the report's tiers.
    pub tiers: Vec<Option<usize>>,
    /// 4p(1−p), p the share of known verdicts that are yes; `None` with fewer than two.
    pub disagreement: Option<f64>,
    /// Of raters that do not agree with the group. In a book of very many disputes the last have none.
    pub causes: Vec<Cause>,
}

/// Who agrees about whom.
#[derive(Debug, Clone, PartialEq)]
pub struct Audit {
    /// The group first (`None`), then the units.
    pub raters: Vec<Option<String>>,
    /// Krippendorff's α over the verdicts (nominal).
    pub agreement: Result<Agreement, NoAgreement>,
    /// Krippendorff's α over the tiers that the raters' policies give (ordinal).
    pub agreement_tiers: Result<Agreement, NoAgreement>,
    /// Accounts with the verdict of at least one unit, the most disputed first, then by the amount
    /// at stake, then by name.
    pub rows: Vec<AuditRow>,
}

/// The audit of a report's accounts; `None` where no unit says anything. The key-account line is
/// that of the policy that was applied: without one nobody has a verdict but by its cell.
pub fn audit(
    book: &Book,
    (source, key_line): (&TierPolicy, Option<usize>),
    units: &[Unit],
    tiers: &[AccountTier],
    stake: impl Fn(&AccountTier) -> f64,
) -> Option<Audit> {
    let mut raters: Vec<Option<String>> = vec![None];
    let own = units.iter().map(|u| u.name.as_str());
    let cells = tiers.iter().flat_map(|t| t.verdicts.iter());
    for unit in own.chain(cells.map(|(unit, _)| unit.as_str())) {
        let mut known = raters.iter().flatten();
        if !raters::is_group(unit) && !known.any(|known| raters::is_unit(known, unit)) {
            raters.push(Some(unit.to_owned()));
        }
    }
    let mut rows: Vec<(f64, &AccountTier, AuditRow)> = tiers
        .iter()
        .filter(|t| !t.verdicts.is_empty())
        .filter_map(|tier| {
            let account = book.account(tier.account)?;
            let row = row((units, key_line), &raters, account, tier);
            Some((stake(tier), tier, row))
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let name = |t: &AccountTier| book.account(t.account).map_or("", |a| a.name.as_str());
    rows.order_by(|(a_stake, a_tier, a), (b_stake, b_tier, b)| {
        let known = |row: &AuditRow| row.disagreement.unwrap_or(-1.0);
        known(b)
            .total_cmp(&known(a))
            .then(b_stake.total_cmp(a_stake))
            .then_with(|| name(a_tier).cmp(name(b_tier)))
    });
    let mut rows: Vec<AuditRow> = rows.into_iter().map(|(.., row)| row).collect();
    // In this order, so that the disputes that weigh most have their causes in any case.
    let mut causes = Causes::new(book, source, tiers);
    for row in &mut rows {
        if let Some(account) = book.account(row.account) {
            row.causes = why(&mut causes, key_line, &raters, account, &row.verdicts);
        }
    }
    let verdicts = rows.iter().map(|row| {
        let all = row.verdicts.iter();
        all.map(|v| v.as_ref().map(|v| usize::from(v.yes)))
            .collect::<Vec<_>>()
    });
    Some(Audit {
        agreement: agreement::alpha(verdicts, Metric::Nominal),
        agreement_tiers: agreement::alpha(rows.iter().map(|r| &r.tiers), Metric::Ordinal),
        raters,
        rows,
    })
}

/// Why each unit that does not agree with the group does not.
fn why(
    causes: &mut Causes<'_>,
    key_line: Option<usize>,
    raters: &[Option<String>],
    account: &Account,
    verdicts: &[Option<Verdict>],
) -> Vec<Cause> {
    let group_yes = verdicts.first().and_then(|v| v.as_ref()).map(|v| v.yes);
    let disputing = raters.iter().zip(verdicts).enumerate();
    let disputing = disputing.filter_map(|(rater, (unit, verdict))| {
        let (unit, verdict, group_yes) = (unit.as_ref()?, verdict.as_ref()?, group_yes?);
        if verdict.yes == group_yes {
            return None;
        }
        let sets = match key_line {
            Some(_) => causes.smallest_sets(account, unit, verdict.yes)?,
            None => Vec::new(),
        };
        Some(Cause { rater, sets })
    });
    disputing.collect()
}

fn row(
    (units, line): (&[Unit], Option<usize>),
    raters: &[Option<String>],
    account: &Account,
    tier: &AccountTier,
) -> AuditRow {
    let verdicts: Vec<Option<Verdict>> = raters
        .iter()
        .map(|rater| match rater {
            None => raters::group_verdict(tier, line),
            Some(unit) => {
                let of_unit = |(name, _): &&(String, bool)| raters::is_unit(name, unit);
                let by = match account.verdicts.iter().find(of_unit) {
                    Some(_) => VerdictBy::Cell,
                    None => VerdictBy::Policy,
                };
                let found = tier.verdicts.iter().find(of_unit);
                found.map(|(_, yes)| Verdict { yes: *yes, by })
            }
        })
        .collect();
    let known: Vec<bool> = verdicts.iter().flatten().map(|v| v.yes).collect();
    let yes = known.iter().filter(|yes| **yes).count();
    let tier_of = |unit: &String| units.iter().find(|u| raters::is_unit(&u.name, unit));
    AuditRow {
        account: tier.account,
        tiers: raters
            .iter()
            .map(|rater| match rater {
                None => tier.firm.then_some(tier.tier_low),
                Some(unit) => tier_of(unit)?.firm_tier(tier.account),
            })
            .collect(),
        disagreement: agreement::disagreement(yes, known.len()).filter(|_| known.len() >= 2),
        causes: Vec::new(),
        verdicts,
    }
}
