//! `docs/diagnostics.md` is made here: every stable code with its words and with a file that
//! produces it. `KAMLENS_BLESS=1 cargo test --test it catalogue` rewrites it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use kamlens::api::mapping;
use kamlens::import::{ImportOptions, import};
use kamlens::reader::{ERRORS, Limits, read_encoded};
use kamlens::table::{DIAGNOSTICS, Diagnostic, Severity};
use kamlens::words::{Message, Words};

use super::source::{code, files, root, short, text};

/// Where the files lie that produce the codes.
const EXAMPLES: &str = "tests/fixtures/diagnostics";

/// Codes without a file, and why.
const NO_FILE: [(&str, [&str; 2]); 2] = [
    (
        "unsupported-format",
        [
            "没有示例文件：能识别的格式目前都能读取。",
            "No file: every format that is recognised can be read.",
        ],
    ),
    (
        "needs-legacy",
        [
            "没有示例文件：页面据此加载另一个读取器，不会显示给人看。",
            "No file: the page loads its other reader then; nobody sees it.",
        ],
    ),
];

fn words() -> [Words; 2] {
    [
        include_str!("../../www/locales/zh-CN.json"),
        include_str!("../../www/locales/en.json"),
    ]
    .map(|json| Words::parse(json).unwrap())
}

/// What a file produces: an error, or diagnostics.
struct Outcome {
    error: Option<Message>,
    diagnostics: Vec<Diagnostic>,
}

/// Reads and imports an example as a person would, with the encoding that its name says and the
/// mapping that lies beside it.
fn outcome(path: &Path) -> Outcome {
    let name = path.file_name().unwrap().to_str().unwrap();
    let parts: Vec<&str> = name.split('.').collect();
    let encoding = (parts.len() == 3).then(|| parts[1]);
    let bytes = fs::read(path).unwrap();
    let file = match read_encoded(name, &bytes, &Limits::default(), encoding) {
        Ok(file) => file,
        Err(error) => {
            return Outcome {
                error: Some(error.message().clone()),
                diagnostics: Vec::new(),
            };
        }
    };
    let mut options = ImportOptions::default();
    if let Some(text) = mapping_of(path).map(|path| text(&path)) {
        options.mapping = mapping::parse(&text).unwrap();
    }
    let imported = import(&file.tables, &options);
    Outcome {
        error: None,
        diagnostics: [file.diagnostics, imported.diagnostics].concat(),
    }
}

fn mapping_of(path: &Path) -> Option<PathBuf> {
    let mapping = path.with_extension("mapping.json");
    mapping.is_file().then_some(mapping)
}

/// Each code's example.
fn examples() -> BTreeMap<String, PathBuf> {
    let all = files(EXAMPLES, &[""]).into_iter();
    let all = all.filter(|path| !short(path).ends_with(".json") && !short(path).ends_with(".py"));
    let of = |path: PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap();
        (name.split('.').next().unwrap().to_owned(), path)
    };
    all.map(of).collect()
}

