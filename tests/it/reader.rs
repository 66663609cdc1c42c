//! Bytes → tables: formats, encodings, limits and the errors that people see.

#[path = "reader/archive.rs"]
mod archive;
#[path = "reader/encodings.rs"]
mod encodings;
#[path = "reader/markup.rs"]
mod markup;

use std::path::Path;

use kamlens::api::cells;
use kamlens::reader::{Limits, ReadFile, read_encoded, read_native};
use kamlens::table::{Cell, Table, TableBuilder, decode, encode};
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use serde_json::{Value, json};

fn read(name: &str, bytes: &[u8]) -> ReadFile {
    read_native(name, bytes, &Limits::default()).unwrap_or_else(|e| panic!("{name}: {e}"))
}

fn code(name: &str, bytes: &[u8]) -> String {
    let error = read_native(name, bytes, &Limits::default()).expect_err(name);
    error.code().to_owned()
}

fn rows(file: &ReadFile) -> Value {
    sheet(&file.tables[0])["rows"].clone()
}

fn sheet(table: &Table) -> Value {
    let view = cells::view(std::slice::from_ref(table));
    serde_json::to_value(&view.sheets[0]).unwrap()
}

fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let sheet = book.add_worksheet();
    sheet.set_name("商机").unwrap();
    sheet.write_string(9, 3, "客户名称").unwrap();
    sheet.write_string(9, 4, "金额").unwrap();
    sheet.write_string(10, 3, "东湖电力").unwrap();
    sheet.write_number(10, 4, 1_234.5).unwrap();
    let day = ExcelDateTime::parse_from_str("2026-06-30").unwrap();
    sheet.write_datetime_with_format(10, 5, day, &date).unwrap();
    sheet.write_boolean(11, 3, true).unwrap();
    sheet
        .write_formula(11, 4, Formula::new("=1/0").set_result("#DIV/0!"))
        .unwrap();
    sheet
        .write_formula(11, 5, Formula::new("=6*7").set_result("42"))
        .unwrap();
    let hidden = book.add_worksheet();
    hidden.set_name("藏").unwrap().set_hidden(true);
    hidden.write_string(0, 0, "x").unwrap();
    book.add_worksheet().set_name("空").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn xlsx_keeps_types_places_and_hidden_sheets() {
    let file = read("客户.xlsx", &workbook());
    let view = serde_json::to_value(cells::view(&file.tables)).unwrap();
    assert_eq!(view["sheets"][0]["name"], "商机");
    assert_eq!(view["sheets"][0]["origin"], "D10");
    let expected = json!([
        ["客户名称", "金额", null],
        ["东湖电力", 1234.5, "2026-06-30"],
        [true, "#DIV/0!", 42]
    ]);
    assert_eq!(view["sheets"][0]["rows"], expected);
    assert_eq!(file.tables.len(), 2);
    assert!(file.tables[1].hidden);
    let codes: Vec<&str> = file.diagnostics.iter().map(|d| d.code()).collect();
    assert_eq!(codes, ["hidden-sheet", "empty-sheet"]);
    assert_eq!(file.tables[0].addr(1, 1).to_string(), "商机!E11");
}

#[test]
fn xlsx_tells_merged_cells_and_hidden_rows() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let plain = Format::new();
    sheet.merge_range(2, 1, 4, 1, "东湖", &plain).unwrap();
    sheet.merge_range(0, 1, 0, 3, "2026", &plain).unwrap();
    for row in 2..6 {
        sheet.write_number(row, 2, f64::from(row)).unwrap();
    }
    for row in [3, 4, 6] {
        sheet.set_row_hidden(row).unwrap();
    }
    sheet.write_number(6, 2, 6).unwrap();
    let tables = read("m.xlsx", &book.save_to_buffer().unwrap()).tables;
    let merges: Vec<[u32; 4]> = tables[0]
        .merges
        .iter()
        .map(|m| [m.top, m.left, m.bottom, m.right])
        .collect();
    assert_eq!(merges, [[0, 1, 0, 3], [2, 1, 4, 1]]);
    assert_eq!(tables[0].hidden_rows, [(3, 4), (6, 6)]);
    assert_eq!(decode(&encode(&tables)), Ok(tables));
}

#[test]
fn cells_agree_with_openpyxl_in_both_calendars() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/reader");
    let expected = std::fs::read_to_string(folder.join("expected.json")).unwrap();
    let expected: serde_json::Map<String, Value> = serde_json::from_str(&expected).unwrap();
    assert_eq!(expected.len(), 2);
    for (name, cells) in &expected {
        let file = read(name, &std::fs::read(folder.join(name)).unwrap());
        assert_eq!(&rows(&file), cells, "{name}");
    }
}

