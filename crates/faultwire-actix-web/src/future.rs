//! The future of an answer.

use std::any::Any;
use std::cell::RefCell;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use actix_web::body::{BodySize, BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ResourceMap, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::{Error, HttpRequest, HttpResponse, ResponseError};
use faultwire::layer::{catching, quietly};
use faultwire::protocol::{self, Origin};
use faultwire::{Answer, Carried, CarriedReply, Fault, Rendered, Renderer, Reply};
use pin_project_lite::pin_project;

use crate::convert::{self, Captured};
use crate::known::Known;

type Outcome<B> = Result<ServiceResponse<EitherBody<B>>, Error>;

pin_project! {
    /// The answer of a [`FaultService`](crate::FaultService), in the making.
    pub struct FaultFuture<Fut, B> {
        #[pin]
        state: State<Fut, B>,
        pending: Option<Pending>,
    }
}

pin_project! {
    #[project = StateProjection]
    enum State<Fut, B> {
        /// The inner service works on it.
        Inner { #[pin] future: Fut },
        /// It answered with a text that tells what is wrong.
        Text { #[pin] body: EitherBody<B>, text: Vec<u8>, meant: Option<Meant> },
        /// The inner service was never asked, or is done.
        Done { outcome: Option<Outcome<B>> },
    }
}

/// An answer that carries no fault, and what is known of the one that it means.
struct Meant {
    /// It is gone where a middleware failed.
    request: Option<HttpRequest>,
    response: HttpResponse<()>,
    known: Known,
}

/// What is kept of a request until its answer is there.
pub(crate) struct Pending {
    pub(crate) renderer: Arc<Renderer>,
    pub(crate) captured: Captured,
    pub(crate) routes: Rc<ResourceMap>,
}

/// What is put into an envelope.
pub(crate) enum Said {
    Fault(Fault),
    Reply(Reply),
}

/// What the middleware does with an answer.
enum Verdict {
    Leave,
    Say(Said),
    Read,
    /// Its text cannot be read.
    Opaque,
}

impl<Fut, B> FaultFuture<Fut, B> {
    pub(crate) const fn new(future: Fut, pending: Pending) -> Self {
        Self { state: State::Inner { future }, pending: Some(pending) }
    }

    pub(crate) const fn done(outcome: Outcome<B>) -> Self {
        Self { state: State::Done { outcome: Some(outcome) }, pending: None }
    }
}

impl<Fut, B> Future for FaultFuture<Fut, B>
where
    Fut: Future<Output = Result<ServiceResponse<B>, Error>>,
    B: MessageBody + 'static,
{
    type Output = Outcome<B>;

    /// Pending for ever after it is ready.
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut this = self.project();
        loop {
            let next = match (this.state.as_mut().project(), this.pending.as_ref()) {
                (StateProjection::Inner { future }, Some(pending)) => {
                    // What an error answers is the user's code as well.
                    match catching(|| future.poll(cx).map(|answer| pending.look_at(answer))) {
                        Ok(polled) => ready!(polled),
                        Err(payload) => State::Done { outcome: Some(pending.panicked(payload)) },
                    }
                }
                (StateProjection::Text { body, text, meant }, Some(pending)) => {
                    ready!(poll_text(body, text, cx));
                    State::Done { outcome: meant.take().map(|meant| pending.means(meant, text)) }
                }
                (StateProjection::Done { outcome }, _) => return outcome.take().map_or(Poll::Pending, Poll::Ready),
                (_, None) => return Poll::Pending,
            };
            // This drops the inner future, which may have panicked before.
            quietly(|| this.state.set(next));
        }
    }
}

impl Pending {
    /// The fault for a request that is refused before anything is done for it.
    pub(crate) fn unacceptable(&self) -> Option<Fault> {
        let refused = self.renderer.may_refuse(&self.captured.method());
        refused.then(|| self.renderer.unacceptable(&self.captured.context(&self.renderer))).flatten()
    }

    /// What becomes of the inner service's answer.
    fn look_at<Fut, B: MessageBody + 'static>(&self, answer: Result<ServiceResponse<B>, Error>) -> State<Fut, B> {
        let (request, response, error) = match answer {
            Ok(answer) => {
                let (request, response) = answer.into_parts();
                (Some(request), response.map_into_left_body(), None)
            }
            // A middleware failed: this is what actix-web would answer.
            Err(error) => (None, error.error_response().map_into_right_body(), Some(error)),
        };
        let (mut response, body) = response.into_parts();
        let known = Known::of(error.as_ref().or_else(|| response.error()));
        let verdict = self.judge(&mut response, body.size());
        let outcome = match (verdict, request) {
            (Verdict::Leave, Some(request)) => Ok(ServiceResponse::new(request, response.set_body(body))),
            (Verdict::Leave, None) => Err(Finished::error(response.set_body(body).map_into_boxed_body())),
            (Verdict::Say(said), request) => self.answer(request, response, said),
            (Verdict::Opaque, request) => self.means(Meant { request, response, known }, &[]),
            (Verdict::Read, request) => {
                let meant = Some(Meant { request, response, known });
                return State::Text { body, text: Vec::new(), meant };
            }
        };
        State::Done { outcome: Some(outcome) }
    }

    fn judge(&self, response: &mut HttpResponse<()>, size: BodySize) -> Verdict {
        let mut extensions = response.extensions_mut();
        if extensions.contains::<Rendered>() {
            return Verdict::Leave;
        }
        if let Some(Carried(fault)) = extensions.remove() {
            return Verdict::Say(Said::Fault(fault));
        }
        if let Some(CarriedReply(reply)) = extensions.remove() {
            return Verdict::Say(Said::Reply(reply));
        }
        drop(extensions);
        // A success is not converted to find out that it is one.
        if !response.status().is_client_error() && !response.status().is_server_error() {
            return Verdict::Leave;
        }
        let parts = convert::parts(response);
        let answer = match size {
            BodySize::None | BodySize::Sized(0) => Answer::of_empty(&parts, Some(&self.captured.method())),
            _ => Answer::of(&parts),
        };
        match answer {
            Answer::Text => Verdict::Read,
            Answer::Opaque => Verdict::Opaque,
            _ => Verdict::Leave,
        }
    }

    /// The answer in place of one that carries no fault.
    fn means<B>(&self, meant: Meant, text: &[u8]) -> Outcome<B> {
        let Meant { request, response, known } = meant;
        let origin = self.origin(request.as_ref());
        let fault = known.classify(&self.renderer, response.status().as_u16(), origin, text);
        self.answer(request, response, Said::Fault(fault))
    }

    pub(crate) fn panicked<B>(&self, payload: Box<dyn Any + Send>) -> Outcome<B> {
        self.answer(None, convert::blank(), Said::Fault(protocol::for_panic(payload)))
    }

    /// The template of the route: without the request, that of the path.
    fn route(&self, request: Option<&HttpRequest>) -> Option<String> {
        request.map_or_else(|| self.routes.match_pattern(self.captured.path()), HttpRequest::match_pattern)
    }

    /// Whether a route matched: then nothing is left of the path.
    fn origin(&self, request: Option<&HttpRequest>) -> Origin {
        let processed = request.is_none_or(|request| request.match_info().unprocessed().is_empty());
        if processed && self.route(request).is_some() { Origin::Routed } else { Origin::Unrouted }
    }

    /// Renders a fault or a reply, over the answer that carried or meant it.
    pub(crate) fn answer<B>(
        &self,
        request: Option<HttpRequest>,
        mut response: HttpResponse<()>,
        said: Said,
    ) -> Outcome<B> {
        let mut context = self.captured.context(&self.renderer);
        if let Some(route) = self.route(request.as_ref()) {
            context = context.with_route(route);
        }
        let mut parts = convert::parts(&response);
        let body = match said {
            Said::Fault(fault) => {
                let body = self.renderer.render_over(&fault, &context, &mut parts);
                // For middleware further out, and for tests.
                parts.extensions.insert(Carried(fault));
                body
            }
            Said::Reply(reply) => self.renderer.reply_over(reply, &context, &mut parts),
        };
        convert::put(&parts, &mut response);
        let response = response.set_body(BoxBody::new(body));
        match request {
            Some(request) => Ok(ServiceResponse::new(request, response.map_into_right_body())),
            None => Err(Finished::error(response)),
        }
    }
}

/// Reads as much of a text as is looked at. An error or a panic of the body is its end.
fn poll_text<B: MessageBody>(mut body: Pin<&mut B>, text: &mut Vec<u8>, cx: &mut Context<'_>) -> Poll<()> {
    while text.len() < Answer::MAX_TEXT {
        match catching(|| body.as_mut().poll_next(cx)) {
            Ok(Poll::Pending) => return Poll::Pending,
            Ok(Poll::Ready(Some(Ok(data)))) => {
                text.extend_from_slice(&data[..data.len().min(Answer::MAX_TEXT - text.len())]);
            }
            Ok(Poll::Ready(Some(Err(_)) | None)) => break,
            Err(payload) => {
                quietly(|| drop(payload));
                break;
            }
        }
    }
    Poll::Ready(())
}

/// An answer where there is no request to answer any more: actix-web sends what it says, which it can say once.
#[derive(Debug)]
struct Finished {
    status: StatusCode,
    response: RefCell<Option<HttpResponse>>,
}

impl Finished {
    fn error(response: HttpResponse) -> Error {
        Self { status: response.status(), response: RefCell::new(Some(response)) }.into()
    }
}

impl ResponseError for Finished {
    fn status_code(&self) -> StatusCode {
        self.status
    }

    fn error_response(&self) -> HttpResponse {
        self.response.take().unwrap_or_else(|| HttpResponse::new(self.status))
    }
}

impl fmt::Display for Finished {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "answered with {}", self.status)
    }
}

impl<Fut, B> fmt::Debug for FaultFuture<Fut, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FaultFuture").finish_non_exhaustive()
    }
}
