//! Rows → records, one function per kind of table.

mod assumed;
mod fields;
mod kpi;
mod merge;
mod said;

use std::collections::BTreeMap;

use super::accounts::{Added, Directory, Joined, Named};
use super::row::{Row, raw};
use super::sheet::{RowKind, Sheet};
use super::synonyms::UnitColumn;
use super::values::{clean, is_blank, is_number};
use crate::book::{
    Account, AccountId, Activity, Contact, ExtraValue, Field, Kpi, Opportunity, Origin, ShareRow,
    TableKind,
};
use crate::table::{Cell, Diagnostic, Order};
use crate::words::Arg;
pub(super) use assumed::Assumed;
use fields::{account, activity, contact, named, opportunity, share};
use kpi::kpi;

/// The records made so far.
#[derive(Debug, Default)]
pub(super) struct Records {
    pub(super) opportunities: Vec<Opportunity>,
    pub(super) contacts: Vec<Contact>,
    pub(super) activities: Vec<Activity>,
    pub(super) share: Vec<ShareRow>,
    pub(super) kpis: Vec<Kpi>,
    /// Cells of accounts that stand in the row of another name.
    pub(super) filled: BTreeMap<(Origin, Field), Origin>,
}

/// Reads one table into records.
pub(super) struct Reading<'a> {
    pub(super) sheet: &'a Sheet<'a>,
    pub(super) source: u32,
    pub(super) currency: Option<&'a str>,
    pub(super) fiscal_start: i8,
    /// Names of the other columns and their indices in the book.
    pub(super) extra_columns: &'a BTreeMap<&'a str, u32>,
    pub(super) directory: &'a mut Directory,
    pub(super) records: &'a mut Records,
    pub(super) diagnostics: &'a mut Vec<Diagnostic>,
    /// Rows that leave something open.
    pub(super) assumed: Assumed,
    /// Number and sum of the table's deals so far.
    pub(super) total: (usize, f64),
    /// The last row of the file that was said to be set aside.
    pub(super) last_noted: Option<u32>,
    /// Rows whose account's number was no help.
    pub(super) odd_numbers: BTreeMap<Joined, Vec<u32>>,
}

/// Why a row made no record: the required field without a value, or said already.
type Aside = Option<Field>;

