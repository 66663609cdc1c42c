//! Which number formats show numbers as dates.

/// Built-in formats that show a date or a time of day, those of East Asian editions included;
/// 46 is an elapsed time.
pub(super) fn built_in_date(id: u32) -> bool {
    matches!(id, 14..=22 | 27..=36 | 45 | 47 | 50..=58)
}

/// Whether the first section of a format code shows a date or a time of day. An elapsed time
/// (`[h]:mm`) does not.
pub(super) fn shows_date(code: &str) -> bool {
    let (mut depth, mut elapsed, mut noon) = (0_u32, false, false);
    let mut quoted = false;
    let mut before = ' ';
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        let lower = c.to_ascii_lowercase();
        match lower {
            // The next character is shown, skipped or repeated; it means nothing.
            '_' | '\\' | '*' => {
                before = chars.next().unwrap_or(' ');
                continue;
            }
            '"' => quoted = !quoted,
            _ if quoted => {}
            ';' => return false,
            '[' => depth += 1,
            ']' if depth == 1 && elapsed => return false,
            ']' => depth = depth.saturating_sub(1),
            'a' if !noon && depth == 0 => noon = true,
            'p' | 'm' | '/' if noon && depth == 0 => return true,
            'd' | 'm' | 'h' | 'y' | 's' if !noon && depth == 0 => return true,
            _ if elapsed && lower == before.to_ascii_lowercase() => {}
            _ => elapsed = before == '[' && matches!(lower, 'm' | 'h' | 's'),
        }
        before = c;
    }
    false
}
