//! Where scales and tests bend, and which values are worth a given utility.

use crate::policy::{Scale, Test};

/// Values at which a scale jumps, bends or ends. A monotone scale of many points gives its ends
/// only: between them [`inverse`] finds what matters.
pub fn bends(scale: &Scale) -> Vec<f64> {
    match scale {
        Scale::YesNo => vec![0.0, 1.0],
        Scale::AtLeast(bound) | Scale::AtMost(bound) => vec![*bound],
        Scale::Steps { steps, .. } => steps.iter().map(|(bound, _)| *bound).collect(),
        Scale::Linear { zero, one } => vec![*zero, *one],
        Scale::Categories { values, .. } => (0..=values.len()).map(|at| at as f64).collect(),
        Scale::Quantile { points, .. } => {
            let ends = [points.first(), points.last()];
            ends.into_iter()
                .flatten()
                .map(|(value, _)| *value)
                .collect()
        }
    }
}

/// Values at which a test changes its mind.
pub fn gate_bends(test: &Test) -> Vec<f64> {
    match test {
        Test::Yes | Test::No | Test::OneOf(_) => vec![0.0, 1.0],
        Test::AtLeast(bound) | Test::AtMost(bound) => vec![*bound],
    }
}

/// Values on the sloping parts of a scale that are worth this utility.
pub fn inverse(scale: &Scale, u: f64) -> Vec<f64> {
    match scale {
        Scale::Linear { zero, one } if zero != one => vec![zero + u * (one - zero)],
        Scale::Quantile { points, .. } => {
            let pairs = points.iter().zip(points.iter().skip(1));
            let crossing = pairs.filter(|((_, a), (_, b))| a != b && (u - a) * (u - b) <= 0.0);
            crossing
                .map(|((v0, u0), (v1, u1))| v0 + (v1 - v0) * (u - u0) / (u1 - u0))
                .collect()
        }
        _ => Vec::new(),
    }
}
