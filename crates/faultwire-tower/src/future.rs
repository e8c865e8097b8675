//! The future of an answer.

use std::any::Any;
use std::convert::Infallible;
use std::error::Error;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use faultwire::{Answer, Carried, CarriedReply, Fault, Rendered, Renderer, Reply, RequestContext, protocol};
use http::header::CONTENT_LENGTH;
use http::response::Parts;
use http::{Method, Response};
use http_body::Body;
use pin_project_lite::pin_project;

use crate::Framework;
use crate::scope::{catching, quietly};

pin_project! {
    /// The answer of a [`FaultService`](crate::FaultService), in the making.
    pub struct FaultFuture<Fut, R, F: Framework<R>> {
        #[pin]
        state: State<Fut, R>,
        pending: Option<Pending<F::Captured>>,
    }
}

pin_project! {
    #[project = StateProjection]
    enum State<Fut, R> {
        /// The inner service works on it.
        Inner { #[pin] future: Fut },
        /// It answered with a text that tells what is wrong.
        Text { #[pin] body: R, parts: Option<Parts>, text: Vec<u8> },
        /// It was never asked, or fell over.
        Failed { fault: Option<Fault> },
    }
}

/// What is kept of a request until its answer is there.
pub(crate) struct Pending<C> {
    pub(crate) renderer: Arc<Renderer>,
    pub(crate) context: RequestContext,
    pub(crate) captured: C,
}

/// What the layer does with an answer.
enum Verdict {
    Leave,
    Replace(Fault),
    Reply(Reply),
    Read,
}

impl<Fut, R, F: Framework<R>> FaultFuture<Fut, R, F> {
    pub(crate) const fn new(future: Fut, pending: Pending<F::Captured>) -> Self {
        Self { state: State::Inner { future }, pending: Some(pending) }
    }

    pub(crate) const fn failed(fault: Fault, pending: Pending<F::Captured>) -> Self {
        Self { state: State::Failed { fault: Some(fault) }, pending: Some(pending) }
    }
}

impl<Fut, R, E, F> Future for FaultFuture<Fut, R, F>
where
    Fut: Future<Output = Result<Response<R>, E>>,
    E: Into<Box<dyn Error + Send + Sync>>,
    R: Body<Data = Bytes>,
    F: Framework<R>,
{
    type Output = Result<Response<F::Body>, Infallible>;

    /// Pending for ever after it is ready.
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut this = self.project();
        loop {
            let Some(pending) = this.pending.as_ref() else { return Poll::Pending };
            let next = match this.state.as_mut().project() {
                StateProjection::Inner { future } => match ready!(pending.poll_inner(future, cx)) {
                    Ok(response) => {
                        let (mut parts, body) = response.into_parts();
                        match pending.judge::<F, R>(&mut parts, &body) {
                            Verdict::Leave if pending.is_head() && !body.is_end_stream() => {
                                let length = body.size_hint().exact();
                                quietly(|| drop(body));
                                *this.pending = None;
                                return Poll::Ready(Ok(bodiless::<F, R>(parts, length)));
                            }
                            Verdict::Leave => {
                                *this.pending = None;
                                return Poll::Ready(Ok(Response::from_parts(parts, F::keep(body))));
                            }
                            Verdict::Read => State::Text { body, parts: Some(parts), text: Vec::new() },
                            Verdict::Replace(fault) => {
                                quietly(|| drop(body));
                                return finish::<F, R>(this.pending, Said::Fault(fault), Some(parts));
                            }
                            Verdict::Reply(reply) => {
                                quietly(|| drop(body));
                                return finish::<F, R>(this.pending, Said::Reply(reply), Some(parts));
                            }
                        }
                    }
                    Err(fault) => State::Failed { fault: Some(fault) },
                },
                StateProjection::Text { body, parts, text } => {
                    ready!(poll_text(body, text, cx));
                    let fault = pending.classify::<F, R>(parts.as_ref(), text);
                    return finish::<F, R>(this.pending, Said::Fault(fault), parts.take());
                }
                StateProjection::Failed { fault } => {
                    let fault = fault.take().unwrap_or_else(|| Fault::new(&protocol::INTERNAL));
                    return finish::<F, R>(this.pending, Said::Fault(fault), None);
                }
            };
            // This drops the inner future, which may have panicked before.
            quietly(|| this.state.set(next));
        }
    }
}

impl<C> Pending<C> {
    fn poll_inner<Fut, R, E>(&self, future: Pin<&mut Fut>, cx: &mut Context<'_>) -> Poll<Result<Response<R>, Fault>>
    where
        Fut: Future<Output = Result<Response<R>, E>>,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        match catching(|| future.poll(cx)) {
            Ok(polled) => polled.map_err(fault_of_error),
            Err(payload) => Poll::Ready(Err(protocol::for_panic(payload))),
        }
    }

    fn judge<F: Framework<R, Captured = C>, R: Body>(&self, parts: &mut Parts, body: &R) -> Verdict {
        if parts.extensions.get::<Rendered>().is_some() {
            return Verdict::Leave;
        }
        if let Some(Carried(fault)) = parts.extensions.remove() {
            return Verdict::Replace(fault);
        }
        if let Some(CarriedReply(reply)) = parts.extensions.remove() {
            return Verdict::Reply(reply);
        }
        let empty = body.is_end_stream();
        match if empty { Answer::of_empty(parts, self.context.method()) } else { Answer::of(parts) } {
            Answer::Text => Verdict::Read,
            Answer::Opaque => Verdict::Replace(self.classify::<F, R>(Some(parts), &[])),
            _ => Verdict::Leave,
        }
    }

    fn is_head(&self) -> bool {
        self.context.method() == Some(&Method::HEAD)
    }

    fn classify<F: Framework<R, Captured = C>, R>(&self, parts: Option<&Parts>, text: &[u8]) -> Fault {
        let status = parts.map_or(500, |parts| parts.status.as_u16());
        self.renderer.classify(status, F::origin(&self.captured), text, F::rules(status))
    }
}

/// Reads as much of a text as is looked at. An error or a panic of the body is its end.
fn poll_text<R: Body<Data = Bytes>>(mut body: Pin<&mut R>, text: &mut Vec<u8>, cx: &mut Context<'_>) -> Poll<()> {
    while text.len() < Answer::MAX_TEXT {
        match catching(|| body.as_mut().poll_frame(cx)) {
            Ok(Poll::Pending) => return Poll::Pending,
            Ok(Poll::Ready(Some(Ok(frame)))) => {
                if let Some(data) = frame.data_ref() {
                    text.extend_from_slice(&data[..data.len().min(Answer::MAX_TEXT - text.len())]);
                }
            }
            Ok(Poll::Ready(Some(Err(_)) | None)) => break,
            Err(payload) => {
                drop_payload(payload);
                break;
            }
        }
    }
    Poll::Ready(())
}

/// What is put into an envelope.
enum Said {
    Fault(Fault),
    Reply(Reply),
}

/// Renders a fault or a reply, over the answer that carried or meant it.
fn finish<F: Framework<R>, R>(
    pending: &mut Option<Pending<F::Captured>>,
    said: Said,
    parts: Option<Parts>,
) -> Poll<Result<Response<F::Body>, Infallible>> {
    let Some(pending) = pending.take() else { return Poll::Pending };
    let is_head = pending.is_head();
    let context = F::complete(pending.captured, pending.context);
    let mut parts = parts.unwrap_or_else(|| Response::new(()).into_parts().0);
    let renderer = &pending.renderer;
    // What is logged of a fault is the user's code: the texts of the errors behind it.
    let body = catching(|| match said {
        Said::Fault(fault) => {
            let body = renderer.render_over(&fault, &context, &mut parts);
            // For middleware further out, and for tests.
            parts.extensions.insert(Carried(fault));
            body
        }
        Said::Reply(reply) => renderer.reply_over(reply, &context, &mut parts),
    });
    let body = body.unwrap_or_else(|payload| {
        drop_payload(payload);
        let fault = Fault::new(&protocol::INTERNAL);
        let body = renderer.render_over(&fault, &context, &mut parts);
        parts.extensions.insert(Carried(fault));
        body
    });
    Poll::Ready(Ok(if is_head && !body.is_empty() {
        bodiless::<F, R>(parts, u64::try_from(body.len()).ok())
    } else {
        Response::from_parts(parts, F::envelope(body))
    }))
}

/// The answer to a HEAD: the length alone (RFC 9110 section 9.3.2). A server of HTTP/1 would leave the body out as well,
/// one of HTTP/2 would send it.
fn bodiless<F: Framework<R>, R>(mut parts: Parts, length: Option<u64>) -> Response<F::Body> {
    if let Some(length) = length {
        parts.headers.entry(CONTENT_LENGTH).or_insert_with(|| length.into());
    }
    Response::from_parts(parts, F::envelope(Bytes::new()))
}

pub(crate) fn fault_of_error(error: impl Into<Box<dyn Error + Send + Sync>>) -> Fault {
    catching(|| protocol::for_error(error.into())).unwrap_or_else(protocol::for_panic)
}

/// A payload may be any value, and its destructor may panic in turn.
fn drop_payload(payload: Box<dyn Any + Send>) {
    quietly(|| drop(payload));
}

impl<Fut, R, F: Framework<R>> fmt::Debug for FaultFuture<Fut, R, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FaultFuture").finish_non_exhaustive()
    }
}
