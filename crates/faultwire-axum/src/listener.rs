//! A listener whose connections answer malformed requests in the envelope.

use std::io;
use std::sync::Arc;

use faultwire::Renderer;
use faultwire_tower::parser::FaultIo;

/// A listener for [`axum::serve`](mod@axum::serve) whose connections answer malformed requests in the renderer's default style.
///
/// It wraps the listener that yields plain HTTP: for TLS that is the one that does the handshakes.
///
/// `ConnectInfo` of the wrapped listener's address works through [`tap_io`](axum::serve::ListenerExt::tap_io):
///
/// ```no_run
/// use std::net::SocketAddr;
///
/// use axum::Router;
/// use axum::serve::ListenerExt;
/// use faultwire_axum::Listener;
/// use faultwire_axum::faultwire::Renderer;
///
/// # async fn serve(app: Router) -> std::io::Result<()> {
/// let listener = tokio::net::TcpListener::bind("127.0.0.1:8080").await?;
/// let listener = Listener::new(listener, Renderer::default()).tap_io(|_| {});
/// axum::serve(listener, app.into_make_service_with_connect_info::<SocketAddr>()).await
/// # }
/// ```
#[derive(Debug)]
pub struct Listener<L> {
    inner: L,
    renderer: Arc<Renderer>,
}

impl<L> Listener<L> {
    /// Wraps a listener: with a [`Renderer`], or an `Arc` of one.
    ///
    /// ```
    /// # async fn bind() -> std::io::Result<()> {
    /// use faultwire_axum::Listener;
    /// use faultwire_axum::faultwire::Renderer;
    ///
    /// let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    /// let listener = Listener::new(listener, Renderer::default());
    /// # let _ = listener;
    /// # Ok(())
    /// # }
    /// ```
    pub fn new(listener: L, renderer: impl Into<Arc<Renderer>>) -> Self {
        Self { inner: listener, renderer: renderer.into() }
    }
}

impl<L: axum::serve::Listener> axum::serve::Listener for Listener<L> {
    type Io = FaultIo<L::Io>;
    type Addr = L::Addr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        let (io, address) = self.inner.accept().await;
        (FaultIo::new(io, Arc::clone(&self.renderer)), address)
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        self.inner.local_addr()
    }
}
