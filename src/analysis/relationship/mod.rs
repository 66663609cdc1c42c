//! Hurdle 7: how do the people in the decision chain stand? (domain section 3)

mod report;

pub use report::{AccountStanding, ContactStanding, Coverage, RelationshipReport, Verdict};

use super::Context;
use crate::book::Book;

/// Standing of every contact and account.
pub fn analyze(_book: &Book, _context: &Context) -> RelationshipReport {
    todo!()
}
