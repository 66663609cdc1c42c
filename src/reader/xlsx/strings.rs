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
        let mut begun = false;
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
                    ("sst", Kind::Close) if begun => return Ok(strings),
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
        }
        Err(Declined)
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
