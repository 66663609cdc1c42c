//! Bytes → tables, in pieces, so that the bytes may stay where they are.

use super::{DecodeError, MAGIC, MIXED, VERSION, WIDE};
use crate::table::column::{CHUNK, Chunk, Column};
use crate::table::sheet::{LAST_TAG, needs_string};
use crate::table::{Merge, Table};

/// How many bytes are fetched at least, and looked at in one piece at most.
const PIECE: usize = 64 << 10;

type Decoded<T> = Result<T, DecodeError>;

/// The tables of a buffer made by [`encode`](super::encode).
///
/// # Errors
/// A buffer of another version, cut short, or with indices outside its strings.
pub fn decode(bytes: &[u8]) -> Decoded<Vec<Table>> {
    decode_from(bytes.len(), &mut |at, into| {
        let end = at + into.len();
        if let Some(piece) = bytes.get(at..end) {
            into.copy_from_slice(piece);
        }
    })
}

/// The tables of a buffer of so many bytes that is not here: `fetch` fills a slice with the bytes
/// from an offset on.
///
/// # Errors
/// Those of [`decode`].
pub fn decode_from(length: usize, fetch: &mut dyn FnMut(usize, &mut [u8])) -> Decoded<Vec<Table>> {
    let mut input = Input {
        fetch,
        length,
        at: 0,
        piece: Vec::new(),
        from: 0,
    };
    if input.take(4)? != MAGIC || input.number()? != VERSION {
        return Err(input.broken());
    }
    let count = input.number()?;
    let tables = (0..count)
        .map(|_| decode_table(&mut input))
        .collect::<Result<_, _>>()?;
    if input.at == length {
        Ok(tables)
    } else {
        Err(input.broken())
    }
}

fn decode_table(input: &mut Input) -> Decoded<Table> {
    let mut table = Table {
        file: input.text()?,
        sheet: input.text()?,
        hidden: input.take(1)? != [0],
        merges: decode_merges(input)?,
        hidden_rows: decode_hidden(input)?,
        origin: (input.number()?, input.number()?),
        rows: input.number()?,
        ..Table::default()
    };
    let columns = input.number()?;
    // Columns of no rows, or rows of no columns, take no bytes: a short buffer could ask for any number.
    if (table.rows == 0) != (columns == 0) {
        return Err(input.broken());
    }
    let strings = input.number()? as usize;
    table.ends = input.numbers(strings)?;
    table.arena = input.text()?;
    check_strings(&table).ok_or(input.broken())?;
    for _ in 0..columns {
        let column = decode_column(input, table.rows as usize, table.ends.len())?;
        table.columns.push(column);
    }
    Ok(table)
}

fn decode_merges(input: &mut Input) -> Decoded<Vec<Merge>> {
    let count = input.number()? as usize;
    let numbers = input.numbers(count.checked_mul(4).ok_or(input.broken())?)?;
    let merges = numbers.as_chunks::<4>().0.iter();
    Ok(merges
        .map(|&[top, left, bottom, right]| Merge {
            top,
            left,
            bottom,
            right,
        })
        .collect())
}

fn decode_hidden(input: &mut Input) -> Decoded<Vec<(u32, u32)>> {
    let count = input.number()? as usize;
    let numbers = input.numbers(count.checked_mul(2).ok_or(input.broken())?)?;
    let runs = numbers.as_chunks::<2>().0.iter();
    Ok(runs.map(|&[first, last]| (first, last)).collect())
}

fn check_strings(table: &Table) -> Option<()> {
    let mut start = 0;
    for &end in &table.ends {
        table.arena.get(start as usize..end as usize)?;
        start = end;
    }
    (start as usize == table.arena.len()).then_some(())
}

fn decode_column(input: &mut Input, rows: usize, strings: usize) -> Decoded<Column> {
    let mut column = Column::default();
    let mut left = rows;
    while left > 0 {
        let rows = left.min(CHUNK);
        column.chunks.push(decode_chunk(input, rows, strings)?);
        left -= rows;
    }
    Ok(column)
}

