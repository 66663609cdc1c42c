use crate::analysis::Evidence;
use crate::analysis::tiering::AmountBasis;
use crate::book::AccountId;
use crate::words::Message;

/// How an amount is spread over the accounts. Shares are ratios.
#[derive(Debug, Clone, PartialEq)]
pub struct Concentration {
    /// What the amounts are.
    pub basis: AmountBasis,
    /// Accounts that count: those with a known amount, zeros too, parents that are the sum of
    /// their subsidiaries not.
    pub n: usize,
    /// Of these, accounts with exactly nothing.
    pub zeros: usize,
    /// Of these, accounts below zero, which count as nothing.
    pub negatives: usize,
    /// Accounts whose amount is not known: left out.
    pub unknown: usize,
    /// Parents that are the sum of their subsidiaries: left out.
    pub sums: usize,
    /// Units of money.
    pub total: f64,
    /// The figures; `None` where nothing is positive.
    pub figures: Option<Figures>,
    /// The accounts, largest first.
    pub points: Vec<Point>,
}

/// Figures of a concentration.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figures {
    /// Gini coefficient, 0 (all equal) … (n − 1) / n: Σ|xᵢ − xⱼ| / (2n²·mean). Not corrected for
    /// small n, so that a book beside its copy has the same.
    pub gini: f64,
    /// Herfindahl–Hirschman index Σ sᵢ², 1/n … 1 (times 10,000 in points).
    pub hhi: f64,
    /// 1/HHI: as many accounts of equal size would be as concentrated.
    pub effective: f64,
    /// Share of the five largest (of all, if there are fewer).
    pub cr5: f64,
    /// The least number of accounts that bring [`super::TOP_SHARE`].
    pub top: usize,
    /// What they bring.
    pub top_share: f64,
}

/// An account on the curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// The account.
    pub account: AccountId,
    /// Units of money, below zero as zero.
    pub amount: f64,
    /// Share of the accounts down to this one.
    pub accounts: f64,
    /// Share of the amount down to this one.
    pub share: f64,
}

/// What counts as orders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrdersBasis {
    /// Amounts of deals won in a fiscal year: the latest, up to the as-of date, that has any.
    Won {
        /// The fiscal year.
        year: i16,
        /// The as-of date lies in that year: more may come.
        open: bool,
    },
    /// The order at stake, as the file has it.
    OrderAmount,
}

/// Whom a productivity is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// A tier that its accounts have in the low and in the high case: index into the tiers.
    Tier(usize),
    /// Accounts whose tier is not decided.
    Open,
    /// Accounts without any tier.
    NoTier,
    /// A team.
    Team(String),
    /// Accounts without a team.
    NoTeam,
    /// All accounts.
    All,
}

/// Orders per head of a group. Only accounts with orders and people count in all three sums.
#[derive(Debug, Clone, PartialEq)]
pub struct Productivity {
    /// Whose.
    pub group: Group,
    /// Accounts that count.
    pub accounts: usize,
    /// Accounts whose headcount is not known.
    pub no_headcount: usize,
    /// Accounts with nobody on them.
    pub nobody: usize,
    /// Accounts with people whose orders are not known.
    pub no_orders: usize,
    /// Units of money.
    pub orders: f64,
    /// People.
    pub heads: f64,
    /// Units of money per head; `None` where no account counts.
    pub per_head: Option<f64>,
    /// The accounts that count, largest orders first.
    pub evidence: Vec<Evidence>,
}

/// Fat fields give much per head and are nearly reaped; thin fields the opposite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum FieldKind {
    Fat,
    Thin,
}

/// Potential against what is realised of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Ground {
    /// The account.
    pub account: AccountId,
    /// Potential − revenue, units of money; negative where the revenue is beyond the potential.
    pub unrealised: f64,
    /// Revenue / potential, where the potential is positive.
    pub realised: Option<f64>,
    /// Revenue · margin / headcount, where known and somebody is on the account.
    pub margin_per_head: Option<f64>,
    /// Unrealised potential / headcount.
    pub unrealised_per_head: Option<f64>,
    /// Fat or thin; most accounts are neither.
    pub kind: Option<FieldKind>,
    /// Its cells.
    pub evidence: Evidence,
}

/// Potential against revenue over the book.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Potential {
    /// Accounts with both known, most unrealised first; parents that are a sum left out.
    pub grounds: Vec<Ground>,
    /// Σ potential of these.
    pub potential: f64,
    /// Σ revenue of these.
    pub revenue: f64,
    /// Of these, accounts with more revenue than potential.
    pub beyond: usize,
    /// The medians that part the fields, (margin, unrealised) per head; `None` with fewer than
    /// [`super::LEAST_FIELDS`] accounts that have both.
    pub medians: Option<(f64, f64)>,
    /// Accounts that have both per head.
    pub measured: usize,
}

/// What to do about an account that binds more than it brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Advice {
    /// Let it go: all that is known speaks for it.
    Drop,
    /// Give it no more people: its potential is not known, a deal is open, or it is a fat field.
    Starve,
}

/// Why an account is listed, or not to be dropped at once.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reason {
    /// Even in its best case it has the lowest tier.
    LowTier,
    /// Its share of the amount is less than [`super::SMALL`] of an equal share.
    SmallShare(f64),
    /// The same of the potential.
    LowPotential(f64),
    /// So many people are on it.
    Headcount(f64),
    /// Its potential is not known.
    PotentialUnknown,
    /// Opportunities of so much are open.
    OpenDeals(f64),
    /// It is a fat field.
    FatField,
}

/// An account to drop or to starve.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The account.
    pub account: AccountId,
    /// What to do.
    pub advice: Advice,
    /// Why.
    pub reasons: Vec<Reason>,
    /// Its amount, units of money.
    pub amount: f64,
    /// People on it, if known.
    pub heads: Option<f64>,
    /// Its cells.
    pub evidence: Evidence,
}

/// Where the amount, the potential and the people are.
#[derive(Debug, Clone, PartialEq)]
pub struct FocusReport {
    /// Of revenue (without any, of the amount that ranks), then of potential; those known.
    pub concentration: Vec<Concentration>,
    /// What counts as orders, if anything does.
    pub orders: Option<OrdersBasis>,
    /// Per tier, best first, then all.
    pub tiers: Vec<Productivity>,
    /// Per team, most per head first; empty without teams.
    pub teams: Vec<Productivity>,
    /// Potential against revenue.
    pub potential: Potential,
    /// Accounts to drop or to starve: most people first, then the smallest amount.
    pub candidates: Vec<Candidate>,
    /// What this says (`focus.say.…`).
    pub sentences: Vec<Message>,
    /// Choices and limits (`focus.note.…`).
    pub notes: Vec<Message>,
}
