//! Messages in the language of the client.

use faultwire::{Config, Fault, FaultType, Format, Renderer, RendererBuilder, Reply, RequestContext, Task, Violation};
use http::header::ACCEPT_LANGUAGE;
use http::{HeaderMap, HeaderValue, Method, Uri};
use proptest::prelude::{any, proptest};
use std::time::UNIX_EPOCH;

pub(crate) static TOO_MANY: FaultType =
    FaultType::new("too_many", 400, "Too many").message("{count} volumes are too many.");
pub(crate) static ECHO: FaultType = FaultType::new("echo", 400, "Echo").message("Text: {text}");
pub(crate) static BARE: FaultType = FaultType::new("bare", 409, "Nothing else");

const ES: &str = "
too_many = { $count ->
        [one] Un volumen es demasiado.
       *[other] { $count } volúmenes son demasiados.
    }
    .title = Demasiados
echo = Texto: { $text }
bare = Solo esto
violation-minimum = { $place }: como mínimo { $min }.
internal = El servidor ha fallado.
";

pub(crate) fn builder() -> RendererBuilder {
    Renderer::builder().style("status-text").without_request_ids()
}

fn spanish() -> Renderer {
    builder().translations("es", "es.ftl", ES).build().unwrap()
}

pub(crate) fn asking(renderer: &Renderer, language: &str) -> RequestContext {
    let value = HeaderValue::from_bytes(language.as_bytes()).unwrap();
    let headers = HeaderMap::from_iter([(ACCEPT_LANGUAGE, value)]);
    renderer.capture(&Method::GET, &Uri::from_static("/"), &headers)
}

/// The text of an answer, as one style has it.
pub(crate) fn text(renderer: &Renderer, fault: &Fault, language: &str) -> String {
    let body = renderer.encode(fault, &asking(renderer, language), Format::Json);
    assert_eq!(body, renderer.encode_unfolded(fault, &asking(renderer, language), Format::Json));
    let body: serde_json::Value = serde_json::from_slice(&body).unwrap();
    body["text"].as_str().unwrap().to_owned()
}

pub(crate) fn in_spanish(ftl: &str, fault: &Fault) -> String {
    text(&builder().translations("es", "es.ftl", ftl).build().unwrap(), fault, "es")
}

#[test]
fn the_client_chooses_the_language() {
    let renderer = builder()
        .translations("es", "es.ftl", "bare = es")
        .translations("pt-BR", "pt-BR.ftl", "bare = pt-BR")
        .translations("de", "de.ftl", "echo = nur ein Echo")
        .build()
        .unwrap();
    let long_start = format!("es, {}", "x".repeat(10_000));
    let long = format!("{}, es", vec!["fr"; 3_400].join(","));
    let many = format!("{},es", vec!["fr"; 500].join(", "));
    for (header, language) in [
        ("es", "es"),
        ("ES", "es"),
        ("es-MX", "es"),
        ("pt", "pt-BR"),
        ("pt-PT, es;q=0.9", "pt-BR"),
        ("es;q=0.1, en", "en"),
        ("en;q=0.1, es", "es"),
        ("en-GB, es", "en"),
        ("fr, es;q=0.5, en;q=0.4", "es"),
        // The file has no text for this fault: the next language has.
        ("de", "en"),
        ("de, es", "es"),
        ("*", "en"),
        ("fr, *;q=0.1", "en"),
        ("en;q=0, *", "es"),
        ("*, es;q=0", "en"),
        ("es;q=0", "en"),
        ("es-419, es;q=0", "en"),
        ("xx", "en"),
        ("", "en"),
        (",,;q=1,", "en"),
        ("es;q=7", "en"),
        ("é, \u{1F600}", "en"),
        ("a-DE-x-1;;;=,es-;q=", "en"),
        (&long_start, "es"),
        (&long, "en"),
        (&many, "en"),
    ] {
        let response = renderer.render(&Fault::new(&BARE), &asking(&renderer, header));
        let shown: String = header.chars().take(40).collect();
        assert_eq!(response.headers()["content-language"], language, "{shown}");
        assert_eq!(response.headers()["vary"], "Accept-Language", "{shown}");
        let text = if language == "en" { "Nothing else" } else { language };
        let body: serde_json::Value = serde_json::from_slice(response.body()).unwrap();
        assert_eq!((body["text"].as_str(), body["code"].as_str()), (Some(text), Some("bare")), "{shown}");
    }
}

