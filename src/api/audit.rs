//! The consensus audit as the wire sees it.

use serde::Serialize;

use super::{AccountRef, Lens};
use crate::analysis::tiering::agreement::{Agreement, NoAgreement};
use crate::analysis::tiering::{Audit, AuditRow, Cause, Difference, VerdictBy, subject_arg};
use crate::policy::Subject;
use crate::words::{Arg, Message};

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
struct RowView<'a> {
    #[serde(flatten)]
    account: AccountRef<'a>,
    verdicts: Vec<Option<VerdictView>>,
    disagreement: Option<f64>,
    causes: Vec<CauseView>,
}

#[derive(Debug, Clone, Serialize)]
struct VerdictView {
    yes: bool,
    /// `cell` or `policy`.
    by: &'static str,
}

#[derive(Debug, Clone, Serialize)]
struct CauseView {
    rater: usize,
    /// Each is enough to change the verdict.
    texts: Vec<String>,
}

pub(super) fn view<'a>(audit: &'a Audit, lens: &Lens<'a>) -> AuditView<'a> {
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
            .map(|r| row(r, lens))
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

fn row<'a>(row: &AuditRow, lens: &Lens<'a>) -> RowView<'a> {
    let verdict = |v: &crate::analysis::tiering::Verdict| VerdictView {
        yes: v.yes,
        by: match v.by {
            VerdictBy::Cell => "cell",
            VerdictBy::Policy => "policy",
        },
    };
    RowView {
        account: lens.account(row.account),
        verdicts: row
            .verdicts
            .iter()
            .map(|v| v.as_ref().map(verdict))
            .collect(),
        disagreement: row.disagreement,
        causes: row.causes.iter().map(|c| cause(c, lens)).collect(),
    }
}

fn cause(cause: &Cause, lens: &Lens<'_>) -> CauseView {
    let message = |code: &str| Message::new(format!("tiers.cause.{code}"));
    let one = |difference: &Difference| match difference {
        Difference::Gate(subject) => message("gate").with("field", subject_arg(subject)),
        Difference::Criterion(subject) => message("criterion").with("field", subject_arg(subject)),
        Difference::Weight(subject) => message("weight").with("field", subject_arg(subject)),
        Difference::CutOffs => message("cutOffs"),
        Difference::KeyLine => message("keyLine"),
        Difference::Seen(field) => {
            message("seen").with("field", subject_arg(&Subject::Field(*field)))
        }
    };
    let text = |set: &Vec<Difference>| match set.as_slice() {
        [single] => lens.words.render(&one(single)),
        several => {
            let parts = several
                .iter()
                .map(|d| Arg::Text(lens.words.render(&one(d))));
            lens.words
                .render(&message("together").with("parts", Arg::List(parts.collect())))
        }
    };
    let mut texts: Vec<String> = cause.sets.iter().map(text).collect();
    if texts.is_empty() {
        texts.push(lens.words.render(&message("unknown")));
    }
    CauseView {
        rater: cause.rater,
        texts,
    }
}
