//! How wide a text is, without a font: a table of advance widths for the characters whose width
//! differs between fonts, one em for ideographs, and estimates for the rest.
//!
//! A page measures the table once with a canvas: for each of [`chars`] in weight 400 and then for
//! each in weight 600, `measureText(c).width / size`, as one `Float64Array` of
//! `2 * chars().chars().count()` numbers (in em), and hands it to [`TextMetrics::from_widths`].

mod builtin;

/// ASCII, then the characters that are full-width in some fonts and half-width in others.
const CHARS: &str = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~·…≥≤×÷◆●○■▲▼✓✕–—“”‘’→±−°";

/// Number of [`chars`].
const COUNT: usize = 119;

/// The weights that charts use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// 400.
    Regular,
    /// 600.
    Bold,
}

/// Advance widths in em.
#[derive(Debug, Clone, PartialEq)]
pub struct TextMetrics {
    regular: [f64; COUNT],
    bold: [f64; COUNT],
}

impl Default for TextMetrics {
    /// Noto Sans CJK: what native drawing and goldens use.
    fn default() -> Self {
        Self {
            regular: builtin::REGULAR,
            bold: builtin::BOLD,
        }
    }
}

/// The characters to measure, in the table's order.
///
/// ```
/// assert_eq!(kamlens::chart::chars().chars().count(), 119);
/// ```
pub fn chars() -> &'static str {
    CHARS
}

impl TextMetrics {
    /// A table measured by a page: 119 widths in em at weight 400, then 119 at weight 600, in the
    /// order of [`chars`]. `None` unless there are that many, all between 0 and 3.
    pub fn from_widths(widths: &[f64]) -> Option<Self> {
        if !widths.iter().all(|w| (0.0..=3.0).contains(w)) {
            return None;
        }
        let (regular, bold) = widths.split_at_checked(COUNT)?;
        Some(Self {
            regular: regular.try_into().ok()?,
            bold: bold.try_into().ok()?,
        })
    }

    /// Width of a text in pixels at a font size in pixels.
    pub fn width(&self, text: &str, size: f64, weight: Weight) -> f64 {
        text.chars().map(|c| self.em(c, weight)).sum::<f64>() * size
    }

    /// Advance of one character in em.
    pub fn em(&self, c: char, weight: Weight) -> f64 {
        let table = match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        };
        let known = place(c).and_then(|i| table.get(i));
        known.copied().unwrap_or_else(|| estimate(c, weight))
    }
}

fn place(c: char) -> Option<usize> {
    match c {
        ' '..='~' => Some(c as usize - 32),
        _ if (c as u32) < 0xB0 => None,
        _ => CHARS.chars().skip(95).position(|k| k == c).map(|i| i + 95),
    }
}

fn estimate(c: char, weight: Weight) -> f64 {
    if is_mark(c) {
        0.0
    } else if is_emoji(c) {
        1.3
    } else if is_wide(c) {
        1.0
    } else {
        match weight {
            Weight::Regular => 0.64,
            Weight::Bold => 0.68,
        }
    }
}

fn is_emoji(c: char) -> bool {
    matches!(c as u32, 0x1F000..=0x1FAFF)
}

/// Marks that add to the character before them, and joiners.
fn is_mark(c: char) -> bool {
    matches!(c as u32, 0x300..=0x36F | 0x1AB0..=0x1AFF | 0x200B..=0x200D | 0x20D0..=0x20FF | 0xFE00..=0xFE0F | 0xFE20..=0xFE2F)
}

/// One em wide in every font: ideographs, kana, hangul and full-width forms.
pub(super) fn is_wide(c: char) -> bool {
    matches!(
        c as u32,
        0x1100..=0x115F
            | 0x2190..=0x27BF
            | 0x2E80..=0x303E
            | 0x3041..=0x4DBF
            | 0x4E00..=0xA4CF
            | 0xAC00..=0xD7A3
            | 0xF900..=0xFAFF
            | 0xFE30..=0xFE4F
            | 0xFF00..=0xFF60
            | 0xFFE0..=0xFFE6
            | 0x1F000..=0x1FAFF
            | 0x20000..=0x3FFFD
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ideographs_are_one_em_and_digits_equal() {
        let metrics = TextMetrics::default();
        assert_eq!(metrics.width("大客户", 12.0, Weight::Regular), 36.0);
        let one = metrics.width("1", 10.0, Weight::Bold);
        assert_eq!(one, metrics.width("8", 10.0, Weight::Bold));
        assert!(metrics.width("−", 10.0, Weight::Regular) < 6.0);
    }

    #[test]
    fn a_measured_table_replaces_the_built_in_one() {
        let widths: Vec<f64> = (0..238).map(|i| if i < 119 { 0.5 } else { 0.75 }).collect();
        let metrics = TextMetrics::from_widths(&widths).unwrap();
        assert_eq!(metrics.width("A°", 10.0, Weight::Regular), 10.0);
        assert_eq!(metrics.width("A°", 10.0, Weight::Bold), 15.0);
        assert_eq!(TextMetrics::from_widths(&widths[1..]), None);
        assert_eq!(TextMetrics::from_widths(&[f64::NAN; 238]), None);
    }
}
