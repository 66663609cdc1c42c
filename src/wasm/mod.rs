//! The only place that sees `JsValue`.
//!
//! `wasm_bindgen` expands to unsafe glue; nothing here is unsafe by hand.

#[cfg(feature = "engine")]
pub mod engine;
#[cfg(feature = "reader")]
pub mod reader;
mod wire;
