//! The sentence in which an analysis answers its question.

use crate::book::{Field, Origin, TableKind};
use crate::words::Message;

/// How urgent a finding is. `NoData` sorts lowest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FindingSeverity {
    /// The question cannot be answered from this book.
    NoData,
    /// Nothing to do.
    Ok,
    /// Keep an eye on it.
    Watch,
    /// Do something.
    Act,
}

/// A row that a number came from, and which of its cells mattered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The row.
    pub origin: Origin,
    /// The fields whose cells were used ([`crate::book::Book::cell`] gives their addresses).
    pub fields: Vec<Field>,
    /// What single units see of the row (`verdict:<unit>` and its like) was used too.
    pub units: bool,
}

/// Columns that would make an answer possible or better.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unlock {
    /// The table.
    pub table: TableKind,
    /// Its missing columns.
    pub fields: Vec<Field>,
}

/// One hurdle's answer: a computed sentence with its rows and what to do next.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Number of the hurdle, 1 … 10.
    pub hurdle: u8,
    /// How urgent it is.
    pub severity: FindingSeverity,
    /// The sentence: `tiers.finding.…`, `relationships.finding.…`, `share.finding.…`,
    /// `scorecard.finding.…`.
    pub message: Message,
    /// The rows it rests on (at most 50, the most telling first); [`super::finding_rows`] gives all.
    pub evidence: Vec<Evidence>,
    /// How many rows it rests on.
    pub rows: usize,
    /// What would unlock the answer, or more of it.
    pub unlock: Vec<Unlock>,
    /// At most three things to do next.
    pub actions: Vec<Message>,
}
