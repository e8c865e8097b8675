//! Catalogues that import others.

use std::fs;
use std::path::{Path, PathBuf};

use faultwire_catalog::Catalog;

/// A folder of a test, with files in it.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str, files: &[(&str, &str)]) -> Self {
        let folder = std::env::temp_dir().join(format!("faultwire-catalog-{test}-{}", std::process::id()));
        for (name, text) in files {
            let file = folder.join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        Self(folder)
    }

    /// What is wrong, without the folder's own name.
    fn mistakes(&self, file: &str) -> Vec<String> {
        let error = Catalog::load(self.0.join(file)).unwrap_err();
        let start = format!("{}{}", self.0.display(), std::path::MAIN_SEPARATOR);
        let one = |m: &faultwire::Mistake| {
            format!("{}:{}: {}", m.file(), m.line().unwrap_or_default(), m.message()).replace(&start, "")
        };
        error.mistakes().iter().map(one).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn catalog(name: &str, imports: &str, faults: &str) -> String {
    format!("name = '{name}'\nowner = 'team {name}'\nversion = '1'\nimports = [{imports}]\n{faults}")
}

fn fault(code: &str, number: i64) -> String {
    format!("[faults.{code}]\nstatus = 400\ntitle = 'T'\nnumber = {number}\n")
}

#[test]
fn imports_are_found_from_where_the_file_is_and_read_once() {
    let folder = Folder::new(
        "imports",
        &[
            ("a.toml", &catalog("a", "'x/b.toml', 'x/c.toml'", &fault("of_a", 1))),
            ("x/b.toml", &catalog("b", "'c.toml'", &fault("of_b", 2))),
            ("x/c.toml", &catalog("c", "", &fault("of_c", 3))),
        ],
    );
    let read = Catalog::load(folder.0.join("a.toml")).unwrap();
    let codes: Vec<_> = read.all_faults().map(|fault| fault.code()).collect();
    assert_eq!(codes, ["of_a", "of_b", "of_c"]);
    assert_eq!(read.faults().len(), 1);
    assert_eq!(read.imports()[0].catalog().imports()[0].catalog().owner(), "team c");
    assert!(read.fault("of_c").is_some() && read.fault("of_d").is_none());
}

#[test]
fn a_clash_between_teams_names_both_places() {
    let folder = Folder::new(
        "clash",
        &[
            ("a.toml", &catalog("a", "'b.toml'", &format!("{}{}", fault("shared", 1), fault("own", 2)))),
            ("b.toml", &catalog("b", "", &format!("{}{}", fault("shared", 8), fault("theirs", 2)))),
        ],
    );
    let expected = [
        "a.toml:5: `shared` is the code of a fault in b.toml:5 (team b) already",
        "a.toml:9: 2 is the number of `theirs` in b.toml:9 (team b) already",
    ];
    assert_eq!(folder.mistakes("a.toml"), expected);
}

#[test]
fn mistakes_are_in_the_order_of_their_files_and_places() {
    let wrong = "[faults.wrong]\nstatus = 400\ntitle = 7\n";
    let folder = Folder::new(
        "order",
        &[
            ("a.toml", &catalog("a", "'b.toml', 'c.toml'", &format!("{}{wrong}", fault("shared", 1)))),
            ("b.toml", &catalog("b", "", &fault("shared", 2))),
            ("c.toml", &catalog("c", "", &format!("{}{wrong}", fault("shared", 3)))),
        ],
    );
    let expected = [
        "c.toml:5: `shared` is the code of a fault in b.toml:5 (team b) already",
        "c.toml:11: expected a string, not an integer",
        "a.toml:5: `shared` is the code of a fault in c.toml:5 (team c) already",
        "a.toml:9: `wrong` is the code of a fault in c.toml:9 (team c) already",
        "a.toml:11: expected a string, not an integer",
    ];
    assert_eq!(folder.mistakes("a.toml"), expected);
}

#[test]
fn what_is_no_text_is_named_with_its_line() {
    let folder = Folder::new("no-text", &[("a.toml", &catalog("a", "", ""))]);
    fs::write(folder.0.join("a.toml"), b"name = 'a'\nowner = '\xFF'\n").unwrap();
    assert_eq!(folder.mistakes("a.toml"), ["a.toml:0: it cannot be read: it is not UTF-8: byte 0xFF in line 2"]);
}

#[test]
fn imports_in_a_circle_are_a_mistake() {
    let folder = Folder::new(
        "circle",
        &[
            ("a.toml", &catalog("a", "'b.toml'", "")),
            ("b.toml", &catalog("b", "'c.toml'", "")),
            ("c.toml", &catalog("c", "'a.toml'", "")),
            ("self.toml", &catalog("s", "'./self.toml'", "")),
        ],
    );
    let expected = ["c.toml:4: imports go around in a circle: a.toml imports b.toml imports c.toml imports a.toml"];
    assert_eq!(folder.mistakes("a.toml"), expected);
    let expected = ["self.toml:4: imports go around in a circle: self.toml imports self.toml"];
    assert_eq!(folder.mistakes("self.toml"), expected);
}

#[test]
fn mistakes_of_imports_are_reported_in_their_files() {
    let folder = Folder::new(
        "mistakes",
        &[
            ("a.toml", &catalog("a", "'b.toml', 'lost.toml', 7", "[faults.x]\nstatus = 400\n")),
            ("b.toml", &catalog("b", "", "[faults.y]\ntitle = 'Y'\n")),
        ],
    );
    let expected = [
        "b.toml:5: `status` is missing here",
        "a.toml:4: `lost.toml` cannot be read: No such file or directory (os error 2)",
        "a.toml:4: expected a string, not an integer",
        "a.toml:5: `title` is missing here",
    ];
    assert_eq!(folder.mistakes("a.toml"), expected);
    let lost = Catalog::load(Path::new("no-such-folder/faults.toml")).unwrap_err();
    assert!(lost.to_string().starts_with("error: it cannot be read: "), "{lost}");
}

#[test]
fn imports_have_a_depth() {
    let name = |at: usize| format!("{at}.toml");
    let texts: Vec<_> = (0..65).map(|at| (name(at), catalog("a", &format!("'{}'", name(at + 1)), ""))).collect();
    let mut files: Vec<_> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let last = catalog("a", "", "");
    files.push(("65.toml", &last));
    let folder = Folder::new("depth", &files);
    assert!(Catalog::load(folder.0.join("2.toml")).is_ok());
    assert_eq!(folder.mistakes("0.toml"), ["63.toml:4: imports are more than 64 files deep here"]);
}

#[test]
fn what_is_no_file_is_not_read() {
    let folder = Folder::new("no-file", &[("a.toml", &catalog("a", "'b'", "")), ("b/c", "")]);
    assert_eq!(folder.mistakes("a.toml"), ["a.toml:4: `b` cannot be read: it is no file"]);
    assert_eq!(folder.mistakes("b"), ["b:0: it cannot be read: it is no file"]);
}
