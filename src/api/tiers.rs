use serde::Serialize;

use super::audit::{self, AuditView};
use super::migration::{self, MigrationView};
use super::policy::{self, PolicyFile};
use super::{AccountRef, EvidenceView, Lens, MessageView, names};
use crate::analysis::tiering::acceptability::FRAGILE;
use crate::analysis::tiering::{AccountTier, TiersReport};

/// Hurdle 1 as the wire sees it.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TiersView<'a> {
    basis: &'static str,
    /// As it was applied: without overrides.
    policy: Option<PolicyFile>,
    /// As it can be saved.
    source: PolicyFile,
    unknown_columns: Vec<UnknownColumnView>,
    robustness: Option<RobustnessView>,
    audit: Option<AuditView<'a>>,
    migration: Option<MigrationView<'a>>,
    tiers: Vec<TierView<'a>>,
    key_line: usize,
    amount_basis: Option<&'static str>,
    accounts: Vec<AccountTierView<'a>>,
    accounts_total: usize,
    not_assessable: usize,
    notes: Vec<MessageView>,
}

/// How the weights were varied.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct RobustnessView {
    concentration: f64,
    draws: usize,
    fragile: usize,
    /// Share of draws below which a tier is fragile.
    fragile_below: f64,
}

/// A column whose unknown cells keep tiers open.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct UnknownColumnView {
    subject: String,
    cells: usize,
    firm: usize,
    ruled_out: usize,
}

#[derive(Debug, Clone, Serialize)]
struct TierView<'a> {
    name: &'a str,
    cutoff: f64,
    firm: usize,
    provisional: usize,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AccountTierView<'a> {
    #[serde(flatten)]
    account: AccountRef<'a>,
    score_low: f64,
    score_high: f64,
    tier_low: &'a str,
    tier_high: &'a str,
    possible: usize,
    firm: bool,
    assessable: bool,
    contributions: Vec<ContributionView>,
    gates: Vec<&'static str>,
    worth_finding: Option<usize>,
    worth_leaves: Option<usize>,
    acceptability: Option<f64>,
    fragile: bool,
    group_rule: Option<GroupRuleView>,
    verdicts: Vec<VerdictView<'a>>,
    disputed: bool,
    unit_amounts: Vec<UnitAmountView<'a>>,
    file_tier: Option<&'a str>,
    amount: Option<f64>,
    evidence: Vec<EvidenceView>,
}

#[derive(Debug, Clone, Serialize)]
struct ContributionView {
    value: Option<f64>,
    low: f64,
    high: f64,
}

#[derive(Debug, Clone, Serialize)]
struct GroupRuleView {
    passed: u8,
    failed: u8,
    unknown: u8,
}

#[derive(Debug, Clone, Serialize)]
struct VerdictView<'a> {
    unit: &'a str,
    verdict: bool,
}

#[derive(Debug, Clone, Serialize)]
struct UnitAmountView<'a> {
    unit: &'a str,
    amount: f64,
    share: Option<f64>,
}

pub(super) fn view<'a>(report: &'a TiersReport, lens: &Lens<'a>) -> TiersView<'a> {
    TiersView {
        basis: names::basis(report.basis),
        policy: report.policy.as_ref().map(PolicyFile::new),
        source: PolicyFile::new(&report.source),
        unknown_columns: report
            .unknown_columns
            .iter()
            .map(|c| UnknownColumnView {
                subject: policy::subject_name(&c.subject),
                cells: c.cells,
                firm: c.firm,
                ruled_out: c.ruled_out,
            })
            .collect(),
        robustness: report.robustness.map(|r| RobustnessView {
            concentration: r.concentration,
            draws: r.draws,
            fragile: r.fragile,
            fragile_below: FRAGILE,
        }),
        audit: report.audit.as_ref().map(|a| audit::view(a, lens)),
        migration: report
            .migration
            .as_ref()
            .map(|m| migration::view(m, report, lens)),
        tiers: report
            .tiers
            .iter()
            .map(|t| TierView {
                name: &t.name,
                cutoff: t.cutoff,
                firm: t.firm,
                provisional: t.provisional,
            })
            .collect(),
        key_line: report.key_line,
        amount_basis: report.amount_basis.map(names::amount_basis),
        accounts: report
            .accounts
            .iter()
            .take(lens.take())
            .map(|a| account(a, report, lens))
            .collect(),
        accounts_total: report.accounts.len(),
        not_assessable: report.not_assessable,
        notes: report
            .notes
            .iter()
            .map(|m| MessageView::new(m, lens.words))
            .collect(),
    }
}

pub(super) fn account<'a>(
    a: &'a AccountTier,
    report: &'a TiersReport,
    lens: &Lens<'a>,
) -> AccountTierView<'a> {
    let tier = |index: usize| report.tiers.get(index).map_or("", |t| t.name.as_str());
    AccountTierView {
        account: lens.account(a.account),
        score_low: a.score_low,
        score_high: a.score_high,
        tier_low: tier(a.tier_low),
        tier_high: tier(a.tier_high),
        possible: a.possible,
        firm: a.firm,
        assessable: a.assessable,
        contributions: a
            .contributions
            .iter()
            .map(|c| ContributionView {
                value: c.value,
                low: c.low,
                high: c.high,
            })
            .collect(),
        gates: a.gates.iter().map(|g| names::gate_state(g.state)).collect(),
        worth_finding: a.worth_finding,
        worth_leaves: a.worth_leaves,
        acceptability: a.acceptability,
        fragile: a.fragile,
        group_rule: a.group_rule.map(|g| GroupRuleView {
            passed: g.passed,
            failed: g.failed,
            unknown: g.unknown,
        }),
        verdicts: a
            .verdicts
            .iter()
            .map(|(unit, verdict)| VerdictView {
                unit,
                verdict: *verdict,
            })
            .collect(),
        disputed: a.disputed,
        unit_amounts: a
            .unit_amounts
            .iter()
            .map(|u| UnitAmountView {
                unit: &u.unit,
                amount: u.amount,
                share: u.share,
            })
            .collect(),
        file_tier: a.file_tier.as_deref(),
        amount: a.amount,
        evidence: EvidenceView::list(&a.evidence, lens),
    }
}
