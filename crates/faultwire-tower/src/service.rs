//! The service that the layer makes.

use std::convert::Infallible;
use std::error::Error;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use faultwire::{Fault, Renderer, protocol};
use http::{Request, Response};
use http_body::Body;
use tower_service::Service;

use crate::future::{self, Pending};
use crate::{FaultFuture, Framework, scope};

/// A service below a [`FaultLayer`](crate::FaultLayer). It has no errors left.
///
/// ```
/// use std::convert::Infallible;
///
/// use bytes::Bytes;
/// use faultwire_tower::FaultService;
/// use faultwire_tower::faultwire::Renderer;
/// use http::{Request, Response};
/// use http_body_util::Empty;
/// use tower::{ServiceExt, service_fn};
///
/// async fn unreachable(_: Request<()>) -> Result<Response<Empty<Bytes>>, &'static str> {
///     Err("connect to db.internal failed")
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Infallible> {
/// let service = FaultService::<_>::new(service_fn(unreachable), Renderer::default());
/// assert_eq!(service.oneshot(Request::new(())).await?.status(), 500);
/// # Ok(())
/// # }
/// ```
pub struct FaultService<S, F = ()> {
    inner: S,
    renderer: Arc<Renderer>,
    /// Why the inner service is not ready: the answer to the next request.
    unready: Option<Fault>,
    framework: PhantomData<fn() -> F>,
}

impl<S, F> FaultService<S, F> {
    /// Wraps a service; [`FaultLayer`](crate::FaultLayer) does the same.
    pub fn new(inner: S, renderer: impl Into<Arc<Renderer>>) -> Self {
        Self { inner, renderer: renderer.into(), unready: None, framework: PhantomData }
    }

    /// The service below.
    pub const fn get_ref(&self) -> &S {
        &self.inner
    }

    /// The service below.
    pub const fn get_mut(&mut self) -> &mut S {
        &mut self.inner
    }

    /// The service below.
    pub fn into_inner(self) -> S {
        self.inner
    }
}

impl<S, F, B, R> Service<Request<B>> for FaultService<S, F>
where
    S: Service<Request<B>, Response = Response<R>>,
    S::Error: Into<Box<dyn Error + Send + Sync>>,
    R: Body<Data = Bytes>,
    F: Framework<R>,
{
    type Response = Response<F::Body>;
    type Error = Infallible;
    type Future = FaultFuture<S::Future, R, F>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        if self.unready.is_none() {
            let inner = &mut self.inner;
            self.unready = match scope::catching(|| inner.poll_ready(cx)) {
                Ok(polled) => ready!(polled).err().map(future::fault_of_error),
                Err(payload) => Some(protocol::for_panic(payload)),
            };
        }
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let extensions = request.extensions();
        let address = F::address(extensions).unwrap_or_else(|| request.uri());
        let pending = Pending {
            context: self.renderer.capture(request.method(), address, request.headers()),
            captured: F::capture(extensions),
            renderer: Arc::clone(&self.renderer),
        };
        if let Some(fault) = self.unready.take().or_else(|| self.renderer.unacceptable(&pending.context)) {
            return FaultFuture::failed(fault, pending);
        }
        let inner = &mut self.inner;
        match scope::catching(|| inner.call(request)) {
            Ok(future) => FaultFuture::new(future, pending),
            Err(payload) => FaultFuture::failed(protocol::for_panic(payload), pending),
        }
    }
}

impl<S: Clone, F> Clone for FaultService<S, F> {
    fn clone(&self) -> Self {
        // Whether the inner service is ready is a matter of each clone.
        Self::new(self.inner.clone(), Arc::clone(&self.renderer))
    }
}

impl<S: fmt::Debug, F> fmt::Debug for FaultService<S, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FaultService").field("inner", &self.inner).finish_non_exhaustive()
    }
}
