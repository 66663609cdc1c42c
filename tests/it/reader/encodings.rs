//! Text in many encodings, written by Python's codecs: sure, guessed with a word, or chosen.

use std::path::Path;

use kamlens::reader::{Limits, ReadFile, read_encoded, read_native};
use kamlens::table::Cell;
use kamlens::words::Arg;
use serde_json::{Map, Value};

use super::{read, rows};

/// The encoding that a file is said to be guessed as.
fn said(file: &ReadFile) -> Value {
    let mut guesses = file
        .diagnostics
        .iter()
        .filter(|d| d.code() == "encoding-guessed");
    match guesses.next().map(|d| &d.message.args[0].1) {
        Some(Arg::Text(label)) => Value::from(label.as_str()),
        _ => Value::Null,
    }
}

#[test]
fn text_of_many_encodings_is_what_python_wrote() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/reader/encodings");
    let expected = std::fs::read_to_string(folder.join("expected.json")).unwrap();
    let expected: Map<String, Value> = serde_json::from_str(&expected).unwrap();
    assert_eq!(expected.len(), 19);
    for (name, how) in &expected {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        if let Some(label) = how["choose"].as_str() {
            let file = read_encoded(name, &bytes, &Limits::default(), Some(label)).unwrap();
            assert_eq!(rows(&file), how["rows"], "{name}");
            assert_eq!(said(&file), Value::Null, "{name}");
            // Without a choice it is an error or a guess that is said, never a silent mistake.
            match read_native(name, &bytes, &Limits::default()) {
                Ok(file) => assert_ne!(said(&file), Value::Null, "{name}"),
                Err(error) => assert_eq!(error.code(), "unknown-encoding", "{name}"),
            }
        } else {
            let file = read(name, &bytes);
            assert_eq!(rows(&file), how["rows"], "{name}");
            assert_eq!(said(&file), how["said"], "{name}");
        }
    }
}

#[test]
fn a_mark_wins_over_a_choice_and_a_choice_over_everything_else() {
    let marked = "\u{feff}客户,金额\n东湖,1\n";
    let file = read_encoded("a.csv", marked.as_bytes(), &Limits::default(), Some("big5")).unwrap();
    assert_eq!(rows(&file)[1][0], "东湖");
    let plain = "客戶,金額\n東湖,1\n";
    let (big5, _, _) = encoding_rs::BIG5.encode(plain);
    let page = [
        b"<meta charset=gbk><table><tr><td>".as_slice(),
        &big5,
        b"</table>",
    ]
    .concat();
    let file = read_encoded("a.html", &page, &Limits::default(), Some("big5")).unwrap();
    assert_eq!(rows(&file)[0][0], "客戶,金額 東湖,1");
    let error = read_encoded("a.csv", &big5, &Limits::default(), Some("utf-8")).unwrap_err();
    assert_eq!(error.code(), "wrong-encoding");
}

#[test]
fn a_guessed_page_says_so_too() {
    let (page, _, _) =
        encoding_rs::BIG5.encode("<table><tr><td>客戶名稱<td>臺灣電力股份有限公司</table>");
    let file = read("a.html", &page);
    assert_eq!(said(&file), Value::from("big5"));
    assert_eq!(rows(&file)[0][0], "客戶名稱");
}

#[test]
fn bytes_of_no_encoding_name_the_choices() {
    let russian = "Поставщик;Сумма;Город\nГазпром нефть;1;Москва\nСеверсталь;2;Череповец\n";
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(russian);
    let error = read_native("a.csv", &bytes, &Limits::default()).unwrap_err();
    assert_eq!(error.code(), "unknown-encoding");
    let (name, Arg::List(choices)) = &error.message().args[0] else {
        panic!("a list of choices");
    };
    assert_eq!(name, "choices");
    for choice in choices {
        let Arg::Text(label) = choice else {
            panic!("{choice:?}");
        };
        assert!(encoding_rs::Encoding::for_label(label.as_bytes()).is_some());
    }
}

#[test]
fn wide_text_is_told_with_and_without_its_mark() {
    let text = "客户名称,金额\n甲,1200\nAcme,𠮷5\n";
    let wide = |number: fn(u32) -> [u8; 4]| -> Vec<u8> {
        text.chars().flat_map(|c| number(u32::from(c))).collect()
    };
    let narrow =
        |number: fn(u16) -> [u8; 2]| -> Vec<u8> { text.encode_utf16().flat_map(number).collect() };
    for (bytes, mark) in [
        (wide(u32::to_le_bytes), &[0xFF, 0xFE, 0, 0][..]),
        (wide(u32::to_be_bytes), &[0, 0, 0xFE, 0xFF]),
        (narrow(u16::to_le_bytes), &[0xFF, 0xFE]),
        (narrow(u16::to_be_bytes), &[0xFE, 0xFF]),
    ] {
        for bytes in [bytes.clone(), [mark, &bytes].concat()] {
            let file = read_native("t.csv", &bytes, &Limits::default()).unwrap();
            let table = &file.tables[0];
            assert_eq!(table.cell(1, 0), Cell::Text("甲"), "{mark:?}");
            assert_eq!(table.cell(2, 1), Cell::Text("𠮷5"), "{mark:?}");
        }
    }
}
