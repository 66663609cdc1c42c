use super::Table;

/// Why a buffer is not an encoded list of tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError {
    /// Byte offset at which the buffer stops making sense.
    pub at: usize,
}

impl std::fmt::Display for DecodeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "encoded tables broken at byte {}", self.at)
    }
}

impl std::error::Error for DecodeError {}

/// Tables as one transferable buffer (little-endian, versioned; layout in the source).
pub fn encode(_tables: &[Table]) -> Vec<u8> {
    todo!()
}

/// The tables of a buffer made by [`encode`].
///
/// # Errors
/// A buffer of another version, cut short, or with indices outside its strings.
pub fn decode(_bytes: &[u8]) -> Result<Vec<Table>, DecodeError> {
    todo!()
}
