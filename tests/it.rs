//! The one integration binary: everything is tested through the public door.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

#[path = "it/scorecard.rs"]
mod scorecard;
#[path = "it/words.rs"]
mod words;
