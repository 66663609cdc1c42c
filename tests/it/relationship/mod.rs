//! Relationships against an independent computation (`fixtures/oracle/relationship.py`), the rules
//! one by one, and invariants.

mod invariants;
mod oracle;
mod rules;
mod sentences;

use jiff::civil::{Date, date};
use kamlens::analysis::Context;
use kamlens::analysis::relationship::{ContactStanding, RelationshipReport, analyze};
use kamlens::book::{
    Account, AccountId, Book, ColumnTarget, Contact, Field, Level, MappedColumn, Money, Origin,
    Power, Role, Source, TableKind,
};
use kamlens::policy::Settings;
use kamlens::words::{Message, Words};

fn report(book: &Book) -> RelationshipReport {
    let context = Context {
        as_of: date(2026, 6, 30),
        seed: 1,
        settings: Settings::default(),
    };
    analyze(book, &context)
}

fn level(level: i8) -> Option<Level> {
    Some(Level::new(level).unwrap())
}

/// A row of account 0; 9 is *not assessed*.
fn row(at: u32, name: &str, levels: [i8; 4]) -> Contact {
    Contact {
        origin: Origin { source: 0, row: at },
        account: AccountId(0),
        name: name.into(),
        title: None,
        role: None,
        power: None,
        levels: levels.map(|l| Level::new(l).ok()),
        target_level: None,
        assessor: None,
        as_of: None,
        reports_to: None,
        evidence: None,
    }
}

trait With {
    fn role(self, role: Role) -> Self;
    fn power(self, power: u8) -> Self;
    fn on(self, day: Date) -> Self;
    fn by(self, assessor: &str) -> Self;
    fn at(self, account: u32) -> Self;
}

impl With for Contact {
    fn role(mut self, role: Role) -> Self {
        self.role = Some(role);
        self
    }
    fn power(mut self, power: u8) -> Self {
        self.power = Power::new(power).ok();
        self
    }
    fn on(mut self, day: Date) -> Self {
        self.as_of = Some(day);
        self
    }
    fn by(mut self, assessor: &str) -> Self {
        self.assessor = Some(assessor.into());
        self
    }
    fn at(mut self, account: u32) -> Self {
        self.account = AccountId(account);
        self
    }
}

/// A book of these rows; accounts are called by letters and worth 1, 2, 3 … to us.
fn book(contacts: Vec<Contact>) -> Book {
    let count = contacts.iter().map(|c| c.account.0 + 1).max().unwrap_or(0);
    let accounts = (0..count).map(|i| Account {
        name: char::from(b'A' + i as u8).to_string(),
        revenue: Money::new(f64::from(i + 1)).ok(),
        ..Account::default()
    });
    Book {
        accounts: accounts.collect(),
        contacts,
        ..Book::default()
    }
}

/// The same book, with a Contacts table that has these columns.
fn with_columns(columns: &[Field], book: Book) -> Book {
    let mapped = columns.iter().enumerate().map(|(col, field)| MappedColumn {
        col: col as u32,
        header: field.name().to_owned(),
        target: ColumnTarget::Field(*field),
        confidence: 1.0,
    });
    let count = book.contacts.len() as u32;
    Book {
        sources: vec![Source {
            file: "book.xlsx".into(),
            sheet: "Contacts".into(),
            table: 0,
            view: kamlens::table::View::default(),
            headers: Vec::new(),
            kind: Some(TableKind::Contacts),
            header_row: Some(0),
            columns: mapped.collect(),
            read: count,
            used: count,
            set_aside: 0,
        }],
        ..book
    }
}

/// The only contact of these rows.
fn person(rows: Vec<Contact>) -> ContactStanding {
    let report = report(&book(rows));
    assert_eq!(report.contacts.len(), 1);
    report.contacts[0].clone()
}

/// The message in English; both languages have it, and fill every place.
fn said(message: &Message) -> String {
    let files = [
        include_str!("../../../www/locales/zh-CN.json"),
        include_str!("../../../www/locales/en.json"),
    ];
    let texts = files.map(|file| {
        let words = Words::parse(file).unwrap();
        let text = words.render(message);
        assert!(
            words.has(&message.code),
            "{} lacks {}",
            words.locale(),
            message.code
        );
        assert!(!text.contains(['{', '}']), "{}: {text}", words.locale());
        text
    });
    let [_, english] = texts;
    english
}
