//! Why a unit does not agree with the group: what of its own policy, or of what it sees, has to be
//! replaced by the group's for its verdict to change.

use std::collections::BTreeMap;

use super::score::{self, Known};
use super::{AccountTier, raters, units};
use crate::book::{Account, Book, Field};
use crate::policy::{Subject, TierPolicy, When};

/// Most differences between a unit's policy and the group's that are tried together.
const MOST_TOGETHER: usize = 3;
/// Most differences that are tried at all.
const MOST_DIFFERENCES: usize = 16;
/// Most trials over all disputes, which come in the order of the audit; of what is disputed beyond
/// them no cause is given. Some seconds at most.
const MOST_TRIALS: usize = 300_000;

/// A way in which a unit's policy, or what it sees, differs from the group's.
#[derive(Debug, Clone, PartialEq)]
pub enum Difference {
    /// A gate of its own, and its place among the unit's own gates.
    Gate(Subject, usize),
    /// A criterion of its own.
    Criterion(Subject),
    /// Another weight.
    Weight(Subject),
    /// Other cut-offs.
    CutOffs,
    /// Another key-account line.
    KeyLine,
    /// It sees another figure than the group (`amount:<unit>`, `margin:<unit>`).
    Seen(Field),
}

/// Why a unit does not agree with the group.
#[derive(Debug, Clone, PartialEq)]
pub struct Cause {
    /// Index into [`super::Audit::raters`].
    pub rater: usize,
    /// The smallest sets of differences whose replacement by the group's flips the unit's verdict.
    /// Empty where the unit's verdict is a cell that no policy explains.
    pub sets: Vec<Vec<Difference>>,
}

/// Finds causes; what holds for all accounts is worked out once.
pub struct Causes<'a> {
    book: &'a Book,
    source: &'a TierPolicy,
    tiers: &'a [AccountTier],
    /// The group's policy.
    pub group: TierPolicy,
    /// Per unit and set of differences (a bit each): its own policy with these replaced, by which
    /// one account can be judged.
    stances: BTreeMap<(String, u32), TierPolicy>,
    /// Trials made so far.
    trials: usize,
}

impl<'a> Causes<'a> {
    /// For the accounts of a report.
    pub fn new(book: &'a Book, source: &'a TierPolicy, tiers: &'a [AccountTier]) -> Self {
        Self {
            group: source.effective(None),
            book,
            source,
            tiers,
            stances: BTreeMap::new(),
            trials: 0,
        }
    }

    /// The smallest sets of differences that explain a unit's verdict; `None` where so much was
    /// tried already ([`MOST_TRIALS`]) that it is not looked for.
    pub fn smallest_sets(
        &mut self,
        account: &Account,
        unit: &str,
        given: bool,
    ) -> Option<Vec<Vec<Difference>>> {
        if self.trials >= MOST_TRIALS {
            return None;
        }
        let mut all = self.differences(account, unit);
        all.truncate(MOST_DIFFERENCES);
        // A cell that its policy does not explain has causes that no file knows.
        if self.says(account, unit, (&all, &[])) != Some(given) {
            return Some(Vec::new());
        }
        for size in 1..=MOST_TOGETHER.min(all.len()) {
            let mut found = Vec::new();
            for set in subsets(all.len(), size) {
                if self.says(account, unit, (&all, &set)) == Some(!given) {
                    found.push(set.iter().filter_map(|at| all.get(*at)).cloned().collect());
                }
            }
            if !found.is_empty() {
                return Some(found);
            }
        }
        Some(Vec::new())
    }

    /// The verdict of a unit with some of its differences replaced by the group's.
    fn says(
        &mut self,
        account: &Account,
        unit: &str,
        (all, set): (&[Difference], &[usize]),
    ) -> Option<bool> {
        self.trials += 1;
        let replaced = || set.iter().filter_map(|at| all.get(*at));
        let seen = replaced().any(|d| matches!(d, Difference::Seen(_)));
        let seen = seen.then(|| without(account, unit, replaced()));
        let book = self.book;
        let policy = self.stance(unit, (all, set));
        let known = Known::of(policy, book, seen.as_ref().unwrap_or(account), Some(unit));
        if !known.assessable(policy) {
            return None;
        }
        let bounds = score::bounds(policy, &known);
        let key = |tier: usize| tier <= policy.key_line;
        let (low, high) = (key(bounds.tier_low), key(bounds.tier_high));
        (low == high).then_some(low)
    }

