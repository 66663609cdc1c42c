//! Texts that came lately, so that one that comes again is kept once.

/// Texts that are remembered at once.
const SLOTS: usize = 4_096;
/// Longer texts hardly come twice.
const LONGEST: usize = 64;

/// For each text a slot, which it may share with others: the number of the one that came last.
pub(super) struct Recent(Vec<u32>);

impl Default for Recent {
    fn default() -> Self {
        Self(vec![u32::MAX; SLOTS])
    }
}

impl Recent {
    /// The slot of a text; none if it is not worth remembering.
    #[inline]
    pub(super) fn slot(&mut self, text: &str) -> Option<&mut u32> {
        let bytes = text.as_bytes();
        if bytes.len() > LONGEST {
            return None;
        }
        let mut hash = bytes.len() as u64;
        let (eights, rest) = bytes.as_chunks::<8>();
        for eight in eights {
            hash = mixed(hash ^ u64::from_le_bytes(*eight));
        }
        let rest = rest.iter().fold(0, |all, byte| all << 8 | u64::from(*byte));
        self.0
            .get_mut(mixed(hash ^ rest) as usize >> 4 & (SLOTS - 1))
    }
}

/// Fibonacci hashing, with the good upper bits brought down.
fn mixed(value: u64) -> u64 {
    let product = value.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    product ^ product >> 32
}
