//! Random weights around stated ones: the draws behind tier acceptability.
//!
//! Own code, since `rand_distr` draws the same on every target only while nobody in the tree turns on
//! `num-traits/std`, which plotters does; and its Dirichlet has its length at compile time.

use std::ops::RangeInclusive;

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};

/// Concentrations that can be drawn. Below, a draw is one criterion alone; above, rounding would
/// show in the draws, which are then the stated weights for any purpose.
pub const CONCENTRATIONS: RangeInclusive<f64> = 0.01..=1e9;

/// Most draws: more say nothing more, and would fill the memory.
pub const MOST_DRAWS: usize = 1_000_000;

/// Draws that stand together, so that their scores stay in registers and the nearest cache.
pub(super) const LANES: usize = 64;

/// Draws of weights w ~ Dirichlet(c · ŵ), ŵ the stated weights over their sum.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    /// Per stated weight whether it is more than nothing.
    used: Vec<bool>,
    /// How many are.
    criteria: usize,
    draws: usize,
    /// Blocks of [`LANES`] draws, the last one shorter; within a block one column per used criterion.
    blocks: Vec<f64>,
}

/// Why weights cannot be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoWeights {
    /// No stated weight is above zero.
    NoCriterion,
    /// The concentration is outside [`CONCENTRATIONS`].
    Concentration,
    /// No draws, or more than [`MOST_DRAWS`].
    Draws,
}

impl Weights {
    /// Draws weights around the stated ones, which need not sum to 1. A weight that is zero, negative
    /// or no number is excluded: in every draw it is zero, and no random number is spent on it. The
    /// concentration c says how firmly the stated weights are meant: in the draws criterion i has
    /// the mean ŵᵢ and the variance ŵᵢ(1 − ŵᵢ)/(c + 1).
    ///
    /// The same arguments give the same bytes anywhere, and fewer draws are the first of more.
    pub fn draw(
        stated: &[f64],
        concentration: f64,
        draws: usize,
        seed: u64,
    ) -> Result<Self, NoWeights> {
        if !CONCENTRATIONS.contains(&concentration) {
            return Err(NoWeights::Concentration);
        }
        if !(1..=MOST_DRAWS).contains(&draws) {
            return Err(NoWeights::Draws);
        }
        let used: Vec<bool> = stated.iter().map(|w| w.is_finite() && *w > 0.0).collect();
        let weights = || stated.iter().zip(&used).filter(|(_, used)| **used);
        // Over the greatest first: their sum may be more than a number can be.
        let greatest = weights().map(|(w, _)| *w).fold(0.0, f64::max);
        let total: f64 = weights().map(|(w, _)| w / greatest).sum();
        let shapes = weights().map(|(w, _)| concentration * (w / greatest / total));
        let gammas: Vec<Gamma> = shapes.map(Gamma::new).collect();
        if gammas.is_empty() {
            return Err(NoWeights::NoCriterion);
        }
        Ok(Self {
            criteria: gammas.len(),
            blocks: blocks(&gammas, draws, seed),
            used,
            draws,
        })
    }

    /// Number of draws.
    pub fn draws(&self) -> usize {
        self.draws
    }

    /// Number of stated weights, the excluded ones too.
    pub fn stated(&self) -> usize {
        self.used.len()
    }

    /// The drawn weights of a criterion, one per draw, in order; none where the stated weight is
    /// excluded or there is none.
    pub fn of(&self, criterion: usize) -> impl Iterator<Item = f64> + '_ {
        let used = self.used.get(criterion).copied().unwrap_or(false);
        let column = self.used.iter().take(criterion).filter(|u| **u).count();
        let blocks = self.blocks().take(if used { usize::MAX } else { 0 });
        blocks.flat_map(move |block| {
            let column = block.chunks_exact(block.len() / self.criteria).nth(column);
            column.unwrap_or_default().iter().copied()
        })
    }

    /// Blocks of at most [`LANES`] draws: a column of a block is its part of that many criteria.
    pub(super) fn blocks(&self) -> impl Iterator<Item = &[f64]> {
        self.blocks.chunks(LANES * self.criteria)
    }

    /// Number of columns in a block.
    pub(super) fn criteria(&self) -> usize {
        self.criteria
    }

    /// Of one value per stated weight those whose weight is not excluded.
    pub(super) fn pick<'a>(&'a self, values: &'a [f64]) -> impl Iterator<Item = f64> + Clone + 'a {
        let values = values.iter().zip(&self.used);
        values.filter(|(_, used)| **used).map(|(value, _)| *value)
    }
}

