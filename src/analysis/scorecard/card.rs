//! One account's card: weights, scores, roles.

use super::score::kpi_score;
use super::{AccountCard, KpiScore, QuadrantScore, RoleScore, Weighting};
use crate::analysis::Evidence;
use crate::book::{Account, AccountId, Field, Kpi, Quadrant};
use crate::order::InOrder;
use crate::policy::Settings;

/// Every quadrant counts the same.
const FLAT: [f64; 4] = [25.0; 4];
/// The article's error.
const FINANCE_ONLY: [f64; 4] = [100.0, 0.0, 0.0, 0.0];
/// A score is compared with the pass mark after this much rounding noise.
const NOISE: f64 = 1e-9;

/// A KPI with its score and its part of its quadrant's weight.
struct Rated<'a> {
    kpi: &'a Kpi,
    score: Result<f64, super::NotScored>,
    part: f64,
}

/// The card of one account from its KPIs.
pub fn card(id: AccountId, account: Option<&Account>, kpis: &[&Kpi], s: &Settings) -> AccountCard {
    let stage = account.and_then(|a| a.stage);
    let weights = percent(stage.map_or(FLAT, |stage| s.stage_weights.of(stage)));
    let rated = rate(kpis);
    let stage_score = weighting(weights, &rated, s.pass_mark);
    let finance_only = weighting(FINANCE_ONLY, &rated, s.pass_mark);
    AccountCard {
        account: id,
        stage,
        flips: matches!((stage_score.passes, finance_only.passes), (Some(a), Some(b)) if a != b),
        stage_score,
        flat: weighting(FLAT, &rated, s.pass_mark),
        finance_only,
        quadrants: Quadrant::ALL.map(|q| quadrant(q, weights, &rated)),
        roles: [0, 1, 2].map(|role| role_score(role, weights, &rated)),
        unallocated: unallocated(weights, &rated),
        kpis: rated.iter().map(|r| kpi_view(r, weights)).collect(),
    }
}

/// Weights ≥ 0 that sum to 100; all zero if none is positive.
fn percent(weights: [f64; 4]) -> [f64; 4] {
    let weights = weights.map(positive);
    let sum: f64 = weights.iter().sum();
    weights.map(|w| if sum > 0.0 { 100.0 * w / sum } else { 0.0 })
}

fn positive(weight: f64) -> f64 {
    if weight.is_finite() {
        weight.max(0.0)
    } else {
        0.0
    }
}

fn rate<'a>(kpis: &[&'a Kpi]) -> Vec<Rated<'a>> {
    let mut sums = [0.0; 4];
    for kpi in kpis {
        if let Some(sum) = sums.get_mut(kpi.quadrant as usize) {
            *sum += positive(kpi.weight);
        }
    }
    let mut rated: Vec<Rated> = kpis
        .iter()
        .map(|kpi| Rated {
            kpi,
            score: kpi_score(kpi),
            part: ratio(positive(kpi.weight), at(&sums, kpi.quadrant)).unwrap_or(0.0),
        })
        .collect();
    rated.order_by_key(|r| (r.kpi.quadrant, r.kpi.origin));
    rated
}

fn at(values: &[f64; 4], quadrant: Quadrant) -> f64 {
    values.get(quadrant as usize).copied().unwrap_or(0.0)
}

fn ratio(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0).then(|| part / whole)
}

impl Rated<'_> {
    /// W_k: percent of the card.
    fn weight(&self, weights: [f64; 4]) -> f64 {
        at(&weights, self.kpi.quadrant) * self.part
    }
}

/// Σ weight · score over the scored, Σ weight over the scored, Σ weight over all.
fn sums<'a>(rated: &'a [Rated<'a>], weight: impl Fn(&Rated<'a>) -> f64) -> (f64, f64, f64) {
    let mut sums = (0.0, 0.0, 0.0);
    for r in rated {
        let w = weight(r);
        sums.2 += w;
        if let Ok(score) = r.score {
            sums.0 += w * score;
            sums.1 += w;
        }
    }
    sums
}

/// Score and covered weight under quadrant weights that sum to 100 (or to 0). The weight of a
/// quadrant without KPIs is not covered.
fn weighting(weights: [f64; 4], rated: &[Rated], pass_mark: f64) -> Weighting {
    let (points, known, _) = sums(rated, |r| r.weight(weights));
    let score = ratio(points, known);
    Weighting {
        weights,
        score,
        covered: ratio(known, weights.iter().sum()).unwrap_or(0.0).min(1.0),
        passes: score.map(|s| s + NOISE >= pass_mark),
    }
}

fn quadrant(quadrant: Quadrant, weights: [f64; 4], rated: &[Rated]) -> QuadrantScore {
    let (points, known, all) = sums(rated, |r| {
        if r.kpi.quadrant == quadrant {
            r.part
        } else {
            0.0
        }
    });
    QuadrantScore {
        weight: at(&weights, quadrant),
        score: ratio(points, known),
        covered: ratio(known, all).unwrap_or(0.0).min(1.0),
    }
}

fn split(kpi: &Kpi, role: usize) -> Option<f64> {
    let part = kpi.split.get(role).copied().flatten()?;
    Some(positive(part.get()))
}

fn role_score(role: usize, weights: [f64; 4], rated: &[Rated]) -> RoleScore {
    let (points, known, all) = sums(rated, |r| {
        r.weight(weights) * split(r.kpi, role).unwrap_or(0.0)
    });
    RoleScore {
        score: ratio(points, known),
        covered: ratio(known, all).unwrap_or(0.0).min(1.0),
    }
}

/// Part of the KPIs' weight that no role answers for; splits above 100 % do not make up for others.
fn unallocated(weights: [f64; 4], rated: &[Rated]) -> f64 {
    let (mut open, mut all) = (0.0, 0.0);
    for r in rated {
        let given: f64 = (0..3).filter_map(|role| split(r.kpi, role)).sum();
        open += r.weight(weights) * (1.0 - given).max(0.0);
        all += r.weight(weights);
    }
    ratio(open, all).unwrap_or(0.0)
}

fn kpi_view(r: &Rated, weights: [f64; 4]) -> KpiScore {
    let kpi = r.kpi;
    KpiScore {
        name: kpi.name.clone(),
        quadrant: kpi.quadrant,
        unit: kpi.unit,
        direction: kpi.direction,
        actual: kpi.actual,
        floor: kpi.floor,
        target: kpi.target,
        stretch: kpi.stretch,
        score: r.score,
        weight: r.weight(weights),
        split: kpi.split.map(|part| part.map(|p| p.get())),
        period: kpi.period.clone(),
        evidence: evidence(kpi),
    }
}

/// The row of a KPI with the cells that its score rests on.
pub fn evidence(kpi: &Kpi) -> Evidence {
    let mut fields = vec![Field::Kpi, Field::Actual, Field::Target];
    fields.extend(kpi.floor.map(|_| Field::Floor));
    fields.extend(kpi.stretch.map(|_| Field::Stretch));
    fields.extend(kpi.period.as_ref().map(|_| Field::Period));
    Evidence {
        origin: kpi.origin,
        fields,
        units: false,
    }
}
