//! The project's commands: `cargo xtask serve` and `cargo xtask test` are all that a newcomer
//! needs; each installs what is missing and says so.

mod bench;
mod fuzz;
mod policy;
mod serve;
mod shell;
mod site;
mod stamp;
mod steps;
mod test;
mod tools;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask <command>

  serve [--port N]   build what has changed and serve the site (port 8080)
  test               everything: format, lints, types, tests native, wasm and browser, sizes
  check              the fast inner loop: format, lints for both targets, unit tests, types
  bless              rewrite the golden files; review their diff like code
  dist               build the static site into dist/ and print its sizes
  shots              screenshots of the page in every width, theme and language: target/shots/
  bench              measure ourselves against our peers, in one run: docs/bench.md
                     (--quick: small files only; --only NAME: files whose name holds NAME;
                     --live: only how the page follows a weight that is moved)
  fuzz [--minutes N] fuzz every reader and the reading of values (60 minutes): docs/fuzz.md
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["serve"] => serve::command(serve::DEFAULT_PORT),
        ["serve", "--port", port] => match port.parse() {
            Ok(port) => serve::command(port),
            Err(_) => Err(format!("not a port number: {port}")),
        },
        ["test"] => test::test(),
        ["check"] => test::check(),
        ["bless"] => test::bless(),
        ["dist"] => site::dist(),
        ["shots"] => test::shots(),
        ["bench", options @ ..] => bench::bench(options),
        ["fuzz"] => fuzz::fuzz(60),
        ["fuzz", "--minutes", minutes] => match minutes.parse() {
            Ok(minutes) => fuzz::fuzz(minutes),
            Err(_) => Err(format!("not a number of minutes: {minutes}")),
        },
        _ => Err(USAGE.to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}
