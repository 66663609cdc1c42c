//! The columns that a policy can use, for its editor.

use serde::Serialize;

use super::Lens;
use super::policy::{ScaleFile, scale_file, subject_name};
use crate::analysis::tiering::{Measure, Reading, SubjectProfile, subjects};

/// A column of the accounts, how its values are spread, and a scale to begin with.
#[derive(Debug, Clone, Serialize)]
pub struct SubjectView {
    subject: String,
    /// `number`, `yes-no` or `words`.
    reading: &'static str,
    /// `money`, `ratio`, `rank` or `count`.
    measure: &'static str,
    known: usize,
    spread: Option<SpreadView>,
    words: Vec<(String, usize)>,
    scale: ScaleFile,
}

#[derive(Debug, Clone, Serialize)]
struct SpreadView {
    min: f64,
    q20: f64,
    q50: f64,
    q80: f64,
    q95: f64,
    max: f64,
}

/// All columns that a policy can use.
pub fn views(lens: &Lens<'_>) -> Vec<SubjectView> {
    subjects(lens.book()).iter().map(view).collect()
}

fn view(profile: &SubjectProfile) -> SubjectView {
    SubjectView {
        subject: subject_name(&profile.subject),
        reading: match profile.reading {
            Reading::Number => "number",
            Reading::YesNo => "yes-no",
            Reading::Words => "words",
        },
        measure: match profile.measure {
            Measure::Money => "money",
            Measure::Ratio => "ratio",
            Measure::Rank => "rank",
            Measure::Count => "count",
        },
        known: profile.known,
        spread: profile.spread.map(|s| SpreadView {
            min: s.min,
            q20: s.q20,
            q50: s.q50,
            q80: s.q80,
            q95: s.q95,
            max: s.max,
        }),
        words: profile.words.clone(),
        scale: scale_file(&profile.scale),
    }
}
