//! A zip archive of tables: each member is read like a file of its own, and one that cannot be read
//! does not lose the others.

use std::io::Read;

use flate2::bufread::DeflateDecoder;
use rawzip::CompressionMethod;

use super::limits::within;
use super::xml::Bounded;
use super::{Format, ReadError, ReadFile, Reading, guard, read, sniff, stem, top};
use crate::table::Diagnostic;
use crate::words::Arg;

/// A member: its path, how it is packed, its packed bytes.
struct Member<'a> {
    path: String,
    method: CompressionMethod,
    encrypted: bool,
    data: &'a [u8],
}

pub(super) fn read_archive(bytes: &[u8], reading: &mut Reading<'_>) -> Result<ReadFile, ReadError> {
    guard::check_zip(bytes, reading.limits)?;
    let members = members(bytes, reading)?;
    let mut file = ReadFile::new(Format::Zip);
    if !members.is_empty() && members.iter().all(|member| member.encrypted) {
        return Err(ReadError::new("password-protected"));
    }
    let (count, mut inflated) = (members.len() as f64, 0);
    for (index, member) in members.iter().enumerate() {
        let (done, part) = (index as f64 / count, 1.0 / count);
        match read_member(member, (done, part), &mut inflated, reading) {
            Ok(read) => add(&mut file, read, &member.path, reading.name),
            Err(error) if error.code() == "too-large" => return Err(error),
            Err(error) => {
                let reason = Arg::Code(format!("why.{}", error.code()));
                let said = Diagnostic::warning("member-not-read")
                    .with("name", member.path.as_str())
                    .with("reason", reason);
                let at = top(reading.name, &member.path);
                file.diagnostics.push(said.at(at, ""));
            }
        }
    }
    Ok(file)
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
        });
    }
    members.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(members)
}

fn read_member(
    member: &Member<'_>,
    (done, part): (f64, f64),
    inflated: &mut u64,
    reading: &mut Reading<'_>,
) -> Result<ReadFile, ReadError> {
    if member.encrypted {
        return Err(ReadError::new("password-protected"));
    }
    let bytes = inflate(member, reading.limits.inflated_bytes - *inflated)?;
    *inflated += bytes.len() as u64;
    within("inflated", *inflated, reading.limits.inflated_bytes)?;
    if sniff::sniff(&bytes)? == Format::Zip {
        return Err(ReadError::seems("archive"));
    }
    let progress = &mut *reading.progress;
    let mut forward = |share: f64| progress(done + part * share);
    let mut inner = Reading {
        name: &member.path,
        limits: reading.limits,
        decoder: reading.decoder,
        encoding: reading.encoding,
        progress: &mut forward,
    };
    read(&bytes, &mut inner)
}

fn inflate(member: &Member<'_>, most: u64) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    let read = match member.method {
        CompressionMethod::STORE => Bounded::new(member.data, most).read_to_end(&mut bytes),
        CompressionMethod::DEFLATE => {
            Bounded::new(DeflateDecoder::new(member.data), most).read_to_end(&mut bytes)
        }
        _ => return Err(ReadError::damaged(member.path.as_str())),
    };
    match read {
        Ok(_) => Ok(bytes),
        Err(e) if e.kind() == std::io::ErrorKind::FileTooLarge => Err(ReadError::too_large(
            "inflated",
            most as f64 + 1.0,
            most as f64,
        )),
        Err(_) => Err(ReadError::damaged(member.path.as_str())),
    }
}

/// A member's sheets, called by its name; all of them are the archive's.
fn add(file: &mut ReadFile, read: ReadFile, path: &str, archive: &str) {
    let one = read.tables.len() == 1 && read.format == Format::Text;
    let name = |sheet: &str| {
        if one {
            stem(path).to_owned()
        } else {
            format!("{}/{sheet}", stem(path))
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
