//! `(&Book, &Settings, as-of, seed) → Report`: pure functions, one per question.

pub mod finding;
pub mod focus;
pub mod relationship;
pub mod scorecard;
pub mod share;
pub mod tiering;

use jiff::civil::Date;

use crate::book::Book;
use crate::order::InOrder;
use crate::policy::Settings;
pub use finding::{Evidence, Finding, FindingSeverity, Unlock};

/// Most rows that a finding shows by itself.
const MOST_ROWS: usize = 50;

/// What an analysis needs beside the book.
#[derive(Debug, Clone, PartialEq)]
pub struct Context {
    /// The day that counts as today.
    pub as_of: Date,
    /// Seed of every random draw.
    pub seed: u64,
    /// The user's settings.
    pub settings: Settings,
}

impl Context {
    /// Nothing but the tier policy, and what it is compared with, is otherwise.
    pub fn differs_in_policy_only(&self, other: &Self) -> bool {
        let mut same = self.clone();
        same.settings.policy = other.settings.policy.clone();
        same.settings.compared = other.settings.compared.clone();
        same.settings.concentration = other.settings.concentration;
        same == *other
    }
}

/// The answers, one per question.
#[derive(Debug, Clone, PartialEq)]
pub struct Reports {
    /// Hurdle 1.
    pub tiers: tiering::TiersReport,
    /// Hurdle 1: where revenue, potential and people are.
    pub focus: focus::FocusReport,
    /// Hurdle 7.
    pub relationships: relationship::RelationshipReport,
    /// Hurdle 3.
    pub share: share::ShareReport,
    /// Hurdle 5.
    pub scorecard: scorecard::ScorecardReport,
}

/// The answers with another tier policy: only what depends on it is worked out anew.
pub fn retier(book: &Book, context: &Context, reports: Reports) -> Reports {
    let tiers = tiering::analyze(book, context);
    Reports {
        focus: focus::analyze(book, context, &tiers),
        tiers,
        ..reports
    }
}

/// Runs every analysis.
pub fn analyze(book: &Book, context: &Context) -> Reports {
    let tiers = tiering::analyze(book, context);
    Reports {
        focus: focus::analyze(book, context, &tiers),
        relationships: relationship::analyze(book, context),
        share: share::analyze(book, context),
        scorecard: scorecard::analyze(book, context),
        tiers,
    }
}

/// All rows that the finding of a hurdle rests on, the most telling first; none where it has no finding.
pub fn finding_rows(
    book: &Book,
    context: &Context,
    reports: &Reports,
    hurdle: u8,
) -> Option<Vec<Evidence>> {
    const ALL: usize = usize::MAX;
    let finding = match hurdle {
        1 => tiering::finding(book, &reports.tiers, ALL),
        3 => share::finding(book, &reports.share, &share::pipeline(book, context), ALL),
        5 => {
            let mark = context.settings.pass_mark;
            scorecard::finding(book, &reports.scorecard.cards, mark, ALL)
        }
        7 => relationship::finding(book, &reports.relationships, context, ALL),
        _ => return None,
    };
    Some(finding.evidence)
}

impl Reports {
    /// The findings, worst first; equal ones by hurdle.
    pub fn findings(&self) -> Vec<&Finding> {
        let mut all = vec![
            &self.tiers.finding,
            &self.share.finding,
            &self.scorecard.finding,
            &self.relationships.finding,
        ];
        all.order_by_key(|f| (std::cmp::Reverse(f.severity), f.hurdle));
        all
    }
}
