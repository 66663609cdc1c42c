//! One row of accounts, deals, contacts, activities and shares.

use super::{Aside, need};
use crate::book::{
    Account, AccountId, Activity, Contact, DealKind, Field, LifeStage, Opportunity, Role, ShareRow,
    WalletBasis,
};
use crate::import::accounts::Named;
use crate::import::row::{Row, raw};
use crate::import::values::Meaning;

pub(super) fn account(row: &mut Row) -> Result<Account, Aside> {
    let id = row.key(Field::Id);
    let name = row.key(Field::Account).or_else(|| id.clone());
    Ok(Account {
        name: need(name, Field::Account)?,
        id,
        origin: Some(row.origin()),
        parent: row.text(Field::Parent),
        business_unit: row.text(Field::BusinessUnit),
        region: row.text(Field::Region),
        industry: row.text(Field::Industry),
        industry_rank: row.count(Field::IndustryRank),
        stage: row
            .word(Field::Stage, Meaning::LifeStage)
            .and_then(life_stage),
        revenue: row.money(Field::Revenue),
        customer_size: row.number(Field::CustomerSize),
        potential: row.money(Field::Potential),
        tier: row.text(Field::Tier),
        order_amount: row.money(Field::OrderAmount),
        order_margin: row.ratio(Field::OrderMargin),
        margin: row.ratio(Field::Margin),
        team: row.text(Field::Team),
        procurement_planned: row.flag(Field::ProcurementPlanned),
        cross_region: row.flag(Field::CrossRegion),
        credit_ok: row.flag(Field::CreditOk),
        roadmap_fit: row.flag(Field::RoadmapFit),
        account_manager: row.text(Field::AccountManager),
        solution_manager: row.text(Field::SolutionManager),
        delivery_manager: row.text(Field::DeliveryManager),
        owner: row.text(Field::Owner),
        headcount: row.number(Field::Headcount),
        relationship_org: row.text(Field::RelationshipOrg),
        goals: row.text(Field::Goals),
        ..Account::default()
    })
}

fn life_stage(word: &str) -> Option<LifeStage> {
    match word {
        "early" => Some(LifeStage::Early),
        "mid" => Some(LifeStage::Mid),
        "late" => Some(LifeStage::Late),
        _ => None,
    }
}

pub(super) fn opportunity(row: &mut Row) -> Result<Opportunity, Aside> {
    let amount = need(row.money(Field::Amount), Field::Amount)?;
    let kind = row.deal_kind(Field::Kind);
    let stage_kind = row.deal_kind(Field::Stage);
    Ok(Opportunity {
        origin: row.origin(),
        amount,
        account: None,
        id: row.key(Field::Id),
        name: row.text(Field::Name),
        product: row.text(Field::Product),
        kind: ticked(row)
            .or(surer(kind, stage_kind))
            .map_or(DealKind::Opportunity, deal_kind),
        stage: row.text(Field::Stage),
        probability: row.probability(Field::Probability),
        probability_at: row.date(Field::ProbabilityAt),
        created: row.date(Field::Created),
        first_close_date: row.date(Field::FirstCloseDate),
        close_date: row.date(Field::CloseDate),
        closed: row.date(Field::Closed),
        last_activity: row.date(Field::LastActivity),
        lost_stage: row.text(Field::LostStage),
        plan_id: row.text(Field::PlanId),
        team: row.text(Field::Team),
        region: row.text(Field::Region),
        owner: row.text(Field::Owner),
        competitor: row.text(Field::Competitor),
        loss_reason: row.text(Field::LossReason),
        needs_confirmed: row.flag(Field::NeedsConfirmed),
        reviewed: row.flag(Field::Reviewed),
        coach: row.flag(Field::Coach),
        extra: Vec::new(),
    })
}

/// What the columns *Won* and *Closed* say, where they have ticks: what is closed and not won is lost.
fn ticked(row: &mut Row) -> Option<&'static str> {
    let won = row.flag(Field::IsWon);
    let closed = row.flag(Field::IsClosed);
    match (won, closed) {
        (Some(true), _) => Some("won"),
        (Some(false), Some(true)) => Some("lost"),
        // What is not closed is open, unless its stage says more.
        _ => None,
    }
}

