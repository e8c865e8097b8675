//! The drops report: a table for the built-in pages, and answers that change or do not.

use faultwire::{Config, DropsReport, Fate, Format, Severity, Style, Violation};
use http::Method;

use crate::case::Case;

/// The lines of each report, but for what is dropped.
const REPORTS: &[(&str, &str)] = &[
    (
        "openstack",
        "status: carried in the status line, the body
         fault_status: carried in the status line
         message: carried in the body
         language: carried in header content-language
         details: carried in the body
         retry_after: carried in header retry-after, the body
         request_id: carried in header x-openstack-request-id, header x-compute-request-id",
    ),
    (
        "simplivity",
        "code: exactly for `token_expired`; for `invalid_grant`, one-way otherwise in the body
         status: carried in the status line, the body
         fault_status: carried in the status line
         message: carried in the body
         language: carried in header content-language
         number: exactly for `*`, not for `404` in the body
         retry_after: carried in header retry-after
         path: exactly for `401`; for `*` in the body
         request_id: carried in header x-request-id
         timestamp: exactly for `401`; for `*` in the body",
    ),
    (
        "status-text",
        "code: carried in the body
         status: carried in the status line
         fault_status: exactly for `hard` in the status line
         message: carried in the body
         language: carried in header content-language
         severity: carried in the status line
         retry_after: carried in header retry-after
         request_id: carried in header x-request-id
         extensions: carried in the body",
    ),
    (
        "queue-token",
        "status: carried in the status line
         fault_status: exactly not for `route_not_found` in the status line
         message: one-way without violations in the body
         language: carried in header content-language
         retry_after: carried in header retry-after
         request_id: carried in header x-request-id
         notes: carried in the body
         violations.message: one-way in the body",
    ),
    (
        "api-sig",
        "code: carried in the body
         status: carried in the status line, the body
         fault_status: carried in the status line
         title: carried in the body
         message: carried in the body
         language: carried in header content-language
         retry_after: carried in header retry-after
         help_uri: carried in the body
         request_id: carried in header x-openstack-request-id, the body
         extensions: carried in the body
         faults.code: carried in the body
         faults.title: carried in the body
         faults.message: carried in the body
         faults.help_uri: carried in the body
         faults.extensions: carried in the body",
    ),
    (
        "problem",
        "code: carried in the body
         status: carried in the status line, the body
         fault_status: carried in the status line
         title: carried in the body
         message: carried in the body
         language: carried in header content-language
         retry_after: carried in header retry-after
         help_uri: one-way in the body
         type_uri: carried in the body
         instance: carried in the body
         path: one-way in the body
         request_id: carried in header x-request-id
         extensions: carried in the body
         violations.message: carried in the body
         violations.pointer: carried in the body
         violations.parameter: carried in the body
         violations.header: carried in the body",
    ),
    (
        "google",
        "code: carried in the body
         status: carried in the status line, the body
         fault_status: carried in the status line
         message: carried in the body
         language: carried in header content-language
         retry_after: carried in header retry-after, the body
         help_uri: carried in the body
         request_id: carried in header x-request-id, the body
         params: one-way in the body
         violations.message: carried in the body
         violations.pointer: one-way in the body
         violations.parameter: one-way in the body
         violations.header: one-way in the body
         violations.rule: one-way in the body",
    ),
    (
        "json-api",
        "code: carried in the body
         status: carried in the status line, the body
         fault_status: carried in the status line
         title: carried in the body
         message: exactly without violations in the body
         language: carried in header content-language
         retry_after: carried in header retry-after
         help_uri: carried in the body
         type_uri: carried in the body
         request_id: carried in header x-request-id, the body
         extensions: carried in the body
         violations.message: carried in the body
         violations.pointer: carried in the body
         violations.parameter: carried in the body
         violations.header: carried in the body",
    ),
];

pub(crate) fn lines(report: &DropsReport) -> Vec<String> {
    let report = report.to_string();
    let kept = report.lines().filter(|line| !line.ends_with("  dropped"));
    let lines = kept.filter_map(|line| line.split_once("  ")).map(|(name, fate)| format!("{name}: {}", fate.trim()));
    lines.collect()
}

