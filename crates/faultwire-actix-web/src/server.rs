//! A server whose connections answer malformed requests in the envelope.

use std::fmt;
use std::future::ready;
use std::io;
use std::net::{SocketAddr, TcpListener, ToSocketAddrs};
use std::sync::Arc;
use std::time::Duration;

use actix_http::{HttpService, KeepAlive, Request, Response};
use actix_server::{Server, ServerBuilder};
use actix_service::{
    IntoServiceFactory, Service, ServiceFactory, ServiceFactoryExt, apply_fn_factory, fn_service, map_config,
};
use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::AppConfig;
use faultwire::Renderer;
use faultwire_tower::parser::{Asked, FaultIo};
use tokio::net::TcpStream;

/// A server like [`HttpServer`](actix_web::HttpServer), for plain HTTP/1, whose connections answer malformed and late
/// requests in the renderer's default style.
///
/// It has the same defaults. The crate's page says what it cannot do.
///
/// ```no_run
/// use actix_web::App;
/// use faultwire_actix_web::faultwire::Renderer;
/// use faultwire_actix_web::{FaultMiddleware, FaultServer};
/// use std::sync::Arc;
///
/// # async fn serve() -> std::io::Result<()> {
/// let renderer = Arc::new(Renderer::default());
/// let faults = FaultMiddleware::new(Arc::clone(&renderer));
/// FaultServer::new(renderer, move || App::new().wrap(faults.clone())).bind("127.0.0.1:8080")?.run()?.await
/// # }
/// ```
#[must_use = "a server does nothing until it runs"]
pub struct FaultServer<F> {
    factory: F,
    renderer: Arc<Renderer>,
    builder: ServerBuilder,
    listeners: Vec<(TcpListener, SocketAddr)>,
    connections: Connections,
}

#[derive(Clone, Copy)]
struct Connections {
    keep_alive: KeepAlive,
    request_timeout: Duration,
    disconnect_timeout: Duration,
}

impl<F> FaultServer<F> {
    /// A server of the apps that a factory makes, one for each worker: from a [`Renderer`], or an `Arc` of one.
    pub fn new(renderer: impl Into<Arc<Renderer>>, factory: F) -> Self {
        let connections = Connections {
            keep_alive: KeepAlive::default(),
            request_timeout: Duration::from_secs(5),
            disconnect_timeout: Duration::from_secs(1),
        };
        Self { factory, renderer: renderer.into(), builder: Server::build(), listeners: Vec::new(), connections }
    }

    /// Sets the number of workers, which are threads. The default is that of the processor's cores.
    ///
    /// # Panics
    ///
    /// Panics for 0 and for more than 512.
    pub fn workers(mut self, count: usize) -> Self {
        self.builder = self.builder.workers(count);
        self
    }

    /// Sets how many connections a worker has at a time. The default is 25600.
    pub fn max_connections(mut self, count: usize) -> Self {
        self.builder = self.builder.max_concurrent_connections(count);
        self
    }

    /// Sets for how long a connection waits for another request. The default is 5 seconds.
    pub fn keep_alive(mut self, keep_alive: impl Into<KeepAlive>) -> Self {
        self.connections.keep_alive = keep_alive.into();
        self
    }

    /// Sets how long the head of a first request may take; then comes the 408. The default is 5 seconds, and zero sets
    /// no limit.
    pub fn client_request_timeout(mut self, timeout: Duration) -> Self {
        self.connections.request_timeout = timeout;
        self
    }

    /// Sets how long a client may take to close a connection. The default is 1 second, and zero sets no limit.
    pub fn client_disconnect_timeout(mut self, timeout: Duration) -> Self {
        self.connections.disconnect_timeout = timeout;
        self
    }

    /// Sets for how many seconds a graceful shutdown waits for requests that are being answered. The default is 30.
    pub fn shutdown_timeout(mut self, seconds: u64) -> Self {
        self.builder = self.builder.shutdown_timeout(seconds);
        self
    }

    /// Leaves the signals of the operating system, such as Ctrl-C, to the service.
    pub fn disable_signals(mut self) -> Self {
        self.builder = self.builder.disable_signals();
        self
    }

    /// Listens on every address that a name stands for, as far as that is possible. It may be called several times.
    ///
    /// # Errors
    ///
    /// When not one of the addresses is free.
    pub fn bind(mut self, addresses: impl ToSocketAddrs) -> io::Result<Self> {
        let mut outcome = Err(io::Error::new(io::ErrorKind::InvalidInput, "no address to bind to"));
        for address in addresses.to_socket_addrs()? {
            match TcpListener::bind(address) {
                Ok(listener) => {
                    self = self.listen(listener)?;
                    outcome = Ok(());
                }
                Err(error) if outcome.is_err() => outcome = Err(error),
                Err(_) => {}
            }
        }
        outcome.map(|()| self)
    }

    /// Serves the connections of a listener.
    ///
    /// # Errors
    ///
    /// When its address cannot be told.
    pub fn listen(mut self, listener: TcpListener) -> io::Result<Self> {
        let address = listener.local_addr()?;
        self.listeners.push((listener, address));
        Ok(self)
    }

    /// The addresses it listens on.
    pub fn addrs(&self) -> Vec<SocketAddr> {
        self.listeners.iter().map(|(_, address)| *address).collect()
    }

    /// Starts. What it gives is a future that ends when the server was stopped, and it has a
    /// [`handle`](Server::handle) to do that.
    ///
    /// # Errors
    ///
    /// When there is nothing to listen on, or a listener cannot be used without blocking.
    pub fn run<I, S, B>(self) -> io::Result<Server>
    where
        F: Fn() -> I + Send + Clone + 'static,
        I: IntoServiceFactory<S, Request>,
        S: ServiceFactory<Request, Config = AppConfig> + 'static,
        S::Error: Into<Error> + 'static,
        S::InitError: fmt::Debug,
        S::Response: Into<Response<B>> + 'static,
        <S::Service as Service<Request>>::Future: 'static,
        B: MessageBody + 'static,
    {
        if self.listeners.is_empty() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "no address to listen on"));
        }
        let mut builder = self.builder;
        for (listener, address) in self.listeners {
            let (factory, renderer, connections) = (self.factory.clone(), Arc::clone(&self.renderer), self.connections);
            builder = builder.listen(format!("faultwire-{address}"), listener, move || {
                let renderer = Arc::clone(&renderer);
                let app = apply_fn_factory(factory(), |request: Request, app: &S::Service| {
                    request.conn_data::<Asked>().into_iter().for_each(Asked::count);
                    app.call(request)
                });
                let app = app.map_err(|error: S::Error| error.into().error_response());
                let http = HttpService::build()
                    .on_connect_ext(|io: &FaultIo<TcpStream>, data| {
                        if let Some(asked) = io.asked() {
                            data.insert(asked.clone());
                        }
                    })
                    .keep_alive(connections.keep_alive)
                    .client_request_timeout(connections.request_timeout)
                    .client_disconnect_timeout(connections.disconnect_timeout)
                    .local_addr(address)
                    .h1(map_config(app, |_| AppConfig::default()));
                fn_service(move |io: TcpStream| {
                    let peer = io.peer_addr().ok();
                    let io = FaultIo::new(io, Arc::clone(&renderer)).with_asked(Asked::default());
                    ready(Ok((io, peer)))
                })
                .and_then(http)
            })?;
        }
        Ok(builder.run())
    }
}

impl<F> fmt::Debug for FaultServer<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FaultServer").field("addrs", &self.addrs()).finish_non_exhaustive()
    }
}
