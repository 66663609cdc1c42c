//! Hurdle 1: who is a key account? Gates, weighted criteria and cut-offs (domain section 2).
//!
//! Choices of ours, all visible in the report: a policy is applied when the book knows more than an
//! amount to judge by, else accounts are ranked by that amount (provisional ABC); cut-offs are
//! inclusive within [`TIE`]; what lies between the low and the high case counts as possible.

mod abc;
pub mod acceptability;
mod actions;
pub mod agreement;
mod audit;
pub mod brief;
mod causes;
mod cell;
mod change;
mod counterfactual;
mod defaults;
mod dirichlet;
mod finding;
mod judge;
mod migration;
mod places;
mod quantile;
mod raters;
mod report;
mod robustness;
mod scale;
mod score;
mod search;
mod standing;
mod subject;
mod subjects;
mod units;
mod what_if;
mod worth;

pub use abc::{Amounts, amounts, amounts_of};
pub use actions::subject_arg;
pub use audit::{Audit, AuditRow, Verdict, VerdictBy};
pub use causes::{Cause, Difference};
pub use change::Change;
pub use counterfactual::{Counterfactual, Way, counterfactual};
pub use defaults::{GROUP_ORDER, GROUP_RANK, default_policy, group_rule_policy, quantile, resolve};
pub(super) use finding::finding;
pub use finding::{PROVISIONAL_WATCH, policy_name, policy_title};
pub use migration::{Migration, MigrationFrom, Move, Why};
pub use quantile::mid_ranks;
pub use raters::is_group;
pub use report::{
    AccountTier, AmountBasis, Basis, Contribution, GateOutcome, GateState, GroupRule, Robustness,
    TierCount, TiersReport, UnitAmount,
};
pub use robustness::acceptabilities;
pub use score::{TIE, tier_of};
pub use standing::{Among, Standing, standings};
pub use subject::{Reading, reading};
pub use subjects::{Measure, Spread, SubjectProfile, subjects};
pub use what_if::{BIN, BINS, Placed, Tally, WhatIf, placed};
pub use worth::{ColumnWorth, subject_at};

use super::{Context, Evidence, Finding, FindingSeverity, MOST_ROWS};
use crate::book::{AccountId, Book, Field};
use crate::order::InOrder;
use crate::policy::{PolicyChoice, Subject, TierPolicy};
use crate::words::Message;
use places::Entry;
use score::{Known, weight};
use units::Unit;
use worth::ByColumn;

/// Most opportunity rows that stand behind an account's amount.
const MOST_DEALS: usize = 20;

/// Tiers of all accounts of the book.
pub fn analyze(book: &Book, context: &Context) -> TiersReport {
    let (source, left_out) = resolve(book, &context.settings.policy);
    let policy = source.effective(None);
    let amounts = abc::amounts(book, context.settings.leads_count);
    let mut report = blank(amounts.as_ref());
    let mut tiers = carried(book, context.settings.leads_count, amounts.as_ref());
    let own = matches!(context.settings.policy, PolicyChoice::Own(_));
    if applies(&policy, book, amounts.as_ref(), own) {
        let (shown, columns) = by_policy(book, &policy, &mut tiers);
        report.robustness = robustness::robustness(book, &policy, context, &mut tiers);
        report.basis = Basis::Policy;
        report.key_line = policy.key_line;
        report.tiers = names(shown.tiers.iter().map(|t| (t.name.as_str(), t.cutoff)));
        report.unknown_columns = columns;
        report.policy = Some(policy);
    } else if let Some(amounts) = &amounts {
        by_amount(amounts, &mut tiers);
        report.basis = Basis::Abc;
        report.tiers = names(abc::LINES.into_iter());
    }
    // Where no policy could be applied nobody is judged by one.
    let units = match &report.policy {
        Some(_) => units::units(book, &source, &tiers),
        None => Vec::new(),
    };
    for tier in &mut tiers {
        own_verdicts(tier, &units);
    }
    report.source = source;
    let line = report.policy.as_ref().map(|p| p.key_line);
    let fields = fields(&report);
    for (tier, account) in tiers.iter_mut().zip(&book.accounts) {
        tier.disputed = raters::dispute(tier, line).is_some();
        if let Some(origin) = account.origin {
            let fields = fields.clone();
            tier.evidence.insert(
                0,
                Evidence {
                    origin,
                    fields,
                    units: true,
                },
            );
        }
    }
    sort(book, report.basis, &mut tiers);
    let stake = |t: &AccountTier| finding::order(book, t);
    report.audit = audit::audit(book, (&report.source, line), &units, &tiers, stake);
    count(&mut report, &tiers);
    if let Some(policy) = &report.policy {
        report.migration = match &context.settings.compared {
            Some(choice) => {
                let (before, _) = resolve(book, choice);
                Some(migration::from_policy(book, &before, policy, &tiers))
            }
            None => migration::from_file(policy, &tiers),
        };
    }
    report.accounts = tiers;
    report.notes = actions::notes(&report, &left_out);
    report.finding = finding(book, &report, MOST_ROWS);
    report
}

