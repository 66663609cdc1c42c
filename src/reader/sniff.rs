//! What a file is, by its content; its name is never asked.

use super::source::Source;
use super::text::encoding::by_zeros;
use super::{ReadError, package};

/// A format that can be told by its first bytes, or by the names in its zip directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Format {
    Xlsx,
    Xlsb,
    Ods,
    Xls,
    Zip,
    Html,
    Xml2003,
    Text,
}

impl Format {
    /// The readers of these formats have the feature `legacy`: rare ones, in an artefact of their
    /// own that loads with the first such file.
    pub(super) fn is_legacy(self) -> bool {
        matches!(
            self,
            Self::Xls | Self::Xlsb | Self::Ods | Self::Html | Self::Xml2003 | Self::Zip
        )
    }

    /// The stable lower-case name; words: `format.<name>`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Xlsb => "xlsb",
            Self::Ods => "ods",
            Self::Xls => "xls",
            Self::Zip => "zip",
            Self::Html => "html",
            Self::Xml2003 => "xml2003",
            Self::Text => "text",
        }
    }
}

/// Files that are something else entirely, by their first bytes.
const STRANGERS: &[(&[u8], &str)] = &[
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xFF\xD8\xFF", "image"),
    (b"GIF8", "image"),
    (b"SQLite format 3", "database"),
    (b"\x1F\x8B", "archive"),
    (b"7z\xBC\xAF", "archive"),
    (b"Rar!", "archive"),
    (b"{\\rtf", "document"),
    (b"\x09\x00\x04\x00", "oldExcel"),
    (b"\x09\x02\x06\x00", "oldExcel"),
    (b"\x09\x04\x06\x00", "oldExcel"),
];

/// Bytes of text that are looked at for markup: styles may stand before the first table.
const LOOK: usize = 64 << 10;
/// Any of these makes a web page.
const HTML: &[&[u8]] = &[b"<html", b"<table", b"<!doctype html", b"<body", b"<tr"];

/// What these bytes are.
///
/// # Errors
/// Nothing at all, password-protected, or no spreadsheet, and then what it seems to be.
pub(super) fn sniff(source: Source<'_>) -> Result<Format, ReadError> {
    let empty = |bytes: &[u8]| bytes.iter().all(|b| b.is_ascii_whitespace() || *b == 0);
    let bytes = &*source.head(LOOK + 3);
    if empty(bytes) && empty(&source.whole()) {
        return Err(ReadError::new("empty-file"));
    }
    if let Some((_, what)) = STRANGERS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(ReadError::seems(what));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zip(source);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return compound(&source.whole());
    }
    // Some servers put bytes in front of the download; the directory at the end still finds it.
    if bytes.iter().take(4096).any(|b| *b == 0)
        && !has_wide_mark(bytes)
        && by_zeros(bytes, source.len()).is_none()
    {
        return zip(source).map_err(|_| ReadError::seems("binary"));
    }
    Ok(markup(bytes))
}

fn zip(source: Source<'_>) -> Result<Format, ReadError> {
    let archive = package::open(source)?;
    let mut format = Format::Zip;
    // The first entry that decides; where the directory is broken, what came before it counts.
    let mut sure = None;
    let mut look = |path: &str| match path {
        "xl/workbook.bin" => sure = sure.take().or(Some(Ok(Format::Xlsb))),
        "word/document.xml" => sure = sure.take().or(Some(Err("document"))),
        "ppt/presentation.xml" => sure = sure.take().or(Some(Err("slides"))),
        "Index/Document.iwa" => sure = sure.take().or(Some(Err("numbers"))),
        "content.xml" => format = Format::Ods,
        path if path.starts_with("xl/") => format = Format::Xlsx,
        _ => {}
    };
    let _ = package::each_entry(&archive, &mut |entry| {
        look(&String::from_utf8_lossy(entry.file_path().as_ref()).replace('\\', "/"));
        Ok(())
    });
    sure.unwrap_or(Ok(format)).map_err(ReadError::seems)
}

/// Compound files: old Excel, encrypted new Excel, or another Office document. The directory's
/// names are UTF-16, so looking for them is enough to tell.
fn compound(bytes: &[u8]) -> Result<Format, ReadError> {
    /// Bytes of an entry of the directory; sectors are multiples of it. What stands elsewhere is a
    /// cell's text.
    const ENTRY: usize = 128;
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find_iter(bytes, &wide).any(|at| at % ENTRY == 0)
    };
    if has("EncryptedPackage") {
        Err(ReadError::new("password-protected"))
    } else if has("WordDocument") {
        Err(ReadError::seems("document"))
    } else if has("PowerPoint Document") {
        Err(ReadError::seems("slides"))
    } else if ["Workbook", "WORKBOOK", "Book", "BOOK"]
        .iter()
        .any(|name| has(name))
    {
        Ok(Format::Xls)
    } else if directory_is_missing(bytes) {
        Err(ReadError::new("truncated"))
    } else {
        Err(ReadError::seems("binary"))
    }
}

/// True for a compound file whose directory lies behind its end.
fn directory_is_missing(bytes: &[u8]) -> bool {
    let number = |at: usize| {
        let four = bytes.get(at..at + 4).and_then(|four| four.try_into().ok());
        four.map_or(0, u32::from_le_bytes)
    };
    let shift = number(30) & 0xFFFF;
    let place = (u64::from(number(48)) + 1).checked_shl(shift);
    shift <= 12 && place.is_none_or(|place| place >= bytes.len() as u64)
}

fn has_wide_mark(bytes: &[u8]) -> bool {
    [&[0xFF, 0xFE][..], &[0xFE, 0xFF], &[0, 0, 0xFE, 0xFF]]
        .iter()
        .any(|mark| bytes.starts_with(mark))
}

/// Text, or markup of tables; UTF-16 is looked at without its zeros.
fn markup(bytes: &[u8]) -> Format {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let start = bytes.iter().take(LOOK);
    let start = start
        .filter(|b| !matches!(b, 0 | 0xFE | 0xFF))
        .map(u8::to_ascii_lowercase);
    let head: Vec<u8> = start.skip_while(u8::is_ascii_whitespace).collect();
    let find = |needle: &[u8]| memchr::memmem::find(&head, needle);
    // XML spreadsheets have a `<Table>` too, behind their namespace.
    let xml = find(b"urn:schemas-microsoft-com:office:spreadsheet");
    let html = HTML.iter().filter_map(|tag| find(tag)).min();
    match (head.starts_with(b"<"), xml, html) {
        (true, Some(xml), html) if html.is_none_or(|html| xml < html) => Format::Xml2003,
        (true, _, Some(_)) => Format::Html,
        _ => Format::Text,
    }
}
