//! What is assumed of rows that do not say it, said once per table.

use std::collections::BTreeMap;

use crate::book::{DealKind, Field, Opportunity};
use crate::import::row::Row;
use crate::import::sheet::Sheet;
use crate::table::Diagnostic;
use crate::words::Arg;

/// Words shown of those that are not known.
const SHOWN: usize = 5;

/// Rows of one table that leave something open.
#[derive(Debug, Default)]
pub(in crate::import) struct Assumed {
    /// Statuses that are not known, and how many deals have them.
    statuses: BTreeMap<String, u32>,
    /// For each field the first row without a value, and how many there are.
    blank: BTreeMap<&'static str, (Field, u32, u32)>,
    first_status: Option<u32>,
}

impl Assumed {
    /// A deal whose status says nothing counts as open, unless its stage says more.
    pub(super) fn deal(&mut self, row: &mut Row<'_>, deal: &Opportunity) {
        let unknown = row.unknown_deal_kind(Field::Kind);
        let open = deal.kind == DealKind::Opportunity && row.deal_kind(Field::Stage).is_none();
        if let Some(word) = unknown.filter(|_| open) {
            *self.statuses.entry(word).or_default() += 1;
            self.first_status.get_or_insert(row.row);
        }
    }

    /// A KPI without a direction is better the higher it is; one without a weight, where others
    /// have one, weighs 1.
    pub(super) fn kpi(&mut self, row: &mut Row<'_>) {
        for (code, field) in [
            ("kpi-direction-assumed", Field::Direction),
            ("kpi-weight-assumed", Field::Weight),
        ] {
            let said = field == Field::Direction || row.has(field);
            if said && row.is_blank(field) {
                let (_, _, n) = self.blank.entry(code).or_insert((field, row.row, 0));
                *n += 1;
            }
        }
    }

    /// What is to say of the table.
    pub(super) fn notes(self, sheet: &Sheet<'_>) -> Vec<Diagnostic> {
        let words = self.statuses.keys().take(SHOWN);
        let words: Vec<Arg> = words.map(|word| Arg::Text(word.clone())).collect();
        let n: u32 = self.statuses.values().sum();
        let status = self.first_status.map(|first| {
            let note = Diagnostic::note("unknown-deal-status")
                .with("n", n as usize)
                .with("words", Arg::List(words));
            sheet.at_field(note, first, Field::Kind)
        });
        let blank = self.blank.into_iter().map(|(code, (field, first, n))| {
            let note = Diagnostic::note(code).with("n", n as usize);
            sheet.at_field(note, first, field)
        });
        status.into_iter().chain(blank).collect()
    }
}
