//! A cell with another value, and how it is said.

use super::subject;
use crate::book::Field;
use crate::policy::{Scale, Subject, TierPolicy};
use crate::words::{Arg, Message};

/// A cell with another value.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What the cell holds.
    pub subject: Subject,
    /// Index of the first criterion that reads it; its scale gives the words of categories.
    pub criterion: usize,
    /// The value that the account has, in the field's own unit.
    pub from: f64,
    /// The nearest value that is enough.
    pub to: f64,
    /// The line that is met, as a person would say it: `to` itself, or the value that `to` lies just
    /// beyond ("below 15 %").
    pub line: f64,
    /// The word that stands in the cell, where it is read as a word.
    pub from_word: Option<String>,
    /// The word that `to` stands for; `None`: any that the policy does not know, or a number.
    pub word: Option<String>,
    /// |Δu|, 0 … 1.
    pub cost: f64,
}

impl Change {
    /// "margin: 11 % → 15 %" as a message: `tiers.change.…`. Numbers are rounded away from the
    /// present value, so that what is said is still enough.
    pub fn message(&self, policy: &TierPolicy) -> Message {
        let scale = policy.criteria.get(self.criterion).map(|c| &c.scale);
        let field = super::actions::subject_arg(&self.subject);
        if scale.is_some_and(Scale::is_words) {
            let word = |known: Option<&str>| match known {
                Some(word) => Arg::from(word),
                None => Arg::Code("tiers.change.other".to_owned()),
            };
            return Message::new("tiers.change.word")
                .with("field", field)
                .with("from", word(self.from_word.as_deref()))
                .with("to", word(self.word.as_deref()));
        }
        if self.is_yes_no(scale) {
            let yes = |value: f64| {
                let word = if value != 0.0 { "yes" } else { "no" };
                Arg::Code(format!("tiers.change.{word}"))
            };
            return Message::new("tiers.change.word")
                .with("field", field)
                .with("from", yes(self.from))
                .with("to", yes(self.to));
        }
        let kind = match self.subject {
            Subject::Field(Field::Margin | Field::OrderMargin) => "percent",
            _ => "number",
        };
        let side = match (self.line == self.to, self.to > self.from) {
            (true, _) => "",
            (false, true) => "Above",
            (false, false) => "Below",
        };
        let to = if side.is_empty() {
            self.said(self.to)
        } else {
            self.said(self.line)
        };
        Message::new(format!("tiers.change.{kind}{side}"))
            .with("field", field)
            .with("from", self.from)
            .with("to", to)
    }

    fn is_yes_no(&self, scale: Option<&Scale>) -> bool {
        let yes_no = |field: Field| subject::reading(field) == Some(subject::Reading::YesNo);
        match &self.subject {
            Subject::Field(field) => yes_no(*field),
            Subject::Extra(_) => scale == Some(&Scale::YesNo),
        }
    }

    /// A value in at most three figures (a margin: a tenth of a percent), away from the present one.
    fn said(&self, value: f64) -> f64 {
        if subject::is_whole(&self.subject) || value == 0.0 {
            return value;
        }
        let step = match self.subject {
            Subject::Field(Field::Margin | Field::OrderMargin) => 0.001,
            _ => libm::pow(10.0, libm::floor(libm::log10(value.abs())) - 2.0),
        };
        let steps = value / step;
        let near = steps.round();
        let rounded = if (steps - near).abs() < 1e-6 {
            near
        } else if self.to > self.from {
            steps.ceil()
        } else {
            steps.floor()
        };
        rounded * step
    }
}