impl Reading<'_> {
    /// Reads the table; how many rows became records.
    pub(super) fn read(&mut self) -> u32 {
        let Some(kind) = self.sheet.kind() else {
            return 0;
        };
        let (mut used, mut derived) = (0, Vec::new());
        let first_deal = self.records.opportunities.len();
        let first_share = self.records.share.len();
        let mut accounts = self.directory.accounts.iter();
        let known = accounts.any(|account| account.origin.is_some());
        for &(at, row_kind) in &self.sheet.rows {
            if let Some(code) = aside(row_kind) {
                self.note(code, at);
                continue;
            }
            let before = self.directory.accounts.len();
            match self.record(kind, at) {
                Ok(()) => used += 1,
                Err(missing) => {
                    if let Some(field) = missing {
                        self.row(at).missing(field);
                    }
                }
            }
            if kind != TableKind::Accounts && self.directory.accounts.len() > before {
                derived.push(at);
            }
        }
        self.say_derived(known, &derived);
        self.say_odd_deals(first_deal);
        self.say_repeated_shares(first_share);
        self.say_odd_numbers();
        self.say_assumed();
        used
    }

    fn say_assumed(&mut self) {
        let assumed = std::mem::take(&mut self.assumed);
        self.diagnostics.extend(assumed.notes(self.sheet));
    }

    /// Says why a row is set aside; once for a row of the file, however many periods it has.
    fn note(&mut self, code: &str, at: u32) {
        let table = self.sheet.table;
        if matches!(table.view.order, Order::Unpivoted(_)) {
            let row = table.place(at, 0).0;
            if self.last_noted.replace(row) == Some(row) {
                return;
            }
        }
        let filled = (0..table.cols()).find(|col| table.cell(at, *col) != Cell::Empty);
        let col = filled.unwrap_or(0);
        let text = raw(table.cell(at, col)).into_owned();
        let note = Diagnostic::note(code).at(table.addr(at, col), text);
        self.diagnostics.push(note);
    }

    /// An amount without a word in its row that is the sum of the deals above it: a total without a word.
    fn is_bare_total(&self, at: u32, deal: &Opportunity) -> bool {
        let table = self.sheet.table;
        let blank = |cell: Cell| match cell {
            Cell::Text(text) => is_blank(&clean(text)),
            cell => cell == Cell::Empty,
        };
        let filled = (0..table.cols()).map(|col| table.cell(at, col));
        let number = |cell: Cell| match cell {
            Cell::Text(text) => is_number(text),
            cell => matches!(cell, Cell::Number(_)),
        };
        if !filled.filter(|cell| !blank(*cell)).all(number) {
            return false;
        }
        let (above, sum) = self.total;
        above >= 2 && (sum - deal.amount.units()).abs() < 0.005 * above as f64
    }

    fn row(&mut self, at: u32) -> Row<'_> {
        Row {
            table: self.sheet.table,
            row: at,
            plans: &self.sheet.plans,
            currency: self.currency,
            fiscal_start: self.fiscal_start,
            diagnostics: self.diagnostics,
            source: self.source,
        }
    }

    fn record(&mut self, kind: TableKind, at: u32) -> Result<(), Aside> {
        match kind {
            TableKind::Accounts => self.account_row(at),
            TableKind::Opportunities => {
                let deal = opportunity(&mut self.row(at))?;
                if self.is_bare_total(at, &deal) {
                    self.note("totals-row", at);
                    return Err(None);
                }
                let account = named(&mut self.row(at)).ok();
                let account = account.map(|named| self.account(at, &named));
                let extra = self.extra(at);
                let mut assumed = std::mem::take(&mut self.assumed);
                assumed.deal(&mut self.row(at), &deal);
                self.assumed = assumed;
                self.total = (self.total.0 + 1, self.total.1 + deal.amount.units());
                self.records.opportunities.push(Opportunity {
                    account,
                    extra,
                    ..deal
                });
                Ok(())
            }
            TableKind::Contacts => {
                let given = self.sheet.given_name;
                let (named, contact) = contact(&mut self.row(at), given)?;
                let account = self.account(at, &named);
                self.records.contacts.push(Contact { account, ..contact });
                Ok(())
            }
            TableKind::Activities => {
                let (named, activity) = activity(&mut self.row(at))?;
                let account = self.account(at, &named);
                self.records.activities.push(Activity {
                    account,
                    ..activity
                });
                Ok(())
            }
            TableKind::Share => {
                let (named, share) = share(&mut self.row(at))?;
                let account = self.account(at, &named);
                self.records.share.push(ShareRow { account, ..share });
                Ok(())
            }
            TableKind::Kpis => {
                let (named, kpi) = kpi(&mut self.row(at))?;
                let mut assumed = std::mem::take(&mut self.assumed);
                assumed.kpi(&mut self.row(at));
                self.assumed = assumed;
                let account = self.account(at, &named);
                self.records.kpis.push(Kpi { account, ..kpi });
                Ok(())
            }
        }
    }

    /// The account that a row names.
    fn account(&mut self, at: u32, named: &Named) -> AccountId {
        let (account, joined) = self.directory.find_or_derive(named);
        if joined != Joined::Plainly {
            self.odd_numbers.entry(joined).or_default().push(at);
        }
        account
    }

    fn account_row(&mut self, at: u32) -> Result<(), Aside> {
        let mut account = account(&mut self.row(at))?;
        account.extra = self.extra(at);
        for (what, unit, plan) in &self.sheet.units {
            // A unit's column is read like the field of the same kind.
            let field = match what {
                UnitColumn::Verdict => Field::CreditOk,
                UnitColumn::Amount => Field::OrderAmount,
                UnitColumn::Margin => Field::OrderMargin,
            };
            let plans = [(field, *plan)];
            let mut row = self.row(at);
            row.plans = &plans;
            match what {
                UnitColumn::Verdict => account
                    .verdicts
                    .extend(row.flag(field).map(|v| (unit.clone(), v))),
                UnitColumn::Amount => account
                    .unit_amounts
                    .extend(row.money(field).map(|v| (unit.clone(), v))),
                UnitColumn::Margin => account
                    .unit_margins
                    .extend(row.ratio(field).map(|v| (unit.clone(), v))),
            }
        }
        let name = account.name.clone();
        match self.directory.adding(&name, account.id.as_deref()) {
            Added::New => {
                self.directory.add(account);
                Ok(())
            }
            Added::Known => {
                let note = Diagnostic::warning("duplicate-account").with("name", name);
                self.diagnostics
                    .push(self.sheet.at_field(note, at, Field::Account));
                Err(None)
            }
            Added::Merged(into) => {
                self.merge(at, account, into);
                Ok(())
            }
        }
    }

    /// Fills what an account's first row leaves blank, and says what the rows tell differently.
    fn merge(&mut self, at: u32, account: Account, into: AccountId) {
        self.directory.also(into, account.id.as_deref());
        let Some(held) = self.directory.accounts.get_mut(into.0 as usize) else {
            return;
        };
        let (name, from) = (account.label(), account.origin);
        let merged = merge::fill(held, account);
        let (known_as, origin) = (held.label(), held.origin);
        if let (Some(origin), Some(from)) = (origin, from) {
            let cells = merged.filled.into_iter().map(|f| ((origin, f), from));
            self.records.filled.extend(cells);
        }
        let note = match merged.differ.is_empty() {
            true => Diagnostic::note("merged-account"),
            false => Diagnostic::warning("merged-values-differ"),
        };
        let fields = merged.differ.iter();
        let fields = fields.map(|f| Arg::Code(format!("field.{}", f.name())));
        let note = note
            .with("name", name)
            .with("account", known_as)
            .with("fields", Arg::List(fields.collect()));
        self.diagnostics
            .push(self.sheet.at_field(note, at, Field::Account));
    }

    fn extra(&self, at: u32) -> Vec<(u32, ExtraValue)> {
        let columns = self.sheet.extras.iter();
        columns
            .filter_map(|(header, plan)| {
                let index = self.extra_columns.get(header.as_str())?;
                Some((*index, plan.value(self.sheet.table, at)?))
            })
            .collect()
    }
}

fn aside(kind: RowKind) -> Option<&'static str> {
    match kind {
        RowKind::Data => None,
        RowKind::Totals => Some("totals-row"),
        RowKind::Note => Some("note-row"),
        RowKind::Header => Some("repeated-header"),
    }
}

fn need<T>(value: Option<T>, field: Field) -> Result<T, Aside> {
    value.ok_or(Some(field))
}
