//! One forecast per fiscal year.

use std::collections::BTreeSet;

use super::deals::{Open, Pipeline};
use super::plan::{Base, Plan};
use super::simulate::{Bet, histogram, quantiles, reach, simulate};
use super::{AccountGap, Forecast, ShareLine, TargetBasis};
use crate::analysis::Context;
use crate::order::{Gather, InOrder};

/// Years shown from the as-of year on; later ones are counted in a note.
pub const HORIZON: i16 = 10;
/// Most draws.
const MOST_DRAWS: u32 = 1_000_000;
/// Least draws that a large book leaves: the chance of a target is then known to about a point.
const LEAST_DRAWS: u32 = 2_000;
/// Most tosses (draws × deals) of one simulation: about a second in a browser.
const MOST_TOSSES: u64 = 100_000_000;

/// Draws that are made for a book of so many open deals when so many are wanted: fewer for very
/// many deals, where each draw costs more and tells more. The report says how many were made.
///
/// ```
/// use kamlens::analysis::share::draws_for;
/// assert_eq!(draws_for(10_000, 5_000), 10_000);
/// assert_eq!(draws_for(10_000, 40_000), 2_500);
/// assert_eq!(draws_for(10_000, 1_000_000), 2_000);
/// assert_eq!(draws_for(500, 1_000_000), 500);
/// assert_eq!(draws_for(0, 0), 1);
/// ```
pub fn draws_for(wanted: u32, deals: usize) -> u32 {
    let affordable = MOST_TOSSES / (deals as u64).max(1);
    let affordable = u32::try_from(affordable).unwrap_or(u32::MAX);
    wanted.clamp(1, MOST_DRAWS).min(affordable.max(LEAST_DRAWS))
}

/// What all years share.
pub struct Frame<'a> {
    /// Every line.
    pub lines: &'a [ShareLine],
    /// Every deal.
    pub deals: &'a Pipeline<'a>,
    /// The as-of fiscal year.
    pub current: i16,
    /// The settings.
    pub context: &'a Context,
}

impl<'a> Frame<'a> {
    /// Draws of the Monte Carlo.
    pub fn draws(&self) -> u32 {
        draws_for(self.context.settings.draws, self.deals.open.len())
    }

    fn retention(&self) -> f64 {
        let retention = self.context.settings.retention;
        if retention.is_finite() {
            retention.max(0.0)
        } else {
            1.0
        }
    }

    /// True for a year that is shown.
    pub fn shows(&self, year: i16) -> bool {
        (self.current..self.current.saturating_add(HORIZON)).contains(&year)
    }

    /// One forecast per shown year that has open deals or a target.
    pub fn forecasts(&self) -> Vec<Forecast> {
        let dealt = self.deals.open.iter().map(|d| d.year);
        let planned = self.lines.iter().flat_map(|l| &l.years);
        let planned = planned.filter(|y| y.target.is_some()).map(|y| y.year);
        let years: BTreeSet<i16> = dealt.chain(planned).filter(|y| self.shows(*y)).gather();
        let plans: Vec<Plan> = years
            .into_iter()
            .map(|year| Plan::of(self.lines, year))
            .collect();
        let bases: Vec<Base> = plans
            .iter()
            .map(|plan| self.base(plan, plan.base_year(self.current)))
            .collect();
        let mut sums = self.simulate(&plans, &bases).into_iter();
        plans
            .iter()
            .zip(&bases)
            .map(|(plan, base)| {
                let mut own = sums.next().unwrap_or_default();
                let mut total = sums.next().unwrap_or_default();
                self.forecast(plan, base, &mut own, &mut total)
            })
            .collect()
    }

    fn base(&self, plan: &Plan, start: Option<i16>) -> Base {
        Base::of(plan, self.deals, start, (self.retention(), self.current))
    }

    /// Two columns per plan: the year's own pipeline, and all pipeline up to the year as far as it
    /// is retained.
    fn simulate(&self, plans: &[Plan], bases: &[Base]) -> Vec<Vec<f64>> {
        let mut open: Vec<(&Open, f64)> = self
            .deals
            .open
            .iter()
            .filter_map(|d| Some((d, d.probability?)))
            .collect();
        open.order_by_key(|(d, _)| d.year);
        let bets: Vec<Bet> = open
            .iter()
            .map(|(d, probability)| Bet {
                year: d.year,
                probability: *probability,
            })
            .collect();
        let stakes: Vec<Vec<f64>> = plans
            .iter()
            .zip(bases)
            .flat_map(|(plan, base)| {
                let own = open.iter().map(|(d, _)| self.stake(plan, d, true));
                let chained = base.year.is_some();
                let total = open.iter().map(move |(d, _)| {
                    if chained {
                        self.stake(plan, d, false)
                    } else {
                        0.0
                    }
                });
                [own.collect(), total.collect()]
            })
            .collect();
        let draws = self.draws() as usize;
        simulate(&bets, &stakes, draws, self.context.seed)
    }

