//! What a workbook says about its sheets, formats and strings.

use std::collections::BTreeMap;
use std::io::Read;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::Parts;
use super::records::{text_at, u32_at};
use crate::reader::ReadError;
use crate::reader::dates::{built_in_date, shows_date};
use crate::reader::xml::{attributes, local};

const PART: &str = "xl/workbook.bin";
/// Links are a small part.
const LINKS: u64 = 16 << 20;

const SST_ITEM: u16 = 19;
const FORMAT: u16 = 44;
const STYLE: u16 = 47;
const WORKBOOK: u16 = 153;
const BUNDLE_SHEET: u16 = 156;
const BEGIN_CELL_STYLES: u16 = 617;
const END_CELL_STYLES: u16 = 618;

/// What stands beside the sheets.
#[derive(Default)]
pub(super) struct Workbook {
    pub(super) from_1904: bool,
    /// For each cell style, whether it shows a number as a date.
    pub(super) dates: Vec<bool>,
    pub(super) strings: Vec<String>,
    pub(super) sheets: Vec<Sheet>,
}

/// One sheet of the workbook.
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) part: String,
    pub(super) hidden: bool,
    pub(super) worksheet: bool,
}

impl Workbook {
    pub(super) fn read(parts: &Parts<'_>) -> Result<Self, ReadError> {
        let broken = || ReadError::damaged(PART);
        let links = links(parts)?;
        let mut book = Self::default();
        let mut records = parts.records(PART).ok_or_else(broken)?;
        while let Some((kind, data)) = records.next()? {
            match kind {
                WORKBOOK => book.from_1904 = u32_at(data, 0).is_some_and(|flags| flags & 1 != 0),
                BUNDLE_SHEET => {
                    let sheet = sheet(data, &links).ok_or_else(broken)?;
                    book.sheets.push(sheet);
                }
                _ => {}
            }
        }
        if book.sheets.is_empty() {
            return Err(broken());
        }
        book.dates = dates(parts)?;
        book.strings = strings(parts)?;
        Ok(book)
    }
}

fn sheet(data: &[u8], links: &BTreeMap<String, (String, String)>) -> Option<Sheet> {
    let state = u32_at(data, 0)?;
    let (id, end) = text_at(data, 8)?;
    let (name, _) = text_at(data, end)?;
    let (target, kind) = links.get(&id)?;
    let part = match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("xl/{target}"),
    };
    Some(Sheet {
        name,
        part,
        hidden: state != 0,
        worksheet: kind.ends_with("/worksheet"),
    })
}

/// Id → target and type of the workbook's links.
fn links(parts: &Parts<'_>) -> Result<BTreeMap<String, (String, String)>, ReadError> {
    const RELS: &str = "xl/_rels/workbook.bin.rels";
    let broken = || ReadError::damaged(RELS);
    let mut text = String::new();
    let part = parts.read(RELS).ok_or_else(broken)?;
    let read = part.take(LINKS).read_to_string(&mut text);
    read.map_err(|_| broken())?;
    let mut xml = Reader::from_str(&text);
    let mut links = BTreeMap::new();
    loop {
        match xml.read_event().map_err(|_| broken())? {
            Event::Start(tag) | Event::Empty(tag)
                if local(tag.name().as_ref()) == "Relationship" =>
            {
                let (mut id, mut link) = (String::new(), (String::new(), String::new()));
                attributes(&tag, |key, value| match key {
                    "Id" => value.clone_into(&mut id),
                    "Target" => value.clone_into(&mut link.0),
                    "Type" => value.clone_into(&mut link.1),
                    _ => {}
                });
                links.insert(id, link);
            }
            Event::Eof => return Ok(links),
            _ => {}
        }
    }
}

/// Which cell styles show dates; none where there are no styles.
fn dates(parts: &Parts<'_>) -> Result<Vec<bool>, ReadError> {
    let Some(mut records) = parts.records("xl/styles.bin") else {
        return Ok(Vec::new());
    };
    let (mut dates, mut formats, mut of_cells) = (Vec::new(), BTreeMap::new(), false);
    while let Some((kind, data)) = records.next()? {
        let id = |at: usize| u32_at(data, at).map(|number| number & 0xFFFF);
        match kind {
            FORMAT => {
                let code = text_at(data, 2).map(|(code, _)| shows_date(&code));
                formats.extend(id(0).zip(code));
            }
            BEGIN_CELL_STYLES => of_cells = true,
            END_CELL_STYLES => of_cells = false,
            STYLE if of_cells => {
                let format = id(2).unwrap_or(0);
                let of_file = formats.get(&format).copied();
                dates.push(of_file.unwrap_or_else(|| built_in_date(format)));
            }
            _ => {}
        }
    }
    Ok(dates)
}

fn strings(parts: &Parts<'_>) -> Result<Vec<String>, ReadError> {
    let Some(mut records) = parts.records("xl/sharedStrings.bin") else {
        return Ok(Vec::new());
    };
    let mut strings = Vec::new();
    while let Some((kind, data)) = records.next()? {
        if kind == SST_ITEM {
            let text = text_at(data, 1).map(|(text, _)| text);
            strings.push(text.unwrap_or_default());
        }
    }
    Ok(strings)
}
