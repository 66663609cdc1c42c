//! What of an account is searched, filtered and sorted by.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::ListRequest;
use crate::analysis::tiering::{AccountTier, TiersReport, subject_at};
use crate::api::{Lens, policy};
use crate::book::{Account, AccountId, fold_name};
use crate::order::Gather;
use crate::words::Words;

/// By what an account is put in order.
#[derive(Debug, Clone, PartialEq)]
pub enum Key {
    /// A number; `None` where it is not known.
    Number(Option<f64>),
    /// Two numbers, the second for equals.
    Pair(Option<(f64, f64)>),
    /// A text, folded.
    Text(Option<String>),
}

impl Key {
    /// Whether there is something to go by.
    pub fn is_known(&self) -> bool {
        match self {
            Self::Number(number) => number.is_some(),
            Self::Pair(pair) => pair.is_some(),
            Self::Text(text) => text.is_some(),
        }
    }

    /// Ascending; keys of one list are of one kind.
    pub fn cmp(&self, other: &Self) -> Ordering {
        let numbers = |a: f64, b: f64| a.total_cmp(&b);
        match (self, other) {
            (Self::Number(Some(a)), Self::Number(Some(b))) => numbers(*a, *b),
            (Self::Pair(Some((a, c))), Self::Pair(Some((b, d)))) => {
                numbers(*a, *b).then(numbers(*c, *d))
            }
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
            _ => Ordering::Equal,
        }
    }
}

/// The report, read by account.
pub struct Picked<'a> {
    report: &'a TiersReport,
    words: &'a Words,
    disagreement: BTreeMap<AccountId, f64>,
}

impl<'a> Picked<'a> {
    /// Looks up what stands beside the accounts.
    pub fn new(lens: &Lens<'a>) -> Self {
        let report = &lens.answers.reports.tiers;
        let rows = report.audit.iter().flat_map(|audit| &audit.rows);
        Self {
            report,
            words: lens.words,
            disagreement: rows
                .filter_map(|row| Some((row.account, row.disagreement?)))
                .gather(),
        }
    }

    /// The tier of the low case; `None` where the account cannot be assessed.
    pub fn tier_name(&self, tier: &AccountTier) -> Option<&'a str> {
        let found = self.report.tiers.get(tier.tier_low);
        found.filter(|_| tier.assessable).map(|t| t.name.as_str())
    }

    /// How much the raters disagree about it.
    pub fn disagreement(&self, tier: &AccountTier) -> Option<f64> {
        self.disagreement.get(&tier.account).copied()
    }

    /// The column whose cell is worth finding out first, as a subject's name.
    pub fn worth(&self, tier: &AccountTier) -> Option<String> {
        let policy = self.report.policy.as_ref()?;
        let subject = subject_at(policy, tier.worth_finding?)?;
        Some(policy::subject_name(subject))
    }

    /// The account matches every part of the request; `text` is what is searched, folded.
    pub fn matches(
        &self,
        request: &ListRequest,
        text: Option<&str>,
        tier: &AccountTier,
        account: &Account,
    ) -> bool {
        let place = |wanted: &Option<String>, by: &str| {
            let have = part(account, by).unwrap_or_default();
            wanted.as_deref().is_none_or(|wanted| wanted == have)
        };
        place(&request.region, "region")
            && place(&request.unit, "unit")
            && place(&request.industry, "industry")
            && place(&request.owner, "owner")
            && request
                .tier
                .as_deref()
                .is_none_or(|wanted| self.tier_name(tier) == Some(wanted))
            && request
                .state
                .as_deref()
                .is_none_or(|state| self.is(state, tier))
            && text.is_none_or(|text| called(account, text))
    }

    fn is(&self, state: &str, tier: &AccountTier) -> bool {
        match state {
            "firm" => tier.firm,
            "provisional" => tier.assessable && !tier.firm,
            "fragile" => tier.fragile,
            "disputed" => tier.disputed,
            "not-assessable" => !tier.assessable,
            "key" => {
                self.report.policy.is_some()
                    && tier.assessable
                    && tier.tier_low <= self.report.key_line
            }
            _ => false,
        }
    }

    /// What the account is sorted by; the order of the tiers by default.
    pub fn key(
        &self,
        sort: Option<&str>,
        place: usize,
        tier: &AccountTier,
        account: &Account,
    ) -> Key {
        match sort.unwrap_or_default() {
            "name" => Key::Text(Some(folded(&account.name))),
            "score" => {
                let scores = tier.assessable.then_some((tier.score_low, tier.score_high));
                Key::Pair(scores)
            }
            "amount" => Key::Number(tier.amount),
            "potential" => Key::Number(account.potential.map(|m| m.units())),
            "worth" => Key::Text(self.worth(tier).map(|subject| self.said(&subject))),
            "acceptability" => Key::Number(tier.acceptability),
            "disagreement" => Key::Number(self.disagreement(tier)),
            "fileTier" => Key::Text(tier.file_tier.as_deref().map(folded)),
            by @ ("region" | "unit" | "industry" | "owner") => {
                Key::Text(part(account, by).map(folded))
            }
            _ => Key::Number(tier.assessable.then_some(place as f64)),
        }
    }

    fn said(&self, subject: &str) -> String {
        let word = self.words.text(&format!("field.{subject}"));
        folded(&word)
    }
}

/// A text of the account by which accounts are told apart; `None` where it is blank.
pub fn part<'a>(account: &'a Account, by: &str) -> Option<&'a str> {
    let text = match by {
        "region" => account.region.as_deref(),
        "unit" => account.business_unit.as_deref(),
        "industry" => account.industry.as_deref(),
        "owner" => account.owner.as_deref(),
        _ => None,
    };
    text.map(str::trim).filter(|text| !text.is_empty())
}

/// As it is searched and sorted: without case, full-width forms and surplus spaces.
pub fn folded(text: &str) -> String {
    if text.is_ascii() && !text.contains("  ") {
        // By far the most frequent, and much faster.
        return text.trim().to_ascii_lowercase();
    }
    fold_name(text)
}

fn called(account: &Account, text: &str) -> bool {
    folded(&account.name).contains(text)
        || account
            .id
            .as_deref()
            .is_some_and(|id| folded(id).contains(text))
}
