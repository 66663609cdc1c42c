//! Why a unit does not agree with the group: what of its own policy, or of what it sees, has to be
//! replaced by the group's for its verdict to change.

use super::score::{self, Known};
use super::{AccountTier, raters, units};
use crate::book::{Account, Book, Field};
use crate::policy::{Subject, TierPolicy, When};

/// Most differences between a unit's policy and the group's that are tried together.
const MOST_TOGETHER: usize = 3;
/// Most differences that are tried at all.
const MOST_DIFFERENCES: usize = 16;

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

/// A unit's own policy with some differences replaced, by which one account can be judged.
struct Stance {
    unit: String,
    replaced: Vec<Difference>,
    policy: TierPolicy,
}

/// Finds causes; what holds for all accounts is worked out once.
pub struct Causes<'a> {
    book: &'a Book,
    source: &'a TierPolicy,
    tiers: &'a [AccountTier],
    /// The group's policy.
    pub group: TierPolicy,
    stances: Vec<Stance>,
}

impl<'a> Causes<'a> {
    /// For the accounts of a report.
    pub fn new(book: &'a Book, source: &'a TierPolicy, tiers: &'a [AccountTier]) -> Self {
        Self {
            group: source.effective(None),
            book,
            source,
            tiers,
            stances: Vec::new(),
        }
    }

    /// The smallest sets of differences that explain a unit's verdict.
    pub fn smallest_sets(
        &mut self,
        account: &Account,
        unit: &str,
        given: bool,
    ) -> Vec<Vec<Difference>> {
        // A cell that its policy does not explain has causes that no file knows.
        if self.says(account, unit, &[]) != Some(given) {
            return Vec::new();
        }
        let mut all = self.differences(account, unit);
        all.truncate(MOST_DIFFERENCES);
        for size in 1..=MOST_TOGETHER.min(all.len()) {
            let sets = subsets(all.len(), size).into_iter();
            let sets = sets.map(|set| -> Vec<Difference> {
                set.iter().filter_map(|at| all.get(*at)).cloned().collect()
            });
            let found: Vec<_> = sets
                .filter(|set| self.says(account, unit, set) == Some(!given))
                .collect();
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// The verdict of a unit with these differences replaced by the group's.
    fn says(&mut self, account: &Account, unit: &str, replaced: &[Difference]) -> Option<bool> {
        let mut seen = account.clone();
        for difference in replaced {
            match difference {
                Difference::Seen(Field::OrderAmount) => {
                    seen.unit_amounts
                        .retain(|(name, _)| !raters::is_unit(name, unit));
                }
                Difference::Seen(_) => {
                    seen.unit_margins
                        .retain(|(name, _)| !raters::is_unit(name, unit));
                }
                _ => {}
            }
        }
        let book = self.book;
        let policy = self.stance(unit, replaced);
        let known = Known::of(policy, book, &seen, Some(unit));
        if !known.assessable(policy) {
            return None;
        }
        let bounds = score::bounds(policy, &known);
        let key = |tier: usize| tier <= policy.key_line;
        let (low, high) = (key(bounds.tier_low), key(bounds.tier_high));
        (low == high).then_some(low)
    }

    fn stance(&mut self, unit: &str, replaced: &[Difference]) -> &TierPolicy {
        let policy_only = |d: &&Difference| !matches!(d, Difference::Seen(_));
        let replaced: Vec<Difference> = replaced.iter().filter(policy_only).cloned().collect();
        let known = self.stances.iter();
        let known = known
            .enumerate()
            .find(|(_, s)| s.unit == unit && s.replaced == replaced);
        let place = known.map(|(at, _)| at).unwrap_or_else(|| {
            let mut policy = self.source.effective(Some(unit));
            // From the last on, so that places stay what they are.
            for difference in replaced.iter().rev() {
                replace(&mut policy, difference, &self.group);
            }
            self.stances.push(Stance {
                unit: unit.to_owned(),
                policy: units::by_cut_offs(self.book, &policy, unit, self.tiers),
                replaced,
            });
            self.stances.len() - 1
        });
        match self.stances.get(place) {
            Some(stance) => &stance.policy,
            None => &self.group,
        }
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