#[test]
fn reports_name_what_each_page_carries() {
    assert_eq!(Style::builtin().count(), REPORTS.len());
    for style in Style::builtin() {
        let (_, expected) = REPORTS.iter().find(|(name, _)| *name == style.name()).unwrap();
        let expected: Vec<_> = expected.lines().map(str::trim).collect();
        let found: Vec<_> =
            lines(&style.drops(Format::Json)).into_iter().filter(|line| !line.ends_with(": dropped")).collect();
        assert_eq!(found, expected, "{}", style.name());
    }
}

#[test]
fn openstack_drops_what_its_members_cannot_say() {
    let report = Config::default().style("openstack").unwrap().drops(Format::Json);
    for name in ["params", "extensions", "number", "code", "violations.pointer", "violations.message", "faults.code"] {
        assert_eq!(report.field(name).unwrap().fate(), &Fate::Dropped, "{name}");
    }
    assert!(report.to_string().contains("\nviolations    dropped\n"));
}

/// What a page with this body, in TOML, shows of a fault.
fn shown_by(body: &str) -> Vec<String> {
    let page = format!("media.json = 'application/json'\nwords.w = {{ '*' = '${{code}}' }}\nfault.body = {body}");
    let config = Config::from_toml(&format!("[styles.t]\n{page}"), "t").unwrap_or_else(|error| panic!("{error}"));
    let lines = lines(&config.style("t").unwrap().drops(Format::Json));
    lines.into_iter().filter_map(|line| Some(line.strip_suffix(" in the body")?.to_owned())).collect()
}

#[test]
fn texts_are_exact_when_they_can_be_taken_apart() {
    let check =
        |text: &str, expected: &[&str]| assert_eq!(shown_by(&format!("{{ x = '{text}' }}")), expected, "{text}");
    check("${code}:${title}", &["code: carried", "title: carried"]);
    check("${title}-${number??0}", &["title: one-way", "number: one-way"]);
    check("${title}/${code:kebab}", &["code: carried", "title: carried"]);
    check("${number?}/${title}", &["title: exactly with number", "number: carried"]);
    check("${code}${title}", &["code: one-way", "title: one-way"]);
    check("${title} ${message}", &["title: one-way", "message: one-way"]);
    check("${title} [${code:pascal}]", &["code: one-way", "title: carried"]);
    check("${severity:screaming}", &["severity: carried"]);
    check("$word.w", &["code: one-way"]);
    check("$params.size?", &["params: exactly of `size` alone"]);
    check("$number??none", &["number: carried"]);
    check("$number??${code}", &["code: exactly without number", "number: carried"]);
}

#[test]
fn choices_carry_what_all_their_arms_carry() {
    let check = |arms: &str, expected: &[&str]| {
        assert_eq!(shown_by(&format!("{{ a = 1, x = {{ '$choose' = '$fault', {arms} }} }}")), expected, "{arms}");
    };
    check("404 = '$title', '*' = '$title'", &["title: carried"]);
    check("404 = '$title'", &["title: exactly for `404`"]);
    check("404 = '$title', 4xx = '$message', '*' = '-'", &["title: exactly for `404`", "message: exactly for `4xx`"]);
    check("404 = '$code:pascal', '*' = '$code'", &["code: exactly not for `404`, one-way otherwise"]);
    check("gone = 1, lost = 2", &["code: exactly for `gone`; for `lost`"]);
    check("gone = 1, '*' = { b = 1 }", &[]);
    check("gone = { b = 1 }, '*' = { c = 1 }", &["code: exactly for `gone`"]);
    check("gone = { b = 1 }, '*' = { '...' = '$extensions' }", &["extensions: exactly not for `gone`"]);
}

