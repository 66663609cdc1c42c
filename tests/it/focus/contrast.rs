//! The article's contrast, read from files; `docs/focus.md` must show these very numbers.

use std::fmt::Write as _;

use jiff::civil::date;
use kamlens::analysis::Context;
use kamlens::analysis::focus::{FocusReport, Group, OrdersBasis, Productivity};
use kamlens::engine::Engine;
use kamlens::policy::Settings;
use kamlens::reader::{Limits, read_native};

use super::sentences;

const FILES: [(&str, &str); 2] = [
    (
        "accounts.csv",
        include_str!("../../fixtures/focus/accounts.csv"),
    ),
    ("deals.csv", include_str!("../../fixtures/focus/deals.csv")),
];
/// What the article's company asks of a head, in US dollars.
const REQUIRED: f64 = 3e6;

fn contrast() -> FocusReport {
    let mut engine = Engine::default();
    for (name, text) in FILES {
        let file = read_native(name, text.as_bytes(), &Limits::default()).unwrap();
        engine.add_file(name, file.tables, file.diagnostics);
    }
    let context = Context {
        as_of: date(2026, 3, 31),
        seed: 1,
        settings: Settings::default(),
    };
    engine.analyze(&context).reports.focus.clone()
}

fn team<'a>(report: &'a FocusReport, name: &str) -> &'a Productivity {
    let wanted = Group::Team(name.into());
    report.teams.iter().find(|t| t.group == wanted).unwrap()
}

/// The table of the document.
fn table(report: &FocusReport) -> String {
    let mut text = String::from(
        "| team | won in 2025 | in total | people | a head | of the required 3 million |\n|---|---:|---:|---:|---:|---:|\n",
    );
    for (name, kind) in [
        ("Many small contracts", "contracts"),
        ("Few large orders", "orders"),
    ] {
        let team = team(report, name);
        let deals = FILES[1].1.lines().skip(1);
        let prefix = if kind == "contracts" {
            "Small"
        } else {
            "Large"
        };
        let deals = deals.filter(|line| line.starts_with(prefix)).count();
        let per_head = team.per_head.unwrap();
        writeln!(
            text,
            "| {name} | {deals} {kind} | US$ {:.1} million | {:.1} | US$ {:.2} million | {:.0} % |",
            team.orders / 1e6,
            team.heads,
            per_head / 1e6,
            100.0 * per_head / REQUIRED
        )
        .unwrap();
    }
    text
}

#[test]
fn many_small_contracts_feed_a_third_of_what_few_large_orders_feed() {
    let report = contrast();
    assert_eq!(
        report.orders,
        Some(OrdersBasis::Won {
            year: 2025,
            open: false
        })
    );
    let (many, few) = (
        team(&report, "Many small contracts"),
        team(&report, "Few large orders"),
    );
    // The article: more than a hundred contracts for less than 8 million, 5–6 orders for 20–30.
    assert!(many.orders < 8e6 && (20e6..=30e6).contains(&few.orders));
    assert!((many.per_head.unwrap() - 1e6).abs() < 1e-3);
    assert!((few.per_head.unwrap() - REQUIRED).abs() < 1e-3);
    assert_eq!(
        report.teams[0].group,
        Group::Team("Few large orders".into())
    );
}

#[test]
fn the_document_shows_what_is_computed() {
    let report = contrast();
    let document = include_str!("../../../docs/focus.md");
    let table = table(&report);
    assert!(
        document.contains(&table),
        "docs/focus.md must show:\n{table}"
    );
    for sentence in sentences(&report) {
        assert!(
            document.contains(&format!("> {sentence}\n")),
            "docs/focus.md must say:\n> {sentence}"
        );
    }
}
