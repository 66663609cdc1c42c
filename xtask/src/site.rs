//! Builds the static site: three wasm artefacts, one after the other (all write the same target
//! file), then everything of `www` around them.

use crate::shell::{Outcome, command, read, run};
use crate::stamp::{Work, unless_fresh};
use crate::tools;

/// The artefacts: cargo feature and name in one.
pub const ARTEFACTS: [&str; 3] = ["engine", "reader", "legacy"];

/// What a reader's instance may take, whatever the file says: 2 GiB, and its limit `memory` is at
/// most that. Sixteen bytes at a time in the libraries that search and check text.
const LEGACY_FLAGS: &str = "-Clink-arg=--max-memory=2147483648 -Ctarget-feature=+simd128";

/// The same, with less inlining than usual: smaller, and no slower (measured in Chromium).
const READER_FLAGS: &str = "-Clink-arg=--max-memory=2147483648 -Ctarget-feature=+simd128 \
    -Cllvm-args=-inline-threshold=75";

/// The engine is loaded first: a twentieth smaller for a twentieth more time (measured natively).
const ENGINE_FLAGS: &str = "-Cllvm-args=-inline-threshold=25";

/// Everything, in order; steps whose inputs have not changed are skipped.
pub fn build() -> Outcome {
    println!("npm packages");
    tools::npm_packages()?;
    for name in ARTEFACTS {
        println!("wasm artefact: {name}");
        wasm(name)?;
    }
    bundle()
}

/// Builds and says how large it is.
pub fn dist() -> Outcome {
    build()?;
    sizes()
}

/// One wasm artefact with its JavaScript glue, in `target/wasm/<name>`.
pub fn wasm(name: &str) -> Outcome {
    let output = |file: &str| format!("target/wasm/{name}/{name}{file}");
    let outputs = [output("_bg.wasm"), output(".js"), output(".d.ts")];
    let rustc = read(&mut command("rustc", "", &["--version"])).unwrap_or_default();
    let flags = match name {
        "engine" => ENGINE_FLAGS,
        "reader" => READER_FLAGS,
        _ => LEGACY_FLAGS,
    };
    let work = Work {
        name,
        inputs: &["src", "Cargo.toml", "Cargo.lock", "www/package-lock.json"],
        salt: &format!("{rustc}{flags}"),
        outputs: &outputs.each_ref().map(String::as_str),
    };
    unless_fresh(&work, || {
        tools::wasm_target()?;
        let out = format!("target/wasm/{name}");
        let mut pack = command(tools::wasm_pack()?, "", &["build", "."]);
        pack.args([
            "--release",
            "--target",
            "web",
            "--no-pack",
            "--no-gitignore",
        ])
        .args(["--out-dir", &out, "--out-name", name])
        .args([
            "--",
            "--locked",
            "--no-default-features",
            "--features",
            name,
        ])
        .env("PATH", tools::path())
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags);
        run(&mut pack)
    })
}

/// Bundles `www` into `dist/`; takes less than a second, so it always runs.
pub fn bundle() -> Outcome {
    run(&mut command("node", "www", &["build.mjs"]))
}

/// Prints every artefact's size, raw and in brotli; fails where one is over its budget.
pub fn sizes() -> Outcome {
    run(&mut command("node", "www", &["sizes.mjs"]))
}

/// Checks the types of the page, the widgets and the browser tests.
pub fn types() -> Outcome {
    let tsc = tools::local("tsc");
    run(&mut command(tsc, "www", &["--noEmit"]))
}
