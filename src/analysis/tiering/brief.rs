//! What the committee is told about a disputed account: what each rater sees, by which bar it fails,
//! and the question that is to be decided.

use super::actions::subject_arg;
use super::audit::{Audit, AuditRow, VerdictBy};
use super::causes::{Cause, Difference};
use super::finding::{order, tier_name};
use super::raters::is_unit;
use super::subject;
use super::{AccountTier, TiersReport};
use crate::book::{Account, Book, Field};
use crate::policy::{Gate, Subject, Test, TierPolicy, When};
use crate::words::{Arg, Message, Words};

/// Part of the order below which a unit that disagrees judges the lesser part of it. Ours.
const HALF: f64 = 0.5;

/// What a rater sees of the account: the group's rule or tier; a unit's part of the order and its margin.
pub fn sees(
    book: &Book,
    report: &TiersReport,
    tier: &AccountTier,
    unit: Option<&str>,
) -> Vec<Message> {
    let Some(unit) = unit else {
        return group_sees(report, tier);
    };
    let part = tier.unit_amounts.iter().find(|u| is_unit(&u.unit, unit));
    let part = part.map(|seen| match seen.share {
        Some(share) => sentence("sees.part")
            .with("share", share)
            .with("amount", seen.amount),
        None => sentence("sees.amount").with("amount", seen.amount),
    });
    let account = book.account(tier.account);
    let margins = account.map_or(&[][..], |a| a.unit_margins.as_slice());
    let margin = margins.iter().find(|(name, _)| is_unit(name, unit));
    let margin = margin.map(|(_, margin)| sentence("sees.margin").with("margin", margin.get()));
    part.into_iter().chain(margin).collect()
}

fn group_sees(report: &TiersReport, tier: &AccountTier) -> Vec<Message> {
    let rule = tier.group_rule.map(|rule| {
        sentence("sees.rule")
            .with("passed", u32::from(rule.passed))
            .with("of", u32::from(rule.passed + rule.failed + rule.unknown))
    });
    let (low, high) = (
        tier_name(report, tier.tier_low),
        tier_name(report, tier.tier_high),
    );
    let by_policy = (report.policy.is_some() && tier.assessable).then(|| {
        if tier.firm {
            sentence("sees.tier").with("tier", low)
        } else {
            sentence("sees.tiers").with("low", low).with("high", high)
        }
    });
    rule.into_iter().chain(by_policy).collect()
}

/// The bars that a cause names, with the account's figures: "margin 11 % < 15 %". What is no gate is
/// said as the cause itself. Per cause its sets: each is enough, all parts of one count together.
pub fn points(
    book: &Book,
    source: &TierPolicy,
    row: &AuditRow,
    audit: &Audit,
) -> Vec<Vec<Vec<Message>>> {
    let Some(account) = book.account(row.account) else {
        return Vec::new();
    };
    let of = |cause: &Cause| {
        if cause.sets.is_empty() {
            return vec![vec![sentence(&format!(
                "cause.{}",
                unexplained(row, cause)
            ))]];
        }
        let unit = audit.raters.get(cause.rater).and_then(|r| r.as_deref());
        let one = |difference| point(book, source, account, unit, difference);
        let sets = cause.sets.iter();
        sets.map(|set| set.iter().map(one).collect()).collect()
    };
    row.causes.iter().map(of).collect()
}

/// Why nothing that the policies differ in explains a verdict: the group's own is filed and not what
/// its policy says (`filed`), more differences at once than are tried (`many`), or the unit's is filed
/// and not what its policy says (`unknown`).
fn unexplained(row: &AuditRow, cause: &Cause) -> &'static str {
    let by = |rater: usize| Some(row.verdicts.get(rater)?.as_ref()?.by);
    match (by(0), by(cause.rater)) {
        (Some(VerdictBy::Cell), Some(VerdictBy::Policy)) => "filed",
        (_, Some(VerdictBy::Policy)) => "many",
        _ => "unknown",
    }
}

/// The parts of one set in words: all of them together are what it takes.
pub fn together(parts: &[Message], words: &Words) -> String {
    match parts {
        [single] => words.render(single),
        several => {
            let parts = several.iter().map(|part| Arg::Text(words.render(part)));
            words.render(&sentence("cause.together").with("parts", Arg::List(parts.collect())))
        }
    }
}

/// A difference between a unit and the group, as its message `tiers.cause.…`.
pub fn cause(difference: &Difference) -> Message {
    let message = |code: &str| sentence(&format!("cause.{code}"));
    match difference {
        Difference::Gate(subject, _) => message("gate").with("field", subject_arg(subject)),
        Difference::Criterion(subject) => message("criterion").with("field", subject_arg(subject)),
        Difference::Weight(subject) => message("weight").with("field", subject_arg(subject)),
        Difference::CutOffs => message("cutOffs"),
        Difference::KeyLine => message("keyLine"),
        Difference::Seen(field) => {
            message("seen").with("field", subject_arg(&Subject::Field(*field)))
        }
    }
}

