//! The readable summary: findings, files, and what was noticed.

use std::collections::BTreeMap;
use std::io::{self, Write};

use kamlens::analysis::{Finding, FindingSeverity, Unlock};
use kamlens::book::Source;
use kamlens::engine::Answers;
use kamlens::table::{Diagnostic, Severity};
use kamlens::words::{Arg, Message, Words};

use crate::layout::{Ink, Look, Side, columns, display_width, pad};
use crate::tiers;

/// How many cells of a kind of diagnostic are named.
const NAMED_CELLS: usize = 3;

/// What every part needs.
struct Summary<'a, W> {
    answers: &'a Answers<'a>,
    words: &'a Words,
    look: Look,
    out: W,
}

/// Prints the whole summary.
///
/// # Errors
/// Those of the output.
pub(crate) fn print(
    answers: &Answers<'_>,
    words: &Words,
    look: Look,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut summary = Summary {
        answers,
        words,
        look,
        out,
    };
    summary.title()?;
    summary.findings()?;
    tiers::print(answers, words, look, summary.out)?;
    summary.focus()?;
    summary.files()?;
    summary.noticed()
}

impl<W: Write> Summary<'_, W> {
    fn title(&mut self) -> io::Result<()> {
        let title = Message::new("cli.title")
            .with("version", env!("CARGO_PKG_VERSION"))
            .with("asOf", self.answers.context.as_of.to_string())
            .with("seed", Arg::Number(self.answers.context.seed as f64));
        let title = self.words.render(&title);
        writeln!(self.out, "{}", self.look.paint(&title, Ink::Faint))
    }

    fn heading(&mut self, code: &str) -> io::Result<()> {
        let text = self.words.text(code);
        writeln!(self.out, "\n{}", self.look.paint(&text, Ink::Heading))
    }

    fn findings(&mut self) -> io::Result<()> {
        let findings = self.answers.reports.findings();
        let labels = findings
            .iter()
            .map(|f| self.words.text(label(f.severity).0));
        let labels: Vec<String> = labels.collect();
        let width = labels.iter().map(|l| display_width(l)).max().unwrap_or(0);
        self.heading("cli.findings")?;
        for (finding, label_text) in findings.into_iter().zip(labels) {
            let ink = label(finding.severity).1;
            let padded = pad(&label_text, width, Side::Left);
            write!(self.out, "  {}  ", self.look.paint(&padded, ink))?;
            self.finding(finding, width + 4)?;
        }
        Ok(())
    }

    fn focus(&mut self) -> io::Result<()> {
        let sentences = &self.answers.reports.focus.sentences;
        if sentences.is_empty() {
            return Ok(());
        }
        self.heading("cli.focus")?;
        for sentence in sentences {
            let text = self.words.render(sentence);
            writeln!(self.out, "  {}", self.look.wrap(&text, 2))?;
        }
        Ok(())
    }

    fn finding(&mut self, finding: &Finding, indent: usize) -> io::Result<()> {
        let hurdle = self.words.text(&format!("cli.hurdle.{}", finding.hurdle));
        let hurdle = self.look.paint(&hurdle, Ink::Heading);
        let blank = " ".repeat(indent);
        let sentence = self.words.render(&finding.message);
        writeln!(self.out, "{hurdle}")?;
        writeln!(self.out, "{blank}{}", self.look.wrap(&sentence, indent))?;
        for action in &finding.actions {
            let action = self.words.render(action);
            let action = self.look.wrap(&action, indent + 2);
            writeln!(self.out, "{blank}→ {action}")?;
        }
        for unlock in &finding.unlock {
            let unlock = self.look.wrap(&self.unlock(unlock), indent + 2);
            writeln!(
                self.out,
                "{blank}{}",
                self.look.paint(&format!("+ {unlock}"), Ink::Faint)
            )?;
        }
        Ok(())
    }

    fn unlock(&self, unlock: &Unlock) -> String {
        let field = |field: &kamlens::book::Field| Arg::Code(format!("field.{}", field.name()));
        let table = Arg::Code(format!("table.{}", unlock.table.name()));
        let fields = unlock.fields.iter().map(field).collect();
        let message = Message::new("cli.unlock").with("table", table);
        self.words
            .render(&message.with("fields", Arg::List(fields)))
    }

    fn files(&mut self) -> io::Result<()> {
        self.heading("cli.files")?;
        for file in self.answers.files {
            writeln!(self.out, "  {}", file.name)?;
            if let Some(error) = &file.error {
                let text = self.look.wrap(&self.words.render(error), 4);
                writeln!(self.out, "    {}", self.look.paint(&text, Ink::Act))?;
                continue;
            }
            let sources = self.answers.imported.book.sources.iter();
            let sources: Vec<&Source> = sources.filter(|s| s.file == file.name).collect();
            self.tables(&sources)?;
        }
        let sources = &self.answers.imported.book.sources;
        let sum =
            |count: fn(&Source) -> u32| sources.iter().map(|s| f64::from(count(s))).sum::<f64>();
        let total = Message::new("cli.total")
            .with("read", sum(|s| s.read))
            .with("used", sum(|s| s.used))
            .with("setAside", sum(|s| s.set_aside));
        writeln!(self.out, "  {}", self.words.render(&total))
    }

    fn tables(&mut self, sources: &[&Source]) -> io::Result<()> {
        const SIDES: [Side; 5] = [
            Side::Left,
            Side::Left,
            Side::Right,
            Side::Right,
            Side::Right,
        ];
        let heads = ["sheet", "kind", "read", "used", "setAside"];
        let heads = heads.map(|head| self.words.text(&format!("cli.{head}")));
        let mut rows = vec![heads.to_vec()];
        rows.extend(sources.iter().map(|source| self.table(source)));
        for (index, line) in columns(&rows, &SIDES).into_iter().enumerate() {
            let ink = if index == 0 { Ink::Faint } else { Ink::Plain };
            writeln!(self.out, "    {}", self.look.paint(&line, ink))?;
        }
        Ok(())
    }

    fn table(&self, source: &Source) -> Vec<String> {
        let kind = source.kind.map_or_else(
            || "cli.unknownKind".to_owned(),
            |kind| format!("table.{}", kind.name()),
        );
        let count = |count: u32| {
            let style = kamlens::words::NumberStyle::Int;
            self.words.number(f64::from(count), style)
        };
        vec![
            source.sheet.clone(),
            self.words.text(&kind),
            count(source.read),
            count(source.used),
            count(source.set_aside),
        ]
    }

    fn noticed(&mut self) -> io::Result<()> {
        let read = self.answers.files.iter().flat_map(|file| &file.diagnostics);
        let mut groups: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
        for diagnostic in read.chain(&self.answers.imported.diagnostics) {
            groups
                .entry(diagnostic.code())
                .or_default()
                .push(diagnostic);
        }
        if groups.is_empty() {
            return Ok(());
        }
        let mut groups: Vec<Vec<&Diagnostic>> = groups.into_values().collect();
        // Warnings first, then the most frequent.
        let rank = |group: &Vec<&Diagnostic>| {
            let worst = group.iter().map(|d| d.severity).max();
            std::cmp::Reverse((worst, group.len()))
        };
        groups.sort_by_key(rank);
        let digits = groups
            .iter()
            .map(|g| self.count(g).len())
            .max()
            .unwrap_or(0);
        self.heading("cli.noticed")?;
        for group in &groups {
            self.group(group, digits)?;
        }
        Ok(())
    }

    fn count(&self, group: &[&Diagnostic]) -> String {
        let style = kamlens::words::NumberStyle::Int;
        self.words.number(group.len() as f64, style)
    }

    fn group(&mut self, group: &[&Diagnostic], digits: usize) -> io::Result<()> {
        let Some(first) = group.first() else {
            return Ok(());
        };
        let ink = match first.severity {
            Severity::Warning => Ink::Watch,
            Severity::Note => Ink::Plain,
        };
        let count = pad(&self.count(group), digits, Side::Right);
        let code = self.look.paint(first.code(), ink);
        let blank = " ".repeat(digits + 6);
        writeln!(self.out, "  {count} × {code}")?;
        let text = self.words.render(&first.message);
        let text = self.look.wrap(&text, blank.len());
        writeln!(self.out, "{blank}{text}")?;
        if let Some(cells) = self.cells(group) {
            let cells = self.look.wrap(&cells, blank.len());
            writeln!(self.out, "{blank}{cells}")?;
        }
        let hint = Message {
            code: format!("hint.{}", first.code()),
            args: first.message.args.clone(),
        };
        if self.words.has(&hint.code) {
            let hint = self.look.wrap(&self.words.render(&hint), blank.len() + 2);
            let hint = self.look.paint(&format!("→ {hint}"), Ink::Faint);
            writeln!(self.out, "{blank}{hint}")?;
        }
        Ok(())
    }

    /// The first cells with what stands in them, and how many more there are.
    fn cells(&self, group: &[&Diagnostic]) -> Option<String> {
        let located = group.iter().filter_map(|d| Some((d, d.place()?)));
        let named = located.clone().take(NAMED_CELLS).map(|(d, at)| {
            if d.raw.is_empty() {
                return Arg::Text(at);
            }
            let cell = Message::new("cli.cell").with("at", at);
            Arg::Text(self.words.render(&cell.with("raw", d.raw.as_str())))
        });
        let named: Vec<Arg> = named.collect();
        let more = located.count().saturating_sub(named.len());
        if named.is_empty() {
            return None;
        }
        let code = if more == 0 {
            "cli.cells"
        } else {
            "cli.cellsAndMore"
        };
        let message = Message::new(code).with("cells", Arg::List(named));
        Some(self.words.render(&message.with("n", more)))
    }
}

fn label(severity: FindingSeverity) -> (&'static str, Ink) {
    match severity {
        FindingSeverity::Act => ("cli.severity.act", Ink::Act),
        FindingSeverity::Watch => ("cli.severity.watch", Ink::Watch),
        FindingSeverity::Ok => ("cli.severity.ok", Ink::Ok),
        FindingSeverity::NoData => ("cli.severity.no-data", Ink::Faint),
    }
}
