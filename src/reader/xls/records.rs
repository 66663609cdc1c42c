//! Records one after the other: a number, a length, and bytes.

/// Numbers of the records that matter.
pub(super) mod kind {
    pub(in super::super) const FORMULA: u16 = 0x0006;
    pub(in super::super) const EOF: u16 = 0x000A;
    pub(in super::super) const DATE_MODE: u16 = 0x0022;
    pub(in super::super) const FILE_PASS: u16 = 0x002F;
    pub(in super::super) const CONTINUE: u16 = 0x003C;
    pub(in super::super) const CODE_PAGE: u16 = 0x0042;
    pub(in super::super) const BOUND_SHEET: u16 = 0x0085;
    pub(in super::super) const MUL_RK: u16 = 0x00BD;
    pub(in super::super) const RICH_STRING: u16 = 0x00D6;
    pub(in super::super) const XF: u16 = 0x00E0;
    pub(in super::super) const MERGED_CELLS: u16 = 0x00E5;
    pub(in super::super) const SST: u16 = 0x00FC;
    pub(in super::super) const LABEL_SST: u16 = 0x00FD;
    pub(in super::super) const NUMBER: u16 = 0x0203;
    pub(in super::super) const LABEL: u16 = 0x0204;
    pub(in super::super) const BOOL_ERR: u16 = 0x0205;
    pub(in super::super) const STRING: u16 = 0x0207;
    pub(in super::super) const ROW: u16 = 0x0208;
    pub(in super::super) const RK: u16 = 0x027E;
    pub(in super::super) const FORMAT: u16 = 0x041E;
    pub(in super::super) const BOF: u16 = 0x0809;
}

/// One record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    pub(super) data: &'a [u8],
}

/// Records from a place in the stream on.
#[derive(Debug, Clone)]
pub(super) struct Records<'a> {
    rest: &'a [u8],
    /// The last record ran beyond the stream's end.
    pub(super) cut: bool,
}

impl<'a> Records<'a> {
    pub(super) fn at(stream: &'a [u8], start: u32) -> Option<Self> {
        let rest = stream.get(start as usize..)?;
        Some(Self { rest, cut: false })
    }

    /// The next record if it is of this kind.
    pub(super) fn next_of(&mut self, kind: u16) -> Option<Record<'a>> {
        let mut ahead = self.clone();
        let record = ahead.next().filter(|record| record.kind == kind)?;
        *self = ahead;
        Some(record)
    }

    /// A record's data and those of the records that continue it.
    pub(super) fn continued(&mut self, first: &'a [u8]) -> Vec<&'a [u8]> {
        let mut parts = vec![first];
        while let Some(more) = self.next_of(kind::CONTINUE) {
            parts.push(more.data);
        }
        parts
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let (kind, length) = (u16_at(self.rest, 0)?, u16_at(self.rest, 2)?);
        let end = 4 + usize::from(length);
        let Some(data) = self.rest.get(4..end) else {
            self.cut = true;
            self.rest = &[];
            return None;
        };
        self.rest = self.rest.get(end..).unwrap_or_default();
        Some(Record { kind, data })
    }
}

pub(super) fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    let two = data.get(at..at + 2)?;
    two.try_into().ok().map(u16::from_le_bytes)
}

pub(super) fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    let four = data.get(at..at + 4)?;
    four.try_into().ok().map(u32::from_le_bytes)
}

pub(super) fn f64_at(data: &[u8], at: usize) -> Option<f64> {
    let eight = data.get(at..at + 8)?;
    eight.try_into().ok().map(f64::from_le_bytes)
}
