//! What a chart is drawn from, and short ways to its words and numbers.

use std::collections::BTreeSet;

use super::ChartOptions;
use super::text_metrics::TextMetrics;
use crate::analysis::{Context, Reports};
use crate::book::{AccountId, Book, TableKind};
use crate::order::Gather;
use crate::words::{Arg, Message, NumberStyle, Words};

/// Everything that a chart looks at.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// The book.
    pub book: &'a Book,
    /// As-of date and settings.
    pub context: &'a Context,
    /// The answers.
    pub reports: &'a Reports,
    /// The language.
    pub words: &'a Words,
    /// Text widths.
    pub metrics: &'a TextMetrics,
    /// How to draw.
    pub options: &'a ChartOptions,
}

/// How much room there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Room {
    /// Below 520 pixels.
    Small,
    /// Below 620 pixels.
    Medium,
    /// 620 pixels and more.
    Large,
}

impl<'a> Scene<'a> {
    /// Drawn width, within what charts are made for.
    pub fn width(&self) -> f64 {
        let width = self.options.width;
        if width.is_finite() {
            libm::floor(width).clamp(300.0, 1200.0)
        } else {
            760.0
        }
    }

    /// The breakpoint that applies.
    pub fn room(&self) -> Room {
        match self.width() {
            w if w < 520.0 => Room::Small,
            w if w < 620.0 => Room::Medium,
            _ => Room::Large,
        }
    }

    /// A text of the section `chart`.
    pub fn say(&self, code: &str) -> String {
        self.words.text(&format!("chart.{code}"))
    }

    /// A message of the section `chart`, to be given arguments and rendered.
    pub fn message(&self, code: &str) -> Message {
        Message::new(format!("chart.{code}"))
    }

    /// The message in the chart's language.
    pub fn render(&self, message: &Message) -> String {
        self.words.render(message)
    }

    /// A finding as a title: without the full stop of a sentence.
    pub fn headline(&self, message: &Message) -> String {
        let text = self.words.render(message);
        text.trim_end_matches(['。', '.']).to_owned()
    }

    /// A number in the chart's language.
    pub fn number(&self, value: f64, style: NumberStyle) -> String {
        self.words.number(value, style)
    }

    /// Values joined as the language joins them.
    pub fn list(&self, values: Vec<String>) -> String {
        let values = values.into_iter().map(Arg::Text).collect();
        self.render(&self.message("list").with("values", Arg::List(values)))
    }

    /// Clauses joined into a sentence.
    pub fn clauses(&self, messages: &[Message]) -> String {
        let parts: Vec<String> = messages.iter().map(|m| self.render(m)).collect();
        parts.join(&self.say("clause"))
    }

    /// Name of an account.
    pub fn account(&self, id: AccountId) -> &'a str {
        self.book.account(id).map_or("", |a| a.name.as_str())
    }

    /// The files that have a table of these kinds, and the as-of date: the first footer line.
    pub fn source(&self, kinds: &[TableKind]) -> String {
        let sources = self.book.sources.iter();
        let used = sources.filter(|s| s.used > 0 && s.kind.is_some_and(|k| kinds.contains(&k)));
        let files: BTreeSet<&str> = used.map(|s| s.file.as_str()).gather();
        let as_of = self.context.as_of.to_string();
        let (code, names) = match files.len() {
            0 => ("as_of", Vec::new()),
            1 | 2 => ("source", files.iter().map(|f| Arg::from(*f)).collect()),
            _ => ("source_many", Vec::new()),
        };
        self.render(
            &self
                .message(code)
                .with("files", Arg::List(names))
                .with("n", files.len())
                .with("asOf", as_of),
        )
    }
}
