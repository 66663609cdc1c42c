//! The columns that the book knows, per kind of table: one list, from which mapping, help texts and
//! "which columns would unlock this" are made.
//!
//! Long because it is a table: one entry per column, read by every stage.

/// A kind of table that the book knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TableKind {
    /// One row per customer.
    Accounts,
    /// One row per lead, open deal or closed deal.
    Opportunities,
    /// One row per person (and assessor and date).
    Contacts,
    /// One row per visit, call or meeting.
    Activities,
    /// One row per account, product and year: wallet and revenue.
    Share,
    /// One row per scorecard entry.
    Kpis,
}

impl TableKind {
    /// All kinds, in the order of domain.
    pub const ALL: [Self; 6] = [
        Self::Accounts,
        Self::Opportunities,
        Self::Contacts,
        Self::Activities,
        Self::Share,
        Self::Kpis,
    ];

    /// The stable lower-case name: `accounts`, `opportunities` …; words: `table.<name>`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Accounts => "accounts",
            Self::Opportunities => "opportunities",
            Self::Contacts => "contacts",
            Self::Activities => "activities",
            Self::Share => "share",
            Self::Kpis => "kpis",
        }
    }
}

/// How the cells of a field are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ValueKind {
    /// Kept as it is, trimmed.
    Text,
    /// An amount with currency signs and scales (万, 亿, K, M).
    Money,
    /// A plain number.
    Number,
    /// A whole number.
    Int,
    /// A percentage or ratio; the column decides which.
    Ratio,
    /// Yes or no.
    Bool,
    /// A civil date.
    Date,
    /// A (fiscal) year.
    Year,
    /// A relationship level −1 … 3.
    Level,
    /// Power 1 … 5.
    Power,
    /// early / mid / late.
    LifeStage,
    /// lead / opportunity / won / lost.
    DealKind,
    /// A / D / S / I, other words kept.
    Role,
    /// measured / estimated / assumed.
    WalletBasis,
    /// One of the four quadrants.
    Quadrant,
    /// higher / lower is better.
    Direction,
    /// A scorecard value: number, percent or money.
    Kpi,
}

/// A column that the book knows. The same field name may stand in several tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(
    missing_docs,
    reason = "the names are those of the domain specification's table"
)]
pub enum Field {
    Account,
    AccountId,
    Id,
    Parent,
    BusinessUnit,
    Region,
    Industry,
    IndustryRank,
    Stage,
    Revenue,
    CustomerSize,
    Potential,
    Tier,
    OrderAmount,
    OrderMargin,
    Margin,
    Team,
    ProcurementPlanned,
    CrossRegion,
    CreditOk,
    RoadmapFit,
    AccountManager,
    SolutionManager,
    DeliveryManager,
    Owner,
    Headcount,
    RelationshipOrg,
    Goals,
    Currency,
    Amount,
    Name,
    Product,
    Kind,
    IsWon,
    IsClosed,
    Probability,
    ProbabilityAt,
    Created,
    FirstCloseDate,
    CloseDate,
    Closed,
    LastActivity,
    LostStage,
    PlanId,
    Competitor,
    LossReason,
    NeedsConfirmed,
    Reviewed,
    Coach,
    Contact,
    Title,
    Role,
    Power,
    Recognition,
    Participation,
    Information,
    Guidance,
    TargetLevel,
    Assessor,
    AsOf,
    ReportsTo,
    Evidence,
    Date,
    Text,
    Year,
    Wallet,
    WalletBasis,
    TargetShare,
    Suppliers,
    OurRank,
    Breakthrough,
    Kpi,
    Quadrant,
    Actual,
    Target,
    Floor,
    Stretch,
    Direction,
    Weight,
    Period,
    ArShare,
    SrShare,
    FrShare,
    BonusPool,
}

