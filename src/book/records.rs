use jiff::civil::Date;

use super::{Level, Money, Origin, Power, Ratio};

/// Index of an account in [`super::Book::accounts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountId(pub u32);

/// The account's life-cycle stage with us, which decides the scorecard's weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum LifeStage {
    Early,
    Mid,
    Late,
}

/// A value of a column beyond the known fields.
#[derive(Debug, Clone, PartialEq)]
pub enum ExtraValue {
    /// A number or percentage (ratio).
    Number(f64),
    /// Yes or no.
    Bool(bool),
    /// Anything else.
    Text(String),
}

/// A customer.
#[derive(Debug, Clone, Default, PartialEq)]
#[expect(
    missing_docs,
    reason = "fields are those of the domain specification's Accounts table"
)]
pub struct Account {
    /// The name as first written.
    pub name: String,
    pub id: Option<String>,
    /// Its row in the Accounts table; `None` if the account is derived from names elsewhere.
    pub origin: Option<Origin>,
    pub parent: Option<String>,
    pub business_unit: Option<String>,
    pub region: Option<String>,
    pub industry: Option<String>,
    /// Rank in its industry, 1 is the largest.
    pub industry_rank: Option<u32>,
    pub stage: Option<LifeStage>,
    /// Our revenue there, last year.
    pub revenue: Option<Money>,
    /// The customer's own revenue or headcount; never ours.
    pub customer_size: Option<f64>,
    /// What the customer could spend with us, per year.
    pub potential: Option<Money>,
    /// The tier as the file gives it.
    pub tier: Option<String>,
    /// The order at stake.
    pub order_amount: Option<Money>,
    pub order_margin: Option<Ratio>,
    pub margin: Option<Ratio>,
    pub team: Option<String>,
    pub procurement_planned: Option<bool>,
    pub cross_region: Option<bool>,
    pub credit_ok: Option<bool>,
    pub roadmap_fit: Option<bool>,
    pub account_manager: Option<String>,
    pub solution_manager: Option<String>,
    pub delivery_manager: Option<String>,
    pub owner: Option<String>,
    /// Our people on it.
    pub headcount: Option<f64>,
    pub relationship_org: Option<String>,
    pub goals: Option<String>,
    /// `verdict:<unit>` cells that are known, in column order.
    pub verdicts: Vec<(String, bool)>,
    /// `amount:<unit>` cells that are known.
    pub unit_amounts: Vec<(String, Money)>,
    /// `margin:<unit>` cells that are known.
    pub unit_margins: Vec<(String, Ratio)>,
    /// Known values of other columns: (index into `Book::extra_columns`, value).
    pub extra: Vec<(u32, ExtraValue)>,
}

impl Account {
    /// The name, with the number that tells accounts of one name apart, if there is one.
    ///
    /// ```
    /// use kamlens::book::Account;
    /// let (name, id) = ("Acme".to_owned(), Some("C1".to_owned()));
    /// assert_eq!(Account { name, id, ..Account::default() }.label(), "Acme (C1)");
    /// ```
    pub fn label(&self) -> String {
        match &self.id {
            Some(number) => format!("{} ({number})", self.name),
            None => self.name.clone(),
        }
    }
}

/// Where a deal stands. A lead is a clear intent to buy, an opportunity a need we can serve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum DealKind {
    Lead,
    Opportunity,
    Won,
    Lost,
}

impl DealKind {
    /// A lead or an open opportunity.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Lead | Self::Opportunity)
    }
}

