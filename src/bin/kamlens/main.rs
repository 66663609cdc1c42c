//! The command line: the same core, native. It alone knows the clock, the disk and the terminal.
//!
//! Exit code 0; 1 if a file cannot be read (the others are still reported); 2 for a usage error.

mod args;
mod brief;
mod explain;
mod files;
mod how_read;
mod language;
mod layout;
mod summary;
mod tiers;

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use kamlens::analysis::Context;
use kamlens::api::policy::{self, PolicyRequest};
use kamlens::api::settings::{AnalyzeRequest, SettingsRequest};
use kamlens::api::{Lens, cells, mapping, report};
use kamlens::engine::{Answers, Engine};
use kamlens::policy::Settings;
use kamlens::words::{Message, Words};

use args::{Analyze, Asked, Brief, Cli, Command, Explain, Mapping, Policy};
use how_read::HowRead;
use language::Language;
use layout::Look;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let language = cli
        .lang
        .unwrap_or_else(|| Language::of_environment(|name| std::env::var(name).ok()));
    let words = match language.words() {
        Ok(words) => words,
        Err(error) => return fail(&error.to_string()),
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let done = match cli.command {
        Command::Analyze(what) => analyze(&what, &words, &mut out),
        Command::Explain(what) => explain_account(&what, &words, &mut out),
        Command::Brief(what) => print_brief(&what, &words, &mut out),
        Command::Mapping(what) => print_mapping(&what, &words, &mut out),
        Command::Policy(what) => print_policy(&what, &words, &mut out),
        Command::Cells { file, how } => print_cells(&file, &how, &words, &mut out),
    };
    match done.and_then(|code| out.flush().map(|()| code)) {
        Ok(code) => code,
        // Whoever read us has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => fail(&error.to_string()),
    }
}

fn fail(text: &str) -> ExitCode {
    let _ = writeln!(io::stderr(), "kamlens: {text}");
    ExitCode::FAILURE
}

fn analyze(what: &Analyze, words: &Words, out: &mut impl Write) -> io::Result<ExitCode> {
    let compare = what.compare.as_deref();
    answered(&what.asked, compare, words, |answers| {
        if what.json {
            let lens = Lens {
                answers,
                words,
                limit: Some(what.max_items).filter(|&most| most > 0),
            };
            serde_json::to_writer_pretty(&mut *out, &report(&lens))?;
            writeln!(out)?;
        } else {
            summary::print(&answers, words, look(), out)?;
        }
        Ok(None)
    })
}

fn explain_account(what: &Explain, words: &Words, out: &mut impl Write) -> io::Result<ExitCode> {
    answered(&what.asked, None, words, |answers| {
        let account = match explain::find(answers.imported, &what.account) {
            Ok(account) => account,
            Err(message) => return Ok(Some(message)),
        };
        if what.json {
            let lens = Lens {
                answers,
                words,
                limit: None,
            };
            serde_json::to_writer_pretty(&mut *out, &explain::json(&lens, account))?;
            writeln!(out)?;
        } else {
            explain::print(&answers, account, words, look(), out)?;
        }
        Ok(None)
    })
}

fn print_brief(what: &Brief, words: &Words, out: &mut impl Write) -> io::Result<ExitCode> {
    answered(&what.asked, None, words, |answers| {
        brief::print(&answers, words, look(), out)?;
        Ok(None)
    })
}

