//! The body of an answer that went through the layer.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use pin_project_lite::pin_project;

pin_project! {
    /// The body of an answer that went through the layer: the service's own, or an envelope.
    ///
    /// ```
    /// use bytes::Bytes;
    /// use faultwire_tower::FaultBody;
    /// use http_body::Body;
    /// use http_body_util::Empty;
    ///
    /// let body = FaultBody::<Empty<Bytes>>::envelope(Bytes::from_static(b"{}"));
    /// assert_eq!(body.size_hint().exact(), Some(2));
    /// ```
    #[derive(Debug)]
    pub struct FaultBody<R> {
        #[pin]
        kind: Kind<R>,
    }
}

pin_project! {
    #[project = KindProjection]
    #[derive(Debug)]
    enum Kind<R> {
        Own { #[pin] body: R },
        Envelope { bytes: Option<Bytes> },
    }
}

impl<R> FaultBody<R> {
    /// The body that the service made.
    pub const fn own(body: R) -> Self {
        Self { kind: Kind::Own { body } }
    }

    /// An envelope.
    pub fn envelope(bytes: Bytes) -> Self {
        Self { kind: Kind::Envelope { bytes: Some(bytes).filter(|bytes| !bytes.is_empty()) } }
    }

    /// The body that the service made, or what is left of an envelope, for a framework whose answers have a type of
    /// body of their own.
    ///
    /// # Errors
    ///
    /// The bytes of the envelope, where it is one.
    ///
    /// ```
    /// use bytes::Bytes;
    /// use faultwire_tower::FaultBody;
    ///
    /// assert_eq!(FaultBody::own("its own").into_inner(), Ok("its own"));
    /// assert_eq!(FaultBody::<&str>::envelope(Bytes::from_static(b"{}")).into_inner(), Err(Bytes::from_static(b"{}")));
    /// ```
    pub fn into_inner(self) -> Result<R, Bytes> {
        match self.kind {
            Kind::Own { body } => Ok(body),
            Kind::Envelope { bytes } => Err(bytes.unwrap_or_default()),
        }
    }
}

impl<R: Body<Data = Bytes>> Body for FaultBody<R> {
    type Data = Bytes;
    type Error = R::Error;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, R::Error>>> {
        match self.project().kind.project() {
            KindProjection::Own { body } => body.poll_frame(cx),
            KindProjection::Envelope { bytes } => Poll::Ready(bytes.take().map(|bytes| Ok(Frame::data(bytes)))),
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.kind {
            Kind::Own { body } => body.is_end_stream(),
            Kind::Envelope { bytes } => bytes.is_none(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.kind {
            Kind::Own { body } => body.size_hint(),
            Kind::Envelope { bytes } => SizeHint::with_exact(bytes.as_ref().map_or(0, |bytes| bytes.len() as u64)),
        }
    }
}
