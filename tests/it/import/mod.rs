//! Tables → book: values, layouts, mapping, joins, and every row accounted for.

mod accounts;
mod choices;
mod dated;
mod diagnostics;
mod doubtful;
mod exports;
mod guesses;
mod kinds;
mod layouts;
mod names;
mod near;
mod periods;
pub mod spellings;
mod traps;
mod units;
mod values;

use std::path::Path;

use kamlens::book::{Book, DealKind, Field, Role, TableKind};
use kamlens::import::{ImportOptions, Imported, import};
use kamlens::reader::{Limits, read_native};
use kamlens::table::{Cell, Order, Table, TableBuilder};
use proptest::prelude::*;

/// A table of texts, as a text file gives it.
pub fn table(name: &str, rows: &[&[&str]]) -> Table {
    let mut builder = TableBuilder::new(format!("{name}.csv"), name);
    for (row, cells) in rows.iter().enumerate() {
        for (col, text) in cells.iter().enumerate() {
            builder.push(row as u32, col as u32, Cell::Text(text));
        }
    }
    builder.finish()
}

pub fn run(tables: &[Table]) -> Imported {
    let imported = import(tables, &ImportOptions::default());
    for source in &imported.book.sources {
        assert_eq!(
            source.read,
            source.used + source.set_aside,
            "{}",
            source.sheet
        );
    }
    imported
}

pub fn codes(imported: &Imported) -> Vec<&str> {
    imported.diagnostics.iter().map(|d| d.code()).collect()
}

pub fn open_total(book: &Book, leads: bool) -> (f64, f64) {
    let open = book.opportunities.iter().filter(|d| match d.kind {
        DealKind::Lead => leads,
        kind => kind == DealKind::Opportunity,
    });
    open.fold((0.0, 0.0), |(sum, weighted), deal| {
        let p = deal.probability.map_or(0.0, |p| p.get());
        (
            sum + deal.amount.units(),
            weighted + p * deal.amount.units(),
        )
    })
}

#[test]
fn the_header_is_found_below_titles_and_beside_an_offset() {
    let mut builder = TableBuilder::new("a.xlsx", "台账");
    for (row, col, text) in [
        (0, 3, "重点客户商机台账"),
        (1, 3, "单位：万元"),
        (4, 3, "客户名称"),
        (4, 4, "预计金额(万元)"),
        (5, 3, "东湖电力"),
        (5, 4, "120"),
    ] {
        builder.push(row, col, Cell::Text(text));
    }
    let imported = run(&[builder.finish()]);
    let source = &imported.book.sources[0];
    assert_eq!(
        (source.header_row, source.read, source.used),
        (Some(4), 1, 1)
    );
    let deal = &imported.book.opportunities[0];
    assert_eq!(deal.amount.units(), 1_200_000.0);
    let cell = imported.book.cell(deal.origin, Field::Amount).unwrap();
    assert_eq!(cell.to_string(), "台账!E6");
}

#[test]
fn kinds_are_told_by_columns_never_by_names() {
    let kinds = |header: &[&str]| {
        let rows: Vec<&str> = vec!["1"; header.len()];
        run(&[table("accounts", &[header, &rows])]).book.sources[0].kind
    };
    assert_eq!(
        kinds(&["客户名称", "行业", "等级"]),
        Some(TableKind::Accounts)
    );
    assert_eq!(
        kinds(&[
            "OpportunityID",
            "OpportunityStage",
            "EstimatedValue",
            "CloseDate"
        ]),
        Some(TableKind::Opportunities)
    );
    assert_eq!(
        kinds(&["客户编号", "姓名", "角色", "影响力"]),
        Some(TableKind::Contacts)
    );
    assert_eq!(
        kinds(&["日期", "客户编号", "方式", "内容"]),
        Some(TableKind::Activities)
    );
    assert_eq!(
        kinds(&["Account", "Year", "Wallet", "Our revenue"]),
        Some(TableKind::Share)
    );
    assert_eq!(
        kinds(&["客户", "指标", "维度", "实际", "目标"]),
        Some(TableKind::Kpis)
    );
    assert_eq!(kinds(&["Channel", "Fresh", "Milk"]), None);
    assert_eq!(kinds(&["orderID", "customerID", "shipName"]), None);
}

