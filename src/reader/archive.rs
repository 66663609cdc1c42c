//! A zip archive of tables: each member is read like a file of its own, and one that cannot be read
//! does not lose the others.

use std::io::Read;

use flate2::bufread::DeflateDecoder;
use rawzip::{CompressionMethod, crc32};

use super::limits::within;
use super::source::Source;
use super::xml::Bounded;
use super::{Format, ReadError, ReadFile, Reading, guard, read, sniff, stem, top};
use crate::table::Diagnostic;
use crate::words::Arg;

/// A member: its path, how it is packed, its packed bytes and the sum to prove them.
struct Member<'a> {
    path: String,
    method: CompressionMethod,
    encrypted: bool,
    data: &'a [u8],
    crc: u32,
}

/// What the whole archive may take beside what each member may.
#[derive(Default)]
struct Total {
    inflated: u64,
    sheets: usize,
}

/// Why a member is not there: only itself, or the archive goes too far.
enum Refusal {
    Member(ReadError),
    Archive(ReadError),
}

impl From<ReadError> for Refusal {
    fn from(error: ReadError) -> Self {
        Self::Member(error)
    }
}

pub(super) fn read_archive(bytes: &[u8], reading: &mut Reading<'_>) -> Result<ReadFile, ReadError> {
    guard::check_zip(Source::Here(bytes), reading.limits)?;
    let members = members(bytes, reading)?;
    let mut file = ReadFile::new(Format::Zip);
    let mut refused = Vec::new();
    let (count, mut total) = (members.len() as f64, Total::default());
    for (index, member) in members.iter().enumerate() {
        let (done, part) = (index as f64 / count, 1.0 / count);
        match read_member(member, (done, part), &mut total, reading) {
            Ok(read) => {
                total.sheets += read.tables.len();
                reading.limits.check_sheets(total.sheets)?;
                add(&mut file, read, &name(member, &members), reading.name);
            }
            Err(Refusal::Archive(error)) => return Err(error),
            Err(Refusal::Member(error)) => {
                let at = top(reading.name, &member.path);
                file.diagnostics
                    .push(refusal(&member.path, &error).at(at, ""));
                refused.push((member.path.clone(), error));
            }
        }
    }
    match refused.as_slice() {
        [] => Ok(file),
        _ if !file.tables.is_empty() => Ok(file),
        // All the same, or there is but one: that is what is wrong with the archive.
        [(_, first), rest @ ..] if rest.iter().all(|(_, e)| e.code() == first.code()) => {
            Err(first.clone())
        }
        [(path, first), ..] => Err(ReadError::new("nothing-in-archive")
            .with("count", refused.len())
            .with("name", path.as_str())
            .with("reason", Arg::Code(format!("why.{}", first.code())))),
    }
}

/// What is said of a member that was not read.
fn refusal(path: &str, error: &ReadError) -> Diagnostic {
    if error.code() != "too-large" {
        let reason = Arg::Code(format!("why.{}", error.code()));
        return Diagnostic::warning("member-not-read")
            .with("name", path)
            .with("reason", reason);
    }
    let said = Diagnostic::warning("member-too-large").with("member", path);
    let args = error.message().args.iter().cloned();
    args.fold(said, |said, (name, value)| said.with(name, value))
}

/// What a member's sheets are called by: its name, or its whole path where another is so called.
fn name(member: &Member<'_>, members: &[Member<'_>]) -> String {
    let short = stem(&member.path);
    let same = members.iter().filter(|other| stem(&other.path) == short);
    if same.count() > 1 {
        member.path.clone()
    } else {
        short.to_owned()
    }
}

