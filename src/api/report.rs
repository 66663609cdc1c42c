use serde::Serialize;

use super::accounts::{self, DuplicateView, UnmatchedView};
use super::focus::FocusView;
use super::relationships::RelationshipsView;
use super::rows::{RowsRequest, rows};
use super::scorecard::ScorecardView;
use super::share::ShareView;
use super::tiers::TiersView;
use super::{
    ApiError, DiagnosticView, EvidenceView, Lens, MessageView, focus, names, notices,
    relationships, scorecard, share, tiers,
};
use crate::analysis::{Finding, Unlock};
use crate::book::{ColumnTarget, Source};
use crate::engine::File;
use crate::table::{Diagnostic, Order, column_name};
use crate::words::{Arg, Message};

/// The whole answer: what was read, what was noticed, what it means. It is the JSON of
/// `kamlens analyze --json` and the page's model.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReportView<'a> {
    version: &'static str,
    as_of: String,
    seed: u64,
    locale: &'a str,
    currency: Option<&'a str>,
    files: Vec<FileView<'a>>,
    tables: Vec<TableView<'a>>,
    counts: CountsView,
    diagnostics: Vec<DiagnosticView>,
    diagnostics_total: usize,
    diagnostic_counts: Vec<DiagnosticCount<'a>>,
    accounts: Vec<AccountView<'a>>,
    accounts_total: usize,
    duplicates: Vec<DuplicateView<'a>>,
    duplicates_total: usize,
    unmatched: Vec<UnmatchedView<'a>>,
    unmatched_total: usize,
    reports: ReportsView<'a>,
    findings: Vec<FindingView>,
}

#[derive(Debug, Clone, Serialize)]
struct FileView<'a> {
    name: &'a str,
    status: &'static str,
    error: Option<ApiError>,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct TableView<'a> {
    file: &'a str,
    sheet: &'a str,
    /// Which part of the sheet, from 0.
    region: u32,
    /// How the part's cells are arranged: `as-is`, `turned` or `unpivoted`.
    order: &'static str,
    kind: Option<&'static str>,
    read: u32,
    used: u32,
    set_aside: u32,
    header_row: Option<u32>,
    /// The decision about it: index into the mapping file's `tables`.
    choice: Option<u32>,
    columns: Vec<ColumnView<'a>>,
}

#[derive(Debug, Clone, Serialize)]
struct ColumnView<'a> {
    col: u32,
    /// Where it stands in the sheet: a column's letters, or a row's number.
    at: String,
    header: &'a str,
    target: String,
    confidence: f64,
}

#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct CountsView {
    read: u64,
    used: u64,
    set_aside: u64,
}

#[derive(Debug, Clone, Serialize)]
struct DiagnosticCount<'a> {
    code: &'a str,
    count: usize,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct AccountView<'a> {
    name: &'a str,
    id: Option<&'a str>,
    region: Option<&'a str>,
    business_unit: Option<&'a str>,
    industry: Option<&'a str>,
    owner: Option<&'a str>,
    tier: Option<&'a str>,
}

#[derive(Debug, Clone, Serialize)]
struct ReportsView<'a> {
    tiers: TiersView<'a>,
    focus: FocusView<'a>,
    relationships: RelationshipsView<'a>,
    share: ShareView<'a>,
    scorecard: ScorecardView<'a>,
}

#[derive(Debug, Clone, Serialize)]
struct FindingView {
    hurdle: u8,
    severity: &'static str,
    #[serde(flatten)]
    message: MessageView,
    unlock: Vec<UnlockView>,
    actions: Vec<MessageView>,
    evidence: Vec<EvidenceView>,
    /// How many rows it rests on; `evidence` has the first ones.
    rows: usize,
}

#[derive(Debug, Clone, Serialize)]
struct UnlockView {
    table: &'static str,
    fields: Vec<&'static str>,
    text: String,
}

/// The view of the engine's answers.
pub fn report<'a>(lens: &Lens<'a>) -> ReportView<'a> {
    let answers = lens.answers;
    let book = lens.book();
    let diagnostics = || notices::all(lens);
    ReportView {
        version: env!("CARGO_PKG_VERSION"),
        as_of: answers.context.as_of.to_string(),
        seed: answers.context.seed,
        locale: lens.words.locale(),
        currency: book.currency.as_deref(),
        files: answers.files.iter().map(|f| file(f, lens)).collect(),
        tables: book.sources.iter().map(|s| table(s, lens)).collect(),
        counts: counts(&book.sources),
        diagnostics: diagnostics()
            .take(lens.take())
            .map(|d| DiagnosticView::new(d, lens))
            .collect(),
        diagnostics_total: diagnostics().count(),
        diagnostic_counts: diagnostic_counts(diagnostics()),
        accounts: account_views(lens),
        accounts_total: book.accounts.len(),
        duplicates: accounts::duplicates(lens),
        duplicates_total: answers.imported.duplicates.len(),
        unmatched: accounts::unmatched(lens),
        unmatched_total: answers.imported.unmatched.len(),
        reports: ReportsView {
            tiers: tiers::view(&answers.reports.tiers, lens),
            focus: focus::view(&answers.reports.focus, &answers.reports.tiers, lens),
            relationships: relationships::view(&answers.reports.relationships, lens),
            share: share::view(&answers.reports.share, lens),
            scorecard: scorecard::view(&answers.reports.scorecard, lens),
        },
        findings: answers
            .reports
            .findings()
            .into_iter()
            .map(|f| finding(f, lens))
            .collect(),
    }
}

