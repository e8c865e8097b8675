//! Mistakes in the sections of a page that describe replies and tasks.

use faultwire::Config;

/// The mistakes of a page with this in place of its sections, each with its help.
fn mistakes(sections: &str) -> Vec<String> {
    let page = format!(
        "[styles.t]\nmedia = {{ json = 'application/json' }}\noptions = {{ o = ['a', 'b'] }}\n\
         words.w = {{ '*' = 'x' }}\nfault.body = {{}}\n{sections}"
    );
    let Err(error) = Config::from_toml(&page, "t") else { return Vec::new() };
    let mistakes = error.mistakes().iter();
    mistakes.map(|mistake| format!("{}: {}", mistake.message(), mistake.help().unwrap_or("-"))).collect()
}

#[track_caller]
fn check(sections: &str, expected: &[&str]) {
    assert_eq!(mistakes(sections), expected, "{sections}");
}

#[test]
fn holes_belong_to_their_sections() {
    let fault = "it belongs into `[fault]`";
    check("reply.body = { a = '$code' }", &[&format!("`$code` has no meaning here: {fault}")]);
    check("reply.body = { a = '$params.x?' }", &[&format!("`$params.x` has no meaning here: {fault}")]);
    check("reply.body = { a = '$word.w' }", &[&format!("`$word.w` has no meaning here: {fault}")]);
    check("reply.body = { '...' = '$extensions' }", &[&format!("`$extensions` has no meaning here: {fault}")]);
    check(
        "reply.body = { a = { '$each' = '$violations?', '$item' = '$item.message' } }",
        &[&format!("`$violations` has no meaning here: {fault}")],
    );
    check("reply.body = { a = '$task.id' }", &["`$task.id` has no meaning here: it belongs into `[task]`"]);
    check(
        "task.body = { a = '$code' }",
        &["`$code` has no meaning here: it belongs into the `FAILED` arm of a choice on `$task.state`"],
    );
    check("task.body = { a = '$resource?' }", &["`$resource` has no meaning here: it belongs into `[reply]`"]);
    check(
        "task.body = { a = { '$choose' = '$task.state', COMPLETED = '$code', '*' = 1 } }",
        &["`$code` has no meaning here: it belongs into the `FAILED` arm of a choice on `$task.state`"],
    );
    check("task.body = { a = { '$choose' = '$task.state', FAILED = '$code', '*' = '$absent' } }", &[]);
    check("reply.body = { a = '$queue_tokn?' }", &["unknown hole `$queue_tokn`: did you mean `$queue_token`?"]);
    check(
        "reply.body = { a = '$queue_token' }",
        &["`$queue_token` may be absent: write `$queue_token?` to leave it out, or `$queue_token??default`"],
    );
}

#[test]
fn faults_show_nothing_of_replies() {
    let page = |body: &str| {
        let page = format!("[styles.t]\nmedia.json = 'application/json'\nfault.body = {body}");
        Config::from_toml(&page, "t").unwrap_err().to_string()
    };
    assert!(page("{ a = '$queue_token?' }").contains("it belongs into `[reply]` or `[task]`"));
    assert!(page("{ a = { '$choose' = '$reply', one = 1 } }").contains("`$reply` is nothing to choose on"));
    assert!(page("{ a = { '$each' = '$warnings?', '$item' = 1 } }").contains("`$warnings` has no meaning here"));
}

#[test]
fn a_resource_is_a_value_of_its_own() {
    check("reply.body = { a = 'x${resource?}' }", &["`$resource` is no piece of a text: -"]);
    check(
        "reply.body = { a = '$resource??none' }",
        &["`$resource` takes no default: choose on `$reply`: `one`, `list`, `value`, `none`"],
    );
    check(
        "reply.headers = { x-a = '$resource?' }\nreply.body = {}",
        &["`$resource` is a value of its own, no part of a text: -"],
    );
    check(
        "reply.body = { '...' = '$members:string' }",
        &["`$members` takes no format, such as `string`: they are written as they serialise: -"],
    );
    check("reply.body = '$resource?'", &["the body could be nothing at all: -"]);
    check(
        "reply.body = { '$choose' = '$reply', one = '$resource', none = {} }",
        &["the body could be nothing at all: -"],
    );
    let under_its_name = "a member named `$resource_name?` holds `$resource?` and nothing else that varies: -";
    check("reply.body = { '$resource_name?' = 1 }", &[under_its_name]);
    check("reply.body = { '$resource_name?' = '$queue_token?' }", &[under_its_name]);
    check("reply.body = { '$resource_name?' = { a = '$resource?', b = '$queue_token?' } }", &[under_its_name]);
    check(
        "reply.body = { '$resource_name' = '$resource?' }",
        &["`$resource_name` may be absent: write `$resource_name?` to leave it out, or `$resource_name??default`"],
    );
}

