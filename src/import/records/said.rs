//! What is said of a table's rows together.

use std::collections::{BTreeMap, BTreeSet};

use super::Reading;
use crate::book::{DealKind, Field, Opportunity, ShareRow};
use crate::import::accounts::Joined;
use crate::table::Diagnostic;

/// An amount is out of line that is so many times the next largest: that of a deal in yuan among
/// deals in 万, or a digit too many.
const OUT_OF_LINE: f64 = 1_000.0;
/// Fewer deals have no line.
const FEWEST: usize = 4;

impl Reading<'_> {
    /// Deals that are odd beside the others, once per table and oddity.
    pub(super) fn say_odd_deals(&mut self, first: usize) {
        let deals = self.records.opportunities.get(first..).unwrap_or_default();
        let homeless: Vec<&Opportunity> = deals.iter().filter(|d| d.account.is_none()).collect();
        let early = |d: &&Opportunity| {
            let closes = d.closed.or(d.close_date);
            closes
                .zip(d.created)
                .is_some_and(|(closes, created)| closes < created)
        };
        let early: Vec<&Opportunity> = deals.iter().filter(early).collect();
        let repeated = repeated(&self.records.opportunities, first);
        let equal = equal(&self.records.opportunities, first);
        let odd = stands_out(deals).into_iter().collect();
        let lowers = |d: &&Opportunity| d.amount.units() < 0.0 && d.kind != DealKind::Lost;
        let negative = deals.iter().filter(lowers).collect();
        for (note, deals, field) in [
            (
                Diagnostic::note("deals-without-account"),
                homeless,
                Field::Account,
            ),
            (
                Diagnostic::note("closed-before-created"),
                early,
                Field::CloseDate,
            ),
            (Diagnostic::note("repeated-deal-id"), repeated, Field::Id),
            (Diagnostic::note("repeated-deals"), equal, Field::Amount),
            (Diagnostic::warning("amount-stands-out"), odd, Field::Amount),
            (Diagnostic::note("negative-amount"), negative, Field::Amount),
        ] {
            if let Some(deal) = deals.first() {
                let row = self.sheet.table.row_of(deal.origin.row);
                let note = note.with("n", deals.len());
                self.diagnostics.push(self.sheet.at_field(note, row, field));
            }
        }
    }

    /// Rows of shares of which only the last counts, though they say different things: quarters, say.
    pub(super) fn say_repeated_shares(&mut self, first: usize) {
        let rows = self.records.share.get(first..).unwrap_or_default();
        let mut seen: BTreeMap<_, &ShareRow> = BTreeMap::new();
        let mut differ: Vec<u32> = Vec::new();
        for row in rows {
            let key = (row.account, row.year, row.product.as_deref());
            if let Some(held) = seen.insert(key, row)
                && (held.revenue != row.revenue || held.wallet != row.wallet)
            {
                differ.push(row.origin.row);
            }
        }
        if let Some(&first) = differ.first() {
            let row = self.sheet.table.row_of(first);
            let note = Diagnostic::warning("repeated-share-row").with("n", differ.len());
            self.diagnostics
                .push(self.sheet.at_field(note, row, Field::Year));
        }
    }

    /// Numbers of accounts that nobody has, or that say another account than the name beside them.
    pub(super) fn say_odd_numbers(&mut self) {
        for (joined, rows) in std::mem::take(&mut self.odd_numbers) {
            let note = match joined {
                Joined::ByNumber => Diagnostic::warning("account-number-and-name-differ"),
                _ => Diagnostic::note("account-number-unknown"),
            };
            if let Some(&row) = rows.first() {
                let note = note.with("n", rows.len());
                self.diagnostics
                    .push(self.sheet.at_field(note, row, Field::AccountId));
            }
        }
    }

    pub(super) fn say_derived(&mut self, known: bool, derived: &[u32]) {
        let code = if known {
            "unknown-accounts"
        } else {
            "accounts-derived"
        };
        if let Some(&first) = derived.first() {
            let note = Diagnostic::note(code).with("n", derived.len());
            let named = self.sheet.plans.iter().any(|(f, _)| *f == Field::Account);
            let field = if named {
                Field::Account
            } else {
                Field::AccountId
            };
            let note = self.sheet.at_field(note, first, field);
            let named = note.raw.clone();
            self.diagnostics.push(note.with("first", named));
        }
    }
}

/// Deals without a number that equal one before them in every column that is known, and have a name or
/// a date to tell them apart.
fn equal(deals: &[Opportunity], first: usize) -> Vec<&Opportunity> {
    let mut seen = BTreeSet::new();
    let again = deals.iter().enumerate().filter(|(at, deal)| {
        let told = deal.name.is_some() || deal.close_date.is_some() || deal.closed.is_some();
        let days = (deal.close_date, deal.closed, deal.created);
        let words = (&deal.name, &deal.product, &deal.stage, &deal.owner);
        let chance = deal.probability.map(|p| p.get().to_bits());
        let key = (
            deal.account,
            deal.amount.units().to_bits(),
            words,
            days,
            chance,
        );
        deal.id.is_none() && told && !seen.insert(key) && *at >= first
    });
    again.map(|(_, deal)| deal).collect()
}

/// The deal whose amount is out of line with all others.
fn stands_out(deals: &[Opportunity]) -> Option<&Opportunity> {
    let size = |deal: &&Opportunity| deal.amount.units().abs();
    let largest = deals.iter().max_by(|a, b| size(a).total_cmp(&size(b)))?;
    let others = deals.iter().filter(|deal| deal.origin != largest.origin);
    let next = others.map(|deal| size(&deal)).fold(0.0, f64::max);
    let odd = next > 0.0 && size(&largest) >= OUT_OF_LINE * next;
    (odd && deals.len() >= FEWEST).then_some(largest)
}

/// Deals from `first` on whose number stood before.
fn repeated(deals: &[Opportunity], first: usize) -> Vec<&Opportunity> {
    let mut seen = BTreeSet::new();
    let again = deals.iter().enumerate().filter(|(at, deal)| {
        let new = deal.id.as_deref().is_none_or(|id| seen.insert(id));
        !new && *at >= first
    });
    again.map(|(_, deal)| deal).collect()
}
