//! What readers of XML share: attributes by their local names, references, and a source that ends
//! where its directory said it would.

use std::io::{self, Read};

use quick_xml::events::{BytesRef, BytesStart};

/// A name without its prefix.
pub(super) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Tells each attribute by its local name with its value; false if one is malformed or holds an
/// entity of one's own.
pub(super) fn attributes(tag: &BytesStart<'_>, mut tell: impl FnMut(&str, &str)) -> bool {
    tag.attributes().with_checks(false).all(|attribute| {
        let Ok(attribute) = attribute else {
            return false;
        };
        let Ok(value) = quick_xml::escape::unescape(&attribute.value) else {
            return false;
        };
        tell(local(attribute.key.as_ref()), &value);
        true
    })
}

/// The character of `&amp;` or `&#20013;`; entities of one's own are never expanded.
pub(super) fn referred(reference: &BytesRef<'_>) -> Option<char> {
    match reference.resolve_char_ref() {
        Ok(Some(c)) => Some(c),
        Ok(None) => match reference.as_ref() {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => None,
        },
        Err(_) => None,
    }
}

/// A source that fails once it has given more than it may.
pub(super) struct Bounded<R> {
    source: R,
    left: u64,
}

impl<R> Bounded<R> {
    pub(super) fn new(source: R, most: u64) -> Self {
        Self { source, left: most }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read(buffer)?;
        match self.left.checked_sub(count as u64) {
            Some(left) => {
                self.left = left;
                Ok(count)
            }
            None => Err(io::ErrorKind::FileTooLarge.into()),
        }
    }
}
