//! How a language writes numbers, dates and lists: the section `style` of a locale file.

use serde::Deserialize;

use super::date;
use super::decimal::Decimal;

/// How a number is written. The same names stand in templates: `{amount:money}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberStyle {
    /// Whole number with thousands separators: `1,234`.
    Int,
    /// At most one decimal: `1,234.5`.
    Num,
    /// A ratio as percent, at most one decimal: 0.105 → `10.5%`.
    Percent,
    /// A ratio as whole percent: 0.105 → `11%`.
    Percent0,
    /// Money, scaled by the language: `1.7亿`, `3,000万`; `170M`, `30M`, `8.5K`; at most one decimal.
    Money,
    /// A level with its sign, U+2212 for minus: `−1`, `0`, `+2`; at most one decimal.
    Signed,
    /// No grouping: years, codes: `2026`; at most three decimals.
    Plain,
}

impl NumberStyle {
    /// The style of this name in a template.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "int" => Self::Int,
            "num" => Self::Num,
            "percent" => Self::Percent,
            "percent0" => Self::Percent0,
            "money" => Self::Money,
            "signed" => Self::Signed,
            "plain" => Self::Plain,
            _ => return None,
        })
    }

    /// Digits after the point, at most.
    fn places(self) -> u32 {
        match self {
            Self::Int | Self::Percent0 => 0,
            Self::Num | Self::Percent | Self::Money | Self::Signed => 1,
            Self::Plain => 3,
        }
    }
}

/// The section `style` of a locale file.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct Style {
    decimal: String,
    group: String,
    minus: String,
    plus: String,
    /// `{n}%`.
    percent: String,
    /// Scales of money, largest first: a power of ten and what is written after the number.
    money: Vec<(f64, String)>,
    list: ListStyle,
    /// `{day} {month} {year}`.
    date: String,
    months: Vec<String>,
    /// What stands for a number that is none.
    missing: String,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct ListStyle {
    separator: String,
    /// Between the last two.
    last: String,
}

impl Style {
    pub(super) fn number(&self, value: f64, style: NumberStyle) -> String {
        let Some(exact) = Decimal::new(value) else {
            return self.missing.clone();
        };
        let (shown, digits) = match style {
            NumberStyle::Money => self.money(exact),
            NumberStyle::Percent | NumberStyle::Percent0 => {
                let shown = exact.shifted(2).rounded(style.places());
                let digits = self.percent.replace("{n}", &self.digits(&shown, true));
                (shown, digits)
            }
            _ => {
                let shown = exact.rounded(style.places());
                let digits = self.digits(&shown, style != NumberStyle::Plain);
                (shown, digits)
            }
        };
        let sign = match (shown.is_zero(), value < 0.0, style) {
            (true, _, _) => "",
            (_, true, _) => self.minus.as_str(),
            (_, _, NumberStyle::Signed) => self.plus.as_str(),
            _ => "",
        };
        format!("{sign}{digits}")
    }

    /// The largest scale that the number, rounded in the next smaller one, still reaches:
    /// 99,999,999 is `1亿`, not `10,000万`.
    fn money(&self, exact: Decimal) -> (Decimal, String) {
        let places = NumberStyle::Money.places();
        let power = |index: usize| {
            let scale = self.money.get(index);
            scale.and_then(|(s, _)| power_of_ten(*s)).unwrap_or(0)
        };
        let reached = |index: &usize| {
            let smaller = power(index + 1);
            let rounded = exact.clone().shifted(-smaller).rounded(places);
            rounded.reaches(power(*index) - smaller)
        };
        let index = (0..self.money.len())
            .find(reached)
            .unwrap_or(self.money.len());
        let shown = exact.shifted(-power(index)).rounded(places);
        let mark = self.money.get(index).map_or("", |(_, mark)| mark);
        let digits = self.digits(&shown, true) + mark;
        (shown, digits)
    }

    fn digits(&self, number: &Decimal, grouped: bool) -> String {
        let mut text = String::new();
        let whole = number.whole();
        for (index, digit) in whole.chars().enumerate() {
            if grouped && index > 0 && (whole.len() - index).is_multiple_of(3) {
                text.push_str(&self.group);
            }
            text.push(digit);
        }
        let fraction = number.fraction();
        if !fraction.is_empty() {
            text.push_str(&self.decimal);
            text.push_str(&fraction);
        }
        text
    }

    /// An ISO date in this language, another text as it is.
    pub(super) fn date(&self, text: &str) -> String {
        date::format(text, &self.date, &self.months).unwrap_or_else(|| text.to_owned())
    }

    /// `a, b and c`.
    pub(super) fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => {
                let first = first.join(&self.list.separator);
                format!("{first}{}{last}", self.list.last)
            }
        }
    }

    /// What cannot work, by its path: fewer than twelve months, a scale that is no power of ten.
    pub(super) fn fault(&self) -> Option<&'static str> {
        if self.months.len() != 12 {
            return Some("style.months");
        }
        let powers: Option<Vec<i32>> = self.money.iter().map(|(s, _)| power_of_ten(*s)).collect();
        let falling = powers.is_some_and(|p| p.is_sorted_by(|a, b| a > b));
        (!falling).then_some("style.money")
    }
}

/// The exponent of a scale such as 10000.
fn power_of_ten(scale: f64) -> Option<i32> {
    let text = format!("{scale:e}");
    text.strip_prefix("1e")?
        .parse()
        .ok()
        .filter(|power| *power > 0)
}
