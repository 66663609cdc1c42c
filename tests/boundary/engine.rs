//! The engine's door: what JavaScript gives and gets, and that odd values are errors, never traps.

use js_sys::{Array, JSON, Reflect, Uint8Array};
use kamlens::table::{Cell, TableBuilder, encode};
use kamlens::wasm::engine::Engine;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const EN: &str = include_str!("../../www/locales/en.json");

fn object(json: &str) -> JsValue {
    JSON::parse(json).unwrap()
}

/// The value at a path of keys and indices.
fn at(value: &JsValue, path: &str) -> JsValue {
    path.split('.').fold(value.clone(), |value, key| {
        Reflect::get(&value, &key.into()).unwrap_or(JsValue::UNDEFINED)
    })
}

fn text(value: &JsValue, path: &str) -> String {
    at(value, path).as_string().unwrap_or_default()
}

fn deals() -> Uint8Array {
    let mut table = TableBuilder::new("ignored.csv", "deals");
    let rows = [
        ["客户", "金额", "赢率"],
        ["东湖电力", "1,200万", "50%"],
        ["西岭银行", "若干", "50%"],
    ];
    for (row, cells) in rows.iter().enumerate() {
        for (col, cell) in cells.iter().enumerate() {
            table.push(row as u32, col as u32, Cell::Text(cell));
        }
    }
    encode(&[table.finish()]).as_slice().into()
}

fn open() -> Engine {
    let mut engine = Engine::new();
    engine.set_words(EN).unwrap();
    engine
        .add_file("deals.csv", &deals(), Array::new().into())
        .unwrap();
    engine
}

fn analyzed() -> (Engine, JsValue) {
    let mut engine = open();
    let report = engine
        .analyze(object(r#"{"asOf": "2026-06-30", "seed": 7}"#))
        .unwrap();
    (engine, report)
}

#[wasm_bindgen_test]
fn a_report_is_plain_camel_case_with_cells() {
    let (engine, report) = analyzed();
    assert_eq!(text(&report, "asOf"), "2026-06-30");
    assert_eq!(text(&report, "tables.0.file"), "deals.csv");
    assert_eq!(at(&report, "counts.setAside").as_f64(), Some(1.0));
    assert_eq!(text(&report, "diagnostics.0.cell"), "deals!B3");
    assert_eq!(text(&report, "diagnostics.0.raw"), "若干");
    assert_eq!(
        at(&report, "reports.share.openWeighted").as_f64(),
        Some(6_000_000.0)
    );
    let order = ["no-data", "ok", "watch", "act"];
    let rank = |i: u32| {
        order
            .iter()
            .position(|s| *s == text(&report, &format!("findings.{i}.severity")))
    };
    assert!((1..4).all(|i| rank(i - 1).is_some() && rank(i - 1) >= rank(i)));
    let preview = engine.preview(0, 1, 1, None).unwrap();
    assert_eq!(text(&preview, "rows.0.cells.1"), "1,200万");
    assert!(engine.preview(9, 0, 1, None).unwrap().is_null());
    let noticed = engine
        .notices(object(r#"{"text": "若干", "count": 1}"#))
        .unwrap();
    assert_eq!(text(&noticed, "items.0.cell"), "deals!B3");
    assert_eq!(text(&noticed, "groups.0.examples.0.raw"), "若干");
}

#[wasm_bindgen_test]
fn a_chart_has_its_svg_marks_and_twin() {
    let (engine, _) = analyzed();
    let chart = engine
        .chart(object(r#"{"chart": "tier-ladder", "width": 480}"#))
        .unwrap();
    assert!(text(&chart, "svg").starts_with("<svg"));
    assert_eq!(at(&chart, "width").as_f64(), Some(480.0));
    assert!(!text(&chart, "marks.0.label").is_empty());
    assert!(!text(&chart, "table.rows.0.header").is_empty());
}

#[wasm_bindgen_test]
fn mistakes_are_errors_with_a_code_and_a_sentence() {
    let mut fresh = Engine::new();
    assert_eq!(
        text(&fresh.preview(0, 0, 1, None).unwrap_err(), "code"),
        "no-analysis"
    );
    assert_eq!(
        text(&fresh.set_words("{").unwrap_err(), "code"),
        "bad-locale"
    );
    let (mut engine, _) = analyzed();
    for (request, code) in [
        (r#"{"asOf": "yesterday"}"#, "bad-setting"),
        (
            r#"{"asOf": "2026-06-30", "settings": {"draws": 1}}"#,
            "bad-setting",
        ),
        (
            r#"{"asOf": "2026-06-30", "settings": {"policy": "mine"}}"#,
            "bad-setting",
        ),
        (r#"{"seed": 7}"#, "bad-request"),
        ("[]", "bad-request"),
    ] {
        let error = engine.analyze(object(request)).unwrap_err();
        assert_eq!(text(&error, "code"), code, "{request}");
        assert!(!text(&error, "text").is_empty(), "{request}");
    }
    for odd in [
        JsValue::UNDEFINED,
        JsValue::NULL,
        JsValue::from(1),
        JsValue::from("x"),
    ] {
        assert_eq!(
            text(&engine.analyze(odd.clone()).unwrap_err(), "code"),
            "bad-request"
        );
        assert_eq!(text(&engine.chart(odd).unwrap_err(), "code"), "bad-request");
    }
    let unknown = engine
        .chart(object(r#"{"chart": "pie", "width": 480}"#))
        .unwrap_err();
    assert_eq!(text(&unknown, "code"), "unknown-chart");
    let cut = &deals().subarray(0, 40);
    assert_eq!(
        text(
            &engine.add_file("a", cut, Array::new().into()).unwrap_err(),
            "code"
        ),
        "internal"
    );
}

#[wasm_bindgen_test]
fn files_that_could_not_be_read_are_named_and_leave() {
    let mut engine = open();
    let error = object(r#"{"code": "error.truncated", "args": {}}"#);
    engine.add_unreadable("cut.xlsx", error).unwrap();
    let ask = || object(r#"{"asOf": "2026-06-30"}"#);
    let report = engine.analyze(ask()).unwrap();
    assert_eq!(text(&report, "files.1.status"), "error");
    assert_eq!(text(&report, "files.1.error.code"), "truncated");
    assert!(text(&report, "files.1.error.text").contains("cut short"));
    assert!(engine.remove_file("cut.xlsx") && !engine.remove_file("cut.xlsx"));
    let report = engine.analyze(ask()).unwrap();
    assert!(at(&report, "files.1").is_undefined());
    engine.clear();
    let report = engine.analyze(ask()).unwrap();
    assert_eq!(at(&report, "files.length").as_f64(), Some(0.0));
}
