//! What the commands need and install by themselves where it is missing.

use std::env;
use std::path::PathBuf;

use crate::shell::{self, Outcome, cargo, command, find, read, root, run};
use crate::stamp::{Work, unless_fresh};

const NODE_MIN: u32 = 20;
const WASM: &str = "wasm32-unknown-unknown";

/// rustfmt and clippy, which a minimal rustup profile lacks.
pub fn components() -> Outcome {
    for (name, probe) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if read(&mut cargo(&[probe, "--version"])).is_none() {
            println!("installing {name} with rustup");
            run(&mut command("rustup", "", &["component", "add", name]))?;
        }
    }
    Ok(())
}

/// The standard library for wasm.
pub fn wasm_target() -> Outcome {
    let sysroot = read(&mut command("rustc", "", &["--print", "sysroot"])).unwrap_or_default();
    let library = PathBuf::from(sysroot).join("lib/rustlib").join(WASM);
    if library.is_dir() {
        return Ok(());
    }
    println!("installing the target {WASM} with rustup");
    run(&mut command("rustup", "", &["target", "add", WASM]))
}

/// wasm-pack, from PATH, from cargo's folder, or built by cargo.
pub fn wasm_pack() -> Result<PathBuf, String> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    let name = format!("wasm-pack{}", env::consts::EXE_SUFFIX);
    let ours = home.unwrap_or_default().join("bin").join(name);
    if let Some(found) = find("wasm-pack").or_else(|| ours.is_file().then(|| ours.clone())) {
        return Ok(found);
    }
    println!("installing wasm-pack with cargo (about two minutes, once)");
    run(&mut cargo(&[
        "install",
        "wasm-pack",
        "--locked",
        "--version",
        "^0.15",
    ]))?;
    find("wasm-pack")
        .or_else(|| ours.is_file().then_some(ours))
        .ok_or_else(|| "cargo installed wasm-pack, but not in ~/.cargo/bin or on PATH".to_owned())
}

/// The npm packages of `www`, exactly as its lock file has them.
pub fn npm_packages() -> Outcome {
    let version = read(&mut command("node", "", &["--version"]));
    let major = version
        .as_deref()
        .and_then(|v| v.trim_start_matches('v').split('.').next()?.parse().ok());
    match major {
        Some(major) if NODE_MIN <= major => {}
        _ => {
            let found = version.unwrap_or_else(|| "none".to_owned());
            return Err(format!(
                "Node.js {NODE_MIN} or newer is needed (found: {found}); get it from nodejs.org"
            ));
        }
    }
    let work = Work {
        name: "npm",
        inputs: &["www/package.json", "www/package-lock.json"],
        salt: version.as_deref().unwrap_or_default(),
        outputs: &["www/node_modules/.package-lock.json"],
    };
    unless_fresh(&work, || {
        println!("installing the npm packages of www");
        let npm = find("npm").unwrap_or_else(|| "npm".into());
        run(&mut command(npm, "www", &["ci", "--no-fund", "--no-audit"]))
    })
}

/// PATH with the npm packages' programs in front: wasm-pack finds binaryen's `wasm-opt` there.
pub fn path() -> std::ffi::OsString {
    shell::path_with(&[root().join("www/node_modules/.bin")])
}

/// A program of an npm package.
pub fn local(program: &str) -> PathBuf {
    let name = format!("{program}{}", if cfg!(windows) { ".cmd" } else { "" });
    root().join("www/node_modules/.bin").join(name)
}

/// A Chromium for the tests: its program, or none for the one that Playwright keeps itself.
pub fn chromium() -> Result<Option<PathBuf>, String> {
    if let Some(found) = installed_chromium() {
        return Ok(Some(found));
    }
    println!("no Chromium found: asking Playwright for one");
    let mut install = command("npx", "www", &["playwright", "install", "chromium"]);
    install.env("PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT", "15000");
    if run(&mut install).is_ok() {
        return Ok(None);
    }
    let root = read(&mut command("id", "", &["-u"])).is_some_and(|id| id == "0");
    if root && find("apt-get").is_some() {
        println!("installing Chromium and a Chinese font with apt-get");
        let apt = |args: &[&str]| {
            run(command("apt-get", "", args).env("DEBIAN_FRONTEND", "noninteractive"))
        };
        apt(&["update"])?;
        apt(&["install", "-y", "chromium", "fonts-noto-cjk"])?;
    }
    installed_chromium().map(Some).ok_or_else(|| {
        "the browser tests need Chromium: install it, or name its program in CHROMIUM".to_owned()
    })
}

/// The one that CHROMIUM names, or one on PATH that starts (some are stubs).
fn installed_chromium() -> Option<PathBuf> {
    if let Some(named) = env::var_os("CHROMIUM") {
        return Some(named.into());
    }
    ["chromium", "chromium-browser", "google-chrome"]
        .iter()
        .filter_map(|name| find(name))
        .find(|place| read(&mut command(place, "", &["--version"])).is_some())
}