/// Adds the verdicts that units give by policies of their own, where they have no cell.
fn own_verdicts(tier: &mut AccountTier, units: &[Unit]) {
    for unit in units {
        let mut cells = tier.verdicts.iter();
        let has_cell = cells.any(|(name, _)| raters::is_unit(name, &unit.name));
        if let Some(yes) = unit.verdict(tier.account).filter(|_| !has_cell) {
            tier.verdicts.push((unit.name.clone(), yes));
        }
    }
}

/// A policy says something when it knows a criterion; a built-in one, more than the amount alone.
fn applies(policy: &TierPolicy, book: &Book, amounts: Option<&Amounts>, own: bool) -> bool {
    let number = |a: &_, subject: &Subject| subject::value(book, a, subject, None).is_some();
    let known = |subject: &Subject| {
        let mut accounts = book.accounts.iter();
        accounts.any(|a| subject::word(book, a, subject).is_some() || number(a, subject))
    };
    let amount = amounts.and_then(|a| a.basis.field()).map(Subject::Field);
    let criteria = policy.criteria.iter().filter(|c| weight(c) > 0.0);
    let criteria: Vec<&Subject> = criteria.map(|c| &c.subject).filter(|s| known(s)).collect();
    let more = own
        || criteria.iter().any(|s| Some(*s) != amount.as_ref())
        || policy.gates.iter().any(|g| known(&g.subject));
    !policy.tiers.is_empty() && !criteria.is_empty() && more
}

/// Every account with what its file says, not yet assessed.
fn carried(book: &Book, leads_count: bool, amounts: Option<&Amounts>) -> Vec<AccountTier> {
    let rule = raters::rule_for(book);
    let mut deals = deal_rows(book, leads_count, amounts);
    let accounts = book.accounts.iter().enumerate();
    accounts
        .map(|(index, account)| AccountTier {
            account: AccountId(index as u32),
            score_low: 0.0,
            score_high: 0.0,
            tier_low: 0,
            tier_high: 0,
            possible: 1,
            firm: false,
            assessable: false,
            contributions: Vec::new(),
            gates: Vec::new(),
            worth_finding: None,
            worth_leaves: None,
            acceptability: None,
            fragile: false,
            group_rule: rule.as_ref().map(|r| raters::count(r, book, account)),
            verdicts: account.verdicts.clone(),
            disputed: false,
            unit_amounts: raters::unit_amounts(account),
            file_tier: account.tier.clone(),
            amount: amounts.and_then(|a| a.of.get(index).copied().flatten()),
            is_sum: amounts.is_some_and(|a| a.sums.contains(&index)),
            evidence: deals.get_mut(index).map(std::mem::take).unwrap_or_default(),
        })
        .collect()
}

/// The largest opportunities of each account, where the amounts are theirs.
fn deal_rows(book: &Book, leads_count: bool, amounts: Option<&Amounts>) -> Vec<Vec<Evidence>> {
    let mut rows = vec![Vec::new(); book.accounts.len()];
    if amounts.is_none_or(|a| a.basis != AmountBasis::Deals) {
        return rows;
    }
    let mut deals: Vec<_> = book
        .opportunities
        .iter()
        .filter(|d| abc::counts(d.kind, leads_count))
        .collect();
    deals.order_by(|a, b| {
        let larger = b.amount.units().total_cmp(&a.amount.units());
        larger.then(a.origin.cmp(&b.origin))
    });
    for deal in deals {
        let place = deal.account.and_then(|id| rows.get_mut(id.0 as usize));
        if let Some(of_account) = place.filter(|r| r.len() < MOST_DEALS) {
            of_account.push(Evidence {
                origin: deal.origin,
                fields: vec![Field::Amount],
                units: false,
            });
        }
    }
    rows
}

