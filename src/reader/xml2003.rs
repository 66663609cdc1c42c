//! XML spreadsheets of Excel 2003 (SpreadsheetML), which many systems save as `.xls`.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::limits::within;
use super::serial::iso;
use super::xml::{attributes, local, referred};
use super::{Format, ReadError, ReadFile, Reading, text};
use crate::table::{Cell, Merge, TableBuilder};

/// Cells between two reports of progress.
const STEP: u32 = 20_000;
/// Rows and columns end here: Excel's own rows.
const LAST: u64 = 1 << 20;
/// What says whether a sheet is hidden.
const VISIBLE: &str = "Visible";

pub(super) fn read(bytes: &[u8], reading: &mut Reading<'_>) -> Result<ReadFile, ReadError> {
    let mut file = ReadFile::new(Format::Xml2003);
    let text = text::decode_markup(bytes, reading, &mut file)?;
    let mut book = Book {
        file,
        reading,
        sheet: None,
        sheets: 0,
        data: None,
        aside: None,
        cells: 0,
        told: 0,
    };
    book.read(&text)?;
    Ok(book.file)
}

fn damaged() -> ReadError {
    ReadError::damaged("XML")
}

struct Sheet {
    builder: TableBuilder,
    hidden: bool,
    row: u32,
    col: u32,
    /// Rows that the element stands for: one, and those that repeat its looks.
    rows: u32,
    /// Rows and columns that the cell spans beyond itself.
    span: (u32, u32),
}

impl Sheet {
    fn start_row(&mut self, tag: &BytesStart<'_>) -> Result<(), ReadError> {
        let (mut index, mut more, mut hidden) = (None, None, false);
        let sound = attributes(tag, |key, value| match key {
            "Index" => index = value.parse::<u32>().ok(),
            "Span" => more = value.parse().ok(),
            "Hidden" => hidden = value == "1",
            _ => {}
        });
        self.row = onward(self.row, index)?;
        self.rows = place(more.unwrap_or(0))? + 1;
        self.col = 0;
        let last = place(self.row.saturating_add(self.rows))?;
        if hidden {
            (self.row..last).for_each(|row| self.builder.hide_row(row));
        }
        sound.then_some(()).ok_or_else(damaged)
    }

    fn start_cell(&mut self, tag: &BytesStart<'_>) -> Result<(), ReadError> {
        let (mut index, mut across, mut down) = (None, 0, 0);
        let sound = attributes(tag, |key, value| {
            let number = || value.parse::<u32>().ok();
            match key {
                "Index" => index = number(),
                "MergeAcross" => across = number().unwrap_or(0),
                "MergeDown" => down = number().unwrap_or(0),
                _ => {}
            }
        });
        self.col = place(onward(self.col, index)?)?;
        self.span = (place(down)?, place(across)?);
        sound.then_some(()).ok_or_else(damaged)
    }
}

/// The place that an index, counted from one, leads to: never back, where cells stand already.
fn onward(at: u32, index: Option<u32>) -> Result<u32, ReadError> {
    let place = index.map_or(at, |index| index.saturating_sub(1));
    (place >= at).then_some(place).ok_or_else(damaged)
}

/// A row, a column or a count of them that a sheet of the time could have, and more.
fn place(number: u32) -> Result<u32, ReadError> {
    within("cells", u64::from(number), LAST)?;
    Ok(number)
}

/// The content of a `Data` element and its type.
struct Data {
    kind: String,
    text: String,
    depth: usize,
}

struct Book<'a, 'r> {
    reading: &'a mut Reading<'r>,
    file: ReadFile,
    sheet: Option<Sheet>,
    sheets: usize,
    data: Option<Data>,
    /// Within an element of this depth nothing is a cell's.
    aside: Option<usize>,
    cells: u32,
    told: u32,
}

