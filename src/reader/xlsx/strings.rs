//! Shared strings in one arena.

use super::markup::{Declined, Fast, Kind, Scanner, rich_text};
use super::parts::Parts;
use super::plain;

/// The strings that cells refer to by number.
#[derive(Default)]
pub(super) struct Strings {
    arena: String,
    ends: Vec<usize>,
}

impl Strings {
    pub(super) fn read(parts: &Parts<'_>, path: &str) -> Fast<Self> {
        let mut strings = Self::default();
        if !parts.has(path) {
            return Ok(strings);
        }
        let mut windows = parts.windows(path, "<si")?;
        let (mut begun, mut first) = (false, true);
        while let Some(text) = windows.next()? {
            let mut scan = if begun {
                Scanner::new(text)
            } else {
                Scanner::of_part(text)?
            };
            loop {
                while let Some((length, text)) = plain::string(scan.rest()).filter(|_| begun) {
                    scan.step(length);
                    strings.arena.push_str(text);
                    strings.ends.push(strings.arena.len());
                }
                let Some((_, tag)) = scan.next()? else {
                    break;
                };
                match (tag.name, tag.kind) {
                    ("sst", Kind::Open) if !begun => begun = true,
                    ("sst", Kind::Empty) if !begun => return Ok(strings),
                    ("sst", Kind::Close) if begun => {
                        strings.arena.shrink_to_fit();
                        return Ok(strings);
                    }
                    ("si", Kind::Open) if begun => {
                        rich_text(&mut scan, "si", &mut strings.arena)?;
                        strings.ends.push(strings.arena.len());
                    }
                    ("si", Kind::Empty) if begun => strings.ends.push(strings.arena.len()),
                    (_, Kind::Other) => {}
                    _ => return Err(Declined),
                }
            }
            if !begun {
                return Err(Declined);
            }
            if std::mem::take(&mut first) {
                strings.expect(parts.size(path) as f64 / text.len().max(1) as f64);
            }
        }
        Err(Declined)
    }

    /// Makes room for so many times what is there, and some: growing copies what is there.
    fn expect(&mut self, times: f64) {
        /// The directory may lie.
        const MOST: usize = 64 << 20;
        let more = |there: usize| ((there as f64 * times * 1.05) as usize).min(MOST);
        // Without it they grow as they come.
        let _ = self.arena.try_reserve_exact(more(self.arena.len()));
        let _ = self.ends.try_reserve_exact(more(self.ends.len()));
    }

    /// How many bytes the strings have.
    pub(super) fn bytes(&self) -> usize {
        self.arena.len()
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
        self.arena.get(start..end)
    }
}
