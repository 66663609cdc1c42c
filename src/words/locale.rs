use std::collections::BTreeMap;
use std::fmt;

use serde_json::{Map, Value};

use super::style::{NumberStyle, Style};
use super::template::{Part, parts};
use super::{Arg, Args, Message};

/// How deep codes may name codes; deeper ones are shown as codes.
const DEPTH: u8 = 4;

/// Why a locale file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordsError {
    /// Where in the file, as far as known.
    pub at: String,
}

impl fmt::Display for WordsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "locale file broken at {}", self.at)
    }
}

impl std::error::Error for WordsError {}

/// One language: its templates and its number style.
///
/// A template holds places: `{name}` (a text as it is; a number with at most one decimal) or
/// `{name:style}`, the style being one of [`NumberStyle`]'s names in lower case, `date` (an ISO
/// date in the language's form), `word` (the argument is a code: its own text) or `list`. A style
/// that does not fit the argument is not applied; a place without argument, or with a style that
/// does not exist, is shown as it stands.
///
/// ```
/// use kamlens::words::{Message, NumberStyle, Words};
/// let words = Words::parse(include_str!("../../www/locales/zh-CN.json")).unwrap();
/// assert_eq!(words.number(170_000_000.0, NumberStyle::Money), "1.7亿");
/// assert_eq!(words.render(&Message::new("no.such.code")), "no.such.code");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Words {
    locale: String,
    style: Style,
    templates: BTreeMap<String, String>,
}

impl Words {
    /// A locale file (`www/locales/<bcp47>.json`): nested sections of templates, whose path is
    /// their code; the section `style` is the language's own and holds no templates.
    ///
    /// # Errors
    /// JSON that is broken, that lacks `style` or `meta.locale`, or a template that is no text.
    pub fn parse(json: &str) -> Result<Self, WordsError> {
        let fault = |at: String| WordsError { at };
        let mut sections: Map<String, Value> = serde_json::from_str(json)
            .map_err(|e| fault(format!("line {}, column {}", e.line(), e.column())))?;
        let style = sections.remove("style").unwrap_or_default();
        let style: Style =
            serde_json::from_value(style).map_err(|e| fault(format!("style: {e}")))?;
        if let Some(at) = style.fault() {
            return Err(fault(at.to_owned()));
        }
        let mut templates = BTreeMap::new();
        collect(sections, "", &mut templates).map_err(fault)?;
        let locale = templates
            .get("meta.locale")
            .cloned()
            .ok_or_else(|| fault("meta.locale".to_owned()))?;
        Ok(Self {
            locale,
            style,
            templates,
        })
    }

    /// The BCP 47 tag.
    pub fn locale(&self) -> &str {
        &self.locale
    }

    /// The message in this language. A code that the file lacks is returned as it is.
    pub fn render(&self, message: &Message) -> String {
        self.render_at(&message.code, &message.args, 0)
    }

    /// A message without arguments.
    pub fn text(&self, code: &str) -> String {
        self.render(&Message::new(code))
    }

    /// A number in this language, rounded half away from zero as `Intl` does. What is not a
    /// number is a dash.
    pub fn number(&self, value: f64, style: NumberStyle) -> String {
        self.style.number(value, style)
    }

    /// True if the file has this code, in one form or in plural forms.
    pub fn has(&self, code: &str) -> bool {
        self.template(code, None).is_some()
    }

    /// The template of a code. With plural forms, 1 takes `_one` where the language has it, and
    /// every other number, or none, takes `_other`.
    fn template(&self, code: &str, n: Option<f64>) -> Option<&str> {
        let form = |suffix: &str| self.templates.get(&format!("{code}{suffix}"));
        let plural = || {
            let one = (n == Some(1.0)).then(|| form("_one")).flatten();
            one.or_else(|| form("_other"))
        };
        form("").or_else(plural).map(String::as_str)
    }

    fn render_at(&self, code: &str, args: &Args, depth: u8) -> String {
        let n = args.iter().find_map(|(name, arg)| match arg {
            Arg::Number(n) if *name == "n" => Some(*n),
            _ => None,
        });
        let Some(template) = self.template(code, n).filter(|_| depth < DEPTH) else {
            return code.to_owned();
        };
        let text = |part| match part {
            Part::Text(text) => text.to_owned(),
            Part::Place { raw, name, style } => args
                .iter()
                .find(|(given, _)| *given == name)
                .and_then(|(_, arg)| self.place(arg, style.unwrap_or("num"), args, depth))
                .unwrap_or_else(|| raw.to_owned()),
        };
        parts(template).into_iter().map(text).collect()
    }

    /// One argument in a style; `None` for a style that does not exist.
    fn place(&self, arg: &Arg, style: &str, args: &Args, depth: u8) -> Option<String> {
        let number = NumberStyle::from_name(style);
        if number.is_none() && !matches!(style, "date" | "word" | "list") {
            return None;
        }
        Some(match arg {
            Arg::Number(value) => self.number(*value, number.unwrap_or(NumberStyle::Num)),
            Arg::Code(code) => self.render_at(code, args, depth + 1),
            Arg::Text(text) if style == "word" => self.render_at(text, args, depth + 1),
            Arg::Text(text) if style == "date" => self.style.date(text),
            Arg::Text(text) => text.clone(),
            Arg::List(items) => {
                let item = |item| self.place(item, style, args, depth);
                let items: Option<Vec<String>> = items.iter().map(item).collect();
                self.style.list(&items?)
            }
        })
    }
}

/// Puts every text of a section under its dotted path; the path of what is not a text is the error.
fn collect(
    section: Map<String, Value>,
    path: &str,
    into: &mut BTreeMap<String, String>,
) -> Result<(), String> {
    for (key, value) in section {
        let code = if path.is_empty() {
            key
        } else {
            format!("{path}.{key}")
        };
        match value {
            Value::String(text) => {
                into.insert(code, text);
            }
            Value::Object(inner) => collect(inner, &code, into)?,
            _ => return Err(code),
        }
    }
    Ok(())
}
