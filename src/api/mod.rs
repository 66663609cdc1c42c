//! What leaves the core: serde views in camelCase, converted by hand from core types, so that the
//! wire stays stable while the core moves. The same views are the command line's JSON and the
//! page's report.

pub mod account;
mod accounts;
mod audit;
/// Sheets as JSON: `kamlens cells`.
pub mod cells;
pub mod chart;
pub mod coerced;
mod error;
mod evidence;
pub mod explain;
mod focus;
pub mod list;
pub mod mapping;
mod message;
mod migration;
mod names;
pub mod notices;
pub mod policy;
pub mod preview;
pub mod profile;
mod relationships;
mod report;
pub mod rows;
mod scorecard;
pub mod settings;
mod share;
pub mod subjects;
mod tiers;
pub mod what_if;

pub use error::ApiError;
pub use evidence::{CellView, EvidenceView};
pub use message::{ArgView, DiagnosticView, MessageView};
pub use report::{ReportView, report};

use crate::analysis::tiering::AccountTier;
use crate::book::{AccountId, Book, Source};
use crate::engine::Answers;
use crate::policy::TableChoice;
use crate::words::Words;

/// What a view is made from: the answers, a language, and how long its lists may be.
#[derive(Debug, Clone, Copy)]
pub struct Lens<'a> {
    /// The answers.
    pub answers: Answers<'a>,
    /// The language of every `text`.
    pub words: &'a Words,
    /// Most items of a list; `None`: all. Counts are always of all.
    pub limit: Option<usize>,
}

impl<'a> Lens<'a> {
    fn book(&self) -> &'a Book {
        &self.answers.imported.book
    }

    fn take(&self) -> usize {
        self.limit.unwrap_or(usize::MAX)
    }

    /// The index of a source of the book.
    fn source_index(&self, source: &Source) -> usize {
        let all = self.book().sources.iter();
        all.take_while(|s| !std::ptr::eq(*s, source)).count()
    }

    /// Which part of its sheet a source is, from 0.
    fn region(&self, source: &Source) -> u32 {
        let before = self.book().sources.iter().take(self.source_index(source));
        before.filter(|s| s.table == source.table).count() as u32
    }

    /// What a person has decided about the table of a source.
    fn choice(&self, source: usize) -> Option<&'a TableChoice> {
        let number = self.choice_number(source)?;
        self.answers.mapping.tables.get(number as usize)
    }

    /// Which of the decisions that is.
    fn choice_number(&self, source: usize) -> Option<u32> {
        self.answers.imported.chosen.get(source).copied().flatten()
    }

    /// An account's tier. Reports hold them by their order, so this looks through them once.
    fn tier(&self, id: AccountId) -> Option<&'a AccountTier> {
        let all = self.answers.reports.tiers.accounts.iter();
        all.into_iter().find(|t| t.account == id)
    }

    fn account(&self, id: AccountId) -> AccountRef<'a> {
        AccountRef {
            account: id.0,
            account_name: self.book().account(id).map_or("", |a| a.name.as_str()),
        }
    }
}

/// Which account something is about: its index in the book and its name.
#[derive(Debug, Clone, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AccountRef<'a> {
    /// Index of the account in the book.
    pub account: u32,
    /// Its name as first written.
    pub account_name: &'a str,
}
