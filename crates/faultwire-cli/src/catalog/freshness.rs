//! The test that `faultwire catalog generate` writes beside the code.

use std::io;
use std::path::{self, Path};

use faultwire_catalog::RustOptions;

use crate::failure::Failure;
use crate::file;

/// The test of a crate that its code is what the catalogue says.
pub(super) struct Test<'a> {
    file: &'a Path,
    text: String,
}

impl<'a> Test<'a> {
    /// The test of a catalogue's code in a crate; all paths are as they were given.
    ///
    /// # Errors
    ///
    /// When it is in no crate.
    pub(super) fn of(options: &RustOptions, catalog: &Path, code: &Path, file: &'a Path) -> Result<Self, Failure> {
        let cannot = |error: io::Error| Failure::new(format_args!("cannot find {}: {error}", file.display()));
        let place = path::absolute(file).map_err(cannot)?;
        let Some(home) = place.ancestors().skip(1).find(|folder| folder.join("Cargo.toml").is_file()) else {
            let help = "it is one of the crate that has the code";
            return Err(Failure::new(format_args!("no Cargo.toml is above the test {}: {help}", file.display())));
        };
        let from_home = |named: &Path| {
            let found = pathdiff::diff_paths(path::absolute(named).map_err(cannot)?, home);
            // Slashes are understood everywhere.
            let text = found.and_then(|path| path.to_str().map(|text| text.replace(path::MAIN_SEPARATOR, "/")));
            text.ok_or_else(|| Failure::new(format_args!("{} has no path from the test", named.display())))
        };
        Ok(Self { file, text: options.test(&from_home(catalog)?, &from_home(code)?) })
    }

    /// That the file is as it is to be.
    ///
    /// # Errors
    ///
    /// When it is not.
    pub(super) fn check(&self) -> Result<String, Failure> {
        let name = self.file.display();
        match file::read(self.file)?.replace("\r\n", "\n") == self.text {
            true => Ok(format!("{name}: the test of it\n")),
            false => Err(Failure::new(format_args!(
                "{name} is not the test of it: write it again with `faultwire catalog generate rust`"
            ))),
        }
    }

    /// The file to write.
    pub(super) fn file(&self) -> (&Path, &[u8]) {
        (self.file, self.text.as_bytes())
    }

    /// What was done, once the file is written.
    pub(super) fn done(&self) -> String {
        format!("{}: the test of it written\n", self.file.display())
    }
}
