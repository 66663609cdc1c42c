//! ISO dates: as they pass between page and engine, and as a language writes them.

use jiff::civil::Date;

/// The day that `2024-01-02` is, and nothing but such a text. jiff's parser knows times and time zones
/// too, a tenth of what a visitor would load.
pub fn iso_date(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let mut number = |digits: usize| {
        let part = parts.next().filter(|part| part.len() == digits)?;
        let plain = part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse::<i16>().ok().filter(|_| plain)
    };
    let (year, month, day) = (number(4)?, number(2)?, number(2)?);
    let date = Date::new(year, month as i8, day as i8).ok();
    date.filter(|_| parts.next().is_none())
}

/// `2024-01-02` by a pattern with `{year}`, `{month}` and `{day}`; `months` names the months from
/// January on. `None` if the text is not an ISO date.
pub(super) fn format(iso: &str, pattern: &str, months: &[String]) -> Option<String> {
    let date = iso_date(iso)?;
    let month = usize::try_from(date.month()).ok()?.checked_sub(1)?;
    let text = pattern
        .replace("{year}", &date.year().to_string())
        .replace("{month}", months.get(month)?)
        .replace("{day}", &date.day().to_string());
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::format;

    #[test]
    fn takes_iso_dates_only() {
        let months: Vec<String> = (1..=12).map(|m| m.to_string()).collect();
        let say = |text| format(text, "{year}年{month}月{day}日", &months);
        assert_eq!(say("2024-01-02").as_deref(), Some("2024年1月2日"));
        assert_eq!(say("2024-02-30"), None);
        assert_eq!(say("2024-01-02T10:00"), None);
        assert_eq!(say("soon"), None);
        assert_eq!(say("2024-1-02"), None);
        assert_eq!(say("2024-01-+2"), None);
        assert_eq!(say("2024-01-02-03"), None);
    }
}
