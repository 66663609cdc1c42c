use crate::book::Field;

/// What a gate or a criterion looks at: a field of the account, or any other column by its header.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A known field of the account.
    Field(Field),
    /// Another column of the Accounts table, by its header.
    Extra(String),
}

/// What a gate demands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Test {
    /// The cell says yes.
    Yes,
    /// At least this value, in the field's own unit (money in units, margin as a ratio).
    AtLeast(f64),
    /// At most this value.
    AtMost(f64),
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

/// Gates, weighted criteria and cut-offs.
#[derive(Debug, Clone, PartialEq)]
pub struct TierPolicy {
    /// Stable name of a built-in policy (`default`, `group-rule`) or the user's; words: `policy.<id>`.
    pub id: String,
    /// Conditions, in the order in which they are shown.
    pub gates: Vec<Gate>,
    /// Weighted criteria, in the order in which they are shown.
    pub criteria: Vec<Criterion>,
    /// Tiers, best first, cut-offs strictly descending to 0.
    pub tiers: Vec<Tier>,
    /// The key-account line: index of the worst tier that still is a key account.
    pub key_line: usize,
}
