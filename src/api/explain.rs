//! One account's tier explained: what would have to be otherwise.

use serde::Serialize;

use super::{AccountRef, Lens, policy};
use crate::analysis::tiering::{Change, Way, acceptabilities, counterfactual};
use crate::book::AccountId;
use crate::policy::TierPolicy;

/// What would bring an account one tier up or down.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExplainView<'a> {
    #[serde(flatten)]
    account: AccountRef<'a>,
    up: Option<WayView<'a>>,
    down: Option<WayView<'a>>,
    /// Share of draws of the weights per tier.
    acceptability: Option<AcceptabilityView>,
}

#[derive(Debug, Clone, Serialize)]
struct AcceptabilityView {
    /// With unknown cells at their worst.
    low: Vec<f64>,
    /// With unknown cells at their best.
    high: Vec<f64>,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct WayView<'a> {
    /// The tier's name.
    tier: &'a str,
    /// Index into the policy's gates.
    gates: Vec<usize>,
    gates_suffice: bool,
    single: Vec<ChangeView>,
    pair: Option<[ChangeView; 2]>,
}

#[derive(Debug, Clone, Serialize)]
struct ChangeView {
    subject: String,
    from: f64,
    to: f64,
    line: f64,
    cost: f64,
    text: String,
}

/// The explanation of an account; `None` where there is no such account, no policy was applied, or
/// nothing is known of it.
pub fn view<'a>(account: u32, lens: &Lens<'a>) -> Option<ExplainView<'a>> {
    let report = &lens.answers.reports.tiers;
    let id = AccountId(account);
    let found = counterfactual(lens.book(), report, id)?;
    let policy = report.policy.as_ref()?;
    let way = |way: Way| WayView {
        tier: report.tiers.get(way.tier).map_or("", |t| t.name.as_str()),
        gates: way.gates,
        gates_suffice: way.gates_suffice,
        single: way.single.iter().map(|c| change(c, policy, lens)).collect(),
        pair: way
            .pair
            .map(|(a, b)| [change(&a, policy, lens), change(&b, policy, lens)]),
    };
    Some(ExplainView {
        account: lens.account(id),
        up: found.up.map(way),
        down: found.down.map(way),
        acceptability: acceptabilities(lens.book(), report, lens.answers.context, id)
            .map(|(low, high)| AcceptabilityView { low, high }),
    })
}

fn change(change: &Change, policy: &TierPolicy, lens: &Lens<'_>) -> ChangeView {
    ChangeView {
        subject: policy::subject_name(&change.subject),
        from: change.from,
        to: change.to,
        line: change.line,
        cost: change.cost,
        text: lens.words.render(&change.message(policy)),
    }
}
