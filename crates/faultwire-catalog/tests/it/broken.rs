//! Files with broken syntax: what is told of them is true, and is told at once.

use faultwire::Config;
use faultwire_catalog::Catalog;

const HEAD: &str = "name = 'a'\nowner = 'b'\nversion = '1'\nbase = 'https://e.example'\n";

/// What is found in a text, each with its line and rule.
fn found(text: &str) -> Vec<String> {
    let report = Catalog::check_toml(text, "faults.toml", &Config::default()).unwrap();
    let one = |finding: &faultwire_catalog::Finding| {
        format!("{} {}", finding.mistake().line().unwrap_or_default(), finding.rule())
    };
    report.findings().iter().map(one).collect()
}

/// A fault of three lines, and more.
fn fault(code: &str, more: &str) -> String {
    format!("[faults.{code}]\nstatus = 404\ntitle = 'T'\n{more}")
}

fn quota(code: &str) -> String {
    format!("[faults.{code}]\nstatus = 413\ntitle = 'T'\ncause = 'quota'\n")
}

#[test]
fn what_is_broken_is_not_missing_as_well() {
    let a = fault("a", "");
    for (text, expected) in [
        (format!("{HEAD}{}", a.replace(" =", ":")), &["6 toml-invalid", "7 toml-invalid"][..]),
        (format!("{HEAD}{}", a.replace("status", "staus")), &["6 key-unknown"]),
        (format!("{HEAD}[faults.b] status = 404\n"), &["5 toml-invalid"]),
        (format!("{}{a}", HEAD.replace("name =", "name:")), &["1 toml-invalid"]),
        (format!("{}{a}", HEAD.replace("base", "bsae")), &["4 key-unknown"]),
        (format!("{}{a}", HEAD.replace("base =", "base:")), &["4 toml-invalid"]),
        (format!("{}{a}", HEAD.replace("'1'\n", "'1' ")), &["3 toml-invalid"]),
        (format!("{}{a}", HEAD.replace("'https://e.example'", "7")), &["4 value-invalid"]),
        (format!("{HEAD}{}", fault("a", "mesage = '{x}'\nparameters.x = 'text'\n")), &["8 key-unknown"]),
        (format!("{HEAD}{}", fault("a", "message = '{x}'\nparametres.x = 'text'\n")), &["9 key-unknown"]),
        (format!("{HEAD}{a}[[allow]]\nrule\nreason = 'x'\n"), &["9 toml-invalid"]),
        (format!("{HEAD}[faults.b\nstatus = 404\ntitle = 'T'\nnumber = 7\n"), &["5 toml-invalid"]),
    ] {
        assert_eq!(found(&text), expected, "{text}");
    }
}

#[test]
fn what_stands_in_place_of_a_broken_value_means_nothing() {
    let faults = [fault("a", "number == 7\n"), fault("b", "number == 8\n"), fault("c", "number = 0\n")].concat();
    assert_eq!(found(&format!("{HEAD}{faults}")), ["8 toml-invalid", "12 toml-invalid"]);
    let text = format!("imports == ['x.toml']\n{HEAD}{}", fault("a", "calls = = ['create']\n"));
    assert_eq!(found(&text.replace("status =", "status = =")), ["1 toml-invalid", "7 toml-invalid", "9 toml-invalid"]);
    // A quote that is lost takes what follows into the text.
    let text = format!("{HEAD}{}", fault("a", "message = '{x}'\nparameters = { x = \"text, y = \"text\" }\n"));
    assert_eq!(found(&text), ["9 toml-invalid"]);
}

#[test]
fn a_mistake_is_put_down_to_the_fault_that_it_is_in() {
    let shown = fault("a", "message = '{x}'\n");
    let allow = "[[allow]]\nrule = help-missing\nreason = 'x'\n";
    assert_eq!(found(&format!("{HEAD}{shown}{allow}")), ["5 parameter-undeclared", "10 toml-invalid"]);
    let faults = [shown, fault("b", "message = '{z}'\n"), "[faults.a.parameters]\nx = 'text'\ny\n".to_owned()];
    assert_eq!(found(&format!("{HEAD}{}", faults.concat())), ["9 parameter-undeclared", "15 toml-invalid"]);
    let unclosed = faults.concat().replace("parameters]", "parameters");
    assert_eq!(found(&format!("{HEAD}{unclosed}y = 'text'\n")), ["13 toml-invalid", "15 toml-invalid"]);
}

