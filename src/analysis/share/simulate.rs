//! Monte Carlo over independent deals, and what can be read off its draws.

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};

use super::Bin;

/// Percentiles shown, the low one first.
const PERCENTILES: [usize; 5] = [10, 25, 50, 75, 90];
/// Bars of a histogram, about.
const BARS: f64 = 24.0;

/// A deal that is won with a chance, in the stream of its year.
#[derive(Debug, Clone, Copy)]
pub struct Bet {
    /// Fiscal year.
    pub year: i16,
    /// Chance 0 … 1.
    pub probability: f64,
}

/// Σ of the stakes won, per column of stakes and draw. Column c stakes `stakes[c][i]` on bet i.
///
/// The bets are independent. Bet i is won in a draw iff a random u32 is below p · 2³², so p is
/// exact to 2⁻³² and 0 and 1 are certain. Every year has its own stream of xoshiro256++, made from
/// the seed and the year; bets take from it in the order given, and sums run in that order, so that
/// the same input gives the same bytes anywhere.
pub fn simulate(bets: &[Bet], stakes: &[Vec<f64>], draws: usize, seed: u64) -> Vec<Vec<f64>> {
    let mut sums = vec![vec![0.0; draws]; stakes.len()];
    let mut won = vec![0.0; draws];
    let mut stream: Option<(i16, Xoshiro256PlusPlus)> = None;
    for (i, bet) in bets.iter().enumerate() {
        let mut rng = match stream.take() {
            Some((year, rng)) if year == bet.year => rng,
            _ => year_stream(seed, bet.year),
        };
        toss(&mut rng, bet.probability, &mut won);
        for (sums, stakes) in sums.iter_mut().zip(stakes) {
            let stake = stakes.get(i).copied().unwrap_or(0.0);
            if stake != 0.0 {
                for (sum, won) in sums.iter_mut().zip(&won) {
                    *sum += stake * won;
                }
            }
        }
        stream = Some((bet.year, rng));
    }
    sums
}

fn year_stream(seed: u64, year: i16) -> Xoshiro256PlusPlus {
    // An odd constant (2⁶⁴ / golden ratio) spreads the years over the seeds.
    let spread = 0x9E37_79B9_7F4A_7C15_u64.wrapping_mul(u64::from(year.unsigned_abs()));
    Xoshiro256PlusPlus::seed_from_u64(seed ^ spread)
}

/// 1 where won, else 0; two draws from each u64.
fn toss(rng: &mut Xoshiro256PlusPlus, probability: f64, won: &mut [f64]) {
    let threshold = (probability.clamp(0.0, 1.0) * 4_294_967_296.0) as u64;
    for pair in won.chunks_mut(2) {
        let random = rng.next_u64();
        let halves = [random >> 32, random & 0xFFFF_FFFF];
        for (won, half) in pair.iter_mut().zip(halves) {
            *won = f64::from(u8::from(half < threshold));
        }
    }
}

/// Lower empirical percentiles of sorted draws: the least draw that at least q % of the draws do
/// not exceed. Zero without draws.
pub fn quantiles(sorted: &[f64]) -> [f64; 5] {
    PERCENTILES.map(|q| {
        let rank = (q * sorted.len()).div_ceil(100).max(1);
        sorted.get(rank - 1).copied().unwrap_or(0.0)
    })
}

/// Share of sorted draws that reach a bound, which may be missed by rounding noise.
pub fn reach(sorted: &[f64], bound: f64) -> f64 {
    let noise = 1e-9 * bound.abs();
    let below = sorted.partition_point(|x| *x < bound - noise);
    (sorted.len() - below) as f64 / sorted.len().max(1) as f64
}

/// Bars of equal width between round edges; none without draws.
pub fn histogram(sorted: &[f64]) -> Vec<Bin> {
    let (Some(&low), Some(&high)) = (sorted.first(), sorted.last()) else {
        return Vec::new();
    };
    let width = round_width((high - low) / BARS, low);
    let first = libm::floor(low / width);
    let bars = (libm::floor(high / width) - first) as usize + 1;
    let below = |edge: f64| sorted.partition_point(|x| *x < edge);
    (0..bars)
        .map(|i| {
            let from = (first + i as f64) * width;
            let to = (first + (i + 1) as f64) * width;
            // The outermost edges take what rounding puts beyond them.
            let start = if i == 0 { 0 } else { below(from) };
            let end = if i + 1 == bars {
                sorted.len()
            } else {
                below(to)
            };
            Bin {
                from,
                to,
                count: u32::try_from(end - start).unwrap_or(u32::MAX),
            }
        })
        .collect()
}

/// 1, 2, 2.5 or 5 times a power of ten, at least `raw`; for draws that are all the same a tenth of
/// their size.
fn round_width(raw: f64, value: f64) -> f64 {
    let raw = if raw > 0.0 { raw } else { value.abs() / 10.0 };
    if raw <= 0.0 {
        return 1.0;
    }
    let power = libm::pow(10.0, libm::floor(libm::log10(raw)));
    [1.0, 2.0, 2.5, 5.0]
        .into_iter()
        .map(|step| step * power)
        .find(|width| *width >= raw)
        .unwrap_or(10.0 * power)
}
