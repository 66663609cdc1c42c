//! Accounts that a person merges or keeps apart, and names that join nothing.

use kamlens::analysis::Context;
use kamlens::api::{Lens, mapping, report};
use kamlens::book::{AccountId, Book, Field};
use kamlens::engine::Engine;
use kamlens::import::{ImportOptions, Imported, import};
use kamlens::policy::Settings;
use kamlens::table::Table;
use kamlens::words::{Arg, Words};
use serde_json::{Value, json};

use super::{codes, run, table};

fn decided(tables: &[Table], accounts: Value) -> Imported {
    let file = json!({"kamlens": "mapping", "version": 1, "accounts": accounts});
    let options = ImportOptions {
        mapping: mapping::parse(&file.to_string()).unwrap(),
        ..ImportOptions::default()
    };
    let imported = import(tables, &options);
    for source in &imported.book.sources {
        assert_eq!(source.read, source.used + source.set_aside);
    }
    imported
}

fn accounts() -> Table {
    let rows: &[&[&str]] = &[
        &["Account", "ID", "Region", "Potential", "Industry"],
        &["Acme Ltd", "A1", "North", "100", ""],
        &["Acme Limited", "A2", "South", "100", "Steel"],
        &["Contoso", "C1", "North", "7", "Paper"],
    ];
    table("accounts", rows)
}

fn deals() -> Table {
    let rows: &[&[&str]] = &[
        &["Customer", "Amount", "Stage"],
        &["A2", "1", "Proposal"],
        &["ACME limited", "2", "Proposal"],
        &["Acme Ltd", "3", "Proposal"],
        &["Contosso", "4", "Proposal"],
        &["Contosso", "5", "Proposal"],
    ];
    table("deals", rows)
}

#[test]
fn nothing_is_merged_unless_a_person_says_so() {
    let imported = run(&[accounts(), deals()]);
    let names: Vec<&str> = imported
        .book
        .accounts
        .iter()
        .map(|a| a.name.as_str())
        .collect();
    assert_eq!(names, ["Acme Ltd", "Acme Limited", "Contoso", "Contosso"]);
    let groups: Vec<Vec<u32>> = imported
        .duplicates
        .iter()
        .map(|g| g.iter().map(|id| id.0).collect())
        .collect();
    assert_eq!(groups, [[0, 1]]);
}

#[test]
fn merged_accounts_are_one_and_fill_each_other() {
    let choice = json!({"merge": [["Acme Ltd", "Acme Limited"], ["Contoso", "Contosso"]]});
    let imported = decided(&[accounts(), deals()], choice);
    let book = &imported.book;
    let at: Vec<u32> = book
        .opportunities
        .iter()
        .map(|d| d.account.unwrap().0)
        .collect();
    assert_eq!(at, [0, 0, 0, 1, 1]);
    let acme = &book.accounts[0];
    assert_eq!(acme.region.as_deref(), Some("North"), "the first row stays");
    assert_eq!(
        acme.industry.as_deref(),
        Some("Steel"),
        "the second row fills"
    );
    let cell = |field| book.cell(acme.origin.unwrap(), field).unwrap().to_string();
    assert_eq!(cell(Field::Region), "accounts!C2");
    assert_eq!(cell(Field::Industry), "accounts!E3");
    assert_eq!(codes(&imported), ["merged-values-differ"]);
    assert_eq!(book.sources[0].used, 3, "a merged row is used");
    assert!(imported.unmatched.is_empty());
}

#[test]
fn groups_that_share_a_name_are_one_group() {
    let rows: &[&[&str]] = &[
        &["Account", "Region"],
        &["A", ""],
        &["B", ""],
        &["C", "x"],
        &["D", ""],
    ];
    let choice = json!({"merge": [["A", "B"], ["D", "C"], ["B", "C"]]});
    let imported = decided(&[table("t", rows)], choice);
    assert_eq!(imported.book.accounts.len(), 1);
    assert_eq!(imported.book.accounts[0].region.as_deref(), Some("x"));
}

#[test]
fn kept_accounts_are_not_suggested_again() {
    let choice = json!({"keep": [["Acme Ltd", "Acme Limited"]]});
    let imported = decided(&[accounts()], choice);
    assert!(imported.duplicates.is_empty());
    assert_eq!(codes(&imported), [""; 0]);
}

