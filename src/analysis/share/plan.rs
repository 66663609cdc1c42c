//! What a year's forecast is about: the planned lines or the whole book, its target and its base.

use std::collections::BTreeSet;

use super::deals::{Open, Pipeline};
use super::lines::{cells, product_key};
use super::{ShareLine, ShareYear, sum};
use crate::book::{AccountId, Opportunity};
use crate::order::Gather;

/// The plan of one year.
pub struct Plan<'a> {
    /// Fiscal year.
    pub year: i16,
    /// Every line of the book.
    lines: &'a [ShareLine],
    /// The lines with a target in the year; empty: no plan, the whole book.
    planned: Vec<(&'a ShareLine, &'a ShareYear)>,
    /// Only this account, and only deals that name it.
    account: Option<AccountId>,
}

/// The part of a list, sorted by account, that is about one.
fn of_account<T>(sorted: &[T], account: AccountId, of: impl Fn(&T) -> AccountId) -> &[T] {
    let from = sorted.partition_point(|x| of(x) < account);
    let rest = sorted.get(from..).unwrap_or_default();
    let to = rest.partition_point(|x| of(x) == account);
    rest.get(..to).unwrap_or_default()
}

impl<'a> Plan<'a> {
    /// The plan of a year.
    pub fn of(lines: &'a [ShareLine], year: i16) -> Self {
        Self {
            year,
            lines,
            planned: cells(lines.iter(), year, |y| y.target.is_some()),
            account: None,
        }
    }

    /// The same plan, one account of it.
    pub fn only(&self, account: AccountId) -> Self {
        Self {
            planned: self.planned_of(account).to_vec(),
            account: Some(account),
            ..*self
        }
    }

    fn planned_of(&self, account: AccountId) -> &[(&'a ShareLine, &'a ShareYear)] {
        of_account(&self.planned, account, |(line, _)| line.account)
    }

    fn lines_of(&self, account: AccountId) -> &'a [ShareLine] {
        of_account(self.lines, account, |line| line.account)
    }

    /// Planned accounts, ascending.
    pub fn accounts(&self) -> Vec<AccountId> {
        let mut accounts: Vec<AccountId> = self.planned.iter().map(|(l, _)| l.account).collect();
        accounts.dedup();
        accounts
    }

    /// Σ target_share · wallet.
    pub fn target(&self) -> Option<f64> {
        self.sum(|y| y.target)
    }

    /// Σ wallet of the planned lines.
    pub fn wallet(&self) -> Option<f64> {
        self.sum(|y| y.wallet)
    }

    fn sum(&self, of: impl Fn(&ShareYear) -> Option<f64>) -> Option<f64> {
        if self.planned.is_empty() {
            return None;
        }
        Some(self.planned.iter().filter_map(|(_, y)| of(y)).sum())
    }

    /// Whether a deal is about the planned lines: its account is planned, and its product is not
    /// one that the account's Share rows know but do not plan. A deal without an account counts.
    pub fn covers(&self, deal: &Opportunity) -> bool {
        if self.account.is_some() && deal.account != self.account {
            return false;
        }
        let Some(account) = deal.account.filter(|_| !self.planned.is_empty()) else {
            return true;
        };
        let planned = self.planned_of(account);
        if planned.is_empty() {
            return false;
        }
        let Some(product) = deal.product.as_deref().map(product_key) else {
            return true;
        };
        let is =
            |line: &ShareLine| line.product.as_deref().map(product_key).as_ref() == Some(&product);
        planned.iter().any(|(l, _)| l.product.is_none() || is(l))
            || !self.lines_of(account).iter().any(is)
    }

    /// Our revenue in a year on the planned lines (or in the whole book); `None`: none is known.
    pub fn revenue(&self, year: i16) -> Option<f64> {
        let found = self.revenue_rows(year);
        if found.is_empty() {
            return None;
        }
        Some(found.iter().filter_map(|y| y.revenue).sum())
    }

    /// The rows of that revenue.
    pub fn revenue_rows(&self, year: i16) -> Vec<&'a ShareYear> {
        let found = if self.planned.is_empty() {
            cells(self.lines.iter(), year, |y| y.revenue.is_some())
        } else {
            self.accounts()
                .into_iter()
                .flat_map(|account| self.account_revenue(account, year))
                .collect()
        };
        found.into_iter().map(|(_, y)| y).collect()
    }

    /// The rows of the year's target.
    pub fn target_rows(&self) -> Vec<&'a ShareYear> {
        self.planned.iter().map(|(_, y)| *y).collect()
    }

    /// The account's revenue cells: of its planned products; if all products are planned together,
    /// or no product has revenue of its own, of the account.
    fn account_revenue(
        &self,
        account: AccountId,
        year: i16,
    ) -> Vec<(&'a ShareLine, &'a ShareYear)> {
        let own = self.lines_of(account);
        let knows = |y: &ShareYear| y.revenue.is_some();
        let has_products = own
            .iter()
            .filter(|l| l.product.is_some())
            .any(|l| l.years.iter().any(|y| y.year == year && knows(y)));
        let planned = self.planned_of(account);
        if !has_products || planned.iter().any(|(l, _)| l.product.is_none()) {
            return cells(own.iter(), year, knows);
        }
        cells(planned.iter().map(|(line, _)| *line), year, knows)
    }

    /// The year whose revenue the base starts from: the last before the as-of year, else that one.
    pub fn base_year(&self, current: i16) -> Option<i16> {
        let years: BTreeSet<(bool, i16)> = self
            .lines
            .iter()
            .flat_map(|l| &l.years)
            .filter(|y| y.revenue.is_some() && y.year <= current)
            .map(|y| (y.year < current, y.year))
            .gather();
        let known = years
            .into_iter()
            .rev()
            .find(|(_, year)| self.revenue(*year).is_some());
        known.map(|(_, year)| year)
    }
}

