//! Spellings of single values, read through a whole table each. The canonical values are facts
//! about the spellings, written down by hand.

use kamlens::book::Field;

use super::{run, table};

fn amount(text: &str) -> Option<f64> {
    let imported = run(&[table("d", &[&["客户", "金额"], &["甲", text]])]);
    imported
        .book
        .opportunities
        .first()
        .map(|d| d.amount.units())
}

fn probability(text: &str) -> Option<f64> {
    let imported = run(&[table(
        "d",
        &[&["金额", "赢率"], &["1", text], &["1", "0.5"]],
    )]);
    imported.book.opportunities[0].probability.map(|p| p.get())
}

fn date(text: &str) -> Option<String> {
    let imported = run(&[table(
        "d",
        &[&["客户", "日期", "方式"], &["甲", text, "电话"]],
    )]);
    imported.book.activities.first().map(|a| a.date.to_string())
}

#[test]
fn money() {
    for (text, expected) in [
        ("1.7亿", 170_000_000.0),
        ("3000W", 30_000_000.0),
        ("3000w", 30_000_000.0),
        ("3KW", 30_000_000.0),
        ("5.2千万", 52_000_000.0),
        ("1亿2000万", 120_000_000.0),
        ("1 亿 元", 100_000_000.0),
        ("12.5百万", 12_500_000.0),
        ("350K", 350_000.0),
        ("2.5bn", 2_500_000_000.0),
        ("三百万", 3_000_000.0),
        ("一亿二千万", 120_000_000.0),
        ("壹佰贰拾万元整", 1_200_000.0),
        ("1,234,567.89", 1_234_567.89),
        ("1，234，567", 1_234_567.0),
        ("1'234'567", 1_234_567.0),
        ("1 234 567", 1_234_567.0),
        ("１２３４５．６", 12_345.6),
        ("－１２３", -123.0),
        ("(1,200)", -1_200.0),
        ("（1200）", -1_200.0),
        ("+15", 15.0),
        ("−5", -5.0),
        (" 42 ", 42.0),
        ("\u{200b}42", 42.0),
        ("1.23E+05", 123_000.0),
        ("￥1,200", 1_200.0),
        ("RMB 1200", 1_200.0),
        ("CNY1200万", 12_000_000.0),
        ("US$1,200", 1_200.0),
        ("$1.2m", 1_200_000.0),
        ("HK$300", 300.0),
        ("1200元", 1_200.0),
        ("0.0251亿", 2_510_000.0),
        ("1万2000", 12_000.0),
        ("12万5千", 125_000.0),
        ("三万五", 35_000.0),
        ("三万零五", 30_005.0),
        ("一百二", 120.0),
        ("十五", 15.0),
        ("C$300", 300.0),
        ("1.234.567,89", 1_234_567.89),
        ("€1.200,50", 1_200.5),
    ] {
        assert_eq!(amount(text), Some(expected), "{text}");
    }
}

#[test]
fn no_money() {
    for text in [
        "300-500万",
        "300万~500万",
        ">=100万",
        "1000+",
        "若干",
        "0x1F",
        "1_000",
        "inf",
        "3个百分点",
        "1,2,3",
        "万",
        "1.2.3,4,5",
        "3万5",
        "1亿2000",
        "15%",
    ] {
        assert_eq!(amount(text), None, "{text}");
    }
}

#[test]
fn blanks_are_unknown_without_a_complaint() {
    for text in [
        "", "-", "——", "/", "N/A", "#N/A", "NaN", "null", "待定", "暂无",
    ] {
        let imported = run(&[table(
            "d",
            &[&["客户", "订单金额", "行业"], &["甲", text, "电力"]],
        )]);
        assert_eq!(imported.book.accounts[0].order_amount, None, "{text}");
        assert!(
            imported.diagnostics.is_empty(),
            "{text}: {:?}",
            imported.diagnostics
        );
    }
}

#[test]
fn shares() {
    for (text, expected) in [
        ("15%", Some(0.15)),
        ("15％", Some(0.15)),
        ("１５％", Some(0.15)),
        ("百分之十五", Some(0.15)),
        ("8成", Some(0.8)),
        ("0.15", Some(0.15)),
        ("7%", Some(0.07)),
        ("120%", None),
        ("-3.5%", None),
        ("3个百分点", None),
    ] {
        assert_eq!(probability(text), expected, "{text}");
    }
}