#[test]
fn a_decision_about_names_that_are_gone_is_said() {
    let choice = json!({"merge": [["Globex", "Globex Corp"]]});
    assert_eq!(
        codes(&decided(&[deals()], choice)),
        ["accounts-derived", "similar-accounts", "merged-names-gone"]
    );
}

#[test]
fn typing_errors_are_suspected_and_numbered_names_are_not() {
    let rows: &[&[&str]] = &[
        &["Account", "Region"],
        &["Northwind Traders", "x"],
        &["Nortwhind Traders", "x"],
        &["江城市第一人民医院", "x"],
        &["江城市第二人民医院", "x"],
        &["江城轨道交通集团有限公司", "x"],
        &["江城轨道交通", "x"],
    ];
    let imported = run(&[table("t", rows)]);
    let groups: Vec<Vec<u32>> = imported
        .duplicates
        .iter()
        .map(|g| g.iter().map(|id| id.0).collect())
        .collect();
    assert_eq!(groups, [[0, 1], [4, 5]]);
}

#[test]
fn accounts_of_one_name_are_said() {
    let rows: &[&[&str]] = &[
        &["Account", "ID", "Potential"],
        &["Acme", "1", "5"],
        &["Acme", "2", "5"],
    ];
    let imported = run(&[table("t", rows)]);
    assert_eq!(imported.book.accounts.len(), 2);
    assert_eq!(codes(&imported), ["similar-accounts", "same-name-accounts"]);
    let merged = decided(&[table("t", rows)], json!({"merge": [["Acme"]]}));
    assert_eq!(merged.book.accounts.len(), 1);
    assert_eq!(codes(&merged), ["merged-account"]);
    let kept = decided(&[table("t", rows)], json!({"keep": [["Acme", "Acme"]]}));
    assert_eq!(codes(&kept), [""; 0]);
}

#[test]
fn parents_beside_their_subsidiaries_are_said() {
    let parents = |of_group: &str| {
        let rows: &[&[&str]] = &[
            &["Account", "Parent account", "Potential"],
            &["Group", "", of_group],
            &["North", "Group", "60"],
            &["South", "Group", "40"],
        ];
        let imported = run(&[table("t", rows)]);
        codes(&imported).join(" ")
    };
    assert_eq!(parents("100"), "parent-is-sum");
    assert_eq!(parents("130"), "parent-and-subsidiaries");
    assert_eq!(parents(""), "");
}

#[test]
fn rows_join_by_number_first_and_by_name_where_it_is_unknown() {
    let accounts: &[&[&str]] = &[
        &["Account", "Account ID", "Region"],
        &["Acme Ltd", "A1", "North"],
        &["Contoso", "C1", "North"],
    ];
    let deals = |number: &str, name: &str| {
        let rows: &[&[&str]] = &[
            &[
                "Account ID",
                "Account Name",
                "Opportunity",
                "Amount",
                "Stage",
            ],
            &[number, name, "One", "5", "Won"],
        ];
        let imported = run(&[table("accounts", accounts), table("deals", rows)]);
        let account = imported.book.opportunities[0].account.unwrap();
        let name = imported.book.account(account).unwrap().name.clone();
        (name, codes(&imported).join(" "))
    };
    let joined = |number, name, to: &str, said: &str| {
        assert_eq!(deals(number, name), (to.to_owned(), said.to_owned()));
    };
    joined("A1", "Acme Ltd", "Acme Ltd", "");
    // Another spelling of the name: the number tells.
    joined("a1", "ACME (Beijing)", "Acme Ltd", "");
    joined(
        "C1",
        "Acme Ltd",
        "Contoso",
        "account-number-and-name-differ",
    );
    joined("Z9", "Contoso", "Contoso", "account-number-unknown");
    joined("", "Contoso", "Contoso", "");
    joined("C1", "", "Contoso", "");
    joined("Z9", "Fabrikam", "Fabrikam", "unknown-accounts");
}

#[test]
fn without_accounts_numbers_tell_namesakes_apart() {
    let rows: &[&[&str]] = &[
        &["Customer ID", "Customer", "Opportunity", "Amount", "Stage"],
        &["1", "Acme", "One", "5", "Won"],
        &["2", "Acme", "Two", "5", "Won"],
        &["1", "Acme Ltd", "Three", "5", "Won"],
        &["2", "", "Four", "5", "Won"],
    ];
    let book = run(&[table("deals", rows)]).book;
    let deals = book.opportunities.iter().map(|d| d.account.unwrap().0);
    assert_eq!(deals.collect::<Vec<_>>(), [0, 1, 0, 1]);
}

