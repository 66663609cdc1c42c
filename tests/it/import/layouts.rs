//! Sheets that are no single table below one header.

use kamlens::book::{ExtraValue, Field, TableKind};
use kamlens::table::{Cell, Merge, TableBuilder};

use super::{codes, run, table};

#[test]
fn tables_side_by_side_are_read_each_on_its_own() {
    let rows: &[&[&str]] = &[
        &["客户", "等级", "", "联系人", "客户", "", "指标", "值"],
        &["甲", "A", "", "张三", "丁", "", "收入", "100"],
        &["乙", "B", "", "李四", "戊", "", "利润", "20"],
        &["丙", "C", "", "", "", "", "", ""],
        &["", "", "", "王五", "己", "", "", ""],
    ];
    let imported = run(&[table("t", rows)]);
    assert_eq!(
        codes(&imported),
        ["several-tables", "unknown-accounts", "unknown-table"]
    );
    let sources = imported.book.sources.iter();
    let read: Vec<_> = sources.map(|s| (s.kind, s.read, s.used)).collect();
    let (accounts, contacts) = (Some(TableKind::Accounts), Some(TableKind::Contacts));
    assert_eq!(read, [(accounts, 3, 3), (contacts, 3, 3), (None, 2, 0)]);
    assert_eq!(imported.book.accounts[2].tier.as_deref(), Some("C"));
    let contact = &imported.book.contacts[2];
    let at = imported.book.cell(contact.origin, Field::Contact).unwrap();
    assert_eq!(
        (contact.name.as_str(), at.to_string()),
        ("王五", "t!D5".to_owned())
    );
}

#[test]
fn an_empty_column_inside_a_table_parts_nothing() {
    let rows: &[&[&str]] = &[
        &["客户名称", "商机名称", "", "金额", "阶段"],
        &["甲", "专网", "", "5", "方案"],
    ];
    let imported = run(&[table("t", rows)]);
    assert_eq!(codes(&imported), ["accounts-derived"]);
    let deal = &imported.book.opportunities[0];
    assert_eq!(
        (deal.name.as_deref(), deal.stage.as_deref()),
        (Some("专网"), Some("方案"))
    );
}

#[test]
fn tables_one_below_the_other_are_read_each_on_its_own() {
    for between in [
        &[][..],
        &[&["", ""][..]],
        &[&["联系人"][..]],
        &[&["", ""][..], &["联系人"]],
    ] {
        let mut rows: Vec<&[&str]> = vec![
            &["客户名称", "金额", "阶段"],
            &["甲", "5", "方案"],
            &["合计", "5"],
        ];
        rows.extend(between);
        rows.push(&["客户", "联系人", "角色"]);
        rows.push(&["甲", "张三", "决策者"]);
        let imported = run(&[table("t", &rows)]);
        assert!(codes(&imported).contains(&"several-tables"), "{between:?}");
        let sources = imported.book.sources.iter();
        let read: Vec<_> = sources.map(|s| (s.kind, s.used, s.set_aside)).collect();
        let (deals, contacts) = (Some(TableKind::Opportunities), Some(TableKind::Contacts));
        assert_eq!(read, [(deals, 1, 1), (contacts, 1, 0)], "{between:?}");
        assert_eq!(imported.book.accounts.len(), 1);
        let contact = &imported.book.contacts[0];
        let at = imported.book.cell(contact.origin, Field::Contact).unwrap();
        assert_eq!(at.row as usize, rows.len() - 1, "{between:?}");
    }
}

#[test]
fn a_record_card_is_one_customer() {
    let rows: &[&[&str]] = &[
        &["客户名称", "华东电力设计院"],
        &["客户等级", "A"],
        &["行业", "能源"],
        &["年度潜力", "1.7亿"],
        &["客户经理", "张三"],
    ];
    let imported = run(&[table("t", rows)]);
    assert_eq!(codes(&imported), ["turned-table"]);
    let [account] = imported.book.accounts.as_slice() else {
        panic!("{:?}", imported.book.accounts);
    };
    assert_eq!(account.name, "华东电力设计院");
    assert_eq!(account.potential.unwrap().units(), 170_000_000.0);
    assert_eq!(account.account_manager.as_deref(), Some("张三"));
    let at = imported
        .book
        .cell(account.origin.unwrap(), Field::Potential);
    assert_eq!(at.unwrap().to_string(), "t!B4");
}

