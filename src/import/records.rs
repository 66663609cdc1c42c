//! Rows → records, one function per kind of table.

use super::accounts::Directory;
use super::row::{Row, raw};
use super::sheet::{RowKind, Sheet};
use super::synonyms::UnitColumn;
use super::values::Meaning;
use crate::book::{
    Account, AccountId, Activity, Contact, DealKind, Direction, ExtraValue, Field, Kpi, KpiUnit,
    LifeStage, Opportunity, Quadrant, Role, ShareRow, TableKind, WalletBasis,
};
use crate::table::Diagnostic;

/// The records made so far.
#[derive(Debug, Default)]
pub(super) struct Records {
    pub(super) opportunities: Vec<Opportunity>,
    pub(super) contacts: Vec<Contact>,
    pub(super) activities: Vec<Activity>,
    pub(super) share: Vec<ShareRow>,
    pub(super) kpis: Vec<Kpi>,
}

/// Reads one table into records.
pub(super) struct Reading<'a> {
    pub(super) sheet: &'a Sheet<'a>,
    pub(super) source: u32,
    pub(super) currency: Option<&'a str>,
    pub(super) fiscal_start: i8,
    pub(super) extra_columns: &'a [String],
    pub(super) directory: &'a mut Directory,
    pub(super) records: &'a mut Records,
    pub(super) diagnostics: &'a mut Vec<Diagnostic>,
}

/// Why a row made no record: the required field without a value, or said already.
type Aside = Option<Field>;

