//! What user text becomes inside an SVG document.

/// A user's text on one line: line breaks and tabs are spaces; controls, bidirectional overrides
/// and non-characters, which XML forbids or which disguise text, are gone.
pub fn clean(text: &str) -> String {
    let kept = text.chars().filter_map(|c| match c {
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => Some(' '),
        c if c.is_control() => None,
        '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => None,
        '\u{FEFF}' | '\u{FDD0}'..='\u{FDEF}' => None,
        c if (c as u32) & 0xFFFE == 0xFFFE => None,
        c => Some(c),
    });
    kept.collect()
}

/// Appends cleaned text, escaped for text nodes and double-quoted attributes.
pub fn escape_into(out: &mut String, text: &str) {
    for c in clean(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
}

/// Appends a coordinate rounded to 0.1, without a needless fraction.
pub fn coord_into(out: &mut String, value: f64) {
    let tenths = libm::round(value * 10.0) as i64;
    let (sign, tenths) = (if tenths < 0 { "-" } else { "" }, tenths.unsigned_abs());
    out.push_str(sign);
    out.push_str(&(tenths / 10).to_string());
    if !tenths.is_multiple_of(10) {
        out.push('.');
        out.push_str(&(tenths % 10).to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_controls_are_harmless() {
        let mut out = String::new();
        escape_into(&mut out, "<b>\"A\"&'\u{0}\u{202E}\n</b>");
        assert_eq!(out, "&lt;b&gt;&quot;A&quot;&amp;&#39; &lt;/b&gt;");
    }

    #[test]
    fn coordinates_have_at_most_one_decimal() {
        let shown = |v| {
            let mut out = String::new();
            coord_into(&mut out, v);
            out
        };
        assert_eq!(shown(12.0), "12");
        assert_eq!(shown(-0.04), "0");
        assert_eq!(shown(-3.25), "-3.3");
        assert_eq!(shown(7.06), "7.1");
    }
}