#[test]
fn text_in_any_usual_encoding_gives_the_same_cells() {
    let text = "客户,金额\n东湖电力,\"1,200\"\n\"两\n行\",3\n";
    let expected = json!([["客户", "金额"], ["东湖电力", "1,200"], ["两\n行", "3"]]);
    let (gb, _, _) = encoding_rs::GB18030.encode(text);
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf32: Vec<u8> = text
        .chars()
        .flat_map(|c| u32::from(c).to_be_bytes())
        .collect();
    let files = [
        text.as_bytes().to_vec(),
        [b"\xEF\xBB\xBF".as_slice(), text.as_bytes()].concat(),
        gb.into_owned(),
        [b"\xFF\xFE".as_slice(), &utf16].concat(),
        [b"\0\0\xFE\xFF".as_slice(), &utf32].concat(),
    ];
    for bytes in files {
        assert_eq!(rows(&read("a.csv", &bytes)), expected);
    }
}

#[test]
fn chinese_after_much_ascii_is_still_chinese() {
    let mut text = String::from("a,b\n");
    text.extend(std::iter::repeat_n("some,thing\n", 30_000));
    text.push_str("联通,1\n");
    let (bytes, _, _) = encoding_rs::GB18030.encode(&text);
    let file = read("late.csv", &bytes);
    assert_eq!(file.tables[0].cell(30_001, 0), Cell::Text("联通"));
}

#[test]
fn delimiters_are_found_by_consistency() {
    for (text, width) in [
        ("a;b;c\n1,5;2;3\n2,5;2;3\n", 3),
        ("a\tb\n1,2\t3\n", 2),
        ("a|b|c\n1|2|3\n", 3),
        ("客户，金额\n东湖，3\n\"西，岭\"，4\n", 2),
        ("sep=;\na;b\n1;2\n", 2),
        ("台账\n\na,b,c\n1,2,3\n4,5,6\n7,8,9\n", 3),
    ] {
        assert_eq!(
            read("a.csv", text.as_bytes()).tables[0].cols(),
            width,
            "{text}"
        );
    }
}

#[test]
fn blank_lines_count_as_rows_as_in_a_spreadsheet() {
    for text in ["a,b\n\n\n1,2\n", "a,b\r\n\r\n\r\n1,2\r\n", "\n\na,b\n1,2"] {
        let table = read("a.csv", text.as_bytes()).tables.remove(0);
        let last = table.addr(table.rows() - 1, 0);
        assert_eq!(last.to_string(), "a!A4", "{text:?}");
    }
}

#[test]
fn each_bad_file_has_its_own_error() {
    let whole = workbook();
    let part = &whole[..whole.len() * 9 / 10];
    let wide = |name: &str| {
        name.encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>()
    };
    let compound = |name| {
        [
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(),
            vec![0; 1016],
            wide(name),
        ]
        .concat()
    };
    let cases: [(&str, Vec<u8>, &str); 16] = [
        ("empty.xlsx", Vec::new(), "empty-file"),
        ("blank.csv", b" \n\n".to_vec(), "empty-file"),
        ("short.xlsx", part.to_vec(), "truncated"),
        ("magic.xlsx", b"PK\x03\x04".to_vec(), "truncated"),
        (
            "secret.xlsx",
            compound("EncryptedPackage"),
            "password-protected",
        ),
        ("old.xls", compound("Workbook"), "damaged"),
        ("letter.xlsx", compound("WordDocument"), "not-a-spreadsheet"),
        ("a.xlsx", b"%PDF-1.7".to_vec(), "not-a-spreadsheet"),
        ("a.csv", b"{\"a\": 1}".to_vec(), "not-a-spreadsheet"),
        ("page.xls", b"<html><body>Log in".to_vec(), "no-cells"),
        ("old4.xls", b"\x09\x04\x06\x00\0\0\x10\0".to_vec(), "not-a-spreadsheet"),
        (
            "notes.txt",
            b"Dear all,\nplease call the customer tomorrow.\nThanks".to_vec(),
            "not-a-table",
        ),
        (
            "letter.txt",
            b"Dear all,\nplease call the customer tomorrow, thanks.\n".to_vec(),
            "not-a-table",
        ),
        (
            "memo.txt",
            b"The visit went well, they like us, mostly.\nNext, we call them, then write.\nBye, all\n"
                .to_vec(),
            "not-a-table",
        ),
        ("line.txt", b"hello, world\n".to_vec(), "not-a-table"),
        ("commas.csv", b",,,\n,,,\n".to_vec(), "not-a-table"),
    ];
    for (name, bytes, expected) in cases {
        assert_eq!(code(name, &bytes), expected, "{name}");
    }
}

