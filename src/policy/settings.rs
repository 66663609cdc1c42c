use super::TierPolicy;
use crate::book::LifeStage;

/// Which tier policy is applied.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum PolicyChoice {
    /// The starting point of the domain specification, its scales taken from the book.
    #[default]
    Default,
    /// For a company that grows: what a customer can become counts most.
    Growth,
    /// For a company that harvests: what a customer brings counts most.
    Mature,
    /// Five equal yes/no criteria: the group rule of the 170-million case.
    GroupRule,
    /// The user's own.
    Own(TierPolicy),
}

/// Weights of the four quadrants (financial, customer, process, learning) per life-cycle stage,
/// in percent, each summing to 100. The defaults are ours.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StageWeights {
    /// Breaking in.
    pub early: [f64; 4],
    /// Growing.
    pub mid: [f64; 4],
    /// Harvesting.
    pub late: [f64; 4],
}

impl Default for StageWeights {
    fn default() -> Self {
        Self {
            early: [20.0, 50.0, 20.0, 10.0],
            mid: [50.0, 20.0, 20.0, 10.0],
            late: [35.0, 40.0, 15.0, 10.0],
        }
    }
}

impl StageWeights {
    /// The weights of a stage.
    pub fn of(&self, stage: LifeStage) -> [f64; 4] {
        match stage {
            LifeStage::Early => self.early,
            LifeStage::Mid => self.mid,
            LifeStage::Late => self.late,
        }
    }
}

/// All settings of an analysis but its as-of date and seed.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Tier policy.
    pub policy: PolicyChoice,
    /// A saved policy with which the one in force is compared.
    pub compared: Option<PolicyChoice>,
    /// How firmly the weights of the tier policy are meant: c of the Dirichlet distribution around
    /// them. The larger, the firmer.
    pub concentration: f64,
    /// First month of the fiscal year, 1 … 12. A fiscal year is named for the calendar year in
    /// which it starts.
    pub fiscal_year_start: i8,
    /// Leads count in pipeline, coverage and forecast.
    pub leads_count: bool,
    /// Share of last year's revenue that stays without new deals.
    pub retention: f64,
    /// Draws of the Monte Carlo.
    pub draws: u32,
    /// Quadrant weights per stage.
    pub stage_weights: StageWeights,
    /// Score at and above which a scorecard passes.
    pub pass_mark: f64,
    /// Days after which a contact's assessment is stale.
    pub stale_after_days: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            policy: PolicyChoice::Default,
            compared: None,
            concentration: 100.0,
            fiscal_year_start: 1,
            leads_count: false,
            retention: 1.0,
            draws: 10_000,
            stage_weights: StageWeights::default(),
            pass_mark: 60.0,
            stale_after_days: 180,
        }
    }
}