#[test]
fn choices_have_labels_of_their_own() {
    check(
        "reply.body = { a = { '$choose' = '$reply', ones = 1 } }",
        &["`ones` is no label of a choice on `$reply`: did you mean `one`?"],
    );
    check(
        "reply.body = { a = { '$choose' = '$reply', 203 = 1 } }",
        &["`203` is no label of a choice on `$reply`: did you mean `204`?"],
    );
    check(
        "reply.body = { a = { '$choose' = '$fault', 404 = 1 } }",
        &["`$fault` is nothing to choose on: valid: `$reply`, `$option.o`"],
    );
    check(
        "task.body = { a = { '$choose' = '$task.state', FAILED = 1 } }",
        &["the choice misses `IN_PROGRESS`, `COMPLETED` and has no `\"*\"`: -"],
    );
    check(
        "task.body = { a = { '$choose' = '$task.state', FAILD = 1, '*' = 2 } }",
        &["label `FAILD` can never be chosen: did you mean `FAILED`?"],
    );
}

#[test]
fn keys_and_statuses_of_sections_are_checked() {
    check(
        "reply.xml = { root = 'a' }\nreply.body = {}",
        &["unknown key `xml`: valid: `status`, `headers`, `body`, `media`, `strict_accept`"],
    );
    check("reply.strict_acept = true\nreply.body = {}", &["unknown key `strict_acept`: did you mean `strict_accept`?"]);
    check("reply.strict_accept = 'yes'\nreply.body = {}", &["expected true or false, not a string: -"]);
    check("reply.media = 'text/xml'\nreply.body = {}", &["`text/xml`: replies are written in JSON: -"]);
    check("reply = {}", &["the `reply` section needs a `body`: -"]);
    check("task = 7", &["`task` is a table, not an integer: -"]);
    let statuses =
        "a status is a number (200 to 299 but for 205, which has no body), `$reply_status`, or a choice of these: -";
    for wrong in ["404", "205", "301", "'$fault_status'", "'200'"] {
        let found = mistakes(&format!("reply.status = {wrong}\nreply.body = {{}}"));
        assert_eq!(found.last().map(String::as_str), Some(statuses), "{wrong}");
    }
    for right in ["200", "204", "'$reply_status'", "{ '$choose' = '$reply', 204 = 202, '*' = '$reply_status' }"] {
        check(&format!("reply.status = {right}\nreply.body = {{}}"), &[]);
    }
}

#[test]
fn words_are_text() {
    let page = |word: &str| {
        let page = format!(
            "[styles.t]\nmedia.json = 'application/json'\nwords.w = {{ 409 = {word}, '*' = 'x' }}\nfault.body = {{ '$word.w' = 1 }}"
        );
        Config::from_toml(&page, "t").err().map(|error| error.mistakes()[0].message().to_owned())
    };
    for wrong in ["409", "true", "1.5", "'$null'", "'$status'", "'$number??0'", "'$timestamp:epoch-ms'"] {
        assert_eq!(page(wrong).as_deref(), Some("a word is text"), "{wrong}");
    }
    for right in ["'409'", "'$code'", "'$status:string'", "'e${status}'", "'$code:pascal'"] {
        assert_eq!(page(right), None, "{right}");
    }
}

#[test]
fn a_choice_on_all_statuses_misses_nothing() {
    check(
        "reply.body = { '$choose' = '$reply', 200 = { a = 1 }, 201 = { a = 2 }, 202 = { a = 3 }, 204 = { a = 4 } }",
        &[],
    );
}