    fn stance(&mut self, unit: &str, (all, set): (&[Difference], &[usize])) -> &TierPolicy {
        let replaced = set.iter().filter_map(|at| Some((*at, all.get(*at)?)));
        let replaced = replaced.filter(|(_, d)| !matches!(d, Difference::Seen(_)));
        let bits = replaced.clone().fold(0, |bits, (at, _)| bits | 1_u32 << at);
        let (book, source, group, tiers) = (self.book, self.source, &self.group, self.tiers);
        let make = || {
            let mut policy = source.effective(Some(unit));
            // From the last on, so that places stay what they are.
            for (_, difference) in replaced.rev() {
                replace(&mut policy, difference, group);
            }
            units::by_cut_offs(book, &policy, unit, tiers)
        };
        let key = (unit.to_owned(), bits);
        self.stances.entry(key).or_insert_with(make)
    }

    /// All ways in which a unit differs from the group.
    fn differences(&self, account: &Account, unit: &str) -> Vec<Difference> {
        let own = self.source.overrides.iter();
        let own = own.filter(|o| match &o.when {
            When::Unit(name) => raters::is_unit(name, unit),
            When::Stage(_) => false,
        });
        let mut all = Vec::new();
        let mut place = 0..;
        for change in own {
            let gates = change.gates.iter().zip(place.by_ref());
            all.extend(gates.map(|(g, at)| Difference::Gate(g.subject.clone(), at)));
            let criteria = change.criteria.iter();
            all.extend(criteria.map(|c| Difference::Criterion(c.subject.clone())));
            let weights = change.weights.iter();
            all.extend(weights.map(|(s, _)| Difference::Weight(s.clone())));
            all.extend(change.cutoffs.iter().map(|_| Difference::CutOffs));
            all.extend(change.key_line.map(|_| Difference::KeyLine));
        }
        let mut amounts = account.unit_amounts.iter();
        if amounts.any(|(name, _)| raters::is_unit(name, unit)) {
            all.push(Difference::Seen(Field::OrderAmount));
        }
        let mut margins = account.unit_margins.iter();
        if margins.any(|(name, _)| raters::is_unit(name, unit)) {
            all.push(Difference::Seen(Field::Margin));
        }
        all
    }
}

/// The account without what the unit itself sees of these fields.
fn without<'d>(
    account: &Account,
    unit: &str,
    replaced: impl Iterator<Item = &'d Difference>,
) -> Account {
    let mut seen = account.clone();
    for difference in replaced {
        match difference {
            Difference::Seen(Field::OrderAmount) => {
                let own = |name: &str| raters::is_unit(name, unit);
                seen.unit_amounts.retain(|(name, _)| !own(name));
            }
            Difference::Seen(_) => {
                let own = |name: &str| raters::is_unit(name, unit);
                seen.unit_margins.retain(|(name, _)| !own(name));
            }
            _ => {}
        }
    }
    seen
}

fn replace(policy: &mut TierPolicy, difference: &Difference, group: &TierPolicy) {
    match difference {
        Difference::Gate(_, at) => {
            let place = group.gates.len() + at;
            if place < policy.gates.len() {
                policy.gates.remove(place);
            }
        }
        Difference::Criterion(subject) => {
            let place = policy.criteria.iter().rposition(|c| c.subject == *subject);
            if let Some(place) = place.filter(|place| *place >= group.criteria.len()) {
                policy.criteria.remove(place);
            }
        }
        Difference::Weight(subject) => {
            let theirs = group.criteria.iter().filter(|c| c.subject == *subject);
            let same = policy.criteria.iter_mut().filter(|c| c.subject == *subject);
            for (own, theirs) in same.zip(theirs) {
                own.weight = theirs.weight;
            }
        }
        Difference::CutOffs => {
            for (own, theirs) in policy.tiers.iter_mut().zip(&group.tiers) {
                own.cutoff = theirs.cutoff;
            }
        }
        Difference::KeyLine => policy.key_line = group.key_line,
        Difference::Seen(_) => {}
    }
}

/// All sets of so many of the numbers below `of`, ascending.
fn subsets(of: usize, size: usize) -> Vec<Vec<usize>> {
    let mut all: Vec<Vec<usize>> = vec![Vec::new()];
    for _ in 0..size {
        all = all
            .iter()
            .flat_map(|set| {
                let from = set.last().map_or(0, |last| last + 1);
                (from..of).map(move |next| [set.as_slice(), &[next]].concat())
            })
            .collect();
    }
    all
}
