//! Names that are written almost alike: an index of pairs of characters, so that twenty thousand
//! names are compared with twenty thousand others in a moment.

use std::collections::BTreeMap;

use super::synonyms::numerals;

/// Most entries of the index that one name looks at, its rarest pairs first.
const BUDGET: usize = 4000;
/// Names with most pairs in common whose spelling is compared.
const CLOSER: usize = 12;

/// Names by their pairs of characters. Names are folded before.
pub(super) struct Similar {
    names: Vec<Vec<char>>,
    pairs: BTreeMap<(char, char), Vec<u32>>,
}

/// A name of the index and how alike it is, 0 … 1.
pub(super) type Near = (u32, f64);

impl Similar {
    /// Indexes names; they are called by their places.
    pub(super) fn new<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let names: Vec<Vec<char>> = names.map(|name| name.chars().collect()).collect();
        let mut pairs: BTreeMap<(char, char), Vec<u32>> = BTreeMap::new();
        for (at, name) in names.iter().enumerate() {
            for pair in pairs_of(name) {
                pairs.entry(pair).or_default().push(at as u32);
            }
        }
        Self { names, pairs }
    }

    /// The names most like this one, at least as much as `least`, best first; at most `most`.
    pub(super) fn nearest(&self, name: &str, least: f64, most: usize) -> Vec<Near> {
        let name: Vec<char> = name.chars().collect();
        let mut near: Vec<Near> = self
            .candidates(&name)
            .into_iter()
            .filter_map(|at| {
                let score = alike(&name, self.names.get(at as usize)?);
                (score >= least).then_some((at, score))
            })
            .collect();
        near.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        near.truncate(most);
        near
    }

    /// Names with pairs in common, those with most first.
    fn candidates(&self, name: &[char]) -> Vec<u32> {
        let mut lists: Vec<&Vec<u32>> = pairs_of(name)
            .iter()
            .filter_map(|pair| self.pairs.get(pair))
            .collect();
        lists.sort_by_key(|list| list.len());
        let mut common: BTreeMap<u32, u32> = BTreeMap::new();
        let mut left = BUDGET;
        for list in lists {
            for at in list.iter().take(left) {
                *common.entry(*at).or_default() += 1;
            }
            left = left.saturating_sub(list.len());
        }
        let share = |at: u32, n: u32| {
            let len = self.names.get(at as usize).map_or(0, Vec::len);
            f64::from(n) / (len + name.len()).max(1) as f64
        };
        let mut found: Vec<(u32, f64)> = common
            .into_iter()
            .map(|(at, n)| (at, share(at, n)))
            .collect();
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        found.truncate(CLOSER);
        found.into_iter().map(|(at, _)| at).collect()
    }
}

/// Each pair of neighbours once, with the name's edges, so that a name of one character has pairs.
fn pairs_of(name: &[char]) -> Vec<(char, char)> {
    let edges = std::iter::once(&'\u{2}').chain(name).chain(&['\u{3}']);
    let edged: Vec<char> = edges.copied().collect();
    let mut pairs: Vec<(char, char)> = edged
        .windows(2)
        .filter_map(|two| Some((*two.first()?, *two.last()?)))
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// How alike two names are: 1 less the edits per character of the longer; a name that the other
/// begins with or holds is its short form.
fn alike(a: &[char], b: &[char]) -> f64 {
    let longer = a.len().max(b.len());
    if longer == 0 {
        return 0.0;
    }
    let spelling = 1.0 - edits(a, b) as f64 / longer as f64;
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let telling = short.len()
        >= if short.iter().all(char::is_ascii) {
            4
        } else {
            2
        };
    let held = telling && long.windows(short.len().max(1)).any(|part| part == short);
    match held {
        true => spelling.max(0.6 + 0.3 * short.len() as f64 / longer as f64),
        false => spelling,
    }
}

/// Characters to insert, drop, replace or swap with their neighbour (optimal string alignment,
/// Damerau 1964).
fn edits(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(i + 1);
        for (j, y) in b.iter().enumerate() {
            let get = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX / 2);
            let replaced = get(&above, j) + usize::from(x != y);
            let mut least = replaced.min(get(&above, j + 1) + 1).min(get(&row, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped {
                least = least.min(get(&before, j - 1) + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above.last().copied().unwrap_or_default()
}

/// Whether two names differ in their digits or numerals: those of one series are no typing errors
/// of each other (第一医院, 第二医院; Plant 1, Plant 2).
pub(super) fn differ_in_numbers(a: &str, b: &str) -> bool {
    let numbers = |text: &str| {
        let number = |c: &char| c.is_numeric() || numerals().contains(*c);
        text.chars().filter(number).collect::<String>()
    };
    numbers(a) != numbers(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(a: &str, b: &str) -> usize {
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        edits(&chars(a), &chars(b))
    }

    #[test]
    fn edits_are_counted() {
        // Published examples: Wagner and Fischer's kitten, Damerau's swap, OSA's well-known CA / ABC.
        assert_eq!(of("kitten", "sitting"), 3);
        assert_eq!(of("ab", "ba"), 1);
        assert_eq!(of("ca", "abc"), 3);
        assert_eq!(of("", "abc"), 3);
        assert_eq!(of("东湖电力", "东湖动力"), 1);
    }

    #[test]
    fn the_nearest_name_comes_first() {
        let names = ["northwind traders", "东湖电力", "东湖水务", "acme"];
        let index = Similar::new(names.into_iter());
        let first = |name: &str| index.nearest(name, 0.5, 3).first().map(|n| n.0);
        assert_eq!(first("nortwhind trader"), Some(0));
        assert_eq!(first("湖北东湖电力"), Some(1));
        assert_eq!(first("东湖水务局"), Some(2));
        assert_eq!(first("amce"), Some(3));
        assert_eq!(first("zzz"), None);
    }

    #[test]
    fn names_of_a_series_differ() {
        assert!(differ_in_numbers("第一医院", "第二医院"));
        assert!(differ_in_numbers("plant 1", "plant 2"));
        assert!(!differ_in_numbers("acme trading", "acme tradings"));
    }
}
