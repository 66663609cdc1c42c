//! Words that say what a row is: a total, a subtotal of a group, a note.

use super::super::values::simple;
use super::{SYNONYMS, squeeze};

/// 合计, Total …
pub(in crate::import) fn is_total(text: &str) -> bool {
    // Every row is asked, so a long text or a number is not even folded; signs and full width may
    // double it.
    if text.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let text = text.trim_end_matches([':', '：', ' ']);
    text.len() <= 4 * SYNONYMS.longest_total && SYNONYMS.totals.contains(&squeeze(text))
}

/// 东湖电力 汇总, Acme Total: what a spreadsheet's own subtotals call a group.
pub(in crate::import) fn is_subtotal(text: &str) -> bool {
    let words = &SYNONYMS.file.totals;
    let text = simple(text.into());
    let text = text.trim_end_matches([':', '：', ' ']);
    let ends = |word: &String| {
        let end = text.len().checked_sub(word.len());
        let parts = end.and_then(|end| text.split_at_checked(end));
        parts.is_some_and(|(group, end)| {
            let parted = !word.is_ascii() || group.ends_with(' ');
            parted && !group.trim().is_empty() && end.eq_ignore_ascii_case(word)
        })
    };
    words.iter().any(ends)
}

/// 注：…, Note: …
pub(in crate::import) fn is_note(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    SYNONYMS
        .file
        .note_starts
        .iter()
        .any(|start| text.starts_with(start.as_str()))
}
