use unicode_normalization::UnicodeNormalization;

/// Characters of no width that exports leave behind.
const INVISIBLE: [char; 5] = ['\u{200b}', '\u{200c}', '\u{200d}', '\u{feff}', '\u{2060}'];

/// A name or word as they are compared: NFKC, in small letters, single spaces.
///
/// ```
/// use kamlens::book::fold_name;
/// assert_eq!(fold_name(" ＡＣＭＥ   Ltd "), "acme ltd");
/// ```
pub fn fold_name(text: &str) -> String {
    let seen = text.nfkc().filter(|c| !INVISIBLE.contains(c));
    let folded: String = seen.flat_map(char::to_lowercase).collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Two names are the same, as [`fold_name`] has them; quick where both are plain, since it is asked
/// for every account.
///
/// ```
/// use kamlens::book::same_name;
/// assert!(same_name("Region B", "ＲＥＧＩＯＮ  b"));
/// assert!(!same_name("华东", "华南"));
/// ```
pub fn same_name(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    if is_plain(a) && is_plain(b) {
        return a.eq_ignore_ascii_case(b);
    }
    fold_name(a) == fold_name(b)
}

/// ASCII and common Chinese characters, single spaces between: folding changes the case at most.
fn is_plain(text: &str) -> bool {
    let plain =
        |c: char| c.is_ascii_graphic() || c == ' ' || ('\u{4e00}'..='\u{9fa5}').contains(&c);
    text.chars().all(plain)
        && !text.starts_with(' ')
        && !text.ends_with(' ')
        && !text.contains("  ")
}