impl Book<'_, '_> {
    fn read(&mut self, text: &str) -> Result<(), ReadError> {
        let mut xml = Reader::from_str(text);
        let mut depth = 0_usize;
        loop {
            match xml.read_event().map_err(|_| damaged())? {
                Event::Start(tag) => {
                    depth += 1;
                    self.reading.limits.check_depth(depth)?;
                    self.start(&tag, depth)?;
                }
                Event::Empty(tag) => {
                    self.start(&tag, depth + 1)?;
                    self.end(local(tag.name().as_ref()), depth + 1)?;
                }
                Event::End(tag) => {
                    self.end(local(tag.name().as_ref()), depth)?;
                    depth = depth.saturating_sub(1);
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
            if self.cells.wrapping_sub(self.told) >= STEP {
                self.told = self.cells;
                let done = xml.buffer_position() as f64 / text.len().max(1) as f64;
                (self.reading.progress)(done.min(1.0));
            }
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>, depth: usize) -> Result<(), ReadError> {
        if self.data.is_some() || self.aside.is_some() {
            return Ok(());
        }
        let name = tag.name();
        match (local(name.as_ref()), &mut self.sheet) {
            ("Worksheet", _) => self.start_sheet(tag),
            ("Row", Some(sheet)) => sheet.start_row(tag),
            ("Cell", Some(sheet)) => sheet.start_cell(tag),
            // A note on a cell has data of its own, and so have readings of Chinese characters.
            ("Comment" | "PhoneticText", Some(_)) => {
                self.aside = Some(depth);
                Ok(())
            }
            ("Data", Some(_)) => {
                let mut kind = String::new();
                let sound = attributes(tag, |key, value| {
                    if key == "Type" {
                        value.clone_into(&mut kind);
                    }
                });
                self.data = Some(Data {
                    kind,
                    text: String::new(),
                    depth,
                });
                sound.then_some(()).ok_or_else(damaged)
            }
            // `<Visible>SheetHidden</Visible>` among the sheet's options.
            ("Visible", Some(_)) => {
                self.data = Some(Data {
                    kind: VISIBLE.to_owned(),
                    text: String::new(),
                    depth,
                });
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn end(&mut self, name: &str, depth: usize) -> Result<(), ReadError> {
        if let Some(data) = self.data.take_if(|data| data.depth == depth) {
            return self.put(&data);
        }
        if self.data.is_some() || self.aside.is_some() {
            self.aside.take_if(|aside| *aside == depth);
            return Ok(());
        }
        match (name, &mut self.sheet) {
            ("Cell", Some(sheet)) => {
                let (down, across) = sheet.span;
                sheet.builder.merge(Merge {
                    top: sheet.row,
                    left: sheet.col,
                    bottom: sheet.row + down,
                    right: sheet.col + across,
                });
                sheet.col += across + 1;
            }
            ("Row", Some(sheet)) => sheet.row += sheet.rows,
            ("Worksheet", _) => self.end_sheet(),
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), ReadError> {
        if let Some(data) = &mut self.data {
            data.text.push_str(text);
            self.reading.limits.check_text(data.text.len())?;
        }
        Ok(())
    }

    fn put(&mut self, data: &Data) -> Result<(), ReadError> {
        let Some(sheet) = &mut self.sheet else {
            return Ok(());
        };
        if data.kind == VISIBLE {
            sheet.hidden = data.text.trim() != "SheetVisible";
            return Ok(());
        }
        let at = (sheet.row, sheet.col);
        self.reading.limits.check_cells(&sheet.builder, at)?;
        let text = data.text.as_str();
        let cell = match data.kind.as_str() {
            "Number" => text.trim().parse().map_or(Cell::Text(text), Cell::Number),
            "DateTime" => iso(text).map_or(Cell::Text(text), Cell::Date),
            "Boolean" => Cell::Bool(text.trim() == "1"),
            "Error" => Cell::Error(text),
            _ => Cell::Text(text),
        };
        let cell = match cell {
            Cell::Number(number) if !number.is_finite() => Cell::Text(text),
            cell => cell,
        };
        sheet.builder.push(sheet.row, sheet.col, cell);
        self.cells = self.cells.wrapping_add(1);
        Ok(())
    }

    fn start_sheet(&mut self, tag: &BytesStart<'_>) -> Result<(), ReadError> {
        self.sheets += 1;
        self.reading.limits.check_sheets(self.sheets)?;
        let mut name = String::new();
        let sound = attributes(tag, |key, value| {
            if key == "Name" {
                value.clone_into(&mut name);
            }
        });
        if !sound {
            return Err(damaged());
        }
        self.sheet = Some(Sheet {
            builder: TableBuilder::new(self.reading.name, name.as_str()),
            hidden: false,
            row: 0,
            col: 0,
            rows: 1,
            span: (0, 0),
        });
        Ok(())
    }

    fn end_sheet(&mut self) {
        let Some(mut sheet) = self.sheet.take() else {
            return;
        };
        sheet.builder.hidden(sheet.hidden);
        self.file.add(sheet.builder.finish());
    }
}
