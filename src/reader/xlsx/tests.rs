//! The two paths against each other: the same tables, or the fast path declines.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::path::Path;

use proptest::prelude::*;
use rust_xlsxwriter::{
    Chart, ChartType, ExcelDateTime, Format as Style, Formula, Workbook, Worksheet,
};

use super::{calamine_path, fast, markup::Declined};
use crate::reader::source::Source;
use crate::reader::{Limits, NativeDecoder, ReadError, ReadFile, Reading};
use crate::table::Table;

fn with<T>(read: impl FnOnce(&mut Reading<'_>) -> T) -> T {
    read(&mut Reading {
        name: "a.xlsx",
        limits: &Limits::default(),
        decoder: &NativeDecoder,
        encoding: None,
        progress: &mut |_| {},
    })
}

fn fast(bytes: &[u8]) -> Result<ReadFile, Declined> {
    with(|reading| fast::read(Source::Here(bytes), reading))
}

fn oracle(bytes: &[u8]) -> Result<ReadFile, ReadError> {
    with(|reading| calamine_path::read(bytes, reading))
}

fn differ(a: &Table, b: &Table) -> Option<String> {
    let shape = |t: &Table| (t.sheet.clone(), t.hidden, t.origin, t.rows(), t.cols());
    if shape(a) != shape(b) {
        return Some(format!("{:?} {:?}", shape(a), shape(b)));
    }
    let places = (0..a.rows()).flat_map(|row| (0..a.cols()).map(move |col| (row, col)));
    let mut different = places.filter(|&(row, col)| a.cell(row, col) != b.cell(row, col));
    different.next().map(|(row, col)| {
        let at = a.addr(row, col);
        format!("{at}: {:?} {:?}", a.cell(row, col), b.cell(row, col))
    })
}

/// True where the fast path read the file, as calamine does.
fn agree(name: &str, bytes: &[u8]) -> bool {
    let Ok(ours) = fast(bytes) else {
        return false;
    };
    // calamine panics at some damaged files (a dimension beyond all numbers): nothing to compare.
    let Ok(theirs) = std::panic::catch_unwind(|| oracle(bytes)) else {
        return true;
    };
    let theirs = theirs.unwrap_or_else(|e| panic!("{name}: only calamine refuses: {e}"));
    assert_eq!(ours.diagnostics, theirs.diagnostics, "{name}");
    assert_eq!(ours.tables.len(), theirs.tables.len(), "{name}");
    for (a, b) in ours.tables.iter().zip(&theirs.tables) {
        assert_eq!(differ(a, b), None, "{name}");
    }
    true
}

fn saved(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().unwrap()
}

const TEXTS: [&str; 12] = [
    "客户名称",
    "a & b < c > \"d\" 'e'",
    "  kept  ",
    " ",
    "two\nlines",
    "cr\r\nlf\r",
    "_x000D_",
    "_x005F_x000D_ _x12_ _xZZZZ_ __x0041_",
    "\u{1}\u{1f}",
    "😀\u{a0}",
    "1,200",
    "",
];

const FORMATS: [&str; 22] = [
    "yyyy-mm-dd",
    "yyyy\"年\"m\"月\"d\"日\"",
    "h:mm AM/PM",
    "[h]:mm:ss",
    "[mm]:ss",
    "[ss]",
    "[$-404]e\"年\"m\"月\"",
    "[Red]0.00",
    "[Blue]d",
    "0.00\" days\"",
    "\\d0",
    "_d0",
    "0;yyyy",
    "General",
    "[$¥-804]#,##0.00",
    "@",
    "a/p",
    "aaaa",
    "[h",
    "[>=100][h]:mm;0",
    "0.00E+00",
    "上午/下午 h\"时\"",
];

#[test]
fn every_kind_of_cell_is_read_alike() {
    let bytes = saved(|sheet| {
        for (row, text) in (0..).zip(TEXTS) {
            sheet.write_string(row, 0, text).unwrap();
            sheet.write_string(row + 40, 2, text).unwrap();
            sheet
                .write_formula(row, 1, Formula::new("=A1").set_result(text))
                .unwrap();
        }
        for (row, code) in (0..).zip(FORMATS) {
            let style = Style::new().set_num_format(code);
            for (col, number) in (4..).zip([0.0, 0.5, 1.0, 59.0, 60.0, 61.0, 46_203.75, -3.0, 3e6])
            {
                sheet
                    .write_number_with_format(row, col, number, &style)
                    .unwrap();
            }
        }
        for row in 0..60_u8 {
            let style = Style::new().set_num_format_index(row);
            sheet
                .write_number_with_format(u32::from(row), 20, 45_000.25, &style)
                .unwrap();
            sheet.write_blank(u32::from(row), 21, &style).unwrap();
        }
        let errors = [
            "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "TRUE", "FALSE",
        ];
        for (row, error) in (0..).zip(errors) {
            let formula = Formula::new("=B2").set_result(error);
            sheet.write_formula(row, 22, formula).unwrap();
        }
        sheet.write_boolean(70, 0, true).unwrap();
        sheet.write_boolean(70, 16_383, false).unwrap();
        for (col, number) in (0..).zip([1e300, -1e-300, 0.1, 123_456_789_012.0, 1.0 / 3.0]) {
            sheet.write_number(71, col, number).unwrap();
        }
        let day = ExcelDateTime::parse_from_str("2026-06-30").unwrap();
        let date = Style::new().set_num_format("d/m/yy");
        sheet
            .write_datetime_with_format(500, 3, day, &date)
            .unwrap();
    });
    assert!(agree("kinds", &bytes));
    assert!(!fast(&bytes).unwrap().tables.is_empty());
}

#[test]
fn sheets_that_are_hidden_empty_or_charts_are_noted_alike() {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("a & b").unwrap();
    let hidden = book.add_worksheet().set_name("藏").unwrap();
    hidden.set_hidden(true).write_string(9, 9, "x").unwrap();
    let mut chart = Chart::new(ChartType::Column);
    chart.add_series().set_values("藏!$A$1:$A$2");
    book.add_chartsheet().insert_chart(0, 0, &chart).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    assert!(agree("sheets", &bytes));
    let codes = fast(&bytes).unwrap().diagnostics;
    assert_eq!(codes.len(), 3);
}

#[test]
fn own_fixtures_are_read_fast_and_alike() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/reader");
    for name in ["types_1900.xlsx", "types_1904.xlsx"] {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        assert!(agree(name, &bytes), "{name}");
    }
}

