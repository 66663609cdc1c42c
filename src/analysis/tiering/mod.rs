//! Hurdle 1: who is a key account? Gates, weighted criteria and cut-offs (domain section 2).

mod report;

pub use report::{
    AccountTier, Basis, Contribution, GateOutcome, GateState, GroupRule, TierCount, TiersReport,
};

use super::Context;
use crate::book::Book;

/// Tiers of all accounts of the book.
pub fn analyze(_book: &Book, _context: &Context) -> TiersReport {
    todo!()
}
