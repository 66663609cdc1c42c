//! What the targets share: small limits, containers around fuzzed parts, and what must hold of
//! whatever was read.

use std::panic;

use jiff::civil::{Date, date};
use kamlens::analysis::{Context, analyze};
use kamlens::api::mapping::parse;
use kamlens::import::{ImportOptions, import, profile};
use kamlens::policy::Settings;
use kamlens::reader::{Limits, read_native};
use kamlens::table::{Cell, Table, TableBuilder, decode, encode};

/// Panics of our own code end the process; those of a third-party reader are caught by
/// `read_native`, as a worker is thrown away in the browser.
pub fn watch() {
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or("", |at| at.file());
        if place.contains("calamine") {
            return;
        }
        eprintln!("{panic}");
        std::process::abort();
    }));
}

fn limits() -> Limits {
    Limits {
        file_bytes: 4 << 20,
        entries: 100,
        inflated_bytes: 8 << 20,
        sheets: 20,
        cells: 20_000,
        text_bytes: 1 << 16,
        ..Limits::default()
    }
}

/// Reads a file; what comes of it survives its encoding, and no row is lost on import.
pub fn read(name: &str, bytes: &[u8]) {
    if let Ok(file) = read_native(name, bytes, &limits()) {
        assert_eq!(decode(&encode(&file.tables)).as_ref(), Ok(&file.tables));
        if is_small(&file.tables) {
            conserved(&file.tables);
        }
    }
}

/// Small enough to be imported thousands of times a minute: an import takes far longer than the
/// reading that is to be tried, and finds nothing in many rows that it does not find in some.
fn is_small(tables: &[Table]) -> bool {
    const CELLS: u64 = 2_000;
    let area = |t: &Table| u64::from(t.rows()) * u64::from(t.cols());
    tables.len() <= 4 && tables.iter().map(area).sum::<u64>() <= CELLS
}

/// Rows read = rows used + rows set aside.
pub fn conserved(tables: &[Table]) {
    let imported = import(tables, &ImportOptions::default());
    for source in &imported.book.sources {
        assert_eq!(source.read, source.used + source.set_aside);
    }
    for deal in &imported.book.opportunities {
        assert!(deal.amount.units().is_finite());
    }
}

/// A table of texts: the first line is chosen among headers that are known, so that values count.
pub fn values(data: &[u8]) {
    const HEADERS: [&[&str]; 6] = [
        &[
            "客户名称",
            "预计金额(万元)",
            "赢率",
            "预计签约日期",
            "状态",
            "产品",
        ],
        &[
            "Account",
            "Amount",
            "Probability",
            "Close date",
            "Stage",
            "Product",
        ],
        &[
            "客户",
            "年度",
            "采购总额",
            "目标份额",
            "我方收入",
            "供应商数",
        ],
        &["客户", "联系人", "认同", "参与", "影响力", "评估日期"],
        &["客户", "指标", "维度", "实际", "目标", "权重"],
        &[
            "客户",
            "行业",
            "订单金额",
            "毛利率",
            "已列入采购计划",
            "行业排名",
        ],
    ];
    let text = String::from_utf8_lossy(data);
    let mut cells = text.split(['\u{1f}', '\n', '|']);
    let choice = data.first().map_or(0, |byte| usize::from(*byte)) % HEADERS.len();
    let Some(headers) = HEADERS.get(choice) else {
        return;
    };
    let mut builder = TableBuilder::new("f.csv", "f");
    for (col, header) in headers.iter().enumerate() {
        builder.push(0, col as u32, Cell::Text(header));
    }
    for row in 1..40 {
        for col in 0..headers.len() as u32 {
            let Some(cell) = cells.next() else {
                return conserved(&[builder.finish()]);
            };
            builder.push(row, col, Cell::Text(cell));
        }
    }
    conserved(&[builder.finish()]);
}

/// Tables of any shape through import, profiles and every analysis: a line is a row, a tab parts
/// cells, a form feed parts tables. A mapping file may stand in front, before a vertical tab.
pub fn tables(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (choices, text) = text.split_once('\u{b}').unwrap_or(("", &text));
    let tables: Vec<Table> = text.split('\u{c}').take(3).enumerate().map(made).collect();
    let options = ImportOptions {
        mapping: parse(choices).unwrap_or_default(),
        ..ImportOptions::default()
    };
    let imported = import(&tables, &options);
    for (at, source) in imported.book.sources.iter().enumerate() {
        assert_eq!(source.read, source.used + source.set_aside);
        let _ = profile(&tables, &options, &imported, at);
    }
    let context = Context {
        as_of: date(2026, 3, 1),
        seed: 1,
        settings: Settings::default(),
    };
    let _ = analyze(&imported.book, &context);
}

fn made((at, text): (usize, &str)) -> Table {
    let mut builder = TableBuilder::new(format!("{at}.csv"), format!("t{at}"));
    for (row, line) in text.lines().take(60).enumerate() {
        for (col, text) in line.split('\t').take(24).enumerate() {
            builder.push(row as u32, col as u32, cell(text));
        }
    }
    builder.finish()
}

/// What stands behind the first character, where that is a control character; else the text.
fn cell(text: &str) -> Cell<'_> {
    let mut rest = text.chars();
    match rest.next() {
        None => Cell::Empty,
        Some('\u{1}') => Cell::Number(rest.as_str().trim().parse().unwrap_or(46_000.5)),
        Some('\u{2}') => {
            let year = rest.as_str().trim().parse().unwrap_or(2026);
            Cell::Date(Date::new(year, 3, 31).unwrap_or(Date::ZERO).at(12, 0, 0, 0))
        }
        Some('\u{3}') => Cell::Error(rest.as_str()),
        Some('\u{4}') => Cell::Bool(true),
        Some(_) => Cell::Text(text),
    }
}

/// Bytes that claim to be encoded tables.
pub fn encoded(data: &[u8]) {
    if let Ok(tables) = decode(data) {
        let again = decode(&encode(&tables)).expect("what was decoded can be encoded");
        assert_eq!(again.len(), tables.len());
        if is_small(&tables) {
            conserved(&tables);
        }
    }
}

/// A container with these parts, not compressed.
pub fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write;
    let mut out = Vec::new();
    let mut archive = rawzip::ZipArchiveWriter::new(&mut out);
    for (name, data) in parts {
        let Ok((mut entry, config)) = archive.new_file(name).start() else {
            return Vec::new();
        };
        let mut writer = config.wrap(&mut entry);
        let written = writer.write_all(data);
        let finished = writer.finish();
        if let (Ok(()), Ok((_, described))) = (written, finished) {
            let _ = entry.finish(described);
        }
    }
    let _ = archive.finish();
    out
}

/// Parts of the input, divided by a line of its own.
pub fn parts<const N: usize>(data: &[u8]) -> [&[u8]; N] {
    const MARK: &[u8] = b"\n--\n";
    let mut rest = data;
    std::array::from_fn(|_| {
        let at = rest.windows(MARK.len()).position(|window| window == MARK);
        let (part, after) = match at {
            Some(at) => (&rest[..at], &rest[at + MARK.len()..]),
            None => (rest, &[][..]),
        };
        rest = after;
        part
    })
}
