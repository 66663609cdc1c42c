//! Of several rows of one KPI, the one that counts.

use std::collections::BTreeMap;

use crate::book::{AccountId, Kpi, Quadrant};
use crate::order::InOrder;

/// Per account, quadrant and KPI name the row of the latest period, in file order, and the rows
/// that it replaces. Within a period the last row counts.
///
/// A period is dated by its year (the first number 1900 … 2199 in it) and then by its other
/// numbers: `2025-Q2` is later than `2025-Q1` and than `Q4 2024`. Without a period, a row is older
/// than all with one.
pub fn latest(kpis: &[Kpi]) -> (Vec<&Kpi>, Vec<&Kpi>) {
    let mut best: BTreeMap<(AccountId, Quadrant, String), &Kpi> = BTreeMap::new();
    let mut replaced = Vec::new();
    for kpi in kpis {
        let key = (kpi.account, kpi.quadrant, kpi.name.trim().to_lowercase());
        match best.get(&key).copied() {
            Some(held) if order(kpi) < order(held) => replaced.push(kpi),
            held => {
                replaced.extend(held);
                best.insert(key, kpi);
            }
        }
    }
    let mut kept: Vec<&Kpi> = best.into_values().collect();
    kept.order_by_key(|k| k.origin);
    replaced.order_by_key(|k| k.origin);
    (kept, replaced)
}

/// (has a period, its year, its other numbers).
fn order(kpi: &Kpi) -> (bool, u32, Vec<u32>) {
    let Some(period) = kpi.period.as_deref() else {
        return (false, 0, Vec::new());
    };
    let mut numbers = numbers(period);
    let year = numbers
        .iter()
        .position(|n| (1900..2200).contains(n))
        .map_or(0, |at| numbers.remove(at));
    (true, year, numbers)
}

/// Runs of digits; the Chinese numerals of quarters and half-years count as digits.
fn numbers(text: &str) -> Vec<u32> {
    let mut found = Vec::new();
    let mut run: Option<u32> = None;
    for c in text.chars() {
        let digit = match c {
            '上' | '一' => Some(1),
            '下' | '二' => Some(2),
            '三' => Some(3),
            '四' => Some(4),
            _ => c.to_digit(10),
        };
        run = match (run, digit) {
            (held, Some(d)) => Some(held.unwrap_or(0).saturating_mul(10).saturating_add(d)),
            (held, None) => {
                found.extend(held);
                None
            }
        };
    }
    found.extend(run);
    found
}
