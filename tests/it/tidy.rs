//! Rules of the repository that a compiler does not know.

use std::collections::BTreeMap;

use serde_json::Value;

use super::source::{code, files, root, short, text};

const MAX_LINES: usize = 400;
/// A file that must be longer says so in its head comment with these words.
const EXCUSE: &str = "Long because";

#[test]
fn files_are_short_or_say_why_not() {
    let sources = ["src", "www/src", "www/css", "xtask"];
    let all = sources
        .iter()
        .flat_map(|folder| files(folder, &[".rs", ".ts", ".css"]));
    let long = all.filter(|path| {
        let text = text(path);
        let head = text.lines().take_while(|line| {
            ["//", "/*", " *", "*"]
                .iter()
                .any(|mark| line.trim_start().starts_with(mark.trim()))
        });
        text.lines().count() > MAX_LINES && !head.into_iter().any(|line| line.contains(EXCUSE))
    });
    none(
        long.map(|path| short(&path)),
        "files over 400 lines; split them, or say why in the head",
    );
}

#[test]
fn nothing_is_left_unfinished() {
    let marks = [
        ["to", "do!("],
        ["unimplemen", "ted!("],
        ["FIX", "ME"],
        ["TO", "DO"],
        ["#[ig", "nore"],
        [".fix", "me("],
    ];
    let marks = marks.map(|parts| parts.concat());
    let sources = ["src", "www/src", "xtask", "tests"];
    let all = sources
        .iter()
        .flat_map(|folder| files(folder, &[".rs", ".ts", ".mjs"]));
    let found = all.flat_map(|path| {
        let text = text(&path);
        let found = text
            .lines()
            .enumerate()
            .filter(|(_, line)| marks.iter().any(|m| line.contains(m)));
        let found = found.map(|(at, line)| format!("{}:{}: {}", short(&path), at + 1, line.trim()));
        found.collect::<Vec<_>>()
    });
    none(found, "unfinished marks and skipped tests");
}

#[test]
fn colours_stand_in_the_tokens_only() {
    let mut all = files("www/src", &[".ts", ".css"]);
    all.extend(files("www/css", &[".css"]));
    all.extend(["www/index.html", "www/embed.html"].map(|page| root().join(page)));
    all.extend(files("src", &[".rs"]));
    let free = ["www/css/tokens.css", "src/chart/theme"];
    let bound = all
        .iter()
        .filter(|path| !free.iter().any(|f| short(path).starts_with(f)));
    let found = bound.flat_map(|path| hits(path, has_colour));
    none(
        found,
        "colours outside www/css/tokens.css and src/chart/theme",
    );
}

#[test]
fn no_inline_style_is_written() {
    let mut all = files("www/src", &[".ts"]);
    all.extend(["www/index.html", "www/embed.html"].map(|page| root().join(page)));
    all.extend(files("src/chart", &[".rs"]));
    let inline = [["style", "="], ["style", "Map"], ["<st", "yle"]].map(|parts| parts.concat());
    let inline = |line: &str| inline.iter().any(|mark| line.contains(mark.as_str()));
    none(
        all.iter().flat_map(|path| hits(path, inline)),
        "inline styles, which the policy drops: set a class or use CSSOM",
    );
}

/// Chinese that is recognised in a user's cells, never shown: place and reason.
const RECOGNISED: [(&str, &str); 1] = [(
    "src/import/values/",
    "spellings of currencies, scales, dates and yes/no, beside the grammar that they belong to",
)];

#[test]
fn no_sentence_stands_in_rust() {
    let all = files("src", &[".rs"]).into_iter();
    let bound = all.filter(|path| {
        !RECOGNISED
            .iter()
            .any(|(place, _)| short(path).starts_with(place))
    });
    none(
        bound.flat_map(|path| hits(&path, has_chinese_string)),
        "Chinese strings in Rust: words belong into www/locales, synonyms into data files",
    );
}

#[test]
fn the_core_embeds_nothing_from_the_page() {
    // The build skips wasm while src/ is unchanged, so src/ must hold all that goes into it.
    let core = files("src", &[".rs"]);
    let core = core
        .iter()
        .filter(|path| !short(path).starts_with("src/bin/"));
    let found = core.flat_map(|path| {
        hits(path, |line| {
            line.contains("include_") && line.contains("www/")
        })
    });
    none(found, "files outside src/ that the artefacts embed");
}

#[test]
fn languages_have_the_same_keys() {
    let [(first, expected), others @ ..] = &locales()[..] else {
        panic!("no locale files");
    };
    for (name, found) in others {
        let missing = expected.keys().filter(|key| !has(found, key));
        none(
            missing.map(String::as_str),
            &format!("keys of {first} that {name} lacks"),
        );
        let surplus = found.keys().filter(|key| !has(expected, key));
        none(
            surplus.map(String::as_str),
            &format!("keys of {name} that {first} lacks"),
        );
    }
}