/// A lead, an open deal or a closed deal.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    missing_docs,
    reason = "fields are those of the domain specification's Opportunities table"
)]
pub struct Opportunity {
    pub origin: Origin,
    pub amount: Money,
    /// `None`: the deal counts in the forecast, under *no account*.
    pub account: Option<AccountId>,
    pub id: Option<String>,
    pub name: Option<String>,
    pub product: Option<String>,
    /// From the kind column, else from the stage's wording, else opportunity.
    pub kind: DealKind,
    pub stage: Option<String>,
    /// 0 … 1.
    pub probability: Option<Ratio>,
    pub probability_at: Option<Date>,
    pub created: Option<Date>,
    pub first_close_date: Option<Date>,
    pub close_date: Option<Date>,
    pub closed: Option<Date>,
    pub last_activity: Option<Date>,
    pub lost_stage: Option<String>,
    pub plan_id: Option<String>,
    pub team: Option<String>,
    pub region: Option<String>,
    pub owner: Option<String>,
    pub competitor: Option<String>,
    pub loss_reason: Option<String>,
    pub needs_confirmed: Option<bool>,
    pub reviewed: Option<bool>,
    pub coach: Option<bool>,
    pub extra: Vec<(u32, ExtraValue)>,
}

/// A decision role in the chain A D S I; other words are kept, outside the chain.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Role {
    Approver,
    Decider,
    Supporter,
    Influencer,
    Other(String),
}

/// One assessment row of one person.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    missing_docs,
    reason = "fields are those of the domain specification's Contacts table"
)]
pub struct Contact {
    pub origin: Origin,
    pub account: AccountId,
    pub name: String,
    pub title: Option<String>,
    pub role: Option<Role>,
    pub power: Option<Power>,
    /// recognition, participation, information, guidance; `None` is *not assessed*.
    pub levels: [Option<Level>; 4],
    pub target_level: Option<Level>,
    pub assessor: Option<String>,
    pub as_of: Option<Date>,
    pub reports_to: Option<String>,
    pub evidence: Option<String>,
}

/// Something that has happened.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    missing_docs,
    reason = "fields are those of the domain specification's Activities table"
)]
pub struct Activity {
    pub origin: Origin,
    pub account: AccountId,
    pub date: Date,
    pub kind: Option<String>,
    pub contact: Option<String>,
    pub owner: Option<String>,
    pub text: Option<String>,
}

/// How a wallet is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum WalletBasis {
    Measured,
    Estimated,
    Assumed,
}

/// Wallet, revenue and plan of one account, product and year.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    missing_docs,
    reason = "fields are those of the domain specification's Share table"
)]
pub struct ShareRow {
    pub origin: Origin,
    pub account: AccountId,
    /// Fiscal year.
    pub year: i16,
    pub product: Option<String>,
    pub wallet: Option<Money>,
    pub wallet_basis: Option<WalletBasis>,
    pub revenue: Option<Money>,
    pub target_share: Option<Ratio>,
    pub suppliers: Option<u32>,
    pub our_rank: Option<u32>,
    pub breakthrough: Option<bool>,
}

/// A quadrant of the balanced scorecard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Quadrant {
    Financial,
    Customer,
    Process,
    Learning,
}

impl Quadrant {
    /// In the order in which weights are written.
    pub const ALL: [Self; 4] = [
        Self::Financial,
        Self::Customer,
        Self::Process,
        Self::Learning,
    ];
}

/// Whether more or less is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Direction {
    Higher,
    Lower,
}

/// How a KPI's numbers are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum KpiUnit {
    Plain,
    /// Values are ratios (0.315 is 31.5 %).
    Percent,
    Money,
}

/// One scorecard entry.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    missing_docs,
    reason = "fields are those of the domain specification's KPIs table"
)]
pub struct Kpi {
    pub origin: Origin,
    pub account: AccountId,
    pub name: String,
    pub quadrant: Quadrant,
    pub unit: KpiUnit,
    /// `None`: not known yet; the weight is redistributed and the covered weight printed.
    pub actual: Option<f64>,
    pub target: Option<f64>,
    pub floor: Option<f64>,
    pub stretch: Option<f64>,
    /// From its column; without one, higher.
    pub direction: Direction,
    /// Within its quadrant; without a column, 1.
    pub weight: f64,
    pub period: Option<String>,
    /// Split over AR, SR, FR as ratios; `None` is *unallocated*.
    pub split: [Option<Ratio>; 3],
    pub bonus_pool: Option<Money>,
}
