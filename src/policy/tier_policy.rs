use crate::book::{Field, LifeStage, fold_name};

/// What a gate or a criterion looks at: a field of the account, or any other column by its header.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A known field of the account.
    Field(Field),
    /// Another column of the Accounts table, by its header.
    Extra(String),
}

/// What a gate demands.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// The cell says yes.
    Yes,
    /// The cell says no.
    No,
    /// At least this value, in the field's own unit (money in units, margin as a ratio).
    AtLeast(f64),
    /// At most this value.
    AtMost(f64),
    /// One of these words, compared without case, full-width forms and surplus spaces.
    OneOf(Vec<String>),
}

/// A condition that must hold; if it fails, the tier is capped.
#[derive(Debug, Clone, PartialEq)]
pub struct Gate {
    /// What it looks at.
    pub subject: Subject,
    /// What it demands.
    pub test: Test,
    /// The best tier that an account failing it can have: index into [`TierPolicy::tiers`].
    pub cap: usize,
}

/// How a value becomes a utility 0 … 1.
#[derive(Debug, Clone, PartialEq)]
pub enum Scale {
    /// Yes 1, no 0.
    YesNo,
    /// 0 at `zero`, 1 at `one`, linear between, clamped outside; `one < zero` is the other direction.
    Linear {
        /// The value worth 0.
        zero: f64,
        /// The value worth 1.
        one: f64,
    },
    /// The first step whose bound the value does not exceed, else `otherwise`. Bounds ascend.
    Steps {
        /// (inclusive upper bound, utility).
        steps: Vec<(f64, f64)>,
        /// Utility above the last bound.
        otherwise: f64,
    },
    /// A numeric test as yes/no: 1 if the value is at least the bound.
    AtLeast(f64),
    /// A numeric test as yes/no: 1 if the value is at most the bound.
    AtMost(f64),
    /// Words and what each is worth; any other word is worth `otherwise`. Compared as
    /// [`Test::OneOf`] compares.
    Categories {
        /// (word, utility).
        values: Vec<(String, f64)>,
        /// Utility of any other word.
        otherwise: f64,
    },
    /// The mid-rank among the values that the book had when the policy was saved: linear between
    /// these points, clamped outside, so that an account's score does not move because another
    /// account changed.
    Quantile {
        /// (value, utility), values ascending. Empty: not frozen yet; the next analysis takes the
        /// points from its book.
        points: Vec<(f64, f64)>,
        /// The smaller the better.
        descending: bool,
    },
}

impl Scale {
    /// The value is a word, not a number.
    pub fn is_words(&self) -> bool {
        matches!(self, Self::Categories { .. })
    }
}

/// A weighted criterion.
#[derive(Debug, Clone, PartialEq)]
pub struct Criterion {
    /// What it looks at.
    pub subject: Subject,
    /// Weight ≥ 0; only ratios between weights matter.
    pub weight: f64,
    /// How the value becomes a utility.
    pub scale: Scale,
    /// Whether we can do something about it (never: the customer's rank in its industry).
    pub influenceable: bool,
}

/// One tier, best first.
#[derive(Debug, Clone, PartialEq)]
pub struct Tier {
    /// Its name: S, A, B, C …
    pub name: String,
    /// Least score (0 … 100) that belongs to it, inclusive. The last tier has 0.
    pub cutoff: f64,
}

/// What decides how far down a tier reaches.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Places {
    /// The cut-offs of the score.
    #[default]
    CutOffs,
    /// So many accounts, the best first: for each tier but the last how many it and the better
    /// ones take together. Never descending.
    Top(Vec<u32>),
    /// So much of the book's amount: for each tier but the last up to which cumulative percentage
    /// it reaches. Who crosses the line is in. Never descending.
    Share(Vec<f64>),
}

/// Where an override holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// While our company is in this stage: what a key account is changes as a company grows.
    Stage(LifeStage),
    /// For the verdict of this business unit or region.
    Unit(String),
}

/// What a stage or a unit does otherwise. What is left empty stays as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct PolicyOverride {
    /// Where it holds.
    pub when: When,
    /// Other weights for criteria of the policy, by what they look at; 0 leaves one out.
    pub weights: Vec<(Subject, f64)>,
    /// Criteria beside those of the policy.
    pub criteria: Vec<Criterion>,
    /// Gates beside those of the policy.
    pub gates: Vec<Gate>,
    /// Other cut-offs, one per tier.
    pub cutoffs: Option<Vec<f64>>,
    /// Another key-account line.
    pub key_line: Option<usize>,
}