/// What its own column says; but an *active* record whose stage is won or lost has ended.
fn surer(kind: Option<&'static str>, stage: Option<&'static str>) -> Option<&'static str> {
    match (kind, stage) {
        (Some("opportunity"), Some("won" | "lost")) => stage,
        _ => kind.or(stage),
    }
}

fn deal_kind(word: &str) -> DealKind {
    match word {
        "lead" => DealKind::Lead,
        "won" => DealKind::Won,
        "lost" => DealKind::Lost,
        _ => DealKind::Opportunity,
    }
}

/// What a row says of its account: a number, a name or both.
pub(super) fn named(row: &mut Row) -> Result<Named, Aside> {
    let id = row.key(Field::AccountId);
    let name = row.key(Field::Account).or_else(|| id.clone());
    let name = need(name, Field::Account)?;
    Ok(Named { name, id })
}

/// A contact and what its row says of its account, whose place in the book the caller fills in.
pub(super) fn contact(row: &mut Row, given: Option<u32>) -> Result<(Named, Contact), Aside> {
    let account = named(row)?;
    let family = row.text(Field::Contact);
    let first = given.map(|col| raw(row.table.cell(row.row, col)).trim().to_owned());
    let name = match (first.filter(|f| !f.is_empty()), family) {
        (Some(first), Some(family)) => Some(format!("{first} {family}")),
        (first, family) => family.or(first),
    };
    let contact = Contact {
        origin: row.origin(),
        account: AccountId(0),
        name: need(name, Field::Contact)?,
        title: row.text(Field::Title),
        role: role(row),
        power: row.power(Field::Power),
        levels: [
            row.level(Field::Recognition),
            row.level(Field::Participation),
            row.level(Field::Information),
            row.level(Field::Guidance),
        ],
        target_level: row.level(Field::TargetLevel),
        assessor: row.text(Field::Assessor),
        as_of: row.date(Field::AsOf),
        reports_to: row.text(Field::ReportsTo),
        evidence: row.text(Field::Evidence),
    };
    Ok((account, contact))
}

/// A D S I by their words; other words are kept, and *coach* among them is a word like any other.
fn role(row: &mut Row) -> Option<Role> {
    let text = row.text(Field::Role)?;
    Some(match row.word_if_known(Field::Role, Meaning::Role) {
        Some("approver") => Role::Approver,
        Some("decider") => Role::Decider,
        Some("supporter") => Role::Supporter,
        Some("influencer") => Role::Influencer,
        _ => Role::Other(text),
    })
}

pub(super) fn activity(row: &mut Row) -> Result<(Named, Activity), Aside> {
    let account = named(row)?;
    let activity = Activity {
        origin: row.origin(),
        account: AccountId(0),
        date: need(row.date(Field::Date), Field::Date)?,
        kind: row.text(Field::Kind),
        contact: row.text(Field::Contact),
        owner: row.text(Field::Owner),
        text: row.text(Field::Text),
    };
    Ok((account, activity))
}

pub(super) fn share(row: &mut Row) -> Result<(Named, ShareRow), Aside> {
    let account = named(row)?;
    let share = ShareRow {
        origin: row.origin(),
        account: AccountId(0),
        year: need(row.year(Field::Year), Field::Year)?,
        product: row.text(Field::Product),
        wallet: row.money(Field::Wallet),
        wallet_basis: row
            .word(Field::WalletBasis, Meaning::Wallet)
            .and_then(wallet_basis),
        revenue: row.money(Field::Revenue),
        target_share: row.probability(Field::TargetShare),
        suppliers: row.count(Field::Suppliers),
        our_rank: row.count(Field::OurRank),
        breakthrough: row.flag(Field::Breakthrough),
    };
    Ok((account, share))
}

fn wallet_basis(word: &str) -> Option<WalletBasis> {
    match word {
        "measured" => Some(WalletBasis::Measured),
        "estimated" => Some(WalletBasis::Estimated),
        "assumed" => Some(WalletBasis::Assumed),
        _ => None,
    }
}
