//! One account's tier explained.

use std::io::{self, Write};

use kamlens::analysis::tiering::{
    AccountTier, Among, Basis, Change, Contribution, Counterfactual, GateState, TiersReport, Way,
    acceptabilities, counterfactual, policy_title, standings, subject_arg,
};
use kamlens::api::{Lens, account, explain};
use kamlens::book::{AccountId, Field, fold_name};
use kamlens::engine::Answers;
use kamlens::import::Imported;
use kamlens::policy::{Scale, Subject, TierPolicy};
use kamlens::words::{Arg, Message, NumberStyle, Words};
use serde_json::{Value, json};

use crate::brief;
use crate::layout::{Ink, Look, Side, columns};

/// Most names that are offered for one that nobody has.
const MOST_NAMES: usize = 5;
/// Most single changes that are said.
const MOST_CHANGES: usize = 3;

/// The account of this name, or the only one whose name has it in it.
///
/// # Errors
/// There is none, or there are several.
pub(crate) fn find(imported: &Imported, name: &str) -> Result<AccountId, Message> {
    let wanted = fold_name(name);
    let names = imported.book.accounts.iter().zip(0_u32..);
    let names: Vec<(String, &str, u32)> = names
        .map(|(a, at)| (fold_name(&a.name), a.name.as_str(), at))
        .collect();
    if let Some((.., at)) = names.iter().find(|(folded, ..)| *folded == wanted) {
        return Ok(AccountId(*at));
    }
    let near = names.iter().filter(|(folded, ..)| folded.contains(&wanted));
    let near: Vec<&(String, &str, u32)> = near.collect();
    match near.as_slice() {
        [(.., at)] => Ok(AccountId(*at)),
        [] => Err(message("none-such").with("name", name)),
        several => {
            let names = several.iter().take(MOST_NAMES);
            let names = names.map(|(_, name, _)| Arg::from(*name)).collect();
            Err(message("near")
                .with("name", name)
                .with("names", Arg::List(names)))
        }
    }
}

/// All that the page would show of it.
pub(crate) fn json(lens: &Lens<'_>, id: AccountId) -> Value {
    json!({
        "account": account::view(id.0, lens),
        "explanation": explain::view(id.0, lens),
    })
}

/// Prints the explanation.
///
/// # Errors
/// Those of the output.
pub(crate) fn print(
    answers: &Answers<'_>,
    id: AccountId,
    words: &Words,
    look: Look,
    out: &mut impl Write,
) -> io::Result<()> {
    let report = &answers.reports.tiers;
    let name = answers
        .imported
        .book
        .account(id)
        .map_or("", |a| a.name.as_str());
    writeln!(out, "{}", look.paint(name, Ink::Heading))?;
    let Some(tier) = report.accounts.iter().find(|t| t.account == id) else {
        return Ok(());
    };
    let mut lines = vec![said(report, tier, words)];
    lines.extend(places(answers, id).iter().map(|m| words.render(m)));
    for line in lines {
        writeln!(out, "  {}", look.wrap(&line, 2))?;
    }
    if let Some(policy) = &report.policy {
        writeln!(out)?;
        points(policy, report, tier, words, look, out)?;
        more(answers, id, tier, words, look, out)?;
    }
    let audit = report.audit.as_ref();
    let row = audit.and_then(|a| Some((a, a.rows.iter().find(|r| r.account == id)?)));
    if let Some((audit, row)) = row {
        heading("verdicts", words, look, out)?;
        for line in brief::verdicts(answers, audit, row, tier, words) {
            writeln!(out, "  {}", look.wrap(&line, 2))?;
        }
    }
    Ok(())
}

fn message(code: &str) -> Message {
    Message::new(format!("cli.explain.{code}"))
}

fn heading(code: &str, words: &Words, look: Look, out: &mut impl Write) -> io::Result<()> {
    let text = words.text(&format!("cli.explain.{code}"));
    writeln!(out, "\n{}", look.paint(&text, Ink::Heading))
}

fn tier_name(report: &TiersReport, tier: usize) -> &str {
    report.tiers.get(tier).map_or("", |t| t.name.as_str())
}

