//! Source files as the tests about the code itself see them.

use std::fs;
use std::path::{Path, PathBuf};

/// The repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files below a folder of the repository with one of these endings, sorted; packages and
/// build output left out.
pub fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    walk(&root().join(folder), &mut |path| {
        let name = path.to_string_lossy();
        if endings.iter().any(|ending| name.ends_with(ending)) {
            found.push(path.to_owned());
        }
    });
    found.sort();
    assert!(!found.is_empty(), "{folder} has no {endings:?}");
    found
}

/// A path as people write it.
pub fn short(path: &Path) -> String {
    let path = path.strip_prefix(root()).unwrap_or(path);
    path.to_string_lossy().replace('\\', "/")
}

/// The text of a file.
pub fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", short(path)))
}

/// The lines of a Rust file that are neither comments nor tests, with their numbers. Relies on
/// rustfmt: an item ends at a closing brace as far in as the item began.
pub fn code(path: &Path) -> Vec<(usize, String)> {
    if path.ends_with("tests.rs") || short(path).contains("_tests.rs") {
        return Vec::new();
    }
    let mut code = Vec::new();
    let text = text(path);
    let mut lines = text.lines().enumerate();
    while let Some((at, line)) = lines.next() {
        let inner = line.trim_start();
        if inner.starts_with("#[cfg(test)]") {
            let indent = &line[..line.len() - inner.len()];
            let end = format!("{indent}}}");
            let mut first = true;
            for (_, line) in lines.by_ref() {
                let attribute = line.trim_start().starts_with("#[");
                if line.starts_with(&end) || (first && !attribute && line.ends_with(';')) {
                    break;
                }
                first &= attribute;
            }
        } else if !inner.starts_with("//") {
            code.push((at + 1, line.to_owned()));
        }
    }
    code
}

fn walk(place: &Path, see: &mut impl FnMut(&Path)) {
    for entry in fs::read_dir(place).unwrap_or_else(|e| panic!("{}: {e}", short(place))) {
        let path = entry.unwrap().path();
        let skipped = ["node_modules", "target", "dist"];
        if skipped.iter().any(|name| path.ends_with(name)) {
            continue;
        }
        if path.is_dir() {
            walk(&path, see);
        } else {
            see(&path);
        }
    }
}