fn decode_chunk(input: &mut Input, rows: usize, strings: usize) -> Decoded<Chunk> {
    let kept = input.take(1)?.first().copied().unwrap_or(u8::MAX);
    let mut chunk = Chunk {
        rows,
        ..Chunk::default()
    };
    if kept & MIXED == 0 {
        chunk.tag = input.take(1)?.first().copied().unwrap_or(u8::MAX);
    } else {
        chunk.tags = input.take(rows)?.to_vec();
    }
    if chunk.hollow() {
        return Ok(chunk);
    }
    if kept & WIDE == 0 {
        chunk.narrow = input.numbers(rows)?;
    } else {
        let bytes = input.take(8 * rows)?.as_chunks::<8>().0;
        chunk.wide = bytes
            .iter()
            .map(|eight| f64::from_le_bytes(*eight))
            .collect();
    }
    if kept <= MIXED | WIDE && sound(&chunk, strings) {
        Ok(chunk)
    } else {
        Err(input.broken())
    }
}

/// Whether all tags are known and all strings are there.
fn sound(chunk: &Chunk, strings: usize) -> bool {
    if chunk.tag > LAST_TAG || chunk.tags.iter().any(|tag| *tag > LAST_TAG) {
        return false;
    }
    let text = |row: usize| needs_string(chunk.tags.get(row).copied().unwrap_or(chunk.tag));
    if chunk.tags.is_empty() && !needs_string(chunk.tag) {
        return true;
    }
    let narrow = chunk.narrow.iter().enumerate();
    let wide = chunk.wide.iter().enumerate();
    narrow.fold(true, |sound, (row, &value)| {
        sound && (!text(row) || (value as usize) < strings)
    }) && wide.fold(true, |sound, (row, &value)| {
        sound && (!text(row) || (value >= 0.0 && (value as usize) < strings))
    })
}

struct Input<'a> {
    fetch: &'a mut dyn FnMut(usize, &mut [u8]),
    length: usize,
    at: usize,
    piece: Vec<u8>,
    /// Where the piece begins.
    from: usize,
}

impl Input<'_> {
    fn broken(&self) -> DecodeError {
        DecodeError { at: self.at }
    }

    /// Steps over so many bytes; gives where they began.
    fn step(&mut self, count: usize) -> Decoded<usize> {
        let end = self.at.checked_add(count).filter(|end| *end <= self.length);
        let end = end.ok_or(self.broken())?;
        Ok(std::mem::replace(&mut self.at, end))
    }

    /// The next bytes, few of them.
    fn take(&mut self, count: usize) -> Decoded<&[u8]> {
        let at = self.step(count)?;
        if at < self.from || self.at > self.from + self.piece.len() {
            self.piece.resize(count.max(PIECE.min(self.length - at)), 0);
            self.from = at;
            (self.fetch)(at, &mut self.piece);
        }
        let from = at - self.from;
        let taken = self.piece.get(from..from + count);
        taken.ok_or(DecodeError { at })
    }

    fn number(&mut self) -> Decoded<u32> {
        let four = self.take(4)?.as_array().copied();
        Ok(four.map_or(0, u32::from_le_bytes))
    }

    fn numbers(&mut self, count: usize) -> Decoded<Vec<u32>> {
        let bytes = count.checked_mul(4).filter(|b| *b <= self.length - self.at);
        let mut left = bytes.ok_or(self.broken())?;
        let mut numbers = Vec::with_capacity(count);
        while left > 0 {
            let bytes = left.min(PIECE);
            let fours = self.take(bytes)?.as_chunks::<4>().0;
            numbers.extend(fours.iter().map(|four| u32::from_le_bytes(*four)));
            left -= bytes;
        }
        Ok(numbers)
    }

    fn text(&mut self) -> Decoded<String> {
        let length = self.number()? as usize;
        let broken = self.broken();
        let at = self.step(length)?;
        let mut bytes = vec![0; length];
        (self.fetch)(at, &mut bytes);
        String::from_utf8(bytes).map_err(|_| broken)
    }
}
