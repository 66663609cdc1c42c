//! Charts: goldens, no overlap at any width, every mark named, hostile names harmless.
//!
//! `KAMLENS_BLESS=1 cargo test --test it charts` rewrites `tests/golden/charts`.

#[path = "../../shared/charts_fixture.rs"]
mod fixture;
mod svg;
mod tiers;

use std::path::PathBuf;

use fixture::{
    Fixture, GOLDENS, amounts_book, at, book, books, hostile_book, normalised, sparse_book,
    trap_book,
};
use kamlens::book::{AccountId, Book};
use kamlens::chart::{Chart, ChartOptions, Paint, TextBox, Theme, names};

const LANGUAGES: [&str; 2] = ["zh-CN", "en"];

#[test]
fn charts_equal_their_goldens() {
    let bless = std::env::var_os("KAMLENS_BLESS").is_some();
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/charts");
    let mut differing = Vec::new();
    for (which, book) in books() {
        let fixture = Fixture::new(book);
        for golden in GOLDENS.iter().filter(|g| g.book == which) {
            let chart = fixture.draw(golden.chart, golden.locale, &at(golden.width, None));
            let drawn = normalised(&chart.svg);
            if bless {
                std::fs::write(folder.join(golden.file()), drawn).unwrap();
            } else if golden.svg != drawn {
                differing.push(golden.file());
            }
        }
    }
    assert!(
        differing.is_empty(),
        "differ from their goldens: {differing:?}; look, then KAMLENS_BLESS=1"
    );
}

#[test]
fn no_text_overlaps_another_or_leaves_the_chart_at_46_widths() {
    for (which, book) in books() {
        let fixture = Fixture::new(book);
        for name in names() {
            for locale in LANGUAGES {
                for step in 0..46 {
                    let width = 300.0 + 20.0 * f64::from(step);
                    let chart = fixture.draw(name, locale, &at(width, None));
                    let place = format!("{which} {name} {locale} at {width}");
                    assert_eq!(chart.width, width, "{place}");
                    inside(&chart, &place);
                    apart(&chart.text_boxes, &place);
                }
            }
        }
    }
}

fn inside(chart: &Chart, place: &str) {
    for text in &chart.text_boxes {
        let fits = text.x >= 0.0
            && text.y >= 0.0
            && text.x + text.width <= chart.width + 0.5
            && text.y + text.height <= chart.height;
        assert!(fits, "{place}: {text:?} leaves {}", chart.height);
    }
}

fn apart(texts: &[TextBox], place: &str) {
    for (i, a) in texts.iter().enumerate() {
        for b in &texts[..i] {
            let across = (a.x + a.width).min(b.x + b.width) - a.x.max(b.x);
            let down = (a.y + a.height).min(b.y + b.height) - a.y.max(b.y);
            assert!(across <= 0.5 || down <= 0.5, "{place}: {a:?} over {b:?}");
        }
    }
}

#[test]
fn documents_are_well_formed_and_safe_and_every_mark_is_named() {
    for (which, book) in books() {
        let fixture = Fixture::new(book);
        for name in names() {
            for locale in LANGUAGES {
                for baked in [None, Some(Theme::Light), Some(Theme::Dark)] {
                    let chart = fixture.draw(name, locale, &at(400.0, baked));
                    svg::check(&chart, &format!("{which} {name} {locale} {baked:?}"));
                }
            }
        }
    }
}

#[test]
fn baked_charts_name_no_custom_property_and_have_a_ground() {
    let fixture = Fixture::new(book());
    for name in names() {
        for (theme, ground) in [(Theme::Light, "#FFFFFF"), (Theme::Dark, "#15181D")] {
            let chart = fixture.draw(name, "en", &at(760.0, Some(theme)));
            assert!(!chart.svg.contains("var("), "{name}");
            let expected = format!("fill=\"{ground}\" aria-hidden=\"true\"/>");
            assert!(chart.svg.contains(&expected), "{name}");
        }
    }
}

#[test]
fn a_hostile_name_stays_text() {
    let fixture = Fixture::new(hostile_book());
    let chart = fixture.draw("heatmap", "en", &at(1200.0, None));
    assert!(!chart.svg.contains("<script"));
    assert!(chart.svg.contains("&lt;script&gt;alert(&quot;x&quot;)"));
    let named = chart.marks.iter().filter(|m| m.label.contains("<script>"));
    assert!(named.count() > 0, "the accessible name keeps the full name");
    let long =
        "一家名字特别特别长的跨区域智能制造与新能源装备产业投资控股集团股份有限公司华东分公司";
    assert!(chart.marks.iter().any(|m| m.label.contains(long)));
}

