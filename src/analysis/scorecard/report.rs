use crate::analysis::{Evidence, Finding};
use crate::book::{AccountId, Direction, KpiUnit, LifeStage, Quadrant};
use crate::words::Message;

/// Why a KPI has no score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotScored {
    /// No actual value.
    NoActual,
    /// No target.
    NoTarget,
    /// Target ≤ 0 without a floor.
    TargetNotPositive,
    /// Floor, target and stretch out of order for the direction.
    OutOfOrder,
}

impl NotScored {
    /// Every reason.
    pub const ALL: [Self; 4] = [
        Self::NoActual,
        Self::NoTarget,
        Self::TargetNotPositive,
        Self::OutOfOrder,
    ];

    /// The code of its words, `scorecard.notScored.<reason>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::NoActual => "scorecard.notScored.no-actual",
            Self::NoTarget => "scorecard.notScored.no-target",
            Self::TargetNotPositive => "scorecard.notScored.target-not-positive",
            Self::OutOfOrder => "scorecard.notScored.out-of-order",
        }
    }
}

/// One KPI.
#[derive(Debug, Clone, PartialEq)]
pub struct KpiScore {
    /// Its name.
    pub name: String,
    /// Its quadrant.
    pub quadrant: Quadrant,
    /// How its numbers are shown.
    pub unit: KpiUnit,
    /// More or less is better.
    pub direction: Direction,
    /// Actual, floor, target, stretch in its own unit.
    pub actual: Option<f64>,
    /// Floor.
    pub floor: Option<f64>,
    /// Target.
    pub target: Option<f64>,
    /// Stretch.
    pub stretch: Option<f64>,
    /// 0 … 120.
    pub score: Result<f64, NotScored>,
    /// Its weight W_k in the account's card under the stage's weights, percent.
    pub weight: f64,
    /// Part that AR, SR and FR answer for, as ratios; `None`: blank.
    pub split: [Option<f64>; 3],
    /// The period that the row is about, where the file says it.
    pub period: Option<String>,
    /// Its row and cells.
    pub evidence: Evidence,
}

/// One quadrant of a card.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct QuadrantScore {
    /// Stage weight, percent.
    pub weight: f64,
    /// Score 0 … 120 over its scored KPIs.
    pub score: Option<f64>,
    /// Known share of its KPI weights, 0 … 1.
    pub covered: f64,
}

/// A score under one set of quadrant weights.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weighting {
    /// Quadrant weights, percent.
    pub weights: [f64; 4],
    /// Score 0 … 120; `None` if nothing is scored.
    pub score: Option<f64>,
    /// Known weight over all weight, 0 … 1.
    pub covered: f64,
    /// score ≥ pass mark.
    pub passes: Option<bool>,
}

impl Weighting {
    /// The score as sentences and charts say it: to one decimal, and rounded down where it fails,
    /// since 59.97 must not read as a passed 60.
    pub fn shown(&self) -> Option<f64> {
        let tenths = self.score? * 10.0;
        let tenths = match self.passes {
            Some(false) => (tenths + 1e-8).floor(),
            _ => tenths.round(),
        };
        Some(tenths / 10.0)
    }
}

/// A role's score (AR, SR, FR).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RoleScore {
    /// Score 0 … 120.
    pub score: Option<f64>,
    /// Known weight over all weight that is allocated to the role.
    pub covered: f64,
}

/// One account's scorecard.
#[derive(Debug, Clone, PartialEq)]
pub struct AccountCard {
    /// The account.
    pub account: AccountId,
    /// Its stage; `None`: unknown, judged by flat weights, and said so.
    pub stage: Option<LifeStage>,
    /// Under the stage's weights (flat if the stage is unknown).
    pub stage_score: Weighting,
    /// Under 25/25/25/25.
    pub flat: Weighting,
    /// Under 100/0/0/0: the article's error.
    pub finance_only: Weighting,
    /// The stage's verdict differs from finance only's.
    pub flips: bool,
    /// Financial, customer, process, learning.
    pub quadrants: [QuadrantScore; 4],
    /// AR, SR, FR.
    pub roles: [RoleScore; 3],
    /// Weight that no role answers for, 0 … 1 of the weight of all its KPIs.
    pub unallocated: f64,
    /// KPIs by quadrant, then file order; of several rows of one KPI only the latest period's.
    pub kpis: Vec<KpiScore>,
}

/// The answer to hurdle 5.
#[derive(Debug, Clone, PartialEq)]
pub struct ScorecardReport {
    /// Accounts with KPIs, weakest stage score first; unscored last.
    pub cards: Vec<AccountCard>,
    /// Pass mark applied.
    pub pass_mark: f64,
    /// Accounts whose verdict flips between the stage's weights and finance only, the widest
    /// difference first.
    pub flips: Vec<AccountId>,
    /// Rows that a later period, or a later row of the same period, of the same KPI replaces.
    pub superseded: Vec<Evidence>,
    /// KPIs without a score, by reason, in the order of [`NotScored::ALL`].
    pub not_scored: [usize; 4],
    /// What a reader must know: weights and pass mark are ours, what was left out.
    pub notes: Vec<Message>,
    /// The sentence.
    pub finding: Finding,
}