/// The members that are files of their own, by path.
fn members<'a>(bytes: &'a [u8], reading: &Reading<'_>) -> Result<Vec<Member<'a>>, ReadError> {
    let broken = || ReadError::damaged("zip");
    let archive = rawzip::ZipArchive::from_slice(bytes).map_err(|_| broken())?;
    let mut members = Vec::new();
    let mut entries = archive.entries();
    while let Some(entry) = entries.next_entry().map_err(|_| broken())? {
        let raw = entry.file_path();
        let raw = raw.as_ref();
        let path = match std::str::from_utf8(raw) {
            Ok(path) => path.to_owned(),
            // Chinese Windows packs names in its own code page.
            Err(_) => reading
                .decoder
                .decode("gb18030", raw)
                .unwrap_or_else(|| String::from_utf8_lossy(raw).into_owned()),
        };
        let name = path.rsplit(['/', '\\']).next().unwrap_or("");
        if name.is_empty() || name.starts_with('.') || path.starts_with("__MACOSX/") {
            continue;
        }
        let place = archive.get_entry(entry.wayfinder()).map_err(|_| broken())?;
        let (start, end) = place.compressed_data_range();
        let data = bytes.get(start as usize..end as usize).ok_or_else(broken)?;
        members.push(Member {
            path,
            method: entry.compression_method(),
            encrypted: entry.flags().is_encrypted(),
            data,
            crc: entry.crc32(),
        });
    }
    members.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(members)
}

fn read_member(
    member: &Member<'_>,
    (done, part): (f64, f64),
    total: &mut Total,
    reading: &mut Reading<'_>,
) -> Result<ReadFile, Refusal> {
    if member.encrypted {
        return Err(ReadError::new("password-protected").into());
    }
    let most = reading.limits.inflated_bytes;
    let beyond = || ReadError::too_large("inflated", most as f64 + 1.0, most as f64);
    let bytes = inflate(member, most.saturating_sub(total.inflated), beyond)?;
    total.inflated += bytes.len() as u64;
    if sniff::sniff(Source::Here(&bytes))? == Format::Zip {
        return Err(ReadError::new("nested-archive").into());
    }
    // A workbook inflates once more.
    total.inflated = total.inflated.saturating_add(guard::declared(&bytes));
    within("inflated", total.inflated, most).map_err(Refusal::Archive)?;
    let progress = &mut *reading.progress;
    let mut forward = |share: f64| progress(done + part * share);
    let mut inner = Reading {
        name: &member.path,
        limits: reading.limits,
        decoder: reading.decoder,
        encoding: reading.encoding,
        progress: &mut forward,
    };
    Ok(read(&bytes, &mut inner)?)
}

fn inflate(
    member: &Member<'_>,
    most: u64,
    beyond: impl Fn() -> ReadError,
) -> Result<Vec<u8>, Refusal> {
    let damaged = || Refusal::Member(ReadError::damaged(member.path.as_str()));
    let mut bytes = Vec::new();
    let read = match member.method {
        CompressionMethod::STORE => Bounded::new(member.data, most).read_to_end(&mut bytes),
        CompressionMethod::DEFLATE => {
            Bounded::new(DeflateDecoder::new(member.data), most).read_to_end(&mut bytes)
        }
        _ => return Err(damaged()),
    };
    match read {
        Ok(_) if crc32(&bytes) == member.crc => Ok(bytes),
        Err(e) if e.kind() == std::io::ErrorKind::FileTooLarge => Err(Refusal::Archive(beyond())),
        _ => Err(damaged()),
    }
}

/// A member's sheets, called by its name; all of them are the archive's.
fn add(file: &mut ReadFile, read: ReadFile, member: &str, archive: &str) {
    let one = read.tables.len() == 1 && read.format == Format::Text;
    let name = |sheet: &str| {
        if one {
            member.to_owned()
        } else {
            format!("{member}/{sheet}")
        }
    };
    for mut table in read.tables {
        table.sheet = name(&table.sheet);
        archive.clone_into(&mut table.file);
        file.tables.push(table);
    }
    for mut diagnostic in read.diagnostics {
        if let Some(at) = &mut diagnostic.at {
            at.sheet = name(&at.sheet);
            archive.clone_into(&mut at.file);
        }
        file.diagnostics.push(diagnostic);
    }
}
