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
