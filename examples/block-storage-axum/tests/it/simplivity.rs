//! The SimpliVity side: datastores, tasks, and the token.

use serde_json::{Value, json};

use crate::envelope::{Expected, Style};
use crate::service::{Answer, Call, service};

const STYLE: Style = Style::SimpliVity;

/// As the vendor's client sends it.
fn post(target: &str, body: &Value) -> Call {
    Call::new("POST", target)
        .header("content-type", "application/vnd.simplivity.v1.8+json")
        .header("accept", "application/json")
        .body(body.to_string())
}

#[track_caller]
fn task_id(answer: &Answer) -> String {
    let task = &answer.json()["task"];
    assert_eq!((answer.status, &task["state"], &task["end_time"]), (202, &json!("IN_PROGRESS"), &Value::Null));
    task["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_datastore_lives() {
    let service = service();
    let created = post("/api/datastores", &json!({"name": "new", "size": 5})).send_to(&service).await;
    let id = created.json()["task"]["affected_objects"][0]["object_id"].as_str().unwrap().to_owned();
    task_id(&created);
    let resized = post(&format!("/api/datastores/{id}/resize"), &json!({"size": 7})).send_to(&service).await;
    let task = Call::get(format!("/api/tasks/{}", task_id(&resized))).send_to(&service).await.json();
    assert_eq!((&task["task"]["state"], &task["task"]["error_code"]), (&json!("COMPLETED"), &json!(0)));
    let datastore = Call::get(format!("/api/datastores/{id}")).send_to(&service).await.json();
    assert_eq!((&datastore["datastore"]["name"], &datastore["datastore"]["size"]), (&json!("new"), &json!(7)));
    // The vendor's client sends a body with DELETE.
    let deleted = Call::new("DELETE", format!("/api/datastores/{id}")).json("{}").send_to(&service).await;
    task_id(&deleted);
    let gone = Call::get(format!("/api/datastores/{id}")).send_to(&service).await;
    let message = format!("Object type: datastore id: {id} could not be found");
    STYLE.check(&gone, Expected::soft("object_not_found", 404).message(&message));
}

#[tokio::test]
async fn lists_can_be_filtered() {
    let all = Call::get("/api/datastores").send().await;
    assert_eq!((all.status, all.json()["datastores"].as_array().unwrap().len()), (200, 3));
    let one = Call::get("/api/datastores?name=datastore-2&case=sensitive&limit=10").send().await.json();
    assert_eq!(one["datastores"][0]["id"], "ds-2");
    let fault = Call::get("/api/datastores?show=all").send().await;
    STYLE.check(&fault, Expected::soft("parameter_unknown", 400));
}

#[tokio::test]
async fn a_task_on_a_busy_datastore_fails_inside_http_200() {
    let service = service();
    let started = post("/api/datastores/vol-busy/resize", &json!({"size": 7})).send_to(&service).await;
    let answer = Call::get(format!("/api/tasks/{}", task_id(&started))).send_to(&service).await;
    let task = &answer.json()["task"];
    assert_eq!((answer.status, &task["state"]), (200, &json!("FAILED")));
    assert_eq!(task["message"], "The datastore vol-busy is in use.");
    assert!(task["error_code"].as_i64().is_some_and(|number| number != 0));
    assert!(task["end_time"].as_str().is_some_and(|time| time.len() == 20 && time.ends_with('Z')));
}

#[tokio::test]
async fn a_duplicate_name_has_the_vendors_number_and_words() {
    let answer = post("/api/datastores", &json!({"name": "datastore-1", "size": 5})).send().await;
    let expected = Expected::soft("datastore_name_in_use", 400).message("Duplicate name exists.");
    STYLE.check(&answer, expected);
    assert_eq!(answer.json()["error_code"], "13");
}

#[tokio::test]
async fn unknown_ids_are_named() {
    for call in [
        Call::get("/api/datastores/nope"),
        Call::new("DELETE", "/api/datastores/nope"),
        post("/api/datastores/nope/resize", &json!({"size": 7})),
        Call::get("/api/tasks/nope"),
    ] {
        let answer = call.send().await;
        STYLE.check(&answer, Expected::soft("object_not_found", 404));
        assert!(answer.json()["message"].as_str().unwrap().contains("id: nope"));
        assert_eq!(answer.json().get("error_code"), None);
    }
}

#[tokio::test]
async fn bodies_are_checked() {
    for (body, code) in [
        (json!({"name": "x", "size": -1}), Expected::soft("size_invalid", 400)),
        (json!({"size": 1}), Expected::soft("attribute_missing", 400)),
        (json!({"name": "x", "size": 1, "colour": 1}), Expected::soft("attribute_unknown", 400)),
        (json!([]), Expected::hard("body_type_invalid", 400)),
    ] {
        STYLE.check(&post("/api/datastores", &body).send().await, code);
    }
}

#[tokio::test]
async fn a_token_is_given_to_everybody_but_the_wrong_password() {
    let login = |form: &'static str| {
        let call = Call::new("POST", "/api/oauth/token").body(form);
        call.header("content-type", "application/x-www-form-urlencoded")
    };
    let answer = login("grant_type=password&username=u&password=p").send().await;
    assert_eq!((answer.status, &answer.json()["token_type"]), (200, &json!("bearer")));
    assert!(answer.json()["expires_in"].is_u64() && answer.json()["access_token"].is_string());
    let answer = login("grant_type=password&username=u&password=wrong").send().await;
    STYLE.check(&answer, Expected::soft("invalid_grant", 401));
    assert!(answer.header("www-authenticate").is_some());
    let answer = Call::new("POST", "/api/oauth/token").json("{}").send().await;
    STYLE.check(&answer, Expected::hard("media_type_unsupported", 415));
}
