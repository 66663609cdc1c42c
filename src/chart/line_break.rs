//! Breaking and shortening text. Chinese may break between any two characters but for the kinsoku
//! rules (no closing mark begins a line, no opening one ends it); Latin words stay whole.

use super::text_metrics::{TextMetrics, Weight, is_wide};

/// A size and weight to measure by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Face {
    /// Font size in pixels.
    pub size: f64,
    /// Font weight.
    pub weight: Weight,
}

/// Face of weight 400.
pub const fn regular(size: f64) -> Face {
    Face {
        size,
        weight: Weight::Regular,
    }
}

/// Face of weight 600.
pub const fn bold(size: f64) -> Face {
    Face {
        size,
        weight: Weight::Bold,
    }
}

impl Face {
    /// Width of a text in pixels.
    pub fn width(self, metrics: &TextMetrics, text: &str) -> f64 {
        metrics.width(text, self.size, self.weight)
    }
}

/// Lines no wider than `width`, at most `most` of them; the last one is shortened with `…` if
/// there is more.
pub fn wrap(metrics: &TextMetrics, text: &str, face: Face, width: f64, most: usize) -> Vec<String> {
    let mut lines = all_lines(metrics, text, face, width);
    if lines.len() > most {
        let rest = lines.split_off(most.saturating_sub(1)).concat();
        lines.push(fit_always(metrics, &rest, face, width));
    }
    lines.iter().map(|l| l.trim().to_owned()).collect()
}

/// As [`wrap`], with lines of about equal length.
pub fn balance(
    metrics: &TextMetrics,
    text: &str,
    face: Face,
    width: f64,
    most: usize,
) -> Vec<String> {
    let count = all_lines(metrics, text, face, width).len();
    if count < 2 || count > most {
        return wrap(metrics, text, face, width, most);
    }
    if count == 2
        && let Some(lines) = at_clause(metrics, text, face, width)
    {
        return lines;
    }
    let (mut low, mut high) = (width / count as f64, width);
    for _ in 0..8 {
        let middle = (low + high) / 2.0;
        if all_lines(metrics, text, face, middle).len() > count {
            low = middle;
        } else {
            high = middle;
        }
    }
    wrap(metrics, text, face, high, most)
}

/// Two lines broken after a clause, if both fit and neither is much shorter than the other.
fn at_clause(metrics: &TextMetrics, text: &str, face: Face, width: f64) -> Option<Vec<String>> {
    let ends = text.char_indices().filter(|(_, c)| "，；：。".contains(*c));
    let halves = ends.map(|(i, c)| text.split_at(i + c.len_utf8()));
    let widths = |(a, b): (&str, &str)| (face.width(metrics, a), face.width(metrics, b));
    let fitting = halves.filter(|half| {
        let (a, b) = widths(*half);
        a.max(b) <= width && a.min(b) >= 0.35 * a.max(b)
    });
    let best = fitting.min_by(|x, y| {
        let longest = |half| f64::max(widths(half).0, widths(half).1);
        longest(*x).total_cmp(&longest(*y))
    })?;
    Some(vec![best.0.trim().to_owned(), best.1.trim().to_owned()])
}

/// The text, or as much of it as fits with `…` at the end; nothing if not even that fits.
pub fn fit(metrics: &TextMetrics, text: &str, face: Face, width: f64) -> String {
    let text = text.trim();
    if face.width(metrics, text) <= width {
        return text.to_owned();
    }
    fit_always(metrics, text, face, width)
}

fn fit_always(metrics: &TextMetrics, text: &str, face: Face, width: f64) -> String {
    let mut left = width - face.width(metrics, "…");
    if left < 0.0 {
        return String::new();
    }
    let fits = |c: &char| {
        left -= metrics.em(*c, face.weight) * face.size;
        left >= 0.0
    };
    let kept: String = text.trim().chars().take_while(fits).collect();
    format!("{}…", kept.trim_end())
}

fn all_lines(metrics: &TextMetrics, text: &str, face: Face, width: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0.0;
    for chunk in chunks(text) {
        let needed = face.width(metrics, chunk.trim_end());
        if used > 0.0 && used + needed > width {
            lines.push(String::new());
            used = 0.0;
        }
        if used == 0.0 && needed > width {
            used = push_hard(&mut lines, metrics, &chunk, face, width);
            continue;
        }
        used += face.width(metrics, &chunk);
        if let Some(line) = lines.last_mut() {
            line.push_str(&chunk);
        }
    }
    lines
}

/// A word wider than a line, broken anywhere; returns what its last line uses.
fn push_hard(
    lines: &mut Vec<String>,
    metrics: &TextMetrics,
    chunk: &str,
    face: Face,
    width: f64,
) -> f64 {
    let mut used = 0.0;
    for c in chunk.chars() {
        let advance = metrics.em(c, face.weight) * face.size;
        if used > 0.0 && used + advance > width {
            lines.push(String::new());
            used = 0.0;
        }
        used += advance;
        if let Some(line) = lines.last_mut() {
            line.push(c);
        }
    }
    used
}

/// Pieces that stay together.
fn chunks(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut before: Option<char> = None;
    for c in text.chars() {
        let together = before.is_some_and(|b| !may_break(b, c));
        match pieces.last_mut() {
            Some(piece) if together => piece.push(c),
            _ => pieces.push(c.to_string()),
        }
        before = Some(c);
    }
    pieces
}

fn may_break(before: char, after: char) -> bool {
    if after == ' ' || closes(after) || opens(before) {
        return false;
    }
    before == ' ' || is_wide(before) || is_wide(after) || closes_wide(before)
}

fn opens(c: char) -> bool {
    "（《〈「『【〔“‘([{¥￥$#".contains(c)
}

fn closes(c: char) -> bool {
    "）》〉」』】〕”’)]}，。、；：？！…·%％,.;:?!—–°".contains(c)
}

fn closes_wide(c: char) -> bool {
    "）》〉」』】〕，。、；：？！".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, width: f64) -> Vec<String> {
        wrap(&TextMetrics::default(), text, regular(10.0), width, 9)
    }

    #[test]
    fn no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() {
        assert_eq!(lines("关系强度，很好", 40.0), ["关系强", "度，很好"]);
        assert_eq!(lines("客户「高层」好", 30.0), ["客户", "「高", "层」好"]);
    }

    #[test]
    fn words_stay_whole_unless_wider_than_the_line() {
        assert_eq!(lines("key account lens", 50.0), ["key", "account", "lens"]);
        assert!(lines(&"x".repeat(40), 50.0).len() > 3);
    }

    #[test]
    fn what_does_not_fit_is_shortened() {
        let metrics = TextMetrics::default();
        let short = fit(&metrics, "宁德时代新能源科技", regular(10.0), 50.0);
        assert_eq!(short, "宁德时代…");
        assert_eq!(fit(&metrics, "宁德", regular(10.0), 5.0), "");
        let two = wrap(&metrics, "一二三四五六七八", regular(10.0), 30.0, 2);
        assert_eq!(two, ["一二三", "四五…"]);
    }
}
