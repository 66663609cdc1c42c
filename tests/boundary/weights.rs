//! Weights drawn in wasm are, bit by bit, those drawn natively.

#[path = "../shared/weights.rs"]
mod weights;

use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn drawn_weights_have_the_bits_of_the_native_ones() {
    assert_eq!(weights::fingerprint(), weights::FINGERPRINT);
}
