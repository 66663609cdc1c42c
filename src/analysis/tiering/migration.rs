//! Who moved between tiers, and why: from a saved policy, or from the tiers of the file, to the
//! policy in force. Accounts stand with the tier of their low case.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::actions::subject_arg;
use super::score::{self, Known};
use super::{AccountTier, TIE, by_policy_bounds};
use crate::book::{AccountId, Book, fold_name};
use crate::order::{Gather, InOrder};
use crate::policy::{Places, Subject, TierPolicy};
use crate::words::Message;

/// Most names in the file's tier column that are none of the policy's tiers. Ours.
const MOST_OTHERS: usize = 20;

/// What the tiers were before.
#[derive(Debug, Clone, PartialEq)]
pub enum MigrationFrom {
    /// A saved policy.
    Policy(Box<TierPolicy>),
    /// The tier column of the file.
    File,
}

/// Why an account moved.
#[derive(Debug, Clone, PartialEq)]
pub enum Why {
    /// Its score moved its way, and most of it by what this cell counts for now (points).
    Points(Subject, f64),
    /// A gate on this cell holds now, or no longer.
    Gate(Subject),
    /// The lines moved.
    Lines,
    /// The file does not say how its tier came about.
    File,
}

impl Why {
    /// What it says: `tiers.why.…`.
    pub fn message(&self) -> Message {
        let message = |code: &str| Message::new(format!("tiers.why.{code}"));
        match self {
            Self::Points(subject, points) => message("points")
                .with("field", subject_arg(subject))
                .with("points", *points),
            Self::Gate(subject) => message("gate").with("field", subject_arg(subject)),
            Self::Lines => message("lines"),
            Self::File => message("file"),
        }
    }
}

/// An account in another tier than before.
#[derive(Debug, Clone, PartialEq)]
pub struct Move {
    /// The account.
    pub account: AccountId,
    /// Index into [`Migration::from_tiers`].
    pub from: usize,
    /// Index into the report's tiers.
    pub to: usize,
    /// Better or worse, where the names of the tiers tell.
    pub up: Option<bool>,
    /// Why.
    pub why: Why,
}

/// Accounts from tier to tier.
#[derive(Debug, Clone, PartialEq)]
pub struct Migration {
    /// What is compared with.
    pub from: MigrationFrom,
    /// Names of the tiers before, best first.
    pub from_tiers: Vec<String>,
    /// Accounts: a row per tier before, a column per tier of the report.
    pub flows: Vec<Vec<usize>>,
    /// Who moved, the largest amount first.
    pub moved: Vec<Move>,
}

/// From a saved policy to the one in force.
pub fn from_policy(
    book: &Book,
    before: &TierPolicy,
    now: &TierPolicy,
    tiers: &[AccountTier],
) -> Migration {
    let before = before.effective(None);
    let known: Vec<Known> = book
        .accounts
        .iter()
        .map(|account| Known::of(&before, book, account, None))
        .collect();
    let entries = by_policy_bounds(&before, &known, tiers);
    let mut by_account: Vec<Option<&AccountTier>> = vec![None; book.accounts.len()];
    for tier in tiers {
        if let Some(place) = by_account.get_mut(tier.account.0 as usize) {
            *place = Some(tier);
        }
    }
    let mut found = Found::new(before.tiers.iter().map(|t| t.name.clone()), now);
    let same = found.same.clone();
    for ((entry, known), tier) in entries.iter().zip(&known).zip(by_account) {
        let Some(tier) = tier.filter(|t| t.assessable && entry.assessable) else {
            continue;
        };
        let why = || {
            let up = tier.score_low - entry.bounds.low;
            let place = same.get(entry.bounds.tier_low).copied().flatten();
            let better = place.and_then(|place| is_up(place, tier.tier_low));
            why(book, &before, known, now, tier, better.unwrap_or(up > 0.0))
        };
        found.add(tier, entry.bounds.tier_low, why);
    }
    found.finish(MigrationFrom::Policy(Box::new(before)), tiers)
}