#[test]
fn every_code_has_a_file_that_produces_it() {
    let examples = examples();
    let known: BTreeSet<&str> = DIAGNOSTICS.iter().map(|(code, _)| *code).collect();
    let known: BTreeSet<&str> = known.into_iter().chain(ERRORS.iter().copied()).collect();
    let excused: BTreeSet<&str> = NO_FILE.iter().map(|(code, _)| *code).collect();
    let with: BTreeSet<&str> = examples.keys().map(String::as_str).collect();
    let without: BTreeSet<&str> = known.difference(&excused).copied().collect();
    assert_eq!(with, without, "a file per code, and a code per file");
    let mut wrong = Vec::new();
    for (code, path) in &examples {
        let outcome = outcome(path);
        let error = outcome.error.as_ref().map(|m| m.code.as_str());
        let said: Vec<&str> = outcome.diagnostics.iter().map(Diagnostic::code).collect();
        let severities = outcome.diagnostics.iter().map(|d| (d.code(), d.severity));
        let strange = severities.filter(|said| !DIAGNOSTICS.contains(said));
        wrong.extend(strange.map(|said| format!("{code}: {said:?} is not in the catalogue")));
        if error != Some(&format!("error.{code}")) && !said.contains(&code.as_str()) {
            wrong.push(format!("{code}: {error:?} {said:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_code_stands_in_the_source_that_the_catalogue_lacks() {
    let known: Vec<&str> = DIAGNOSTICS.iter().map(|(code, _)| *code).collect();
    let mut missing = Vec::new();
    let mut found = BTreeSet::new();
    for path in files("src", &[".rs"]) {
        for (at, line) in code(&path) {
            for (call, list) in [
                ("Diagnostic::note(\"", &known[..]),
                ("Diagnostic::warning(\"", &known[..]),
                ("ReadError::new(\"", ERRORS),
            ] {
                let rests = line.split(call).skip(1);
                for code in rests.filter_map(|rest| rest.split('"').next()) {
                    found.insert(code.to_owned());
                    if !list.contains(&code) {
                        missing.push(format!("{}:{at}: {code}", short(&path)));
                    }
                }
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
    assert!(found.len() > 15, "the source is read: {found:?}");
}

#[test]
fn every_text_of_a_diagnostic_is_one_that_exists() {
    for json in [
        include_str!("../../www/locales/zh-CN.json"),
        include_str!("../../www/locales/en.json"),
    ] {
        let file: serde_json::Value = serde_json::from_str(json).unwrap();
        let texts = |section: &str| -> BTreeSet<String> {
            let keys = file[section].as_object().unwrap().keys();
            let bare = |key: &String| {
                let cut = key.strip_suffix("_one");
                cut.or(key.strip_suffix("_other")).unwrap_or(key).to_owned()
            };
            keys.map(bare).collect()
        };
        let codes: BTreeSet<String> = DIAGNOSTICS.iter().map(|(c, _)| (*c).to_owned()).collect();
        assert_eq!(texts("diag"), codes, "diag.<code>");
        assert_eq!(texts("hint"), codes, "hint.<code>");
    }
}

#[test]
fn the_document_says_what_the_code_does() {
    let path = root().join("docs/diagnostics.md");
    let made = document();
    if std::env::var_os("KAMLENS_BLESS").is_some() {
        fs::write(&path, &made).unwrap();
    }
    let stands = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        stands == made,
        "docs/diagnostics.md is not what the code says: cargo xtask bless"
    );
}

fn document() -> String {
    let mut out = String::from(
        "# 诊断与错误 · Diagnostics and errors\n\n\
         本页由代码生成（`cargo xtask bless`），不要手工修改。每个代码都是稳定的，并附一个会产生它的小文件。\n\n\
         Made from the code by `cargo xtask bless`; do not edit it. Every code is stable, and has a small file that produces it.\n",
    );
    out += "\n## 文件无法读取 · Files that cannot be read\n\n\
            读取在这里结束；其他文件照常处理。\n\nReading ends here; other files go on.\n";
    let examples = examples();
    for code in ERRORS {
        let message = examples.get(*code).and_then(|path| outcome(path).error);
        entry(
            &mut out,
            code,
            examples.get(*code),
            message.map(|m| (m, None)),
        );
    }
    for (severity, title) in [
        (
            Severity::Warning,
            "\n## 警告 · Warnings\n\n有单元格、行或表没有按原样使用。\n\nA cell, a row or a table could not be used as it stands.\n",
        ),
        (
            Severity::Note,
            "\n## 提示 · Notes\n\n引起注意的地方，以及对布局的判断；需要时可以更改。\n\nWhat was noticed, and how a layout was taken; it can be changed where it matters.\n",
        ),
    ] {
        out += title;
        for (code, _) in DIAGNOSTICS.iter().filter(|(_, s)| *s == severity) {
            let path = &examples[*code];
            let all = outcome(path).diagnostics;
            let found = all.into_iter().find(|d| d.code() == *code).unwrap();
            let hint = Message {
                code: format!("hint.{code}"),
                args: found.message.args.clone(),
            };
            let place = found.place();
            let place = place.unwrap_or_default();
            entry(
                &mut out,
                code,
                Some(path),
                Some((found.message, Some((hint, place)))),
            );
        }
    }
    out + &others()
}

type Said = (Message, Option<(Message, String)>);

fn entry(out: &mut String, code: &str, path: Option<&PathBuf>, said: Option<Said>) {
    let _ = writeln!(out, "\n### `{code}`\n");
    if let Some((message, remedy)) = &said {
        for words in words() {
            let _ = write!(out, "- {}", one_line(&words.render(message)));
            if let Some((hint, _)) = remedy {
                let _ = write!(out, " — {}", one_line(&words.render(hint)));
            }
            out.push('\n');
        }
    }
    if let Some((_, why)) = NO_FILE.iter().find(|(known, _)| *known == code) {
        let _ = writeln!(out, "- {}\n- {}", why[0], why[1]);
    }
    if let Some(path) = path {
        let name = path.file_name().unwrap().to_str().unwrap();
        let _ = write!(out, "- [{name}](../{EXAMPLES}/{name})");
        let place = said.as_ref().and_then(|(_, remedy)| remedy.as_ref());
        if let Some((_, place)) = place.filter(|(_, place)| !place.is_empty()) {
            let _ = write!(out, " `{place}`");
        }
        if let Some(mapping) = mapping_of(path) {
            let name = mapping.file_name().unwrap().to_str().unwrap();
            let _ = write!(out, " + [{name}](../{EXAMPLES}/{name})");
        }
        out.push('\n');
    }
}

/// Errors that no file makes: settings, mapping files, paths.
fn others() -> String {
    let mut out = String::from(
        "\n## 其他错误 · Other errors\n\n\
         由页面或命令行给出，与表格内容无关。\n\nSaid by the page or the command line, whatever the tables hold.\n\n\
         | 代码 code | 中文 | English |\n|---|---|---|\n",
    );
    let texts = ["zh-CN", "en"].map(|tag| {
        let path = root().join(format!("www/locales/{tag}.json"));
        let file: serde_json::Value = serde_json::from_str(&text(&path)).unwrap();
        file["error"].as_object().unwrap().clone()
    });
    let [zh, en] = texts;
    for (code, english) in en
        .iter()
        .filter(|(code, _)| !ERRORS.contains(&code.as_str()))
    {
        let chinese = zh[code].as_str().unwrap();
        let _ = writeln!(
            out,
            "| `{code}` | {chinese} | {} |",
            english.as_str().unwrap()
        );
    }
    out
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
