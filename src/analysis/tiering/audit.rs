//! Do the group and its units mean the same by a key account? (domain section 2, consensus audit)
//!
//! Raters are the group and every unit that has a `verdict:<unit>` cell or a policy of its own (an
//! override of the policy). A rater's verdict is its cell, or else: yes iff its policy gives at least
//! its key-account line, from what that unit sees of the order. Where the unknown cells leave both
//! possible there is no verdict.

use super::agreement::{self, Agreement, Metric, NoAgreement};
use super::score::{self, Known};
use super::{AccountTier, raters};
use crate::book::{Account, AccountId, Book, Field};
use crate::order::InOrder;
use crate::policy::{Subject, TierPolicy, When};

/// Most differences between a unit's policy and the group's that are tried together.
const MOST_TOGETHER: usize = 3;
/// Most differences that are tried at all.
const MOST_DIFFERENCES: usize = 16;

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

/// A way in which a unit's policy, or what it sees, differs from the group's.
#[derive(Debug, Clone, PartialEq)]
pub enum Difference {
    /// A gate of its own.
    Gate(Subject),
    /// A criterion of its own.
    Criterion(Subject),
    /// Another weight.
    Weight(Subject),
    /// Other cut-offs.
    CutOffs,
    /// Another key-account line.
    KeyLine,
    /// It sees another figure than the group (`amount:<unit>`, `margin:<unit>`).
    Seen(Field),
}

