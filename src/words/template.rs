//! Templates: text with `{name}` and `{name:style}` places.

/// A template taken apart.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Part<'a> {
    /// Text as it stands.
    Text(&'a str),
    /// A place for an argument.
    Place {
        /// As written, with its braces.
        raw: &'a str,
        name: &'a str,
        style: Option<&'a str>,
    },
}

/// The parts in order. A brace that opens no well-formed place is text.
pub(super) fn parts(template: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = template;
    while let Some((before, raw, after)) = next_place(rest) {
        if !before.is_empty() {
            parts.push(Part::Text(before));
        }
        let inner = raw.trim_matches(['{', '}']);
        let (name, style) = match inner.split_once(':') {
            Some((name, style)) => (name, Some(style)),
            None => (inner, None),
        };
        parts.push(Part::Place { raw, name, style });
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest));
    }
    parts
}

/// What stands before the first place, the place with its braces, and what stands after it.
fn next_place(text: &str) -> Option<(&str, &str, &str)> {
    for (open, _) in text.match_indices('{') {
        let (before, from) = text.split_at_checked(open)?;
        let close = from.find('}')?;
        let (raw, after) = from.split_at_checked(close + 1)?;
        if is_place(raw.get(1..close)?) {
            return Some((before, raw, after));
        }
    }
    None
}

fn is_place(inner: &str) -> bool {
    let (name, style) = inner.split_once(':').unwrap_or((inner, "plain"));
    let word = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_alphabetic())
            && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    word(name) && word(style)
}

#[cfg(test)]
mod tests {
    use super::{Part, parts};

    #[test]
    fn takes_templates_apart() {
        let place = |raw, name, style| Part::Place { raw, name, style };
        assert_eq!(
            parts("得{n:int}分{x}"),
            [
                Part::Text("得"),
                place("{n:int}", "n", Some("int")),
                Part::Text("分"),
                place("{x}", "x", None)
            ]
        );
    }

    #[test]
    fn a_stray_brace_is_text() {
        for text in ["{", "}", "{}", "{ a }", "{1}", "a{b", "{a:}", "{a:b:c}"] {
            assert_eq!(parts(text), [Part::Text(text)], "{text}");
        }
        assert_eq!(
            parts("{ {a}"),
            [
                Part::Text("{ "),
                Part::Place {
                    raw: "{a}",
                    name: "a",
                    style: None
                }
            ]
        );
    }
}