#[test]
fn limits_end_a_file_before_it_hurts() {
    let far = {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_number(0, 0, 1).unwrap();
        sheet.write_number(1_048_575, 99, 1).unwrap();
        book.save_to_buffer().unwrap()
    };
    assert_eq!(code("far.xlsx", &far), "too-large");
    let long = format!("a,b\n{},1\n", "x".repeat(2 << 20));
    assert_eq!(code("long.csv", long.as_bytes()), "too-large");
    let few = Limits {
        sheets: 1,
        ..Limits::default()
    };
    let error = read_native("a.xlsx", &workbook(), &few).unwrap_err();
    assert_eq!(error.code(), "too-large");
    let tiny = Limits {
        ratio: 1,
        inflated_bytes: 100,
        ..Limits::default()
    };
    let error = read_native("a.xlsx", &workbook(), &tiny).unwrap_err();
    assert_eq!(error.code(), "too-large");
}

#[test]
fn line_ends_that_were_translated_twice_are_no_empty_rows() {
    let read = read_native("a.csv", b"a,b\r\r\n1,2\r\r\n\r\r\n3,4", &Limits::default()).unwrap();
    let table = &read.tables[0];
    assert_eq!(table.rows(), 4);
    assert_eq!(table.cell(1, 1), Cell::Text("2"));
    assert_eq!(table.cell(2, 0), Cell::Empty);
    assert_eq!(table.cell(3, 0), Cell::Text("3"));
}

fn table_strategy() -> impl Strategy<Value = Table> {
    let cell = (
        0_u32..40,
        0_u32..12,
        0_u8..4,
        "[a-z客户]{0,6}",
        -1e9..1e9_f64,
    );
    prop::collection::vec(cell, 0..60).prop_map(|cells| {
        let mut builder = TableBuilder::new("f.csv", "s");
        for (row, col, kind, text, number) in &cells {
            let cell = match kind {
                0 => Cell::Number(*number),
                1 => Cell::Text(text),
                2 => Cell::Bool(*number > 0.0),
                _ => Cell::Error("#N/A"),
            };
            builder.push(*row, *col, cell);
        }
        builder.finish()
    })
}

#[test]
fn a_buffer_that_promises_columns_without_rows_or_rows_without_columns_is_broken() {
    let empty = encode(&[TableBuilder::new("f", "s").finish()]);
    // Magic, version, count; two texts of one letter; hidden; no merges, no hidden rows;
    // origin; rows; then columns.
    let columns = 12 + 5 + 5 + 1 + 4 + 4 + 8 + 4;
    assert!(decode(&empty).is_ok());
    for place in [columns - 4, columns] {
        let mut bytes = empty.clone();
        bytes[place..place + 4].copy_from_slice(&u32::MAX.to_le_bytes());
        assert!(decode(&bytes).is_err(), "at {place}");
    }
}

proptest! {
    #[test]
    fn encoding_gives_back_what_it_was_given(tables in prop::collection::vec(table_strategy(), 0..4)) {
        prop_assert_eq!(decode(&encode(&tables)), Ok(tables));
    }

    #[test]
    fn a_broken_buffer_is_an_error_or_a_table_never_a_panic(
        table in table_strategy(), at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()
    ) {
        let mut bytes = encode(&[table]);
        let place = at.index(bytes.len());
        bytes[place] = byte;
        for tables in decode(&bytes).iter() {
            for table in tables {
                for row in 0..table.rows().min(100) {
                    for col in 0..table.cols() { let _ = table.cell(row, col); }
                }
            }
        }
        let cut = cut.index(bytes.len());
        prop_assert!(decode(&bytes[..cut]).is_err());
    }

    #[test]
    fn order_of_cells_does_not_matter(mut cells in prop::collection::btree_map((0_u32..30, 0_u32..9), -1e6..1e6_f64, 1..40)) {
        let build = |cells: &[((u32, u32), f64)]| {
            let mut builder = TableBuilder::new("f", "s");
            for ((row, col), value) in cells { builder.push(*row, *col, Cell::Number(*value)); }
            builder.finish()
        };
        let forward: Vec<_> = std::mem::take(&mut cells).into_iter().collect();
        let backward: Vec<_> = forward.iter().rev().copied().collect();
        prop_assert_eq!(build(&forward), build(&backward));
    }
}

