//! Fields → cells of one table.

use super::fields::{Fields, Step};
use super::recent::Recent;
use crate::reader::{Format, ReadError, ReadFile, Reading, make_room, stem, top};
use crate::table::{CellAddr, Diagnostic, TableBuilder};

/// How many rows pass between two reports of progress.
const STEP: u32 = 500;
/// Bytes of a cell's value.
const VALUE: usize = 4;

/// How far some rows went.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Reached {
    /// There may be more.
    More,
    End,
    /// The text ends within a row that begins at this place.
    Within(usize),
}

pub(super) struct Rows {
    builder: TableBuilder,
    recent: Recent,
    row: u32,
}

impl Rows {
    /// No rows yet, behind so many lines.
    pub(super) fn new(reading: &Reading<'_>, skipped: u32) -> Self {
        Self {
            builder: TableBuilder::new(reading.name, stem(reading.name)),
            recent: Recent::default(),
            row: skipped,
        }
    }

    /// Makes room for so many times what is there, at once: growing copies what is there.
    pub(super) fn expect(&mut self, times: f64) {
        self.builder.expect(times);
        make_room((self.builder.area() as f64 * times) as usize * VALUE);
    }

    /// Reads some rows. Where more text follows (`cut`), a row that the text ends in is left for
    /// later. A function that is called often: browsers run their best code from a function's next
    /// call on, never from the middle of a long one.
    #[inline(never)]
    pub(super) fn some(
        &mut self,
        fields: &mut Fields<'_>,
        cut: bool,
        reading: &Reading<'_>,
    ) -> Result<Reached, ReadError> {
        for _ in 0..STEP {
            let (mut col, start) = (0_u32, fields.passed());
            loop {
                let at = (self.row, col);
                let last = if let Some((text, last)) = fields.plain() {
                    self.put(at, text, reading)?;
                    last
                } else {
                    match fields.next() {
                        None => return Ok(Reached::End),
                        Some(Step::Blank) => break,
                        Some(Step::Field { .. }) if cut && fields.is_unclosed() => {
                            return Ok(Reached::Within(start));
                        }
                        Some(Step::Field { text, last }) => {
                            self.put(at, &text, reading)?;
                            last
                        }
                    }
                };
                col = col.saturating_add(1);
                if last {
                    break;
                }
            }
            self.row = self.row.saturating_add(1);
        }
        Ok(Reached::More)
    }

    #[inline]
    fn put(&mut self, at: (u32, u32), text: &str, reading: &Reading<'_>) -> Result<(), ReadError> {
        if text.is_empty() {
            return Ok(());
        }
        let mut place = self.recent.place(at, text);
        if let Some(place) = &mut place
            && let Some(number) = place.likely()
            && self.builder.text(number) == text
            && self.builder.has_room(at.0, at.1)
        {
            self.builder.push_interned(at.0, at.1, number);
            place.again();
            return Ok(());
        }
        reading.limits.room(&self.builder, at, text.len())?;
        let number = self.builder.intern(text);
        self.builder.push_interned(at.0, at.1, number);
        if let Some(place) = place {
            place.set(number);
        }
        Ok(())
    }

    /// The file of these rows; `unclosed`: the text ended within quotes.
    pub(super) fn finish(
        self,
        unclosed: bool,
        said: Option<Diagnostic>,
        reading: &Reading<'_>,
    ) -> ReadFile {
        let at = CellAddr {
            row: self.row.saturating_sub(1),
            ..top(reading.name, stem(reading.name))
        };
        let mut file = ReadFile::new(Format::Text);
        file.diagnostics.extend(said);
        if unclosed {
            let said = Diagnostic::warning("quote-not-closed").at(at, "\"");
            file.diagnostics.push(said);
        }
        let table = self.builder.finish();
        if table.rows() > 0 {
            file.tables.push(table);
        }
        file
    }
}
