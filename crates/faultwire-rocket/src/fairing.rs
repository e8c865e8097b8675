//! The fairing, which installs everything.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use faultwire::Renderer;
use rocket::fairing::{self, Fairing, Info, Kind};
use rocket::{Build, Data, Request, Response, Rocket};

use crate::response::Installed;
use crate::{catcher, gate, untyped};

/// Gives every failed answer of a service its envelope. The crate's page says what that covers.
///
/// ```
/// use faultwire_rocket::FaultFairing;
/// use faultwire_rocket::faultwire::Renderer;
///
/// let rocket = rocket::build().attach(FaultFairing::new(Renderer::default()));
/// # let _ = rocket;
/// ```
#[derive(Clone)]
pub struct FaultFairing {
    renderer: Arc<Renderer>,
}

impl FaultFairing {
    /// A fairing from a [`Renderer`], or an `Arc` of one. Of several that are attached the last one counts.
    ///
    /// ```
    /// use faultwire_rocket::FaultFairing;
    /// use faultwire_rocket::faultwire::Renderer;
    /// use rocket::local::asynchronous::Client;
    ///
    /// # #[rocket::main]
    /// # async fn main() -> Result<(), rocket::Error> {
    /// let faults = FaultFairing::new(Renderer::default());
    /// let client = Client::untracked(rocket::build().attach(faults)).await?;
    /// let answer = client.get("/nothing").dispatch().await;
    /// assert_eq!(answer.headers().get_one("content-type"), Some("application/problem+json"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn new(renderer: impl Into<Arc<Renderer>>) -> Self {
        Self { renderer: renderer.into() }
    }

    fn install(&self, rocket: Rocket<Build>) -> Rocket<Build> {
        let gates = gate::routes(&self.renderer);
        // A service's own default catcher keeps its place: with a second one it would not launch.
        let taken = rocket.catchers().any(|catcher| catcher.code.is_none() && catcher.base.path() == "/");
        let rocket = rocket.manage(Installed(Arc::clone(&self.renderer))).mount("/", gates);
        if taken { rocket } else { rocket.register("/", [catcher::catcher()]) }
    }
}

type Boxed<'a, T = ()> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Written out: as an `async fn` each would allocate, for every request.
impl Fairing for FaultFairing {
    fn info(&self) -> Info {
        Info { name: "Faultwire", kind: Kind::Ignite | Kind::Request | Kind::Response | Kind::Singleton }
    }

    fn on_ignite<'s, 'async_trait>(&'s self, rocket: Rocket<Build>) -> Boxed<'async_trait, fairing::Result>
    where
        's: 'async_trait,
        Self: 'async_trait,
    {
        Box::pin(async move { Ok(self.install(rocket)) })
    }

    fn on_request<'s, 'a, 'b, 'c, 'd, 'async_trait>(
        &'s self,
        request: &'a mut Request<'b>,
        data: &'c mut Data<'d>,
    ) -> Boxed<'async_trait>
    where
        's: 'async_trait,
        'a: 'async_trait,
        'b: 'async_trait,
        'c: 'async_trait,
        'd: 'async_trait,
        Self: 'async_trait,
    {
        gate::look_at(&self.renderer, request, data);
        Box::pin(Nothing)
    }

    fn on_response<'r, 's, 'a, 'b, 'async_trait>(
        &'s self,
        request: &'r Request<'a>,
        response: &'b mut Response<'r>,
    ) -> Boxed<'async_trait>
    where
        'r: 'async_trait,
        's: 'async_trait,
        'a: 'async_trait,
        'b: 'async_trait,
        Self: 'async_trait,
    {
        match response.status().code {
            400.. => Box::pin(untyped::look_at(&self.renderer, request, response)),
            _ => Box::pin(Nothing),
        }
    }
}

/// A future without a size: to box it allocates nothing.
struct Nothing;

impl Future for Nothing {
    type Output = ();

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        Poll::Ready(())
    }
}

impl fmt::Debug for FaultFairing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FaultFairing").finish_non_exhaustive()
    }
}