/// Gates, weighted criteria and cut-offs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TierPolicy {
    /// Stable name of a built-in policy (`default`, `growth`, `mature`, `group-rule`) or `own`;
    /// words: `policy.<id>`.
    pub id: String,
    /// What its author calls it.
    pub name: Option<String>,
    /// Conditions, in the order in which they are shown.
    pub gates: Vec<Gate>,
    /// Weighted criteria, in the order in which they are shown.
    pub criteria: Vec<Criterion>,
    /// Tiers, best first, cut-offs strictly descending to 0.
    pub tiers: Vec<Tier>,
    /// The key-account line: index of the worst tier that still is a key account.
    pub key_line: usize,
    /// What decides how far down a tier reaches.
    pub places: Places,
    /// The stage that our company is in, for overrides.
    pub stage: Option<LifeStage>,
    /// What stages and units do otherwise.
    pub overrides: Vec<PolicyOverride>,
}

impl TierPolicy {
    /// The policy as it holds in our company's stage, and for one unit if any: without overrides.
    /// Names of units are compared without case, full-width forms and surplus spaces.
    ///
    /// ```
    /// use kamlens::book::Field;
    /// use kamlens::policy::{Gate, PolicyOverride, Subject, Test, TierPolicy, When};
    /// let bar = Gate { subject: Subject::Field(Field::Margin), test: Test::AtLeast(0.15), cap: 1 };
    /// let mut policy = TierPolicy::default();
    /// policy.overrides.push(PolicyOverride {
    ///     gates: vec![bar],
    ///     ..PolicyOverride::new(When::Unit("Region B".into()))
    /// });
    /// assert_eq!(policy.effective(None).gates.len(), 0);
    /// assert_eq!(policy.effective(Some("Region B")).gates.len(), 1);
    /// ```
    #[must_use]
    pub fn effective(&self, unit: Option<&str>) -> Self {
        let mut policy = self.clone();
        let all = std::mem::take(&mut policy.overrides);
        let holds = |when: &When, stages: bool| match when {
            When::Stage(stage) => stages && self.stage == Some(*stage),
            When::Unit(name) => !stages && unit.is_some_and(|u| fold_name(u) == fold_name(name)),
        };
        for stages in [true, false] {
            for change in all.iter().filter(|o| holds(&o.when, stages)) {
                policy.change(change);
            }
        }
        policy
    }

    /// The units that have a policy of their own, in the order of the overrides.
    pub fn units(&self) -> impl Iterator<Item = &str> {
        self.overrides.iter().filter_map(|o| match &o.when {
            When::Unit(unit) => Some(unit.as_str()),
            When::Stage(_) => None,
        })
    }

    /// Whether some criterion or gate looks at this, everywhere or in one stage or unit.
    ///
    /// ```
    /// use kamlens::policy::{Gate, Subject, Test, TierPolicy};
    /// let rating = Subject::Extra("Rating".into());
    /// let mut policy = TierPolicy::default();
    /// assert!(!policy.looks_at(&rating));
    /// policy.gates.push(Gate { subject: rating.clone(), test: Test::AtLeast(3.0), cap: 1 });
    /// assert!(policy.looks_at(&rating));
    /// ```
    pub fn looks_at(&self, subject: &Subject) -> bool {
        let others = || self.overrides.iter();
        let criteria = others().flat_map(|o| &o.criteria).chain(&self.criteria);
        let gates = others().flat_map(|o| &o.gates).chain(&self.gates);
        let mut all = criteria
            .map(|c| &c.subject)
            .chain(gates.map(|g| &g.subject));
        all.any(|known| known == subject)
    }

    fn change(&mut self, change: &PolicyOverride) {
        for (subject, weight) in &change.weights {
            let same = self.criteria.iter_mut().filter(|c| c.subject == *subject);
            same.for_each(|c| c.weight = *weight);
        }
        self.criteria.extend(change.criteria.iter().cloned());
        self.gates.extend(change.gates.iter().cloned());
        for (tier, cutoff) in self.tiers.iter_mut().zip(change.cutoffs.iter().flatten()) {
            tier.cutoff = *cutoff;
        }
        self.key_line = change.key_line.unwrap_or(self.key_line);
    }
}

impl PolicyOverride {
    /// One that changes nothing yet.
    pub fn new(when: When) -> Self {
        Self {
            when,
            weights: Vec::new(),
            criteria: Vec::new(),
            gates: Vec::new(),
            cutoffs: None,
            key_line: None,
        }
    }
}
