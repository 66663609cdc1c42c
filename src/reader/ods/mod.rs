//! OpenDocument spreadsheets, event by event: repeated cells and rows cost what they hold, white
//! space between elements means nothing.

mod cell;

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use cell::{Open, Value, count, head, value, within_cell};

use super::limits::within;
use super::package::Package;
use super::source::Source;
use super::xml::{Bounded, attributes, local, referred};
use super::{Format, ReadError, ReadFile, Reading, guard};
use crate::table::{Merge, TableBuilder};

const CONTENT: &str = "content.xml";
/// Cells between two reports of progress.
const STEP: u32 = 20_000;

pub(super) fn read(bytes: &[u8], reading: &mut Reading<'_>) -> Result<ReadFile, ReadError> {
    guard::check_zip(Source::Here(bytes), reading.limits)?;
    let package = Package::open(Source::Here(bytes)).ok_or_else(|| ReadError::damaged("zip"))?;
    if is_encrypted(&package) {
        return Err(ReadError::new("password-protected"));
    }
    let source = package
        .read(CONTENT)
        .ok_or_else(|| ReadError::damaged(CONTENT))?;
    let size = package.size(CONTENT);
    let source = Bounded::new(source, reading.limits.inflated_bytes);
    let mut xml = Reader::from_reader(BufReader::with_capacity(64 << 10, source));
    let mut content = Content::new(reading);
    content.read(&mut xml, size)?;
    Ok(content.file)
}

/// The manifest of a document with a password says how its parts are encrypted.
fn is_encrypted(package: &Package<'_>) -> bool {
    use std::io::Read;
    let mut text = String::new();
    let manifest = package.read("META-INF/manifest.xml");
    let read = manifest.map(|part| part.take(8 << 20).read_to_string(&mut text));
    matches!(read, Some(Ok(_))) && text.contains("encryption-data")
}

fn damaged() -> ReadError {
    ReadError::damaged(CONTENT)
}

/// A sheet that is being read.
struct Sheet {
    builder: TableBuilder,
    row: u32,
    col: u32,
    /// How often the row stands there.
    repeat: u32,
    hidden_row: bool,
    /// Cells of a row that is repeated: column, how often, value.
    kept: Vec<(u32, u32, Value)>,
}

struct Content<'a, 'r> {
    reading: &'a mut Reading<'r>,
    file: ReadFile,
    /// Styles of tables that are not displayed.
    hidden_styles: BTreeSet<String>,
    style: String,
    sheet: Option<Sheet>,
    sheets: usize,
    cell: Option<Open>,
    /// How deep in a part that is passed over: notes, drawings, tables in cells.
    skipped: u32,
    cells: u32,
}

impl<'a, 'r> Content<'a, 'r> {
    fn new(reading: &'a mut Reading<'r>) -> Self {
        Self {
            reading,
            file: ReadFile::new(Format::Ods),
            hidden_styles: BTreeSet::new(),
            style: String::new(),
            sheet: None,
            sheets: 0,
            cell: None,
            skipped: 0,
            cells: 0,
        }
    }

