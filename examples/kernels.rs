//! The core's own speed, native: `cargo xtask bench`. Prints medians; ratios between two commits on
//! one machine mean something, milliseconds alone do not.
#![allow(
    clippy::unwrap_used,
    reason = "a measurement that cannot run should stop"
)]

use std::fmt::Write;
use std::hint::black_box;
use std::time::Instant;

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
    // Files of one's own: `cargo run --release --example kernels -- a.xlsx b.csv`.
    for path in std::env::args().skip(1).filter(|arg| !arg.starts_with('-')) {
        let bytes = std::fs::read(&path).unwrap();
        measure(&path, || read_native(&path, &bytes, &limits));
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
