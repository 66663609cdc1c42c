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

#[test]
fn web_pages_hold_what_html5lib_finds() {
    assert_eq!(compare("html", Format::Html), 5);
}

#[test]
fn hostile_pages_end_before_they_hurt() {
    let nested = "<table><tr><td>x".repeat(300);
    let wide = format!("<table><tr>{}</table>", "<td colspan=1000>x".repeat(20));
    let far = format!(
        "<table><tr><td>x{}<tr>{}<td>y</table>",
        "<tr>".repeat(4_000),
        "<td>".repeat(10_000)
    );
    let many = "<table></table>".repeat(600);
    for page in [nested, wide, far, many] {
        assert_eq!(
            code("a.html", format!("<html>{page}").as_bytes()),
            "too-large"
        );
    }
    let long = format!("<table><tr><td>{}", "x".repeat(2 << 20));
    assert_eq!(code("a.html", long.as_bytes()), "too-large");
}

#[test]
fn what_a_page_leaves_open_loses_no_row() {
    let page = "<table><tr><td>a<td>b<tr><td><span style='display:none'>x<tr><td>c<td>d";
    let file = read("a.html", page.as_bytes());
    let rows = sheet(&file.tables[0])["rows"].clone();
    assert_eq!(rows, json!([["a", "b"], [null, null], ["c", "d"]]));
    // Tables that hold nothing are passed over; so is what stands outside of cells.
    let page = "<body>x<table><tr>y<td> &nbsp; </table><table><td>only</table></td></tr>";
    let file = read("a.html", page.as_bytes());
    assert_eq!(file.tables.len(), 1);
    assert_eq!(sheet(&file.tables[0])["name"], "a (2)");
}

#[test]
fn a_page_that_is_not_in_its_encoding_is_read_all_the_same() {
    let page =
        |charset: &str| format!("<meta charset={charset}><table><tr><td>客户<td>金额</table>");
    let expected = json!([["客户", "金额"]]);
    let lies = page("utf-8");
    let (gbk, _, _) = encoding_rs::GBK.encode(&lies);
    for bytes in [
        page("gb2312").into_bytes(),
        page("utf-16").into_bytes(),
        page("windows-1252").into_bytes(),
        page("none-such").into_bytes(),
        gbk.into_owned(),
    ] {
        assert_eq!(sheet(&read("a.xls", &bytes).tables[0])["rows"], expected);
    }
}
