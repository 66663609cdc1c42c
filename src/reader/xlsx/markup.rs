//! The XML that spreadsheet writers write, and no more: tags with attributes, text, the five named
//! entities. Whatever else comes is [`Declined`].

use std::borrow::Cow;

use memchr::{memchr, memchr3, memmem};

/// Something the fast path does not read; nothing is said about the file being sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Declined;

pub(super) type Fast<T> = Result<T, Declined>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Open,
    Close,
    Empty,
    /// A comment or a processing instruction.
    Other,
}

/// A tag: its name without prefix, and its attributes as they stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tag<'a> {
    pub(super) name: &'a str,
    pub(super) kind: Kind,
    attributes: &'a str,
}

impl<'a> Tag<'a> {
    /// True where an element begins, whether or not it has content.
    pub(super) fn begins(&self, name: &str) -> bool {
        self.name == name && matches!(self.kind, Kind::Open | Kind::Empty)
    }

    pub(super) fn closes(&self, name: &str) -> bool {
        self.name == name && self.kind == Kind::Close
    }

    /// False where an attribute of this name is surely absent.
    pub(super) fn mentions(&self, name: &str) -> bool {
        memmem::find(self.attributes.as_bytes(), name.as_bytes()).is_some()
    }

    /// Full names and raw values.
    pub(super) fn attributes(&self) -> Attributes<'a> {
        Attributes(self.attributes)
    }

    /// The raw value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Fast<Option<&'a str>> {
        let mut found = None;
        for attribute in self.attributes() {
            let (key, value) = attribute?;
            if key == name && found.replace(value).is_some() {
                return Err(Declined);
            }
        }
        Ok(found)
    }
}

pub(super) struct Attributes<'a>(&'a str);

impl<'a> Iterator for Attributes<'a> {
    type Item = Fast<(&'a str, &'a str)>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0 = self.0.trim_ascii_start();
        if self.0.is_empty() {
            return None;
        }
        let item = attribute(self.0);
        self.0 = item.map_or("", |(_, _, rest)| rest);
        Some(item.map(|(key, value, _)| (key, value)).ok_or(Declined))
    }
}

fn attribute(text: &str) -> Option<(&str, &str, &str)> {
    let (key, rest) = text.split_once('=')?;
    let quote = *rest.as_bytes().first()?;
    if !(quote == b'"' || quote == b'\'') || !key.bytes().all(in_name) {
        return None;
    }
    let rest = rest.get(1..)?;
    let end = memchr(quote, rest.as_bytes())?;
    let (value, rest) = (rest.get(..end)?, rest.get(end + 1..)?);
    let separated = rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_whitespace());
    (separated && memchr(b'<', value.as_bytes()).is_none()).then_some((key, value, rest))
}

fn in_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'_' | b'-' | b'.')
}

/// Walks over text from tag to tag.
pub(super) struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// A part's beginning: without its byte order mark.
    ///
    /// # Errors
    /// An encoding other than UTF-8 is declared.
    pub(super) fn of_part(text: &'a str) -> Fast<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if text.starts_with("<?xml") {
            let (declaration, _) = text.split_once("?>").ok_or(Declined)?;
            let declaration = declaration.to_ascii_lowercase();
            if declaration.contains("encoding") && !declaration.contains("utf-8") {
                return Err(Declined);
            }
        }
        Ok(Self::new(text))
    }

    /// What is still to come.
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// Steps over as much of it.
    pub(super) fn step(&mut self, length: usize) {
        self.at += length;
    }

    /// Steps over `mark` if it stands here.
    pub(super) fn skip(&mut self, mark: &str) -> bool {
        let here = self.rest().as_bytes().starts_with(mark.as_bytes());
        if here {
            self.at += mark.len();
        }
        here
    }

    /// The text up to the next `<`, which stays.
    pub(super) fn text(&mut self) -> Fast<&'a str> {
        let rest = self.rest();
        let length = memchr(b'<', rest.as_bytes()).ok_or(Declined)?;
        self.at += length;
        rest.get(..length).ok_or(Declined)
    }

    /// The text before the next tag, and the tag; nothing when only text is left.
    pub(super) fn next(&mut self) -> Fast<Option<(&'a str, Tag<'a>)>> {
        let rest = self.rest();
        let Some(length) = memchr(b'<', rest.as_bytes()) else {
            return Ok(None);
        };
        let gap = rest.get(..length).ok_or(Declined)?;
        self.at += length + 1;
        Ok(Some((gap, self.tag()?)))
    }

    /// Like [`next`](Self::next), where a tag must follow.
    pub(super) fn need(&mut self) -> Fast<(&'a str, Tag<'a>)> {
        self.next()?.ok_or(Declined)
    }

    /// The tag that begins before this place.
    fn tag(&mut self) -> Fast<Tag<'a>> {
        let rest = self.rest();
        match rest.as_bytes().first().ok_or(Declined)? {
            b'?' => self.other("?>"),
            b'!' if rest.starts_with("!--") => self.other("-->"),
            b'!' => Err(Declined),
            b'/' => {
                let end = memchr(b'>', rest.as_bytes()).ok_or(Declined)?;
                self.at += end + 1;
                let name = rest.get(1..end).ok_or(Declined)?.trim_ascii_end();
                Ok(Tag {
                    name: local(name)?,
                    kind: Kind::Close,
                    attributes: "",
                })
            }
            _ => self.element(rest),
        }
    }

    fn other(&mut self, end: &str) -> Fast<Tag<'a>> {
        let rest = self.rest().as_bytes();
        // Behind `!--`, so that `<!-->` is no whole comment.
        let from = if end == "-->" { 3 } else { 1 };
        let found = memmem::find(rest.get(from..).ok_or(Declined)?, end.as_bytes());
        self.at += from + found.ok_or(Declined)? + end.len();
        Ok(Tag {
            name: "",
            kind: Kind::Other,
            attributes: "",
        })
    }

    fn element(&mut self, rest: &'a str) -> Fast<Tag<'a>> {
        let bytes = rest.as_bytes();
        let end = element_end(bytes).ok_or(Declined)?;
        self.at += end + 1;
        let empty = end > 0 && bytes.get(end - 1) == Some(&b'/');
        let inner = rest.get(..end - usize::from(empty)).ok_or(Declined)?;
        let name_end = inner.bytes().position(|b| b.is_ascii_whitespace());
        let (name, attributes) = inner
            .split_at_checked(name_end.unwrap_or(inner.len()))
            .ok_or(Declined)?;
        Ok(Tag {
            name: local(name)?,
            kind: if empty { Kind::Empty } else { Kind::Open },
            attributes,
        })
    }
}