fn file<'a>(file: &'a File, lens: &Lens<'a>) -> FileView<'a> {
    FileView {
        name: &file.name,
        status: if file.error.is_none() { "ok" } else { "error" },
        error: file.error.as_ref().map(|e| ApiError::new(e, lens.words)),
    }
}

fn table<'a>(source: &'a Source, lens: &Lens<'a>) -> TableView<'a> {
    let columns = source.columns.iter().map(|c| ColumnView {
        col: c.col,
        at: column_at(source, c.col),
        header: &c.header,
        target: target(&c.target, lens),
        confidence: c.confidence,
    });
    TableView {
        file: &source.file,
        sheet: &source.sheet,
        region: lens.region(source),
        order: order_name(&source.view.order),
        kind: source.kind.map(|k| k.name()),
        read: source.read,
        used: source.used,
        set_aside: source.set_aside,
        header_row: source.header_row,
        choice: lens.choice_number(lens.source_index(source)),
        columns: columns.collect(),
    }
}

/// The stable name of an arrangement.
pub(super) fn order_name(order: &Order) -> &'static str {
    match order {
        Order::AsIs => "as-is",
        Order::Turned => "turned",
        Order::Unpivoted(_) => "unpivoted",
    }
}

fn column_at(source: &Source, col: u32) -> String {
    match source.view.order {
        Order::AsIs => column_name(col),
        Order::Turned => (source.place(1, col).0 + 1).to_string(),
        // Behind the last stands the sheet's name, in no column.
        Order::Unpivoted(_) if col >= source.view.cols() => String::new(),
        Order::Unpivoted(_) => column_name(source.place(0, col).1),
    }
}

fn target(target: &ColumnTarget, lens: &Lens<'_>) -> String {
    match target {
        ColumnTarget::Field(field) => field.name().to_owned(),
        ColumnTarget::Verdict(unit) => format!("verdict:{unit}"),
        ColumnTarget::UnitAmount(unit) => format!("amount:{unit}"),
        ColumnTarget::UnitMargin(unit) => format!("margin:{unit}"),
        ColumnTarget::Extra(index) => {
            let name = lens.book().extra_columns.get(*index as usize);
            format!("extra:{}", name.map_or("", String::as_str))
        }
    }
}

fn counts(sources: &[Source]) -> CountsView {
    sources
        .iter()
        .fold(CountsView::default(), |sum, s| CountsView {
            read: sum.read + u64::from(s.read),
            used: sum.used + u64::from(s.used),
            set_aside: sum.set_aside + u64::from(s.set_aside),
        })
}

fn diagnostic_counts<'a>(all: impl Iterator<Item = &'a Diagnostic>) -> Vec<DiagnosticCount<'a>> {
    let mut counts = std::collections::BTreeMap::new();
    for diagnostic in all {
        *counts.entry(diagnostic.code()).or_insert(0) += 1;
    }
    counts
        .into_iter()
        .map(|(code, count)| DiagnosticCount { code, count })
        .collect()
}

fn account_views<'a>(lens: &Lens<'a>) -> Vec<AccountView<'a>> {
    let accounts = lens.book().accounts.iter().take(lens.take());
    accounts
        .map(|a| AccountView {
            name: &a.name,
            id: a.id.as_deref(),
            region: a.region.as_deref(),
            business_unit: a.business_unit.as_deref(),
            industry: a.industry.as_deref(),
            owner: a.owner.as_deref(),
            tier: a.tier.as_deref(),
        })
        .collect()
}

fn finding(finding: &Finding, lens: &Lens<'_>) -> FindingView {
    FindingView {
        hurdle: finding.hurdle,
        severity: names::severity(finding.severity),
        message: MessageView::new(&finding.message, lens.words),
        unlock: finding.unlock.iter().map(|u| unlock(u, lens)).collect(),
        actions: finding
            .actions
            .iter()
            .map(|m| MessageView::new(m, lens.words))
            .collect(),
        rows: rows_of(finding, lens),
        evidence: EvidenceView::list(&finding.evidence, lens),
    }
}

/// An account that a person has merged has several rows.
fn rows_of(finding: &Finding, lens: &Lens<'_>) -> usize {
    let request = RowsRequest {
        hurdle: Some(finding.hurdle),
        ..RowsRequest::default()
    };
    let all = || rows(lens, &request).map_or(0, |rows| rows.len());
    if lens.book().filled.is_empty() {
        finding.rows
    } else {
        all()
    }
}

fn unlock(unlock: &Unlock, lens: &Lens<'_>) -> UnlockView {
    let fields = unlock
        .fields
        .iter()
        .map(|f| Arg::Code(format!("field.{}", f.name())));
    let text = Message::new("page.unlock")
        .with("table", Arg::Code(format!("table.{}", unlock.table.name())))
        .with("fields", Arg::List(fields.collect()));
    UnlockView {
        table: unlock.table.name(),
        fields: unlock.fields.iter().map(|f| f.name()).collect(),
        text: lens.words.render(&text),
    }
}
