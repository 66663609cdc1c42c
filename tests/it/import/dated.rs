//! Headers that name a period and a field: what they mean, and which of several is taken.

use kamlens::book::{Field, TableKind};
use kamlens::import::Imported;
use serde_json::{Value, json};

use super::choices::{analyzed, decided, profile_of};
use super::{codes, run, table};

fn read(rows: &[&[&str]]) -> Imported {
    run(&[table("t", rows)])
}

fn deals(imported: &Imported) -> Vec<f64> {
    let deals = imported.book.opportunities.iter();
    deals.map(|deal| deal.amount.units()).collect()
}

/// The cell of a diagnostic and the columns that it names.
fn said(imported: &Imported, code: &str) -> Option<(String, String)> {
    let found = imported.diagnostics.iter().find(|d| d.code() == code)?;
    let columns = found.message.args.iter().find(|(key, _)| key == "columns");
    let columns = columns.map_or(String::new(), |(_, columns)| format!("{columns:?}"));
    Some((found.at.as_ref()?.to_string(), columns))
}

#[test]
fn a_year_beside_a_name_does_not_change_what_it_means() {
    for (header, revenue, size) in [
        ("收入", Some(5.0), None),
        ("2025年收入", Some(5.0), None),
        ("2025收入", Some(5.0), None),
        ("FY2025 Revenue", Some(5.0), None),
        ("Revenue 2025", Some(5.0), None),
        // 年销售额 is ours, 销售额 the customer's own.
        ("2025年销售额", Some(5.0), None),
        ("2025年营业收入", None, Some(5.0)),
        ("Annual Revenue 2025", None, Some(5.0)),
    ] {
        let imported = read(&[&["客户名称", "客户等级", header], &["甲", "A", "5"]]);
        let account = &imported.book.accounts[0];
        let found = (account.revenue.map(|m| m.units()), account.customer_size);
        assert_eq!(found, (revenue, size), "{header}");
        let doubt = codes(&imported).contains(&"size-may-be-revenue");
        assert_eq!(doubt, size.is_some(), "{header}");
    }
}

#[test]
fn a_part_of_a_year_is_no_yearly_amount() {
    for header in [
        "2025年1-6月收入",
        "2025年上半年收入",
        "2025Q1收入",
        "2025 H1 Revenue",
        "H1 2025 Revenue",
        "2025年3月销售额",
        "月收入",
        "本季度收入",
        "累计收入",
    ] {
        let imported = read(&[&["客户名称", "客户等级", header], &["甲", "A", "5"]]);
        let account = &imported.book.accounts[0];
        assert_eq!(
            (account.revenue, account.customer_size),
            (None, None),
            "{header}"
        );
        assert!(codes(&imported).contains(&"amounts-not-used"), "{header}");
        // Beside two whole years it is one of several.
        let rows: &[&[&str]] = &[
            &["客户名称", "客户等级", "2023年收入", "2024年收入", header],
            &["甲", "A", "5", "6", "3"],
        ];
        let imported = read(rows);
        let account = &imported.book.accounts[0];
        assert_eq!(
            (account.revenue, account.customer_size),
            (None, None),
            "{header}"
        );
        let (cell, columns) = said(&imported, "column-undecided").unwrap();
        assert_eq!(cell, "t!C1");
        assert!(columns.contains("2023年收入") && columns.contains("2024年收入"));
    }
}

#[test]
fn deals_by_year_stay_deals_and_the_amount_is_asked() {
    for headers in [
        ["客户名称", "商机名称", "2024年合同金额", "2025年合同金额"],
        ["客户名称", "商机名称", "2024年预算", "2025年预算"],
        [
            "客户名称",
            "商机名称",
            "2024年合同金额",
            "2026年1月合同金额",
        ],
    ] {
        let rows: &[&[&str]] = &[
            &headers,
            &["甲", "一期", "10", "20"],
            &["乙", "二期", "5", "6"],
        ];
        let imported = read(rows);
        assert_eq!(deals(&imported), [0.0; 0]);
        assert!(imported.book.accounts.is_empty(), "{headers:?}");
        let (cell, columns) = said(&imported, "column-undecided").unwrap();
        assert_eq!(cell, "t!C1");
        assert!(columns.contains(headers[3]), "{columns}");
        assert!(codes(&imported).contains(&"missing-column"));
        // It is said once what they are.
        assert!(!codes(&imported).contains(&"periods-not-read"));
        assert!(!codes(&imported).contains(&"amounts-not-used"));
        // A person takes one, or leaves out the other: that is an answer.
        for (col, target, amounts) in [
            (3, "amount", [20.0, 6.0]),
            (3, "ignore", [10.0, 5.0]),
            (2, "extra", [20.0, 6.0]),
        ] {
            let columns = json!([{"header": headers[col], "col": col, "target": target}]);
            let entries = json!([{"sheet": "t", "columns": columns}]);
            let imported = decided(&[table("t", rows)], entries);
            assert_eq!(deals(&imported), amounts, "{headers:?} {col} {target}");
            assert_eq!(said(&imported, "column-undecided"), None);
            assert!(!codes(&imported).contains(&"periods-not-read"));
        }
    }
}

