//! The wasm boundary: what JavaScript sees. Empty on native targets.
