//! How a policy that is being edited would tier the book.

use serde::Serialize;

use crate::analysis::tiering::{BIN, Tally, TiersReport};
use crate::policy::TierPolicy;

/// Counts only: the accounts are in the report of the next analysis.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WhatIfView {
    tiers: Vec<TierView>,
    not_assessable: usize,
    /// Width of a bar in points.
    bin: f64,
    /// Firm and provisional accounts per bar, from score 0 on.
    bins: Vec<(usize, usize)>,
    /// Accounts that would be in a better tier than the report has them in.
    up: usize,
    /// Accounts that would be in a worse one.
    down: usize,
    /// From the tiers of the report (rows) to those of the policy (columns).
    flows: Vec<Vec<usize>>,
}

#[derive(Debug, Clone, Serialize)]
struct TierView {
    name: String,
    cutoff: f64,
    firm: usize,
    provisional: usize,
}

/// The view of a tally beside the report in force.
pub fn view(tally: &Tally, policy: &TierPolicy, report: &TiersReport) -> WhatIfView {
    let mut flows = vec![vec![0; policy.tiers.len()]; report.tiers.len()];
    let (mut up, mut down) = (0, 0);
    // By name: another policy may have other tiers.
    let place = |index: usize| {
        let name = report.tiers.get(index).map(|t| t.name.as_str());
        policy
            .tiers
            .iter()
            .position(|t| Some(t.name.as_str()) == name)
    };
    let places: Vec<Option<usize>> = (0..report.tiers.len()).map(place).collect();
    for account in report.accounts.iter().filter(|a| a.assessable) {
        let after = tally.tiers.get(account.account.0 as usize).copied();
        let Some(after) = after.flatten().map(usize::from) else {
            continue;
        };
        let row = flows.get_mut(account.tier_low);
        if let Some(count) = row.and_then(|row| row.get_mut(after)) {
            *count += 1;
        }
        if let Some(before) = places.get(account.tier_low).copied().flatten() {
            up += usize::from(after < before);
            down += usize::from(after > before);
        }
    }
    let tiers = policy.tiers.iter().zip(&tally.firm).zip(&tally.provisional);
    WhatIfView {
        tiers: tiers
            .map(|((tier, firm), provisional)| TierView {
                name: tier.name.clone(),
                cutoff: tier.cutoff,
                firm: *firm,
                provisional: *provisional,
            })
            .collect(),
        not_assessable: tally.not_assessable,
        bin: BIN,
        bins: tally.bins.clone(),
        up,
        down,
        flows,
    }
}
