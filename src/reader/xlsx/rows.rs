//! The rows of a sheet: a scanner for `row`, `c`, `v`, `f` and `is`, straight into columns.

use memchr::memmem;

use super::STEP;
use super::markup::{Declined, Fast, Kind, Scanner, Tag, blank, decode, rich_text, unescape};
use super::plain::{self, Plain, Value};
use super::spelling::{COLUMNS, ROWS, digits, error, number, place, row_number, usual};
use super::strings::Strings;
use super::workbook::{Sheet, Workbook};
use crate::reader::Limits;
use crate::reader::serial::{self, iso};
use crate::table::{Cell, Merge, Table, TableBuilder};

/// A shared string that no cell of this sheet has used yet.
const UNUSED: u32 = u32::MAX;

pub(super) struct Rows<'a> {
    builder: TableBuilder,
    book: &'a Workbook,
    strings: &'a Strings,
    /// For each shared string, its number in the table.
    used: Vec<u32>,
    limits: &'a Limits,
    row: u32,
    col: u32,
    /// The row at which the sheet says it ends.
    last: u32,
    begun: bool,
    cells: u32,
    told: u32,
    text: String,
}

/// What a cell's tag says.
#[derive(Default)]
struct Head<'a> {
    kind: Option<&'a str>,
    date: bool,
}

impl<'a> Rows<'a> {
    pub(super) fn new(
        file: &str,
        sheet: &Sheet,
        book: &'a Workbook,
        strings: &'a Strings,
        limits: &'a Limits,
    ) -> Self {
        let mut builder = TableBuilder::new(file, &sheet.name);
        builder.hidden(sheet.hidden);
        builder.expect_texts(strings.len(), strings.bytes());
        Self {
            builder,
            book,
            strings,
            used: vec![UNUSED; strings.len()],
            limits,
            row: 0,
            col: 0,
            last: 0,
            begun: false,
            cells: 0,
            told: 0,
            text: String::new(),
        }
    }

    pub(super) fn finish(self) -> Table {
        self.builder.finish()
    }

    /// The share of rows that is done, if it is time to tell.
    pub(super) fn progress(&mut self) -> Option<f64> {
        if self.cells.wrapping_sub(self.told) < STEP {
            return None;
        }
        self.told = self.cells;
        Some((f64::from(self.row) / f64::from(self.last).max(1.0)).min(1.0))
    }

    /// Reads a piece that cuts no row; true when the sheet's data end in it.
    pub(super) fn window(&mut self, text: &str) -> Fast<bool> {
        let mut scan = if self.begun {
            Scanner::new(text)
        } else {
            Scanner::of_part(text)?
        };
        if !self.begun && self.head(&mut scan)? {
            return Ok(true);
        }
        loop {
            while let Some((length, row)) = plain::row(scan.rest().as_bytes()) {
                scan.step(length);
                self.row = row;
                self.cells(&mut scan)?;
                self.row += 1;
                self.col = 0;
            }
            let Some((gap, tag)) = scan.next()? else {
                return Ok(false);
            };
            if !blank(gap) {
                return Err(Declined);
            }
            if tag.begins("row") {
                if let Some(number) = tag.attribute("r")? {
                    self.row = row_number(number.as_bytes())?;
                }
                if tag.mentions("hidden") && tag.attribute("hidden")?.is_some_and(is_true) {
                    self.builder.hide_row(self.row);
                }
                if tag.kind == Kind::Open {
                    self.cells(&mut scan)?;
                }
                self.row += 1;
                self.col = 0;
            } else if tag.closes("sheetData") {
                self.merges(scan.rest());
                return Ok(true);
            } else {
                return Err(Declined);
            }
        }
    }

    /// Merged cells, which stand behind the rows. Nothing there can make the cells unreadable.
    fn merges(&mut self, rest: &str) {
        let Some(at) = memmem::find(rest.as_bytes(), b"<mergeCells") else {
            return;
        };
        let mut scan = Scanner::new(rest.get(at..).unwrap_or_default());
        while let Ok(Some((_, tag))) = scan.next() {
            if tag.closes("mergeCells") {
                return;
            }
            let area = tag.attribute("ref").ok().flatten();
            let corners = area.and_then(|area| area.split_once(':'));
            if let Some((first, last)) = corners.filter(|_| tag.begins("mergeCell"))
                && let (Ok((top, left)), Ok((bottom, right))) =
                    (place(first.as_bytes()), place(last.as_bytes()))
            {
                self.builder.merge(Merge {
                    top,
                    left,
                    bottom,
                    right,
                });
            }
        }
    }