/// All draws: per draw one variate of each gamma, over their sum. Logarithms keep variates of tiny
/// shapes apart that would all be zero.
fn blocks(gammas: &[Gamma], draws: usize, seed: u64) -> Vec<f64> {
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut blocks = vec![0.0; draws * gammas.len()];
    let mut row = vec![0.0; gammas.len()];
    for block in blocks.chunks_mut(LANES * gammas.len()) {
        let lanes = block.len() / gammas.len();
        for lane in 0..lanes {
            for (log, gamma) in row.iter_mut().zip(gammas) {
                *log = gamma.ln(&mut rng);
            }
            let greatest = row.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            for value in &mut row {
                *value = libm::exp(*value - greatest);
            }
            let sum: f64 = row.iter().sum();
            for (column, value) in block.chunks_exact_mut(lanes).zip(&row) {
                if let Some(weight) = column.get_mut(lane) {
                    *weight = value / sum;
                }
            }
        }
    }
    blocks
}

/// Gamma variates of scale 1: Marsaglia and Tsang, *A simple method for generating gamma variables*,
/// ACM TOMS 26 (2000), exact by rejection; a shape below 1 is raised by 1, and the variate
/// multiplied by U^(1/shape).
#[derive(Debug, Clone, Copy)]
struct Gamma {
    d: f64,
    c: f64,
    /// The shape where it is below 1.
    boost: Option<f64>,
}

impl Gamma {
    fn new(shape: f64) -> Self {
        let boost = (shape < 1.0).then_some(shape);
        let raised = if boost.is_some() { shape + 1.0 } else { shape };
        let d = raised - 1.0 / 3.0;
        Self {
            d,
            c: 1.0 / libm::sqrt(9.0 * d),
            boost,
        }
    }

    /// The logarithm of a variate.
    fn ln(&self, rng: &mut Xoshiro256PlusPlus) -> f64 {
        let ln = loop {
            let x = normal(rng);
            let root = 1.0 + self.c * x;
            if root <= 0.0 {
                continue;
            }
            let v = root * root * root;
            let ln_v = libm::log(v);
            // The paper's squeeze, 1 − 0.0331 x⁴, only saves logarithms: without it the draws are the same.
            if libm::log(uniform(rng)) < 0.5 * x * x + self.d * (1.0 - v + ln_v) {
                break libm::log(self.d) + ln_v;
            }
        };
        match self.boost {
            Some(shape) => ln + libm::log(uniform(rng)) / shape,
            None => ln,
        }
    }
}

/// A standard normal variate: Marsaglia's polar method; the second of the pair is not kept.
fn normal(rng: &mut Xoshiro256PlusPlus) -> f64 {
    loop {
        let (x, y) = (2.0 * uniform(rng) - 1.0, 2.0 * uniform(rng) - 1.0);
        let s = x * x + y * y;
        if s > 0.0 && s < 1.0 {
            return x * libm::sqrt(-2.0 * libm::log(s) / s);
        }
    }
}

/// A uniform variate strictly between 0 and 1: the middles of 2⁵² equal parts, each exact.
fn uniform(rng: &mut Xoshiro256PlusPlus) -> f64 {
    ((rng.next_u64() >> 12) as f64 + 0.5) * (1.0 / 4_503_599_627_370_496.0)
}
