//! What stands in the columns of a table, for the person who checks the mapping.

use serde::Serialize;

use super::Lens;
use super::coerced::ReadView;
use super::preview::{PreviewRow, rows};
use crate::book::{TableKind, fields};
use crate::import::{Ambiguity, ColumnProfile, How, Profile, Reads};
use crate::policy::Subject;
use crate::table::column_name;

/// Rows shown: some above the header, the header, and the first below it.
const ABOVE: u32 = 3;
const SHOWN: u32 = 10;
/// Columns of the rows shown.
const SHOWN_COLUMNS: u32 = 60;

/// A table as understood, column by column.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ProfileView {
    file: String,
    sheet: String,
    region: u32,
    /// How the part's cells are arranged: `as-is`, `turned`, `unpivoted`.
    order: &'static str,
    kind: Option<&'static str>,
    /// The kind was decided: a kind's name or `none`.
    chosen: Option<&'static str>,
    kinds: Vec<&'static str>,
    /// The kind that a table of no kind comes closest to; `columns` show it as that.
    near: Option<&'static str>,
    /// Fields that this kind needs and the table lacks.
    lacks: Vec<&'static str>,
    /// Fields that a person is asked for: several columns may be meant, and none is taken.
    undecided: Vec<UndecidedView>,
    /// Fields that a table of this kind can have.
    fields: Vec<&'static str>,
    /// Zero-based.
    header_row: Option<u32>,
    rows: u32,
    looked_at: u32,
    columns: Vec<ColumnView>,
    more_columns: u32,
    /// Zero-based sheet column of the first cell of `first`.
    first_col: u32,
    /// Letters of the columns of `first`.
    letters: Vec<String>,
    first: Vec<PreviewRow>,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct ColumnView {
    /// As mapping files name it.
    col: u32,
    /// A column's letters, or a row's number.
    at: String,
    header: String,
    /// The header, with the one above it where several are called the same.
    label: String,
    /// A field's name, `extra`, `unit` or `ignore`.
    target: &'static str,
    how: &'static str,
    confidence: f64,
    targets: Vec<&'static str>,
    blank: u32,
    numbers: u32,
    texts: u32,
    dates: u32,
    bools: u32,
    errors: u32,
    distinct: Option<u32>,
    min: Option<ReadView>,
    max: Option<ReadView>,
    top: Vec<ValueView>,
    bins: Vec<u32>,
    /// Cells that are read as something else than they show.
    coerced: u32,
    reads: ReadsView,
    ambiguous: Option<AmbiguousView>,
}

