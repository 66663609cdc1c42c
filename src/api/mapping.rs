//! The mapping file: what a person has decided about tables and columns, as JSON with a version.

use serde::{Deserialize, Serialize};

use super::Lens;
use crate::book::{ColumnTarget, Field, Source, TableKind, fields};
use crate::policy::{
    ColumnChoice, KindChoice, Layout, MappingChoices, ReadChoice, TableChoice, TargetChoice,
};
use crate::table::Order;
use crate::words::Message;

/// The version that is written, and the only one that is read.
const VERSION: u32 = 1;

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileView {
    kamlens: String,
    version: u32,
    #[serde(default)]
    tables: Vec<TableView>,
    #[serde(default)]
    accounts: AccountsView,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AccountsView {
    #[serde(default)]
    merge: Vec<Vec<String>>,
    #[serde(default)]
    keep: Vec<Vec<String>>,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct TableView {
    #[serde(default)]
    file: String,
    #[serde(default)]
    sheet: String,
    #[serde(default)]
    region: u32,
    #[serde(default)]
    headers: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    header_row: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    layout: Option<String>,
    #[serde(default, skip_serializing_if = "is_false")]
    whole: bool,
    #[serde(default)]
    columns: Vec<ColumnView>,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ColumnView {
    #[serde(default)]
    header: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    col: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    target: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    read: ReadView,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ReadView {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    date_order: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    decimal: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    scale: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    percent: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fill: Option<bool>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_false(value: &bool) -> bool {
    !value
}

fn is_default(read: &ReadView) -> bool {
    *read == ReadView::default()
}

/// Reads a mapping file.
///
/// # Errors
/// `bad-mapping` with line and column where the text is no mapping file, `bad-mapping-key` where it has
/// a key that does not exist, `bad-mapping-value` with
/// the place and the value where it names something that does not exist.
///
/// ```
/// use kamlens::api::mapping;
/// let text = r#"{"kamlens": "mapping", "version": 1, "tables": [{"sheet": "S", "kind": "none"}]}"#;
/// assert_eq!(mapping::parse(text).unwrap().tables.len(), 1);
/// let wrong = mapping::parse(r#"{"kamlens": "mapping", "version": 1, "tables": [{"kind": "x"}]}"#);
/// assert_eq!(wrong.unwrap_err().code, "error.bad-mapping-value");
/// ```
pub fn parse(text: &str) -> Result<MappingChoices, Message> {
    let file: FileView = serde_json::from_str(text).map_err(|e| {
        let said = e.to_string();
        let key = said.strip_prefix("unknown field `");
        let key = key.and_then(|rest| rest.split('`').next());
        let message = match key {
            Some(key) => Message::new("error.bad-mapping-key").with("key", key),
            None => Message::new("error.bad-mapping"),
        };
        message.with("line", e.line()).with("column", e.column())
    })?;
    if file.kamlens != "mapping" {
        return Err(bad("kamlens", &file.kamlens));
    }
    if file.version != VERSION {
        return Err(bad("version", &file.version.to_string()));
    }
    let tables = file.tables.iter().enumerate();
    let tables = tables.map(|(at, table)| take_table(table, &format!("tables[{at}]")));
    Ok(MappingChoices {
        tables: tables.collect::<Result<_, _>>()?,
        merge: file.accounts.merge,
        keep: file.accounts.keep,
    })
}

fn bad(place: &str, value: &str) -> Message {
    Message::new("error.bad-mapping-value")
        .with("place", place)
        .with("value", value)
}

fn take_table(view: &TableView, place: &str) -> Result<TableChoice, Message> {
    let kind = view.kind.as_deref().map(|name| {
        let all = TableKind::ALL.into_iter();
        match name {
            "none" => Ok(KindChoice::None),
            name => all
                .map(|kind| (kind.name(), KindChoice::Kind(kind)))
                .find_map(|(known, kind)| (known == name).then_some(kind))
                .ok_or_else(|| bad(&format!("{place}.kind"), name)),
        }
    });
    let kind = kind.transpose()?;
    let layout = view.layout.as_deref().map(|name| {
        let found = Layout::ALL.into_iter().find(|layout| layout.name() == name);
        found.ok_or_else(|| bad(&format!("{place}.layout"), name))
    });
    let columns = view.columns.iter().enumerate();
    let columns = columns.map(|(at, c)| take_column(c, kind, &format!("{place}.columns[{at}]")));
    Ok(TableChoice {
        file: view.file.clone(),
        sheet: view.sheet.clone(),
        region: view.region,
        headers: view.headers.clone(),
        kind,
        header_row: view.header_row,
        layout: layout.transpose()?,
        whole: view.whole,
        columns: columns.collect::<Result<_, _>>()?,
    })
}

fn take_column(
    view: &ColumnView,
    kind: Option<KindChoice>,
    place: &str,
) -> Result<ColumnChoice, Message> {
    let target = view.target.as_deref().map(|name| match name {
        "ignore" => Ok(TargetChoice::Ignore),
        "extra" => Ok(TargetChoice::Extra),
        name => field(name, kind)
            .map(TargetChoice::Field)
            .ok_or_else(|| bad(&format!("{place}.target"), name)),
    });
    Ok(ColumnChoice {
        header: view.header.clone(),
        col: view.col,
        target: target.transpose()?,
        read: take_read(&view.read, &format!("{place}.read"))?,
    })
}

/// A field by its name, of the table's kind where that is decided.
fn field(name: &str, kind: Option<KindChoice>) -> Option<Field> {
    let of = |kind: TableKind| fields(kind).iter().map(|spec| spec.field);
    let found = |kind: TableKind| of(kind).find(|field| field.name() == name);
    match kind {
        Some(KindChoice::Kind(kind)) => found(kind),
        _ => TableKind::ALL.into_iter().find_map(found),
    }
}

fn take_read(view: &ReadView, place: &str) -> Result<ReadChoice, Message> {
    let one = |name: &str, value: &Option<String>, yes: &str, no: &str| match value.as_deref() {
        None => Ok(None),
        Some(value) if value == yes => Ok(Some(true)),
        Some(value) if value == no => Ok(Some(false)),
        Some(value) => Err(bad(&format!("{place}.{name}"), value)),
    };
    let power = |scale: f64| {
        let power = (-6..=12).find(|power| libm::pow(10.0, f64::from(*power)) == scale);
        power.ok_or_else(|| bad(&format!("{place}.scale"), &scale.to_string()))
    };
    Ok(ReadChoice {
        day_first: one("dateOrder", &view.date_order, "dmy", "mdy")?,
        decimal_comma: one("decimal", &view.decimal, ",", ".")?,
        scale: view.scale.map(power).transpose()?,
        percent: one("percent", &view.percent, "percent", "fraction")?,
        fill: view.fill,
    })
}

/// The mapping file that fixes what now holds: every table's kind, header and columns, as decided or
/// as detected.
pub fn text(lens: &Lens<'_>) -> String {
    let choices = lens.answers.mapping;
    let sources = lens.book().sources.iter();
    let mut tables: Vec<TableView> = sources.map(|source| effective(source, lens)).collect();
    // Decisions about tables that are not open now are kept.
    let used: Vec<_> = lens.answers.imported.chosen.iter().flatten().collect();
    let others = choices.tables.iter().enumerate();
    let others = others.filter(|(at, _)| !used.contains(&&(*at as u32)));
    tables.extend(others.map(|(_, choice)| give_table(choice)));
    write(tables, choices)
}

fn write(tables: Vec<TableView>, choices: &MappingChoices) -> String {
    let file = FileView {
        kamlens: "mapping".to_owned(),
        version: VERSION,
        tables,
        accounts: AccountsView {
            merge: choices.merge.clone(),
            keep: choices.keep.clone(),
        },
    };
    serde_json::to_string_pretty(&file).unwrap_or_default()
}

fn effective(source: &Source, lens: &Lens<'_>) -> TableView {
    let at = lens.source_index(source);
    let of_choice = lens.choice(at);
    let columns = source.columns.iter().map(|column| {
        let read = of_choice.and_then(|choice| {
            let same = |c: &&ColumnChoice| c.header == column.header;
            choice.columns.iter().find(same).map(|c| give_read(&c.read))
        });
        let target = match &column.target {
            ColumnTarget::Field(field) => Some(field.name().to_owned()),
            ColumnTarget::Extra(_) => Some("extra".to_owned()),
            // Their headers say it.
            _ => None,
        };
        ColumnView {
            header: column.header.clone(),
            col: Some(column.col),
            target,
            read: read.unwrap_or_default(),
        }
    });
    // What holds no value now is decided still: columns left out, and all of a table that lacks one.
    let held = |choice: &&ColumnChoice| {
        let mut columns = source.columns.iter();
        !columns.any(|c| c.header == choice.header && choice.col.is_none_or(|col| col == c.col))
    };
    let others = of_choice.into_iter().flat_map(|choice| &choice.columns);
    let others = others.filter(held);
    TableView {
        file: source.file.clone(),
        sheet: source.sheet.clone(),
        region: lens.region(source),
        headers: source.headers.clone(),
        kind: match (source.kind, of_choice.and_then(|c| c.kind)) {
            (Some(kind), _) => Some(kind.name().to_owned()),
            (None, kind) => kind.map(give_kind),
        },
        header_row: Some(source.header_row.map_or(0, |row| row + 1)),
        layout: Some(
            match source.view.order {
                Order::AsIs => Layout::AsIs,
                Order::Turned => Layout::Turned,
                Order::Unpivoted(_) => Layout::Unpivoted,
            }
            .name()
            .to_owned(),
        ),
        whole: of_choice.is_some_and(|choice| choice.whole),
        columns: columns.chain(others.map(give_column)).collect(),
    }
}

fn give_kind(kind: KindChoice) -> String {
    match kind {
        KindChoice::None => "none".to_owned(),
        KindChoice::Kind(kind) => kind.name().to_owned(),
    }
}

fn give_table(choice: &TableChoice) -> TableView {
    TableView {
        file: choice.file.clone(),
        sheet: choice.sheet.clone(),
        region: choice.region,
        headers: choice.headers.clone(),
        kind: choice.kind.map(give_kind),
        header_row: choice.header_row,
        layout: choice.layout.map(|layout| layout.name().to_owned()),
        whole: choice.whole,
        columns: choice.columns.iter().map(give_column).collect(),
    }
}

fn give_column(choice: &ColumnChoice) -> ColumnView {
    ColumnView {
        header: choice.header.clone(),
        col: choice.col,
        target: choice.target.map(|target| match target {
            TargetChoice::Field(field) => field.name().to_owned(),
            TargetChoice::Ignore => "ignore".to_owned(),
            TargetChoice::Extra => "extra".to_owned(),
        }),
        read: give_read(&choice.read),
    }
}

fn give_read(read: &ReadChoice) -> ReadView {
    let word = |value: Option<bool>, yes: &str, no: &str| {
        value.map(|value| if value { yes } else { no }.to_owned())
    };
    ReadView {
        date_order: word(read.day_first, "dmy", "mdy"),
        decimal: word(read.decimal_comma, ",", "."),
        scale: read.scale.map(|power| libm::pow(10.0, f64::from(power))),
        percent: word(read.percent, "percent", "fraction"),
        fill: read.fill,
    }
}
