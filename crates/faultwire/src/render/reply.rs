//! Successful answers, in the shape that the style has for them.

use bytes::Bytes;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, LOCATION, TRAILER, TRANSFER_ENCODING};
use http::response::Parts;
use http::{Method, Response, StatusCode};

use super::media::{Accept, Offer};
use super::renderer::{Statuses, headers_of_page};
use super::style::{Compiled, CompiledSuccess, status_of};
use super::{Carried, Occasion, Rendered, Renderer, headers, log};
use crate::fault::Fault;
use crate::protocol;
use crate::reply::{Payload, Reply, Task};
use crate::request::RequestContext;
use crate::style::page::Format;
use crate::wire::report;
use crate::wire::run::{Facts, Run, Success};

/// A reply on its way from a handler to the layer that renders it, as an extension of the response.
#[derive(Debug, Clone)]
pub struct CarriedReply(pub Reply);

impl Renderer {
    /// The answer for a reply, in the shape that the style of the request has for it.
    ///
    /// A reply that cannot be sent becomes the answer for a fault:
    /// [`INTERNAL`](crate::protocol::INTERNAL) when a payload could not be written or a name is the envelope's own,
    /// [`NOT_ACCEPTABLE`](crate::protocol::NOT_ACCEPTABLE) when the style insists on `Accept` and the client accepts
    /// none of its media types. That fault stays with the answer, as [`Carried`]; why a reply could not be sent is its
    /// source.
    ///
    /// ```
    /// # #[cfg(feature = "config")] {
    /// use faultwire::{Renderer, Reply, RequestContext};
    /// use serde_json::json;
    ///
    /// let renderer = Renderer::builder().style("status-text").without_request_ids().build().unwrap();
    /// let reply = Reply::created().with_resource("volume", &json!({"id": u64::MAX})).with_location("/volumes/7");
    /// let response = renderer.reply(reply, &RequestContext::empty());
    /// assert_eq!(response.status(), 200);
    /// assert_eq!(response.headers()["location"], "/volumes/7");
    /// assert_eq!(response.body(), r#"{"status":"OK","volume":{"id":18446744073709551615}}"#);
    ///
    /// let reserved = renderer.reply(Reply::of("status", "fine"), &RequestContext::empty());
    /// assert_eq!(reserved.status(), 500);
    /// # }
    /// ```
    pub fn reply(&self, reply: Reply, request: &RequestContext) -> Response<Bytes> {
        let (mut parts, ()) = Response::new(()).into_parts();
        let body = self.reply_over(reply, request, &mut parts);
        Response::from_parts(parts, body)
    }

    /// Turns an answer that exists, with an empty body, into the answer for a reply: status, content type and body are
    /// replaced, other headers are kept. The reply's status counts, not the one that the answer had.
    pub fn reply_over(&self, mut reply: Reply, request: &RequestContext, parts: &mut Parts) -> Bytes {
        let (style, by_accept) = self.style_for(request);
        let negotiated = by_accept || style.reply_offers.len() > 1 || style.strict_accept;
        let (offer, refused) = match accepted(style, request) {
            Accepted::Nothing => (style.reply_offers.first(), style.strict_accept),
            Accepted::Anything => (style.reply_offers.first(), false),
            Accepted::This(offer) => (Some(offer), false),
        };
        let shape = style.shape_of(&reply);
        if let Some(why) = mistake(&reply, shape, style.name()) {
            return self.refuse(broken(why), request, parts);
        }
        let occasion = Occasion::new(&self.environment, request);
        let mut written = self.write(&reply, style, shape, &occasion);
        // What has no body is acceptable to everybody.
        if refused && !written.empty {
            return self.refuse(not_acceptable(), request, parts);
        }
        let status = written.status;
        for fault in reply.warnings().iter().chain(reply.task().and_then(Task::fault)) {
            let ruled = self.environment.status_in(&style.resolved, fault.fault_type());
            log::once(fault, &occasion, Statuses { wire: status, fault: ruled }, None);
        }
        // Once it is in the log in its own words.
        if shape.shows_faults {
            reply.each_fault(|fault| occasion.say(fault));
        }
        if occasion.language().is_some() {
            written = self.write(&reply, style, shape, &occasion);
        }
        headers::forget_fallback(parts);
        let headers = &mut parts.headers;
        if !headers.is_empty() {
            for name in [CONTENT_LENGTH, CONTENT_TYPE, CONTENT_ENCODING, TRANSFER_ENCODING, TRAILER] {
                headers.remove(name);
            }
        }
        if let (Some(offer), false) = (offer, written.empty) {
            headers.insert(CONTENT_TYPE, offer.content_type.clone());
        }
        let success = Success::new(&reply);
        headers_of_page(headers, &shape.headers, &self.facts(&success, style, status, &occasion));
        if let Some(location) = reply.location() {
            match headers::value(location.as_bytes().to_vec()) {
                Some(value) => headers::set(headers, &LOCATION, value),
                None => report::left_out(style.name(), "location", "it cannot stand in a header"),
            }
        }
        headers::add(headers, reply.headers());
        if negotiated {
            headers::vary(headers, "Accept");
        }
        headers::add_language(headers, &occasion);
        parts.status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
        parts.extensions.insert(Rendered);
        written.around(reply.take_payload())
    }

