//! Tiers by capacity: the top N, or a cumulative share of the amount.
//!
//! Accounts stand in the order of their score; of equal scores the larger amount comes first, and
//! who is equal in both shares a place. An account is in tier t or better if its caps allow it, and
//! if those before it whose caps allow t leave room: fewer than N of them, or less than the share.
//! In the low case an account stands with its low score among the others at their high scores, in
//! the high case the other way round: what is possible lies between, whatever the unknown cells
//! say. An account of which nothing is known takes no place.

use super::score::Bounds;
use crate::order::InOrder;
use crate::policy::{Places, TierPolicy};

/// What an account brings to the queue.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry {
    /// Scores and caps; its tiers are replaced.
    pub bounds: Bounds,
    /// Orders accounts of equal score, and is what shares are of; unknown counts as 0.
    pub amount: f64,
    /// At least one criterion is known.
    pub assessable: bool,
    /// The amount is the sum of the subsidiaries': it has a place, but no part in shares.
    pub is_sum: bool,
}

impl Entry {
    /// What counts in shares of the amount.
    fn part(&self) -> f64 {
        if self.is_sum {
            0.0
        } else {
            self.amount.max(0.0)
        }
    }
}

/// Score, then amount.
type Key = (f64, f64);

/// Those whose caps allow a tier, by key, the best first, with the running sum of what they take.
struct Queue {
    keys: Vec<Key>,
    taken: Vec<f64>,
}

/// Puts every account into its tiers where capacities decide; nothing to do for cut-offs.
pub fn assign(policy: &TierPolicy, entries: &mut [Entry]) {
    if policy.places == Places::CutOffs {
        return;
    }
    let lines = lines(policy, total(entries.iter()));
    let worst = policy.tiers.len().saturating_sub(1);
    let takes = takes(policy);
    let best: Vec<Queue> = queues(entries.iter(), worst, takes, high);
    let least: Vec<Queue> = queues(entries.iter(), worst, takes, low);
    let tiers: Vec<(usize, usize)> = entries
        .iter()
        .map(|e| {
            let low = place(&best, &lines, worst, low(e), Some((high(e), takes(e))));
            let high = place(&least, &lines, worst, high(e), None);
            (low, high.min(low))
        })
        .collect();
    for (entry, (low, high)) in entries.iter_mut().zip(tiers) {
        if entry.assessable {
            entry.bounds.tier_low = low;
            entry.bounds.tier_high = high;
            entry.bounds.possible = low - high + 1;
        }
    }
}

/// What those who stand before an account may take together, per tier but the last.
fn lines(policy: &TierPolicy, total: f64) -> Vec<f64> {
    match &policy.places {
        Places::CutOffs => Vec::new(),
        Places::Top(counts) => counts.iter().map(|n| f64::from(*n)).collect(),
        Places::Share(upto) => upto.iter().map(|percent| total * percent / 100.0).collect(),
    }
}

/// What an account takes: a place, or its amount.
fn takes(policy: &TierPolicy) -> fn(&Entry) -> f64 {
    match policy.places {
        Places::Share(_) => Entry::part,
        Places::CutOffs | Places::Top(_) => |_| 1.0,
    }
}

/// The amount of all that take a place.
fn total<'a>(entries: impl Iterator<Item = &'a Entry>) -> f64 {
    let all = entries.filter(|e| e.assessable);
    all.map(Entry::part).sum()
}

/// All accounts but one, to see which tier that one would have among them.
pub struct Others<'a> {
    policy: &'a TierPolicy,
    is_sum: bool,
    best: Vec<Queue>,
    total: f64,
}

impl<'a> Others<'a> {
    /// The queues of these others, each in its high case; `is_sum` as in [`Entry`] of the one.
    pub fn new(policy: &'a TierPolicy, entries: &[Entry], is_sum: bool) -> Self {
        let worst = policy.tiers.len().saturating_sub(1);
        Self {
            is_sum,
            best: queues(entries.iter(), worst, takes(policy), high),
            total: total(entries.iter()),
            policy,
        }
    }

    /// The tier of the low case of an account with this low score, cap and amount.
    pub fn tier_low(&self, score: f64, cap: usize, amount: f64) -> usize {
        let worst = self.policy.tiers.len().saturating_sub(1);
        let lines = self.lines(amount);
        place(&self.best, &lines, worst, ((score, amount), cap), None)
    }