/// Where the `>` stands that ends an element's tag: not in a quoted value.
fn element_end(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += memchr3(b'>', b'"', b'\'', bytes.get(at..)?)?;
        let found = *bytes.get(at)?;
        if found == b'>' {
            return Some(at);
        }
        at += 1;
        at += memchr(found, bytes.get(at..)?)? + 1;
    }
}

fn local(name: &str) -> Fast<&str> {
    if name.is_empty() || !name.bytes().all(in_name) {
        return Err(Declined);
    }
    Ok(name.split_once(':').map_or(name, |(_, name)| name))
}

/// True for text that XML calls white space.
pub(super) fn blank(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_whitespace())
}

/// Appends text with its entities resolved and its line ends made `\n`.
pub(super) fn decode(text: &str, out: &mut String) -> Fast<()> {
    let mut rest = text;
    while let Some(at) = memchr::memchr2(b'&', b'\r', rest.as_bytes()) {
        let (before, from) = rest.split_at_checked(at).ok_or(Declined)?;
        out.push_str(before);
        rest = if let Some(after) = from.strip_prefix('\r') {
            out.push('\n');
            after.strip_prefix('\n').unwrap_or(after)
        } else {
            let end = memchr(b';', from.as_bytes()).ok_or(Declined)?;
            out.push(entity(from.get(1..end).ok_or(Declined)?)?);
            from.get(end + 1..).ok_or(Declined)?
        };
    }
    out.push_str(rest);
    Ok(())
}

fn entity(name: &str) -> Fast<char> {
    let number = |digits: &str, base| {
        let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_hexdigit());
        let code = u32::from_str_radix(digits, base).ok().filter(|_| plain);
        code.and_then(char::from_u32)
            .filter(|c| *c >= ' ' || matches!(c, '\t' | '\n' | '\r'))
            .ok_or(Declined)
    };
    match name {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        _ => match name.strip_prefix('#').ok_or(Declined)? {
            hex if hex.starts_with('x') => number(hex.get(1..).unwrap_or(""), 16),
            decimal => number(decimal, 10),
        },
    }
}

/// Text with Excel's own escapes resolved: `_x000D_` is a carriage return.
pub(super) fn unescape(text: &str) -> Fast<Cow<'_, str>> {
    if memmem::find(text.as_bytes(), b"_x").is_none() {
        return Ok(Cow::Borrowed(text));
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memmem::find(rest.as_bytes(), b"_x") {
        let (before, from) = rest.split_at_checked(at).ok_or(Declined)?;
        out.push_str(before);
        if let Some(code) = escape(from) {
            // Halves of surrogate pairs are calamine's.
            out.push(char::from_u32(code).ok_or(Declined)?);
            rest = from.get(7..).ok_or(Declined)?;
        } else {
            out.push('_');
            rest = from.get(1..).ok_or(Declined)?;
        }
    }
    out.push_str(rest);
    Ok(Cow::Owned(out))
}

fn escape(text: &str) -> Option<u32> {
    let digits = text.get(2..6)?;
    let whole = text.as_bytes().get(6) == Some(&b'_');
    (whole && digits.bytes().all(|b| b.is_ascii_hexdigit()))
        .then(|| u32::from_str_radix(digits, 16).ok())?
}

/// Appends the text of a string item (`si`, `is`) up to its closing tag: all runs, no phonetic
/// guides, white space at the ends only where it is to be kept.
pub(super) fn rich_text(scan: &mut Scanner<'_>, closing: &str, out: &mut String) -> Fast<()> {
    let mut phonetic = false;
    let mut run = String::new();
    loop {
        let (_, tag) = scan.need()?;
        match (tag.name, tag.kind) {
            (name, Kind::Close) if name == closing => return Ok(()),
            ("rPh", kind) => phonetic = kind == Kind::Open,
            ("t", Kind::Open) if !phonetic => {
                let (text, end) = scan.need()?;
                if !end.closes("t") {
                    return Err(Declined);
                }
                run.clear();
                decode(text, &mut run)?;
                let keep = tag.attribute("xml:space")? == Some("preserve");
                let ends: &[char] = if keep { &[] } else { &[' ', '\t', '\r', '\n'] };
                out.push_str(&unescape(run.trim_matches(ends))?);
            }
            _ => {}
        }
    }
}
