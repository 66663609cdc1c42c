use crate::analysis::{Evidence, Finding};
use crate::book::{AccountId, WalletBasis};
use crate::words::Message;

/// Wallet, revenue and plan of one account × product in one year. Money in units.
#[derive(Debug, Clone, PartialEq)]
pub struct ShareYear {
    /// Fiscal year.
    pub year: i16,
    /// What the customer spends.
    pub wallet: Option<f64>,
    /// The wallet is not in the row: a planned share needs one, so the line's last known wallet is
    /// carried forward unchanged, as an assumption. It makes no share.
    pub wallet_carried: bool,
    /// How the wallet is known; `None`: the file does not say.
    pub wallet_basis: Option<WalletBasis>,
    /// Our revenue.
    pub revenue: Option<f64>,
    /// revenue / wallet; none without a wallet.
    pub share: Option<f64>,
    /// Revenue above the wallet: one of them is wrong.
    pub over_wallet: bool,
    /// Planned share.
    pub target_share: Option<f64>,
    /// Planned revenue target_share · wallet.
    pub target: Option<f64>,
    /// Required growth: this year's planned (or, in a year that has ended, actual) revenue less
    /// the year before's; none if the line lacks that year.
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

/// One year's forecast. Money in units. Independent deals, no slip.
///
/// If the year has a plan, everything in it is about the planned account × product lines, so that
/// like is compared with like; deals without an account count, deals of other accounts (or of a
/// product of the Share table that has no target) are `outside`. Without a plan it is about the
/// whole book.
#[derive(Debug, Clone, PartialEq)]
pub struct Forecast {
    /// Fiscal year.
    pub year: i16,
    /// Σ target_share · wallet.
    pub target: Option<f64>,
    /// Where the target comes from.
    pub target_basis: TargetBasis,
    /// The year whose actual revenue the base starts from: the last one before the as-of year, else
    /// the as-of year itself (its revenue so far). `None`: no revenue is known, and then there is
    /// neither base nor gap nor P(hit).
    pub base_year: Option<i16>,
    /// retention · what the year before brings: its actual revenue or, from the second year after
    /// the base year on, the mean of its own base, won deals and pipeline.
    pub base: f64,
    /// Won in the year; zero where the base is the year's own revenue.
    pub won: f64,
    /// max(0, target − base − won).
    pub gap: Option<f64>,
    /// Open deals in the forecast.
    pub deals: usize,
    /// Their plain sum.
    pub pipeline: f64,
    /// Σ p · amount.
    pub weighted: f64,
    /// The part of the pipeline that is qualified: needs_confirmed is not no.
    pub qualified: f64,
    /// Open deals of the year that are not about the planned lines.
    pub outside: usize,
    /// Their weighted amount.
    pub outside_weighted: f64,
    /// Expected losses aside: required coverage Σ amount / Σ p · amount of the qualified deals.
    pub required_coverage: Option<f64>,
    /// qualified / gap; none without a gap.
    pub coverage: Option<f64>,
    /// What the year's pipeline brings: 10th, 25th, 50th, 75th, 90th percentile of the draws (P10 is
    /// the low one). A percentile q is the least draw that at least q of all draws do not exceed.
    pub quantiles: [f64; 5],
    /// The year's revenue at those percentiles: base + won + outcome, with the whole distribution of
    /// the years between (not their mean). `None` without a base year.
    pub total_quantiles: Option<[f64; 5]>,
    /// Share of wallet at those percentiles: total / Σ wallet of the planned lines.
    pub share_quantiles: Option<[f64; 5]>,
    /// Planned share over the book: Σ target / Σ wallet.
    pub target_share: Option<f64>,
    /// P(total ≥ target): the share of draws, not rounded. `None` without a target, a base year or
    /// any deal in the book.
    pub p_hit: Option<f64>,
    /// max(0, target − P50 of the total).
    pub shortfall: Option<f64>,
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
    /// Open deals without probability (and no win rate to use): left out of the forecast.
    pub no_probability: Vec<Evidence>,
    /// Their amount.
    pub no_probability_amount: f64,
    /// Open deals without any close date: in no year's forecast but the first.
    pub no_date: Vec<Evidence>,
    /// Their weighted amount.
    pub no_date_weighted: f64,
    /// Open deals whose needs are not confirmed: in the forecast, but not qualified.
    pub not_qualified: Vec<Evidence>,
    /// Won deals without any date: in no year.
    pub won_no_date: usize,
    /// Leads left out.
    pub leads_left_out: usize,
    /// Their amount.
    pub leads_amount: f64,
}

/// What one account still lacks in a year of the plan. Money in units, means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AccountGap {
    /// The account.
    pub account: AccountId,
    /// Fiscal year.
    pub year: i16,
    /// Planned revenue.
    pub target: f64,
    /// As in [`Forecast::base`].
    pub base: f64,
    /// Won in the year.
    pub won: f64,
    /// Σ p · amount of its open deals closing in the year.
    pub weighted: f64,
    /// target − base − won − weighted; negative: more than enough.
    pub missing: f64,
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
    /// Per planned account, in the year that the finding is about; the widest gap first.
    pub gaps: Vec<AccountGap>,
    /// Median (the lower one) of the amounts of won deals: a typical deal.
    pub typical_deal: Option<f64>,
    /// Draws of the Monte Carlo.
    pub draws: u32,
    /// Share rows that a later row of the same account, product and year replaces.
    pub superseded: Vec<Evidence>,
    /// What a reader must know: independence, no slip, whose probabilities, what was left out.
    pub notes: Vec<Message>,
    /// The as-of fiscal year.
    pub current_year: i16,
    /// Where probabilities come from.
    pub probability: ProbabilityBasis,
    /// Plain sum of open deals (leads by the setting).
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
