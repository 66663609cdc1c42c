//! The command line, run as people run it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::{Value, json};

/// What a run gave.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Run {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap()
    }
}

/// Runs the built binary in an environment that says no language.
pub fn kamlens(args: &[&str], env: &[(&str, &str)]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kamlens"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS"] {
        command.env_remove(name);
    }
    let done = command
        .args(args)
        .envs(env.iter().copied())
        .output()
        .unwrap();
    Run {
        code: done.status.code().unwrap(),
        out: String::from_utf8(done.stdout).unwrap(),
        err: String::from_utf8(done.stderr).unwrap(),
    }
}

pub fn sample(tag: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join(format!("www/sample/kamlens-sample.{tag}.xlsx"));
    path.display().to_string()
}

/// A folder that goes away with the test.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("kamlens-cli-{}-{count}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path.display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const DEALS: &str =
    "Account,Amount,Stage,Close Date\nBirch,1200000,Bid,2026-09-30\nAlder,300000,Bid,2026-10-31\n";

#[test]
fn json_has_the_promised_keys_and_every_row_is_accounted_for() {
    let run = kamlens(
        &["analyze", &sample("en"), "--json", "--as-of", "2026-06-30"],
        &[],
    );
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let all = run.json();
    let keys = |value: &Value| -> BTreeSet<String> {
        value.as_object().unwrap().keys().cloned().collect()
    };
    let has = |value: &Value, wanted: &str| {
        let found = keys(value);
        for key in wanted.split(' ') {
            assert!(found.contains(key), "{key} is not among {found:?}");
        }
    };
    has(
        &all,
        "version asOf seed files tables counts diagnostics reports findings",
    );
    has(&all["files"][0], "name status error");
    has(&all["tables"][0], "file sheet kind read used setAside");
    has(&all["diagnostics"][0], "code cell raw args text");
    has(&all["findings"][0], "hurdle severity code args text");
    has(&all["reports"], "tiers relationships share scorecard");
    assert_eq!(all["asOf"], "2026-06-30");
    assert_eq!(
        all["files"],
        json!([{ "name": "kamlens-sample.en.xlsx", "status": "ok", "error": null }])
    );
    let sum = |key: &str| -> u64 {
        let tables = all["tables"].as_array().unwrap();
        tables
            .iter()
            .map(|table| table[key].as_u64().unwrap())
            .sum()
    };
    assert_eq!(
        all["counts"],
        json!({ "read": sum("read"), "used": sum("used"), "setAside": sum("setAside") })
    );
    assert_eq!(sum("read"), sum("used") + sum("setAside"));
    assert_eq!(all["findings"].as_array().unwrap().len(), 4);
}

#[test]
fn same_input_gives_the_same_bytes() {
    let args = [
        "analyze",
        &sample("zh-CN"),
        "--json",
        "--as-of",
        "2026-06-30",
        "--seed",
        "7",
    ];
    let (first, second) = (kamlens(&args, &[]), kamlens(&args, &[]));
    assert_eq!(first.out, second.out);
    assert_eq!(first.json()["seed"], 7);
}

