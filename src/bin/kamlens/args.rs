//! What the command line takes. A usage error exits with 2.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use jiff::civil::Date;

use crate::how_read::HowRead;
use crate::language::Language;

/// The key-account lens: tiers, relationships, share growth and scorecards from your spreadsheets.
#[derive(Debug, Parser)]
#[command(name = "kamlens", version, about, arg_required_else_help = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Language of sentences; by default that of LC_ALL, LC_MESSAGES or LANG
    #[arg(long, value_enum, global = true)]
    pub(crate) lang: Option<Language>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Answers the questions of key-account management from one or several files
    Analyze(Analyze),
    /// Explains the tier of one account: its points and gates, how firm it is, and what would change it
    Explain(Explain),
    /// Prints the brief for the consensus meeting: who disagrees about which account, why, and what is to
    /// be decided
    Brief(Brief),
    /// Prints the mapping file that fixes how the tables of one or several files are understood
    Mapping(Mapping),
    /// Prints a tier policy as a file to edit, its scales taken from one or several files
    Policy(Policy),
    /// Prints a file's cells as JSON, as they were read
    Cells {
        /// A spreadsheet or text file
        file: PathBuf,
        #[command(flatten)]
        how: HowRead,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Mapping {
    /// Spreadsheets and text files; together they are one book
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Begin with this mapping file
    #[arg(long, value_name = "FILE")]
    pub(crate) mapping: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) how: HowRead,
}

#[derive(Debug, Args)]
pub(crate) struct Policy {
    /// Spreadsheets and text files; together they are one book
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// default, growth, mature, group-rule, or a policy file whose open scales are to be fixed
    #[arg(long, value_name = "NAME|FILE", default_value = "default", value_parser = policy)]
    pub(crate) policy: String,
    /// What tables and columns are taken for
    #[arg(long, value_name = "FILE")]
    pub(crate) mapping: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) how: HowRead,
}

/// The book, and what is asked of it.
#[derive(Debug, Args)]
pub(crate) struct Asked {
    /// Spreadsheets and text files; together they are one book
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// What tables and columns are taken for, as the page or `kamlens mapping` has saved it
    #[arg(long, value_name = "FILE")]
    pub(crate) mapping: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) how: HowRead,
    /// The day that counts as today, as 2026-06-30 [default: today]
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<Date>,
    /// Seed of the simulation [default: 1]
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u32>,
    /// Which accounts are key accounts: default, growth, mature, group-rule, or a policy file
    #[arg(long, value_name = "NAME|FILE", default_value = "default", value_parser = policy)]
    pub(crate) policy: String,
    /// Count leads in the pipeline
    #[arg(long)]
    pub(crate) leads: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Analyze {
    #[command(flatten)]
    pub(crate) asked: Asked,
    /// Print the whole report as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Most items of each list in the JSON, whose totals stand beside it; 0: all of them
    #[arg(long, value_name = "N", default_value_t = 1_000, requires = "json")]
    pub(crate) max_items: usize,
    /// Say who moves against this policy
    #[arg(long, value_name = "NAME|FILE", value_parser = policy)]
    pub(crate) compare: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Explain {
    #[command(flatten)]
    pub(crate) asked: Asked,
    /// The account's name
    #[arg(long, value_name = "NAME")]
    pub(crate) account: String,
    /// Print the explanation as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Brief {
    #[command(flatten)]
    pub(crate) asked: Asked,
}

/// A built-in policy, or a file that is there.
fn policy(name: &str) -> Result<String, String> {
    if kamlens::api::policy::named(name).is_some() || PathBuf::from(name).exists() {
        Ok(name.to_owned())
    } else {
        Err("neither default, growth, mature or group-rule nor a file".to_owned())
    }
}
