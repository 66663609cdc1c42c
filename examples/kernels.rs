//! The core's own speed, native: `cargo xtask bench`. Prints medians; ratios between two commits on
//! one machine mean something, milliseconds alone do not.
#![allow(
    clippy::unwrap_used,
    reason = "a measurement that cannot run should stop"
)]

use std::fmt::Write;
use std::hint::black_box;
use std::time::Instant;

use kamlens::analysis::Context;
use kamlens::analysis::tiering::acceptability::{Acceptability, CONCENTRATION, Cases, Weights};
use kamlens::analysis::tiering::{WhatIf, analyze};
use kamlens::book::{Account, Book, Field, Money, Ratio};
use kamlens::policy::{Criterion, PolicyChoice, Scale, Settings, Subject, Tier, TierPolicy};
use kamlens::reader::{Limits, read_native};
use kamlens::table::{decode, encode};

const ROWS: u32 = 100_000;
const RUNS: usize = 7;

fn main() {
    let csv = deals(ROWS);
    println!("deals.csv: {ROWS} rows, {:.1} MB", csv.len() as f64 / 1e6);
    let limits = Limits::default();
    let file = read_native("deals.csv", csv.as_bytes(), &limits).unwrap();
    let bytes = encode(&file.tables);
    measure("read csv into tables", || {
        read_native("deals.csv", csv.as_bytes(), &limits)
    });
    measure("encode tables", || encode(&file.tables));
    measure("decode tables", || decode(&bytes));
    acceptability(ROWS as usize);
    let (book, mut policy) = (accounts(ROWS), eight());
    println!("{ROWS} accounts, {} criteria", policy.criteria.len());
    let mut what_if = WhatIf::default();
    let tally = what_if.run(&book, &policy, None, false);
    assert_eq!(tally.tiers.len(), book.accounts.len());
    let mut turn = 0.0;
    measure("another weight: score and tier", || {
        turn += 0.01;
        policy.criteria.first_mut().unwrap().weight = 1.0 + turn;
        what_if.run(&book, &policy, None, false)
    });
    measure("another scale: score and tier", || {
        turn += 0.01;
        policy.criteria.first_mut().unwrap().scale = Scale::Linear {
            zero: turn,
            one: 1e6,
        };
        what_if.run(&book, &policy, None, false)
    });
    let context = Context {
        as_of: jiff::civil::date(2026, 6, 30),
        seed: 1,
        settings: Settings {
            policy: PolicyChoice::Own(policy.clone()),
            ..Settings::default()
        },
    };
    measure("tiers with all that explains them", || {
        analyze(&book, &context)
    });
    // Files of one's own: `cargo run --release --example kernels -- a.xlsx b.csv`.
    for path in std::env::args().skip(1).filter(|arg| !arg.starts_with('-')) {
        let bytes = std::fs::read(&path).unwrap();
        measure(&path, || read_native(&path, &bytes, &limits));
    }
}

/// Tier acceptability where no shortcut helps: 8 criteria, a fifth of the cells unknown, 200 draws.
fn acceptability(accounts: usize) {
    let mixed = |i: usize| (i as u32).wrapping_mul(2_654_435_761) >> 8;
    let unknown = |i: usize| mixed(i + 7) % 5 == 0;
    let utility = |i: usize| f64::from(mixed(i) % 1_001) / 1_000.0;
    let case = |of: f64| {
        let cells = (0..8 * accounts).map(|i| if unknown(i) { of } else { utility(i) });
        cells.collect::<Vec<f64>>()
    };
    let (low, high, caps) = (case(0.0), case(1.0), vec![0; accounts]);
    let cases = Cases {
        low: &low,
        high: &high,
        caps_low: &caps,
        caps_high: &caps,
    };
    for draws in [200, 1_000] {
        let draw = || {
            Weights::draw(
                &[3.0, 2.0, 2.0, 1.0, 1.0, 1.0, 1.0, 1.0],
                CONCENTRATION,
                draws,
                1,
            )
        };
        measure(&format!("draw {draws} x 8 weights"), draw);
        let judge = Acceptability::new(draw().unwrap(), &[80.0, 65.0, 45.0, 0.0]);
        let name = format!("tier acceptability of {accounts} accounts, 8 criteria, {draws} draws");
        measure(&name, || judge.book(&cases));
    }
}

