//! How a policy that is being edited would tier the book.

use serde::Serialize;

use super::{AccountRef, Lens};
use crate::analysis::tiering::{BIN, Placed, Tally};
use crate::book::{AccountId, same_name};
use crate::policy::TierPolicy;

/// Most accounts that are named.
const MOST_NAMED: usize = 12;

/// Counts, and who would move first: all accounts are in the report of the next analysis.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WhatIfView<'a> {
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
    /// The first of those that would move, in the order of the report.
    moved: Vec<MoveView<'a>>,
    moved_total: usize,
}

#[derive(Debug, Clone, Serialize)]
struct MoveView<'a> {
    #[serde(flatten)]
    account: AccountRef<'a>,
    from: &'a str,
    to: String,
    /// Better (true) or worse, where the names of the tiers tell.
    up: Option<bool>,
}

#[derive(Debug, Clone, Serialize)]
struct TierView {
    name: String,
    cutoff: f64,
    firm: usize,
    provisional: usize,
}

/// The view of a tally beside the report in force, which has the accounts in these tiers.
pub fn view<'a>(
    tally: &Tally,
    policy: &TierPolicy,
    placed: &[Placed],
    lens: &Lens<'a>,
) -> WhatIfView<'a> {
    let report = &lens.answers.reports.tiers;
    let mut view = blank(tally, policy);
    view.flows = vec![vec![0; policy.tiers.len()]; report.tiers.len()];
    // By name: another policy may have other tiers.
    let place = |name: &str| policy.tiers.iter().position(|t| same_name(&t.name, name));
    let places: Vec<Option<usize>> = report.tiers.iter().map(|t| place(&t.name)).collect();
    for Placed { account, tier } in placed {
        let after = tally.tiers.get(account.0 as usize).copied();
        let Some(after) = after.flatten().map(usize::from) else {
            continue;
        };
        let tier = usize::from(*tier);
        let row = view.flows.get_mut(tier);
        if let Some(count) = row.and_then(|row| row.get_mut(after)) {
            *count += 1;
        }
        let before = places.get(tier).copied().flatten();
        if before != Some(after) {
            let up = before.map(|before| after < before);
            view.moves(*account, tier, after, up, lens);
        }
    }
    view
}

fn blank<'a>(tally: &Tally, policy: &TierPolicy) -> WhatIfView<'a> {
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
        up: 0,
        down: 0,
        flows: Vec::new(),
        moved: Vec::new(),
        moved_total: 0,
    }
}

impl<'a> WhatIfView<'a> {
    fn moves(
        &mut self,
        account: AccountId,
        from: usize,
        to: usize,
        up: Option<bool>,
        lens: &Lens<'a>,
    ) {
        self.up += usize::from(up == Some(true));
        self.down += usize::from(up == Some(false));
        self.moved_total += 1;
        if self.moved.len() < MOST_NAMED {
            let from = lens.answers.reports.tiers.tiers.get(from);
            let to = self.tiers.get(to).map(|t| t.name.clone());
            self.moved.push(MoveView {
                account: lens.account(account),
                from: from.map_or("", |t| t.name.as_str()),
                to: to.unwrap_or_default(),
                up,
            });
        }
    }
}
