//! The scale of a bullet: its ends, and where its bands change.

use crate::analysis::scorecard::KpiScore;
use crate::book::{Direction, KpiUnit};
use crate::chart::canvas::Scale;

/// Scale and bands of a KPI, in its own unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Range {
    /// Left end.
    pub low: f64,
    /// Right end.
    pub high: f64,
    /// (from, to, band): band 0 poor, 1 short of the target, 2 met.
    pub bands: Vec<(f64, f64, usize)>,
}

impl Range {
    /// The range that shows all of a KPI's numbers; `None` if it has none.
    pub fn of(kpi: &KpiScore) -> Option<Self> {
        let sixty = sixty_points(kpi);
        let all = [kpi.actual, kpi.floor, kpi.target, kpi.stretch, sixty];
        let known: Vec<f64> = all
            .into_iter()
            .flatten()
            .filter(|v| v.is_finite())
            .collect();
        let least = known.iter().copied().reduce(f64::min)?;
        let most = known.iter().copied().reduce(f64::max)?;
        let (low, high) = ends(least, most);
        let capped = kpi.unit == KpiUnit::Percent && most <= 1.0;
        let high = if capped { high.min(1.0) } else { high };
        let bands = bands(kpi, sixty, low, high);
        Some(Self { low, high, bands })
    }

    /// Place of a value between the ends, 0 … 1.
    pub fn part(&self, value: f64) -> f64 {
        ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }
}

/// From zero, unless all values lie far above it.
fn ends(least: f64, most: f64) -> (f64, f64) {
    let span = most - least;
    if least > 0.5 * most && span > 0.0 {
        let scale = Scale::nice(0.0, span * 1.5, 5);
        let step = scale.ticks.get(1).copied().unwrap_or(span);
        let low = libm::floor((least - span * 0.3) / step) * step;
        if low > 0.0 {
            return (low, libm::ceil(most / step + 1e-9) * step);
        }
    }
    let room = (most.max(0.0) - least.min(0.0)) * 0.06;
    let scale = Scale::nice(
        if least < 0.0 { least } else { 0.0 },
        most.max(0.0) + room,
        6,
    );
    (scale.low, scale.high)
}

/// The value worth 60 points: the floor, or where the line through zero reaches 60.
fn sixty_points(kpi: &KpiScore) -> Option<f64> {
    kpi.floor.or(match kpi.direction {
        Direction::Higher => kpi.target.map(|t| 0.6 * t),
        Direction::Lower => kpi.target.map(|t| 1.4 * t),
    })
}

fn bands(kpi: &KpiScore, sixty: Option<f64>, low: f64, high: f64) -> Vec<(f64, f64, usize)> {
    let (Some(sixty), Some(target)) = (sixty, kpi.target) else {
        return vec![(low, high, 2)];
    };
    let (sixty, target) = (sixty.clamp(low, high), target.clamp(low, high));
    if sixty <= target {
        vec![(low, sixty, 0), (sixty, target, 1), (target, high, 2)]
    } else {
        vec![(low, target, 2), (target, sixty, 1), (sixty, high, 0)]
    }
}

#[cfg(test)]
mod tests {
    use super::ends;

    #[test]
    fn zero_stays_unless_it_is_far_away() {
        assert_eq!(ends(0.1, 0.34).0, 0.0);
        let (low, high) = ends(0.8, 1.0);
        assert!(low > 0.5 && high >= 1.0);
        let (low, high) = ends(-10.0, 60.0);
        assert!(low <= -10.0 && high >= 60.0);
    }
}
