//! How firm a tier is when the weights are not known exactly: tier acceptability by SMAA on the
//! additive score (domain section 2, robustness).
//!
//! Stochastic multicriteria acceptability analysis: Lahdelma and Salminen, *SMAA-2*, Operations
//! Research 49 (2001), with weights w ~ Dirichlet(c · ŵ) around the stated ones instead of any
//! weights, and tiers by cut-offs of the score instead of ranks. The acceptability of a tier is the
//! share of draws that give it.
//!
//! For tiers by cut-offs only: where a tier has so many places, it depends on all accounts at once.

pub use super::dirichlet::{CONCENTRATIONS, MOST_DRAWS, NoWeights, Weights};

use super::TIE;
use super::dirichlet::LANES;

/// How firmly the stated weights are meant, unless a setting says otherwise *(ours)*: a weight of
/// 20 % is then drawn as 20 % ± 4 points (standard deviation).
pub const CONCENTRATION: f64 = 100.0;

/// Draws of the weights *(ours)*: a share is then known to within 3 points (two standard errors).
pub const DRAWS: usize = 1_000;

/// A tier that fewer draws give is fragile *(ours)*.
pub const FRAGILE: f64 = 0.8;

/// Judges accounts by the same draws of weights, so that their acceptabilities can be compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Acceptability {
    weights: Weights,
    /// Per tier but the last the least score that gives it or a better one.
    bounds: Vec<f64>,
}

/// What the accounts offer, row by row: per account one utility 0 … 1 for each stated weight.
#[derive(Debug, Clone, Copy)]
pub struct Cases<'a> {
    /// Utilities in the low case, account after account.
    pub low: &'a [f64],
    /// Utilities in the high case; equal to the low ones where the cell is known.
    pub high: &'a [f64],
    /// Per account the best tier that its gates allow in the low case; 0 without a failed gate.
    pub caps_low: &'a [usize],
    /// The same in the high case.
    pub caps_high: &'a [usize],
}

/// Acceptabilities of accounts: per account and case the number of draws that give each tier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shares {
    tiers: usize,
    draws: usize,
    /// Per account the tiers of the low case, then those of the high case.
    counts: Vec<u32>,
}

impl Acceptability {
    /// With the cut-offs of the tiers in points, best tier first, inclusive within [`TIE`]. The last
    /// tier takes what reaches none; a tier that no score can have, since a better one asks for less,
    /// gets no draw.
    pub fn new(weights: Weights, cutoffs: &[f64]) -> Self {
        let mut least = f64::INFINITY;
        let but_last = cutoffs.iter().take(cutoffs.len().saturating_sub(1));
        let bounds = but_last.map(|cutoff| {
            least = least.min(*cutoff);
            least - TIE
        });
        Self {
            bounds: bounds.collect(),
            weights,
        }
    }

    /// The draws.
    pub fn weights(&self) -> &Weights {
        &self.weights
    }

    /// Number of tiers; at least one.
    pub fn tiers(&self) -> usize {
        self.bounds.len() + 1
    }

    /// All accounts. Those that lack a utility or a cap are left out with all after them.
    pub fn book(&self, cases: &Cases) -> Shares {
        let (width, tiers) = (self.weights.stated(), self.tiers());
        let rows = cases.low.chunks_exact(width);
        let rows = rows.zip(cases.high.chunks_exact(width));
        let caps = cases.caps_low.iter().zip(cases.caps_high);
        let mut counts = vec![0; rows.len().min(caps.len()) * 2 * tiers];
        let places = counts.chunks_exact_mut(2 * tiers);
        for (((low, high), (cap_low, cap_high)), counts) in rows.zip(caps).zip(places) {
            let (first, second) = counts.split_at_mut(tiers);
            self.count(low, *cap_low, first);
            if low == high && cap_low == cap_high {
                second.copy_from_slice(first);
            } else {
                self.count(high, *cap_high, second);
            }
        }
        Shares {
            tiers,
            draws: self.weights.draws(),
            counts,
        }
    }

    /// Adds, to the tiers of one account in one case, the draws that give them. Allocates nothing.
    fn count(&self, utilities: &[f64], cap: usize, counts: &mut [u32]) {
        let cap = cap.min(self.bounds.len());
        let utilities = self.weights.pick(utilities);
        // A score is a mean of the utilities, between the least and the greatest of them.
        let (worst, best) = utilities
            .clone()
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), u| {
                (least.min(u), most.max(u))
            });
        let (worst, best) = (self.tier(100.0 * worst), self.tier(100.0 * best));
        // Between the two lie the cut-offs that some draws may reach and others not; above the cap
        // they do not matter.
        let first = best.max(cap);
        let matter = first..worst.max(first);
        let draws = self.weights.draws() as u32;
        let mut better = 0;
        if !matter.is_empty() {
            self.reach(utilities, counts, matter.clone());
            for count in counts.iter_mut().take(matter.end).skip(first) {
                // From draws that reach this tier to those that do not reach a better one.
                let reached = *count;
                *count -= better;
                better = reached;
            }
        }
        if let Some(count) = counts.get_mut(matter.end) {
            *count = draws - better;
        }
    }

    /// Per tier of the range the draws whose score reaches its cut-off.
    fn reach(
        &self,
        utilities: impl Iterator<Item = f64> + Clone,
        counts: &mut [u32],
        range: std::ops::Range<usize>,
    ) {
        for block in self.weights.blocks() {
            let lanes = block.len() / self.weights.criteria();
            let mut scores = [0.0; LANES];
            for (column, utility) in block.chunks_exact(lanes).zip(utilities.clone()) {
                let points = 100.0 * utility;
                for (score, weight) in scores.iter_mut().zip(column) {
                    *score += weight * points;
                }
            }
            let tiers = counts.iter_mut().zip(&self.bounds);
            for (count, bound) in tiers.take(range.end).skip(range.start) {
                let reached = scores.iter().take(lanes).filter(|s| **s >= *bound);
                *count += reached.count() as u32;
            }
        }
    }

    /// The tier of a score.
    fn tier(&self, score: f64) -> usize {
        self.bounds.partition_point(|bound| score < *bound)
    }
}

impl Shares {
    /// Number of accounts.
    pub fn accounts(&self) -> usize {
        self.counts.len() / (2 * self.tiers)
    }

    /// Share of draws, 0 … 1, that give each tier in the low case; nothing for an unknown account.
    pub fn low(&self, account: usize) -> impl ExactSizeIterator<Item = f64> + '_ {
        self.shares(2 * account)
    }

    /// The same in the high case.
    pub fn high(&self, account: usize) -> impl ExactSizeIterator<Item = f64> + '_ {
        self.shares(2 * account + 1)
    }

    /// The acceptability of what was stated, the tiers of the low and the high case: the lesser one.
    /// It is fragile below [`FRAGILE`].
    pub fn stated(&self, account: usize, low: usize, high: usize) -> Option<f64> {
        let low = self.low(account).nth(low)?;
        Some(low.min(self.high(account).nth(high)?))
    }

    fn shares(&self, case: usize) -> impl ExactSizeIterator<Item = f64> + '_ {
        let counts = self.counts.chunks_exact(self.tiers).nth(case);
        let counts = counts.unwrap_or_default().iter();
        counts.map(|count| f64::from(*count) / self.draws as f64)
    }
}
