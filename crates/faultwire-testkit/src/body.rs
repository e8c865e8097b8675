//! Reading a body that is there already.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use bytes::{Bytes, BytesMut};
use http_body::Body;

/// The bytes of a body, without waiting: `None` when they are not all there yet, or the body ends in an error.
pub(crate) fn read<B: Body<Data = Bytes>>(body: B) -> Option<Bytes> {
    let mut body = pin!(body);
    let mut context = Context::from_waker(Waker::noop());
    let mut bytes = BytesMut::new();
    loop {
        match body.as_mut().poll_frame(&mut context) {
            Poll::Ready(Some(Ok(frame))) => {
                if let Some(data) = frame.data_ref() {
                    bytes.extend_from_slice(data);
                }
            }
            Poll::Ready(None) => return Some(bytes.freeze()),
            Poll::Ready(Some(Err(_))) | Poll::Pending => return None,
        }
    }
}
