//! Periods as columns that nothing explains: asked, never guessed, and what a person decides is done
//! or said to be impossible.

use kamlens::book::{Field, TableKind};
use kamlens::table::Order;
use serde_json::{Value, json};

use super::choices::{analyzed, decided, profile_of};
use super::{codes, run, table};

const BUDGETS: &[&[&str]] = &[
    &["客户", "", "2024年", "", "2025年", ""],
    &["名称", "等级", "预算", "实际", "预算", "实际"],
    &["甲", "A", "100", "90", "120", ""],
    &["乙", "B", "50", "60", "55", ""],
];

const MONTHS: &[&[&str]] = &[
    &["客户", "指标", "1月", "2月", "3月", "合计"],
    &["甲", "目标", "100", "100", "100", "300"],
    &["甲", "实际", "90", "91", "92", "273"],
];

fn targets(profile: &Value, target: &str) -> Vec<String> {
    let columns = profile["columns"].as_array().unwrap().iter();
    let of = columns.filter(|c| c["target"] == target);
    of.map(|c| c["label"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn of_several_years_none_is_taken_for_the_amount() {
    let tables = [table("t", BUDGETS)];
    let entries = json!([{"sheet": "t", "kind": "opportunities"}]);
    let imported = decided(&tables, entries);
    // Which of the budgets is meant is asked; no year is a closing date.
    assert!(imported.book.opportunities.is_empty());
    let undecided = imported
        .diagnostics
        .iter()
        .find(|d| d.code() == "column-undecided")
        .unwrap();
    assert_eq!(undecided.raw, "预算");
    assert_eq!(undecided.at.as_ref().unwrap().to_string(), "t!C2");
    let codes = codes(&imported);
    assert!(codes.contains(&"periods-unfit"), "{codes:?}");
    assert!(codes.contains(&"missing-column"), "{codes:?}");
    assert!(!codes.contains(&"periods-not-read"), "{codes:?}");
    // One answer is enough, and what was asked is not asked again.
    let entries = json!([{"sheet": "t", "kind": "opportunities",
        "columns": [{"header": "预算", "col": 4, "target": "amount"}]}]);
    let imported = decided(&tables, entries);
    let amounts = imported.book.opportunities.iter();
    let amounts: Vec<f64> = amounts.map(|d| d.amount.units()).collect();
    assert_eq!(amounts, [120.0, 55.0]);
    let codes = self::codes(&imported);
    assert!(!codes.contains(&"column-undecided"), "{codes:?}");
    assert!(!codes.contains(&"periods-unfit"), "{codes:?}");
}

#[test]
fn of_accounts_with_the_same_column_for_two_years_none_is_taken() {
    let rows: &[&[&str]] = &[
        &["客户名称", "客户等级", "2024年收入", "2025年收入"],
        &["甲", "A", "10", "20"],
    ];
    let imported = run(&[table("t", rows)]);
    let account = &imported.book.accounts[0];
    assert_eq!(account.revenue, None);
    assert_eq!(imported.book.extra_columns, ["2024年收入", "2025年收入"]);
    assert!(codes(&imported).contains(&"column-undecided"));
    let engine = analyzed(vec![table("t", rows)], None);
    let undecided = &profile_of(&engine, 0)["undecided"];
    assert_eq!(*undecided, json!([{"field": "revenue", "cols": [2, 3]}]));
}

#[test]
fn what_stands_beside_each_year_can_be_said() {
    let tables = [table("t", BUDGETS)];
    let entries = json!([{"sheet": "t", "kind": "share", "layout": "unpivoted"}]);
    let asked = analyzed(
        vec![table("t", BUDGETS)],
        Some(&json!({"kamlens": "mapping", "version": 1, "tables": entries}).to_string()),
    );
    let profile = profile_of(&asked, 0);
    assert_eq!(targets(&profile, "year"), ["2024年 … 2025年"]);
    assert_eq!(targets(&profile, "ignore"), ["等级", "预算", "实际"]);
    let entries = json!([{"sheet": "t", "kind": "share", "layout": "unpivoted", "columns": [
        {"header": "预算", "target": "wallet"}, {"header": "实际", "target": "revenue"}]}]);
    let book = decided(&tables, entries).book;
    assert!(matches!(book.sources[0].view.order, Order::Unpivoted(_)));
    let rows: Vec<_> = book
        .share
        .iter()
        .map(|s| {
            (
                s.year,
                s.wallet.map(|m| m.units()),
                s.revenue.map(|m| m.units()),
            )
        })
        .collect();
    let some = Some;
    let wanted = [
        (2024, some(100.0), some(90.0)),
        (2025, some(120.0), None),
        (2024, some(50.0), some(60.0)),
        (2025, some(55.0), None),
    ];
    assert_eq!(rows, wanted);
    let at = book.cell(book.share[1].origin, Field::Wallet).unwrap();
    assert_eq!(at.to_string(), "t!E3");
}

#[test]
fn years_without_a_kind_become_rows_where_a_person_says_so() {
    let entries = json!([{"sheet": "t", "layout": "unpivoted"}]);
    let imported = decided(&[table("t", BUDGETS)], entries);
    let source = &imported.book.sources[0];
    assert!(matches!(source.view.order, Order::Unpivoted(_)));
    assert_eq!(source.kind, Some(TableKind::Share));
}

#[test]
fn an_arrangement_that_the_table_cannot_have_is_said() {
    // Months without a year are no closing dates, whatever is chosen.
    for layout in [Value::Null, json!("unpivoted")] {
        let mut entry = json!({"sheet": "t", "kind": "opportunities"});
        if layout != Value::Null {
            entry["layout"] = layout;
        }
        let imported = decided(&[table("t", MONTHS)], json!([entry]));
        let unfit = imported
            .diagnostics
            .iter()
            .find(|d| d.code() == "periods-unfit")
            .unwrap();
        assert_eq!(unfit.at.as_ref().unwrap().to_string(), "t!C1");
        // A total is no amount of a deal.
        assert!(!codes(&imported).contains(&"column-suggested"));
    }
    // Contacts have no periods, and here are none at all.
    let people: &[&[&str]] = &[&["客户", "联系人", "职务"], &["甲", "张三", "经理"]];
    for (rows, kind) in [(MONTHS, "contacts"), (people, "contacts")] {
        let entries = json!([{"sheet": "t", "kind": kind, "layout": "unpivoted"}]);
        let imported = decided(&[table("t", rows)], entries);
        assert!(codes(&imported).contains(&"periods-not-found"), "{kind}");
    }
}

#[test]
fn a_column_that_is_the_sheets_name_stands_in_no_column() {
    let engine = analyzed(vec![table("KPI", MONTHS)], None);
    let profile = profile_of(&engine, 0);
    let columns = profile["columns"].as_array().unwrap();
    let of_sheet = columns.iter().find(|c| c["target"] == "kpi").unwrap();
    assert_eq!(
        (&of_sheet["at"], &of_sheet["how"], &of_sheet["label"]),
        (&json!(""), &json!("sheet"), &json!("KPI"))
    );
}
