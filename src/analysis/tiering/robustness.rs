//! How firm the tiers of a report are when its weights are meant less exactly than they are stated.

use super::acceptability::{self, Acceptability, Cases, Shares, Weights};
use super::score::{self, Known, weight};
use super::{AccountTier, Robustness, TiersReport};
use crate::analysis::Context;
use crate::book::{AccountId, Book};
use crate::policy::{Places, TierPolicy};

/// Draws for a book of so many accounts: fewer for very many, so that no one waits.
fn draws(accounts: usize) -> usize {
    if accounts > 20_000 {
        acceptability::DRAWS / 5
    } else {
        acceptability::DRAWS
    }
}

/// How firm each tier is when the weights are somewhat otherwise. By cut-offs only: a capacity
/// depends on all accounts at once.
pub fn robustness(
    book: &Book,
    policy: &TierPolicy,
    context: &Context,
    tiers: &mut [AccountTier],
) -> Option<Robustness> {
    let judge = judge(policy, context, draws(book.accounts.len()))?;
    let known = book.accounts.iter();
    let known = known.map(|account| Known::of(policy, book, account, None));
    let mut fragile = 0;
    // Part by part: the utilities of a hundred thousand accounts need not lie in memory at once.
    let all: Vec<Known> = known.collect();
    for (tiers, known) in tiers.chunks_mut(4096).zip(all.chunks(4096)) {
        let shares = shares(&judge, policy, known);
        for (at, tier) in tiers.iter_mut().enumerate().filter(|(_, t)| t.assessable) {
            tier.acceptability = shares.stated(at, tier.tier_low, tier.tier_high);
            tier.fragile = tier
                .acceptability
                .is_some_and(|s| s < acceptability::FRAGILE);
            fragile += usize::from(tier.fragile);
        }
    }
    Some(Robustness {
        concentration: context.settings.concentration,
        draws: judge.weights().draws(),
        fragile,
    })
}

/// Draws of the weights; `None` where a capacity decides or nothing weighs anything.
fn judge(policy: &TierPolicy, context: &Context, draws: usize) -> Option<Acceptability> {
    if policy.places != Places::CutOffs {
        return None;
    }
    let stated: Vec<f64> = policy.criteria.iter().map(weight).collect();
    let concentration = context.settings.concentration;
    let weights = Weights::draw(&stated, concentration, draws, context.seed).ok()?;
    let cutoffs: Vec<f64> = policy.tiers.iter().map(|t| t.cutoff).collect();
    Some(Acceptability::new(weights, &cutoffs))
}

fn shares(judge: &Acceptability, policy: &TierPolicy, known: &[Known]) -> Shares {
    let (mut low, mut high) = (Vec::new(), Vec::new());
    let (mut caps_low, mut caps_high) = (Vec::new(), Vec::new());
    for known in known {
        for (criterion, value) in policy.criteria.iter().zip(&known.criteria) {
            let (least, most) = match value {
                Some(value) => {
                    let u = score::utility(&criterion.scale, *value);
                    (u, u)
                }
                None => score::span(&criterion.scale),
            };
            low.push(least);
            high.push(most);
        }
        let bounds = score::bounds(policy, known);
        caps_low.push(bounds.cap_low);
        caps_high.push(bounds.cap_high);
    }
    judge.book(&Cases {
        low: &low,
        high: &high,
        caps_low: &caps_low,
        caps_high: &caps_high,
    })
}

/// Share of draws per tier of one account, in the low and in the high case, as in the report's
/// [`AccountTier::acceptability`]; `None` where there is none.
pub fn acceptabilities(
    book: &Book,
    report: &TiersReport,
    context: &Context,
    account: AccountId,
) -> Option<(Vec<f64>, Vec<f64>)> {
    let policy = report.policy.as_ref()?;
    let draws = report.robustness.as_ref()?.draws;
    let known = Known::of(policy, book, book.account(account)?, None);
    let judge = judge(policy, context, draws)?;
    let shares = shares(&judge, policy, std::slice::from_ref(&known));
    let (low, high) = (shares.low(0).collect(), shares.high(0).collect());
    known.assessable(policy).then_some((low, high))
}
