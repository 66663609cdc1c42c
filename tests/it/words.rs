//! Numbers and sentences equal the shared vectors, whose numbers Node's `Intl` made; the locale
//! files use no style that does not exist.

use std::collections::BTreeSet;

use kamlens::words::{Arg, Message, NumberStyle, Words};
use serde_json::{Map, Value, json};

const FILES: [(&str, &str); 2] = [
    ("zh-CN", include_str!("../../www/locales/zh-CN.json")),
    ("en", include_str!("../../www/locales/en.json")),
];

fn vectors() -> Value {
    serde_json::from_str(include_str!("../fixtures/words/vectors.json")).unwrap()
}

/// The real style of a language with the templates of the vectors.
fn words(tag: &str, file: &str) -> Words {
    let file: Value = serde_json::from_str(file).unwrap();
    let mut sections = vectors()["templates"][tag].clone();
    sections["meta"] = file["meta"].clone();
    sections["style"] = file["style"].clone();
    Words::parse(&sections.to_string()).unwrap()
}

fn style(name: &str) -> NumberStyle {
    match name {
        "int" => NumberStyle::Int,
        "num" => NumberStyle::Num,
        "percent" => NumberStyle::Percent,
        "percent0" => NumberStyle::Percent0,
        "money" => NumberStyle::Money,
        "signed" => NumberStyle::Signed,
        "plain" => NumberStyle::Plain,
        _ => panic!("no style {name}"),
    }
}

fn arg(value: &Value) -> Arg {
    match value {
        Value::Null => Arg::Number(f64::NAN),
        Value::Number(n) => Arg::Number(n.as_f64().unwrap()),
        Value::String(text) => Arg::Text(text.clone()),
        Value::Array(items) => Arg::List(items.iter().map(arg).collect()),
        Value::Object(code) => Arg::Code(code["code"].as_str().unwrap().to_owned()),
        Value::Bool(_) => panic!("no such argument"),
    }
}

fn message(entry: &Value) -> Message {
    let args = entry["args"].as_object().unwrap();
    Message {
        code: entry["code"].as_str().unwrap().to_owned(),
        args: args
            .iter()
            .map(|(name, value)| (name.clone().into(), arg(value)))
            .collect(),
    }
}

#[test]
fn numbers_equal_those_of_intl() {
    let vectors = vectors();
    for (tag, file) in FILES {
        let words = words(tag, file);
        for entry in vectors["numbers"].as_array().unwrap() {
            let value = entry["value"].as_f64().unwrap();
            let shown = words.number(value, style(entry["style"].as_str().unwrap()));
            assert_eq!(shown, entry[tag].as_str().unwrap(), "{tag} {entry}");
        }
        assert_eq!(words.number(f64::NAN, NumberStyle::Money), "–");
        assert_eq!(words.number(f64::NEG_INFINITY, NumberStyle::Percent), "–");
    }
}

#[test]
fn sentences_equal_the_vectors() {
    for (tag, file) in FILES {
        let words = words(tag, file);
        for entry in vectors()["messages"].as_array().unwrap() {
            let shown = words.render(&message(entry));
            assert_eq!(shown, entry[tag].as_str().unwrap(), "{tag} {entry}");
        }
    }
}

#[test]
fn codes_are_known_with_and_without_plural_forms() {
    let words = words("en", FILES[1].1);
    assert!(words.has("plain") && words.has("found") && words.has("field.amount"));
    assert!(!words.has("field") && !words.has("style.minus") && !words.has("no.such"));
    assert_eq!(words.locale(), "en");
    assert_eq!(words.text("field.amount"), "amount");
}

#[test]
fn a_broken_file_names_the_place() {
    let good: Value = serde_json::from_str(FILES[1].1).unwrap();
    let broken = |change: &dyn Fn(&mut Value)| {
        let mut file = good.clone();
        change(&mut file);
        Words::parse(&file.to_string()).unwrap_err().at
    };
    assert_eq!(
        Words::parse("{\n  \"a\"").unwrap_err().at,
        "line 2, column 5"
    );
    assert_eq!(broken(&|f| f["tiers"]["x"] = json!(7)), "tiers.x");
    assert_eq!(
        broken(&|f| f["style"]["months"] = json!(["Jan"])),
        "style.months"
    );
    assert_eq!(
        broken(&|f| f["style"]["money"] = json!([[3, "x"]])),
        "style.money"
    );
    assert_eq!(broken(&|f| f["meta"] = json!({})), "meta.locale");
    assert!(broken(&|f| f["style"] = json!(null)).starts_with("style: "));
}

/// Every code; plural forms under their common one.
fn codes(file: &str) -> BTreeSet<String> {
    let mut sections: Map<String, Value> = serde_json::from_str(file).unwrap();
    sections.remove("style");
    let mut codes = BTreeSet::new();
    let mut queue: Vec<(String, Value)> = sections.into_iter().collect();
    while let Some((path, value)) = queue.pop() {
        if let Value::Object(inner) = value {
            queue.extend(inner.into_iter().map(|(k, v)| (format!("{path}.{k}"), v)));
            continue;
        }
        let plural = ["_one", "_other"].iter().find_map(|s| path.strip_suffix(s));
        codes.insert(plural.unwrap_or(&path).to_owned());
    }
    codes
}

#[test]
fn every_place_has_a_style_that_exists_and_every_plural_an_other_form() {
    let known = "int num percent percent0 money signed plain date word list";
    let known: BTreeSet<&str> = known.split(' ').collect();
    for (tag, file) in FILES {
        let words = Words::parse(file).unwrap();
        for code in &codes(file) {
            assert!(
                words.has(code),
                "{tag}: {code} has no form for other numbers"
            );
        }
        for place in file
            .split('{')
            .skip(1)
            .filter_map(|rest| rest.split_once('}'))
        {
            // What holds a space or a quote is JSON's own brace.
            let Some((name, style)) = place
                .0
                .split_once(':')
                .filter(|_| !place.0.contains(['"', '\n']))
            else {
                continue;
            };
            assert!(known.contains(style), "{tag}: {{{name}:{style}}}");
        }
    }
}