fn point(
    book: &Book,
    source: &TierPolicy,
    account: &Account,
    unit: Option<&str>,
    difference: &Difference,
) -> Message {
    let Difference::Gate(_, at) = difference else {
        return cause(difference);
    };
    let own = source.overrides.iter().filter(|o| match &o.when {
        When::Unit(name) => unit.is_some_and(|unit| is_unit(name, unit)),
        When::Stage(_) => false,
    });
    let gate = own.flat_map(|o| &o.gates).nth(*at);
    gate.map_or_else(
        || cause(difference),
        |gate| failed(book, account, unit, gate),
    )
}

/// A gate beside what stands in its cell.
fn failed(book: &Book, account: &Account, unit: Option<&str>, gate: &Gate) -> Message {
    let message = |code: &str| {
        let message = sentence(&format!("point.{code}"));
        message.with("field", subject_arg(&gate.subject))
    };
    let value = subject::value(book, account, &gate.subject, unit);
    match (&gate.test, value) {
        (Test::Yes, Some(_)) => message("yes"),
        (Test::No, Some(_)) => message("no"),
        (Test::AtLeast(bound), Some(value)) => message(&format!("atLeast{}", kind(&gate.subject)))
            .with("value", value)
            .with("bound", *bound),
        (Test::AtMost(bound), Some(value)) => message(&format!("atMost{}", kind(&gate.subject)))
            .with("value", value)
            .with("bound", *bound),
        (Test::OneOf(words), _) => match subject::word(book, account, &gate.subject) {
            Some(word) => {
                let words = words.iter().map(|word| Arg::from(word.as_str())).collect();
                message("oneOf")
                    .with("word", word.as_ref())
                    .with("words", Arg::List(words))
            }
            None => message("unknown"),
        },
        (_, None) => message("unknown"),
    }
}

/// How a number of the field is written.
fn kind(subject: &Subject) -> &'static str {
    match subject {
        Subject::Field(Field::Margin | Field::OrderMargin) => "Percent",
        Subject::Field(Field::Revenue | Field::Potential | Field::OrderAmount) => "Money",
        _ => "Number",
    }
}

/// What is to be decided: whose standard holds; then, where a unit that disagrees sees the lesser
/// part of the order, whether it may decide about all of it.
pub fn questions(book: &Book, audit: &Audit, row: &AuditRow, tier: &AccountTier) -> Vec<Message> {
    if row.disagreement.is_none_or(|d| d <= 0.0) {
        return Vec::new();
    }
    let mut all = vec![standard(audit, row)];
    let unit = |cause: &Cause| audit.raters.get(cause.rater).and_then(|r| r.as_deref());
    let dissent: Vec<&str> = row.causes.iter().filter_map(unit).collect();
    let part = tier.unit_amounts.iter().filter_map(|seen| {
        let share = seen.share.filter(|share| *share < HALF)?;
        let mut dissent = dissent.iter();
        dissent
            .any(|unit| is_unit(unit, &seen.unit))
            .then_some((share, seen))
    });
    if let Some((share, seen)) = part.min_by(|a, b| a.0.total_cmp(&b.0)) {
        let question = sentence("question.part")
            .with("unit", seen.unit.as_str())
            .with("share", share)
            .with("amount", order(book, tier).max(0.0));
        all.push(question);
    }
    all
}

fn standard(audit: &Audit, row: &AuditRow) -> Message {
    let known = row.verdicts.iter().flatten();
    let yes = known.clone().filter(|v| v.yes).count();
    if row.verdicts.first().is_none_or(Option::is_none) {
        let no = known.count() - yes;
        return sentence("question.noGroup").with("yes", yes).with("no", no);
    }
    let explained: Vec<&Cause> = row.causes.iter().filter(|c| !c.sets.is_empty()).collect();
    let units = |causes: &[&Cause]| {
        let names = causes
            .iter()
            .filter_map(|c| audit.raters.get(c.rater)?.as_deref());
        Arg::List(names.map(Arg::from).collect())
    };
    if explained.is_empty() {
        let filed = |cause: &Cause| unexplained(row, cause) == "filed";
        if row.causes.iter().all(filed) {
            return sentence("question.filed");
        }
        let all: Vec<&Cause> = row.causes.iter().collect();
        return sentence("question.reason").with("units", units(&all));
    }
    let mut bars: Vec<Arg> = Vec::new();
    for difference in explained.iter().flat_map(|c| c.sets.iter().flatten()) {
        if let Difference::Gate(subject, _) = difference {
            let bar = subject_arg(subject);
            if !bars.contains(&bar) {
                bars.push(bar);
            }
        }
    }
    let units = units(&explained);
    if bars.is_empty() {
        return sentence("question.rule").with("units", units);
    }
    sentence("question.bars")
        .with("units", units)
        .with("bars", Arg::List(bars))
}

fn sentence(code: &str) -> Message {
    Message::new(format!("tiers.{code}"))
}
