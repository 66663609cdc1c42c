//! The commands that say whether the project is sound.

use std::process::Command;

use crate::serve::{Background, listen};
use crate::shell::{Outcome, cargo, command, root, run};
use crate::site;
use crate::steps::Steps;
use crate::tools;

const WASM_CLIPPY: [&str; 6] = [
    "clippy",
    "--locked",
    "--target",
    "wasm32-unknown-unknown",
    "--lib",
    "--no-default-features",
];

/// Everything that must hold, with one summary at the end.
pub fn test() -> Outcome {
    let mut steps = Steps::default();
    lints(&mut steps);
    steps.tests(
        "native tests",
        &mut cargo(&["test", "--locked", "--workspace", "--no-fail-fast"]),
    );
    let packages = steps.step("npm packages", tools::npm_packages);
    boundary(&mut steps);
    let built = packages
        && site::ARTEFACTS
            .iter()
            .all(|name| steps.step(&format!("wasm artefact: {name}"), || site::wasm(name)));
    if !built {
        steps.cannot(
            "page and browser tests",
            "the wasm artefacts were not built",
        );
        return steps.finish();
    }
    steps.step("types of the page", site::types);
    if steps.step("site", site::bundle) {
        steps.step("sizes", site::sizes);
        browser(&mut steps);
    } else {
        steps.cannot("browser tests", "the site was not built");
    }
    steps.finish()
}

/// The fast inner loop. It takes the wasm artefacts as they are, and builds them only once.
pub fn check() -> Outcome {
    let mut steps = Steps::default();
    lints(&mut steps);
    steps.tests(
        "unit tests",
        &mut cargo(&["test", "--locked", "--workspace", "--lib", "--bins"]),
    );
    if steps.step("npm packages", tools::npm_packages) {
        let missing = site::ARTEFACTS.iter().filter(|name| {
            let types = format!("target/wasm/{name}/{name}.d.ts");
            !root().join(types).is_file()
        });
        for name in missing {
            steps.step(&format!("wasm artefact: {name}"), || site::wasm(name));
        }
        steps.step("types of the page", site::types);
    }
    steps.finish()
}

/// Rewrites the golden files.
pub fn bless() -> Outcome {
    run(cargo(&["test", "--locked"]).env("KAMLENS_BLESS", "1"))?;
    println!("the golden files are rewritten: review `git diff tests/` like code");
    Ok(())
}

/// Screenshots into `target/shots`.
pub fn shots() -> Outcome {
    site::build()?;
    let (_server, mut shots) = playwright(&["--config", "playwright.shots.config.ts"])?;
    run(&mut shots)
}

fn lints(steps: &mut Steps) {
    steps.step("rustfmt, clippy and the wasm target are there", || {
        tools::components()?;
        tools::wasm_target()
    });
    steps.step("format", || run(&mut cargo(&["fmt", "--all", "--check"])));
    steps.step("clippy", || {
        let args = ["clippy", "--locked", "--workspace", "--all-targets"];
        run(cargo(&args).args(["--", "-D", "warnings"]))
    });
    for name in site::ARTEFACTS {
        steps.step(&format!("clippy for wasm: {name}"), || {
            run(cargo(&WASM_CLIPPY).args(["--features", name, "--", "-D", "warnings"]))
        });
    }
}

/// The boundary as JavaScript sees it, in Node.
fn boundary(steps: &mut Steps) {
    let pack = match tools::wasm_pack() {
        Ok(pack) => pack,
        Err(why) => return steps.cannot("wasm boundary tests", &why),
    };
    let mut tests = command(pack, "", &["test", "--node", ".", "--locked"]);
    tests
        .args([
            "--no-default-features",
            "--features",
            "engine",
            "--test",
            "boundary",
        ])
        .env("PATH", tools::path());
    steps.tests("wasm boundary tests", &mut tests);
}

fn browser(steps: &mut Steps) {
    match playwright(&[]) {
        Ok((_server, mut tests)) => {
            steps.tests("browser tests", &mut tests);
        }
        Err(why) => steps.cannot("browser tests", &why),
    }
}

/// Playwright against our own server on a free port, under the strict policy; with the server.
fn playwright(args: &[&str]) -> Result<(Background, Command), String> {
    let server = Background::start(listen(0)?, root().join("dist"))?;
    let mut tests = command(tools::local("playwright"), "www", &["test"]);
    tests
        .args(args)
        .env("KAMLENS_URL", &server.url)
        .env("FORCE_COLOR", "0");
    if let Some(chromium) = tools::chromium()? {
        tests.env("CHROMIUM", chromium);
    }
    Ok((server, tests))
}