#[test]
fn deals_with_a_stage_stay_deals() {
    let rows: &[&[&str]] = &[
        &["客户名称", "商机名称", "阶段", "2024年预算", "2025年预算"],
        &["甲", "一期", "谈判", "10", "20"],
        &["乙", "二期", "投标", "5", "6"],
    ];
    let codes = codes(&read(rows)).join(" ");
    assert!(!codes.contains("unreadable"), "{codes}");
    assert!(codes.contains("column-undecided"), "{codes}");
}

#[test]
fn columns_that_nobody_is_asked_about_are_said_to_be_unused() {
    let rows: &[&[&str]] = &[
        &[
            "客户名称",
            "商机名称",
            "金额",
            "2024年合同金额",
            "2025年合同金额",
        ],
        &["甲", "一期", "7", "10", "20"],
    ];
    let as_is = json!([{"sheet": "t", "layout": "as-is"}]);
    let imported = decided(&[table("t", rows)], as_is);
    assert_eq!(deals(&imported), [7.0]);
    assert_eq!(said(&imported, "amounts-not-used").unwrap().0, "t!D1");
    assert_eq!(said(&imported, "column-undecided"), None);
}

#[test]
fn a_budget_is_the_amount_only_where_nothing_else_is() {
    for (budget, amount) in [
        ("预算", "成交金额"),
        ("项目预算", "合同金额"),
        ("2025年预算", "预计签约额"),
        ("Budget (USD)", "Contract Value"),
        ("Budget Amount", "Est. Revenue"),
    ] {
        let rows: &[&[&str]] = &[
            &["客户名称", "商机名称", budget, amount],
            &["甲", "一期", "50", "30"],
        ];
        let imported = read(rows);
        assert_eq!(deals(&imported), [30.0], "{budget} {amount}");
        assert!(!codes(&imported).contains(&"amount-is-budget"));
        let alone: &[&[&str]] = &[
            &["客户名称", "商机名称", "阶段", budget],
            &["甲", "一期", "谈判", "50"],
        ];
        let imported = read(alone);
        assert_eq!(deals(&imported), [50.0], "{budget}");
        assert!(codes(&imported).contains(&"amount-is-budget"), "{budget}");
    }
}

#[test]
fn plain_years_beside_names_are_said() {
    let rows: &[&[&str]] = &[
        &["客户", "2024", "2025"],
        &["甲", "1", "2"],
        &["乙", "3", "4"],
    ];
    assert_eq!(said(&read(rows), "periods-not-read").unwrap().0, "t!B1");
    // What is known beside them, and ticks, are no such columns.
    let tiers: &[&[&str]] = &[
        &["客户名称", "客户等级", "年度潜力", "2024", "2025"],
        &["甲", "A", "5", "1", "2"],
    ];
    assert_eq!(said(&read(tiers), "periods-not-read"), None);
    let ticks: &[&[&str]] = &[
        &["客户", "2024", "2025"],
        &["甲", "是", ""],
        &["乙", "", "是"],
    ];
    assert_eq!(said(&read(ticks), "periods-not-read"), None);
}

#[test]
fn years_that_become_rows_are_shares_and_what_stands_beside_them_is_asked() {
    let rows: &[&[&str]] = &[
        &["客户", "2024", "2025"],
        &["甲", "1", "2"],
        &["乙", "3", "4"],
    ];
    for kind in [Value::Null, json!("share")] {
        let mut entry = json!({"sheet": "t", "layout": "unpivoted"});
        if kind != Value::Null {
            entry["kind"] = kind;
        }
        let imported = decided(&[table("t", rows)], json!([entry]));
        assert_eq!(imported.book.sources[0].kind, Some(TableKind::Share));
        assert!(said(&imported, "period-values-unknown").is_some());
        let file = json!({"kamlens": "mapping", "version": 1, "tables": [entry.clone()]});
        let engine = analyzed(vec![table("t", rows)], Some(&file.to_string()));
        let asked = &profile_of(&engine, 0)["undecided"];
        let wanted = ["revenue", "wallet"].map(|field| json!({"field": field, "cols": [2]}));
        assert_eq!(asked.as_array().unwrap()[..], wanted);
        entry["columns"] = json!([{"header": "2024 … 2025", "col": 2, "target": "revenue"}]);
        let imported = decided(&[table("t", rows)], json!([entry]));
        assert_eq!(said(&imported, "period-values-unknown"), None);
        let revenue = imported.book.share.iter().filter_map(|row| row.revenue);
        assert_eq!(
            revenue.map(|m| m.units()).collect::<Vec<_>>(),
            [1.0, 2.0, 3.0, 4.0]
        );
    }
}

