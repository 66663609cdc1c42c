//! Reading for the browser: one call per file, in a worker that can be thrown away.

use js_sys::Uint8Array;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::wire::{WireDiagnostic, WireError};
use crate::reader::{self, Limits, Reading, TextDecoder};
use crate::table::{self, Table};

#[wasm_bindgen]
extern "C" {
    /// The browser's own decoder: no tables of ours.
    #[wasm_bindgen(js_name = TextDecoder)]
    type JsDecoder;

    #[wasm_bindgen(constructor, js_class = TextDecoder, catch)]
    fn new(label: &str, options: &JsValue) -> Result<JsDecoder, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn decode(this: &JsDecoder, bytes: &[u8]) -> Result<String, JsValue>;
}

struct Browser;

#[derive(Serialize)]
struct Strict {
    fatal: bool,
}

impl TextDecoder for Browser {
    fn decode(&self, label: &str, bytes: &[u8]) -> Option<String> {
        let strict = serde_wasm_bindgen::to_value(&Strict { fatal: true }).ok()?;
        let decoder = JsDecoder::new(label, &strict).ok()?;
        decoder.decode(bytes).ok()
    }
}

/// What a file holds, without its cells.
#[derive(Serialize)]
struct Summary {
    format: &'static str,
    sheets: Vec<Sheet>,
    diagnostics: Vec<WireDiagnostic>,
}

#[derive(Serialize)]
struct Sheet {
    name: String,
    rows: u32,
    cols: u32,
    hidden: bool,
}

/// A file that was read.
#[wasm_bindgen]
pub struct ReadResult {
    tables: Uint8Array,
    summary: JsValue,
}

#[wasm_bindgen]
impl ReadResult {
    /// The encoded tables, for `Engine.addFile`. Moves them out: ask once.
    #[wasm_bindgen(js_name = takeTables)]
    pub fn take_tables(&mut self) -> Uint8Array {
        std::mem::take(&mut self.tables)
    }

    /// `{format, sheets: [{name, rows, cols, hidden}], diagnostics}`; the diagnostics go to
    /// `Engine.addFile` as they are.
    #[wasm_bindgen(getter)]
    pub fn summary(&self) -> JsValue {
        self.summary.clone()
    }
}

/// Reads a file. `options` is an object, everything in it optional: `limits`, an object of limits
/// by name (`docs/limits.md`); `encoding`, what a person has chosen for text, a label such as
/// `big5`; and `progress`, called now and then with 0 … 1.
///
/// # Errors
/// `{code, args}`, for `Engine.addUnreadable` as it is.
#[wasm_bindgen]
pub fn read(name: &str, bytes: &Uint8Array, options: &JsValue) -> Result<ReadResult, JsValue> {
    let limits = limits(&option(options, "limits"));
    let encoding = option(options, "encoding").as_string();
    let on_progress = option(options, "progress").dyn_into::<js_sys::Function>();
    let mut progress = |done: f64| {
        // A callback that throws must not end the reading.
        if let Ok(tell) = &on_progress {
            let _ = tell.call1(&JsValue::NULL, &JsValue::from_f64(done));
        }
    };
    let mut reading = Reading {
        name,
        limits: &limits,
        decoder: &Browser,
        encoding: encoding.as_deref(),
        progress: &mut progress,
    };
    // They stay in JavaScript's memory.
    let fetch = |at: usize, into: &mut [u8]| {
        let (from, to) = (at as u32, (at + into.len()) as u32);
        bytes.subarray(from, to).copy_to(into);
    };
    let file = reader::read_outside(bytes.length() as usize, &fetch, &mut reading)
        .map_err(|e| give(&WireError::from(e.message())).unwrap_or(JsValue::NULL))?;
    let summary = Summary {
        format: file.format.name(),
        sheets: file
            .tables
            .iter()
            .map(|t| Sheet {
                name: t.sheet.clone(),
                rows: t.rows(),
                cols: t.cols(),
                hidden: t.hidden,
            })
            .collect(),
        diagnostics: file.diagnostics.iter().map(WireDiagnostic::from).collect(),
    };
    Ok(ReadResult {
        tables: outside(&file.tables),
        summary: give(&summary)?,
    })
}

fn option(options: &JsValue, name: &str) -> JsValue {
    js_sys::Reflect::get(options, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

fn limits(given: &JsValue) -> Limits {
    let mut limits = Limits::default();
    for limit in reader::limits::ALL {
        if let Some(value) = option(given, limit.name).as_f64() {
            limits.set(limit.name, value as u64);
        }
    }
    limits
}

/// The encoded tables in JavaScript's memory: this one holds them once only.
fn outside(tables: &[Table]) -> Uint8Array {
    let encoded = Uint8Array::new_with_length(table::encoded_size(tables) as u32);
    let mut at = 0;
    table::encode_to(tables, &mut |piece| {
        let end = at + piece.len() as u32;
        encoded.subarray(at, end).copy_from(piece);
        at = end;
    });
    encoded
}

fn give<T: Serialize>(value: &T) -> Result<JsValue, JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).map_err(JsValue::from)
}