/// The tier, and by which policy.
fn said(report: &TiersReport, tier: &AccountTier, words: &Words) -> String {
    let code = match (tier.assessable, report.basis) {
        (false, _) | (_, Basis::None) => "not",
        (_, Basis::Abc) => "abc",
        _ if tier.firm => "firm",
        _ => "open",
    };
    let text = message(code)
        .with("tier", tier_name(report, tier.tier_low))
        .with("best", tier_name(report, tier.tier_high))
        .with("low", tier.score_low)
        .with("high", tier.score_high);
    let text = words.render(&text);
    if report.policy.is_none() {
        return text;
    }
    let policy = message("policy").with("policy", policy_title(&report.source));
    format!("{text} · {}", words.render(&policy))
}

fn places(answers: &Answers<'_>, id: AccountId) -> Vec<Message> {
    let all = standings(&answers.imported.book, &answers.reports.tiers, id);
    let place = |s: kamlens::analysis::tiering::Standing| {
        let code = if s.among == Among::Book {
            "rank"
        } else {
            "rankIn"
        };
        let place = message(code).with("rank", s.rank).with("of", s.of);
        place.with("name", s.name.unwrap_or_default())
    };
    let all = all.into_iter().filter(|s| s.of > 1);
    all.map(place).collect()
}

/// The points of each criterion, then the gates.
fn points(
    policy: &TierPolicy,
    report: &TiersReport,
    tier: &AccountTier,
    words: &Words,
    look: Look,
    out: &mut impl Write,
) -> io::Result<()> {
    const SIDES: [Side; 4] = [Side::Left, Side::Right, Side::Right, Side::Right];
    let heads = ["criterion", "value", "points", "of"];
    let heads = heads.map(|head| words.text(&format!("cli.explain.{head}")));
    let total: f64 = policy.criteria.iter().map(|c| c.weight.max(0.0)).sum();
    let mut rows = vec![heads.to_vec()];
    for (criterion, found) in policy.criteria.iter().zip(&tier.contributions) {
        let most = 100.0 * criterion.weight.max(0.0) / total;
        rows.push(vec![
            subject_name(&criterion.subject, words),
            value(&criterion.subject, &criterion.scale, found, words),
            between(found, words),
            words.number(most, NumberStyle::Num),
        ]);
    }
    for (index, line) in columns(&rows, &SIDES).into_iter().enumerate() {
        let ink = if index == 0 { Ink::Faint } else { Ink::Plain };
        writeln!(out, "  {}", look.paint(&line, ink))?;
    }
    if tier.gates.is_empty() {
        return Ok(());
    }
    heading("gates", words, look, out)?;
    for (gate, outcome) in policy.gates.iter().zip(&tier.gates) {
        let code = match outcome.state {
            GateState::Passed => "passed",
            GateState::Failed => "failed",
            GateState::Unknown => "gateUnknown",
        };
        let state = words.render(&message(code).with("tier", tier_name(report, gate.cap)));
        writeln!(out, "  {}: {state}", subject_name(&gate.subject, words))?;
    }
    Ok(())
}

fn subject_name(subject: &Subject, words: &Words) -> String {
    match subject_arg(subject) {
        Arg::Code(code) => words.text(&code),
        Arg::Text(text) => text,
        _ => String::new(),
    }
}

fn between(found: &Contribution, words: &Words) -> String {
    if (found.high - found.low).abs() < 1e-9 {
        return words.number(found.low, NumberStyle::Num);
    }
    let text = message("between").with("low", found.low);
    words.render(&text.with("high", found.high))
}

fn value(subject: &Subject, scale: &Scale, found: &Contribution, words: &Words) -> String {
    let Some(value) = found.value else {
        return words.text("cli.explain.unknown");
    };
    let yes = |yes: bool| words.text(&format!("tiers.change.{}", if yes { "yes" } else { "no" }));
    match (scale, subject) {
        (Scale::Categories { values, .. }, _) => match values.get(value as usize) {
            Some((word, _)) => word.clone(),
            None => words.text("tiers.change.other"),
        },
        (Scale::YesNo, _) => yes(value != 0.0),
        (_, Subject::Field(Field::Margin | Field::OrderMargin)) => {
            words.number(value, NumberStyle::Percent)
        }
        (_, Subject::Field(Field::Revenue | Field::Potential | Field::OrderAmount)) => {
            words.number(value, NumberStyle::Money)
        }
        _ => words.number(value, NumberStyle::Num),
    }
}

