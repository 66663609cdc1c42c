use serde::Serialize;

use super::{AccountRef, EvidenceView, Lens, MessageView, names};
use crate::analysis::relationship::{
    AccountStanding, ContactStanding, Coverage, RelationshipReport,
};

/// Hurdle 7 as the wire sees it.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RelationshipsView<'a> {
    contacts: Vec<ContactView<'a>>,
    contacts_total: usize,
    accounts: Vec<AccountView<'a>>,
    accounts_total: usize,
    distribution: [u32; 5],
    not_assessed: u32,
    no_levels: bool,
    notes: Vec<MessageView>,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct ContactView<'a> {
    #[serde(flatten)]
    account: AccountRef<'a>,
    name: &'a str,
    title: Option<&'a str>,
    role: Option<&'a str>,
    power: Option<u8>,
    levels: [Option<i8>; 4],
    level: Option<i8>,
    thin: bool,
    veto: bool,
    coach: bool,
    disagreement: bool,
    target_level: Option<i8>,
    assessors: u32,
    age_days: Option<i64>,
    stale: bool,
    evidence: Vec<EvidenceView>,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct AccountView<'a> {
    #[serde(flatten)]
    account: AccountRef<'a>,
    contacts: &'a [usize],
    distribution: [u32; 5],
    not_assessed: u32,
    roles: CoverageView,
    power: CoverageView,
    power_supporting: CoverageView,
    veto: bool,
    coaches: u32,
    single_thread: bool,
    verdict: Vec<MessageView>,
}

#[derive(Debug, Clone, Serialize)]
struct CoverageView {
    covered: u32,
    of: u32,
}

impl From<Coverage> for CoverageView {
    fn from(c: Coverage) -> Self {
        Self {
            covered: c.covered,
            of: c.of,
        }
    }
}

pub(super) fn view<'a>(report: &'a RelationshipReport, lens: &Lens<'a>) -> RelationshipsView<'a> {
    RelationshipsView {
        contacts: report
            .contacts
            .iter()
            .take(lens.take())
            .map(|c| contact(c, lens))
            .collect(),
        contacts_total: report.contacts.len(),
        accounts: report
            .accounts
            .iter()
            .take(lens.take())
            .map(|a| account(a, lens))
            .collect(),
        accounts_total: report.accounts.len(),
        distribution: report.distribution,
        not_assessed: report.not_assessed,
        no_levels: report.no_levels,
        notes: report
            .notes
            .iter()
            .map(|m| MessageView::new(m, lens.words))
            .collect(),
    }
}

fn contact<'a>(c: &'a ContactStanding, lens: &Lens<'a>) -> ContactView<'a> {
    ContactView {
        account: lens.account(c.account),
        name: &c.name,
        title: c.title.as_deref(),
        role: c.role.as_ref().map(names::role),
        power: c.power.map(|p| p.get()),
        levels: c.levels.map(|l| l.map(|l| l.get())),
        level: c.level.map(|l| l.get()),
        thin: c.thin,
        veto: c.veto,
        coach: c.coach,
        disagreement: c.disagreement,
        target_level: c.target_level.map(|l| l.get()),
        assessors: c.assessors,
        age_days: c.age_days,
        stale: c.stale,
        evidence: EvidenceView::list(&c.evidence, lens),
    }
}

fn account<'a>(a: &'a AccountStanding, lens: &Lens<'a>) -> AccountView<'a> {
    AccountView {
        account: lens.account(a.account),
        contacts: &a.contacts,
        distribution: a.distribution,
        not_assessed: a.not_assessed,
        roles: a.roles.into(),
        power: a.power.into(),
        power_supporting: a.power_supporting.into(),
        veto: a.veto,
        coaches: a.coaches,
        single_thread: a.single_thread,
        verdict: a
            .verdict
            .iter()
            .map(|m| MessageView::new(m, lens.words))
            .collect(),
    }
}