#[test]
fn a_rule_that_may_be_broken_holds_though_it_cannot_be_read() {
    let faults = [quota("b"), quota("c")].concat();
    for (allow, expected) in [
        ("[[allow]]\nrule = 'quota-403'\n", &["13 key-missing"][..]),
        ("[[allow]]\nrule = 'quota-403'\nreason = ''\n", &["13 value-invalid"]),
        ("[[allow]\nrule = 'quota-403'\nreason = 'x'\n", &["13 toml-invalid"]),
        ("[[allow]]\nrule = quota-403\nreason = 'x'\n", &["14 toml-invalid"]),
        // Of what else it is, nobody knows.
        ("[[allow]]\nrule\nfault = 'b'\nreason = 'x'\n", &["9 quota-403", "14 toml-invalid"]),
    ] {
        assert_eq!(found(&format!("{HEAD}{faults}{allow}")), expected, "{allow}");
    }
}

#[test]
fn a_fault_that_is_there_twice_has_its_first_place_in_every_form() {
    let own = "{ status = 404, title = 'T' }";
    for (text, line, first) in [
        (format!("{HEAD}[faults]\na = {own}\na = {own}\n"), 7, 6),
        (format!("faults.a = {own}\n{HEAD}faults.a = {own}\n"), 6, 1),
        (format!("{HEAD}faults.a.status = 404\nfaults.a.title = 'T'\n{}", fault("a", "")), 7, 5),
        (format!("{HEAD}{}[\"faults\".a]\nstatus = 404\ntitle = 'T'\n", fault("a", "")), 8, 5),
        // What is in a text is no table.
        (
            format!(
                "{HEAD}{}{}{}",
                fault("b", "description = \"\"\"\n[faults.a]\n\"\"\"\n"),
                fault("a", ""),
                fault("a", "")
            ),
            14,
            11,
        ),
    ] {
        let report = Catalog::check_toml(&text, "faults.toml", &Config::default()).unwrap();
        let [finding] = report.findings() else { panic!("{text}: {:?}", found(&text)) };
        let message = format!("`a` is the code of a fault in faults.toml:{first} already");
        assert_eq!((finding.rule(), finding.mistake().message()), ("code-duplicate", message.as_str()));
        assert_eq!(finding.mistake().line(), Some(line), "{text}");
    }
    // What else is there twice hides nothing of its line.
    let text = format!("{HEAD}faults.a = {{ status = 404, title = 'T', title = 'U', cause = 'quoat', retry = 'x' }}\n");
    assert_eq!(found(&text), ["5 toml-invalid", "5 value-invalid", "5 value-invalid"]);
}

#[test]
fn marks_and_ends_of_lines_are_no_part_of_the_text() {
    let text = format!("\u{FEFF}{HEAD}{}", fault("a", "")).replace("'a'", "7");
    let error = Catalog::from_toml(&text, "faults.toml").unwrap_err();
    assert_eq!((error.mistakes()[0].line(), error.mistakes()[0].column()), (Some(1), Some(8)));
    let text = format!("{HEAD}{}", fault("a", "message = \"\"\"x\n{y}\"\"\"\nparameters.y = 'text'\n"));
    let template = |text: &str| {
        let catalog = Catalog::from_toml(text, "faults.toml").unwrap();
        catalog.faults()[0].fault_type().template().map(str::to_owned)
    };
    assert_eq!(template(&text.replace('\n', "\r\n")), template(&text));
    assert_eq!(template(&text).as_deref(), Some("x\n{y}"));
    let number = found(&format!("{HEAD}{}", fault("a", "number = 0xFFFFFFFFFFFFFFFF\n")));
    assert_eq!(number, ["8 value-invalid"]);
}
