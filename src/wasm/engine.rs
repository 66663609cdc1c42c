//! The engine for JavaScript: one object per book.

use js_sys::Uint8Array;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

use crate::analysis::{Evidence, tiering};
use crate::api::chart::ChartRequest;
use crate::api::list::{List, ListRequest};
use crate::api::notices::NoticesRequest;
use crate::api::policy::{PolicyFile, PolicyRequest};
use crate::api::rows::RowsRequest;
use crate::api::settings::AnalyzeRequest;
use crate::api::{self, ApiError, Lens};
use crate::chart::{self, TextMetrics};
use crate::engine;
use crate::table;
use crate::wasm::wire::{WireDiagnostic, WireError};
use crate::words::{Message, Words};

/// Most items of a list in one report; the page asks for more of a list when someone looks.
const LIST_LIMIT: usize = 500;

/// One book with its language and text metrics.
#[wasm_bindgen]
#[derive(Default)]
pub struct Engine {
    engine: engine::Engine,
    words: Option<Words>,
    metrics: TextMetrics,
    /// The rows that were asked for last: they are given in parts.
    rows: Option<(RowsRequest, Vec<Evidence>)>,
    /// The list of accounts that was asked for last.
    list: Option<(ListRequest, List)>,
}

#[wasm_bindgen]
impl Engine {
    /// An empty book.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the language: the text of a locale file.
    ///
    /// # Errors
    /// `bad-locale` where the file is broken.
    #[wasm_bindgen(js_name = setWords)]
    pub fn set_words(&mut self, json: &str) -> Result<(), JsValue> {
        let parsed = Words::parse(json);
        let words = parsed.map_err(|e| {
            let message = Message::new("error.bad-locale").with("at", e.at);
            self.error(&message)
        })?;
        self.words = Some(words);
        Ok(())
    }

    /// Sets the widths of characters as this browser draws them (see `chart::TextMetrics`).
    #[wasm_bindgen(js_name = setTextMetrics)]
    pub fn set_text_metrics(&mut self, widths: &[f64]) -> Result<(), JsValue> {
        let metrics = TextMetrics::from_widths(widths);
        self.metrics = metrics.ok_or_else(|| self.error(&Message::new("error.internal")))?;
        Ok(())
    }

    /// Adds or replaces a file that the reader has read: its encoded tables, and the reader's
    /// diagnostics as `reader.read` gave them.
    ///
    /// # Errors
    /// `internal` where the buffer is broken.
    #[wasm_bindgen(js_name = addFile)]
    pub fn add_file(
        &mut self,
        name: &str,
        tables: &Uint8Array,
        notes: JsValue,
    ) -> Result<(), JsValue> {
        // Piece by piece: the buffer stays in JavaScript's memory.
        let mut fetch = |at: usize, into: &mut [u8]| {
            let end = (at + into.len()) as u32;
            tables.subarray(at as u32, end).copy_to(into);
        };
        let tables = table::decode_from(tables.length() as usize, &mut fetch)
            .map_err(|_| self.error(&Message::new("error.internal")))?;
        let notes: Vec<WireDiagnostic> = self.take(notes)?;
        let notes = notes.into_iter().map(Into::into).collect();
        self.engine.add_file(name, tables, notes);
        Ok(())
    }

    /// Remembers a file that could not be read, with the error that `reader.read` threw.
    ///
    /// # Errors
    /// `bad-request` where the error is of another shape.
    #[wasm_bindgen(js_name = addUnreadable)]
    pub fn add_unreadable(&mut self, name: &str, error: JsValue) -> Result<(), JsValue> {
        let error: WireError = self.take(error)?;
        self.engine.add_unreadable(name, error.into());
        Ok(())
    }

    /// Removes a file; true if there was one.
    #[wasm_bindgen(js_name = removeFile)]
    pub fn remove_file(&mut self, name: &str) -> bool {
        self.engine.remove_file(name)
    }

    /// Removes all files.
    pub fn clear(&mut self) {
        self.engine.clear();
    }

    /// Analyses and returns the report.
    ///
    /// # Errors
    /// `bad-setting`.
    pub fn analyze(&mut self, request: JsValue) -> Result<JsValue, JsValue> {
        let request: AnalyzeRequest = self.take(request)?;
        let context = request.context().map_err(|m| self.error(&m))?;
        self.rows = None;
        self.list = None;
        self.engine.analyze(&context);
        give(&api::report(&self.lens()?))
    }

