//! Currencies by sign, code and name.

use super::{clean, simple};

/// Signs, codes and names of currencies; longer ones first where one ends or begins another.
const CURRENCIES: &[(&str, &str)] = &[
    ("us$", "USD"),
    ("usd", "USD"),
    ("hk$", "HKD"),
    ("hkd", "HKD"),
    ("nt$", "TWD"),
    ("twd", "TWD"),
    ("sg$", "SGD"),
    ("sgd", "SGD"),
    ("ca$", "CAD"),
    ("c$", "CAD"),
    ("cad", "CAD"),
    ("au$", "AUD"),
    ("a$", "AUD"),
    ("aud", "AUD"),
    ("s$", "SGD"),
    ("r$", "BRL"),
    ("brl", "BRL"),
    ("rmb", "CNY"),
    ("cny", "CNY"),
    ("cn¥", "CNY"),
    ("jp¥", "JPY"),
    ("jpy", "JPY"),
    ("eur", "EUR"),
    ("gbp", "GBP"),
    ("chf", "CHF"),
    ("inr", "INR"),
    ("krw", "KRW"),
    ("人民币", "CNY"),
    ("美元", "USD"),
    ("港元", "HKD"),
    ("港币", "HKD"),
    ("新台币", "TWD"),
    ("台币", "TWD"),
    ("欧元", "EUR"),
    ("日元", "JPY"),
    ("韩元", "KRW"),
    ("加元", "CAD"),
    ("澳元", "AUD"),
    ("新加坡元", "SGD"),
    ("新元", "SGD"),
    ("英镑", "GBP"),
    ("瑞士法郎", "CHF"),
    ("¥", "CNY"),
    ("$", "USD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("₩", "KRW"),
    ("₹", "INR"),
    ("元", "CNY"),
    ("圆", "CNY"),
];

/// Codes of ISO 4217 in use.
const CODES: &[&str] = &[
    "AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT",
    "BGN", "BHD", "BIF", "BMD", "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD",
    "CDF", "CHF", "CLP", "CNH", "CNY", "COP", "CRC", "CUP", "CVE", "CZK", "DJF", "DKK", "DOP",
    "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD", "GNF",
    "GTQ", "GYD", "HKD", "HNL", "HRK", "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "ISK",
    "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK",
    "LBP", "LKR", "LRD", "LSL", "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU",
    "MUR", "MVR", "MWK", "MXN", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR",
    "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR",
    "SBD", "SCR", "SDG", "SEK", "SGD", "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP",
    "SZL", "THB", "TJS", "TMT", "TND", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD",
    "UYU", "UZS", "VES", "VND", "VUV", "WST", "XAF", "XCD", "XOF", "XPF", "YER", "ZAR", "ZMW",
    "ZWL",
];

/// Codes that are words as well: alone they are a currency, among other words they are not.
const WORDS: &[&str] = &[
    "all", "bob", "cop", "cup", "mad", "mop", "pen", "php", "ron", "sos", "top", "try",
];

/// Signs that several currencies share: beside another name they say nothing.
const SHARED: &[&str] = &["$", "¥", "元", "圆"];

/// Scales that are written right before a currency: 1.2MUSD.
const SCALED: &[&str] = &["", "k", "w", "m", "b", "kw", "bn", "mn", "mio"];

/// The currency that a text names: a header's unit, a currency column's cell.
pub(in crate::import) fn currency(text: &str) -> Option<&'static str> {
    let text = simple(clean(text)).to_lowercase();
    if names_none(&text) {
        return None;
    }
    let named = CURRENCIES.iter().find(|(sign, _)| {
        let mut places = text.match_indices(sign);
        places.any(|(at, _)| is_word(&text, at, sign))
    });
    named.map(|(_, code)| *code).or_else(|| code(&text))
}

/// The code of ISO 4217 that a text is, or that stands in it as a word.
fn code(text: &str) -> Option<&'static str> {
    let known = |word: &str| CODES.iter().find(|code| code.eq_ignore_ascii_case(word));
    let words = || text.split(|c: char| !c.is_alphabetic());
    let sure = |word: &&str| word.len() == 3 && !WORDS.contains(word);
    let found = known(text.trim()).or_else(|| words().filter(sure).find_map(known));
    found.copied()
}

/// True if what stands at a place is no part of a longer Latin word: no EUR in Europe.
fn is_word(text: &str, at: usize, sign: &str) -> bool {
    let letter = |c: char| c.is_ascii_alphabetic();
    let (before, rest) = text.split_at_checked(at).unwrap_or_default();
    let after = rest.get(sign.len()..).unwrap_or("");
    let begins = sign.starts_with(letter);
    let word = before.rsplit(|c: char| !letter(c)).next().unwrap_or("");
    (!begins || SCALED.contains(&word)) && !(sign.ends_with(letter) && after.starts_with(letter))
}

/// True for what most amounts are, digits with their signs and scales: no currency is looked for.
pub(super) fn names_none(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii_digit() || " .,+-()%'万亿wk".contains(c))
}

/// True if a text is nothing but a currency.
pub(in crate::import) fn is_currency(text: &str) -> bool {
    let text = text.trim();
    let signs = CURRENCIES.iter().any(|(sign, _)| *sign == text);
    signs || CODES.iter().any(|code| code.eq_ignore_ascii_case(text))
}

/// The text of a unit without its currencies.
pub(super) fn without_currencies(unit: &str) -> String {
    let signs = CURRENCIES.iter();
    let bare = signs.fold(unit.to_owned(), |unit, (sign, _)| unit.replace(sign, " "));
    let word = |word: &str| match word.len() == 3 && code(word).is_some() {
        true => String::new(),
        false => word.to_owned(),
    };
    bare.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Takes the currencies at the ends of an amount off. `None`: two different ones, which is no
/// amount; one in the middle of the digits stays, and no number is read from it.
pub(super) fn take_currency(text: &mut String) -> Option<Option<&'static str>> {
    // What is written more exactly comes first.
    let mut found: Option<&'static str> = None;
    while let Some((start, end, code, shared)) = at_an_end(text) {
        text.replace_range(start..end, " ");
        *text = text.trim().to_owned();
        match found {
            Some(held) if held != code && !shared => return None,
            Some(_) => {}
            None => found = Some(code),
        }
    }
    Some(found)
}

/// A currency before the first digit or behind the last one: its place, its code, and whether
/// others share the sign.
fn at_an_end(text: &str) -> Option<(usize, usize, &'static str, bool)> {
    let digit = |c: char| c.is_ascii_digit() || "零一二三四五六七八九十百千万亿".contains(c);
    let (first, last) = (text.find(digit)?, text.rfind(|c: char| c.is_ascii_digit()));
    let last = last.unwrap_or(first);
    let outside = |at: usize, len: usize| at + len <= first || at > last;
    for (sign, code) in CURRENCIES {
        let mut places = text.match_indices(sign);
        let place = places.find(|(at, _)| outside(*at, sign.len()) && is_word(text, *at, sign));
        if let Some((at, _)) = place {
            return Some((at, at + sign.len(), code, SHARED.contains(sign)));
        }
    }
    let words = text.split(|c: char| !c.is_ascii_alphabetic());
    words.filter(|word| word.len() == 3).find_map(|word| {
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        let code = CODES.iter().find(|code| code.eq_ignore_ascii_case(word))?;
        outside(at, 3).then_some((at, at + 3, *code, false))
    })
}
