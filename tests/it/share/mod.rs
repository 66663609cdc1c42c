//! Share growth against exact distributions (`fixtures/oracle/forecast.py`), closed forms and
//! invariants.

mod deals;
mod distribution;
mod invariants;
mod plan;
mod rows;
mod said;

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use kamlens::analysis::share::{
    Forecast, ProbabilityBasis, ShareReport, TargetBasis, analyze, chance_code,
};
use kamlens::analysis::{Context, FindingSeverity};
use kamlens::book::{
    Account, AccountId, Book, DealKind, Money, Opportunity, Origin, Ratio, ShareRow,
};
use kamlens::policy::Settings;
use kamlens::words::{Arg, Message};
use proptest::prelude::*;
use serde_json::Value;

const ORACLE: &str = include_str!("../../fixtures/oracle/forecast.json");
const DRAWS: u32 = 10_000;

fn context() -> Context {
    Context {
        as_of: date(2026, 6, 30),
        seed: 20_260_630,
        settings: Settings {
            draws: DRAWS,
            ..Settings::default()
        },
    }
}

fn money(units: f64) -> Money {
    Money::new(units).unwrap()
}

fn deal(row: u32, amount: f64, probability: f64, close: Date) -> Opportunity {
    Opportunity {
        origin: Origin { source: 1, row },
        amount: money(amount),
        account: Some(AccountId(0)),
        id: None,
        name: None,
        product: None,
        kind: DealKind::Opportunity,
        stage: None,
        probability: Some(Ratio::probability(probability).unwrap()),
        probability_at: None,
        created: None,
        first_close_date: None,
        close_date: Some(close),
        closed: None,
        last_activity: None,
        lost_stage: None,
        plan_id: None,
        team: None,
        region: None,
        owner: None,
        competitor: None,
        loss_reason: None,
        needs_confirmed: None,
        reviewed: None,
        coach: None,
        extra: Vec::new(),
    }
}

fn won(row: u32, amount: f64, closed: Date) -> Opportunity {
    Opportunity {
        kind: DealKind::Won,
        closed: Some(closed),
        ..deal(row, amount, 1.0, closed)
    }
}

/// A Share row: wallet, revenue, target share.
fn share(row: u32, account: u32, year: i16, cells: [Option<f64>; 3]) -> ShareRow {
    ShareRow {
        origin: Origin { source: 0, row },
        account: AccountId(account),
        year,
        product: None,
        wallet: cells[0].map(money),
        wallet_basis: None,
        revenue: cells[1].map(money),
        target_share: cells[2].map(|s| Ratio::new(s).unwrap()),
        suppliers: None,
        our_rank: None,
        breakthrough: None,
    }
}

fn book(share: Vec<ShareRow>, opportunities: Vec<Opportunity>) -> Book {
    let accounts = 1 + share.iter().map(|s| s.account.0).max().unwrap_or(0).max(
        opportunities
            .iter()
            .filter_map(|d| d.account.map(|a| a.0))
            .max()
            .unwrap_or(0),
    );
    Book {
        accounts: (0..accounts)
            .map(|i| Account {
                name: format!("account {i}"),
                ..Account::default()
            })
            .collect(),
        share,
        opportunities,
        ..Book::default()
    }
}

fn run(share: Vec<ShareRow>, deals: Vec<Opportunity>) -> ShareReport {
    analyze(&book(share, deals), &context())
}

/// Nothing last year, and a target of this amount this year.
fn plan_of(target: f64) -> Vec<ShareRow> {
    let wallet = Some(1_000.0);
    vec![
        share(1, 0, 2025, [wallet, Some(0.0), None]),
        share(2, 0, 2026, [wallet, None, Some(target / 1_000.0)]),
    ]
}

fn pairs(v: &Value) -> Vec<(f64, f64)> {
    let number = |v: &Value| v.as_f64().unwrap();
    let list = v.as_array().unwrap();
    list.iter()
        .map(|p| (number(&p[0]), number(&p[1])))
        .collect()
}

fn deals_of(v: &Value, close: Date) -> Vec<Opportunity> {
    pairs(v)
        .into_iter()
        .enumerate()
        .map(|(i, (amount, p))| deal(i as u32, amount, p, close))
        .collect()
}

fn oracle() -> Value {
    serde_json::from_str(ORACLE).unwrap()
}

/// The bound that the distance between an empirical distribution function of n draws and the true
/// one exceeds once in a hundred times (Kolmogorov).
fn kolmogorov() -> f64 {
    1.63 / f64::from(DRAWS).sqrt()
}

fn close(a: f64, b: f64) {
    assert!((a - b).abs() <= 1e-9 * b.abs().max(1.0), "{a} is not {b}");
}

fn has_note(report: &ShareReport, code: &str) -> bool {
    report.notes.iter().any(|m| m.code == code)
}
