//! The one integration binary: everything is tested through the public door.

#[path = "it/scorecard.rs"]
mod scorecard;
