//! The deals of the book: which are open, with what chance, and in which year.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Hygiene, ProbabilityBasis, sum};
use crate::analysis::{Context, Evidence};
use crate::book::{AccountId, Book, DealKind, Field, Opportunity};
use crate::order::InOrder;

/// An open deal that counts.
#[derive(Debug, Clone, Copy)]
pub struct Open<'a> {
    /// The deal.
    pub deal: &'a Opportunity,
    /// Fiscal year of max(close date, as-of).
    pub year: i16,
    /// Its chance; `None`: not known, left out of the forecast.
    pub probability: Option<f64>,
}

impl Open<'_> {
    /// Amount in units.
    pub fn amount(&self) -> f64 {
        self.deal.amount.units()
    }

    /// p · amount, 0 if p is not known.
    pub fn weighted(&self) -> f64 {
        self.probability.unwrap_or(0.0) * self.amount()
    }

    /// The needs behind it are not known to be unconfirmed.
    pub fn qualified(&self) -> bool {
        self.deal.needs_confirmed != Some(false)
    }
}

/// All deals, sorted out.
pub struct Pipeline<'a> {
    /// Open deals that count (leads by the setting), in an order that does not depend on the file's.
    pub open: Vec<Open<'a>>,
    /// Won deals with the fiscal year of their date, in the same kind of order.
    pub won: Vec<(Option<i16>, &'a Opportunity)>,
    /// (count, amount) of lost deals.
    pub lost: (usize, f64),
    /// Where probabilities come from.
    pub basis: ProbabilityBasis,
}

impl<'a> Pipeline<'a> {
    /// The open and won deals of each account that has some, in the same order.
    pub fn by_account(&self) -> BTreeMap<AccountId, Pipeline<'a>> {
        let mut parts: BTreeMap<AccountId, Pipeline<'a>> = BTreeMap::new();
        let empty = || self.none();
        for deal in &self.open {
            if let Some(account) = deal.deal.account {
                parts.entry(account).or_insert_with(empty).open.push(*deal);
            }
        }
        for (year, deal) in &self.won {
            if let Some(account) = deal.account {
                let part = parts.entry(account).or_insert_with(empty);
                part.won.push((*year, *deal));
            }
        }
        parts
    }

    /// No deals, with the same basis.
    pub fn none(&self) -> Self {
        Self {
            open: Vec::new(),
            won: Vec::new(),
            lost: (0, 0.0),
            basis: self.basis,
        }
    }

    /// No deal at all, open or closed.
    pub fn is_empty(&self) -> bool {
        self.open.is_empty() && self.won.is_empty() && self.lost.0 == 0
    }
}

/// The fiscal year of a date, named for the calendar year in which it starts.
pub fn fiscal_year(date: Date, first_month: i8) -> i16 {
    if date.month() >= first_month {
        date.year()
    } else {
        date.year() - 1
    }
}

/// Sorts the book's deals out.
pub fn pipeline<'a>(book: &'a Book, context: &Context) -> Pipeline<'a> {
    let settings = &context.settings;
    let basis = probability_basis(&book.opportunities);
    let mut deals: Vec<&Opportunity> = book.opportunities.iter().collect();
    deals.order_by(|a, b| order(book, a, b));
    let year = |date: Date| fiscal_year(date, settings.fiscal_year_start);
    let open = deals
        .iter()
        .filter(|d| counts(d, settings.leads_count))
        .map(|deal| Open {
            deal,
            year: year(
                deal.close_date
                    .map_or(context.as_of, |d| d.max(context.as_of)),
            ),
            probability: probability(deal, basis),
        });
    let won = deals
        .iter()
        .filter(|d| d.kind == DealKind::Won)
        .map(|deal| (deal.closed.or(deal.close_date).map(year), *deal));
    Pipeline {
        open: open.collect(),
        won: won.collect(),
        lost: total(deals.iter().copied().filter(|d| d.kind == DealKind::Lost)),
        basis,
    }
}

/// Open, and no lead unless leads count.
fn counts(deal: &Opportunity, leads_count: bool) -> bool {
    deal.kind == DealKind::Opportunity || (leads_count && deal.kind == DealKind::Lead)
}

