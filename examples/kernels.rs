//! The core's own speed, native: `cargo xtask bench`. Prints medians; ratios between two commits on
//! one machine mean something, milliseconds alone do not.
#![allow(
    clippy::unwrap_used,
    reason = "a measurement that cannot run should stop"
)]

use std::fmt::Write;
use std::hint::black_box;
use std::time::Instant;

use kamlens::analysis::tiering::acceptability::{Acceptability, CONCENTRATION, Cases, Weights};
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
