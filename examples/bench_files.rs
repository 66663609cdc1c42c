//! The files of `cargo xtask bench`: the same invented table as xlsx and as CSV, of any size.
//!
//! `cargo run --release --example bench_files -- FOLDER NAME ROWS COLUMNS` writes `NAME.xlsx`,
//! `NAME.csv` (UTF-8) and `NAME.gb18030.csv`. Texts that repeat, texts that do not, numbers, ratios and
//! dates in turn; the same bytes on every run.

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

enum Cell {
    Text(String),
    Number(f64),
    Date(u16, u8, u8),
}

struct Rows {
    random: Xoshiro256PlusPlus,
}

impl Rows {
    fn below(&mut self, most: u64) -> u64 {
        self.random.next_u64() % most
    }

    fn cell(&mut self, row: u32, col: u16) -> Cell {
        const STAGES: [&str; 6] = [
            "线索",
            "机会点",
            "方案",
            "投标",
            "Negotiation",
            "Closed Won",
        ];
        match col % 5 {
            0 if col == 0 => Cell::Text(format!("商机 {row} 号专网扩容")),
            0 => Cell::Text(
                STAGES
                    .get(self.below(6) as usize)
                    .copied()
                    .unwrap_or("")
                    .to_owned(),
            ),
            1 => Cell::Text(format!("客户 {} 有限公司", self.below(5_000))),
            2 => Cell::Number((self.below(9_000_000) + 1_000) as f64),
            3 => Cell::Number(self.below(10_000) as f64 / 10_000.0),
            _ => Cell::Date(
                2024 + self.below(3) as u16,
                1 + self.below(12) as u8,
                1 + self.below(28) as u8,
            ),
        }
    }
}

fn header(col: u16) -> String {
    let names = ["阶段", "客户名称", "预计金额", "赢率", "预计签约日期"];
    format!("{} {col}", names.get(usize::from(col % 5)).unwrap_or(&""))
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [folder, name, rows, columns] = args.as_slice() else {
        return Err("FOLDER NAME ROWS COLUMNS".into());
    };
    let (rows, columns): (u32, u16) = (rows.parse()?, columns.parse()?);
    let place = |ending: &str| Path::new(folder).join(format!("{name}.{ending}"));
    let mut csv = BufWriter::new(File::create(place("csv"))?);
    let mut chinese = BufWriter::new(File::create(place("gb18030.csv"))?);
    let mut book = Workbook::new();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let sheet = book.add_worksheet();
    sheet.set_name("商机")?;
    let mut line = String::new();
    for col in 0..columns {
        sheet.write_string(0, col, header(col))?;
        line += &header(col);
        line.push(if col + 1 == columns { '\n' } else { ',' });
    }
    let mut source = Rows {
        random: Xoshiro256PlusPlus::seed_from_u64(1),
    };
    for row in 1..=rows {
        for col in 0..columns {
            match source.cell(row, col) {
                Cell::Text(text) => {
                    sheet.write_string(row, col, &text)?;
                    line += &text;
                }
                Cell::Number(number) => {
                    sheet.write_number(row, col, number)?;
                    line += &number.to_string();
                }
                Cell::Date(year, month, day) => {
                    let at = ExcelDateTime::from_ymd(year, month, day)?;
                    sheet.write_datetime_with_format(row, col, &at, &date)?;
                    line += &format!("{year}-{month:02}-{day:02}");
                }
            }
            line.push(if col + 1 == columns { '\n' } else { ',' });
        }
        if line.len() > 1 << 16 || row == rows {
            csv.write_all(line.as_bytes())?;
            chinese.write_all(&encoding_rs::GB18030.encode(&line).0)?;
            line.clear();
        }
    }
    book.save(place("xlsx"))?;
    Ok(())
}
