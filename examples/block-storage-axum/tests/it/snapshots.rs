//! The other team's snapshots, under every prefix.

use serde_json::{Value, json};

use crate::envelope::{Expected, PREFIXES, Style, check_all, get_all};
use crate::service::{Answer, Call, service};

fn create(prefix: &str, body: &Value) -> Call {
    Call::new("POST", format!("{prefix}/snapshots")).json(json!({"snapshot": body}).to_string())
}

/// The answers to a body that cannot be.
#[track_caller]
fn refused(body: &Value, expected: impl Fn(Style) -> Expected<'static>) -> Vec<Answer> {
    check_all(|prefix| create(prefix, body), expected)
}

#[tokio::test]
async fn a_snapshot_lives() {
    for (prefix, style) in PREFIXES {
        let service = service();
        let soft = style == Style::StatusText;
        let answer = create(prefix, &json!({"volume_id": "vol-1", "name": "nightly"})).send_to(&service).await;
        assert_eq!(answer.status, if soft { 200 } else { 202 });
        let location = format!("http://demo.test:8080{prefix}/snapshots/snap-1");
        assert_eq!(answer.header("location"), Some(location.as_str()));
        assert_eq!(answer.json()["snapshot"]["name"], "nightly");

        let answer = Call::get(location.clone()).send_to(&service).await;
        assert_eq!((answer.status, &answer.json()["snapshot"]["volume_id"]), (200, &json!("vol-1")));
        let list = Call::get(format!("{prefix}/snapshots")).send_to(&service).await.json();
        assert_eq!(list["snapshots"].as_array().unwrap().len(), 1);

        let answer = Call::new("DELETE", location.clone()).send_to(&service).await;
        assert!(answer.status < 300, "{answer:?}");
        let answer = Call::get(location).send_to(&service).await;
        let message = "Snapshot snap-1 could not be found.";
        style.check(&answer, Expected::soft("snapshot_not_found", 404).message(message));
    }
}

#[test]
fn a_fault_of_the_volumes_is_theirs() {
    let message = "Volume vol-9 could not be found.";
    refused(&json!({"volume_id": "vol-9"}), |_| Expected::soft("volume_not_found", 404).message(message));
}

#[test]
fn a_fault_of_the_snapshots_has_the_status_of_its_word() {
    let message = "Volume vol-busy is in-use; to snapshot it all the same, ask with 'force'.";
    refused(&json!({"volume_id": "vol-busy"}), |style| {
        let status = if style == Style::OpenStack { 400 } else { 409 };
        Expected::soft("snapshot_needs_force", status).message(message)
    });
}

#[test]
fn what_the_framework_refuses_is_in_the_same_envelope() {
    refused(&json!({}), |_| Expected::hard("body_invalid", 400));
    refused(&json!({"volume_id": "vol-1", "colour": "red"}), |_| Expected::hard("body_invalid", 400));
    get_all("/snapshots?colour=red", |style| {
        let status = if style == Style::QueueToken { 404 } else { 400 };
        Expected::soft("parameter_refused", status)
    });
}

#[tokio::test]
async fn both_teams_faults_are_said_in_the_clients_language() {
    for (volume, message) in [
        ("vol-9", "No se encontró el volumen vol-9."),
        ("vol-busy", "El volumen vol-busy está en uso; para hacer una instantánea de todos modos, pídala con 'force'."),
    ] {
        let call = create("/problem", &json!({"volume_id": volume})).header("accept-language", "es");
        let answer = call.send().await;
        assert_eq!((answer.json()["detail"].as_str(), answer.header("content-language")), (Some(message), Some("es")));
    }
}
