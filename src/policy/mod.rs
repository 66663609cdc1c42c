//! The user's editable settings as data. Defaults that are a choice of ours are visible here, in
//! the page and in the reports, never hidden constants.

mod settings;
mod tier_policy;

pub use settings::{PolicyChoice, Settings, StageWeights};
pub use tier_policy::{Criterion, Gate, Scale, Subject, Test, Tier, TierPolicy};
