//! The consensus audit as the wire sees it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{AccountRef, Lens, names};
use crate::analysis::tiering::agreement::{Agreement, NoAgreement};
use crate::analysis::tiering::{
    AccountTier, AmountBasis, Audit, AuditRow, Cause, Difference, VerdictBy, brief,
};
use crate::book::AccountId;
use crate::order::Gather;
use crate::words::Message;

/// Who agrees about whom.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AuditView<'a> {
    /// The group first (null), then the units.
    raters: &'a [Option<String>],
    alpha: AlphaView,
    alpha_tiers: AlphaView,
    /// Accounts about which known verdicts differ.
    disputed: usize,
    rows: Vec<RowView<'a>>,
    rows_total: usize,
}

/// Krippendorff's α, or why there is none.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct AlphaView {
    value: Option<f64>,
    /// Accounts with at least two verdicts.
    accounts: usize,
    /// `few-accounts` or `no-variation`.
    undefined: Option<&'static str>,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct RowView<'a> {
    #[serde(flatten)]
    account: AccountRef<'a>,
    verdicts: Vec<Option<VerdictView>>,
    disagreement: Option<f64>,
    /// What the dispute is about.
    stake: Option<StakeView>,
    causes: Vec<CauseView>,
    /// What is to be decided; none where nobody disagrees.
    questions: Vec<String>,
}

/// The order, where a unit's part of it is known; else the amount that ranks the account.
#[derive(Debug, Clone, Serialize)]
struct StakeView {
    /// Units of money.
    amount: f64,
    /// `order-amount`, or as the report's amount.
    of: &'static str,
}

#[derive(Debug, Clone, Serialize)]
struct VerdictView {
    yes: bool,
    /// `cell` or `policy`.
    by: &'static str,
    /// What the rater sees of the account.
    sees: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
struct CauseView {
    rater: usize,
    /// Each is enough to change the verdict.
    texts: Vec<String>,
    /// The same with the account's own figures for bars; none where no policy explains the verdict.
    points: Vec<String>,
}

pub(super) fn view<'a>(audit: &'a Audit, lens: &Lens<'a>) -> AuditView<'a> {
    let tiers = &lens.answers.reports.tiers.accounts;
    let by_account: BTreeMap<AccountId, &AccountTier> =
        tiers.iter().map(|t| (t.account, t)).gather();
    let disputed = audit.rows.iter().filter(|r| r.disagreement > Some(0.0));
    AuditView {
        raters: &audit.raters,
        alpha: alpha(audit.agreement),
        alpha_tiers: alpha(audit.agreement_tiers),
        disputed: disputed.count(),
        rows: audit
            .rows
            .iter()
            .take(lens.take())
            .map(|r| row(r, audit, by_account.get(&r.account).copied(), lens))
            .collect(),
        rows_total: audit.rows.len(),
    }
}

fn alpha(found: Result<Agreement, NoAgreement>) -> AlphaView {
    match found {
        Ok(found) => AlphaView {
            value: Some(found.alpha),
            accounts: found.units,
            undefined: None,
        },
        Err(NoAgreement::FewUnits(accounts)) => AlphaView {
            value: None,
            accounts,
            undefined: Some("few-accounts"),
        },
        Err(NoAgreement::NoVariation) => AlphaView {
            value: None,
            accounts: 0,
            undefined: Some("no-variation"),
        },
    }
}

/// One account before the committee, in words.
pub(super) fn row<'a>(
    row: &AuditRow,
    audit: &Audit,
    tier: Option<&AccountTier>,
    lens: &Lens<'a>,
) -> RowView<'a> {
    let (book, report) = (lens.book(), &lens.answers.reports.tiers);
    let say = |all: Vec<Message>| all.iter().map(|m| lens.words.render(m)).collect();
    let sees = |tier: &AccountTier, unit: Option<&str>| brief::sees(book, report, tier, unit);
    let raters = audit.raters.iter().zip(&row.verdicts);
    let verdicts = raters.map(|(rater, verdict)| {
        let verdict = verdict.as_ref()?;
        Some(VerdictView {
            yes: verdict.yes,
            by: match verdict.by {
                VerdictBy::Cell => "cell",
                VerdictBy::Policy => "policy",
            },
            sees: tier.map_or_else(Vec::new, |tier| say(sees(tier, rater.as_deref()))),
        })
    });
    let points = brief::points(book, &report.source, row, audit);
    let causes = row.causes.iter().zip(points);
    let questions = tier.map(|tier| brief::questions(book, audit, row, tier));
    RowView {
        account: lens.account(row.account),
        verdicts: verdicts.collect(),
        disagreement: row.disagreement,
        stake: tier.and_then(|tier| stake(tier, lens)),
        causes: causes.map(|(c, p)| cause(c, &p, lens)).collect(),
        questions: say(questions.unwrap_or_default()),
    }
}

fn stake(tier: &AccountTier, lens: &Lens<'_>) -> Option<StakeView> {
    let report = &lens.answers.reports.tiers;
    let account = lens.book().account(tier.account);
    let order = account.and_then(|a| a.order_amount).map(|m| m.units());
    let mut parts = tier.unit_amounts.iter();
    let parted = parts.any(|part| part.share.is_some_and(|share| share > 0.0));
    let (amount, of) = match order.filter(|_| parted) {
        Some(order) => (order, AmountBasis::OrderAmount),
        None => (tier.amount?, report.amount_basis?),
    };
    let of = names::amount_basis(of);
    Some(StakeView { amount, of })
}

fn cause(cause: &Cause, points: &[Vec<Message>], lens: &Lens<'_>) -> CauseView {
    let named = |set: &Vec<Difference>| {
        let parts: Vec<Message> = set.iter().map(brief::cause).collect();
        brief::together(&parts, lens.words)
    };
    let mut texts: Vec<String> = cause.sets.iter().map(named).collect();
    if texts.is_empty() {
        texts.extend(points.iter().map(|set| brief::together(set, lens.words)));
    }
    let points = points.iter();
    CauseView {
        rater: cause.rater,
        texts,
        points: points.map(|set| brief::together(set, lens.words)).collect(),
    }
}