impl Field {
    /// The stable snake_case name, as in the domain specification; words: `field.<name>`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::AccountId => "account_id",
            Self::Id => "id",
            Self::Parent => "parent",
            Self::BusinessUnit => "business_unit",
            Self::Region => "region",
            Self::Industry => "industry",
            Self::IndustryRank => "industry_rank",
            Self::Stage => "stage",
            Self::Revenue => "revenue",
            Self::CustomerSize => "customer_size",
            Self::Potential => "potential",
            Self::Tier => "tier",
            Self::OrderAmount => "order_amount",
            Self::OrderMargin => "order_margin",
            Self::Margin => "margin",
            Self::Team => "team",
            Self::ProcurementPlanned => "procurement_planned",
            Self::CrossRegion => "cross_region",
            Self::CreditOk => "credit_ok",
            Self::RoadmapFit => "roadmap_fit",
            Self::AccountManager => "account_manager",
            Self::SolutionManager => "solution_manager",
            Self::DeliveryManager => "delivery_manager",
            Self::Owner => "owner",
            Self::Headcount => "headcount",
            Self::RelationshipOrg => "relationship_org",
            Self::Goals => "goals",
            Self::Currency => "currency",
            Self::Amount => "amount",
            Self::Name => "name",
            Self::Product => "product",
            Self::Kind => "kind",
            Self::IsWon => "is_won",
            Self::IsClosed => "is_closed",
            Self::Probability => "probability",
            Self::ProbabilityAt => "probability_at",
            Self::Created => "created",
            Self::FirstCloseDate => "first_close_date",
            Self::CloseDate => "close_date",
            Self::Closed => "closed",
            Self::LastActivity => "last_activity",
            Self::LostStage => "lost_stage",
            Self::PlanId => "plan_id",
            Self::Competitor => "competitor",
            Self::LossReason => "loss_reason",
            Self::NeedsConfirmed => "needs_confirmed",
            Self::Reviewed => "reviewed",
            Self::Coach => "coach",
            Self::Contact => "contact",
            Self::Title => "title",
            Self::Role => "role",
            Self::Power => "power",
            Self::Recognition => "recognition",
            Self::Participation => "participation",
            Self::Information => "information",
            Self::Guidance => "guidance",
            Self::TargetLevel => "target_level",
            Self::Assessor => "assessor",
            Self::AsOf => "as_of",
            Self::ReportsTo => "reports_to",
            Self::Evidence => "evidence",
            Self::Date => "date",
            Self::Text => "text",
            Self::Year => "year",
            Self::Wallet => "wallet",
            Self::WalletBasis => "wallet_basis",
            Self::TargetShare => "target_share",
            Self::Suppliers => "suppliers",
            Self::OurRank => "our_rank",
            Self::Breakthrough => "breakthrough",
            Self::Kpi => "kpi",
            Self::Quadrant => "quadrant",
            Self::Actual => "actual",
            Self::Target => "target",
            Self::Floor => "floor",
            Self::Stretch => "stretch",
            Self::Direction => "direction",
            Self::Weight => "weight",
            Self::Period => "period",
            Self::ArShare => "ar_share",
            Self::SrShare => "sr_share",
            Self::FrShare => "fr_share",
            Self::BonusPool => "bonus_pool",
        }
    }

    /// The field with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|f| f.name() == name)
    }

    /// Every field.
    pub const ALL: &'static [Self] = &[
        Self::Account,
        Self::Id,
        Self::Parent,
        Self::BusinessUnit,
        Self::Region,
        Self::Industry,
        Self::IndustryRank,
        Self::Stage,
        Self::Revenue,
        Self::CustomerSize,
        Self::Potential,
        Self::Tier,
        Self::OrderAmount,
        Self::OrderMargin,
        Self::Margin,
        Self::Team,
        Self::ProcurementPlanned,
        Self::CrossRegion,
        Self::CreditOk,
        Self::RoadmapFit,
        Self::AccountManager,
        Self::SolutionManager,
        Self::DeliveryManager,
        Self::Owner,
        Self::Headcount,
        Self::RelationshipOrg,
        Self::Goals,
        Self::Currency,
        Self::Amount,
        Self::Name,
        Self::Product,
        Self::Kind,
        Self::Probability,
        Self::ProbabilityAt,
        Self::Created,
        Self::FirstCloseDate,
        Self::CloseDate,
        Self::Closed,
        Self::LastActivity,
        Self::LostStage,
        Self::PlanId,
        Self::Competitor,
        Self::LossReason,
        Self::NeedsConfirmed,
        Self::Reviewed,
        Self::Coach,
        Self::Contact,
        Self::Title,
        Self::Role,
        Self::Power,
        Self::Recognition,
        Self::Participation,
        Self::Information,
        Self::Guidance,
        Self::TargetLevel,
        Self::Assessor,
        Self::AsOf,
        Self::ReportsTo,
        Self::Evidence,
        Self::Date,
        Self::Text,
        Self::Year,
        Self::Wallet,
        Self::WalletBasis,
        Self::TargetShare,
        Self::Suppliers,
        Self::OurRank,
        Self::Breakthrough,
        Self::Kpi,
        Self::Quadrant,
        Self::Actual,
        Self::Target,
        Self::Floor,
        Self::Stretch,
        Self::Direction,
        Self::Weight,
        Self::Period,
        Self::ArShare,
        Self::SrShare,
        Self::FrShare,
        Self::BonusPool,
    ];
}

