//! Text in columns: display width, padding, wrapping and colour.

/// How the output looks: colours or not, and where lines are wrapped.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    pub(crate) color: bool,
    /// `None`: lines are as long as they are, for other programs to read.
    pub(crate) width: Option<usize>,
}

/// What a text is, and so how it is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ink {
    Plain,
    Heading,
    Act,
    Watch,
    Ok,
    Faint,
}

impl Look {
    /// The text with the escape codes of its ink, if colours are wanted.
    pub(crate) fn paint(self, text: &str, ink: Ink) -> String {
        let code = match ink {
            Ink::Plain => return text.to_owned(),
            Ink::Heading => "1",
            Ink::Act => "1;31",
            Ink::Watch => "33",
            Ink::Ok => "32",
            Ink::Faint => "2",
        };
        if self.color {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }

    /// The text in lines, each after the first begun with `indent` blanks; the first one is
    /// thought to begin at that column already.
    pub(crate) fn wrap(self, text: &str, indent: usize) -> String {
        let Some(width) = self.width.map(|w| w.saturating_sub(indent).max(20)) else {
            return text.to_owned();
        };
        let mut lines = vec![String::new()];
        let mut used = 0;
        for piece in pieces(text) {
            let space = display_width(piece);
            let solid = display_width(piece.trim_end());
            if used > 0 && used + solid > width {
                lines.push(String::new());
                used = 0;
            }
            if let Some(line) = lines.last_mut() {
                line.push_str(piece);
            }
            used += space;
        }
        let lines: Vec<&str> = lines.iter().map(|line| line.trim_end()).collect();
        lines.join(&format!("\n{}", " ".repeat(indent)))
    }
}

/// Pieces between which a line may break: after blanks, and beside wide characters but not before
/// their closing punctuation or after their opening one.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let breaks = before.is_some_and(|b| {
            let wide = char_width(b) == 2 || char_width(c) == 2;
            let blank = b == ' ' && c != ' ';
            blank || (wide && !CLOSING.contains(c) && !OPENING.contains(b) && c != ' ')
        });
        if breaks {
            pieces.extend(text.get(start..at));
            start = at;
        }
        before = Some(c);
    }
    pieces.extend(text.get(start..));
    pieces
}

const CLOSING: &str = "，。、；：？！）》」』】”’%％,.;:)!?…·";
const OPENING: &str = "（《「『【“‘(";

/// Columns that a text takes in a terminal.
pub(crate) fn display_width(text: &str) -> usize {
    text.chars().map(char_width).sum()
}

/// East Asian wide and full-width forms take two columns, combining marks none.
fn char_width(c: char) -> usize {
    match u32::from(c) {
        0x0300..=0x036F | 0x200B..=0x200F | 0xFE00..=0xFE0F => 0,
        0x1100..=0x115F | 0x2E80..=0x303E | 0x3041..=0xA4CF | 0xAC00..=0xD7A3 => 2,
        0xF900..=0xFAFF | 0xFE30..=0xFE6F | 0xFF01..=0xFF60 | 0xFFE0..=0xFFE6 => 2,
        0x1F300..=0x1FAFF | 0x20000..=0x3FFFD => 2,
        _ => 1,
    }
}

/// On which side of a column its texts stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Left,
    Right,
}

/// Rows of equally many cells as lines of aligned columns, two blanks apart.
pub(crate) fn columns(rows: &[Vec<String>], sides: &[Side]) -> Vec<String> {
    let width = |index: usize| {
        let cells = rows.iter().filter_map(|row| row.get(index));
        cells.map(|cell| display_width(cell)).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..sides.len()).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).zip(sides);
        let cells: Vec<String> = cells
            .map(|((cell, width), side)| pad(cell, *width, *side))
            .collect();
        cells.join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

pub(crate) fn pad(text: &str, width: usize, side: Side) -> String {
    let blanks = " ".repeat(width.saturating_sub(display_width(text)));
    match side {
        Side::Left => format!("{text}{blanks}"),
        Side::Right => format!("{blanks}{text}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_align_wide_characters() {
        let rows = [["表", "行"], ["Share", "1,234"]];
        let rows = rows.map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(
            columns(&rows, &[Side::Left, Side::Right]),
            ["表        行", "Share  1,234"]
        );
    }

    #[test]
    fn lines_break_between_words_and_wide_characters() {
        let look = Look {
            color: false,
            width: Some(20),
        };
        assert_eq!(
            look.wrap("four words here and more", 0),
            "four words here and\nmore"
        );
        assert_eq!(
            look.wrap("共有四十个客户，其中三个需要处理。", 0),
            "共有四十个客户，其中\n三个需要处理。"
        );
        assert_eq!(
            look.wrap("一二三四五六七八九十。", 2),
            "一二三四五六七八九\n  十。"
        );
        let free = Look {
            color: false,
            width: None,
        };
        assert_eq!(
            free.wrap("four words here and more", 0),
            "four words here and more"
        );
    }
}
