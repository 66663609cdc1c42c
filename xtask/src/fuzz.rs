//! Fuzzes every reader and the reading of values, and records how often.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Instant;

use crate::shell::{Outcome, command, read, root, run};

/// Targets with the extensions of the files that they begin with.
const TARGETS: [(&str, &[&str]); 13] = [
    ("text", &["csv", "tsv", "txt"]),
    ("xlsx", &[]),
    ("xls", &["xls"]),
    ("xlsb", &[]),
    ("ods", &[]),
    ("html", &["html"]),
    ("xml2003", &["xml"]),
    ("zip", &["zip"]),
    (
        "any",
        &["csv", "xls", "xlsx", "xlsb", "ods", "html", "xml", "zip"],
    ),
    ("values", &[]),
    ("import", &[]),
    ("mapping", &[]),
    ("tables", &[]),
];

/// Coverage that the fuzzer learns from, with the stable compiler.
const FLAGS: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares \
    --cfg fuzzing -Ccodegen-units=1";

/// What a target did.
struct Done {
    target: &'static str,
    seconds: u64,
    executions: u64,
    covered: u64,
    clean: bool,
}

/// Runs all targets, each for its part of the minutes, and writes `docs/fuzz.md`.
pub fn fuzz(minutes: u64) -> Outcome {
    let host = read(&mut command("rustc", "", &["--print", "host-tuple"]))
        .ok_or("rustc does not say which host this is")?;
    let mut build = command("cargo", "fuzz", &["build", "--release", "--target", &host]);
    let target = root().join("target/fuzz");
    build
        .env("RUSTFLAGS", FLAGS)
        .env("CARGO_TARGET_DIR", &target);
    run(&mut build)?;
    let programs = target.join(&host).join("release");
    let seconds = (minutes * 60 / TARGETS.len() as u64).max(1);
    let mut all = Vec::new();
    for (name, endings) in TARGETS {
        println!("\n==> {name}: {seconds} s");
        all.push(one(name, endings, &programs, &target, seconds)?);
    }
    write(&all)?;
    let broken: Vec<&str> = all.iter().filter(|d| !d.clean).map(|d| d.target).collect();
    match broken.as_slice() {
        [] => Ok(()),
        broken => Err(format!("found something: {}", broken.join(", "))),
    }
}

fn one(
    name: &'static str,
    endings: &[&str],
    programs: &Path,
    target: &Path,
    seconds: u64,
) -> Result<Done, String> {
    let folder = |what: &str| {
        let folder = target.join(what).join(name);
        fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
        Ok::<PathBuf, String>(folder)
    };
    let (corpus, seeds, found) = (folder("corpus")?, folder("seeds")?, folder("found")?);
    gather(&root().join("tests/fixtures"), endings, &seeds);
    // Other people's files, where they lie beside the project; they never become part of it.
    gather(&root().join("../shared/data"), endings, &seeds);
    gather(&root().join("fuzz/seeds").join(name), &[""], &seeds);
    let start = Instant::now();
    let mut fuzzer = command(programs.join(name), "", &[]);
    fuzzer
        .arg(&corpus)
        .arg(&seeds)
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-artifact_prefix={}/", found.display()))
        .args([
            "-print_final_stats=1",
            "-rss_limit_mb=2048",
            "-timeout=20",
            &format!("-max_len={}", longest(name)),
        ])
        .stderr(Stdio::piped());
    let mut child = fuzzer.spawn().map_err(|e| format!("{name}: {e}"))?;
    let mut done = Done {
        target: name,
        seconds: 0,
        executions: 0,
        covered: 0,
        clean: false,
    };
    if let Some(lines) = child.stderr.take() {
        for line in BufReader::new(lines).lines().map_while(Result::ok) {
            note(&mut done, &line);
        }
    }
    let status = child.wait().map_err(|e| format!("{name}: {e}"))?;
    done.seconds = start.elapsed().as_secs();
    done.clean = status.success();
    println!(
        "{name}: {} executions, {} edges, {}",
        done.executions,
        done.covered,
        if done.clean {
            "clean"
        } else {
            "found something"
        }
    );
    Ok(done)
}

/// Bytes of the longest input: whole files for readers, else what fills the tables that are made of it.
fn longest(name: &str) -> usize {
    match name {
        "values" | "mapping" => 4 << 10,
        "import" | "tables" => 16 << 10,
        _ => 64 << 10,
    }
}

/// Numbers from what libFuzzer prints.
fn note(done: &mut Done, line: &str) {
    let number = |text: &str| text.trim().parse().ok();
    if let Some(count) = line.strip_prefix("stat::number_of_executed_units:") {
        done.executions = number(count).unwrap_or(done.executions);
    } else if let Some((_, rest)) = line.split_once(" cov: ") {
        let word = rest.split_whitespace().next();
        done.covered = word.and_then(number).unwrap_or(done.covered);
    } else if line.contains("ERROR") || line.contains("panicked") || line.contains("SUMMARY") {
        println!("{line}");
    }
}

/// Copies files with these endings, each under a name of its own.
fn gather(from: &Path, endings: &[&str], to: &Path) {
    let Ok(entries) = fs::read_dir(from) else {
        return;
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            gather(&path, endings, to);
            continue;
        }
        let ending = path.extension().map_or("", |e| e.to_str().unwrap_or(""));
        let small = path.metadata().is_ok_and(|found| found.len() < 64 << 10);
        let wanted = endings.contains(&ending) || endings.contains(&"");
        if wanted && small {
            let name = path.to_string_lossy().replace(['/', '\\', ' '], "_");
            let _ = fs::copy(&path, to.join(name));
        }
    }
}

fn write(all: &[Done]) -> Outcome {
    let mut text = "# Fuzzing\n\nMade by `cargo xtask fuzz`. Each target runs in turn with coverage of our own code; a panic, a\nhang of 20 seconds or 2 GB of memory is a finding. Beside not failing, what is read must survive its\nencoding, and rows read must be rows used and rows set aside.\n\n| target | seconds | executions | edges covered | |\n|---|--:|--:|--:|---|\n".to_owned();
    for d in all {
        let verdict = if d.clean {
            "clean"
        } else {
            "**found something**"
        };
        text += &format!(
            "| {} | {} | {} | {} | {verdict} |\n",
            d.target, d.seconds, d.executions, d.covered
        );
    }
    let sum = |of: fn(&Done) -> u64| all.iter().map(of).sum::<u64>();
    text += &format!(
        "| together | {} | {} | | |\n",
        sum(|d| d.seconds),
        sum(|d| d.executions)
    );
    fs::write(root().join("docs/fuzz.md"), text).map_err(|e| e.to_string())
}
