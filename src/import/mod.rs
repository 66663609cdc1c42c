//! `Table[] → Book + Diagnostic[]`: header detection, mapping by synonyms, value parsing, resolve.
//!
//! A bad row never fails an import, and rows are conserved: for every table
//! `read = used + set aside`, and everything set aside leaves a diagnostic.

mod accounts;
mod cells;
mod choices;
mod coerced;
mod column;
mod crosstab;
mod doubt;
mod extra;
mod fit;
mod grid;
mod guess;
mod header;
mod holds;
mod joins;
mod keys;
mod layout;
mod mapping;
mod notes;
mod others;
mod parents;
mod period;
mod period_notes;
mod profile;
mod records;
mod regions;
mod row;
mod sheet;
mod similar;
mod special;
mod synonyms;
mod unit;
mod unused;
mod values;

use std::collections::BTreeMap;

use accounts::Directory;
pub use coerced::{Coerced, Read, coerced};
pub use doubt::Ambiguity;
use grid::Grid;
use guess::Known;
pub use joins::Unmatched;
pub use profile::{ColumnProfile, Counts, How, Profile, Reads, profile};
use records::Records;
use sheet::Sheet;
pub(crate) use values::is_number;

use crate::book::{AccountId, Book, Origin, Source, TableKind};
use crate::order::Gather;
use crate::policy::{MappingChoices, TableChoice};
use crate::table::{Diagnostic, Table};

/// What an import needs to know beside the tables.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportOptions {
    /// First month of the fiscal year, 1 … 12.
    pub fiscal_year_start: i8,
    /// What a person has decided about tables and columns.
    pub mapping: MappingChoices,
}

impl Default for ImportOptions {
    fn default() -> Self {
        Self {
            fiscal_year_start: 1,
            mapping: MappingChoices::default(),
        }
    }
}

/// A book and what was noticed while making it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Imported {
    /// The book, with one [`crate::book::Source`] per table, or per part of a sheet with several.
    pub book: Book,
    /// In the order of tables, rows and columns.
    pub diagnostics: Vec<Diagnostic>,
    /// For each source the decision that is about it: index of [`MappingChoices::tables`].
    pub chosen: Vec<Option<u32>>,
    /// Accounts that may be one: their names differ in the form of company, in spacing, or by what
    /// may be a typing error. Nobody has decided about them.
    pub duplicates: Vec<Vec<AccountId>>,
    /// Where each of them is named first.
    pub named: BTreeMap<AccountId, Origin>,
    /// Names of other tables that no Accounts table knows, the most frequent first.
    pub unmatched: Vec<Unmatched>,
}

