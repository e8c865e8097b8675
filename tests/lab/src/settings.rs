//! What all labs share: the envelope, the definitions, the limits.

use std::sync::Arc;
use std::time::Duration;

use faultwire::{Config, Fault, FaultType, Renderer};

/// How long a request may take on `/slow`.
pub const PATIENCE: Duration = Duration::from_millis(100);
/// How long it takes there.
pub const SLOWNESS: Duration = Duration::from_secs(2);
/// How long the head of a request may take, where the framework has a limit.
pub const HEAD_TIME: Duration = Duration::from_secs(1);
/// The site whose pages may read `/cors`.
pub const ORIGIN: &str = "http://site.test";
/// The most bytes of a body on `/small`.
pub const SMALL: usize = 16;
/// The most bytes of a body elsewhere.
pub const LARGE: usize = 100_000;

/// 409: what a handler says, with a message of its own making.
pub static OUT_OF_STOCK: FaultType =
    FaultType::new("out_of_stock", 409, "Out of stock").message("There is no {thing} left.").number(7);

/// What the route `/fault` answers.
pub fn fault() -> Fault {
    Fault::new(&OUT_OF_STOCK).with("thing", "apple").with_retry_after(7).with_extension("left", 0)
}

/// A service's own error, which knows no framework.
#[derive(Debug)]
pub enum Domain {
    /// There is none left.
    Empty,
}

impl From<Domain> for Fault {
    fn from(Domain::Empty: Domain) -> Self {
        fault()
    }
}

/// The configuration of every lab: no text of a framework, so that bytes are equal, and no request ids.
pub fn renderer() -> Arc<Renderer> {
    let config = Config::from_toml(
        "style = 'problem'\n[expose]\nframework_text = false\n\
         [[routes]]\nprefix = '/status-text'\nstyle = 'status-text'",
        "lab.toml",
    );
    let renderer = config.and_then(|config| Renderer::builder().config(config).without_request_ids().build());
    match renderer {
        Ok(renderer) => Arc::new(renderer),
        Err(error) => panic!("{error}"),
    }
}
