//! Layout, little-endian: magic `KAMT`, version u32, table count u32; then per table: file, sheet
//! (length-prefixed UTF-8), hidden u8, merges (count, then top, left, bottom, right u32 each), runs of
//! hidden rows (count, then first and last u32 each), origin row and column u32, rows u32, columns u32, string
//! count u32, string ends u32 each, arena (length-prefixed UTF-8); then per column its tags (rows
//! bytes) and its payload (rows × f64).

use super::sheet::{Column, LAST_TAG, needs_string};
use super::{Merge, Table};

const MAGIC: [u8; 4] = *b"KAMT";
const VERSION: u32 = 2;

/// Why a buffer is not an encoded list of tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError {
    /// Byte offset at which the buffer stops making sense.
    pub at: usize,
}

impl std::fmt::Display for DecodeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "encoded tables broken at byte {}", self.at)
    }
}

impl std::error::Error for DecodeError {}

/// Tables as one transferable buffer.
pub fn encode(tables: &[Table]) -> Vec<u8> {
    let size: usize = tables.iter().map(size_of_encoded).sum();
    let mut out = Vec::with_capacity(size + 12);
    out.extend(MAGIC);
    put(&mut out, VERSION);
    put(&mut out, tables.len() as u32);
    for table in tables {
        encode_table(table, &mut out);
    }
    out
}

fn size_of_encoded(table: &Table) -> usize {
    let cells = table.rows as usize * table.columns.len();
    table.file.len() + table.sheet.len() + table.arena.len() + 4 * table.ends.len() + 9 * cells + 64
}

fn encode_table(table: &Table, out: &mut Vec<u8>) {
    put_text(out, &table.file);
    put_text(out, &table.sheet);
    out.push(u8::from(table.hidden));
    put(out, table.merges.len() as u32);
    for merge in &table.merges {
        for number in [merge.top, merge.left, merge.bottom, merge.right] {
            put(out, number);
        }
    }
    put(out, table.hidden_rows.len() as u32);
    for (first, last) in &table.hidden_rows {
        put(out, *first);
        put(out, *last);
    }
    put(out, table.origin.0);
    put(out, table.origin.1);
    put(out, table.rows);
    put(out, table.columns.len() as u32);
    put(out, table.ends.len() as u32);
    out.extend(table.ends.iter().flat_map(|end| end.to_le_bytes()));
    put_text(out, &table.arena);
    for column in &table.columns {
        out.extend(&column.tags);
        out.extend(column.payload.iter().flat_map(|value| value.to_le_bytes()));
    }
}

fn put(out: &mut Vec<u8>, value: u32) {
    out.extend(value.to_le_bytes());
}

fn put_text(out: &mut Vec<u8>, text: &str) {
    put(out, text.len() as u32);
    out.extend(text.as_bytes());
}

/// The tables of a buffer made by [`encode`].
///
/// # Errors
/// A buffer of another version, cut short, or with indices outside its strings.
pub fn decode(bytes: &[u8]) -> Result<Vec<Table>, DecodeError> {
    let mut input = Input { bytes, at: 0 };
    if input.take(4)? != MAGIC || input.number()? != VERSION {
        return Err(input.broken());
    }
    let count = input.number()?;
    let tables = (0..count)
        .map(|_| decode_table(&mut input))
        .collect::<Result<_, _>>()?;
    if input.at == bytes.len() {
        Ok(tables)
    } else {
        Err(input.broken())
    }
}

fn decode_table(input: &mut Input) -> Result<Table, DecodeError> {
    let mut table = Table {
        file: input.text()?.to_owned(),
        sheet: input.text()?.to_owned(),
        hidden: input.take(1)? != [0],
        merges: decode_merges(input)?,
        hidden_rows: decode_hidden(input)?,
        origin: (input.number()?, input.number()?),
        rows: input.number()?,
        ..Table::default()
    };
    let columns = input.number()?;
    // A column of no rows takes no bytes: without this a short buffer could ask for any number.
    if table.rows == 0 && columns > 0 {
        return Err(input.broken());
    }
    let strings = input.number()? as usize;
    let ends = input.take(strings.checked_mul(4).ok_or(input.broken())?)?;
    table.ends = ends.chunks_exact(4).map(little).collect();
    table.arena = input.text()?.to_owned();
    check_strings(&table).ok_or(input.broken())?;
    for _ in 0..columns {
        let column = decode_column(input, table.rows as usize, table.ends.len())?;
        table.columns.push(column);
    }
    Ok(table)
}

fn decode_merges(input: &mut Input) -> Result<Vec<Merge>, DecodeError> {
    let count = input.number()? as usize;
    let numbers = input.take(count.checked_mul(16).ok_or(input.broken())?)?;
    let merges = numbers.as_chunks::<16>().0.iter().map(|place| Merge {
        top: little(place.get(..4).unwrap_or_default()),
        left: little(place.get(4..8).unwrap_or_default()),
        bottom: little(place.get(8..12).unwrap_or_default()),
        right: little(place.get(12..).unwrap_or_default()),
    });
    Ok(merges.collect())
}

fn decode_hidden(input: &mut Input) -> Result<Vec<(u32, u32)>, DecodeError> {
    let count = input.number()? as usize;
    let numbers = input.take(count.checked_mul(8).ok_or(input.broken())?)?;
    let runs = numbers.as_chunks::<8>().0.iter().map(|run| {
        let (first, last) = run.split_at(4);
        (little(first), little(last))
    });
    Ok(runs.collect())
}

fn check_strings(table: &Table) -> Option<()> {
    let mut start = 0;
    for &end in &table.ends {
        table.arena.get(start as usize..end as usize)?;
        start = end;
    }
    (start as usize == table.arena.len()).then_some(())
}

fn decode_column(input: &mut Input, rows: usize, strings: usize) -> Result<Column, DecodeError> {
    let tags = input.take(rows)?.to_vec();
    let payload = input.take(rows.checked_mul(8).ok_or(input.broken())?)?;
    let payload: Vec<f64> = payload.chunks_exact(8).map(double).collect();
    let sound = |(&tag, &value): (&u8, &f64)| {
        tag <= LAST_TAG && (!needs_string(tag) || (value >= 0.0 && (value as usize) < strings))
    };
    if tags.iter().zip(&payload).all(sound) {
        Ok(Column { tags, payload })
    } else {
        Err(input.broken())
    }
}

fn little(four: &[u8]) -> u32 {
    four.try_into().map_or(0, u32::from_le_bytes)
}

fn double(eight: &[u8]) -> f64 {
    eight.try_into().map_or(0.0, f64::from_le_bytes)
}

struct Input<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Input<'a> {
    fn broken(&self) -> DecodeError {
        DecodeError { at: self.at }
    }

    fn take(&mut self, count: usize) -> Result<&'a [u8], DecodeError> {
        let end = self.at.checked_add(count).ok_or(self.broken())?;
        let taken = self.bytes.get(self.at..end).ok_or(self.broken())?;
        self.at = end;
        Ok(taken)
    }

    fn number(&mut self) -> Result<u32, DecodeError> {
        self.take(4).map(little)
    }

    fn text(&mut self) -> Result<&'a str, DecodeError> {
        let length = self.number()? as usize;
        let broken = self.broken();
        std::str::from_utf8(self.take(length)?).map_err(|_| broken)
    }
}
