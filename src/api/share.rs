use serde::Serialize;

use super::{AccountRef, EvidenceView, Lens, MessageView, names};
use crate::analysis::share::{
    AccountGap, Forecast, Hygiene, ProbabilityBasis, ShareLine, ShareReport, ShareYear, TargetBasis,
};

/// Hurdle 3 as the wire sees it. Money in units, shares and probabilities as ratios.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ShareView<'a> {
    lines: Vec<LineView<'a>>,
    lines_total: usize,
    history: Vec<HistoryView>,
    forecasts: Vec<ForecastView>,
    current_year: i16,
    probability: ProbabilityView,
    open: SumView,
    open_weighted: f64,
    won: SumView,
    lost: SumView,
    hygiene: HygieneView,
    gaps: Vec<GapView<'a>>,
    gaps_total: usize,
    typical_deal: Option<f64>,
    draws: u32,
    superseded: Vec<EvidenceView>,
    superseded_count: usize,
    notes: Vec<MessageView>,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct GapView<'a> {
    #[serde(flatten)]
    account: AccountRef<'a>,
    year: i16,
    target: f64,
    base: f64,
    won: f64,
    weighted: f64,
    missing: f64,
}

#[derive(Debug, Clone, Serialize)]
struct SumView {
    count: usize,
    amount: f64,
}

#[derive(Debug, Clone, Serialize)]
struct HistoryView {
    year: i16,
    revenue: f64,
    wallet: f64,
    share: f64,
}

