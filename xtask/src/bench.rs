//! Measures ourselves: native kernels, then reading in Chromium beside our peers, in one run.

use crate::serve::{Background, listen};
use crate::shell::{Outcome, cargo, command, root, run};
use crate::site;
use crate::tools;

/// Prints medians and ratios; asserts nothing.
pub fn bench() -> Outcome {
    println!("native kernels");
    run(&mut cargo(&["bench", "--locked", "--bench", "kernels"]))?;
    println!("\nreading in Chromium");
    tools::npm_packages()?;
    site::wasm("reader")?;
    let folder = root().join("target/bench");
    std::fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
    let server = Background::start(listen(0)?, folder)?;
    let mut page = command("node", "www", &["bench/run.mjs"]);
    page.env("KAMLENS_URL", &server.url);
    if let Some(chromium) = tools::chromium()? {
        page.env("CHROMIUM", chromium);
    }
    run(&mut page)
}
