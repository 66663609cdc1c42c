//! The steps of the waterfall: known criteria, the most points first, then those that are open.

use super::say;
use crate::analysis::tiering::{AccountTier, Reading, reading, subject_arg};
use crate::book::Field;
use crate::chart::scene::Scene;
use crate::order::InOrder;
use crate::policy::{Criterion, Scale, Subject, TierPolicy};
use crate::words::{Arg, NumberStyle};

/// One criterion.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Index into the policy's criteria.
    pub index: usize,
    /// What it looks at, as an argument of a message.
    pub field: Arg,
    /// What it looks at, in words.
    pub name: String,
    /// Least points.
    pub low: f64,
    /// Most points.
    pub high: f64,
    /// Points before it, with all that is open at its worst and at its best.
    pub from: (f64, f64),
    /// The most it could bring.
    pub full: f64,
    /// The cell as a person reads it, if known.
    pub value: Option<String>,
}

impl Step {
    /// Points that a missing cell leaves open.
    pub fn open(&self) -> f64 {
        self.high - self.low
    }
}

/// The steps of an account; criteria without weight are left out.
pub fn steps(scene: Scene<'_>, policy: &TierPolicy, account: &AccountTier) -> Vec<Step> {
    let all: f64 = policy.criteria.iter().map(|c| c.weight.max(0.0)).sum();
    let found = account.contributions.iter().filter_map(|part| {
        let criterion = policy.criteria.get(part.criterion)?;
        let field = subject_arg(&criterion.subject);
        let name = scene.render(&say(scene, "criterion").with("field", field.clone()));
        let full = 100.0 * criterion.weight / all;
        (criterion.weight > 0.0 && full.is_finite()).then(|| Step {
            index: part.criterion,
            name,
            field,
            low: part.low,
            high: part.high,
            from: (0.0, 0.0),
            full,
            value: part.value.map(|v| said(scene, criterion, v)),
        })
    });
    let mut steps: Vec<Step> = found.collect();
    steps.order_by(|a, b| {
        let open = |s: &Step| s.open() > 0.05;
        open(a)
            .cmp(&open(b))
            .then(b.low.total_cmp(&a.low))
            .then(b.high.total_cmp(&a.high))
            .then(a.index.cmp(&b.index))
    });
    let mut sum = (0.0, 0.0);
    for step in &mut steps {
        step.from = sum;
        sum = (sum.0 + step.low, sum.1 + step.high);
    }
    steps
}

/// A value in the field's own unit.
fn said(scene: Scene<'_>, criterion: &Criterion, value: f64) -> String {
    let yes_no = || scene.say(if value != 0.0 { "yes" } else { "no" });
    if let Scale::Categories { values, .. } = &criterion.scale {
        let word = values.get(value as usize).map(|(word, _)| word.clone());
        return word.unwrap_or_else(|| scene.words.text("tiers.change.other"));
    }
    let style = match &criterion.subject {
        Subject::Field(Field::Margin | Field::OrderMargin) => NumberStyle::Percent,
        Subject::Field(Field::Revenue | Field::Potential | Field::OrderAmount) => {
            NumberStyle::Money
        }
        Subject::Field(field) if reading(*field) == Some(Reading::YesNo) => return yes_no(),
        Subject::Extra(_) if criterion.scale == Scale::YesNo => return yes_no(),
        _ => NumberStyle::Num,
    };
    scene.number(value, style)
}