    /// What stands before the rows; true when there are none.
    fn head(&mut self, scan: &mut Scanner<'_>) -> Fast<bool> {
        self.begun = true;
        loop {
            let (_, tag) = scan.need()?;
            if tag.begins("sheetData") {
                return Ok(tag.kind == Kind::Empty);
            }
            if tag.begins("dimension") {
                // A hint about progress, and no more: generators write all sorts.
                let area = tag.attribute("ref")?.unwrap_or_default();
                let last = area.split_once(':').map_or(area, |(_, last)| last);
                self.last = place(last.as_bytes()).map_or(0, |(row, _)| row);
            }
        }
    }

    fn cells(&mut self, scan: &mut Scanner<'_>) -> Fast<()> {
        loop {
            while let Some(cell) = plain::cell(scan.rest().as_bytes()) {
                scan.step(cell.length);
                self.plain(&cell)?;
            }
            if let Some((length, at, style, kind)) = usual(scan.rest()) {
                scan.step(length);
                let head = Head {
                    kind,
                    date: style.is_some_and(|s| self.shows_date(s)),
                };
                self.arrive(at)?;
                self.content(at, &head, scan)?;
                continue;
            }
            let (gap, tag) = scan.need()?;
            if !blank(gap) {
                return Err(Declined);
            }
            if tag.begins("c") {
                self.cell(&tag, scan)?;
            } else if tag.closes("row") {
                return Ok(());
            } else {
                return Err(Declined);
            }
        }
    }

    #[inline]
    fn plain(&mut self, cell: &Plain) -> Fast<()> {
        self.arrive(cell.at)?;
        match cell.value {
            Value::Shared(index) => self.shared(cell.at, index),
            Value::Number(number) => self.number(
                cell.at,
                number,
                cell.style.is_some_and(|s| self.shows_date(s)),
            ),
        }
    }

    /// A number, or the date that it is shown as.
    #[inline]
    fn number(&mut self, at: (u32, u32), number: f64, date: bool) -> Fast<()> {
        self.room(at, 0)?;
        let seconds = date
            .then(|| serial::seconds(number, self.book.from_1904))
            .flatten();
        match seconds {
            Some(seconds) => self.builder.push_moment(at.0, at.1, seconds),
            None => self.builder.push(at.0, at.1, Cell::Number(number)),
        }
        Ok(())
    }

    fn cell(&mut self, tag: &Tag<'_>, scan: &mut Scanner<'_>) -> Fast<()> {
        let mut at = (self.row, self.col);
        let mut head = Head::default();
        let (mut placed, mut styled) = (false, false);
        for attribute in tag.attributes() {
            let (key, value) = attribute?;
            let doubled = match key {
                "r" => {
                    at = place(value.as_bytes())?;
                    std::mem::replace(&mut placed, true)
                }
                "s" => {
                    head.date = self.shows_date(digits(value.as_bytes())?);
                    std::mem::replace(&mut styled, true)
                }
                "t" => head.kind.replace(value).is_some(),
                _ => false,
            };
            if doubled {
                return Err(Declined);
            }
        }
        self.arrive(at)?;
        if tag.kind == Kind::Open {
            self.content(at, &head, scan)?;
        }
        Ok(())
    }

    fn shows_date(&self, style: usize) -> bool {
        self.book.dates.get(style).copied().unwrap_or(false)
    }

    /// Counts a cell at its place; the next without a place of its own comes behind it.
    fn arrive(&mut self, at: (u32, u32)) -> Fast<()> {
        if at.0 >= ROWS || at.1 >= COLUMNS {
            return Err(Declined);
        }
        self.col = at.1 + 1;
        self.cells = self.cells.wrapping_add(1);
        Ok(())
    }

