//! The built-in styles: what each looks like on the wire.
//!
//! Each is a page of data (`styles/*.toml` in this crate); a page in a configuration is as capable. Below the wire format
//! of each are two bodies: of a reply, and of a task that failed. The wire formats show one fault:
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
//! ## Replies and tasks of `openstack`
//!
//! The resource under its name, further members beside it. A task shows the fault it failed with as nova's servers do. Warnings, notes and queue tokens have no place. Option: `no_content` (`204`, `202`), what a reply without content answers with.
//!
//! ```json
//! {"volumes":[],"count":0,"applied":{"name":"nope"}}
//! {"task":{"id":"t-2","status":"FAILED","objects":[{"type":"volume","id":"vol-busy"},{"type":"server","id":"vm-1"}],"started_at":"2026-01-02T03:04:05Z","finished_at":"2026-01-02T03:04:35Z","fault":{"code":409,"created":"2026-01-02T03:04:35Z","message":"Volume vol-busy is in use."}}}
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
//! ## Replies and tasks of `simplivity`
//!
//! The resource under its name, further members beside it. `error_code` of a task is a number, 0 unless it failed; `affected_objects` is there when it is empty. Warnings, notes and queue tokens have no place.
//!
//! ```json
//! {"volume":{"id":"vol-7","name":"scratch","size":1}}
//! {"task":{"id":"t-2","state":"FAILED","message":"Resizing failed.","affected_objects":[{"object_type":"datastore","object_id":"vol-busy"}],"error_code":409,"start_time":"2016-05-09T20:37:08Z","end_time":"2016-05-09T20:37:09Z"}}
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
//! ## Replies and tasks of `status-text`
//!
//! Every success is HTTP 200 with `status` first, so a deletion has a body as well. The resource under its name, further members beside it; none of them can be named `status`. Warnings, notes and queue tokens have no place.
//!
//! ```json
//! {"status":"OK","volume":{"id":"vol-7","name":"scratch","size":1}}
//! {"status":"OK","task":{"id":"t-2","state":"FAILED","objects":[{"type":"volume","id":"vol-busy"}],"start_time":"2026-01-01T00:00:00Z","end_time":"2026-01-01T00:00:30Z","error":{"code":"volume_busy","text":"Volume vol-busy is in use."}}}
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
//! ## Replies and tasks of `queue-token`
//!
//! Warnings are `errors` beside the resource, notes are `msg`; a resource or member cannot have one of these names, nor `queue_token`. A task's id is the token. A client that does not accept JSON gets a 406 instead of a success (`strict_accept`).
//!
//! ```json
//! {"msg":["The volume is being created."],"queue_token":"0f8fad5b-d9cb-469f-a165-70867728950e","volume":{"id":"vol-7","name":"scratch","size":1,"status":"creating"}}
//! {"errors":["Disk 7 is blocked."],"queue_token":"c0ffee","queue":{"status":"FAILED","start_time":"2026-01-02T03:04:05Z","end_time":"2026-01-02T03:04:06Z"}}
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
//! ## Replies and tasks of `api-sig`
//!
//! The resource under its name, further members beside it. A task that failed has `errors`, with the fault's own status. Warnings, notes and queue tokens have no place.
//!
//! ```json
//! {"snapshot":{"id":"snap-9","volume_id":"vol-1"}}
//! {"task":{"id":"t-3","state":"FAILED","start_time":"2026-01-01T00:00:00Z","end_time":"2026-01-01T00:00:30Z","errors":[{"code":"service.internal","status":500,"title":"Internal error","detail":"Something failed.","links":[{"rel":"help","href":"/help/errors/service.internal"}]}]}}
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
//! ## Replies and tasks of `problem`
//!
//! `application/json`: a success is no problem. The resource under its name, further members beside it. A task that failed has a `problem`, without `instance`. Warnings, notes and queue tokens have no place.
//!
//! ```json
//! {"volume":{"id":"vol-7","size":1}}
//! {"task":{"id":"t-3","state":"FAILED","start_time":"2026-01-01T00:00:00Z","end_time":"2026-01-01T00:00:30Z","problem":{"title":"Bad gateway","status":502,"detail":"A service that this one depends on failed.","code":"upstream_failed"}}}
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
//! ## Replies and tasks of `google`
//!
//! One resource is the answer itself, without further members (AIP-131), a list is under its name (AIP-132), nothing is `{}`. A task is a `google.longrunning.Operation`. Warnings, notes and queue tokens have no place.
//!
//! ```json
//! {"volumes":[{"name":"volumes/vol-1"},{"name":"volumes/vol-2"}],"nextPageToken":"dm9sLTI=","totalSize":5}
//! {"name":"operations/op-3","metadata":{"state":"FAILED","startTime":"2026-01-02T03:04:05Z","endTime":"2026-01-02T03:04:06Z"},"done":true,"error":{"code":3,"message":"The image cannot be used.","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"IMAGE_UNUSABLE","domain":"service.example"}]}}
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
//!
//! ## Replies and tasks of `json-api`
//!
//! The resource is `data`, as it serialises, so it brings its own `type` and `id`; nothing is `null`. Further members are in `meta`. Warnings, notes and queue tokens have no place.
//!
//! ```json
//! {"data":[{"type":"volumes","id":"vol-1"},{"type":"volumes","id":"vol-2"}],"meta":{"total":5,"page":{"limit":2,"next":"vol-2"}}}
//! {"data":{"type":"tasks","id":"5235","attributes":{"state":"FAILED","objects":[{"type":"volumes","id":"vol-busy"}],"start_time":"2026-01-02T03:04:05Z","end_time":"2026-01-02T03:04:06Z","error":{"status":"409","code":"volume_busy","title":"Volume busy","detail":"Volume vol-busy is in use."}}}}
//! ```
