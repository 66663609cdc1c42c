//! Policy files: what is written is read again, and what is wrong is named with its place.

use kamlens::api::policy::{parse, text};
use kamlens::book::{Field, LifeStage};
use kamlens::policy::{
    Criterion, Gate, Places, PolicyOverride, Scale, Subject, Test, Tier, TierPolicy, When,
};
use kamlens::words::{Arg, Message, Words};
use proptest::prelude::*;
use serde_json::{Value, json};

fn file() -> Value {
    json!({
        "kamlens": "policy", "version": 1, "keyLine": "A",
        "criteria": [
            {"subject": "margin", "weight": 2, "scale": {"kind": "linear", "zero": 0, "one": 0.3}},
            {"subject": "industry_rank", "weight": 1,
             "scale": {"kind": "steps", "steps": [[3, 1], [10, 0.5]], "otherwise": 0}}
        ],
        "gates": [{"subject": "credit_ok", "test": "yes", "cap": "B"}],
        "tiers": [{"name": "A", "cutoff": 50}, {"name": "B", "cutoff": 0}]
    })
}

/// The place that an error names, and its problem; both languages have words for it.
fn wrong(file: &Value) -> (String, String) {
    let message = parse(&file.to_string()).unwrap_err();
    assert_eq!(message.code, "error.bad-policy-value", "{file}");
    for json in [
        include_str!("../../www/locales/zh-CN.json"),
        include_str!("../../www/locales/en.json"),
    ] {
        let words = Words::parse(json).unwrap();
        assert!(!words.render(&message).contains(['{', '}']));
        assert!(words.has(&code(&message, "problem")));
    }
    let problem = code(&message, "problem");
    let problem = problem.trim_start_matches("policy.problem.").to_owned();
    (code(&message, "place"), problem)
}

fn arg<'a>(message: &'a Message, name: &str) -> Option<&'a Arg> {
    let mut all = message.args.iter();
    all.find(|(known, _)| known == name).map(|(_, arg)| arg)
}

fn code(message: &Message, name: &str) -> String {
    match arg(message, name) {
        Some(Arg::Code(text) | Arg::Text(text)) => text.clone(),
        other => panic!("{name}: {other:?}"),
    }
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    let cases: [(&str, Value, &str, &str); 17] = [
        ("/version", json!(2), "version", "unknown"),
        ("/keyLine", json!("Z"), "keyLine", "noTier"),
        (
            "/tiers/1/cutoff",
            json!(60),
            "tiers[1].cutoff",
            "descending",
        ),
        ("/tiers/1/cutoff", json!(10), "tiers[1].cutoff", "lastZero"),
        (
            "/tiers/0/cutoff",
            json!(101),
            "tiers[0].cutoff",
            "descending",
        ),
        ("/tiers/1/name", json!(" a "), "tiers[1].name", "twice"),
        ("/tiers/1/name", json!(" "), "tiers[1].name", "empty"),
        (
            "/criteria/0/subject",
            json!("colour"),
            "criteria[0].subject",
            "noField",
        ),
        (
            "/criteria/0/subject",
            json!("region"),
            "criteria[0].subject",
            "isWords",
        ),
        (
            "/criteria/0/weight",
            json!(-1),
            "criteria[0].weight",
            "weight",
        ),
        (
            "/criteria/1/scale/steps/1/0",
            json!(3),
            "criteria[1].scale.steps[1]",
            "ascending",
        ),
        (
            "/criteria/1/scale/otherwise",
            json!(1.5),
            "criteria[1].scale.otherwise",
            "utility",
        ),
        (
            "/criteria/1/scale",
            json!({"kind": "categories", "values": [["x", 1]]}),
            "criteria[1].subject",
            "isNumber",
        ),
        ("/gates/0/cap", json!("Q"), "gates[0].cap", "noTier"),
        ("/gates/0/test", json!("maybe"), "gates[0].test", "unknown"),
        (
            "/gates/0/test",
            json!("at-least"),
            "gates[0].value",
            "number",
        ),
        ("/criteria", json!([]), "criteria", "weightless"),
    ];
    for (path, value, place, problem) in cases {
        let mut file = file();
        *file.pointer_mut(path).unwrap() = value;
        assert_eq!(
            wrong(&file),
            (place.to_owned(), problem.to_owned()),
            "{path}"
        );
    }
    let more = [
        (
            "places",
            json!({"by": "top", "upTo": [1, 2]}),
            "places.upTo",
            "onePerTier",
        ),
        (
            "places",
            json!({"by": "share", "upTo": [120]}),
            "places.upTo[0]",
            "ascending",
        ),
        ("overrides", json!([{}]), "overrides[0]", "stageOrUnit"),
        (
            "overrides",
            json!([{"unit": "N"}, {"unit": "N"}]),
            "overrides[1]",
            "twice",
        ),
        (
            "overrides",
            json!([{"unit": "ＧＲＯＵＰ"}]),
            "overrides[0].unit",
            "isGroup",
        ),
        ("stage", json!("old"), "stage", "unknown"),
    ];
    for (key, value, place, problem) in more {
        let mut file = file();
        file[key] = value;
        assert_eq!(
            wrong(&file),
            (place.to_owned(), problem.to_owned()),
            "{key}"
        );
    }
}

/// A policy of so many criteria, each with so many words.
fn wordy(criteria: usize, words: usize) -> Value {
    let mut file = file();
    let values: Vec<Value> = (0..words)
        .map(|i| json!([format!("word {i}"), 0.5]))
        .collect();
    let one = json!({"subject": "region", "weight": 1, "influenceable": false,
        "scale": {"kind": "categories", "values": values, "otherwise": 0}});
    file["criteria"] = Value::from(vec![one; criteria]);
    file
}

