//! What a person decides about tables and columns holds, also for next month's file.

use kamlens::analysis::Context;
use kamlens::api::{Lens, mapping, profile};
use kamlens::book::TableKind;
use kamlens::engine::Engine;
use kamlens::import::{ImportOptions, Imported, import};
use kamlens::policy::Settings;
use kamlens::table::Table;
use kamlens::words::Words;
use serde_json::{Value, json};

use super::{codes, table};

pub(super) fn decided(tables: &[Table], entries: Value) -> Imported {
    let file = json!({"kamlens": "mapping", "version": 1, "tables": entries});
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

pub(super) fn analyzed(tables: Vec<Table>, mapping_text: Option<&str>) -> Engine {
    let mut engine = Engine::default();
    if let Some(text) = mapping_text {
        engine.set_mapping(mapping::parse(text).unwrap());
    }
    for table in tables {
        let name = table.file.clone();
        engine.add_file(&name, vec![table], Vec::new());
    }
    engine.analyze(&Context {
        as_of: "2026-06-30".parse().unwrap(),
        seed: 1,
        settings: Settings::default(),
    });
    engine
}

fn english() -> Words {
    Words::parse(include_str!("../../../www/locales/en.json")).unwrap()
}

pub(super) fn mapping_of(engine: &Engine) -> String {
    mapping::text(&Lens {
        answers: engine.answers().unwrap(),
        words: &english(),
        limit: None,
    })
}

pub(super) fn profile_of(engine: &Engine, source: usize) -> Value {
    let words = english();
    let lens = Lens {
        answers: engine.answers().unwrap(),
        words: &words,
        limit: None,
    };
    let found = engine.profile(source).unwrap();
    serde_json::to_value(profile::view(&found, &lens, source)).unwrap()
}

#[test]
fn columns_are_what_a_person_says() {
    let rows: &[&[&str]] = &[
        &["Customer", "Worth", "Amount", "Step"],
        &["A", "10", "1", "Proposal"],
        &["B", "20", "2", "Proposal"],
    ];
    let columns = json!([
        {"header": "Worth", "target": "amount", "read": {"scale": 1000}},
        {"header": "Amount", "target": "ignore"},
        {"header": "Step", "target": "stage"},
    ]);
    let imported = decided(
        &[table("t", rows)],
        json!([{"sheet": "t", "kind": "opportunities", "columns": columns}]),
    );
    let deals: Vec<_> = imported
        .book
        .opportunities
        .iter()
        .map(|d| (d.amount.units(), d.stage.as_deref()))
        .collect();
    assert_eq!(
        deals,
        [(10_000.0, Some("Proposal")), (20_000.0, Some("Proposal"))]
    );
    assert!(imported.book.extra_columns.is_empty());
}

#[test]
fn how_a_column_is_read_can_be_reversed() {
    let rows: &[&[&str]] = &[
        &["Customer", "Amount", "Close date", "Probability"],
        &["A", "1.234", "03/04/2026", "1"],
        &["B", "2.500", "05/06/2026", "0.5"],
    ];
    let read = |day: &str, decimal: &str, percent: &str| {
        let columns = json!([
            {"header": "Amount", "read": {"decimal": decimal}},
            {"header": "Close date", "read": {"dateOrder": day}},
            {"header": "Probability", "read": {"percent": percent}},
        ]);
        let imported = decided(
            &[table("t", rows)],
            json!([{"sheet": "t", "columns": columns}]),
        );
        let deal = &imported.book.opportunities[0];
        (
            deal.amount.units(),
            deal.close_date.unwrap().to_string(),
            deal.probability.unwrap().get(),
        )
    };
    assert_eq!(
        read("dmy", ",", "fraction"),
        (1234.0, "2026-04-03".to_owned(), 1.0)
    );
    assert_eq!(
        read("mdy", ".", "percent"),
        (1.234, "2026-03-04".to_owned(), 0.01)
    );
}

#[test]
fn blank_means_as_above_only_if_a_person_says_so() {
    let rows: &[&[&str]] = &[
        &["Customer", "Deal name", "Amount", "Stage"],
        &["A", "x", "1", "Proposal"],
        &["", "y", "2", "Proposal"],
        &["B", "z", "3", "Proposal"],
        &["", "u", "", "Proposal"],
    ];
    let accounts = |entries: Value| {
        let imported = decided(&[table("t", rows)], entries);
        let deals = imported.book.opportunities.iter();
        deals.map(|d| d.account.map(|a| a.0)).collect::<Vec<_>>()
    };
    assert_eq!(accounts(json!([])), [Some(0), None, Some(1)]);
    let fill = json!([{"sheet": "t", "columns": [{"header": "Customer", "read": {"fill": true}}]}]);
    assert_eq!(accounts(fill), [Some(0), Some(0), Some(1)]);
}

#[test]
fn a_table_can_be_left_out_and_its_rows_are_counted() {
    let rows: &[&[&str]] = &[&["Customer", "Tier"], &["A", "1"], &["B", "2"]];
    let imported = decided(&[table("t", rows)], json!([{"sheet": "t", "kind": "none"}]));
    assert_eq!(codes(&imported), ["table-left-out"]);
    assert_eq!(imported.book.sources[0].set_aside, 2);
    assert!(imported.book.accounts.is_empty());
}

#[test]
fn the_header_row_can_be_chosen_and_there_may_be_none() {
    let rows: &[&[&str]] = &[
        &["Customer", "Tier"],
        &["Kunde", "Klasse"],
        &["A", "1"],
        &["B", "2"],
    ];
    let columns = json!([
        {"header": "Kunde", "target": "account"}, {"header": "Klasse", "target": "tier"},
    ]);
    let entry = json!([{"sheet": "t", "kind": "accounts", "headerRow": 2, "columns": columns}]);
    let imported = decided(&[table("t", rows)], entry);
    let names: Vec<_> = imported.book.accounts.iter().map(|a| &a.name).collect();
    assert_eq!(names, ["A", "B"]);

    let bare: &[&[&str]] = &[&["A", "1"], &["B", "2"]];
    let columns = json!([{"col": 0, "target": "account"}, {"col": 1, "target": "tier"}]);
    let entry = json!([{"sheet": "t", "kind": "accounts", "headerRow": 0, "columns": columns}]);
    let imported = decided(&[table("t", bare)], entry);
    let read: Vec<_> = imported
        .book
        .accounts
        .iter()
        .map(|a| (a.name.as_str(), a.tier.as_deref()))
        .collect();
    assert_eq!(read, [("A", Some("1")), ("B", Some("2"))]);
}

#[test]
fn a_layout_that_was_guessed_wrong_can_be_changed() {
    let rows: &[&[&str]] = &[
        &["Account name", "A Ltd"],
        &["Tier", "A"],
        &["Industry", "Power"],
        &["Potential", "5"],
    ];
    let order = |entry: Value| decided(&[table("t", rows)], entry).book.accounts.len();
    assert_eq!(order(json!([])), 1);
    assert_eq!(order(json!([{"sheet": "t", "layout": "as-is"}])), 3);

    let two: &[&[&str]] = &[
        &["Customer", "Tier"],
        &["A", "1"],
        &[],
        &["Customer", "Contact"],
        &["A", "X"],
    ];
    let parts = |entry: Value| decided(&[table("t", two)], entry).book.sources.len();
    assert_eq!(parts(json!([])), 2);
    assert_eq!(
        parts(json!([{"file": "t.csv", "sheet": "t", "whole": true}])),
        1
    );
}

#[test]
fn next_months_file_is_read_like_this_months() {
    let may: &[&[&str]] = &[
        &["Kunde", "Wert", "Schritt", "Faellig"],
        &["A", "1.000", "Angebot", "03/04/2026"],
    ];
    let columns = json!([
        {"header": "Kunde", "col": 0, "target": "account"},
        {"header": "Wert", "col": 1, "target": "amount", "read": {"decimal": ","}},
        {"header": "Schritt", "col": 2, "target": "stage"},
        {"header": "Faellig", "col": 3, "target": "close_date", "read": {"dateOrder": "dmy"}},
    ]);
    let file = json!({"kamlens": "mapping", "version": 1, "tables":
        [{"file": "may.csv", "sheet": "may", "kind": "opportunities", "columns": columns}]});
    let engine = analyzed(vec![table("may", may)], Some(&file.to_string()));
    let saved = mapping_of(&engine);

    let june: &[&[&str]] = &[
        &["Stand 30.06."],
        &["Schritt", "Kunde", "Neu", "Wert", "Faellig"],
        &["Angebot", "A", "x", "2.000", "05/06/2026"],
    ];
    let engine = analyzed(vec![table("june", june)], Some(&saved));
    let book = &engine.answers().unwrap().imported.book;
    let deal = &book.opportunities[0];
    assert_eq!(deal.amount.units(), 2000.0);
    assert_eq!(deal.close_date.unwrap().to_string(), "2026-06-05");
    assert_eq!(book.sources[0].kind, Some(TableKind::Opportunities));

    let july: &[&[&str]] = &[&["Kunde", "Wert", "Schritt"], &["A", "3.000", "Angebot"]];
    let engine = analyzed(vec![table("july", july)], Some(&saved));
    let imported = engine.answers().unwrap().imported;
    assert!(codes(imported).contains(&"mapped-column-gone"));
    assert_eq!(imported.book.opportunities[0].amount.units(), 3000.0);
    // Another table is not touched.
    let other: &[&[&str]] = &[&["Customer", "Tier"], &["A", "1"]];
    let engine = analyzed(vec![table("may", other)], Some(&saved));
    assert_eq!(engine.answers().unwrap().imported.chosen, [None]);
}

#[test]
fn the_saved_mapping_gives_the_same_book() {
    let deals: &[&[&str]] = &[
        &["单位：万元"],
        &[
            "客户名称",
            "预计金额",
            "销售阶段",
            "预计签约日期",
            "赢率",
            "备注",
        ],
        &["甲", "1,200", "方案", "2026年3月", "30%", "x"],
        &["乙", "5", "投标", "2026/4/1", "50%", ""],
        &["合计", "1205"],
    ];
    let card: &[&[&str]] = &[&["客户名称", "甲"], &["客户等级", "A"], &["行业", "能源"]];
    let years: &[&[&str]] = &[
        &["客户", "2024年采购总额", "2025年采购总额"],
        &["甲", "100", "120"],
    ];
    let tables = || vec![table("d", deals), table("c", card), table("y", years)];
    let before = analyzed(tables(), None);
    let saved = mapping_of(&before);
    let after = analyzed(tables(), Some(&saved));
    let book = |engine: &Engine| engine.answers().unwrap().imported.book.clone();
    let (mut old, mut new) = (book(&before), book(&after));
    for source in old.sources.iter_mut().chain(&mut new.sources) {
        for column in &mut source.columns {
            column.confidence = 1.0;
        }
    }
    assert_eq!(old, new);
    assert_eq!(mapping_of(&after), saved);
}

#[test]
fn a_broken_mapping_file_says_where() {
    let error = |text: &str| mapping::parse(text).unwrap_err();
    let text = "{\"kamlens\": \"mapping\",\n \"version\": 1, \"tabels\": []}";
    let rendered = english().render(&error(text));
    assert!(
        rendered.contains("ine 2") && rendered.contains("“tabels”"),
        "{rendered}"
    );
    assert_eq!(error("{\"kamlens\": ").code, "error.bad-mapping");
    for (entry, place) in [
        (json!({"kind": "customers"}), "tables[0].kind"),
        (json!({"layout": "round"}), "tables[0].layout"),
        (
            json!({"kind": "accounts", "columns": [{}, {"target": "probability"}]}),
            "tables[0].columns[1].target",
        ),
        (
            json!({"columns": [{"read": {"scale": 7}}]}),
            "tables[0].columns[0].read.scale",
        ),
        (
            json!({"columns": [{"read": {"dateOrder": "ymd"}}]}),
            "tables[0].columns[0].read.dateOrder",
        ),
    ] {
        let file = json!({"kamlens": "mapping", "version": 1, "tables": [entry]});
        let rendered = english().render(&error(&file.to_string()));
        assert!(rendered.contains(place), "{rendered}");
    }
    assert_eq!(
        error(r#"{"kamlens": "mapping", "version": 2}"#).code,
        "error.bad-mapping-value"
    );
}

#[test]
fn a_profile_counts_what_stands_in_the_columns() {
    let rows: &[&[&str]] = &[
        &["Customer", "Amount", "Close date", "Stage", "Mood"],
        &["A", "10", "03/04/2026", "Proposal", "good"],
        &["A", "30", "05/06/2026", "Proposal", ""],
        &["B", "-", "07/08/2026", "Lead", "good"],
        &["Total", "40"],
    ];
    let engine = analyzed(vec![table("t", rows)], None);
    let view = profile_of(&engine, 0);
    assert_eq!(view["kind"], "opportunities");
    assert_eq!(view["rows"], 3);
    let column = |at: usize| view["columns"][at].clone();
    let amount = column(1);
    assert_eq!(amount["target"], "amount");
    assert_eq!(amount["how"], "exact");
    assert_eq!(amount["blank"], 1);
    assert_eq!(
        (&amount["min"], &amount["max"]),
        (&json!({"number": 10.0}), &json!({"number": 30.0}))
    );
    assert_eq!(amount["distinct"], 3);
    let bins: u64 = amount["bins"]
        .as_array()
        .unwrap()
        .iter()
        .map(|b| b.as_u64().unwrap())
        .sum();
    assert_eq!(bins, 2);
    let date = column(2);
    assert_eq!(
        date["ambiguous"],
        json!({"what": "dateOrder", "options": ["dmy", "mdy"], "sample": "03/04/2026"})
    );
    assert_eq!(column(3)["top"][0], json!({"text": "Proposal", "count": 2}));
    assert_eq!(
        (&column(4)["target"], &column(4)["how"]),
        (&json!("extra"), &json!("none"))
    );
    assert_eq!(view["first"][0]["cells"][1], "Amount");
}

#[test]
fn what_can_be_read_in_two_ways_is_said_and_answered() {
    let rows: &[&[&str]] = &[
        &[
            "Account",
            "Revenue (万元)",
            "Margin",
            "Potential",
            "Order amount",
        ],
        &["A", "10", "1", "1.234", "5"],
        &["B", "20", "0", "2.500", "7"],
    ];
    let plain = decided(&[table("t", rows)], json!([]));
    assert_eq!(
        codes(&plain),
        [
            "ambiguous-fraction",
            "ambiguous-decimal-point",
            "ambiguous-unit"
        ]
    );
    let engine = analyzed(vec![table("t", rows)], None);
    let asked: Vec<Value> = profile_of(&engine, 0)["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c["ambiguous"].clone())
        .collect();
    assert_eq!(
        asked,
        [
            Value::Null,
            Value::Null,
            json!({"what": "percent", "options": ["percent", "fraction"], "sample": "1"}),
            json!({"what": "decimal", "options": [".", ","], "sample": "1.234"}),
            json!({"what": "scale", "options": [1.0, 10_000.0], "sample": "5"}),
        ]
    );
    let columns = json!([
        {"header": "Margin", "read": {"percent": "percent"}},
        {"header": "Potential", "read": {"decimal": ",", "scale": 1}},
        {"header": "Order amount", "read": {"scale": 10_000}},
    ]);
    let answered = decided(
        &[table("t", rows)],
        json!([{"sheet": "t", "columns": columns}]),
    );
    assert_eq!(codes(&answered), [""; 0]);
    let account = &answered.book.accounts[0];
    assert_eq!(account.margin.unwrap().get(), 0.01);
    assert_eq!(account.potential.unwrap().units(), 1234.0);
    assert_eq!(account.order_amount.unwrap().units(), 50_000.0);
}
