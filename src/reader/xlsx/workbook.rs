//! The small parts: which sheets there are, which styles show dates, which calendar counts.

use std::collections::{BTreeMap, BTreeSet};

use super::markup::{Declined, Fast, Kind, Scanner, Tag, decode};
use super::parts::Parts;
use crate::reader::dates::{built_in_date, shows_date};

/// What a workbook says about its sheets.
pub(super) struct Workbook {
    pub(super) sheets: Vec<Sheet>,
    /// For each cell style, whether it shows a number as a date.
    pub(super) dates: Vec<bool>,
    /// Days are counted from 1904 on.
    pub(super) from_1904: bool,
    /// The folder of the workbook part, with its slash.
    pub(super) folder: String,
}

/// One sheet of the workbook.
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) path: String,
    pub(super) hidden: bool,
    pub(super) worksheet: bool,
}

impl Workbook {
    pub(super) fn read(parts: &Parts<'_>) -> Fast<Self> {
        let (folder, name) = document(parts)?;
        let links = links(parts, &format!("{folder}_rels/{name}.rels"))?;
        let mut book = Self {
            sheets: Vec::new(),
            dates: dates(parts, &format!("{folder}styles.xml"))?,
            from_1904: false,
            folder,
        };
        each_tag(
            &parts.whole(&format!("{}{name}", book.folder))?,
            "workbook",
            |tag| {
                if tag.begins("sheet") {
                    let sheet = sheet(&tag, &links, &book.folder)?;
                    book.sheets.push(sheet);
                } else if tag.begins("workbookPr")
                    && let Some(value) = tag.attribute("date1904")?
                {
                    book.from_1904 = value == "1" || value == "true";
                }
                Ok(())
            },
        )?;
        let mut names = BTreeSet::new();
        let doubled = book.sheets.iter().any(|s| !names.insert(s.name.clone()));
        if doubled || names.is_empty() {
            return Err(Declined);
        }
        Ok(book)
    }
}

/// Tells each tag of a whole part; the part must end with the closing tag of its root.
fn each_tag<'a>(text: &'a str, root: &str, mut tell: impl FnMut(Tag<'a>) -> Fast<()>) -> Fast<()> {
    let mut scan = Scanner::of_part(text)?;
    let mut closed = false;
    while let Some((_, tag)) = scan.next()? {
        closed = closed || tag.closes(root);
        if !closed {
            tell(tag)?;
        }
    }
    if closed { Ok(()) } else { Err(Declined) }
}

/// Folder and name of the workbook part.
fn document(parts: &Parts<'_>) -> Fast<(String, String)> {
    let text = parts.whole("_rels/.rels")?;
    let mut target = None;
    each_tag(&text, "Relationships", |tag| {
        let kind = tag.attribute("Type")?.unwrap_or("");
        if tag.begins("Relationship") && kind.ends_with("/relationships/officeDocument") {
            target = tag.attribute("Target")?;
        }
        Ok(())
    })?;
    let target = plain_path(target.ok_or(Declined)?)?;
    let (folder, name) = target
        .split_at_checked(target.rfind('/').map_or(0, |at| at + 1))
        .ok_or(Declined)?;
    if name.is_empty() {
        return Err(Declined);
    }
    let folder = folder.strip_prefix('/').unwrap_or(folder);
    Ok((folder.to_owned(), name.to_owned()))
}

fn plain_path(path: &str) -> Fast<&str> {
    let odd = path.contains(['&', '%', '\\', '?', '#']) || path.contains("..");
    if odd { Err(Declined) } else { Ok(path) }
}

/// Id → target and type.
fn links(parts: &Parts<'_>, path: &str) -> Fast<BTreeMap<String, (String, String)>> {
    let mut links = BTreeMap::new();
    each_tag(&parts.whole(path)?, "Relationships", |tag| {
        if tag.begins("Relationship")
            && let Some(id) = tag.attribute("Id")?
        {
            let target = tag.attribute("Target")?.unwrap_or("").to_owned();
            let kind = tag.attribute("Type")?.unwrap_or("").to_owned();
            if links.insert(id.to_owned(), (target, kind)).is_some() {
                return Err(Declined);
            }
        }
        Ok(())
    })?;
    Ok(links)
}

fn sheet(tag: &Tag<'_>, links: &BTreeMap<String, (String, String)>, folder: &str) -> Fast<Sheet> {
    let (mut name, mut id, mut hidden) = (String::new(), None, false);
    for attribute in tag.attributes() {
        let (key, value) = attribute?;
        match key {
            "name" if value.contains(['\r', '\n', '\t']) => return Err(Declined),
            "name" => decode(value, &mut name)?,
            "state" => {
                hidden = match value {
                    "visible" => false,
                    "hidden" | "veryHidden" => true,
                    _ => return Err(Declined),
                }
            }
            _ if key.rsplit(':').next() == Some("id") && id.replace(value).is_some() => {
                return Err(Declined);
            }
            _ => {}
        }
    }
    let (target, kind) = links.get(id.ok_or(Declined)?).ok_or(Declined)?;
    let target = plain_path(target)?;
    let path = match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("{folder}{target}"),
    };
    let worksheet = match kind.rsplit('/').next() {
        Some("worksheet") => true,
        Some("chartsheet" | "dialogsheet") => false,
        _ => return Err(Declined),
    };
    Ok(Sheet {
        name,
        path,
        hidden,
        worksheet,
    })
}

/// Which cell styles show dates.
fn dates(parts: &Parts<'_>, path: &str) -> Fast<Vec<bool>> {
    if !parts.has(path) {
        return Ok(Vec::new());
    }
    let (mut dates, mut formats) = (Vec::new(), BTreeMap::new());
    let mut within = "";
    each_tag(&parts.whole(path)?, "styleSheet", |tag| {
        match (tag.name, tag.kind) {
            ("numFmts", Kind::Open) => within = "numFmts",
            ("cellXfs", Kind::Open) => within = "cellXfs",
            ("numFmts" | "cellXfs", _) => within = "",
            ("numFmt", Kind::Open | Kind::Empty) if within == "numFmts" => {
                let (id, code) = (tag.attribute("numFmtId")?, tag.attribute("formatCode")?);
                if let (Some(id), Some(raw)) = (id, code) {
                    let mut code = String::new();
                    decode(raw, &mut code)?;
                    formats.insert(id.to_owned(), shows_date(&code));
                }
            }
            ("xf", Kind::Open | Kind::Empty) if within == "cellXfs" => {
                let id = tag.attribute("numFmtId")?.unwrap_or("0");
                dates.push(formats.get(id).copied().unwrap_or_else(|| built_in(id)));
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(dates)
}

/// A number written otherwise is no number of a format.
fn built_in(id: &str) -> bool {
    let plain = !id.starts_with(['0', '+']);
    plain && id.parse().is_ok_and(built_in_date)
}
