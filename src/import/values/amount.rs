//! Numbers, money and percentages as people write them.

use super::chinese;
use super::currency::{names_none, take_currency, without_currencies};
use super::{clean, simple};

/// A number with what was written around it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::import) struct Amount {
    /// In units: scales are multiplied out.
    pub(in crate::import) value: f64,
    /// ISO code of the currency that is written, if any.
    pub(in crate::import) currency: Option<&'static str>,
    /// A scale (万, K …, or 元 itself) was written, so a scale in the header does not apply.
    pub(in crate::import) scaled: bool,
    /// A percent sign was written, and already divided out.
    pub(in crate::import) percent: bool,
}

/// What a column uses as decimal sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::import) enum Decimals {
    /// `1,234.5`
    #[default]
    Point,
    /// `1.234,5`
    Comma,
}

/// What one cell says about its column's decimal sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum Evidence {
    /// Only readable with a decimal point.
    Point,
    /// Only readable with a decimal comma.
    Comma,
    /// Readable both ways, or not a number at all.
    None,
}

/// Scales by what follows the digits, longest first; value is the power of ten.
const SCALES: &[(&str, i32)] = &[
    ("千万", 7),
    ("百万", 6),
    ("十万", 5),
    ("万亿", 12),
    ("亿", 8),
    ("万", 4),
    ("千", 3),
    ("百", 2),
    ("kw", 7),
    ("bn", 9),
    ("mn", 6),
    ("mio", 6),
    ("b", 9),
    ("m", 6),
    ("k", 3),
    ("w", 4),
];

/// The power of ten that a unit names: `万元` → 4, `in thousands of USD` → 3, `10k` → 4. Whole
/// `元` are a scale too, of 1; a code or sign alone says nothing.
pub(in crate::import) fn scale(unit: &str) -> Option<i32> {
    let whole = simple(clean(unit)).to_lowercase();
    let unit = without_currencies(&whole);
    let words = unit.split(' ').filter(|w| !["", "in", "of"].contains(w));
    match words.collect::<Vec<_>>().join(" ").as_str() {
        // A letter that may be anything, without a currency beside it.
        "b" if unit == whole => None,
        "" => (whole.trim().ends_with(['元', '圆'])).then_some(0),
        "thousand" | "thousands" | "'000" | "000" | "1000" => Some(3),
        "million" | "millions" | "'000000" => Some(6),
        "billion" | "billions" => Some(9),
        "10k" | "10000" => Some(4),
        word => SCALES
            .iter()
            .find(|(name, _)| *name == word)
            .map(|(_, power)| *power),
    }
}

/// Reads an amount. `None`: it is no single number (a range, a word, a code).
pub(in crate::import) fn parse_amount(text: &str, decimals: Decimals) -> Option<Amount> {
    let mut rest = simple(clean(text))
        .to_lowercase()
        .replace([' ', '\u{a0}', '_'], " ");
    if text.contains('_') || rest.contains("0x") {
        return None;
    }
    let in_units = rest.trim_end().ends_with(['元', '圆', '整']);
    let named = match names_none(&rest) {
        true => None,
        false => take_currency(&mut rest)?,
    };
    let negative = take_sign(&mut rest)?;
    let percent = rest.ends_with('%');
    let body = joined(rest.trim_end_matches('%').trim_end_matches('整'))?;
    let (value, scaled) = match sum(&body, decimals) {
        Some(found) => found,
        None => (chinese::numeral(&body)? as f64, true),
    };
    let value = if percent {
        shift_percent(&body, decimals)?
    } else {
        value
    };
    Some(Amount {
        value: if negative { -value } else { value },
        currency: named,
        scaled: scaled || in_units,
        percent,
    })
}

/// True for any text that is an amount or a percentage.
pub(crate) fn is_number(text: &str) -> bool {
    let read = |decimals| parse_amount(text, decimals).is_some();
    read(Decimals::Point) || read(Decimals::Comma)
}

/// A percentage as a ratio: `15%` → 0.15. Without a sign the number is given back as it is, with
/// `percent` false: the column decides.
pub(in crate::import) fn parse_percent(text: &str, decimals: Decimals) -> Option<Amount> {
    let cleaned = simple(clean(text));
    if let Some(rest) = cleaned.strip_prefix("百分之") {
        let value = match rest.parse::<f64>() {
            Ok(number) => number,
            Err(_) => chinese::numeral(rest)? as f64,
        };
        return Some(Amount {
            value: value / 100.0,
            currency: None,
            scaled: false,
            percent: true,
        });
    }
    if let Some(tenths) = cleaned
        .strip_suffix('成')
        .and_then(|t| t.parse::<f64>().ok())
    {
        return Some(Amount {
            value: tenths / 10.0,
            currency: None,
            scaled: false,
            percent: true,
        });
    }
    parse_amount(&cleaned, decimals).filter(|a| a.currency.is_none() && !a.scaled)
}

/// Without the spaces and apostrophes between groups of three digits; none where they part others.
fn joined(text: &str) -> Option<String> {
    if !text.contains([' ', '\'']) {
        return Some(text.to_owned());
    }
    let digit = |c: &char| c.is_ascii_digit();
    let mut whole = String::new();
    // Digits since the last sign that is neither a digit nor part of a number's groups.
    let mut run = 0;
    for part in text.split([' ', '\'']).filter(|part| !part.is_empty()) {
        let first = part.chars().take_while(digit).count();
        let continues = first > 0 && whole.ends_with(|c: char| c.is_ascii_digit());
        if continues && (first != 3 || run == 0 || run > 3) {
            return None;
        }
        whole.push_str(part);
        run = part.chars().rev().take_while(digit).count();
    }
    Some(whole)
}