impl Reading<'_> {
    /// Reads the table; how many rows became records.
    pub(super) fn read(&mut self) -> u32 {
        let Some(kind) = self.sheet.kind() else {
            return 0;
        };
        let (mut used, mut derived) = (0, Vec::new());
        let first_deal = self.records.opportunities.len();
        let known = !self.directory.accounts.is_empty();
        for &(at, row_kind) in &self.sheet.rows {
            if let Some(code) = aside(row_kind) {
                let place = self.sheet.table.addr(at, 0);
                let text = raw(self.sheet.table.cell(at, 0)).into_owned();
                self.diagnostics
                    .push(Diagnostic::note(code).at(place, text));
                continue;
            }
            let before = self.directory.accounts.len();
            match self.record(kind, at) {
                Ok(()) => used += 1,
                Err(missing) => {
                    if let Some(field) = missing {
                        self.row(at).missing(field);
                    }
                }
            }
            if kind != TableKind::Accounts && self.directory.accounts.len() > before {
                derived.push(at);
            }
        }
        self.say_derived(known, &derived);
        self.say_odd_deals(first_deal);
        used
    }

    /// Deals without an account, and deals that close before they were created, once per table.
    fn say_odd_deals(&mut self, first: usize) {
        let deals = self.records.opportunities.get(first..).unwrap_or_default();
        let homeless: Vec<&Opportunity> = deals.iter().filter(|d| d.account.is_none()).collect();
        let early = |d: &&Opportunity| {
            let closes = d.closed.or(d.close_date);
            closes
                .zip(d.created)
                .is_some_and(|(closes, created)| closes < created)
        };
        let early: Vec<&Opportunity> = deals.iter().filter(early).collect();
        for (code, deals, field) in [
            ("deals-without-account", homeless, Field::Account),
            ("closed-before-created", early, Field::CloseDate),
        ] {
            if let Some(deal) = deals.first() {
                let row = deal.origin.row - self.sheet.table.origin.0;
                let plan = self.sheet.plans.iter().find(|(f, _)| *f == field);
                let col = plan.map_or(0, |(_, plan)| plan.col);
                let text = raw(self.sheet.table.cell(row, col)).into_owned();
                let at = self.sheet.table.addr(row, col);
                self.diagnostics
                    .push(Diagnostic::note(code).with("n", deals.len()).at(at, text));
            }
        }
    }

    fn say_derived(&mut self, known: bool, derived: &[u32]) {
        let code = if known {
            "unknown-accounts"
        } else {
            "accounts-derived"
        };
        let col = self
            .sheet
            .plans
            .iter()
            .find(|(f, _)| *f == Field::Account)
            .map_or(0, |(_, p)| p.col);
        if let Some(&first) = derived.first() {
            let at = self.sheet.table.addr(first, col);
            let text = raw(self.sheet.table.cell(first, col)).into_owned();
            let note = Diagnostic::note(code)
                .with("n", derived.len())
                .with("first", text.as_str());
            self.diagnostics.push(note.at(at, text));
        }
    }

    fn row(&mut self, at: u32) -> Row<'_> {
        Row {
            table: self.sheet.table,
            row: at,
            plans: &self.sheet.plans,
            currency: self.currency,
            fiscal_start: self.fiscal_start,
            diagnostics: self.diagnostics,
            source: self.source,
        }
    }

    fn record(&mut self, kind: TableKind, at: u32) -> Result<(), Aside> {
        match kind {
            TableKind::Accounts => self.account_row(at),
            TableKind::Opportunities => {
                let deal = opportunity(&mut self.row(at))?;
                let account = self.row(at).text(Field::Account);
                let account = account.map(|name| self.directory.find_or_derive(&name).0);
                let extra = self.extra(at);
                self.records.opportunities.push(Opportunity {
                    account,
                    extra,
                    ..deal
                });
                Ok(())
            }
            TableKind::Contacts => {
                let given = self.sheet.given_name;
                let (name, contact) = contact(&mut self.row(at), given)?;
                let account = self.directory.find_or_derive(&name).0;
                self.records.contacts.push(Contact { account, ..contact });
                Ok(())
            }
            TableKind::Activities => {
                let (name, activity) = activity(&mut self.row(at))?;
                let account = self.directory.find_or_derive(&name).0;
                self.records.activities.push(Activity {
                    account,
                    ..activity
                });
                Ok(())
            }
            TableKind::Share => {
                let (name, share) = share(&mut self.row(at))?;
                let account = self.directory.find_or_derive(&name).0;
                self.records.share.push(ShareRow { account, ..share });
                Ok(())
            }
            TableKind::Kpis => {
                let (name, kpi) = kpi(&mut self.row(at))?;
                let account = self.directory.find_or_derive(&name).0;
                self.records.kpis.push(Kpi { account, ..kpi });
                Ok(())
            }
        }
    }

    fn account_row(&mut self, at: u32) -> Result<(), Aside> {
        let mut account = account(&mut self.row(at))?;
        account.extra = self.extra(at);
        for (what, unit, plan) in &self.sheet.units {
            // A unit's column is read like the field of the same kind.
            let field = match what {
                UnitColumn::Verdict => Field::CreditOk,
                UnitColumn::Amount => Field::OrderAmount,
                UnitColumn::Margin => Field::OrderMargin,
            };
            let plans = [(field, *plan)];
            let mut row = self.row(at);
            row.plans = &plans;
            match what {
                UnitColumn::Verdict => account
                    .verdicts
                    .extend(row.flag(field).map(|v| (unit.clone(), v))),
                UnitColumn::Amount => account
                    .unit_amounts
                    .extend(row.money(field).map(|v| (unit.clone(), v))),
                UnitColumn::Margin => account
                    .unit_margins
                    .extend(row.ratio(field).map(|v| (unit.clone(), v))),
            }
        }
        let name = account.name.clone();
        if self.directory.add(account).is_none() {
            let place = self.sheet.table.addr(at, 0);
            let note = Diagnostic::warning("duplicate-account").with("name", name.as_str());
            self.diagnostics.push(note.at(place, name));
            return Err(None);
        }
        Ok(())
    }

    fn extra(&self, at: u32) -> Vec<(u32, ExtraValue)> {
        let columns = self.sheet.extras.iter();
        columns
            .filter_map(|(header, plan)| {
                let index = self.extra_columns.iter().position(|name| name == header)?;
                Some((index as u32, plan.value(self.sheet.table, at)?))
            })
            .collect()
    }
}

fn aside(kind: RowKind) -> Option<&'static str> {
    match kind {
        RowKind::Data => None,
        RowKind::Totals => Some("totals-row"),
        RowKind::Note => Some("note-row"),
        RowKind::Header => Some("repeated-header"),
    }
}

fn need<T>(value: Option<T>, field: Field) -> Result<T, Aside> {
    value.ok_or(Some(field))
}

