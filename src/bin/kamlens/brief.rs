//! The brief for the consensus meeting: the disputed accounts, what each party sees, why it says what it
//! says, and the question that is to be decided.

use std::collections::BTreeMap;
use std::io::{self, Write};

use kamlens::analysis::tiering::{AccountTier, Audit, AuditRow, Verdict, brief};
use kamlens::book::AccountId;
use kamlens::engine::Answers;
use kamlens::words::{Arg, Message, NumberStyle, Words};

use crate::layout::{Ink, Look};
use crate::tiers;

/// Prints the brief.
///
/// # Errors
/// Those of the output.
pub(crate) fn print(
    answers: &Answers<'_>,
    words: &Words,
    look: Look,
    out: &mut impl Write,
) -> io::Result<()> {
    let title = look.paint(&words.text("cli.brief.title"), Ink::Heading);
    writeln!(out, "{title}")?;
    let report = &answers.reports.tiers;
    let Some(audit) = &report.audit else {
        return writeln!(out, "{}", words.text("cli.brief.nobody"));
    };
    let agreement = words.render(&tiers::agreement(audit, words));
    writeln!(out, "{}", look.wrap(&agreement, 0))?;
    let disputed = audit.rows.iter().filter(|r| r.disagreement > Some(0.0));
    let tiers = report.accounts.iter().map(|t| (t.account, t));
    let tiers: BTreeMap<AccountId, &AccountTier> = tiers.collect();
    let mut none = true;
    for row in disputed {
        let Some(tier) = tiers.get(&row.account) else {
            continue;
        };
        none = false;
        for (indent, line) in account(answers, audit, row, tier, words) {
            let line = look.wrap(&line, indent);
            writeln!(out, "{}{line}", " ".repeat(indent))?;
        }
    }
    if none {
        writeln!(out, "{}", words.text("cli.brief.none"))?;
    }
    Ok(())
}

fn message(code: &str) -> Message {
    Message::new(format!("cli.brief.{code}"))
}

/// One account: lines with their indents.
fn account(
    answers: &Answers<'_>,
    audit: &Audit,
    row: &AuditRow,
    tier: &AccountTier,
    words: &Words,
) -> Vec<(usize, String)> {
    let book = &answers.imported.book;
    let account = book.account(row.account);
    let order = account.and_then(|a| a.order_amount).map(|m| m.units());
    let disagreement = (row.disagreement.unwrap_or(0.0) * 100.0).round() / 100.0;
    let stake = message("stake")
        .with("account", account.map_or("", |a| a.name.as_str()))
        .with("amount", order.or(tier.amount).unwrap_or(0.0).max(0.0))
        .with(
            "disagreement",
            words.number(disagreement, NumberStyle::Plain),
        );
    let mut lines = vec![(0, String::new()), (0, words.render(&stake))];
    let points = brief::points(book, &answers.reports.tiers.source, row, audit);
    for (at, line) in verdicts(answers, audit, row, tier, words)
        .into_iter()
        .enumerate()
    {
        lines.push((2, line));
        let cause = row.causes.iter().position(|c| c.rater == at);
        let sets = cause.and_then(|place| points.get(place));
        lines.extend(sets.map(|sets| (4, because(sets, words))));
    }
    let questions = brief::questions(book, audit, row, tier);
    lines.push((2, words.text("cli.brief.decide")));
    lines.extend(questions.iter().map(|q| (4, words.render(q))));
    lines.push((4, words.text("cli.brief.space")));
    lines
}

/// What each party says, and what it sees.
pub(crate) fn verdicts(
    answers: &Answers<'_>,
    audit: &Audit,
    row: &AuditRow,
    tier: &AccountTier,
    words: &Words,
) -> Vec<String> {
    let (book, report) = (&answers.imported.book, &answers.reports.tiers);
    let raters = audit.raters.iter().zip(&row.verdicts);
    let one = |(rater, verdict): (&Option<String>, &Option<Verdict>)| {
        let name = match rater {
            Some(unit) => unit.clone(),
            None => words.text("cli.brief.group"),
        };
        let code = match verdict {
            Some(Verdict { yes: true, .. }) => "yes",
            Some(Verdict { yes: false, .. }) => "no",
            None => "open",
        };
        let said = words.render(&message(code).with("rater", name));
        let sees = brief::sees(book, report, tier, rater.as_deref());
        if sees.is_empty() {
            return said;
        }
        let sees = sees.iter().map(|m| Arg::Text(words.render(m))).collect();
        let line = message("sees").with("said", said);
        words.render(&line.with("sees", Arg::List(sees)))
    };
    raters.map(one).collect()
}

/// Why a party does not agree with the group, with the account's figures: each set is enough, all
/// parts of one count together.
fn because(sets: &[Vec<Message>], words: &Words) -> String {
    let mut sets = sets.iter().map(|set| brief::together(set, words));
    let first = sets.next();
    let cause = first.unwrap_or_else(|| words.text("tiers.cause.unknown"));
    let cause = sets.fold(cause, |cause, other| {
        let both = Message::new("tiers.cause.or").with("one", cause);
        words.render(&both.with("other", other))
    });
    words.render(&message("cause").with("causes", Arg::List(vec![Arg::Text(cause)])))
}
