//! Headers: how they are compared, the unit they name, and the row they stand in.

use unicode_normalization::UnicodeNormalization;

use super::grid::Grid;
use super::layout;
use super::period::{self, Span};
use super::synonyms::{self, Found, PART};
use super::unit::{self, Unit};
use super::values::simple;
use crate::book::TableKind;
use crate::table::{Cell, column_name};

/// How far down a header is looked for.
pub(super) const DEPTH: u32 = 40;

/// Bytes beyond which a text is no header.
const LONGEST: usize = 400;

/// A header as it is compared, and what its unit says.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Header {
    /// As it stands in the file.
    pub(super) raw: String,
    /// Folded, parted into words, without the unit: `expected close date`, `预计金额`.
    pub(super) words: String,
    /// What stands before and after the sign between object and column, without spaces: `deal` and
    /// `value` of *Deal - Value*.
    pub(super) parts: Option<(String, String)>,
    /// The unit that it names.
    pub(super) unit: Unit,
    /// What else it names, where it names a period: `收入` of `2024年收入`.
    pub(super) undated: Option<String>,
    /// The words of the header above that several columns share.
    pub(super) group: String,
    /// It is compared as something else than what stands in the file.
    pub(super) invented: bool,
}

impl Header {
    pub(super) fn new(raw: &str) -> Self {
        // Nobody's header is that long; a page of text is not searched for words.
        let (name, unit) = match raw.len() > LONGEST {
            true => (String::new(), Unit::default()),
            false => unit::part(raw),
        };
        Self {
            raw: raw.trim().to_owned(),
            words: words(&name),
            parts: parts(&name),
            undated: undated(&name),
            unit,
            group: String::new(),
            invented: false,
        }
    }
}

impl Header {
    /// A header that stands nowhere: what a person sees of it, and what it is compared as.
    pub(super) fn invented(shown: &str, name: &str) -> Self {
        Self {
            raw: shown.to_owned(),
            invented: true,
            ..Self::new(name)
        }
    }
}

fn undated(name: &str) -> Option<String> {
    let named = period::named(name)?;
    // *May be late* begins with no month.
    let year = named.period.year.is_some();
    let sure = year || named.period.span != Span::Month || !name.is_ascii();
    (sure && !named.rest.is_empty()).then(|| words(&named.rest))
}

fn parts(name: &str) -> Option<(String, String)> {
    let signs = [": ", " - "].iter();
    let (object, column) = signs.filter_map(|sign| name.split_once(sign)).next()?;
    let squeezed = |text: &str| words(text).replace(' ', "");
    Some((squeezed(object), squeezed(column)))
}

/// Folded and parted into words: `EstimatedValue`, `estimated_value` → `estimated value`.
pub(super) fn words(text: &str) -> String {
    let text: String = text.nfkc().collect();
    let text: Vec<char> = simple(text.into()).chars().collect();
    let mut out = String::new();
    for (at, &c) in text.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|b| text.get(b));
        let after = text.get(at + 1);
        let starts = c.is_uppercase()
            && before.is_some_and(|b| {
                b.is_lowercase() || (b.is_uppercase() && after.is_some_and(|a| a.is_lowercase()))
            });
        if starts && !out.ends_with(' ') {
            out.push(' ');
        }
        if c.is_alphanumeric() || c == '&' || c == ':' {
            out.extend(c.to_lowercase());
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.trim().to_owned()
}

