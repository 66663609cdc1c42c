//! Which kind of table it is, and what each column is taken for.

use super::header::Header;
use super::synonyms::{self, Found, UnitColumn};
use crate::book::{Field, TableKind, fields};

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

/// The kind that comes closest, and which of its required columns are missing.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Nearest {
    /// The kind.
    pub(super) kind: TableKind,
    /// Missing required columns.
    pub(super) missing: Vec<Field>,
}

/// Takes a row of headers for a kind of table: the one that explains most columns among those
/// whose required columns are all there.
///
/// # Errors
/// The kind that comes closest, if two of its columns are there.
pub(super) fn map(headers: &[Header]) -> Result<Mapping, Option<Nearest>> {
    let tried: Vec<(f64, Mapping, Vec<Field>)> = TableKind::ALL
        .iter()
        .map(|kind| map_as(*kind, headers))
        .collect();
    let better = |a: &&(f64, Mapping, Vec<Field>), b: &&(f64, Mapping, Vec<Field>)| {
        a.0.total_cmp(&b.0).then(b.1.kind.cmp(&a.1.kind))
    };
    let whole = tried
        .iter()
        .filter(|(_, _, missing)| missing.is_empty())
        .max_by(better);
    if let Some((_, mapping, _)) = whole {
        return Ok(mapping.clone());
    }
    let near = tried
        .iter()
        .filter(|(_, m, _)| known(m) >= 2 || m.column(Field::Contact).is_some())
        .max_by(better);
    Err(near.map(|(_, mapping, missing)| Nearest {
        kind: mapping.kind,
        missing: missing.clone(),
    }))
}

fn known(mapping: &Mapping) -> usize {
    mapping
        .columns
        .iter()
        .filter(|m| matches!(m.target, Target::Field(_)))
        .count()
}

fn map_as(kind: TableKind, headers: &[Header]) -> (f64, Mapping, Vec<Field>) {
    let mut mapping = Mapping {
        kind,
        columns: Vec::new(),
        size_not_revenue: None,
        weighted: None,
    };
    for (field, col, confidence) in best_columns(kind, headers) {
        mapping.columns.push(Mapped {
            col,
            target: Target::Field(field),
            confidence,
        });
    }
    special_columns(&mut mapping, headers);
    mapping.columns.sort_by_key(|m| m.col);
    let missing: Vec<Field> = fields(kind)
        .iter()
        .filter(|spec| spec.required && mapping.column(spec.field).is_none())
        .map(|spec| spec.field)
        .collect();
    let required = fields(kind).iter().filter(|spec| spec.required).count() - missing.len();
    let sure: f64 = mapping
        .columns
        .iter()
        .filter(|m| m.target != Target::Extra)
        .map(|m| m.confidence)
        .sum();
    (0.5 * required as f64 + sure, mapping, missing)
}

/// Each field's surest column; of equally sure ones that with the better name, then the first.
fn best_columns(kind: TableKind, headers: &[Header]) -> Vec<(Field, u32, f64)> {
    let mut best: Vec<(Field, u32, f64, usize)> = Vec::new();
    for (col, header) in headers.iter().enumerate() {
        // `verdict:集团` is what the group says, not the customer's group.
        if kind == TableKind::Accounts && synonyms::unit_column(&header.raw).is_some() {
            continue;
        }
        let Found::Field(field, confidence, place) = synonyms::find(kind, header) else {
            continue;
        };
        let found = (field, col as u32, confidence, place);
        match best.iter_mut().find(|b| b.0 == field) {
            None => best.push(found),
            Some(held) if confidence > held.2 || (confidence == held.2 && place < held.3) => {
                *held = found
            }
            Some(_) => {}
        }
    }
    best.into_iter()
        .map(|(field, col, confidence, _)| (field, col, confidence))
        .collect()
}

fn special_columns(mapping: &mut Mapping, headers: &[Header]) {
    let place = |is: fn(&Header) -> bool| headers.iter().position(is).map(|at| at as u32);
    if mapping.kind == TableKind::Accounts {
        customer_size(mapping, headers);
        id_as_name(mapping);
    }
    if mapping.kind == TableKind::Opportunities {
        mapping.weighted = place(synonyms::is_weighted);
    }
    if mapping.kind == TableKind::Contacts
        && mapping.column(Field::Contact).is_none()
        && let Some(col) = place(synonyms::is_family_name)
    {
        mapping.columns.push(Mapped {
            col,
            target: Target::Field(Field::Contact),
            confidence: 0.9,
        });
        if let Some(col) = place(synonyms::is_given_name) {
            mapping.columns.push(Mapped {
                col,
                target: Target::GivenName,
                confidence: 0.9,
            });
        }
    }
    for (col, header) in headers.iter().enumerate() {
        let col = col as u32;
        if header.raw.is_empty() || mapping.columns.iter().any(|m| m.col == col) {
            continue;
        }
        let unit =
            synonyms::unit_column(&header.raw).filter(|_| mapping.kind == TableKind::Accounts);
        let never = synonyms::find(mapping.kind, header) == Found::Never;
        let extra =
            matches!(mapping.kind, TableKind::Accounts | TableKind::Opportunities) && !never;
        let target = match unit {
            Some((column, unit)) => Target::Unit(column, unit),
            None if extra => Target::Extra,
            None => continue,
        };
        mapping.columns.push(Mapped {
            col,
            target,
            confidence: 1.0,
        });
    }
}

/// A plain *revenue* beside employees, sector or founding year is the customer's own.
fn customer_size(mapping: &mut Mapping, headers: &[Header]) {
    let plain = headers
        .iter()
        .position(synonyms::is_plain_revenue)
        .map(|at| at as u32);
    let taken = mapping
        .columns
        .iter()
        .position(|m| m.target == Target::Field(Field::Revenue));
    let (Some(plain), true) = (plain, headers.iter().any(synonyms::beside_size)) else {
        return;
    };
    let Some(taken) = taken.filter(|at| mapping.columns.get(*at).is_some_and(|m| m.col == plain))
    else {
        return;
    };
    mapping.columns.remove(taken);
    mapping
        .columns
        .retain(|m| m.target != Target::Field(Field::CustomerSize));
    mapping.columns.push(Mapped {
        col: plain,
        target: Target::Field(Field::CustomerSize),
        confidence: 0.6,
    });
    mapping.size_not_revenue = Some(plain);
}

/// Accounts that are named by their number only, where another column says that these are
/// accounts: an order has a customer's number too.
fn id_as_name(mapping: &mut Mapping) {
    if mapping.column(Field::Account).is_none()
        && known(mapping) > 1
        && let Some(id) = mapping
            .columns
            .iter_mut()
            .find(|m| m.target == Target::Field(Field::Id))
    {
        id.target = Target::Field(Field::Account);
    }
}
