//! Tables → bytes, in pieces, so that no second copy of a table need be in memory.

use super::{MAGIC, MIXED, VERSION, WIDE};
use crate::table::Table;
use crate::table::column::{Chunk, Column};

/// How many bytes are gathered before they are given away.
const PIECE: usize = 64 << 10;

/// Tables as one transferable buffer.
pub fn encode(tables: &[Table]) -> Vec<u8> {
    let mut out = Vec::with_capacity(encoded_size(tables));
    encode_to(tables, &mut |piece| out.extend_from_slice(piece));
    out
}

/// Exactly how many bytes [`encode_to`] gives.
pub fn encoded_size(tables: &[Table]) -> usize {
    12 + tables.iter().map(table_size).sum::<usize>()
}

/// Gives the bytes of [`encode`] piece by piece.
pub fn encode_to(tables: &[Table], give: &mut dyn FnMut(&[u8])) {
    let mut out = Out {
        gathered: Vec::with_capacity(PIECE),
        give,
    };
    out.bytes(&MAGIC);
    out.number(VERSION);
    out.number(tables.len() as u32);
    for table in tables {
        write_table(table, &mut out);
    }
    out.flush();
}

fn table_size(table: &Table) -> usize {
    let texts = table.file.len() + table.sheet.len() + table.arena.len();
    let lists = 16 * table.merges.len() + 8 * table.hidden_rows.len() + 4 * table.ends.len();
    let chunks = table.columns.iter().flat_map(|column| &column.chunks);
    let cells: usize = chunks
        .map(|c| 1 + c.tags.len().max(1) + 4 * c.narrow.len() + 8 * c.wide.len())
        .sum();
    // Three texts' lengths, two lists' counts, place, rows, columns, strings; hidden.
    texts + lists + cells + 4 * (3 + 2 + 2 + 3) + 1
}

fn write_table(table: &Table, out: &mut Out<'_>) {
    out.text(&table.file);
    out.text(&table.sheet);
    out.bytes(&[u8::from(table.hidden)]);
    out.number(table.merges.len() as u32);
    for merge in &table.merges {
        out.numbers(&[merge.top, merge.left, merge.bottom, merge.right]);
    }
    out.number(table.hidden_rows.len() as u32);
    for (first, last) in &table.hidden_rows {
        out.numbers(&[*first, *last]);
    }
    out.numbers(&[table.origin.0, table.origin.1, table.rows]);
    out.number(table.columns.len() as u32);
    out.number(table.ends.len() as u32);
    out.numbers(&table.ends);
    out.text(&table.arena);
    table.columns.iter().for_each(|c| write_column(c, out));
}

fn write_column(column: &Column, out: &mut Out<'_>) {
    for Chunk {
        tag,
        tags,
        narrow,
        wide,
        ..
    } in &column.chunks
    {
        let mixed = if tags.is_empty() { 0 } else { MIXED };
        let width = if wide.is_empty() { 0 } else { WIDE };
        out.bytes(&[mixed | width]);
        let one = [*tag];
        out.bytes(if mixed == 0 { &one } else { tags });
        out.numbers(narrow);
        for piece in wide.chunks(PIECE / 8) {
            out.room(8 * piece.len());
            let bytes = piece.iter().flat_map(|value| value.to_le_bytes());
            out.gathered.extend(bytes);
        }
    }
}

struct Out<'a> {
    gathered: Vec<u8>,
    give: &'a mut dyn FnMut(&[u8]),
}

impl Out<'_> {
    /// Gives away what is gathered if so many bytes more would not fit.
    fn room(&mut self, more: usize) {
        if self.gathered.len() + more > PIECE {
            self.flush();
        }
    }

    fn flush(&mut self) {
        if !self.gathered.is_empty() {
            (self.give)(&self.gathered);
            self.gathered.clear();
        }
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.room(bytes.len());
        if bytes.len() > PIECE {
            (self.give)(bytes);
        } else {
            self.gathered.extend_from_slice(bytes);
        }
    }

    fn number(&mut self, value: u32) {
        self.bytes(&value.to_le_bytes());
    }

    fn numbers(&mut self, values: &[u32]) {
        for piece in values.chunks(PIECE / 4) {
            self.room(4 * piece.len());
            let bytes = piece.iter().flat_map(|value| value.to_le_bytes());
            self.gathered.extend(bytes);
        }
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u32);
        self.bytes(text.as_bytes());
    }
}