    /// Answers with a fault in place of a reply, and leaves it with the answer.
    fn refuse(&self, fault: Fault, request: &RequestContext, parts: &mut Parts) -> Bytes {
        let body = self.render_over(&fault, request, parts);
        parts.extensions.insert(Carried(fault));
        body
    }

    /// The body of a reply alone, without log, headers or negotiation: for messages that are not HTTP answers, and for
    /// tests. It is empty where the answer has no body.
    pub fn encode_reply(&self, mut reply: Reply, request: &RequestContext) -> Bytes {
        let style = self.style_for(request).0;
        let shape = style.shape_of(&reply);
        if let Some(why) = mistake(&reply, shape, style.name()) {
            return self.encode(&broken(why), request, Format::Json).into();
        }
        let occasion = Occasion::new(&self.environment, request);
        if shape.shows_faults {
            reply.each_fault(|fault| occasion.say(fault));
        }
        let written = self.write(&reply, style, shape, &occasion);
        written.around(reply.take_payload())
    }

    /// Writes the envelope of a reply, with a place for its resource.
    fn write(&self, reply: &Reply, style: &Compiled, shape: &CompiledSuccess, occasion: &Occasion<'_>) -> Written {
        let run = |status| {
            let success = Success::new(reply);
            let mut envelope = Vec::with_capacity(shape.body.size);
            Run::new(&self.facts(&success, style, status, occasion)).all(&mut envelope, &shape.body.ops);
            let said = success.said.get() || reply.task().is_some();
            Written { status, slot: success.slot.get(), empty: !said, envelope }
        };
        let of_fault = reply.task().and_then(Task::fault).map(|fault| {
            let status = self.environment.status_in(&style.resolved, fault.fault_type()).status;
            (fault.code(), status, fault.fault_type().severity_word())
        });
        let own = reply.status().as_u16();
        let status = shape.status.as_ref().map_or(own, |tree| status_of(tree, own, Some(reply), of_fault));
        let written = run(status);
        match status {
            // What is said needs a body.
            204 if written.empty => written,
            204 => Written { empty: false, ..run(200) },
            202 => {
                report_no_way_on(reply, shape, style.name());
                // An empty object says nothing, and a client has nothing to read it for.
                Written { empty: written.envelope == b"{}", ..written }
            }
            _ => Written { empty: false, ..written },
        }
    }

