//! Potential against what is realised of it; fat and thin fields.

use super::report::{FieldKind, Ground, Potential};
use super::{LEAST_FIELDS, evidence, heads};
use crate::analysis::tiering::quantile;
use crate::book::{Account, AccountId, Book, Field};
use crate::order::InOrder;

/// Every account whose revenue and potential are known, most unrealised first; ties in the book's
/// order. An account that is the sum of its subsidiaries in either is left out.
pub fn potential(book: &Book) -> Potential {
    let mut report = Potential::default();
    for (account, id) in book.accounts.iter().zip(0_u32..) {
        let id = AccountId(id);
        let sum = |field| book.sums.contains(&(id, field));
        if sum(Field::Revenue) || sum(Field::Potential) {
            continue;
        }
        if let Some(ground) = ground(account, id) {
            report.potential += account.potential.map_or(0.0, |m| m.units());
            report.revenue += account.revenue.map_or(0.0, |m| m.units());
            report.beyond += usize::from(ground.unrealised < 0.0);
            report.grounds.push(ground);
        }
    }
    part(&mut report);
    let most = |g: &Ground| g.unrealised;
    report.grounds.order_by(|a, b| most(b).total_cmp(&most(a)));
    report
}

fn ground(account: &Account, id: AccountId) -> Option<Ground> {
    let (revenue, potential) = (account.revenue?.units(), account.potential?.units());
    let unrealised = potential - revenue;
    let per_head = |amount: f64| Some(amount / heads(account)?);
    let fields = [
        Field::Account,
        Field::Revenue,
        Field::Potential,
        Field::Margin,
        Field::Headcount,
    ];
    Some(Ground {
        account: id,
        unrealised,
        realised: (potential > 0.0).then_some(revenue / potential),
        margin_per_head: account.margin.and_then(|m| per_head(revenue * m.get())),
        unrealised_per_head: per_head(unrealised),
        kind: None,
        evidence: evidence(account, &fields),
    })
}

/// Names the fat and the thin fields: strictly on the one side of both medians. An account at a
/// median is neither.
fn part(report: &mut Potential) {
    let both = |g: &Ground| Some((g.margin_per_head?, g.unrealised_per_head?));
    let (margins, rests): (Vec<f64>, Vec<f64>) = report.grounds.iter().filter_map(both).unzip();
    report.measured = margins.len();
    if margins.len() < LEAST_FIELDS {
        return;
    }
    let (Some(margin), Some(rest)) = (median(margins), median(rests)) else {
        return;
    };
    report.medians = Some((margin, rest));
    for ground in &mut report.grounds {
        ground.kind = match both(ground) {
            Some((m, r)) if m > margin && r < rest => Some(FieldKind::Fat),
            Some((m, r)) if m < margin && r > rest => Some(FieldKind::Thin),
            _ => None,
        };
    }
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.order_by(f64::total_cmp);
    quantile(&values, 0.5)
}
