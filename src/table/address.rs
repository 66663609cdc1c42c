use std::fmt;

/// The address of one cell: zero-based row and column in a named sheet of a named file.
///
/// Displayed as people write it:
/// ```
/// use kamlens::table::CellAddr;
/// let at = CellAddr { file: "a.xlsx".into(), sheet: "商机".into(), row: 26, col: 5 };
/// assert_eq!(at.to_string(), "商机!F27");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CellAddr {
    /// The file's name as the user dropped it.
    pub file: String,
    /// The sheet's name; for a text file its name without extension.
    pub sheet: String,
    /// Zero-based row in the sheet.
    pub row: u32,
    /// Zero-based column in the sheet.
    pub col: u32,
}

impl fmt::Display for CellAddr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}!{}{}",
            self.sheet,
            column_name(self.col),
            u64::from(self.row) + 1
        )
    }
}

/// The letters of a zero-based column: `A` … `Z`, `AA` …
pub fn column_name(col: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(col) + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}
