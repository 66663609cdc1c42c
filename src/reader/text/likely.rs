//! Which encoding of two bytes a text is likely in.
//!
//! Nearly any bytes are GB18030, and many are Big5 or Shift_JIS at once; strict decoding decides
//! nothing. But each of the three standards sorts its characters by use: the common ones have lead
//! bytes of their own. So the measure is the share of two-byte characters that are among the
//! common ones of an encoding. Of our own Chinese sentences none is below 0.88 in GBK; Taiwanese
//! headers and names in Big5, read as GBK, are at 0.1 … 0.5 and at 1 in their own encoding.
//!
//! Korean and Japanese of Unix systems (EUC) lie where Chinese has its common characters; the rows
//! they use tell them: Hangul has 25 of 40, and Chinese has no kana.

/// Characters that are looked at: many more change no share.
const LOOK: u32 = 50_000;
/// Share of common characters from which on a text is taken for GB18030 without a word.
pub(super) const SURE: f64 = 0.6;

/// Encodings of two bytes, likelier ones first.
const ENCODINGS: [(&str, Measure); 3] = [
    ("gb18030", Measure { single, usual: gb }),
    (
        "big5",
        Measure {
            single,
            usual: big5,
        },
    ),
    (
        "shift_jis",
        Measure {
            single: |byte| byte < 0x81 || (0xA0..=0xDF).contains(&byte),
            usual: shift_jis,
        },
    ),
];

struct Measure {
    /// A byte that is a character of its own.
    single: fn(u8) -> bool,
    /// A pair that is one of the common characters.
    usual: fn(u8, u8) -> bool,
}

/// The encodings, likeliest first, with their shares of common characters, 0 … 1.
pub(super) fn ranked(bytes: &[u8]) -> [(&'static str, f64); 3] {
    let mut ranked = ENCODINGS.map(|(label, measure)| (label, measure.share(bytes)));
    // Stable: of equals the likelier one stays first.
    ranked.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    ranked
}

impl Measure {
    fn share(&self, bytes: &[u8]) -> f64 {
        let (mut all, mut usual) = (0_u32, 0_u32);
        let mut rest = bytes.iter();
        while let Some(&first) = rest.next() {
            if first < 0x80 {
                continue;
            }
            if all == LOOK {
                break;
            }
            all += 1;
            if (self.single)(first) {
                continue;
            }
            match rest.next() {
                // Four bytes of GB18030: by chance they hardly ever come, but they are rare.
                Some(0x30..=0x39) => {
                    all -= 1;
                    rest.next();
                    rest.next();
                }
                Some(&second) => usual += u32::from((self.usual)(first, second)),
                None => {}
            }
        }
        f64::from(usual) / f64::from(all.max(1))
    }
}

/// Korean or Japanese of Unix systems, if these bytes are likely one of them.
pub(super) fn unix(bytes: &[u8]) -> Option<&'static str> {
    /// Fewer pairs may all be in the rows of Hangul by chance: 0.6 to the power of 20.
    const ENOUGH: u32 = 20;
    let (mut common, mut hangul, mut kana) = (0_u32, 0_u32, 0_u32);
    let mut rest = bytes.iter();
    while let Some(&first) = rest.next() {
        if first < 0x80 {
            continue;
        }
        if common + kana > LOOK {
            break;
        }
        rest.next();
        common += u32::from(first >= 0xB0);
        hangul += u32::from((0xB0..=0xC8).contains(&first));
        kana += u32::from(matches!(first, 0xA4 | 0xA5));
    }
    if kana > 1 && f64::from(kana) > 0.2 * f64::from(kana + common) {
        Some("euc-jp")
    } else if hangul >= ENOUGH && f64::from(hangul) > 0.98 * f64::from(common) {
        Some("euc-kr")
    } else {
        None
    }
}

fn single(byte: u8) -> bool {
    byte < 0x81
}

/// GB 2312: symbols, and the 3,755 characters of its first level (of which the last row has five
/// fewer).
fn gb(first: u8, second: u8) -> bool {
    second >= 0xA1 && matches!(first, 0xA1..=0xA3 | 0xB0..=0xD7)
}

/// Big5: symbols, and the 5,401 characters of its first level.
fn big5(first: u8, second: u8) -> bool {
    matches!(first, 0xA1..=0xC6) && matches!(second, 0x40..=0x7E | 0xA1..=0xFE)
}

/// JIS X 0208: symbols, kana, and the 2,965 characters of its first level.
fn shift_jis(first: u8, second: u8) -> bool {
    match first {
        0x81..=0x83 | 0x89..=0x97 => second >= 0x40,
        0x88 => second >= 0x9F,
        0x98 => (0x40..=0x72).contains(&second),
        _ => false,
    }
}
