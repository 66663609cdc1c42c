//! Columns that need more than a word: what a person has decided, the customer's own revenue,
//! numbers in the place of names, names in two columns.

use super::header::Header;
use super::mapping::{Barred, Chosen, Mapped, Mapping, Target, known};
use super::synonyms::{self, Found};
use crate::book::{Field, TableKind, fields};
use crate::policy::TargetChoice;

/// How sure a decision is: nothing that is found is.
const CHOSEN: f64 = 1.0;

/// Puts what has been decided in the place of what was found.
pub(super) fn apply(mapping: &mut Mapping, headers: &[Header], chosen: &Chosen) {
    let known = |field: Field| fields(mapping.kind).iter().any(|spec| spec.field == field);
    let decided: Vec<(u32, Option<Target>)> = chosen
        .iter()
        .filter(|(col, _)| (**col as usize) < headers.len())
        .filter_map(|(col, choice)| match choice {
            TargetChoice::Field(field) if known(*field) => {
                Some((*col, Some(Target::Field(*field))))
            }
            TargetChoice::Field(_) => None,
            TargetChoice::Ignore => Some((*col, None)),
            TargetChoice::Extra => Some((*col, Some(Target::Extra))),
        })
        .collect();
    for (col, target) in decided {
        let taken =
            |m: &Mapped| matches!(m.target, Target::Field(_)) && Some(&m.target) == target.as_ref();
        mapping.columns.retain(|m| m.col != col && !taken(m));
        mapping.columns.extend(target.map(|target| Mapped {
            col,
            target,
            confidence: CHOSEN,
        }));
    }
}

/// Columns beyond those that a field's words find.
pub(super) fn special_columns(
    mapping: &mut Mapping,
    headers: &[Header],
    barred: &Barred,
    chosen: &Chosen,
) {
    let place = |is: fn(&Header) -> bool| headers.iter().position(is).map(|at| at as u32);
    if mapping.kind == TableKind::Accounts {
        customer_size(mapping, headers, barred);
    }
    if !chosen
        .values()
        .any(|c| *c == TargetChoice::Field(Field::Account))
    {
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

/// A plain *revenue* beside employees, sector or founding year is the customer's own; where its cells
/// are no amounts it is neither's.
fn customer_size(mapping: &mut Mapping, headers: &[Header], barred: &Barred) {
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
    if barred.contains(&(mapping.kind, Field::CustomerSize, plain)) {
        return;
    }
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

/// Accounts that are named by their number only; in an Accounts table only where another column
/// says that these are accounts: an order has a customer's number too.
fn id_as_name(mapping: &mut Mapping) {
    let number = match mapping.kind {
        TableKind::Accounts => Field::Id,
        _ => Field::AccountId,
    };
    if mapping.column(Field::Account).is_none()
        && (known(mapping) > 1 || number == Field::AccountId)
        && let Some(id) = mapping
            .columns
            .iter_mut()
            .find(|m| m.target == Target::Field(number))
    {
        id.target = Target::Field(Field::Account);
    }
}
