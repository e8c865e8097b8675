//! How the tests ask.

use std::sync::Arc;

use actix_web::body::{self, MessageBody};
use actix_web::http::header::HeaderMap;
use actix_web::test::{TestRequest, init_service};
use actix_web::web::ServiceConfig;
use actix_web::{App, Error, HttpResponse};
use faultwire_actix_web::FaultMiddleware;
use faultwire_actix_web::faultwire::{Config, Renderer};
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
path = "$path?"
route = "$route?"
"#;

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
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

    #[track_caller]
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).unwrap_or_else(|| panic!("no {name}: {:?}", self.headers)).to_str().unwrap()
    }

    /// The status and the code of the fault.
    #[track_caller]
    pub(crate) fn fault(&self) -> (u16, String) {
        assert!(self.headers.contains_key("content-type"), "{}: {:?}", self.status, self.text());
        assert_eq!(self.header("content-type"), "application/json", "{}", self.text());
        (self.status, self.json()["code"].as_str().unwrap().to_owned())
    }
}

/// Sends a request to an app, which may be of any kind.
macro_rules! send {
    ($app:expr, $request:expr) => {{
        use actix_web::dev::Service;
        let app = actix_web::test::init_service($app).await;
        let result = app.call($request.to_request()).await;
        crate::app::read(result.map(|answer| answer.into_parts().1)).await
    }};
}
pub(crate) use send;

/// What a client would get.
pub(crate) async fn read<B: MessageBody + 'static>(result: Result<HttpResponse<B>, Error>) -> Answer {
    let response = result.map_or_else(|error| error.error_response(), HttpResponse::map_into_boxed_body);
    let (head, body) = response.into_parts();
    let body = body::to_bytes(body).await.expect("a body").to_vec();
    Answer { status: head.status().as_u16(), headers: head.headers().clone(), body }
}

pub(crate) fn renderer() -> Arc<Renderer> {
    let config = Config::from_toml(HOUSE, "house.toml").unwrap_or_else(|error| panic!("{error}"));
    Arc::new(Renderer::builder().config(config).request_ids(|| "req-1".to_owned()).build().unwrap())
}

pub(crate) fn faults() -> FaultMiddleware {
    FaultMiddleware::new(renderer())
}

/// A renderer of one of the built-in styles, and nothing else.
pub(crate) fn styled(style: &str) -> FaultMiddleware {
    FaultMiddleware::new(Renderer::builder().style(style).without_request_ids().build().unwrap())
}

/// Sends a request to an app of these routes below the middleware.
pub(crate) async fn ask(routes: impl FnOnce(&mut ServiceConfig), request: TestRequest) -> Answer {
    use actix_web::dev::Service;
    let app = init_service(App::new().wrap(faults()).configure(routes)).await;
    read(app.call(request.to_request()).await.map(|answer| answer.into_parts().1)).await
}

pub(crate) fn get(path: &str) -> TestRequest {
    TestRequest::get().uri(path)
}

pub(crate) fn post(path: &str, content_type: &str, body: impl AsRef<[u8]>) -> TestRequest {
    TestRequest::post().uri(path).insert_header(("content-type", content_type)).set_payload(body.as_ref().to_vec())
}

pub(crate) fn fault(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}
