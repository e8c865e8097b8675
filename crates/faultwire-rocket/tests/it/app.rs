//! How the tests ask.

use std::sync::Arc;

use faultwire_rocket::FaultFairing;
use faultwire_rocket::faultwire::{Config, Renderer};
use rocket::config::LogLevel;
use rocket::http::{Header, Method};
use rocket::local::asynchronous::{Client, LocalRequest, LocalResponse};
use rocket::{Build, Rocket, Route};
use serde_json::Value;

/// A style that shows what a context knows.
const HOUSE: &str = r#"
style = "house"

[request_id]
adopt = "x-request-id"

[styles.house]
title = "For tests"
media = { json = "application/json", xml = "application/xml" }

[styles.house.fault]
xml = { root = "fault" }
headers = { x-request-id = "$request_id?" }

[styles.house.fault.body]
code = "$code"
message = "$message"
method = "$method?"
path = "$path?"
route = "$route?"
"#;

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    #[track_caller]
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("text")
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(self.text()).unwrap_or_else(|error| panic!("{error}: {:?}", self.text()))
    }

    pub(crate) fn all(&self, name: &str) -> Vec<&str> {
        self.headers.iter().filter(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str()).collect()
    }

    /// The one header of a name.
    #[track_caller]
    pub(crate) fn header(&self, name: &str) -> &str {
        let [value] = self.all(name)[..] else { panic!("{name} in {:?}", self.headers) };
        value
    }

    /// The status and the code of the fault.
    #[track_caller]
    pub(crate) fn fault(&self) -> (u16, String) {
        let types = self.all("content-type");
        assert_eq!(types, ["application/json"], "{} {}", self.status, String::from_utf8_lossy(&self.body));
        (self.status, self.json()["code"].as_str().unwrap().to_owned())
    }
}

pub(crate) async fn read(response: LocalResponse<'_>) -> Answer {
    let headers = response.headers().iter().map(|header| (header.name().to_string(), header.value().to_owned()));
    let (status, headers) = (response.status().code, headers.collect());
    Answer { status, headers, body: response.into_bytes().await.unwrap_or_default() }
}

pub(crate) fn renderer_with(configuration: &str) -> Arc<Renderer> {
    let house = format!("{HOUSE}\n{configuration}");
    let config = Config::from_toml(&house, "house.toml").unwrap_or_else(|error| panic!("{error}"));
    Arc::new(Renderer::builder().config(config).request_ids(|| "req-1".to_owned()).build().unwrap())
}

pub(crate) fn faults() -> FaultFairing {
    FaultFairing::new(renderer_with(""))
}

/// A fairing of one of the built-in styles, and nothing else.
pub(crate) fn styled(style: &str) -> FaultFairing {
    FaultFairing::new(Renderer::builder().style(style).without_request_ids().build().unwrap())
}

/// A rocket that says nothing and listens to no signals.
pub(crate) fn bare() -> Rocket<Build> {
    let mut config = rocket::Config { log_level: LogLevel::Off, port: 0, ..rocket::Config::debug_default() };
    config.shutdown.ctrlc = false;
    config.shutdown.signals.clear();
    rocket::custom(config)
}

pub(crate) fn app(routes: Vec<Route>) -> Rocket<Build> {
    bare().attach(faults()).mount("/", routes)
}

pub(crate) async fn client(rocket: Rocket<Build>) -> Client {
    Client::untracked(rocket).await.unwrap()
}

/// A request, as far as a client in process can put one.
#[derive(Clone)]
pub(crate) struct Ask {
    pub(crate) method: Method,
    pub(crate) target: String,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Vec<u8>,
}

pub(crate) fn ask(method: Method, target: &str) -> Ask {
    Ask { method, target: target.to_owned(), headers: Vec::new(), body: Vec::new() }
}

pub(crate) fn get(target: &str) -> Ask {
    ask(Method::Get, target)
}

pub(crate) fn post(target: &str, content_type: &str, body: impl AsRef<[u8]>) -> Ask {
    let body = body.as_ref().to_vec();
    let asked = Ask { body, ..ask(Method::Post, target) };
    if content_type.is_empty() { asked } else { asked.with("content-type", content_type) }
}

impl Ask {
    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }

    pub(crate) async fn of(self, client: &Client) -> Answer {
        let mut request: LocalRequest<'_> = client.req(self.method, self.target.as_str());
        for (name, value) in self.headers {
            request.add_header(Header::new(name, value));
        }
        if !self.body.is_empty() {
            // As a server would have it.
            request.add_header(Header::new("content-length", self.body.len().to_string()));
        }
        read(request.body(self.body).dispatch().await).await
    }

    pub(crate) async fn from(self, routes: Vec<Route>) -> Answer {
        self.of(&client(app(routes)).await).await
    }
}

pub(crate) fn fault(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}

pub(crate) const JSON: &str = "application/json";
pub(crate) const FORM: &str = "application/x-www-form-urlencoded";
