use crate::book::{Field, TableKind};

/// What a person has decided about tables and columns, instead of what would be detected. It
/// survives the file: next month's export finds its table by sheet and headers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MappingChoices {
    /// Decisions about tables, each for one table at most.
    pub tables: Vec<TableChoice>,
    /// Names of accounts that are one.
    pub merge: Vec<Vec<String>>,
    /// Names of accounts that are different, however similar.
    pub keep: Vec<Vec<String>>,
}

/// A decision about one table. What is `None` or empty is detected.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TableChoice {
    /// The file's name; it may differ next month.
    pub file: String,
    /// The sheet's name.
    pub sheet: String,
    /// Which part of the sheet, from 0.
    pub region: u32,
    /// The headers by which the table is found again.
    pub headers: Vec<String>,
    /// Its kind.
    pub kind: Option<KindChoice>,
    /// Row of the header, from 1 as the sheet shows it; 0: it has none.
    pub header_row: Option<u32>,
    /// How its cells are arranged.
    pub layout: Option<Layout>,
    /// The whole sheet is one table; for the sheet's first part.
    pub whole: bool,
    /// Decisions about its columns.
    pub columns: Vec<ColumnChoice>,
}

/// What kind of table it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KindChoice {
    /// Not to be used.
    None,
    /// Of this kind.
    Kind(TableKind),
}

/// How the cells of a table are arranged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// One header row, one record a row.
    AsIs,
    /// Headers in the first column.
    Turned,
    /// Periods as columns.
    Unpivoted,
}

impl Layout {
    /// All layouts.
    pub const ALL: [Self; 3] = [Self::AsIs, Self::Turned, Self::Unpivoted];

    /// The stable name: `as-is`, `turned`, `unpivoted`.
    pub fn name(self) -> &'static str {
        match self {
            Self::AsIs => "as-is",
            Self::Turned => "turned",
            Self::Unpivoted => "unpivoted",
        }
    }
}

/// A decision about one column.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ColumnChoice {
    /// Its header, by which it is found again.
    pub header: String,
    /// Its place, counted from 0 at the sheet's column A, where the header is empty or not unique.
    pub col: Option<u32>,
    /// What it is taken for.
    pub target: Option<TargetChoice>,
    /// How its cells are read.
    pub read: ReadChoice,
}

/// What a column is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TargetChoice {
    /// A known field of the table's kind.
    Field(Field),
    /// Nothing.
    Ignore,
    /// A column of one's own, kept under its name.
    Extra,
}

/// How a column's cells are read. What is `None` is inferred from the column.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct ReadChoice {
    /// 01/02/2024 is the first of February.
    pub day_first: Option<bool>,
    /// 1.234,5 is one thousand and more.
    pub decimal_comma: Option<bool>,
    /// Power of ten by which plain numbers are multiplied: 4 for 万.
    pub scale: Option<i32>,
    /// Plain numbers are percent (15 is 15 %) and no fractions (0.15).
    pub percent: Option<bool>,
    /// Blank cells take the content of the cell above, merged or not.
    pub fill: Option<bool>,
}
