//! Names of accounts: what may be one is suggested, and merged or kept apart only by decision.

use kamlens::api::mapping;
use kamlens::book::Field;
use kamlens::import::{ImportOptions, Imported, import};
use kamlens::table::Table;
use proptest::prelude::*;
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

fn book() -> Vec<Table> {
    let accounts: &[&[&str]] = &[
        &["Account", "Account ID", "Revenue"],
        &["Acme Ltd", "1", "900"],
        &["Acme Limited", "2", "100"],
        &["Northwind Traders", "3", "50"],
        &["Zephyr Foods", "4", "40"],
    ];
    let deals: &[&[&str]] = &[
        &["Account", "Amount", "Close date"],
        &["Acme Limited", "10", "2026-09-01"],
        &["2", "20", "2026-09-01"],
        &["Northwnd Trader", "30", "2026-09-01"],
        &["Northwnd Trader", "5", "2026-09-01"],
        &["Unheard Of", "7", "2026-09-01"],
    ];
    vec![table("accounts", accounts), table("deals", deals)]
}

/// The names of the accounts, each with the amounts of its deals.
fn deals(imported: &Imported) -> Vec<(String, Vec<f64>)> {
    let book = &imported.book;
    let of = |at: usize| {
        let own = book.opportunities.iter();
        let own = own.filter(|d| d.account.is_some_and(|id| id.0 as usize == at));
        own.map(|d| d.amount.units()).collect()
    };
    let accounts = book.accounts.iter().enumerate();
    accounts.map(|(at, a)| (a.name.clone(), of(at))).collect()
}

#[test]
fn nothing_is_merged_without_a_decision() {
    let found = decided(&book(), json!({}));
    assert_eq!(found.book.accounts.len(), 6);
    let groups: Vec<Vec<u32>> = found
        .duplicates
        .iter()
        .map(|g| g.iter().map(|a| a.0).collect())
        .collect();
    assert_eq!(groups, [[0, 1]]);
    let names: Vec<&str> = found
        .unmatched
        .iter()
        .map(|u| found.book.account(u.account).unwrap().name.as_str())
        .collect();
    assert_eq!(names, ["Northwnd Trader", "Unheard Of"]);
    assert_eq!(found.unmatched[0].count, 2);
    assert_eq!(
        (
            found.unmatched[0].origin.source,
            found.unmatched[0].origin.row
        ),
        (1, 3)
    );
    assert_eq!(found.unmatched[0].nearest[0].0.0, 2);
    assert!(found.unmatched[1].nearest.is_empty());
}

#[test]
fn merged_names_are_one_account_by_name_and_by_number() {
    let found = decided(
        &book(),
        json!({"merge": [["Acme Ltd", "ACME  limited"], ["Northwind Traders", "Northwnd Trader"]]}),
    );
    assert_eq!(
        deals(&found),
        [
            ("Acme Ltd".to_owned(), vec![10.0, 20.0]),
            ("Northwind Traders".to_owned(), vec![30.0, 5.0]),
            ("Zephyr Foods".to_owned(), vec![]),
            ("Unheard Of".to_owned(), vec![7.0]),
        ]
    );
    assert!(found.duplicates.is_empty());
    assert_eq!(codes(&found), ["merged-values-differ", "unknown-accounts"]);
    assert_eq!(found.book.sources[0].set_aside, 0);
}

#[test]
fn kept_names_are_not_suggested_again() {
    let keep =
        json!({"keep": [["Acme Limited", "Acme Ltd"], ["Northwind Traders", "Northwnd Trader"]]});
    let found = decided(&book(), keep);
    assert_eq!(found.book.accounts.len(), 6);
    assert!(found.duplicates.is_empty());
    assert!(!codes(&found).contains(&"similar-accounts"));
    assert!(found.unmatched[0].nearest.iter().all(|(id, _)| id.0 != 2));
}

#[test]
fn groups_that_touch_are_one_whatever_their_order() {
    for merge in [
        json!([
            ["Acme Ltd", "Acme Limited"],
            ["Acme Limited", "Zephyr Foods"]
        ]),
        json!([
            ["Acme Limited", "Zephyr Foods"],
            ["Acme Ltd", "Acme Limited"]
        ]),
        json!([["Zephyr Foods", "Acme Limited", "Acme Ltd"]]),
    ] {
        let found = decided(&book(), json!({ "merge": merge }));
        let names: Vec<&str> = found
            .book
            .accounts
            .iter()
            .map(|a| a.name.as_str())
            .collect();
        assert_eq!(
            names,
            [
                "Acme Ltd",
                "Northwind Traders",
                "Northwnd Trader",
                "Unheard Of"
            ]
        );
    }
}

proptest! {
    #[test]
    fn no_row_is_lost_by_merging(groups in prop::collection::vec(prop::collection::vec(0_usize..6, 0..4), 0..4)) {
        let names = ["Acme Ltd", "Acme Limited", "Northwind Traders", "Zephyr Foods", "Northwnd Trader", "Unheard Of"];
        let merge: Vec<Vec<&str>> = groups.iter().map(|g| g.iter().map(|at| names[*at]).collect()).collect();
        let found = decided(&book(), json!({ "merge": merge }));
        let total: f64 = found.book.opportunities.iter().map(|d| d.amount.units()).sum();
        prop_assert_eq!(total, 72.0);
        prop_assert!(found.book.opportunities.iter().all(|d| found.book.account(d.account.unwrap()).is_some()));
    }
}

#[test]
fn accounts_of_almost_one_name_are_shown_with_what_tells_them_apart() {
    let accounts: &[&[&str]] = &[
        &["客户编号", "客户名称", "收入"],
        &["C-1", "东湖电力", "10"],
        &["C-2", "东湖电力有限公司", "20"],
    ];
    let deals: &[&[&str]] = &[&["客户名称", "商机名称", "金额"], &["东湖 电力", "一", "5"]];
    let imported = run(&[table("客户", accounts), table("商机", deals)]);
    let said = imported.diagnostics.iter();
    let said: Vec<_> = said.filter(|d| d.code() == "similar-accounts").collect();
    let [similar] = said.as_slice() else {
        panic!("{said:?}")
    };
    let at = similar.at.as_ref().unwrap().to_string();
    assert_eq!(at, "客户!B3");
    // The one that only a deal names leads to the deal.
    let groups = &imported.duplicates;
    let cells: Vec<String> = groups[0]
        .iter()
        .map(|id| {
            let origin = imported.named[id];
            let cell = imported.book.cell(origin, Field::Account);
            cell.unwrap().to_string()
        })
        .collect();
    assert_eq!(cells, ["客户!B2", "客户!B3", "商机!A2"]);
    let text = format!("{:?}", similar.message);
    assert!(text.contains("东湖电力 (C-1)"), "{text}");
}
