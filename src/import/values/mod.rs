//! Spellings of values: one file per kind. Nothing here looks at a single cell to decide what a
//! column means; that is decided per column before (see `column`).

mod amount;
mod chinese;
mod currency;
mod date;
mod traditional;
mod vocabulary;

pub(crate) use amount::is_number;
pub(super) use amount::{
    Amount, Decimals, Evidence, decimal_evidence, parse_amount, parse_percent, scale,
};
pub(super) use currency::{currency, is_currency};
pub(super) use date::{DateError, DayFirst, date_evidence, parse_date, parse_year, serial_date};
pub(super) use traditional::simple;
pub(super) use vocabulary::{Meaning, deal_kind, is_blank, meaning};

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// The text as it is compared: NFKC, without invisible characters, trimmed.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    // Most cells are plain already; a hundred thousand rows are not copied for nothing.
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text.trim());
    }
    let folded = text.nfkc().filter(|c| {
        !matches!(
            c,
            '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{feff}' | '\u{2060}'
        )
    });
    Cow::Owned(folded.collect::<String>().trim().to_owned())
}

/// ASCII and the common Chinese characters are their own NFKC.
fn is_plain(c: char) -> bool {
    c.is_ascii() || ('\u{4e00}'..='\u{9fff}').contains(&c)
}