/// Scores and tiers of all accounts. Returns the policy with the cut-offs that were in force, and
/// the columns most worth finding out.
fn by_policy(
    book: &Book,
    policy: &TierPolicy,
    tiers: &mut [AccountTier],
) -> (TierPolicy, Vec<ColumnWorth>) {
    let known: Vec<Known> = book
        .accounts
        .iter()
        .map(|account| Known::of(policy, book, account, None))
        .collect();
    let entries = by_policy_bounds(policy, &known, tiers);
    let lines = places::as_cut_offs(policy, &entries);
    let mut columns = ByColumn::default();
    for ((tier, known), entry) in tiers.iter_mut().zip(&known).zip(&entries) {
        let bounds = entry.bounds;
        tier.assessable = entry.assessable;
        tier.score_low = bounds.low;
        tier.score_high = bounds.high;
        tier.tier_low = bounds.tier_low;
        tier.tier_high = bounds.tier_high;
        tier.possible = bounds.possible;
        tier.firm = tier.assessable && bounds.tier_low == bounds.tier_high;
        tier.contributions = score::contributions(policy, known);
        tier.gates = score::gates(policy, known);
        if !tier.firm {
            let all = worth::all(&lines, known);
            let first = worth::first(&lines, &all);
            tier.worth_finding = first.map(|w| w.index);
            tier.worth_leaves = first.map(|w| w.left.min(tier.possible));
            columns.add(&lines, tier.possible, &all);
        }
    }
    let columns = columns.sorted(&lines);
    (lines, columns)
}

/// Scores and tiers of both cases; accounts and what is known of them in the book's order.
fn by_policy_bounds(policy: &TierPolicy, known: &[Known], tiers: &[AccountTier]) -> Vec<Entry> {
    let mut amounts = vec![(0.0, false); known.len()];
    for tier in tiers {
        if let Some(amount) = amounts.get_mut(tier.account.0 as usize) {
            *amount = (tier.amount.unwrap_or(0.0), tier.is_sum);
        }
    }
    let accounts = known.iter().zip(amounts);
    let mut entries: Vec<Entry> = accounts
        .map(|(known, (amount, is_sum))| Entry {
            bounds: score::bounds(policy, known),
            amount,
            assessable: known.assessable(policy),
            is_sum,
        })
        .collect();
    places::assign(policy, &mut entries);
    entries
}

fn by_amount(amounts: &Amounts, tiers: &mut [AccountTier]) {
    for (tier, place) in tiers.iter_mut().zip(abc::places(amounts)) {
        let Some(place) = place else { continue };
        tier.assessable = true;
        tier.score_low = place.cumulative;
        tier.score_high = place.cumulative;
        tier.tier_low = place.tier;
        tier.tier_high = place.tier;
    }
}

/// The known fields that the tiers were made from.
fn fields(report: &TiersReport) -> Vec<Field> {
    let amount = report.amount_basis.and_then(AmountBasis::field);
    let Some(policy) = &report.policy else {
        return amount.into_iter().collect();
    };
    let criteria = policy.criteria.iter().map(|c| &c.subject);
    let gates = policy.gates.iter().map(|g| &g.subject);
    let mut fields: Vec<Field> = Vec::new();
    for subject in criteria.chain(gates) {
        match subject {
            Subject::Field(field) if !fields.contains(field) => fields.push(*field),
            _ => {}
        }
    }
    fields
}

fn names<'a>(tiers: impl Iterator<Item = (&'a str, f64)>) -> Vec<TierCount> {
    tiers
        .map(|(name, cutoff)| TierCount {
            name: name.to_owned(),
            cutoff,
            firm: 0,
            provisional: 0,
        })
        .collect()
}

fn count(report: &mut TiersReport, tiers: &[AccountTier]) {
    for tier in tiers {
        match report.tiers.get_mut(tier.tier_low) {
            Some(count) if tier.firm => count.firm += 1,
            Some(count) if tier.assessable => count.provisional += 1,
            _ => report.not_assessable += 1,
        }
    }
}

/// Best first, not assessable ones last.
fn sort(book: &Book, basis: Basis, tiers: &mut [AccountTier]) {
    let name = |t: &AccountTier| book.account(t.account).map_or("", |a| a.name.as_str());
    tiers.order_by(|a, b| {
        standing::compare(basis, a, b)
            .then_with(|| name(a).cmp(name(b)))
            .then(a.account.cmp(&b.account))
    });
}

/// An answer without accounts, to be filled.
fn blank(amounts: Option<&Amounts>) -> TiersReport {
    TiersReport {
        basis: Basis::None,
        policy: None,
        source: TierPolicy::default(),
        unknown_columns: Vec::new(),
        robustness: None,
        audit: None,
        migration: None,
        tiers: Vec::new(),
        key_line: 0,
        amount_basis: amounts.map(|a| a.basis),
        accounts: Vec::new(),
        not_assessable: 0,
        notes: Vec::new(),
        finding: Finding {
            hurdle: 1,
            severity: FindingSeverity::NoData,
            message: Message::new("tiers.finding.nothing"),
            evidence: Vec::new(),
            rows: 0,
            unlock: Vec::new(),
            actions: Vec::new(),
        },
    }
}