    /// Draws a chart of the last analysis.
    ///
    /// # Errors
    /// `no-analysis` before the first analysis, `unknown-chart`.
    pub fn chart(&self, request: JsValue) -> Result<JsValue, JsValue> {
        let request: ChartRequest = self.take(request)?;
        let lens = self.lens()?;
        let answers = lens.answers;
        let drawn = chart::draw(
            &request.chart,
            &answers.imported.book,
            answers.context,
            answers.reports,
            lens.words,
            &self.metrics,
            &request.options(),
        );
        let unknown = || Message::new("error.unknown-chart").with("chart", request.chart.as_str());
        let drawn = drawn.ok_or_else(|| self.error(&unknown()))?;
        give(&api::chart::view(&drawn, &lens))
    }

    /// Decides about tables and columns by the text of a mapping file; the next `analyze` follows it.
    ///
    /// # Errors
    /// `bad-mapping`, `bad-mapping-value`; nothing changes then.
    #[wasm_bindgen(js_name = setMapping)]
    pub fn set_mapping(&mut self, text: &str) -> Result<(), JsValue> {
        let mapping = api::mapping::parse(text).map_err(|m| self.error(&m))?;
        self.engine.set_mapping(mapping);
        Ok(())
    }

    /// The mapping file that fixes what now holds, to be saved.
    ///
    /// # Errors
    /// `no-analysis` before the first analysis.
    pub fn mapping(&self) -> Result<String, JsValue> {
        Ok(api::mapping::text(&self.lens()?))
    }

    /// What stands in the columns of a table, by its index in the report's `tables`.
    ///
    /// # Errors
    /// `no-analysis` before the first analysis; null for a table that does not exist.
    pub fn profile(&self, source: u32) -> Result<JsValue, JsValue> {
        let lens = self.lens()?;
        let source = source as usize;
        let profile = self.engine.profile(source);
        give(&profile.and_then(|profile| api::profile::view(&profile, &lens, source)))
    }

    /// Cells of a table's column that are read as something else than they show: `count` of them
    /// from `from` on, as `{total, items}`. The column is named as mapping files do.
    ///
    /// # Errors
    /// `no-analysis` before the first analysis; null for a column that is taken for no field.
    pub fn coerced(
        &self,
        source: u32,
        col: u32,
        from: u32,
        count: u32,
    ) -> Result<JsValue, JsValue> {
        let lens = self.lens()?;
        let source = source as usize;
        let all = self.engine.coerced(source, col);
        let (from, count) = (from as usize, count as usize);
        give(&all.and_then(|all| api::coerced::view(&all, &lens, source, from, count)))
    }

    /// Rows of a table as they stand in the file; from column `col` on where it is very wide.
    ///
    /// # Errors
    /// `no-analysis` before the first analysis; null for a table that does not exist.
    pub fn preview(
        &self,
        source: u32,
        from: u32,
        count: u32,
        col: Option<u32>,
    ) -> Result<JsValue, JsValue> {
        let lens = self.lens()?;
        let col = col.unwrap_or_default();
        give(&api::preview::preview(&lens, source, from, count, col))
    }

    /// How a policy would tier the book, beside the report: counts, in milliseconds; by the policy
    /// of a unit where one is named, from what that unit sees.
    ///
    /// # Errors
    /// `no-analysis` before the first analysis, `bad-policy-value`.
    #[wasm_bindgen(js_name = whatIf)]
    pub fn what_if(&mut self, policy: JsValue, unit: Option<String>) -> Result<JsValue, JsValue> {
        let request: PolicyRequest = self.take(policy)?;
        let choice = request.choice().map_err(|m| self.error(&m))?;
        let none = || Message::new("error.no-analysis");
        let policy = {
            let lens = self.lens()?;
            let (source, _) = tiering::resolve(&lens.answers.imported.book, &choice);
            source.effective(unit.as_deref())
        };
        let tally = self.engine.what_if(&policy, unit.as_deref());
        let tally = tally.ok_or_else(|| self.error(&none()))?;
        let placed = self.engine.placed();
        give(&api::what_if::view(&tally, &policy, placed, &self.lens()?))
    }

    /// The columns of the accounts that a policy can use.
    ///
    /// # Errors
    /// `no-analysis` before the first analysis.
    pub fn subjects(&self) -> Result<JsValue, JsValue> {
        give(&api::subjects::views(&self.lens()?))
    }