/// One column of a kind of table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldSpec {
    /// The field.
    pub field: Field,
    /// Without it the table is of no use.
    pub required: bool,
    /// How its cells are read.
    pub value: ValueKind,
}

const fn must(field: Field, value: ValueKind) -> FieldSpec {
    FieldSpec {
        field,
        required: true,
        value,
    }
}

const fn may(field: Field, value: ValueKind) -> FieldSpec {
    FieldSpec {
        field,
        required: false,
        value,
    }
}

/// The columns of a kind of table, required ones first.
pub fn fields(kind: TableKind) -> &'static [FieldSpec] {
    match kind {
        TableKind::Accounts => ACCOUNTS,
        TableKind::Opportunities => OPPORTUNITIES,
        TableKind::Contacts => CONTACTS,
        TableKind::Activities => ACTIVITIES,
        TableKind::Share => SHARE,
        TableKind::Kpis => KPIS,
    }
}

const ACCOUNTS: &[FieldSpec] = &[
    must(Field::Account, ValueKind::Text),
    may(Field::Id, ValueKind::Text),
    may(Field::Parent, ValueKind::Text),
    may(Field::BusinessUnit, ValueKind::Text),
    may(Field::Region, ValueKind::Text),
    may(Field::Industry, ValueKind::Text),
    may(Field::IndustryRank, ValueKind::Int),
    may(Field::Stage, ValueKind::LifeStage),
    may(Field::Revenue, ValueKind::Money),
    may(Field::CustomerSize, ValueKind::Number),
    may(Field::Potential, ValueKind::Money),
    may(Field::Tier, ValueKind::Text),
    may(Field::OrderAmount, ValueKind::Money),
    may(Field::OrderMargin, ValueKind::Ratio),
    may(Field::Margin, ValueKind::Ratio),
    may(Field::Team, ValueKind::Text),
    may(Field::ProcurementPlanned, ValueKind::Bool),
    may(Field::CrossRegion, ValueKind::Bool),
    may(Field::CreditOk, ValueKind::Bool),
    may(Field::RoadmapFit, ValueKind::Bool),
    may(Field::AccountManager, ValueKind::Text),
    may(Field::SolutionManager, ValueKind::Text),
    may(Field::DeliveryManager, ValueKind::Text),
    may(Field::Owner, ValueKind::Text),
    may(Field::Headcount, ValueKind::Number),
    may(Field::RelationshipOrg, ValueKind::Text),
    may(Field::Goals, ValueKind::Text),
    may(Field::Currency, ValueKind::Text),
];