/// (count, Σ amount).
pub fn total<'a>(deals: impl Iterator<Item = &'a Opportunity>) -> (usize, f64) {
    deals.fold((0, 0.0), |(n, sum), d| (n + 1, sum + d.amount.units()))
}

/// By what a deal is, not by where it stands: the draws of the Monte Carlo follow this order, so
/// that sorting the file changes nothing. Deals that tie are exchangeable.
fn order(book: &Book, a: &Opportunity, b: &Opportunity) -> std::cmp::Ordering {
    let p = |d: &Opportunity| d.probability.map_or(-1.0, |p| p.get());
    let account = |d: &Opportunity| {
        d.account
            .and_then(|id| book.account(id))
            .map(|a| a.name.clone())
    };
    a.close_date
        .cmp(&b.close_date)
        .then_with(|| a.amount.units().total_cmp(&b.amount.units()))
        .then_with(|| p(a).total_cmp(&p(b)))
        .then_with(|| (a.kind, a.closed).cmp(&(b.kind, b.closed)))
        .then_with(|| account(a).cmp(&account(b)))
        .then_with(|| (&a.product, &a.name, &a.id).cmp(&(&b.product, &b.name, &b.id)))
        .then_with(|| a.origin.cmp(&b.origin))
}

/// The file's column if any open deal has a probability, else the book's own win rate.
fn probability_basis(deals: &[Opportunity]) -> ProbabilityBasis {
    if deals
        .iter()
        .any(|d| d.kind.is_open() && d.probability.is_some())
    {
        return ProbabilityBasis::Column;
    }
    let count = |kind| deals.iter().filter(|d| d.kind == kind).count();
    let won = count(DealKind::Won);
    let n = won + count(DealKind::Lost);
    if n == 0 {
        return ProbabilityBasis::None;
    }
    let rate = won as f64 / n as f64;
    ProbabilityBasis::WinRate { rate, n }
}

fn probability(deal: &Opportunity, basis: ProbabilityBasis) -> Option<f64> {
    match basis {
        ProbabilityBasis::Column => deal.probability.map(|p| p.get().clamp(0.0, 1.0)),
        ProbabilityBasis::WinRate { rate, .. } => Some(rate),
        ProbabilityBasis::None => None,
    }
}

/// The row of a deal with the cells that its forecast rests on.
pub fn evidence(deal: &Opportunity) -> Evidence {
    let mut fields = vec![Field::Account, Field::Name, Field::Amount];
    fields.extend(deal.probability.map(|_| Field::Probability));
    fields.extend(deal.close_date.map(|_| Field::CloseDate));
    Evidence {
        origin: deal.origin,
        fields,
        units: false,
    }
}

/// Open deals that deserve a doubt, in file order.
pub fn hygiene(book: &Book, pipeline: &Pipeline, context: &Context) -> Hygiene {
    let doubtful = |doubt: &dyn Fn(&Open) -> bool| {
        let found = || pipeline.open.iter().filter(|d| doubt(d));
        let mut rows: Vec<Evidence> = found().map(|d| evidence(d.deal)).collect();
        rows.order_by_key(|e| e.origin);
        let weighted: f64 = sum(found().map(Open::weighted));
        let amount: f64 = sum(found().map(Open::amount));
        (rows, weighted, amount)
    };
    let overdue = doubtful(&|d| d.deal.close_date.is_some_and(|date| date < context.as_of));
    let no_probability = doubtful(&|d| d.probability.is_none());
    let no_date = doubtful(&|d| d.deal.close_date.is_none());
    let leads = book
        .opportunities
        .iter()
        .filter(|d| d.kind == DealKind::Lead && !context.settings.leads_count);
    let leads = total(leads);
    Hygiene {
        overdue: overdue.0,
        overdue_weighted: overdue.1,
        no_probability: no_probability.0,
        no_probability_amount: no_probability.2,
        no_date: no_date.0,
        no_date_weighted: no_date.1,
        not_qualified: doubtful(&|d| !d.qualified()).0,
        won_no_date: pipeline.won.iter().filter(|(y, _)| y.is_none()).count(),
        leads_left_out: leads.0,
        leads_amount: leads.1,
    }
}
