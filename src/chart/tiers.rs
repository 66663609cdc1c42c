//! What tiers look like on every chart: their names, colours and shapes, and how accounts in them
//! are worded.

use super::Mark;
use super::scene::Scene;
use super::shapes::Shape;
use super::theme::Paint;
use crate::analysis::Evidence;
use crate::analysis::tiering::{AccountTier, Basis, TiersReport};
use crate::book::AccountId;
use crate::words::NumberStyle;

/// Most rows behind a mark of several accounts.
pub const MOST_ROWS: usize = 50;

/// Which colour a tier takes among so many: the best of four shares the second's, with a ring.
pub fn rank(tiers: usize, tier: usize) -> usize {
    match tiers {
        0..=3 => tier,
        _ if tier == 0 => 0,
        _ => tier - 1,
    }
}

/// A tier's colour among so many tiers.
pub fn paint(tiers: usize, tier: usize) -> Paint {
    Paint::Tier(rank(tiers, tier))
}

/// A tier's shape among so many tiers.
pub fn shape(tiers: usize, tier: usize) -> Shape {
    match (tiers > 3, rank(tiers, tier)) {
        (true, 0) if tier == 0 => Shape::Ringed,
        (_, 0) => Shape::Dot,
        (_, 1) => Shape::Diamond,
        (_, 2) => Shape::Square,
        _ => Shape::Up,
    }
}

/// A tier's name.
pub fn name(report: &TiersReport, tier: usize) -> &str {
    report.tiers.get(tier).map_or("", |t| t.name.as_str())
}

/// "S", "B–S", or that it cannot be said.
pub fn tier_text(scene: Scene<'_>, account: &AccountTier) -> String {
    let name = |tier| name(&scene.reports.tiers, tier);
    if !account.assessable {
        scene.say("tier-ladder.not_assessable")
    } else if account.tier_low == account.tier_high {
        name(account.tier_low).to_owned()
    } else {
        format!("{}–{}", name(account.tier_low), name(account.tier_high))
    }
}

/// A score as shown: at most one decimal; an interval where its ends differ as shown.
pub fn score_text(scene: Scene<'_>, account: &AccountTier) -> String {
    let abc = scene.reports.tiers.basis == Basis::Abc;
    let (style, scale) = match abc {
        true => (NumberStyle::Percent, 100.0),
        false => (NumberStyle::Num, 1.0),
    };
    let low = scene.number(account.score_low / scale, style);
    let high = scene.number(account.score_high / scale, style);
    if low == high || abc {
        low
    } else {
        format!("{low}–{high}")
    }
}

/// "Account: B–S (provisional), score 58–90".
pub fn account_label(scene: Scene<'_>, account: &AccountTier) -> String {
    let code = match (account.assessable, account.firm, scene.reports.tiers.basis) {
        (false, ..) => "tier-ladder.label_unknown",
        (_, _, Basis::Abc) => "tier-ladder.label_abc",
        (_, true, _) => "tier-ladder.label_firm",
        (_, false, _) => "tier-ladder.label_provisional",
    };
    let message = scene
        .message(code)
        .with("account", scene.account(account.account))
        .with("tier", tier_text(scene, account))
        .with("score", score_text(scene, account));
    scene.render(&message)
}

/// A gate holds it: its score lies above the cut-off of a better tier.
pub fn is_capped(scene: Scene<'_>, account: &AccountTier) -> bool {
    let better = account.tier_low.checked_sub(1);
    let better = better.and_then(|tier| scene.reports.tiers.tiers.get(tier));
    let by_cut_offs = scene.reports.tiers.robustness.is_some();
    by_cut_offs && better.is_some_and(|tier| account.score_low >= tier.cutoff)
}

/// The tier of an account.
pub fn find(scene: Scene<'_>, account: AccountId) -> Option<&AccountTier> {
    let accounts = &scene.reports.tiers.accounts;
    accounts.iter().find(|a| a.account == account)
}

/// The mark of one account.
pub fn mark(account: &AccountTier, label: String) -> Mark {
    Mark {
        label,
        evidence: account.evidence.clone(),
        account: Some(account.account),
    }
}

/// The mark of several accounts: the first row of each, not too many.
pub fn group_mark(accounts: &[&AccountTier], label: String) -> Mark {
    let rows = accounts.iter().filter_map(|a| a.evidence.first().cloned());
    let evidence: Vec<Evidence> = rows.take(MOST_ROWS).collect();
    Mark {
        label,
        evidence,
        account: match accounts {
            [one] => Some(one.account),
            _ => None,
        },
    }
}
