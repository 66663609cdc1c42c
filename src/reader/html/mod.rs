//! Tables of web pages, which many systems save as `.xls`. Each table becomes a sheet; a table in a
//! cell of another one becomes a sheet of its own.

mod cell;
mod grid;
mod styles;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};

use self::cell::OpenCell;
use self::grid::Grid;
use self::styles::Styles;
use super::{Format, ReadError, ReadFile, Reading, stem, text};

/// Tokens between two reports of progress.
const STEP: usize = 50_000;

pub(super) fn read(bytes: &[u8], reading: &mut Reading<'_>) -> Result<ReadFile, ReadError> {
    let mut file = ReadFile::new(Format::Html);
    let text = text::decode_markup(bytes, reading, &mut file)?;
    let mut page = Page {
        reading,
        file,
        open: Vec::new(),
        tables: 0,
        names: Vec::new(),
        styles: Styles::default(),
        unseen: None,
    };
    let mut emitter = DefaultEmitter::default();
    // Scripts and styles are no text.
    emitter.naively_switch_states(true);
    for (count, token) in Tokenizer::new_with_emitter(&text, emitter).enumerate() {
        let token = match token {
            Ok(token) => token,
            Err(never) => match never {},
        };
        if count.is_multiple_of(STEP) {
            // The tokenizer does not tell where it is; tables come at an even pace.
            (page.reading.progress)((count as f64 / text.len().max(1) as f64 * 8.0).min(0.9));
        }
        page.take(token)?;
    }
    while !page.open.is_empty() {
        page.end("table")?;
    }
    Ok(page.file)
}

/// An element whose content nobody sees, and how many of its kind are open in it.
struct Unseen {
    name: String,
    depth: u32,
    /// It is a style sheet, which says how numbers look.
    styles: bool,
}

struct Page<'a, 'r> {
    reading: &'a mut Reading<'r>,
    file: ReadFile,
    open: Vec<Grid>,
    tables: usize,
    /// Names of sheets, where Excel or who plays Excel has left them.
    names: Vec<String>,
    styles: Styles,
    unseen: Option<Unseen>,
}

impl Page<'_, '_> {
    fn take(&mut self, token: Token) -> Result<(), ReadError> {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if self.start_unseen(&name, &tag) {
                    return Ok(());
                }
                self.start(&name, &tag)
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if self.end_unseen(&name) {
                    return Ok(());
                }
                self.end(&name)
            }
            Token::String(text) => match &self.unseen {
                None => self.text(&String::from_utf8_lossy(&text)),
                Some(unseen) => {
                    if unseen.styles {
                        self.styles.add(&String::from_utf8_lossy(&text));
                    }
                    Ok(())
                }
            },
            Token::Comment(text) => {
                self.sheet_names(&String::from_utf8_lossy(&text));
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// True while nobody sees what comes. What makes up a table ends it: a forgotten end tag must
    /// not swallow rows.
    fn start_unseen(&mut self, name: &str, tag: &StartTag<()>) -> bool {
        if is_table(name) {
            self.unseen = None;
            return false;
        }
        if let Some(unseen) = &mut self.unseen {
            unseen.depth += u32::from(unseen.name == name && !tag.self_closing);
            return true;
        }
        let never = matches!(name, "script" | "style" | "title" | "textarea" | "noscript");
        let within = self.open.last().is_some_and(|grid| grid.cell.is_some());
        if never || (within && !is_void(name) && is_hidden(tag)) {
            self.unseen = Some(Unseen {
                name: name.to_owned(),
                depth: 1,
                styles: name == "style",
            });
        }
        self.unseen.is_some()
    }

    fn end_unseen(&mut self, name: &str) -> bool {
        let Some(unseen) = &mut self.unseen else {
            return false;
        };
        if is_table(name) {
            self.unseen = None;
            return false;
        }
        unseen.depth -= u32::from(unseen.name == name);
        if unseen.depth == 0 {
            self.unseen = None;
        }
        true
    }

    fn start(&mut self, name: &str, tag: &StartTag<()>) -> Result<(), ReadError> {
        if name == "table" {
            return self.start_table();
        }
        let limits = self.reading.limits;
        let Some(grid) = self.open.last_mut() else {
            return Ok(());
        };
        match name {
            "tr" => grid.start_row(is_hidden(tag), limits)?,
            "td" | "th" => grid.start_cell(OpenCell::new(tag, &self.styles), limits)?,
            // A title above the table is a row of its own, as where Excel opens the page.
            "caption" => {
                grid.start_row(false, limits)?;
                grid.start_cell(OpenCell::plain(), limits)?;
            }
            "br" | "p" | "div" | "li" => grid.break_line(),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), ReadError> {
        let limits = self.reading.limits;
        let Some(grid) = self.open.last_mut() else {
            return Ok(());
        };
        match name {
            "td" | "th" => grid.end_cell(limits)?,
            "tr" | "caption" => grid.end_row(limits)?,
            "table" => {
                grid.end_row(limits)?;
                if let Some(grid) = self.open.pop() {
                    let table = grid.finish();
                    // Tables lay out pages too: an empty one is not worth a word.
                    if table.rows() > 0 {
                        self.file.add(table);
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn start_table(&mut self) -> Result<(), ReadError> {
        self.tables += 1;
        self.reading.limits.check_sheets(self.tables)?;
        self.reading.limits.check_depth(self.open.len() + 1)?;
        let one = match self.names.as_slice() {
            [name] => name,
            _ => stem(self.reading.name),
        };
        let name = match (self.names.get(self.tables - 1), self.tables) {
            (Some(name), _) => name.clone(),
            (None, 1) => one.to_owned(),
            (None, n) => format!("{one} ({n})"),
        };
        self.open.push(Grid::new(self.reading.name, name));
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), ReadError> {
        match self.open.last_mut() {
            Some(grid) => grid.text(text, self.reading.limits),
            None => Ok(()),
        }
    }

    /// `<x:ExcelWorksheet><x:Name>Deals</x:Name>` in a comment that only Excel reads.
    fn sheet_names(&mut self, comment: &str) {
        if !comment.contains("ExcelWorksheet") {
            return;
        }
        for part in comment.split("<x:Name>").skip(1) {
            let name = part.split('<').next().unwrap_or("").trim();
            // A template that nobody has filled in.
            if !name.is_empty() && !name.contains('{') {
                self.names.push(name.to_owned());
            }
        }
    }
}

fn is_table(name: &str) -> bool {
    matches!(
        name,
        "table" | "tr" | "td" | "th" | "tbody" | "thead" | "tfoot"
    )
}

/// Elements without content.
fn is_void(name: &str) -> bool {
    matches!(
        name,
        "br" | "img" | "input" | "hr" | "wbr" | "col" | "link" | "meta"
    )
}

/// Hidden by its own style, as Excel hides rows, or by its attribute.
fn is_hidden(tag: &StartTag<()>) -> bool {
    tag.attributes
        .iter()
        .any(|(name, value)| match name.as_slice() {
            b"hidden" => true,
            b"style" => {
                let style: String = String::from_utf8_lossy(value)
                    .chars()
                    .filter(|c| !c.is_whitespace())
                    .collect();
                style.to_ascii_lowercase().contains("display:none")
            }
            _ => false,
        })
}