#[test]
fn exports_of_a_crm_map_by_their_own_headers() {
    let accounts = table(
        "accounts",
        &[
            &["AccountId", "AccountName", "Industry", "AnnualRevenue"],
            &["001", "Green Solutions", "Energy", "1850000.0"],
        ],
    );
    let contacts = table(
        "contacts",
        &[
            &["ContactId", "FirstName", "LastName", "AccountId", "Title"],
            &["003", "Frank", "Miller", "001", "HR Manager"],
        ],
    );
    let deals = table(
        "opportunities",
        &[
            &[
                "OpportunityName",
                "AccountId",
                "CloseDate",
                "StageName",
                "Amount",
                "Probability (%)",
                "Expected Revenue",
            ],
            &[
                "Project",
                "001",
                "2023-10-30",
                "Closed Won",
                "350000.0",
                "70",
                "245000",
            ],
        ],
    );
    let imported = run(&[deals, contacts, accounts]);
    let book = &imported.book;
    assert_eq!(book.accounts.len(), 1);
    let account = &book.accounts[0];
    assert_eq!(
        (account.revenue, account.customer_size),
        (None, Some(1_850_000.0))
    );
    assert_eq!(book.contacts[0].name, "Frank Miller");
    let deal = &book.opportunities[0];
    assert_eq!(deal.amount.units(), 350_000.0);
    assert_eq!(deal.probability.unwrap().get(), 0.7);
    assert_eq!(deal.kind, DealKind::Won);
    let said = ["weighted-amount", "size-may-be-revenue"];
    assert_eq!(codes(&imported), said);
}

#[test]
fn a_plain_revenue_beside_employees_is_the_customers_own() {
    let rows: &[&[&str]] = &[
        &[
            "account_name",
            "sector",
            "year_established",
            "revenue",
            "employees",
        ],
        &["Company 0", "Retail", "2014", "160569237", "4516"],
    ];
    let imported = run(&[table("accounts", rows)]);
    let account = &imported.book.accounts[0];
    assert_eq!(
        (account.revenue, account.customer_size),
        (None, Some(160_569_237.0))
    );
    assert_eq!(codes(&imported), ["revenue-is-customer-size"]);
}

#[test]
fn columns_of_units_and_unknown_columns_are_kept() {
    let rows: &[&[&str]] = &[
        &[
            "客户名称",
            "订单金额",
            "认定：业务单元A",
            "金额:B区",
            "margin:B区",
            "战略协同",
            "已签框架",
            "付款习惯",
        ],
        &[
            "云岭轨交",
            "1.7亿",
            "否",
            "3000万",
            "11%",
            "0.8",
            "是",
            "甲",
        ],
        &["海门物流", "2000万", "", "", "", "0.2", "否", "乙"],
    ];
    let book = run(&[table("客户", rows)]).book;
    let account = &book.accounts[0];
    assert_eq!(account.verdicts, [("业务单元A".to_owned(), false)]);
    assert_eq!(account.unit_amounts[0].1.units(), 30_000_000.0);
    assert_eq!(account.unit_margins[0].1.get(), 0.11);
    assert!(book.accounts[1].verdicts.is_empty());
    use kamlens::book::ExtraValue::{Bool, Number, Text};
    assert_eq!(book.extra_columns, ["战略协同", "已签框架", "付款习惯"]);
    assert_eq!(
        account.extra,
        [(0, Number(0.8)), (1, Bool(true)), (2, Text("甲".into()))]
    );
}