/// The row of the header (counted from the table's first) and its cells, best guess first by how
/// many of its cells are known, then by how early it stands.
pub(super) fn find_row(table: &Grid<'_>) -> Option<u32> {
    if table.headers().is_some() {
        return Some(0);
    }
    let rows = || 0..table.rows().min(DEPTH);
    // Of tables one below the other the first counts, though another may have more columns.
    if let Some(row) = rows().find(|row| layout::is_header(table, *row)) {
        return Some(row);
    }
    let best = rows()
        .map(|row| (known(table, row), std::cmp::Reverse(row)))
        .max()?;
    if best.0 >= 2 || (best.0 == 1 && table.cols() == 1) {
        let row = best.1.0;
        return Some(if is_upper_level(table, row) {
            row + 1
        } else {
            row
        });
    }
    // No known header: the first row with several texts, so that its rows can be counted.
    let texts = |row: u32| {
        (0..table.cols())
            .filter(|c| matches!(table.cell(row, *c), Cell::Text(_)))
            .count()
    };
    rows()
        .find(|row| texts(*row) >= 2.min(table.cols() as usize))
        .or(Some(0))
}

/// How many cells of a row are known headers of one kind. Endings count only beside a whole name:
/// names of customers end like headers too (某某公司).
fn known(table: &Grid<'_>, row: u32) -> usize {
    let headers = read(table, row);
    let count = |kind: &TableKind| {
        let found = headers
            .iter()
            .filter_map(|h| match synonyms::find(*kind, h) {
                Found::Field(_, sure, _) => Some(sure > PART),
                _ => None,
            });
        let found: Vec<bool> = found.collect();
        if found.contains(&true) {
            found.len()
        } else {
            0
        }
    };
    TableKind::ALL.iter().map(count).max().unwrap_or(0)
}

/// The cells of a row as headers, those merged with a header above too; cells without text give an
/// empty header.
pub(super) fn read(table: &Grid<'_>, row: u32) -> Vec<Header> {
    if let Some(headers) = table.headers().filter(|_| row == 0) {
        return headers.to_vec();
    }
    let above = |col: u32| {
        row.checked_sub(1)
            .map_or(Cell::Empty, |up| table.cell(up, col))
    };
    let mut upper = None;
    let text = |col: u32| match table.filled(row, col) {
        Cell::Text(text) => Header::new(text),
        Cell::Empty => match above(col) {
            Cell::Text(text) if *upper.get_or_insert_with(|| is_upper_level(table, row - 1)) => {
                Header::new(text)
            }
            _ => Header::new(""),
        },
        _ => Header::new(""),
    };
    (0..table.cols()).map(text).collect()
}

/// Names for the columns of a table without a header, by which nothing is recognised.
pub(super) fn letters(table: &Grid<'_>) -> Vec<Header> {
    let name = |col: u32| Header::invented(&column_name(table.place(0, col).1), "");
    (0..table.cols()).map(name).collect()
}

/// The same with the headers that stand above several columns.
pub(super) fn read_grouped(table: &Grid<'_>, row: u32) -> Vec<Header> {
    let groups = row
        .checked_sub(1)
        .filter(|_| table.headers().is_none())
        .map(|above| layout::spread(table, above))
        .unwrap_or_default();
    let mut headers = read(table, row);
    for (header, group) in headers.iter_mut().zip(groups) {
        header.group = words(&group);
    }
    headers
}

/// True if the row below holds headers under some of this row's, and some header of this row has
/// none below: both rows together are the header.
fn is_upper_level(table: &Grid<'_>, row: u32) -> bool {
    let (mut below, mut alone) = (0, 0);
    for col in 0..table.cols() {
        let known = |text: &str| {
            let header = Header::new(text);
            let months = period::named(text).is_some_and(|named| named.is_bare_part());
            let found = |kind: &TableKind| synonyms::find(*kind, &header);
            let mut kinds = TableKind::ALL.iter();
            months || kinds.any(|kind| matches!(found(kind), Found::Field(..)))
        };
        match (table.cell(row, col), table.cell(row + 1, col)) {
            (Cell::Empty, Cell::Text(text)) if known(text) => below += 1,
            (Cell::Text(group), Cell::Text(text)) if known(text) => {
                below += u32::from(!known(group))
            }
            (Cell::Text(text), Cell::Empty) if known(text) => alone += 1,
            (Cell::Empty | Cell::Text(_), Cell::Empty) => {}
            _ => return false,
        }
    }
    below >= 1 && alone >= 1
}
