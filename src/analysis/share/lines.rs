//! Share of wallet per account × product over the years, and the plan in them.

use std::collections::BTreeMap;

use super::{ShareLine, ShareYear};
use crate::analysis::Evidence;
use crate::book::{AccountId, Book, Field, ShareRow, WalletBasis};
use crate::order::InOrder;

/// Products are the same if they read the same.
pub fn product_key(product: &str) -> String {
    product.trim().to_lowercase()
}

/// The lines, by account and product, and the rows that a later row of the same account, product
/// and year replaces. A parent whose rows are the sum of its subsidiaries' has no lines.
pub fn lines(book: &Book, current_year: i16) -> (Vec<ShareLine>, Vec<Evidence>) {
    type Key = (AccountId, Option<String>);
    let mut by_line: BTreeMap<Key, BTreeMap<i16, &ShareRow>> = BTreeMap::new();
    let mut superseded = Vec::new();
    let rows = book.share.iter();
    for row in rows.filter(|r| !book.sums.contains(&(r.account, Field::Wallet))) {
        let key = (row.account, row.product.as_deref().map(product_key));
        let replaced = by_line.entry(key).or_default().insert(row.year, row);
        superseded.extend(replaced.map(evidence));
    }
    let lines = by_line
        .into_iter()
        .map(|((account, _), years)| ShareLine {
            account,
            product: years.values().find_map(|r| r.product.clone()),
            years: share_years(&years, current_year),
        })
        .collect();
    (lines, superseded)
}

fn share_years(rows: &BTreeMap<i16, &ShareRow>, current_year: i16) -> Vec<ShareYear> {
    let mut last_wallet = None;
    let mut years: Vec<ShareYear> = Vec::with_capacity(rows.len());
    for row in rows.values() {
        let year = share_year(row, last_wallet);
        last_wallet = year.wallet.or(last_wallet);
        years.push(year);
    }
    // Growth: this year's level less the year before's.
    let levels: Vec<(i16, Option<f64>)> = years
        .iter()
        .map(|y| (y.year, level(y, current_year)))
        .collect();
    for (year, pair) in years.iter_mut().skip(1).zip(levels.windows(2)) {
        if let [(before, Some(from)), (this, Some(to))] = pair
            && *this == before + 1
        {
            year.required_growth = Some(to - from);
        }
    }
    years
}

/// Actual revenue of a year that has ended, else the plan, else what revenue there is.
fn level(year: &ShareYear, current_year: i16) -> Option<f64> {
    if year.year < current_year {
        year.revenue.or(year.target)
    } else {
        year.target.or(year.revenue)
    }
}

fn share_year(row: &ShareRow, last_wallet: Option<f64>) -> ShareYear {
    let revenue = row.revenue.map(|m| m.units());
    let stated = row.wallet.map(|m| m.units()).filter(|w| *w > 0.0);
    let target_share = row.target_share.map(|r| r.get());
    let carried = last_wallet.filter(|_| stated.is_none() && target_share.is_some());
    let wallet = stated.or(carried);
    ShareYear {
        year: row.year,
        wallet,
        wallet_carried: carried.is_some(),
        wallet_basis: match (stated, carried) {
            (Some(_), _) => row.wallet_basis,
            (None, Some(_)) => Some(WalletBasis::Assumed),
            (None, None) => None,
        },
        revenue,
        share: revenue.zip(stated).map(|(r, w)| r / w),
        over_wallet: revenue.zip(stated).is_some_and(|(r, w)| r > w),
        target_share,
        target: target_share.zip(wallet).map(|(s, w)| s * w),
        required_growth: None,
        breakthrough: row.breakthrough == Some(true),
        evidence: evidence(row),
    }
}

fn evidence(row: &ShareRow) -> Evidence {
    let mut fields = vec![Field::Account, Field::Year];
    fields.extend(row.product.as_ref().map(|_| Field::Product));
    fields.extend(row.wallet.map(|_| Field::Wallet));
    fields.extend(row.revenue.map(|_| Field::Revenue));
    fields.extend(row.target_share.map(|_| Field::TargetShare));
    Evidence {
        origin: row.origin,
        fields,
        units: false,
    }
}

/// The cells of a year that know something, without counting a total and its parts twice: where
/// an account has a line for all products that knows it, that line alone stands for the account.
pub fn cells<'a>(
    lines: impl Iterator<Item = &'a ShareLine>,
    year: i16,
    knows: impl Fn(&ShareYear) -> bool,
) -> Vec<(&'a ShareLine, &'a ShareYear)> {
    let mut by_account: BTreeMap<AccountId, Vec<(&ShareLine, &ShareYear)>> = BTreeMap::new();
    for line in lines {
        if let Some(cell) = line.years.iter().find(|y| y.year == year && knows(y)) {
            by_account
                .entry(line.account)
                .or_default()
                .push((line, cell));
        }
    }
    for cells in by_account.values_mut() {
        if cells.iter().any(|(line, _)| line.product.is_none()) {
            cells.retain(|(line, _)| line.product.is_none());
        }
    }
    by_account.into_values().flatten().collect()
}

/// Book-wide (year, revenue, wallet, share) of the years that have ended, over lines with both.
pub fn history(lines: &[ShareLine], current_year: i16) -> Vec<(i16, f64, f64, f64)> {
    let mut years: Vec<i16> = lines
        .iter()
        .flat_map(|l| &l.years)
        .filter(|y| y.share.is_some() && y.year < current_year)
        .map(|y| y.year)
        .collect();
    years.order();
    years.dedup();
    years
        .into_iter()
        .map(|year| {
            let both = cells(lines.iter(), year, |y| y.share.is_some());
            let revenue: f64 = both.iter().filter_map(|(_, y)| y.revenue).sum();
            let wallet: f64 = both.iter().filter_map(|(_, y)| y.wallet).sum();
            (year, revenue, wallet, revenue / wallet)
        })
        .collect()
}
