//! Which kind of table it is, and what each column is taken for.

use std::collections::{BTreeMap, BTreeSet};

use super::header::Header;
use super::others::find_other;
use super::special::{apply, special_columns};
use super::synonyms::{self, Found, PART, UnitColumn};
use crate::book::{Field, TableKind, fields};
use crate::order::InOrder;
use crate::policy::TargetChoice;

/// What a column is taken for, before extra columns have their index in the book.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Target {
    /// A known field.
    Field(Field),
    /// `verdict:<unit>` and its like.
    Unit(UnitColumn, String),
    /// A person's given name, beside a family name in `contact`.
    GivenName,
    /// Any other column with a header.
    Extra,
}

/// One column's mapping.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mapped {
    /// Column, counted from the table's first.
    pub(super) col: u32,
    /// What it is taken for.
    pub(super) target: Target,
    /// 0 … 1
    pub(super) confidence: f64,
}

/// A table that is understood.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mapping {
    /// Its kind.
    pub(super) kind: TableKind,
    /// Its columns, by position.
    pub(super) columns: Vec<Mapped>,
    /// A plain revenue column was taken for the customer's own.
    pub(super) size_not_revenue: Option<u32>,
    /// A column with amount × probability, left alone.
    pub(super) weighted: Option<u32>,
}

impl Mapping {
    /// The column of a field.
    pub(super) fn column(&self, field: Field) -> Option<u32> {
        let is = |m: &&Mapped| m.target == Target::Field(field);
        self.columns.iter().find(is).map(|m| m.col)
    }
}

/// Why a table is not read.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Unread {
    /// It comes close to this kind, which lacks these required columns; what the others would be.
    Lacks(Box<Mapping>, Vec<Field>),
    /// It is of a kind that no analysis reads yet.
    Other(&'static str),
    /// Nothing is known about it.
    Unknown,
    /// A person has decided that it is not to be used.
    Chosen,
}

/// What a table is taken for, or comes closest to.
pub(super) fn nearest(found: &Result<Mapping, Unread>) -> Option<&Mapping> {
    match found {
        Ok(mapping) => Some(mapping),
        Err(Unread::Lacks(mapping, _)) => Some(mapping),
        Err(_) => None,
    }
}

/// Takes a row of headers for a kind of table: the one that explains most columns among those
/// whose required columns are all there.
///
/// # Errors
/// Why it is none of the known kinds.
pub(super) fn map(headers: &[Header]) -> Result<Mapping, Unread> {
    map_without(headers, &Barred::new(), &Chosen::new())
}

/// Columns that are not to be taken for a field.
pub(super) type Barred = BTreeSet<(TableKind, Field, u32)>;

/// What a person has decided about columns.
pub(super) type Chosen = BTreeMap<u32, TargetChoice>;

/// A table whose kind has been decided.
///
/// # Errors
/// It lacks required columns.
pub(super) fn map_chosen(
    kind: TableKind,
    headers: &[Header],
    barred: &Barred,
    chosen: &Chosen,
) -> Result<Mapping, Unread> {
    let tried = map_as(kind, headers, barred, chosen);
    match tried.missing.is_empty() {
        true => Ok(tried.mapping),
        false => Err(tried.lacks()),
    }
}

/// The same, where some columns are not to be taken for some fields.
///
/// # Errors
/// As [`map`].
pub(super) fn map_without(
    headers: &[Header],
    barred: &Barred,
    chosen: &Chosen,
) -> Result<Mapping, Unread> {
    let tried: Vec<Tried> = TableKind::ALL
        .iter()
        .map(|kind| map_as(*kind, headers, barred, chosen))
        .collect();
    let better = |a: &&Tried, b: &&Tried| {
        let kinds = b.mapping.kind.cmp(&a.mapping.kind);
        a.score.total_cmp(&b.score).then(kinds)
    };
    // Customer, amount and date are a deal rather than a visit: no money is passed over.
    let whole = |t: &&Tried| t.missing.is_empty();
    let deals = tried.iter().filter(whole);
    let deals = deals.filter(|t| t.mapping.kind == TableKind::Opportunities);
    let deals = deals.map(|t| known(&t.mapping)).max().unwrap_or(0);
    let visit = |t: &&Tried| t.mapping.kind != TableKind::Activities || known(&t.mapping) > deals;
    let whole = tried
        .iter()
        .filter(whole)
        .filter(visit)
        .max_by(better)
        .map(|t| &t.mapping);
    let settled = whole.is_some_and(is_settled);
    let other = find_other(headers, whole.map_or(1, sure_fields)).filter(|_| !settled);
    if let Some((name, _)) = other {
        return Err(Unread::Other(name));
    }
    let near = |t: &&Tried| {
        !t.missing.is_empty()
            && ((known(&t.mapping) >= 2 && !own(&t.mapping).is_empty())
                || t.mapping.column(Field::Contact).is_some())
    };
    let near = tried.iter().filter(near).max_by(better);
    match (whole, near) {
        (Some(mapping), Some(near)) if !settled && telling(mapping, near) => Err(near.lacks()),
        (Some(mapping), _) => Ok(mapping.clone()),
        (None, Some(near)) => Err(near.lacks()),
        (None, None) => Err(Unread::Unknown),
    }
}

/// A table taken for one kind.
struct Tried {
    score: f64,
    mapping: Mapping,
    missing: Vec<Field>,
}

impl Tried {
    fn lacks(&self) -> Unread {
        Unread::Lacks(Box::new(self.mapping.clone()), self.missing.clone())
    }
}