    /// The lines with the one's own amount among all.
    fn lines(&self, amount: f64) -> Vec<f64> {
        let own = if self.is_sum { 0.0 } else { amount.max(0.0) };
        lines(self.policy, self.total + own)
    }

    /// The score of the last place in a tier or a better one, for an account of this amount; `None`
    /// where there is no place, or room for everybody.
    pub fn line(&self, tier: usize, amount: f64) -> Option<f64> {
        let lines = self.lines(amount);
        let (queue, line) = (self.best.get(tier)?, lines.get(tier)?);
        let room = queue.taken.partition_point(|t| t + super::TIE < *line);
        queue
            .keys
            .get(room.checked_sub(1)?)
            .map(|(score, _)| *score)
    }
}

fn low(entry: &Entry) -> (Key, usize) {
    ((entry.bounds.low, entry.amount), entry.bounds.cap_low)
}

fn high(entry: &Entry) -> (Key, usize) {
    ((entry.bounds.high, entry.amount), entry.bounds.cap_high)
}

fn queues<'a>(
    entries: impl Iterator<Item = &'a Entry>,
    worst: usize,
    takes: fn(&Entry) -> f64,
    case: fn(&Entry) -> (Key, usize),
) -> Vec<Queue> {
    let mut sorted: Vec<(Key, usize, f64)> = entries
        .filter(|e| e.assessable)
        .map(|e| {
            let (key, cap) = case(e);
            (key, cap, takes(e))
        })
        .collect();
    sorted.order_by(|(a, ..), (b, ..)| order(*a, *b));
    let queue = |tier: usize| {
        let allowed = sorted.iter().filter(|(_, cap, _)| *cap <= tier);
        let mut sum = 0.0;
        let mut queue = Queue {
            keys: Vec::new(),
            taken: vec![0.0],
        };
        for (key, _, takes) in allowed {
            sum += takes;
            queue.keys.push(*key);
            queue.taken.push(sum);
        }
        queue
    };
    (0..worst).map(queue).collect()
}

/// The better key first; scores that differ by rounding only are equal.
fn order(a: Key, b: Key) -> std::cmp::Ordering {
    let rounded = |score: f64| (score / super::TIE).round();
    rounded(b.0)
        .total_cmp(&rounded(a.0))
        .then(b.1.total_cmp(&a.1))
}

/// The best tier with room. `own`: the account's own place in the queues, which does not stand
/// before itself.
fn place(
    queues: &[Queue],
    lines: &[f64],
    worst: usize,
    (key, cap): (Key, usize),
    own: Option<((Key, usize), f64)>,
) -> usize {
    let room = |tier: usize| {
        let (Some(queue), Some(line)) = (queues.get(tier), lines.get(tier)) else {
            return false;
        };
        let before = queue.keys.partition_point(|k| order(*k, key).is_lt());
        let mut taken = queue.taken.get(before).copied().unwrap_or(0.0);
        if let Some(((own, cap), takes)) = own
            && cap <= tier
            && order(own, key).is_lt()
        {
            taken -= takes;
        }
        cap <= tier && taken + super::TIE < *line
    };
    (0..worst)
        .find(|tier| room(*tier))
        .unwrap_or(worst)
        .max(cap.min(worst))
}

/// The same policy with cut-offs instead of capacities: the score of the last account that has its
/// place for certain. What a change of one account is worth is judged by these lines; 101 stands
/// for a tier that has no place at all.
pub fn as_cut_offs(policy: &TierPolicy, entries: &[Entry]) -> TierPolicy {
    let mut policy = policy.clone();
    if policy.places == Places::CutOffs {
        return policy;
    }
    let worst = policy.tiers.len().saturating_sub(1);
    for (at, tier) in policy.tiers.iter_mut().enumerate() {
        let inside = entries
            .iter()
            .filter(|e| e.assessable && e.bounds.tier_low <= at);
        let last = inside.map(|e| e.bounds.low).reduce(f64::min);
        tier.cutoff = if at == worst {
            0.0
        } else {
            last.unwrap_or(101.0)
        };
    }
    policy.places = Places::CutOffs;
    policy
}
