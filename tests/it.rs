//! The one integration binary: everything is tested through the public door.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

#[path = "it/catalogue.rs"]
mod catalogue;
#[path = "it/charts/mod.rs"]
mod charts;
#[path = "it/cli.rs"]
mod cli;
#[path = "it/cli_tiers.rs"]
mod cli_tiers;
#[path = "it/conservation.rs"]
mod conservation;
#[path = "it/edges.rs"]
mod edges;
#[path = "it/focus/mod.rs"]
mod focus;
#[path = "it/hostile.rs"]
mod hostile;
#[path = "it/import/mod.rs"]
mod import;
#[path = "it/limits.rs"]
mod limits;
#[path = "it/notices.rs"]
mod notices;
#[path = "it/policy.rs"]
mod policy;
#[path = "it/reader.rs"]
mod reader;
#[path = "it/relationship/mod.rs"]
mod relationship;
#[path = "it/sample.rs"]
mod sample;
#[path = "it/scorecard/mod.rs"]
mod scorecard;
#[path = "it/share/mod.rs"]
mod share;
#[path = "it/source.rs"]
mod source;
#[path = "it/tidy.rs"]
mod tidy;
#[path = "it/tiering/mod.rs"]
mod tiering;
#[path = "it/words.rs"]
mod words;
