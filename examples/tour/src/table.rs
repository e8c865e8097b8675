//! The table.

use std::io::{self, Write};

use anstream::adapter::strip_str;

const BOLD: &str = "\x1b[1m";
const RED: &str = "\x1b[31m";
const GREEN: &str = "\x1b[32m";
const PLAIN: &str = "\x1b[0m";

/// The requests below one prefix.
pub(crate) struct Section {
    pub(crate) title: String,
    pub(crate) rows: Vec<Row>,
}

/// A request, and what each service answered.
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) cells: Vec<Cell>,
}

/// An answer in short, and what is wrong with it.
pub(crate) struct Cell {
    pub(crate) text: String,
    pub(crate) wrong: Vec<String>,
}

impl Section {
    /// How many cells have something wrong.
    pub(crate) fn wrong(&self) -> usize {
        self.rows.iter().flat_map(|row| &row.cells).filter(|cell| !cell.wrong.is_empty()).count()
    }

    /// Writes it, with what is wrong below each row.
    pub(crate) fn write(&self, names: &[&str], out: &mut impl Write) -> io::Result<()> {
        let first = self.rows.iter().map(|row| row.name.len()).max().unwrap_or_default();
        let cells = self.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.text.len());
        let other = cells.chain(names.iter().map(|name| name.len())).max().unwrap_or_default();
        writeln!(out, "{BOLD}{}{PLAIN}", self.title)?;
        let heads: String = names.iter().map(|name| format!("  {name:other$}")).collect();
        writeln!(out, "  {:first$}{}", "", heads.trim_end())?;
        for row in &self.rows {
            write!(out, "  {:first$}", row.name)?;
            for cell in &row.cells {
                let colour = if cell.wrong.is_empty() { GREEN } else { RED };
                write!(out, "  {colour}{:other$}{PLAIN}", cell.text)?;
            }
            writeln!(out)?;
            for (name, cell) in names.iter().zip(&row.cells) {
                for wrong in &cell.wrong {
                    // Bytes of an answer do not colour the terminal.
                    writeln!(out, "      {name}: {}", strip_str(wrong))?;
                }
            }
        }
        writeln!(out)
    }
}
