//! Bodies that are broken in every way, under every prefix.

use crate::envelope::{Expected, PREFIXES};
use crate::service::Call;

#[tokio::test]
async fn a_body_that_is_no_json_is_malformed() {
    let deep = [vec![b'['; 20_000], vec![b']'; 20_000]].concat();
    let bodies: [&[u8]; 7] =
        [b"", b"{", br#"{"volume":{"size":1}"#, b"{\"volume\":\"\xff\"}", b"nope", br#"{"volume":{}} x"#, &deep];
    for (prefix, style) in PREFIXES {
        for body in bodies {
            for (method, path) in [("POST", "/volumes"), ("PUT", "/volumes/vol-1"), ("POST", "/volumes/vol-1/action")] {
                let answer = Call::new(method, format!("{prefix}{path}")).json(body).send().await;
                style.check(&answer, Expected::hard("body_malformed", 400));
            }
        }
    }
}

#[tokio::test]
async fn a_body_of_another_type_is_invalid_and_the_message_says_which() {
    for (prefix, style) in PREFIXES {
        for (body, found) in [("[]", "list"), ("null", "null"), ("7", "number"), (r#""x""#, "text")] {
            let message = format!("The request body must be of type object, not {found}.");
            for (method, path) in [("POST", "/volumes"), ("PUT", "/volumes/vol-1"), ("POST", "/volumes/vol-1/action")] {
                let answer = Call::new(method, format!("{prefix}{path}")).json(body).send().await;
                style.check(&answer, Expected::hard("body_type_invalid", 400).message(&message));
            }
        }
        let answer = Call::new("POST", format!("{prefix}/volumes")).json(r#"{"volume":[]}"#).send().await;
        let message = "The attribute '/volume' must be of type object, not list.";
        style.check(&answer, Expected::hard("attribute_type_invalid", 400).message(message));
    }
}

#[tokio::test]
async fn what_a_body_lacks_or_has_too_much_of_is_named() {
    for (prefix, style) in PREFIXES {
        for (body, code, message) in [
            ("{}", "attribute_missing", "The request body lacks the attribute 'volume'."),
            (r#"{"volume":{"size":1},"x":1}"#, "attribute_unknown", "The attribute 'x' is not known here."),
            (r#"{"volume":{"size":1,"y":1}}"#, "attribute_unknown", "The attribute 'y' is not known here."),
        ] {
            let answer = Call::new("POST", format!("{prefix}/volumes")).json(body).send().await;
            style.check(&answer, Expected::soft(code, 400).message(message));
        }
    }
}

#[tokio::test]
async fn a_size_is_a_positive_integer() {
    for (prefix, style) in PREFIXES {
        for (size, shown) in [("-1.0", "-1.0"), ("0", "0"), (r#""10""#, "10"), ("1.5", "1.5"), ("null", "null")] {
            let body = format!(r#"{{"volume":{{"name":"n","size":{size}}}}}"#);
            let answer = Call::new("POST", format!("{prefix}/volumes")).json(body).send().await;
            let message = format!("Volume 'size' needs to be a positive integer value, {shown} cannot be accepted.");
            style.check(&answer, Expected::soft("size_invalid", 400).message(&message));
        }
    }
}

#[tokio::test]
async fn a_problem_points_at_the_place_in_the_body() {
    let body = r#"{"volume":{"size":1,"colour":"red","a/b":1}}"#;
    let answer = Call::new("POST", "/problem/volumes").json(body).send().await.json();
    let pointers: Vec<_> = answer["errors"].as_array().unwrap().iter().map(|error| &error["pointer"]).collect();
    assert_eq!(pointers, ["#/volume/a~1b", "#/volume/colour"]);
}
