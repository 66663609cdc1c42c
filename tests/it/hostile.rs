//! Other people's files and made ones, where they lie beside the project (`../shared/data`): each
//! behaves as its manifest says, or is read or refused with a reason. Without that folder there is
//! nothing to walk; the fixtures of each kind are tested elsewhere.

use std::fs;
use std::path::{Path, PathBuf};

use kamlens::import::{ImportOptions, Imported, import};
use kamlens::reader::{Limits, ReadFile, read_native};
use kamlens::table::{Cell, Table};
use kamlens::words::Arg;
use serde_json::Value;

use super::import::{open_total, spellings};
use super::source::root;

/// The folder, where it exists.
fn data() -> Option<PathBuf> {
    let places = ["../shared/data", "../../shared/data"].map(|place| root().join(place));
    places.into_iter().find(|place| place.is_dir())
}

fn json(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// Tests are not optimised: what is far above every file here but small enough to be quick.
fn limits() -> Limits {
    Limits {
        inflated_bytes: 64 << 20,
        cells: 4_000_000,
        ..Limits::default()
    }
}

/// What became of a file: its tables, or the stable code of its error. Our own code never panics.
fn outcome(path: &Path) -> Result<ReadFile, String> {
    let name = path.file_name().unwrap().to_string_lossy();
    let read = read_native(&name, &fs::read(path).unwrap(), &limits());
    read.map_err(|error| {
        let caught = Arg::Text(name.to_string());
        let args = &error.message().args;
        match args.iter().any(|(_, arg)| *arg == caught) {
            true => "panic".to_owned(),
            false => error.code().to_owned(),
        }
    })
}

/// Rows are conserved, whatever the tables are.
fn imported(tables: &[Table]) -> Imported {
    let imported = import(tables, &ImportOptions::default());
    for source in &imported.book.sources {
        assert_eq!(
            source.read,
            source.used + source.set_aside,
            "{}",
            source.file
        );
    }
    imported
}

#[test]
fn every_hostile_file_behaves_as_its_manifest_says() {
    let Some(folder) = data().map(|data| data.join("hostile")) else {
        return;
    };
    let manifest = json(&folder.join("manifest.json"));
    let mut wrong = Vec::new();
    for entry in manifest.as_array().unwrap() {
        let (file, expect) = (entry["file"].as_str().unwrap(), entry["expect"].as_str());
        if file.ends_with("values.json") {
            continue;
        }
        let outcome = outcome(&folder.join(file));
        let code = outcome
            .as_ref()
            .map_or_else(|code| code.as_str(), |_| "read");
        let fits = match expect.unwrap() {
            "ok" => code == "read",
            "error" => code != "read" && code != "panic",
            // Refused, or read without what would hurt.
            _ => code != "panic",
        };
        let encrypted = file.starts_with("encrypted/") && code != "password-protected";
        if !fits || encrypted {
            wrong.push(format!("{file}: {} expected, {code}", expect.unwrap()));
        }
        if let Ok(file) = outcome {
            imported(&file.tables);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn readable_hostile_files_have_the_cells_that_are_expected() {
    let Some(folder) = data().map(|data| data.join("hostile")) else {
        return;
    };
    let manifest = json(&folder.join("manifest.json"));
    let mut wrong = Vec::new();
    let mut compared = 0;
    for entry in manifest.as_array().unwrap() {
        let Some(expected) = entry["expected"].as_str() else {
            continue;
        };
        let file = entry["file"].as_str().unwrap();
        let expected = json(&folder.join(expected));
        let sheets = expected.as_object().unwrap();
        if sheets.values().any(|rows| !rows[0].is_array()) || file.ends_with("number_formats.xlsx")
        {
            continue;
        }
        let Ok(read) = outcome(&folder.join(file)) else {
            continue;
        };
        for (sheet, rows) in sheets {
            let name = sheet.split('@').next().unwrap();
            let table = read.tables.iter().find(|t| name == "*" || t.sheet == name);
            let different =
                table.map_or(vec!["no such sheet".to_owned()], |t| differences(t, rows));
            wrong.extend(
                different
                    .into_iter()
                    .map(|d| format!("{file} {sheet}: {d}")),
            );
            compared += 1;
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(compared > 15, "{compared}");
}

/// Where a table's cells are not these rows.
fn differences(table: &Table, rows: &Value) -> Vec<String> {
    let rows = rows.as_array().unwrap();
    let mut wrong = Vec::new();
    for (row, cells) in rows.iter().enumerate() {
        for (col, expected) in cells.as_array().unwrap().iter().enumerate() {
            let cell = table.cell(row as u32, col as u32);
            if !same(cell, expected) {
                wrong.push(format!("{row},{col}: {cell:?}, not {expected}"));
            }
        }
    }
    if table.rows() as usize != rows.len() {
        wrong.push(format!("{} rows, not {}", table.rows(), rows.len()));
    }
    wrong
}

fn same(cell: Cell<'_>, expected: &Value) -> bool {
    match (cell, expected) {
        (Cell::Empty, Value::Null) => true,
        (Cell::Empty, Value::String(text)) => text.trim().is_empty(),
        (Cell::Number(number), Value::Number(expected)) => expected.as_f64() == Some(number),
        (Cell::Bool(truth), Value::Bool(expected)) => truth == *expected,
        (Cell::Text(text) | Cell::Error(text), Value::String(expected)) => text == expected,
        (Cell::Date(at), Value::String(expected)) => {
            at.to_string() == *expected || format!("{}", at.date()) == *expected
        }
        _ => false,
    }
}

#[test]
fn number_formats_tell_dates() {
    let Some(folder) = data().map(|data| data.join("hostile")) else {
        return;
    };
    let read = outcome(&folder.join("values/number_formats.xlsx")).unwrap();
    let expected = json(&folder.join("expected/values__number_formats.xlsx.json"));
    let table = &read.tables[0];
    let mut wrong = Vec::new();
    for (row, cells) in expected["格式"]
        .as_array()
        .unwrap()
        .iter()
        .enumerate()
        .skip(1)
    {
        let (kind, value) = (cells[2].as_str().unwrap(), &cells[3]);
        let cell = table.cell(row as u32, 1);
        let fits = match (kind, value) {
            ("date" | "datetime", Value::String(_)) => same(cell, value),
            // A day that does not exist stays a number, or nothing.
            ("date", _) => !matches!(cell, Cell::Date(_)),
            ("percent" | "number" | "money", _) => same(cell, &cells[1]),
            _ => true,
        };
        if !fits {
            wrong.push(format!("{cells}: {cell:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn dirt_changes_no_total() {
    let Some(folder) = data().map(|data| data.join("hostile")) else {
        return;
    };
    for name in ["kam_clean.xlsx", "kam_dirty.xlsx", "kam_clean.xls"] {
        let read = outcome(&folder.join("kam").join(name)).unwrap();
        let imported = imported(&read.tables);
        let deals = &imported.book.opportunities;
        let all: f64 = deals.iter().map(|d| d.amount.units()).sum();
        assert_eq!(deals.len(), 120, "{name}");
        assert_eq!(all, 528_300_000.0, "{name}");
        assert_eq!(
            open_total(&imported.book, true),
            (364_280_000.0, 187_478_000.0),
            "{name}"
        );
        assert_eq!(open_total(&imported.book, false).1, 138_462_000.0, "{name}");
        let dirty = name == "kam_dirty.xlsx";
        assert_eq!(
            dirty,
            imported
                .diagnostics
                .iter()
                .any(|d| d.code() == "totals-row"),
            "{name}"
        );
    }
}

#[test]
fn sure_spellings_hold() {
    let Some(folder) = data().map(|data| data.join("hostile")) else {
        return;
    };
    let all = json(&folder.join("values/values.json"));
    let mut wrong = Vec::new();
    let sure = all
        .as_array()
        .unwrap()
        .iter()
        .filter(|v| v["status"] == "sure");
    for value in sure {
        let (kind, text) = (
            value["kind"].as_str().unwrap(),
            value["text"].as_str().unwrap(),
        );
        let column = match kind.split(' ').next().unwrap() {
            "money" | "number" | "blank" | "text" => "amount",
            "percent" => "share",
            "bool" => "yes/no",
            "date" => "date",
            _ => "number",
        };
        let taken = spellings::taken(column, text);
        let canonical = &value["canonical"];
        let fits = match (column, canonical) {
            (_, Value::Null) => taken == "blank" || taken == "unreadable",
            (_, Value::Bool(yes)) => taken == if *yes { "yes" } else { "no" },
            (_, Value::Number(number)) => {
                let read = taken.split(' ').next().unwrap().parse::<f64>();
                let currency = kind.split(' ').nth(1).unwrap_or("");
                read.ok() == number.as_f64() && taken.ends_with(currency)
            }
            // A period is its first day; hours and zones change no day.
            ("date", Value::String(day)) => taken == first_day(day),
            (_, text) => Some(taken.as_str()) == text.as_str(),
        };
        if !fits {
            wrong.push(format!("{text} ({kind}): {taken}, not {canonical}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn first_day(canonical: &str) -> String {
    let day = canonical.split('T').next().unwrap();
    match day.split('-').collect::<Vec<_>>()[..] {
        [year, quarter] if quarter.starts_with('Q') => {
            let quarter: u32 = quarter[1..].parse().unwrap();
            format!("{year}-{:02}-01", quarter * 3 - 2)
        }
        [year, month] => format!("{year}-{month}-01"),
        [year] => format!("{year}-01-01"),
        _ => day.to_owned(),
    }
}

#[test]
fn other_readers_test_files_are_read_or_refused_with_a_reason() {
    let Some(folder) = data() else {
        return;
    };
    let mut paths = Vec::new();
    for part in ["corpora", "business"] {
        walk(&folder.join(part), &mut paths);
    }
    let mut wrong = Vec::new();
    for path in paths {
        match outcome(&path) {
            Ok(file) => {
                imported(&file.tables);
            }
            Err(code) if code == "panic" => wrong.push(path.display().to_string()),
            Err(_) => {}
        }
    }
    assert!(wrong.is_empty(), "a reader panicked: {wrong:#?}");
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase());
        if path.is_dir() {
            walk(&path, paths);
        } else if [
            "xlsx", "xlsm", "xltx", "xlsb", "xls", "ods", "csv", "tsv", "txt", "html", "xml",
        ]
        .iter()
        .any(|known| ending.as_deref() == Some(*known))
        {
            paths.push(path);
        }
    }
}