    /// What a deal brings in a plan's year if it is won.
    fn stake(&self, plan: &Plan, deal: &Open, own: bool) -> f64 {
        let in_time = if own {
            deal.year == plan.year
        } else {
            deal.year <= plan.year
        };
        if !in_time || !plan.covers(deal.deal) {
            return 0.0;
        }
        (deal.year..plan.year).fold(deal.amount(), |amount, _| amount * self.retention())
    }

    fn forecast(&self, plan: &Plan, base: &Base, own: &mut [f64], total: &mut [f64]) -> Forecast {
        own.order_by(f64::total_cmp);
        total.order_by(f64::total_cmp);
        let (target, wallet) = (plan.target(), plan.wallet());
        let sums = Sums::of(plan, self.deals);
        let outlook = self.outlook(plan, base, total);
        let share = |x: [f64; 5], wallet: f64| x.map(|x| x / wallet);
        Forecast {
            year: plan.year,
            target,
            target_basis: target.map_or(TargetBasis::None, |_| TargetBasis::Plan),
            base_year: base.year,
            base: base.mean(),
            won: base.won,
            gap: outlook.gap,
            deals: sums.deals,
            pipeline: sums.pipeline,
            weighted: sums.weighted,
            qualified: sums.qualified,
            outside: sums.outside,
            outside_weighted: sums.outside_weighted,
            required_coverage: ratio(sums.qualified, sums.qualified_weighted),
            coverage: outlook.gap.and_then(|gap| ratio(sums.qualified, gap)),
            quantiles: quantiles(own),
            total_quantiles: outlook.totals,
            share_quantiles: outlook.totals.zip(wallet).map(|(x, w)| share(x, w)),
            target_share: target.zip(wallet).and_then(|(t, w)| ratio(t, w)),
            p_hit: outlook.p_hit,
            shortfall: outlook.shortfall,
            histogram: histogram(if sums.deals > 0 { own } else { &[] }),
        }
    }

    /// The year's total against its target; nothing without a base, and no chance without any deal
    /// in the book.
    fn outlook(&self, plan: &Plan, base: &Base, sorted: &[f64]) -> Outlook {
        if base.year.is_none() {
            return Outlook::default();
        }
        let fixed = base.certain + base.won;
        let totals = quantiles(sorted).map(|x| fixed + x);
        let target = plan.target();
        let judged = target.filter(|_| !self.deals.is_empty());
        let [_, _, p50, _, _] = totals;
        Outlook {
            totals: Some(totals),
            gap: target.map(|t| (t - base.mean() - base.won).max(0.0)),
            p_hit: judged.map(|t| reach(sorted, t - fixed)),
            shortfall: judged.map(|t| (t - p50).max(0.0)),
        }
    }

    /// Per planned account, the widest gap first; ties in the order of accounts.
    pub fn gaps(&self, year: i16) -> Vec<AccountGap> {
        let plan = Plan::of(self.lines, year);
        let start = plan.base_year(self.current);
        // Each account looks at its own deals only: there may be as many accounts as deals.
        let (parts, none) = (self.deals.by_account(), self.deals.none());
        let mut gaps: Vec<AccountGap> = plan
            .accounts()
            .into_iter()
            .map(|account| {
                let own = plan.only(account);
                let deals = parts.get(&account).unwrap_or(&none);
                let base = Base::of(&own, deals, start, (self.retention(), self.current));
                let weighted = Sums::of(&own, deals).weighted;
                let target = own.target().unwrap_or(0.0);
                AccountGap {
                    account,
                    year,
                    target,
                    base: base.mean(),
                    won: base.won,
                    weighted,
                    missing: target - base.mean() - base.won - weighted,
                }
            })
            .collect();
        gaps.order_by(|a, b| b.missing.total_cmp(&a.missing));
        gaps
    }
}

/// What a year's total comes to.
#[derive(Default)]
struct Outlook {
    totals: Option<[f64; 5]>,
    gap: Option<f64>,
    p_hit: Option<f64>,
    shortfall: Option<f64>,
}

fn ratio(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0).then(|| part / whole)
}

/// Plain sums over the open deals of a plan's year.
#[derive(Default)]
struct Sums {
    deals: usize,
    pipeline: f64,
    weighted: f64,
    qualified: f64,
    qualified_weighted: f64,
    outside: usize,
    outside_weighted: f64,
}

impl Sums {
    fn of(plan: &Plan, deals: &Pipeline) -> Self {
        let mut sums = Self::default();
        for deal in deals.open.iter().filter(|d| d.year == plan.year) {
            if !plan.covers(deal.deal) {
                sums.outside += 1;
                sums.outside_weighted += deal.weighted();
            } else if deal.probability.is_some() {
                sums.deals += 1;
                sums.pipeline += deal.amount();
                sums.weighted += deal.weighted();
                if deal.qualified() {
                    sums.qualified += deal.amount();
                    sums.qualified_weighted += deal.weighted();
                }
            }
        }
        sums
    }
}
