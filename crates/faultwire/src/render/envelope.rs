//! What no page can say.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::SystemTime;

use super::Occasion;
use crate::fault::Fault;
use crate::request::RequestContext;
use crate::style::page::Format;

/// The last step of a style's body in Rust, for what no page can say, such as JSON inside a string.
///
/// The page still describes everything else: media types, status, headers, and a body, which the envelope gets and
/// turns into the bytes that are sent. Its media types must fit them. The compiled page alone is the usual envelope.
///
/// It is for faults: replies and tasks are as the page says.
///
/// ```
/// # #[cfg(feature = "config")]
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use faultwire::{Config, Envelope, Fault, Outgoing, Renderer, RequestContext, protocol};
///
/// /// Ironic before its Stein release: the error object as JSON inside a string.
/// struct Ironic;
///
/// impl Envelope for Ironic {
///     fn encode(&self, page: &[u8], _: &Outgoing<'_>) -> Vec<u8> {
///         serde_json::json!({ "error_message": String::from_utf8_lossy(page) }).to_string().into_bytes()
///     }
/// }
///
/// let config = Config::from_toml(
///     r#"
///     style = "ironic"
///     [styles.ironic]
///     media = { json = "application/json" }
///     fault.body = { faultcode = "Client", faultstring = "$message" }
///     "#,
///     "faultwire.toml",
/// )?;
/// let renderer = Renderer::builder().config(config).envelope("ironic", Ironic).build()?;
/// let response = renderer.render(&Fault::new(&protocol::FORBIDDEN), &RequestContext::empty());
/// assert_eq!(
///     response.body(),
///     r#"{"error_message":"{\"faultcode\":\"Client\",\"faultstring\":\"Access was denied.\"}"}"#,
/// );
/// # Ok(())
/// # }
/// # #[cfg(not(feature = "config"))]
/// # fn main() {}
/// ```
pub trait Envelope: Send + Sync {
    /// The body to send, from the one that the page describes. If it panics, the page's is sent.
    fn encode(&self, page: &[u8], answer: &Outgoing<'_>) -> Vec<u8>;
}

/// An answer that is about to be sent.
#[derive(Clone, Copy)]
pub struct Outgoing<'a> {
    pub(super) fault: &'a Fault,
    pub(super) occasion: &'a Occasion<'a>,
    pub(super) status: u16,
    pub(super) format: Format,
}

impl<'a> Outgoing<'a> {
    /// The fault. What is behind it, its source, belongs into no answer.
    pub const fn fault(&self) -> &'a Fault {
        self.fault
    }

    /// The status on the wire.
    pub const fn status(&self) -> u16 {
        self.status
    }

    /// The format that was negotiated.
    pub const fn format(&self) -> Format {
        self.format
    }

    /// The request.
    pub const fn request(&self) -> &'a RequestContext {
        self.occasion.request
    }

    /// The request id, as in the log and the headers.
    pub fn request_id(&self) -> Option<&'a str> {
        self.occasion.request_id()
    }

    /// The moment of rendering.
    pub fn now(&self) -> SystemTime {
        self.occasion.now()
    }

    /// The details of the fault, where the configuration exposes them.
    pub fn details(&self) -> Option<&'a str> {
        self.fault.details().filter(|_| self.occasion.shows_details())
    }
}

impl std::fmt::Debug for Outgoing<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Outgoing").field("fault", self.fault).field("status", &self.status).finish_non_exhaustive()
    }
}

/// The bytes of an envelope, or the page's where the envelope panics.
pub(super) fn encode(envelope: &Arc<dyn Envelope>, page: Vec<u8>, answer: &Outgoing<'_>) -> Vec<u8> {
    catch_unwind(AssertUnwindSafe(|| envelope.encode(&page, answer))).unwrap_or(page)
}
