//! What is said of periods that are columns: those that are left as they are, of which several could be
//! one field, and what stands beside those that became rows.

use std::collections::{BTreeMap, BTreeSet};

use super::crosstab::{self, Left};
use super::mapping::{Target, names_only};
use super::row::raw;
use super::sheet::Sheet;
use crate::book::{Field, TableKind};
use crate::policy::{KindChoice, Layout};
use crate::table::Diagnostic;
use crate::words::Arg;

impl Sheet<'_> {
    /// Periods as columns that are not laid one below the other, and why; nothing where a person has
    /// said what they are, some of them are taken, or it is asked which of them is meant. With their columns.
    pub(super) fn periods_left(&self) -> Option<(Diagnostic, BTreeSet<u32>)> {
        let layout = self.choice.and_then(|choice| choice.layout);
        if self.table.headers().is_some() || matches!(layout, Some(Layout::AsIs | Layout::Turned)) {
            return None;
        }
        let left = self.left_alone();
        if left.as_ref().is_some_and(|left| self.is_said(left)) {
            return None;
        }
        let is_told = |left: &Left| layout.is_none() || left.unfit.is_some();
        let (note, columns) = match left.filter(is_told) {
            Some(left) if left.unfit.is_none() && self.is_asked(&left) => return None,
            Some(left) => (self.left_note(&left), left.columns),
            None if layout.is_some() => (Diagnostic::warning("periods-not-found"), BTreeSet::new()),
            None => return None,
        };
        let row = self.header_row.unwrap_or(0);
        let col = columns.first().copied().unwrap_or(0);
        let at = self.table.addr(row, col);
        Some((note.at(at, raw(self.table.cell(row, col))), columns))
    }

    /// Its periods that are columns; plain years only where they hold amounts and little else is known.
    fn left_alone(&self) -> Option<Left> {
        let decided = match self.choice.and_then(|choice| choice.kind) {
            Some(KindChoice::Kind(kind)) => Some(kind),
            _ => None,
        };
        let left = crosstab::left_alone(self.table, self.header_row?, &self.headers, decided)?;
        let amounts = || left.columns.iter().any(|col| self.holds_amounts(*col));
        (!left.plain || (self.explains_little() && amounts())).then_some(left)
    }

    fn left_note(&self, left: &Left) -> Diagnostic {
        let name = |col: u32| self.labels.get(col as usize).cloned().unwrap_or_default();
        let note = match left.unfit {
            Some(field) => Diagnostic::warning("periods-unfit")
                .with("field", Arg::Code(format!("field.{}", field.name()))),
            None => Diagnostic::warning("periods-not-read"),
        };
        note.with("n", left.columns.len())
            .with("first", name(left.first))
            .with("last", name(left.last))
    }

    /// Some of them are taken for fields, or a person has decided about all of them.
    fn is_said(&self, left: &Left) -> bool {
        let fields = self.mapping.as_ref().ok().map(|mapping| &mapping.columns);
        let mut fields = fields.into_iter().flatten();
        fields.any(|m| matches!(m.target, Target::Field(_)) && left.columns.contains(&m.col))
            || left.columns.iter().all(|col| self.chosen.contains_key(col))
    }

    /// It is asked which of them is meant.
    fn is_asked(&self, left: &Left) -> bool {
        let undecided = self.undecided();
        let mut columns = undecided.values().flatten();
        columns.any(|col| left.columns.contains(col))
    }

    /// Nothing but names of accounts is known of it, or a required column is missing.
    fn explains_little(&self) -> bool {
        match &self.mapping {
            Ok(mapping) => names_only(mapping),
            Err(_) => true,
        }
    }

    /// Columns of several periods of which each could be a field that the table lacks. Shares have a row
    /// for each year, so that all of theirs are meant.
    pub(super) fn undecided(&self) -> BTreeMap<Field, Vec<u32>> {
        let mut fields: BTreeMap<Field, Vec<u32>> = BTreeMap::new();
        let nearest = self.nearest();
        let one = nearest.filter(|mapping| mapping.kind != TableKind::Share);
        if let Some(mapping) = one {
            for (kind, field, col) in &self.repeated {
                if *kind == mapping.kind && mapping.column(*field).is_none() {
                    fields.entry(*field).or_default().push(*col);
                }
            }
        }
        fields
    }

    pub(super) fn undecided_notes(&self) -> Vec<Diagnostic> {
        let say = |(field, cols): (Field, Vec<u32>)| {
            let note = Diagnostic::warning("column-undecided")
                .with("field", Arg::Code(format!("field.{}", field.name())))
                .with("columns", self.named(&cols));
            Some(self.at_header(note, *cols.first()?))
        };
        self.undecided().into_iter().filter_map(say).collect()
    }

    /// Columns to ask a person for: of several periods, and of what stands beside periods that became rows.
    pub(super) fn open_columns(&self) -> BTreeMap<Field, Vec<u32>> {
        let mut open = self.undecided();
        let unknown = self.unknown_values();
        let share = self.mapping.as_ref().ok();
        let share = share.filter(|of| of.kind == TableKind::Share && !unknown.is_empty());
        if let Some(mapping) = share {
            let fields = [Field::Wallet, Field::Revenue].into_iter();
            let missing = fields.filter(|field| mapping.column(*field).is_none());
            open.extend(missing.map(|field| (field, unknown.clone())));
        }
        open
    }

    /// What stands beside the periods that have become rows and is not known.
    fn unknown_values(&self) -> Vec<u32> {
        let Some((values, mapping)) = self.table.value_columns().zip(self.mapping.as_ref().ok())
        else {
            return Vec::new();
        };
        let known = |col: &u32| {
            let mut columns = mapping.columns.iter();
            columns.any(|m| m.col == *col && m.target != Target::Extra)
        };
        let unknown = values.filter(|col| !known(col) && !self.chosen.contains_key(col));
        unknown.collect()
    }

    pub(super) fn values_note(&self) -> Option<Diagnostic> {
        let unknown = self.unknown_values();
        let first = *unknown.first()?;
        let note = Diagnostic::warning("period-values-unknown")
            .with("n", unknown.len())
            .with("columns", self.named(&unknown));
        Some(self.at_header(note, first))
    }
}