#[derive(Debug, Clone, Serialize)]
struct ProbabilityView {
    basis: &'static str,
    rate: Option<f64>,
    n: Option<usize>,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct LineView<'a> {
    #[serde(flatten)]
    account: AccountRef<'a>,
    product: Option<&'a str>,
    years: Vec<YearView>,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct YearView {
    year: i16,
    wallet: Option<f64>,
    wallet_carried: bool,
    wallet_basis: Option<&'static str>,
    revenue: Option<f64>,
    share: Option<f64>,
    over_wallet: bool,
    target_share: Option<f64>,
    target: Option<f64>,
    required_growth: Option<f64>,
    breakthrough: bool,
    evidence: EvidenceView,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct ForecastView {
    year: i16,
    target: Option<f64>,
    target_basis: &'static str,
    base_year: Option<i16>,
    base: f64,
    won: f64,
    gap: Option<f64>,
    deals: usize,
    pipeline: f64,
    weighted: f64,
    qualified: f64,
    outside: usize,
    outside_weighted: f64,
    required_coverage: Option<f64>,
    coverage: Option<f64>,
    p10: f64,
    p25: f64,
    p50: f64,
    p75: f64,
    p90: f64,
    total_quantiles: Option<[f64; 5]>,
    share_quantiles: Option<[f64; 5]>,
    target_share: Option<f64>,
    p_hit: Option<f64>,
    shortfall: Option<f64>,
    histogram: Vec<BinView>,
}

#[derive(Debug, Clone, Serialize)]
struct BinView {
    from: f64,
    to: f64,
    count: u32,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct HygieneView {
    overdue: Vec<EvidenceView>,
    overdue_count: usize,
    overdue_weighted: f64,
    no_probability: Vec<EvidenceView>,
    no_probability_count: usize,
    no_probability_amount: f64,
    no_date: Vec<EvidenceView>,
    no_date_count: usize,
    no_date_weighted: f64,
    not_qualified: Vec<EvidenceView>,
    not_qualified_count: usize,
    won_no_date: usize,
    leads_left_out: usize,
    leads_amount: f64,
}

pub(super) fn view<'a>(report: &'a ShareReport, lens: &Lens<'a>) -> ShareView<'a> {
    ShareView {
        lines: report
            .lines
            .iter()
            .take(lens.take())
            .map(|l| line(l, lens))
            .collect(),
        lines_total: report.lines.len(),
        history: report
            .history
            .iter()
            .map(|&(year, revenue, wallet, share)| HistoryView {
                year,
                revenue,
                wallet,
                share,
            })
            .collect(),
        forecasts: report.forecasts.iter().map(forecast).collect(),
        current_year: report.current_year,
        probability: probability(report.probability),
        open: SumView {
            count: report.open_deals,
            amount: report.open_amount,
        },
        open_weighted: report.open_weighted,
        won: SumView {
            count: report.won.0,
            amount: report.won.1,
        },
        lost: SumView {
            count: report.lost.0,
            amount: report.lost.1,
        },
        hygiene: hygiene(&report.hygiene, lens),
        gaps: report
            .gaps
            .iter()
            .take(lens.take())
            .map(|g| gap(g, lens))
            .collect(),
        gaps_total: report.gaps.len(),
        typical_deal: report.typical_deal,
        draws: report.draws,
        superseded: EvidenceView::list(&report.superseded, lens),
        superseded_count: report.superseded.len(),
        notes: report
            .notes
            .iter()
            .map(|m| MessageView::new(m, lens.words))
            .collect(),
    }
}

fn gap<'a>(g: &AccountGap, lens: &Lens<'a>) -> GapView<'a> {
    GapView {
        account: lens.account(g.account),
        year: g.year,
        target: g.target,
        base: g.base,
        won: g.won,
        weighted: g.weighted,
        missing: g.missing,
    }
}

fn probability(basis: ProbabilityBasis) -> ProbabilityView {
    match basis {
        ProbabilityBasis::Column => ProbabilityView {
            basis: "column",
            rate: None,
            n: None,
        },
        ProbabilityBasis::WinRate { rate, n } => ProbabilityView {
            basis: "win-rate",
            rate: Some(rate),
            n: Some(n),
        },
        ProbabilityBasis::None => ProbabilityView {
            basis: "none",
            rate: None,
            n: None,
        },
    }
}

fn line<'a>(l: &'a ShareLine, lens: &Lens<'a>) -> LineView<'a> {
    LineView {
        account: lens.account(l.account),
        product: l.product.as_deref(),
        years: l.years.iter().map(|y| year(y, lens)).collect(),
    }
}

fn year(y: &ShareYear, lens: &Lens<'_>) -> YearView {
    YearView {
        year: y.year,
        wallet: y.wallet,
        wallet_carried: y.wallet_carried,
        wallet_basis: y.wallet_basis.map(names::wallet_basis),
        revenue: y.revenue,
        share: y.share,
        over_wallet: y.over_wallet,
        target_share: y.target_share,
        target: y.target,
        required_growth: y.required_growth,
        breakthrough: y.breakthrough,
        evidence: EvidenceView::new(&y.evidence, lens),
    }
}

fn forecast(f: &Forecast) -> ForecastView {
    let [p10, p25, p50, p75, p90] = f.quantiles;
    ForecastView {
        year: f.year,
        target: f.target,
        target_basis: match f.target_basis {
            TargetBasis::Plan => "plan",
            TargetBasis::None => "none",
        },
        base_year: f.base_year,
        base: f.base,
        won: f.won,
        gap: f.gap,
        deals: f.deals,
        pipeline: f.pipeline,
        weighted: f.weighted,
        qualified: f.qualified,
        outside: f.outside,
        outside_weighted: f.outside_weighted,
        required_coverage: f.required_coverage,
        coverage: f.coverage,
        p10,
        p25,
        p50,
        p75,
        p90,
        total_quantiles: f.total_quantiles,
        share_quantiles: f.share_quantiles,
        target_share: f.target_share,
        p_hit: f.p_hit,
        shortfall: f.shortfall,
        histogram: f
            .histogram
            .iter()
            .map(|b| BinView {
                from: b.from,
                to: b.to,
                count: b.count,
            })
            .collect(),
    }
}

fn hygiene(h: &Hygiene, lens: &Lens<'_>) -> HygieneView {
    HygieneView {
        overdue: EvidenceView::list(&h.overdue, lens),
        overdue_count: h.overdue.len(),
        overdue_weighted: h.overdue_weighted,
        no_probability: EvidenceView::list(&h.no_probability, lens),
        no_probability_count: h.no_probability.len(),
        no_probability_amount: h.no_probability_amount,
        no_date: EvidenceView::list(&h.no_date, lens),
        no_date_count: h.no_date.len(),
        no_date_weighted: h.no_date_weighted,
        not_qualified: EvidenceView::list(&h.not_qualified, lens),
        not_qualified_count: h.not_qualified.len(),
        won_no_date: h.won_no_date,
        leads_left_out: h.leads_left_out,
        leads_amount: h.leads_amount,
    }
}
