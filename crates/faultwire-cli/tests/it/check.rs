//! `faultwire styles check`.

use crate::program::{faultwire, file, folder};

const PAGE: &str = "name = 'house'\nmedia = { json = 'application/json' }\nfault.body = { id = '$code' }\n";

fn check(file: &str) -> crate::program::Ran {
    faultwire(&["styles", "check", file], "")
}

#[test]
fn a_valid_file_is_ok_and_counted() {
    let folder = folder("check-ok");
    let page = file(&folder, "house.toml", PAGE);
    assert_eq!(check(&page).fine(), format!("{page}: ok, a style page with 1 format, 1 section (fault)\n"));
    let config = file(&folder, "f.toml", "style = 'openstack'\n[[routes]]\nprefix = '/a'\nstyle = 'problem'\n");
    assert_eq!(check(&config).fine(), format!("{config}: ok, a configuration with 1 route\n"));
    let empty = file(&folder, "empty.toml", "");
    assert_eq!(check(&empty).fine(), format!("{empty}: ok, a configuration\n"));
}

#[test]
fn five_mistakes_of_a_page_are_five_reports() {
    let page = r#"name = "house"
titel = "Our own"
media = { json = "application/json", yaml = "text/yaml" }
options = { tone = ["plain", "formal"] }

[fault.body]
id = "$cod"
number = "$number"
tone = "$option.tune"
"#;
    let page = file(&folder("check-page"), "house.toml", page);
    let report = check(&page).failed(1);
    let places = ["2:1", "3:38", "7:6", "8:10", "9:8"].map(|place| format!("--> {page}:{place}\n"));
    assert!(places.iter().all(|place| report.contains(place)), "{report}");
    assert_eq!(report.matches("error: ").count(), 5, "{report}");
    for help in
        ["did you mean `title`?", "valid: `json`, `xml`", "did you mean `$code`?", "did you mean `$option.tone`?"]
    {
        assert!(report.contains(help), "{help} in {report}");
    }
    assert!(report.ends_with(&format!("\n\n{page}: 5 mistakes\n")), "{report}");
}

#[test]
fn a_configuration_is_checked_as_one() {
    let config = "style = 'opnstack'\n[[routes]]\nprefix = 'api'\nstyle = 'problem'\n[expose]\ndetail = true\n";
    let config = file(&folder("check-config"), "faultwire.toml", config);
    let report = check(&config).failed(1);
    for text in ["did you mean `openstack`?", ":1:9\n", ":3:10\n", "did you mean `details`?", ": 3 mistakes\n"] {
        assert!(report.contains(text), "{text} in {report}");
    }
}

#[test]
fn what_cannot_be_read_is_one_sentence() {
    let folder = folder("check-read");
    let binary = file(&folder, "binary.toml", b"name = 'x'\n\xFF\n");
    assert_eq!(check(&binary).failed(1), format!("error: {binary} is not UTF-8: byte 0xFF at offset 11, in line 2\n"));
    let missing = folder.join("missing.toml").display().to_string();
    assert!(check(&missing).failed(1).starts_with(&format!("error: cannot read {missing}: ")));
    assert!(check(folder.to_str().unwrap()).failed(1).starts_with("error: cannot read "));
}

#[test]
fn broken_syntax_is_reported_with_its_place() {
    let page = file(&folder("check-syntax"), "house.toml", "name = 'x\nmedia = {}\n");
    assert!(check(&page).failed(1).contains(":1:"));
}