    fn read(&mut self, xml: &mut Reader<impl BufRead>, size: u64) -> Result<(), ReadError> {
        let (mut buffer, mut depth, mut told) = (Vec::new(), 0_usize, 0_u32);
        loop {
            buffer.clear();
            let event = xml.read_event_into(&mut buffer).map_err(|e| failed(&e))?;
            match event {
                Event::Start(tag) => {
                    depth += 1;
                    self.reading.limits.check_depth(depth)?;
                    self.start(&tag, false)?;
                }
                Event::Empty(tag) => self.start(&tag, true)?,
                Event::End(tag) => {
                    depth = depth.saturating_sub(1);
                    self.end(local(tag.name().as_ref()))?;
                }
                Event::Text(text) => self.text(&text)?,
                Event::CData(text) => self.text(&text)?,
                Event::GeneralRef(reference) => {
                    let c = referred(&reference).ok_or_else(damaged)?;
                    self.text(c.encode_utf8(&mut [0; 4]))?;
                }
                Event::DocType(_) => return Err(damaged()),
                Event::Eof if depth > 0 => return Err(ReadError::new("truncated")),
                Event::Eof => return Ok(()),
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
            }
            if self.cells.wrapping_sub(told) >= STEP {
                told = self.cells;
                let done = xml.buffer_position() as f64 / size.max(1) as f64;
                (self.reading.progress)(done.min(1.0));
            }
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>, empty: bool) -> Result<(), ReadError> {
        if self.skipped > 0 {
            self.skipped += u32::from(!empty);
            return Ok(());
        }
        if let Some(cell) = &mut self.cell {
            return within_cell(cell, tag, empty, &mut self.skipped);
        }
        let name = tag.name();
        match local(name.as_ref()) {
            "style" => {
                let style = &mut self.style;
                style.clear();
                attributes(tag, |key, value| {
                    if key == "name" {
                        value.clone_into(style);
                    }
                });
            }
            "table-properties" => {
                let mut displayed = true;
                attributes(tag, |key, value| {
                    displayed &= !(key == "display" && value == "false")
                });
                if !displayed {
                    self.hidden_styles.insert(self.style.clone());
                }
            }
            "table" if !empty => self.start_sheet(tag)?,
            "table-row" => {
                self.start_row(tag)?;
                if empty {
                    self.end_row()?;
                }
            }
            "table-cell" | "covered-table-cell" => {
                let head = head(tag)?;
                self.cell = Some(Open {
                    head,
                    ..Open::default()
                });
                if empty {
                    self.end_cell()?;
                }
            }
            // Change tracking holds cells that are no longer there; shapes hold tables of their own.
            "tracked-changes" | "shapes" if !empty => self.skipped = 1,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), ReadError> {
        if self.skipped > 0 {
            self.skipped -= 1;
            return Ok(());
        }
        if let Some(cell) = &mut self.cell
            && cell.within > 0
        {
            cell.within -= 1;
            if cell.within == 0 {
                let kept = cell.text.trim_end_matches(' ').len();
                cell.text.truncate(kept);
            }
            return Ok(());
        }
        match name {
            "table-cell" | "covered-table-cell" => self.end_cell(),
            "table-row" => self.end_row(),
            "table" => self.end_sheet(),
            _ => Ok(()),
        }
    }

    /// Text of a paragraph: runs of white space are one blank.
    fn text(&mut self, text: &str) -> Result<(), ReadError> {
        let Some(cell) = self.cell.as_mut().filter(|cell| cell.within > 0) else {
            return Ok(());
        };
        if self.skipped > 0 {
            return Ok(());
        }
        for c in text.chars() {
            let blank = matches!(c, ' ' | '\t' | '\n' | '\r');
            if !blank {
                cell.text.push(c);
            } else if !cell.text.is_empty() && !cell.text.ends_with([' ', '\n']) {
                cell.text.push(' ');
            }
        }
        self.reading.limits.check_text(cell.text.len())
    }

    fn start_sheet(&mut self, tag: &BytesStart<'_>) -> Result<(), ReadError> {
        self.sheets += 1;
        self.reading.limits.check_sheets(self.sheets)?;
        let (mut name, mut hidden) = (String::new(), false);
        let sound = attributes(tag, |key, value| match key {
            "name" => value.clone_into(&mut name),
            "style-name" => hidden = self.hidden_styles.contains(value),
            _ => {}
        });
        if !sound {
            return Err(damaged());
        }
        let mut builder = TableBuilder::new(self.reading.name, name.as_str());
        builder.hidden(hidden);
        self.sheet = Some(Sheet {
            builder,
            row: 0,
            col: 0,
            repeat: 1,
            hidden_row: false,
            kept: Vec::new(),
        });
        Ok(())
    }

    fn end_sheet(&mut self) -> Result<(), ReadError> {
        if let Some(sheet) = self.sheet.take() {
            self.file.add(sheet.builder.finish());
        }
        Ok(())
    }

    fn start_row(&mut self, tag: &BytesStart<'_>) -> Result<(), ReadError> {
        let (mut repeat, mut hidden) = (1, false);
        let sound = attributes(tag, |key, value| match key {
            "number-rows-repeated" => repeat = count(value),
            "visibility" => hidden = value != "visible",
            _ => {}
        });
        if let Some(sheet) = &mut self.sheet {
            (sheet.repeat, sheet.hidden_row, sheet.col) = (repeat, hidden, 0);
        }
        if sound { Ok(()) } else { Err(damaged()) }
    }

    fn end_row(&mut self) -> Result<(), ReadError> {
        let Some(sheet) = &mut self.sheet else {
            return Ok(());
        };
        let kept = std::mem::take(&mut sheet.kept);
        for again in 0..sheet.repeat {
            if kept.is_empty() {
                break;
            }
            for (col, repeat, value) in &kept {
                for right in 0..*repeat {
                    let (row, col) = (sheet.row.saturating_add(again), col.saturating_add(right));
                    sheet.builder.push(row, col, value.cell());
                }
            }
        }
        if sheet.hidden_row {
            // Hidden rows to the sheet's end are none that anyone has filled.
            let last = sheet.row.saturating_add(sheet.repeat.min(1 << 20));
            (sheet.row..last).for_each(|row| sheet.builder.hide_row(row));
        }
        sheet.row = sheet.row.saturating_add(sheet.repeat);
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), ReadError> {
        let (Some(cell), Some(sheet)) = (self.cell.take(), &mut self.sheet) else {
            return Ok(());
        };
        let (row, col, head) = (sheet.row, sheet.col, &cell.head);
        sheet.col = col.saturating_add(head.repeat);
        if head.across > 1 || head.down > 1 {
            sheet.builder.merge(Merge {
                top: row,
                left: col,
                bottom: row.saturating_add(head.down.saturating_sub(1)),
                right: col.saturating_add(head.across.saturating_sub(1)),
            });
        }
        let (repeat, rows) = (head.repeat, sheet.repeat);
        let Some(value) = value(cell) else {
            return Ok(());
        };
        let last = (
            row.saturating_add(rows.saturating_sub(1)),
            col.saturating_add(repeat.saturating_sub(1)),
        );
        // Both ends: what lies between takes room too.
        let limits = self.reading.limits;
        limits.check_cells(&sheet.builder, last)?;
        within("cells", u64::from(rows) * u64::from(repeat), limits.cells)?;
        self.cells = self.cells.wrapping_add(repeat);
        if rows > 1 {
            sheet.kept.push((col, repeat, value));
            return Ok(());
        }
        for right in 0..repeat {
            sheet.builder.push(row, col + right, value.cell());
        }
        Ok(())
    }
}

fn failed(error: &quick_xml::Error) -> ReadError {
    match error {
        quick_xml::Error::Io(e) if e.kind() == std::io::ErrorKind::FileTooLarge => {
            ReadError::new("too-large")
                .with("which", crate::words::Arg::Code("limit.inflated".into()))
        }
        quick_xml::Error::Syntax(_) => ReadError::new("truncated"),
        _ => damaged(),
    }
}
