//! Hurdle 3: do leads and opportunities carry the share plan? (domain section 4)

mod report;

pub use report::{
    Bin, Forecast, Hygiene, ProbabilityBasis, ShareLine, ShareReport, ShareYear, TargetBasis,
};

use super::Context;
use crate::book::Book;

/// Shares, the plan and the forecast.
pub fn analyze(_book: &Book, _context: &Context) -> ShareReport {
    todo!()
}