    /// A cell's formula, which is not read, and its value, up to the cell's end.
    fn content(&mut self, at: (u32, u32), head: &Head<'_>, scan: &mut Scanner<'_>) -> Fast<()> {
        if scan.skip("<v>") {
            let text = scan.text()?;
            self.value(at, head, text)?;
            if scan.skip("</v></c>") {
                return Ok(());
            }
            close(scan, "v")?;
            return close(scan, "c");
        }
        let mut valued = false;
        loop {
            let (gap, tag) = scan.need()?;
            if tag.closes("c") {
                return Ok(());
            }
            // A formula behind the value, or two values: calamine's to decide.
            if valued || !blank(gap) {
                return Err(Declined);
            }
            match (tag.name, tag.kind) {
                ("v", Kind::Open) => {
                    let text = scan.text()?;
                    self.value(at, head, text)?;
                    close(scan, "v")?;
                    valued = true;
                }
                ("v" | "is", Kind::Empty) => valued = true,
                ("is", Kind::Open) => {
                    let mut text = std::mem::take(&mut self.text);
                    text.clear();
                    rich_text(scan, "is", &mut text)?;
                    self.put(at, Cell::Text(&text))?;
                    self.text = text;
                    valued = true;
                }
                ("f", Kind::Open) => {
                    scan.text()?;
                    close(scan, "f")?;
                }
                ("f", Kind::Empty) => {}
                _ => return Err(Declined),
            }
        }
    }

    fn value(&mut self, at: (u32, u32), head: &Head<'_>, text: &str) -> Fast<()> {
        match head.kind {
            Some("inlineStr") => Ok(()),
            Some("str") => self.text_value(at, text),
            _ if text.is_empty() => Ok(()),
            Some("n") | None => {
                let number = number(text.as_bytes(), text)?;
                self.number(at, number, head.date)
            }
            Some("s") => self.shared(at, digits(text.as_bytes())?),
            Some("b") => match text {
                "0" => self.put(at, Cell::Bool(false)),
                "1" => self.put(at, Cell::Bool(true)),
                _ => Err(Declined),
            },
            Some("e") => self.put(at, Cell::Error(error(text)?)),
            Some("d") if !text.contains(['&', '\r']) => {
                self.put(at, iso(text).map_or(Cell::Text(text), Cell::Date))
            }
            Some(_) => Err(Declined),
        }
    }

    fn text_value(&mut self, at: (u32, u32), text: &str) -> Fast<()> {
        let mut decoded = std::mem::take(&mut self.text);
        decoded.clear();
        decode(text, &mut decoded)?;
        self.put(at, Cell::Text(&unescape(&decoded)?))?;
        self.text = decoded;
        Ok(())
    }

    fn shared(&mut self, at: (u32, u32), index: usize) -> Fast<()> {
        let number = match *self.used.get(index).ok_or(Declined)? {
            UNUSED => {
                let text = self.strings.get(index).ok_or(Declined)?;
                self.room(at, text.len())?;
                let number = self.builder.intern(text);
                if let Some(used) = self.used.get_mut(index) {
                    *used = number;
                }
                number
            }
            number => number,
        };
        self.room(at, 0)?;
        self.builder.push_interned(at.0, at.1, number);
        Ok(())
    }

    fn put(&mut self, at: (u32, u32), cell: Cell<'_>) -> Fast<()> {
        let length = match cell {
            Cell::Text(text) => text.len(),
            _ => 0,
        };
        self.room(at, length)?;
        self.builder.push(at.0, at.1, cell);
        Ok(())
    }

    /// Beyond a limit the other path says which.
    #[inline]
    fn room(&self, (row, col): (u32, u32), length: usize) -> Fast<()> {
        if length == 0 && self.builder.has_room(row, col) {
            return Ok(());
        }
        let room = self.limits.room(&self.builder, (row, col), length);
        room.or(Err(Declined))
    }
}

fn is_true(value: &str) -> bool {
    matches!(value, "1" | "true")
}

fn close(scan: &mut Scanner<'_>, name: &str) -> Fast<()> {
    let (gap, tag) = scan.need()?;
    if gap.is_empty() && tag.closes(name) {
        Ok(())
    } else {
        Err(Declined)
    }
}