#[test]
fn several_headers_are_one_list() {
    let renderer = spanish();
    let mut headers = HeaderMap::new();
    headers.append(ACCEPT_LANGUAGE, HeaderValue::from_static("fr"));
    headers.append(ACCEPT_LANGUAGE, HeaderValue::from_static("es"));
    let request = renderer.capture(&Method::GET, &Uri::from_static("/"), &headers);
    assert_eq!(renderer.render(&Fault::new(&BARE), &request).headers()["content-language"], "es");
    assert_eq!(
        renderer.render(&Fault::new(&BARE), &RequestContext::empty()).headers()["content-language"],
        "en",
        "without a request"
    );
}

#[test]
fn a_service_without_languages_says_nothing_of_them() {
    let renderer = builder().build().unwrap();
    let response = renderer.render(&Fault::new(&BARE), &asking(&renderer, "es"));
    assert_eq!((response.headers().get("content-language"), response.headers().get("vary")), (None, None));
    // One that names its own has no choice to offer.
    let renderer = builder().language("de-AT").build().unwrap();
    let response = renderer.render(&Fault::new(&BARE), &asking(&renderer, "es"));
    assert_eq!(response.headers()["content-language"], "de-AT");
    assert_eq!(response.headers().get("vary"), None);
}

#[test]
fn the_definitions_own_language_can_be_reworded() {
    let renderer = builder()
        .language("en")
        .translations("en", "house.ftl", "bare = House wording")
        .translations("es", "es.ftl", ES)
        .build()
        .unwrap();
    for (header, expected) in [("fr", "House wording"), ("en", "House wording"), ("es", "Solo esto")] {
        assert_eq!(text(&renderer, &Fault::new(&BARE), header), expected);
    }
    assert_eq!(text(&renderer, &Fault::new(&ECHO).with("text", 1), "en"), "Text: 1");
}

#[test]
fn numbers_choose_plurals_and_stay_exact() {
    let renderer = spanish();
    let spanish = |count: faultwire::Value| text(&renderer, &Fault::new(&TOO_MANY).with("count", count), "es");
    assert_eq!(spanish(1.into()), "Un volumen es demasiado.");
    assert_eq!(spanish(0.into()), "0 volúmenes son demasiados.");
    for exact in ["9007199254740993", "18446744073709551615", "-9223372036854775808", "0.1", "1e300", "-0.0"] {
        let value: faultwire::Value = serde_json::from_str(exact).unwrap();
        let own = text(&renderer, &Fault::new(&TOO_MANY).with("count", value.clone()), "en");
        let shown = own.strip_suffix(" volumes are too many.").unwrap();
        assert_eq!(spanish(value), format!("{shown} volúmenes son demasiados."));
    }
    let echo = |value: faultwire::Value| text(&renderer, &Fault::new(&ECHO).with("text", value), "es");
    assert_eq!(echo(1.0.into()), "Texto: 1.0");
    assert_eq!(echo(true.into()), "Texto: true");
    assert_eq!(echo(vec![1, 2].into()), "Texto: [1,2]");
    // Text that looks like a number is text.
    assert_eq!(spanish("1".into()), "1 volúmenes son demasiados.");
    assert_eq!(
        in_spanish("too_many = { NUMBER($count, minimumFractionDigits: 2) }", &Fault::new(&TOO_MANY).with("count", 3)),
        "3.00"
    );
}

#[test]
fn what_cannot_be_put_together_is_in_the_next_language() {
    let fault = Fault::new(&ECHO).with("text", "x");
    for ftl in [
        "echo = Falta { $otro }",
        "echo = { \"\" }",
        "echo = { \"  \" }",
        "echo = { a }\na = { b }\nb = { a }",
        "echo =\n    .title = Eco",
        "# nothing",
        "echo = { $text ->\n   *[other] { $otro }\n }",
    ] {
        assert_eq!(in_spanish(ftl, &fault), "Text: x", "{ftl}");
    }
    // More than is needed is no harm, and a text may leave parameters out.
    assert_eq!(in_spanish("echo = Eco", &fault.clone().with("more", 1)), "Eco");
    // A hundred references in one text are the library's limit.
    let bomb = format!("echo = {}\n", "{ $text }".repeat(200));
    assert_eq!(in_spanish(&bomb, &fault), "Text: x");
}

