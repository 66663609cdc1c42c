//! The sentence on tiers, its rows and what unlocks more of it.

use super::actions::{actions, undecided};
use super::raters::{Dispute, dispute, is_group};
use super::{AccountTier, AmountBasis, Basis, GroupRule, TiersReport, abc, defaults, subject};
use crate::analysis::{Finding, FindingSeverity, Unlock};
use crate::book::{Book, Field, TableKind};
use crate::order::InOrder;
use crate::policy::{Subject, TierPolicy};
use crate::words::{Arg, Message};

/// Share of accounts without a firm tier from which to watch. Ours; said in a note.
pub const PROVISIONAL_WATCH: f64 = 0.25;
/// Share of accounts in A beyond which an amount alone is said to tell accounts apart badly, and how
/// many accounts there must be for that. Ours.
const EVEN: (f64, usize) = (0.5, 10);
/// What the tiers say. Severity: *act* when the group and its units disagree about an account,
/// since resources go to an account that its own units do not want, or the other way round; *watch*
/// when tiers rest on an amount alone, or when at least [`PROVISIONAL_WATCH`] of them are not firm;
/// else *ok*; *no data* when there is nothing to tier by. With so many of its rows at most.
pub fn finding(book: &Book, report: &TiersReport, most: usize) -> Finding {
    let disputes = disputes(book, report);
    let (severity, message) = match (disputes.first(), report.basis) {
        (Some((tier, split)), _) => {
            let message = disputed(book, report, tier, *split).with("n", disputes.len());
            (FindingSeverity::Act, message)
        }
        (None, Basis::Abc) => (FindingSeverity::Watch, by_amount(report)),
        (None, Basis::Policy) => by_policy(report),
        (None, Basis::None) => (FindingSeverity::NoData, nothing(book)),
    };
    let rows: Vec<&AccountTier> = if disputes.is_empty() {
        telling(report)
    } else {
        disputes.iter().map(|(tier, _)| *tier).collect()
    };
    let rows = rows.iter().flat_map(|t| &t.evidence);
    Finding {
        hurdle: 1,
        severity,
        message,
        evidence: rows.clone().take(most).cloned().collect(),
        rows: rows.count(),
        unlock: unlock(book, report),
        actions: actions(book, report, &disputes),
    }
}

/// Deals without accounts are amounts, but nobody's.
fn nothing(book: &Book) -> Message {
    if is_nobodys(book) {
        sentence("noAccount").with("n", book.opportunities.len())
    } else {
        sentence("nothing")
    }
}

fn is_nobodys(book: &Book) -> bool {
    book.accounts.is_empty() && !book.opportunities.is_empty()
}

fn sentence(code: &str) -> Message {
    Message::new(format!("tiers.finding.{code}"))
}

/// Disputed accounts, the largest order first.
fn disputes<'a>(book: &Book, report: &'a TiersReport) -> Vec<(&'a AccountTier, Dispute)> {
    let line = report.policy.as_ref().map(|p| p.key_line);
    let mut all: Vec<_> = report
        .accounts
        .iter()
        .filter_map(|t| Some((t, dispute(t, line)?)))
        .collect();
    all.order_by(|(a, _), (b, _)| {
        let (a_order, b_order) = (order(book, a), order(book, b));
        b_order
            .total_cmp(&a_order)
            .then_with(|| name(book, a).cmp(&name(book, b)))
    });
    all
}

/// What is at stake: the order, else the amount that ranks.
pub fn order(book: &Book, tier: &AccountTier) -> f64 {
    let order = book.account(tier.account).and_then(|a| a.order_amount);
    order
        .map(|m| m.units())
        .or(tier.amount)
        .unwrap_or(f64::NEG_INFINITY)
}

pub fn name(book: &Book, tier: &AccountTier) -> String {
    book.account(tier.account)
        .map(|a| a.name.clone())
        .unwrap_or_default()
}

/// The dispute that weighs most.
fn disputed(book: &Book, report: &TiersReport, tier: &AccountTier, split: Dispute) -> Message {
    let rule = tier.group_rule.unwrap_or(GroupRule {
        passed: 0,
        failed: 0,
        unknown: 0,
    });
    let passes_all = rule.passed > 0 && rule.failed == 0 && rule.unknown == 0;
    // Beside the group's rule stand its units; the group's own cell is not one of them.
    let units = tier.verdicts.iter().filter(|(unit, _)| !is_group(unit));
    let (units, units_no) = (units.clone().count(), units.filter(|(_, yes)| !yes).count());
    let by_rule = passes_all && units_no > 0;
    let code = if by_rule {
        "disputedRule"
    } else if !split.with_policy {
        "disputedSplit"
    } else if split.no > 0 {
        "disputedPolicyYes"
    } else {
        "disputedPolicyNo"
    };
    sentence(code)
        .with("account", name(book, tier))
        .with("passed", u32::from(rule.passed))
        .with("of", u32::from(rule.passed + rule.failed + rule.unknown))
        .with("yes", split.yes)
        .with("no", if by_rule { units_no } else { split.no })
        .with("units", units)
        .with("tier", tier_name(report, tier.tier_low))
        .with("policy", policy_name(report))
        .with("amount", order(book, tier).max(0.0))
}

