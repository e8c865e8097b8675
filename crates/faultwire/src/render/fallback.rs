//! Answers without a configuration.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};

use bytes::Bytes;
use http::Response;

use super::Renderer;
use super::headers::Unlayered;
use crate::fault::Fault;
use crate::reply::Reply;
use crate::request::RequestContext;

impl Default for Renderer {
    /// Problem details (RFC 9457) everywhere.
    fn default() -> Self {
        #[expect(clippy::expect_used, reason = "the built-in pages are read by a test")]
        Self::builder().build().expect("the built-in pages are valid")
    }
}

impl Renderer {
    /// An answer where no layer was installed: problem details, without configuration.
    ///
    /// It is said in the log, once per process, that the layer is missing.
    pub fn render_without_layer(fault: &Fault) -> Response<Bytes> {
        marked(without_layer().render(fault, &RequestContext::empty()))
    }

    /// A reply where no layer was installed: plain JSON of the resource, without configuration.
    ///
    /// It is said in the log, once per process, that the layer is missing.
    pub fn reply_without_layer(reply: Reply) -> Response<Bytes> {
        marked(without_layer().reply(reply, &RequestContext::empty()))
    }
}

/// Notes which headers are the fallback's, for a layer that renders over it after all.
fn marked(mut response: Response<Bytes>) -> Response<Bytes> {
    let names = response.headers().keys().cloned().collect();
    response.extensions_mut().insert(Unlayered(names));
    response
}

fn without_layer() -> &'static Renderer {
    static FALLBACK: LazyLock<Renderer> = LazyLock::new(Renderer::default);
    static SAID: AtomicBool = AtomicBool::new(false);
    if !SAID.swap(true, Ordering::Relaxed) {
        tracing::warn!("answered without the fault layer: no request context, no configuration");
    }
    &FALLBACK
}
