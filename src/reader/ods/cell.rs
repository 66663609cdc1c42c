//! One cell: its attributes, its paragraphs, its value.

use jiff::Span;
use quick_xml::events::BytesStart;

use super::damaged;
use crate::reader::ReadError;
use crate::reader::serial::iso;
use crate::reader::xml::{attributes, local};
use crate::table::Cell;

/// What a cell's attributes say.
#[derive(Default)]
pub(super) struct Head {
    pub(super) repeat: u32,
    pub(super) kind: String,
    pub(super) value: String,
    pub(super) across: u32,
    pub(super) down: u32,
    pub(super) error: bool,
}

/// A cell that is being read.
#[derive(Default)]
pub(super) struct Open {
    pub(super) head: Head,
    pub(super) text: String,
    /// Paragraphs so far.
    pub(super) lines: u32,
    /// Within a paragraph: how deep in it.
    pub(super) within: u32,
}

pub(super) enum Value {
    Number(f64),
    Text(String),
    Bool(bool),
    Date(jiff::civil::DateTime),
    Error(String),
}

impl Value {
    pub(super) fn cell(&self) -> Cell<'_> {
        match self {
            Self::Number(number) => Cell::Number(*number),
            Self::Text(text) => Cell::Text(text),
            Self::Bool(value) => Cell::Bool(*value),
            Self::Date(date) => Cell::Date(*date),
            Self::Error(text) => Cell::Error(text),
        }
    }
}

/// Elements in a cell: paragraphs and what stands in them.
pub(super) fn within_cell(
    cell: &mut Open,
    tag: &BytesStart<'_>,
    empty: bool,
    skipped: &mut u32,
) -> Result<(), ReadError> {
    let name = tag.name();
    match local(name.as_ref()) {
        "p" if cell.within == 0 => {
            if cell.lines > 0 {
                cell.text.push('\n');
            }
            cell.lines += 1;
            cell.within = u32::from(!empty);
        }
        "s" => {
            let mut blanks = 1;
            attributes(tag, |key, value| {
                if key == "c" {
                    blanks = count(value).min(1_000);
                }
            });
            // A blank that is meant, unlike white space: never dropped with it.
            cell.text
                .extend(std::iter::repeat_n('\u{a0}', blanks as usize));
            cell.within += u32::from(!empty);
        }
        "tab" | "line-break" => {
            cell.text.push(if local(name.as_ref()) == "tab" {
                '\t'
            } else {
                '\n'
            });
            cell.within += u32::from(!empty);
        }
        "annotation" | "ruby-text" | "note" if !empty => *skipped = 1,
        _ if cell.within > 0 => cell.within += u32::from(!empty),
        _ if !empty => *skipped = 1,
        _ => {}
    }
    Ok(())
}

pub(super) fn head(tag: &BytesStart<'_>) -> Result<Head, ReadError> {
    let mut head = Head {
        repeat: 1,
        ..Head::default()
    };
    let sound = attributes(tag, |key, value| match key {
        "number-columns-repeated" => head.repeat = count(value),
        "number-columns-spanned" => head.across = count(value),
        "number-rows-spanned" => head.down = count(value),
        // LibreOffice's own second type comes last, and only its *error* says more.
        "value-type" if value == "error" => head.error = true,
        "value-type" if head.kind.is_empty() => value.clone_into(&mut head.kind),
        "value" | "date-value" | "time-value" | "boolean-value" | "string-value" => {
            value.clone_into(&mut head.value);
        }
        _ => {}
    });
    if sound { Ok(head) } else { Err(damaged()) }
}

pub(super) fn count(text: &str) -> u32 {
    text.parse::<u32>().unwrap_or(1).max(1)
}

/// A cell's value; nothing where it has none.
pub(super) fn value(cell: Open) -> Option<Value> {
    let Open { head, text, .. } = cell;
    let text = || text.replace('\u{a0}', " ");
    if head.error {
        return Some(Value::Error(text()));
    }
    let number = || {
        head.value
            .trim()
            .parse()
            .ok()
            .filter(|n: &f64| n.is_finite())
    };
    match head.kind.as_str() {
        "float" | "percentage" | "currency" => number().map(Value::Number),
        "boolean" => Some(Value::Bool(head.value == "true")),
        "date" => iso(&head.value)
            .map(Value::Date)
            .or_else(|| Some(Value::Text(head.value.clone()))),
        "time" => days(&head.value)
            .map(Value::Number)
            .or_else(|| Some(Value::Text(head.value.clone()))),
        "string" if !head.value.is_empty() => Some(Value::Text(head.value.clone())),
        _ => {
            let text = text();
            (!text.trim().is_empty()).then_some(Value::Text(text))
        }
    }
}

/// `PT10H30M00S` in days, as other spreadsheets keep it.
fn days(duration: &str) -> Option<f64> {
    let span: Span = duration.parse().ok()?;
    let clock = 3600 * i64::from(span.get_hours()) + 60 * span.get_minutes() + span.get_seconds();
    let seconds = clock as f64 + span.get_milliseconds() as f64 / 1e3;
    Some((seconds + 86_400.0 * f64::from(span.get_days())) / 86_400.0)
}
