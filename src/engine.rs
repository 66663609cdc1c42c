//! The façade: holds one book's tables, settings and caches. Files in, one report out.
//!
//! ```
//! use kamlens::engine::Engine;
//! let engine = Engine::default();
//! assert_eq!(engine.files().len(), 0);
//! ```

use crate::analysis::tiering::{Placed, Tally, WhatIf, placed};
use crate::analysis::{Context, Reports, analyze, retier};
use crate::import::{Coerced, ImportOptions, Imported, Profile, coerced, import, profile};
use crate::policy::{MappingChoices, TierPolicy};
use crate::table::{Diagnostic, Table};
use crate::words::Message;

/// What became of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct File {
    /// The name as the user gave it.
    pub name: String,
    /// Why it could not be read, if so.
    pub error: Option<Message>,
    /// What the reader noticed.
    pub diagnostics: Vec<Diagnostic>,
}

/// One book: its files, and what was made of them last.
#[derive(Debug, Default)]
pub struct Engine {
    files: Vec<File>,
    tables: Vec<Table>,
    mapping: MappingChoices,
    imported: Option<(ImportOptions, Imported)>,
    analyzed: Option<(Context, Reports)>,
    what_if: WhatIf,
    /// Of the last report; taken when it is first asked who would move.
    placed: Option<Vec<Placed>>,
}

/// Everything that an analysis gives, borrowed from the engine.
#[derive(Debug, Clone, Copy)]
pub struct Answers<'a> {
    /// Files in the order given.
    pub files: &'a [File],
    /// Tables: index of [`crate::book::Source::table`].
    pub tables: &'a [Table],
    /// What a person has decided about tables and columns.
    pub mapping: &'a MappingChoices,
    /// The book and its diagnostics.
    pub imported: &'a Imported,
    /// As-of date, seed and settings.
    pub context: &'a Context,
    /// The answers.
    pub reports: &'a Reports,
}

impl Engine {
    /// The files given so far.
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// Adds a file that was read, or replaces the one of the same name in its place.
    pub fn add_file(&mut self, name: &str, tables: Vec<Table>, diagnostics: Vec<Diagnostic>) {
        let file = File {
            name: name.to_owned(),
            error: None,
            diagnostics,
        };
        self.put(file, tables);
    }

    /// Remembers a file that could not be read, so that reports name it.
    pub fn add_unreadable(&mut self, name: &str, error: Message) {
        let file = File {
            name: name.to_owned(),
            error: Some(error),
            diagnostics: Vec::new(),
        };
        self.put(file, Vec::new());
    }

    /// Removes a file; true if there was one of that name.
    pub fn remove_file(&mut self, name: &str) -> bool {
        let before = self.files.len();
        self.files.retain(|file| file.name != name);
        self.tables.retain(|table| table.file != name);
        self.forget();
        self.files.len() < before
    }

    /// What stands in the columns of a source's table; `None`: there is no such source, or nothing
    /// was analysed yet.
    pub fn profile(&self, source: usize) -> Option<Profile> {
        let (options, imported) = self.imported.as_ref()?;
        profile(&self.tables, options, imported, source)
    }

    /// The cells of a source's column that are read as something else than they show; `None` where
    /// there is no such column, or it is taken for no field.
    pub fn coerced(&self, source: usize, col: u32) -> Option<Vec<Coerced>> {
        let (options, imported) = self.imported.as_ref()?;
        coerced(&self.tables, options, imported, source, col)
    }

    /// Decides about tables and columns, instead of what would be detected. Nothing is read again.
    pub fn set_mapping(&mut self, mapping: MappingChoices) {
        self.mapping = mapping;
    }

    /// The decisions that hold.
    pub fn mapping(&self) -> &MappingChoices {
        &self.mapping
    }

    /// Removes all files.
    pub fn clear(&mut self) {
        self.files.clear();
        self.tables.clear();
        self.forget();
    }

    /// Imports and analyses what has changed since the last call.
    pub fn analyze(&mut self, context: &Context) -> Answers<'_> {
        let options = ImportOptions {
            fiscal_year_start: context.settings.fiscal_year_start,
            mapping: self.mapping.clone(),
        };
        if self.imported.as_ref().is_none_or(|(o, _)| *o != options) {
            let imported = import(&self.tables, &options);
            self.imported = Some((options, imported));
            self.analyzed = None;
            self.what_if = WhatIf::default();
        }
        let (options, imported) = self.imported.get_or_insert_with(Default::default);
        let book = &imported.book;
        self.placed = None;
        let found = match self.analyzed.take() {
            Some((before, reports)) if before == *context => (before, reports),
            Some((before, reports)) if before.differs_in_policy_only(context) => {
                (context.clone(), retier(book, context, reports))
            }
            _ => (context.clone(), analyze(book, context)),
        };
        let (context, reports) = self.analyzed.insert(found);
        Answers {
            files: &self.files,
            tables: &self.tables,
            mapping: &options.mapping,
            imported,
            context,
            reports,
        }
    }

    /// How a policy, as it holds ([`TierPolicy::effective`]), would tier the book; `None` before the
    /// first analysis. Changes no answer. For a unit from what it sees of the accounts.
    pub fn what_if(&mut self, policy: &TierPolicy, unit: Option<&str>) -> Option<Tally> {
        let (_, imported) = self.imported.as_ref()?;
        let (context, reports) = self.analyzed.as_ref()?;
        self.placed.get_or_insert_with(|| placed(&reports.tiers));
        let leads_count = context.settings.leads_count;
        Some(self.what_if.run(&imported.book, policy, unit, leads_count))
    }

    /// Where the last report has the accounts, once [`Engine::what_if`] was asked.
    pub fn placed(&self) -> &[Placed] {
        self.placed.as_deref().unwrap_or_default()
    }

    /// The answers of the last [`Engine::analyze`], if nothing has changed since.
    pub fn answers(&self) -> Option<Answers<'_>> {
        let (options, imported) = self.imported.as_ref()?;
        let (context, reports) = self.analyzed.as_ref()?;
        Some(Answers {
            files: &self.files,
            tables: &self.tables,
            mapping: &options.mapping,
            imported,
            context,
            reports,
        })
    }

    fn put(&mut self, file: File, mut tables: Vec<Table>) {
        for table in &mut tables {
            table.file.clone_from(&file.name);
        }
        let start = self.tables.iter().position(|t| t.file == file.name);
        self.tables.retain(|table| table.file != file.name);
        let start = start.unwrap_or(self.tables.len());
        self.tables.splice(start..start, tables);
        match self.files.iter_mut().find(|f| f.name == file.name) {
            Some(place) => *place = file,
            None => self.files.push(file),
        }
        self.forget();
    }

    fn forget(&mut self) {
        self.imported = None;
        self.analyzed = None;
        self.what_if = WhatIf::default();
        self.placed = None;
    }
}