#[test]
fn every_format_gives_the_cells_that_its_own_readers_give() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/reader");
    let expected = std::fs::read_to_string(folder.join("expected_formats.json")).unwrap();
    let expected: serde_json::Map<String, Value> = serde_json::from_str(&expected).unwrap();
    assert_eq!(expected.len(), 5);
    for (name, cells) in &expected {
        let file = read(name, &std::fs::read(folder.join(name)).unwrap());
        assert_eq!(trimmed(&rows(&file)), trimmed(cells), "{name}");
    }
}

/// Rows without blanks at their ends and without rows of blanks, texts with plain white space:
/// web pages have no other.
fn trimmed(rows: &Value) -> Vec<Vec<Value>> {
    let cell = |cell: &Value| match cell {
        Value::String(text) if text.trim().is_empty() => Value::Null,
        Value::Number(number) => json!(number.as_f64()),
        cell => cell.clone(),
    };
    let rows = rows.as_array().unwrap().iter().map(|row| {
        let mut row: Vec<Value> = row.as_array().unwrap().iter().map(cell).collect();
        while row.last().is_some_and(Value::is_null) {
            row.pop();
        }
        row
    });
    rows.filter(|row| !row.is_empty()).collect()
}

fn fixture(name: &str) -> ReadFile {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/reader");
    read(name, &std::fs::read(folder.join(name)).unwrap())
}

#[test]
fn formats_tell_merged_cells_hidden_rows_and_sheets() {
    let merges = |file: &ReadFile| -> Vec<[u32; 4]> {
        let merges = file.tables[0].merges.iter();
        merges.map(|m| [m.top, m.left, m.bottom, m.right]).collect()
    };
    let codes = |file: &ReadFile| -> Vec<String> {
        file.diagnostics
            .iter()
            .map(|d| d.code().to_owned())
            .collect()
    };
    let xls = fixture("formats.xls");
    assert_eq!(merges(&xls), [[91, 0, 93, 0]]);
    assert_eq!(xls.tables[0].hidden_rows, [(6, 6)]);
    assert_eq!(codes(&xls), ["hidden-sheet"]);
    let xlsb = fixture("formats.xlsb");
    assert_eq!(merges(&xlsb), [[1, 0, 2, 0]]);
    assert_eq!(codes(&xlsb), ["not-a-worksheet"]);
    let xml = fixture("formats.xml");
    assert_eq!(merges(&xml), [[3, 0, 4, 0], [4, 1, 4, 2]]);
    assert_eq!(xml.tables[0].hidden_rows, [(4, 4)]);
    assert_eq!(codes(&xml), ["hidden-sheet"]);
    assert_eq!(xml.tables[0].addr(0, 0).to_string(), "商机!A3");
}

#[test]
fn web_pages_have_spans_lists_of_tables_and_numbers_behind_what_they_show() {
    let page = "<table><tr><th colspan=2>a<th rowspan=3>b\
        <tr><td x:num=\"1234.5\">1.234,50<td>x<br>y\
        <tr><td><td><table><tr><td>in &amp; &#20013;</td></tr></table></table>\
        <table><tr><td> </td></tr></table>";
    let file = read("p.xls", format!("<html>{page}").as_bytes());
    let view = serde_json::to_value(cells::view(&file.tables)).unwrap();
    assert_eq!(view["sheets"][0]["name"], "p (2)");
    assert_eq!(view["sheets"][0]["rows"], json!([["in & 中"]]));
    let outer = json!([["a", null, "b"], [1234.5, "x\ny", null]]);
    assert_eq!(view["sheets"][1]["rows"], outer);
    let merges: Vec<_> = file.tables[1]
        .merges
        .iter()
        .map(|m| (m.top, m.left))
        .collect();
    assert_eq!(merges, [(0, 0), (0, 2)]);
}

fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write;
    let mut out = Vec::new();
    let mut archive = rawzip::ZipArchiveWriter::new(&mut out);
    for (name, data) in members {
        let (mut entry, config) = archive.new_file(name).start().unwrap();
        let mut writer = config.wrap(&mut entry);
        writer.write_all(data).unwrap();
        let (_, described) = writer.finish().unwrap();
        entry.finish(described).unwrap();
    }
    archive.finish().unwrap();
    out
}