#[test]
fn planned_deals_by_month_are_no_scorecard() {
    let rows: &[&[&str]] = &[
        &[
            "客户名称",
            "商机名称",
            "阶段",
            "赢率",
            "2026-01",
            "2026-02",
            "2026-03",
        ],
        &["甲", "一期", "谈判", "50%", "10", "", "5"],
        &["乙", "二期", "投标", "30%", "", "7", ""],
    ];
    let imported = read(rows);
    assert_eq!(
        imported.book.sources[0].kind,
        Some(TableKind::Opportunities)
    );
    assert_eq!(deals(&imported), [10.0, 5.0, 7.0]);
}

#[test]
fn a_layout_without_a_header_row_is_answered() {
    let rows: &[&[&str]] = &[&["甲", "1", "2"], &["乙", "3", "4"]];
    let entries = json!([{"sheet": "t", "headerRow": 0, "layout": "unpivoted"}]);
    let imported = decided(&[table("t", rows)], entries);
    assert!(codes(&imported).contains(&"periods-not-found"));
}

#[test]
fn of_many_columns_the_first_are_named() {
    let mut headers = vec!["客户名称".to_owned(), "阶段".to_owned()];
    headers.extend((0..200).map(|n| format!("第{n}项金额")));
    let headers: Vec<&str> = headers.iter().map(String::as_str).collect();
    let mut row = vec!["甲", "谈判"];
    row.resize(headers.len(), "5");
    let (_, columns) = said(&read(&[&headers, &row]), "amounts-not-used").unwrap();
    assert!(columns.contains('…') && columns.len() < 800, "{columns}");
}

#[test]
fn amounts_with_a_decimal_comma_are_amounts() {
    let rows: &[&[&str]] = &[
        &["客户名称", "联系人", "成交金额"],
        &["甲", "张三", "1.234.567,89"],
    ];
    assert_eq!(said(&read(rows), "amounts-not-used").unwrap().0, "t!C1");
}

#[test]
fn a_deal_that_closes_in_a_period_has_until_its_last_day() {
    for (text, last) in [
        ("2026年11月", "2026-11-30"),
        ("2026-02", "2026-02-28"),
        ("2026Q4", "2026-12-31"),
        ("2026年二季度", "2026-06-30"),
        ("2026年", "2026-12-31"),
        ("2026-11-05", "2026-11-05"),
        ("20261105", "2026-11-05"),
        ("5 Nov 2026", "2026-11-05"),
    ] {
        let rows: &[&[&str]] = &[
            &["客户", "商机名称", "金额", "预计签约日期", "创建日期"],
            &["甲", "一", "5", text, "2026年1月"],
        ];
        let deal = &read(rows).book.opportunities[0];
        assert_eq!(deal.close_date.unwrap().to_string(), last, "{text}");
        assert_eq!(deal.created.unwrap().to_string(), "2026-01-01");
    }
    // Months as columns are periods too.
    let rows: &[&[&str]] = &[
        &["客户", "商机名称", "赢率", "2026-10", "2026-11", "2026-12"],
        &["甲", "一", "50%", "", "5", ""],
    ];
    let deal = &read(rows).book.opportunities[0];
    assert_eq!(deal.close_date.unwrap().to_string(), "2026-11-30");
}

#[test]
fn months_below_their_year_are_periods_of_that_year() {
    let rows: &[&[&str]] = &[
        &[
            "客户",
            "商机名称",
            "阶段",
            "赢率",
            "2026年",
            "",
            "",
            "2027年",
            "",
        ],
        &["", "", "", "", "10月", "11月", "12月", "1月", "2月"],
        &["甲", "一期", "谈判", "50%", "10", "", "5", "", "1"],
        &["乙", "二期", "投标", "30%", "", "7", "", "2", ""],
    ];
    let imported = read(rows);
    assert_eq!(
        imported.book.sources[0].kind,
        Some(TableKind::Opportunities)
    );
    let deals = imported.book.opportunities.iter();
    let deals: Vec<(String, f64)> = deals
        .map(|deal| (deal.close_date.unwrap().to_string(), deal.amount.units()))
        .collect();
    let wanted = [
        ("2026-10-31", 10.0),
        ("2026-12-31", 5.0),
        ("2027-02-28", 1.0),
        ("2026-11-30", 7.0),
        ("2027-01-31", 2.0),
    ];
    assert_eq!(deals, wanted.map(|(day, amount)| (day.to_owned(), amount)));
    // Each leads to its own cells.
    let deal = &imported.book.opportunities[2];
    let at = |field| imported.book.cell(deal.origin, field).unwrap().to_string();
    assert_eq!(
        (at(Field::Amount), at(Field::CloseDate)),
        ("t!I3".to_owned(), "t!I2".to_owned())
    );
    // Quarters too, under one year only.
    let rows: &[&[&str]] = &[
        &["客户", "商机名称", "阶段", "2026年", "", ""],
        &["", "", "", "Q2", "Q3", "Q4"],
        &["甲", "一期", "谈判", "10", "", "5"],
    ];
    let deals = read(rows).book.opportunities;
    let days: Vec<String> = deals
        .iter()
        .map(|d| d.close_date.unwrap().to_string())
        .collect();
    assert_eq!(days, ["2026-06-30", "2026-12-31"]);
}
