//! Archives that Python's zipfile made: every table of theirs, and a word for whatever is none.

use std::path::{Path, PathBuf};

use kamlens::reader::{Limits, read_native};
use serde_json::{Map, Value};

use super::{code, read, sheet};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/reader/archive")
}

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(folder().join(name)).unwrap()
}

#[test]
fn archives_hold_what_python_put_into_them() {
    let expected = std::fs::read_to_string(folder().join("expected.json")).unwrap();
    let expected: Map<String, Value> = serde_json::from_str(&expected).unwrap();
    assert_eq!(expected.len(), 3);
    for (name, sheets) in &expected {
        let tables = read(name, &bytes(name)).tables;
        let found: Map<String, Value> = tables
            .iter()
            .map(|t| (t.sheet.clone(), sheet(t)["rows"].clone()))
            .collect();
        assert_eq!(found.len(), tables.len(), "{name}: sheets of the same name");
        assert_eq!(&Value::Object(found), sheets, "{name}");
    }
}

#[test]
fn members_that_are_not_read_are_named_with_the_reason() {
    for (name, expected) in [
        (
            "usual.zip",
            vec![
                ("nested.zip", "why.nested-archive"),
                ("readme.pdf", "why.not-a-spreadsheet"),
            ],
        ),
        (
            "damaged.zip",
            vec![
                ("flipped.csv", "why.damaged"),
                ("packed.csv", "why.damaged"),
            ],
        ),
    ] {
        let file = read(name, &bytes(name));
        let said: Vec<(String, String)> = file
            .diagnostics
            .iter()
            .map(|d| {
                assert_eq!(d.code(), "member-not-read");
                let reason = format!("{:?}", d.message.args[1].1);
                (d.at.as_ref().unwrap().sheet.clone(), reason)
            })
            .collect();
        let expected: Vec<(String, String)> = expected
            .iter()
            .map(|(path, why)| ((*path).to_owned(), format!("Code(\"{why}\")")))
            .collect();
        assert_eq!(said, expected, "{name}");
    }
}

#[test]
fn archives_of_no_use_say_why() {
    assert_eq!(code("bomb.zip", &bytes("bomb.zip")), "too-large");
    assert_eq!(code("a.zip", &bytes("strangers.zip")), "nothing-in-archive");
    let whole = bytes("usual.zip");
    assert_eq!(code("cut.zip", &whole[..whole.len() - 30]), "truncated");
}

#[test]
fn one_member_beyond_a_limit_does_not_lose_the_others() {
    let limits = Limits {
        cells: 4,
        ..Limits::default()
    };
    let file = read_native("a.zip", &bytes("usual.zip"), &limits).unwrap();
    let sheets: Vec<_> = file.tables.iter().map(|t| t.sheet.as_str()).collect();
    assert_eq!(sheets, ["west/sales.csv"]);
    let large = file.diagnostics.iter();
    let large = large.filter(|d| d.code() == "member-too-large");
    assert_eq!(large.count(), 3);
    // Limits of the whole archive end it.
    for limits in [
        Limits {
            sheets: 3,
            ..Limits::default()
        },
        Limits {
            inflated_bytes: 700,
            ..Limits::default()
        },
        Limits {
            entries: 5,
            ..Limits::default()
        },
    ] {
        let error = read_native("a.zip", &bytes("usual.zip"), &limits).unwrap_err();
        assert_eq!(error.code(), "too-large");
    }
}

#[test]
fn workbooks_within_an_archive_count_with_what_they_inflate_to() {
    let whole = bytes("usual.zip");
    let outer: u64 = {
        let archive = rawzip::ZipArchive::from_slice(&whole).unwrap();
        let mut entries = archive.entries();
        let mut sum = 0;
        while let Some(entry) = entries.next_entry().unwrap() {
            sum += entry.uncompressed_size_hint();
        }
        sum
    };
    let limits = Limits {
        inflated_bytes: outer + 1_000,
        ..Limits::default()
    };
    let error = read_native("a.zip", &whole, &limits).unwrap_err();
    assert_eq!(error.code(), "too-large");
}