/// What to find out, how firm the tier is, and the ways to other tiers.
fn more(
    answers: &Answers<'_>,
    id: AccountId,
    tier: &AccountTier,
    words: &Words,
    look: Look,
    out: &mut impl Write,
) -> io::Result<()> {
    let (book, report) = (&answers.imported.book, &answers.reports.tiers);
    let mut lines: Vec<String> = worth(report, tier)
        .iter()
        .map(|m| words.render(m))
        .collect();
    if let Some((low, high)) = acceptabilities(book, report, answers.context, id) {
        if low == high {
            lines.push(stable("stable", &low, report, words));
        } else {
            lines.push(stable("stableLow", &low, report, words));
            lines.push(stable("stableHigh", &high, report, words));
        }
    }
    if !lines.is_empty() {
        writeln!(out)?;
    }
    for line in lines {
        writeln!(out, "  {}", look.wrap(&line, 2))?;
    }
    let Some(Counterfactual { up, down }) = counterfactual(book, report, id) else {
        return Ok(());
    };
    for (code, way) in [("up", up), ("down", down)] {
        let Some(way) = way else { continue };
        let title = message(code).with("tier", tier_name(report, way.tier));
        let title = look.paint(&words.render(&title), Ink::Heading);
        writeln!(out, "\n{title}")?;
        let mut lines = steps(report, &way, code == "up", words);
        if code == "up" && tier.tier_high <= way.tier {
            lines.insert(0, words.text("cli.explain.perhaps"));
        }
        for line in lines {
            writeln!(out, "  {}", look.wrap(&line, 2))?;
        }
    }
    Ok(())
}

/// How often each tier comes out under other weights.
fn stable(code: &str, all: &[f64], report: &TiersReport, words: &Words) -> String {
    let shares = all.iter().enumerate().filter(|(_, share)| **share > 0.0);
    let shares = shares.map(|(at, share)| {
        let share = message("share")
            .with("tier", tier_name(report, at))
            .with("share", *share);
        Arg::Text(words.render(&share))
    });
    words.render(&message(code).with("shares", Arg::List(shares.collect())))
}

fn worth(report: &TiersReport, tier: &AccountTier) -> Option<Message> {
    let (policy, index) = (report.policy.as_ref()?, tier.worth_finding?);
    let subject = match index.checked_sub(policy.criteria.len()) {
        None => &policy.criteria.get(index)?.subject,
        Some(gate) => &policy.gates.get(gate)?.subject,
    };
    let left = tier.worth_leaves?;
    let code = if left <= 1 { "worthFirm" } else { "worth" };
    Some(
        message(code)
            .with("field", subject_arg(subject))
            .with("n", left),
    )
}

/// A way in words: gates first, then single changes, then the pair.
fn steps(report: &TiersReport, way: &Way, up: bool, words: &Words) -> Vec<String> {
    let Some(policy) = &report.policy else {
        return Vec::new();
    };
    let code = if up { "gateFirst" } else { "gateLoss" };
    let gates = way.gates.iter().filter_map(|at| policy.gates.get(*at));
    let gates = gates.map(|g| words.render(&message(code).with("field", subject_arg(&g.subject))));
    let mut lines: Vec<String> = gates.collect();
    let change = |change: &Change| words.render(&change.message(policy));
    if way.gates_suffice {
        lines.push(words.text("cli.explain.gatesSuffice"));
        return lines;
    }
    let mut ways: Vec<String> = way.single.iter().take(MOST_CHANGES).map(change).collect();
    if let Some((a, b)) = &way.pair {
        let both = message("both")
            .with("one", change(a))
            .with("two", change(b));
        ways.insert(0, words.render(&both));
    }
    if ways.is_empty() && (up || lines.is_empty()) {
        lines.push(words.text(if up {
            "cli.explain.none"
        } else {
            "cli.explain.noneDown"
        }));
    }
    for (at, text) in ways.into_iter().enumerate() {
        let other = at > 0 || (!up && !lines.is_empty());
        lines.push(if other {
            words.render(&message("or").with("text", text))
        } else {
            text
        });
    }
    lines
}
