//! Paths and query strings.

use serde_json::json;

use crate::envelope::{Expected, PREFIXES, Style};
use crate::service::Call;

#[tokio::test]
async fn a_path_that_is_no_utf8_is_not_found() {
    for (prefix, style) in PREFIXES {
        for (method, path) in [("GET", "/volumes/%ff"), ("DELETE", "/volumes/a%C3%28b")] {
            let answer = Call::new(method, format!("{prefix}{path}")).send().await;
            style.check(&answer, Expected::hard("path_invalid", 404));
        }
    }
}

#[tokio::test]
async fn a_project_alone_is_not_found() {
    for target in ["/v3/demo", "/v3/demo/", "/v3/demo/nope"] {
        Style::OpenStack.check(&Call::get(target).send().await, Expected::hard("route_not_found", 404));
    }
}

#[tokio::test]
async fn outside_every_prefix_the_default_style_answers() {
    for target in ["/nope", "/v4/volumes", "/apis", "/statusx/volumes"] {
        Style::Problem.check(&Call::get(target).send().await, Expected::hard("route_not_found", 404));
    }
}

#[tokio::test]
async fn unknown_parameters_are_named() {
    let message = "The query parameter 'nmae' is not known here.";
    for (prefix, style) in PREFIXES {
        for path in ["/volumes", "/volumes/detail"] {
            let answer = Call::get(format!("{prefix}{path}?nmae=x")).send().await;
            style.check(&answer, Expected::soft("parameter_unknown", 400).message(message));
        }
        // A queued call that gets one resource has no 400.
        let status = if style == Style::QueueToken { 404 } else { 400 };
        let answer = Call::get(format!("{prefix}/volumes/vol-1?nmae=x")).send().await;
        style.check(&answer, Expected::soft("parameter_refused", 400).status(status).message(message));
    }
}

#[tokio::test]
async fn a_bad_page_is_a_bad_request_and_under_queue_not_satisfiable() {
    for (prefix, style) in PREFIXES {
        let status = if style == Style::QueueToken { 416 } else { 400 };
        for limit in ["-1", "x", "1000000001", "", "%FF"] {
            let answer = Call::get(format!("{prefix}/volumes?limit={limit}")).send().await;
            style.check(&answer, Expected::soft("page_invalid", 400).status(status));
        }
        let answer = Call::get(format!("{prefix}/volumes?marker=nope")).send().await;
        let message = "The marker nope could not be found.";
        style.check(&answer, Expected::soft("marker_not_found", 400).status(status).message(message));
        let answer = Call::get(format!("{prefix}/volumes?sort=colour")).send().await;
        style.check(&answer, Expected::soft("sort_invalid", 400));
    }
}

#[tokio::test]
async fn the_versions_name_the_host_that_was_asked() {
    for target in ["/", "/v3", "/v3/"] {
        let answer = Call::get(target).send().await;
        assert_eq!(answer.status, 200);
        let version = &answer.json()["versions"][0];
        assert_eq!((&version["id"], &version["status"]), (&json!("v3.0"), &json!("CURRENT")));
        assert_eq!(version["links"], json!([{"rel": "self", "href": "http://demo.test:8080/v3/"}]));
    }
}

#[tokio::test]
async fn an_absolute_target_is_as_good_as_a_path() {
    let answer = Call::get("http://other.test/api/volumes/nope").send().await;
    Style::SimpliVity.check(&answer, Expected::soft("volume_not_found", 404));
    assert_eq!(answer.path, "/api/volumes/nope");
}
