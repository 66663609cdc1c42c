//! What a web page that Excel has saved says of its number formats: `mso-number-format` in styles.

use std::collections::BTreeMap;

use crate::reader::dates::shows_date;

/// What a number format makes of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shows {
    Number,
    Date,
    Text,
}

/// Classes of the page's style sheets that have a number format.
#[derive(Debug, Default)]
pub(super) struct Styles(BTreeMap<String, Shows>);

impl Styles {
    /// Takes in a style sheet: `.xl65 {mso-number-format:"Short Date";}`.
    pub(super) fn add(&mut self, sheet: &str) {
        for rule in sheet.split('}') {
            let Some((selectors, body)) = rule.rsplit_once('{') else {
                continue;
            };
            let Some(shows) = number_format(body) else {
                continue;
            };
            for selector in selectors.split(',') {
                let name = selector.trim().rsplit_once('.').map(|(_, name)| name);
                if let Some(name) = name {
                    self.0.insert(name.to_owned(), shows);
                }
            }
        }
    }

    /// The format of an element of these classes.
    pub(super) fn of(&self, classes: &str) -> Option<Shows> {
        let mut classes = classes.split_ascii_whitespace();
        classes.find_map(|class| self.0.get(class).copied())
    }
}

/// The `mso-number-format` among these declarations.
pub(super) fn number_format(declarations: &str) -> Option<Shows> {
    let (_, rest) = declarations.split_once("mso-number-format")?;
    let rest = rest.trim_start().strip_prefix(':')?.trim_start();
    let mut chars = rest.chars();
    let mut code = String::new();
    let quote = chars.next().filter(|c| matches!(c, '"' | '\''));
    let mut chars = if quote.is_some() { chars } else { rest.chars() };
    while let Some(c) = chars.next() {
        match c {
            '\\' => unescape(&mut chars, &mut code),
            _ if Some(c) == quote || (quote.is_none() && c == ';') => break,
            _ => code.push(c),
        }
    }
    Some(shows(code.trim()))
}

/// The character behind a backslash: four hex digits, as Excel writes them, or itself.
fn unescape(chars: &mut std::str::Chars<'_>, code: &mut String) {
    let hex = chars.as_str().get(..4);
    let number = hex.and_then(|hex| u32::from_str_radix(hex, 16).ok());
    if let Some(c) = number.and_then(char::from_u32) {
        chars.nth(3);
        code.push(c);
    } else {
        code.extend(chars.next());
    }
}

/// What a format code or the name of a built-in format shows.
pub(super) fn shows(code: &str) -> Shows {
    let lower = code.to_ascii_lowercase();
    match lower.as_str() {
        "@" | "text" => Shows::Text,
        "general" | "fixed" | "standard" | "percent" | "scientific" | "currency" | "yes/no"
        | "true/false" | "on/off" => Shows::Number,
        _ if lower.ends_with(" date") || lower.ends_with(" time") => Shows::Date,
        _ if shows_date(code) => Shows::Date,
        _ => Shows::Number,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_as_excel_writes_them() {
        for (css, expected) in [
            (r#"mso-number-format:"\@";"#, Some(Shows::Text)),
            (r"mso-number-format:\@", Some(Shows::Text)),
            (
                r#"color:red;mso-number-format:"Short Date";"#,
                Some(Shows::Date),
            ),
            (r#"mso-number-format:"yyyy\\-mm\\-dd""#, Some(Shows::Date)),
            (
                r#"mso-number-format:"yyyy\0022年\0022m\0022月\0022d\0022日\0022\;\@""#,
                Some(Shows::Date),
            ),
            (r#"mso-number-format:"\#\,\#\#0\.00""#, Some(Shows::Number)),
            ("mso-number-format:Standard;", Some(Shows::Number)),
            ("mso-number-format:Currency", Some(Shows::Number)),
            ("mso-number-format:'0.0%'", Some(Shows::Number)),
            (
                r#"mso-number-format:"0\0022days\0022""#,
                Some(Shows::Number),
            ),
            ("color:red", None),
            ("mso-number-format", None),
        ] {
            assert_eq!(number_format(css), expected, "{css}");
        }
        let mut styles = Styles::default();
        styles.add(
            "<!-- td {color:red;} .xl65, td.xl66 {mso-number-format:\"Short Date\";} .a{} -->",
        );
        assert_eq!(styles.of("b xl66"), Some(Shows::Date));
        assert_eq!(styles.of("xl65"), Some(Shows::Date));
        assert_eq!(styles.of("a"), None);
    }
}
