use serde::Serialize;

use super::{AccountRef, EvidenceView, Lens, MessageView, names};
use crate::analysis::scorecard::{AccountCard, KpiScore, ScorecardReport, Weighting};
use crate::book::Quadrant;

/// Hurdle 5 as the wire sees it. Scores 0 … 120, weights in percent, coverage as ratios.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ScorecardView<'a> {
    cards: Vec<CardView<'a>>,
    cards_total: usize,
    pass_mark: f64,
    flips: Vec<u32>,
    superseded: Vec<EvidenceView>,
    superseded_count: usize,
    notes: Vec<MessageView>,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct CardView<'a> {
    #[serde(flatten)]
    account: AccountRef<'a>,
    stage: Option<&'static str>,
    stage_score: WeightingView,
    flat: WeightingView,
    finance_only: WeightingView,
    flips: bool,
    quadrants: Vec<QuadrantView>,
    roles: Vec<RoleView>,
    unallocated: f64,
    kpis: Vec<KpiView<'a>>,
}

#[derive(Debug, Clone, Serialize)]
struct WeightingView {
    weights: [f64; 4],
    score: Option<f64>,
    covered: f64,
    passes: Option<bool>,
}

#[derive(Debug, Clone, Serialize)]
struct QuadrantView {
    quadrant: &'static str,
    weight: f64,
    score: Option<f64>,
    covered: f64,
}

#[derive(Debug, Clone, Serialize)]
struct RoleView {
    role: &'static str,
    score: Option<f64>,
    covered: f64,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct KpiView<'a> {
    name: &'a str,
    quadrant: &'static str,
    unit: &'static str,
    direction: &'static str,
    actual: Option<f64>,
    floor: Option<f64>,
    target: Option<f64>,
    stretch: Option<f64>,
    score: Option<f64>,
    not_scored: Option<&'static str>,
    weight: f64,
    split: [Option<f64>; 3],
    period: Option<&'a str>,
    evidence: EvidenceView,
}

pub(super) fn view<'a>(report: &'a ScorecardReport, lens: &Lens<'a>) -> ScorecardView<'a> {
    ScorecardView {
        cards: report
            .cards
            .iter()
            .take(lens.take())
            .map(|c| card(c, lens))
            .collect(),
        cards_total: report.cards.len(),
        pass_mark: report.pass_mark,
        flips: report.flips.iter().map(|a| a.0).collect(),
        superseded: EvidenceView::list(&report.superseded, lens),
        superseded_count: report.superseded.len(),
        notes: report
            .notes
            .iter()
            .map(|m| MessageView::new(m, lens.words))
            .collect(),
    }
}

fn card<'a>(c: &'a AccountCard, lens: &Lens<'a>) -> CardView<'a> {
    let quadrants = Quadrant::ALL.iter().zip(&c.quadrants);
    let roles = ["ar", "sr", "fr"].into_iter().zip(&c.roles);
    CardView {
        account: lens.account(c.account),
        stage: c.stage.map(names::stage),
        stage_score: weighting(&c.stage_score),
        flat: weighting(&c.flat),
        finance_only: weighting(&c.finance_only),
        flips: c.flips,
        quadrants: quadrants
            .map(|(quadrant, q)| QuadrantView {
                quadrant: names::quadrant(*quadrant),
                weight: q.weight,
                score: q.score,
                covered: q.covered,
            })
            .collect(),
        roles: roles
            .map(|(role, r)| RoleView {
                role,
                score: r.score,
                covered: r.covered,
            })
            .collect(),
        unallocated: c.unallocated,
        kpis: c.kpis.iter().map(|k| kpi(k, lens)).collect(),
    }
}

fn weighting(w: &Weighting) -> WeightingView {
    WeightingView {
        weights: w.weights,
        score: w.score,
        covered: w.covered,
        passes: w.passes,
    }
}

fn kpi<'a>(k: &'a KpiScore, lens: &Lens<'a>) -> KpiView<'a> {
    KpiView {
        name: &k.name,
        quadrant: names::quadrant(k.quadrant),
        unit: names::kpi_unit(k.unit),
        direction: names::direction(k.direction),
        actual: k.actual,
        floor: k.floor,
        target: k.target,
        stretch: k.stretch,
        score: k.score.ok(),
        not_scored: k.score.err().map(names::not_scored),
        weight: k.weight,
        split: k.split,
        period: k.period.as_deref(),
        evidence: EvidenceView::new(&k.evidence, lens),
    }
}
