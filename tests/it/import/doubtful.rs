//! Numbers that would be wrong without a word: each of these files was once read so.

use kamlens::analysis::Context;
use kamlens::book::{Book, DealKind};
use kamlens::import::Imported;
use kamlens::policy::{Criterion, PolicyChoice, Scale, Settings, Subject, TierPolicy};
use kamlens::reader::{Limits, read_native};
use serde_json::json;

use super::choices::{analyzed, profile_of};
use super::{codes, run, table};

fn read(text: &str) -> Imported {
    let file = read_native("t.csv", text.as_bytes(), &Limits::default()).unwrap();
    let mut imported = run(&file.tables);
    imported.diagnostics.splice(0..0, file.diagnostics);
    imported
        .diagnostics
        .retain(|d| d.code() != "accounts-derived");
    imported
}

fn amounts(book: &Book) -> Vec<f64> {
    book.opportunities
        .iter()
        .map(|d| d.amount.units())
        .collect()
}

fn check(text: &str, wanted: &[f64], said: &[&str]) {
    let imported = read(text);
    assert_eq!(amounts(&imported.book), wanted, "{text}");
    assert_eq!(codes(&imported), said, "{text}");
}

#[test]
fn no_currency_is_summed_with_another() {
    let deals = "Account,Deal Name,Amount,Currency\nA,x,100,EUR\nB,y,200,EUR\nC,z,1000000,";
    for other in ["SEK", "PLN", "zorkmids"] {
        check(
            &format!("{deals}{other}\n"),
            &[100.0, 200.0],
            &["other-currency"],
        );
    }
    // The row's own currency, not the header's.
    let yuan =
        "客户名称,商机名称,金额(元),币种\n东湖,x,100,人民币\n西岭,y,200,美元\n南山,w,5,人民币\n";
    check(yuan, &[100.0, 5.0], &["other-currency"]);
    let written = "Account,Deal Name,Amount\nA,x,100 SEK\nB,y,SEK 200\nC,z,$3\n";
    check(written, &[100.0, 200.0], &["other-currency"]);
}

#[test]
fn a_currency_stands_at_the_end_of_an_amount() {
    let read = |text: &str| {
        let imported = read(&format!("Account,Deal Name,Amount\nA,x,1\nB,y,{text}\n"));
        amounts(&imported.book).get(1).copied()
    };
    for odd in ["12 34", "3元5", "12€50", "US$100 €", "1'23", "12 345 6"] {
        assert_eq!(read(odd), None, "{odd}");
    }
    for (usual, value) in [
        ("1 234 567", 1_234_567.0),
        ("1'234.5", 1234.5),
        ("人民币100元", 100.0),
        ("港币100元", 100.0),
        ("1.2M USD", 1_200_000.0),
        ("1.2MUSD", 1_200_000.0),
        ("-¥1200", -1200.0),
        ("1亿 2000万", 120_000_000.0),
    ] {
        assert_eq!(read(usual), Some(value), "{usual}");
    }
}

#[test]
fn the_unit_of_a_header_is_a_word() {
    let one = |header: &str| read(&format!("Account,Deal Name,{header}\nA,x,100\n")).book;
    assert_eq!(one("Amount (Europe)").currency, None);
    assert_eq!(amounts(&one("Amount (B)")), [100.0]);
    assert_eq!(amounts(&one("Amount (USD B)")), [100e9]);
    assert_eq!(one("Amount (SEK)").currency.as_deref(), Some("SEK"));
    assert_eq!(amounts(&one("Amount (M)")), [100e6]);
}

#[test]
fn shares_that_contradict_each_other_are_said() {
    let said = |header: &str, values: [&str; 3]| {
        let [a, b, c] = values;
        let imported = read(&format!(
            "Account,Industry,{header}\nA,x,{a}\nB,y,{b}\nC,z,{c}\n"
        ));
        codes(&imported).join(" ")
    };
    assert_eq!(said("Margin", ["0.5", "0.2", "60"]), "ambiguous-percent");
    assert_eq!(
        said("Margin %", ["0.5", "0.9", "1.2"]),
        "ambiguous-fraction"
    );
    assert_eq!(said("Margin", ["0.5", "0.2", "0.6"]), "");
    assert_eq!(said("Margin %", ["0.5", "20", "60"]), "");
    let odds = "Account,Deal Name,Amount,Probability\nA,x,1,0.5\nB,y,1,0.2\nC,z,1,60\n";
    assert_eq!(codes(&read(odds)), ["ambiguous-percent"]);
    let ended = "Account,Deal Name,Amount,Probability\nA,x,1,0\nB,y,1,1\n";
    assert_eq!(codes(&read(ended)), [""; 0]);
}

