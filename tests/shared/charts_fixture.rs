//! A small book with invented customers, drawn natively and in wasm: the same bytes must come out.
//! Included by `tests/it/charts.rs` and by `tests/boundary.rs`.

#[path = "charts_rows.rs"]
mod rows;

use jiff::civil::date;
use kamlens::analysis::{Context, Reports, analyze};
use kamlens::book::{Account, Book, Contact, Money, Opportunity, Ratio, Role, TableKind};
use kamlens::chart::{Chart, ChartOptions, TextMetrics, Theme, draw};
use kamlens::policy::Settings;
use kamlens::words::Words;
use rows::{accounts, contacts, kpis, many_accounts, opportunities, opportunity, share, source};

/// The two languages: (tag, locale file).
pub const LOCALES: [(&str, &str); 2] = [
    ("zh-CN", include_str!("../../www/locales/zh-CN.json")),
    ("en", include_str!("../../www/locales/en.json")),
];

/// A book and its answers: what charts are drawn from.
pub struct Fixture {
    pub book: Book,
    pub context: Context,
    pub reports: Reports,
    words: [Words; 2],
}

impl Fixture {
    /// Analyses a book as of mid-2026.
    pub fn new(book: Book) -> Self {
        let context = Context {
            as_of: date(2026, 6, 30),
            seed: 20_260_630,
            settings: Settings {
                draws: 2_000,
                ..Settings::default()
            },
        };
        let reports = analyze(&book, &context);
        Self {
            book,
            context,
            reports,
            words: LOCALES.map(|(_, json)| Words::parse(json).unwrap()),
        }
    }

    /// The chart of this name in a language.
    pub fn draw(&self, name: &str, locale: &str, options: &ChartOptions) -> Chart {
        let words = self.words.iter().find(|w| w.locale() == locale).unwrap();
        let metrics = TextMetrics::default();
        let (book, context, reports) = (&self.book, &self.context, &self.reports);
        draw(name, book, context, reports, words, &metrics, options).unwrap()
    }
}

/// One line per element, so that a golden's diff can be read.
pub fn normalised(svg: &str) -> String {
    svg.replace("><", ">\n<") + "\n"
}

/// A chart that must come out byte for byte.
pub struct Golden {
    /// Name in [`books`].
    pub book: &'static str,
    pub chart: &'static str,
    pub locale: &'static str,
    pub width: f64,
    /// What the file holds.
    pub svg: &'static str,
}

impl Golden {
    /// Its file in `tests/golden/charts`.
    pub fn file(&self) -> String {
        let Self {
            book,
            chart,
            locale,
            width,
            ..
        } = self;
        format!("{book}.{chart}.{locale}.{width}.svg")
    }
}

macro_rules! golden {
    ($book:literal, $chart:literal, $locale:literal, $width:literal) => {
        Golden {
            book: $book,
            chart: $chart,
            locale: $locale,
            width: $width as f64,
            svg: include_str!(concat!(
                "../golden/charts/",
                $book,
                ".",
                $chart,
                ".",
                $locale,
                ".",
                $width,
                ".svg"
            )),
        }
    };
}

