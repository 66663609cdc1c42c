use crate::analysis::{Evidence, Finding};
use crate::book::{AccountId, WalletBasis};

/// Wallet, revenue and plan of one account × product in one year. Money in units.
#[derive(Debug, Clone, PartialEq)]
pub struct ShareYear {
    /// Fiscal year.
    pub year: i16,
    /// What the customer spends.
    pub wallet: Option<f64>,
    /// How the wallet is known.
    pub wallet_basis: Option<WalletBasis>,
    /// Our revenue.
    pub revenue: Option<f64>,
    /// revenue / wallet; none without a wallet.
    pub share: Option<f64>,
    /// Planned share.
    pub target_share: Option<f64>,
    /// Planned revenue target_share · wallet.
    pub target: Option<f64>,
    /// Required growth: this year's planned (or actual) revenue less the year before's.
    pub required_growth: Option<f64>,
    /// A new-product breakthrough is planned.
    pub breakthrough: bool,
    /// Its row and cells.
    pub evidence: Evidence,
}

/// One account × product over the years.
#[derive(Debug, Clone, PartialEq)]
pub struct ShareLine {
    /// The account.
    pub account: AccountId,
    /// The product; `None`: all of them.
    pub product: Option<String>,
    /// Years, ascending.
    pub years: Vec<ShareYear>,
}

/// Where the forecast's probabilities come from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ProbabilityBasis {
    /// The file's probability column.
    Column,
    /// The book's own win rate won / closed, for deals without a probability; n closed deals.
    WinRate {
        /// won / closed.
        rate: f64,
        /// Closed deals.
        n: usize,
    },
    /// Neither: those deals are left out, and counted.
    None,
}

/// Where a year's target comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TargetBasis {
    /// Σ target_share · wallet.
    Plan,
    /// There is none.
    None,
}

/// A bar of the histogram: outcomes in [from, to).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bin {
    /// Lower edge, units.
    pub from: f64,
    /// Upper edge, units.
    pub to: f64,
    /// Draws in it.
    pub count: u32,
}

/// One year's forecast over the book (or one account). Money in units. Independent deals, no slip.
#[derive(Debug, Clone, PartialEq)]
pub struct Forecast {
    /// Fiscal year.
    pub year: i16,
    /// Σ target_share · wallet.
    pub target: Option<f64>,
    /// Where the target comes from.
    pub target_basis: TargetBasis,
    /// retention · last year's actual revenue (or the year's own actual, if it has ended).
    pub base: f64,
    /// Won in the year, not part of the base.
    pub won: f64,
    /// max(0, target − base − won).
    pub gap: Option<f64>,
    /// Open deals in the forecast.
    pub deals: usize,
    /// Their plain sum.
    pub pipeline: f64,
    /// Σ p · amount.
    pub weighted: f64,
    /// Expected losses aside: required coverage Σ amount / Σ p · amount.
    pub required_coverage: Option<f64>,
    /// pipeline / gap.
    pub coverage: Option<f64>,
    /// Pipeline outcome: 10th, 25th, 50th, 75th, 90th percentile (P10 is the low one).
    pub quantiles: [f64; 5],
    /// Share of wallet at those quantiles: (base + won + outcome) / wallet, where wallets are known.
    pub share_quantiles: Option<[f64; 5]>,
    /// Planned share over the book: Σ target / Σ wallet.
    pub target_share: Option<f64>,
    /// P(base + won + outcome ≥ target).
    pub p_hit: Option<f64>,
    /// Outcomes of the pipeline.
    pub histogram: Vec<Bin>,
}

/// Open deals that deserve a doubt, and their weight in the forecast (Σ p · amount).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Hygiene {
    /// Past close date.
    pub overdue: Vec<Evidence>,
    /// Their weighted amount.
    pub overdue_weighted: f64,
    /// Open deals without probability (and no win rate to use).
    pub no_probability: Vec<Evidence>,
    /// Open deals without any close date: in no year's forecast but the first.
    pub no_date: Vec<Evidence>,
    /// Leads left out.
    pub leads_left_out: usize,
    /// Their amount.
    pub leads_amount: f64,
}

/// The answer to hurdle 3.
#[derive(Debug, Clone, PartialEq)]
pub struct ShareReport {
    /// Per account × product.
    pub lines: Vec<ShareLine>,
    /// Book-wide actual years: (year, revenue, wallet, share), ascending, over lines with both.
    pub history: Vec<(i16, f64, f64, f64)>,
    /// Per year from the as-of year on that has deals or a target.
    pub forecasts: Vec<Forecast>,
    /// The as-of fiscal year.
    pub current_year: i16,
    /// Where probabilities come from.
    pub probability: ProbabilityBasis,
    /// Sum, weighted sum and count of open deals (leads by the setting).
    pub open_amount: f64,
    /// Σ p · amount over open deals.
    pub open_weighted: f64,
    /// Open deals counted.
    pub open_deals: usize,
    /// Won so far: (count, amount).
    pub won: (usize, f64),
    /// Lost so far: (count, amount).
    pub lost: (usize, f64),
    /// Doubtful deals.
    pub hygiene: Hygiene,
    /// The sentence.
    pub finding: Finding,
}
