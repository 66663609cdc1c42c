//! Header synonyms, one data file: domain names and the headers of Salesforce, HubSpot,
//! Dynamics 365, 纷享销客, 销售易 and ledgers.

mod rows;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::header::{Header, words};
pub(super) use super::keys::squeeze;
use super::keys::{Keys, word_set};
use super::others::Other;
use crate::book::{Field, TableKind, fields};
use crate::order::Gather;
pub(super) use rows::{is_note, is_subtotal, is_total};

/// How sure a way of finding a column is.
const EXACT: f64 = 1.0;
const SYNONYM: f64 = 0.95;
/// A known name after the name of an object: *Deal - Value*; beside a period: *2024 Revenue*.
const OF_OBJECT: f64 = 0.9;
/// A header that only ends with a known name.
pub(super) const PART: f64 = 0.7;

/// What a header is taken for.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Found {
    /// A field, how sure, and its place in the list of synonyms (earlier is the better name).
    Field(Field, f64, usize),
    /// A header that is known, and known not to be a field.
    Never,
    /// Nothing known.
    Nothing,
}

#[derive(Deserialize, Default)]
struct File {
    shared: BTreeMap<String, Vec<String>>,
    accounts: BTreeMap<String, Vec<String>>,
    opportunities: BTreeMap<String, Vec<String>>,
    contacts: BTreeMap<String, Vec<String>>,
    activities: BTreeMap<String, Vec<String>>,
    share: BTreeMap<String, Vec<String>>,
    kpis: BTreeMap<String, Vec<String>>,
    /// What makes a yearly amount of a name.
    #[serde(rename = "ofYear")]
    of_year: String,
    never: Vec<String>,
    weighted: Vec<String>,
    budgets: Vec<String>,
    #[serde(rename = "sizeOrRevenue")]
    size_or_revenue: Keys,
    #[serde(rename = "sizeBeside")]
    size_beside: Keys,
    #[serde(rename = "sizeIf")]
    size_if: Keys,
    #[serde(rename = "givenName")]
    given_name: Keys,
    #[serde(rename = "familyName")]
    family_name: Keys,
    verdict: Keys,
    #[serde(rename = "unitAmount")]
    unit_amount: Keys,
    #[serde(rename = "unitMargin")]
    unit_margin: Keys,
    totals: Vec<String>,
    #[serde(rename = "noteStarts")]
    note_starts: Vec<String>,
    #[serde(rename = "companyForms")]
    company_forms: Vec<String>,
    numerals: String,
    #[serde(rename = "joiningWords")]
    joining_words: Vec<String>,
    #[serde(rename = "ratioNames")]
    ratio_names: Vec<String>,
    #[serde(rename = "unitWords")]
    unit_words: Vec<String>,
    #[serde(rename = "unitStarts")]
    unit_starts: Vec<String>,
    #[serde(rename = "unitEnds")]
    unit_ends: Vec<String>,
    others: BTreeMap<String, Other>,
    /// What a row of each kind of table is called.
    objects: BTreeMap<String, Vec<String>>,
}

/// The names of one kind of table: each name's field, how sure it is, and its place in the list.
type Index = BTreeMap<String, (Field, f64, usize)>;

struct Synonyms {
    file: File,
    exact: BTreeMap<TableKind, Index>,
    /// The words of each name, in no order.
    word_sets: BTreeMap<TableKind, Vec<(BTreeSet<String>, Field)>>,
    never: BTreeSet<String>,
    /// The words of each name that is no field, in no order.
    never_sets: BTreeSet<BTreeSet<String>>,
    weighted: Keys,
    totals: BTreeSet<String>,
    /// Bytes of the longest word for a total.
    longest_total: usize,
}

static SYNONYMS: LazyLock<Synonyms> = LazyLock::new(|| {
    // The file is part of the program; a test reads it too.
    let file: File = serde_json::from_str(include_str!("../synonyms.json")).unwrap_or_default();
    let exact = TableKind::ALL
        .iter()
        .map(|kind| (*kind, index(&file, *kind)))
        .gather();
    let word_sets = TableKind::ALL
        .iter()
        .map(|kind| (*kind, sets(&file, *kind)))
        .gather();
    let never = file.never.iter().map(|word| squeeze(word)).gather();
    let set = |word: &String| word_set(&words(word), &file.joining_words);
    let never_sets = file.never.iter().chain(&file.weighted).map(set).gather();
    let weighted = file.weighted.clone().into();
    let totals: BTreeSet<String> = file.totals.iter().map(|word| squeeze(word)).gather();
    let longest_total = file.totals.iter().map(String::len).max().unwrap_or(0);
    Synonyms {
        file,
        exact,
        word_sets,
        never,
        never_sets,
        weighted,
        totals,
        longest_total,
    }
});