    /// The text of the policy file for a policy, its scales fixed by the book.
    ///
    /// # Errors
    /// `no-analysis` before the first analysis, `bad-policy-value`.
    #[wasm_bindgen(js_name = policyFile)]
    pub fn policy_file(&self, policy: JsValue) -> Result<String, JsValue> {
        let request: PolicyRequest = self.take(policy)?;
        let choice = request.choice().map_err(|m| self.error(&m))?;
        let lens = self.lens()?;
        let (source, _) = tiering::resolve(&lens.answers.imported.book, &choice);
        Ok(api::policy::text(&source))
    }

    /// Reads the text of a policy file; the policy as `analyze` and `whatIf` take it.
    ///
    /// # Errors
    /// `bad-policy`, `bad-policy-key`, `bad-policy-value`.
    #[wasm_bindgen(js_name = readPolicy)]
    pub fn read_policy(&self, text: &str) -> Result<JsValue, JsValue> {
        let policy = api::policy::parse(text).map_err(|m| self.error(&m))?;
        give(&PolicyFile::new(&policy))
    }

    /// What would bring an account one tier up or down; null where nothing can be said.
    ///
    /// # Errors
    /// `no-analysis` before the first analysis.
    pub fn explain(&self, account: u32) -> Result<JsValue, JsValue> {
        give(&api::explain::view(account, &self.lens()?))
    }

    /// Accounts with their tiers, searched, filtered, sorted and grouped: at most 1000 lines from one
    /// on, as `{lines, sum, items, choices}`.
    ///
    /// # Errors
    /// `no-analysis` before the first analysis.
    pub fn list(&mut self, of: JsValue, from: usize, count: usize) -> Result<JsValue, JsValue> {
        let request: ListRequest = self.take(of)?;
        if self
            .list
            .as_ref()
            .is_none_or(|(known, _)| *known != request)
        {
            let found = api::list::list(&self.lens()?, &request);
            self.list = Some((request, found));
        }
        let lens = self.lens()?;
        let list = self.list.as_ref();
        give(&list.map(|(_, list)| api::list::view(list, from, count, &lens)))
    }

    /// One account in full; null where there is no such account.
    ///
    /// # Errors
    /// `no-analysis` before the first analysis.
    pub fn account(&self, account: u32) -> Result<JsValue, JsValue> {
        give(&api::account::view(account, &self.lens()?))
    }

    /// Diagnostics that match a request, counted by code, and one part of them.
    ///
    /// # Errors
    /// `no-analysis` before the first analysis.
    pub fn notices(&self, request: JsValue) -> Result<JsValue, JsValue> {
        let request: NoticesRequest = self.take(request)?;
        give(&api::notices::notices(&self.lens()?, &request))
    }

    /// All rows behind a number, at most 1000 from one on: `{total, items}`; null where there is no
    /// such number.
    ///
    /// # Errors
    /// `no-analysis` before the first analysis.
    pub fn rows(&mut self, of: JsValue, from: usize, count: usize) -> Result<JsValue, JsValue> {
        let request: RowsRequest = self.take(of)?;
        if self
            .rows
            .as_ref()
            .is_none_or(|(known, _)| *known != request)
        {
            let found = api::rows::rows(&self.lens()?, &request);
            self.rows = found.map(|rows| (request, rows));
        }
        let rows = self.rows.as_ref();
        let lens = self.lens()?;
        give(&rows.map(|(_, rows)| api::rows::view(rows, from, count, &lens)))
    }

    fn lens(&self) -> Result<Lens<'_>, JsValue> {
        let none = || self.error(&Message::new("error.no-analysis"));
        Ok(Lens {
            answers: self.engine.answers().ok_or_else(none)?,
            words: self.words.as_ref().ok_or_else(none)?,
            limit: Some(LIST_LIMIT),
        })
    }

    /// What JavaScript asks is small and passes as JSON, as policy and mapping files do: one parser
    /// for all of them is compiled, where a second one took a twentieth of the artefact.
    fn take<T: DeserializeOwned>(&self, value: JsValue) -> Result<T, JsValue> {
        let bad =
            |reason: String| self.error(&Message::new("error.bad-request").with("reason", reason));
        let json = js_sys::JSON::stringify(&value).ok();
        let json = json.and_then(|text| text.as_string()).unwrap_or_default();
        serde_json::from_str(&json).map_err(|e| bad(e.to_string()))
    }

    fn error(&self, message: &Message) -> JsValue {
        let error = match &self.words {
            Some(words) => ApiError::new(message, words),
            None => ApiError::wordless(message),
        };
        give(&error).unwrap_or(JsValue::NULL)
    }
}

fn give<T: Serialize>(value: &T) -> Result<JsValue, JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).map_err(JsValue::from)
}
