//! The middleware, and the service that it makes.

use std::cell::OnceCell;
use std::fmt;
use std::future::{Ready, ready};
use std::rc::Rc;
use std::sync::Arc;

use actix_web::Error;
use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ResourceMap, Service, ServiceRequest, ServiceResponse, Transform, forward_ready};
use faultwire::{Renderer, layer};

use crate::FaultFuture;
use crate::convert::{self, Captured, Names};
use crate::future::{Pending, Said};

/// Gives every failed answer of an app, a scope or a resource its envelope. The crate's page says what that covers.
///
/// Wrap it last, so that it is the outermost, except for what changes finished answers, such as compression.
///
/// ```
/// use actix_web::App;
/// use faultwire_actix_web::FaultMiddleware;
/// use faultwire_actix_web::faultwire::Renderer;
///
/// let faults = FaultMiddleware::new(Renderer::default());
/// let app = App::new().wrap(faults);
/// # let _ = app;
/// ```
#[derive(Clone)]
pub struct FaultMiddleware {
    renderer: Arc<Renderer>,
}

impl FaultMiddleware {
    /// A middleware from a [`Renderer`], or an `Arc` of one. Make one for all workers, and give each a clone.
    ///
    /// ```no_run
    /// use actix_web::{App, HttpServer};
    /// use faultwire_actix_web::FaultMiddleware;
    /// use faultwire_actix_web::faultwire::Renderer;
    ///
    /// # async fn serve() -> std::io::Result<()> {
    /// let faults = FaultMiddleware::new(Renderer::default());
    /// HttpServer::new(move || App::new().wrap(faults.clone())).bind("127.0.0.1:8080")?.run().await
    /// # }
    /// ```
    pub fn new(renderer: impl Into<Arc<Renderer>>) -> Self {
        Self { renderer: renderer.into() }
    }
}

impl<S, B> Transform<S, ServiceRequest> for FaultMiddleware
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Transform = FaultService<S>;
    type InitError = ();
    type Future = Ready<Result<FaultService<S>, ()>>;

    fn new_transform(&self, inner: S) -> Self::Future {
        let names = convert::names(&self.renderer);
        ready(Ok(FaultService { inner, renderer: Arc::clone(&self.renderer), names, routes: OnceCell::new() }))
    }
}

/// A service below a [`FaultMiddleware`].
pub struct FaultService<S> {
    inner: S,
    renderer: Arc<Renderer>,
    names: Names,
    /// Those of the whole app, from the first request on.
    routes: OnceCell<Rc<ResourceMap>>,
}

impl<S, B> Service<ServiceRequest> for FaultService<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Future = FaultFuture<S::Future, B>;

    forward_ready!(inner);

    fn call(&self, request: ServiceRequest) -> Self::Future {
        let captured = Captured::new(&request, &self.names);
        let routes = self.routes.get_or_init(|| Rc::new(request.resource_map().clone()));
        let pending = Pending { renderer: Arc::clone(&self.renderer), captured, routes: Rc::clone(routes) };
        if let Some(fault) = pending.unacceptable() {
            let (request, _) = request.into_parts();
            return FaultFuture::done(pending.answer(Some(request), convert::blank(), Said::Fault(fault)));
        }
        match layer::catching(|| self.inner.call(request)) {
            Ok(future) => FaultFuture::new(future, pending),
            Err(payload) => FaultFuture::done(pending.panicked(payload)),
        }
    }
}

impl fmt::Debug for FaultMiddleware {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FaultMiddleware").finish_non_exhaustive()
    }
}

impl<S: fmt::Debug> fmt::Debug for FaultService<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FaultService").field("inner", &self.inner).finish_non_exhaustive()
    }
}
