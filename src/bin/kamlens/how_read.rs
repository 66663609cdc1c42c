//! How files are read: what the commands share.

use clap::Args;
use kamlens::reader::limits::{ALL, Limits, Unit};

/// What a person says about how files are read.
#[derive(Debug, Args)]
pub(crate) struct HowRead {
    /// Encoding of text files, where it cannot be found out: big5, shift_jis, windows-1252 …
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<String>,
    /// Set a safety limit of reading, such as cells=50M or file=1G; docs/limits.md lists them
    #[arg(long = "limit", value_name = "NAME=VALUE", value_parser = limit)]
    limits: Vec<(String, u64)>,
}

impl HowRead {
    /// The limits, some of them set otherwise.
    pub(crate) fn limits(&self) -> Limits {
        let mut limits = Limits::default();
        for (name, value) in &self.limits {
            limits.set(name, *value);
        }
        limits
    }
}

/// `cells=50M`, `memory=2G`: k, M and G are powers of 1000 of things and of 1024 of bytes.
fn limit(text: &str) -> Result<(String, u64), String> {
    let (name, value) = text.split_once('=').unwrap_or((text, ""));
    let known = ALL.iter().find(|limit| limit.name == name);
    let known = known.ok_or_else(|| {
        let names: Vec<&str> = ALL.iter().map(|limit| limit.name).collect();
        format!("the limits are {}", names.join(", "))
    })?;
    let base: u64 = if known.unit == Unit::Bytes {
        1024
    } else {
        1000
    };
    let digits = value.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let power = match value.get(digits.len()..).unwrap_or("") {
        "" => Some(0),
        "k" | "K" => Some(1),
        "M" => Some(2),
        "G" => Some(3),
        _ => None,
    };
    let number = digits.parse::<u64>().ok().filter(|&n| n > 0);
    let value = number
        .zip(power)
        .and_then(|(n, power)| n.checked_mul(base.pow(power)));
    let value = value.ok_or_else(|| "a whole number, with k, M or G behind it".to_owned())?;
    Ok((name.to_owned(), value))
}