/// All goldens.
pub const GOLDENS: &[Golden] = &[
    golden!("book", "heatmap", "zh-CN", 360),
    golden!("book", "heatmap", "en", 360),
    golden!("book", "heatmap", "zh-CN", 760),
    golden!("book", "heatmap", "en", 760),
    golden!("book", "tier-ladder", "zh-CN", 360),
    golden!("book", "tier-ladder", "en", 360),
    golden!("book", "tier-ladder", "zh-CN", 760),
    golden!("book", "tier-ladder", "en", 760),
    golden!("book", "share-fan", "zh-CN", 360),
    golden!("book", "share-fan", "en", 360),
    golden!("book", "share-fan", "zh-CN", 760),
    golden!("book", "share-fan", "en", 760),
    golden!("book", "forecast-histogram", "zh-CN", 360),
    golden!("book", "forecast-histogram", "en", 360),
    golden!("book", "forecast-histogram", "zh-CN", 760),
    golden!("book", "forecast-histogram", "en", 760),
    golden!("book", "scorecard", "zh-CN", 360),
    golden!("book", "scorecard", "en", 360),
    golden!("book", "scorecard", "zh-CN", 760),
    golden!("book", "scorecard", "en", 760),
    golden!("book", "tier-scatter", "zh-CN", 360),
    golden!("book", "tier-scatter", "en", 360),
    golden!("book", "tier-scatter", "zh-CN", 760),
    golden!("book", "tier-scatter", "en", 760),
    golden!("book", "concentration", "zh-CN", 360),
    golden!("book", "concentration", "en", 360),
    golden!("book", "concentration", "zh-CN", 760),
    golden!("book", "concentration", "en", 760),
    golden!("book", "migration", "zh-CN", 360),
    golden!("book", "migration", "en", 360),
    golden!("book", "migration", "zh-CN", 760),
    golden!("book", "migration", "en", 760),
    golden!("book", "consensus", "zh-CN", 360),
    golden!("book", "consensus", "en", 360),
    golden!("book", "consensus", "zh-CN", 760),
    golden!("book", "consensus", "en", 760),
    golden!("book", "waterfall", "zh-CN", 360),
    golden!("book", "waterfall", "en", 360),
    golden!("book", "waterfall", "zh-CN", 760),
    golden!("book", "waterfall", "en", 760),
    golden!("book", "tier-matrix", "zh-CN", 360),
    golden!("book", "tier-matrix", "en", 360),
    golden!("book", "tier-matrix", "zh-CN", 760),
    golden!("book", "tier-matrix", "en", 760),
    golden!("hostile", "heatmap", "en", 360),
    golden!("hostile", "tier-ladder", "zh-CN", 760),
    golden!("hostile", "scorecard", "en", 360),
    golden!("trap", "share-fan", "zh-CN", 760),
    golden!("trap", "forecast-histogram", "zh-CN", 760),
    golden!("trap", "forecast-histogram", "en", 360),
    golden!("amounts", "tier-ladder", "zh-CN", 760),
    golden!("sparse", "heatmap", "zh-CN", 560),
    golden!("sparse", "share-fan", "en", 360),
    golden!("hostile", "tier-scatter", "en", 360),
    golden!("hostile", "concentration", "en", 360),
    golden!("hostile", "migration", "en", 360),
    golden!("hostile", "consensus", "zh-CN", 360),
    golden!("hostile", "waterfall", "en", 760),
    golden!("hostile", "tier-matrix", "en", 360),
    golden!("amounts", "concentration", "en", 360),
    golden!("empty", "consensus", "en", 760),
    golden!("many", "tier-scatter", "en", 760),
    golden!("many", "migration", "zh-CN", 760),
    golden!("many", "migration", "en", 360),
    golden!("many", "consensus", "en", 360),
    golden!("many", "tier-matrix", "zh-CN", 760),
    golden!("empty", "heatmap", "zh-CN", 360),
    golden!("empty", "scorecard", "en", 760),
];

