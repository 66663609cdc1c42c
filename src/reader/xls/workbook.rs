//! What a workbook says about its sheets, formats and strings.

use std::cell::Cell;
use std::collections::BTreeMap;

use super::damaged;
use super::records::{Records, kind, u16_at, u32_at};
use super::strings::{Pieces, Shared};
use crate::reader::dates::{built_in_date, shows_date};
use crate::reader::{ReadError, Reading, TextDecoder};

/// What stands before the sheets.
pub(super) struct Workbook<'r> {
    /// Texts are UTF-16 (BIFF8), or bytes of a code page (BIFF5).
    pub(super) wide: bool,
    /// The code page's label for decoders.
    label: &'static str,
    decoder: &'r dyn TextDecoder,
    pub(super) from_1904: bool,
    /// For each cell style, whether it shows a number as a date.
    pub(super) dates: Vec<bool>,
    pub(super) strings: Shared,
    pub(super) sheets: Vec<Sheet>,
    /// Some text had bytes that its code page does not know.
    pub(super) lossy: Cell<bool>,
}

/// One sheet of the workbook.
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) start: u32,
    pub(super) hidden: bool,
    pub(super) kind: SheetKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SheetKind {
    Worksheet,
    Other,
}

impl<'r> Workbook<'r> {
    pub(super) fn read(stream: &[u8], reading: &Reading<'r>) -> Result<Self, ReadError> {
        let mut records = Records::at(stream, 0).ok_or_else(|| damaged("Workbook"))?;
        let first = records.next_of(kind::BOF);
        let version = first.and_then(|record| u16_at(record.data, 0));
        let wide = match version {
            Some(0x0600) => true,
            Some(0x0500) => false,
            // Excel 4 and older have other records.
            _ => return Err(damaged("Workbook")),
        };
        let mut book = Self {
            wide,
            label: "windows-1252",
            decoder: reading.decoder,
            from_1904: false,
            dates: Vec::new(),
            strings: Shared::default(),
            sheets: Vec::new(),
            lossy: Cell::new(false),
        };
        let mut formats = BTreeMap::new();
        while let Some(record) = records.next() {
            let data = record.data;
            match record.kind {
                kind::EOF => break,
                kind::FILE_PASS => return Err(ReadError::new("password-protected")),
                kind::DATE_MODE => book.from_1904 = u16_at(data, 0) == Some(1),
                kind::CODE_PAGE => book.label = u16_at(data, 0).map_or("windows-1252", label),
                kind::FORMAT => {
                    let code = book.format(data);
                    formats.extend(u16_at(data, 0).zip(code.map(|code| shows_date(&code))));
                }
                kind::XF => {
                    let format = u16_at(data, 2).unwrap_or(0);
                    let of_file = formats.get(&format).copied();
                    let date = of_file.unwrap_or_else(|| built_in_date(u32::from(format)));
                    book.dates.push(date);
                }
                kind::SST => book.strings = Shared::read(records.continued(data)),
                kind::BOUND_SHEET => {
                    let sheet = book.sheet(data).ok_or_else(|| damaged("Workbook"))?;
                    book.sheets.push(sheet);
                }
                _ => {}
            }
        }
        if book.sheets.is_empty() {
            let code = if records.cut { "truncated" } else { "no-cells" };
            return Err(ReadError::new(code));
        }
        Ok(book)
    }

    fn format(&self, data: &[u8]) -> Option<String> {
        if self.wide {
            let mut code = String::new();
            Pieces::new(vec![data.get(2..)?]).text(&mut code)?;
            return Some(code);
        }
        let length = usize::from(*data.get(2)?);
        Some(self.bytes(data.get(3..3 + length)?))
    }

    fn sheet(&self, data: &[u8]) -> Option<Sheet> {
        let (start, state, kind) = (u32_at(data, 0)?, *data.get(4)?, *data.get(5)?);
        let length = usize::from(*data.get(6)?);
        let name = if self.wide {
            let mut name = String::new();
            Pieces::new(vec![data.get(7..)?]).characters(length, &mut name)?;
            name
        } else {
            self.bytes(data.get(7..7 + length)?)
        };
        Some(Sheet {
            name,
            start,
            hidden: state & 0x03 != 0,
            kind: if kind == 0 {
                SheetKind::Worksheet
            } else {
                SheetKind::Other
            },
        })
    }

    /// Text of the workbook's code page; what it does not know is shown as such.
    pub(super) fn bytes(&self, bytes: &[u8]) -> String {
        match self.decoder.decode(self.label, bytes) {
            Some(text) => text,
            None => {
                self.lossy.set(true);
                let shown = bytes.iter().map(|byte| match byte {
                    0..0x80 => char::from(*byte),
                    _ => char::REPLACEMENT_CHARACTER,
                });
                shown.collect()
            }
        }
    }
}

/// The WHATWG label of a Windows or Macintosh code page.
fn label(page: u16) -> &'static str {
    match page {
        874 => "windows-874",
        932 => "shift_jis",
        936 => "gb18030",
        949 => "euc-kr",
        950 => "big5",
        1250 => "windows-1250",
        1251 => "windows-1251",
        1253 => "windows-1253",
        1254 => "windows-1254",
        1255 => "windows-1255",
        1256 => "windows-1256",
        1257 => "windows-1257",
        1258 => "windows-1258",
        866 => "ibm866",
        10_000 | 32_768 => "macintosh",
        10_007 => "x-mac-cyrillic",
        65_001 => "utf-8",
        _ => "windows-1252",
    }
}
