//! kamlens, the key-account lens: answers the ten hurdles of key-account management from the
//! spreadsheets that a company already has. See `ARCHITECTURE.md` for the way data flows.
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic
    )
)]

pub mod table;
pub mod words;

#[cfg(feature = "reader")]
pub mod reader;

#[cfg(feature = "engine")]
pub mod analysis;
#[cfg(feature = "engine")]
pub mod api;
#[cfg(feature = "engine")]
pub mod book;
#[cfg(feature = "engine")]
pub mod chart;
#[cfg(feature = "engine")]
pub mod engine;
#[cfg(feature = "engine")]
pub mod import;
#[cfg(feature = "engine")]
pub mod order;
#[cfg(feature = "engine")]
pub mod policy;

#[cfg(target_arch = "wasm32")]
pub mod wasm;