/// Fields that many kinds of table have, so that they tell none of them.
const SHARED: &[Field] = &[
    Field::Account,
    Field::AccountId,
    Field::Id,
    Field::Owner,
    Field::Region,
    Field::Team,
    Field::Product,
    Field::Currency,
    Field::Stage,
    Field::Kind,
    Field::Created,
    Field::Contact,
];

fn own(mapping: &Mapping) -> Vec<Field> {
    let fields = mapping.columns.iter().filter_map(|m| match m.target {
        Target::Field(field) if m.confidence > PART && !SHARED.contains(&field) => Some(field),
        _ => None,
    });
    fields.collect()
}

/// True if a column leaves no doubt about the kind, whatever else the table has.
fn is_settled(mapping: &Mapping) -> bool {
    let any = |fields: &[Field]| {
        let sure = |m: &Mapped| {
            m.confidence > PART && matches!(m.target, Target::Field(f) if fields.contains(&f))
        };
        mapping.columns.iter().any(sure)
    };
    match mapping.kind {
        TableKind::Accounts => !own(mapping).is_empty(),
        TableKind::Opportunities => any(&[Field::Stage, Field::Probability]),
        TableKind::Contacts => any(&[
            Field::Role,
            Field::Power,
            Field::Recognition,
            Field::Participation,
            Field::Information,
            Field::Guidance,
        ]),
        _ => false,
    }
}

/// True for accounts by name only: any table with a column of customers looks like that.
pub(super) fn names_only(mapping: &Mapping) -> bool {
    mapping.kind == TableKind::Accounts && own(mapping).is_empty()
}

/// Names of accounts beside two columns that only another kind has: that other kind was meant.
fn telling(whole: &Mapping, near: &Tried) -> bool {
    names_only(whole) && own(&near.mapping).len() >= 2
}

/// Columns that are known for sure, not by their ending.
fn sure_fields(mapping: &Mapping) -> usize {
    let sure = |m: &&Mapped| m.target != Target::Extra && m.confidence > PART;
    mapping.columns.iter().filter(sure).count()
}

pub(super) fn known(mapping: &Mapping) -> usize {
    mapping
        .columns
        .iter()
        .filter(|m| matches!(m.target, Target::Field(_)))
        .count()
}

fn map_as(kind: TableKind, headers: &[Header], barred: &Barred, chosen: &Chosen) -> Tried {
    let mut mapping = Mapping {
        kind,
        columns: Vec::new(),
        size_not_revenue: None,
        weighted: None,
    };
    for (field, col, confidence) in best_columns(kind, headers, barred, chosen) {
        mapping.columns.push(Mapped {
            col,
            target: Target::Field(field),
            confidence,
        });
    }
    special_columns(&mut mapping, headers, barred, chosen);
    apply(&mut mapping, headers, chosen);
    mapping.columns.order_by_key(|m| m.col);
    let missing: Vec<Field> = fields(kind)
        .iter()
        .filter(|spec| spec.required && !has(&mapping, spec.field))
        .map(|spec| spec.field)
        .collect();
    let required = fields(kind).iter().filter(|spec| spec.required).count() - missing.len();
    let sure: f64 = mapping
        .columns
        .iter()
        .filter(|m| m.target != Target::Extra)
        .map(|m| m.confidence)
        .sum();
    Tried {
        score: 0.5 * required as f64 + sure,
        mapping,
        missing,
    }
}

/// A required column that is known by its ending only (回款金额 ends with 金额) needs another
/// column of the same kind beside it.
fn has(mapping: &Mapping, field: Field) -> bool {
    let found = mapping
        .columns
        .iter()
        .find(|m| m.target == Target::Field(field));
    found.is_some_and(|m| m.confidence > PART || !own(mapping).is_empty())
}

/// Each field's surest column; of equally sure ones that with the better name, then the first. What the
/// customer may spend is the amount of deals only where nothing else is.
fn best_columns(
    kind: TableKind,
    headers: &[Header],
    barred: &Barred,
    chosen: &Chosen,
) -> Vec<(Field, u32, f64)> {
    type Rank = (bool, f64, std::cmp::Reverse<usize>);
    let mut best: Vec<(Field, u32, Rank)> = Vec::new();
    for (col, header) in headers.iter().enumerate() {
        // `verdict:集团` is what the group says, not the customer's group.
        if kind == TableKind::Accounts && synonyms::unit_column(&header.raw).is_some() {
            continue;
        }
        let Found::Field(field, confidence, place) = synonyms::find(kind, header) else {
            continue;
        };
        // *Closed* with ticks instead of dates says whether, not when.
        let ticks = kind == TableKind::Opportunities
            && field == Field::Closed
            && barred.contains(&(kind, field, col as u32));
        let field = if ticks { Field::IsClosed } else { field };
        if barred.contains(&(kind, field, col as u32)) || chosen.contains_key(&(col as u32)) {
            continue;
        }
        let earned = field != Field::Amount || !synonyms::is_budget(header);
        let rank = (earned, confidence, std::cmp::Reverse(place));
        match best.iter_mut().find(|(held, ..)| *held == field) {
            None => best.push((field, col as u32, rank)),
            Some(held) if rank > held.2 => *held = (field, col as u32, rank),
            Some(_) => {}
        }
    }
    best.into_iter()
        .map(|(field, col, (_, confidence, _))| (field, col, confidence))
        .collect()
}
