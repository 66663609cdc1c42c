//! Provisional ABC by cumulative amount, where nothing but an amount is known.

use std::collections::BTreeSet;

use super::AmountBasis;
use crate::book::{Account, Book, DealKind, Money};
use crate::order::{Gather, InOrder};

/// Upper cumulative share, in percent, of the tiers A, B, C.
pub const LINES: [(&str, f64); 3] = [("A", 80.0), ("B", 95.0), ("C", 100.0)];

/// An amount per account of the book, and what it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Amounts {
    /// What the amounts are.
    pub basis: AmountBasis,
    /// Per account; `None` is unknown.
    pub of: Vec<Option<f64>>,
    /// Accounts whose amount is the sum of their subsidiaries': they have a place, but no part in
    /// the total.
    pub sums: BTreeSet<usize>,
}

/// An account's place in the ranking.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// Cumulative share in percent down to this account, itself and its equals included.
    pub cumulative: f64,
    /// Index into [`LINES`].
    pub tier: usize,
}

/// The amount that ranks accounts: our revenue, else the order amount, else the potential, else
/// won and open opportunities (leads only if they count). The first that has anything positive.
pub fn amounts(book: &Book, leads_count: bool) -> Option<Amounts> {
    const ORDER: [AmountBasis; 4] = [
        AmountBasis::Revenue,
        AmountBasis::OrderAmount,
        AmountBasis::Potential,
        AmountBasis::Deals,
    ];
    let mut candidates = ORDER.into_iter().map(|b| amounts_of(book, b, leads_count));
    candidates.find(|c| c.of.iter().flatten().any(|amount| *amount > 0.0))
}

/// Every account's amount of one kind.
pub fn amounts_of(book: &Book, basis: AmountBasis, leads_count: bool) -> Amounts {
    let read: fn(&Account) -> Option<Money> = match basis {
        AmountBasis::Revenue => |a| a.revenue,
        AmountBasis::OrderAmount => |a| a.order_amount,
        AmountBasis::Potential => |a| a.potential,
        AmountBasis::Deals => |_| None,
    };
    let sums = book.sums.iter().filter(|(_, f)| Some(*f) == basis.field());
    let accounts = book.accounts.iter();
    Amounts {
        basis,
        of: match basis {
            AmountBasis::Deals => deals(book, leads_count),
            _ => accounts.map(|a| Some(read(a)?.units())).collect(),
        },
        sums: sums.map(|(account, _)| account.0 as usize).gather(),
    }
}

/// Every account's place. An account belongs to the best tier whose line the larger ones before it
/// have not reached yet: the account that crosses 80 % is still an A, and the largest always is.
/// Equal amounts share a place. Amounts below zero count as zero.
pub fn places(amounts: &Amounts) -> Vec<Option<Place>> {
    let counted = amounts.of.iter().enumerate();
    let counted = counted.filter(|(at, _)| !amounts.sums.contains(at));
    let mut sorted: Vec<f64> = counted
        .filter_map(|(_, amount)| Some(amount.as_ref()?.max(0.0)))
        .collect();
    sorted.order_by(|a, b| b.total_cmp(a));
    let mut sums = Vec::with_capacity(sorted.len() + 1);
    sums.push(0.0);
    let mut sum = 0.0;
    for amount in &sorted {
        sum += amount;
        sums.push(sum);
    }
    let percent = |count: usize| match sums.get(count) {
        Some(part) if sum > 0.0 => 100.0 * part / sum,
        _ => 100.0,
    };
    let place = |amount: f64| {
        let larger = sorted.partition_point(|a| *a > amount);
        let equal = sorted.partition_point(|a| *a >= amount);
        let before = percent(larger) + super::score::TIE;
        let tier = LINES.iter().position(|(_, line)| before < *line);
        Place {
            cumulative: percent(equal),
            tier: tier.unwrap_or(LINES.len() - 1),
        }
    };
    amounts
        .of
        .iter()
        .map(|amount| amount.map(|a| place(a.max(0.0))))
        .collect()
}

/// Won and open opportunities per account; `None` where an account has no deal at all.
fn deals(book: &Book, leads_count: bool) -> Vec<Option<f64>> {
    let mut sums = vec![None; book.accounts.len()];
    for deal in &book.opportunities {
        let place = deal.account.and_then(|id| sums.get_mut(id.0 as usize));
        let Some(sum) = place else { continue };
        let amount = if counts(deal.kind, leads_count) {
            deal.amount.units()
        } else {
            0.0
        };
        *sum = Some(sum.unwrap_or(0.0) + amount);
    }
    sums
}

/// Whether a deal's amount belongs to its account's.
pub fn counts(kind: DealKind, leads_count: bool) -> bool {
    match kind {
        DealKind::Won | DealKind::Opportunity => true,
        DealKind::Lead => leads_count,
        DealKind::Lost => false,
    }
}
