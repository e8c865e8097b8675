//! What can be done with volumes, under every prefix.

use serde_json::{Value, json};

use crate::envelope::{Expected, PREFIXES, Style};
use crate::service::{Call, service};

fn post(target: String, body: &Value) -> Call {
    Call::new("POST", target).json(body.to_string())
}

#[tokio::test]
async fn lists_are_whole_and_their_pages_are_linked() {
    for (prefix, style) in PREFIXES {
        for path in ["/volumes", "/volumes/detail"] {
            let list = Call::get(format!("{prefix}{path}")).send().await;
            assert_eq!((list.status, list.json()["volumes"].as_array().unwrap().len()), (200, 6));
            assert_eq!(list.json().get("volumes_links"), None);
            assert_eq!(list.json().get("status").is_some(), style == Style::StatusText);
        }
        let page = Call::get(format!("{prefix}/volumes?name=web&limit=1&sort=id:asc")).send().await.json();
        assert_eq!(page.get("volumes_links"), None);
        let page = Call::get(format!("{prefix}/volumes?sort=id:asc&limit=4")).send().await.json();
        let next = format!("http://demo.test:8080{prefix}/volumes?sort=id%3Aasc&limit=4&marker=vol-4");
        assert_eq!(page["volumes_links"], json!([{"rel": "next", "href": next}]));
        let page = Call::get(next).send().await.json();
        assert_eq!(page["volumes"].as_array().unwrap().len(), 2);
    }
}

#[tokio::test]
async fn a_volume_lives() {
    for (prefix, style) in PREFIXES {
        let service = service();
        let soft = style == Style::StatusText;
        let body = json!({"volume": {"name": "new", "size": 2, "metadata": {"k": "v"}}});
        let answer = post(format!("{prefix}/volumes"), &body).send_to(&service).await;
        assert_eq!(answer.status, if soft { 200 } else { 202 });
        let location = format!("http://demo.test:8080{prefix}/volumes/vol-7");
        assert_eq!(answer.header("location"), Some(location.as_str()));
        assert_eq!(answer.json()["volume"]["name"], "new");

        let changes = json!({"volume": {"description": "d"}}).to_string();
        let answer = Call::new("PUT", location.clone()).json(changes).send_to(&service).await;
        assert_eq!((answer.status, &answer.json()["volume"]["description"]), (200, &json!("d")));

        let extend = json!({"os-extend": {"new_size": 3}});
        let answer = post(format!("{location}/action"), &extend).send_to(&service).await;
        assert_eq!(answer.status, if soft { 200 } else { 202 });

        let answer = Call::get(location.clone()).send_to(&service).await;
        assert_eq!((answer.status, &answer.json()["volume"]["size"]), (200, &json!(3)));

        let answer = Call::new("DELETE", location.clone()).send_to(&service).await;
        match style {
            Style::StatusText => assert_eq!((answer.status, answer.json()), (200, json!({"status": "OK"}))),
            Style::OpenStack => assert_eq!((answer.status, answer.text()), (202, "")),
            _ => {
                assert_eq!((answer.status, answer.text()), (204, ""));
                assert_eq!(answer.header("content-type"), None);
            }
        }
        let answer = Call::get(location).send_to(&service).await;
        style.check(&answer, Expected::soft("volume_not_found", 404));
    }
}

#[tokio::test]
async fn the_quota_is_over_limit_in_openstack_and_forbidden_elsewhere() {
    for (prefix, style) in PREFIXES {
        let answer = post(format!("{prefix}/volumes"), &json!({"volume": {"size": 1001}})).send().await;
        let status = if style == Style::OpenStack { 413 } else { 403 };
        style.check(&answer, Expected::soft("quota_exceeded", 403).status(status));
        assert_eq!(answer.header("retry-after"), Some("7"));
    }
}

#[tokio::test]
async fn a_name_in_use_is_a_conflict_and_under_queue_a_failed_precondition() {
    for (prefix, style) in PREFIXES {
        let answer = post(format!("{prefix}/volumes"), &json!({"volume": {"name": "web", "size": 1}})).send().await;
        let status = if style == Style::QueueToken { 412 } else { 409 };
        let message = "A volume named web exists already.";
        style.check(&answer, Expected::soft("volume_name_in_use", 409).status(status).message(message));
    }
}

#[tokio::test]
async fn a_volume_in_use_stays_as_it_is() {
    for (prefix, style) in PREFIXES {
        let answer = Call::new("DELETE", format!("{prefix}/volumes/vol-busy")).send().await;
        let status = if style == Style::OpenStack { 400 } else { 409 };
        style.check(&answer, Expected::soft("volume_in_use", 409).status(status));

        let extend = json!({"os-extend": {"new_size": 100}});
        let answer = post(format!("{prefix}/volumes/vol-busy/action"), &extend).send().await;
        style.check(&answer, Expected::soft("volume_not_extendable", 409));
    }
}

#[tokio::test]
async fn what_is_no_action_is_a_bad_request() {
    for (prefix, style) in PREFIXES {
        for (action, code) in [
            (json!({"os-extend": {"new_size": 9}}), "volume_shrunk"),
            (json!({"os-extend": {"new_size": "x"}}), "size_invalid"),
            (json!({"os-fly": {}}), "action_unknown"),
            (json!({}), "action_ambiguous"),
        ] {
            let answer = post(format!("{prefix}/volumes/vol-2/action"), &action).send().await;
            style.check(&answer, Expected::soft(code, 400));
        }
    }
}

#[tokio::test]
async fn a_queued_request_is_known_by_its_token() {
    let service = service();
    let answer = post("/queue/volumes".into(), &json!({"volume": {"size": 1}})).send_to(&service).await;
    assert_eq!(answer.status, 202);
    let token = answer.json()["queue_token"].as_str().unwrap().to_owned();
    assert_eq!(answer.json()["msg"], json!(["Volume vol-7 is being created."]));
    let answer = Call::get(format!("/queue/queue/{token}")).send_to(&service).await;
    let job = answer.json();
    assert_eq!(
        (answer.status, &job["queue_token"], &job["queue"]["status"]),
        (200, &json!(token), &json!("COMPLETED"))
    );
    assert_eq!(job["queue"]["objects"], json!([{"type": "volume", "id": "vol-7"}]));
    let answer = Call::get("/queue/queue/nope").send_to(&service).await;
    Style::QueueToken.check(&answer, Expected::soft("queue_token_not_found", 404));
}