/// All fixture books by name.
pub fn books() -> [(&'static str, Book); 7] {
    [
        ("book", book()),
        ("hostile", hostile_book()),
        ("trap", trap_book()),
        ("amounts", amounts_book()),
        ("sparse", sparse_book()),
        ("many", many_book(420)),
        ("empty", Book::default()),
    ]
}

/// Options at a width.
pub fn at(width: f64, baked: Option<Theme>) -> ChartOptions {
    ChartOptions {
        width,
        baked,
        account: None,
        max_rows: 40,
    }
}

/// The whole fixture book.
pub fn book() -> Book {
    Book {
        sources: vec![
            source(TableKind::Accounts, "客户", 8),
            source(TableKind::Contacts, "联系人", 14),
            source(TableKind::Opportunities, "商机", 16),
            source(TableKind::Share, "份额", 12),
            source(TableKind::Kpis, "考核", 13),
        ],
        accounts: accounts(),
        contacts: contacts(),
        opportunities: opportunities(),
        share: share(),
        kpis: kpis(),
        ..Book::default()
    }
}

/// The trap of the domain specification: one deal of 170 at 50 % and ten of 10 at 30 %.
pub fn trap_book() -> Book {
    let deal = |row, amount: f64, p| Opportunity {
        amount: Money::new(amount * 1e6).unwrap(),
        probability: Some(Ratio::new(p).unwrap()),
        ..opportunity(row, None)
    };
    let mut opportunities = vec![deal(1, 170.0, 0.5)];
    opportunities.extend((0..10).map(|i| deal(2 + i, 10.0, 0.3)));
    Book {
        sources: vec![source(TableKind::Opportunities, "Deals", 11)],
        opportunities,
        ..Book::default()
    }
}

/// Only names and amounts: tiers by cumulative amount.
pub fn amounts_book() -> Book {
    let accounts = accounts().into_iter().map(|a| Account {
        name: a.name,
        origin: a.origin,
        revenue: a.revenue,
        ..Account::default()
    });
    Book {
        sources: vec![source(TableKind::Accounts, "客户", 8)],
        accounts: accounts.collect(),
        ..Book::default()
    }
}

/// More accounts than a scatter shows one by one.
pub fn many_book(count: u32) -> Book {
    Book {
        sources: vec![source(TableKind::Accounts, "客户", count)],
        accounts: many_accounts(count),
        ..Book::default()
    }
}

/// Contacts without any level, and shares without any deal.
pub fn sparse_book() -> Book {
    let contacts = contacts().into_iter().map(|c| Contact {
        levels: [None; 4],
        target_level: None,
        ..c
    });
    let mut share = share();
    share.retain(|row| row.revenue.is_some());
    Book {
        sources: vec![
            source(TableKind::Contacts, "联系人", 14),
            source(TableKind::Share, "份额", 9),
        ],
        accounts: accounts(),
        contacts: contacts.collect(),
        share,
        ..Book::default()
    }
}

/// The fixture book with names that try to break the drawing.
pub fn hostile_book() -> Book {
    let mut book = book();
    let names = [
        "<script>alert(\"x\")</script>&amp;'\u{202E}evil\u{0}\u{8}\r\n\t]]>",
        "一家名字特别特别长的跨区域智能制造与新能源装备产业投资控股集团股份有限公司华东分公司",
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
        "A",
        "👩‍👩‍👧‍👦🏭🔋 e\u{301}\u{301}\u{301} ﷽ 株式会社",
        "x onload=alert(1) style=\"fill:red\"",
        "  ",
        "{account:money} ${x} %s",
    ];
    for (i, account) in book.accounts.iter_mut().enumerate() {
        account.name = names[i % names.len()].into();
        account.verdicts = account
            .verdicts
            .iter()
            .map(|(_, yes)| (names[(i + 1) % names.len()].to_owned(), *yes))
            .collect();
        account.tier = account.tier.as_ref().map(|_| names[0].to_owned());
        account.region = Some(names[(i + 2) % names.len()].to_owned());
    }
    for (i, contact) in book.contacts.iter_mut().enumerate() {
        contact.name = names[(i + 3) % names.len()].into();
        contact.title = Some(names[(i + 5) % names.len()].into());
        if i % 4 == 0 {
            contact.role = Some(Role::Other(names[i % names.len()].into()));
        }
    }
    for (i, kpi) in book.kpis.iter_mut().enumerate() {
        kpi.name = format!("{} {i}", names[i % names.len()]);
    }
    for source in &mut book.sources {
        source.file = names[1].into();
    }
    book
}
