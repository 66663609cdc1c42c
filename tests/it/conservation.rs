//! Nothing is lost: every cell of a text file reaches its table, and every row of every fixture is
//! used or set aside with a word.

use std::collections::BTreeSet;
use std::fs;

use kamlens::import::{ImportOptions, Imported, import};
use kamlens::reader::{Limits, read_native};
use kamlens::table::{Cell, Order, Table};
use proptest::prelude::*;

use super::source::{files, short};

/// Rows of a table below its header that have a cell.
fn filled(table: &Table, first: u32) -> u32 {
    let has = |row: &u32| (0..table.cols()).any(|col| table.cell(*row, col) != Cell::Empty);
    (first..table.rows()).filter(has).count() as u32
}

/// Rows read = rows used + rows set aside; whatever is set aside is said; and a sheet that is one
/// plain table has exactly the rows that stand in it.
fn conserved(tables: &[Table], imported: &Imported, what: &str) {
    for (at, table) in tables.iter().enumerate() {
        let of_table = imported.book.sources.iter();
        let sources: Vec<_> = of_table.filter(|s| s.table as usize == at).collect();
        let mut aside = 0;
        for source in &sources {
            assert_eq!(
                source.read,
                source.used + source.set_aside,
                "{what} {}",
                source.sheet
            );
            aside += if source.kind.is_some() {
                source.set_aside
            } else {
                source.set_aside.min(1)
            };
        }
        let places = imported.diagnostics.iter().filter_map(|d| d.at.as_ref());
        let places = places.filter(|p| p.file == table.file && p.sheet == table.sheet);
        let said: BTreeSet<u32> = places.map(|p| p.row).collect();
        let turned = sources.iter().any(|s| s.view.order == Order::Turned);
        assert!(
            said.len() as u32 >= aside || turned,
            "{what} {}: {said:?}, {aside}",
            table.sheet
        );
        if let [source] = sources.as_slice()
            && source.view.order == Order::AsIs
        {
            let first = source.header_row.map_or(0, |row| row + 1 - table.origin.0);
            assert_eq!(source.read, filled(table, first), "{what} {}", table.sheet);
        }
    }
}

#[test]
fn rows_of_all_fixtures_are_conserved() {
    let endings =
        ["csv", "xlsx", "xls", "xlsb", "ods", "html", "xml", "zip"].map(|e| format!(".{e}"));
    let endings: Vec<&str> = endings.iter().map(String::as_str).collect();
    let mut rows = 0;
    for folder in ["tests/fixtures", "www/sample"] {
        for path in files(folder, &endings) {
            let name = path.file_name().unwrap().to_string_lossy();
            let Ok(file) = read_native(&name, &fs::read(&path).unwrap(), &Limits::default()) else {
                continue;
            };
            let imported = import(&file.tables, &ImportOptions::default());
            conserved(&file.tables, &imported, &short(&path));
            rows += imported.book.sources.iter().map(|s| s.read).sum::<u32>();
        }
    }
    assert!(rows > 1_000, "the fixtures are read: {rows}");
}

/// A cell as someone may type it: quotes, separators, line ends, full-width and rare characters.
fn any_cell() -> impl Strategy<Value = String> {
    let usual = prop::sample::select(vec![
        "客户名称",
        "金额",
        "合计",
        "1,200",
        "15%",
        "2026-01-02",
        "=1+1",
        "-",
        "",
        "a\"b",
        "x;y",
        "l1\nl2",
        "\t",
        "𠮷野",
        "①",
    ]);
    prop_oneof![usual.prop_map(str::to_owned), "[a-z,;\"' \\n客戶￥％]{0,8}"]
}

/// Rows as a text file with every cell in quotes.
fn written(rows: &[Vec<String>], delimiter: char, end: &str) -> String {
    let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    let line = |row: &Vec<String>| {
        let cells: Vec<String> = row.iter().map(quoted).collect();
        cells.join(&delimiter.to_string()) + end
    };
    rows.iter().map(line).collect()
}

/// The text in an encoding that is told by its mark, or by being what it is.
fn encoded(text: &str, way: usize) -> Vec<u8> {
    match way {
        0 => text.as_bytes().to_vec(),
        1 => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        2 => [0xFF, 0xFE]
            .into_iter()
            .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
            .collect(),
        _ => [0xFE, 0xFF]
            .into_iter()
            .chain(text.encode_utf16().flat_map(u16::to_be_bytes))
            .collect(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    #[test]
    fn every_cell_of_a_text_file_reaches_its_table(
        cells in prop::collection::vec(prop::collection::vec(any_cell(), 4), 1..12),
        delimiter in prop::sample::select(vec![',', ';', '\t', '|']),
        end in prop::sample::select(vec!["\n", "\r\n"]),
        way in 0_usize..4,
    ) {
        // A first row of plain words, as every export has.
        let head = ["a", "b", "c", "d"].map(str::to_owned).to_vec();
        let rows: Vec<Vec<String>> = std::iter::once(head).chain(cells).collect();
        let bytes = encoded(&written(&rows, delimiter, end), way);
        let file = read_native("p.csv", &bytes, &Limits::default()).unwrap();
        let table = &file.tables[0];
        for (row, cells) in rows.iter().enumerate() {
            for (col, text) in cells.iter().enumerate() {
                let cell = table.cell(row as u32, col as u32);
                match cell {
                    Cell::Text(read) => prop_assert_eq!(read, text.as_str()),
                    Cell::Empty => prop_assert!(text.trim().is_empty(), "{row},{col}: {text:?}"),
                    other => prop_assert!(false, "{row},{col}: {other:?}"),
                }
            }
        }
        let imported = import(&file.tables, &ImportOptions::default());
        conserved(&file.tables, &imported, "made");
    }
}
