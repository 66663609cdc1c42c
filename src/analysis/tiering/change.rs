//! A cell with another value, and how it is said.

use super::score::{passes, utility};
use super::{TIE, subject};
use crate::book::Field;
use crate::policy::{Scale, Subject, Test, TierPolicy};
use crate::words::{Arg, Message};

/// Most figures that are tried beyond the first three.
const MOST_FIGURES: u32 = 9;

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
    /// present value, to as many figures as it takes for what is said to be still enough.
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
        let to = self.said(policy, !side.is_empty());
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

    /// What is said: rounded to three figures (a margin: a tenth of a percent) away from the present
    /// value, or to more where the policy does not find that enough. `beyond`: the line that is to
    /// be passed, not a value that is to be met.
    fn said(&self, policy: &TierPolicy, beyond: bool) -> f64 {
        let value = if beyond { self.line } else { self.to };
        if subject::is_whole(&self.subject) || value == 0.0 {
            return value;
        }
        let coarse = match self.subject {
            Subject::Field(Field::Margin | Field::OrderMargin) => 0.001,
            _ => libm::pow(10.0, libm::floor(libm::log10(value.abs())) - 2.0),
        };
        let up = self.to > self.from;
        let mut rounded = (0..MOST_FIGURES).map(|more| {
            let step = coarse / libm::pow(10.0, f64::from(more));
            let steps = value / step;
            let near = steps.round();
            if (steps - near).abs() < 1e-6 {
                value
            } else if up {
                steps.ceil() * step
            } else {
                steps.floor() * step
            }
        });
        let enough = rounded.find(|said| *said == value || self.is_enough(policy, *said, beyond));
        enough.unwrap_or(value)
    }

    /// Whether every scale that reads the cell goes at least as far there as at `to`, and every gate
    /// says the same.
    fn is_enough(&self, policy: &TierPolicy, said: f64, beyond: bool) -> bool {
        let met = match (beyond, self.to > self.from) {
            (false, _) => said,
            (true, true) => said.next_up(),
            (true, false) => said.next_down(),
        };
        let criteria = policy.criteria.iter();
        let mut criteria = criteria.filter(|c| c.subject == self.subject && !c.scale.is_words());
        let far = |scale: &Scale| {
            let goal = utility(scale, self.to);
            let way = goal - utility(scale, self.from);
            let more = utility(scale, met) - goal;
            if way == 0.0 {
                more.abs() < TIE
            } else {
                more * way.signum() > -TIE
            }
        };
        let gates = policy.gates.iter().filter(|g| g.subject == self.subject);
        let mut gates = gates.filter(|g| !matches!(g.test, Test::OneOf(_)));
        criteria.all(|c| far(&c.scale)) && gates.all(|g| passes(g, met) == passes(g, self.to))
    }
}