#[test]
fn an_archive_gives_all_its_tables_and_says_what_it_cannot_read() {
    let book = workbook();
    let inner = zipped(&[("x.csv", b"a,b\n1,2\n")]);
    let archive = zipped(&[
        ("2026/deals.csv", "客户,金额\n甲,1\n".as_bytes()),
        ("2026/book.xlsx", &book),
        ("2026/notes.pdf", b"%PDF-1.7"),
        ("inner.zip", &inner),
        ("__MACOSX/2026/._deals.csv", b"\0\x05\x16\x07"),
        ("empty.csv", b""),
    ]);
    let file = read("all.zip", &archive);
    let sheets: Vec<_> = file.tables.iter().map(|t| t.sheet.as_str()).collect();
    assert_eq!(sheets, ["book/商机", "book/藏", "deals"]);
    assert!(file.tables.iter().all(|t| t.file == "all.zip"));
    let said: Vec<_> = file
        .diagnostics
        .iter()
        .filter(|d| d.code() == "member-not-read")
        .map(|d| d.at.as_ref().unwrap().sheet.as_str())
        .collect();
    assert_eq!(said, ["2026/notes.pdf", "empty.csv", "inner.zip"]);
    let limits = Limits {
        inflated_bytes: 20,
        ..Limits::default()
    };
    let error = read_native("all.zip", &archive, &limits).unwrap_err();
    assert_eq!(error.code(), "too-large");
}

#[test]
fn encodings_are_found_chosen_or_guessed_with_a_word() {
    let encode = |label: &str, text: &str| {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
        encoding.encode(text).0.into_owned()
    };
    let codes = |file: &ReadFile| -> Vec<String> {
        let codes = file.diagnostics.iter().map(|d| d.code().to_owned());
        codes.collect()
    };
    let western = "Kunde;Ort\nMüller GmbH;Köln\nBöhm;Straße\n";
    let taiwan = "客戶名稱,金額\n臺灣電力股份有限公司,100\n中華電信,200\n";
    let japan = "顧客名,金額\n東京でんりょくホールディングス,100\n";
    for (label, text) in [
        ("windows-1252", western),
        ("big5", taiwan),
        ("shift_jis", japan),
    ] {
        let file = read("f.csv", &encode(label, text));
        assert_eq!(codes(&file), ["encoding-guessed"], "{label}");
        let plain = rows(&read("f.csv", text.as_bytes()));
        assert_eq!(rows(&file), plain, "{label}");
        let chosen = read_encoded(
            "f.csv",
            &encode(label, text),
            &Limits::default(),
            Some(label),
        );
        assert_eq!(codes(chosen.as_ref().unwrap()), Vec::<String>::new());
        assert_eq!(rows(&chosen.unwrap()), plain, "{label}");
    }
    // Rare characters of names are still GB18030, and nothing is said.
    let rare = "客户名称,金额\n镕喆堃玥集团,100\n东湖电力,200\n";
    let file = read("f.csv", &encode("gb18030", rare));
    assert_eq!(codes(&file), Vec::<String>::new());
    assert_eq!(rows(&file), rows(&read("f.csv", rare.as_bytes())));
    // UTF-16 without its mark.
    for (label, bytes) in [
        (
            "le",
            rare.encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect::<Vec<u8>>(),
        ),
        (
            "be",
            rare.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        ),
    ] {
        assert_eq!(rows(&read("f.csv", &bytes)), rows(&file), "{label}");
    }
    let greek = encode("windows-1253", "Πελάτης;Ποσό\nΔΕΗ;100\n");
    let choose = |label: &str| read_encoded("f.csv", &greek, &Limits::default(), Some(label));
    assert_eq!(rows(&choose("windows-1253").unwrap())[1][0], "ΔΕΗ");
    assert_eq!(choose("shift_jis").unwrap_err().code(), "wrong-encoding");
}

#[test]
fn an_old_workbook_may_mark_sectors_behind_its_end() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/reader");
    let sound = std::fs::read(folder.join("formats.xls")).unwrap();
    let mut odd = sound.clone();
    // The first table of sectors: its last place is far behind the file's end.
    let table = u32::from_le_bytes(odd[76..80].try_into().unwrap()) as usize;
    let last = 512 * (table + 2) - 4;
    odd[last..last + 4].copy_from_slice(&0xFFFF_FFFE_u32.to_le_bytes());
    assert_eq!(rows(&read("f.xls", &odd)), rows(&read("f.xls", &sound)));
}
