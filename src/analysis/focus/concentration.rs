//! How concentrated an amount is: Pareto curve, Gini, HHI, CR5.

use super::TOP_SHARE;
use super::report::{Concentration, Figures, Point};
use crate::analysis::tiering::Amounts;
use crate::book::AccountId;
use crate::order::InOrder;

/// Tolerance of a share that is reached exactly but for rounding.
const TIE: f64 = 1e-9;
/// How many accounts the concentration ratio is of.
const RATIO_OF: usize = 5;

/// The concentration of these amounts. Equal amounts keep the book's order.
pub fn concentration(amounts: &Amounts) -> Concentration {
    let all = || amounts.of.iter().enumerate();
    let counted = || all().filter(|(i, _)| !amounts.sums.contains(i));
    let mut known: Vec<(AccountId, f64)> = counted()
        .filter_map(|(i, amount)| Some((AccountId(u32::try_from(i).ok()?), (*amount)?)))
        .collect();
    let (zeros, negatives) = (
        known.iter().filter(|(_, a)| *a == 0.0).count(),
        known.iter().filter(|(_, a)| *a < 0.0).count(),
    );
    for (_, amount) in &mut known {
        *amount = amount.max(0.0);
    }
    known.order_by(|a, b| b.1.total_cmp(&a.1));
    let sorted: Vec<f64> = known.iter().map(|(_, amount)| *amount).collect();
    let total: f64 = sorted.iter().sum();
    let mut sum = 0.0;
    let points = known.iter().enumerate().map(|(i, (account, amount))| {
        sum += amount;
        Point {
            account: *account,
            amount: *amount,
            accounts: (i + 1) as f64 / known.len() as f64,
            share: if total > 0.0 { sum / total } else { 0.0 },
        }
    });
    let points = points.collect();
    Concentration {
        basis: amounts.basis,
        n: known.len(),
        zeros,
        negatives,
        unknown: counted().filter(|(_, amount)| amount.is_none()).count(),
        sums: amounts.sums.len(),
        total,
        figures: figures(&sorted),
        points,
    }
}

/// The figures of amounts that are not negative, largest first; `None` if none is positive or
/// their sum is beyond what a number holds.
pub fn figures(sorted: &[f64]) -> Option<Figures> {
    let total: f64 = sorted.iter().sum();
    if total <= 0.0 || !total.is_finite() {
        return None;
    }
    let n = sorted.len() as f64;
    // With ranks i = 1 … n from the largest, Σ|xᵢ − xⱼ| over all pairs is 2 Σ (n + 1 − 2i) xᵢ.
    let ranked = sorted.iter().enumerate();
    let spread: f64 = ranked
        .map(|(i, x)| (n - 1.0 - 2.0 * i as f64) * (x / total))
        .sum();
    let shares = || sorted.iter().map(|x| x / total);
    let hhi: f64 = shares().map(|s| s * s).sum();
    let mut sum = 0.0;
    let cumulative: Vec<f64> = shares()
        .map(|s| {
            sum += s;
            sum
        })
        .collect();
    let top = cumulative.partition_point(|share| *share < TOP_SHARE - TIE);
    Some(Figures {
        gini: (spread / n).max(0.0),
        hhi,
        effective: 1.0 / hhi,
        cr5: shares().take(RATIO_OF).sum::<f64>().min(1.0),
        top: (top + 1).min(sorted.len()),
        top_share: cumulative.get(top).copied().unwrap_or(1.0).min(1.0),
    })
}