fn own_names(file: &File, kind: TableKind) -> &BTreeMap<String, Vec<String>> {
    match kind {
        TableKind::Accounts => &file.accounts,
        TableKind::Opportunities => &file.opportunities,
        TableKind::Contacts => &file.contacts,
        TableKind::Activities => &file.activities,
        TableKind::Share => &file.share,
        TableKind::Kpis => &file.kpis,
    }
}

fn sets(file: &File, kind: TableKind) -> Vec<(BTreeSet<String>, Field)> {
    let own = own_names(file, kind);
    let mut found = Vec::new();
    for spec in fields(kind) {
        let name = spec.field.name();
        let lists = own.get(name).into_iter().chain(file.shared.get(name));
        for word in lists.flatten() {
            found.push((word_set(&words(word), &file.joining_words), spec.field));
        }
    }
    found
}

fn index(file: &File, kind: TableKind) -> Index {
    let own = own_names(file, kind);
    let mut index = BTreeMap::new();
    for spec in fields(kind) {
        let name = spec.field.name();
        index.insert(squeeze(name), (spec.field, EXACT, 0));
    }
    for names in [own, &file.shared] {
        for spec in fields(kind) {
            let list = names.get(spec.field.name()).into_iter().flatten();
            for (place, word) in list.enumerate() {
                let found = (spec.field, SYNONYM, place + 1);
                index.entry(squeeze(word)).or_insert(found);
            }
        }
    }
    index
}

/// What a header of a table of this kind is taken for.
pub(super) fn find(kind: TableKind, header: &Header) -> Found {
    let key = header.words.replace(' ', "");
    if key.is_empty() {
        return Found::Nothing;
    }
    let Some(index) = SYNONYMS.exact.get(&kind) else {
        return Found::Nothing;
    };
    if let Some((field, sure, place)) = index.get(&key) {
        return Found::Field(*field, *sure, *place);
    }
    let grouped = || index.get(&format!("{}{key}", header.group.replace(' ', "")));
    if !header.group.is_empty()
        && let Some((field, sure, place)) = grouped()
    {
        return Found::Field(*field, *sure, *place);
    }
    if SYNONYMS.never.contains(&key) {
        return Found::Never;
    }
    if let Some((field, _, place)) = of_object(kind, header).and_then(|column| index.get(column)) {
        return Found::Field(*field, OF_OBJECT, *place);
    }
    if let Some(undated) = &header.undated {
        return of_period(index, undated);
    }
    if let Some(found) = by_last_words(index, &header.words) {
        return found;
    }
    by_ending(index, &key).unwrap_or(Found::Nothing)
}

/// A period before or after a name does not change what it means: 2024年收入 is 收入. Only 年销售额 is
/// ours where 销售额 is the customer's own.
fn of_period(index: &Index, undated: &str) -> Found {
    let key = undated.replace(' ', "");
    if SYNONYMS.never.contains(&key) {
        return Found::Never;
    }
    let of_year = || index.get(&format!("{}{key}", SYNONYMS.file.of_year));
    let named = match index.get(&key) {
        Some((Field::CustomerSize, ..)) => of_year().or_else(|| index.get(&key)),
        named => named,
    };
    if let Some((field, _, place)) = named {
        return Found::Field(*field, OF_OBJECT, *place);
    }
    let found = by_last_words(index, undated).or_else(|| by_ending(index, &key));
    found.unwrap_or(Found::Nothing)
}

/// Fields that have a name of the same words in another order (*Name of account*); none where the
/// words are those of a column known to be something else.
pub(super) fn same_words(kind: TableKind, header: &Header) -> Vec<Field> {
    let joins = &SYNONYMS.file.joining_words;
    let wanted = word_set(&header.words, joins);
    let one = wanted.len() == 1 && wanted.iter().all(|word| word.is_ascii());
    if wanted.is_empty() || one || SYNONYMS.never_sets.contains(&wanted) {
        return Vec::new();
    }
    let named = SYNONYMS.word_sets.get(&kind).into_iter().flatten();
    let same = named
        .filter(|(set, _)| *set == wanted)
        .map(|(_, field)| *field);
    same.gather::<BTreeSet<Field>>().into_iter().collect()
}

/// The column of *Deal - Value* or *Account Name: Account Name*, not of *Owner: Name*.
fn of_object(kind: TableKind, header: &Header) -> Option<&String> {
    let (object, column) = header.parts.as_ref()?;
    let objects = objects(kind);
    let repeated = !object.is_empty() && column.starts_with(object.as_str());
    (repeated || objects.contains(object)).then_some(column)
}

/// What a row of this kind of table is called.
pub(super) fn objects(kind: TableKind) -> &'static [String] {
    let all = &SYNONYMS.file.objects;
    all.get(kind.name()).map_or(&[], Vec::as_slice)
}

