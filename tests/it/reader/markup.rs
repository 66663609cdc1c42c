//! Spreadsheets of markup: XML of 2003 and web pages, compared with what other readers found.

use std::path::Path;

use kamlens::reader::{Format, Limits, read_native};
use kamlens::table::Table;
use serde_json::{Map, Value, json};

use super::{code, read, sheet};

fn folder(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/reader")
        .join(name)
}

fn seen(table: &Table) -> Value {
    let merges = table.merges.iter();
    let hidden = table.hidden_rows.iter().flat_map(|(a, z)| *a..=*z);
    json!({
        "name": table.sheet,
        "rows": sheet(table)["rows"],
        "merges": merges.map(|m| [m.top, m.left, m.bottom, m.right]).collect::<Vec<_>>(),
        "hiddenRows": hidden.collect::<Vec<_>>(),
        "hidden": table.hidden,
    })
}

/// Every file of a folder holds what `expected.json` says; true for so many files.
fn compare(name: &str, format: Format) -> usize {
    let folder = folder(name);
    let expected = std::fs::read_to_string(folder.join("expected.json")).unwrap();
    let expected: Map<String, Value> = serde_json::from_str(&expected).unwrap();
    for (file, sheets) in &expected {
        let read = read(file, &std::fs::read(folder.join(file)).unwrap());
        assert_eq!(read.format, format, "{file}");
        let found: Vec<Value> = read.tables.iter().map(seen).collect();
        assert_eq!(&Value::Array(found), sheets, "{file}");
    }
    expected.len()
}

#[test]
fn xml_of_2003_holds_what_lxml_finds() {
    assert_eq!(compare("xml2003", Format::Xml2003), 4);
}

const HEAD: &str = "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
    xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"a\"><Table>";
const TAIL: &str = "</Table></Worksheet></Workbook>";
const ONE: &str = "<Row><Cell><Data ss:Type=\"Number\">1</Data></Cell></Row>";

#[test]
fn hostile_xml_is_refused() {
    let deep = "<a>".repeat(400);
    let laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>";
    let cases = [
        (format!("{HEAD}{ONE}"), "truncated"),
        (format!("{HEAD}{deep}"), "too-large"),
        (
            HEAD.replace("<Workbook", &format!("{laughs}<Workbook")) + ONE + TAIL,
            "damaged",
        ),
        (
            format!("{HEAD}<Row><Cell><Data ss:Type=\"String\">&b;</Data></Cell></Row>{TAIL}"),
            "damaged",
        ),
        (
            format!("{HEAD}<Row ss:Index=\"4294967295\"/>{TAIL}"),
            "too-large",
        ),
        (
            format!("{HEAD}<Row ss:Span=\"4294967295\" ss:Hidden=\"1\"/>{TAIL}"),
            "too-large",
        ),
        (
            format!("{HEAD}<Row ss:Index=\"9\"/><Row ss:Index=\"2\"/>{TAIL}"),
            "damaged",
        ),
        (
            format!("{HEAD}<Row><Cell ss:MergeAcross=\"99999999\"/></Row>{TAIL}"),
            "too-large",
        ),
        (
            format!("{HEAD}<Row><Cell ss:Index=\"&x;\"/></Row>{TAIL}"),
            "damaged",
        ),
        (
            format!(
                "{HEAD}{ONE}<Row ss:Index=\"1000000\"><Cell ss:Index=\"16000\"><Data ss:Type=\"Number\">1</Data></Cell></Row>{TAIL}"
            ),
            "too-large",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(code("a.xls", text.as_bytes()), expected, "{text:.300}");
    }
    let few = Limits {
        sheets: 1,
        ..Limits::default()
    };
    let two = format!("{HEAD}{ONE}</Table></Worksheet><Worksheet><Table>{ONE}{TAIL}");
    let error = read_native("a.xls", two.as_bytes(), &few).unwrap_err();
    assert_eq!(error.code(), "too-large");
}

#[test]
fn xml_numbers_that_are_none_stay_text() {
    for text in ["INF", "NaN", "1,5", ""] {
        let cell = format!("<Row><Cell><Data ss:Type=\"Number\">{text}</Data></Cell></Row>");
        let read = read("a.xls", format!("{HEAD}{ONE}{cell}{TAIL}").as_bytes());
        let rows = &sheet(&read.tables[0])["rows"];
        let found = rows.get(1).map_or(Value::Null, |row| row[0].clone());
        let expected = if text.is_empty() {
            Value::Null
        } else {
            json!(text)
        };
        assert_eq!(found, expected);
    }
}
