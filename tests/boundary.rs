//! The wasm boundary: what JavaScript sees. Empty on native targets.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

#[path = "boundary/charts.rs"]
mod charts;
#[path = "boundary/engine.rs"]
mod engine;
#[path = "boundary/weights.rs"]
mod weights;