#[test]
fn an_unreadable_file_is_reported_beside_the_others() {
    let folder = Folder::new();
    let whole = fs::read(sample("en")).unwrap();
    let cut = folder.file("cut.xlsx", &whole[..whole.len() / 2]);
    let empty = folder.file("empty.csv", "");
    let deals = folder.file("deals.csv", DEALS);
    let gone = folder.0.join("gone.xlsx").display().to_string();
    let inside = folder.0.display().to_string();
    let files = [&cut, &empty, &deals, &gone, &inside];
    let mut args = vec!["analyze", "--json", "--lang", "en", "--as-of", "2026-06-30"];
    args.extend(files.iter().map(|f| f.as_str()));
    let run = kamlens(&args, &[]);
    assert_eq!(run.code, 1);
    let all = run.json();
    let codes: Vec<&str> = all["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| f["error"]["code"].as_str().unwrap_or("read"))
        .collect();
    assert_eq!(
        codes,
        ["truncated", "empty-file", "read", "not-found", "is-folder"]
    );
    for file in all["files"].as_array().unwrap() {
        let error = &file["error"];
        assert_eq!(file["status"], if error.is_null() { "ok" } else { "error" });
        let text = error["text"].as_str().unwrap_or("read");
        assert!(!text.contains("error.") && !text.contains('{'), "{text}");
    }
    assert_eq!(
        all["counts"],
        json!({ "read": 2, "used": 2, "setAside": 0 })
    );

    args[1] = "--lang";
    args.remove(2);
    let text = kamlens(&args, &[]);
    assert_eq!(text.code, 1);
    assert!(
        text.out.contains("cut.xlsx") && text.out.contains("2 rows read, 2 used, 0 set aside"),
        "{}",
        text.out
    );
}

#[test]
fn usage_errors_exit_with_two() {
    let sample = sample("en");
    let wrong: [&[&str]; 9] = [
        &[],
        &["analyze"],
        &["analyze", &sample, "--as-of", "30.6.2026"],
        &["analyze", &sample, "--seed", "-1"],
        &["analyze", &sample, "--lang", "fr"],
        &["analyze", &sample, "--policy", "mine"],
        &["cells"],
        &["explain", &sample],
        &["advise", &sample],
    ];
    for args in wrong {
        let run = kamlens(args, &[]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        assert!(run.err.contains("--help"), "{args:?}: {}", run.err);
    }
    assert_eq!(kamlens(&["--help"], &[]).code, 0);
    let version = kamlens(&["--version"], &[]);
    assert_eq!(
        version.out,
        concat!("kamlens ", env!("CARGO_PKG_VERSION"), "\n")
    );
}

#[test]
fn the_language_is_that_of_the_environment_unless_asked_for() {
    let folder = Folder::new();
    let deals = folder.file("deals.csv", DEALS);
    let args = ["analyze", deals.as_str(), "--json", "--as-of", "2026-06-30"];
    let locale = |more: &[&str], env: &[(&str, &str)]| {
        let args: Vec<&str> = args.iter().chain(more).copied().collect();
        kamlens(&args, env).json()["locale"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(locale(&[], &[]), "en");
    assert_eq!(locale(&[], &[("LANG", "zh_CN.UTF-8")]), "zh-CN");
    assert_eq!(locale(&[], &[("LANG", "de_DE.UTF-8")]), "en");
    assert_eq!(
        locale(&[], &[("LC_ALL", "en_GB.UTF-8"), ("LANG", "zh_CN.UTF-8")]),
        "en"
    );
    assert_eq!(
        locale(&[], &[("LC_ALL", ""), ("LANG", "zh_CN.UTF-8")]),
        "zh-CN"
    );
    assert_eq!(
        locale(&["--lang", "zh-CN"], &[("LANG", "en_US.UTF-8")]),
        "zh-CN"
    );
}

#[test]
fn the_summary_says_all_in_the_language_and_without_escape_codes() {
    let read = |tag: &str| {
        kamlens(
            &[
                "analyze",
                &sample(tag),
                "--lang",
                tag,
                "--as-of",
                "2026-06-30",
            ],
            &[],
        )
    };
    let (zh, en) = (read("zh-CN"), read("en"));
    for part in ["结论", "文件", "工作表", "搁置", "截至 2026年6月30日"] {
        assert!(zh.out.contains(part), "{part}: {}", zh.out);
    }
    for part in [
        "Findings",
        "Files",
        "Set aside",
        "as of 30 Jun 2026",
        "Opportunities",
    ] {
        assert!(en.out.contains(part), "{part}: {}", en.out);
    }
    for run in [zh, en] {
        assert_eq!(run.code, 0);
        assert!(!run.out.contains('\u{1b}'));
        // Every code has words, and every place of a template an argument.
        for word in [
            "cli.",
            "table.",
            "field.",
            "diag.",
            "hint.",
            ".finding.",
            ".action.",
            "{",
        ] {
            assert!(!run.out.contains(word), "{word}: {}", run.out);
        }
    }
}

#[test]
fn today_is_the_day_when_none_is_given() {
    let folder = Folder::new();
    let deals = folder.file("deals.csv", DEALS);
    let before = jiff::Zoned::now().date().to_string();
    let as_of = kamlens(&["analyze", "--json", &deals], &[]).json()["asOf"].clone();
    let after = jiff::Zoned::now().date().to_string();
    assert!(as_of == before || as_of == after, "{as_of}");
}

#[test]
fn leads_and_policy_change_the_answers() {
    let sample = sample("en");
    let run = |more: &[&str]| {
        let args = [
            "analyze",
            sample.as_str(),
            "--json",
            "--as-of",
            "2026-06-30",
        ];
        let args: Vec<&str> = args.iter().chain(more).copied().collect();
        kamlens(&args, &[]).json()["reports"].clone()
    };
    let (plain, leads, rule) = (
        run(&[]),
        run(&["--leads"]),
        run(&["--policy", "group-rule"]),
    );
    let open = |reports: &Value| reports["share"]["open"]["count"].as_u64().unwrap();
    assert_eq!(open(&leads), open(&plain) + 7);
    assert_eq!(plain["tiers"]["policy"]["id"], "default");
    assert_eq!(rule["tiers"]["policy"]["id"], "group-rule");
}

#[test]
fn files_of_the_same_name_are_both_read_and_one_file_only_once() {
    let folder = Folder::new();
    let north = folder.file("north/deals.csv", DEALS);
    let south = folder.file("south/deals.csv", DEALS);
    let run = kamlens(&["analyze", "--json", &north, &south, &north], &[]);
    let all = run.json();
    let names: Vec<&str> = all["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| f["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["deals.csv", south.as_str()]);
    assert_eq!(all["counts"]["read"], 4);
}

#[test]
fn no_two_files_have_one_name_whatever_their_paths() {
    let folder = Folder::new();
    folder.file("sub/x.csv", DEALS);
    folder.file("x.csv", DEALS);
    folder.file("x.csv (2)", DEALS);
    let run = Command::new(env!("CARGO_BIN_EXE_kamlens"))
        .args([
            "analyze",
            "--json",
            "sub/x.csv",
            "x.csv",
            "./x.csv",
            "x.csv (2)",
        ])
        .current_dir(&folder.0)
        .output()
        .unwrap();
    let all: Value = serde_json::from_slice(&run.stdout).unwrap();
    let names: BTreeSet<&str> = all["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| f["name"].as_str().unwrap())
        .collect();
    assert_eq!(names.len(), 3, "{names:?}");
    assert_eq!(all["counts"]["read"], 6);
}

#[test]
fn lists_are_cut_where_asked_and_their_totals_stay() {
    let folder = Folder::new();
    let mut text = "Account,Amount,Stage,Close Date\n".to_owned();
    for row in 0..1_100 {
        let day = if row % 4 == 0 { "soon" } else { "2026-09-30" };
        text += &format!("Account {row},{},Bid,{day}\n", 1_000 + row);
    }
    let deals = folder.file("deals.csv", text);
    let run = |more: &[&str]| {
        let args = ["analyze", deals.as_str(), "--json", "--as-of", "2026-06-30"];
        kamlens(&[&args[..], more].concat(), &[]).json()
    };
    let lengths = |all: &Value| {
        let length = |list: &Value| list.as_array().unwrap().len();
        assert_eq!(all["accountsTotal"], 1_100);
        assert!(all["diagnosticsTotal"].as_u64() >= Some(275));
        (length(&all["accounts"]), length(&all["diagnostics"]))
    };
    let (accounts, diagnostics) = lengths(&run(&["--max-items", "0"]));
    assert!(accounts == 1_100 && diagnostics >= 275, "{diagnostics}");
    assert_eq!(lengths(&run(&[])), (1_000, diagnostics.min(1_000)));
    assert_eq!(lengths(&run(&["--max-items", "10"])), (10, 10));
}

#[test]
fn a_limit_can_be_set_and_a_wrong_one_is_a_usage_error() {
    let folder = Folder::new();
    let deals = folder.file("deals.csv", DEALS);
    let run = |limit: &str| kamlens(&["cells", &deals, "--lang", "en", "--limit", limit], &[]);
    assert_eq!(run("columns=4").code, 0);
    let narrow = run("columns=3");
    assert_eq!(narrow.code, 1);
    assert!(
        narrow.err.contains("columns of a sheet 4, the limit is 3"),
        "{}",
        narrow.err
    );
    assert!(narrow.err.contains("--limit columns=…"), "{}", narrow.err);
    for wrong in [
        "cell=1",
        "cells",
        "cells=",
        "cells=0",
        "cells=1T",
        "cells=-1",
        "text=99999999999999999999",
    ] {
        assert_eq!(run(wrong).code, 2, "{wrong}");
    }
    assert_eq!((run("text=1k").code, run("cells=1M").code), (0, 0));
}

#[test]
fn cells_are_printed_as_they_were_read() {
    let folder = Folder::new();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("商机").unwrap();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    sheet.write(2, 1, "Account").unwrap();
    sheet.write(2, 3, true).unwrap();
    sheet.write(3, 1, 170_000_000).unwrap();
    sheet.write(3, 2, 0.15).unwrap();
    let day = ExcelDateTime::from_ymd(2026, 6, 30).unwrap();
    sheet.write_with_format(4, 1, &day, &date).unwrap();
    let noon = day.clone().and_hms(12, 30, 0).unwrap();
    sheet.write_with_format(4, 3, &noon, &date).unwrap();
    let path = folder.file("cells.xlsx", book.save_to_buffer().unwrap());
    let run = kamlens(&["cells", &path], &[]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_eq!(
        run.json(),
        json!({ "sheets": [{ "name": "商机", "origin": "B3", "rows": [
            ["Account", null, true],
            [170_000_000, 0.15, null],
            ["2026-06-30", null, "2026-06-30T12:30:00"],
        ] }] })
    );

    let empty = folder.file("empty.xlsx", "");
    let run = kamlens(&["cells", &empty, "--lang", "zh-CN"], &[]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("空"), "{}", run.err);
}