const OPPORTUNITIES: &[FieldSpec] = &[
    must(Field::Amount, ValueKind::Money),
    may(Field::Account, ValueKind::Text),
    may(Field::AccountId, ValueKind::Text),
    may(Field::Id, ValueKind::Text),
    may(Field::Name, ValueKind::Text),
    may(Field::Product, ValueKind::Text),
    may(Field::Kind, ValueKind::DealKind),
    may(Field::IsWon, ValueKind::Bool),
    may(Field::IsClosed, ValueKind::Bool),
    may(Field::Stage, ValueKind::Text),
    may(Field::Probability, ValueKind::Ratio),
    may(Field::ProbabilityAt, ValueKind::Date),
    may(Field::Created, ValueKind::Date),
    may(Field::FirstCloseDate, ValueKind::Date),
    may(Field::CloseDate, ValueKind::Date),
    may(Field::Closed, ValueKind::Date),
    may(Field::LastActivity, ValueKind::Date),
    may(Field::LostStage, ValueKind::Text),
    may(Field::PlanId, ValueKind::Text),
    may(Field::Team, ValueKind::Text),
    may(Field::Region, ValueKind::Text),
    may(Field::Owner, ValueKind::Text),
    may(Field::Competitor, ValueKind::Text),
    may(Field::LossReason, ValueKind::Text),
    may(Field::NeedsConfirmed, ValueKind::Bool),
    may(Field::Reviewed, ValueKind::Bool),
    may(Field::Coach, ValueKind::Bool),
    may(Field::Currency, ValueKind::Text),
];

const CONTACTS: &[FieldSpec] = &[
    must(Field::Account, ValueKind::Text),
    may(Field::AccountId, ValueKind::Text),
    must(Field::Contact, ValueKind::Text),
    may(Field::Title, ValueKind::Text),
    may(Field::Role, ValueKind::Role),
    may(Field::Power, ValueKind::Power),
    may(Field::Recognition, ValueKind::Level),
    may(Field::Participation, ValueKind::Level),
    may(Field::Information, ValueKind::Level),
    may(Field::Guidance, ValueKind::Level),
    may(Field::TargetLevel, ValueKind::Level),
    may(Field::Assessor, ValueKind::Text),
    may(Field::AsOf, ValueKind::Date),
    may(Field::ReportsTo, ValueKind::Text),
    may(Field::Evidence, ValueKind::Text),
];

const ACTIVITIES: &[FieldSpec] = &[
    must(Field::Account, ValueKind::Text),
    may(Field::AccountId, ValueKind::Text),
    must(Field::Date, ValueKind::Date),
    may(Field::Kind, ValueKind::Text),
    may(Field::Contact, ValueKind::Text),
    may(Field::Owner, ValueKind::Text),
    may(Field::Text, ValueKind::Text),
];

const SHARE: &[FieldSpec] = &[
    must(Field::Account, ValueKind::Text),
    may(Field::AccountId, ValueKind::Text),
    must(Field::Year, ValueKind::Year),
    may(Field::Product, ValueKind::Text),
    may(Field::Wallet, ValueKind::Money),
    may(Field::WalletBasis, ValueKind::WalletBasis),
    may(Field::Revenue, ValueKind::Money),
    may(Field::TargetShare, ValueKind::Ratio),
    may(Field::Suppliers, ValueKind::Int),
    may(Field::OurRank, ValueKind::Int),
    may(Field::Breakthrough, ValueKind::Bool),
    may(Field::Currency, ValueKind::Text),
];

const KPIS: &[FieldSpec] = &[
    must(Field::Account, ValueKind::Text),
    may(Field::AccountId, ValueKind::Text),
    must(Field::Kpi, ValueKind::Text),
    must(Field::Quadrant, ValueKind::Quadrant),
    must(Field::Actual, ValueKind::Kpi),
    must(Field::Target, ValueKind::Kpi),
    may(Field::Floor, ValueKind::Kpi),
    may(Field::Stretch, ValueKind::Kpi),
    may(Field::Direction, ValueKind::Direction),
    may(Field::Weight, ValueKind::Number),
    may(Field::Period, ValueKind::Text),
    may(Field::ArShare, ValueKind::Ratio),
    may(Field::SrShare, ValueKind::Ratio),
    may(Field::FrShare, ValueKind::Ratio),
    may(Field::BonusPool, ValueKind::Money),
];
