//! Hurdle 5: does the scorecard fit the account's stage? (domain section 5)

mod report;

pub use report::{
    AccountCard, KpiScore, NotScored, QuadrantScore, RoleScore, ScorecardReport, Weighting,
};

use super::Context;
use crate::book::Book;

/// Scorecards of all accounts that have KPIs.
pub fn analyze(_book: &Book, _context: &Context) -> ScorecardReport {
    todo!()
}
