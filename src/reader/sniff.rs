//! What a file is, by its content; its name is never asked.

use super::ReadError;
use super::text::encoding::by_zeros;

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
pub(super) fn sniff(bytes: &[u8]) -> Result<Format, ReadError> {
    if bytes.iter().all(|b| b.is_ascii_whitespace() || *b == 0) {
        return Err(ReadError::new("empty-file"));
    }
    if let Some((_, what)) = STRANGERS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(ReadError::seems(what));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zip(bytes);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return compound(bytes);
    }
    // Some servers put bytes in front of the download; the directory at the end still finds it.
    if bytes.iter().take(4096).any(|b| *b == 0)
        && !has_wide_mark(bytes)
        && by_zeros(bytes).is_none()
    {
        return zip(bytes).map_err(|_| ReadError::seems("binary"));
    }
    Ok(markup(bytes))
}

fn zip(bytes: &[u8]) -> Result<Format, ReadError> {
    let archive = rawzip::ZipArchive::from_slice(bytes).map_err(|_| ReadError::new("truncated"))?;
    let mut entries = archive.entries();
    let mut format = Format::Zip;
    while let Ok(Some(entry)) = entries.next_entry() {
        let path = String::from_utf8_lossy(entry.file_path().as_ref()).replace('\\', "/");
        format = match path.as_str() {
            "xl/workbook.bin" => return Ok(Format::Xlsb),
            "content.xml" => Format::Ods,
            "word/document.xml" => return Err(ReadError::seems("document")),
            "ppt/presentation.xml" => return Err(ReadError::seems("slides")),
            "Index/Document.iwa" => return Err(ReadError::seems("numbers")),
            path if path.starts_with("xl/") => Format::Xlsx,
            _ => format,
        };
    }
    Ok(format)
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
