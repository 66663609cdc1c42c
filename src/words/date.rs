//! ISO dates as a language writes them.

use jiff::civil::Date;

/// `2024-01-02` by a pattern with `{year}`, `{month}` and `{day}`; `months` names the months from
/// January on. `None` if the text is not an ISO date.
pub(super) fn format(iso: &str, pattern: &str, months: &[String]) -> Option<String> {
    let date: Date = iso.parse().ok()?;
    if iso.len() != "2024-01-02".len() {
        return None;
    }
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
    }
}
