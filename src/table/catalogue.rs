//! Every diagnostic that exists. `docs/diagnostics.md` is made from this list by
//! `cargo xtask bless`: it shows each with its words and with a file that produces it.

use super::Severity;
use super::Severity::{Note, Warning};

/// Stable codes with their severity, in the order of the documentation: what readers notice, then
/// tables, columns, rows and cells. A code is never renamed and never used for something else.
pub const DIAGNOSTICS: &[(&str, Severity)] = &[
    ("not-a-worksheet", Note),
    ("empty-sheet", Note),
    ("hidden-sheet", Note),
    ("encoding-guessed", Warning),
    ("text-garbled", Warning),
    ("member-not-read", Warning),
    ("member-too-large", Warning),
    ("unknown-table", Warning),
    ("missing-column", Warning),
    ("table-not-used", Warning),
    ("table-left-out", Warning),
    ("several-tables", Note),
    ("turned-table", Note),
    ("periods-as-columns", Note),
    ("filled-down", Note),
    ("hidden-rows", Note),
    ("unit-from-above", Note),
    ("mapped-column-gone", Warning),
    ("column-unfit", Note),
    ("revenue-is-customer-size", Note),
    ("weighted-amount", Note),
    ("totals-row", Note),
    ("note-row", Note),
    ("repeated-header", Note),
    ("row-without-required", Warning),
    ("duplicate-account", Warning),
    ("merged-account", Note),
    ("similar-accounts", Note),
    ("accounts-derived", Note),
    ("unknown-accounts", Note),
    ("deals-without-account", Note),
    ("closed-before-created", Note),
    ("repeated-deal-id", Note),
    ("unknown-deal-status", Note),
    ("kpi-direction-assumed", Note),
    ("kpi-weight-assumed", Note),
    ("unreadable", Warning),
    ("error-cell", Warning),
    ("digits-lost", Warning),
    ("ambiguous-day-month", Warning),
    ("other-currency", Warning),
];

/// The severity of a code; `None`: there is no such diagnostic.
pub fn severity(code: &str) -> Option<Severity> {
    let found = DIAGNOSTICS.iter().find(|(known, _)| *known == code);
    found.map(|(_, severity)| *severity)
}
