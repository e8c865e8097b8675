//! Standard output and error: bytes as they are, colours on a terminal alone.

use std::io::{self, Write as _};

use anstream::stream::RawStream;
use anstream::{AutoStream, ColorChoice};
use clap::builder::styling::{AnsiColor, Style};

use crate::failure::Failure;

/// Writes colours, or nothing in their place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paint {
    on: bool,
}

impl Paint {
    /// Colours where the stream is a terminal and the environment (`NO_COLOR`, `CLICOLOR`, `TERM`) does not object.
    pub(crate) fn of(stream: &impl RawStream) -> Self {
        Self { on: AutoStream::choice(stream) != ColorChoice::Never }
    }

    /// A heading or a name.
    pub(crate) fn strong(self, text: &str) -> String {
        self.styled(text, Style::new().bold())
    }

    /// What is lost or wrong.
    pub(crate) fn bad(self, text: &str) -> String {
        self.styled(text, AnsiColor::Red.on_default().bold())
    }

    fn styled(self, text: &str, style: Style) -> String {
        if self.on { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}

/// Writes the result of a command.
pub(crate) fn write(output: &[u8]) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(output).and_then(|()| stdout.flush()).map_err(Failure::Output)
}

/// Writes what went wrong. Nobody to read it is no reason to fail differently.
pub(crate) fn report(failure: &Failure) {
    let mut stderr = io::stderr().lock();
    let paint = Paint::of(&stderr);
    let mut text = String::new();
    for line in failure.to_string().lines() {
        // Names come from files and other programs: they must not command the terminal.
        let line = line.replace(char::is_control, "\u{FFFD}");
        match line.strip_prefix("error:") {
            Some(rest) => text += &(paint.bad("error:") + rest),
            None => text += &line,
        }
        text.push('\n');
    }
    let _ = stderr.write_all(text.as_bytes());
}

/// Rows as lines of aligned columns.
pub(crate) fn columns<const N: usize>(indent: usize, rows: &[[String; N]]) -> String {
    let width = |at: usize| rows.iter().map(|row| row[at].chars().count()).max().unwrap_or(0);
    let widths: [usize; N] = std::array::from_fn(width);
    // Not by a width of the format, which is for columns of at most 65535.
    let padded = |(cell, width): (&String, usize)| cell.clone() + &" ".repeat(width - cell.chars().count());
    let line = |row: &[String; N]| {
        let cells: Vec<_> = row.iter().zip(widths).map(padded).collect();
        format!("{:indent$}{}\n", "", cells.join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}