#[test]
fn a_parent_that_is_the_sum_is_counted_once() {
    let accounts: &[&[&str]] = &[
        &["Account", "Parent account", "Our revenue"],
        &["Group", "", "100"],
        &["North", "Group", "60"],
        &["South", "Group", "40"],
    ];
    let share = |of_group: &str, plan_of_north: &str| {
        let rows: &[&[&str]] = &[
            &["Account", "Year", "Wallet", "Our revenue", "Target share"],
            &["Group", "2025", "1000", of_group, "20%"],
            &["North", "2025", "700", "60", plan_of_north],
            &["South", "2025", "300", "40", ""],
        ];
        let imported = run(&[table("accounts", accounts), table("share", rows)]);
        imported.book
    };
    let report = |book: &Book| {
        let context = Context {
            as_of: "2026-06-30".parse().unwrap(),
            seed: 1,
            settings: Settings::default(),
        };
        kamlens::analysis::analyze(book, &context)
    };
    let lines = |book: &Book| report(book).share.lines.len();
    let group = AccountId(0);
    let once = share("100", "10%");
    let sums = [(group, Field::Revenue), (group, Field::Wallet)];
    assert_eq!(once.sums.iter().copied().collect::<Vec<_>>(), sums);
    assert_eq!(lines(&once), 2);
    // The largest account, but no part of the total: North alone is 60 %.
    let tiers = report(&once).tiers;
    let north = tiers.accounts.iter().find(|t| t.account == AccountId(1));
    assert_eq!(north.unwrap().score_low, 60.0);
    // Another amount, or a plan of its own: the group's rows are its own.
    assert_eq!(lines(&share("130", "10%")), 3);
    assert_eq!(lines(&share("100", "")), 3);
}

#[test]
fn a_report_lists_what_joins_nothing_with_the_nearest_names() {
    let words = Words::parse(include_str!("../../../www/locales/zh-CN.json")).unwrap();
    let mut engine = Engine::default();
    engine.add_file("a.xlsx", vec![accounts(), deals()], Vec::new());
    let answers = engine.analyze(&Context {
        as_of: "2026-06-30".parse().unwrap(),
        seed: 1,
        settings: Settings::default(),
    });
    let lens = Lens {
        answers,
        words: &words,
        limit: Some(500),
    };
    let report = serde_json::to_value(report(&lens)).unwrap();
    assert_eq!(
        report["duplicates"],
        json!([
            {"names": ["Acme Ltd", "Acme Limited"], "accounts": [
                {"account": 0, "id": "A1", "table": 0, "cell": "accounts!A2", "at": [1, 0]},
                {"account": 1, "id": "A2", "table": 0, "cell": "accounts!A3", "at": [2, 0]},
            ]},
        ])
    );
    let unmatched = &report["unmatched"];
    assert_eq!(report["unmatchedTotal"], 1);
    assert_eq!(unmatched[0]["name"], "Contosso");
    assert_eq!(unmatched[0]["cell"], "deals!A5");
    assert_eq!(
        (&unmatched[0]["table"], &unmatched[0]["count"]),
        (&json!(1), &json!(2))
    );
    // One edit in eight letters.
    assert_eq!(
        unmatched[0]["nearest"],
        json!([{"account": 2, "name": "Contoso", "score": 0.875}])
    );
}

#[test]
fn a_row_of_an_account_that_is_known_is_said_at_the_cell_that_names_it() {
    let rows: &[&[&str]] = &[
        &["编号", "客户名称", "等级"],
        &["C1", "东湖电力", "A"],
        &["C2", "东湖电力", "B"],
        &["C1", "东湖电力", "C"],
    ];
    let merged = decided(&[table("t", rows)], json!({"merge": [["东湖电力"]]}));
    for (imported, code, cell, named) in [
        (
            run(&[table("t", rows)]),
            "duplicate-account",
            "t!B4",
            "东湖电力",
        ),
        (merged, "merged-values-differ", "t!B3", "东湖电力 (C2)"),
    ] {
        let mut all = imported.diagnostics.iter();
        let said = all.find(|d| d.code() == code).unwrap();
        assert_eq!(said.at.as_ref().unwrap().to_string(), cell, "{code}");
        assert_eq!(said.raw, "东湖电力");
        let name = said.message.args.iter().find(|(key, _)| key == "name");
        assert_eq!(name.unwrap().1, Arg::Text(named.to_owned()));
    }
}