#[test]
fn a_group_of_digits_never_begins_with_nought() {
    let text = "Account;Deal Name;Amount\nA;x;0,125\nB;y;0,500\n";
    check(text, &[0.125, 0.5], &[]);
    // Cells prove both signs: the third may be either.
    let both = "Account;Deal Name;Amount\nA;x;1.234,50\nB;y;2,345.60\nC;z;12.345\n";
    assert!(codes(&read(both)).contains(&"ambiguous-decimal-point"));
}

#[test]
fn totals_stand_in_any_column() {
    let behind = "Region,Account,Deal Name,Amount\nEast,A,x,100\nEast,B,y,200\nEast,Subtotal,,300\n\
        West,C,z,50\nWest,Subtotal,,50\nTotal,,,350\n";
    check(behind, &[100.0, 200.0, 50.0], &["totals-row"; 3]);
    let numbered = "序号,客户名称,商机名称,金额\n1,东湖,x,100\n2,西岭,y,200\n3,合计,,300\n";
    check(numbered, &[100.0, 200.0], &["totals-row"]);
    let bare = "Account,Deal Name,Amount,Weighted Value,Close Date\nA,x,100,50,2026-03-01\n\
        B,y,200,100,2026-04-01\n,,300,150,\n";
    check(bare, &[100.0, 200.0], &["weighted-amount", "totals-row"]);
    // A customer of that name has a deal.
    let named = "Account,Deal Name,Amount,Stage\nA,x,100,Bid\nB,Total,200,Bid\n";
    check(named, &[100.0, 200.0], &[]);
}

#[test]
fn ticks_say_whether_a_deal_is_won_or_lost() {
    let kinds = |header: &str| {
        let rows = "A,x,100,TRUE,TRUE\nB,y,200,FALSE,TRUE\nC,z,400,FALSE,FALSE\n";
        let book = read(&format!("Account,Deal Name,Amount,{header}\n{rows}")).book;
        book.opportunities
            .iter()
            .map(|d| d.kind)
            .collect::<Vec<_>>()
    };
    let wanted = [DealKind::Won, DealKind::Lost, DealKind::Opportunity];
    assert_eq!(kinds("Won,Closed"), wanted);
    assert_eq!(kinds("Is Closed Won,Is Closed"), wanted);
    assert_eq!(kinds("是否赢单,是否结束"), wanted);
}

#[test]
fn numbers_of_accounts_are_compared_as_they_are_written() {
    let text =
        "Account ID,Account Name,Revenue\n0015g00000AbCdE,Acme,100\n0015g00000ABcdE,Bolt,200\n";
    assert_eq!(read(text).book.accounts.len(), 2);
}

#[test]
fn what_follows_a_date_is_a_time_or_no_date() {
    let date = |text: &str| {
        let text = format!("Account,Deal Name,Amount,Close Date\nA,x,1,2026-01-01\nB,y,1,{text}\n");
        let imported = read(&text);
        imported.book.opportunities[1]
            .close_date
            .map(|d| d.to_string())
    };
    for odd in [
        "2026-06-30 前",
        "2026年6月30日前",
        "2026-03-04 ~ 2027-05-01",
        "Mar 4",
        "Dec 15",
    ] {
        assert_eq!(date(odd), None, "{odd}");
    }
    for (usual, wanted) in [
        ("2026-06-30 12:30:00", "2026-06-30"),
        ("2026-06-30T12:30:00Z", "2026-06-30"),
        ("2026-06-30T12:30:00.000+08:00", "2026-06-30"),
        ("2026年6月30日 星期二", "2026-06-30"),
        ("6/30/2026 3:15 PM", "2026-06-30"),
        ("Jun 30 2026 3:15PM", "2026-06-30"),
        ("Mar-98", "1998-03-31"),
        ("Mar-26", "2026-03-31"),
        ("Mar 2026", "2026-03-31"),
    ] {
        assert_eq!(date(usual).as_deref(), Some(wanted), "{usual}");
    }
}