#[test]
fn a_record_card_may_hold_several_customers() {
    let rows: &[&[&str]] = &[
        &["Account name", "A Ltd", "B Ltd"],
        &["Tier", "A", "B"],
        &["Industry", "Power", ""],
        &["Potential", "5", "12 M"],
    ];
    let imported = run(&[table("t", rows)]);
    let read: Vec<_> = imported
        .book
        .accounts
        .iter()
        .map(|a| (a.name.as_str(), a.potential.unwrap().units()))
        .collect();
    assert_eq!(read, [("A Ltd", 5.0), ("B Ltd", 12e6)]);
    assert_eq!(imported.book.sources[0].read, 2);
}

#[test]
fn years_as_columns_become_rows() {
    for header in [
        &[
            "客户",
            "产品",
            "2024年采购总额",
            "2024年我方收入",
            "2025年采购总额",
            "2025年我方收入",
        ][..],
        &[
            "Customer",
            "Product",
            "2024 wallet",
            "2024 our revenue",
            "2025 wallet",
            "2025 our revenue",
        ],
        &[
            "Customer",
            "Product",
            "FY2024 wallet",
            "FY2024 revenue",
            "FY2025 wallet",
            "FY2025 revenue",
        ],
    ] {
        let rows: &[&[&str]] = &[
            header,
            &["甲", "专网", "100", "20", "120", "30"],
            &["乙", "专网", "200", "", "", ""],
            &["合计", "", "300", "20", "120", "30"],
        ];
        let imported = run(&[table("t", rows)]);
        let book = &imported.book;
        let read: Vec<_> = book
            .share
            .iter()
            .map(|s| {
                (
                    s.year,
                    s.wallet.map(|w| w.units()),
                    s.revenue.map(|r| r.units()),
                )
            })
            .collect();
        assert_eq!(
            read,
            [
                (2024, Some(100.0), Some(20.0)),
                (2025, Some(120.0), Some(30.0)),
                (2024, Some(200.0), None)
            ],
            "{header:?}"
        );
        // An entry is a row and a period: the totals are two more.
        let source = &book.sources[0];
        assert_eq!((source.read, source.used), (5, 3), "{header:?}");
        let at = book.cell(book.share[1].origin, Field::Revenue).unwrap();
        assert_eq!(at.to_string(), "t!F2");
        assert!(codes(&imported).contains(&"periods-as-columns"));
    }
}

#[test]
fn years_above_their_columns_become_rows() {
    let rows: &[&[&str]] = &[
        &["客户", "产品", "2024年", "", "2025年", ""],
        &["名称", "", "采购总额", "收入", "采购总额", "收入"],
        &["甲", "专网", "100", "20", "120", "30"],
    ];
    let imported = run(&[table("t", rows)]);
    let years: Vec<_> = imported
        .book
        .share
        .iter()
        .map(|s| {
            (
                s.year,
                s.wallet.unwrap().units(),
                s.revenue.unwrap().units(),
            )
        })
        .collect();
    assert_eq!(years, [(2024, 100.0, 20.0), (2025, 120.0, 30.0)]);
}

#[test]
fn months_as_columns_are_values_of_a_kpi_and_no_total_counts() {
    let rows: &[&[&str]] = &[
        &[
            "客户",
            "维度",
            "指标",
            "目标",
            "1月",
            "2月",
            "3月",
            "一季度",
            "合计",
        ],
        &["甲", "财务", "收入", "100", "90", "95", "", "185", "185"],
    ];
    let imported = run(&[table("t", rows)]);
    let kpis: Vec<_> = imported
        .book
        .kpis
        .iter()
        .map(|k| {
            (
                k.period.as_deref().unwrap(),
                k.actual.unwrap(),
                k.target.unwrap(),
            )
        })
        .collect();
    assert_eq!(kpis, [("1月", 90.0, 100.0), ("2月", 95.0, 100.0)]);
    let at = imported
        .book
        .cell(imported.book.kpis[1].origin, Field::Actual);
    assert_eq!(at.unwrap().to_string(), "t!F2");
}

#[test]
fn rows_of_target_and_actual_are_one_kpi() {
    let rows: &[&[&str]] = &[
        &["客户", "维度", "指标", "1月", "2月", "3月", "合计"],
        &["甲", "财务", "目标", "100", "110", "120", "330"],
        &["甲", "财务", "实际", "90", "95", "130", "315"],
        &["乙", "财务", "目标", "10", "11", "12", "33"],
        &["乙", "财务", "实际", "9", "9", "9", "27"],
    ];
    let imported = run(&[table("回款额", rows)]);
    let kpis: Vec<_> = imported
        .book
        .kpis
        .iter()
        .map(|k| (k.name.as_str(), k.actual.unwrap(), k.target.unwrap()))
        .collect();
    assert_eq!(kpis.len(), 6);
    assert_eq!(kpis[2], ("回款额", 130.0, 120.0));
    assert_eq!(kpis[5], ("回款额", 9.0, 12.0));
}

