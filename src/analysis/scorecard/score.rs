//! The score of one KPI (domain section 5).

use super::NotScored;
use crate::book::{Direction, Kpi};

/// Points at the floor, at the target and at the stretch.
const AT_FLOOR: f64 = 60.0;
const AT_TARGET: f64 = 100.0;
const AT_STRETCH: f64 = 120.0;

/// Score 0 … 120 of a KPI with actual x, floor f, target t and stretch z: up to the target
/// 60 + 40 (x − f)/(t − f), beyond it 100 + 20 (x − t)/(z − t); without a floor 100 x/t, or
/// 100 (2 − x/t) where lower is better; without a stretch the line up to the target goes on.
///
/// # Errors
/// A KPI without a target, with values out of order for its direction, with a target ≤ 0 and no
/// floor, or without an actual, in this order of precedence.
///
/// ```
/// use kamlens::analysis::scorecard::kpi_score;
/// use kamlens::book::{AccountId, Direction, Kpi, KpiUnit, Origin, Quadrant};
/// let kpi = Kpi {
///     origin: Origin { source: 0, row: 1 },
///     account: AccountId(0),
///     name: "on-time delivery".into(),
///     quadrant: Quadrant::Process,
///     unit: KpiUnit::Percent,
///     actual: Some(0.9),
///     target: Some(0.95),
///     floor: Some(0.85),
///     stretch: None,
///     direction: Direction::Higher,
///     weight: 1.0,
///     period: None,
///     split: [None; 3],
///     bonus_pool: None,
/// };
/// assert!((kpi_score(&kpi).unwrap() - 80.0).abs() < 1e-9);
/// ```
pub fn kpi_score(kpi: &Kpi) -> Result<f64, NotScored> {
    let finite = |v: Option<f64>| v.filter(|v| v.is_finite());
    let target = finite(kpi.target).ok_or(NotScored::NoTarget)?;
    let (floor, stretch) = (finite(kpi.floor), finite(kpi.stretch));
    if !in_order(kpi.direction, floor, target, stretch) {
        return Err(NotScored::OutOfOrder);
    }
    if floor.is_none() && target <= 0.0 {
        return Err(NotScored::TargetNotPositive);
    }
    let actual = finite(kpi.actual).ok_or(NotScored::NoActual)?;
    let beyond = match kpi.direction {
        Direction::Higher => actual > target,
        Direction::Lower => actual < target,
    };
    let raw = match (stretch, floor) {
        (Some(z), _) if beyond => {
            AT_TARGET + (AT_STRETCH - AT_TARGET) * (actual - target) / (z - target)
        }
        (_, Some(f)) => AT_FLOOR + (AT_TARGET - AT_FLOOR) * (actual - f) / (target - f),
        (_, None) => match kpi.direction {
            Direction::Higher => AT_TARGET * actual / target,
            Direction::Lower => AT_TARGET * (2.0 - actual / target),
        },
    };
    // NaN only from differences beyond the range of f64.
    if raw.is_nan() {
        return Err(NotScored::OutOfOrder);
    }
    Ok(raw.clamp(0.0, AT_STRETCH))
}

/// floor < target < stretch where higher is better, else the other way round.
fn in_order(direction: Direction, floor: Option<f64>, target: f64, stretch: Option<f64>) -> bool {
    let better = |a: f64, b: f64| match direction {
        Direction::Higher => b > a,
        Direction::Lower => b < a,
    };
    floor.is_none_or(|f| better(f, target)) && stretch.is_none_or(|z| better(target, z))
}
