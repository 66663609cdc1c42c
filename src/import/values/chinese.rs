//! Chinese numerals: 三百万, 壹佰贰拾万, 二〇二四.

fn digit(c: char) -> Option<u64> {
    if c.is_ascii() {
        return None;
    }
    let of = |list: &str| list.chars().position(|d| d == c).map(|at| at as u64);
    of("零一二三四五六七八九")
        .or_else(|| of("〇壹贰叁肆伍陆柒捌玖"))
        .or((c == '两').then_some(2))
}

fn unit(c: char) -> Option<u64> {
    match c {
        '十' | '拾' => Some(10),
        '百' | '佰' => Some(100),
        '千' | '仟' => Some(1000),
        _ => None,
    }
}

/// The value of a numeral that is written in Chinese characters only. A digit right after a unit
/// stands for the next unit below: 三万五 is 35,000, 三万零五 is 30,005.
pub(super) fn numeral(text: &str) -> Option<u64> {
    // Completed 亿, completed 万, the part below, and a digit that waits for its unit.
    let (mut yi, mut wan, mut section, mut waiting) = (0_u64, 0_u64, 0_u64, None);
    let mut last_unit = 1;
    for c in text.chars() {
        if let Some(d) = digit(c) {
            // Two digits in a row (二〇二四) are not this kind of numeral.
            if waiting.is_some_and(|before| before != 0 && d != 0) {
                return None;
            }
            waiting = Some(d);
            last_unit = if d == 0 { 1 } else { last_unit };
            continue;
        }
        let part = section.checked_add(waiting.unwrap_or(0))?;
        match c {
            '万' if part > 0 => {
                (wan, section, last_unit) = (part.checked_mul(10_000)?, 0, 10_000);
            }
            '亿' if wan + part > 0 => {
                (yi, wan, section) = ((wan + part).checked_mul(100_000_000)?, 0, 0);
                last_unit = 100_000_000;
            }
            _ => {
                last_unit = unit(c)?;
                section = section.checked_add(waiting.unwrap_or(1).checked_mul(last_unit)?)?;
            }
        }
        waiting = None;
    }
    let below = if last_unit >= 100 { last_unit / 10 } else { 1 };
    let rest = section.checked_add(waiting.unwrap_or(0).checked_mul(below)?)?;
    (!text.is_empty()).then(|| yi.checked_add(wan)?.checked_add(rest))?
}

/// Digits one by one: 二〇二四 → 2024. Other characters stay.
pub(super) fn digits(text: &str) -> String {
    text.chars()
        .map(|c| match digit(c) {
            Some(d) => char::from_digit(d as u32, 10).unwrap_or(c),
            None => c,
        })
        .collect()
}
