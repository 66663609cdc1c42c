//! Tiers against an independent computation (`fixtures/oracle/tiering.py`), the 170-million case,
//! closed forms and invariants.

mod abc;
mod acceptability;
mod agreement;
mod audit;
mod brief;
mod case170;
mod counterfactual;
mod invariants;
mod list;
mod migration;
mod oracle;
mod places;
mod properties;
mod random;
mod regressions;
mod rules;
mod standing;
mod subjects;

use jiff::civil::date;
use kamlens::analysis::Context;
use kamlens::analysis::tiering::{TiersReport, analyze};
use kamlens::book::{
    Account, Book, ColumnTarget, Field, MappedColumn, Money, Origin, Ratio, Source, TableKind,
};
use kamlens::policy::{Criterion, PolicyChoice, Scale, Settings, Subject, Tier, TierPolicy};
use kamlens::words::{Message, Words};

fn context(policy: PolicyChoice) -> Context {
    Context {
        as_of: date(2026, 6, 30),
        seed: 1,
        settings: Settings {
            policy,
            ..Settings::default()
        },
    }
}

fn default_report(book: &Book) -> TiersReport {
    analyze(book, &context(PolicyChoice::Default))
}

fn own_report(book: &Book, policy: TierPolicy) -> TiersReport {
    analyze(book, &context(PolicyChoice::Own(policy)))
}

fn money(units: f64) -> Option<Money> {
    Some(Money::new(units).unwrap())
}

fn ratio(ratio: f64) -> Option<Ratio> {
    Some(Ratio::new(ratio).unwrap())
}

/// A book of accounts in rows 1, 2 …, whose table has these columns from A on.
fn book(columns: &[Field], accounts: Vec<Account>) -> Book {
    let mapped = columns.iter().enumerate().map(|(col, field)| MappedColumn {
        col: col as u32,
        header: field.name().to_owned(),
        target: ColumnTarget::Field(*field),
        confidence: 1.0,
    });
    let count = accounts.len() as u32;
    let accounts = accounts.into_iter().enumerate().map(|(i, a)| Account {
        origin: Some(Origin {
            source: 0,
            row: i as u32 + 1,
        }),
        ..a
    });
    Book {
        accounts: accounts.collect(),
        sources: vec![Source {
            file: "book.xlsx".into(),
            sheet: "Accounts".into(),
            table: 0,
            view: kamlens::table::View::default(),
            headers: Vec::new(),
            kind: Some(TableKind::Accounts),
            header_row: Some(0),
            columns: mapped.collect(),
            read: count,
            used: count,
            set_aside: 0,
        }],
        ..Book::default()
    }
}

fn named(name: &str) -> Account {
    Account {
        name: name.into(),
        ..Account::default()
    }
}

/// A policy with S ≥ 80, A ≥ 65, B ≥ 45, C and A as the key-account line.
fn policy(criteria: Vec<Criterion>) -> TierPolicy {
    let tiers = [("S", 80.0), ("A", 65.0), ("B", 45.0), ("C", 0.0)];
    TierPolicy {
        id: "own".into(),
        gates: vec![],
        criteria,
        tiers: tiers
            .map(|(name, cutoff)| Tier {
                name: name.into(),
                cutoff,
            })
            .into(),
        key_line: 1,
        ..TierPolicy::default()
    }
}

fn criterion(field: Field, weight: f64, scale: Scale) -> Criterion {
    Criterion {
        subject: Subject::Field(field),
        weight,
        scale,
        influenceable: true,
    }
}

/// The tier's name in the low and in the high case.
fn tiers(report: &TiersReport, index: usize) -> (&str, &str) {
    let account = &report.accounts[index];
    let name = |t: usize| report.tiers[t].name.as_str();
    (name(account.tier_low), name(account.tier_high))
}

fn words(locale: &str) -> Words {
    let file = match locale {
        "en" => include_str!("../../../www/locales/en.json"),
        _ => include_str!("../../../www/locales/zh-CN.json"),
    };
    Words::parse(file).unwrap()
}

/// The message in English; both languages have it, and fill every place.
fn said(message: &Message) -> String {
    for locale in ["zh-CN", "en"] {
        let words = words(locale);
        let text = words.render(message);
        assert!(words.has(&message.code), "{locale} lacks {}", message.code);
        assert!(!text.contains(['{', '}']), "{locale}: {text}");
    }
    words("en").render(message)
}
