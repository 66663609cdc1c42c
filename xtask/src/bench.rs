//! Measures ourselves: native kernels, then reading in Chromium beside our peers, in one run.

use crate::shell::{Outcome, cargo, command, run};
use crate::site;
use crate::tools;

/// Prints medians and ratios, and writes `docs/bench.md` after a whole run; asserts no time.
/// `--live` measures only how the page follows a weight; other options go to `www/bench/run.mjs`.
pub fn bench(options: &[&str]) -> Outcome {
    if options == ["--live"] {
        return live();
    }
    if options.is_empty() {
        println!("native kernels");
        let example = ["run", "--release", "--locked", "--example", "kernels"];
        run(&mut cargo(&example))?;
    }
    println!("\nreading in Chromium");
    tools::npm_packages()?;
    run(&mut command(
        "npm",
        "www/bench",
        &["ci", "--no-audit", "--no-fund"],
    ))?;
    site::wasm("reader")?;
    site::wasm("legacy")?;
    measure("bench/run.mjs", options)?;
    if options.is_empty() { live() } else { Ok(()) }
}

/// A weight is moved over 100,000 accounts, in the built page; its section of `docs/bench.md`.
fn live() -> Outcome {
    println!("\nmoving a weight in Chromium");
    site::build()?;
    measure("bench/live/live.mjs", &[])
}

fn measure(script: &str, options: &[&str]) -> Outcome {
    let mut page = command("node", "www", &[script]);
    page.args(options);
    if let Some(chromium) = tools::chromium()? {
        page.env("CHROMIUM", chromium);
    }
    run(&mut page)
}
