//! A cell of a web page: its spans, what it shows, and what spreadsheets keep beside it.

use html5gum::StartTag;

use super::styles::{Shows, Styles, number_format, shows};
use crate::reader::serial;
use crate::table::Cell;

/// Columns that one cell may span, as in browsers.
const WIDEST: u32 = 1_000;
/// Rows that one cell may span, as in browsers.
const TALLEST: u32 = 65_534;

/// What a spreadsheet keeps beside what a cell shows.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kept {
    Number(f64),
    Bool(bool),
    Error,
}

/// A cell that is being read.
#[derive(Debug)]
pub(super) struct OpenCell {
    pub(super) text: String,
    pub(super) across: u32,
    pub(super) down: u32,
    kept: Option<Kept>,
    format: Option<Shows>,
}

impl OpenCell {
    /// A cell of one column and one row that keeps nothing: a caption.
    pub(super) fn plain() -> Self {
        Self {
            text: String::new(),
            across: 1,
            down: 1,
            kept: None,
            format: None,
        }
    }

    /// The cell of this tag: `x:num` and its relatives (Excel), `sdval` (LibreOffice), `data-v`
    /// (SheetJS).
    pub(super) fn new(tag: &StartTag<()>, styles: &Styles) -> Self {
        let mut cell = Self::plain();
        let (mut kind, mut value) = (String::new(), None);
        let mut class = None;
        for (name, content) in &tag.attributes {
            let content = String::from_utf8_lossy(content);
            let content = content.trim();
            let number = || Some(Kept::Number(finite(content)?));
            let truth = content == "1" || content.eq_ignore_ascii_case("true");
            match name.as_slice() {
                b"colspan" => cell.across = span(content, WIDEST),
                b"rowspan" => cell.down = span(content, TALLEST),
                b"x:num" | b"sdval" => cell.kept = number(),
                b"x:bool" => cell.kept = Some(Kept::Bool(truth)),
                b"x:err" => cell.kept = Some(Kept::Error),
                b"data-t" => content.clone_into(&mut kind),
                b"data-v" => value = Some((finite(content), truth)),
                b"class" => class = styles.of(content),
                b"style" => cell.format = number_format(content).or(cell.format),
                // `1033;0;YYYY-MM-DD`: two languages and the format.
                b"sdnum" => cell.format = content.splitn(3, ';').nth(2).map(shows),
                b"data-z" => cell.format = Some(shows(content)),
                _ => {}
            }
        }
        cell.format = cell.format.or(class);
        match (kind.as_str(), value) {
            ("n", Some((Some(number), _))) => cell.kept = Some(Kept::Number(number)),
            ("b", Some((_, truth))) => cell.kept = Some(Kept::Bool(truth)),
            ("e", _) => cell.kept = Some(Kept::Error),
            _ => {}
        }
        cell
    }

    /// What the cell holds; `None` for nothing.
    pub(super) fn content(&self) -> Option<Cell<'_>> {
        let text = self.text.trim();
        let shown = (!text.is_empty()).then_some(Cell::Text(text));
        match (self.kept, self.format) {
            (_, Some(Shows::Text)) | (None, _) => shown,
            (Some(Kept::Number(number)), Some(Shows::Date)) => Some(serial::cell(number, false)),
            (Some(Kept::Number(number)), _) => Some(Cell::Number(number)),
            (Some(Kept::Bool(value)), _) => Some(Cell::Bool(value)),
            (Some(Kept::Error), _) => (!text.is_empty()).then_some(Cell::Error(text)),
        }
    }
}

fn span(text: &str, most: u32) -> u32 {
    text.parse().unwrap_or(1).clamp(1, most)
}

fn finite(text: &str) -> Option<f64> {
    text.parse().ok().filter(|n: &f64| n.is_finite())
}