#[derive(Debug, Clone, Serialize)]
struct ValueView {
    text: String,
    count: u32,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct ReadsView {
    date_order: Option<&'static str>,
    decimal: Option<&'static str>,
    scale: Option<f64>,
    percent: Option<&'static str>,
    fill: Option<bool>,
    currency: Option<&'static str>,
}

#[derive(Debug, Clone, Serialize)]
struct UndecidedView {
    field: &'static str,
    /// The columns' numbers.
    cols: Vec<u32>,
}

#[derive(Debug, Clone, Serialize)]
struct AmbiguousView {
    what: &'static str,
    /// The first cell that can be read in two ways.
    sample: String,
    options: [OptionView; 2],
}

/// As a mapping file's `read` takes it.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
enum OptionView {
    Word(&'static str),
    Factor(f64),
}

/// The view of a source's profile.
pub fn view(profile: &Profile, lens: &Lens<'_>, source: usize) -> Option<ProfileView> {
    let of = lens.book().sources.get(source)?;
    let table = lens.answers.tables.get(of.table as usize)?;
    let from = profile.header_row.unwrap_or(of.view.top);
    let from = from.saturating_sub(ABOVE).max(of.view.top);
    let width = of.view.width.min(SHOWN_COLUMNS);
    let end = (of.view.top + of.view.height).min(from + SHOWN + ABOVE);
    Some(ProfileView {
        file: of.file.clone(),
        sheet: of.sheet.clone(),
        region: lens.region(of),
        order: super::report::order_name(&of.view.order),
        kind: profile.kind.map(TableKind::name),
        chosen: profile
            .chosen
            .map(|kind| kind.map_or("none", TableKind::name)),
        near: profile.near.map(TableKind::name),
        lacks: profile.lacks.iter().map(|field| field.name()).collect(),
        undecided: profile
            .undecided
            .iter()
            .map(|(field, cols)| UndecidedView {
                field: field.name(),
                cols: cols.clone(),
            })
            .collect(),
        kinds: TableKind::ALL.map(TableKind::name).to_vec(),
        fields: profile.kind.or(profile.near).map_or_else(Vec::new, |kind| {
            fields(kind).iter().map(|spec| spec.field.name()).collect()
        }),
        header_row: profile.header_row,
        rows: profile.rows,
        looked_at: profile.looked_at,
        columns: profile
            .columns
            .iter()
            .map(|of| column(of, counts(of, profile, lens)))
            .collect(),
        more_columns: profile.more_columns,
        first_col: of.view.left,
        letters: (0..width)
            .map(|col| column_name(of.view.left + col))
            .collect(),
        first: rows(table, from..end, of.view.left..of.view.left + width),
    })
}

/// Whether some answer looks at a column: what counts nowhere is not asked about.
fn counts(column: &ColumnProfile, profile: &Profile, lens: &Lens<'_>) -> bool {
    let policy = &lens.answers.reports.tiers.source;
    let looked_at = || policy.looks_at(&Subject::Extra(column.label.clone()));
    let extra = profile.kind == Some(TableKind::Accounts) && column.target == Some(None);
    column.of_unit || column.target.flatten().is_some() || (extra && looked_at())
}

fn column(column: &ColumnProfile, is_asked: bool) -> ColumnView {
    let row = || match column.how {
        Some(How::Sheet) => String::new(),
        _ => (column.sheet_row + 1).to_string(),
    };
    let counts = column.counts;
    ColumnView {
        col: column.col,
        at: column.sheet_col.map_or_else(row, column_name),
        header: column.header.clone(),
        label: column.label.clone(),
        target: match column.target {
            _ if column.of_unit => "unit",
            Some(Some(field)) => field.name(),
            Some(None) => "extra",
            None => "ignore",
        },
        how: column.how.unwrap_or(How::None).name(),
        confidence: column.confidence,
        targets: column.targets.iter().map(|field| field.name()).collect(),
        blank: counts.blank,
        numbers: counts.numbers,
        texts: counts.texts,
        dates: counts.dates,
        bools: counts.bools,
        errors: counts.errors,
        distinct: column.distinct,
        min: column.range.map(|(min, _)| min.into()),
        max: column.range.map(|(_, max)| max.into()),
        top: column
            .top
            .iter()
            .map(|(text, count)| ValueView {
                text: text.clone(),
                count: *count,
            })
            .collect(),
        bins: column.bins.clone(),
        coerced: column.coerced,
        reads: reads(&column.reads),
        ambiguous: column
            .ambiguous
            .as_ref()
            .filter(|_| is_asked)
            .map(ambiguous),
    }
}

fn reads(reads: &Reads) -> ReadsView {
    let word = |value: Option<bool>, yes: &'static str, no: &'static str| {
        value.map(|value| if value { yes } else { no })
    };
    ReadsView {
        date_order: word(reads.day_first, "dmy", "mdy"),
        decimal: word(reads.decimal_comma, ",", "."),
        scale: reads.scale.map(|power| libm::pow(10.0, f64::from(power))),
        percent: word(reads.percent, "percent", "fraction"),
        fill: reads.fill,
        currency: reads.currency,
    }
}

fn ambiguous((what, sample): &(Ambiguity, String)) -> AmbiguousView {
    let two = |what, a, b| AmbiguousView {
        what,
        sample: sample.clone(),
        options: [a, b],
    };
    let word = OptionView::Word;
    match *what {
        Ambiguity::DateOrder => two("dateOrder", word("dmy"), word("mdy")),
        Ambiguity::Decimal => two("decimal", word("."), word(",")),
        Ambiguity::Percent => two("percent", word("percent"), word("fraction")),
        Ambiguity::Scale(power) => {
            let factor = libm::pow(10.0, f64::from(power));
            two("scale", OptionView::Factor(1.0), OptionView::Factor(factor))
        }
    }
}