/// Why a unit does not agree with the group.
#[derive(Debug, Clone, PartialEq)]
pub struct Cause {
    /// Index into [`Audit::raters`].
    pub rater: usize,
    /// The smallest sets of differences whose replacement by the group's flips the unit's verdict.
    /// Empty where the unit's verdict is a cell that no policy explains.
    pub sets: Vec<Vec<Difference>>,
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
    /// Of raters that do not agree with the group.
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

/// Verdicts that units give by policies of their own, where they have no cell.
pub fn by_policies(book: &Book, source: &TierPolicy) -> Vec<Vec<(String, bool)>> {
    let mut all = vec![Vec::new(); book.accounts.len()];
    let mut units: Vec<&str> = source.units().collect();
    units.dedup();
    for unit in units {
        let policy = source.effective(Some(unit));
        for (account, verdicts) in book.accounts.iter().zip(&mut all) {
            let has_cell = account.verdicts.iter().any(|(name, _)| name == unit);
            if !has_cell && let Some(yes) = verdict(&policy, book, account, Some(unit)) {
                verdicts.push((unit.to_owned(), yes));
            }
        }
    }
    all
}

/// The audit of a report's accounts; `None` where no unit says anything.
pub fn audit(
    book: &Book,
    source: &TierPolicy,
    tiers: &[AccountTier],
    stake: impl Fn(&AccountTier) -> f64,
) -> Option<Audit> {
    let mut raters: Vec<Option<String>> = vec![None];
    let units = source.units().map(str::to_owned);
    let cells = tiers.iter().flat_map(|t| t.verdicts.iter());
    let cells = cells.map(|(unit, _)| unit.clone());
    for unit in units.chain(cells) {
        if !raters::is_group(&unit) && !raters.iter().flatten().any(|known| *known == unit) {
            raters.push(Some(unit));
        }
    }
    let group = source.effective(None);
    let mut rows: Vec<(f64, &AccountTier, AuditRow)> = tiers
        .iter()
        .filter(|t| !t.verdicts.is_empty())
        .filter_map(|tier| {
            let account = book.account(tier.account)?;
            let row = row(book, source, &group, &raters, account, tier);
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
    let rows: Vec<AuditRow> = rows.into_iter().map(|(.., row)| row).collect();
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

fn row(
    book: &Book,
    source: &TierPolicy,
    group: &TierPolicy,
    raters: &[Option<String>],
    account: &Account,
    tier: &AccountTier,
) -> AuditRow {
    let cell = |unit: &str| {
        let mut cells = account.verdicts.iter();
        cells.find(|(name, _)| name == unit).map(|(_, yes)| *yes)
    };
    let verdicts: Vec<Option<Verdict>> = raters
        .iter()
        .map(|rater| match rater {
            None => raters::group_verdict(tier, group.key_line),
            Some(unit) => {
                let own = cell(unit).map(|yes| (yes, VerdictBy::Cell));
                let mut known = tier.verdicts.iter();
                let by_policy = || {
                    let found = known.find(|(name, _)| name == unit);
                    found.map(|(_, yes)| (*yes, VerdictBy::Policy))
                };
                own.or_else(by_policy).map(|(yes, by)| Verdict { yes, by })
            }
        })
        .collect();
    let known: Vec<bool> = verdicts.iter().flatten().map(|v| v.yes).collect();
    let yes = known.iter().filter(|yes| **yes).count();
    let group_yes = verdicts.first().and_then(|v| v.as_ref()).map(|v| v.yes);
    let causes = raters.iter().zip(&verdicts).enumerate();
    let causes = causes.filter_map(|(rater, (unit, verdict))| {
        let (unit, verdict, group_yes) = (unit.as_ref()?, verdict.as_ref()?, group_yes?);
        (verdict.yes != group_yes).then(|| Cause {
            rater,
            sets: smallest_sets(book, source, group, account, unit, verdict.yes),
        })
    });
    AuditRow {
        account: tier.account,
        tiers: raters
            .iter()
            .map(|rater| match rater {
                None => (tier.firm && !group.tiers.is_empty()).then_some(tier.tier_low),
                Some(unit) => tier_by_policy(book, source, account, unit),
            })
            .collect(),
        disagreement: agreement::disagreement(yes, known.len()).filter(|_| known.len() >= 2),
        causes: causes.collect(),
        verdicts,
    }
}

/// The tier that a unit's own policy gives, where it has one and its tier is firm.
fn tier_by_policy(
    book: &Book,
    source: &TierPolicy,
    account: &Account,
    unit: &str,
) -> Option<usize> {
    source.units().find(|known| *known == unit)?;
    let policy = source.effective(Some(unit));
    let known = Known::of(&policy, book, account, Some(unit));
    let bounds = score::bounds(&policy, &known);
    let firm = known.assessable(&policy) && bounds.tier_low == bounds.tier_high;
    firm.then_some(bounds.tier_low)
}

/// Yes iff the policy gives at least its key-account line in both cases, no iff in neither.
fn verdict(
    policy: &TierPolicy,
    book: &Book,
    account: &Account,
    unit: Option<&str>,
) -> Option<bool> {
    let known = Known::of(policy, book, account, unit);
    if !known.assessable(policy) {
        return None;
    }
    let bounds = score::bounds(policy, &known);
    let (low, high) = (
        bounds.tier_low <= policy.key_line,
        bounds.tier_high <= policy.key_line,
    );
    (low == high).then_some(low)
}

/// A unit's policy and eyes, some of them replaced by the group's.
#[derive(Clone)]
struct Stance {
    policy: TierPolicy,
    account: Account,
}

fn smallest_sets(
    book: &Book,
    source: &TierPolicy,
    group: &TierPolicy,
    account: &Account,
    unit: &str,
    verdict_given: bool,
) -> Vec<Vec<Difference>> {
    let policy = source.effective(Some(unit));
    let own = Stance {
        policy,
        account: account.clone(),
    };
    let says = |stance: &Stance| verdict(&stance.policy, book, &stance.account, Some(unit));
    // A cell that its policy does not explain has causes that no file knows.
    if !source.units().any(|known| known == unit) || says(&own) != Some(verdict_given) {
        return Vec::new();
    }
    let mut all = differences(source, account, unit);
    all.truncate(MOST_DIFFERENCES);
    for size in 1..=MOST_TOGETHER.min(all.len()) {
        let sets = subsets(all.len(), size).into_iter().filter(|set| {
            let mut stance = own.clone();
            // From the last on, so that places stay what they are.
            for difference in set.iter().rev().filter_map(|at| all.get(*at)) {
                replace(&mut stance, difference, group, unit);
            }
            says(&stance) == Some(!verdict_given)
        });
        let found: Vec<Vec<Difference>> = sets
            .map(|set| set.iter().filter_map(|at| all.get(*at)).cloned().collect())
            .collect();
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// All ways in which a unit differs from the group.
fn differences(source: &TierPolicy, account: &Account, unit: &str) -> Vec<Difference> {
    let own = source.overrides.iter();
    let own = own.filter(|o| o.when == When::Unit(unit.to_owned()));
    let mut all = Vec::new();
    for change in own {
        all.extend(
            change
                .gates
                .iter()
                .map(|g| Difference::Gate(g.subject.clone())),
        );
        let criteria = change.criteria.iter();
        all.extend(criteria.map(|c| Difference::Criterion(c.subject.clone())));
        let weights = change.weights.iter();
        all.extend(weights.map(|(s, _)| Difference::Weight(s.clone())));
        all.extend(change.cutoffs.iter().map(|_| Difference::CutOffs));
        all.extend(change.key_line.map(|_| Difference::KeyLine));
    }
    if account.unit_amounts.iter().any(|(name, _)| name == unit) {
        all.push(Difference::Seen(Field::OrderAmount));
    }
    if account.unit_margins.iter().any(|(name, _)| name == unit) {
        all.push(Difference::Seen(Field::Margin));
    }
    all
}

fn replace(stance: &mut Stance, difference: &Difference, group: &TierPolicy, unit: &str) {
    let policy = &mut stance.policy;
    match difference {
        Difference::Gate(subject) => {
            let place = policy.gates.iter().rposition(|g| g.subject == *subject);
            if let Some(place) = place.filter(|place| *place >= group.gates.len()) {
                policy.gates.remove(place);
            }
        }
        Difference::Criterion(subject) => {
            let place = policy.criteria.iter().rposition(|c| c.subject == *subject);
            if let Some(place) = place.filter(|place| *place >= group.criteria.len()) {
                policy.criteria.remove(place);
            }
        }
        Difference::Weight(subject) => {
            let theirs = group.criteria.iter().find(|c| c.subject == *subject);
            let same = policy.criteria.iter_mut().filter(|c| c.subject == *subject);
            for (own, theirs) in same.zip(theirs) {
                own.weight = theirs.weight;
            }
        }
        Difference::CutOffs => {
            for (own, theirs) in policy.tiers.iter_mut().zip(&group.tiers) {
                own.cutoff = theirs.cutoff;
            }
        }
        Difference::KeyLine => policy.key_line = group.key_line,
        Difference::Seen(Field::OrderAmount) => {
            stance.account.unit_amounts.retain(|(name, _)| name != unit);
        }
        Difference::Seen(_) => {
            stance.account.unit_margins.retain(|(name, _)| name != unit);
        }
    }
}

/// All sets of so many of the numbers below `of`, ascending.
fn subsets(of: usize, size: usize) -> Vec<Vec<usize>> {
    let mut all: Vec<Vec<usize>> = vec![Vec::new()];
    for _ in 0..size {
        all = all
            .iter()
            .flat_map(|set| {
                let from = set.last().map_or(0, |last| last + 1);
                (from..of).map(move |next| [set.as_slice(), &[next]].concat())
            })
            .collect();
    }
    all
}
