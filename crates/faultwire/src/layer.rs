//! What every layer needs, for those who write an adapter: to run what lies below it.

use std::any::Any;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static WITHIN: Cell<bool> = const { Cell::new(false) };
}

/// Whether the calling code runs below a layer ([`catching`]), on this thread, right now.
///
/// It is for an adapter that turns a fault into an answer without seeing the request. Below a layer it makes an empty
/// answer that carries the fault ([`Carried`](crate::Carried)), and the layer renders it. Otherwise nobody would:
/// then it uses [`Renderer::render_without_layer`](crate::Renderer::render_without_layer).
///
/// A task that a handler spawned runs outside of the layer.
///
/// ```
/// assert!(!faultwire::layer::within());
/// assert!(faultwire::layer::catching(faultwire::layer::within).unwrap());
/// ```
pub fn within() -> bool {
    WITHIN.get()
}

/// Marks the thread as being below the layer, until it is dropped.
struct Scope {
    before: bool,
}

impl Scope {
    fn enter() -> Self {
        Self { before: WITHIN.replace(true) }
    }
}

impl Drop for Scope {
    fn drop(&mut self) {
        WITHIN.set(self.before);
    }
}

/// Runs code of the inner service and catches its panics; [`for_panic`](crate::protocol::for_panic) makes a fault of
/// one.
///
/// What panicked must not be used again (a future, a body), or be shared by other requests anyway (a service): that
/// makes the assertion of unwind safety sound.
///
/// # Errors
///
/// What the panic carries.
///
/// ```
/// use faultwire::{layer, protocol};
///
/// let payload = layer::catching(|| panic!("connect to db.internal failed")).unwrap_err();
/// assert!(protocol::for_panic(payload).is(&protocol::INTERNAL));
/// ```
pub fn catching<T>(run: impl FnOnce() -> T) -> Result<T, Box<dyn Any + Send>> {
    catch_unwind(AssertUnwindSafe(|| {
        let _scope = Scope::enter();
        run()
    }))
}

/// Does something whose panic is of no interest, such as dropping a value of the inner service.
///
/// ```
/// faultwire::layer::quietly(|| panic!("in a destructor"));
/// ```
pub fn quietly(run: impl FnOnce()) {
    if let Err(payload) = catching(run) {
        // Its destructor may panic as well.
        std::mem::forget(payload);
    }
}