fn take_sign(text: &mut String) -> Option<bool> {
    let inner = text.strip_prefix('(').and_then(|t| t.strip_suffix(')'));
    if let Some(inner) = inner {
        *text = inner.trim().to_owned();
        return Some(true);
    }
    let signs: [(char, bool); 6] = [
        ('-', true),
        ('−', true),
        ('–', true),
        ('△', true),
        ('▲', true),
        ('+', false),
    ];
    for (sign, negative) in signs {
        if let Some(rest) = text.strip_prefix(sign) {
            *text = rest.trim().to_owned();
            return Some(negative);
        }
    }
    if let Some(rest) = text.strip_suffix('-') {
        *text = rest.trim().to_owned();
        return Some(true);
    }
    Some(false)
}

/// `1亿2000万` → 1e8 + 2e7; `1,234.5` → 1234.5. The flag: some scale was written.
fn sum(text: &str, decimals: Decimals) -> Option<(f64, bool)> {
    let (mut rest, mut total, mut scaled, mut last) = (text, 0.0, false, i32::MAX);
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let end =
            rest.find(|c: char| !(c.is_ascii_digit() || ".,".contains(c) || is_exponent(rest, c)));
        let (digits, after) = rest.split_at(end.unwrap_or(rest.len()));
        let (power, after) = take_scale(after);
        if digits.is_empty() || power >= last || (power == 0 && !after.is_empty()) {
            return None;
        }
        // 1万2000 is 12,000; 3万5 and 1亿2000 could be two things.
        if power == 0 && scaled && digits.len() as i32 != last {
            return None;
        }
        total += number(digits, power, decimals)?;
        scaled |= power > 0;
        (rest, last) = (after, power);
    }
    Some((total, scaled))
}

fn is_exponent(text: &str, c: char) -> bool {
    let exponent = text.split_once('e').is_some_and(|(mantissa, power)| {
        let power = power.strip_prefix(['+', '-']).unwrap_or(power);
        mantissa.chars().all(|c| c.is_ascii_digit() || c == '.')
            && !power.is_empty()
            && power.chars().all(|c| c.is_ascii_digit())
    });
    exponent && (c == 'e' || c == '+' || c == '-')
}

fn take_scale(text: &str) -> (i32, &str) {
    for (name, power) in SCALES {
        if let Some(rest) = text.strip_prefix(name) {
            return (*power, rest);
        }
    }
    (0, text)
}

/// Digits with separators, times a power of ten, rounded once: the power goes into the text.
fn number(digits: &str, power: i32, decimals: Decimals) -> Option<f64> {
    let plain = plain(digits, decimals)?;
    let (mantissa, exponent) = plain.split_once('e').unwrap_or((&plain, "0"));
    let exponent: i32 = exponent.parse().ok()?;
    let value: f64 = format!("{mantissa}e{}", exponent.checked_add(power)?)
        .parse()
        .ok()?;
    value.is_finite().then_some(value)
}

fn shift_percent(text: &str, decimals: Decimals) -> Option<f64> {
    number(text, -2, decimals)
}

/// Digits with a decimal point and no separators, if the separators stand where they may.
fn plain(digits: &str, decimals: Decimals) -> Option<String> {
    let (group, point) = match decimals {
        Decimals::Point => (',', '.'),
        Decimals::Comma => ('.', ','),
    };
    let (whole, fraction) = match digits.split_once(point) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    if fraction.is_some_and(|f| f.contains([group, point])) || !grouped(whole, group) {
        return None;
    }
    let whole = whole.replace(group, "");
    let fraction = fraction.unwrap_or("");
    (!whole.is_empty() || !fraction.is_empty())
        .then(|| format!("{}.{fraction}", if whole.is_empty() { "0" } else { &whole }))
        .map(|text| match text.split_once('e') {
            // An exponent inside the whole part: 1e5 has no point.
            Some((mantissa, power)) => format!("{}e{}", mantissa, power.trim_end_matches('.')),
            None => text,
        })
}

/// Groups of three, or the Indian 12,34,567.
fn grouped(whole: &str, group: char) -> bool {
    if !whole.contains(group) {
        return true;
    }
    let parts: Vec<&str> = whole.split(group).collect();
    let Some(((last, first), middle)) = parts.split_last().and_then(|(last, rest)| {
        let (first, middle) = rest.split_first()?;
        Some(((last, first), middle))
    }) else {
        return false;
    };
    // 0,125 is no number of groups.
    if first.starts_with('0') {
        return false;
    }
    let two_or_three = |part: &&&str| part.len() == 2 || part.len() == 3;
    (1..=3).contains(&first.len())
        && last.len() == 3
        && middle.iter().filter(two_or_three).count() == middle.len()
}

/// What this text says about its column's decimal sign.
pub(in crate::import) fn decimal_evidence(text: &str) -> Evidence {
    let kept: String = clean(text)
        .chars()
        .filter(|c| c.is_ascii_digit() || ".,".contains(*c))
        .collect();
    if !kept.contains(['.', ',']) {
        return Evidence::None;
    }
    match (plain(&kept, Decimals::Point), plain(&kept, Decimals::Comma)) {
        (Some(_), None) => Evidence::Point,
        (None, Some(_)) => Evidence::Comma,
        _ => Evidence::None,
    }
}
