//! `faultwire styles`, `describe` and `schema`.

use faultwire::{Format, Style};

use crate::program::{faultwire, file, folder};

const PAGE: &str = "name = 'house'\ntitle = 'Our own'\nmedia = { json = 'application/json' }\n\
                    options = { tone = ['plain', 'formal'] }\nfault.body = { id = '$code', tone = '$option.tone' }\n";

#[test]
fn the_list_has_every_style_format_and_option() {
    let list = faultwire(&["styles"], "").fine();
    for style in Style::builtin() {
        assert!(list.contains(&format!("{}  {}\n", style.name(), style.title())), "{}", style.name());
        for media in style.formats().flat_map(|format| style.media_types(format).collect::<Vec<_>>()) {
            assert!(list.contains(media), "{media}");
        }
        for option in style.options() {
            assert!(list.contains(&format!("option {}", option.name())), "{}", option.name());
            assert!(list.contains(option.default_value()), "{}", option.default_value());
        }
    }
}

#[test]
fn a_configurations_styles_are_listed_and_taken() {
    let folder = folder("styles-config");
    let config = "[styles.problem]\ntitle = 'Another'\nmedia = { json = 'a/b' }\nfault.body = 1\n\
                  [styles.team]\nmedia = { json = 'a/c' }\nfault.body = { e = '$code' }\n";
    let config = file(&folder, "faultwire.toml", config);
    let list = faultwire(&["styles", "--config", &config], "").fine();
    assert!(list.contains("team  team\n  json  a/c\n"), "{list}");
    // One style of a name: the configuration's own.
    assert_eq!((list.matches("\nproblem  ").count(), list.contains("problem  Another\n  json  a/b\n")), (1, true));
    let team = faultwire(&["styles", "describe", "team", "--config", &config], "").fine();
    assert!(team.contains("\n{\"e\":\"size_invalid\"}\n"), "{team}");
    let schema = faultwire(&["styles", "schema", "team", "--config", &config], "").fine();
    assert!(schema.contains("\"e\": {"), "{schema}");
}

#[test]
fn openstack_says_what_it_drops_and_shows_both_formats() {
    let text = faultwire(&["styles", "describe", "openstack"], "").fine();
    let style = Style::builtin().find(|style| style.name() == "openstack").unwrap();
    let dropped = text.lines().find_map(|line| line.strip_prefix("  dropped: ")).unwrap();
    let names: Vec<_> = dropped.split(", ").collect();
    for field in style.drops(Format::Json).dropped() {
        let name = field.name();
        assert!(names.iter().any(|known| name == *known || name.starts_with(&format!("{known}."))), "{name}");
    }
    for line in style.drops(Format::Xml).to_string().lines() {
        assert!(text.contains(&format!("\n  {line}\n")), "{line}");
    }
    for expected in [
        "application/vnd.openstack.volume+xml",
        "names      = documented",
        "x-openstack-request-id  request_id (the request id, as in the log)",
        "retryAfter  string              may be absent  seconds to wait",
        "code        integer 400 to 599  required       the status on the wire",
        "such as badRequest, unauthorized",
        "\nHTTP/1.1 400 Bad Request\ncontent-type: application/json; charset=UTF-8\n",
        "\n\n{\"badRequest\":{\"code\":400,\"message\":\"Size -1 cannot be accepted.\"}}\n",
        "\ncontent-type: application/xml; charset=UTF-8\n",
        "<badRequest code=\"400\" xmlns=",
    ] {
        assert!(text.contains(expected), "{expected:?} in {text}");
    }
}

#[test]
fn every_style_can_be_described() {
    for style in Style::builtin() {
        let text = faultwire(&["styles", "describe", style.name()], "").fine();
        assert_eq!(text.matches("\nHTTP/1.1 ").count(), style.formats().count(), "{text}");
        assert_eq!(text, faultwire(&["styles", "describe", style.name()], "").fine());
    }
}

#[test]
fn the_schema_is_the_librarys_with_the_options() {
    for style in Style::builtin() {
        let text = faultwire(&["styles", "schema", style.name()], "").fine();
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), style.schema());
    }
    let hidden = faultwire(&["styles", "schema", "problem", "--option", "code=hidden"], "").fine();
    let hidden: serde_json::Value = serde_json::from_str(&hidden).unwrap();
    assert_eq!(hidden["required"], serde_json::json!(["title", "status", "detail"]));
}

#[test]
fn a_page_in_a_file_is_a_style() {
    let page = file(&folder("styles-file"), "house.toml", PAGE);
    let text = faultwire(&["styles", "describe", &page, "--option", "tone=formal"], "").fine();
    assert!(text.starts_with("house  Our own\n"), "{text}");
    assert!(text.contains("  tone  = formal  or plain\n"), "{text}");
    assert!(text.contains("{\"id\":\"size_invalid\",\"tone\":\"formal\"}"), "{text}");
}

#[test]
fn a_name_is_a_style_before_it_is_a_file() {
    let folder = folder("styles-name");
    file(&folder, "problem", PAGE);
    file(&folder, "plain", PAGE);
    for (name, start) in [("problem", "problem  "), ("./problem", "house  "), ("plain", "house  ")] {
        let mut command = crate::program::program();
        command.args(["styles", "describe", name]).current_dir(&folder);
        assert!(crate::program::run(command, b"").fine().starts_with(start), "{name}");
    }
}

#[test]
fn mistaken_names_get_the_nearest() {
    let folder = folder("styles-mistakes");
    let (page, config) = (file(&folder, "house.toml", PAGE), file(&folder, "faultwire.toml", "style = 'problem'\n"));
    for (arguments, expected) in [
        (vec!["describe", "opnstack"], "error: unknown style `opnstack`\n   = did you mean `openstack`?\n"),
        (vec!["schema", "opnstack"], "error: unknown style `opnstack`\n   = did you mean `openstack`?\n"),
        (
            vec!["describe", "problem", "--option", "cod=x"],
            "error: style `problem` has no option `cod`\n   = did you mean `code`?\n",
        ),
        (
            vec!["describe", "problem", "--option", "code=show"],
            "error: `show` is no value of option `code`\n   = did you mean `shown`?\n",
        ),
        (
            vec!["describe", "status-text", "--option", "a=b"],
            "error: style `status-text` has no option `a`\n   = it has none\n",
        ),
        (vec!["describe", "nothing.toml"], "error: cannot read nothing.toml: "),
        (vec!["describe", &config], "is a configuration, not a style page"),
        (vec!["describe", "problem", "--config", &page], "is a style page, not a configuration\n"),
    ] {
        let error = faultwire(&[&["styles"], arguments.as_slice()].concat(), "").failed(1);
        assert!(error.contains(expected), "{arguments:?}: {error}");
    }
    for arguments in [vec!["describe"], vec!["describe", "problem", "--option", "code"], vec!["list"]] {
        faultwire(&[&["styles"], arguments.as_slice()].concat(), "").failed(2);
    }
}
