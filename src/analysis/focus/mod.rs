//! Hurdle 1, focus: where revenue, potential and people are, and which accounts bind more than they
//! bring (domain section 2).
//!
//! Choices of ours, all said in notes: amounts below zero count as nothing; fields are fat or thin
//! by the book's medians; the rule of [`candidates`].

mod candidates;
mod concentration;
mod grounds;
mod productivity;
mod report;
mod said;

pub use concentration::{concentration, figures};
pub use report::{
    Advice, Candidate, Concentration, FieldKind, Figures, FocusReport, Ground, Group, OrdersBasis,
    Point, Potential, Productivity, Reason,
};

use super::tiering::{AmountBasis, TiersReport, amounts, amounts_of};
use super::{Context, Evidence};
use crate::book::{Account, Book, Field};

/// The share that the top accounts are counted for: Pareto's four fifths.
pub const TOP_SHARE: f64 = 0.8;
/// An account is small below this part of an equal share. Ours; said in a note.
pub const SMALL: f64 = 0.5;
/// Fewest accounts that have fat and thin fields. Ours.
pub const LEAST_FIELDS: usize = 4;
/// Most rows behind a number.
const MOST_ROWS: usize = 50;

/// Concentration, productivity, fields, and accounts to drop or to starve.
pub fn analyze(book: &Book, context: &Context, tiers: &TiersReport) -> FocusReport {
    let leads = context.settings.leads_count;
    let ranked = amounts(book, leads);
    let potential = amounts_of(book, AmountBasis::Potential, leads);
    let mut concentrations = Vec::new();
    if let Some(ranked) = &ranked {
        concentrations.push(concentration(ranked));
    }
    let other = ranked
        .as_ref()
        .is_some_and(|r| r.basis != AmountBasis::Potential);
    let of_potential = concentration(&potential);
    if other && of_potential.figures.is_some() {
        concentrations.push(of_potential);
    }
    let orders = productivity::orders(book, context);
    let fields = grounds::potential(book);
    let candidates = match &ranked {
        Some(ranked) => candidates::candidates(book, context, tiers, ranked, &potential, &fields),
        None => Vec::new(),
    };
    let mut report = FocusReport {
        concentration: concentrations,
        orders: orders.as_ref().map(|o| o.basis),
        tiers: Vec::new(),
        teams: Vec::new(),
        potential: fields,
        candidates,
        sentences: Vec::new(),
        notes: Vec::new(),
    };
    if let Some(orders) = &orders {
        report.tiers = productivity::by_tier(book, tiers, orders);
        report.teams = productivity::by_team(book, orders);
    }
    report.sentences = said::sentences(&report, tiers);
    report.notes = said::notes(&report);
    report
}

/// The people on an account, if somebody is.
fn heads(account: &Account) -> Option<f64> {
    account.headcount.filter(|h| *h > 0.0)
}

/// An account's row with those of these cells that are known.
fn evidence(account: &Account, fields: &[Field]) -> Evidence {
    let known = |field: &&Field| match field {
        Field::Revenue => account.revenue.is_some(),
        Field::Potential => account.potential.is_some(),
        Field::OrderAmount => account.order_amount.is_some(),
        Field::Margin => account.margin.is_some(),
        Field::Headcount => account.headcount.is_some(),
        Field::Team => account.team.is_some(),
        _ => true,
    };
    Evidence {
        origin: account.origin.unwrap_or_default(),
        fields: fields.iter().filter(known).copied().collect(),
        units: false,
    }
}
