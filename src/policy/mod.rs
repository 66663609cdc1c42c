//! The user's editable settings as data. Defaults that are a choice of ours are visible here, in
//! the page and in the reports, never hidden constants.

mod mapping;
mod settings;
mod tier_policy;

pub use mapping::{
    ColumnChoice, KindChoice, Layout, MappingChoices, ReadChoice, TableChoice, TargetChoice,
};
pub use settings::{PolicyChoice, Settings, StageWeights};
pub use tier_policy::{
    Criterion, Gate, Places, PolicyOverride, Scale, Subject, Test, Tier, TierPolicy, When,
};
