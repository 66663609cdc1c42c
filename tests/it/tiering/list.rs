//! The list of accounts by the page: what matches, in what order, in which groups.

use kamlens::api::Lens;
use kamlens::api::list::{ListRequest, list, view};
use kamlens::engine::Engine;
use kamlens::policy::PolicyChoice;
use kamlens::reader::{Limits, read_native};
use kamlens::words::Words;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::context;

/// The group rule's five columns, so that scores are 20 points each.
const BOOK: &str = "Account,Account ID,Region,Owner,Industry rank,Procurement planned,Order amount,Cross-region,Credit OK,Potential,verdict:North\n\
Alpha,a-1,North,Ann,1,yes,200000000,yes,yes,10,yes\n\
Beta,b-2,North,Bob,2,yes,150000000,no,no,,yes\n\
Gamma,c-3,South,Ann,30,no,5000000,no,no,70,\n\
Delta,d-4,,Bob,3,,120000000,yes,no,30,\n\
Ω Omega,e-5,South,,,,,,,,\n";

fn asked(text: &str, request: Value, from: usize, count: usize) -> Value {
    let file = read_native("book.csv", text.as_bytes(), &Limits::default()).unwrap();
    let mut engine = Engine::default();
    engine.add_file("book.csv", file.tables, file.diagnostics);
    engine.analyze(&context(PolicyChoice::GroupRule));
    let words = Words::parse(include_str!("../../../www/locales/en.json")).unwrap();
    let lens = Lens {
        answers: engine.answers().unwrap(),
        words: &words,
        limit: Some(1),
    };
    let request: ListRequest = serde_json::from_value(request).unwrap();
    serde_json::to_value(view(&list(&lens, &request), from, count, &lens)).unwrap()
}

/// Names in order; groups in brackets.
fn names(request: Value) -> Vec<String> {
    let view = asked(BOOK, request, 0, 100);
    let items = view["items"].as_array().unwrap().iter();
    items
        .map(|item| match item["kind"].as_str() {
            Some("group") => format!("[{}]", item["name"].as_str().unwrap_or_default()),
            _ => item["accountName"].as_str().unwrap().to_owned(),
        })
        .collect()
}

#[test]
fn the_first_order_is_that_of_the_tiers() {
    assert_eq!(
        names(json!({})),
        ["Alpha", "Delta", "Beta", "Gamma", "Ω Omega"]
    );
}

#[test]
fn every_column_sorts_both_ways_and_what_is_unknown_stays_last() {
    let sorted = |sort: &str, descending: bool| {
        let all = names(json!({"sort": sort, "descending": descending}));
        all.iter()
            .map(|n| n.chars().next().unwrap())
            .collect::<String>()
    };
    assert_eq!(sorted("name", false), "ABDGΩ");
    assert_eq!(sorted("name", true), "ΩGDBA");
    assert_eq!(sorted("amount", true), "ABDGΩ");
    assert_eq!(sorted("potential", false), "ADGBΩ");
    assert_eq!(sorted("potential", true), "GDABΩ");
    assert_eq!(sorted("score", false), "GBDAΩ");
    assert_eq!(sorted("region", false), "ABGΩD");
    assert_eq!(sorted("owner", true), "DBAGΩ");
    assert_eq!(sorted("tier", true), "GBDAΩ");
    assert_eq!(sorted("worth", false), "DΩABG");
    assert_eq!(sorted("disagreement", true), "BADGΩ");
}

