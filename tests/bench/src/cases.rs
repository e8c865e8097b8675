//! The cases: build, render and drop one fault.

use std::hint::black_box;
use std::sync::LazyLock;

use faultwire::{Fault, FaultType, Format, Renderer, RequestContext};
use http::header::ACCEPT_LANGUAGE;
use http::{HeaderMap, HeaderValue, Method, Response, Uri};
use serde::Serialize;

const PATH: &str = "/v2.1/servers/8c1f0b7e";
const ID: &str = "8c1f0b7e";
const TYPE: &str = "https://errors.example.com/compute/item-not-found";
const TITLE: &str = "Item not found";
const DETAIL: &str = "No server with the id 8c1f0b7e can be found in this project.";

static ITEM_NOT_FOUND: FaultType = FaultType::new("item_not_found", 404, TITLE)
    .message("No server with the id {resource_id} can be found in this project.")
    .type_uri(TYPE);
static FIXED: FaultType = FaultType::new("item_not_found", 404, TITLE).message(DETAIL).type_uri(TYPE);

static PROBLEM: LazyLock<Renderer> = LazyLock::new(Renderer::default);
static OPENSTACK: LazyLock<Renderer> = LazyLock::new(|| match Renderer::builder().style("openstack").build() {
    Ok(renderer) => renderer,
    Err(error) => panic!("{error}"),
});
static REQUEST: LazyLock<RequestContext> =
    LazyLock::new(|| PROBLEM.capture(&Method::GET, &Uri::from_static(PATH), &HeaderMap::new()));

static BILINGUAL: LazyLock<Renderer> = LazyLock::new(|| {
    let text =
        "item_not_found = En este proyecto no hay ningún servidor { $resource_id }.\n    .title = No se encuentra\n";
    match Renderer::builder().translations("es", "es.ftl", text).build() {
        Ok(renderer) => renderer,
        Err(error) => panic!("{error}"),
    }
});
static ENGLISH: LazyLock<RequestContext> = LazyLock::new(|| preferring("en-GB, en;q=0.9"));
static SPANISH: LazyLock<RequestContext> = LazyLock::new(|| preferring("es-MX, es;q=0.9"));

fn preferring(languages: &'static str) -> RequestContext {
    let headers = HeaderMap::from_iter([(ACCEPT_LANGUAGE, HeaderValue::from_static(languages))]);
    BILINGUAL.capture(&Method::GET, &Uri::from_static(PATH), &headers)
}

/// A case by name; it returns the length of the body, so that nothing is optimised away.
pub(crate) type Case = (&'static str, fn() -> usize);

/// The first is what the others are compared with.
pub(crate) const BODIES: &[Case] = &[
    ("hand-written struct, owned strings, serde_json::to_vec", || hand().len()),
    ("known type, extension", || known().len()),
    ("known type, template with a parameter, extension", || templated().len()),
    ("known type, and its own instance", || known_with_instance().len()),
    ("ad hoc message, extension", || ad_hoc().len()),
    ("known type by the general program", || unfolded().len()),
    ("bare definition, openstack: the cached body", || bare().len()),
];

/// The first is the same in a service that has one language.
pub(crate) const LANGUAGES: &[Case] = &[
    ("one language", || templated().len()),
    ("two, and a client that does not say", || in_language(&REQUEST).len()),
    ("two, and a client that prefers the definitions'", || in_language(&ENGLISH).len()),
    ("two, and a client that prefers the translation", || in_language(&SPANISH).len()),
];

pub(crate) const RESPONSES: &[Case] = &[
    ("hand-written struct, owned strings, http::Response", || hand_response().into_body().len()),
    ("known type, http::Response", || response(&PROBLEM, &build_known()).into_body().len()),
    ("bare definition, openstack, http::Response", || {
        response(&OPENSTACK, &Fault::new(black_box(&FIXED))).into_body().len()
    }),
];

#[derive(Serialize)]
struct Problem {
    r#type: String,
    title: String,
    status: u16,
    detail: String,
    instance: String,
    code: String,
    resource_id: String,
}

fn owned(text: &'static str) -> String {
    black_box(text).to_owned()
}

pub(crate) fn hand() -> Vec<u8> {
    let problem = Problem {
        r#type: owned(TYPE),
        title: owned(TITLE),
        status: black_box(404),
        detail: owned(DETAIL),
        instance: owned(PATH),
        code: owned("item_not_found"),
        resource_id: owned(ID),
    };
    serde_json::to_vec(&problem).unwrap_or_default()
}

fn hand_response() -> Response<bytes::Bytes> {
    let builder = Response::builder().status(404).header("content-type", "application/problem+json");
    builder.body(hand().into()).unwrap_or_default()
}

fn build_known() -> Fault {
    Fault::new(black_box(&FIXED)).with_extension("resource_id", owned(ID))
}

fn build_templated() -> Fault {
    let fault = Fault::new(black_box(&ITEM_NOT_FOUND)).with("resource_id", owned(ID));
    fault.with_extension("resource_id", owned(ID))
}

pub(crate) fn templated() -> Vec<u8> {
    PROBLEM.encode(&build_templated(), &REQUEST, Format::Json)
}

pub(crate) fn in_language(request: &RequestContext) -> Vec<u8> {
    BILINGUAL.encode(&build_templated(), request, Format::Json)
}

pub(crate) fn known() -> Vec<u8> {
    PROBLEM.encode(&build_known(), &REQUEST, Format::Json)
}

pub(crate) fn known_with_instance() -> Vec<u8> {
    PROBLEM.encode(&build_known().with_instance(owned(PATH)), &REQUEST, Format::Json)
}

pub(crate) fn ad_hoc() -> Vec<u8> {
    let fault = Fault::new(black_box(&FIXED)).with_message(owned(DETAIL)).with_extension("resource_id", owned(ID));
    PROBLEM.encode(&fault, &REQUEST, Format::Json)
}

pub(crate) fn unfolded() -> Vec<u8> {
    PROBLEM.encode_unfolded(&build_known(), &REQUEST, Format::Json)
}

fn bare() -> Vec<u8> {
    OPENSTACK.encode(&Fault::new(black_box(&FIXED)), &REQUEST, Format::Json)
}

fn response(renderer: &Renderer, fault: &Fault) -> Response<bytes::Bytes> {
    renderer.render(fault, &REQUEST)
}
