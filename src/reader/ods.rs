//! OpenDocument spreadsheets, event by event: repeated cells and rows cost what they hold, white
//! space between elements means nothing.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};

use jiff::Span;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::dates::iso;
use super::package::Package;
use super::xml::{Bounded, DEEPEST, attributes, local, referred};
use super::{Format, ReadError, ReadFile, Reading, guard};
use crate::table::{Cell, CellAddr, Diagnostic, Merge, TableBuilder};

const CONTENT: &str = "content.xml";
/// Cells between two reports of progress.
const STEP: u32 = 20_000;

pub(super) fn read(bytes: &[u8], reading: &mut Reading<'_>) -> Result<ReadFile, ReadError> {
    guard::check_zip(bytes, reading.limits)?;
    let package = Package::open(bytes).ok_or_else(|| ReadError::damaged("zip"))?;
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

/// What a cell's attributes say.
#[derive(Default)]
struct Head {
    repeat: u32,
    kind: String,
    value: String,
    across: u32,
    down: u32,
    error: bool,
}

/// A cell that is being read.
#[derive(Default)]
struct Open {
    head: Head,
    text: String,
    /// Paragraphs so far.
    lines: u32,
    /// Within a paragraph: how deep in it.
    within: u32,
}

enum Value {
    Number(f64),
    Text(String),
    Bool(bool),
    Date(jiff::civil::DateTime),
    Error(String),
}

impl Value {
    fn cell(&self) -> Cell<'_> {
        match self {
            Self::Number(number) => Cell::Number(*number),
            Self::Text(text) => Cell::Text(text),
            Self::Bool(value) => Cell::Bool(*value),
            Self::Date(date) => Cell::Date(*date),
            Self::Error(text) => Cell::Error(text),
        }
    }
}

/// A sheet that is being read.
struct Sheet {
    builder: TableBuilder,
    name: String,
    hidden: bool,
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
            file: ReadFile {
                format: Format::Ods,
                tables: Vec::new(),
                diagnostics: Vec::new(),
            },
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
                    if depth > DEEPEST {
                        return Err(ReadError::too_large("depth", depth as f64, DEEPEST as f64));
                    }
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
        let (length, limit) = (cell.text.len(), self.reading.limits.text_bytes);
        if length > limit {
            return Err(ReadError::too_large("text", length as f64, limit as f64));
        }
        Ok(())
    }

    fn start_sheet(&mut self, tag: &BytesStart<'_>) -> Result<(), ReadError> {
        self.sheets += 1;
        let limit = self.reading.limits.sheets;
        if self.sheets > limit {
            return Err(ReadError::too_large(
                "sheets",
                self.sheets as f64,
                limit as f64,
            ));
        }
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
            name,
            hidden,
            row: 0,
            col: 0,
            repeat: 1,
            hidden_row: false,
            kept: Vec::new(),
        });
        Ok(())
    }

    fn end_sheet(&mut self) -> Result<(), ReadError> {
        let Some(sheet) = self.sheet.take() else {
            return Ok(());
        };
        let at = CellAddr {
            file: self.reading.name.to_owned(),
            sheet: sheet.name,
            row: 0,
            col: 0,
        };
        let table = sheet.builder.finish();
        let code = match (table.rows(), sheet.hidden) {
            (0, _) => Some("empty-sheet"),
            (_, true) => Some("hidden-sheet"),
            _ => None,
        };
        let notes = code.map(|code| Diagnostic::note(code).at(at, ""));
        self.file.diagnostics.extend(notes);
        if table.rows() > 0 {
            self.file.tables.push(table);
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
        let limit = self.reading.limits.cells;
        // Both ends: what lies between takes room too.
        let area = sheet.builder.area_with(last.0, last.1);
        let block = u64::from(rows) * u64::from(repeat);
        let area = area.max(block);
        if area > limit {
            return Err(ReadError::too_large("cells", area as f64, limit as f64));
        }
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

/// Elements in a cell: paragraphs and what stands in them.
fn within_cell(
    cell: &mut Open,
    tag: &BytesStart<'_>,
    empty: bool,
    skipped: &mut u32,
) -> Result<(), ReadError> {
    let name = tag.name();
    match local(name.as_ref()) {
        "p" if cell.within == 0 => {
            if cell.lines > 0 {
                cell.text.push('\n');
            }
            cell.lines += 1;
            cell.within = u32::from(!empty);
        }
        "s" => {
            let mut blanks = 1;
            attributes(tag, |key, value| {
                if key == "c" {
                    blanks = count(value).min(1_000);
                }
            });
            // A blank that is meant, unlike white space: never dropped with it.
            cell.text
                .extend(std::iter::repeat_n('\u{a0}', blanks as usize));
            cell.within += u32::from(!empty);
        }
        "tab" | "line-break" => {
            cell.text.push(if local(name.as_ref()) == "tab" {
                '\t'
            } else {
                '\n'
            });
            cell.within += u32::from(!empty);
        }
        "annotation" | "ruby-text" | "note" if !empty => *skipped = 1,
        _ if cell.within > 0 => cell.within += u32::from(!empty),
        _ if !empty => *skipped = 1,
        _ => {}
    }
    Ok(())
}

fn head(tag: &BytesStart<'_>) -> Result<Head, ReadError> {
    let mut head = Head {
        repeat: 1,
        ..Head::default()
    };
    let sound = attributes(tag, |key, value| match key {
        "number-columns-repeated" => head.repeat = count(value),
        "number-columns-spanned" => head.across = count(value),
        "number-rows-spanned" => head.down = count(value),
        // LibreOffice's own second type comes last, and only its *error* says more.
        "value-type" if value == "error" => head.error = true,
        "value-type" if head.kind.is_empty() => value.clone_into(&mut head.kind),
        "value" | "date-value" | "time-value" | "boolean-value" | "string-value" => {
            value.clone_into(&mut head.value);
        }
        _ => {}
    });
    if sound { Ok(head) } else { Err(damaged()) }
}

fn count(text: &str) -> u32 {
    text.parse::<u32>().unwrap_or(1).max(1)
}

/// A cell's value; nothing where it has none.
fn value(cell: Open) -> Option<Value> {
    let Open { head, text, .. } = cell;
    let text = || text.replace('\u{a0}', " ");
    if head.error {
        return Some(Value::Error(text()));
    }
    let number = || {
        head.value
            .trim()
            .parse()
            .ok()
            .filter(|n: &f64| n.is_finite())
    };
    match head.kind.as_str() {
        "float" | "percentage" | "currency" => number().map(Value::Number),
        "boolean" => Some(Value::Bool(head.value == "true")),
        "date" => iso(&head.value)
            .map(Value::Date)
            .or_else(|| Some(Value::Text(head.value.clone()))),
        "time" => days(&head.value)
            .map(Value::Number)
            .or_else(|| Some(Value::Text(head.value.clone()))),
        "string" if !head.value.is_empty() => Some(Value::Text(head.value.clone())),
        _ => {
            let text = text();
            (!text.trim().is_empty()).then_some(Value::Text(text))
        }
    }
}

/// `PT10H30M00S` in days, as other spreadsheets keep it.
fn days(duration: &str) -> Option<f64> {
    let span: Span = duration.parse().ok()?;
    let clock = 3600 * i64::from(span.get_hours()) + 60 * span.get_minutes() + span.get_seconds();
    let seconds = clock as f64 + span.get_milliseconds() as f64 / 1e3;
    Some((seconds + 86_400.0 * f64::from(span.get_days())) / 86_400.0)
}
