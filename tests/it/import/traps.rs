//! What would be counted twice, or counted as open though it has ended, if read naively; and
//! columns that do not hold what their header promises.

use kamlens::book::{DealKind, TableKind};

use super::{codes, run, table};

fn total(rows: &[&[&str]]) -> (f64, Vec<String>) {
    let imported = run(&[table("t", rows)]);
    let deals = imported.book.opportunities.iter();
    let said = codes(&imported).iter().map(|c| (*c).to_owned()).collect();
    (deals.map(|d| d.amount.units()).sum(), said)
}

#[test]
fn subtotals_of_groups_are_not_deals() {
    for word in [
        "甲 汇总",
        "甲小计",
        "甲 Total",
        "Grand Total",
        "合 计",
        "总计：",
    ] {
        let rows: &[&[&str]] = &[
            &["客户名称", "商机名称", "金额"],
            &["甲", "专网", "5"],
            &["甲", "云", "7"],
            &[word, "", "12"],
        ];
        let (sum, said) = total(rows);
        assert_eq!(sum, 12.0, "{word}");
        assert_eq!(said, ["totals-row", "accounts-derived"], "{word}");
    }
}

#[test]
fn names_that_end_like_totals_are_deals_all_the_same() {
    let rows: &[&[&str]] = &[
        &["客户名称", "商机名称", "金额"],
        &["甲", "数据汇总", "5"],
        &["Gas Total", "云", "7"],
    ];
    assert_eq!(total(rows).0, 12.0);
}

#[test]
fn a_total_without_a_word_is_told_by_its_sum() {
    let header: &[&str] = &["客户名称", "商机名称", "金额"];
    let deals: &[&[&str]] = &[&["甲", "专网", "5.1"], &["乙", "云", "7.2"]];
    let with = |last: &'static [&'static str]| [&[header], deals, &[last]].concat();
    let (sum, said) = total(&with(&["", "", "12.3"]));
    assert_eq!((sum, said[0].as_str()), (5.1 + 7.2, "totals-row"));
    // Another amount alone may be a deal whose account nobody wrote down.
    let (sum, said) = total(&with(&["", "", "12"]));
    assert!((sum - 24.3).abs() < 1e-9);
    assert!(said.contains(&"deals-without-account".to_owned()));
}

#[test]
fn stages_say_which_deals_have_ended() {
    use DealKind::{Lead, Lost, Opportunity, Won};
    for (stage, kind) in [
        ("Closed Won", Won),
        ("ClosedWon", Won),
        ("Closed - Won", Won),
        ("7. Closed/Won (signed)", Won),
        ("6-赢单", Won),
        ("赢单(100%)", Won),
        ("赢单关闭", Won),
        ("已中标", Won),
        ("Closed Lost", Lost),
        ("Lost to competitor", Lost),
        ("0-输单", Lost),
        ("未中标", Lost),
        ("丢单关闭", Lost),
        ("1-线索", Lead),
        ("Lead", Lead),
        ("预计中标", Opportunity),
        ("待成交", Opportunity),
        ("not won yet", Opportunity),
        ("投标", Opportunity),
        ("Negotiation", Opportunity),
        ("Wonder", Opportunity),
    ] {
        let rows: &[&[&str]] = &[&["客户名称", "金额", "阶段"], &["甲", "5", stage]];
        let book = run(&[table("t", rows)]).book;
        assert_eq!(book.opportunities[0].kind, kind, "{stage}");
    }
}

#[test]
fn an_active_record_of_a_won_deal_is_won() {
    let rows: &[&[&str]] = &[
        &["客户名称", "金额", "阶段", "状态"],
        &["甲", "5", "赢单", "进行中"],
        &["甲", "5", "方案", "丢单"],
    ];
    let book = run(&[table("t", rows)]).book;
    let kinds: Vec<DealKind> = book.opportunities.iter().map(|d| d.kind).collect();
    assert_eq!(kinds, [DealKind::Won, DealKind::Lost]);
}

