//! One account in full: its tier, its position among its peers, and what the raters say about it.

use serde::Serialize;

use super::audit::{self, RowView};
use super::tiers::{self, AccountTierView};
use super::{Lens, names};
use crate::analysis::tiering::{Standing, standings};
use crate::book::AccountId;

/// An account as it is explained.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AccountView<'a> {
    #[serde(flatten)]
    tier: AccountTierView<'a>,
    region: Option<&'a str>,
    unit: Option<&'a str>,
    industry: Option<&'a str>,
    owner: Option<&'a str>,
    potential: Option<f64>,
    standings: Vec<StandingView>,
    /// What the raters say; null where no unit says anything about it.
    audit: Option<RowView<'a>>,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct StandingView {
    /// `book`, `region`, `industry` or `unit`.
    among: &'static str,
    name: Option<String>,
    /// From 1; equals share a place.
    rank: usize,
    of: usize,
    /// Share of the others that stand behind it.
    ahead_of: Option<f64>,
}

/// An account by its index in the book; `None` where there is none.
pub fn view<'a>(account: u32, lens: &Lens<'a>) -> Option<AccountView<'a>> {
    let id = AccountId(account);
    let (book, report) = (lens.book(), &lens.answers.reports.tiers);
    let known = book.account(id)?;
    let tier = lens.tier(id)?;
    let audit = report.audit.as_ref().and_then(|all| {
        let row = all.rows.iter().find(|row| row.account == id)?;
        Some(audit::row(row, all, Some(tier), lens))
    });
    Some(AccountView {
        tier: tiers::account(tier, report, lens),
        region: known.region.as_deref(),
        unit: known.business_unit.as_deref(),
        industry: known.industry.as_deref(),
        owner: known.owner.as_deref(),
        potential: known.potential.map(|m| m.units()),
        standings: standings(book, report, id)
            .into_iter()
            .map(standing)
            .collect(),
        audit,
    })
}

fn standing(of: Standing) -> StandingView {
    StandingView {
        among: names::among(of.among),
        name: of.name,
        rank: of.rank,
        of: of.of,
        ahead_of: of.ahead_of,
    }
}