#[test]
fn dates() {
    for (text, expected) in [
        ("2024-01-02", "2024-01-02"),
        ("2024/1/2", "2024-01-02"),
        ("2024.1.2", "2024-01-02"),
        ("2024．1．2", "2024-01-02"),
        ("2024年1月2日", "2024-01-02"),
        ("2024年01月02日 09:30", "2024-01-02"),
        ("２０２４年１月２日", "2024-01-02"),
        ("二〇二四年一月二日", "2024-01-02"),
        ("20240102", "2024-01-02"),
        ("45293", "2024-01-02"),
        ("45293.5", "2024-01-02"),
        ("2024-1", "2024-01-01"),
        ("2024年3月", "2024-03-01"),
        ("2024年", "2024-01-01"),
        ("2024Q3", "2024-07-01"),
        ("2024年Q1", "2024-01-01"),
        ("2024年二季度", "2024-04-01"),
        ("13/02/2024", "2024-02-13"),
        ("02/13/2024", "2024-02-13"),
        ("03/03/2024", "2024-03-03"),
        ("2-Jan-24", "2024-01-02"),
        ("Jan 2, 2024", "2024-01-02"),
        ("2024-02-29", "2024-02-29"),
        ("9999-12-31", "9999-12-31"),
        ("1970-01-01 08:00:00", "1970-01-01"),
        ("2024-01-02T03:04:05Z", "2024-01-02"),
        ("2024-01-02T03:04:05+08:00", "2024-01-02"),
        ("2023-09-06 15:23:12.000000 UTC", "2023-09-06"),
        ("2024/1/2 上午 9:30", "2024-01-02"),
        ("2024/1/2 下午 3:04:05", "2024-01-02"),
    ] {
        assert_eq!(date(text).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn no_dates() {
    for text in [
        "2024-02-30",
        "2023-02-29",
        "1900-02-29",
        "0000-00-00",
        "01/02/2024",
        "星期二",
        "长期",
        "年底前",
        "下周",
        "1月2日",
        "24.1.2",
        "240102",
    ] {
        assert_eq!(date(text), None, "{text}");
    }
}

#[test]
fn a_column_settles_the_order_of_day_and_month() {
    let rows: &[&[&str]] = &[
        &["客户", "日期", "方式"],
        &["甲", "01/02/2024", "电话"],
        &["甲", "13/02/2024", "电话"],
    ];
    let book = run(&[table("d", rows)]).book;
    let dates: Vec<String> = book.activities.iter().map(|a| a.date.to_string()).collect();
    assert_eq!(dates, ["2024-02-01", "2024-02-13"]);
}

#[test]
fn a_column_settles_its_decimal_sign() {
    let rows: &[&[&str]] = &[&["客户", "金额"], &["甲", "1.234"], &["甲", "334.327,57"]];
    let book = run(&[table("d", rows)]).book;
    let amounts: Vec<f64> = book
        .opportunities
        .iter()
        .map(|d| d.amount.units())
        .collect();
    assert_eq!(amounts, [1_234.0, 334_327.57]);
    let rows: &[&[&str]] = &[&["客户", "金额"], &["甲", "1.234"], &["甲", "1,234.5"]];
    let book = run(&[table("d", rows)]).book;
    assert_eq!(book.opportunities[0].amount.units(), 1.234);
}

#[test]
fn a_header_scales_what_names_no_scale_itself() {
    let rows: &[&[&str]] = &[
        &["客户", "预计金额（万元）"],
        &["甲", "0.29"],
        &["甲", "1.5亿"],
        &["甲", "1,200"],
    ];
    let book = run(&[table("d", rows)]).book;
    let amounts: Vec<f64> = book
        .opportunities
        .iter()
        .map(|d| d.amount.units())
        .collect();
    assert_eq!(amounts, [2_900.0, 150_000_000.0, 12_000_000.0]);
    assert_eq!(book.currency.as_deref(), Some("CNY"));
    assert!(book.has_column(kamlens::book::TableKind::Opportunities, Field::Amount));
}
