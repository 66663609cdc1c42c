//! Safety limits: each ends a file by its name, all are documented, and each can be raised.

use std::io::{Cursor, Write};
use std::path::Path;

use kamlens::reader::limits::{ALL, Unit};
use kamlens::reader::{Limits, ReadError, ReadFile, read_native};
use kamlens::words::Arg;
use rust_xlsxwriter::Workbook;

fn read(bytes: &[u8], set: &[(&str, u64)]) -> Result<ReadFile, ReadError> {
    let mut limits = Limits::default();
    for (name, value) in set {
        assert!(limits.set(name, *value), "{name}");
    }
    read_native("a", bytes, &limits)
}

fn argument(error: &ReadError, name: &str) -> Option<Arg> {
    let mut args = error.message().args.iter();
    args.find(|(n, _)| n == name).map(|(_, arg)| arg.clone())
}

/// The name of the limit that ended the file.
fn ended(bytes: &[u8], set: &[(&str, u64)]) -> String {
    let error = read(bytes, set).expect_err("a limit is in the way");
    assert_eq!(error.code(), "too-large");
    let arg = |name: &str| argument(&error, name);
    let (Some(Arg::Text(name)), Some(Arg::Number(found)), Some(Arg::Number(limit))) =
        (arg("name"), arg("found"), arg("limit"))
    else {
        panic!("{:?}", error.message());
    };
    assert!(found > limit, "{name}: {found} is within {limit}");
    name
}

/// Two sheets; the first with 3 columns and 400 different texts.
fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..400 {
        sheet.write(row, 0, format!("客户 {row}")).unwrap();
        sheet.write(row, 1, row).unwrap();
        sheet.write(row, 2, "same").unwrap();
    }
    book.add_worksheet().write(0, 0, "x").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn each_limit_of_a_workbook_says_which_it_is() {
    let bytes = workbook();
    assert!(read(&bytes, &[]).is_ok());
    for (name, value) in [
        ("file", 1_000),
        ("entries", 4),
        ("inflated", 9_000),
        ("sheets", 1),
        ("cells", 1_199),
        ("columns", 2),
        ("text", 6),
        ("strings", 3_000),
    ] {
        assert_eq!(ended(&bytes, &[(name, value)]), name);
    }
    let enough = [
        ("sheets", 2),
        ("cells", 1_200),
        ("columns", 3),
        ("text", 10),
    ];
    assert!(read(&bytes, &enough).is_ok());
}

#[test]
fn each_limit_of_a_text_says_which_it_is() {
    let text = "name,amount,note\nAcme,1,a\nBolt,2,bbbb\n";
    assert!(read(text.as_bytes(), &[]).is_ok());
    for (name, value) in [
        ("file", 20),
        ("cells", 8),
        ("columns", 2),
        ("text", 15),
        ("strings", 25),
    ] {
        assert_eq!(ended(text.as_bytes(), &[(name, value)]), name);
    }
}

#[test]
fn markup_in_markup_ends_at_the_depth() {
    let deep = |n: usize| {
        let open = "<table><tr><td>a</td><td>b</td></tr><tr><td>".repeat(n);
        let close = "</td><td>c</td></tr></table>".repeat(n);
        format!("<html>{open}{close}</html>")
    };
    assert!(read(deep(9).as_bytes(), &[("depth", 9)]).is_ok());
    assert_eq!(ended(deep(10).as_bytes(), &[("depth", 9)]), "depth");
}

#[test]
fn much_in_little_ends_at_the_ratio() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..250_000 {
        sheet.write(row, 0, 1).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    assert_eq!(ended(&bytes, &[("ratio", 3)]), "ratio");
}

/// The same zip, whose directory declares a size of its own for an entry.
fn declaring(bytes: &[u8], entry: &str, size: u32) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let mut changed = 0;
    for (magic, size_at, name_at) in [(b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)] {
        let places = (0..bytes.len().saturating_sub(4)).filter(|&at| {
            bytes[at..].starts_with(magic)
                && bytes
                    .get(at + name_at..)
                    .is_some_and(|n| n.starts_with(entry.as_bytes()))
        });
        for at in places.collect::<Vec<_>>() {
            let mut field = Cursor::new(&mut bytes[at + size_at..]);
            field.write_all(&size.to_le_bytes()).unwrap();
            changed += 1;
        }
    }
    assert_eq!(changed, 2, "one local header, one in the directory");
    bytes
}

#[test]
fn an_entry_that_inflates_to_more_than_it_declares_is_damaged() {
    let bytes = workbook();
    for entry in [
        "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
    ] {
        let error = read(&declaring(&bytes, entry, 400), &[]).expect_err(entry);
        assert_eq!(error.code(), "damaged", "{entry}");
        assert_eq!(argument(&error, "part"), Some(Arg::Text(entry.to_owned())));
    }
}

#[test]
fn names_and_values_are_checked() {
    let mut limits = Limits::default();
    assert!(!limits.set("cell", 1) && !limits.set("cells", 0));
    assert_eq!(limits, Limits::default());
    for limit in ALL {
        assert!(limits.set(limit.name, u64::MAX));
        assert_eq!(limit.of(&limits), limit.most, "{}", limit.name);
        assert!(limit.of(&Limits::default()) <= limit.most);
    }
}

fn text(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn shown(value: u64, unit: Unit) -> String {
    match unit {
        Unit::Bytes if value.is_multiple_of(1 << 30) => format!("{} GiB", value >> 30),
        Unit::Bytes => format!("{} MiB", value >> 20),
        _ => value.to_string(),
    }
}

#[test]
fn the_documentation_has_every_limit_as_it_is() {
    let doc = text("docs/limits.md");
    let rows = doc.lines().filter(|line| line.starts_with("| `"));
    let found: Vec<String> = rows
        .map(|row| row.split('|').take(4).collect::<Vec<_>>().join("|") + "|")
        .collect();
    let expected: Vec<String> = ALL
        .iter()
        .map(|limit| {
            let default = shown(limit.of(&Limits::default()), limit.unit);
            let most = match limit.most {
                most if most == 1 << 53 => String::new(),
                most => format!("{} ", shown(most.next_multiple_of(2), limit.unit)),
            };
            format!("| `{}` | {default} | {most}|", limit.name)
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn the_page_has_the_same_limits() {
    let source = text("www/src/engine/limits.ts");
    let (_, body) = source.split_once("export const LIMITS = {").unwrap();
    let (body, _) = body.split_once('}').unwrap();
    let found: Vec<(String, u64)> = body
        .lines()
        .filter_map(|line| line.trim().trim_end_matches(',').split_once(": "))
        .map(|(name, value)| (name.to_owned(), value.replace('_', "").parse().unwrap()))
        .collect();
    let all = ALL.iter();
    let expected: Vec<(String, u64)> = all
        .map(|limit| (limit.name.to_owned(), limit.of(&Limits::default())))
        .collect();
    assert_eq!(found, expected);
    let bytes = ALL.iter().filter(|limit| limit.unit == Unit::Bytes);
    let bytes: Vec<String> = bytes.map(|limit| format!("'{}'", limit.name)).collect();
    assert!(source.contains(&format!("new Set<LimitName>([{}])", bytes.join(", "))));
    let memory = ALL
        .iter()
        .find(|limit| limit.name == "memory")
        .unwrap()
        .most;
    assert!(text("xtask/src/site.rs").contains(&format!("--max-memory={memory} ")));
    assert_eq!(memory, 1 << 31);
    assert!(text("www/src/engine/reading.ts").contains("const INSTANCE = 2 ** 31;"));
}