/// What a year has before its own pipeline, deterministically and in the mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Base {
    /// Where it starts.
    pub year: Option<i16>,
    /// Retained revenue and retained won deals of the years between: certain.
    pub certain: f64,
    /// Mean of the retained pipeline of the years between.
    pub expected: f64,
    /// Won in the year itself.
    pub won: f64,
}

impl Base {
    /// Certain and expected.
    pub fn mean(&self) -> f64 {
        self.certain + self.expected
    }

    /// The base of a plan's year: revenue of the start year retained over the years, with what was
    /// won and what is expected in the years between.
    pub fn of(
        plan: &Plan,
        deals: &Pipeline,
        start: Option<i16>,
        (retention, current): (f64, i16),
    ) -> Self {
        let won = |year: i16| won_in(plan, deals, year);
        let Some(start) = start else {
            return Self {
                year: None,
                certain: 0.0,
                expected: 0.0,
                won: won(plan.year),
            };
        };
        let mut certain = plan.revenue(start).unwrap_or(0.0);
        let mut expected = 0.0;
        // The base year's own won deals are part of its revenue.
        let mut won_now = 0.0;
        if start == current && current < plan.year {
            expected = weighted_in(plan, deals, current);
        }
        for year in start + 1..=plan.year {
            certain = retention * (certain + won_now);
            expected *= retention;
            won_now = won(year);
            if (current..plan.year).contains(&year) {
                expected += weighted_in(plan, deals, year);
            }
        }
        Self {
            year: Some(start),
            certain,
            expected,
            won: won_now,
        }
    }
}

fn won_in(plan: &Plan, deals: &Pipeline, year: i16) -> f64 {
    let own = deals
        .won
        .iter()
        .filter(|(y, d)| *y == Some(year) && plan.covers(d));
    sum(own.map(|(_, d)| d.amount.units()))
}

fn weighted_in(plan: &Plan, deals: &Pipeline, year: i16) -> f64 {
    let own = deals
        .open
        .iter()
        .filter(|d| d.year == year && plan.covers(d.deal));
    sum(own.map(Open::weighted))
}
