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
    let reports = [style.drops(Format::Xml), style.reply_drops(), style.task_drops()];
    let summaries: Vec<_> = text.lines().filter_map(|line| line.strip_prefix("  dropped: ")).collect();
    assert_eq!(summaries.len(), reports.len());
    for (report, summary) in reports.iter().zip(summaries) {
        let names: Vec<_> = summary.split(", ").collect();
        for name in report.dropped().map(|field| field.name()) {
            assert!(names.iter().any(|known| name == *known || name.starts_with(&format!("{known}."))), "{name}");
        }
        for line in report.to_string().lines() {
            assert!(text.contains(&format!("\n  {line}\n")), "{line}");
        }
    }
    let dropped = |of: &str, name: &str| {
        let text = faultwire(&["styles", "describe", "openstack", "--of", of], "").fine();
        let summary = text.lines().find_map(|line| line.strip_prefix("  dropped: ")).unwrap();
        summary.split(", ").any(|known| known == name)
    };
    for (of, lost, kept) in
        [("fault", "number", "message"), ("reply", "queue_token", "resource"), ("task", "title", "details")]
    {
        assert!(dropped(of, lost) && !dropped(of, kept), "{of}");
    }
    for expected in [
        "application/vnd.openstack.volume+xml",
        "names       = documented",
        "x-openstack-request-id  request_id (the request id, as in the log)",
        "retryAfter  string              may be absent  seconds to wait",
        "code        integer 400 to 599  required       the status on the wire",
        "such as badRequest, unauthorized",
        "\nHTTP/1.1 400 Bad Request\ncontent-type: application/json; charset=UTF-8\n",
        "\n\n{\"badRequest\":{\"code\":400,\"message\":\"Size -1 cannot be accepted.\"}}\n",
        "\ncontent-type: application/xml; charset=UTF-8\n",
        "<badRequest code=\"400\" xmlns=",
        "\nHTTP/1.1 202 Accepted\ncontent-type: application/json; charset=UTF-8\n",
        "\nlocation: /volumes/7\n",
        "\n\n{\"volume\":{\"id\":7,\"size\":1},\"snapshots\":[3]}\n",
        "\"fault\":{\"code\":400,\"created\":\"2023-11-14T22:13:50Z\",\"message\":\"Size -1 cannot be accepted.\"}",
        "    fault        object                                  may be absent  for `FAILED`\n",
    ] {
        assert!(text.contains(expected), "{expected:?} in {text}");
    }
}

#[test]
fn every_style_can_be_described() {
    for style in Style::builtin() {
        let text = faultwire(&["styles", "describe", style.name()], "").fine();
        assert_eq!(text.matches("\nHTTP/1.1 ").count(), style.formats().count() + 2, "{text}");
        assert!(!text.contains("HTTP/1.1 500"), "{text}");
        assert_eq!(text, faultwire(&["styles", "describe", style.name()], "").fine());
    }
}

#[test]
fn one_kind_of_answer_can_be_described_alone() {
    let of = |style: &str, of: &[&str]| faultwire(&[&["styles", "describe", style], of].concat(), "").fine();
    let headings = ["\nFaults\n======\n", "\nReplies\n=======\n", "\nTasks\n=====\n"];
    let whole = of("queue-token", &[]);
    let starts: Vec<_> = headings.iter().map(|heading| whole.find(heading).unwrap()).collect();
    assert!(starts.is_sorted(), "{whole}");
    let (title, ends) = (&whole[..starts[0]], [starts[1], starts[2], whole.len()]);
    for ((kind, start), end) in ["fault", "reply", "task"].iter().zip(starts).zip(ends) {
        assert_eq!(of("queue-token", &["--of", kind]), [title, &whole[start..end]].concat(), "{kind}");
    }
    faultwire(&["styles", "describe", "queue-token", "--of", "replies"], "").failed(2);
    // Which statuses the errors of a kind of call may have, where the style says so.
    assert!(of("queue-token", &["--of", "fault"]).contains("\n  create   400 412\n"));
    assert!(!of("problem", &[]).contains("kind of call"));
}

#[test]
fn replies_and_tasks_are_described() {
    let of = |style: &str, of: &str| faultwire(&["styles", "describe", style, "--of", of], "").fine();
    let queue = of("queue-token", "reply");
    for expected in [
        "  json  application/json  sent by default\n",
        "  A client that accepts none of these gets a 406, unless",
        "  204  sent as 204 without a resource; 200 with an object, with a list, with another value\n",
        "  location      location (the address of what was made or accepted)\n",
        "  queue_token  string           may be absent  what to ask for a queued request by\n",
        "  ...          anything         may be absent  members that the reply brings\n",
        "What becomes in JSON of a reply's fields\n",
        "  warnings.message     carried in the body\n",
        "{\"errors\":[\"Size 1 is below the recommended 10.\"],\"msg\":[\"It is billed from today.\"],\
         \"queue_token\":\"c0ffee\",\"volume\":{\"id\":7,\"size\":1},\"snapshots\":[3]}\n",
    ] {
        assert!(queue.contains(expected), "{expected:?} in {queue}");
    }
    // Replies of this style are not of the type of its faults, and have a status of their own.
    assert!(of("problem", "reply").contains("  json  application/json  sent by default\n"));
    assert!(of("problem", "reply").contains("  A client that accepts none of these gets the first, unless"));
    assert!(of("status-text", "reply").contains("  201  sent as 200\n"));
    let task = of("simplivity", "task");
    for expected in
        ["  202  sent as 202\n", "    error_code        integer ", "\"error_code\":13,", "\"state\":\"FAILED\""]
    {
        assert!(task.contains(expected), "{expected:?} in {task}");
    }
}

#[test]
fn branches_say_what_they_are_for() {
    let text = faultwire(&["styles", "describe", "simplivity", "--of", "fault"], "").fine();
    for label in ["for `token_expired`", "for `invalid_grant`", "for `401`", "for `*`"] {
        assert!(text.contains(&format!("\n  {label}\n    ")), "{label} in {text}");
    }
    assert!(!text.contains("either"), "{text}");
    let text = faultwire(&["styles", "describe", "google", "--of", "reply"], "").fine();
    assert!(text.contains("  for `one`      object                   the resource, as it serialises\n"), "{text}");
}

#[test]
fn a_page_that_has_the_names_of_the_samples_is_described_as_well() {
    let page = [PAGE, "reply.body = { volume = 1, links = 2, \"...\" = \"$members\" }\n"].concat();
    let page = file(&folder("styles-names"), "house.toml", page);
    let text = faultwire(&["styles", "describe", &page, "--of", "reply"], "").fine();
    assert!(text.contains("{\"volume\":1,\"links\":2,\"snapshots\":[3]}\n"), "{text}");
}

#[test]
fn the_schema_is_the_librarys_with_the_options() {
    let schema = |arguments: &[&str]| -> serde_json::Value {
        let text = faultwire(&[&["styles", "schema"], arguments].concat(), "").fine();
        serde_json::from_str(&text).unwrap()
    };
    for style in Style::builtin() {
        let of = |of| schema(&[style.name(), "--of", of]);
        assert_eq!(schema(&[style.name()]), style.schema());
        assert_eq!(of("fault"), style.schema());
        assert_eq!(of("reply"), style.reply_schema());
        assert_eq!(of("task"), style.task_schema());
    }
    faultwire(&["styles", "schema", "problem", "--of", "page"], "").failed(2);
    let hidden = schema(&["problem", "--option", "code=hidden"]);
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