/// From the tiers that the file gives; `None` where it gives none, or so many others than the
/// policy's ([`MOST_OTHERS`]) that the column is no column of tiers.
pub fn from_file(now: &TierPolicy, tiers: &[AccountTier]) -> Option<Migration> {
    let (names, places) = file_tiers(now, tiers)?;
    let mut found = Found::new(names.into_iter(), now);
    for tier in tiers.iter().filter(|t| t.assessable) {
        let from = tier.file_tier.as_deref();
        if let Some(from) = from.and_then(|name| places.get(name)) {
            found.add(tier, *from, || Why::File);
        }
    }
    let any = found.flows.iter().flatten().any(|count| *count > 0);
    any.then(|| found.finish(MigrationFrom::File, tiers))
}

/// The file's tier column has more names than a column of tiers has.
pub fn is_no_tier_column(now: &TierPolicy, tiers: &[AccountTier]) -> bool {
    file_tiers(now, tiers).is_none()
}

/// Names of the policy's tiers and of the others in the file, and the place of each as it is
/// written; `None` with too many others.
fn file_tiers<'a>(
    now: &TierPolicy,
    tiers: &'a [AccountTier],
) -> Option<(Vec<String>, BTreeMap<&'a str, usize>)> {
    let mut names: Vec<String> = now.tiers.iter().map(|t| t.name.clone()).collect();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for (at, name) in names.iter().enumerate() {
        known.entry(fold_name(name)).or_insert(at);
    }
    // Each way of writing is folded once: a column may hold as many as there are accounts.
    let written: BTreeSet<&str> = tiers.iter().filter_map(|t| t.file_tier.as_deref()).gather();
    let mut folded: Vec<(&str, String)> = Vec::new();
    let mut others: BTreeMap<String, &str> = BTreeMap::new();
    for name in written {
        let fold = fold_name(name);
        if !known.contains_key(&fold) {
            others.entry(fold.clone()).or_insert(name.trim());
            if others.len() > MOST_OTHERS {
                return None;
            }
        }
        folded.push((name, fold));
    }
    let mut others: Vec<(&str, String)> = others.into_iter().map(|(f, n)| (n, f)).collect();
    others.order();
    for (name, fold) in others {
        known.insert(fold, names.len());
        names.push(name.to_owned());
    }
    let places = folded.into_iter();
    let places = places.filter_map(|(name, fold)| Some((name, *known.get(&fold)?)));
    Some((names, places.collect()))
}

struct Found {
    from_tiers: Vec<String>,
    /// Which of the tiers now has the name of each tier before.
    same: Vec<Option<usize>>,
    flows: Vec<Vec<usize>>,
    moved: Vec<Move>,
}

impl Found {
    fn new(from_tiers: impl Iterator<Item = String>, now: &TierPolicy) -> Self {
        let from_tiers: Vec<String> = from_tiers.collect();
        let names: Vec<String> = now.tiers.iter().map(|t| fold_name(&t.name)).collect();
        let same = |name: &String| {
            let name = fold_name(name);
            names.iter().position(|known| *known == name)
        };
        Self {
            flows: vec![vec![0; now.tiers.len()]; from_tiers.len()],
            same: from_tiers.iter().map(same).collect(),
            from_tiers,
            moved: Vec::new(),
        }
    }

    fn add(&mut self, tier: &AccountTier, from: usize, why: impl Fn() -> Why) {
        let row = self.flows.get_mut(from);
        if let Some(count) = row.and_then(|row| row.get_mut(tier.tier_low)) {
            *count += 1;
        }
        let before = self.same.get(from).copied().flatten();
        if before == Some(tier.tier_low) {
            return;
        }
        self.moved.push(Move {
            account: tier.account,
            from,
            to: tier.tier_low,
            up: before.and_then(|before| is_up(before, tier.tier_low)),
            why: why(),
        });
    }

