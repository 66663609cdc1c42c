//! Named steps with durations, and one summary of real counts.

use std::process::Command;
use std::time::Instant;

use crate::shell::{self, Outcome};

/// What has passed and failed so far: every test on its own, every other step as one.
#[derive(Default)]
pub struct Steps {
    passed: usize,
    failed: usize,
    broken: Vec<String>,
}

impl Steps {
    /// A step that has no tests of its own counts as one; true if it passed.
    pub fn step(&mut self, name: &str, work: impl FnOnce() -> Outcome) -> bool {
        self.timed(name, || (work(), Counts::default()))
    }

    /// A step that runs tests: each of them counts. True if all passed.
    pub fn tests(&mut self, name: &str, command: &mut Command) -> bool {
        self.timed(name, || {
            let mut counts = Counts::default();
            let outcome = shell::run_watching(command, |line| counts.read(line));
            (outcome, counts)
        })
    }

    /// A step that cannot run because an earlier one failed: it fails too.
    pub fn cannot(&mut self, name: &str, why: &str) {
        self.step(name, || Err(format!("did not run: {why}")));
    }

    /// Prints the failures and, alone on the last line, the summary.
    pub fn finish(self) -> Outcome {
        println!();
        for broken in &self.broken {
            println!("FAILED {broken}");
        }
        println!("{} passed, {} failed", self.passed, self.failed);
        if self.failed == 0 {
            return Ok(());
        }
        Err(String::new())
    }

    fn timed(&mut self, name: &str, work: impl FnOnce() -> (Outcome, Counts)) -> bool {
        println!("\n==> {name}");
        let start = Instant::now();
        let (outcome, counts) = work();
        let seconds = start.elapsed().as_secs_f64();
        self.passed += counts.passed;
        match outcome {
            Ok(()) => {
                self.passed += usize::from(counts.passed == 0);
                println!("==> {name}: ok, {seconds:.1} s");
                true
            }
            Err(why) => {
                self.failed += counts.failed.max(1);
                println!("==> {name}: FAILED, {seconds:.1} s\n    {why}");
                self.broken.push(format!("{name}: {why}"));
                false
            }
        }
    }
}

/// Tests counted from what a runner prints.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    passed: usize,
    failed: usize,
}

impl Counts {
    /// Understands `test result: ok. 3 passed; 0 failed; …` of cargo and wasm-pack, and the lines
    /// `3 passed (2s)`, `1 failed`, `2 did not run` of Playwright.
    fn read(&mut self, line: &str) {
        let line = line.trim();
        if let Some(rest) = line.strip_prefix("test result: ") {
            for part in rest.split(['.', ';']) {
                self.add(part.trim());
            }
        } else {
            self.add(line);
        }
    }

    fn add(&mut self, part: &str) {
        let Some((number, what)) = part.split_once(' ') else {
            return;
        };
        let Ok(number) = number.parse::<usize>() else {
            return;
        };
        match what.split(" (").next().unwrap_or_default() {
            "passed" => self.passed += number,
            "failed" | "did not run" | "interrupted" => self.failed += number,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Counts;

    fn count(lines: &[&str]) -> (usize, usize) {
        let mut counts = Counts::default();
        lines.iter().for_each(|line| counts.read(line));
        (counts.passed, counts.failed)
    }

    #[test]
    fn every_runner_is_counted() {
        let cargo = "test result: FAILED. 3 passed; 2 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s";
        assert_eq!(count(&[cargo, "test a ... ok"]), (3, 2));
        assert_eq!(
            count(&["  1 failed", "  2 did not run", "  12 passed (3.4s)"]),
            (12, 3)
        );
        assert_eq!(count(&["7 accounts passed", "no tests to run!"]), (0, 0));
    }
}