/// Asks the engine and says the answers; whoever says them may find that what was asked for is not
/// there.
fn answered(
    asked: &Asked,
    compare: Option<&str>,
    words: &Words,
    say: impl FnOnce(Answers<'_>) -> io::Result<Option<Message>>,
) -> io::Result<ExitCode> {
    let context = match context(asked, compare) {
        Ok(context) => context,
        Err(message) => return Ok(fail(&words.render(&message))),
    };
    let mut engine = match engine(&asked.files, asked.mapping.as_deref(), &asked.how) {
        Ok(engine) => engine,
        Err(message) => return Ok(fail(&words.render(&message))),
    };
    if let Some(message) = say(engine.analyze(&context))? {
        return Ok(fail(&words.render(&message)));
    }
    let unreadable = engine.files().iter().any(|file| file.error.is_some());
    Ok(if unreadable {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// An engine with these files, and the decisions of a mapping file.
///
/// # Errors
/// The mapping file cannot be read; files that cannot are in the report.
fn engine(files: &[PathBuf], mapping: Option<&Path>, how: &HowRead) -> Result<Engine, Message> {
    let mut engine = Engine::default();
    if let Some(path) = mapping {
        let text = files::load_text(path)?;
        engine.set_mapping(mapping::parse(&text)?);
    }
    for file in files::load_all(files, how) {
        match file.content {
            Ok(read) => engine.add_file(&file.name, read.tables, read.diagnostics),
            Err(error) => engine.add_unreadable(&file.name, error),
        }
    }
    Ok(engine)
}

fn print_mapping(what: &Mapping, words: &Words, out: &mut impl Write) -> io::Result<ExitCode> {
    let mut engine = match engine(&what.files, what.mapping.as_deref(), &what.how) {
        Ok(engine) => engine,
        Err(message) => return Ok(fail(&words.render(&message))),
    };
    let errors = unreadable(&engine, words);
    let answers = engine.analyze(&Context {
        as_of: jiff::Zoned::now().date(),
        seed: 1,
        settings: Settings::default(),
    });
    let lens = Lens {
        answers,
        words,
        limit: None,
    };
    writeln!(out, "{}", mapping::text(&lens))?;
    Ok(match errors.as_slice() {
        [] => ExitCode::SUCCESS,
        errors => fail(&errors.join("\nkamlens: ")),
    })
}

fn print_policy(what: &Policy, words: &Words, out: &mut impl Write) -> io::Result<ExitCode> {
    let wanted = policy_request(&what.policy).and_then(|request| request.choice());
    let choice = match wanted {
        Ok(choice) => choice,
        Err(message) => return Ok(fail(&words.render(&message))),
    };
    let mut engine = match engine(&what.files, what.mapping.as_deref(), &what.how) {
        Ok(engine) => engine,
        Err(message) => return Ok(fail(&words.render(&message))),
    };
    let errors = unreadable(&engine, words);
    let answers = engine.analyze(&Context {
        as_of: jiff::Zoned::now().date(),
        seed: 1,
        settings: Settings {
            policy: choice,
            ..Settings::default()
        },
    });
    writeln!(out, "{}", policy::text(&answers.reports.tiers.source))?;
    Ok(match errors.as_slice() {
        [] => ExitCode::SUCCESS,
        errors => fail(&errors.join("\nkamlens: ")),
    })
}

/// What could not be read, in words.
fn unreadable(engine: &Engine, words: &Words) -> Vec<String> {
    let errors = engine.files().iter();
    let errors = errors.filter_map(|file| file.error.as_ref());
    errors.map(|error| words.render(error)).collect()
}

/// A built-in policy, or that of a file.
fn policy_request(name: &str) -> Result<PolicyRequest, Message> {
    if policy::named(name).is_some() {
        return Ok(PolicyRequest::Named(name.to_owned()));
    }
    let text = files::load_text(Path::new(name))?;
    let file = policy::read(&text)?;
    Ok(PolicyRequest::File(Box::new(file)))
}

/// As the page asks the engine, so that the two cannot differ. Only here "today" is known.
fn context(what: &Asked, compare: Option<&str>) -> Result<Context, Message> {
    let as_of = what.as_of.unwrap_or_else(|| jiff::Zoned::now().date());
    AnalyzeRequest {
        as_of: as_of.to_string(),
        seed: what.seed,
        settings: SettingsRequest {
            policy: Some(policy_request(&what.policy)?),
            compared: compare.map(policy_request).transpose()?,
            leads_count: Some(what.leads),
            ..SettingsRequest::default()
        },
    }
    .context()
}

/// Colours and wrapped lines only for a person at a terminal.
fn look() -> Look {
    let terminal = io::stdout().is_terminal();
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let columns = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    Look {
        color: terminal && !set("NO_COLOR"),
        width: terminal.then(|| columns.unwrap_or(100).clamp(40, 120)),
    }
}

fn print_cells(
    path: &Path,
    how: &HowRead,
    words: &Words,
    out: &mut impl Write,
) -> io::Result<ExitCode> {
    match files::load(path, &files::base_name(path), how) {
        Ok(read) => {
            serde_json::to_writer(&mut *out, &cells::view(&read.tables))?;
            writeln!(out)?;
            Ok(ExitCode::SUCCESS)
        }
        Err(message) => Ok(fail(&words.render(&message))),
    }
}
