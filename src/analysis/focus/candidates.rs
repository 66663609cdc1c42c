//! Accounts to drop or to starve. The rule, ours:
//!
//! An account is listed if its tier is the lowest one even in its best case, its amount is known
//! and less than [`SMALL`] of an equal share, its potential is not known or small in the same sense,
//! and it is not known that nobody works on it. It is one to *drop* if its potential is known,
//! nothing is open there and it is no fat field; else to *starve*: no more people until that is
//! clear, and none at all to a fat field, which gives much per head as it is. Parents that are the
//! sum of their subsidiaries are never listed.

use std::collections::BTreeSet;

use super::report::{Advice, Candidate, FieldKind, Potential, Reason};
use super::{SMALL, evidence, heads};
use crate::analysis::Context;
use crate::analysis::tiering::{AccountTier, AmountBasis, Amounts, TiersReport};
use crate::book::{Account, AccountId, Book, DealKind, Field};
use crate::order::{Gather, InOrder};

/// The list: most people first, then the smallest amount, then by name.
pub fn candidates(
    book: &Book,
    context: &Context,
    tiers: &TiersReport,
    ranked: &Amounts,
    potential: &Amounts,
    fields: &Potential,
) -> Vec<Candidate> {
    let Some(last) = tiers.tiers.len().checked_sub(1).filter(|last| *last > 0) else {
        return Vec::new();
    };
    let (share, potential) = (Shares::of(ranked), Shares::of(potential));
    let open = open_deals(book, context);
    let fat = fat_fields(fields);
    let low = |t: &&AccountTier| t.assessable && t.tier_high == last && t.tier_low == last;
    let mut all: Vec<Candidate> = tiers
        .accounts
        .iter()
        .filter(low)
        .filter_map(|t| {
            let at = t.account.0 as usize;
            let open = open.get(at).copied().unwrap_or(0.0);
            let account = book.account(t.account)?;
            let found = candidate(account, t.account, (&share, &potential), open)?;
            Some(if fat.contains(&t.account) {
                spared(found)
            } else {
                found
            })
        })
        .collect();
    sort(&mut all, book);
    all
}

fn fat_fields(of: &Potential) -> BTreeSet<AccountId> {
    let fat = of.grounds.iter().filter(|g| g.kind == Some(FieldKind::Fat));
    fat.map(|g| g.account).gather()
}

fn sort(all: &mut [Candidate], book: &Book) {
    let name = |c: &Candidate| book.account(c.account).map(|a| a.name.as_str());
    all.order_by(|a, b| {
        let people = |c: &Candidate| c.heads.unwrap_or(0.0);
        people(b)
            .total_cmp(&people(a))
            .then(a.amount.total_cmp(&b.amount))
            .then_with(|| name(a).cmp(&name(b)))
            .then(a.account.cmp(&b.account))
    });
}

fn candidate(
    account: &Account,
    id: AccountId,
    (share, potential): (&Shares<'_>, &Shares<'_>),
    open: f64,
) -> Option<Candidate> {
    let small = share.small(id)?;
    let amount = share.amounts.of.get(id.0 as usize).copied().flatten()?;
    if account.headcount.is_some() && heads(account).is_none() {
        return None;
    }
    let by_potential = share.amounts.basis == AmountBasis::Potential;
    let mut reasons = vec![Reason::LowTier, Reason::SmallShare(small)];
    let mut advice = Advice::Drop;
    match (account.potential, potential.small(id)) {
        _ if by_potential => {}
        (None, _) => {
            reasons.push(Reason::PotentialUnknown);
            advice = Advice::Starve;
        }
        (Some(_), Some(small)) => reasons.push(Reason::LowPotential(small)),
        (Some(_), None) => return None,
    }
    reasons.extend(heads(account).map(Reason::Headcount));
    if open > 0.0 {
        reasons.push(Reason::OpenDeals(open));
        advice = Advice::Starve;
    }
    let mut fields = vec![Field::Account];
    fields.extend(share.amounts.basis.field());
    if !by_potential {
        fields.push(Field::Potential);
    }
    fields.push(Field::Headcount);
    Some(Candidate {
        account: id,
        advice,
        reasons,
        amount,
        heads: heads(account),
        evidence: evidence(account, &fields),
    })
}

/// A fat field is not dropped: it gives much per head.
fn spared(mut found: Candidate) -> Candidate {
    found.reasons.push(Reason::FatField);
    found.advice = Advice::Starve;
    found
}

/// Amounts as shares of their sum.
struct Shares<'a> {
    amounts: &'a Amounts,
    total: f64,
    n: usize,
}

impl<'a> Shares<'a> {
    fn of(amounts: &'a Amounts) -> Self {
        let counted = amounts.of.iter().enumerate();
        let counted = counted.filter(|(i, _)| !amounts.sums.contains(i));
        let known: Vec<f64> = counted
            .filter_map(|(_, a)| Some(a.as_ref()?.max(0.0)))
            .collect();
        Self {
            amounts,
            total: known.iter().sum(),
            n: known.len(),
        }
    }

    /// An account's share, if it is known to be small.
    fn small(&self, id: AccountId) -> Option<f64> {
        let at = id.0 as usize;
        let amount = self.amounts.of.get(at).copied().flatten()?;
        if self.amounts.sums.contains(&at) || self.total <= 0.0 {
            return None;
        }
        let share = amount.max(0.0) / self.total;
        (share * (self.n as f64) < SMALL).then_some(share)
    }
}

/// Σ open opportunities per account; leads only if they count.
fn open_deals(book: &Book, context: &Context) -> Vec<f64> {
    let mut sums = vec![0.0; book.accounts.len()];
    for deal in &book.opportunities {
        let counts = match deal.kind {
            DealKind::Opportunity => true,
            DealKind::Lead => context.settings.leads_count,
            DealKind::Won | DealKind::Lost => false,
        };
        let sum = deal.account.and_then(|id| sums.get_mut(id.0 as usize));
        if let (true, Some(sum)) = (counts, sum) {
            *sum += deal.amount.units();
        }
    }
    sums
}