    fn finish(mut self, from: MigrationFrom, tiers: &[AccountTier]) -> Migration {
        let amounts: BTreeMap<AccountId, f64> = tiers
            .iter()
            .filter_map(|t| Some((t.account, t.amount?)))
            .gather();
        let amount = |m: &Move| {
            amounts
                .get(&m.account)
                .copied()
                .unwrap_or(f64::NEG_INFINITY)
        };
        self.moved.order_by(|a, b| {
            amount(b)
                .total_cmp(&amount(a))
                .then(a.account.cmp(&b.account))
        });
        Migration {
            from,
            from_tiers: self.from_tiers,
            flows: self.flows,
            moved: self.moved,
        }
    }
}

/// Whether the tier now is better than before.
fn is_up(before: usize, now: usize) -> Option<bool> {
    match now.cmp(&before) {
        Ordering::Less => Some(true),
        Ordering::Greater => Some(false),
        Ordering::Equal => None,
    }
}

/// A gate that changed its mind, and held the account back, comes first; then the cell that moved the score most in the
/// direction of the move; else it is the lines that moved.
fn why(
    book: &Book,
    before: &TierPolicy,
    known: &Known,
    now: &TierPolicy,
    tier: &AccountTier,
    up: bool,
) -> Why {
    let failing = |policy: &TierPolicy, known: &Known| {
        let gates = score::gates(policy, known);
        let failing = gates.iter().filter(|g| g.state != super::GateState::Passed);
        let gates = failing.filter_map(|g| policy.gates.get(g.gate));
        gates
            .map(|g| (g.subject.clone(), g.cap))
            .collect::<Vec<_>>()
    };
    let Some(account) = book.account(tier.account) else {
        return Why::Lines;
    };
    let known_now = Known::of(now, book, account, None);
    let (then, today) = (failing(before, known), failing(now, &known_now));
    let cap = |all: &[(Subject, usize)]| all.iter().map(|(_, cap)| *cap).max().unwrap_or(0);
    // A gate counts where it held the account below the tier of its score.
    let holds = |policy: &TierPolicy, known: &Known, cap: usize| {
        let score = score::bounds(policy, known).low;
        policy.places != Places::CutOffs || score::tier_of(policy, score) < cap
    };
    let gone = cap(&then) > cap(&today) && holds(before, known, cap(&then));
    let come = cap(&today) > cap(&then) && holds(now, &known_now, cap(&today));
    if up && gone || !up && come {
        let (more, less) = if up { (&then, &today) } else { (&today, &then) };
        let changed = more.iter().filter(|gate| !less.contains(gate));
        if let Some((subject, _)) = changed.max_by_key(|(_, cap)| *cap) {
            return Why::Gate(subject.clone());
        }
    }
    let mut points: Vec<(Subject, f64)> = Vec::new();
    let mut add = |subject: &Subject, by: f64| match points.iter_mut().find(|(s, _)| s == subject) {
        Some((_, sum)) => *sum += by,
        None => points.push((subject.clone(), by)),
    };
    for part in score::contributions(before, known) {
        if let Some(criterion) = before.criteria.get(part.criterion) {
            add(&criterion.subject, -part.low);
        }
    }
    for part in score::contributions(now, &known_now) {
        if let Some(criterion) = now.criteria.get(part.criterion) {
            add(&criterion.subject, part.low);
        }
    }
    let sum: f64 = points.iter().map(|(_, by)| by).sum();
    let direction = if up { 1.0 } else { -1.0 };
    if sum * direction <= TIE {
        return Why::Lines;
    }
    let most = points
        .into_iter()
        .max_by(|(_, a), (_, b)| (a * direction).total_cmp(&(b * direction)));
    most.map_or(Why::Lines, |(subject, by)| Why::Points(subject, by))
}
