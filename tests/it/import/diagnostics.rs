//! Every diagnostic of the import has a table that produces it, and says where.

use kamlens::table::{Cell, TableBuilder};
use kamlens::words::Words;

use super::{codes, run, table};

fn words() -> [Words; 2] {
    [
        include_str!("../../../www/locales/zh-CN.json"),
        include_str!("../../../www/locales/en.json"),
    ]
    .map(|json| Words::parse(json).unwrap())
}

/// The table gives exactly this diagnostic, at this cell, with words in both languages.
fn check(rows: &[&[&str]], code: &str, cell: &str) {
    let imported = run(&[table("t", rows)]);
    assert_eq!(codes(&imported), [code], "{rows:?}");
    let diagnostic = &imported.diagnostics[0];
    let at = diagnostic.at.as_ref().map(ToString::to_string);
    assert_eq!(at.as_deref().unwrap_or(""), cell, "{code}");
    for words in words() {
        let text = words.render(&diagnostic.message);
        assert!(
            !text.contains(['{', '}']) && !text.contains("diag."),
            "{code}: {text}"
        );
    }
}

#[test]
fn tables_that_are_set_aside() {
    check(
        &[&["Channel", "Fresh"], &["2", "12669"]],
        "unknown-table",
        "t!A1",
    );
    check(
        &[
            &["ActivityID", "ActivityType", "Subject", "DueDate"],
            &["1", "Call", "x", "2024-01-02"],
        ],
        "missing-column",
        "t!A1",
    );
}

#[test]
fn tables_of_another_kind_are_named() {
    check(
        &[
            &["客户", "行动", "负责人", "计划日期", "预算"],
            &["东湖", "高层会晤", "甲", "2026-01-02", "50000"],
        ],
        "table-not-used",
        "t!A1",
    );
}

#[test]
fn columns_and_layouts_that_are_said() {
    let header: &[&str] = &["客户名称", "行业", "订单金额"];
    let rows: &[&[&str]] = &[
        header,
        &["甲", "电力", "若干"],
        &["乙", "电力", "另议"],
        &["丙", "电力", "面谈"],
    ];
    check(rows, "column-unfit", "t!C1");
    let amounts: &[&str] = &["甲", "电力", "5"];
    check(
        &[&["单位：万元"], header, amounts],
        "unit-from-above",
        "t!A1",
    );
    check(
        &[header, amounts, &[], &["客户", "联系人"], &["甲", "张三"]],
        "several-tables",
        "t!A4",
    );
    check(
        &[
            &["客户", "等级", "", "联系人", "客户"],
            &["甲", "A", "", "张三", "甲"],
        ],
        "several-tables",
        "t!D1",
    );
    check(
        &[&["客户名称", "甲"], &["客户等级", "A"], &["行业", "电力"]],
        "turned-table",
        "t!A1",
    );
}

#[test]
fn rows_that_are_set_aside() {
    let header: &[&str] = &["客户名称", "订单金额", "行业"];
    let good: &[&str] = &["东湖", "1,200", "电力"];
    check(&[header, good, &["合计", "1200", ""]], "totals-row", "t!A3");
    check(&[header, good, &["注：含税"]], "note-row", "t!A3");
    check(&[header, good, header], "repeated-header", "t!A3");
    check(
        &[header, good, &["", "5", "电力"]],
        "row-without-required",
        "t!A3",
    );
    check(
        &[header, good, &["东湖", "5", "电力"]],
        "duplicate-account",
        "t!A3",
    );
}

#[test]
fn a_required_cell_that_cannot_be_read_is_said_once() {
    let rows: &[&[&str]] = &[
        &["客户", "商机名称", "预计金额"],
        &["东湖", "二期", "12"],
        &["东湖", "三期", "三百到五百"],
        &["东湖", "四期", ""],
    ];
    let imported = run(&[table("t", rows)]);
    let said = [
        "required-unreadable",
        "row-without-required",
        "accounts-derived",
    ];
    assert_eq!(codes(&imported), said);
    assert_eq!(imported.diagnostics[0].raw, "三百到五百");
}

