use serde::Serialize;

use super::{AccountRef, EvidenceView, Lens, MessageView, names};
use crate::analysis::focus::{
    Advice, Candidate, Concentration, FieldKind, FocusReport, Ground, Group, OrdersBasis, Point,
    Productivity, Reason,
};
use crate::analysis::tiering::TiersReport;
use crate::words::Message;

/// Most points of a curve: the first ones, then evenly spaced ones, and the last.
const MOST_POINTS: usize = 200;

/// Hurdle 1's focus as the wire sees it; money in units, shares as ratios.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FocusView<'a> {
    concentration: Vec<ConcentrationView<'a>>,
    orders: Option<OrdersView>,
    tiers: Vec<ProductivityView<'a>>,
    teams: Vec<ProductivityView<'a>>,
    potential: PotentialView<'a>,
    candidates: Vec<CandidateView<'a>>,
    candidates_total: usize,
    sentences: Vec<MessageView>,
    notes: Vec<MessageView>,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct ConcentrationView<'a> {
    basis: &'static str,
    n: usize,
    zeros: usize,
    negatives: usize,
    unknown: usize,
    sums: usize,
    total: f64,
    gini: Option<f64>,
    hhi: Option<f64>,
    effective: Option<f64>,
    cr5: Option<f64>,
    /// The least number of accounts that bring 80 %.
    top: Option<usize>,
    top_share: Option<f64>,
    points: Vec<PointView<'a>>,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct PointView<'a> {
    #[serde(flatten)]
    account: AccountRef<'a>,
    amount: f64,
    accounts: f64,
    share: f64,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct OrdersView {
    basis: &'static str,
    year: Option<i16>,
    year_open: bool,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct ProductivityView<'a> {
    /// `tier`, `open`, `no-tier`, `team`, `no-team` or `all`.
    group: &'static str,
    /// Of a tier or team.
    name: Option<&'a str>,
    accounts: usize,
    no_headcount: usize,
    nobody: usize,
    no_orders: usize,
    orders: f64,
    heads: f64,
    per_head: Option<f64>,
    evidence: Vec<EvidenceView>,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct PotentialView<'a> {
    potential: f64,
    revenue: f64,
    beyond: usize,
    measured: usize,
    median_margin_per_head: Option<f64>,
    median_unrealised_per_head: Option<f64>,
    accounts: Vec<GroundView<'a>>,
    accounts_total: usize,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct GroundView<'a> {
    #[serde(flatten)]
    account: AccountRef<'a>,
    unrealised: f64,
    realised: Option<f64>,
    margin_per_head: Option<f64>,
    unrealised_per_head: Option<f64>,
    /// `fat`, `thin` or null.
    field: Option<&'static str>,
    evidence: Vec<EvidenceView>,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct CandidateView<'a> {
    #[serde(flatten)]
    account: AccountRef<'a>,
    /// `drop` or `starve`.
    advice: &'static str,
    reasons: Vec<MessageView>,
    amount: f64,
    heads: Option<f64>,
    evidence: Vec<EvidenceView>,
}

pub(super) fn view<'a>(
    report: &'a FocusReport,
    tiers: &'a TiersReport,
    lens: &Lens<'a>,
) -> FocusView<'a> {
    let groups = |all: &'a [Productivity]| all.iter().map(|p| productivity(p, tiers, lens));
    let messages = |all: &[Message]| {
        let all = all.iter().map(|m| MessageView::new(m, lens.words));
        all.collect()
    };
    let potential = &report.potential;
    FocusView {
        concentration: report
            .concentration
            .iter()
            .map(|c| concentration(c, lens))
            .collect(),
        orders: report.orders.map(orders),
        tiers: groups(&report.tiers).collect(),
        teams: groups(&report.teams).take(lens.take()).collect(),
        potential: PotentialView {
            potential: potential.potential,
            revenue: potential.revenue,
            beyond: potential.beyond,
            measured: potential.measured,
            median_margin_per_head: potential.medians.map(|m| m.0),
            median_unrealised_per_head: potential.medians.map(|m| m.1),
            accounts: potential
                .grounds
                .iter()
                .take(lens.take())
                .map(|g| ground(g, lens))
                .collect(),
            accounts_total: potential.grounds.len(),
        },
        candidates: report
            .candidates
            .iter()
            .take(lens.take())
            .map(|c| candidate(c, lens))
            .collect(),
        candidates_total: report.candidates.len(),
        sentences: messages(&report.sentences),
        notes: messages(&report.notes),
    }
}

