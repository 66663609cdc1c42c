//! How much raters agree about the accounts of a book: Krippendorff's α, and the disagreement about
//! one account (domain section 2, consensus audit).
//!
//! α by the coincidence matrix of Krippendorff, *Computing Krippendorff's Alpha-Reliability*, 2011.

use crate::order::InOrder;
use std::collections::BTreeMap;

/// How far two categories lie apart. Categories are numbered in their order, tiers from the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Metric {
    /// Equal or not: yes and no, names.
    Nominal,
    /// By how many values lie between them, as for tiers: δ(c, k) = Σ_{g=c…k} n_g − (n_c + n_k)/2.
    Ordinal,
    /// By the difference of their numbers.
    Interval,
}

/// The agreement of raters over all units, and what it rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreement {
    /// Krippendorff's α: 1 is full agreement, 0 what chance gives, below 0 more dispute than that.
    pub alpha: f64,
    /// Units with at least two values; all others are left out.
    pub units: usize,
    /// Values in these units.
    pub values: usize,
}

/// Why α is not defined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoAgreement {
    /// Fewer than two units have two values or more: so many have.
    FewUnits(usize),
    /// All values are the same: nobody could have disagreed by chance.
    NoVariation,
}

/// A category that occurs.
struct Level {
    category: usize,
    /// Values of it in units that count.
    values: f64,
    /// Where it lies: distances are differences of places.
    place: f64,
}

/// Krippendorff's α. A unit (an account) is a row with one cell per rater: the number of the
/// category that the rater gave, or `None`. Rows may differ in length, and α does not depend on the
/// order of rows or cells, to the last bit.
///
/// α = 1 − (n − 1) · Σ_{c<k} o_ck δ²_ck / Σ_{c<k} n_c n_k δ²_ck, where a unit of m values adds
/// (pairs of a c and a k) / (m − 1) to o_ck, and n_c is the number of values c.
pub fn alpha<U: AsRef<[Option<usize>]>>(
    units: impl IntoIterator<Item = U>,
    metric: Metric,
) -> Result<Agreement, NoAgreement> {
    // By c < k and m − 1, so that whole numbers are summed.
    let mut pairs: BTreeMap<(usize, usize, usize), u64> = BTreeMap::new();
    let mut counts: BTreeMap<usize, u64> = BTreeMap::new();
    let mut used = 0;
    let mut row: Vec<usize> = Vec::new();
    for unit in units {
        row.clear();
        row.extend(unit.as_ref().iter().flatten());
        if row.len() < 2 {
            continue;
        }
        used += 1;
        row.order();
        let others = row.len() - 1;
        let mut groups = row.chunk_by(|a, b| a == b).filter_map(group);
        while let Some((c, n)) = groups.next() {
            *counts.entry(c).or_default() += n;
            for (k, m) in groups.clone() {
                *pairs.entry((c, k, others)).or_default() += n * m;
            }
        }
    }
    if used < 2 {
        return Err(NoAgreement::FewUnits(used));
    }
    if counts.len() < 2 {
        return Err(NoAgreement::NoVariation);
    }
    let levels = levels(&counts, metric);
    let (mut observed, mut expected) = (0.0, 0.0);
    for (at, a) in levels.iter().enumerate() {
        for b in levels.iter().skip(at + 1) {
            let distance = match metric {
                Metric::Nominal => 1.0,
                Metric::Ordinal | Metric::Interval => b.place - a.place,
            };
            let squared = distance * distance;
            let both = (a.category, b.category, 0)..=(a.category, b.category, usize::MAX);
            let both = pairs.range(both);
            let coincidences: f64 = both.map(|(key, n)| *n as f64 / key.2 as f64).sum();
            observed += squared * coincidences;
            expected += squared * a.values * b.values;
        }
    }
    let values: u64 = counts.values().sum();
    Ok(Agreement {
        alpha: 1.0 - (values as f64 - 1.0) * observed / expected,
        units: used,
        values: values as usize,
    })
}

/// A category and how many values of it stand together.
fn group(same: &[usize]) -> Option<(usize, u64)> {
    same.first().map(|c| (*c, same.len() as u64))
}

/// The categories that occur, in order. The ordinal δ is a difference of places too: with N_c the
/// values before c, Σ_{g=c…k} n_g − (n_c + n_k)/2 = (N_k + n_k/2) − (N_c + n_c/2), the mid-ranks.
fn levels(counts: &BTreeMap<usize, u64>, metric: Metric) -> Vec<Level> {
    let mut before = 0.0;
    let levels = counts.iter().map(|(category, n)| {
        let values = *n as f64;
        let place = match metric {
            Metric::Ordinal => before + values / 2.0,
            Metric::Nominal | Metric::Interval => *category as f64,
        };
        before += values;
        Level {
            category: *category,
            values,
            place,
        }
    });
    levels.collect()
}

/// Disagreement about one account, 0 … 1: 4p(1 − p), p the share of known verdicts that are yes; 1
/// when they are split in half. `None` without a verdict.
pub fn disagreement(yes: usize, known: usize) -> Option<f64> {
    (known > 0 && yes <= known).then(|| {
        let p = yes as f64 / known as f64;
        4.0 * p * (1.0 - p)
    })
}
