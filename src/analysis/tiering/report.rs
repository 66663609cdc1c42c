use super::audit::Audit;
use super::migration::Migration;
use super::worth::ColumnWorth;
use crate::analysis::{Evidence, Finding};
use crate::book::{AccountId, Field};
use crate::policy::TierPolicy;
use crate::words::Message;

/// What the tiers rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// A tier policy.
    Policy,
    /// Only an amount is known: provisional ABC by cumulative amount (80 / 95 %).
    Abc,
    /// Nothing to tier by.
    None,
}

/// What an account's amount is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AmountBasis {
    /// Our revenue, last year.
    Revenue,
    /// The order at stake.
    OrderAmount,
    /// What the customer could spend with us.
    Potential,
    /// Won and open opportunities.
    Deals,
}

impl AmountBasis {
    /// The column of the Accounts table, if it is one.
    pub fn field(self) -> Option<Field> {
        match self {
            Self::Revenue => Some(Field::Revenue),
            Self::OrderAmount => Some(Field::OrderAmount),
            Self::Potential => Some(Field::Potential),
            Self::Deals => None,
        }
    }

    /// The code of its words.
    pub fn code(self) -> &'static str {
        match self {
            Self::Revenue => "tiers.amount.revenue",
            Self::OrderAmount => "tiers.amount.order",
            Self::Potential => "tiers.amount.potential",
            Self::Deals => "tiers.amount.deals",
        }
    }
}

/// What one unit sees of the order.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitAmount {
    /// The unit of the `amount:<unit>` column.
    pub unit: String,
    /// Units of money.
    pub amount: f64,
    /// Its part of the order amount, as a ratio, where that is known and positive.
    pub share: Option<f64>,
}

/// A gate's state for one account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum GateState {
    Passed,
    Failed,
    Unknown,
}

/// One gate for one account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GateOutcome {
    /// Index into the policy's gates.
    pub gate: usize,
    /// Whether it holds.
    pub state: GateState,
}

/// What one criterion adds to an account's score, in points (0 … 100 · weight share). Low and
/// high differ where the cell is unknown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contribution {
    /// Index into the policy's criteria.
    pub criterion: usize,
    /// The value in the field's own unit (yes/no as 1/0), if known.
    pub value: Option<f64>,
    /// Least points.
    pub low: f64,
    /// Most points.
    pub high: f64,
}

/// How many of the group rule's five yes/no criteria an account passes, where the book has
/// their columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupRule {
    /// Criteria that hold.
    pub passed: u8,
    /// Criteria that fail.
    pub failed: u8,
    /// Criteria whose cell is unknown.
    pub unknown: u8,
}

/// One account's tier. Tiers are indices into [`TiersReport::tiers`], 0 is the best.
#[derive(Debug, Clone, PartialEq)]
pub struct AccountTier {
    /// The account.
    pub account: AccountId,
    /// Score 0 … 100 with every unknown cell at its worst; for ABC the cumulative share in percent.
    pub score_low: f64,
    /// Score with every unknown cell at its best.
    pub score_high: f64,
    /// Tier of the low case.
    pub tier_low: usize,
    /// Tier of the high case.
    pub tier_high: usize,
    /// How many tiers are possible; between the two cases not all need be.
    pub possible: usize,
    /// Both cases agree. ABC tiers are never firm.
    pub firm: bool,
    /// At least one criterion is known (ABC: the amount).
    pub assessable: bool,
    /// Per criterion of the policy.
    pub contributions: Vec<Contribution>,
    /// Per gate of the policy.
    pub gates: Vec<GateOutcome>,
    /// The criterion (index) or gate (criteria + index) whose cell is worth finding out first;
    /// none for a firm tier.
    pub worth_finding: Option<usize>,
    /// Tiers still possible after that cell's worst answer.
    pub worth_leaves: Option<usize>,
    /// Share of draws of the weights that give the stated tiers, the lesser of both cases (SMAA,
    /// [`super::acceptability`]); `None` where tiers are not by cut-offs.
    pub acceptability: Option<f64>,
    /// That share is below [`super::acceptability::FRAGILE`].
    pub fragile: bool,
    /// The group rule's count.
    pub group_rule: Option<GroupRule>,
    /// Verdicts of units: `verdict:<unit>` cells of the file, then those that units without a cell
    /// give by policies of their own.
    pub verdicts: Vec<(String, bool)>,
    /// The group and its units do not agree whether it is a key account.
    pub disputed: bool,
    /// `amount:<unit>` cells of the file.
    pub unit_amounts: Vec<UnitAmount>,
    /// The file's own tier.
    pub file_tier: Option<String>,
    /// The amount that ABC ranks by, in units ([`TiersReport::amount_basis`]).
    pub amount: Option<f64>,
    /// That amount is the sum of its subsidiaries': it ranks the account, but counts in no sum.
    pub is_sum: bool,
    /// Its rows and cells.
    pub evidence: Vec<Evidence>,
}

/// Accounts per tier.
#[derive(Debug, Clone, PartialEq)]
pub struct TierCount {
    /// The tier's name.
    pub name: String,
    /// Inclusive lower cut-off (score; for ABC upper cumulative share in percent).
    pub cutoff: f64,
    /// Firm accounts.
    pub firm: usize,
    /// Accounts whose low case is this tier and whose high case is better.
    pub provisional: usize,
}

/// How the weights were varied to see which tiers are fragile.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Robustness {
    /// How firmly the stated weights are meant (a setting).
    pub concentration: f64,
    /// Draws.
    pub draws: usize,
    /// Accounts whose tier is fragile.
    pub fragile: usize,
}

/// The answer to hurdle 1.
#[derive(Debug, Clone, PartialEq)]
pub struct TiersReport {
    /// What the tiers rest on.
    pub basis: Basis,
    /// The policy applied ([`Basis::Policy`] only): its scales resolved on this book, as it holds
    /// in our company's stage, without overrides.
    pub policy: Option<TierPolicy>,
    /// The whole policy with its overrides, as it can be saved; there also where it could not be
    /// applied, unless there is nothing to tier by.
    pub source: TierPolicy,
    /// Columns whose unknown cells keep tiers open, the one most worth finding out first.
    pub unknown_columns: Vec<ColumnWorth>,
    /// How the weights were varied; `None` without a policy by cut-offs.
    pub robustness: Option<Robustness>,
    /// Who agrees about whom, where units have a say.
    pub audit: Option<Audit>,
    /// Who moved, against a saved policy or the file's own tiers.
    pub migration: Option<Migration>,
    /// Tiers, best first.
    pub tiers: Vec<TierCount>,
    /// The worst tier that still is a key account: index into `tiers`.
    pub key_line: usize,
    /// What the accounts' amounts are.
    pub amount_basis: Option<AmountBasis>,
    /// Accounts, best first (tier of the low case, its score, then the high case's, then name; for
    /// ABC by amount); not assessable ones last.
    pub accounts: Vec<AccountTier>,
    /// How many cannot be assessed.
    pub not_assessable: usize,
    /// Choices and limits to be shown beside the tiers (`tiers.note.…`).
    pub notes: Vec<Message>,
    /// The sentence.
    pub finding: Finding,
}