/// Makes a book of tables.
///
/// ```
/// use kamlens::import::{ImportOptions, import};
/// use kamlens::table::{Cell, TableBuilder};
/// let mut table = TableBuilder::new("deals.csv", "deals");
/// for (row, (name, amount)) in [("客户名称", "预计金额(万元)"), ("东湖电力", "1,200")].iter().enumerate() {
///     table.push(row as u32, 0, Cell::Text(name));
///     table.push(row as u32, 1, Cell::Text(amount));
/// }
/// let book = import(&[table.finish()], &ImportOptions::default()).book;
/// assert_eq!(book.opportunities[0].amount.units(), 12_000_000.0);
/// assert_eq!(book.accounts[0].name, "东湖电力");
/// ```
pub fn import(tables: &[Table], options: &ImportOptions) -> Imported {
    let (mut grids, mut numbers, mut of_tables) = (Vec::new(), Vec::new(), BTreeMap::new());
    for (at, table) in tables.iter().enumerate() {
        let parts = regions::parts(table, at as u32, &options.mapping);
        of_tables.insert(grids.len(), notes::of_table(table, &parts));
        numbers.extend(0..parts.len() as u32);
        grids.extend(parts);
    }
    let chosen = choices::assign(&grids, &numbers, &options.mapping);
    let grids: Vec<Grid> = grids
        .into_iter()
        .zip(&chosen)
        .map(|(grid, choice)| regions::arranged(grid, *choice))
        .collect();
    let mut sheets: Vec<Sheet> = grids
        .iter()
        .zip(&chosen)
        .map(|(grid, choice)| Sheet::new(grid, *choice))
        .collect();
    let known = Known::of_sheets(&sheets);
    sheets.iter_mut().for_each(|sheet| sheet.guess(&known));
    let mut extra_columns = Vec::new();
    let mut sources: Vec<Source> = sheets
        .iter()
        .map(|s| s.source(&mut extra_columns))
        .collect();
    let extras = extra_columns.iter().enumerate();
    let extras = extras
        .map(|(at, name): (usize, &String)| (name.as_str(), at as u32))
        .gather();
    let notes = |(at, sheet): (usize, &Sheet)| {
        let first = of_tables.remove(&at).unwrap_or_default();
        let like = sheet
            .choice
            .is_none()
            .then(|| sheet.like_decided(&options.mapping));
        let notes = first.into_iter().chain(like.flatten());
        notes.chain(sheet.notes()).collect()
    };
    let mut noted: Vec<Vec<Diagnostic>> = sheets.iter().enumerate().map(notes).collect();
    let currency = main_currency(&sheets);
    let mut directory = Directory::new(&options.mapping);
    let mut records = Records::default();
    // Accounts first: the other tables refer to them.
    let of_accounts = |s: &Sheet| s.kind() == Some(TableKind::Accounts);
    let order = (0..sheets.len()).filter(|at| sheets.get(*at).is_some_and(of_accounts));
    let rest = (0..sheets.len()).filter(|at| !sheets.get(*at).is_some_and(of_accounts));
    for at in order.chain(rest) {
        if let (Some(sheet), Some(source), Some(notes)) =
            (sheets.get(at), sources.get_mut(at), noted.get_mut(at))
        {
            let mut reading = records::Reading {
                sheet,
                source: at as u32,
                currency: currency.as_deref(),
                fiscal_start: options.fiscal_year_start,
                extra_columns: &extras,
                directory: &mut directory,
                records: &mut records,
                diagnostics: notes,
                assumed: Default::default(),
                total: (0, 0.0),
                last_noted: None,
                odd_numbers: Default::default(),
            };
            source.used = reading.read();
            source.set_aside = source.read - source.used;
        }
    }
    let duplicates = directory.similar(&options.mapping.keep);
    let strangers = joins::say_strangers(&directory, &options.mapping);
    let mut book = Book {
        sources,
        extra_columns,
        accounts: directory.accounts,
        opportunities: records.opportunities,
        contacts: records.contacts,
        activities: records.activities,
        share: records.share,
        kpis: records.kpis,
        currency,
        filled: records.filled,
        sums: Default::default(),
    };
    let named = joins::named(&book, &duplicates);
    let mut last = joins::say_similar(&book, &duplicates, &named);
    last.extend(strangers);
    last.extend(joins::finish(&mut book, &options.mapping.keep));
    Imported {
        chosen: chosen
            .iter()
            .map(|choice| number_of((*choice)?, &options.mapping))
            .collect(),
        diagnostics: noted.into_iter().flatten().chain(last).collect(),
        unmatched: joins::unmatched(&book, &duplicates, &options.mapping.keep),
        duplicates,
        named,
        book,
    }
}

fn number_of(choice: &TableChoice, choices: &MappingChoices) -> Option<u32> {
    let mut all = choices.tables.iter();
    all.position(|c| std::ptr::eq(c, choice))
        .map(|at| at as u32)
}

/// The currency that most money cells name; of equally many the first by code.
fn main_currency(sheets: &[Sheet]) -> Option<String> {
    let mut counts = BTreeMap::new();
    for sheet in sheets {
        sheet.count_currencies(&mut counts);
    }
    let most = counts
        .iter()
        .max_by_key(|(code, n)| (**n, std::cmp::Reverse(**code)));
    most.map(|(code, _)| (*code).to_owned())
}
