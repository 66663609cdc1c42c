//! Tiers in the summary: how many there are, how firm, who agrees and who moved.

use std::io::{self, Write};

use kamlens::analysis::tiering::acceptability::FRAGILE;
use kamlens::analysis::tiering::agreement::NoAgreement;
use kamlens::analysis::tiering::{
    Audit, Migration, MigrationFrom, Move, TiersReport, policy_title, subject_arg,
};
use kamlens::book::Book;
use kamlens::engine::Answers;
use kamlens::words::{Arg, Message, NumberStyle, Words};

use crate::layout::{Ink, Look};

/// How many accounts that moved are named.
const NAMED_MOVES: usize = 5;

/// Prints the section; nothing where no policy was applied.
///
/// # Errors
/// Those of the output.
pub(crate) fn print(
    answers: &Answers<'_>,
    words: &Words,
    look: Look,
    out: &mut impl Write,
) -> io::Result<()> {
    let report = &answers.reports.tiers;
    if report.policy.is_none() && report.audit.is_none() {
        return Ok(());
    }
    let heading = look.paint(&words.text("cli.tiers.heading"), Ink::Heading);
    writeln!(out, "\n{heading}")?;
    let mut lines = counts(report, words);
    lines.extend(firmness(report).iter().map(|m| words.render(m)));
    if let Some(audit) = &report.audit {
        lines.push(words.render(&agreement(audit, words)));
    }
    if let Some(migration) = &report.migration {
        lines.push(words.render(&moved(migration, words)));
        lines.extend(moves(migration, report, &answers.imported.book, words));
    }
    for line in lines {
        writeln!(out, "  {}", look.wrap(&line, 2))?;
    }
    Ok(())
}

fn message(code: &str) -> Message {
    Message::new(format!("cli.tiers.{code}"))
}

fn counts(report: &TiersReport, words: &Words) -> Vec<String> {
    let Some(policy) = &report.policy else {
        return Vec::new();
    };
    let weighty = policy.criteria.iter().filter(|c| c.weight > 0.0).count();
    let basis = message("basis")
        .with("policy", policy_title(&report.source))
        .with("criteria", weighty);
    let tier = |t: &kamlens::analysis::tiering::TierCount| {
        let code = if t.provisional > 0 { "open" } else { "one" };
        let tier = message(code)
            .with("tier", t.name.as_str())
            .with("n", t.firm + t.provisional)
            .with("open", t.provisional);
        Arg::Text(words.render(&tier))
    };
    let tiers = report.tiers.iter().map(tier).collect();
    let counts = message("counts").with("tiers", Arg::List(tiers));
    vec![words.render(&basis), words.render(&counts)]
}

fn firmness(report: &TiersReport) -> Vec<Message> {
    let fragile = report.robustness.filter(|r| r.fragile > 0).map(|r| {
        message("fragile")
            .with("n", r.fragile)
            .with("share", FRAGILE)
            .with("draws", r.draws)
            .with("concentration", r.concentration)
    });
    let column = report.unknown_columns.first().map(|column| {
        message("column")
            .with("field", subject_arg(&column.subject))
            .with("cells", column.cells)
            .with("firm", column.firm)
    });
    fragile.into_iter().chain(column).collect()
}

/// How many accounts units have a say about, and how far they agree.
pub(crate) fn agreement(audit: &Audit, words: &Words) -> Message {
    let alpha = match audit.agreement {
        Ok(found) => {
            let rounded = (found.alpha * 100.0).round() / 100.0;
            message("alpha").with("value", words.number(rounded, NumberStyle::Plain))
        }
        Err(NoAgreement::FewUnits(_)) => message("few-accounts"),
        Err(NoAgreement::NoVariation) => message("no-variation"),
    };
    let disputed = audit.rows.iter().filter(|r| r.disagreement > Some(0.0));
    message("audit")
        .with("total", audit.rows.len())
        .with("n", disputed.count())
        .with("alpha", words.render(&alpha))
}

fn moved(migration: &Migration, words: &Words) -> Message {
    let from = match &migration.from {
        MigrationFrom::Policy(policy) => message("fromPolicy").with("name", policy_title(policy)),
        MigrationFrom::File => message("fromFile"),
    };
    let count = |up: bool| migration.moved.iter().filter(|m| m.up == Some(up)).count();
    message("moved")
        .with("from", words.render(&from))
        .with("n", migration.moved.len())
        .with("up", count(true))
        .with("down", count(false))
}

fn moves(migration: &Migration, report: &TiersReport, book: &Book, words: &Words) -> Vec<String> {
    let one = |found: &Move| {
        let account = book.account(found.account).map_or("", |a| a.name.as_str());
        let before = migration.from_tiers.get(found.from).map_or("", |n| n);
        let now = report.tiers.get(found.to).map_or("", |t| t.name.as_str());
        let text = message("move")
            .with("account", account)
            .with("before", before)
            .with("now", now)
            .with("why", words.render(&found.why.message()));
        format!("  {}", words.render(&text))
    };
    let mut lines: Vec<String> = migration.moved.iter().take(NAMED_MOVES).map(one).collect();
    let more = migration.moved.len().saturating_sub(NAMED_MOVES);
    if more > 0 {
        let more = message("moreMoves").with("n", more);
        lines.push(format!("  {}", words.render(&more)));
    }
    lines
}