#[test]
fn everything_that_a_fault_says_is_translated() {
    let renderer =
        Renderer::builder().style("problem").without_request_ids().translations("es", "es.ftl", ES).build().unwrap();
    let message = "5 volumes are too many.";
    let fault = Fault::new(&TOO_MANY)
        .with("count", 5)
        .with_violation(Violation::at_pointer("/a", "at least 1").with_rule("minimum").with("min", 1))
        .with_violation(Violation::at_pointer("/b", message).with_rule("other"))
        .with_violation(Violation::in_parameter("c", "something else"));
    let response = renderer.render(&fault, &asking(&renderer, "es"));
    let body: serde_json::Value = serde_json::from_slice(response.body()).unwrap();
    assert_eq!(body["title"], "Demasiados");
    assert_eq!(body["detail"], "5 volúmenes son demasiados.");
    let details: Vec<_> = body["errors"].as_array().unwrap().iter().map(|error| &error["detail"]).collect();
    assert_eq!(details, ["/a: como mínimo 1.", "5 volúmenes son demasiados.", "something else"]);
    assert_eq!(response.status(), 400);
    assert_eq!(response.headers()["content-language"], "es");
    // In XML it is escaped as any text is.
    let fault = Fault::new(&ECHO).with("text", "<b>&\u{1}");
    let body = renderer.encode(&fault, &asking(&renderer, "es"), Format::Xml);
    assert!(String::from_utf8(body).unwrap().contains("Texto: &lt;b&gt;&amp;\u{FFFD}"));
}

#[test]
fn what_was_said_of_one_occurrence_stays_as_it_was_said() {
    let renderer = spanish();
    let fault = Fault::new(&BARE).with_message("As the handler put it");
    assert_eq!(text(&renderer, &fault, "es"), "As the handler put it");
    let response = renderer.render(&fault, &asking(&renderer, "es"));
    assert_eq!(response.headers()["content-language"], "en");
}

#[test]
fn definitions_made_at_run_time_are_translated() {
    let fault_type = FaultType::builder("bare", 409, "Made here").build().unwrap();
    assert_eq!(text(&spanish(), &Fault::shared(fault_type.into()), "es"), "Solo esto");
}

