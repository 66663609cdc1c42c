//! Which tier an account would have if its cells said something else: the policy run again for one
//! account, beside all others as they are.

use super::places::{Entry, Others};
use super::score::{Known, bounds};
use super::{AmountBasis, GateState, TiersReport, subject};
use crate::book::{Account, AccountId, Book};
use crate::policy::{Places, Subject, TierPolicy};

/// How far beyond a line a change goes that must not meet it, in points: cut-offs are inclusive.
const BEYOND: f64 = 1e-6;

/// Judges one account.
pub struct Judge<'a> {
    book: &'a Book,
    account: Option<&'a Account>,
    /// The policy in force.
    pub policy: &'a TierPolicy,
    /// Where capacities decide: the others.
    others: Option<Others<'a>>,
    amount: f64,
    /// The cell that is the account's amount.
    amount_cell: Option<Subject>,
}

impl<'a> Judge<'a> {
    /// For an account of a report.
    pub fn new(
        book: &'a Book,
        report: &TiersReport,
        policy: &'a TierPolicy,
        account: AccountId,
    ) -> Self {
        let of = |t: &&super::AccountTier| t.account == account;
        let own = report.accounts.iter().find(of);
        let amount = own.and_then(|t| t.amount);
        let is_sum = own.is_some_and(|t| t.is_sum);
        let places = policy.places != Places::CutOffs;
        Self {
            book,
            account: book.account(account),
            policy,
            others: places.then(|| Others::new(policy, &entries(report, policy, account), is_sum)),
            amount: amount.unwrap_or(0.0),
            amount_cell: report
                .amount_basis
                .and_then(AmountBasis::field)
                .map(Subject::Field),
        }
    }

    /// The word that stands in a cell of the account.
    pub fn word(&self, subject: &Subject) -> Option<String> {
        let word = subject::word(self.book, self.account?, subject)?;
        Some(word.trim().to_owned())
    }

    /// The tier of the low case.
    pub fn tier(&self, known: &Known) -> usize {
        let found = bounds(self.policy, known);
        match &self.others {
            Some(others) => others.tier_low(found.low, found.cap_low, self.amount(known)),
            None => found.tier_low,
        }
    }

    /// Scores that are enough for a tier, or that fall just short of it, and the one that is said;
    /// the policy decides which of them holds.
    pub fn goals(&self, known: &Known, tier: usize, up: bool) -> Vec<(f64, f64)> {
        let line = match &self.others {
            Some(others) => others.line(tier, self.amount(known)),
            None => self.policy.tiers.get(tier).map(|t| t.cutoff),
        };
        let Some(line) = line else { return Vec::new() };
        let beyond = if up { BEYOND } else { -BEYOND };
        match (&self.others, up) {
            (None, true) => vec![(line, line)],
            (None, false) => vec![(line + beyond, line)],
            // Of equal scores the larger amount comes first: to meet the line may do.
            (Some(_), _) => vec![(line, line), (line + beyond, line)],
        }
    }

    /// A change of the cell that is the amount is a change of the amount.
    fn amount(&self, known: &Known) -> f64 {
        let criteria = self.policy.criteria.iter().zip(&known.criteria);
        let mut same = criteria.filter(|(c, _)| Some(&c.subject) == self.amount_cell.as_ref());
        same.find_map(|(_, value)| *value).unwrap_or(self.amount)
    }
}

/// What the other accounts bring to the queue.
fn entries(report: &TiersReport, policy: &TierPolicy, but: AccountId) -> Vec<Entry> {
    let others = report.accounts.iter().filter(|t| t.account != but);
    let cap = |t: &super::AccountTier, counts: fn(GateState) -> bool| {
        let gates = t.gates.iter().filter(|g| counts(g.state));
        let caps = gates.filter_map(|g| policy.gates.get(g.gate));
        caps.map(|g| g.cap).max().unwrap_or(0)
    };
    others
        .map(|t| Entry {
            bounds: super::score::Bounds {
                low: t.score_low,
                high: t.score_high,
                cap_low: cap(t, |s| s != GateState::Passed),
                cap_high: cap(t, |s| s == GateState::Failed),
                tier_low: t.tier_low,
                tier_high: t.tier_high,
                possible: t.possible,
            },
            amount: t.amount.unwrap_or(0.0),
            assessable: t.assessable,
            is_sum: t.is_sum,
        })
        .collect()
}
