//! Invariant 9: dependencies between the modules point downwards only.

use std::collections::BTreeSet;
use std::path::Path;

use super::source::{code, files, root, short};

/// Module, what it may use, and why. The command line (`src/bin`) may use anything.
const ALLOWED: [(&str, &[&str], &str); 12] = [
    ("order", &[], "one sort for all: needs nothing"),
    (
        "words",
        &[],
        "language stands alone: a code and arguments in, a sentence out",
    ),
    ("table", &["words"], "a diagnostic is a message"),
    (
        "reader",
        &["table", "words"],
        "bytes become tables and diagnostics, no domain",
    ),
    (
        "book",
        &["table", "words"],
        "a record knows the cells it came from",
    ),
    (
        "policy",
        &["book", "words"],
        "settings speak of the domain's levels and fields",
    ),
    (
        "import",
        &["table", "book", "policy", "words", "order"],
        "tables become a book; the fiscal year is a setting",
    ),
    (
        "analysis",
        &["book", "policy", "words", "order"],
        "pure: no cells, no words that a person reads",
    ),
    (
        "chart",
        &["analysis", "book", "policy", "words", "order"],
        "draws a report",
    ),
    (
        "export",
        &["analysis", "book", "policy", "table", "words", "chart"],
        "writes a report and its charts",
    ),
    (
        "engine",
        &[
            "table", "import", "book", "policy", "analysis", "chart", "export", "words", "order",
        ],
        "the façade over all of them; reading happens elsewhere",
    ),
    (
        "api",
        &[
            "table", "import", "book", "policy", "analysis", "chart", "export", "engine", "words",
            "order",
        ],
        "views of all of them",
    ),
];

/// The only place that sees JavaScript may use everything.
const TOP: &str = "wasm";

#[test]
fn modules_use_only_what_lies_below_them() {
    let mut wrong = Vec::new();
    let mut modules = BTreeSet::new();
    for file in files("src", &[".rs"]) {
        let Some((module, depth)) = place(&file) else {
            continue;
        };
        modules.insert(module.clone());
        for (line, used) in edges(&file, depth) {
            let allowed = |(name, may, _): &(&str, &[&str], &str)| {
                *name == module && may.contains(&used.as_str())
            };
            if used != module && module != TOP && !ALLOWED.iter().any(allowed) {
                wrong.push(format!("{}:{line}: {module} uses {used}", short(&file)));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "edges that ARCHITECTURE.md forbids:\n{}",
        wrong.join("\n")
    );
    for module in modules {
        let known = ALLOWED.iter().any(|(name, ..)| *name == module) || module == TOP;
        assert!(known, "the module {module} has no line in ALLOWED");
    }
}

#[test]
fn the_list_itself_has_no_cycle() {
    let mut below: BTreeSet<&str> = BTreeSet::new();
    for _ in ALLOWED {
        for (name, may, _) in ALLOWED {
            let known = |m: &&str| below.contains(m) || *m == "export";
            if may.iter().all(known) {
                below.insert(name);
            }
        }
    }
    assert_eq!(
        below.len(),
        ALLOWED.len(),
        "only {below:?} are free of cycles"
    );
}

#[test]
fn every_way_to_write_an_edge_is_seen() {
    let seen = |line: &str, depth| used(line, depth);
    assert_eq!(seen("use crate::book::{self, Money};", 1), ["book"]);
    assert_eq!(
        seen("use crate::{api::x, engine::Engine};", 1),
        ["api", "engine"]
    );
    assert_eq!(
        seen("    let x = crate::table::Table::default();", 2),
        ["table"]
    );
    assert_eq!(seen("use super::super::chart::draw;", 2), ["chart"]);
    assert_eq!(seen("use super::chart;", 1), ["chart"]);
    assert_eq!(seen("use super::sibling;", 2), [""; 0]);
    assert_eq!(seen("let other_crate::book = 1;", 2), [""; 0]);
}

/// A file's module below `src/`, and how many `super` lead from it to the crate's root.
fn place(file: &Path) -> Option<(String, usize)> {
    let inside = file.strip_prefix(root().join("src")).unwrap();
    let parts: Vec<String> = inside
        .iter()
        .map(|p| p.to_string_lossy().into_owned())
        .collect();
    let module = parts[0].trim_end_matches(".rs").to_owned();
    let depth = parts.len() - usize::from(parts.last().is_some_and(|name| name == "mod.rs"));
    (module != "lib" && module != "bin").then_some((module, depth))
}

fn edges(file: &Path, depth: usize) -> Vec<(usize, String)> {
    let lines = code(file).into_iter();
    lines
        .flat_map(|(at, line)| used(&line, depth).into_iter().map(move |used| (at, used)))
        .collect()
}

/// The modules of this crate that a line names by `crate::` or by enough `super::`.
fn used(line: &str, depth: usize) -> Vec<String> {
    let mut found = Vec::new();
    for prefix in ["crate::".to_owned(), "super::".repeat(depth)] {
        let mut from = 0;
        while let Some(at) = line[from..].find(&prefix).map(|at| from + at) {
            from = at + prefix.len();
            let before = line[..at].chars().next_back();
            if !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | ':' | '$')) {
                found.extend(names(&line[from..]));
            }
        }
    }
    found
}

/// `a::b` names a; `{a::b, c}` names a and c.
fn names(rest: &str) -> Vec<String> {
    let first = |text: &str| -> String {
        let text = text.trim_start();
        text.chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect()
    };
    let Some(group) = rest.strip_prefix('{') else {
        return vec![first(rest)];
    };
    let mut depth = 0;
    let parts = group.split(|c| {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        c == ',' && depth == 0
    });
    parts.map(first).filter(|name| !name.is_empty()).collect()
}