#[test]
fn languages_use_the_same_arguments() {
    let [(first, expected), others @ ..] = &locales()[..] else {
        panic!("no locale files");
    };
    for (name, found) in others {
        let differ = expected.iter().filter_map(|(key, template)| {
            let theirs = found.get(key)?;
            let (ours, theirs) = (arguments(template), arguments(theirs));
            (ours != theirs).then(|| format!("{key}: {ours:?} and {theirs:?}"))
        });
        none(
            differ,
            &format!("messages whose arguments differ between {first} and {name}"),
        );
    }
}

/// A language without a singular form needs no `_one` beside its `_other`.
fn has(templates: &BTreeMap<String, String>, key: &str) -> bool {
    let plural = key.strip_suffix("_one").map(|stem| format!("{stem}_other"));
    templates.contains_key(key) || plural.is_some_and(|other| templates.contains_key(&other))
}

/// Each language's templates by dotted key, those that are loaded later too; number style is the
/// language's own affair.
fn locales() -> Vec<(String, BTreeMap<String, String>)> {
    let mut languages: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for path in files("www/locales", &[".json"]) {
        let json: Value = serde_json::from_str(&text(&path)).unwrap();
        let mut leaves = BTreeMap::new();
        collect("", &json, &mut leaves);
        leaves.retain(|key, _| !key.starts_with("style."));
        let language = path.file_stem().unwrap().to_string_lossy().into_owned();
        let known = languages.entry(language).or_default();
        let twice = leaves.keys().filter(|key| known.contains_key(*key));
        none(
            twice,
            &format!("keys of {} that stand in another file", short(&path)),
        );
        known.append(&mut leaves);
    }
    languages.into_iter().collect()
}

fn collect(key: &str, value: &Value, leaves: &mut BTreeMap<String, String>) {
    if let Value::Object(children) = value {
        for (name, child) in children {
            let dot = if key.is_empty() { "" } else { "." };
            collect(&format!("{key}{dot}{name}"), child, leaves);
        }
    } else {
        leaves.insert(
            key.to_owned(),
            value.as_str().unwrap_or_default().to_owned(),
        );
    }
}

/// Names in `{name}` and `{name:style}`, sorted. The count may be spelled out (“one account”).
fn arguments(template: &str) -> Vec<&str> {
    let parts = template.split('{').skip(1);
    let names = parts.filter_map(|part| part.split(['}', ':']).next());
    let mut names: Vec<&str> = names.filter(|name| *name != "n").collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// A hex colour: `#` after something that can precede a value, then 3, 4, 6 or 8 hex digits.
fn has_colour(line: &str) -> bool {
    line.match_indices('#').any(|(at, _)| {
        let before = line[..at].chars().next_back().unwrap_or('\n');
        let digits = line[at + 1..]
            .chars()
            .take_while(char::is_ascii_alphanumeric);
        let digits: String = digits.collect();
        "\"'`( :,=".contains(before)
            && [3, 4, 6, 8].contains(&digits.len())
            && digits.chars().all(|c| c.is_ascii_hexdigit())
            // A private field, `#add = 1`, is no colour.
            && !line.trim_start().starts_with('#')
    })
}

/// Han characters inside double quotes; single characters are input that a parser knows.
fn has_chinese_string(line: &str) -> bool {
    let quoted = line.split('"').skip(1).step_by(2);
    quoted
        .into_iter()
        .any(|text| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)))
}

/// Lines of a file that break a rule; of Rust only code that is not test.
fn hits(path: &std::path::Path, breaks: impl Fn(&str) -> bool) -> Vec<String> {
    let lines = if path.extension().is_some_and(|e| e == "rs") {
        code(path)
    } else {
        text(path)
            .lines()
            .enumerate()
            .map(|(at, line)| (at + 1, line.to_owned()))
            .collect()
    };
    let lines = lines.into_iter().filter(|(_, line)| breaks(line));
    lines
        .map(|(at, line)| format!("{}:{at}: {}", short(path), line.trim()))
        .collect()
}

fn none(found: impl IntoIterator<Item = impl ToString>, what: &str) {
    let found: Vec<String> = found.into_iter().map(|f| f.to_string()).collect();
    assert!(found.is_empty(), "{what}:\n{}", found.join("\n"));
}

#[test]
fn the_rules_see_what_they_forbid() {
    assert!(has_colour("color: #1b2230;") && has_colour("x('#fff')"));
    assert!(
        !has_colour("  #add = 1;")
            && !has_colour("this.#add()")
            && !has_colour("href=\"#accounts\"")
    );
    assert!(has_chinese_string("let x = \"客户\";") && !has_chinese_string("'上' => \"a\", // 上"));
    assert_eq!(
        arguments("{n:int} of {total:int}: {a}, {a}"),
        ["a", "total"]
    );
}