#[test]
fn months_of_deals_are_dates_only_with_a_year() {
    let rows: &[&[&str]] = &[
        &[
            "Customer",
            "Deal name",
            "Stage",
            "2026-01",
            "2026-02",
            "2026-03",
            "Total",
        ],
        &["A", "X", "Proposal", "10", "", "30", "40"],
    ];
    let imported = run(&[table("t", rows)]);
    let deals: Vec<_> = imported
        .book
        .opportunities
        .iter()
        .map(|d| (d.close_date.unwrap().to_string(), d.amount.units()))
        .collect();
    assert_eq!(
        deals,
        [
            ("2026-01-31".to_owned(), 10.0),
            ("2026-03-31".to_owned(), 30.0)
        ]
    );
}

#[test]
fn years_beside_a_customers_tier_stay_columns() {
    let rows: &[&[&str]] = &[
        &["Customer", "Tier", "Industry", "2024", "2025"],
        &["A", "A", "Power", "1", "2"],
    ];
    let imported = run(&[table("t", rows)]);
    assert_eq!(imported.book.accounts.len(), 1);
    assert_eq!(imported.book.extra_columns, ["2024", "2025"]);
    assert!(imported.book.share.is_empty());
}

#[test]
fn a_merged_account_counts_for_all_its_rows_and_a_merged_amount_once() {
    let mut builder = TableBuilder::new("t.xlsx", "t");
    let rows: &[&[&str]] = &[
        &["客户名称", "商机名称", "金额", "阶段"],
        &["甲", "一", "5", "方案"],
        &["", "二", "", "方案"],
        &["", "三", "7", "投标"],
        &["", "四", "8", "投标"],
    ];
    for (row, cells) in rows.iter().enumerate() {
        for (col, text) in cells.iter().enumerate() {
            builder.push(row as u32, col as u32, Cell::Text(text));
        }
    }
    for (top, bottom, col) in [(1, 3, 0), (1, 2, 2)] {
        builder.merge(Merge {
            top,
            left: col,
            bottom,
            right: col,
        });
    }
    builder.hide_row(3);
    let imported = run(&[builder.finish()]);
    let deals = imported.book.opportunities.iter();
    let read: Vec<_> = deals
        .map(|d| (d.account.map(|a| a.0), d.amount.units()))
        .collect();
    assert_eq!(read, [(Some(0), 5.0), (Some(0), 7.0), (None, 8.0)]);
    let said = codes(&imported);
    for code in ["filled-down", "hidden-rows", "deals-without-account"] {
        assert!(said.contains(&code), "{code}: {said:?}");
    }
}

#[test]
fn headers_in_two_rows_are_one_header() {
    let rows: &[&[&str]] = &[
        &["客户名称", "商机名称", "预计", ""],
        &["", "", "金额", "签约日期"],
        &["甲", "一", "5", "2026-03-01"],
    ];
    let imported = run(&[table("t", rows)]);
    let deal = &imported.book.opportunities[0];
    assert_eq!(deal.name.as_deref(), Some("一"));
    assert_eq!(deal.close_date.unwrap().to_string(), "2026-03-01");
    assert_eq!(imported.book.sources[0].read, 1);
}

#[test]
fn headers_in_two_levels_keep_their_columns_apart() {
    let rows: &[&[&str]] = &[
        &["客户", "", "2024年", "", "2025年", ""],
        &["名称", "等级", "预算", "实际", "预算", "实际"],
        &["甲", "A", "100", "90", "120", ""],
    ];
    let imported = run(&[table("t", rows)]);
    let book = &imported.book;
    assert_eq!(
        book.extra_columns,
        ["2024年/预算", "2024年/实际", "2025年/预算", "2025年/实际"]
    );
    let numbers: Vec<(u32, ExtraValue)> = [(0, 100.0), (1, 90.0), (2, 120.0)]
        .map(|(at, value)| (at, ExtraValue::Number(value)))
        .into();
    assert_eq!(book.accounts[0].extra, numbers);
}

#[test]
fn a_header_that_occurs_twice_is_two_columns() {
    let rows: &[&[&str]] = &[
        &["2026 customers"],
        &["Customer", "Industry", "Score", "Score"],
        &["A", "Power", "1", "2"],
    ];
    let book = run(&[table("t", rows)]).book;
    assert_eq!(book.extra_columns, ["Score", "Score (2)"]);
    let numbers = [(0, ExtraValue::Number(1.0)), (1, ExtraValue::Number(2.0))];
    assert_eq!(book.accounts[0].extra, numbers);
}
