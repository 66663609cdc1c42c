//! Files on disk.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::panic;
use std::path::{Path, PathBuf};

use kamlens::reader::{ReadError, ReadFile, read_encoded};
use kamlens::words::Message;

use crate::how_read::HowRead;

/// A file by the name that reports give it, and what was in it.
pub(crate) struct Loaded {
    pub(crate) name: String,
    pub(crate) content: Result<ReadFile, Message>,
}

/// Reads each file once, in the order given. A file is called by its name without folders, unless
/// another one has that name too.
pub(crate) fn load_all(paths: &[PathBuf], how: &HowRead) -> Vec<Loaded> {
    let mut seen = BTreeSet::new();
    let mut names = BTreeSet::new();
    let mut loaded = Vec::new();
    for path in paths {
        let same = path.canonicalize().unwrap_or_else(|_| path.clone());
        if !seen.insert(same) {
            continue;
        }
        let name = free_name(path, &names);
        names.insert(name.clone());
        let content = load(path, &name, how);
        loaded.push(Loaded { name, content });
    }
    loaded
}

/// The file's name, or its path, or that with a number: the first that no other file has.
fn free_name(path: &Path, taken: &BTreeSet<String>) -> String {
    let whole = path.display().to_string();
    let numbered = (2..).map(|n| format!("{whole} ({n})"));
    let mut names = [base_name(path), whole.clone()].into_iter().chain(numbered);
    names
        .find(|name| !taken.contains(name))
        .unwrap_or(whole.clone())
}

/// The file's cells.
///
/// # Errors
/// The file cannot be opened, or not read; the message says which.
pub(crate) fn load(path: &Path, name: &str, how: &HowRead) -> Result<ReadFile, Message> {
    let limits = how.limits();
    if path.is_dir() {
        return Err(Message::new("error.is-folder").with("file", name));
    }
    // Too large a file is not even read; in the reader's own words.
    let size = std::fs::metadata(path).map_or(0, |found| found.len());
    if size > limits.file_bytes {
        let error = ReadError::too_large("file", size as f64, limits.file_bytes as f64);
        return Err(error.message().clone());
    }
    let bytes = std::fs::read(path).map_err(|e| not_opened(&e, name))?;
    // A panic in a third-party reader is caught and reported as a damaged file, in words: its own
    // message would only stand in the way.
    let loud = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let read = read_encoded(name, &bytes, &limits, how.encoding.as_deref());
    panic::set_hook(loud);
    read.map_err(|e| e.message().clone())
}

/// A small file's text.
///
/// # Errors
/// The file cannot be opened, or is no text.
pub(crate) fn load_text(path: &Path) -> Result<String, Message> {
    std::fs::read_to_string(path).map_err(|e| not_opened(&e, &base_name(path)))
}

pub(crate) fn base_name(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}

fn not_opened(error: &std::io::Error, name: &str) -> Message {
    let code = match error.kind() {
        ErrorKind::NotFound => "error.not-found",
        ErrorKind::PermissionDenied => "error.no-access",
        _ => "error.not-opened",
    };
    Message::new(code).with("file", name)
}