#[test]
fn rows_beyond_the_most_are_counted_in_the_footer_and_stay_in_the_table() {
    let fixture = Fixture::new(book());
    let options = ChartOptions {
        max_rows: 5,
        ..at(760.0, None)
    };
    let some = fixture.draw("heatmap", "en", &options);
    let all = fixture.draw("heatmap", "en", &at(760.0, None));
    assert!(some.marks.len() < all.marks.len());
    assert!(some.svg.contains("9 more contacts not drawn"));
    assert!(!all.svg.contains("not drawn"));
    assert_eq!((some.table.rows.len(), all.table.rows.len()), (14, 14));
    let ladder = fixture.draw("tier-ladder", "zh-CN", &options);
    assert!(ladder.svg.contains("另有 3 家客户未画出"));
}

#[test]
fn a_chart_of_one_account_shows_only_that_account() {
    let fixture = Fixture::new(book());
    let options = ChartOptions {
        account: Some(AccountId(2)),
        ..at(760.0, None)
    };
    let chart = fixture.draw("heatmap", "en", &options);
    assert!(chart.marks.iter().all(|m| m.account == Some(AccountId(2))));
    assert!(chart.title.starts_with("Elbe Werke GmbH"));
    assert_eq!(chart.table.rows.len(), 2);
}

#[test]
fn every_cell_says_its_number_and_unknown_is_never_zero() {
    let fixture = Fixture::new(sparse_book());
    let chart = fixture.draw("heatmap", "en", &at(760.0, None));
    assert_eq!(chart.title, "No contact has been given a level yet");
    let cells = chart.svg.matches("kam-mark kam-cell").count();
    assert_eq!(cells, 14 * 4);
    assert_eq!(chart.svg.matches("stroke-dasharray").count(), cells + 1 + 6);
    assert!(
        chart
            .table
            .rows
            .iter()
            .all(|(_, cells)| cells[3] == "not assessed")
    );
}

#[test]
fn the_trap_is_in_the_title() {
    let fixture = Fixture::new(trap_book());
    let chart = fixture.draw("forecast-histogram", "en", &at(760.0, None));
    assert!(chart.title.contains("115M"), "{}", chart.title);
    assert!(chart.title.contains("below 5%"), "{}", chart.title);
    let fan = fixture.draw("share-fan", "en", &at(760.0, None));
    assert!(fan.marks[0].label.contains("Weighted 115M"));
}

#[test]
fn without_data_a_chart_says_what_would_unlock_it() {
    let fixture = Fixture::new(Book::default());
    for name in names() {
        for locale in LANGUAGES {
            let chart = fixture.draw(name, locale, &at(360.0, None));
            assert!(
                chart.marks.is_empty() && chart.table.rows.is_empty(),
                "{name}"
            );
            assert!(chart.svg.contains("kam-empty"), "{name}");
            assert!(chart.height < 400.0, "{name}");
        }
    }
}

#[test]
fn amounts_alone_make_a_provisional_ladder() {
    let fixture = Fixture::new(amounts_book());
    let chart = fixture.draw("tier-ladder", "en", &at(760.0, None));
    let rungs = chart
        .marks
        .iter()
        .filter(|m| m.label.contains("provisionally"));
    assert_eq!(rungs.count(), 8);
}

#[test]
fn the_page_measures_the_characters_of_the_width_table() {
    let measuring = include_str!("../../../www/src/engine/metrics.ts");
    let escaped = kamlens::chart::chars()
        .replace('\\', "\\\\")
        .replace('\'', "\\'");
    assert!(measuring.contains(&format!("'{escaped}'")), "{escaped}");
}

/// WCAG 2.2 relative luminance and contrast.
fn contrast(a: &str, b: &str) -> f64 {
    let luminance = |hex: &str| {
        let part = |i: usize| {
            let c = f64::from(u8::from_str_radix(&hex[i..i + 2], 16).unwrap()) / 255.0;
            if c <= 0.04045 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn text_and_marks_have_the_contrast_that_wcag_asks_for() {
    use Paint::{Accent, Ink, Ink2, Level, Muted, Negative, Neutral, OnLevel, Surface, Tier};
    let mut pairs: Vec<(Paint, Paint, f64)> = Vec::new();
    pairs.extend([Ink, Ink2, Muted, Accent, Negative].map(|p| (p, Surface, 4.5)));
    pairs.extend((-1..=3).map(|l| (OnLevel(l), Level(l), 4.5)));
    pairs.extend((0..4).map(|t| (Tier(t), Surface, 3.0)));
    pairs.push((Neutral, Surface, 3.0));
    for (front, back, least) in pairs {
        let ((_, light, dark), (_, on_light, on_dark)) = (front.token(), back.token());
        assert!(contrast(light, on_light) >= least, "{front:?} on {back:?}");
        assert!(contrast(dark, on_dark) >= least, "{front:?} on {back:?}");
    }
}