    fn facts<'f>(
        &'f self,
        success: &'f Success<'f>,
        style: &'f Compiled,
        status: u16,
        occasion: &'f Occasion<'f>,
    ) -> Facts<'f> {
        let (fault, fault_status) = match success.reply.task().and_then(Task::fault) {
            Some(fault) => (fault, self.environment.status_in(&style.resolved, fault.fault_type()).status),
            // No hole shows either.
            None => (&self.nobody, 500),
        };
        Facts { fault, success: Some(success), occasion, style: &style.resolved, status, fault_status }
    }

    /// Whether [`unacceptable`](Self::unacceptable) may refuse requests of this method at all, for an adapter that has
    /// to convert a request before it can ask.
    ///
    /// ```
    /// # #[cfg(feature = "config")] {
    /// use faultwire::Renderer;
    /// use http::Method;
    ///
    /// let renderer = Renderer::builder().style("queue-token").build().unwrap();
    /// assert!(renderer.may_refuse(&Method::POST));
    /// assert!(!renderer.may_refuse(&Method::GET));
    /// assert!(!Renderer::default().may_refuse(&Method::POST));
    /// # }
    /// ```
    pub fn may_refuse(&self, method: &Method) -> bool {
        self.insists && !method.is_safe()
    }

    /// The fault for a request whose client does not accept the media types of the style's replies, where the style
    /// insists on that and the method is one that changes something: it is refused before, not after.
    ///
    /// A layer asks this first; replies to `GET` and the other safe methods are looked at when they are there, so that
    /// faults come before.
    pub fn unacceptable(&self, request: &RequestContext) -> Option<Fault> {
        if !request.method().is_some_and(|method| self.may_refuse(method)) {
            return None;
        }
        let (style, _) = self.style_for(request);
        let refused = style.strict_accept && matches!(accepted(style, request), Accepted::Nothing);
        refused.then(not_acceptable)
    }
}

/// An envelope for a resource, and what is sent of it.
struct Written {
    status: u16,
    /// Where the resource belongs: in place of the byte there.
    slot: Option<usize>,
    /// Nothing is sent.
    empty: bool,
    envelope: Vec<u8>,
}

impl Written {
    fn around(self, payload: Option<Payload>) -> Bytes {
        match (self.slot, payload) {
            _ if self.empty => Bytes::new(),
            (Some(slot), Some(payload)) => payload.between(&self.envelope[..slot], &self.envelope[slot + 1..]),
            _ => self.envelope.into(),
        }
    }
}

/// Another `Accept` would have got another answer.
fn not_acceptable() -> Fault {
    Fault::new(&protocol::NOT_ACCEPTABLE).with_header("vary", "Accept")
}

/// The fault of a reply that cannot be sent.
fn broken(why: String) -> Fault {
    Fault::new(&protocol::INTERNAL).with_source(why)
}

impl Compiled {
    fn shape_of(&self, reply: &Reply) -> &CompiledSuccess {
        if reply.task().is_some() { &self.task } else { &self.reply }
    }
}

/// What a client accepts of what a style can reply with.
enum Accepted<'s> {
    /// It does not say.
    Anything,
    This(&'s Offer),
    Nothing,
}

fn accepted<'s>(style: &'s Compiled, request: &RequestContext) -> Accepted<'s> {
    let looks = style.strict_accept || style.reply_offers.len() > 1;
    if !looks || !request.has_accept() {
        return Accepted::Anything;
    }
    let accept = Accept::parse(request.accept());
    // An `Accept` without a single range, as an empty one, asks for nothing in particular.
    match accept.choose(&style.reply_offers) {
        Some(offer) => Accepted::This(offer),
        None if accept.is_empty() => Accepted::Anything,
        None => Accepted::Nothing,
    }
}

/// Why a reply cannot be sent in this shape.
fn mistake(reply: &Reply, shape: &CompiledSuccess, style: &str) -> Option<String> {
    let taken = || {
        let name = shape.taken(reply)?;
        Some(format!("style `{style}` has a member `{name}` of its own, so no resource or member can have that name"))
    };
    reply.mistake().or_else(taken)
}

/// Says once that a client has no way to find out how a request goes on that was accepted.
fn report_no_way_on(reply: &Reply, shape: &CompiledSuccess, style: &str) {
    if reply.location().is_none() && reply.queue_token().is_none() && reply.task().is_none() && shape.shows_token {
        report::no_way_on(style);
    }
}
