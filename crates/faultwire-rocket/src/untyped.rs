//! Answers that failed and carry no fault.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

use faultwire::protocol::Origin;
use faultwire::{Answer, Renderer, layer};
use rocket::response::Body;
use rocket::tokio::io::AsyncReadExt;
use rocket::{Request, Response};

use crate::local::local;
use crate::{convert, routes};

/// Puts an answer that failed into its envelope, unless it is in one or has a body of its own.
pub(crate) async fn look_at(renderer: &Renderer, request: &Request<'_>, response: &mut Response<'_>) {
    if local(request).rendered {
        return;
    }
    let mut parts = convert::parts(response);
    let answer = match response.body().is_none() || response.body().preset_size() == Some(0) {
        true => Answer::of_empty(&parts, Some(&convert::method(request.method()))),
        false => Answer::of(&parts),
    };
    let text = match answer {
        Answer::Text => read(response.body_mut().take()).await,
        Answer::Opaque => Vec::new(),
        _ => return,
    };
    let route = routes::matched(request);
    let routed = route.is_some_and(|route| !routes::serves_files(route));
    let origin = if routed { Origin::Routed } else { Origin::Unrouted };
    let fault = renderer.classify(response.status().code, origin, &text, &[]);
    let body = renderer.render_over(&fault, &convert::context(renderer, request, route), &mut parts);
    convert::put(&parts, body, response);
    local(request).answered = Some(fault);
}

/// Reads as much of a text as is looked at. An error or a panic of the body is its end.
async fn read(body: Body<'_>) -> Vec<u8> {
    let mut text = Vec::new();
    let most = u64::try_from(Answer::MAX_TEXT).unwrap_or(u64::MAX);
    let mut body = Box::pin(body.take(most));
    poll_fn(|cx| {
        loop {
            match layer::catching(|| pin!(body.read_buf(&mut text)).poll(cx)) {
                Ok(Poll::Pending) => return Poll::Pending,
                Ok(Poll::Ready(Ok(1..))) => {}
                Ok(Poll::Ready(_)) => return Poll::Ready(()),
                Err(payload) => {
                    layer::quietly(|| drop(payload));
                    return Poll::Ready(());
                }
            }
        }
    })
    .await;
    layer::quietly(|| drop(body));
    text
}