fn account(row: &mut Row) -> Result<Account, Aside> {
    let id = row.text(Field::Id);
    let name = row.text(Field::Account).or_else(|| id.clone());
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

fn opportunity(row: &mut Row) -> Result<Opportunity, Aside> {
    let amount = need(row.money(Field::Amount), Field::Amount)?;
    let kind = row.word_if_known(Field::Kind, Meaning::Deal);
    let stage_kind = row.word_if_known(Field::Stage, Meaning::Deal);
    Ok(Opportunity {
        origin: row.origin(),
        amount,
        account: None,
        id: row.text(Field::Id),
        name: row.text(Field::Name),
        product: row.text(Field::Product),
        kind: kind.or(stage_kind).map_or(DealKind::Opportunity, deal_kind),
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

fn deal_kind(word: &str) -> DealKind {
    match word {
        "lead" => DealKind::Lead,
        "won" => DealKind::Won,
        "lost" => DealKind::Lost,
        _ => DealKind::Opportunity,
    }
}

/// A contact and the text that names its account. The account's id is filled in by the caller.
fn contact(row: &mut Row, given: Option<u32>) -> Result<(String, Contact), Aside> {
    let account = need(row.text(Field::Account), Field::Account)?;
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

fn activity(row: &mut Row) -> Result<(String, Activity), Aside> {
    let account = need(row.text(Field::Account), Field::Account)?;
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

fn share(row: &mut Row) -> Result<(String, ShareRow), Aside> {
    let account = need(row.text(Field::Account), Field::Account)?;
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
        target_share: row.ratio(Field::TargetShare),
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

fn kpi(row: &mut Row) -> Result<(String, Kpi), Aside> {
    let account = need(row.text(Field::Account), Field::Account)?;
    let name = need(row.text(Field::Kpi), Field::Kpi)?;
    let quadrant = row
        .word(Field::Quadrant, Meaning::Quadrant)
        .and_then(quadrant);
    let quadrant = need(quadrant, Field::Quadrant)?;
    let values = [Field::Actual, Field::Target, Field::Floor, Field::Stretch].map(|f| row.kpi(f));
    let (unit, [actual, target, floor, stretch]) = one_unit(&name, values);
    let lower = row.word(Field::Direction, Meaning::Direction) == Some("lower");
    let kpi = Kpi {
        origin: row.origin(),
        account: AccountId(0),
        name,
        quadrant,
        unit,
        actual,
        target,
        floor,
        stretch,
        direction: if lower {
            Direction::Lower
        } else {
            Direction::Higher
        },
        weight: kpi_weight(row),
        period: row.text(Field::Period),
        split: [Field::ArShare, Field::SrShare, Field::FrShare].map(|f| row.ratio(f)),
        bonus_pool: row.money(Field::BonusPool),
    };
    Ok((account, kpi))
}

fn kpi_weight(row: &mut Row) -> f64 {
    row.number(Field::Weight).unwrap_or(1.0)
}

/// Brings a KPI's values to one unit: a percent sign on one of them is a percent sign on all.
fn one_unit(name: &str, values: [Option<(f64, KpiUnit)>; 4]) -> (KpiUnit, [Option<f64>; 4]) {
    let known = || values.iter().flatten();
    let is = |unit: KpiUnit| known().any(|(_, u)| *u == unit);
    let lower = name.to_lowercase();
    let named = RATIO_NAMES
        .iter()
        .any(|end| lower.trim_end_matches([')', '）', ' ']).ends_with(end));
    let small = known().all(|(value, _)| value.abs() <= 2.0)
        && known().any(|(value, _)| value.fract() != 0.0);
    let unit = if is(KpiUnit::Percent) || (named && small) {
        KpiUnit::Percent
    } else if is(KpiUnit::Money) {
        KpiUnit::Money
    } else {
        KpiUnit::Plain
    };
    let one = |(value, written): (f64, KpiUnit)| {
        let whole = unit == KpiUnit::Percent && written == KpiUnit::Plain && value.abs() > 2.0;
        if whole { value / 100.0 } else { value }
    };
    (unit, values.map(|v| v.map(one)))
}

fn quadrant(word: &str) -> Option<Quadrant> {
    match word {
        "financial" => Some(Quadrant::Financial),
        "customer" => Some(Quadrant::Customer),
        "process" => Some(Quadrant::Process),
        "learning" => Some(Quadrant::Learning),
        _ => None,
    }
}
