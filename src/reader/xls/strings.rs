//! Texts: in BIFF8 UTF-16, each possibly cut by the end of a record; in BIFF5 bytes of a code page.

use super::records::{u16_at, u32_at};

/// Bytes that go on from record to record.
pub(super) struct Pieces<'a> {
    parts: Vec<&'a [u8]>,
    part: usize,
    at: usize,
}

impl<'a> Pieces<'a> {
    pub(super) fn new(parts: Vec<&'a [u8]>) -> Self {
        Self {
            parts,
            part: 0,
            at: 0,
        }
    }

    fn rest(&self) -> &'a [u8] {
        let part = self.parts.get(self.part).copied().unwrap_or_default();
        part.get(self.at..).unwrap_or_default()
    }

    /// So many bytes; they may lie in several records.
    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            let here = self.rest().len();
            if here == 0 {
                self.turn()?;
                continue;
            }
            let step = here.min(count);
            self.at += step;
            count -= step;
        }
        Some(())
    }

    fn turn(&mut self) -> Option<()> {
        self.part += 1;
        self.at = 0;
        (self.part < self.parts.len()).then_some(())
    }

    /// A number's bytes are never cut.
    fn number<T>(&mut self, size: usize, read: fn(&[u8], usize) -> Option<T>) -> Option<T> {
        if self.rest().is_empty() {
            self.turn()?;
        }
        let number = read(self.rest(), 0)?;
        self.at += size;
        Some(number)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        self.number(4, u32_at)
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        self.number(2, u16_at)
    }

    fn u8(&mut self) -> Option<u8> {
        self.number(1, |data, at| data.get(at).copied())
    }

    /// A text of BIFF8 with a length of two bytes, appended.
    pub(super) fn text(&mut self, out: &mut String) -> Option<()> {
        let length = self.u16()?;
        self.characters(usize::from(length), out)
    }

    /// A text of so many characters: flags, sizes of what follows, the characters, what follows.
    pub(super) fn characters(&mut self, count: usize, out: &mut String) -> Option<()> {
        let flags = self.u8()?;
        let runs = match flags & 0x08 {
            0 => 0,
            _ => self.u16()?,
        };
        let phonetic = match flags & 0x04 {
            0 => 0,
            _ => self.u32()?,
        };
        let (mut left, mut wide) = (count, flags & 0x01 != 0);
        let mut pending = None;
        while left > 0 {
            if self.rest().is_empty() {
                self.turn()?;
                // A continuation says anew how wide its characters are.
                wide = self.u8()? & 0x01 != 0;
            }
            let size = if wide { 2 } else { 1 };
            let take = (self.rest().len() / size).min(left);
            let bytes = self.rest().get(..take * size)?;
            if wide {
                let (units, _) = bytes.as_chunks::<2>();
                let units = units.iter().map(|two| u16::from_le_bytes(*two));
                let units = std::mem::take(&mut pending).into_iter().chain(units);
                let mut decoded = char::decode_utf16(units).peekable();
                while let Some(c) = decoded.next() {
                    match c {
                        Ok(c) => out.push(c),
                        // Half of a pair at a record's end: the rest comes with the next one.
                        Err(half) if decoded.peek().is_none() && take < left => {
                            pending = Some(half.unpaired_surrogate());
                        }
                        Err(_) => out.push(char::REPLACEMENT_CHARACTER),
                    }
                }
            } else {
                out.extend(bytes.iter().map(|byte| char::from(*byte)));
            }
            if take == 0 {
                // An odd byte at a record's end belongs to nothing.
                self.skip(self.rest().len())?;
                continue;
            }
            self.at += take * size;
            left -= take;
        }
        self.skip(4 * usize::from(runs) + phonetic as usize)
    }
}

/// The strings that cells refer to by number.
#[derive(Default)]
pub(super) struct Shared {
    arena: String,
    ends: Vec<u32>,
}

impl Shared {
    /// As many as there are; a table that is cut gives those before the cut.
    pub(super) fn read(parts: Vec<&[u8]>) -> Self {
        let mut shared = Self::default();
        let mut pieces = Pieces::new(parts);
        let count = pieces.u32().and_then(|_| pieces.u32()).unwrap_or(0);
        for _ in 0..count {
            if pieces.text(&mut shared.arena).is_none() {
                let whole = shared.ends.last().copied().unwrap_or(0);
                shared.arena.truncate(whole as usize);
                break;
            }
            shared.ends.push(shared.arena.len() as u32);
        }
        shared
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)?;
        let start = match index.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        self.arena.get(start as usize..end as usize)
    }
}