#[test]
fn a_word_stands_once_and_all_words_together_are_limited() {
    assert!(parse(&wordy(20, 1_000).to_string()).is_ok());
    assert_eq!(
        wrong(&wordy(21, 1_000)),
        ("criteria".to_owned(), "count".to_owned())
    );
    let mut twice = wordy(1, 3);
    twice["criteria"][0]["scale"]["values"][2][0] = json!("ＷＯＲＤ 0");
    assert_eq!(
        wrong(&twice),
        ("criteria[0].scale.values[2]".to_owned(), "twice".to_owned())
    );
}

#[test]
fn weights_too_small_to_divide_by_are_none() {
    let mut file = file();
    for at in 0..2 {
        file["criteria"][at]["weight"] = json!(1e-320);
    }
    assert_eq!(wrong(&file).1, "weightless");
    file["criteria"][0]["weight"] = json!(1e-9);
    assert!(parse(&file.to_string()).is_ok());
}

#[test]
fn a_broken_file_is_named_by_line_and_an_unknown_key_by_its_name() {
    let message = parse("{\n  \"kamlens\": ").unwrap_err();
    assert_eq!(message.code, "error.bad-policy");
    assert!(matches!(arg(&message, "line"), Some(Arg::Number(line)) if *line == 2.0));
    let mut unknown = file();
    unknown["colour"] = json!(1);
    let message = parse(&unknown.to_string()).unwrap_err();
    assert_eq!(message.code, "error.bad-policy-key");
    assert_eq!(code(&message, "key"), "colour");
}

fn subject() -> impl Strategy<Value = Subject> {
    prop_oneof![
        Just(Subject::Field(Field::Margin)),
        Just(Subject::Field(Field::OrderAmount)),
        Just(Subject::Field(Field::CreditOk)),
        "[a-z:\u{4e00}-\u{4e05} ]{1,8}".prop_map(Subject::Extra),
    ]
}

fn scale() -> impl Strategy<Value = Scale> {
    let u = 0.0..=1.0_f64;
    prop_oneof![
        Just(Scale::YesNo),
        (-1e9..1e9, -1e9..1e9).prop_map(|(zero, one)| Scale::Linear { zero, one }),
        (0.0..9.0, u.clone(), u.clone()).prop_map(|(bound, a, otherwise)| Scale::Steps {
            steps: vec![(bound, a), (bound + 1.5, otherwise)],
            otherwise,
        }),
        (-9.0..9.0).prop_map(Scale::AtLeast),
        (-9.0..9.0).prop_map(Scale::AtMost),
        (u, any::<bool>()).prop_map(|(u, descending)| Scale::Quantile {
            points: vec![(-1.5, u), (7.25, 1.0 - u)],
            descending,
        }),
    ]
}

fn criterion() -> impl Strategy<Value = Criterion> {
    (subject(), 0.125..99.0, scale(), any::<bool>()).prop_map(|(subject, weight, scale, can)| {
        Criterion {
            subject,
            weight,
            scale,
            influenceable: can,
        }
    })
}

fn gate() -> impl Strategy<Value = Gate> {
    let test = prop_oneof![
        Just(Test::Yes),
        Just(Test::No),
        (-9.0..9.0).prop_map(Test::AtLeast),
        (-9.0..9.0).prop_map(Test::AtMost),
    ];
    (subject(), test, 0..3_usize).prop_map(|(subject, test, cap)| Gate { subject, test, cap })
}

fn policies() -> impl Strategy<Value = TierPolicy> {
    let criteria = || proptest::collection::vec(criterion(), 1..4);
    let gates = || proptest::collection::vec(gate(), 0..3);
    let places = prop_oneof![
        Just(Places::CutOffs),
        (0..9_u32, 0..9_u32).prop_map(|(a, b)| Places::Top(vec![a, a + b])),
        (0.0..50.0, 0.0..50.0).prop_map(|(a, b)| Places::Share(vec![a, a + b])),
    ];
    let words = Criterion {
        subject: Subject::Field(Field::Region),
        weight: 1.0,
        scale: Scale::Categories {
            values: vec![("North".into(), 1.0), ("南方".into(), 0.5)],
            otherwise: 0.0,
        },
        influenceable: false,
    };
    (criteria(), gates(), places, criteria(), gates(), 0..3_usize).prop_map(
        move |(criteria, gates, places, more, unit_gates, key_line)| TierPolicy {
            id: "own".into(),
            name: Some("Board".into()),
            gates,
            criteria: criteria.into_iter().chain([words.clone()]).collect(),
            tiers: [("S", 80.5), ("A", 40.0), ("B", 0.0)]
                .map(|(name, cutoff)| Tier {
                    name: name.into(),
                    cutoff,
                })
                .into(),
            key_line,
            places,
            stage: Some(LifeStage::Mid),
            overrides: vec![
                PolicyOverride {
                    weights: vec![(Subject::Field(Field::Margin), 3.0)],
                    cutoffs: Some(vec![90.0, 30.0, 0.0]),
                    ..PolicyOverride::new(When::Stage(LifeStage::Mid))
                },
                PolicyOverride {
                    criteria: more,
                    gates: unit_gates,
                    key_line: Some(0),
                    ..PolicyOverride::new(When::Unit("Region B".into()))
                },
            ],
        },
    )
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(policy in policies()) {
        prop_assert_eq!(parse(&text(&policy)).unwrap(), policy);
    }
}