#[test]
fn rows_that_say_different_things_of_one_year_are_said() {
    let rows = "Account,Year,Quarter,Revenue,Wallet\nA,2025,Q1,100,250\nA,2025,Q2,120,250\nA,2025,Q3,130,250\n";
    assert!(codes(&read(rows)).contains(&"repeated-share-row"));
    let same = "Account,Year,Revenue,Wallet\nA,2025,100,250\nA,2025,100,250\n";
    assert_eq!(codes(&read(same)), [""; 0]);
}

#[test]
fn rows_of_text_that_are_shifted_or_run_together_are_said() {
    let shifted = "Account,Deal Name,Amount,Stage\nA,x,1,200,Bid\nB,y,9,Bid\nC,z,7,Bid\n";
    assert!(codes(&read(shifted)).contains(&"cells-beyond-header"));
    let open = "Account,Deal Name,Amount\nA,x,1\n\"B,y,200\nC,z,7\n";
    let imported = read(open);
    assert_eq!(codes(&imported)[0], "quote-not-closed");
    assert_eq!(
        imported.diagnostics[0].at.as_ref().unwrap().to_string(),
        "t!A3"
    );
}

#[test]
fn a_group_is_the_sum_over_a_level_without_amounts() {
    let text =
        "Account,Parent account,Revenue\nGroup,,300\nRegion,Group,\nA,Region,100\nB,Region,200\n";
    let imported = read(text);
    assert_eq!(codes(&imported), ["parent-is-sum"]);
    assert_eq!(imported.book.sums.len(), 1);
}

#[test]
fn a_question_quotes_the_cell_that_it_is_about_and_asks_of_columns_that_count() {
    let rows: &[&[&str]] = &[
        &[
            "客户名称",
            "商机名称",
            "阶段",
            "金额",
            "备注数",
            "胜率",
            "签约日期",
        ],
        &["甲", "一", "方案", "200万", "1,500", "0.004", "20240110"],
        &["甲", "二", "方案", "1.500", "2.500", "0.5", "20240228"],
        &["乙", "三", "方案", "2.500", "200", "0.3", "20240301"],
    ];
    let engine = analyzed(vec![table("t", rows)], None);
    let profile = profile_of(&engine, 0);
    let column = |header: &str| {
        let columns = profile["columns"].as_array().unwrap().iter();
        columns.clone().find(|c| c["header"] == header).unwrap()
    };
    let asked = &column("金额")["ambiguous"];
    assert_eq!(
        (&asked["what"], &asked["sample"]),
        (&json!("decimal"), &json!("1.500"))
    );
    assert!(column("备注数")["ambiguous"].is_null());
    // What a column holds is not rounded, and days are days.
    assert_eq!(column("胜率")["min"], json!({"ratio": 0.004}));
    assert_eq!(column("签约日期")["min"], json!({"date": "2024-01-10"}));
    assert_eq!(column("签约日期")["max"], json!({"date": "2024-03-01"}));
}

#[test]
fn a_column_that_the_tier_policy_looks_at_is_asked_about() {
    let rows: &[&[&str]] = &[
        &["客户名称", "客户等级", "服务评分"],
        &["甲", "A", "1.234"],
        &["乙", "B", "2.345"],
    ];
    let rating = Criterion {
        subject: Subject::Extra("服务评分".to_owned()),
        weight: 1.0,
        scale: Scale::YesNo,
        influenceable: true,
    };
    let own = TierPolicy {
        criteria: vec![rating],
        ..TierPolicy::default()
    };
    let mut engine = analyzed(vec![table("t", rows)], None);
    for (policy, asked) in [
        (PolicyChoice::Default, false),
        (PolicyChoice::Own(own), true),
    ] {
        engine.analyze(&Context {
            as_of: "2026-06-30".parse().unwrap(),
            seed: 1,
            settings: Settings {
                policy,
                ..Settings::default()
            },
        });
        let profile = profile_of(&engine, 0);
        let columns = profile["columns"].as_array().unwrap();
        assert_eq!(columns[2]["label"], "服务评分");
        assert_eq!(!columns[2]["ambiguous"].is_null(), asked);
    }
}