#[test]
fn roles_are_read_and_a_coach_by_role_is_no_level() {
    let rows: &[&[&str]] = &[
        &["客户", "联系人", "决策角色", "认同", "业务指导"],
        &["云岭", "甲", "批准者(A)", "−1", "+2"],
        &["云岭", "乙", "D", "教练", ""],
        &["云岭", "丙", "教练", "", ""],
    ];
    let contacts = run(&[table("联系人", rows)]).book.contacts;
    let level = |at: usize, dimension: usize| contacts[at].levels[dimension].map(|l| l.get());
    assert_eq!(contacts[0].role, Some(Role::Approver));
    assert_eq!((level(0, 0), level(0, 3)), (Some(-1), Some(2)));
    assert_eq!(
        (contacts[1].role.clone(), level(1, 0)),
        (Some(Role::Decider), Some(3))
    );
    assert_eq!(contacts[2].role, Some(Role::Other("教练".into())));
    assert_eq!(contacts[2].levels, [None; 4]);
}

#[test]
fn names_join_exactly_when_folded_and_never_otherwise() {
    let accounts = table(
        "客户",
        &[
            &["客户编号", "客户名称"],
            &["K1", "东湖电力有限公司"],
            &["K2", "Ａcme Ltd"],
        ],
    );
    let deals = table(
        "商机",
        &[
            &["客户名称", "金额"],
            &[" 东湖电力有限公司 ", "1"],
            &["acme  LTD", "2"],
            &["k1", "3"],
            &["东湖电力", "4"],
        ],
    );
    let imported = run(&[accounts, deals]);
    let at: Vec<u32> = imported
        .book
        .opportunities
        .iter()
        .map(|d| d.account.unwrap().0)
        .collect();
    assert_eq!(at, [0, 1, 0, 2]);
    assert_eq!(codes(&imported), ["unknown-accounts", "similar-accounts"]);
}

#[test]
fn percent_or_ratio_is_decided_by_the_column() {
    let read = |header: &str, values: &[&str]| -> Vec<Option<f64>> {
        let rows: Vec<Vec<&str>> = values.iter().map(|v| vec!["1", *v]).collect();
        let mut all: Vec<&[&str]> = vec![];
        let head = ["金额", header];
        all.push(&head);
        all.extend(rows.iter().map(Vec::as_slice));
        let book = run(&[table("d", &all)]).book;
        book.opportunities
            .iter()
            .map(|d| d.probability.map(|p| p.get()))
            .collect()
    };
    assert_eq!(
        read("赢率", &["0.8", "40％", "1"]),
        [Some(0.8), Some(0.4), Some(1.0)]
    );
    assert_eq!(
        read("赢率", &["80", "5", "1"]),
        [Some(0.8), Some(0.05), Some(0.01)]
    );
    assert_eq!(
        read("Probability (%)", &["1", "0"]),
        [Some(0.01), Some(0.0)]
    );
    assert_eq!(
        read("Probability (%)", &["0.5", "1"]),
        [Some(0.5), Some(1.0)]
    );
    assert_eq!(read("赢率", &["80", "120%"]), [Some(0.8), None]);
}

#[test]
fn shared_workbooks_give_their_published_totals() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/hostile");
    if !folder.exists() {
        return;
    }
    for name in ["kam_clean.xlsx", "kam_dirty.xlsx"] {
        let bytes = std::fs::read(folder.join("kam").join(name)).unwrap();
        let expected = folder.join(format!("expected/kam__{name}.json"));
        let expected: serde_json::Value =
            serde_json::from_slice(&std::fs::read(expected).unwrap()).unwrap();
        let file = read_native(name, &bytes, &Limits::default()).unwrap();
        let book = run(&file.tables).book;
        let total: f64 = book.opportunities.iter().map(|d| d.amount.units()).sum();
        let won = book
            .opportunities
            .iter()
            .filter(|d| d.kind == DealKind::Won);
        let won: f64 = won.map(|d| d.amount.units()).sum();
        assert_eq!(
            book.opportunities.len() as u64,
            expected["opportunities"].as_u64().unwrap()
        );
        for (key, found) in [
            ("amount_total", total),
            ("won", won),
            ("open", open_total(&book, true).0),
            ("weighted_open", open_total(&book, true).1),
            ("weighted_open_without_leads", open_total(&book, false).1),
        ] {
            let wanted = expected[key].as_f64().unwrap();
            assert!(
                (found - wanted).abs() < 0.5,
                "{name} {key}: {found} instead of {wanted}"
            );
        }
    }
}

