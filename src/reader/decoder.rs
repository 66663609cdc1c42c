/// The platform's decoder of text: `TextDecoder` in the browser, `encoding_rs` natively.
pub trait TextDecoder {
    /// The text of these bytes in the encoding of this WHATWG label, or `None` if any byte does
    /// not fit. A byte order mark is dropped.
    fn decode(&self, label: &str, bytes: &[u8]) -> Option<String>;
}