#[test]
fn a_column_of_ticks_is_no_date_and_another_may_take_its_place() {
    let rows: &[&[&str]] = &[
        &["Account Name", "Amount", "Stage", "Closed", "Closed Date"],
        &["A", "5", "Closed Won", "TRUE", "2026-01-02"],
        &["B", "5", "Closed Won", "TRUE", "2026-01-03"],
        &["C", "5", "Proposal", "FALSE", ""],
    ];
    let imported = run(&[table("t", rows)]);
    assert_eq!(codes(&imported), ["column-unfit", "accounts-derived"]);
    let deal = &imported.book.opportunities[0];
    assert_eq!(deal.closed.unwrap().to_string(), "2026-01-02");
    // It says whether the deal is closed.
    assert!(imported.book.extra_columns.is_empty());
}

#[test]
fn numbers_that_a_spreadsheet_has_rounded_name_no_account() {
    let rows: &[&[&str]] = &[
        &["客户编号", "客户名称", "行业"],
        &["3.10101E+17", "甲", "电力"],
        &["3.10101E+17", "乙", "电力"],
        &["=\"00123\"", "丙", "电力"],
    ];
    let deals = table(
        "d",
        &[&["客户编号", "金额"], &["00123", "5"], &["'00123", "6"]],
    );
    let imported = run(&[table("t", rows), deals]);
    assert_eq!(codes(&imported), ["digits-lost", "digits-lost"]);
    assert_eq!(imported.book.accounts.len(), 3);
    let accounts = imported.book.opportunities.iter().map(|d| d.account);
    assert!(accounts.into_iter().all(|a| a.is_some_and(|a| a.0 == 2)));
}

#[test]
fn deals_that_come_twice_are_said_and_counted() {
    let rows: &[&[&str]] = &[
        &["商机编号", "金额", "商机名称"],
        &["1", "5", "x"],
        &["2", "6", "y"],
    ];
    let imported = run(&[table("a", rows), table("b", rows)]);
    assert_eq!(
        codes(&imported),
        [
            "deals-without-account",
            "deals-without-account",
            "repeated-deal-id"
        ]
    );
    assert_eq!(
        imported.diagnostics[2].at.as_ref().unwrap().to_string(),
        "b!A2"
    );
    assert_eq!(imported.book.opportunities.len(), 4);
}

#[test]
fn an_amount_column_without_amounts_is_missing() {
    let rows: &[&[&str]] = &[
        &["客户名称", "商机名称", "金额", "赢率"],
        &["甲", "专网", "若干", "40%"],
        &["乙", "云", "另议", "20%"],
        &["丙", "IDC", "面谈", "10%"],
    ];
    let imported = run(&[table("t", rows)]);
    assert_eq!(codes(&imported), ["missing-column", "column-unfit"]);
    assert_eq!(
        imported.diagnostics[1].at.as_ref().unwrap().to_string(),
        "t!C1"
    );
}

#[test]
fn one_readable_cell_keeps_the_column_and_the_others_are_reported() {
    let rows: &[&[&str]] = &[
        &["客户名称", "行业", "订单金额"],
        &["甲", "电力", "若干"],
        &["乙", "电力", "另议"],
        &["丙", "电力", "面谈"],
        &["丁", "电力", "5万"],
    ];
    let imported = run(&[table("t", rows)]);
    assert_eq!(codes(&imported), ["unreadable"; 3]);
    assert_eq!(imported.book.sources[0].kind, Some(TableKind::Accounts));
    let last = imported.book.accounts[3].order_amount.unwrap();
    assert_eq!(last.units(), 50_000.0);
}