#[test]
fn filters_hold_together() {
    assert_eq!(names(json!({"text": " BETA "})), ["Beta"]);
    assert_eq!(names(json!({"text": "ｄ－4"})), ["Delta"]);
    assert_eq!(names(json!({"text": "ω"})), ["Ω Omega"]);
    assert_eq!(names(json!({"region": "North"})), ["Alpha", "Beta"]);
    assert_eq!(names(json!({"region": ""})), ["Delta"]);
    assert_eq!(names(json!({"region": "North", "owner": "Ann"})), ["Alpha"]);
    assert_eq!(names(json!({"tier": "S"})), ["Alpha"]);
    assert_eq!(names(json!({"state": "provisional"})), ["Delta"]);
    assert_eq!(names(json!({"state": "not-assessable"})), ["Ω Omega"]);
    assert_eq!(names(json!({"state": "disputed"})), ["Beta"]);
    assert_eq!(names(json!({"state": "no such state"})), [""; 0]);
}

#[test]
fn groups_have_counts_and_sums_and_fold() {
    assert_eq!(
        names(json!({"group": "region", "folded": ["North", null]})),
        ["[North]", "[South]", "Gamma", "Ω Omega", "[]"]
    );
    let view = asked(BOOK, json!({"group": "region", "folded": ["North"]}), 0, 1);
    assert_eq!(view["lines"], 6);
    assert_eq!(view["sum"]["count"], 5);
    assert_eq!(
        view["items"][0],
        json!({"kind": "group", "name": "North", "count": 2, "amount": 350e6,
               "amountKnown": 2, "potential": 10.0, "potentialKnown": 1})
    );
}

#[test]
fn tiers_group_best_first_and_sort_within() {
    assert_eq!(
        names(json!({"group": "tier", "sort": "name", "descending": true})),
        [
            "[S]", "Alpha", "[B]", "Delta", "Beta", "[C]", "Gamma", "[]", "Ω Omega"
        ]
    );
}

#[test]
fn a_line_has_what_the_table_shows() {
    let view = asked(BOOK, json!({"text": "delta"}), 0, 1);
    let item = &view["items"][0];
    assert_eq!(item["worth"], "procurement_planned");
    assert_eq!(
        (&item["tierLow"], &item["tierHigh"]),
        (&json!("B"), &json!("S"))
    );
    assert_eq!(
        (&item["scoreLow"], &item["scoreHigh"]),
        (&json!(60.0), &json!(80.0))
    );
    assert_eq!(
        (&item["owner"], &item["region"]),
        (&json!("Bob"), &json!(null))
    );
    assert_eq!(view["choices"]["owner"], json!([["Ann", 2], ["Bob", 2]]));
    assert_eq!(asked(BOOK, json!({}), 1, 1)["choices"], json!(null));
}

#[test]
fn whether_the_file_gives_tiers_is_said_whoever_has_one() {
    assert_eq!(asked(BOOK, json!({}), 0, 1)["fileTiers"], json!(false));
    let text = "Account,Revenue,Cross-region,Tier\nOne,9,yes,\nTwo,5,no,\nThree,1,no,B\n";
    assert_eq!(asked(text, json!({}), 0, 1)["fileTiers"], json!(true));
    assert_eq!(asked(text, json!({}), 1, 1)["fileTiers"], json!(null));
}

#[test]
fn a_request_with_a_word_that_nobody_knows_is_refused() {
    let wrong = serde_json::from_value::<ListRequest>(json!({"regoin": "North"}));
    assert!(wrong.is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    /// However the lines are cut into parts, and whatever is folded, every account is there once.
    #[test]
    fn parts_join_to_the_whole(step in 1_usize..7, sort in 0_usize..5, descending: bool) {
        let sort = ["tier", "name", "amount", "region", "potential"][sort];
        let request = json!({"sort": sort, "descending": descending, "group": "owner"});
        let whole = asked(BOOK, request.clone(), 0, 100);
        let mut joined = Vec::new();
        for from in (0..8).step_by(step) {
            let part = asked(BOOK, request.clone(), from, step);
            joined.extend(part["items"].as_array().unwrap().iter().cloned());
        }
        prop_assert_eq!(Value::Array(joined), whole["items"].clone());
        prop_assert_eq!(whole["lines"].as_u64(), Some(8));
    }
}
