//! Tiers on the command line: the examples of `docs/tiers.md`, explanations and briefs.

use std::collections::BTreeMap;

use super::cli::{Folder, Run, kamlens, sample};

const DOC: &str = include_str!("../../docs/tiers.md");

/// Blocks of the page with this word after the fence: what else stands there, and the text.
fn blocks(word: &str) -> Vec<(&'static str, &'static str)> {
    let fences = DOC.split("\n```").skip(1).step_by(2);
    let parts = fences.filter_map(|block| {
        let (head, text) = block.split_once('\n')?;
        let (kind, rest) = head.split_once(' ').unwrap_or((head, ""));
        (kind == word).then_some((rest, text))
    });
    parts.collect()
}

#[test]
fn the_examples_of_the_page_print_what_it_says() {
    let folder = Folder::new();
    let files = blocks("json").into_iter().chain(blocks("csv"));
    let paths: BTreeMap<&str, String> = files
        .map(|(name, text)| (name, folder.file(name, text)))
        .collect();
    assert_eq!(paths.len(), 2);
    let examples = blocks("console");
    assert_eq!(examples.len(), 2);
    for (_, text) in examples {
        let (command, expected) = text.split_once('\n').unwrap();
        let mut args: Vec<String> = Vec::new();
        for (at, part) in command.split('"').enumerate() {
            match at % 2 {
                0 => args.extend(part.split_whitespace().map(str::to_owned)),
                _ => args.push(part.to_owned()),
            }
        }
        assert_eq!(args[..2], ["$", "kamlens"]);
        let args: Vec<&str> = args[2..]
            .iter()
            .map(|arg| paths.get(arg.as_str()).map_or(arg.as_str(), String::as_str))
            .collect();
        let run = kamlens(&args, &[]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{command}");
        assert_eq!(run.out.trim_end(), expected.trim_end(), "{command}");
    }
}

fn explained(file: &str, account: &str, more: &[&str]) -> Run {
    let args = [
        "explain",
        file,
        "--as-of",
        "2026-06-30",
        "--account",
        account,
    ];
    kamlens(&[&args, more].concat(), &[])
}

#[test]
fn an_account_is_found_by_a_part_of_its_name_or_the_near_ones_are_said() {
    let file = sample("en");
    let run = explained(&file, " LINDRAKE", &["--lang", "en"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    for part in [
        "Lindrake Rail Group\n",
        "\nGates\n  credit ok: holds\n",
        "\nTo become A\n",
        "\n  or fits our roadmap: no → yes\n",
        "\nTo fall to C\n  the gate “credit ok” fails\n",
        "Region B: no · sees 17.6% of the order (30M) and margin 11%\n",
    ] {
        assert!(run.out.contains(part), "{part}: {}", run.out);
    }
    let none = explained(&file, "Nobody & Co", &["--lang", "en"]);
    assert_eq!((none.code, none.out.as_str()), (1, ""));
    assert_eq!(none.err, "kamlens: No account is called “Nobody & Co”.\n");
    let many = explained(&file, "group", &["--lang", "en"]);
    assert_eq!(many.code, 1);
    assert!(many.err.contains("Lindrake Rail Group"), "{}", many.err);
}

#[test]
fn an_open_tier_says_what_to_find_out_and_that_this_may_be_enough() {
    for (tag, lang, account, parts) in [
        (
            "en",
            "en",
            "Norvick",
            [
                "Find out first: “fits our roadmap”; whatever it says, the tier is then firm.",
                "its unknown cells may already say enough: find them out first",
            ],
        ),
        (
            "zh-CN",
            "zh",
            "朔临",
            [
                "先查清“符合产品路标”：无论结果如何，等级都会确定。",
                "未知的数据可能已经足够：先查清",
            ],
        ),
    ] {
        let run = explained(&sample(tag), account, &["--lang", lang]);
        for part in parts {
            assert!(run.out.contains(part), "{part}: {}", run.out);
        }
    }
}

#[test]
fn an_explanation_as_json_has_all_that_the_page_shows() {
    let run = explained(&sample("en"), "Norvick Mining", &["--json"]);
    assert_eq!(run.code, 0);
    let all = run.json();
    let (account, found) = (&all["account"], &all["explanation"]);
    assert_eq!(account["accountName"], "Norvick Mining");
    assert_eq!(
        (&account["tierLow"], &account["tierHigh"]),
        (&"A".into(), &"S".into())
    );
    assert_eq!(account["contributions"].as_array().unwrap().len(), 7);
    assert_eq!(account["standings"][0]["of"], 40);
    assert_eq!(found["down"]["tier"], "B");
    assert!(found["down"]["single"][0]["cost"].as_f64().unwrap() > 0.0);
    for case in ["low", "high"] {
        let shares = found["acceptability"][case].as_array().unwrap().iter();
        let sum: f64 = shares.map(|v| v.as_f64().unwrap()).sum();
        assert!((sum - 1.0).abs() < 1e-9);
    }
}

#[test]
fn the_summary_says_by_which_policy_how_firm_who_agrees_and_who_moved() {
    let file = sample("en");
    let args = [
        "analyze",
        &file,
        "--as-of",
        "2026-06-30",
        "--lang",
        "en",
        "--compare",
        "growth",
    ];
    let run = kamlens(&args, &[]);
    let tiers = run.out.split("\nTiers\n").nth(1).unwrap();
    let tiers = tiers.split("\n\n").next().unwrap();
    for part in [
        "By “Starting policy” (7 criteria):",
        "S 2, A 4 (2 of them provisional), B 6 (1 of them provisional) and C 28",
        "tiers are fragile: they hold in less than 80% of 1,000 draws",
        "Most worth finding out over the book: “fits our roadmap”",
        "disputed: 1; agreement (Krippendorff’s α) 0.85.",
        "Against “Growth policy”: 6 accounts have another tier now, 0 better and 6 worse.",
        "Harrowfen Materials: S → A (“yearly potential” counts",
        "1 more; all with --json",
    ] {
        assert!(tiers.contains(part), "{part}: {tiers}");
    }
}

#[test]
fn a_brief_of_a_book_without_units_says_so() {
    let folder = Folder::new();
    let file = folder.file("book.csv", "Account,Revenue,Margin\nA,100,10%\nB,900,5%\n");
    let run = kamlens(&["brief", &file, "--lang", "en"], &[]);
    assert_eq!(run.code, 0);
    assert!(run.out.contains("No unit has a say"), "{}", run.out);
}

#[test]
fn plain_exports_say_on_what_basis_and_how_little_it_tells() {
    let folder = Folder::new();
    let finding = |name: &str, text: String| {
        let file = folder.file(name, text);
        let run = kamlens(
            &["analyze", &file, "--lang", "en", "--as-of", "2026-06-30"],
            &[],
        );
        assert_eq!(run.code, 0, "{}", run.err);
        let all = run
            .out
            .split("Who is a key account\n")
            .nth(1)
            .unwrap()
            .to_owned();
        all.lines().next().unwrap().trim().to_owned()
    };
    // Deals of a shop system: nobody's.
    let nobody = (1..40).map(|i| format!("{i},Won,{},2026-03-0{}\n", 100 * i, 1 + i % 9));
    let head = "OpportunityID,Stage,Amount,Close Date\n";
    assert_eq!(
        finding("deals.csv", head.to_owned() + &nobody.collect::<String>()),
        "There is nobody to call a key account: the 39 deals of the book name no account."
    );
    // Amounts that are all alike.
    let alike = (0..20).map(|i| format!("Customer {i},{}\n", 1_000 + i));
    assert_eq!(
        finding(
            "alike.csv",
            "Account,Revenue\n".to_owned() + &alike.collect::<String>()
        ),
        "Going by revenue alone, it takes 16 of 20 accounts (A) to bring the first 80%: \
         the amount hardly tells them apart, and such tiers are provisional."
    );
    let few = (0..20).map(|i| format!("Customer {i},{}\n", if i < 3 { 100_000 } else { 900 }));
    assert_eq!(
        finding(
            "few.csv",
            "Account,Revenue\n".to_owned() + &few.collect::<String>()
        ),
        "Going by revenue alone, 3 of 20 accounts bring the first 80% (A). \
         Such tiers are provisional."
    );
}
