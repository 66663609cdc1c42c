//! Records of a binary part, one after the other as they are inflated.

use std::io::{BufRead, BufReader, ErrorKind, Read};

use crate::reader::ReadError;

/// Longer records hold no cell of a spreadsheet.
const LONGEST: u32 = 64 << 20;

/// The records of a part.
pub(super) struct Records<'a> {
    source: BufReader<Box<dyn Read + 'a>>,
    part: String,
    data: Vec<u8>,
}

impl<'a> Records<'a> {
    pub(super) fn new(source: Box<dyn Read + 'a>, part: &str) -> Self {
        Self {
            source: BufReader::with_capacity(64 << 10, source),
            part: part.to_owned(),
            data: Vec::new(),
        }
    }

    /// The next record: its number and its bytes; nothing at the part's end.
    pub(super) fn next(&mut self) -> Result<Option<(u16, &[u8])>, ReadError> {
        let left = self.source.fill_buf().map(<[u8]>::len);
        if left.map_err(|e| self.failed(&e))? == 0 {
            return Ok(None);
        }
        let kind = self.number(2)? as u16;
        let size = self.number(4)?;
        if size > LONGEST {
            return Err(ReadError::damaged(&*self.part));
        }
        self.data.clear();
        let read = (&mut self.source)
            .take(u64::from(size))
            .read_to_end(&mut self.data);
        match read {
            Ok(count) if count == size as usize => Ok(Some((kind, &self.data))),
            Ok(_) => Err(ReadError::new("truncated")),
            Err(e) => Err(self.failed(&e)),
        }
    }

    /// Seven bits a byte, the lowest first. A record's number keeps all bits of both its bytes.
    fn number(&mut self, longest: usize) -> Result<u32, ReadError> {
        let mut number = 0;
        for at in 0..longest {
            let mut byte = [0];
            let read = self.source.read_exact(&mut byte);
            read.map_err(|e| self.failed(&e))?;
            let [byte] = byte;
            number |= u32::from(byte & 0x7F) << (7 * at);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Ok(number)
    }

    fn failed(&self, error: &std::io::Error) -> ReadError {
        match error.kind() {
            ErrorKind::UnexpectedEof => ReadError::new("truncated"),
            ErrorKind::FileTooLarge => ReadError::new("too-large"),
            _ => ReadError::damaged(&*self.part),
        }
    }
}

pub(super) fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    let four = data.get(at..at.checked_add(4)?)?;
    four.try_into().ok().map(u32::from_le_bytes)
}

pub(super) fn f64_at(data: &[u8], at: usize) -> Option<f64> {
    let eight = data.get(at..at.checked_add(8)?)?;
    eight.try_into().ok().map(f64::from_le_bytes)
}

/// A UTF-16 text behind its length, and where it ends. An absent one is empty.
pub(super) fn text_at(data: &[u8], at: usize) -> Option<(String, usize)> {
    let length = u32_at(data, at)?;
    let start = at + 4;
    if length == u32::MAX {
        return Some((String::new(), start));
    }
    let end = start.checked_add(2 * length as usize)?;
    let (units, _) = data.get(start..end)?.as_chunks::<2>();
    let units = units.iter().map(|two| u16::from_le_bytes(*two));
    let text = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER));
    Some((text.collect(), end))
}