/// A package of these parts, with plain ones for what is not given.
fn package(sheet: &str, strings: &str) -> Vec<u8> {
    const REL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let link = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{REL}/{kind}\" Target=\"{target}\"/>")
    };
    let links = |inner: String| format!("<Relationships>{inner}</Relationships>");
    let book = "<workbook><workbookPr date1904='1'/><sheets><sheet name=\"S\" r:id=\"r1\"/></sheets></workbook>";
    let styles =
        "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"></xf></cellXfs></styleSheet>";
    let parts = [
        (
            "_rels/.rels",
            links(link("r1", "officeDocument", "xl/workbook.xml")),
        ),
        ("xl/workbook.xml", book.to_owned()),
        (
            "xl/_rels/workbook.xml.rels",
            links(link("r1", "worksheet", "/XL/s.xml")),
        ),
        ("xl/styles.xml", styles.to_owned()),
        ("xl/sharedStrings.xml", strings.to_owned()),
        ("xl/s.xml", sheet.to_owned()),
    ];
    let mut archive = rawzip::ZipArchiveWriter::new(Vec::new());
    for (name, text) in parts {
        let start = archive.new_file(name).start();
        let (mut entry, config) = start.unwrap();
        let mut writer = config.wrap(&mut entry);
        std::io::Write::write_all(&mut writer, text.as_bytes()).unwrap();
        let (_, descriptor) = writer.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap()
}

const STRINGS: &str = "<sst><si><t> a </t></si><si><r><t>b</t></r><rPh sb='0' eb='1'><t>p</t></rPh>\
    <r><t xml:space=\"preserve\"> c</t></r></si><si/><si><t/></si></sst>";