/// Accounts with eight cells each, one in ten unknown, always the same.
fn accounts(rows: u32) -> Book {
    let accounts = (0..rows).map(|i| {
        let mixed = |salt: u32| i.wrapping_add(salt).wrapping_mul(2_654_435_761) >> 8;
        let known = |salt: u32| (mixed(salt) % 10 > 0).then_some(mixed(salt));
        let money = |salt| known(salt).and_then(|v| Money::new(f64::from(v % 1_000_000)).ok());
        let yes = |salt| known(salt).map(|v| v % 2 == 0);
        Account {
            name: format!("Company {i}"),
            revenue: money(1),
            potential: money(2),
            industry_rank: known(3).map(|v| v % 50 + 1),
            margin: known(4).and_then(|v| Ratio::new(f64::from(v % 40) / 100.0).ok()),
            procurement_planned: yes(5),
            cross_region: yes(6),
            roadmap_fit: yes(7),
            headcount: known(8).map(|v| f64::from(v % 20)),
            ..Account::default()
        }
    });
    Book {
        accounts: accounts.collect(),
        ..Book::default()
    }
}

/// Eight criteria of the usual kinds.
fn eight() -> TierPolicy {
    let linear = |one| Scale::Linear { zero: 0.0, one };
    let rank = Scale::Steps {
        steps: vec![(3.0, 1.0), (10.0, 0.6), (30.0, 0.3)],
        otherwise: 0.0,
    };
    let criteria = [
        (Field::Revenue, linear(1e6)),
        (Field::Potential, linear(1e6)),
        (Field::IndustryRank, rank),
        (Field::Margin, linear(0.3)),
        (Field::ProcurementPlanned, Scale::YesNo),
        (Field::CrossRegion, Scale::YesNo),
        (Field::RoadmapFit, Scale::YesNo),
        (Field::Headcount, linear(20.0)),
    ];
    let tiers = [("S", 80.0), ("A", 65.0), ("B", 45.0), ("C", 0.0)];
    TierPolicy {
        criteria: criteria
            .map(|(field, scale)| Criterion {
                subject: Subject::Field(field),
                weight: 1.0,
                scale,
                influenceable: false,
            })
            .into(),
        tiers: tiers
            .map(|(name, cutoff)| Tier {
                name: name.to_owned(),
                cutoff,
            })
            .into(),
        key_line: 1,
        ..TierPolicy::default()
    }
}

fn measure<T>(name: &str, mut work: impl FnMut() -> T) {
    let mut runs: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            black_box(work());
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    runs.sort_by(f64::total_cmp);
    let median = runs.get(RUNS / 2).copied().unwrap_or(f64::NAN);
    println!("{median:9.2} ms  {name}");
}

/// Opportunities of invented companies, always the same.
fn deals(rows: u32) -> String {
    let mut text = String::from("Account,Opportunity,Amount,Probability,Close date,Stage,Owner\n");
    for i in 0..rows {
        let mixed = i.wrapping_mul(2_654_435_761) >> 8;
        let (account, amount) = (mixed % 2_000, mixed % 900_000 + 10_000);
        let (percent, month, day) = (mixed % 10 * 10, mixed % 12 + 1, mixed % 28 + 1);
        writeln!(
            text,
            "Company {account},Deal {i},{amount},{percent}%,2026-{month:02}-{day:02},Proposal,Owner {}",
            mixed % 40
        )
        .unwrap();
    }
    text
}