#[test]
fn revenue_without_amounts_is_not_the_customers_size_and_employees_are() {
    let header: &[&str] = &["Account", "Industry", "Employees", "Revenue"];
    let rows = |revenue: &'static str| -> Vec<Vec<&str>> {
        let row = |name: &'static str| vec![name, "Retail", "50", revenue];
        ["A", "B", "C", "D"].map(row).to_vec()
    };
    for (revenue, size, said) in [
        ("2000", Some(2000.0), vec!["revenue-is-customer-size"]),
        ("on request", Some(50.0), vec!["column-unfit"]),
    ] {
        let rows = rows(revenue);
        let below = rows.iter().map(Vec::as_slice);
        let all: Vec<&[&str]> = std::iter::once(header).chain(below).collect();
        let imported = run(&[table("t", &all)]);
        let accounts = &imported.book.accounts;
        assert_eq!(accounts.len(), 4, "{revenue}");
        let sizes = accounts.iter().map(|a| a.customer_size);
        assert!(sizes.into_iter().all(|s| s == size), "{revenue}");
        assert_eq!(codes(&imported), said, "{revenue}");
    }
}

#[test]
fn revenue_that_stands_alone_is_said_to_be_taken_for_the_customers_own() {
    let said = |rows: &[&[&str]]| {
        let imported = run(&[table("t", rows)]);
        codes(&imported).contains(&"size-may-be-revenue")
    };
    assert!(said(&[&["客户名称", "等级", "销售额"], &["甲", "A", "5"]]));
    assert!(said(&[
        &["Account", "Tier", "Annual Revenue"],
        &["Acme", "A", "5"]
    ]));
    // Beside our own, and by words that mean nothing else, there is no doubt.
    let ours: &[&[&str]] = &[&["客户名称", "销售额", "我方收入"], &["甲", "5", "1"]];
    assert!(!said(ours));
    assert!(!said(&[&["客户名称", "等级", "员工数"], &["甲", "A", "5"]]));
}

#[test]
fn revenue_that_a_person_decided_about_is_not_asked_again() {
    let rows: &[&[&str]] = &[&["客户名称", "等级", "销售额"], &["甲", "A", "5"]];
    for (target, revenue) in [("revenue", Some(5.0)), ("customer_size", None)] {
        let columns = serde_json::json!([{"header": "销售额", "target": target}]);
        let entries = serde_json::json!([{"sheet": "t", "columns": columns}]);
        let imported = super::choices::decided(&[table("t", rows)], entries);
        let account = &imported.book.accounts[0];
        assert_eq!(account.revenue.map(|m| m.units()), revenue);
        assert!(!codes(&imported).contains(&"size-may-be-revenue"));
    }
}

#[test]
fn deals_that_are_equal_in_every_column_are_said_and_counted() {
    let head: &[&str] = &["客户", "商机名称", "金额", "预计签约日期"];
    let first: &[&str] = &["甲", "一期", "12", "2026-09-30"];
    let equal = |rows: &[&[&str]]| {
        let (sum, said) = total(rows);
        (sum, said.contains(&"repeated-deals".to_owned()))
    };
    assert_eq!(equal(&[head, first, first]), (24.0, true));
    let other: &[&str] = &["甲", "二期", "12", "2026-09-30"];
    assert_eq!(equal(&[head, first, other]), (24.0, false));
    // The same file twice.
    let twice = run(&[table("t", &[head, first]), table("u", &[head, first])]);
    let said = twice
        .diagnostics
        .iter()
        .find(|d| d.code() == "repeated-deals");
    assert_eq!(said.unwrap().at.as_ref().unwrap().to_string(), "u!C2");
    // Without a name or a date deals of one amount are nothing odd.
    let bare: &[&[&str]] = &[
        &["客户", "金额", "阶段"],
        &["甲", "5", "谈判"],
        &["甲", "5", "谈判"],
    ];
    assert!(!equal(bare).1);
}

#[test]
fn an_amount_in_another_currency_is_said_once() {
    let rows: &[&[&str]] = &[
        &["客户", "商机名称", "金额"],
        &["甲", "一期", "¥12"],
        &["甲", "二期", "¥15"],
        &["甲", "三期", "USD 100"],
    ];
    let (sum, said) = total(rows);
    let about: Vec<&String> = said
        .iter()
        .filter(|code| *code != "accounts-derived")
        .collect();
    assert_eq!((sum, about), (27.0, vec![&"other-currency".to_owned()]));
}
