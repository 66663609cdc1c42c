//! Money that could be passed over: columns of amounts that no answer counts, a budget that was taken for
//! what we may earn, and revenue that was taken for the customer's own.

use super::mapping::{Mapping, Target};
use super::sheet::Sheet;
use super::synonyms::{self, Found};
use super::values::{Decimals, parse_amount};
use crate::book::{Field, TableKind, ValueKind, fields};
use crate::table::{Cell, Diagnostic};
use crate::words::Arg;

/// Rows that are looked at.
const LOOK: usize = 2000;

impl Sheet<'_> {
    /// Columns whose header names an amount, of whatever kind of table, and that hold some; none that
    /// a person has decided about.
    pub(super) fn unused_amounts(&self, mapping: &Mapping) -> Option<Diagnostic> {
        let is_used = |col: u32| {
            let mut columns = mapping.columns.iter();
            columns.any(|m| m.col == col && m.target != Target::Extra)
        };
        let undecided = self.undecided();
        let said = self.periods_left().map(|(_, columns)| columns);
        let said = said.unwrap_or_default();
        let asked = |col: u32| {
            let suggested = self.suggestions.iter().any(|s| s.cols.contains(&col));
            let undecided = undecided.values().any(|cols| cols.contains(&col));
            let decided = self.chosen.contains_key(&col);
            let said = said.contains(&col);
            suggested || undecided || decided || said || mapping.weighted == Some(col)
        };
        let unused = (0..).zip(&self.headers).filter(|(col, header)| {
            let known = synonyms::find(mapping.kind, header) != Found::Never;
            known
                && names_money(header)
                && !is_used(*col)
                && !asked(*col)
                && self.holds_amounts(*col)
        });
        let unused: Vec<u32> = unused.map(|(col, _)| col).collect();
        let first = *unused.first()?;
        let note = Diagnostic::note("amounts-not-used")
            .with("table", Arg::Code(format!("table.{}", mapping.kind.name())))
            .with("n", unused.len())
            .with("columns", self.named(&unused));
        Some(self.at_header(note, first))
    }

    /// Whether some of a column's first cells are amounts, by whichever decimal mark.
    pub(super) fn holds_amounts(&self, col: u32) -> bool {
        let is_amount = |text: &str, mark| parse_amount(text, mark).is_some_and(|a| a.value != 0.0);
        let rows = self.rows.iter().take(LOOK);
        let mut cells = rows.map(|(row, _)| self.table.cell(*row, col));
        cells.any(|cell| match cell {
            Cell::Number(number) => number != 0.0,
            Cell::Text(text) => {
                is_amount(text, Decimals::Point) || is_amount(text, Decimals::Comma)
            }
            _ => false,
        })
    }

    /// The amount of deals is what the customer may spend, for want of a better column.
    pub(super) fn budget_note(&self, mapping: &Mapping) -> Option<Diagnostic> {
        let col = mapping
            .column(Field::Amount)
            .filter(|col| !self.chosen.contains_key(col))?;
        let header = self.headers.get(col as usize)?;
        let note = Diagnostic::note("amount-is-budget").with("raw", header.raw.as_str());
        synonyms::is_budget(header).then(|| self.at_header(note, col))
    }

    /// Revenue that stands alone is taken for the customer's own, as the large CRMs mean it.
    pub(super) fn size_note(&self, mapping: &Mapping) -> Option<Diagnostic> {
        let none_of_ours = mapping.column(Field::Revenue).is_none();
        let col = mapping
            .column(Field::CustomerSize)
            .filter(|col| none_of_ours && !self.chosen.contains_key(col))?;
        let header = self.headers.get(col as usize)?;
        let note = Diagnostic::note("size-may-be-revenue").with("raw", header.raw.as_str());
        synonyms::is_size_or_revenue(header).then(|| self.at_header(note, col))
    }
}

/// True if a header is that of an amount in some kind of table.
fn names_money(header: &super::header::Header) -> bool {
    let money = |kind: &TableKind| {
        let Found::Field(field, ..) = synonyms::find(*kind, header) else {
            return false;
        };
        let mut specs = fields(*kind).iter();
        specs.any(|spec| spec.field == field && spec.value == ValueKind::Money)
    };
    TableKind::ALL.iter().any(money) && !synonyms::is_total(&header.raw)
}
