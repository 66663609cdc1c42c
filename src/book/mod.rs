//! The account book: everything that the analyses know, typed and valid by construction.
//!
//! A [`Book`] is made by `import` from tables; later stages meet no raw text, no unit question and
//! no blank that means zero: what is not known is `None`. Every record keeps its [`Origin`], so
//! that any number leads back to its cells ([`Book::cell`]).

mod fields;
mod names;
mod records;
mod source;
mod values;

pub use fields::{Field, FieldSpec, TableKind, ValueKind, fields};
pub use names::{fold_name, same_name};
pub use records::{
    Account, AccountId, Activity, Contact, DealKind, Direction, ExtraValue, Kpi, KpiUnit,
    LifeStage, Opportunity, Quadrant, Role, ShareRow, WalletBasis,
};
pub use source::{ColumnTarget, MappedColumn, Origin, Source};
pub use values::{InvalidValue, Level, Money, Power, Ratio};

use std::collections::{BTreeMap, BTreeSet};

use crate::table::CellAddr;

/// The account book of one or several files. Accounts are sorted as they first appear; records
/// refer to them by [`AccountId`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Book {
    /// Every table that was read, used or not, in the order given: index of [`Origin::source`].
    pub sources: Vec<Source>,
    /// Named columns beyond the known fields, usable as tier criteria: index of
    /// [`Account::extra`] and [`Opportunity::extra`].
    pub extra_columns: Vec<String>,
    /// Accounts, from an Accounts table or derived from names elsewhere.
    pub accounts: Vec<Account>,
    /// Leads, open deals and closed deals.
    pub opportunities: Vec<Opportunity>,
    /// One row per contact, assessor and date.
    pub contacts: Vec<Contact>,
    /// What has happened.
    pub activities: Vec<Activity>,
    /// Wallet and revenue per account, product and year.
    pub share: Vec<ShareRow>,
    /// Scorecard entries.
    pub kpis: Vec<Kpi>,
    /// ISO code of the book's one currency, where the files name one. Amounts in another currency
    /// are diagnostics, never summed.
    pub currency: Option<String>,
    /// Amounts of accounts that are the sum of their subsidiaries': no total counts them.
    /// [`Field::Wallet`] stands for all share rows of the account.
    pub sums: BTreeSet<(AccountId, Field)>,
    /// Of accounts that a person has merged: for a row and field, the row in which the cell stands.
    pub filled: BTreeMap<(Origin, Field), Origin>,
}

impl Book {
    /// The account with this id.
    pub fn account(&self, id: AccountId) -> Option<&Account> {
        self.accounts.get(id.0 as usize)
    }

    /// Where the value of a field of this record stands in the user's file, if the file has the
    /// column.
    pub fn cell(&self, origin: Origin, field: Field) -> Option<CellAddr> {
        let origin = self.row_of(origin, field);
        let source = self.sources.get(origin.source as usize)?;
        let col = source.column(field)?;
        Some(source.addr(origin.row, col))
    }

    /// The row in which a record's cell stands: another one than the record's where a person has
    /// merged accounts.
    pub fn row_of(&self, origin: Origin, field: Field) -> Origin {
        let elsewhere = self.filled.get(&(origin, field));
        elsewhere.copied().unwrap_or(origin)
    }

    /// True if some table of this kind has the column.
    pub fn has_column(&self, kind: TableKind, field: Field) -> bool {
        self.sources
            .iter()
            .any(|s| s.kind == Some(kind) && s.column(field).is_some())
    }
}
