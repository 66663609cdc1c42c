//! Charts drawn in wasm are, byte for byte, those drawn natively.

#[path = "../shared/charts_fixture.rs"]
mod fixture;

use fixture::{Fixture, GOLDENS, at, books, normalised};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn charts_are_the_bytes_of_the_goldens() {
    for (which, book) in books() {
        let fixture = Fixture::new(book);
        for golden in GOLDENS.iter().filter(|g| g.book == which) {
            let chart = fixture.draw(golden.chart, golden.locale, &at(golden.width, None));
            assert!(normalised(&chart.svg) == golden.svg, "{}", golden.file());
        }
    }
}
