//! Tables of web pages, which many systems save as `.xls`. Each table becomes a sheet; a table in a
//! cell of another one becomes a sheet of its own.

use std::collections::BTreeMap;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};

use super::{Format, ReadError, ReadFile, Reading, stem, text};
use crate::table::{Cell, Merge, TableBuilder};

/// Rows and columns that one cell may span, as in browsers.
const WIDEST: u32 = 1_000;
/// Tokens between two reports of progress.
const STEP: usize = 50_000;

pub(super) fn read(bytes: &[u8], reading: &mut Reading<'_>) -> Result<ReadFile, ReadError> {
    let text = text::decode_markup(bytes, reading)?;
    let mut page = Page {
        reading,
        file: ReadFile::new(Format::Html),
        open: Vec::new(),
        tables: 0,
    };
    let mut emitter = DefaultEmitter::default();
    // Scripts and styles are no text.
    emitter.naively_switch_states(true);
    let mut hidden = Hidden::default();
    for (count, token) in Tokenizer::new_with_emitter(&text, emitter).enumerate() {
        let token = match token {
            Ok(token) => token,
            Err(never) => match never {},
        };
        if count.is_multiple_of(STEP) {
            // The tokenizer does not tell where it is; tables come at an even pace.
            (page.reading.progress)((count as f64 / text.len().max(1) as f64 * 8.0).min(0.9));
        }
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                hidden.start(&name);
                page.start(&name, &tag)?;
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                hidden.end(&name);
                page.end(&name)?;
            }
            Token::String(text) if hidden.depth == 0 => {
                page.text(&String::from_utf8_lossy(&text))?;
            }
            _ => {}
        }
    }
    while !page.open.is_empty() {
        page.end("table")?;
    }
    Ok(page.file)
}

/// Elements whose content nobody sees.
#[derive(Default)]
struct Hidden {
    depth: u32,
}

impl Hidden {
    fn is(name: &str) -> bool {
        matches!(name, "script" | "style" | "title" | "textarea" | "noscript")
    }

    fn start(&mut self, name: &str) {
        self.depth += u32::from(Self::is(name));
    }

    fn end(&mut self, name: &str) {
        self.depth -= u32::from(Self::is(name) && self.depth > 0);
    }
}

/// A table that is being read.
struct Open {
    builder: TableBuilder,
    row: u32,
    col: u32,
    /// A row has been begun.
    in_row: bool,
    cell: Option<OpenCell>,
    /// Columns that a cell above still covers, and up to which row.
    covered: BTreeMap<u32, u32>,
}

struct OpenCell {
    text: String,
    /// The number that Excel keeps beside what it shows.
    number: Option<f64>,
    across: u32,
    down: u32,
}

struct Page<'a, 'r> {
    reading: &'a mut Reading<'r>,
    file: ReadFile,
    open: Vec<Open>,
    tables: usize,
}

impl Page<'_, '_> {
    fn start(&mut self, name: &str, tag: &StartTag<()>) -> Result<(), ReadError> {
        match name {
            "table" => return self.start_table(),
            "tr" => {
                self.end_cell()?;
                self.end_row();
                if let Some(open) = self.open.last_mut() {
                    open.in_row = true;
                    open.col = 0;
                }
            }
            "td" | "th" => {
                self.end_cell()?;
                if let Some(open) = self.open.last_mut() {
                    open.in_row = true;
                    open.cell = Some(cell(tag));
                }
            }
            "br" | "p" | "div" | "li" => {
                if let Some(cell) = self.cell()
                    && !cell.text.trim().is_empty()
                {
                    cell.text.push('\n');
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), ReadError> {
        match name {
            "td" | "th" => self.end_cell(),
            "tr" => {
                self.end_cell()?;
                self.end_row();
                Ok(())
            }
            "table" => {
                self.end_cell()?;
                self.end_row();
                if let Some(open) = self.open.pop() {
                    let table = open.builder.finish();
                    // Tables lay out pages too: an empty one is not worth a word.
                    if table.rows() > 0 {
                        self.file.add(table);
                    }
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn start_table(&mut self) -> Result<(), ReadError> {
        self.tables += 1;
        self.reading.limits.check_sheets(self.tables)?;
        self.reading.limits.check_depth(self.open.len() + 1)?;
        let stem = stem(self.reading.name);
        let name = match self.tables {
            1 => stem.to_owned(),
            n => format!("{stem} ({n})"),
        };
        self.open.push(Open {
            builder: TableBuilder::new(self.reading.name, name),
            row: 0,
            col: 0,
            in_row: false,
            cell: None,
            covered: BTreeMap::new(),
        });
        Ok(())
    }

    fn cell(&mut self) -> Option<&mut OpenCell> {
        self.open.last_mut()?.cell.as_mut()
    }

    /// Runs of white space are one blank, as browsers show them.
    fn text(&mut self, text: &str) -> Result<(), ReadError> {
        let limits = self.reading.limits;
        let Some(cell) = self.cell() else {
            return Ok(());
        };
        for c in text.chars() {
            let blank = matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
            if !blank {
                cell.text.push(c);
            } else if !cell.text.is_empty() && !cell.text.ends_with([' ', '\n']) {
                cell.text.push(' ');
            }
        }
        limits.check_text(cell.text.len())
    }

    fn end_cell(&mut self) -> Result<(), ReadError> {
        let limits = self.reading.limits;
        let Some(open) = self.open.last_mut() else {
            return Ok(());
        };
        let Some(cell) = open.cell.take() else {
            return Ok(());
        };
        let row = open.row;
        while open.covered.get(&open.col).is_some_and(|last| *last >= row) {
            open.col += 1;
        }
        let (left, right) = (open.col, open.col + cell.across - 1);
        let bottom = row + cell.down - 1;
        if bottom > row {
            (left..=right).for_each(|col| {
                open.covered.insert(col, bottom);
            });
        }
        open.builder.merge(Merge {
            top: row,
            left,
            bottom,
            right,
        });
        open.col = right + 1;
        let text = cell.text.trim();
        let content = match cell.number {
            Some(number) => Cell::Number(number),
            None => Cell::Text(text),
        };
        if cell.number.is_some() || !text.is_empty() {
            limits.check_cells(&open.builder, (row, left))?;
            open.builder.push(row, left, content);
        }
        Ok(())
    }

    fn end_row(&mut self) {
        if let Some(open) = self.open.last_mut()
            && std::mem::take(&mut open.in_row)
        {
            open.row += 1;
        }
    }
}

fn cell(tag: &StartTag<()>) -> OpenCell {
    let mut cell = OpenCell {
        text: String::new(),
        number: None,
        across: 1,
        down: 1,
    };
    for (name, value) in &tag.attributes {
        let value = String::from_utf8_lossy(value);
        let value = value.trim();
        let span = || value.parse().unwrap_or(1).clamp(1, WIDEST);
        match name.as_slice() {
            b"colspan" => cell.across = span(),
            b"rowspan" => cell.down = span(),
            b"x:num" => cell.number = value.parse().ok().filter(|n: &f64| n.is_finite()),
            _ => {}
        }
    }
    cell
}
