//! An account's position among its peers.

use std::cmp::Ordering;

use super::{AccountTier, Basis, TiersReport};
use crate::book::{Account, AccountId, Book};

/// Whom an account is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Among {
    /// All accounts.
    Book,
    /// Those of its region.
    Region,
    /// Those of its industry.
    Industry,
    /// Those of its business unit.
    Unit,
}

/// A position among accounts that can be assessed.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// Whom it is compared with.
    pub among: Among,
    /// The name of the region, industry or unit.
    pub name: Option<String>,
    /// From 1, the best; equals share a place.
    pub rank: usize,
    /// How many there are, itself included.
    pub of: usize,
    /// Share of the others that stand behind it; `None` where there are none.
    pub ahead_of: Option<f64>,
}

/// Better, equal or worse: by the tier of the low case, its score, then the high case's; without a
/// policy by cumulative amount. What cannot be assessed comes last.
pub fn compare(basis: Basis, a: &AccountTier, b: &AccountTier) -> Ordering {
    let scores = match basis {
        Basis::Policy => b
            .score_low
            .total_cmp(&a.score_low)
            .then(b.score_high.total_cmp(&a.score_high)),
        Basis::Abc | Basis::None => a.score_low.total_cmp(&b.score_low),
    };
    b.assessable
        .cmp(&a.assessable)
        .then(a.tier_low.cmp(&b.tier_low))
        .then(scores)
}

/// Positions of an account in the book, and in its region, industry and unit where it has one;
/// none where it cannot be assessed.
pub fn standings(book: &Book, report: &TiersReport, id: AccountId) -> Vec<Standing> {
    let own = report.accounts.iter().find(|t| t.account == id);
    let (Some(own), Some(account)) = (own.filter(|t| t.assessable), book.account(id)) else {
        return Vec::new();
    };
    let all = [Among::Book, Among::Region, Among::Industry, Among::Unit];
    let standing = |among: Among| {
        let name = peers(among, account).map(str::to_owned);
        if among != Among::Book && name.is_none() {
            return None;
        }
        Some(position(book, report, own, among, name))
    };
    all.into_iter().filter_map(standing).collect()
}

fn position(
    book: &Book,
    report: &TiersReport,
    own: &AccountTier,
    among: Among,
    name: Option<String>,
) -> Standing {
    let is_peer =
        |t: &AccountTier| book.account(t.account).and_then(|a| peers(among, a)) == name.as_deref();
    let (mut ahead, mut behind, mut of) = (0, 0, 0);
    for other in report
        .accounts
        .iter()
        .filter(|t| t.assessable && is_peer(t))
    {
        of += 1;
        match compare(report.basis, other, own) {
            Ordering::Less => ahead += 1,
            Ordering::Greater => behind += 1,
            Ordering::Equal => {}
        }
    }
    Standing {
        among,
        name,
        rank: ahead + 1,
        of,
        ahead_of: (of > 1).then(|| behind as f64 / (of - 1) as f64),
    }
}

fn peers(among: Among, account: &Account) -> Option<&str> {
    let name = match among {
        Among::Book => None,
        Among::Region => account.region.as_deref(),
        Among::Industry => account.industry.as_deref(),
        Among::Unit => account.business_unit.as_deref(),
    };
    name.map(str::trim).filter(|name| !name.is_empty())
}
