//! The layer.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use faultwire::Renderer;
use tower_layer::Layer;

use crate::FaultService;

/// Gives every failed answer of a service its envelope. The crate's page says what that covers.
///
/// `F` is the [`Framework`](crate::Framework) that the service is written with; `()` is none.
///
/// ```
/// use std::convert::Infallible;
///
/// use bytes::Bytes;
/// use faultwire_tower::FaultLayer;
/// use faultwire_tower::faultwire::{Carried, Fault, FaultType, Renderer};
/// use http::{Request, Response};
/// use http_body_util::Empty;
/// use tower::{ServiceBuilder, ServiceExt, service_fn};
///
/// static OUT_OF_STOCK: FaultType = FaultType::new("out_of_stock", 409, "Out of stock");
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Infallible> {
/// let service = ServiceBuilder::new()
///     .layer(FaultLayer::new(Renderer::default()))
///     .service(service_fn(|_: Request<Empty<Bytes>>| async {
///         let mut answer = Response::new(Empty::<Bytes>::new());
///         answer.extensions_mut().insert(Carried(Fault::new(&OUT_OF_STOCK)));
///         Ok::<_, Infallible>(answer)
///     }));
/// assert_eq!(service.oneshot(Request::new(Empty::new())).await?.status(), 409);
/// # Ok(())
/// # }
/// ```
pub struct FaultLayer<F = ()> {
    renderer: Arc<Renderer>,
    framework: PhantomData<fn() -> F>,
}

impl FaultLayer {
    /// A layer for a service without a framework: from a [`Renderer`], or an `Arc` of one.
    pub fn new(renderer: impl Into<Arc<Renderer>>) -> Self {
        Self::with_framework(renderer)
    }
}

impl<F> FaultLayer<F> {
    /// A layer for a service that is written with a framework.
    ///
    /// ```
    /// use faultwire_tower::FaultLayer;
    /// use faultwire_tower::faultwire::Renderer;
    ///
    /// let layer: FaultLayer<()> = FaultLayer::with_framework(Renderer::default());
    /// ```
    pub fn with_framework(renderer: impl Into<Arc<Renderer>>) -> Self {
        Self { renderer: renderer.into(), framework: PhantomData }
    }
}

impl<S, F> Layer<S> for FaultLayer<F> {
    type Service = FaultService<S, F>;

    fn layer(&self, inner: S) -> Self::Service {
        FaultService::new(inner, Arc::clone(&self.renderer))
    }
}

impl<F> Clone for FaultLayer<F> {
    fn clone(&self) -> Self {
        Self { renderer: Arc::clone(&self.renderer), framework: PhantomData }
    }
}

impl<F> fmt::Debug for FaultLayer<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FaultLayer").finish_non_exhaustive()
    }
}
