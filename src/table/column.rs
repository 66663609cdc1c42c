//! One column's cells in chunks of rows: a chunk whose cells are all of one kind keeps that kind
//! once, values that are small whole numbers take four bytes, and empty chunks take none.

/// Rows of a chunk: all but the last are full.
pub(super) const CHUNK: usize = 4_096;

/// The tag of an empty cell.
pub(super) const EMPTY: u8 = 0;

/// A tag per row, and a value per row that means what the tag says.
#[derive(Debug, Clone, Default)]
pub(super) struct Column {
    pub(super) chunks: Vec<Chunk>,
}

/// Some rows of a column.
#[derive(Debug, Clone, Default)]
pub(super) struct Chunk {
    pub(super) rows: usize,
    /// The tag of all rows, unless `tags` has one for each.
    pub(super) tag: u8,
    pub(super) tags: Vec<u8>,
    /// Values, unless `wide` has them; neither where all rows are empty.
    pub(super) narrow: Vec<u32>,
    pub(super) wide: Vec<f64>,
}

/// Equal cells, however they are kept.
impl PartialEq for Column {
    fn eq(&self, other: &Self) -> bool {
        let rows = self.rows();
        rows == other.rows() && (0..rows).all(|row| self.get(row) == other.get(row))
    }
}

impl Column {
    pub(super) fn rows(&self) -> usize {
        let full = self.chunks.len().saturating_sub(1) * CHUNK;
        full + self.chunks.last().map_or(0, |chunk| chunk.rows)
    }

    pub(super) fn get(&self, row: usize) -> Option<(u8, f64)> {
        self.chunks.get(row / CHUNK)?.get(row % CHUNK)
    }

    /// Puts a cell behind all others, over another, or further down.
    #[inline]
    pub(super) fn put(&mut self, row: usize, tag: u8, value: f64) {
        let (at, within) = (row / CHUNK, row % CHUNK);
        if let Some(chunk) = self.chunks.get_mut(at)
            && chunk.rows == within
        {
            return chunk.push(tag, value);
        }
        self.put_anywhere(row, tag, value);
    }

    #[inline(never)]
    fn put_anywhere(&mut self, row: usize, tag: u8, value: f64) {
        if row >= self.rows() {
            self.grow(row);
            if row.is_multiple_of(CHUNK) {
                self.chunks.push(Chunk::default());
            }
        }
        let later = row >= CHUNK;
        if let Some(chunk) = self.chunks.get_mut(row / CHUNK) {
            if chunk.rows > row % CHUNK {
                chunk.replace(row % CHUNK, tag, value);
            } else {
                chunk.push(tag, value);
                if later {
                    // A long column: its chunks will be full.
                    chunk.reserve();
                }
            }
        }
    }

    /// Empty cells behind the last, up to so many rows.
    pub(super) fn grow(&mut self, rows: usize) {
        let mut missing = rows.saturating_sub(self.rows());
        while missing > 0 {
            if self.chunks.last().is_none_or(|chunk| chunk.rows == CHUNK) {
                self.chunks.push(Chunk::default());
            }
            if let Some(chunk) = self.chunks.last_mut() {
                let more = missing.min(CHUNK - chunk.rows);
                chunk.grow(more);
                missing -= more;
            }
        }
    }

    /// Empty cells before the first.
    pub(super) fn prepend(&mut self, rows: usize) {
        let old = std::mem::take(self);
        self.grow(rows);
        for row in 0..old.rows() {
            if let Some((tag, value)) = old.get(row) {
                self.put(rows + row, tag, value);
            }
        }
    }
}

impl Chunk {
    fn get(&self, row: usize) -> Option<(u8, f64)> {
        if row >= self.rows {
            return None;
        }
        let tag = self.tags.get(row).copied().unwrap_or(self.tag);
        let narrow = self.narrow.get(row).map(|value| f64::from(*value));
        let value = narrow.or_else(|| self.wide.get(row).copied());
        Some((tag, value.unwrap_or(0.0)))
    }

    /// True where all rows are empty: there are no values.
    pub(super) fn hollow(&self) -> bool {
        self.tag == EMPTY && self.tags.is_empty()
    }

    #[inline]
    fn push(&mut self, tag: u8, value: f64) {
        if self.rows == 0 {
            self.tag = tag;
        } else if tag != self.tag || !self.tags.is_empty() {
            self.mix();
            self.tags.push(tag);
        }
        self.rows += 1;
        if self.hollow() {
            return;
        }
        if self.wide.is_empty() {
            if let Some(small) = narrowed(value) {
                return self.narrow.push(small);
            }
            self.widen();
        }
        self.wide.push(value);
    }

    fn replace(&mut self, row: usize, tag: u8, value: f64) {
        if tag != self.tag {
            self.mix();
        }
        if let Some(old) = self.tags.get_mut(row) {
            *old = tag;
        }
        match (narrowed(value), self.narrow.get_mut(row)) {
            (Some(small), Some(old)) => return *old = small,
            (None, Some(_)) => self.widen(),
            (_, None) => {}
        }
        if let Some(old) = self.wide.get_mut(row) {
            *old = value;
        }
    }

    fn grow(&mut self, more: usize) {
        let hollow = self.rows == 0 || self.hollow();
        if !hollow {
            self.mix();
        }
        self.rows += more;
        if !hollow {
            self.tags.resize(self.rows, EMPTY);
            if self.wide.is_empty() {
                self.narrow.resize(self.rows, 0);
            } else {
                self.wide.resize(self.rows, 0.0);
            }
        }
    }

    /// A tag for each row.
    fn mix(&mut self) {
        if !self.tags.is_empty() {
            return;
        }
        if self.hollow() {
            self.narrow.resize(self.rows, 0);
        }
        self.tags.resize(self.rows, self.tag);
    }

    fn widen(&mut self) {
        self.wide.reserve_exact(self.narrow.capacity());
        self.wide.extend(self.narrow.iter().map(|v| f64::from(*v)));
        self.narrow = Vec::new();
    }

    fn reserve(&mut self) {
        if self.wide.is_empty() {
            self.narrow.reserve_exact(CHUNK - self.narrow.len());
        } else {
            self.wide.reserve_exact(CHUNK - self.wide.len());
        }
    }
}

/// The value as a number of four bytes, if it is exactly one.
#[inline]
fn narrowed(value: f64) -> Option<u32> {
    let small = value as u32;
    (f64::from(small).to_bits() == value.to_bits()).then_some(small)
}
