//! Charts: goldens, no overlaps, every mark named, hostile names harmless.

#[path = "../shared/charts_fixture.rs"]
mod fixture;
#[path = "../shared/charts_rough.rs"]
mod rough;

use fixture::{Fixture, at, book, hostile_book, trap_book};
use kamlens::chart::Theme;

#[test]
fn gallery() {
    let Ok(dir) = std::env::var("KAM_GALLERY") else {
        return;
    };
    let books = [
        ("book", Fixture::new(book())),
        ("hostile", Fixture::new(hostile_book())),
        ("trap", Fixture::new(trap_book())),
    ];
    for (which, f) in &books {
        for name in kamlens::chart::names() {
            if std::env::var("KAM_ONLY").is_ok_and(|o| !o.contains(name)) {
                continue;
            }
            for locale in ["zh-CN", "en"] {
                for width in [300, 360, 560, 760, 1200] {
                    for theme in [Theme::Light, Theme::Dark] {
                        let c = f.draw(name, locale, &at(f64::from(width), Some(theme)));
                        let t = if theme == Theme::Light {
                            "light"
                        } else {
                            "dark"
                        };
                        std::fs::write(
                            format!("{dir}/{which}.{name}.{width}.{locale}.{t}.svg"),
                            &c.svg,
                        )
                        .unwrap();
                    }
                }
            }
        }
    }
}