/// Any header with any cells below: what a colleague may send.
fn any_table() -> impl Strategy<Value = Table> {
    let headers = prop::sample::select(vec![
        "客户名称",
        "金额",
        "赢率",
        "日期",
        "联系人",
        "角色",
        "认同",
        "年度",
        "指标",
        "维度",
        "实际",
        "目标",
        "foo",
        "",
    ]);
    let cell = prop::sample::select(vec![
        "",
        "东湖电力",
        "1,200",
        "15%",
        "2024-02-30",
        "合计",
        "注：x",
        "-1",
        "财务",
        "#N/A",
        "300-500万",
        "1e400",
        "是",
        "客户",
        "联系人",
        "金额",
        "甲 汇总",
        "单位：万元",
    ]);
    let header = prop::collection::vec(headers, 1..7);
    let rows = prop::collection::vec(prop::collection::vec(cell, 1..7), 0..25);
    (header, rows).prop_map(|(header, rows)| {
        let mut all: Vec<&[&str]> = vec![&header];
        all.extend(rows.iter().map(Vec::as_slice));
        table("any", &all)
    })
}

fn money_rows() -> impl Strategy<Value = Vec<(usize, u32)>> {
    prop::collection::vec((0_usize..6, 1_u32..900_000), 1..30)
}

/// One amount of `units` × 10,000, spelled in one of six ways.
fn spelled(way: usize, units: u32) -> String {
    match way {
        0 => format!("{units}0000"),
        1 => format!("{units}万"),
        2 => format!("￥{units}0000.00"),
        3 => format!("{units}W"),
        4 => format!("{}.{:04}亿", units / 10_000, units % 10_000),
        _ => format!("{units}万元"),
    }
}

proptest! {
    #[test]
    fn rows_are_conserved_whatever_comes(tables in prop::collection::vec(any_table(), 1..4)) {
        let imported = run(&tables);
        let aside: u32 = imported.book.sources.iter().map(|s| s.set_aside).sum();
        prop_assert!(aside == 0 || !imported.diagnostics.is_empty());
        for source in &imported.book.sources {
            prop_assert_eq!(source.read, source.used + source.set_aside);
        }
        for (at, table) in tables.iter().enumerate() {
            let sources = imported.book.sources.iter().filter(|s| s.table as usize == at);
            // Parts and rearranged tables have rows of their own.
            let sources: Vec<_> = sources.collect();
            let [source] = sources.as_slice() else { continue };
            if source.view.order != Order::AsIs {
                continue;
            }
            // The header's row counts from the top of the file, the table's rows from its first.
            let first = source.header_row.map_or(0, |row| row + 1 - table.origin.0);
            let filled = (first..table.rows())
                .filter(|row| (0..table.cols()).any(|col| table.cell(*row, col) != Cell::Empty))
                .count() as u32;
            prop_assert_eq!(source.read, filled);
        }
    }

    #[test]
    fn spellings_and_order_of_rows_do_not_change_the_total(rows in money_rows()) {
        let total = |rows: &[(usize, u32)]| -> f64 {
            let cells: Vec<Vec<String>> = rows.iter().map(|(way, units)| vec!["甲".to_owned(), spelled(*way, *units)]).collect();
            let mut all = vec![vec!["客户".to_owned(), "金额".to_owned()]];
            all.extend(cells);
            let refs: Vec<Vec<&str>> = all.iter().map(|r| r.iter().map(String::as_str).collect()).collect();
            let rows: Vec<&[&str]> = refs.iter().map(Vec::as_slice).collect();
            run(&[table("d", &rows)]).book.opportunities.iter().map(|d| d.amount.units()).sum()
        };
        let expected: f64 = rows.iter().map(|(_, units)| f64::from(*units) * 10_000.0).sum();
        let mut backwards = rows.clone();
        backwards.reverse();
        prop_assert_eq!(total(&rows), expected);
        prop_assert_eq!(total(&backwards), expected);
    }
}