/// *Planned expected close date* ends with *expected close date*. One word is too little to go by.
fn by_last_words(index: &Index, words: &str) -> Option<Found> {
    let spaces = words.match_indices(' ').map(|(at, _)| at + 1);
    spaces
        .filter_map(|at| words.get(at..))
        .filter(|rest| rest.is_ascii() && rest.contains(' '))
        .find_map(|rest| {
            let key = rest.replace(' ', "");
            let never = SYNONYMS.never.contains(&key).then_some(Found::Never);
            never.or_else(|| {
                let (field, _, place) = index.get(&key)?;
                Some(Found::Field(*field, PART, *place))
            })
        })
}

/// Chinese headers put what they mean last: 本年预计金额 ends with 预计金额. The longest ending counts.
fn by_ending(index: &Index, key: &str) -> Option<Found> {
    let ends = key.char_indices().filter_map(|(at, _)| key.get(at..));
    let long = ends.filter(|end| !end.is_ascii() && end.chars().nth(1).is_some());
    long.filter_map(|end| index.get(end))
        .map(|(field, _, place)| Found::Field(*field, PART, *place))
        .next()
}

/// Whether a header is in a list, with or without the period that it names.
fn listed(list: &Keys, header: &Header) -> bool {
    let names = [Some(&header.words), header.undated.as_ref()];
    let mut keys = names.into_iter().flatten();
    keys.any(|words| list.0.contains(&words.replace(' ', "")))
}

/// A column that already holds amount × probability.
pub(super) fn is_weighted(header: &Header) -> bool {
    listed(&SYNONYMS.weighted, header)
}

/// What the customer may spend, not what we may earn.
pub(super) fn is_budget(header: &Header) -> bool {
    let words = &header.words;
    let named = |budget: &String| match budget.is_ascii() {
        true => words.split(' ').any(|word| word == budget),
        false => words.contains(budget.as_str()),
    };
    SYNONYMS.file.budgets.iter().any(named)
}

/// A customer's own revenue by the words of the large CRMs, and ours by those of many a sheet.
pub(super) fn is_size_or_revenue(header: &Header) -> bool {
    listed(&SYNONYMS.file.size_or_revenue, header)
}

/// A plain *revenue* that beside a column of [`beside_size`] is the customer's own.
pub(super) fn is_plain_revenue(header: &Header) -> bool {
    listed(&SYNONYMS.file.size_if, header)
}

/// A column that only a table about the customers themselves has.
pub(super) fn beside_size(header: &Header) -> bool {
    listed(&SYNONYMS.file.size_beside, header)
}

/// A person's given or family name.
pub(super) fn is_given_name(header: &Header) -> bool {
    listed(&SYNONYMS.file.given_name, header)
}

/// A person's family name.
pub(super) fn is_family_name(header: &Header) -> bool {
    listed(&SYNONYMS.file.family_name, header)
}

/// What a column of one unit holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum UnitColumn {
    /// `verdict:<unit>`
    Verdict,
    /// `amount:<unit>`
    Amount,
    /// `margin:<unit>`
    Margin,
}

/// `verdict:Region B`, `金额：B区`: what it holds, and the unit as written.
pub(super) fn unit_column(raw: &str) -> Option<(UnitColumn, String)> {
    let (what, unit) = raw.split_once([':', '：'])?;
    let what = squeeze(what);
    let is = |list: &Keys| list.0.contains(&what);
    let file = &SYNONYMS.file;
    let column = if is(&file.verdict) {
        UnitColumn::Verdict
    } else if is(&file.unit_amount) {
        UnitColumn::Amount
    } else if is(&file.unit_margin) {
        UnitColumn::Margin
    } else {
        return None;
    };
    let unit = unit.split(['(', '（']).next().unwrap_or("").trim();
    (!unit.is_empty()).then(|| (column, unit.to_owned()))
}

/// Forms of company that do not tell two customers apart, longest first.
pub(super) fn company_forms() -> &'static [String] {
    &SYNONYMS.file.company_forms
}

/// Characters that number the members of a series.
pub(super) fn numerals() -> &'static str {
    &SYNONYMS.file.numerals
}

/// Endings of KPI names whose small values are ratios.
pub(super) fn ratio_names() -> &'static [String] {
    &SYNONYMS.file.ratio_names
}

/// Words that introduce a unit: `(单位：万元)`.
pub(super) fn unit_words() -> &'static [String] {
    &SYNONYMS.file.unit_words
}

/// What introduces the unit of a whole table in a line above it: `单位：万元`.
pub(super) fn unit_starts() -> &'static [String] {
    &SYNONYMS.file.unit_starts
}

/// Units that stand right after a name: `预计金额万元`.
pub(super) fn unit_ends() -> &'static [String] {
    &SYNONYMS.file.unit_ends
}

/// Tables that are known, and known not to be read yet.
pub(super) fn others() -> &'static BTreeMap<String, Other> {
    &SYNONYMS.file.others
}
