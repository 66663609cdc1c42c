//! Running other programs.

use std::env;
use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Nothing to report, or why it failed.
pub type Outcome = Result<(), String>;

/// The repository's root.
pub fn root() -> PathBuf {
    let xtask = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    xtask.parent().map_or_else(|| xtask.clone(), Path::to_owned)
}

/// A program that runs in a folder of the repository.
pub fn command(program: impl AsRef<std::ffi::OsStr>, folder: &str, args: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root().join(folder)).args(args);
    command
}

/// `cargo` of the toolchain that runs us.
pub fn cargo(args: &[&str]) -> Command {
    let program = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    command(program, "", args)
}

/// Runs to the end, printing what it prints.
pub fn run(command: &mut Command) -> Outcome {
    let status = command.status().map_err(|e| cannot_start(command, &e))?;
    if status.success() {
        return Ok(());
    }
    Err(format!("{} failed ({status})", spelled(command)))
}

/// Runs to the end, printing and also handing each line of standard output to `look`.
pub fn run_watching(command: &mut Command, mut look: impl FnMut(&str)) -> Outcome {
    command.stdout(Stdio::piped());
    let mut child = command.spawn().map_err(|e| cannot_start(command, &e))?;
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            look(&line);
        }
    }
    let status = child.wait().map_err(|e| cannot_start(command, &e))?;
    if status.success() {
        return Ok(());
    }
    Err(format!("{} failed ({status})", spelled(command)))
}

/// What it prints, where it succeeds.
pub fn read(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}

/// A program on PATH.
pub fn find(program: &str) -> Option<PathBuf> {
    let name = format!("{program}{}", env::consts::EXE_SUFFIX);
    let path = env::var_os("PATH")?;
    let mut places = env::split_paths(&path).map(|folder| folder.join(&name));
    places.find(|place| place.is_file())
}

/// PATH with our own folders in front.
pub fn path_with(folders: &[PathBuf]) -> OsString {
    let path = env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().cloned().chain(env::split_paths(&path));
    env::join_paths(all).unwrap_or(path)
}

fn cannot_start(command: &Command, error: &std::io::Error) -> String {
    format!("cannot start {}: {error}", spelled(command))
}

fn spelled(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let program = program.file_name().unwrap_or(program.as_os_str());
    let words = std::iter::once(program).chain(command.get_args());
    let words: Vec<_> = words.map(|word| word.to_string_lossy()).collect();
    words.join(" ")
}