#[test]
fn odd_but_sound_sheets_are_read_alike() {
    let sheets = [
        "<row><c t='s'><v>0</v></c><c><v>1</v></c></row><row><c t='s'><v>1</v></c></row>",
        "<row r='5'/><row><c r='C9'><v>1e3</v></c><c s='1'><v>2</v></c><c/></row>",
        "<row r='9'><c r='B9'><v>1</v></c></row>\n<row r='2'><c r='A2'><v>2</v></c></row>",
        "<row><c t='inlineStr'><is><t> x&#20320;&amp; </t></is></c><c t='s'><v>2</v></c></row>",
        "<row><c t='str'><f>A1</f><v>a\r\nb_x000A_&lt;</v></c><c t='b'><v>1</v></c></row>",
        "<row><c t='d'><v>2026-06-30T00:00:00Z</v></c><c t='e'><v>#N/A</v></c></row>",
        "<row><c r='A1' t='s'><v></v></c><c><v/></c><c t='n' s='1'><f/><v>40000.5</v></c></row>",
        "<x:row><x:c><x:v>7</x:v></x:c></x:row>",
        "",
    ];
    for sheet in sheets {
        let whole = format!(
            "\u{feff}<?xml version='1.0' encoding='UTF-8'?><!-- > --><worksheet><dimension ref='A1:C9'/>\
             <cols><col min='1'/></cols><sheetData>{sheet}</sheetData><rowBreaks/></worksheet>"
        );
        assert!(agree(sheet, &package(&whole, STRINGS)), "{sheet}");
    }
}

#[test]
fn what_is_unusual_is_handed_over() {
    let good = "<row><c><v>1</v></c></row>";
    assert!(
        fast(&package(
            &format!("<worksheet><sheetData>{good}</sheetData></worksheet>"),
            STRINGS
        ))
        .is_ok()
    );
    let rows = [
        "<row><c><v>0x1</v></c></row>",
        "<row><c t='s'><v>4</v></c></row>",
        "<row><c t='q'><v>1</v></c></row>",
        "<row><c t='b'><v>2</v></c></row>",
        "<row><c><v>inf</v></c></row>",
        "<row><c><v>1</v><f>A1</f></c></row>",
        "<row><c r='A0'><v>1</v></c></row>",
        "<row><c r='XFE1'><v>1</v></c></row>",
        "<row><c r='1'><v>1</v></c></row>",
        "<row><c r='A1' r='B1'><v>1</v></c></row>",
        "<row><c t='inlineStr'><is><t><![CDATA[x]]></t></is></c></row>",
        "<row><c t='str'><v>&unknown;</v></c></row>",
        "<row><c t='str'><v>_xD83D__xDCF7_</v></c></row>",
        "<row>text<c><v>1</v></c></row>",
        "<row><c><v>1</v></row>",
        "<row><c><v>1</v></c>",
    ];
    for row in rows {
        let whole = format!("<worksheet><sheetData>{row}</sheetData></worksheet>");
        assert!(fast(&package(&whole, STRINGS)).is_err(), "{row}");
    }
    for start in ["<!DOCTYPE a>", "<?xml version='1.0' encoding='GBK'?>"] {
        let whole = format!("{start}<worksheet><sheetData>{good}</sheetData></worksheet>");
        assert!(fast(&package(&whole, STRINGS)).is_err(), "{start}");
    }
}

#[test]
fn trial_files_are_read_alike() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let mut folders = vec![
        folder.join("corpora"),
        folder.join("hostile"),
        folder.join("business"),
    ];
    let (mut fast, mut all) = (0, 0);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = std::fs::read(&path).unwrap();
            let zip = bytes.starts_with(b"PK") && path.extension().is_some_and(|e| e == "xlsx");
            if zip && super::guard::check_zip(Source::Here(&bytes), &Limits::default()).is_ok() {
                all += 1;
                fast += u32::from(agree(&path.display().to_string(), &bytes));
            }
        }
    }
    println!("{fast} of {all} read fast");
    assert!(fast * 2 >= all);
}

proptest! {
    #[test]
    fn serials_are_the_dates_that_calamine_makes(number in -10.0..2_958_464.0_f64, from_1904 in any::<bool>()) {
        let theirs = calamine::ExcelDateTime::new(number, calamine::ExcelDateTimeType::DateTime, from_1904);
        if !from_1904 || number < 2_957_000.0 {
            prop_assert_eq!(crate::reader::serial::cell(number, from_1904), calamine_path::date_cell(&theirs));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn random_tables_are_read_alike(
        cells in prop::collection::vec((0_u32..400, 0_u16..40, 0_u8..4, any::<f64>(), ".{0,12}"), 1..200)
    ) {
        let bytes = saved(|sheet| {
            for (row, col, kind, number, text) in &cells {
                match kind {
                    0 => sheet.write_string(*row, *col, text).map(drop),
                    1 if number.is_finite() => sheet.write_number(*row, *col, *number).map(drop),
                    2 => sheet.write_boolean(*row, *col, *number > 0.0).map(drop),
                    _ => sheet.write_number(*row, *col, (number % 9e4).trunc()).map(drop),
                }
                .ok();
            }
        });
        prop_assert!(agree("random", &bytes));
    }
}