#[test]
fn options_and_formats_change_the_report() {
    let style = |name, option, value| Config::default().style(name).unwrap().with_option(option, value).unwrap();
    let fate = |style: &Style, name: &str| style.drops(Format::Json).field(name).unwrap().fate().clone();
    assert_eq!(fate(&style("problem", "code", "hidden"), "code"), Fate::Dropped);
    assert_eq!(fate(&style("queue-token", "item", "object"), "code"), Fate::Carried);
    let xml = Config::default().style("problem").unwrap().drops(Format::Xml);
    assert_eq!(xml.field("extensions").unwrap().fate(), &Fate::OneWay, "numbers and texts look the same");
}

/// Changes one field of a case.
fn vary(case: &mut Case, field: &str) {
    let text = |place: &mut Option<String>| *place = Some("/changed".to_owned());
    let violation = |case: &mut Case, at: usize, new: Violation| {
        if let Some(place) = case.violations.get_mut(at) {
            *place = new;
        }
    };
    if let Some(field) = field.strip_prefix("faults.") {
        case.earlier.as_deref_mut().into_iter().for_each(|earlier| vary(earlier, field));
        return;
    }
    match field {
        "code" => case.code.push_str("_too"),
        "status" | "fault_status" => case.status += 1,
        "title" => case.title.push('!'),
        "message" => text(&mut case.message),
        "language" => case.language = "es",
        "details" => text(&mut case.details),
        "number" => case.number = Some(18),
        "severity" => case.severity = Severity::Soft,
        "retry_after" => case.retry_after = Some(31),
        "help_uri" => text(&mut case.help_uri),
        "type_uri" => text(&mut case.type_uri),
        "instance" => text(&mut case.instance),
        "method" => case.method = Method::PUT,
        "path" => case.path.push('8'),
        "route" => case.route.push_str("/more"),
        "request_id" => text(&mut case.request_id),
        "timestamp" => case.now += 1,
        "params" => text(&mut case.param),
        "extensions" => text(&mut case.extension),
        "notes" => text(&mut case.note),
        "violations.message" => violation(case, 0, Violation::at_pointer("/size", "other").with_rule("minimum")),
        "violations.rule" => violation(case, 0, Violation::at_pointer("/size", "too small").with_rule("other")),
        "violations.pointer" => violation(case, 0, Violation::at_pointer("/other", "too small").with_rule("minimum")),
        "violations.parameter" => {
            violation(case, 1, Violation::in_parameter("other", "too large").with_rule("maximum"));
        }
        "violations.header" => violation(case, 2, Violation::in_header("other", "unknown").with_rule("unit")),
        other => panic!("no way to change {other}"),
    }
}

#[test]
fn a_field_is_dropped_when_no_answer_changes_with_it() {
    let bare = Case { instance: None, type_uri: None, ..Case::new("volume_missing", 409) };
    let mut bases = vec![bare.clone(), bare.with_everything(), Case::new("token_expired", 401).with_everything()];
    bases.extend([400, 401, 404, 413, 500].map(|status| Case::new("volume_missing", status).with_everything()));
    bases.push(Case::new("volume_missing", 409));
    for style in Style::builtin() {
        for field in style.drops(Format::Json).fields() {
            let name = field.name();
            // Who has no languages does not name one.
            if name == "language" && cfg!(not(feature = "i18n")) {
                continue;
            }
            let bases: Vec<_> =
                bases.iter().filter(|base| !name.contains('.') || !base.violations.is_empty()).collect();
            let changed = bases.iter().filter(|base| {
                let mut varied = (**base).clone();
                vary(&mut varied, name);
                varied.answer(&style) != base.answer(&style)
            });
            let changed = changed.count();
            let what =
                format!("{} {name}: {} ({changed} of {} answers changed)", style.name(), field.fate(), bases.len());
            match field.fate() {
                Fate::Dropped => assert_eq!(changed, 0, "{what}"),
                Fate::Carried => assert_eq!(changed, bases.len(), "{what}"),
                _ => assert!(changed > 0, "{what}"),
            }
            assert_eq!(field.places().is_empty(), *field.fate() == Fate::Dropped, "{what}");
        }
    }
}