fn concentration<'a>(of: &Concentration, lens: &Lens<'a>) -> ConcentrationView<'a> {
    let figures = of.figures.as_ref();
    let step = of.points.len().div_ceil(MOST_POINTS).max(1);
    let last = of.points.len().saturating_sub(1);
    let points = of.points.iter().enumerate();
    let points = points.filter(|(i, _)| i % step == 0 || *i == last);
    ConcentrationView {
        basis: names::amount_basis(of.basis),
        n: of.n,
        zeros: of.zeros,
        negatives: of.negatives,
        unknown: of.unknown,
        sums: of.sums,
        total: of.total,
        gini: figures.map(|f| f.gini),
        hhi: figures.map(|f| f.hhi),
        effective: figures.map(|f| f.effective),
        cr5: figures.map(|f| f.cr5),
        top: figures.map(|f| f.top),
        top_share: figures.map(|f| f.top_share),
        points: points.map(|(_, p)| point(p, lens)).collect(),
    }
}

fn point<'a>(point: &Point, lens: &Lens<'a>) -> PointView<'a> {
    PointView {
        account: lens.account(point.account),
        amount: point.amount,
        accounts: point.accounts,
        share: point.share,
    }
}

fn orders(basis: OrdersBasis) -> OrdersView {
    match basis {
        OrdersBasis::Won { year, open } => OrdersView {
            basis: "won",
            year: Some(year),
            year_open: open,
        },
        OrdersBasis::OrderAmount => OrdersView {
            basis: "order-amount",
            year: None,
            year_open: false,
        },
    }
}

fn productivity<'a>(
    of: &'a Productivity,
    tiers: &'a TiersReport,
    lens: &Lens<'a>,
) -> ProductivityView<'a> {
    let (group, name) = match &of.group {
        Group::Tier(tier) => ("tier", tiers.tiers.get(*tier).map(|t| t.name.as_str())),
        Group::Open => ("open", None),
        Group::NoTier => ("no-tier", None),
        Group::Team(team) => ("team", Some(team.as_str())),
        Group::NoTeam => ("no-team", None),
        Group::All => ("all", None),
    };
    ProductivityView {
        group,
        name,
        accounts: of.accounts,
        no_headcount: of.no_headcount,
        nobody: of.nobody,
        no_orders: of.no_orders,
        orders: of.orders,
        heads: of.heads,
        per_head: of.per_head,
        evidence: EvidenceView::list(&of.evidence, lens),
    }
}

fn ground<'a>(of: &Ground, lens: &Lens<'a>) -> GroundView<'a> {
    GroundView {
        account: lens.account(of.account),
        unrealised: of.unrealised,
        realised: of.realised,
        margin_per_head: of.margin_per_head,
        unrealised_per_head: of.unrealised_per_head,
        field: of.kind.map(|kind| match kind {
            FieldKind::Fat => "fat",
            FieldKind::Thin => "thin",
        }),
        evidence: EvidenceView::list(std::slice::from_ref(&of.evidence), lens),
    }
}

fn candidate<'a>(of: &Candidate, lens: &Lens<'a>) -> CandidateView<'a> {
    CandidateView {
        account: lens.account(of.account),
        advice: match of.advice {
            Advice::Drop => "drop",
            Advice::Starve => "starve",
        },
        reasons: of
            .reasons
            .iter()
            .map(|r| MessageView::new(&reason(*r), lens.words))
            .collect(),
        amount: of.amount,
        heads: of.heads,
        evidence: EvidenceView::list(std::slice::from_ref(&of.evidence), lens),
    }
}

fn reason(reason: Reason) -> Message {
    let message = |code: &str| Message::new(format!("focus.reason.{code}"));
    match reason {
        Reason::LowTier => message("lowTier"),
        Reason::SmallShare(share) => message("smallShare").with("share", share),
        Reason::LowPotential(share) => message("lowPotential").with("share", share),
        Reason::Headcount(heads) => message("headcount").with("n", heads),
        Reason::PotentialUnknown => message("potentialUnknown"),
        Reason::OpenDeals(amount) => message("openDeals").with("amount", amount),
        Reason::FatField => message("fatField"),
    }
}
