//! Spellings of values: one file per kind. Nothing here looks at a single cell to decide what a
//! column means; that is decided per column before (see `column`).

mod amount;
mod chinese;
mod date;
mod vocabulary;

pub(super) use amount::{
    Amount, Decimals, Evidence, currency, decimal_evidence, is_currency, parse_amount,
    parse_percent, scale,
};
pub(super) use date::{DateError, DayFirst, date_evidence, parse_date, parse_year, serial_date};
pub(super) use vocabulary::{Meaning, is_blank, meaning};

use unicode_normalization::UnicodeNormalization;

/// The text as it is compared: NFKC, without invisible characters, trimmed.
pub(super) fn clean(text: &str) -> String {
    let folded = text.nfkc().filter(|c| {
        !matches!(
            c,
            '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{feff}' | '\u{2060}'
        )
    });
    folded.collect::<String>().trim().to_owned()
}
