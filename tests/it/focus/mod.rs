//! Focus: concentration against published examples and numpy (`fixtures/oracle/focus.py`), people,
//! fields and candidates against sums done by hand, and the article's contrast.

mod concentration;
mod contrast;
mod people;

use jiff::civil::date;
use kamlens::analysis::focus::FocusReport;
use kamlens::analysis::{Context, analyze};
use kamlens::book::{
    Account, AccountId, Book, DealKind, Money, Opportunity, Origin, Ratio, Source, TableKind,
};
use kamlens::policy::Settings;
use kamlens::words::{Message, Words};

fn focus(book: &Book) -> FocusReport {
    let context = Context {
        as_of: date(2026, 6, 30),
        seed: 1,
        settings: Settings {
            draws: 100,
            ..Settings::default()
        },
    };
    analyze(book, &context).focus
}

fn money(units: f64) -> Option<Money> {
    Some(Money::new(units).unwrap())
}

fn ratio(ratio: f64) -> Option<Ratio> {
    Some(Ratio::new(ratio).unwrap())
}

/// Accounts in rows 1, 2 … of one table.
fn book(accounts: Vec<Account>) -> Book {
    let count = accounts.len() as u32;
    let accounts = accounts.into_iter().zip(1..).map(|(a, row)| Account {
        name: if a.name.is_empty() {
            format!("account {row}")
        } else {
            a.name.clone()
        },
        origin: Some(Origin { source: 0, row }),
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
            columns: Vec::new(),
            read: count,
            used: count,
            set_aside: 0,
        }],
        ..Book::default()
    }
}

fn revenues(amounts: &[Option<f64>]) -> Book {
    let account = |amount: &Option<f64>| Account {
        revenue: amount.and_then(money),
        ..Account::default()
    };
    book(amounts.iter().map(account).collect())
}

fn deal(
    account: u32,
    kind: DealKind,
    amount: f64,
    closed: Option<jiff::civil::Date>,
) -> Opportunity {
    Opportunity {
        origin: Origin { source: 0, row: 99 },
        amount: Money::new(amount).unwrap(),
        account: Some(AccountId(account)),
        id: None,
        name: None,
        product: None,
        kind,
        stage: None,
        probability: None,
        probability_at: None,
        created: None,
        first_close_date: None,
        close_date: None,
        closed,
        last_activity: None,
        lost_stage: None,
        plan_id: None,
        team: None,
        region: None,
        owner: None,
        competitor: None,
        loss_reason: None,
        needs_confirmed: None,
        reviewed: None,
        coach: None,
        extra: vec![],
    }
}

/// In both languages without a place left open; the English text.
fn said(message: &Message) -> String {
    let locales = [
        include_str!("../../../www/locales/zh-CN.json"),
        include_str!("../../../www/locales/en.json"),
    ];
    let texts = locales.map(|json| Words::parse(json).unwrap().render(message));
    for text in &texts {
        assert!(
            !text.contains(['{', '}']) && !text.contains("focus."),
            "{text}"
        );
    }
    let [_, english] = texts;
    english
}

fn sentences(report: &FocusReport) -> Vec<String> {
    report.sentences.iter().map(said).collect()
}

fn notes(report: &FocusReport) -> Vec<String> {
    report.notes.iter().map(said).collect()
}
