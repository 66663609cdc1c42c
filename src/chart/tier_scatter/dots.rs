//! What is plotted: accounts by amount and score.

use crate::analysis::tiering::{AccountTier, AmountBasis};
use crate::chart::scene::Scene;
use crate::chart::tiers;
use crate::order::InOrder;
use crate::words::Arg;

/// What the horizontal axis shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Across {
    /// What the customer could spend with us.
    Potential,
    /// The amount that accounts are ranked by.
    Amount(AmountBasis),
}

/// An account on the plot.
#[derive(Debug, Clone, Copy)]
pub struct Dot<'a> {
    /// Its tier.
    pub account: &'a AccountTier,
    /// Units of money, if positive.
    pub x: Option<f64>,
    /// Revenue in parts of the largest, where the area shows it.
    pub area: Option<f64>,
    /// Its score alone would give a better tier: a gate holds it.
    pub capped: bool,
}

impl Across {
    /// Potential where at least half of the accounts have one and it is not what ranks them anyway.
    pub fn of(scene: Scene<'_>) -> Self {
        let report = &scene.reports.tiers;
        let basis = report.amount_basis.unwrap_or(AmountBasis::Potential);
        let with = scene.book.accounts.iter().filter(|a| a.potential.is_some());
        if with.count() * 2 >= scene.book.accounts.len().max(1) {
            Self::Potential
        } else {
            Self::Amount(basis)
        }
    }

    /// Its name, as an argument of a message.
    pub fn word(self) -> Arg {
        let basis = match self {
            Self::Potential => AmountBasis::Potential,
            Self::Amount(basis) => basis,
        };
        Arg::Code(basis.code().to_owned())
    }

    fn value(self, scene: Scene<'_>, account: &AccountTier) -> Option<f64> {
        let value = match self {
            Self::Potential => {
                let potential = scene.book.account(account.account)?.potential;
                potential.map(|p| p.units())
            }
            Self::Amount(_) => account.amount,
        };
        value.filter(|v| *v > 0.0 && v.is_finite())
    }
}

/// All assessable accounts, the largest first: by area, then across, then in the report's order.
pub fn dots(scene: Scene<'_>, across: Across) -> Vec<Dot<'_>> {
    let report = &scene.reports.tiers;
    let revenue = |a: &AccountTier| {
        let revenue = scene.book.account(a.account)?.revenue?.units();
        Some(revenue.max(0.0))
    };
    let by_area = across != Across::Amount(AmountBasis::Revenue);
    let all = report.accounts.iter().filter(|a| a.assessable);
    let all = all.filter(|a| scene.options.account.is_none_or(|id| id == a.account));
    let most = report
        .accounts
        .iter()
        .filter_map(revenue)
        .fold(0.0, f64::max);
    let mut dots: Vec<Dot<'_>> = all
        .map(|account| Dot {
            account,
            x: across.value(scene, account),
            area: revenue(account)
                .filter(|_| by_area && most > 0.0)
                .map(|r| r / most),
            capped: tiers::is_capped(scene, account),
        })
        .collect();
    let size = |d: &Dot<'_>| (d.area.unwrap_or(0.0), d.x.unwrap_or(0.0));
    dots.order_by(|a, b| {
        let ((area_a, x_a), (area_b, x_b)) = (size(a), size(b));
        area_b.total_cmp(&area_a).then(x_b.total_cmp(&x_a))
    });
    dots
}
