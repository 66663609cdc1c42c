//! Stamps: work is skipped while the hash of its inputs is the one that it ran with last.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::shell::{Outcome, root};

/// Work that depends on files only.
pub struct Work<'a> {
    /// Names the stamp.
    pub name: &'a str,
    /// Files and folders it reads, relative to the root.
    pub inputs: &'a [&'a str],
    /// Whatever else matters: the compiler's version, the command itself.
    pub salt: &'a str,
    /// Files it writes; a missing one means that it must run.
    pub outputs: &'a [&'a str],
}

/// Runs the work unless nothing has changed since it last succeeded.
pub fn unless_fresh(work: &Work, run: impl FnOnce() -> Outcome) -> Outcome {
    let now = hash(work).map_err(|e| format!("cannot read the inputs of {}: {e}", work.name))?;
    let stamp = root().join("target/stamps").join(work.name);
    let complete = work.outputs.iter().all(|o| root().join(o).is_file());
    if complete && fs::read_to_string(&stamp).is_ok_and(|then| then == now) {
        println!("nothing has changed");
        return Ok(());
    }
    run()?;
    let parent = stamp.parent().unwrap_or(&stamp);
    fs::create_dir_all(parent)
        .and_then(|()| fs::write(&stamp, now))
        .map_err(|e| format!("cannot write {}: {e}", stamp.display()))
}

/// The files below a file or folder, sorted.
pub fn files(place: &Path) -> std::io::Result<Vec<PathBuf>> {
    if !place.is_dir() {
        return Ok(vec![place.to_owned()]);
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(place)? {
        found.extend(files(&entry?.path())?);
    }
    found.sort();
    Ok(found)
}

/// A short fingerprint of bytes: for stamps and entity tags, not against attackers.
pub fn fingerprint(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

fn hash(work: &Work) -> std::io::Result<String> {
    let mut hasher = DefaultHasher::new();
    work.salt.hash(&mut hasher);
    for input in work.inputs {
        for file in files(&root().join(input))? {
            file.strip_prefix(root()).unwrap_or(&file).hash(&mut hasher);
            fs::read(&file)?.hash(&mut hasher);
        }
    }
    Ok(format!("{:016x}", hasher.finish()))
}