#[test]
fn faults_in_replies_are_translated() {
    let page = "
        style = 'house'
        [styles.house]
        media = { json = 'application/json' }
        fault.body = { text = '$message', language = '$language?' }
        reply.body = { '$resource_name?' = '$resource?', warnings = { '$each' = '$warnings?', '$item' = '$item.message' } }
        task.body = { '$choose' = '$task.state', FAILED = { why = '$message', language = '$language?' }, '*' = { id = '$task.id' } }
    ";
    let config = Config::from_toml(page, "faultwire.toml").unwrap_or_else(|error| panic!("{error}"));
    let renderer = Renderer::builder().config(config).translations("es", "es.ftl", ES).build().unwrap();
    let asked = asking(&renderer, "es");
    let reply = Reply::of("volume", &7).with_warning(Fault::new(&BARE));
    let response = renderer.reply(reply, &asked);
    assert_eq!(response.body(), r#"{"volume":7,"warnings":["Solo esto"]}"#);
    assert_eq!(response.headers()["content-language"], "es");
    assert_eq!(response.headers()["vary"], "Accept-Language");

    let failed = Task::in_progress("1", UNIX_EPOCH).failed(UNIX_EPOCH, Fault::new(&BARE));
    assert_eq!(renderer.reply(Reply::from(failed.clone()), &asked).body(), r#"{"why":"Solo esto","language":"es"}"#);
    assert_eq!(renderer.encode_reply(Reply::from(failed.clone()), &asked), r#"{"why":"Solo esto","language":"es"}"#);
    // The task itself is as it was.
    let english = renderer.reply(Reply::from(failed), &asking(&renderer, "en"));
    assert_eq!(english.body(), r#"{"why":"Nothing else","language":"en"}"#);

    // What shows no fault is the handler's own, in whatever language that is.
    let response = renderer.reply(Reply::of("volume", &7), &asked);
    assert_eq!((response.headers().get("content-language"), response.headers().get("vary")), (None, None));
    assert_eq!(renderer.render(&Fault::new(&BARE), &asked).body(), r#"{"text":"Solo esto","language":"es"}"#);
}

#[test]
fn the_answer_of_a_reply_that_cannot_be_sent_is_translated() {
    let renderer = spanish();
    let response = renderer.reply(Reply::of("status", &1), &asking(&renderer, "es"));
    assert_eq!(response.body(), r#"{"status":"error","code":"internal","text":"El servidor ha fallado."}"#);
    assert_eq!(response.headers()["content-language"], "es");
}

proptest! {
    #[test]
    fn any_text_arrives_as_it_is(given in any::<String>()) {
        let renderer = spanish();
        assert_eq!(text(&renderer, &Fault::new(&ECHO).with("text", given.clone()), "es"), format!("Texto: {given}"));
    }

    #[test]
    fn any_header_gets_an_answer(header in "[ -~\u{80}-\u{FF}]{0,200}") {
        let renderer = spanish();
        let language = renderer.render(&Fault::new(&BARE), &asking(&renderer, &header)).headers()["content-language"].clone();
        assert_eq!(text(&renderer, &Fault::new(&BARE), &header), if language == "es" { "Solo esto" } else { "Nothing else" });
    }

    #[test]
    fn any_file_is_read_or_refused(ftl in "(bare =|echo =|-t =)?(.|[{}$*=.\n\\[\\]\"(),-]|\\{ |\\{ \\$text \\}|-t|NUMBER\\(|\n \\*\\[a\\] )*") {
        if let Ok(renderer) = builder().translations("es", "es.ftl", ftl).build() {
            text(&renderer, &Fault::new(&BARE), "es");
            text(&renderer, &Fault::new(&ECHO).with("text", 7), "es");
        }
    }
}

#[test]
fn what_is_not_shown_has_no_language() {
    let ftl = "bare = Solo esto";
    for (style, language) in [("problem", None), ("openstack", None), ("queue-token", Some("es"))] {
        let renderer = Renderer::builder().style(style).translations("es", "es.ftl", ftl).build().unwrap();
        let reply = Reply::of("volume", &1).with_warning(Fault::new(&BARE));
        let response = renderer.reply(reply, &asking(&renderer, "es"));
        let found = response.headers().get("content-language").map(|value| value.to_str().unwrap());
        assert_eq!(found, language, "{style}");
    }
}

#[test]
fn a_handler_knows_the_language_of_its_own_texts() {
    let renderer = spanish();
    let fault = Fault::new(&BARE).with_message("Rien d'autre").with_header("content-language", "fr");
    assert_eq!(renderer.render(&fault, &asking(&renderer, "es")).headers()["content-language"], "fr");
    // Not of one that is reworded.
    let fault = Fault::new(&BARE).with_header("content-language", "fr");
    assert_eq!(renderer.render(&fault, &asking(&renderer, "es")).headers()["content-language"], "es");
    // A reply is in its own language, and in that of the faults it shows.
    let queue = Renderer::builder().style("queue-token").translations("es", "es.ftl", ES).build().unwrap();
    let reply = Reply::of("volume", &1).with_warning(Fault::new(&BARE)).with_header("content-language", "de");
    let response = queue.reply(reply, &asking(&queue, "es"));
    let languages: Vec<_> = response.headers().get_all("content-language").iter().collect();
    assert_eq!(languages, ["de", "es"]);
}

#[test]
fn scripts_are_told_by_regions() {
    let renderer = builder().translations("zh-Hans", "a", "bare = x").translations("zh-Hant", "b", "bare = y").build();
    let renderer = renderer.unwrap();
    let response = renderer.render(&Fault::new(&BARE), &asking(&renderer, "zh-TW"));
    assert_eq!(response.headers()["content-language"], "zh-Hant");
}

#[test]
fn a_builder_keeps_what_it_was_told() {
    let config = Config::from_toml("style = 'status-text'", "faultwire.toml").unwrap();
    let renderer = Renderer::builder().language("en").translations("es", "es.ftl", ES).config(config).build().unwrap();
    assert_eq!(text(&renderer, &Fault::new(&BARE), "es"), "Solo esto");
    let error = builder().language("!").translations("es", "a.ftl", "x").translations("es", "b.ftl", "y").build();
    let files: Vec<_> = error.unwrap_err().mistakes().iter().map(|mistake| mistake.file().to_owned()).collect();
    assert_eq!(files, ["language", "a.ftl", "b.ftl"]);
}

#[test]
fn a_byte_that_is_no_text_spoils_its_own_item_alone() {
    let renderer = spanish();
    let headers = HeaderMap::from_iter([(ACCEPT_LANGUAGE, HeaderValue::from_bytes(b"\xFF, es").unwrap())]);
    let request = renderer.capture(&Method::GET, &Uri::from_static("/"), &headers);
    assert_eq!(renderer.render(&Fault::new(&BARE), &request).headers()["content-language"], "es");
}