pub fn tier_name(report: &TiersReport, tier: usize) -> String {
    report
        .tiers
        .get(tier)
        .map(|t| t.name.clone())
        .unwrap_or_default()
}

/// Policies that come with the product.
const BUILT_IN: [&str; 4] = ["default", "growth", "mature", "group-rule"];

/// What the policy in force is called.
pub fn policy_name(report: &TiersReport) -> Arg {
    policy_title(&report.source)
}

/// What a policy is called: by its author, else by what it is.
pub fn policy_title(source: &TierPolicy) -> Arg {
    match &source.name {
        Some(name) => Arg::from(name.as_str()),
        None if BUILT_IN.contains(&source.id.as_str()) => {
            Arg::Code(format!("policy.{}", source.id))
        }
        None => Arg::Code("policy.own".to_owned()),
    }
}

/// How many are key accounts for certain, how many could be, and how many tiers are not firm.
fn by_policy(report: &TiersReport) -> (FindingSeverity, Message) {
    let total = report.accounts.len();
    let assessed = report.accounts.iter().filter(|t| t.assessable);
    let line = report.key_line;
    let key = assessed.clone().filter(|t| t.tier_low <= line).count();
    let most = assessed.clone().filter(|t| t.tier_high <= line).count();
    let open = undecided(report).len();
    let code = match open {
        0 => "key",
        _ if key == most => "keyProvisional",
        _ => "keyRange",
    };
    let tiers = report.tiers.iter().take(line + 1);
    let tiers = tiers.map(|t| Arg::from(t.name.as_str())).collect();
    let policy = report.policy.as_ref();
    let criteria = policy.map_or(0, |p| p.criteria.iter().filter(|c| c.weight > 0.0).count());
    let message = sentence(code)
        .with("policy", policy_name(report))
        .with("criteria", criteria)
        .with("n", open)
        .with("key", key)
        .with("most", most)
        .with("total", total)
        .with("tiers", Arg::List(tiers));
    let many = open as f64 >= PROVISIONAL_WATCH * total as f64;
    if open > 0 && many {
        (FindingSeverity::Watch, message)
    } else {
        (FindingSeverity::Ok, message)
    }
}

fn by_amount(report: &TiersReport) -> Message {
    let first = report.accounts.iter();
    let first = first.filter(|t| t.assessable && t.tier_low == 0).count();
    let known = report.accounts.len() - report.not_assessable;
    let code = report
        .amount_basis
        .map_or("tiers.amount.deals", AmountBasis::code);
    // Where most accounts are among the first 80 %, the amount tells them apart badly.
    let even = known >= EVEN.1 && first as f64 > EVEN.0 * known as f64;
    sentence(if even { "abcEven" } else { "abc" })
        .with("n", first)
        .with("total", known)
        .with("share", abc::LINES[0].1 / 100.0)
        .with("amount", Arg::Code(code.to_owned()))
}

/// Accounts behind the sentence: open ones with most at stake, then key accounts.
fn telling(report: &TiersReport) -> Vec<&AccountTier> {
    let mut rows = undecided(report);
    let weight = |t: &AccountTier| t.amount.unwrap_or(f64::NEG_INFINITY);
    rows.order_by(|a, b| weight(b).total_cmp(&weight(a)));
    let firm = report.basis == Basis::Policy;
    let rest = report.accounts.iter();
    rows.extend(rest.filter(|t| t.assessable && (t.firm || !firm)));
    rows
}

/// Columns that the book lacks: those of the policy in force, else of the starting one.
fn unlock(book: &Book, report: &TiersReport) -> Vec<Unlock> {
    let own = report
        .policy
        .as_ref()
        .filter(|p| !defaults::is_starting(&p.id));
    let mut wanted: Vec<Field> = match own {
        Some(policy) => {
            let criteria = policy.criteria.iter().map(|c| &c.subject);
            let subjects = criteria.chain(policy.gates.iter().map(|g| &g.subject));
            let field = |s: &Subject| match s {
                Subject::Field(field) => Some(*field),
                Subject::Extra(_) => None,
            };
            subjects.filter_map(field).collect()
        }
        None => defaults::DEFAULT_FIELDS.to_vec(),
    };
    // One of the two is enough for the starting policy.
    let order_stands_in = own.is_none() && subject::has(book, Field::OrderAmount);
    wanted.retain(|f| !(subject::has(book, *f) || order_stands_in && *f == Field::Revenue));
    if book.accounts.is_empty() {
        wanted.insert(0, Field::Account);
    }
    let mut unlock = Vec::new();
    if is_nobodys(book) {
        unlock.push(Unlock {
            table: TableKind::Opportunities,
            fields: vec![Field::Account],
        });
    }
    if !wanted.is_empty() {
        unlock.push(Unlock {
            table: TableKind::Accounts,
            fields: wanted,
        });
    }
    if report.basis == Basis::None && book.opportunities.is_empty() {
        unlock.push(Unlock {
            table: TableKind::Opportunities,
            fields: vec![Field::Account, Field::Amount],
        });
    }
    unlock
}
