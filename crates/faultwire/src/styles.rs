//! The built-in styles: what each looks like on the wire.
//!
//! Each is a page of data (`styles/*.toml` in this crate); a page in a configuration is as capable. All examples here
//! show one fault:
//!
//! ```
//! # use faultwire::{Fault, FaultType, Renderer, RequestContext, Violation};
//! # use http::{HeaderMap, HeaderValue, Method, Uri};
//! static SIZE_INVALID: FaultType = FaultType::new("size_invalid", 400, "Invalid size")
//!     .message("Size {size} cannot be accepted.")
//!     .number(13)
//!     .help("https://errors.example.com/size");
//!
//! let fault = Fault::new(&SIZE_INVALID)
//!     .with("size", -1)
//!     .with_violation(Violation::at_pointer("/volume/size", "must be at least 1").with_rule("minimum"))
//!     .with_extension("limit", 1000);
//! ```
//!
//! # `openstack`: OpenStack fault
//!
//! Source: Block Storage API "Faults"; nova and cinder `api/openstack/wsgi.py`.
//!
//! The fault's name is the one top-level member. `retryAfter` is there for 413 and 429 alone, as a string. `details` are shown only where the configuration exposes them. Options: `names` (`documented`, `as-coded`) and `namespace` of the XML.
//!
//! ## Wire format of `openstack`
//!
//! ```
//! # use faultwire::{Fault, FaultType, Renderer, Violation};
//! # use http::{HeaderMap, HeaderValue, Method, Uri};
//! # static SIZE_INVALID: FaultType = FaultType::new("size_invalid", 400, "Invalid size")
//! #     .message("Size {size} cannot be accepted.")
//! #     .number(13)
//! #     .help("https://errors.example.com/size");
//! # let fault = Fault::new(&SIZE_INVALID)
//! #     .with("size", -1)
//! #     .with_violation(Violation::at_pointer("/volume/size", "must be at least 1").with_rule("minimum"))
//! #     .with_extension("limit", 1000);
//! # let clock = || std::time::UNIX_EPOCH + std::time::Duration::from_millis(1_700_000_000_000);
//! # let renderer = Renderer::builder().style("openstack").clock(clock).build().unwrap();
//! # let request = renderer.capture(&Method::POST, &Uri::from_static("/volumes"), &HeaderMap::new());
//! # let request = request.with_request_id(HeaderValue::from_static("req-1"));
//! # let response = renderer.render(&fault, &request);
//! # let (head, body) = (response.headers(), std::str::from_utf8(response.body()).unwrap());
//! assert_eq!(response.status(), 400);
//! assert_eq!(head["content-type"], "application/json; charset=UTF-8");
//! assert_eq!(
//!     body,
//!     concat!(
//!         r##"{"badRequest":{"code":400,"message":"Size -1 cannot be accepted."}}"##,
//!     ),
//! );
//! ```
//!
//! # `simplivity`: HPE SimpliVity REST error
//!
//! Source: "About REST API errors and exceptions".
//!
//! `error_code` is a string of digits, absent in a 404 and for definitions without a number; `status` is a string, and a number only in the page of a 401; `timestamp` is in milliseconds since 1970. A fault of code `token_expired` is `{"error":"invalid_token",…}`. Options: `names` (`derived`, `vendor`) and `prefix` of the exception.
//!
//! ## Wire format of `simplivity`
//!
//! ```
//! # use faultwire::{Fault, FaultType, Renderer, Violation};
//! # use http::{HeaderMap, HeaderValue, Method, Uri};
//! # static SIZE_INVALID: FaultType = FaultType::new("size_invalid", 400, "Invalid size")
//! #     .message("Size {size} cannot be accepted.")
//! #     .number(13)
//! #     .help("https://errors.example.com/size");
//! # let fault = Fault::new(&SIZE_INVALID)
//! #     .with("size", -1)
//! #     .with_violation(Violation::at_pointer("/volume/size", "must be at least 1").with_rule("minimum"))
//! #     .with_extension("limit", 1000);
//! # let clock = || std::time::UNIX_EPOCH + std::time::Duration::from_millis(1_700_000_000_000);
//! # let renderer = Renderer::builder().style("simplivity").clock(clock).build().unwrap();
//! # let request = renderer.capture(&Method::POST, &Uri::from_static("/volumes"), &HeaderMap::new());
//! # let request = request.with_request_id(HeaderValue::from_static("req-1"));
//! # let response = renderer.render(&fault, &request);
//! # let (head, body) = (response.headers(), std::str::from_utf8(response.body()).unwrap());
//! assert_eq!(response.status(), 400);
//! assert_eq!(head["content-type"], "application/json");
//! assert_eq!(
//!     body,
//!     concat!(
//!         r##"{"exception":"com.simplivity.restapi.exceptions.SizeInvalidException","path":"/volumes","##,
//!         r##""error_code":"13","message":"Size -1 cannot be accepted.","timestamp":1700000000000,"sta"##,
//!         r##"tus":"400"}"##,
//!     ),
//! );
//! ```
//!
//! # `status-text`: Common response
//!
//! Source: Universa API "Common response".
//!
//! Soft faults travel inside HTTP 200, hard ones in their own status. Extension members are the payload.
//!
//! ## Wire format of `status-text`
//!
//! ```
//! # use faultwire::{Fault, FaultType, Renderer, Violation};
//! # use http::{HeaderMap, HeaderValue, Method, Uri};
//! # static SIZE_INVALID: FaultType = FaultType::new("size_invalid", 400, "Invalid size")
//! #     .message("Size {size} cannot be accepted.")
//! #     .number(13)
//! #     .help("https://errors.example.com/size");
//! # let fault = Fault::new(&SIZE_INVALID)
//! #     .with("size", -1)
//! #     .with_violation(Violation::at_pointer("/volume/size", "must be at least 1").with_rule("minimum"))
//! #     .with_extension("limit", 1000);
//! # let clock = || std::time::UNIX_EPOCH + std::time::Duration::from_millis(1_700_000_000_000);
//! # let renderer = Renderer::builder().style("status-text").clock(clock).build().unwrap();
//! # let request = renderer.capture(&Method::POST, &Uri::from_static("/volumes"), &HeaderMap::new());
//! # let request = request.with_request_id(HeaderValue::from_static("req-1"));
//! # let response = renderer.render(&fault, &request);
//! # let (head, body) = (response.headers(), std::str::from_utf8(response.body()).unwrap());
//! assert_eq!(response.status(), 200);
//! assert_eq!(head["content-type"], "application/json");
//! assert_eq!(
//!     body,
//!     concat!(
//!         r##"{"status":"error","code":"size_invalid","text":"Size -1 cannot be accepted.","limit":100"##,
//!         r##"0}"##,
//!     ),
//! );
//! ```
//!
//! # `queue-token`: errors, msg, queue_token and the resource
//!
//! Source: Gigas cloud API "Return values".
//!
//! Every member is absent when it would be empty. An unknown route is a 400. Option: `item` (`text`, `object`).
//!
//! ## Wire format of `queue-token`
//!
//! ```
//! # use faultwire::{Fault, FaultType, Renderer, Violation};
//! # use http::{HeaderMap, HeaderValue, Method, Uri};
//! # static SIZE_INVALID: FaultType = FaultType::new("size_invalid", 400, "Invalid size")
//! #     .message("Size {size} cannot be accepted.")
//! #     .number(13)
//! #     .help("https://errors.example.com/size");
//! # let fault = Fault::new(&SIZE_INVALID)
//! #     .with("size", -1)
//! #     .with_violation(Violation::at_pointer("/volume/size", "must be at least 1").with_rule("minimum"))
//! #     .with_extension("limit", 1000);
//! # let clock = || std::time::UNIX_EPOCH + std::time::Duration::from_millis(1_700_000_000_000);
//! # let renderer = Renderer::builder().style("queue-token").clock(clock).build().unwrap();
//! # let request = renderer.capture(&Method::POST, &Uri::from_static("/volumes"), &HeaderMap::new());
//! # let request = request.with_request_id(HeaderValue::from_static("req-1"));
//! # let response = renderer.render(&fault, &request);
//! # let (head, body) = (response.headers(), std::str::from_utf8(response.body()).unwrap());
//! assert_eq!(response.status(), 400);
//! assert_eq!(head["content-type"], "application/json");
//! assert_eq!(
//!     body,
//!     concat!(
//!         r##"{"errors":["must be at least 1"]}"##,
//!     ),
//! );
//! ```
//!
//! # `api-sig`: OpenStack API-SIG errors
//!
//! Source: API Special Interest Group, `guidelines/errors.rst`.
//!
//! The most recent fault first, then the earlier ones behind it. Options: `service`, and `help`, where help addresses begin for definitions without one.
//!
//! ## Wire format of `api-sig`
//!
//! ```
//! # use faultwire::{Fault, FaultType, Renderer, Violation};
//! # use http::{HeaderMap, HeaderValue, Method, Uri};
//! # static SIZE_INVALID: FaultType = FaultType::new("size_invalid", 400, "Invalid size")
//! #     .message("Size {size} cannot be accepted.")
//! #     .number(13)
//! #     .help("https://errors.example.com/size");
//! # let fault = Fault::new(&SIZE_INVALID)
//! #     .with("size", -1)
//! #     .with_violation(Violation::at_pointer("/volume/size", "must be at least 1").with_rule("minimum"))
//! #     .with_extension("limit", 1000);
//! # let clock = || std::time::UNIX_EPOCH + std::time::Duration::from_millis(1_700_000_000_000);
//! # let renderer = Renderer::builder().style("api-sig").clock(clock).build().unwrap();
//! # let request = renderer.capture(&Method::POST, &Uri::from_static("/volumes"), &HeaderMap::new());
//! # let request = request.with_request_id(HeaderValue::from_static("req-1"));
//! # let response = renderer.render(&fault, &request);
//! # let (head, body) = (response.headers(), std::str::from_utf8(response.body()).unwrap());
//! assert_eq!(response.status(), 400);
//! assert_eq!(head["content-type"], "application/json");
//! assert_eq!(
//!     body,
//!     concat!(
//!         r##"{"errors":[{"request_id":"req-1","code":"service.size.invalid","status":400,"title":"Inv"##,
//!         r##"alid size","detail":"Size -1 cannot be accepted.","links":[{"rel":"help","href":"https:/"##,
//!         r##"/errors.example.com/size"}],"limit":1000}]}"##,
//!     ),
//! );
//! ```
//!
//! # `problem`: Problem details
//!
//! Source: RFC 9457.
//!
//! `type` is absent for definitions without a type URI or help address, which means `about:blank`. Violations are `errors`, with pointers as URI fragments. Extension members come last. Option: `code` (`shown`, `hidden`).
//!
//! ## Wire format of `problem`
//!
//! ```
//! # use faultwire::{Fault, FaultType, Renderer, Violation};
//! # use http::{HeaderMap, HeaderValue, Method, Uri};
//! # static SIZE_INVALID: FaultType = FaultType::new("size_invalid", 400, "Invalid size")
//! #     .message("Size {size} cannot be accepted.")
//! #     .number(13)
//! #     .help("https://errors.example.com/size");
//! # let fault = Fault::new(&SIZE_INVALID)
//! #     .with("size", -1)
//! #     .with_violation(Violation::at_pointer("/volume/size", "must be at least 1").with_rule("minimum"))
//! #     .with_extension("limit", 1000);
//! # let clock = || std::time::UNIX_EPOCH + std::time::Duration::from_millis(1_700_000_000_000);
//! # let renderer = Renderer::builder().style("problem").clock(clock).build().unwrap();
//! # let request = renderer.capture(&Method::POST, &Uri::from_static("/volumes"), &HeaderMap::new());
//! # let request = request.with_request_id(HeaderValue::from_static("req-1"));
//! # let response = renderer.render(&fault, &request);
//! # let (head, body) = (response.headers(), std::str::from_utf8(response.body()).unwrap());
//! assert_eq!(response.status(), 400);
//! assert_eq!(head["content-type"], "application/problem+json");
//! assert_eq!(
//!     body,
//!     concat!(
//!         r##"{"type":"https://errors.example.com/size","title":"Invalid size","status":400,"detail":""##,
//!         r##"Size -1 cannot be accepted.","instance":"/volumes","code":"size_invalid","errors":[{"det"##,
//!         r##"ail":"must be at least 1","pointer":"#/volume/size"}],"limit":1000}"##,
//!     ),
//! );
//! ```
//!
//! # `google`: Google API error
//!
//! Source: AIP-193; `google/rpc/error_details.proto`.
//!
//! `details` always has the `ErrorInfo`; the others appear with their content. Option: `domain`, the name of the service.
//!
//! ## Wire format of `google`
//!
//! ```
//! # use faultwire::{Fault, FaultType, Renderer, Violation};
//! # use http::{HeaderMap, HeaderValue, Method, Uri};
//! # static SIZE_INVALID: FaultType = FaultType::new("size_invalid", 400, "Invalid size")
//! #     .message("Size {size} cannot be accepted.")
//! #     .number(13)
//! #     .help("https://errors.example.com/size");
//! # let fault = Fault::new(&SIZE_INVALID)
//! #     .with("size", -1)
//! #     .with_violation(Violation::at_pointer("/volume/size", "must be at least 1").with_rule("minimum"))
//! #     .with_extension("limit", 1000);
//! # let clock = || std::time::UNIX_EPOCH + std::time::Duration::from_millis(1_700_000_000_000);
//! # let renderer = Renderer::builder().style("google").clock(clock).build().unwrap();
//! # let request = renderer.capture(&Method::POST, &Uri::from_static("/volumes"), &HeaderMap::new());
//! # let request = request.with_request_id(HeaderValue::from_static("req-1"));
//! # let response = renderer.render(&fault, &request);
//! # let (head, body) = (response.headers(), std::str::from_utf8(response.body()).unwrap());
//! assert_eq!(response.status(), 400);
//! assert_eq!(head["content-type"], "application/json; charset=UTF-8");
//! assert_eq!(
//!     body,
//!     concat!(
//!         r##"{"error":{"code":400,"message":"Size -1 cannot be accepted.","status":"INVALID_ARGUMENT""##,
//!         r##","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"SIZE_INVALID","##,
//!         r##""domain":"service.example","metadata":{"size":"-1"}},{"@type":"type.googleapis.com/googl"##,
//!         r##"e.rpc.BadRequest","fieldViolations":[{"field":"volume.size","description":"must be at le"##,
//!         r##"ast 1","reason":"MINIMUM"}]},{"@type":"type.googleapis.com/google.rpc.RequestInfo","requ"##,
//!         r##"estId":"req-1"},{"@type":"type.googleapis.com/google.rpc.Help","links":[{"description":""##,
//!         r##"About this error","url":"https://errors.example.com/size"}]}]}}"##,
//!     ),
//! );
//! ```
//!
//! # `json-api`: JSON:API errors
//!
//! Source: JSON:API 1.1, "Error objects".
//!
//! One item for each violation, else one for the fault. `status` is a string.
//!
//! ## Wire format of `json-api`
//!
//! ```
//! # use faultwire::{Fault, FaultType, Renderer, Violation};
//! # use http::{HeaderMap, HeaderValue, Method, Uri};
//! # static SIZE_INVALID: FaultType = FaultType::new("size_invalid", 400, "Invalid size")
//! #     .message("Size {size} cannot be accepted.")
//! #     .number(13)
//! #     .help("https://errors.example.com/size");
//! # let fault = Fault::new(&SIZE_INVALID)
//! #     .with("size", -1)
//! #     .with_violation(Violation::at_pointer("/volume/size", "must be at least 1").with_rule("minimum"))
//! #     .with_extension("limit", 1000);
//! # let clock = || std::time::UNIX_EPOCH + std::time::Duration::from_millis(1_700_000_000_000);
//! # let renderer = Renderer::builder().style("json-api").clock(clock).build().unwrap();
//! # let request = renderer.capture(&Method::POST, &Uri::from_static("/volumes"), &HeaderMap::new());
//! # let request = request.with_request_id(HeaderValue::from_static("req-1"));
//! # let response = renderer.render(&fault, &request);
//! # let (head, body) = (response.headers(), std::str::from_utf8(response.body()).unwrap());
//! assert_eq!(response.status(), 400);
//! assert_eq!(head["content-type"], "application/vnd.api+json");
//! assert_eq!(
//!     body,
//!     concat!(
//!         r##"{"errors":[{"id":"req-1-1","links":{"about":"https://errors.example.com/size","type":"ht"##,
//!         r##"tps://errors.example.com/size"},"status":"400","code":"size_invalid","title":"Invalid si"##,
//!         r##"ze","detail":"must be at least 1","source":{"pointer":"/volume/size"},"meta":{"limit":10"##,
//!         r##"00}}]}"##,
//!     ),
//! );
//! ```