#[test]
fn an_amount_out_of_line_is_said() {
    let said = |largest: &str| {
        let rows: &[&[&str]] = &[
            &["客户", "商机名称", "预计金额"],
            &["东湖", "二期", "1200"],
            &["东湖", "三期", "900"],
            &["东湖", "四期", largest],
            &["东湖", "五期", "800"],
        ];
        let imported = run(&[table("t", rows)]);
        let found = imported.diagnostics.iter();
        let mut found = found.filter(|d| d.code() == "amount-stands-out");
        found.next().map(|d| d.at.as_ref().unwrap().to_string())
    };
    assert_eq!(said("1200000").as_deref(), Some("t!C4"));
    assert_eq!(said("1199999"), None);
}

#[test]
fn cells_that_cannot_be_read() {
    let header: &[&str] = &["客户名称", "订单金额", "行业"];
    check(
        &[header, &["东湖", "300-500万", "电力"]],
        "unreadable",
        "t!B2",
    );
    let rows: &[&[&str]] = &[&["客户", "联系人", "认同"], &["东湖", "甲", "7"]];
    let imported = run(&[table("t", rows)]);
    assert_eq!(codes(&imported), ["unreadable", "accounts-derived"]);
    assert_eq!(imported.book.contacts[0].levels, [None; 4]);
}

#[test]
fn an_error_value_is_reported_and_unknown() {
    let mut builder = TableBuilder::new("t.xlsx", "t");
    for (col, text) in ["客户名称", "订单金额", "行业"].iter().enumerate() {
        builder.push(0, col as u32, Cell::Text(text));
    }
    builder.push(1, 0, Cell::Text("东湖"));
    builder.push(1, 1, Cell::Error("#DIV/0!"));
    let imported = run(&[builder.finish()]);
    assert_eq!(codes(&imported), ["error-cell"]);
    assert_eq!(imported.book.accounts[0].order_amount, None);
}

#[test]
fn dates_that_could_be_either() {
    let rows: &[&[&str]] = &[
        &["客户名称", "创建日期", "金额"],
        &["东湖", "01/02/2024", "1"],
    ];
    let imported = run(&[table("t", rows)]);
    assert_eq!(
        codes(&imported),
        ["ambiguous-day-month", "accounts-derived"]
    );
    assert_eq!(imported.book.opportunities[0].created, None);
}

#[test]
fn currencies_are_never_mixed() {
    let rows: &[&[&str]] = &[
        &["客户名称", "订单金额", "潜力"],
        &["东湖", "￥100", "￥5"],
        &["西岭", "US$100", "￥7"],
    ];
    let imported = run(&[table("t", rows)]);
    assert_eq!(codes(&imported), ["other-currency"]);
    assert_eq!(imported.book.currency.as_deref(), Some("CNY"));
    assert_eq!(imported.book.accounts[1].order_amount, None);
    assert_eq!(imported.book.accounts[1].potential.unwrap().units(), 7.0);
}

#[test]
fn deals_without_account_and_out_of_order() {
    let rows: &[&[&str]] = &[
        &["机会名称", "金额", "创建日期", "预计签约日期"],
        &["一", "5", "2024-05-01", "2024-04-01"],
        &["二", "6", "2024-05-01", "2024-06-01"],
    ];
    let imported = run(&[table("t", rows)]);
    assert_eq!(
        codes(&imported),
        ["deals-without-account", "closed-before-created"]
    );
    assert_eq!(imported.book.opportunities.len(), 2);
    assert_eq!(imported.diagnostics[1].raw, "2024-04-01");
}

#[test]
fn currencies_named_only_in_their_own_column_are_not_mixed_either() {
    let rows: &[&[&str]] = &[
        &["客户名称", "金额", "币种"],
        &["东湖", "100", "USD"],
        &["西岭", "200", "USD"],
        &["南浦", "300", "EUR"],
    ];
    let imported = run(&[table("t", rows)]);
    let book = &imported.book;
    assert_eq!(book.currency.as_deref(), Some("USD"));
    let sum: f64 = book.opportunities.iter().map(|d| d.amount.units()).sum();
    assert_eq!(sum, 300.0);
    assert!(codes(&imported).contains(&"other-currency"));
}
