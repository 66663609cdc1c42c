//! What was noticed while reading and importing, by the page: a report holds the first ones only.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{DiagnosticView, Lens};
use crate::order::InOrder;
use crate::table::{Diagnostic, Severity};
use crate::words::Arg;

/// Which diagnostics are wanted: all that match every part that is given.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct NoticesRequest {
    /// Only this code or this group's key; groups are counted over all still.
    pub code: Option<String>,
    /// `note` or `warning`.
    pub severity: Option<String>,
    /// Only this file.
    pub file: Option<String>,
    /// Only this sheet.
    pub sheet: Option<String>,
    /// Stands in the sentence, the cell's address or its content; case does not matter.
    pub text: Option<String>,
    /// How many to leave out first.
    pub from: usize,
    /// Most that are given; 5 000 at once.
    pub count: usize,
}

/// All diagnostics of one code, about one field if they are about a field.
#[derive(Debug, Clone, Serialize)]
pub struct NoticeGroup {
    /// The code, and the field behind a colon: `unreadable:amount`.
    pub key: String,
    /// How many of them match.
    pub count: usize,
    /// All say the same sentence.
    pub same: bool,
    /// The first ones, at most six.
    pub examples: Vec<DiagnosticView>,
}

/// Diagnostics that match: counted by code, warnings and the most frequent first, and one part of them.
#[derive(Debug, Clone, Serialize)]
pub struct NoticesView {
    /// How many match, of this code if one was asked for.
    pub total: usize,
    /// Codes that match.
    pub groups: Vec<NoticeGroup>,
    /// The part asked for, in the order of the report.
    pub items: Vec<DiagnosticView>,
}

/// The diagnostics that match a request.
pub fn notices(lens: &Lens<'_>, request: &NoticesRequest) -> NoticesView {
    const MOST: usize = 5000;
    let wanted = request.text.as_deref().map(|t| t.trim().to_lowercase());
    let found: Vec<&Diagnostic> = all(lens)
        .filter(|d| placed(d, request) && said(d, wanted.as_deref(), lens))
        .collect();
    let groups = groups(&found, lens);
    let of_code = found.iter().filter(|d| {
        request
            .code
            .as_deref()
            .is_none_or(|code| d.code() == code || key(d) == code)
    });
    NoticesView {
        total: of_code.clone().count(),
        groups,
        items: of_code
            .skip(request.from)
            .take(request.count.min(MOST))
            .map(|d| DiagnosticView::new(d, lens))
            .collect(),
    }
}

/// Of the readers first, then of the import.
pub(super) fn all<'a>(lens: &Lens<'a>) -> impl Iterator<Item = &'a Diagnostic> + Clone {
    let read = lens.answers.files.iter().flat_map(|f| &f.diagnostics);
    read.chain(&lens.answers.imported.diagnostics)
}

fn placed(diagnostic: &Diagnostic, request: &NoticesRequest) -> bool {
    let at = diagnostic.at.as_ref();
    let same = |wanted: &Option<String>, have: Option<&str>| {
        wanted.as_deref().is_none_or(|w| have == Some(w))
    };
    same(&request.severity, Some(severity(diagnostic.severity)))
        && same(&request.file, at.map(|a| a.file.as_str()))
        && same(&request.sheet, at.map(|a| a.sheet.as_str()))
}

fn said(diagnostic: &Diagnostic, wanted: Option<&str>, lens: &Lens<'_>) -> bool {
    let Some(wanted) = wanted.filter(|w| !w.is_empty()) else {
        return true;
    };
    let contains = |text: &str| text.to_lowercase().contains(wanted);
    contains(&diagnostic.raw)
        || diagnostic.place().is_some_and(|place| contains(&place))
        || contains(&lens.words.render(&diagnostic.message))
}

fn groups(found: &[&Diagnostic], lens: &Lens<'_>) -> Vec<NoticeGroup> {
    const EXAMPLES: usize = 6;
    let mut by_key: BTreeMap<String, Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in found {
        by_key.entry(key(diagnostic)).or_default().push(diagnostic);
    }
    let mut groups: Vec<_> = by_key.into_iter().collect();
    // Stable, so that equals stay in the order of their codes.
    groups.order_by_key(|(_, group)| Reverse((group.first().map(|d| d.severity), group.len())));
    groups
        .into_iter()
        .map(|(key, group)| NoticeGroup {
            key,
            count: group.len(),
            same: group
                .windows(2)
                .all(|pair| matches!(pair, [a, b] if a.message == b.message)),
            examples: group
                .iter()
                .take(EXAMPLES)
                .map(|d| DiagnosticView::new(d, lens))
                .collect(),
        })
        .collect()
}

/// What a diagnostic is grouped by.
fn key(diagnostic: &Diagnostic) -> String {
    let mut args = diagnostic.message.args.iter();
    let field = args.find(|(name, _)| name == "field");
    let field = field.and_then(|(_, arg)| match arg {
        Arg::Code(code) => code.strip_prefix("field."),
        _ => None,
    });
    match field {
        Some(field) => format!("{}:{field}", diagnostic.code()),
        None => diagnostic.code().to_owned(),
    }
}

/// Its name on the wire.
pub(super) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
    }
}
